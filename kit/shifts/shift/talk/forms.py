"""The forms of the leader's log: one question after another, drawn or as numbered lines. Nothing is
recorded here, and nothing that was not answered is put into anybody's mouth."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Option, Question, yes_or_no
from kit.ground.terminal.noting import ask_name, ask_note, goes_back
from kit.shifts.shift.rules.acts import NAME, person
from kit.shifts.shift.rules.carried import ASKED, SORTS
from kit.shifts.shift.rules.kinds.floor import FIGURES, STATES
from kit.shifts.shift.rules.state import PRESENT
from kit.shifts.shift.rules.typed import UNKNOWN, number, people
from kit.shifts.shift.talk.names import is_name

BETWEEN = re.compile(r"[,，、;；]+")
T = TypeVar("T")
FORMS = {  # of which form a line is, where several follow each other
    **dict.fromkeys(("ask-leader", "ask-leader-own", "ask-second", "ask-until"), "begun"),
    **dict.fromkeys((f"ask-{name}" for name in FIGURES), "figures"),
    **dict.fromkeys(("ask-thing", "ask-found", "ask-should"), "counted"),
    **{f"ask-{name}": "carried" for name in ("what", "still", "when", "then", "call")},
    **{f"ask-who-{sort}": "carried" for sort in SORTS},
    "ask-until-carried": "carried",
}
OPENED = ("ask-leader", "ask-leader-own")  # a hand types the name straight behind the key for it
NOBODY = ("ask-second", "ask-until")  # may be left out, which many say in a word
NONE = ("n", "no", "none", "nobody", "无", "没有", "不知道", "未知")
COUNTS = {*(f"ask-{name}" for name in FIGURES), "ask-found", "ask-should"}  # 0 answers these
Roll = dict[str, tuple[str, str]]  # by name: state and reason


def _say(ctx: Context, key: str, **fill: object) -> str:
    return word(ctx.me.lang, f"shift.{key}", **fill)


def line(ctx: Context, key: str, needed: bool = False, **fill: object) -> str:
    """One line of text; "" where it may be left out and is. The keys that go back everywhere do so
    here, but for a 0 where a number is asked for. Raises ``Left``."""
    asked, form, counts = _say(ctx, key, **fill), FORMS.get(key, ""), key in COUNTS
    question = Question(
        key,
        asked,
        "text",
        optional=not needed,
        careful=True,
        form=form,
        counts=counts,
        named=key in OPENED,
    )
    answer = ctx.ask.ask(question)
    if key in NOBODY and answer.strip().lower() in NONE:
        if not needed:  # who typed a word for it hears what came of that
            ctx.out.say(f"shift.none-{key.removeprefix('ask-')}")
        return ""
    if goes_back(answer) and not (counts and answer.strip().isdecimal()):
        raise Left
    return answer


def note(ctx: Context) -> str:
    """The words of a note, asked for as everywhere. Raises ``Left``."""
    question = Question("note", _say(ctx, "ask-note"), "text")
    return ask_note(ctx.ask, question, ctx.me.lang, ctx.me.plain)


def names(text: str) -> list[str]:
    """Names in a line, each once: apart by commas; where there is none, by spaces."""
    text = text.strip()
    apart = BETWEEN.split(text) if BETWEEN.search(text) else text.split()
    found = [clean(one, len(one) or 1) for one in apart]
    return list(dict.fromkeys(name for name in found if name))


def _who(ctx: Context, key: str, needed: bool = False, **fill: object) -> str:
    """Whoever it is. Raises ``Left``."""
    return ask_name(partial(line, ctx, key, needed, **fill), ctx.err.say)


def _people(
    ctx: Context, key: str, needed: bool = False, every: Sequence[str] = (), **fill: object
) -> list[str]:
    """Names, or numbers of ``every``; what is nobody's is said, and they are asked for again."""
    ask = partial(_who, ctx, key, needed, **fill)
    return read(ctx, ask, lambda text: people([_named(one, every) for one in names(text)]))


def named(ctx: Context, key: str, needed: bool = False, **fill: object) -> str:
    """A name; what is nobody's is said, and it is asked for again. What reads like a sentence is
    one only behind a yes."""
    while True:
        who = read(ctx, partial(_who, ctx, key, needed, **fill), person)
        if is_name(ctx, _say(ctx, key, **fill), who):
            return who


def read(ctx: Context, ask: Callable[[], str], reads: Callable[[str], T]) -> T:
    """What ``reads`` makes of an answer; what it refuses is said, and that one is asked again."""
    while True:
        try:
            return reads(ask())
        except Refused as refused:
            ctx.err.say(f"refused.{refused.code}", **refused.fill)


def begun(ctx: Context, default: str, planned: Callable[[str], T]) -> tuple[str, str, T]:
    """Leader, second and planned end, as ``planned`` reads it. An empty line is the ``default``:
    it does not stand in the line, or a name that is typed would be hung behind it."""
    own = default.strip("- ")
    leader = named(ctx, "ask-leader-own", who=own) or own if own else named(ctx, "ask-leader", True)
    second = named(ctx, "ask-second")
    return leader, second, read(ctx, partial(line, ctx, "ask-until"), planned)


