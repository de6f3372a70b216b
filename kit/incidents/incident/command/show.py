"""``kit show [REF]``: one incident as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import cells, incident_option, json_option
from kit.incidents.incident.command.shared import hurt, pick_any
from kit.incidents.incident.files import desk

if TYPE_CHECKING:
    import typer


def run(
    ctx: Context,
    *,
    which: str = "",
    ref: str = "",
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    folder = pick_any(ctx, which, ref)
    incident = folder.incident
    now = desk.now(ctx, incident).wall
    damaged = hurt(folder)
    if as_json:
        from kit.incidents.incident.show.standing_json import incident_full_json

        ctx.out.json(incident_full_json(incident, now, ctx.me.lang, damaged))
    else:
        from kit.incidents.incident.show.standing import incident_screen

        for line in incident_screen(incident, now, ctx.me.lang, cells(ctx), damaged):
            ctx.out.line(line)
    desk.warn(ctx, folder)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    import typer

    @app.command(name, help=ctx.out.word("help.show"), **how)
    def show(
        which: str = typer.Argument(
            "", metavar="REF", help=ctx.out.word("help.incident"), show_default=False
        ),
        ref: str = incident_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, which=which, ref=ref, as_json=as_json)
