"""Small things that several commands need."""

from __future__ import annotations

from datetime import datetime

from kit.context import Context
from kit.core.refusal import Exit, Refused
from kit.core.times import parse_until
from kit.store.folder import Folder, Found

NEVER_WRAP = 10_000


def cells(ctx: Context, mark: str = "") -> int:
    """The width to wrap at behind ``mark``: the terminal's; a pipe gets whole lines."""
    from kit.render.text import width

    return ctx.out.width - width(mark) if ctx.out.terminal else NEVER_WRAP


def only_one(ctx: Context, command: str, **given: bool) -> str:
    """The one option that was given, "" for none. Two that exclude each other are a mistake."""
    names = [name.replace("_", "-") for name, on in given.items() if on]
    if len(names) > 1:
        options = " ".join(f"--{name}" for name in names)
        why = ctx.err.word("screen.only-one", names=options)
        raise Refused("usage", Exit.USAGE, why=why, how=f"kit {command} --help")
    return names[0] if names else ""


def missing(ctx: Context, command: str, name: str) -> Refused:
    why = ctx.err.word("screen.missing", name=name)
    return Refused("usage", Exit.USAGE, why=why, how=f"kit {command} --help")


def coming(text: str, now: datetime) -> datetime | None:
    """A time to come, or ``None`` for no text."""
    return parse_until(text, now) if text.strip() else None


def pick_any(ctx: Context, argument: str, option: str) -> Folder:
    """The incident that a command shows: named as its argument or with ``-i``."""
    return ctx.store.pick(argument or option)


def hurt(folder: Folder) -> list[tuple[str, int, int, int]]:
    """Damaged places of a log: journal, first and last entry lost (0: none certain), bytes."""
    return [(stem, *damage.entries(), damage.length) for stem, damage in folder.damages()]


def readable(ctx: Context, found: list[Found]) -> list[Folder]:
    """Those incidents that can be read; the others are named on stderr and left out."""
    out = []
    for each in found:
        try:
            out.append(ctx.store.load(each))
        except Refused as refused:
            ctx.store.talk.append((refused.code, {**refused.fill}))
    return out
