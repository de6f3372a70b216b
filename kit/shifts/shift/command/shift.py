"""``kit shift``: the leader's log."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.help import new_group
from kit.shifts.shift.command import carried, course, floor, looking, signatures
from kit.shifts.shift.command.more import MORE


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    group = new_group(ctx, ctx.out.word("help.shift"), how)

    @group.callback(invoke_without_command=True)
    def alone(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            looking.show(ctx, "", False)

    course.register(group, ctx, how)
    floor.register(group, ctx, how)
    signatures.register(group, ctx, how)
    carried.register(group, ctx, how)
    looking.register(group, ctx, how)
    for more in MORE:
        more(group, ctx, how)
    app.add_typer(group, name=name)
