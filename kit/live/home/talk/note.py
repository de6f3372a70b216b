"""A note at the numbered home: of which incident it is, and what was typed before it was asked
for."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Option, Question
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.noting import goes_back, no_note, note_line
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.fixed import letters_of
from kit.live.guide.talk.kept import UNREAD
from kit.live.guide.talk.letters import LETTERS
from kit.live.guide.talk.numbers import note_of
from kit.live.guide.talk.which import whose
from kit.live.home.show import ABOVE
from kit.live.home.talk.belonging import EACH as EACH_OWN
from kit.live.home.talk.belonging import (
    LOG,
    as_listed,
    called,
    each_own,
    may_be_of,
    only,
    own,
    told,
)
from kit.live.home.talk.unrecorded import Sentence

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.incidents.incident.files.log import Log
    from kit.live.home.talk.home import Home

TEXT = "text:"
EACH = "each:"  # of which incident each sentence is, one reference after the other


class Notes(NamedTuple):
    """Each its own note. ``ref``: of the incident that was named, "" for the shift's log; ``refs``:
    of which incident each line is, where they are not all of that one."""

    ref: str
    lines: list[Sentence]
    refs: Sequence[str] = ()

    def each(self) -> list[tuple[str, Sentence]]:
        return list(zip(self.refs or [self.ref] * len(self.lines), self.lines, strict=True))


def noted(home: Home) -> Generator[Question, Answer, Notes | None]:
    """Notes of an open incident: what was typed already, or what is asked for. What has scrolled
    away stands in the prompt first; who goes back leaves it unrecorded, and it stays."""
    folders = may_be_of(home, home.unrecorded.fresh() or home.unrecorded.lines)
    ref = only(home, home.unrecorded.fresh() or home.unrecorded.lines)
    if ref is None:
        ref = yield from _whose(home, folders)
    if ref is None:
        keep(home)
        return None
    if ref in (EACH_OWN, LOG):
        return (yield from _own(home, ref == LOG))
    given: list[str] = []
    if ref.startswith(EACH):
        given = ["" if each == LOG else each for each in ref[len(EACH) :].split()]
        ref = given[0]
    lines = yield from words(home, "screen.ask-note")
    if not lines:
        return None
    open_refs = [log.ref for log in folders]
    refs = given or [line.ref if line.ref in open_refs else ref for line in lines]
    doubtful = [line for line in lines if line.ref not in open_refs]
    if not given and len(doubtful) > 1 and len(folders) > 1:
        refs = yield from _of_all(home, folders, ref, doubtful, lines)
    if refs:
        return Notes(ref, lines, refs)
    keep(home)
    return None


def _own(home: Home, log: bool) -> Generator[Question, Answer, Notes | None]:
    """Each a note of the incident in which it was typed, or all of the shift's ``log``; what was
    typed over them, or in none, waits and is asked about."""
    waited = list(home.unrecorded.lines)
    lines = yield from words(home, "screen.ask-note")
    there = [line for line in lines if line in waited]
    found = [("", line) for line in there] if log else own(home, there)
    keep(home)
    if not found:
        return None
    return Notes(found[0][0], [line for _, line in found], [ref for ref, _ in found])


def _of_all(
    home: Home, folders: list[Log], ref: str, doubtful: list[Sentence], lines: list[Sentence]
) -> Generator[Question, Answer, list[str]]:
    """One letter for sentences that may be of several incidents: another one says that it was
    meant for all of them, or there is a letter for each; whatever else comes records none."""
    lang = home.lang
    what = next(headed(log.incident, lang) for log in folders if log.ref == ref)
    asked = word(lang, "screen.home-note-all", n=len(doubtful), what=what)
    options = [Option("yes", word(lang, "screen.read-back-yes"), "y")]
    picked = yield Question("note-all", asked, options=options, lettered=True, spills=True)
    if picked == "yes":
        return [ref if line in doubtful else line.ref for line in lines]
    text = (picked or "").removeprefix(TEXT).strip()
    refs = _each(home, folders, text, doubtful)
    if refs:
        return [refs.pop(0) if line in doubtful else line.ref for line in lines]
    if text and not (no_note(text) or goes_back(text) or _for_each(text)):
        home.unrecorded.add(text, home.ctx.now().wall, home.ctx.signs)
    return []


def _each(
    home: Home, folders: list[Log], text: str, lines: Sequence[Sentence]
) -> list[str]:
    """The incidents that a letter for each of the ``lines`` names, "" for the shift's log where
    they may be of that; nothing where they do not."""
    known = {letter: ref for ref, letter in letters_of(home.ctx, folders).items()}
    if _may_be_of_log(home, lines):
        known[_letter_of_log(home)] = ""
    letters = _letters(text)
    there = len(letters) == len(lines) and all(letter in known for letter in letters)
    return [known[letter] for letter in letters] if there else []


def _letters(text: str) -> list[str]:
    return half_width(text).lower().replace(",", " ").split()


def _for_each(text: str) -> bool:
    """Whether it is letters alone, which are no note, whichever they are."""
    return all(len(each) == 1 and each.isascii() and each.isalpha() for each in _letters(text))


def words(home: Home, asked: str) -> Generator[Question, Answer, list[Sentence]]:
    """What is to be noted; nothing where somebody goes back. What is typed over sentences that wait
    is one more, and they go on waiting."""
    fresh = home.unrecorded.fresh()
    if fresh:
        return fresh
    held = list(home.unrecorded.lines)
    before = " / ".join(line.text for line in held)
    before = clean(before, len(before))
    ref = only(home, held) if held else None  # Enter alone records them: it is said where
    lines = [word(home.lang, "screen.home-enter-takes", what=called(home, ref))] if ref else []
    question = Question("note", home.ctx.out.word(asked), "text", typed=before, lines=lines)
    text = yield from note_line(question, home.lang, True)
    if text is None or (held and text == before):
        return held if text else []
    return [home.unrecorded.add(text, home.ctx.now().wall, home.ctx.signs)]


def keep(home: Home) -> None:
    """What stands in no log is left for now: it is asked about before it is recorded."""
    home.unrecorded.hold()


def said_of(home: Home, every: bool = False) -> list[str]:
    """Of the newest sentences that stand in no log that they do not, and how many more there are:
    what is listed with them must stay where it can be seen; of ``every`` one where it is left."""
    lines = home.unrecorded.lines
    more = 0 if every else len(lines) - UNREAD
    shown = lines[-UNREAD:] if more > 0 else lines
    said = [unwritten(home.ctx, line, how_noted(home, line.held and not every)) for line in shown]
    return [*said, *([word(home.lang, "screen.home-waits-more", n=more)] if more > 0 else [])]


def how_noted(home: Home, held: bool) -> str:
    """What makes a note of a sentence that stands in no log, line by line: with several incidents
    open it is asked of which, and what may have scrolled away (``held``) is read once more."""
    which = "-which" if len(home.looking.counted()) > 1 else ""
    return home.ctx.out.word(f"screen.home-how{which}{'-held' if held else ''}")


def unwritten(ctx: Context, line: Sentence, how: str, key: str = "home-unwritten") -> str:
    """Of one by which an incident was opened that is said: it is no note of it."""
    if not line.ref:
        return ctx.out.word(f"screen.{key}", text=line.text, how=how)
    what = headed(ctx.of(Store).pick(line.ref).incident, ctx.me.lang)
    return ctx.out.word(f"screen.{key}-opened", text=line.text, what=what, how=how)


def _whose(home: Home, folders: list[Log]) -> Generator[Question, Answer, str | None]:
    """Of which incident; each sentence that is typed there is one more note."""
    lang = home.lang
    while True:
        fresh = home.unrecorded.fresh()
        there = fresh or home.unrecorded.lines  # what has scrolled away is what it is asked of
        lines = [told(home, line) for line in there]
        if len(fresh) > 1:
            lines.append(word(lang, "screen.home-note-each"))
        asked = whose(home.ctx, folders, lambda log: as_listed(home, log))
        asked = replace(asked, options=[*_beside(home, there), *asked.options])
        picked = yield replace(asked, spills=True, lines=lines)
        if picked == "back":
            return None
        if not isinstance(picked, str) or not picked.startswith(TEXT):
            return picked
        text = picked[len(TEXT) :].strip()
        if _leads_back(text):
            return None
        refs = _each(home, folders, text, fresh) if fresh else []
        if refs:
            return EACH + " ".join(each or LOG for each in refs)
        if no_note(text) or _for_each(text) or not any(map(str.isalpha, text)):
            from kit.ground.terminal.plain import not_taken

            letters = " ".join(option.key for option in asked.options)
            not_taken(word(lang, "screen.again-letter", letters=letters))
            text = ""
        if text:
            home.unrecorded.add(note_of(text), home.ctx.now().wall, home.ctx.signs)


def _beside(home: Home, lines: list[Sentence]) -> list[Option]:
    """What else than an open incident they may be of."""
    each = each_own(home, lines)
    options = [Option(EACH_OWN, each, "y")] if each else []
    if _may_be_of_log(home, lines):
        options.append(Option(LOG, word(home.lang, "screen.home-log"), _letter_of_log(home)))
    return options


def _may_be_of_log(home: Home, lines: Sequence[Sentence]) -> bool:
    refs = {log.ref for log in home.looking.folders}
    return any(above.note is not None for above in ABOVE) and any(x.of not in refs for x in lines)


def _letter_of_log(home: Home) -> str:
    """One that no incident has: the first where none is open."""
    taken = set(letters_of(home.ctx, may_be_of(home)).values())
    return next(letter for letter in LETTERS if letter not in taken)


def _leads_back(text: str) -> bool:
    """Who takes back means what is asked, of which nothing is recorded."""
    return goes_back(text) or half_width(text).strip().lower() in ("u", "uu")
