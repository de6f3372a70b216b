"""A random incident, played by the real acts: for properties that must hold of any log, and for
the made-up year. The same seed gives the same incident."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Event, Unknown
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.views import StepView
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.rules import Profile
from tests.support.constants import CHINA

DAY = datetime(2025, 3, 2, tzinfo=CHINA)
TEXTS = (
    "大厅漏水，两个座席停用", "water on the floor, two seats out", "客户王女士要求今天回电",
    "供应商说四十分钟到", "lift is out, guard posted", "电话已转到备用线路", "数过了，都在",
)  # fmt: skip
Line = tuple[Event, datetime, datetime]  # event, when it happened, when it was written down


class Wander:
    """One incident in memory. ``lines`` is what would be written, in order."""

    def __init__(
        self,
        seed: int,
        checklist: Checklist,
        profile: Profile,
        others: tuple[Checklist, ...] = (),
        drill: bool = False,
        ref: str = "250302-AAA-AAAA",
    ) -> None:
        self.rng = random.Random(seed)
        self.others = others
        self.incident = Incident()
        self.lines: list[Line] = []
        self.now = DAY + timedelta(seconds=self.rng.randrange(7 * 3600, 19 * 3600))
        mark = ev.Drill(clock="file") if drill else None
        data = msgspec.to_builtins(profile)
        title = self.rng.choice(("", "", "三楼东侧"))
        self.do(acts.open_incident, ref, checklist, profile, data, "0.1", mark, title)

    def do(self, act: Callable[..., object], *args: object, at: datetime | None = None) -> bool:
        """The act now; whether it was not refused."""
        draft = acts.Draft(self.incident, self.now, self.rng.choice(("li", "wang")), at)
        try:
            act(draft, *args)
        except Refused:
            done = False
        else:
            done = True
        self.lines += [(event, when, self.now) for event, when in draft.events]
        return done

    def add(self, event: Event) -> None:
        self.do(lambda draft: draft.add(event))

    def play(self, entries: int, wild: bool = False) -> list[Line]:
        """About so many entries, the closing included. ``wild``: also what hardly ever happens."""
        while len(self.lines) < entries - 3:
            self.now += timedelta(seconds=self.rng.randrange(5, 240))
            self.turn(wild)
        self.finish()
        while wild and self.rng.random() < 0.4:
            self.now += timedelta(minutes=self.rng.randrange(1, 90))
            self.afterwards()
        return self.lines

    def finish(self) -> None:
        self.now += timedelta(seconds=self.rng.randrange(5, 240))
        ends = acts.outcomes(self.incident)
        outcome = self.rng.choice((ends[0], ends[0], ends[0], *ends[-3:-1]))
        self.do(acts.close, outcome, self.rng.choice(("", "全部恢复")))

    def afterwards(self) -> None:
        """What comes after a closing: a late note, a customer who was reached, reopening."""
        pick = self.rng.random()
        if pick < 0.4:
            self.do(acts.note, "late note", at=self.now - timedelta(minutes=3))
        elif pick < 0.6:
            self.customers()
        elif pick < 0.8:
            self.do(acts.reopen, "again")
            self.turn(True)
            self.finish()
        else:
            if not self.do(acts.action_done, "a1", "发票 7"):
                self.do(acts.action_check, "a1", "没有做", True)

    def turn(self, wild: bool) -> None:
        rings = [timer for timer in self.incident.running() if timer.ringing(self.now)]
        pick = self.rng.random()
        if rings and pick < 0.7:
            self.ring(rings[0].key)
        elif wild and pick < 0.12:
            self.oddity()
        elif pick < 0.25:
            self.note()
        elif pick < 0.32:
            self.customers()
        else:
            view = self.incident.current()
            if view is None:
                self.note()
            else:
                self.step(view)

    def note(self) -> None:
        late = self.now - timedelta(minutes=4) if self.rng.random() < 0.15 else None
        self.do(acts.note, self.rng.choice(TEXTS), at=late)

    def ring(self, key: str) -> None:
        pick = self.rng.random()
        if pick < 0.5:
            self.do(acts.timer_told, key)
        elif pick < 0.85:
            self.do(acts.timer_no_answer, key)
        elif pick < 0.95:
            self.do(acts.timer_snooze, key, self.now + timedelta(minutes=3), "on the line")
        else:
            self.do(acts.timer_cancel, key, "not needed")

    def customers(self) -> None:
        owed = [back.id for back in self.incident.callbacks.values() if not back.settled]
        if owed and self.rng.random() < 0.6:
            result = self.rng.choice(("reached", "no-answer", "given-up"))
            self.do(acts.callback_try, owed[0], result)
        elif len(self.incident.callbacks) < 4:
            name = f"k{len(self.incident.callbacks) + 1}"
            until = self.now + timedelta(minutes=20) if self.rng.random() < 0.5 else None
            self.do(acts.callback_add, name, "王女士", "13800000000", "缴费", until)

    def step(self, view: StepView) -> None:
        pick = self.rng.random()
        key = view.key
        if pick < 0.06:
            self.do(acts.skip, key, "no time")
        elif pick < 0.1:
            self.do(acts.not_applicable, key)
        elif pick < 0.13:
            self.do(acts.defer, key)
        elif pick < 0.17:
            self.do(acts.hand, key, "小张", self.now + timedelta(minutes=9), True)
        else:
            self.answer(view)

    def answer(self, view: StepView) -> None:
        kind, key = view.step.answer, view.key
        if kind == "call":
            result = self.rng.choice(("reached", "reached", "no-answer", "busy"))
            whom = view.role or view.who
            self.do(lambda draft: acts.call(draft, whom, result, step=key))
        elif kind == "action":
            name = f"a{len(self.incident.actions) + 1}"
            self.do(acts.action_add, name, "换服务器", "tech")
            self.do(acts.tick, key)
        elif kind == "choice":
            self.do(acts.tick, key, self.rng.choice(view.step.choices).id)
        else:
            early = f"{self.now - timedelta(minutes=1):%H:%M}"
            values = {"number": "12", "minutes": "7", "time": early, "text": "三楼", "name": "小李"}
            if not self.do(acts.tick, key, values.get(kind, "")):
                self.do(acts.skip, key, "cannot")

    def oddity(self) -> None:
        pick = self.rng.randrange(8)
        if pick == 0 and self.others:
            self.do(acts.add_plan, self.rng.choice(self.others))
        elif pick == 1:
            self.do(acts.set_level, self.rng.choice("+-"), "worse")
        elif pick == 2:
            self.do(acts.amend, "e1", "otherwise")
        elif pick == 3:
            self.do(acts.add_step, "respond", "own step")
        elif pick == 4:
            self.add(ev.ClockJumped(self.rng.choice((-400.0, 95.5, 4000.0)), self.rng.random() < 0.3))
        elif pick == 5:
            self.add(Unknown("newer", {"a": 1, "wrote": "x"}))
        elif pick == 6:
            self.finish()
            self.do(acts.reopen, "too early")
        else:
            done = [key for key, state in self.incident.steps.items() if state.status == "done"]
            if done:
                self.do(acts.take_up, self.rng.choice(done))
