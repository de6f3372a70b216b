"""``kit show [REF]``: one incident as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import cells, incident_option, json_option, redact_option
from kit.incidents.incident.command.shared import hurt, pick_any
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.callers import taken_of
from kit.incidents.incident.files.led import led_by
from kit.people.contacts.files.looking import looking

if TYPE_CHECKING:
    from kit.ground.console import typer


def run(
    ctx: Context,
    *,
    which: str = "",
    ref: str = "",
    redact: bool = False,
    as_json: bool = False,
) -> None:
    """The command, for both doors."""
    ctx = looking(ctx, redact)
    folder = pick_any(ctx, which, ref)
    incident = folder.incident
    now = desk.now(ctx, incident).wall
    damaged, taken = hurt(folder), taken_of(ctx, folder.ref)
    if as_json:
        from kit.incidents.incident.show.standing_json import incident_full_json

        ctx.out.json(incident_full_json(incident, now, ctx.me.lang, damaged, taken))
    else:
        from kit.incidents.incident.show.standing import incident_screen

        other = led_by(folder) if incident.closed is None else ""
        if other:
            ctx.out.say("screen.led-elsewhere", laptop=other)
        for line in incident_screen(incident, now, ctx.me.lang, cells(ctx), damaged, taken):
            ctx.out.line(line)
    desk.warn(ctx, folder)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.show"), **how)
    def show(
        which: str = typer.Argument(
            "", metavar="REF", help=ctx.out.word("help.incident"), show_default=False
        ),
        ref: str = incident_option(ctx),
        redact: bool = redact_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, which=which, ref=ref, redact=redact, as_json=as_json)
