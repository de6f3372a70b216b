"""``kit undo [ENTRY]``: what was recorded wrongly counts no more, and can be restored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, incident_option, json_option
from kit.incidents.incident.command.record import answer, entry_named, record
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.events import IN_ERROR

if TYPE_CHECKING:
    from kit.ground.console import typer
    from kit.incidents.incident.files.log import Log


def run(
    ctx: Context,
    *,
    entry: str = "",
    reason: str = "",
    ref: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    take_back(ctx, entry, ref, by, as_json, reason=reason)


def take_back_id(ctx: Context, ref: str, id_: str) -> None:
    """The act of the entry with that id; "" for that the incident was opened at all."""
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.rules.acts import withdraw

    def act(draft: Draft) -> None:
        if id_:
            taking_back.take_back(draft=draft, folder=folder, id_=id_)
        else:
            withdraw(draft)

    folder = ctx.of(Store).pick(ref)
    _, entries = record(ctx, ref, act, folder=folder)
    answer(ctx, folder, entries, False)


def take_back(
    ctx: Context,
    entry: str,
    ref: str,
    by: str,
    as_json: bool,
    reason: str = "",
    restore: bool = False,
) -> None:
    """Take back the entry that is named, else the last act of this laptop's where that is the last
    of all; or ``restore`` it."""
    from kit.incidents.incident.files import taking_back

    folder = ctx.of(Store).pick(ref)
    id_ = entry_named(ctx, folder, entry, "undo-unknown").id if entry else ""

    def act(draft: Draft) -> None:
        if not id_:
            _only_here(ctx, folder, restore)
        if restore:
            taking_back.redo(folder, draft, id_)
        else:
            taking_back.take_back(folder, draft, id_, reason)

    folder, entries = record(ctx, ref, act, by=by, folder=folder)
    answer(ctx, folder, entries, as_json)
    if folder.incident.outcome == IN_ERROR and folder.incident.closed is not None:
        ctx.err.say("screen.withdrawn", ref=folder.ref)


def _only_here(ctx: Context, folder: Log, restore: bool) -> None:
    """What another laptop recorded is taken back by its number alone. Raises ``Refused``."""
    from kit.incidents.incident.files.taking_back import of_another
    from kit.incidents.incident.show.entries import entry_text, number

    found = of_another(folder, restore)
    if found is None:
        return
    named = number(found, folder.newest)
    text = entry_text(folder.incident, found, ctx.me.lang, folder.newest).strip()
    raise Refused(
        "undo-elsewhere",
        entry=named,
        laptop=found.journal.partition("-")[0],
        text="" if folder.incident.silent else text,
        how=f"kit {'redo' if restore else 'undo'} {named} -i {folder.ref}",
    )


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.undo"), **how)
    def undo(
        entry: str = typer.Argument(
            "", metavar="ENTRY", help=ctx.out.word("help.undo-entry"), show_default=False
        ),
        reason: str = typer.Option(
            "", "--reason", metavar="TEXT", help=ctx.out.word("help.undo-reason")
        ),
        ref: str = incident_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, entry=entry, reason=reason, ref=ref, by=by, as_json=as_json)
