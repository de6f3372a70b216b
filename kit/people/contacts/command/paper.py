"""``kit contact print``: whom to call, on paper."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import force_option, redact_option
from kit.people.contacts.command.shared import titles, whole_book
from kit.people.contacts.files.looking import looking
from kit.plans.sites.files import Sites


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("print", help=ctx.out.word("help.contact-print"), **how)
    def print_(
        output: str = typer.Option(
            "", "--output", "-o", metavar="FILE", help=ctx.out.word("paper.help-output")
        ),
        force: bool = force_option(ctx),
        redact: bool = redact_option(ctx),
    ) -> None:
        from kit.ground.console.pages import face_of, wrote
        from kit.people.contacts.show.paper import document

        seen = looking(ctx, redact)
        book, place = whole_book(seen), seen.of(Sites).readable(seen.me.profile)
        html = document(book, place, ctx.now().wall, ctx.me.lang, titles(ctx))
        if output == "-":
            ctx.out.line(html)
            return
        path = output or f"kit-contacts-{ctx.me.lang}.html"
        face_of(path, force or not output, ("html", "htm"))
        ctx.out.say("paper.written", path=wrote(ctx, path, html))
        ctx.flush_warnings()
