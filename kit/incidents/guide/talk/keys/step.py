"""Keys that deal with the step on the screen."""

from __future__ import annotations

from collections.abc import Generator

from kit.ground.base.refusal import Refused
from kit.ground.base.times import parse_until
from kit.ground.terminal.ask import Option, Question
from kit.incidents.guide.show.picture import answer_text, climbed_to, phone_line, step_text
from kit.incidents.guide.talk.keys.side import SideKeys
from kit.incidents.guide.talk.session import Answer, Flow, void
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.state import StepView


class StepKeys(SideKeys):
    """Done, no answer, skip, later, hand over, back."""

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
