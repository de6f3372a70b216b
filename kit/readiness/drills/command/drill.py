"""``kit drill``: scenarios, the drill itself, what it scored, its record."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.help import new_group
from kit.readiness.drills.command import listing, made, pages, planning, running, watching


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    group = new_group(ctx, ctx.out.word("help.drill-group"), how)

    @group.callback(invoke_without_command=True)
    def alone(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            listing.show(ctx, False)

    planning.register(group, ctx, how)
    running.register(group, ctx, how)
    watching.register(group, ctx, how)
    pages.register(group, ctx, how)
    made.register(group, ctx, how)
    listing.register(group, ctx, how)
    app.add_typer(group, name=name)
