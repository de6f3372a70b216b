"""``kit ref``: the incident's reference, to be read out or copied."""

from __future__ import annotations

from typing import Any

import typer

from kit.ground.console.context import Context
from kit.ground.console.options import incident_option
from kit.incidents.incident.files.store import Store


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.ref"), **how)
    def ref(ref: str = incident_option(ctx)) -> None:
        ctx.out.line(ctx.of(Store).pick(ref).ref)
