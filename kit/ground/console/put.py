"""A page on the terminal, for commands that answer with one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.console.context import Context

if TYPE_CHECKING:
    from kit.ground.documents.page import Page

WIDE = 100


def put(ctx: Context, page: Page) -> None:
    """At most 100 columns wide, plainly; 100 where there is no terminal."""
    from kit.ground.documents import terminal

    ctx.out.lines(terminal.show(page, min(ctx.out.width, WIDE)))
