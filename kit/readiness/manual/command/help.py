"""``kit help``: what is longer than a line of help."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import cells


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.help"), **how)
    def help_(
        topic: str = typer.Argument("", metavar="TOPIC", help=ctx.out.word("help.topic")),
    ) -> None:
        from kit.ground.documents import terminal
        from kit.readiness.manual import files, show

        if topic:
            page = show.page(files.topic(ctx.home, topic), ctx.me.lang)
        else:
            names = files.topics(ctx.home)
            titles = {each: files.topic(ctx.home, each).title.get(ctx.me.lang) for each in names}
            page = show.contents(titles, ctx.me.lang)
        ctx.out.lines(terminal.show(page, cells(ctx)))
