"""What the commands of a shift share: options, times, the answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.named import named
from kit.ground.base.person import doubtful, told
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.typed.times import Field
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.machine.by import instead, leader
from kit.ground.terminal.ask import terminal
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.store import Book
from kit.shifts.shift.talk.kept_form import Begun

NAMED = 6  # things that are named where more are left
SHIFT = Field(
    "coming", timedelta(hours=16), timedelta(hours=36)
)  # how far off a shift's end may be

AT_HOME = {  # sentences with a command in them, which name the key where the menu is at hand
    "shift.opened-itself", "handover.judged-undo", "handover.next-comes", "handover.refusal-undo",
    "refused.shift-begun", "refused.accepted-undo", "refused.no-shift", "refused.handover-early",
    "refused.handover-none", "refused.agree-signs",
}  # fmt: skip


def say(ctx: Context, key: str, **fill: object) -> None:
    """What was done or refused, with how one goes on: by a command, or by a key of the menu."""
    ctx.err.say(f"{key}-home" if key in AT_HOME and ctx.of(Begun).home else key, **fill)


def shift_option(ctx: Context) -> Any:
    from kit.ground.console import typer  # what is typed in a hurry comes here without it

    return typer.Option("", "--shift", "-s", metavar="REF", help=ctx.out.word("help.shift-ref"))


def writes(ctx: Context, who: str) -> None:
    """Who signs what is recorded here from now on; where that could not be noted a warning says
    so instead."""
    other = "" if ctx.said == who else instead(who)
    if other:
        ctx.err.say("shift.writes-not", who=named(who, ctx.me.lang), by=named(other, ctx.me.lang))
    elif leader(ctx.home):
        ctx.err.say("shift.writes", who=named(who, ctx.me.lang))


def text_option(ctx: Context, name: str, key: str = "", metavar: str = "TEXT") -> Any:
    from kit.ground.console import typer

    return typer.Option("", name, metavar=metavar, help=ctx.out.word(f"help.{key}"))


def sure_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option(False, "--yes", help=ctx.out.word("help.name-yes"))


def are_names(sure: bool, *names: str) -> None:
    """Names on a line are those of people, as in the forms, unless somebody is ``sure``; what has
    no letter is nobody's in any case. Raises ``Refused``."""
    given = [name for name in map(clean, names) if any(map(str.isalpha, name))]
    odd = next((name for name in given if doubtful(name)), "")
    if odd and not sure:
        raise Refused("name-doubtful", Exit.USAGE, text=clean(odd, 60))


def signs(ctx: Context, sure: bool, by: str) -> None:
    """``--by``: a sentence signs nothing, unless somebody is ``sure``; a desk may ("desk 2")."""
    if told(clean(by)) and not sure:
        raise Refused("name-doubtful", Exit.USAGE, text=clean(by, 60))
    ctx.sign(by)


def happened(ctx: Context, at: str, date: str) -> datetime | None:
    """When, by ``--at`` and ``--date``; ``None`` for now. Raises ``Refused``."""
    if not at:
        return None
    from kit.ground.console.times import happened as read

    return read(ctx, at, ctx.now().wall, date)


def planned(ctx: Context, text: str, seen: datetime | None) -> datetime | None:
    """When a shift is to end. Raises ``Refused``."""
    from kit.ground.console.times import coming

    return coming(ctx, text, seen or ctx.now().wall, SHIFT)


def need_asker(names: list[str], as_json: bool) -> None:
    """What was not typed is asked for at a terminal. Raises ``Refused`` where there is none, with
    what is needed."""
    if as_json or not terminal():
        raise Refused("field-needed", Exit.USAGE, names=names)


def said(ctx: Context, book: Book, entries: list[Entry], as_json: bool) -> None:
    """What was recorded: a line an entry, or one object with the shift as it stands now."""
    from kit.ground.journal.as_json import entry_json
    from kit.shifts.shift.rules.reading import Reading
    from kit.shifts.shift.show.lines import entry_line, shift_json

    now = ctx.now().wall
    if as_json:
        told = [entry_json(entry) for entry in entries]
        ctx.out.json(
            {"shift": shift_json(book.shift, desk.titled(ctx, book.shift)), "entries": told}
        )
        return
    reading = Reading(now, ctx.me.lang, book.entries)
    for entry in entries:
        ctx.out.line(entry_line(entry, reading))
    if any(entry.kind == "clock-set" for entry in entries):
        ctx.err.say("warnings.clock-check")
    if book.shift.quiet and entries and entries[0].n == 2:  # the first thing said in it
        say(ctx, "shift.opened-itself", ref=book.ref, who=named(book.shift.leader, ctx.me.lang))


def here(ctx: Context) -> Book:
    """The shift that is on, said where it began by itself. Raises ``Refused``."""
    before = desk.on(ctx)
    book = desk.here(ctx)
    if before is None:
        say(ctx, "shift.opened-itself", ref=book.ref, who=named(book.shift.leader, ctx.me.lang))
    return book


def left(ctx: Context) -> None:
    """What an end without a hand-over leaves to nobody: open incidents, and what registers hold."""
    from kit.ground.base.named import short
    from kit.incidents.incident.files.led import led_by
    from kit.incidents.incident.files.store import Store
    from kit.people.registers.files.store import Registers
    from kit.shifts.shift.files.desk import other_clock

    drill = other_clock()
    logs = ctx.of(Store).open_logs()
    refs = [log.ref for log in logs if log.incident.is_drill == drill and not led_by(log)]
    things = [
        f"{ctx.out.word(f'register.{each.name}')} {short(doc.id)}"
        for each in ctx.of(Registers).open_ones()
        for doc in each.docs.values()
        if doc.open and doc.drill == drill
    ]
    if refs:
        ctx.err.say("shift.left-incidents", n=len(refs), names=refs)
    if things:
        more = [f"+{len(things) - NAMED}"] if len(things) > NAMED else []
        ctx.err.say("shift.left-things", n=len(things), names=[*things[:NAMED], *more])
    if refs or things:
        ctx.err.say("shift.left-how")
