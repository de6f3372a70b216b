"""A figure typed straight on, on the drawn screen, at a step that wants one and does not read it as
it stands (an hour of long ago, an amount that is far off): the step's own form reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.lean import re
from kit.ground.base.phones import is_phone
from kit.ground.terminal.ask import Flow, Pressed, Question, TypedOn

if TYPE_CHECKING:
    from kit.incidents.incident.rules.views import StepView
    from kit.live.guide.talk.session import Session

WANT = ("number", "minutes", "time")
FIGURE = re.compile(r"\d+(?:\s*[:：;；.,点时]\s*\d*)?\s*[分%]?")


def asks_for_it(session: Session, view: StepView | None, text: str) -> bool:
    """Whether the step asks for a figure and this is one. What is dialled is none."""
    wants = view is not None and view.step.answer in WANT and not session.ctx.me.plain
    return wants and FIGURE.fullmatch(text) is not None and not is_phone(text)


def in_form(session: Session, view: StepView, text: str) -> Flow[str | None]:
    """The value that the step's form reads in it, which asks again what it does not read; ``None``
    where somebody goes back."""
    from kit.live.guide.talk.value import value_of

    form = value_of(session, view)
    next(form)
    try:
        question: Question = form.send(text)
        while True:
            try:
                answer = yield question
            except (TypedOn, Pressed) as led:
                question = form.throw(led)
            else:
                question = form.send(answer)
    except StopIteration as stop:
        value: str | None = stop.value
        return value
