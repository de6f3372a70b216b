"""Asking, where a timer that falls due is answered first: told whom, no answer, later."""

from __future__ import annotations

from collections.abc import Generator

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.base.times import parse_until
from kit.ground.terminal.ask import Due, Option, Question
from kit.incidents.guide.show.picture import filled, phone_line, step_text, timer_title
from kit.incidents.guide.talk.session import Answer, Flow, GuideSession, void
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.state import StepView, TimerState
from kit.incidents.incident.rules.timers import HAND, PROMISE, UPDATE


class DueAnswers(GuideSession):
    """Questions and answers to due timers."""

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
        elif timer.key.startswith(UPDATE):
            now = self.ctx.out.word("scripts.due-yes")
            options += [Option("yes", now), Option("no", self.word("not-yet"))]
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

    def due_update(self, timer: TimerState) -> Generator[Question, Answer, None]:
        """The promised update has been given; ``keys/say`` shows the words for it first."""
        self.record(lambda d: acts.timer_yes(d, timer.key))
        yield from ()

    def _due_yes(self, timer: TimerState) -> Generator[Question, Answer, None]:
        key = timer.key
        if key.startswith(UPDATE):
            yield from self.due_update(timer)
            return
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
