"""``kit open``: the page that was written last, in the system's own program."""

from __future__ import annotations

import os
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.open"), **how)
    def open_() -> None:
        from kit.ground.console.pages import last_written
        from kit.ground.machine.opener import open_file

        path = last_written(ctx.home)
        if not path:
            raise Refused("nothing-written", Exit.NOT_FOUND)
        if not os.path.isfile(path):
            raise Refused("written-gone", Exit.NOT_FOUND, path=clean(path))
        why = open_file(path)
        if why:
            raise Refused("not-opened", Exit.FAULT, path=clean(path), why=clean(why))
        ctx.out.say("archive.opened", path=clean(path))
