"""A numbered line that answers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.terminal.ask import TypedOn
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import ask_again, lines, not_taken, show
from kit.ground.terminal.printed import BACK, MORE, Printed
from kit.live.guide.talk.asked import no_answer, signed
from kit.live.guide.talk.kept import LONG
from kit.live.guide.talk.leading import STANDS
from kit.live.guide.talk.note_in_field import behind_number
from kit.live.guide.talk.numbers import Doubt, note_of, unread
from kit.live.guide.talk.refusals import nothing_asked, tells
from kit.live.guide.talk.told import lapse

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run


def turned_down(run: Run, shown: Printed, text: str) -> None:
    """A sentence where the step's number was wanted, or a number too long to be one of them;
    else it is said in one line what counts here."""
    lang, at_step = run.session.lang, shown.question.name in ("step", "silent")
    before, run.counted = run.counted, None
    if shown.question.name in STANDS and nothing_asked(run.session, text, before):
        ask_again(shown, lang)
        return
    if shown.question.name == "due" and shown.question.refused is not None:
        shown.question.refused(half_width(text).strip())
    words = len(text) >= LONG if text.isdecimal() else tells(run.session, text)
    if at_step and words:
        run.leading.noted = True
        note = behind_number(shown, note_of(text))
        raise run.leading.typed(TypedOn(note, sure=True, direct=True))
    if at_step and text in ("", BACK) and run.session.earlier.at is not None:
        lapse(run.session, shown, unread(lines().begun, run.stood))
        return
    if at_step and text == BACK:
        if shown.question.name == "step":
            not_taken(word(lang, "screen.zero-here"))
        show(shown, lang)
        return
    if text in MORE or text == "？":
        run.doubt = Doubt()
    elif text:
        run.doubt.open |= shown.question.kind != "text" and not run.leading.narrowed
    if not signed(run, shown, text):
        no_answer(run, shown, text)
