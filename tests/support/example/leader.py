"""A team leader who goes through an incident by its list: calls, ticks, answers what rings, sometimes
late, sometimes never."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import NamedTuple

from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.rules.views import StepView
from tests.support.example import texts
from tests.support.example.laptop import Laptop

WAITS = ("status", "freed", "line-2")  # steps that ask whether it is over


class Owed(NamedTuple):
    """A customer to call back in so many minutes, and what became of it: ``kept``, ``late``, ``moved``
    (to another day, as agreed), ``given-up``, ``open``."""

    name: str
    phone: str
    matter: str
    minutes: int
    fate: str = "kept"


class Measure(NamedTuple):
    """An improvement action: ``fate`` is ``open``, ``done``, ``verified``, ``back`` or ``dropped``."""

    text: str
    owner: str
    day: str
    fate: str = "open"


class Case(NamedTuple):
    """One incident of the month. ``at``: day and time of opening; ``minutes`` until it is over;
    ``slow``: posts called so many minutes later than at once; ``never``: posts that nobody calls;
    ``deaf``: share of what rings that is answered late; ``skip``: steps that are left out."""

    at: str
    type: str
    who: str
    minutes: int
    title: str = ""
    slow: dict[str, int] = {}
    never: tuple[str, ...] = ()
    deaf: float = 0.0
    skip: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()
    measures: tuple[Measure, ...] = ()
    notes: tuple[str, ...] = ()
    cause: str = ""
    repeat: str = ""
    choices: dict[str, str] = {}
    outcome: str = ""
    closing: str = ""
    undo: str = ""
    drill: bool = False
    early: bool = False
    key: str = ""

    @property
    def opened(self) -> datetime:
        return datetime.fromisoformat(f"2026-10-{self.at}+08:00".replace(" ", "T"))


class Leader:
    """Plays one case at one laptop; ``log`` is its incident."""

    def __init__(self, laptop: Laptop, log: Log, case: Case, who: str) -> None:
        self.laptop, self.log, self.case, self.who = laptop, log, case, who
        self.rng = random.Random(f"{laptop.time.seed} {case.at} {case.type}")
        self.left: set[str] = set()  # steps and timers that are not dealt with
        self.over = laptop.time.wall + timedelta(minutes=case.minutes)
        self.notes = list(case.notes)
        self.undone = not case.undo
        self.waiting: set[str] = set()  # posts that are not called yet, though they should be

    @property
    def now(self) -> datetime:
        return self.laptop.time.wall

    @property
    def incident(self) -> Incident:
        return self.log.incident

    def do(self, what: object, *args: object, at: datetime | None = None, **more: object) -> bool:
        assert callable(what)
        return self.laptop.act(self.log, self.who, what, *args, at=at, **more)

    def passes(self, low: int, high: int) -> None:
        """So many seconds go by; what rings meanwhile is answered."""
        self.until(self.now + timedelta(seconds=self.rng.randint(low, high)))

    def until(self, end: datetime) -> None:
        for _ in range(200):
            rings = [t for t in self.incident.running() if t.key not in self.left and (t.ring_at or t.due) < end]
            rings = [t for t in rings if not self.waiting & set(t.tell)]
            if not rings:
                break
            self.ring(rings[0])
        self.laptop.time.to(end)

    def ring(self, timer: TimerState) -> None:
        """In time where it is a call; a question is answered when it is asked."""
        key, due = timer.key, timer.ring_at or timer.due
        if self.case.never and set(timer.tell) & set(self.case.never):
            self.left.add(key)
            return
        late = self.rng.random() < self.case.deaf
        ahead = self.rng.randint(15, 55) if timer.tell else -self.rng.randint(3, 40)
        self.laptop.time.to(due + timedelta(seconds=self.rng.randint(90, 420) if late else -ahead))
        if not timer.tell:
            good = "surge" not in key or self.now > self.over - timedelta(minutes=20)
            answered = self.do(acts.timer_yes if good else acts.timer_no, key)
        elif timer.rung == 0 and self.rng.random() < 0.12:
            answered = self.do(acts.timer_no_answer, key)
        else:
            answered = self.do(acts.timer_told, key, "", self.rng.choice(texts.HEARD), True)
        if not answered:
            self.left.add(key)

    # ---- the list ---------------------------------------------------------------------------

    def play(self, until: datetime | None = None) -> None:
        """Step by step to the end; ``until``: where somebody else goes on."""
        for _ in range(150):
            view = next((v for v in self.incident.open_views() if v.key not in self.left), None)
            if view is None or (until is not None and self.now >= until):
                return
            if self.now < self.over and (view.phase in ("recover", "close") or view.step.id in WAITS):
                if self.case.early:
                    return
                self.speak()
                self.until(min(self.over, until) if until is not None else self.over)
                if self.now < self.over:
                    return
            self.passes(12, 45)
            if self.incident.view(view.key) is not None and not self.step(view):
                self.left.add(view.key)
            if self.notes and self.rng.random() < 0.4:
                self.speak()

    def speak(self) -> None:
        if self.notes:
            self.do(acts.note, self.notes.pop(0))
        if not self.undone:
            self.undone = True
            self.passes(20, 40)
            self.do(acts.note, self.case.undo)
            self.passes(5, 9)
            self.laptop.kit(self.who, "undo", "-i", self.log.ref)
            self.log.refresh()

    def step(self, view: StepView) -> bool:
        step, key = view.step, view.key
        if step.id in self.case.skip:
            return self.do(acts.skip, key, self.rng.choice(texts.SKIPPED))
        match step.answer:
            case "call":
                return self.call(view)
            case "callback":
                return self.owe(view)
            case "action":
                return self.improve(view)
            case "choice":
                return self.choose(view)
            case "number":
                return self.do(acts.tick, key, texts.number(step.id, self.rng))
            case "minutes":
                return self.do(acts.tick, key, str(self.rng.choice((8, 10, 15, 20))))
            case "time":
                return self.do(acts.tick, key, self.time_of(view))
            case "name":
                return self.do(acts.tick, key, self.rng.choice(texts.STAFF))
            case "text":
                return self.do(acts.tick, key, texts.answer(self.case.type, step.id, self.rng))
        return self.do(acts.tick, key)

    def time_of(self, view: StepView) -> str:
        opened = self.incident.opened or self.now
        if view.step.milestone == "detected":
            return (opened - timedelta(minutes=self.rng.randint(1, 4))).isoformat(timespec="seconds")
        if view.step.milestone == "restored":
            return min(self.over, self.now).isoformat(timespec="seconds")
        return self.now.isoformat(timespec="seconds")

    def call(self, view: StepView) -> bool:
        whom = view.role or view.who
        if whom in self.case.never:
            return False
        if whom in self.case.slow and view.phase == "report":
            self.waiting.add(whom)
            self.until(self.now + timedelta(minutes=self.case.slow[whom]))
            self.waiting.discard(whom)
        if self.rng.random() < 0.14:
            self.do(acts.call, whom, self.rng.choice(("no-answer", "busy")), step=view.key)
            self.passes(40, 80)
            if self.incident.step_state(view.key).status == "done":
                return True
        return self.do(acts.call, whom, "reached", step=view.key, said=self.rng.choice(texts.HEARD), repeated=True)

    def owe(self, view: StepView) -> bool:
        for n, owed in enumerate(self.case.owed, 1):
            promised = self.now + timedelta(minutes=owed.minutes)
            self.do(acts.callback_add, f"k{n}", owed.name, owed.phone, owed.matter, promised.replace(second=0))
            self.passes(15, 40)
        return self.do(acts.tick, view.key) if self.case.owed else self.do(acts.not_applicable, view.key, "没有客户要回电")

    def choose(self, view: StepView) -> bool:
        about = StepKey(view.key).about
        if view.step.each == "callbacks" and about in self.incident.callbacks:
            return self.call_back(view, about)
        ids = [choice.id for choice in view.step.choices]
        wanted = self.case.choices.get(view.step.id) or texts.CHOICES.get(view.step.id, "")
        return self.do(acts.tick, view.key, wanted if wanted in ids else ids[0])

    def call_back(self, view: StepView, about: str) -> bool:
        owed = self.case.owed[int(about[1:]) - 1]
        back = self.incident.callbacks[about]
        if back.settled:
            return self.do(acts.tick, view.key, "done")
        promised = back.promised or self.now
        if owed.fate == "late":
            self.until(promised + timedelta(minutes=self.rng.randint(4, 25)))
        elif owed.fate == "kept":
            self.until(min(self.now + timedelta(minutes=2), promised - timedelta(minutes=1)))
        elif owed.fate == "moved":
            to = (promised + timedelta(days=1)).replace(hour=10, minute=0)
            self.do(acts.callback_move, about, to, "客户在开会，改到次日上午", owed.name)
            return False
        elif owed.fate == "given-up":
            return self.do(acts.callback_try, about, "given-up", "三次未接通，已发短信告知")
        else:
            self.do(acts.callback_try, about, "no-answer")
            return False
        return self.do(acts.tick, view.key, "done")

    def improve(self, view: StepView) -> bool:
        for n, one in enumerate(self.case.measures, 1):
            self.do(acts.action_add, f"a{n}", one.text, one.owner, one.day)
            self.passes(20, 50)
        return self.do(acts.tick, view.key) if self.case.measures else self.do(acts.not_applicable, view.key, "无")

    def close(self) -> None:
        case = self.case
        self.passes(20, 70)
        words = ["close", "-i", self.log.ref, "--yes"]
        for option, text in (("--outcome", case.outcome), ("--note", case.closing), ("--cause", case.cause)):
            words += [option, text] if text else []
        self.laptop.kit(self.who, *words)
