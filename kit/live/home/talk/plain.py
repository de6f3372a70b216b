"""The home screen as numbered lines. What falls due while it waits is printed and rung as on the
drawn one, with the number to type for it. No number changes its meaning while the terminal runs."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from msgspec.structs import replace

from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Left, Option, Question
from kit.ground.terminal.commands import command_of
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.noting import goes_back, no_note
from kit.ground.terminal.plain import Bell, lines, not_taken, write
from kit.incidents.incident.files.log import Log
from kit.live.guide.talk.carried import Carried
from kit.live.guide.talk.fixed import ABOVE as FIRST_ABOVE
from kit.live.guide.talk.fixed import ACTS, Fixed, numbers_of
from kit.live.guide.talk.inside import refused_at_home
from kit.live.guide.talk.leftover import Open
from kit.live.guide.talk.numbers import note_of
from kit.live.guide.talk.refusals import is_letter
from kit.live.guide.talk.telling import Recounted, Telling
from kit.live.guide.talk.told import rows
from kit.live.home.show import ABOVE, from_above
from kit.live.home.talk.belonging import only
from kit.live.home.talk.home import Chosen, Home, Started, home_lines
from kit.live.home.talk.note import TEXT, Notes, keep, noted, said_of, words
from kit.live.home.talk.search import (
    DUE,
    NOTE,
    UNDO,
    due_at,
    is_code,
    letter_of,
    looked_for,
    refuse,
)
from kit.live.home.talk.taking_back import undo
from kit.live.home.talk.unrecorded import settle

ROWS, DUE_ROWS = 40, 20  # so many lines of incidents, and of registers, are printed
LEAST = 16  # of incidents, in a window however low
LEAVING = ("q", "u", "uu")  # lead back out of a line of words
LETTERS = {"due": DUE, "note": NOTE, "undo": UNDO}

T = TypeVar("T")


def telling(home: Home) -> Telling:
    """What tells on the numbered home what falls due; red lines of rooms above are told, too."""
    return Telling(home.ctx, home.looking, lambda: _red(home))


def plain_home(home: Home) -> Chosen | None:
    """Print it and ask, again whenever an incident came or went; what was chosen, or ``None``."""
    told = telling(home)
    with lines().telling(told):
        while True:
            try:
                return _asked(home, told)
            except Recounted:
                home.refresh()
                write(f"\n{word(home.lang, 'screen.home-recounted')}")


def _asked(home: Home, told: Telling) -> Chosen | None:
    ctx = home.ctx
    home.unrecorded.adopt(ctx.unsaid)  # of the guide that was left
    settle(ctx, home.looking.folders)
    while True:
        home.unrecorded.hold()
        question = _listed(home)
        told.numbers = numbers_of(ctx, home.looking.folders)
        told.callback = ACTS["callback"] if home.owes() else 0
        told.lists, told.away = True, False
        told.tell()
        Bell.silent = home.hushed
        answer = ctx.ask.ask(question)
        told.lists, told.away = False, True
        left, chosen = _led(home, answer)
        if left or chosen is not None:
            return chosen


def _led(home: Home, answer: str) -> tuple[bool, Chosen | None]:
    """Whether home is left by an answer of its list, and for what."""
    name, _, value = answer.partition(":")
    if name == "open" and all(log.ref != value for log in home.looking.folders):
        not_taken(word(home.lang, "screen.home-closed", ref=value))
    elif name in ("start", "text") or name in LETTERS:
        return False, _sought(home, LETTERS.get(name, value))
    elif name == "callback":
        return False, _driven(home, home.called()) if home.owes() else None
    elif name in ("leave", "quit"):
        return _leaves(home)
    else:
        return True, (name, value)
    return False, None


def _sought(home: Home, typed: str) -> Chosen | None:
    """What a line that is no number of the list leads to: a search, or what a letter means."""
    letter = letter_of(typed)
    if letter:
        return _lettered(home, letter)
    if command_of(note_of(typed)):
        not_taken(refused_at_home(home.lang, note_of(typed)))
        return None
    if is_code(home, typed):
        return None
    if note_of(typed) != typed:
        home.unrecorded.add(note_of(typed), home.ctx.now().wall, home.ctx.signs)
        return _lettered(home, NOTE)
    try:
        turn = looked_for(home, typed)
    except Left:
        keep(home)
        return None
    told = [(turn.note, home.ctx.now().wall)] if turn.note else []
    if turn.start and (told := [*told, *((each.text, each.at) for each in turn.over)]):
        said = [Carried(word(home.lang, "screen.home-typed", text=text), at) for text, at in told]
        return Started(turn.start, "start", said)
    if turn.start:
        return "start", turn.start
    if turn.named:
        return _led(home, turn.named)[1]
    return _lettered(home, turn.letter)


def _lettered(home: Home, letter: str) -> Chosen | None:
    if letter == DUE:
        ref = due_at(home)
        if ref:
            return "open", ref
        not_taken(word(home.lang, "screen.home-not-due"))
    elif letter == UNDO:
        return _driven(home, undo(home))
    elif letter != NOTE:
        refuse(home, letter)
    elif not home.looking.folders and only(home, home.unrecorded.lines) is not None:
        return _log_note(home)
    else:
        return _driven(home, noted(home))
    return None


def _log_note(home: Home) -> Chosen | None:
    """A note while no incident is open: for the log of whoever leads the shift."""
    if all(above.note is None for above in ABOVE):
        not_taken(word(home.lang, "screen.home-no-note"))
        return None
    found = _driven(home, words(home, "screen.home-log-note"))
    return Notes("", found) if found else None


def _leaves(home: Home) -> tuple[bool, Chosen | None]:
    """Whether home is left, and what is done first: sentences that stand in no log are asked
    about, and what led here is no answer: a hand that does not look presses it twice."""
    if not home.unrecorded.lines:
        return _tell_open(home), None
    lang = home.lang
    options = [
        Option("note", word(lang, "screen.home-leave-note"), "n"),
        Option("leave", word(lang, "screen.home-leave-without"), "x"),
        Option("back", word(lang, "screen.due-back"), "b"),
    ]
    asked = word(lang, "screen.home-leave")
    question = Question(
        "unrecorded",
        asked,
        options=options,
        lines=said_of(home, every=True),
        lettered=True,
        rings=True,
        stands=True,
    )
    picked = _driven(home, _one(question))
    if picked != "note":
        return picked == "leave" and _tell_open(home), None
    home.unrecorded.hold(False)
    return False, _sought(home, NOTE)


def _tell_open(home: Home) -> bool:
    """Home is left; said where something is open, as whoever does not look types on."""
    many = len(home.looking.folders)
    if many:
        write(word(home.lang, "screen.home-left-open", n=many))
    return True


def _one(question: Question) -> Generator[Question, Answer, str | None]:
    return (yield question)


def _numbers(home: Home) -> dict[str, int]:
    """Of everything that home can lead to, listed or not."""
    known = home.ctx.of(Fixed).incidents
    numbers = {f"open:{ref}": n for ref, n in known.items()}
    numbers |= {above.name: FIRST_ABOVE + n for n, above in enumerate(ABOVE)}
    return numbers | ACTS


def _listed(home: Home) -> Question:
    """What stands there, printed; and the question under it."""
    ctx, looking, out = home.ctx, home.looking, home.ctx.out
    if home.said:
        write(home.said)
        home.said = ""
    cols = min(78, out.width - 1)
    folders, above = looking.counted(), from_above(ctx)
    numbers = numbers_of(ctx, folders)
    options = [Option(f"open:{f.ref}", _resumes(home, f)) for f in folders]
    options.sort(key=lambda option: numbers[option.name.partition(":")[2]])
    options.append(Option("start", out.word("screen.home-start"), "s"))
    if home.owes():
        options.append(Option("callback", out.word("screen.home-callback"), "k"))
    options += [Option(above.name, out.word(above.named), above.key) for above in ABOVE]
    options.append(Option("note", out.word("screen.do-note"), NOTE))
    options.append(Option("undo", out.word("screen.do-undo"), UNDO))
    options.append(Option("leave", out.word("screen.do-leave"), "q"))
    said = [*said_of(home), *ctx.of(Open).elsewhere(folders, home.lang)]
    high, due = _room(home, len(options) + len(said) + 2)
    shown = home_lines(ctx, folders, cols, high, looking.owing, above, numbers)
    for line in text_of([*shown, *looking.registered.lines(cols, due, True)]):
        write(line)
    for text in said:
        not_taken(text)
    home.numbers = _numbers(home)
    return Question(
        "home",
        "",
        options=options,
        spills=True,
        worded=True,
        numbers=home.numbers,
        commands=True,
    )


def _resumes(home: Home, log: Log) -> str:
    """Where its number leads, by its title: nobody knows a reference by heart."""
    drill = word(home.lang, "screen.drill") if log.incident.is_drill else ""
    title = "" if log.incident.silent else log.incident.checklist.title.get(home.lang)
    what = f"{log.ref}  {drill}{title}".rstrip()
    return word(home.lang, "screen.home-resume", what=what)


def _room(home: Home, below: int) -> tuple[int, int]:
    """Lines for incidents and for registers, so that all of it fits a window with ``below`` lines
    under them."""
    high = rows()
    if high <= 0 or not home.looking.folders:
        return ROWS, DUE_ROWS
    room = max(LEAST, high - below)
    registers = min(DUE_ROWS, max(3, room // 4)) if home.looking.registered.above_lines() else 0
    return min(ROWS, max(LEAST, room - registers)), registers or DUE_ROWS


def _driven(home: Home, flow: Generator[Question, Answer, T]) -> T | None:
    """A flow asked question by question; what could not be read is said."""
    try:
        question = next(flow)
        while True:
            if home.said:
                write(home.said)
                home.said = ""
            question = flow.send(_held(home, question))
    except StopIteration as stop:
        if stop.value is not None and home.said:  # this list does not come again
            write(home.said)
            home.said = ""
        return stop.value  # type: ignore[no-any-return]


def _held(home: Home, question: Question) -> Answer:
    """An answer of the question itself, ``None`` where somebody goes back. A letter answers no line
    of words; a sentence typed over a list is kept, and leaves it."""
    held = question.kind == "choice" and not question.spills
    while True:
        try:
            asked = replace(question, spills=held or question.spills, commands=True)
            answer = home.ctx.ask.ask(asked)
        except Left:
            return None
        text = answer.removeprefix(TEXT).strip()
        if command_of(text):
            not_taken(refused_at_home(home.lang, text))
        elif held and answer.startswith(TEXT):
            if goes_back(text) or (len(text) > 1 and not no_note(text)):
                if not goes_back(text):
                    home.unrecorded.add(text, home.ctx.now().wall, home.ctx.signs)
                return None
            not_taken(word(home.lang, "screen.home-letter-here", text=text))
        elif question.kind == "text" and question.name != "note" and is_letter(text):
            if text.lower() in LEAVING:
                return None
            not_taken(word(home.lang, "screen.home-letter-here", text=text))
        else:
            return answer


def _red(home: Home) -> list[str]:
    """Lines of rooms above that stand in red on the drawn home."""
    late = [text for style, text in from_above(home.ctx) if style == "late"]
    return [*late, *(text for _, text in home.looking.registered.above_lines())]
