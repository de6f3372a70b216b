"""A whole line that says in words what the step's own number says: that it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.keys import half_width
from kit.live.guide.talk.asked import ask_sure
from kit.live.guide.talk.figure import OWN

if TYPE_CHECKING:
    from kit.ground.terminal.printed import Printed
    from kit.live.guide.talk.plain import Run

DONE = (
    "done", "all done", "finished", "完成", "完成了", "已完成", "做完", "做完了", "做好了",
    "办好了", "办完了", "已做", "已办",
)  # fmt: skip
ENDS = "。.!！"
CALL = "call"  # whose own number says more: that somebody was reached


def done_in_words(run: Run, shown: Printed, text: str) -> str | None:
    """The step's own answer; "" where it is asked about first, ``None`` for any other line."""
    said = half_width(text).strip().lower().rstrip(ENDS)
    view = run.session.step
    own = shown.question.name == "step" and view is not None and OWN in shown.seen
    if view is None or not own or said not in DONE:
        return None
    if view.step.answer != CALL:
        return OWN
    ask_sure(run, shown, OWN, "sign-sure")
    return ""
