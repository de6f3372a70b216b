"""``kit callback``: customers who are owed a call; add one, or say how the call went."""

from __future__ import annotations

from typing import Any

import typer

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    incident_option,
    json_option,
    missing,
)
from kit.ground.console.times import coming
from kit.ground.journal.line import new_id
from kit.incidents.incident.command.record import act_time, answer, record
from kit.incidents.incident.command.shared import show_part
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.owed import owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts

WHAT = ("add", "done", "no-answer", "give-up", "move")
RESULTS = {"done": "reached", "no-answer": "no-answer", "give-up": "given-up"}


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.callback"), **how)
    def callback(
        what: str = typer.Argument(
            "",
            metavar="WHAT",
            help=ctx.out.word("help.callback-what"),
            show_default=False,
        ),
        words: list[str] = typer.Argument(
            None, metavar="NAME|ID", help=ctx.out.word("help.callback-who"), show_default=False
        ),
        phone: str = typer.Option("", "--phone", metavar="NUMBER", help=ctx.out.word("help.phone")),
        matter: str = typer.Option(
            "", "--matter", metavar="TEXT", help=ctx.out.word("help.matter")
        ),
        promised: str = typer.Option(
            "", "--promised", metavar="TIME", help=ctx.out.word("help.promised")
        ),
        reason: str = typer.Option(
            "", "--reason", metavar="TEXT", help=ctx.out.word("help.callback-note")
        ),
        to: str = typer.Option("", "--to", metavar="TIME", help=ctx.out.word("help.move-to")),
        agreed: str = typer.Option(
            "", "--agreed-by", metavar="NAME", help=ctx.out.word("help.move-agreed")
        ),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not what:
            show(ctx, ref, as_json)
            return
        if what not in WHAT:
            raise Refused("value-choice", Exit.USAGE, text=what, names=list(WHAT))
        first = " ".join(words or [])
        if not first and not (what == "add" and phone):
            raise missing(ctx, name, "NAME" if what == "add" else "ID")

        folder = ctx.of(Store).pick(ref) if ref or what == "add" else whose(ctx, first)
        time = act_time(ctx, folder.incident, at, date)
        when = coming(ctx, to if what == "move" else promised, time.seen)

        def act(draft: acts.Draft) -> None:
            if what == "add":
                acts.callback_add(draft, new_id()[:4], first, phone, matter, when)
            elif what == "move":
                acts.callback_move(draft, first, when, reason, agreed)
            else:
                acts.callback_try(draft, first, RESULTS[what], reason)

        folder, entries = record(ctx, ref, act, by=by, folder=folder, time=time)
        answer(ctx, folder, entries, as_json)


def whose(ctx: Context, who: str) -> Log:
    """The incident in which this customer is owed a call: an open one, or one that was closed with
    the promise still to keep. Raises ``Refused``: none, or several."""
    store = ctx.of(Store)
    open_, closed = store.open_logs(), owing(store)
    found = [log for log in [*open_, *closed] if acts.meant(log.incident, who)]
    owed = [log for log in found if any(not b.settled for b in acts.meant(log.incident, who))]
    found = owed or found
    if len(found) == 1:
        return found[0]
    if found:
        names = [f"{log.ref} {log.where.type}" for log in found]
        raise Refused("callback-where", Exit.USAGE, names=names)
    if closed and not open_:
        raise Refused("callback-unknown", Exit.NOT_FOUND, id=acts.clean(who, 60))
    return store.default_open()


def show(ctx: Context, ref: str, as_json: bool) -> None:
    """Every customer of this incident, with what is still owed; where none is open, of the one
    that was closed with calls to make."""
    from kit.incidents.incident.show.standing import callbacks
    from kit.incidents.incident.show.standing_json import callback_json

    store = ctx.of(Store)
    closed = [] if ref or store.open_logs() else owing(store)
    if len(closed) > 1:
        names = [f"{log.ref} {log.where.type}" for log in closed]
        raise Refused("callback-where", Exit.USAGE, names=names)
    folder = closed[0] if closed else store.pick(ref)
    incident = folder.incident
    show_part(
        ctx,
        folder,
        as_json,
        lambda: {"callbacks": [callback_json(each) for each in incident.callbacks.values()]},
        lambda room: callbacks(incident, ctx.me.lang, room),
        "standing.no-callbacks",
    )
