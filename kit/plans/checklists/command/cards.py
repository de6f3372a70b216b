"""``kit checklists print TYPE|all``: paper cards, as a page to print or as PDF."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer

from kit.plans.checklists.files import Checklists, mark_of, note_printed
from kit.plans.checklists.rules.format import Checklist
from kit import __version__
from kit.ground.console.context import Context
from kit.ground.base.refusal import Refused
from kit.ground.console.options import force_option
from kit.plans.sites import REACHED
from kit.plans.sites.files import Sites

ALL = "all"


def register_print(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("print", help=ctx.out.word("paper.help"), **how)
    def print_(
        type_: str = typer.Argument(..., metavar="TYPE|all", help=ctx.out.word("paper.help-type")),
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE", help=ctx.out.word("paper.help-output")
        ),
        profile: str = typer.Option(
            "", "--profile", metavar="PROFILE", help=ctx.out.word("help.profile")
        ),
        force: bool = force_option(ctx),
    ) -> None:
        from kit.ground.console.pages import face_of, wrote

        lists, checklists = types_of(ctx, type_, profile)
        html = page(ctx, checklists, profile)
        if output == "-":
            ctx.out.line(html)
            return
        path = output or f"kit-{type_}-{ctx.me.lang}.html"
        if face_of(path, force or not output, ("html", "htm", "pdf")) == "pdf":
            write_pdf(ctx, path, html)
        else:
            ctx.out.say("paper.written", path=wrote(ctx, path, html))
        note_printed(ctx.home, lists, ctx.now().wall.date().isoformat())


def types_of(ctx: Context, type_: str, profile: str) -> tuple[dict[str, str], list[Checklist]]:
    """One list, or all that this kind of site meets, the most urgent first; what tells their texts
    from others."""
    lists, sites = ctx.of(Checklists), ctx.of(Sites)
    site = sites.in_use(profile or ctx.me.profile)
    names, files = [*site.types] if type_ == ALL else [type_], lists.files()
    if type_ == ALL:
        is_own = lists.library.is_own
        names += [n for n, path in files.items() if is_own(path) and n not in names]
    checklists = [lists.checklist(name) for name in names]
    return {name: mark_of(files[name]) for name in names if name in files}, checklists


def page(ctx: Context, checklists: list[Checklist], profile: str) -> str:
    from kit.plans.checklists.show.paper import Printed, document

    sites = ctx.of(Sites)
    site = sites.in_use(profile or ctx.me.profile)
    for reached in REACHED:
        site = reached(ctx, site, ctx.now().wall)
    return document(checklists, Printed(site, ctx.me.lang, ctx.now().wall.date(), __version__))


def write_pdf(ctx: Context, path: str, html: str) -> None:
    from kit.plans.checklists.show.paper import pdf
    from kit.ground.console.pages import wrote

    made = pdf(html)
    if made is None:
        raise Refused("no-pdf")
    ctx.out.say("paper.written-pdf", path=wrote(ctx, path, made))
