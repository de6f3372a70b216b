"""What stands next to ``kit checklists list | show | check | print``."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    by_option,
    force_option,
    json_option,
    output_option,
    redact_option,
)


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    register_editing(group, ctx, how)
    register_approving(group, ctx, how)
    register_looking(group, ctx, how)
    for verb in ("undo", "redo"):
        register_taking_back(group, ctx, how, verb)


def _help(ctx: Context, key: str) -> str:
    return ctx.out.word(f"editions.help-{key}")


def _text(ctx: Context, key: str, flag: str, metavar: str) -> Any:
    return typer.Option("", flag, metavar=metavar, help=_help(ctx, key))


def _type(ctx: Context, required: bool = True) -> Any:
    metavar, default = ("TYPE", ...) if required else ("[TYPE]", "")
    help_ = ctx.out.word("checklists.help-type")
    return typer.Argument(default, metavar=metavar, help=help_, show_default=False)


def register_editing(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("new", help=_help(ctx, "new"), **how)
    def new(
        type_: str = typer.Argument(..., metavar="ID", help=_help(ctx, "id")),
        like: str = typer.Option("general", "--like", metavar="TYPE", help=_help(ctx, "like")),
        zh: str = _text(ctx, "title-zh", "--zh", "TEXT"),
        en: str = _text(ctx, "title-en", "--en", "TEXT"),
        reason: str = _text(ctx, "reason", "--reason", "TEXT"),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.readiness.editions.command import making
        from kit.readiness.editions.command.editing import Told

        making.new(ctx, type_, like, (zh, en), Told(reason, by, as_json))

    @group.command("edit", help=_help(ctx, "edit"), **how)
    def edit(
        type_: str = _type(ctx),
        set_: list[str] = typer.Option([], "--set", metavar="PLACE=VALUE", help=_help(ctx, "set")),
        add: str = _text(ctx, "add", "--add", "STEP"),
        drop: str = _text(ctx, "drop", "--drop", "STEP"),
        move: str = _text(ctx, "move", "--move", "STEP"),
        behind: str = _text(ctx, "behind", "--behind", "STEP|PHASE"),
        zh: str = _text(ctx, "step-zh", "--zh", "TEXT"),
        en: str = _text(ctx, "step-en", "--en", "TEXT"),
        file: str = _text(ctx, "file", "--file", "FILE"),
        editor: str = _text(ctx, "editor", "--editor", "NAME"),
        reason: str = _text(ctx, "reason", "--reason", "TEXT"),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.readiness.editions.command import editing

        asked = editing.Asked(set_, add, drop, move, behind, zh, en, file, editor)
        editing.edit(ctx, type_, asked, editing.Told(reason, by, as_json))

    @group.command("take", help=_help(ctx, "take"), **how)
    def take(
        type_: str = _type(ctx),
        yes: bool = typer.Option(False, "--yes", help=_help(ctx, "take-yes")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.readiness.editions.command import taking

        taking.take(ctx, type_, yes, by, as_json)

    @group.command("retire", help=_help(ctx, "retire"), **how)
    def retire(
        type_: str = _type(ctx),
        reason: str = _text(ctx, "reason", "--reason", "TEXT"),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.readiness.editions.command import editing

        editing.retire(ctx, type_, editing.Told(reason, by, as_json))


def register_approving(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("approve", help=_help(ctx, "approve"), **how)
    def approve(
        type_: str = _type(ctx),
        approved: str = _text(ctx, "approved", "--approved", "NAME"),
        post: str = _text(ctx, "post", "--post", "POST"),
        compiled: str = _text(ctx, "compiled", "--compiled", "NAME"),
        reviewed: str = _text(ctx, "reviewed", "--reviewed", "NAME"),
        number: str = _text(ctx, "number", "--number", "TEXT"),
        edition: str = _text(ctx, "edition", "--edition", "N"),
        in_force: str = _text(ctx, "from", "--from", "DAY"),
        review: str = _text(ctx, "review", "--review", "DAY"),
        answers: str = _text(ctx, "answers", "--answers", "all|REF|STEP"),
        reason: str = _text(ctx, "reason", "--reason", "TEXT"),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.readiness.editions.command import approving

        given = approving.Given(number, edition, compiled, reviewed, approved, post, in_force,
                                review, reason, answers, by, as_json)  # fmt: skip
        approving.approve(ctx, type_, given)


def register_looking(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("history", help=_help(ctx, "history"), **how)
    def history(
        type_: str = _type(ctx, required=False),
        output: str = output_option(ctx),
        force: bool = force_option(ctx),
        redact: bool = redact_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.people.contacts.files.looking import looking as seen
        from kit.readiness.editions.command import looking

        looking.history(seen(ctx, redact), type_, output, force, as_json)

    @group.command("diff", help=_help(ctx, "diff"), **how)
    def diff(
        type_: str = _type(ctx),
        edition: str = _text(ctx, "diff-edition", "--edition", "N"),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.readiness.editions.command import looking

        looking.diff(ctx, type_, edition, as_json)


def register_taking_back(
    group: typer.Typer, ctx: Context, how: dict[str, Any], verb: str
) -> None:
    @group.command(verb, help=_help(ctx, verb), **how)
    def take_back(
        type_: str = _type(ctx),
        reason: str = _text(ctx, "reason", "--reason", "TEXT"),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.readiness.editions.command import approving

        approving.take_back(ctx, verb, type_, reason, by, as_json)
