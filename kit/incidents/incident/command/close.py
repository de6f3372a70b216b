"""``kit close``: shows what is still open, asks, and closes the incident."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    cells,
    date_option,
    incident_option,
    json_option,
)
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.callers import taken_of
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.codes import closing_code

if TYPE_CHECKING:
    from kit.plans.causes.rules import Cause


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.close"), **how)
    def close(
        outcome: str = typer.Option(
            "", "--outcome", metavar="OUTCOME", help=ctx.out.word("help.outcome")
        ),
        note: str = typer.Option(
            "", "--note", metavar="TEXT", help=ctx.out.word("help.close-note")
        ),
        cause: str = typer.Option(
            "", "--cause", metavar="KEY", help=ctx.out.word("help.cause-key")
        ),
        yes: bool = typer.Option(False, "--yes", help=ctx.out.word("help.close-yes")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        folder = ctx.of(Store).pick(ref)
        names = list(acts.outcomes(folder.incident))
        if outcome and outcome not in names:
            raise Refused("value-choice", Exit.USAGE, text=outcome, names=names)
        if folder.incident.closed is not None:
            raise Refused("closed", ref=folder.ref)
        why = named_cause(ctx, cause)
        say_open(ctx, folder)
        how_it_ended = outcome or names[0]
        words = note
        if not yes:
            how_it_ended, words = ask(ctx, folder, outcome, note)

        def act(draft: acts.Draft) -> None:
            if why is not None:
                acts.set_cause(draft, why.id, why.text)
            acts.close(draft, how_it_ended, words)

        folder, entries = record(ctx, ref, act, at=at, date=date, by=by, folder=folder)
        head = closing_code(entries)
        answer(ctx, folder, entries, as_json, head=head)
        if not as_json:
            mark = ctx.out.word("screen.drill-mark") + " " if folder.incident.is_drill else ""
            ctx.out.line(mark + ctx.out.word("standing.closing-code", head=head))
        ctx.err.say("screen.after-closing", ref=folder.ref)


def named_cause(ctx: Context, text: str) -> Cause | None:
    """The cause that is given with the closing; ``None`` for none. Raises ``Refused``."""
    if not text:
        return None
    from kit.incidents.incident.command.cause import meant
    from kit.plans.causes.files import CauseFiles

    return meant(ctx.of(CauseFiles).causes(), text)


def say_open(ctx: Context, folder: Log) -> None:
    """What closing would leave undone, to the person."""
    from kit.incidents.incident.show.standing import drill_mark, still_open
    from kit.people.registers.talk.tied import CALLBACK, tied_lines

    now = desk.now(ctx, folder.incident).wall
    mark = drill_mark(folder.incident, ctx.me.lang)
    room, taken = cells(ctx, mark), taken_of(ctx, folder.ref)
    tied = tied_lines(ctx, folder.ref, room, without=CALLBACK)
    found = still_open(folder.incident, now, ctx.me.lang, room, taken)
    if tied and found == [ctx.err.word("standing.nothing-open")]:
        found = []
    for line in [*found, *tied]:
        ctx.err.line(mark + line)


def ask(ctx: Context, folder: Log, outcome: str, note: str) -> tuple[str, str]:
    """Whether to close at all, how it ended, and the note: to whom, where it was handed over. Never
    without a person at both ends."""
    from kit.ground.terminal.ask import Left, Option, Question, terminal, yes_or_no
    from kit.ground.terminal.noting import ask_name

    if not terminal():
        names = acts.outcomes(folder.incident)
        raise Refused("confirm-close", names=names, first=names[0])
    asked = ctx.err.word("screen.ask-close-sure", ref=folder.ref)
    sure = yes_or_no("close", asked, ctx.me.lang)
    ends = acts.outcomes(folder.incident)
    ways = [Option(o, ctx.err.word(f"screen.outcome-{o}")) for o in ends]
    try:
        if ctx.ask.ask(sure) != "yes":
            raise Refused("stopped", Exit.STOPPED, how=f"kit guide -i {folder.ref}")
        how = Question("outcome", ctx.err.word("screen.ask-outcome"), "choice", ways, ends[0])
        ended = outcome or ctx.ask.ask(how)
        if ended == "handed-over" and not note:
            to = Question("handed-to", ctx.err.word("screen.ask-handed-to"), "text")
            note = ask_name(lambda: ctx.ask.ask(to), ctx.err.say)
        return ended, note
    except Left:
        raise Refused("stopped", Exit.STOPPED, how=f"kit guide -i {folder.ref}") from None
