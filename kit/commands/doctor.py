"""``kit doctor``: is this laptop ready for an incident? One line per check; nothing is changed."""

from __future__ import annotations

from typing import Any

import msgspec
import typer

from kit.commands.options import json_option
from kit.context import Context
from kit.core.facts import Facts
from kit.core.health import exit_code, judge


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.doctor"), **how)
    def doctor(as_json: bool = json_option(ctx)) -> None:
        from kit.render.doctor import as_data, listed

        facts = gather(ctx)
        verdicts = judge(facts)
        if as_json:
            ctx.out.json([as_data(verdict, ctx.me.lang) for verdict in verdicts])
        else:  # where Chinese cannot be shown at all, English at least says so
            cells = ctx.out.console.width if ctx.out.terminal else 0
            for line in listed(verdicts, ctx.me.lang if facts.encoding.shows else "en", cells):
                ctx.out.line(line)
        raise typer.Exit(int(exit_code(verdicts)))


def gather(ctx: Context) -> Facts:
    """All facts. Whoever gathers them says what he could not see; nothing raises."""
    from kit.live import machine
    from kit.store import drives, health, health_content

    ctx.store.content.keep = False  # doctor changes nothing
    clock, now = machine.clock(ctx.clock)
    if now is not None:
        jump, behind = health.clock_against_logs(ctx.store, now)
        clock = msgspec.structs.replace(clock, jump=jump, behind=behind)
    return Facts(
        drives.place(ctx.store.home),
        health.rights(ctx.store),
        health.space(ctx.store),
        health.locks(ctx.store),
        health.logs(ctx.store),
        clock,
        machine.terminal(ctx.me.plain),
        machine.encoding(),
        machine.chosen_language(ctx.me.lang),
        machine.battery(),
        health_content.lists(ctx.store),
        health_content.site(ctx.store, ctx.me.profile),
        machine.versions(),
    )
