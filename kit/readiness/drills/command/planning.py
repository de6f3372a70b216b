"""``kit drill plan``: a scenario's sheets, each a file of its own, and its mistakes."""

from __future__ import annotations

from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import face_asked, force_option, json_option, output_option
from kit.ground.console.times import coming
from kit.plans.checklists.files import Checklists
from kit.readiness.drills.command import listing
from kit.readiness.drills.command.shared import flag, text
from kit.readiness.drills.files.played import played
from kit.readiness.drills.files.scenarios import (
    checked,
    path_of,
    scenario,
    scenario_files,
)
from kit.readiness.drills.files.tables import table
from kit.review.summary.command import put

WHO = ("player", "controller", "observer")


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("plan", help=ctx.out.word("help.drill-plan"), **how)
    def plan(
        named: str = typer.Argument(
            "", metavar="[SCENARIO]", help=ctx.out.word("help.drill-scenario")
        ),
        who: str = typer.Option(
            "controller", "--for", metavar="|".join(WHO), help=ctx.out.word("help.drill-for")
        ),
        at: str = text(ctx, "--at", "start-at", "TIME"),
        check: bool = flag(ctx, "--check", "check"),
        output: str = output_option(ctx),
        force: bool = force_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if check:
            raise typer.Exit(_check(ctx, named, as_json))
        if not named:
            listing.show(ctx, as_json)
            return
        _sheet(ctx, named, who, at, output, force, as_json)


def _check(ctx: Context, named: str, as_json: bool) -> int:
    """Every mistake with file, line and what to do; the exit code."""
    paths = [path_of(ctx.home, named)] if named else list(scenario_files(ctx.home).values())
    bad: list[Refused] = []
    for path in paths:
        bad += checked(ctx.home, path)[1]
    if as_json:
        ctx.out.json({"scenario_count": len(paths), "findings": [
            {"file": each.fill["file"], "line": each.fill.get("line"),
             "place": each.fill.get("path"),
             "text": ctx.out.word(f"refused.{each.code}", **each.fill)}
            for each in bad]})  # fmt: skip
    else:
        for each in bad:
            ctx.out.say(f"refused.{each.code}", **each.fill)
        ctx.out.say("drill.check-bad" if bad else "drill.check-good", n=len(bad) or len(paths))
    return int(Exit.UNREADABLE if bad else Exit.DONE)


def _sheet(
    ctx: Context, named: str, who: str, at: str, output: str, force: bool, as_json: bool
) -> None:
    if who not in WHO:
        raise Refused("value-choice", Exit.USAGE, text=who, names=list(WHO))
    face = face_asked(output, force)
    found = played(ctx, scenario(ctx.home, named), "").scenario
    from kit.readiness.drills.show.sheets import as_json as told
    from kit.readiness.drills.show.sheets import sheet

    start = coming(ctx, at, ctx.now().wall)
    data = told(found, who, start, ctx.me.lang) if as_json or face == "json" else None
    plan = ctx.of(Checklists).named(found.type, ctx.me.lang)
    page = sheet(found, who, start, table(ctx.home), ctx.me.lang, plan)
    put(ctx, [page], data, output, face)
