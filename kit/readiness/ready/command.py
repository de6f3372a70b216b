"""``kit ready``: what would fail tonight, and the command that mends it."""

from __future__ import annotations

from typing import Any

from kit.ground.base.refusal import Exit
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    cells,
    face_asked,
    force_option,
    json_option,
    output_option,
    redact_option,
)
from kit.people.contacts.files.looking import looking
from kit.people.registers.files import desk
from kit.readiness.ready.show import Shown, as_data, of_doctor, page, shown

DOCTORS = ("backup", "contacts", "phones", "setup", "checklists", "battery", "space", "clock")


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.ready"), **how)
    def ready(
        output: str = output_option(ctx),
        force: bool = force_option(ctx),
        redact: bool = redact_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        from kit.ground.console.pages import write
        from kit.ground.documents import terminal
        from kit.readiness.ready.files.gathered import told
        from kit.readiness.ready.rules.board import ordered

        face = face_asked(output, force)
        look = looking(ctx, redact)
        lines = [shown(each, ctx.me.lang) for each in ordered(told(look))]
        rank = {"bad": 0, "check": 1, "ok": 2}
        lines = sorted([*lines, *_doctors(look)], key=lambda each: rank[each.state])
        place = desk.site(ctx)
        where = place.named(ctx.me.lang) if place is not None else "-"
        made = page(lines, where, ctx.now().wall, ctx.me.lang, narrow=not output)
        data = {"checks": [as_data(each) for each in lines]}
        if output:
            write(ctx, output, face, [made], data)
        elif as_json:
            ctx.out.json(data)
        else:
            ctx.out.lines(terminal.show(made, cells(ctx)))
        if any(each.state == "bad" for each in lines):
            raise typer.Exit(int(Exit.REFUSED))


def _doctors(ctx: Context) -> list[Shown]:
    """What ``kit doctor`` finds of this laptop."""
    from kit.readiness.doctor.command import gather
    from kit.readiness.doctor.rules.verdicts import judge

    found = [each for each in judge(gather(ctx)) if each.check in DOCTORS]
    return [of_doctor(each, ctx.me.lang) for each in found]
