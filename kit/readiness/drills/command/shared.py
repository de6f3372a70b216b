"""What the commands of drills share."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.named import NOBODY
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Question, terminal
from kit.ground.terminal.noting import ask_name
from kit.readiness.drills.files.store import Book


def ref_argument(ctx: Context) -> Any:
    return typer.Argument("", metavar="[REF]", help=ctx.out.word("help.drill-ref"))


def text(ctx: Context, option: str, key: str, metavar: str = "TEXT") -> Any:
    return typer.Option("", option, metavar=metavar, help=ctx.out.word(f"help.drill-{key}"))


def texts(ctx: Context, option: str, key: str, metavar: str) -> Any:
    return typer.Option([], option, metavar=metavar, help=ctx.out.word(f"help.drill-{key}"))


def flag(ctx: Context, option: str, key: str) -> Any:
    return typer.Option(False, option, help=ctx.out.word(f"help.drill-{key}"))


def pair(said: str, how: str, split: str = "=") -> tuple[str, str]:
    """``name=value``. Raises ``Refused``."""
    name, sign, value = said.partition(split)
    if not sign or not name.strip() or not value.strip():
        raise Refused("drill-pair", Exit.USAGE, text=clean(said, 60), how=how)
    return name.strip(), value.strip()


def number(said: str, how: str) -> tuple[str, int]:
    """``name=3``. Raises ``Refused``."""
    name, value = pair(said, how)
    if not value.isdecimal() or len(value) > 9:
        raise Refused("drill-pair", Exit.USAGE, text=clean(said, 60), how=how)
    return name, int(value)


def named(ctx: Context, by: str, asked: str) -> str:
    """``by``; asked for on a terminal where nobody is known, for points are somebody's. Without an
    answer the act refuses."""
    if by.strip() not in NOBODY or ctx.recorder.strip() not in NOBODY or not terminal():
        return by
    line = Question("by", ctx.out.word(asked), "text")
    return ask_name(lambda: ctx.ask.ask(line), ctx.err.say)


def tell(ctx: Context, book: Book, said: list[str], as_json: bool) -> None:
    """What was noted, as lines or data."""
    if as_json:
        ctx.out.json({"drill_ref": book.ref, "noted_count": len(said)})
        return
    for each in said:
        ctx.out.say("drill.noted", text=each)
