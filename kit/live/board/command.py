"""``kit board``: all open incidents' timers, live in a second terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import json_option
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.owed import owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.owed_lines import promise_timers
from kit.live.board.show import board as board_once
from kit.live.board.show import registered_makers, untested_makers
from kit.live.guide.talk.reach import contacts_of, with_numbers
from kit.people.contacts.command.at_site import numbers_due
from kit.people.registers.talk.watch import Registered

if TYPE_CHECKING:
    from kit.ground.console import typer


def run(ctx: Context, *, as_json: bool = False) -> int | None:
    """The command, for both doors."""
    from kit.ground.terminal.ask import terminal

    if as_json:
        store = ctx.of(Store)
        owed = desk.outstanding(ctx, owing(store))
        found = [board_json(ctx, log) for log in [*store.open_logs(), *owed]]
        ctx.out.json({"incidents": found})
        if store.unread:
            raise Refused("open-unread", Exit.UNREADABLE, names=store.unread[:6])
        return None
    if terminal() and not ctx.me.plain:
        from kit.live.board.talk import run_board

        return run_board(ctx)
    for line in plain_board(ctx):
        ctx.out.line(line)
    return None if not ctx.of(Store).unread else int(Exit.UNREADABLE)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    from kit.ground.console import typer

    @app.command(name, help=ctx.out.word("help.board"), **how)
    def board(as_json: bool = json_option(ctx)) -> None:
        code = run(ctx, as_json=as_json)
        if code is not None:
            raise typer.Exit(code)


def board_json(ctx: Context, folder: Any) -> dict[str, Any]:
    """One incident as ``kit list`` gives it, and its running timers as ``kit timer`` does; of a
    closed one only what it still owes to customers runs."""
    from kit.incidents.incident.show.standing_json import incident_json, timer_json

    incident, lang = folder.incident, ctx.me.lang
    now = desk.now(ctx, incident).wall
    running = incident.running() if incident.closed is None else promise_timers(incident)
    dialled = with_numbers(ctx, incident, contacts_of(ctx)).profile
    roles = dialled.roles if dialled is not None else {}

    def told(timer: TimerState) -> dict[str, str]:
        """Whom to call now, at which number; "" where nobody's is known."""
        role = roles.get(timer.target()) if not timer.nobody else None
        return {"person": role.name, "number": role.phone} if role else {"person": "", "number": ""}

    return {
        **incident_json(incident, now, lang),
        "timers": [{**timer_json(incident, timer, now, lang), **told(timer)} for timer in running],
    }


def plain_board(ctx: Context) -> list[str]:
    """The board once, as text."""
    store = ctx.of(Store)
    folders = [*store.open_logs(), *desk.outstanding(ctx, owing(store))]
    book = contacts_of(ctx)
    shown = [
        (with_numbers(ctx, f.incident, book), desk.now(ctx, f.incident).wall) for f in folders
    ]
    most = max((len(f.incident.running()) for f in folders), default=0)
    unread = store.unread
    rows = 5 + 4 * bool(unread) + len(folders) * (4 + most)
    rows += 3 * sum(len(f.incident.owed()) for f in folders)
    registered = Registered(ctx)
    registered.refresh()
    due = registered_makers(registered, 100, 20)
    if all(folder.incident.closed is not None for folder in folders):
        due += untested_makers(numbers_due(ctx), ctx.me.lang)
    now = ctx.clock.now().wall
    elsewhere = {folder.ref: led_by(folder) for folder in folders}
    made = board_once(shown, now, ctx.me.lang, 100, rows + len(due), due, elsewhere, unread)
    lines = text_of(made)
    return [line for line in lines[:-1] if line.strip()]
