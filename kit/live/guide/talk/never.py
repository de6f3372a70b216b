"""A line of the numbered guide that recorded nothing: what takes back right behind it may be meant
for it, and no entry goes by that unread."""

from __future__ import annotations

from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import LOOK, pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.printed import BACK, MORE
from kit.live.guide.talk.numbers import AT_ONCE, YES
from kit.live.guide.talk.session import Session

TAKE_BACK = ("u", AT_ONCE)
LOOKS = ("", BACK, *MORE, "？")  # lines that only show what stands there


def left_out(session: Session, question: Question, text: str, many: int) -> None:
    """A line of the step that no answer came of, ``many`` entries being there before it."""
    if question.name == "step" and text not in LOOKS and many == len(session.folder.entries):
        session.void = text.strip()


def is_over(session: Session, text: str) -> None:
    """Another line is typed at the step: what takes back behind that means it no more. A look at
    what stands there is none."""
    if half_width(text).strip().lower() not in (*TAKE_BACK, *LOOKS):
        session.void = ""


def unread(asked: Question, text: str, stood: float) -> bool:
    """Whether a line takes back, behind one that did not count, what nobody can have read in the
    seconds that it ``stood`` there."""
    if asked.name != "undo" or not asked.rings:
        return False
    key = half_width(text).strip().lower()
    return key in (*TAKE_BACK, *YES) and stood < LOOK * pause()
