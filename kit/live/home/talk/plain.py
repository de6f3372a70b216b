"""The home screen as numbered lines. What falls due while it waits is printed and rung as on the
drawn one, with the number to type for it."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Answer, Left, Option, Question
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.plain import lines, write
from kit.live.guide.talk.telling import Recounted, Telling
from kit.live.home.show import ABOVE, from_above
from kit.live.home.talk.home import LOG, Chosen, Home, home_lines
from kit.live.home.talk.note import keep, noted, words
from kit.live.home.talk.search import DUE, NOTE, due_at, letter_of, looked_for, refuse

ROWS, DUE_ROWS = 40, 20  # so many lines of incidents, and of registers, are printed

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
                home.held = bool(home.unwritten)
                write(f"\n{word(home.lang, 'screen.home-recounted')}")


def _asked(home: Home, told: Telling) -> Chosen | None:
    ctx = home.ctx
    while True:
        question = _listed(home)
        names = [option.name for option in question.options]
        told.numbers = {f.ref: n for n, f in enumerate(home.looking.folders, 1)}
        told.callback = names.index("callback") + 1 if "callback" in names else 0
        told.lists, told.away = True, False
        told.tell()
        since = wall()
        name, _, value = ctx.ask.ask(question).partition(":")
        told.lists, told.away = False, True
        if name == "open" and lines().begun < since:
            write(word(home.lang, "screen.typed-ahead", text=value))
            continue  # it was begun before the list stood there, and may mean another
        chosen: Chosen | None = None
        if name in ("start", "text"):
            chosen = _sought(home, value)
        elif name == "callback":
            chosen = _driven(home, home.called())
        else:
            above = (above.name for above in ABOVE)
            return (name, value) if name in ("open", *above) else None
        if chosen is not None:
            return chosen


def _sought(home: Home, typed: str) -> Chosen | None:
    """What a line that is no number of the list leads to: a search, or what a letter means."""
    letter = letter_of(typed)
    if not letter:
        try:
            turn = looked_for(home, typed)
        except Left:
            keep(home)
            return None
        if turn.start:
            return "start", turn.start
        letter = turn.letter
    if letter == DUE:
        ref = due_at(home)
        if ref:
            return "open", ref
        write(word(home.lang, "screen.home-not-due"))
    elif letter != NOTE:
        refuse(home, letter)
    elif not home.looking.folders:
        return _log_note(home)
    else:
        return _driven(home, noted(home))
    return None


def _log_note(home: Home) -> Chosen | None:
    """A note while no incident is open: for the log of whoever leads the shift."""
    if all(above.note is None for above in ABOVE):
        write(word(home.lang, "screen.home-no-note"))
        return None
    text = _driven(home, words(home, "screen.home-log-note"))
    return (LOG, text) if text else None


def _listed(home: Home) -> Question:
    """What stands there, printed; and the question under it."""
    ctx, looking = home.ctx, home.looking
    if home.said:
        write(home.said)
        home.said = ""
    cols = min(78, ctx.out.width - 1)
    shown = home_lines(ctx, looking.counted(), cols, ROWS, looking.owing, from_above(ctx))
    for line in text_of([*shown, *looking.registered.lines(cols, DUE_ROWS, True)]):
        write(line)
    options = [
        Option(f"open:{f.ref}", ctx.out.word("screen.home-resume", ref=f.ref))
        for f in looking.folders
    ]
    options.append(Option("start", ctx.out.word("screen.home-start"), "s"))
    if home.owes():
        options.append(Option("callback", ctx.out.word("screen.home-callback"), "k"))
    options += [Option(above.name, ctx.out.word(above.named), above.key) for above in ABOVE]
    options.append(Option("leave", ctx.out.word("screen.do-leave"), "q"))
    return Question("home", "", options=options, spills=True, worded=True)


def _driven(home: Home, flow: Generator[Question, Answer, T]) -> T | None:
    """A flow asked question by question; what could not be read is said."""
    try:
        question = next(flow)
        while True:
            if home.said:
                write(home.said)
                home.said = ""
            try:
                answer: Answer = home.ctx.ask.ask(question)
            except Left:
                answer = None
            question = flow.send(answer)
    except StopIteration as stop:
        if stop.value is not None and home.said:  # this list does not come again
            write(home.said)
            home.said = ""
        return stop.value  # type: ignore[no-any-return]


def _red(home: Home) -> list[str]:
    """Lines of rooms above that stand in red on the drawn home."""
    late = [text for style, text in from_above(home.ctx) if style == "late"]
    return [*late, *(text for _, text in home.looking.registered.above_lines())]