def roll(ctx: Context, known: Sequence[str], called: bool) -> Roll:
    """Roll call: who else is there, who is missing and why. ``known``: who should be there and was
    not called yet; ``called``: somebody was. Empty where somebody says that it is not so."""
    lang = ctx.me.lang
    if known:
        shown = "  ".join(f"{n} {clean(name, NAME)}" for n, name in enumerate(known, 1))
        more = _people(ctx, "ask-crew-more", names=shown)
    else:
        more = _people(ctx, "ask-crew", not called)
    every = list(dict.fromkeys([*known, *more]))
    missing = _people(ctx, "ask-missing", every=every)
    out: Roll = dict.fromkeys(every, ("here", ""))
    for name in dict.fromkeys(missing):
        out[name] = _why(ctx, name)
    if not out:
        return {}
    read = [
        name if state == "here" else f"{name} {word(lang, f'shift.state-{state}')} {reason}".strip()
        for name, (state, reason) in out.items()
    ]
    sure = ctx.ask.ask(yes_or_no("roll", _say(ctx, "ask-roll", names=read), lang))
    return out if sure == "yes" else {}


def _named(text: str, every: Sequence[str]) -> str:
    """A number stands for a name of the list."""
    if text.isdecimal() and 0 < int(text) <= len(every):
        return every[int(text) - 1]
    return text


def _why(ctx: Context, name: str) -> tuple[str, str]:
    states = [state for state in STATES if state not in PRESENT]
    options = [
        Option(state, word(ctx.me.lang, f"shift.state-{state}"), str(n))
        for n, state in enumerate(states, 1)
    ]
    how = _say(ctx, "ask-state", who=name)
    state = ctx.ask.ask(Question("state", how, options=options, careful=True))
    return state, clean(line(ctx, "ask-reason"), 200)


def figures(ctx: Context) -> dict[str, int]:
    """Figures of the floor by name; what nobody knows is left out."""
    found = {name: read(ctx, partial(line, ctx, f"ask-{name}"), _known) for name in FIGURES}
    return {name: figure for name, figure in found.items() if figure is not None}


def _known(text: str) -> int | None:
    return None if text.strip() in UNKNOWN else number(text)


def counted(ctx: Context, things: Sequence[str]) -> tuple[str, int, int | None]:
    """A thing, how many there are and should be."""
    thing = _named(line(ctx, "ask-thing", True, known=_listed(things)).strip(), things)
    found = read(ctx, partial(line, ctx, "ask-found", True, thing=thing), number)
    return thing, found, read(ctx, partial(line, ctx, "ask-should"), _known)


def _listed(things: Sequence[str]) -> str:
    return "  ".join(f"{n} {clean(thing, NAME)}" for n, thing in enumerate(things, 1))


def sort(ctx: Context) -> str:
    """Of which sort something is that a later shift has to know."""
    lang = ctx.me.lang
    options = [
        Option(sort, word(lang, f"register.choice-{sort}"), str(n))
        for n, sort in enumerate(SORTS, 1)
    ]
    return ctx.ask.ask(Question("sort", _say(ctx, "ask-sort"), options=options, careful=True))


def carried(ctx: Context, sort: str, given: dict[str, str]) -> None:
    """Ask into ``given`` for what a thing of this sort needs and what is not there yet; ``until``
    is a time as typed."""
    for name in ASKED[sort]:
        if not given.get(name):
            needed = name == "what" or (name == "until" and sort in ("allowed", "silence"))
            ends = {"who": f"-{sort}", "until": "-carried"}
            asks = _who if name == "who" else line
            answer = asks(ctx, f"ask-{name}{ends.get(name, '')}", needed)
            if answer:
                given[name] = answer


def picked(ctx: Context, told: dict[str, str]) -> str:
    """One of several, by the id that its line stands for."""
    options = [Option(id_, text, str(n)) for n, (id_, text) in enumerate(told.items(), 1)]
    return ctx.ask.ask(Question("item", _say(ctx, "ask-item"), options=options, careful=True))


def taken_back(ctx: Context, told: dict[str, str]) -> str:
    """Which of these entries, the newest first, is taken back. Raises ``Left`` for none."""
    rest = list(told.items())
    while True:
        id_, shown = rest.pop(0)
        asked = yes_or_no("undo", _say(ctx, "ask-undo", line=shown.strip()), ctx.me.lang)
        yes, no = asked.options
        before = [Option("before", _say(ctx, "undo-before"), "b")] if rest else []
        picked = ctx.ask.ask(replace(asked, options=[yes, *before, no]))
        if picked == "yes":
            return id_
        if picked != "before":
            raise Left


def sure_to_end(ctx: Context, ref: str) -> bool:
    asked = yes_or_no("end", _say(ctx, "ask-end", ref=ref), ctx.me.lang)
    return ctx.ask.ask(asked) == "yes"
