"""Keys beside the step: note, call, timers, level, plans, customers, closing."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial

from kit.ground.base.cells import clock
from kit.ground.base.refusal import Refused
from kit.ground.base.times import parse_until
from kit.ground.journal.line import new_id
from kit.ground.terminal.ask import Option, Question
from kit.incidents.guide.show.picture import phone_line, step_text, timer_title
from kit.incidents.guide.talk.keys.say import Words
from kit.incidents.guide.talk.session import Answer
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.state import StepView
from kit.plans.checklists.files.content import Content


class SideKeys(Words):
    """What can be done at any step."""

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
        content = self.ctx.of(Content)
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
        done = "ask-close-check" if self.incident.preparation else "ask-close-none"
        text = self.word("ask-close", n=len(still)) if still else self.word(done)
        sure = yield from self.confirm("close", text, lines)
        if sure != "yes":
            return
        options = [Option(o, self.word(f"outcome-{o}")) for o in acts.outcomes(self.incident)]
        outcome = yield from self.choose("outcome", self.word("ask-outcome"), options)
        if outcome is None:
            return
        end = outcome
        self.record(lambda d: acts.close(d, end))
