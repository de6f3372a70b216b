"""``kit guide``: come back to an open incident at the step where it stands."""

from __future__ import annotations

from typing import Any

import typer

from kit.commands.options import incident_option
from kit.context import Context
from kit.store.folder import Folder


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.guide"), **how)
    def guide(ref: str = incident_option(ctx)) -> None:
        from kit.live.ask import need_terminal

        need_terminal("kit show, kit tick")
        raise typer.Exit(run_guide(ctx, choose(ctx, ref), resumed=True))


def choose(ctx: Context, ref: str) -> Folder:
    """The incident named, the only open one, or the one picked from the open ones."""
    folders = ctx.store.open_folders()
    if ref or len(folders) < 2:
        return ctx.store.pick(ref)
    from kit.live.home import pick_incident

    try:
        return ctx.store.pick(pick_incident(ctx, folders))
    except KeyboardInterrupt:
        ctx.err.say("refused.stopped", how="kit guide")
        raise typer.Exit(130) from None


def run_guide(ctx: Context, folder: Folder, resumed: bool) -> int:
    """Lead through the incident until it is closed or left; the exit code."""
    from kit.core import events as ev
    from kit.live.guide import Guide

    if folder.incident.closed is not None:
        from kit.core.refusal import Refused

        raise Refused("closed", ref=folder.ref)
    ctx.warn(folder)
    session = Guide(ctx, folder, resumed)
    if resumed:
        view = folder.incident.current()
        session.record(lambda d: d.add(ev.Resumed(view.key if view else "")))
        session.message = ""
    try:
        if ctx.me.plain:
            from kit.live.plain import run_plain

            code = run_plain(session)
        else:
            from kit.live.first import First

            with First(session) as first:
                from kit.live.screen import run

                code = run(session, first=first)
    except KeyboardInterrupt:
        ctx.err.say("refused.stopped", how=f"kit guide -i {folder.ref}")
        return 130
    except SystemExit as stop:
        ctx.err.say("refused.stopped", how=f"kit guide -i {folder.ref}")
        return int(stop.code or 0)
    ctx.err.line(session.goodbye())
    return code
