"""Registers on paper: empty forms, and what was written on them typed in later."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.people.registers.files import desk
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import Book


def type_in(ctx: Context, book: Book, file: str, who: str, by: str, drill: bool) -> None:
    """``who`` wrote it, ``by`` types it: line by line at a terminal, or from a file."""
    if not file:
        _asked(ctx, book, clean(who, 60), by, drill)
        return
    if not who.strip():
        raise Refused("field-needed", Exit.USAGE, names=["--who"])
    taken_from(ctx, file, partial(take, ctx, book, who=clean(who, 60), by=by, drill=drill))


def taken_from(ctx: Context, file: str, one: Callable[[str], str]) -> None:
    """Every line of a file by itself: what cannot be taken costs only itself and is named. ``one``
    takes a line and answers what is to be said. Raises ``typer.Exit`` where a line was bad."""
    taken = bad = 0
    for number, line in enumerate(lines_of(file), 1):
        if not line.strip():
            continue
        try:
            said = one(line)
        except Refused as refused:
            bad += 1
            why = ctx.err.word(f"refused.{refused.code}", **refused.fill)
            ctx.err.say("sheet.bad-line", n=number, why=why)
        else:
            taken += 1
            ctx.out.lines(said.splitlines())
    ctx.err.say("sheet.taken", n=taken, bad=bad)
    if bad:
        raise typer.Exit(int(Exit.REFUSED))


def take(ctx: Context, book: Book, line: str, who: str, by: str, drill: bool) -> str:
    """Record one line, and answer what was recorded. Raises ``Refused``."""
    from kit.ground.base.typed.times import Ask
    from kit.ground.console.times import happened
    from kit.ground.machine.clock import walls
    from kit.people.registers.rules.paper import typed
    from kit.people.registers.rules.sheet import noted_at
    from kit.people.registers.show.lines import entry_line

    found, now = typed(book, line), ctx.now().wall
    noted = noted_at(found.at, now, walls(now))
    at = noted if not isinstance(noted, Ask) else happened(ctx, found.at, now)
    ref, drilled = desk.during(ctx, drill, at)
    act = partial(
        acts.add, book=book, id_=found.number or desk.new_id(ctx), fields=found.fields,
        due=desk.coming(ctx, found.due, at), incident=ref, drill=drilled, paper=who,
    )  # fmt: skip
    opened, entries = desk.record(ctx, book.name, act, by=by, at=at)
    lines = [entry_line(opened.register, opened.entries, e, now, ctx.me.lang) for e in entries]
    return "  ".join(lines)


def _asked(ctx: Context, book: Book, who: str, by: str, drill: bool) -> None:
    """One line after the other; an empty one, or leaving, ends it."""
    from kit.ground.terminal.ask import Left, Question, need_terminal
    from kit.ground.terminal.noting import ask_name

    need_terminal(ctx.again(*(() if who else ("--who NAME",)), "--file FILE"))
    try:
        if not who:
            line = Question("paper-who", ctx.out.word("sheet.ask-who"), "text")
            who = ask_name(lambda: ctx.ask.ask(line), ctx.err.say)
        asked = Question("paper", ctx.out.word("sheet.form-ask"), "text", optional=True)
        while text := ctx.ask.ask(asked):
            try:
                ctx.out.line(take(ctx, book, text, who, by, drill))
            except Refused as refused:
                ctx.err.say(f"refused.{refused.code}", **refused.fill)
    except Left:
        return


def lines_of(file: str) -> Iterator[str]:
    """As people's machines write them: UTF-8, with or without its mark, or GB18030."""
    try:
        if file == "-":
            blob = sys.stdin.buffer.read()
        else:
            with open(os.path.expanduser(file), "rb") as opened:
                blob = opened.read()
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused("input", Exit.NOT_FOUND, path=clean(file, 200), why=why) from error
    try:
        text = blob.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = blob.decode("gb18030", "replace")
    yield from text.splitlines()
