"""What is asked at a terminal when a shift is handed over: of who goes, how each open incident
stands; of who comes, what is there and what was understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from kit.ground.base.clean import clean
from kit.ground.base.named import short
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Option, Question, yes_or_no
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.noting import goes_back, no_note
from kit.ground.terminal.onward import go_on, turns_back
from kit.ground.terminal.typed import bare
from kit.shifts.handover.rules.sheet import Held, Orphan
from kit.shifts.shift.rules import typed
from kit.shifts.shift.rules.acts import person, same
from kit.shifts.shift.rules.handing import POINTS, accept_line, taking_over
from kit.shifts.shift.rules.kinds.handing import STATES
from kit.shifts.shift.rules.state import Outlook, Shift
from kit.shifts.shift.talk.forms import read as read_as
from kit.shifts.shift.talk.kept_form import Begun, Form, forgotten
from kit.shifts.shift.talk.names import is_name

UNDO = "undo"
TAKING = ("u", "uu")  # lines that take back
NUMBER = 5  # digits from which on a number is one to call


def _say(ctx: Context, key: str, **fill: object) -> str:
    return word(ctx.me.lang, f"handover.{key}", **fill)


def text(
    ctx: Context, name: str, key: str, optional: bool = True, form: str = "", **fill: object
) -> str:
    """A line of the form, which is asked as fast as one types: what was begun before it could be
    read is asked about, but behind an answer to the same ``form``."""
    asked = _say(ctx, key, **fill)
    question = Question(name, asked, "text", optional=optional, careful=True, form=form)
    return ctx.ask.ask(question)


class Read(NamedTuple):
    """What was typed ahead below the pages; ``again``: shows those before the last one once more,
    where there were several."""

    ahead: list[str]
    again: Callable[[], None] | None = None


def words(
    ctx: Context,
    name: str,
    key: str,
    optional: bool = True,
    form: str = "",
    again: Callable[[], None] | None = None,
    back: bool = False,
    **fill: object,
) -> str:
    """The same, in words: a bare number or one letter is a key that was meant for something else,
    and is asked back, but for those that go back everywhere. A number that one calls stands for
    whom to call. ``again``: the page before is shown by its key; who takes back goes
    ``back``. Raises ``Left``, ``TakesBack``."""
    while True:
        answer = text(ctx, name, key, optional, form, **fill).strip()
        if back and half_width(answer).lower() in TAKING:
            forgotten(ctx, answer)
            raise TakesBack
        if again is not None and turns_back(answer):
            again()
            continue
        if goes_back(answer):
            raise Left
        if not bare(answer) or (answer.isdecimal() and len(answer) >= NUMBER):
            return answer
        forgotten(ctx, answer)
        ctx.err.say("screen.words-wanted")


class TakesBack(Exception):
    """The key that takes back, where words are asked for: of what is asked nothing is recorded."""


def outlook(ctx: Context, held: Held, recorded: bool = False) -> dict[str, str] | None:
    """How an open incident stands. Nothing is asked twice: whoever answers that it stands as it
    did before is asked no more. Whose it is nobody said here: who takes over has not signed yet.
    ``None``: who takes back means the part that was ``recorded`` before; behind the first line
    here it is that which is asked again."""
    while True:
        try:
            return _outlook(ctx, held, recorded)
        except TakesBack:
            ctx.err.say("handover.part-again")


def _outlook(ctx: Context, held: Held, recorded: bool) -> dict[str, str] | None:
    lang = ctx.me.lang
    title = clean(held.incident.checklist.title.get(lang), 60)
    options = [Option(s, word(lang, f"shift.state-{s}"), str(n)) for n, s in enumerate(STATES, 1)]
    # The last one stands marked: Enter alone must judge nothing.
    last = "as-before" if held.outlook is not None else "not-judged"
    options.append(Option("", _say(ctx, last), "0"))
    if recorded:
        options.append(Option(UNDO, _say(ctx, "part-undo"), UNDO[0]))
    how = _say(ctx, "ask-state", ref=held.ref, title=title)
    form = f"outlook {held.ref}"
    asked = Question("state", how, "choice", options, lettered=True, careful=True, form=form)
    state = ctx.ask.ask(asked)
    if state == UNDO:
        forgotten(ctx, state)
        return None
    if not state:
        return kept(held.outlook) if held.old else {}
    line = partial(words, ctx, form=form, back=True, ref=held.ref, title=title)
    told = {"state": state, "when": line("when", "ask-when")}
    if told["when"]:
        told["then"] = line("then", "ask-then", optional=False)
        told["call"] = line("call", "ask-call")
    return {name: answer for name, answer in told.items() if answer}


def kept(outlook: Outlook | None) -> dict[str, str]:
    """What an earlier shift judged, judged so again."""
    names = ("state", "next", "owner", "when", "then", "call")
    return {name: getattr(outlook, name) for name in names if getattr(outlook, name, "")}


def read(
    ctx: Context, lines: Sequence[str], keep: Callable[[str], None], signs: bool = True
) -> Read:
    """What is to be read before anybody signs, as much at a time as the window holds. Words typed
    below it are asked about and given to ``keep``; those behind an Enter that turned no page are
    what somebody says back already, and are returned. ``signs``: the pages can be looked at again
    from what is asked below them."""
    ahead: list[str] = []
    room = max(8, ctx.out.height - 3)
    parts = [lines[at : at + room] for at in range(0, len(lines), room)]

    def pages(number: int) -> None:
        while number < len(parts):
            ctx.out.lines(parts[number - 1])
            asked = _say(ctx, "ask-read-on" if number > 1 else "ask-read", n=number, of=len(parts))
            on = go_on(
                ctx.ask, asked, ctx.me.lang, ctx.err.line, ctx.unsaid, keep, True, ahead, number > 1
            )
            number += 1 if on else -1
        ctx.out.lines(parts[-1])
        if len(parts) > 1 and signs:
            ctx.err.line(_say(ctx, "read-last", of=len(parts)))

    if parts:
        pages(1)
    return Read(ahead, partial(pages, len(parts) - 1) if len(parts) > 1 else None)


def counts(ctx: Context, things: Sequence[str], keep: Callable[[str], None]) -> dict[str, int]:
    """What the incoming leader counts of the common property; an empty line: not counted. Words are
    no number and are given to ``keep``; the number is asked for again."""
    out = {}
    for thing in things:
        shown = clean(thing, 60)
        asks = partial(text, ctx, "count", "ask-count", form="counts", thing=shown)
        while (answer := asks().strip()) not in typed.UNKNOWN:
            try:
                out[thing] = typed.number(answer)
                break
            except Refused:
                ctx.err.say("handover.count-words", text=clean(answer, 60))
                if not no_note(answer):
                    keep(answer)
    return out


def offer(ctx: Context, ahead: Sequence[str], unsaid: int) -> None:
    """What was typed before it was asked for, once for all: as many points as are needed, then the
    signature. What nobody takes is said not to be recorded."""
    made = ctx.form
    if not ahead or not isinstance(made, Form):
        return
    asks = [("point", _say(ctx, "ask-point", n=POINTS - left + 1)) for left in range(unsaid, 0, -1)]
    asks.append(("sign", _say(ctx, "ask-sign")))
    told = [f"{key[1].strip()}{clean(text, 200)}" for key, text in zip(asks, ahead, strict=False)]
    taken = False
    try:
        asked = yes_or_no("ahead", _say(ctx, "ask-ahead"), ctx.me.lang, told)
        taken = made.ask(asked) == "yes"
    finally:
        for text in ahead[len(asks) if taken else 0 :]:
            ctx.err.say("screen.text-gone", text=clean(text, 200))
            ctx.unsaid.append(text)
    if taken:
        made.before.update(zip(asks, ahead, strict=False))


def points(ctx: Context, unsaid: int, seen: Read | None = None) -> list[str]:
    """What is said back, as many points as are still needed; the pages can be looked at again."""
    line = partial(needed, ctx, "point", "ask-point", "points", seen.again if seen else None)
    return [line(n=n) for n in range(POINTS - unsaid + 1, POINTS + 1)]


def agreed(ctx: Context, steps: Sequence[str], fits: Callable[[str], None]) -> tuple[str, str]:
    """Who above agrees to a hand-over while those steps are open, and why. Whose name does not fit
    (``fits`` raises ``Refused``) is asked for again, and every name is said again: behind it the
    hand-over is as good as done."""

    def asked() -> str:
        ctx.err.say("handover.critical-open", names=list(steps))
        return needed(ctx, "agreed", "ask-agreed", "agreed")

    def higher(who: str) -> str:
        fits(who)
        return who

    while True:
        who = read_as(ctx, asked, higher)
        if is_name(ctx, _say(ctx, "ask-agreed-short"), who, always=True):
            return who, needed(ctx, "reason", "ask-agreed-why", "agreed")


def signed(ctx: Context, shift: Shift, agreed: str = "") -> str:
    """Who takes over; whoever leads already does not, nor who ``agreed`` from above, and what is
    nobody's name signs nothing: it is asked for again, and all that was said before stands."""

    agreed = agreed or (shift.handing.agreed if shift.handing is not None else "")

    def other(who: str) -> str:
        who = taking_over(shift, who)
        if agreed and same(who, agreed):
            raise Refused("agree-signs", who=who)
        return who

    return _called(ctx, "ask-sign-short", partial(needed, ctx, "sign", "ask-sign"), other)


