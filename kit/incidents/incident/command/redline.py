"""``kit redline``: what is wrong, missing or unclear in a list, marked at its step by whoever was
led by it; alone, all that was marked in any log, by list and step."""

from __future__ import annotations

from typing import Any

from kit.ground.base.refusal import Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, cells, json_option, missing
from kit.incidents.incident.command.record import answer, record
from kit.incidents.incident.files.proposals import proposals
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.learnt import FAULTS
from kit.incidents.incident.show.proposals import lines, proposal_json


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    def told(key: str) -> str:
        return ctx.out.word(f"help.redline-{key}")

    @app.command(name, help=ctx.out.word("help.redline"), **how)
    def redline(
        ref: str = typer.Argument("", metavar="REF", help=told("ref"), show_default=False),
        step: str = typer.Argument("", metavar="STEP", help=told("step"), show_default=False),
        fault: str = typer.Argument(
            "", metavar="|".join(FAULTS), help=told("fault"), show_default=False
        ),
        words: list[str] = typer.Argument(
            None, metavar="TEXT", help=told("words"), show_default=False
        ),
        type_: str = typer.Option("", "--type", metavar="TYPE", help=told("type")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if not ref:
            listed(ctx, type_, as_json)
            return
        if not (step and fault):
            raise missing(ctx, name, "|".join(FAULTS) if step else "STEP")
        text = " ".join(words or [])
        folder, entries = record(
            ctx, ref, lambda draft: acts.redline(draft, step, fault, text), by=by
        )
        answer(ctx, folder, entries, as_json)


def listed(ctx: Context, type_: str, as_json: bool) -> None:
    """What was marked in every log that can be read."""
    unread: list[Refused] = []
    found = proposals(ctx.of(Store), type_, unread)
    if as_json:
        ctx.out.json({"proposals": [proposal_json(each, ctx.me.lang) for each in found]})
    else:
        for line in lines(found, ctx.me.lang, cells(ctx)):
            ctx.out.line(line)
        if not found:
            ctx.err.say("learning.none")
    for refused in unread:
        ctx.err.say(f"refused.{refused.code}", **refused.fill)
