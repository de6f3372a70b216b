"""``kit note TEXT``: a note, also after closing; with ``--amend`` a correction of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, incident_option, json_option
from kit.incidents.incident.command.record import answer, entry_named, record
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    import typer


def run(
    ctx: Context,
    *,
    text: list[str],
    amend: str = "",
    ref: str = "",
    at: str = "",
    by: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    folder = ctx.of(Store).pick(ref)
    words = " ".join(text)
    entry = entry_named(ctx, folder, amend) if amend else None

    def act(draft: acts.Draft) -> None:
        if entry is not None:
            from kit.incidents.incident.files.taking_back import corrected

            corrected(folder, draft, entry, words)
        else:
            acts.note(draft, words)

    folder, entries = record(ctx, ref, act, at=at, by=by, folder=folder)
    answer(ctx, folder, entries, as_json)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    import typer

    @app.command(name, help=ctx.out.word("help.note"), **how)
    def note(
        text: list[str] = typer.Argument(..., metavar="TEXT", help=ctx.out.word("help.text")),
        amend: str = typer.Option("", "--amend", metavar="N", help=ctx.out.word("help.amend")),
        ref: str = incident_option(ctx),
        at: str = at_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, text=text, amend=amend, ref=ref, at=at, by=by, as_json=as_json)