def whom(ctx: Context, shift: Shift) -> str:
    """To whom the shift goes, where that is known."""
    asked = partial(words, ctx, "to", "ask-to")
    return _called(ctx, "ask-to-short", asked, partial(taking_over, shift))


def by(ctx: Context) -> str:
    """Who does not take over."""
    return _called(ctx, "ask-by-short", partial(words, ctx, "by", "ask-by", optional=False), person)


def told_up(ctx: Context) -> str:
    """To whom a refusal was reported; "" for nobody yet."""
    return _called(ctx, "ask-told-short", partial(words, ctx, "told", "ask-told"), str)


def _called(ctx: Context, key: str, asked: Callable[[], str], reads: Callable[[str], str]) -> str:
    """A name, as ``reads`` makes it; what reads like a sentence is one only behind a yes."""
    while True:
        who = read_as(ctx, asked, reads)
        if is_name(ctx, _say(ctx, key), who):
            return who


def needed(
    ctx: Context,
    name: str,
    key: str,
    form: str = "",
    again: Callable[[], None] | None = None,
    **fill: object,
) -> str:
    """Asked again until something is said."""
    while True:
        answer = words(ctx, name, key, True, form, again, False, **fill)
        if answer:
            return answer
        ctx.err.say("handover.ask-again")


