"""``kit shift degraded|borrowed|lent|allow|silence|welfare|watch|owed|todo|question``: what
outlives the shift, each a thing in the register ``kit item``; ``kit shift done`` clears it."""

from __future__ import annotations

from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import at_option, by_option, date_option, json_option
from kit.people.registers.rules.books import ITEM
from kit.shifts.shift.command.shared import are_names, need_asker, sure_option, text_option

# What is typed, and the sort it is noted as.
SORTS = {
    "degraded": "degraded",
    "borrowed": "borrowed",
    "lent": "lent",
    "allow": "allowed",
    "silence": "silence",
    "welfare": "welfare",
    "watch": "watch",
    "owed": "owed",
    "todo": "returning",
    "question": "question",
}


def register(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    for name, sort in SORTS.items():
        _sort(app, ctx, how, name, sort)
    _done(app, ctx, how)


def _done(app: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @app.command("done", help=ctx.out.word("help.shift-done"), **how)
    def done(
        what: list[str] = typer.Argument(
            None, metavar="WHAT", help=ctx.out.word("help.shift-what"), show_default=False
        ),
        reason: str = text_option(ctx, "--reason", "shift-reason"),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not what:
            need_asker(["WHAT"], as_json)
            from kit.shifts.shift.command import asking

            asking.clear(ctx)
            return
        from kit.people.registers.command.answers import run
        from kit.people.registers.command.deeds import Given

        given = Given(reason=reason, at=at, date=date, by=by, as_json=as_json)
        run(ctx, "item", "done", what, given)


def _sort(app: typer.Typer, ctx: Context, how: dict[str, Any], name: str, sort: str) -> None:
    @app.command(name, help=ctx.out.word(f"help.shift-{name}"), **how)
    def carry(
        what: list[str] = typer.Argument(
            None, metavar="WHAT", help=ctx.out.word("help.shift-what"), show_default=False
        ),
        who: str = text_option(ctx, "--who", "shift-who"),
        still: str = text_option(ctx, "--still", "shift-still"),
        when: str = text_option(ctx, "--if", "shift-if"),
        then: str = text_option(ctx, "--then", "shift-then"),
        call: str = text_option(ctx, "--call", "shift-call"),
        until: str = text_option(ctx, "--until", "shift-due", "TIME"),
        owner: str = text_option(ctx, "--owner", "register-owner", "NAME"),
        outside: bool = typer.Option(
            False, "--outside", help=ctx.out.word("help.register-outside")
        ),
        at: str = at_option(ctx),
        date: str = date_option(ctx),
        by: str = by_option(ctx),
        sure: bool = sure_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        are_names(sure, owner)
        if not what:
            need_asker(["WHAT"], as_json)
            from kit.shifts.shift.command import asking

            asking.carry(ctx, sort)
            return
        from kit.people.registers.command.answers import run
        from kit.people.registers.command.deeds import Given

        if sort in ITEM.ending and not until:
            raise Refused("item-until", Exit.USAGE, option="--until")
        told = {"who": who, "still": still, "when": when, "then": then, "call": call}
        fields = {"sort": sort, "what": " ".join(what)}
        fields.update({field: text for field, text in told.items() if text})
        given = Given(
            fields, due=until, owner=owner, outside=outside, at=at, date=date, by=by,
            as_json=as_json,
        )  # fmt: skip
        run(ctx, "item", "add", [], given)
