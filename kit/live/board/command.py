"""``kit board``: all open incidents' timers, live in a second terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.console.context import Context
from kit.ground.console.options import json_option
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.owed import owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.owed_lines import promise_timers
from kit.live.board.show import board as board_once

if TYPE_CHECKING:
    import typer


def run(ctx: Context, *, as_json: bool = False) -> int | None:
    """The command, for both doors."""
    from kit.ground.terminal.ask import terminal

    if as_json:
        store = ctx.of(Store)
        ctx.out.json([board_json(ctx, log) for log in [*store.open_logs(), *owing(store)]])
        return None
    if terminal() and not ctx.me.plain:
        from kit.live.board.talk import run_board

        return run_board(ctx)
    for line in plain_board(ctx):
        ctx.out.line(line)
    return None


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    import typer

    @app.command(name, help=ctx.out.word("help.board"), **how)
    def board(as_json: bool = json_option(ctx)) -> None:
        code = run(ctx, as_json=as_json)
        if code is not None:
            raise typer.Exit(code)


def board_json(ctx: Context, folder: Any) -> dict[str, Any]:
    """One incident and its running timers: ISO times, ``left`` in seconds (below 0: late).
    ``closed``: only what it still owes to customers runs."""
    incident = folder.incident
    closed = incident.closed is not None
    now = desk.now(ctx, incident).wall
    return {
        "ref": folder.ref,
        "type": incident.type,
        "drill": incident.is_drill,
        "level": incident.level,
        "closed": closed,
        "timers": [
            {
                "timer": t.key,
                "due": t.due.isoformat(),
                "left": round((t.due - now).total_seconds()),
                "ringing": t.ringing(now),
                "tell": t.target(),
                "nobody": t.nobody,
            }
            for t in (promise_timers(incident) if closed else incident.running())
        ],
    }


def plain_board(ctx: Context) -> list[str]:
    """The board once, as text."""
    folders = [*ctx.of(Store).open_logs(), *owing(ctx.of(Store))]
    shown = [(f.incident, desk.now(ctx, f.incident).wall) for f in folders]
    most = max((len(f.incident.running()) for f in folders), default=0)
    rows = 5 + len(folders) * (4 + most) + 3 * sum(len(f.incident.owed()) for f in folders)
    lines = text_of(board_once(shown, ctx.clock.now().wall, ctx.me.lang, 100, rows))
    return [line for line in lines[:-1] if line.strip()]
