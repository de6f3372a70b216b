"""The answer of a step that wants one."""

from __future__ import annotations

from kit.ground.base.refusal import Refused
from kit.ground.terminal.ask import Flow, Option, Question
from kit.incidents.guide.talk.session import Session
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import filled, step_text

PROMPTS = {"minutes": "ask-minutes", "time": "ask-time", "name": "ask-name"}


def value_of(session: Session, view: StepView, name: str = "value") -> Flow[str | None]:
    """Asked again while it does not fit; ``None`` when Esc was pressed."""
    step, lang = view.step, session.lang
    if step.answer == "choice":
        options = [
            Option(c.id, filled(session.incident, c.get(lang), view, lang)) for c in step.choices
        ]
        text = step_text(session.incident, view, lang)
        return (yield Question(name, text, options=options))
    unit = step.unit.get(lang) if step.unit else ""
    if step.answer == "number" and unit:
        prompt = session.word("ask-number", unit=unit)
    else:
        prompt = session.word(PROMPTS.get(step.answer, "ask-value"))
    lines: list[str] = []
    while True:
        value = yield Question(
            name,
            prompt,
            "text",
            lines=lines,
            optional=step.answer == "time",
        )
        if value is None:
            return None
        now = session.now().wall
        if step.answer == "time" and not value.strip():
            return now.isoformat(timespec="seconds")
        try:
            return acts.checked_value(step, value, now)
        except Refused as refused:
            lines = [session.ctx.out.word(f"refused.{refused.code}", **refused.fill)]
