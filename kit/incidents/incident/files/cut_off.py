"""Sentences that stood in no log when a signal ended the program (``cut-off.json``), until the
guide or home starts again and offers them. It may be deleted; then they are gone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.journal.reader import read_part
from kit.ground.machine.disk import make_dir, replace_file, take_away
from kit.ground.terminal.noting import no_note

if TYPE_CHECKING:
    from kit.ground.console.context import Context

NAME = "cut-off.json"
MANY = 50  # sentences: nobody reads more, and what comes last is the newest


class Sentence(msgspec.Struct, omit_defaults=True):
    """``at``: when it was typed; ``of``: the incident that was led through then; ``by``: who led
    the shift then, and who signed."""

    text: str
    at: datetime
    of: str = ""
    by: tuple[str, str] = ("", "")


def keep(ctx: Context, lines: Sequence[Sentence]) -> None:
    """Keep them behind those that wait already. Where that cannot be written they are lost, as
    all that was only typed is."""
    wanted = [line for line in lines if line.text and not no_note(line.text)]
    if wanted:
        _write(ctx.home, [*_read(ctx.home), *wanted])


def keep_unsaid(ctx: Context, typed: str) -> None:
    """The same of what was typed in this run and stands in no log, and of a line that was being
    typed."""
    unsaid = ctx.unsaid
    if typed and typed not in unsaid and not no_note(typed):
        unsaid.append(typed)
    texts = [text for text in unsaid if text not in unsaid.sought]
    keep(ctx, [Sentence(x, unsaid.since[x], unsaid.of[x], unsaid.by[x]) for x in texts])


@contextmanager
def keeping(ctx: Context, more: Callable[[], Sequence[Sentence]] = tuple) -> Iterator[None]:
    """While inside, what a signal or a closed window cuts off is kept, before anything is said to a
    terminal that may be gone; ``more``: what waits elsewhere."""
    from kit.ground.terminal.cut_off import typed_by_then

    stop: BaseException | None = None
    open_ = sys.stdin.isatty()
    try:
        yield
    except SystemExit as error:
        stop = error
        raise
    finally:
        if stop is not None or (open_ and not sys.stdin.isatty()):
            keep_unsaid(ctx, typed_by_then(stop, ctx.me.plain))
            keep(ctx, more())


def brought_back(ctx: Context, ref: str = "") -> None:
    """They wait again as what they were: those of the incident that is led through (``ref``), or
    all of them."""
    kept = _read(ctx.home)
    mine = [line for line in kept if not ref or line.of in ("", ref)]
    unsaid = ctx.unsaid
    for line in mine:
        if line.text not in unsaid:
            unsaid.append(line.text)
            unsaid.since[line.text], unsaid.by[line.text] = line.at, line.by
            unsaid.of[line.text] = line.of
    if mine:
        _write(ctx.home, [line for line in kept if line not in mine])


def _read(home: str) -> list[Sentence]:
    try:
        return msgspec.json.decode(read_part(os.path.join(home, NAME)), type=list[Sentence])
    except (OSError, ValueError, msgspec.MsgspecError):
        return []


def _write(home: str, lines: list[Sentence]) -> None:
    path = os.path.join(home, NAME)
    try:
        if lines:
            make_dir(home)
            replace_file(path, msgspec.json.encode(lines[-MANY:]))
        else:
            take_away(path)
    except OSError:
        return
