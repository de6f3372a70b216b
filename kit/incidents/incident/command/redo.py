"""``kit redo [ENTRY]``: what was taken back counts again. The other half of ``undo``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import by_option, incident_option, json_option
from kit.incidents.incident.command.undo import take_back

if TYPE_CHECKING:
    from kit.ground.console import typer


def run(
    ctx: Context, *, entry: str = "", ref: str = "", by: str = "", as_json: bool = False
) -> None:
    """The command, for both doors."""
    take_back(ctx, entry, ref, by, as_json, restore=True)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.redo"), **how)
    def redo(
        entry: str = typer.Argument(
            "", metavar="ENTRY", help=ctx.out.word("help.redo-entry"), show_default=False
        ),
        ref: str = incident_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, entry=entry, ref=ref, by=by, as_json=as_json)
