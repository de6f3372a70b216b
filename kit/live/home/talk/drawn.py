"""What is typed at the drawn home and stands in no log. Nothing there is asked under the hand: the
words come first, and then, once for all of them, whose they are."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.cells import cut, width
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Answer, Option, Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.hand import COUNTED, DOING, note_of, pause
from kit.ground.terminal.keys import half_width, sought
from kit.ground.terminal.noting import no_note
from kit.incidents.incident.show.timer_lines import headed
from kit.live.home.show import ABOVE
from kit.live.home.talk.belonging import (
    EACH,
    LOG,
    called,
    each_own,
    may_be_of,
    only,
    own,
    takes,
    told,
)
from kit.live.home.talk.by_sentence import apart, as_notes, one_by_one, places
from kit.live.home.talk.note import TEXT, Notes
from kit.plans.finder import talk as finder

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log
    from kit.live.home.talk.home import Home
    from kit.live.home.talk.unrecorded import Sentence

LEFT, NOTE = "left:", "n"
ROOM, SHARE = 3, 6  # lines of what waits, at most, and of so many lines of the picture one
CODE = 4  # characters of a reference by which it is closed
MORE = 2  # words beside what a list is called and found by, which tell what goes on
BACK, WITHOUT, AS_NOTE = "back", "without", "as-note"

Typing = Generator[Question, Answer, None]


def adopt(home: Home, known: Sequence[str] = ()) -> None:
    """What was typed elsewhere in this run and stands in no log is this home's, too; but for what
    was ``known`` before."""
    home.unrecorded.adopt(home.ctx.unsaid, known)


def waiting(home: Home, cols: int, rows: int) -> list[Line]:
    """The lines of the picture that tell of it: fewer where a list below leaves it ``rows`` for
    little more than the incidents."""
    texts = [*(line.text for line in home.unrecorded.lines), *home.ctx.unsaid]
    room = max(1, min(ROOM, rows // SHARE))
    more = len(texts) - room
    shown = texts if more <= 0 else texts[-room:]
    lines = [word(home.lang, "screen.home-waits", text=text) for text in shown]
    if more > 0:
        lines.append(word(home.lang, "screen.home-waits-more", n=more))
    return [[("late", cut(f" {line}", cols))] for line in lines]


def takes_notes(home: Home) -> bool:
    """Whether anything takes a note: an incident, also a closed one in which something was typed
    that waits, or the log of the shift."""
    if home.looking.folders or any(above.note is not None for above in ABOVE):
        return True
    return any(line.of for line in home.unrecorded.lines) or any(home.ctx.unsaid.of.values())


def begins_a_note(home: Home, typed: str) -> bool:
    """Whether its key was pressed and words typed straight on: no word goes on so behind it."""
    return takes_notes(home) and bool(note_of(typed))


def noted(home: Home, begun: str = "") -> Generator[Question, Answer, Notes | None]:
    """The words of a note, then of which incident. Enter alone takes those that wait."""
    adopt(home)
    before = list(home.unrecorded.lines)
    home.unrecorded.hold()
    while True:
        text = yield from _line(home, begun, before)
        if text is None:
            return None
        begun = ""
        if text or before:
            break
    if not text:
        home.unrecorded.hold(False)
    return (yield from whose(home))


def _line(
    home: Home, begun: str, before: Sequence[Sentence]
) -> Generator[Question, Answer, str | None]:
    """One line of words, which wait from now on; "" for Enter alone, ``None`` where somebody goes
    back. What he leaves in it waits, too."""
    lang = home.lang
    lines = [told(home, line) for line in before]
    lines += [takes(home, before)] if before else []
    asked = Question(
        "note",
        word(lang, "screen.ask-note"),
        "text",
        typed=begun,
        lines=lines,
        optional=bool(before),
        spills=True,
    )
    while True:
        text = yield asked
        if text is not None and text.startswith(LEFT):
            _keep(home, text.removeprefix(LEFT))
            return None
        if text is None:
            return None
        text = text.strip()
        code = _code_of(home, text)
        if not code and not no_note(text):
            return _keep(home, text)
        wanted = [code or word(lang, "screen.words-wanted"), *lines]
        text = "" if code else text
        asked = replace(asked, lines=wanted, typed=text if text else "")


def _code_of(home: Home, text: str) -> str:
    """That a line is the code by which an open incident is closed, or its reference, also one whose
    first letter was taken for the key of notes; "" for any other line."""
    one = half_width(text).strip().upper()
    for number, log in enumerate(home.looking.counted(), 1):
        for code in (log.ref, log.ref[-CODE:]):
            if one == code or NOTE.upper() + one == code:
                return word(home.lang, "screen.home-code", code=code, ref=log.ref, number=number)
    return ""


def _keep(home: Home, text: str) -> str:
    """It waits, without the key that it may have been typed behind."""
    text = note_of(text) or text.strip()
    if text and not no_note(text):
        home.unrecorded.add(text, home.ctx.now().wall, home.ctx.signs)
    return text


def typed_on(home: Home, typed: str) -> Typing:
    """Words that were typed where something else is asked; what it is begun with is ``typed``. The
    key of notes alone brings those that wait: Enter takes them, too."""
    begun = typed.removeprefix(TEXT)
    if half_width(begun).lower() != NOTE:
        yield from _line(home, begun, [])
        return
    text = yield from _line(home, "", list(home.unrecorded.lines))
    if text == "":
        home.unrecorded.hold(False)


def whose(home: Home) -> Generator[Question, Answer, Notes | None]:
    """Of which incident what was just typed is: asked by letters, of each sentence where they may
    be of several; nothing else is an answer. With one incident open it is of that one, but for what
    was typed in another."""
    found: list[tuple[str, Sentence]] = []
    together = False  # all that are left are of one
    while True:
        given = [line for _, line in found]
        fresh = [line for line in home.unrecorded.fresh() if line not in given]
        ref = None if found or together else only(home, fresh)
        if ref is not None:
            return Notes(ref, fresh) if ref or takes_notes(home) else None
        if not together and apart(fresh):
            found, together = yield from one_by_one(home, typed_on)
            if together:
                continue
            home.unrecorded.hold()
            return as_notes(found)
        folders = may_be_of(home, fresh)
        picked = yield _which(home, folders, fresh)
        if picked is not None and picked.startswith(TEXT):
            yield from typed_on(home, picked)
        elif picked in (None, BACK):
            home.unrecorded.hold()
            return as_notes(found)
        elif picked == EACH:
            home.unrecorded.hold()
            return as_notes([*found, *own(home, fresh)])
        elif picked == LOG or any(log.ref == picked for log in folders):
            there = "" if picked == LOG else str(picked)
            return as_notes([*found, *((there, line) for line in fresh)])


def _which(home: Home, folders: list[Log], fresh: Sequence[Sentence]) -> Question:
    lang = home.lang
    options = places(home, folders, fresh, each_own(home, fresh))
    options.append(Option(BACK, word(lang, "screen.home-later"), "q"))
    lines = [told(home, line) for line in fresh]
    asked = word(lang, "screen.home-whose", n=len(fresh))
    return Question(
        "whose", asked, options=options, lines=lines, lettered=True, spills=True, rings=True
    )


def leaves(home: Home) -> Generator[Question, Answer, Notes | bool]:
    """Whether home is left. What stands in no log is asked about first, by keys that mean nothing
    at a step: no key for leaving, pressed again, leaves it. A scrap is told and no more."""
    from kit.ground.terminal.line_begun import says  # of the drawn screen alone

    lang = home.lang
    adopt(home)
    now = home.ctx.now().wall
    while any(says(x.text) and not x.long_told(now) for x in home.unrecorded.lines):
        lines = [told(home, line) for line in home.unrecorded.lines]
        options = [
            *(
                [Option(NOTE, _where(home, home.unrecorded.lines), "y")]
                if takes_notes(home)
                else []
            ),
            Option(WITHOUT, word(lang, "screen.home-leave-without"), "#"),
            Option(BACK, word(lang, "screen.due-back"), "b"),
        ]
        picked = yield Question(
            "unrecorded",
            word(lang, "screen.home-leave"),
            options=options,
            lines=lines,
            lettered=True,
            spills=True,
            rings=True,
        )
        if picked is not None and picked.startswith(TEXT):
            yield from typed_on(home, picked)
        elif picked == NOTE:
            home.unrecorded.hold(False)
            written = yield from whose(home)
            if written is not None:
                return written
        else:
            home.unrecorded.hold()
            return picked == WITHOUT
    return True


def _where(home: Home, lines: Sequence[Sentence] = ()) -> str:
    """What becomes of them as notes."""
    ref = only(home, lines)
    if ref is None:
        return word(home.lang, "screen.home-leave-note")
    return word(home.lang, "screen.home-leave-note-in", what=called(home, ref))


# ---- what is looked for ----------------------------------------------------------------------


def looked_for(home: Home, typed: str) -> Generator[Question, Answer, Notes | str | None]:
    """A type that is to be opened, or notes of what was typed instead; ``None`` where somebody goes
    back. While something is open a long line, or one with figures, may be a note of it: what opens
    a list before anybody can have read it is asked about then."""
    looked, known = finder.Looked(), [*home.ctx.unsaid]
    home.unrecorded.hold()
    letters = bool(home.looking.folders)  # by figures one goes back to those that are open
    picked = yield from finder.sought(
        home.ctx, home.checklists, typed, _ways(home), looked, letters, numbers(home)
    )
    if picked is not None and picked.startswith(TEXT):
        return picked
    if picked not in (None, AS_NOTE, BACK) and _doubtful(home, looked, str(picked)):
        picked = yield from _sure(home, str(picked), " ".join(looked.lines))
        home.ctx.unsaid += [] if picked not in (AS_NOTE, BACK) else looked.lines
    if picked == AS_NOTE:
        adopt(home, known)
        return (yield from whose(home))
    if picked not in (None, BACK) and (told := _told(home, looked, str(picked))):
        home.unrecorded.add(word(home.lang, "screen.home-typed", text=told), home.ctx.now().wall)
    return None if picked == BACK else picked


def numbers(home: Home) -> dict[str, Log]:
    """What is typed at home to go back to an incident: it is no word to find a list by."""
    return {str(n): log for n, log in enumerate(home.looking.folders[:9], 1)}


def resumed(home: Home, typed: str) -> Generator[Question, Answer, Log | str | None]:
    """The incident whose number was typed before home could be seen, or where a list is looked for:
    asked about by a key that answers nothing there. Words typed on are looked for, with the number
    in front where it counts them."""
    lang, digit = home.lang, half_width(typed.strip())
    log = numbers(home)[digit]
    options = [
        Option("yes", word(lang, "screen.read-back-yes"), "y"),
        Option(BACK, word(lang, "screen.home-later"), "#"),
    ]
    what = headed(log.incident, lang)
    asked = word(lang, "screen.home-number", n=digit, what=what)
    answer = yield Question(
        "number", asked, options=options, lettered=True, spills=True, rings=True
    )
    if answer is not None and answer.startswith(TEXT):
        text = answer.removeprefix(TEXT)
        return digit + text if text[:1] in COUNTED else text
    return log if answer == "yes" else None


def _told(home: Home, looked: finder.Looked, picked: str) -> str:
    """What was typed to find a list, where it says more than what that is called and found by: a
    figure beside words, or two words more. It is the first note of what it opens; "" for none, and
    where it waits as a note that found nothing."""
    text = looked.lines[-1].strip() if looked.lines else ""
    return "" if text in home.ctx.unsaid else says_more(home, text, picked)


def says_more(home: Home, text: str, picked: str) -> str:
    """The same of any line and the type that was opened by it."""
    found = next((each for each in home.checklists if each.id == picked), None)
    if found is None or not text:
        return ""
    known = sought(" ".join([found.title.zh, found.title.en, *found.find.zh, *found.find.en]))
    words = [each for each in sought(text).split() if each not in known]
    figure = any(map(str.isdecimal, text)) and any(map(str.isalpha, text))
    return text if figure or len(words) >= MORE else ""


def _ways(home: Home) -> list[Option]:
    back = Option(BACK, word(home.lang, "screen.home-later"), "q")
    if not takes_notes(home):
        return [back]
    return [Option(AS_NOTE, _where(home), NOTE), back]


def _doubtful(home: Home, looked: finder.Looked, picked: str) -> bool:
    """Whether nobody can have read what was found, and it may have been a note."""
    soon = wall() - looked.since < DOING * pause()
    if not (soon and home.looking.folders and looked.lines):
        return False
    grave = any(each.id == picked and each.danger == "life" for each in home.checklists)
    text = looked.lines[-1]
    tells = width(text) > finder.FEW or any(char.isdecimal() for char in text)
    return not grave and (tells or len(looked.lines) > 1 or picked == finder.GENERAL)


def _sure(home: Home, picked: str, text: str) -> Generator[Question, Answer, str]:
    """Whether it is to be opened, by keys that mean nothing at a step."""
    lang = home.lang
    title = next(each.title.get(lang) for each in home.checklists if each.id == picked)
    options = [
        Option(picked, word(lang, "screen.read-back-yes"), "y"),
        Option(AS_NOTE, word(lang, "screen.read-back-note", text=text), "#"),
    ]
    while True:
        lines = [word(lang, "screen.home-kept", text=s.text) for s in home.unrecorded.fresh()]
        answer = yield Question(
            "sure",
            word(lang, "screen.home-unread", what=title),
            options=options,
            lines=lines,
            lettered=True,
            spills=True,
            rings=True,
        )
        if answer is None or not answer.startswith(TEXT):
            return answer or BACK
        yield from typed_on(home, answer)
