"""``kit log [REF]``: the entries of one incident."""

from __future__ import annotations

from typing import Any

from kit.ground.base.refusal import Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import incident_option, json_option, redact_option
from kit.incidents.incident.command.shared import pick_any
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.people.contacts.files.looking import looking


def _chosen(ctx: Context, which: str, ref: str) -> Log:
    """The incident named or open; where none is open the one closed last, which is said."""
    try:
        return pick_any(ctx, which, ref)
    except Refused as refused:
        if refused.code != "none-open" or not desk.LAST_CLOSED:
            raise
        try:
            last: Log = desk.LAST_CLOSED[0](ctx)
        except Refused:
            raise refused from None
        ctx.err.say("screen.log-last", ref=last.ref)
        return last


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.log"), **how)
    def log(
        which: str = typer.Argument(
            "", metavar="REF", help=ctx.out.word("help.incident"), show_default=False
        ),
        hidden: bool = typer.Option(False, "--all", help=ctx.out.word("help.log-all")),
        ref: str = incident_option(ctx),
        redact: bool = redact_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.incidents.incident.show.entries import HIDDEN, listed, timeline

        look = looking(ctx, redact)
        folder = _chosen(look, which, ref)
        incident = folder.incident
        if as_json:
            head = {"ref": folder.ref, "drill": incident.is_drill}
            for entry in listed(folder.entries):
                ctx.out.json({**head, **entry})
        else:
            for line in timeline(incident, folder.entries, ctx.me.lang, hidden):
                ctx.out.line(line)
            unsaid = sum(entry.kind in HIDDEN for entry in folder.entries)
            if unsaid and not hidden:
                ctx.err.say("screen.log-hidden", n=unsaid)
        desk.warn(ctx, folder)
