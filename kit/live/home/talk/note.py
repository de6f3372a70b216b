"""A note at home: of which incident it is, and what was typed before anything asked for it."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Question
from kit.ground.terminal.noting import goes_back, no_note, note_line
from kit.live.guide.talk.which import which
from kit.live.home.talk.unrecorded import Sentence

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log
    from kit.live.home.talk.home import Home

TEXT = "text:"


class Notes(NamedTuple):
    """Each its own note, of an incident by its reference, or of the shift's log ("")."""

    ref: str
    lines: list[Sentence]


def noted(home: Home) -> Generator[Question, Answer, Notes | None]:
    """Notes of an open incident: what was typed already, or what is asked for. What has scrolled
    away stands in the prompt first; who goes back leaves it unrecorded, and it stays."""
    folders = home.looking.counted()
    ref: str | None = folders[0].ref
    if len(folders) > 1:
        ref = yield from _whose(home, folders)
    if ref is None:
        keep(home)
        return None
    lines = yield from words(home, "screen.ask-note")
    return Notes(ref, lines) if lines else None


def words(home: Home, asked: str) -> Generator[Question, Answer, list[Sentence]]:
    """What is to be noted; nothing where somebody goes back. What is typed over sentences that wait
    is one more, and they go on waiting."""
    fresh = home.unrecorded.fresh()
    if fresh:
        return fresh
    held = list(home.unrecorded.lines)
    before = " / ".join(line.text for line in held)
    before = clean(before, len(before))
    question = Question("note", home.ctx.out.word(asked), "text", typed=before)
    text = yield from note_line(question, home.lang, home.ctx.me.plain)
    if text is None or (held and text == before):
        return held if text else []
    return [home.unrecorded.add(text, home.ctx.now().wall)]


def keep(home: Home) -> None:
    """What stands in no log is left for now: it is asked about before it is recorded."""
    home.unrecorded.hold()
    if not home.ctx.me.plain:
        home.said = " ".join(said_of(home))


def said_of(home: Home) -> list[str]:
    """Of each sentence that stands in no log that it does not."""
    lines = home.unrecorded.lines
    return [word(home.lang, "screen.home-unwritten", text=line.text) for line in lines]


def _whose(home: Home, folders: list[Log]) -> Generator[Question, Answer, str | None]:
    """Of which incident; each sentence that is typed there is one more note."""
    lang, plain = home.lang, home.ctx.me.plain
    while True:
        fresh = home.unrecorded.fresh()
        lines = [word(lang, "screen.home-kept", text=line.text) for line in fresh]
        question = replace(which(home.ctx, folders), spills=True, lines=lines)
        picked = yield question
        if not isinstance(picked, str) or not picked.startswith(TEXT):
            return picked
        text: str | None = picked[len(TEXT) :].strip()
        if plain and goes_back(text or ""):
            return None
        if not plain:
            asked = Question("note", home.ctx.out.word("screen.ask-note"), "text", typed=text or "")
            text = yield from note_line(asked, lang, plain)
        elif no_note(text or ""):
            home.said, text = word(lang, "screen.again"), ""
        if text:
            home.unrecorded.add(text, home.ctx.now().wall)
