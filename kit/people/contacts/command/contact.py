"""``kit contact``: whom to reach."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.help import new_group
from kit.people.contacts.command import add, carry, listing, paper, undo, verify


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    group = new_group(ctx, ctx.out.word("help.contact"), how)

    @group.callback(invoke_without_command=True)
    def alone(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            listing.list_all(ctx)

    listing.register(group, ctx, how)
    add.register(group, ctx, how)
    add.register_edit(group, ctx, how)
    verify.register(group, ctx, how)
    undo.register(group, ctx, how)
    carry.register(group, ctx, how)
    paper.register(group, ctx, how)
    app.add_typer(group, name=name)
