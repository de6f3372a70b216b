"""The guide: leads through an incident's checklist. A flow of questions over the shared store.

The flow only says what to ask and what to record; ``screen`` and ``plain`` ask it. Nothing lives
here that is not in the log: killed at any moment, ``kit guide`` goes on at the same step.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from functools import partial

import msgspec

from kit.clock import Now
from kit.context import Context
from kit.core import acts
from kit.core import events as ev
from kit.core.acts import Act, Draft
from kit.core.deadlines import HAND, PROMISE
from kit.core.incident import Incident, StepView, TimerState
from kit.core.measures import closing_code
from kit.core.refusal import Refused
from kit.core.times import parse_until
from kit.live.ask import Due, Option, Question
from kit.live.battery import percent
from kit.live.pace import Pace
from kit.render.frame import (
    Extras,
    Line,
    answer_text,
    climbed_to,
    filled,
    phone_line,
    picture,
    step_text,
    timer_title,
)
from kit.render.keys import key_lines, step_keys
from kit.render.text import clock, cut, span
from kit.store.incidents import Folder
from kit.store.lines import new_id

Answer = str | Due | None
Flow = Generator[Question, Answer, str | None]


class Guide:
    """One run of the guide over one incident."""

    def __init__(self, ctx: Context, folder: Folder, resumed: bool) -> None:
        self.ctx = ctx
        self.folder = folder
        self.lang = ctx.me.lang
        self.message = ""
        self.resumed = resumed
        self.waiting = False  # a silent type, before anybody may type
        self.pace = Pace(ctx.clock_of(folder.incident).speed)
        self.announced: set[tuple[str, datetime]] = set()
        self.seen = self.now().wall
        self.battery: int | None = percent()

    # ---- what the askers need ---------------------------------------------------------------

    @property
    def incident(self) -> Incident:
        return self.folder.incident

    @property
    def silent(self) -> bool:
        return self.incident.silent

    def word(self, key: str, **fill: object) -> str:
        return self.ctx.out.word(f"screen.{key}", **fill)

    def now(self) -> Now:
        return self.ctx.now(self.incident)

    def title(self) -> str:
        return "kit" if self.silent else f"kit {self.folder.ref}"

    def ringing(self) -> TimerState | None:
        """The timer that wants an answer first."""
        now = self.now().wall
        return next((t for t in self.incident.running() if t.ringing(now)), None)

    def new_rings(self) -> list[str]:
        """Timers that began to ring since last asked, in words; each ring is told once."""
        now = self.now().wall
        out = []
        for timer in self.incident.running():
            mark = (timer.key, timer.ring_at or timer.due)
            if timer.ringing(now) and mark not in self.announced:
                self.announced.add(mark)
                out.append(timer_title(self.incident, timer, self.lang))
        return out

    def serves(self, timer: TimerState) -> bool:
        """Does the step on the screen answer this timer by itself (a call that is now made)?"""
        view = self.incident.current()
        return (
            view is not None
            and view.step.answer == "call"
            and self.incident.timer_step(timer.key) == view.key
            and timer.target() == view.role
        )

    def refresh(self) -> bool:
        """Take in what other terminals recorded and what time it is; notice a sleep."""
        before = self.seen
        now = self.now().wall
        try:
            self.folder.refresh()
        except (Refused, OSError):
            pass
        gap = (now - before).total_seconds()
        if self.pace.overslept(gap):
            passed = sum(1 for t in self.incident.running() if before < t.due <= now)
            self.message = self.word("asleep", t=span(gap, self.lang), n=passed)
        if now.minute != before.minute:
            self.battery = percent()
        self.seen = now
        return now != before

    def next_change(self) -> float:
        """Real seconds until the picture must change."""
        return self.pace.until_change(self.now().wall, self.incident.running())

    def extras(self) -> Extras:
        return Extras(self.incident.entries, self.battery, self.message, reading=self.waiting)

    def picture(self, cols: int, rows: int) -> list[Line]:
        return picture(self.incident, self.now().wall, self.lang, cols, rows, self.extras())

    def keys(self, cols: int) -> list[Line]:
        if self.waiting:
            return [[("keys", " " + self.word("key-q"))]]
        return key_lines(self.incident, self.incident.current(), self.lang, cols)

    # ---- recording --------------------------------------------------------------------------

    def record(self, act: Act, at: datetime | None = None) -> list[ev.Entry]:
        """Record an act; what went wrong becomes the message, and nothing is lost."""
        try:
            now = self.ctx.writing_now(self.incident)
            entries = self.ctx.store.record(self.folder, now, self.ctx.me.by, act, at)
        except Refused as refused:
            self.folder.refresh()
            self.message = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)
            return []
        self.message = self._acknowledged(entries)
        talk = [self.ctx.out.word(f"talk.{code}", **fill) for code, fill in self.ctx.store.talk]
        self.ctx.store.talk.clear()
        if talk:
            self.message = " ".join([self.message, *talk])
        return entries

    def _acknowledged(self, entries: list[ev.Entry]) -> str:
        from kit.render.timeline import entry_text

        if not entries:
            return ""
        for entry in entries:
            if isinstance(entry.event, ev.Escalated):
                who = self._post(entry.event.role)
                return self.word("climbed", who=who)
            if isinstance(entry.event, ev.NobodyReachable):
                return self.word("nobody-now")
        first = next((e for e in entries if not isinstance(e.event, ev.Joined)), entries[0])
        return self.word(
            "saved",
            n=self.incident.entries,
            what=entry_text(self.incident, first, self.lang).strip(),
        )

    def _post(self, role: str) -> str:
        return acts.person(self.incident, role, self.lang)

    # ---- the flow ---------------------------------------------------------------------------

    def flow(self) -> Generator[Question, Answer, int]:
        """The whole guide; ends with the exit code."""
        if self.resumed:
            self._say_resumed()
        if self.silent and not self.incident.steps:
            self.waiting = True
            keys = [Option("go", "", "enter"), Option("leave", "", "q")]
            answer = yield from self.ask(
                Question("silent", self.word("silent-start"), "keys", keys)
            )
            self.waiting = False
            if answer == "leave":
                self.record(lambda d: d.add(ev.Left("")))
                return 0
        while self.incident.closed is None:
            view = self.incident.current()
            options = [Option(n, "", k) for n, k in step_keys(self.incident, view)]
            answer = yield from self.ask(Question("step", "", "keys", options))
            if answer is None:
                continue
            name, _, number = answer.partition(":")
            if name == "leave":
                self._leave(view.key if view else "")
                return 0
            handler: Callable[[StepView | None, str], Generator[Question, Answer, None]] = getattr(
                self, "on_" + name.replace("-", "_")
            )
            yield from handler(view, number)
        return 0

    def _leave(self, key: str) -> None:
        self.record(lambda d: d.add(ev.Left(key)))

    def _say_resumed(self) -> None:
        last = self.incident.last
        if last is None:
            self.message = self.word("resumed-first")
            return
        view = self.incident.view(last[0])
        what = step_text(self.incident, view, self.lang) if view else last[0]
        self.message = self.word("resumed", what=cut(what, 40), at=clock(last[1], self.now().wall))

    def ask(self, question: Question) -> Flow:
        """Ask; when a timer falls due, have it answered first and ask again with what was typed."""
        while True:
            answer = yield question
            if not isinstance(answer, Due):
                return answer
            yield from self.answer_due(answer.timer)
            if question.name == "step":
                return None
            question = msgspec.structs.replace(question, typed=answer.typed)

    def text(
        self, name: str, text: str, optional: bool = False, lines: list[str] | None = None
    ) -> Flow:
        return (
            yield from self.ask(Question(name, text, "text", optional=optional, lines=lines or []))
        )

    def choose(
        self, name: str, text: str, options: list[Option], lines: list[str] | None = None
    ) -> Flow:
        return (yield from self.ask(Question(name, text, "choice", options, lines=lines or [])))

    def confirm(self, name: str, text: str, lines: list[str] | None = None) -> Flow:
        options = [Option("no", self.word("no"), "n"), Option("yes", self.word("yes"), "y")]
        return (yield from self.ask(Question(name, text, "choice", options, lines=lines or [])))

    # ---- a due timer ------------------------------------------------------------------------

    def answer_due(self, key: str) -> Generator[Question, Answer, None]:
        """Told whom, no answer, or later with a reason; a check: yes, not yet, or later."""
        timer = self.incident.timers.get(key)
        if timer is None or timer.status != "running":
            return
        what = timer_title(self.incident, timer, self.lang)
        options, lines = self._due_options(timer)
        question = Question(
            f"due:{key}", self.word("due-title", what=what), "choice", options, lines=lines
        )
        answer = yield question
        if not isinstance(answer, str):
            return
        if answer == "told":
            self.record(lambda d: acts.timer_told(d, key))
        elif answer == "other":
            who = yield Question("due-who", self.word("ask-who-name"), "text")
            if isinstance(who, str) and who.strip():
                self.record(lambda d: acts.timer_told(d, key, who))
        elif answer == "no-answer":
            self.record(lambda d: acts.timer_no_answer(d, key))
        elif answer == "yes":
            yield from self._due_yes(timer)
        elif answer == "no":
            self.record(lambda d: acts.timer_no(d, key))
        elif answer.startswith("raise:"):
            level = answer[6:]

            def act(draft: Draft) -> None:
                acts.timer_no(draft, key)
                acts.set_level(draft, level, what)

            self.record(act)
        elif answer == "snooze":
            yield from self._snooze(key)

    def _due_options(self, timer: TimerState) -> tuple[list[Option], list[str]]:
        rule = self.incident.rule(timer.key)
        lines: list[str] = []
        options: list[Option] = []
        target = timer.target()
        if target and (rule is None or rule.kind == "tell"):
            who = self._post(target)
            lines.append(phone_line(self.incident, target, self.lang))
            options += [
                Option("told", self.word("told", who=who)),
                Option("no-answer", self.word("no-answer", who=who)),
                Option("other", self.word("told-other")),
            ]
        else:
            if rule is not None and rule.ask is not None:
                lines.append(filled(self.incident, rule.ask.get(self.lang), None, self.lang))
            options += [Option("yes", self.word("yes")), Option("no", self.word("not-yet"))]
            if rule is not None and rule.raise_to:
                plan = self.incident.level_plan()
                levels = plan.checklist.levels if plan else None
                grade = levels.get(rule.raise_to) if levels else None
                if grade is not None and self._higher(rule.raise_to):
                    title = grade.title.get(self.lang)
                    options.append(
                        Option(f"raise:{rule.raise_to}", self.word("raise", level=title))
                    )
        if rule is not None and rule.say is not None:
            say = filled(self.incident, rule.say.get(self.lang), None, self.lang)
            lines.append(self.word("say") + say)
        options.append(Option("snooze", self.word("snooze")))
        return options, lines

    def _higher(self, level: str) -> bool:
        plan = self.incident.level_plan()
        levels = plan.checklist.levels if plan else None
        ids = levels.ids() if levels else []
        here = ids.index(self.incident.level) if self.incident.level in ids else -1
        return level in ids and ids.index(level) > here

    def _due_yes(self, timer: TimerState) -> Generator[Question, Answer, None]:
        key = timer.key
        if key.startswith(PROMISE):
            self.record(lambda d: acts.callback_try(d, key[len(PROMISE) :], "reached"))
            return
        rule = self.incident.rule(key)
        if rule is not None and rule.minutes_from:
            # Still running: how long now? The new reading starts the countdown anew.
            read = self.incident.view(key.removesuffix(rule.id) + rule.minutes_from)
            reading = (yield from self._value_of(read, "due-value")) if read is not None else None
            if read is not None and reading is not None:
                self.record(lambda d: void(acts.tick(d, read.key, reading)))
            return
        linked = self.incident.timer_step(key)
        view = self.incident.view(linked) if linked else None
        value = ""
        if view is not None and key.startswith(HAND) and view.step.answer not in ("done", "call"):
            got = yield from self._value_of(view, "due-value")
            if got is None:
                return
            value = got

        def act(draft: Draft) -> None:
            acts.timer_yes(draft, key)
            if value and view is not None:
                acts.tick(draft, view.key, value)

        self.record(act)

    def _snooze(self, key: str) -> Generator[Question, Answer, None]:
        minutes = yield Question("snooze-minutes", self.word("ask-snooze"), "text", default="5")
        if not isinstance(minutes, str):
            return
        try:
            until = parse_until(minutes.strip() or "5", self.now().wall)
        except Refused as refused:
            self.message = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)
            return
        reason = yield Question("snooze-reason", self.word("ask-reason"), "text")
        if not isinstance(reason, str):
            return
        self.record(lambda d: acts.timer_snooze(d, key, until, reason))

    # ---- keys: the step ---------------------------------------------------------------------

    def on_done(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        if view is None:
            return
        kind = view.step.answer
        if kind == "call":
            whom = yield from self._whom(view)
            if whom:
                self.record(lambda d: acts.call(d, whom, "reached", step=view.key))
        elif kind == "callback":
            yield from self.on_callback(view, "")
            self.record(lambda d: void(acts.tick(d, view.key)))
        elif kind == "action":
            yield from self.on_improve(view, "")
            self.record(lambda d: void(acts.tick(d, view.key)))
        elif kind == "done":
            self.record(lambda d: void(acts.tick(d, view.key)))
        else:
            value = yield from self._value_of(view)
            if value is not None:
                self.record(lambda d: void(acts.tick(d, view.key, value)))

    def _value_of(self, view: StepView, name: str = "value") -> Flow:
        """The answer of a step that wants one; asked again while it does not fit. A ringing timer
        does not interrupt a ``name`` that begins with ``due``."""
        step = view.step
        if step.answer == "choice":
            options = [
                Option(c.id, filled(self.incident, c.get(self.lang), view, self.lang))
                for c in step.choices
            ]
            return (
                yield from self.choose(name, step_text(self.incident, view, self.lang), options)
            )
        unit = step.unit.get(self.lang) if step.unit else ""
        if step.answer == "number" and unit:
            prompt = self.word("ask-number", unit=unit)
        else:
            names = {"minutes": "ask-minutes", "time": "ask-time", "name": "ask-name"}
            prompt = self.word(names.get(step.answer, "ask-value"))
        lines: list[str] = []
        while True:
            value = yield from self.ask(
                Question(name, prompt, "text", lines=lines, optional=step.answer == "time")
            )
            if value is None:
                return None
            now = self.now().wall
            if step.answer == "time" and not value.strip():
                return now.isoformat(timespec="seconds")
            try:
                return acts.checked_value(step, value, now)
            except Refused as refused:
                lines = [self.ctx.out.word(f"refused.{refused.code}", **refused.fill)]

    def on_pick(self, view: StepView | None, number: str) -> Generator[Question, Answer, None]:
        if view is not None:
            self.record(lambda d: void(acts.tick(d, view.key, number)))
        yield from ()

    def on_no_answer(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        if view is None:
            return
        whom = yield from self._whom(view)
        if whom:
            self.record(lambda d: acts.call(d, whom, "no-answer", step=view.key))

    def _whom(self, view: StepView) -> Flow:
        """Whom a call step's key means: asked once the ladder stands at somebody else."""
        own = view.role or view.who
        roles = [r for r in (climbed_to(self.incident, view), own) if r]
        if len(set(roles)) < 2:
            return own
        options = [
            Option(r, f"{self._post(r)}  {phone_line(self.incident, r, self.lang)}") for r in roles
        ]
        return (yield from self.choose("call-who", self.word("ask-whom-now"), options))

    def on_skip(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        reason = yield from self.text("skip-reason", self.word("ask-reason"))
        if reason and view is not None:
            self.record(lambda d: void(acts.skip(d, view.key, reason)))

    def on_later(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        if view is not None:
            self.record(lambda d: void(acts.defer(d, view.key)))
        yield from ()

    def on_na(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        if view is not None:
            self.record(lambda d: void(acts.not_applicable(d, view.key)))
        yield from ()

    def on_hand(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        if view is None:
            return
        to = yield from self.text("hand-to", self.word("ask-hand"))
        if not to:
            return
        until_text = yield from self.text("hand-until", self.word("ask-until"), optional=True)
        if until_text is None:
            return
        repeated = yield from self.confirm("hand-repeated", self.word("ask-repeated"))
        try:
            until = parse_until(until_text, self.now().wall) if until_text.strip() else None
        except Refused as refused:
            self.message = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)
            return
        self.record(lambda d: void(acts.hand(d, view.key, to, until, repeated == "yes")))

    def on_back(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        ready = [
            v
            for v in self.incident.views()
            if v.state.at is not None and v.state.status not in ("open", "doing")
        ]
        if ready:
            last = max(ready, key=lambda v: v.state.at or self.seen)
            self.record(lambda d: void(acts.take_up(d, last.key)))
        yield from ()

    def on_steps(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        options = []
        for v in self.incident.views():
            if v.step.answer == "know":
                continue
            status = self.word(f"status-{v.state.status}")
            value = answer_text(self.incident, v, self.lang)
            text = step_text(self.incident, v, self.lang) + (f": {value}" if value else "")
            options.append(Option(v.key, f"{status}  {text}"))
        picked = yield from self.choose("steps", self.word("ask-step"), options)
        if picked:
            self.record(lambda d: void(acts.take_up(d, picked)))

    # ---- keys: beside the step ---------------------------------------------------------------

    def on_note(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        text = yield from self.text("note", self.word("ask-note"))
        if text and text.strip():
            self.record(lambda d: acts.note(d, text))

    def on_call(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        options = [
            Option(role, f"{self._post(role)}  {phone_line(self.incident, role, self.lang)}")
            for role in self._callable()
        ]
        options.append(Option("@other", self.word("told-other")))
        whom = yield from self.choose("call-who", self.word("ask-who"), options)
        if whom is None:
            return
        if whom == "@other":
            whom = yield from self.text("call-name", self.word("ask-who-name"))
            if not whom or not whom.strip():
                return
        results = [
            Option("reached", self.word("reached")),
            Option("no-answer", self.word("not-reached")),
            Option("busy", self.word("busy")),
            Option("wrong-number", self.word("wrong-number")),
        ]
        result = yield from self.choose("call-result", self.word("ask-result"), results)
        if result is None:
            return
        said = ""
        repeated = False
        if result == "reached":
            said = (yield from self.text("call-said", self.word("ask-said"), optional=True)) or ""
            repeated = (
                yield from self.confirm("call-repeated", self.word("ask-repeated"))
            ) == "yes"
        final, person = result, whom

        def act(draft: Draft) -> None:
            acts.call(draft, person, final, said=said, repeated=repeated)  # type: ignore[arg-type]

        self.record(act)

    def _callable(self) -> list[str]:
        """Posts one may want to call: those the timers wait for, then the checklist's, then all."""
        profile = self.incident.profile
        if profile is None:
            return []
        wanted = [t.target() for t in self.incident.running() if t.target()]
        wanted += [v.role for v in self.incident.views() if v.role]
        wanted += [role for role in profile.roles if role not in ("leader", "agents")]
        return [r for r in dict.fromkeys(wanted) if r in profile.roles]

    def on_timers(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        running = self.incident.running()
        options = [
            Option(
                t.key,
                f"{clock(t.due, self.now().wall)}  {timer_title(self.incident, t, self.lang)}",
            )
            for t in running
        ]
        if options:
            picked = yield from self.choose("timers", self.word("ask-timer"), options)
            if picked:
                yield from self.answer_due(picked)

    def on_raise(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        self.record(lambda d: acts.set_level(d, "+"))
        yield from ()

    def on_lower(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        reason = yield from self.text("level-reason", self.word("ask-level"), optional=True)
        if reason is not None:
            self.record(lambda d: acts.set_level(d, "-", reason))

    def on_plan(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        content = self.ctx.store.content
        there = {p.checklist.id for p in self.incident.plans}
        options = [
            Option(t, content.checklist(t).title.get(self.lang))
            for t in content.types()
            if t not in there
        ]
        picked = yield from self.choose("plan", self.word("ask-plan"), options)
        if picked:
            checklist = content.checklist(picked)
            self.record(lambda d: acts.add_plan(d, checklist))

    def on_callback(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        """Customers who are owed a call, one after another until an empty name."""
        while True:
            name = yield from self.text("customer", self.word("ask-customer"), optional=True)
            if not name or not name.strip():
                return
            phone = (
                yield from self.text("customer-phone", self.word("ask-phone"), optional=True)
            ) or ""
            matter = (
                yield from self.text("customer-matter", self.word("ask-matter"), optional=True)
            ) or ""
            promised = (
                yield from self.text("customer-promised", self.word("ask-promised"), optional=True)
            ) or ""
            try:
                until = parse_until(promised, self.now().wall) if promised.strip() else None
            except Refused:
                until = None
                matter = f"{matter} {promised}".strip()
            self.record(
                partial(
                    acts.callback_add,
                    id_=new_id()[:4],
                    name=name,
                    phone=phone,
                    matter=matter,
                    promised=until,
                )
            )

    def on_improve(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        while True:
            text = yield from self.text("action", self.word("ask-action"), optional=True)
            if not text or not text.strip():
                return
            owner = (
                yield from self.text("action-owner", self.word("ask-owner"), optional=True)
            ) or ""
            self.record(partial(acts.action_add, id_=new_id()[:4], text=text, owner=owner))

    def on_close(self, view: StepView | None, _: str) -> Generator[Question, Answer, None]:
        still = self.incident.open_views()
        lines = []
        if still:
            lines.append(self.word("closing"))
            lines += [f"  {step_text(self.incident, v, self.lang)}" for v in still[:5]]
            if len(still) > 5:
                lines.append(f"  +{len(still) - 5}")
        owed = [c for c in self.incident.callbacks.values() if not c.settled]
        if owed:
            lines.append(self.word("closing-owed", n=len(owed)))
        running = self.incident.running()
        if running:
            names = [timer_title(self.incident, t, self.lang) for t in running[:3]]
            lines.append(self.word("closing-timers", names=names))
        text = self.word("ask-close", n=len(still)) if still else self.word("ask-close-none")
        sure = yield from self.confirm("close", text, lines)
        if sure != "yes":
            return
        options = [Option(o, self.word(f"outcome-{o}")) for o in acts.OUTCOMES]
        outcome = yield from self.choose("outcome", self.word("ask-outcome"), options)
        if outcome is None:
            return
        end = outcome
        self.record(lambda d: acts.close(d, end))

    def goodbye(self) -> str:
        """The last line after the guide ends."""
        if self.incident.closed is not None:
            return self.word("closed-now", head=closing_code(self.folder.entries), ref=self.folder.ref)
        return self.word("left-guide", ref=self.folder.ref)


def void(_: object) -> None:
    """Drop a decision's result where only its events matter."""