def brought_back(ctx: Context, left: Form, who: str) -> None:
    """The line that takes it up again where no menu asks for what was typed."""
    options = (("--agreed-by", "agreed"), ("--reason", "reason"))
    more = [(name, text) for name, asked in options for text in left.of(asked)]
    points = left.of("point")
    if (points or more) and not ctx.of(Begun).home:
        ctx.err.say("shift.form-how", how=accept_line(who, points, 0, more))


def owners(
    ctx: Context,
    shift: Shift,
    orphans: Sequence[Orphan],
    fits: Callable[[Sequence[str], Sequence[Orphan]], object],
) -> list[str]:
    """Whose things are that the outgoing crew holds: an empty line gives all to whoever takes
    over; else ``ID=NAME``, several apart by spaces. What is refused by ``fits`` is asked again."""
    ids = [short(one.what.doc.id) for one in orphans if one.what is not None]
    if not ids:
        return []
    to = shift.handing.to if shift.handing is not None else ""
    to = to or _say(ctx, "nobody-yet")
    who = clean(shift.leader, 60)

    def read(typed: str) -> list[str]:
        fits(typed.split(), orphans)
        return typed.split()

    ask = partial(text, ctx, "owners", "ask-pass", who=who, n=len(ids), what=ids, to=to)
    return read_as(ctx, ask, read)
