"""``kit doctor``: is this laptop ready for an incident? One line per check; nothing is changed."""

from __future__ import annotations

from typing import Any

import msgspec
import typer

from kit.ground.console.context import Context
from kit.ground.console.options import json_option
from kit.incidents.incident.files.store import Store
from kit.readiness.doctor.rules.facts import Facts
from kit.readiness.doctor.rules.verdicts import exit_code, judge


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.doctor"), **how)
    def doctor(as_json: bool = json_option(ctx)) -> None:
        from kit.readiness.doctor.show import as_data, listed

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
    from kit.readiness.doctor import talk as machine
    from kit.readiness.doctor.files import (
        look_disk as drives,
    )
    from kit.readiness.doctor.files import (
        look_home as health,
    )
    from kit.readiness.doctor.files import (
        look_lists as health_content,
    )

    ctx.of(Store).content.keep = False  # doctor changes nothing
    clock, now = machine.clock(ctx.clock)
    if now is not None:
        jump, behind = health.clock_against_logs(ctx.of(Store), now)
        clock = msgspec.structs.replace(clock, jump=jump, behind=behind)
    return Facts(
        drives.place(ctx.home),
        health.rights(ctx.of(Store)),
        health.space(ctx.of(Store)),
        health.locks(ctx.of(Store)),
        health.logs(ctx.of(Store)),
        clock,
        machine.terminal(ctx.me.plain),
        machine.encoding(),
        machine.chosen_language(ctx.me.lang),
        machine.battery(),
        health_content.lists(ctx.of(Store)),
        health_content.site(ctx.of(Store), ctx.me.profile),
        machine.versions(),
    )
