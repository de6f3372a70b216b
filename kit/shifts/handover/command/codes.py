"""``kit qr handover``: the hand-over sheet on a phone, without a network."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import force_option, json_option, redact_option
from kit.incidents.say.command import qr
from kit.people.contacts.files.looking import looking


def register(group: typer.Typer, ctx: Context, how: dict[str, Any], png: Any, invert: Any) -> None:
    @group.command("handover", help=ctx.out.word("help.handover-codes"), **how)
    def handover(
        which: str = typer.Argument("", metavar="[REF]", help=ctx.out.word("help.shift-ref")),
        full: bool = typer.Option(False, "--full", help=ctx.out.word("help.handover-full")),
        png: str = png,
        invert: bool = invert,
        redact: bool = redact_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        show(looking(ctx, redact), which, png, invert, force, as_json, full)


def show(
    ctx: Context,
    which: str = "",
    png: str = "",
    invert: bool = False,
    force: bool = False,
    as_json: bool = False,
    full: bool = False,
) -> None:
    """Of the shift that is on, else of the last one: what is next, or the ``full`` sheet. Raises
    ``Refused``."""
    from kit.incidents.say.show.codes import words_of_facts
    from kit.shifts.handover.files.gather import Home, sheet
    from kit.shifts.handover.show.brief import facts, short, title
    from kit.shifts.shift.files.picking import picked

    made, lang = sheet(Home(ctx, picked(ctx, which))), ctx.me.lang
    said = facts(made, lang) if full else short(made, lang)
    words = words_of_facts(title(made, lang), said, lang)
    qr.show(ctx, words, png, invert, force, as_json)
