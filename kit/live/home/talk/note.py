"""A note at home: of which incident it is, and what was typed before anything asked for it."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Question
from kit.ground.terminal.noting import no_note, note_line
from kit.live.guide.talk.which import which

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log
    from kit.live.home.talk.home import Home

TEXT = "text:"


def noted(home: Home) -> Generator[Question, Answer, tuple[str, str] | None]:
    """A note of an open incident, as its reference and text: what was typed already, or what is
    asked for. What was typed and has scrolled away stands in the prompt first."""
    folders = home.looking.counted()
    ref: str | None = folders[0].ref
    if len(folders) > 1:
        ref = yield from _whose(home, folders)
    if ref is None:  # somebody went back: no later note begins with what this one would have been
        if home.unwritten:
            home.said = word(home.lang, "screen.home-dropped", text=home.unwritten)
        home.unwritten, home.held = "", False
        return None
    text = yield from words(home, "screen.ask-note")
    return ("note", f"{ref} {text}") if text else None


def words(home: Home, asked: str) -> Generator[Question, Answer, str | None]:
    """The text of a note; ``None`` for none, which is said of what was typed before."""
    before = home.unwritten
    if before and not home.held:
        home.unwritten = ""
        return before
    question = Question("note", home.ctx.out.word(asked), "text", typed=before)
    text = yield from note_line(question, home.lang, home.ctx.me.plain)
    if before and text != before:
        home.said = word(home.lang, "screen.home-dropped", text=before)
    home.unwritten, home.held = "", False
    return text


def keep(home: Home) -> None:
    """What stands in no log is left for now: it is asked about before it is recorded."""
    home.held = bool(home.unwritten)
    if home.held:
        home.said = word(home.lang, "screen.home-unwritten", text=home.unwritten)


def _whose(home: Home, folders: list[Log]) -> Generator[Question, Answer, str | None]:
    """Of which incident; a sentence that is typed there is the note."""
    lang, plain = home.lang, home.ctx.me.plain
    while True:
        lines = [word(lang, "screen.home-kept", text=home.unwritten)] if home.unwritten else []
        question = replace(which(home.ctx, folders), spills=True, lines=lines)
        picked = yield question
        if not isinstance(picked, str) or not picked.startswith(TEXT):
            return picked
        text = picked[len(TEXT) :].strip()
        if not plain:
            asked = Question("note", home.ctx.out.word("screen.ask-note"), "text", typed=text)
            text = (yield from note_line(asked, lang, plain)) or ""
        elif no_note(text):
            home.said, text = word(lang, "screen.again"), ""
        home.unwritten = f"{home.unwritten} {text}".strip()
