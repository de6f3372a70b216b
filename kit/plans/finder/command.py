"""``kit find WORDS``: which lists fit what was typed, and why."""

from __future__ import annotations

from typing import Any

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import json_option
from kit.plans.checklists.files import Checklists
from kit.plans.finder.files import model
from kit.plans.finder.rules.rank import Found, find
from kit.plans.sites.files import Sites

SHOWN = 9


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("finder.help"), **how)
    def find_(
        words: list[str] = typer.Argument(
            ..., metavar="WORDS", help=ctx.out.word("finder.help-words")
        ),
        as_json: bool = json_option(ctx),
    ) -> None:
        run(ctx, " ".join(words), as_json)


def run(ctx: Context, text: str, as_json: bool) -> None:
    """Show the ranking; exit code 0 also where nothing fits, because that is an answer."""
    lists, broken = ctx.of(Checklists).readable()
    for refused in broken:
        ctx.err.say(f"refused.{refused.code}", **refused.fill)
    found = find(text, lists, model(), ctx.of(Sites).met(ctx.me.profile))
    titles = {checklist.id: checklist.title for checklist in lists}
    if as_json:
        ctx.out.json(as_object(text, found, {i: t.get(ctx.me.lang) for i, t in titles.items()}))
        return
    if found.nothing or not found.hits:
        ctx.out.say("finder.nothing")
    for hit in found.hits[:SHOWN]:
        why = ctx.out.word("finder.why", words=hit.why) if hit.why else ""
        title = titles[hit.id].get(ctx.me.lang)
        ctx.out.say("finder.line", score=f"{hit.score:.1f}", id=hit.id, title=title, why=why)
    if found.choice > 1 and not found.nothing:
        ctx.out.say("finder.choice", count=found.choice)


def as_object(text: str, found: Found, titles: dict[str, str]) -> dict[str, Any]:
    """Stable keys, documented in ``data/README.md``."""
    return {
        "text": text,
        "nothing": found.nothing or not found.hits,
        "choice": found.choice,
        "hits": [
            {"id": hit.id, "title": titles[hit.id], "score": hit.score, "why": hit.why}
            for hit in found.hits
        ],
    }
