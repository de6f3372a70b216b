"""``kit demo``: a complete power cut as a time-lapse drill."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.readiness.drills.files.scenarios import demo as scenario


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.demo"), **how)
    def demo(
        seconds: float = typer.Option(
            13.0, "--seconds", metavar="N", help=ctx.out.word("help.seconds")
        ),
    ) -> None:
        from kit.readiness.drills.talk.demo import run_demo

        run_demo(ctx, scenario(ctx.home, "power-outage"), max(0.0, min(seconds, 18.0)))
