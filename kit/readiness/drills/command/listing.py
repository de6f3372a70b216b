"""``kit drill`` and ``kit drill list``: scenarios, and drills that were held."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import json_option
from kit.ground.journal.as_json import iso
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.scenarios import read_scenario, scenario_files
from kit.readiness.drills.files.store import Drills
from kit.readiness.drills.rules.script import Scenario
from kit.readiness.drills.rules.whole import Whole


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("list", help=ctx.out.word("help.drill-list"), **how)
    def list_(as_json: bool = json_option(ctx)) -> None:
        show(ctx, as_json)


def show(ctx: Context, as_json: bool) -> None:
    known: list[Scenario] = []
    for path in scenario_files(ctx.home).values():
        try:
            known.append(read_scenario(path))
        except Refused as refused:
            ctx.err.say(f"refused.{refused.code}", **refused.fill)
    held = [desk.whole(ctx, book) for book in ctx.of(Drills).all()]
    lang = ctx.me.lang
    if as_json:
        ctx.out.json({"scenarios": [_scenario(each, lang) for each in known],
                      "drills_held": [held_json(each, lang) for each in held]})  # fmt: skip
        return
    ctx.out.say("drill.scenarios")
    for each in known:
        ctx.out.line("  " + ctx.out.word(
            "drill.scenario-line", id=each.id, title=clean(each.title.get(lang)),
            minutes=each.minutes, points=each.points))  # fmt: skip
    if held:
        ctx.out.say("drill.drills")
        for one in held:
            ctx.out.line("  " + held_line(ctx, one))
    ctx.flush_warnings()


def held_line(ctx: Context, one: Whole) -> str:
    drill = one.drill
    title = clean(drill.scenario.title.get(ctx.me.lang)) if drill.scenario else "-"
    at = f"{drill.begun:%Y-%m-%d %H:%M}" if drill.begun else "-"
    state = _state(ctx, one)
    return ctx.out.word("drill.drill-line", ref=drill.ref, at=at, title=title, state=state)


def _state(ctx: Context, one: Whole) -> str:
    if one.drill.on:
        return ctx.out.word("drill.state-on")
    if one.drill.why == "real":
        return ctx.out.word("drill.state-stopped", ref=one.drill.real)
    key = "open" if one.score.unjudged else "points"
    return ctx.out.word(f"drill.state-{key}", points=one.score.points, of=one.score.of,
                        n=one.score.unjudged)  # fmt: skip


def _scenario(each: Scenario, lang: str) -> dict[str, Any]:
    return {
        "scenario": each.id,
        "title": clean(each.title.get(lang)),
        "type": each.type,
        "minute_count": each.minutes,
        "points_of": each.points,
        "inject_count": len(each.injects()),
        "expectation_count": len(list(each.expects())),
    }


def held_json(one: Whole, lang: str) -> dict[str, Any]:
    drill = one.drill
    return {
        "drill_ref": drill.ref,
        "scenario": drill.scenario.id if drill.scenario else None,
        "drill_begun": iso(drill.begun),
        "drill_ended": iso(drill.ended),
        "how_ended": drill.why if drill.ended else None,
        "real_ref": drill.real or None,
        "incident_refs": list(drill.tied),
        "points_scored": one.score.points,
        "points_of": one.score.of,
        "unjudged": one.score.unjudged,
    }
