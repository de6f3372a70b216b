"""``kit sources [PLAN|CLAUSE]``: the plans' clauses, and what in the kit answers each."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import json_option
from kit.ground.console.put import put
from kit.plans.checklists.files import Checklists
from kit.plans.clauses.rules.clauses import Book
from kit.plans.clauses.rules.features import FEATURES
from kit.plans.scripts.files import ScriptFiles
from kit.plans.seeds.rules import Clause
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("sources.help"), **how)
    def sources(
        what: str = typer.Argument(
            "", metavar="[PLAN|CLAUSE]", help=ctx.out.word("sources.help-what")
        ),
        check: bool = typer.Option(False, "--check", help=ctx.out.word("sources.help-check")),
        as_json: bool = json_option(ctx),
    ) -> None:
        if check and what:
            raise Refused("usage", Exit.USAGE, why=f"--check {what}", how="kit sources --help")
        from kit.plans.clauses.files import read_book

        book = read_book(ctx.of(Checklists), ctx.of(Sites), ctx.of(ScriptFiles))
        for refused in ctx.of(Checklists).readable()[1]:
            ctx.err.say(f"refused.{refused.code}", **refused.fill)
        if check:
            check_all(ctx, book, as_json)
        elif not what:
            show_all(ctx, book, as_json)
        else:
            show_some(ctx, book, chosen(book, what), what, as_json)


def chosen(book: Book, what: str) -> list[Clause]:
    """The clauses of a plan, or the one clause; capitals do not matter."""
    wanted = what.strip().casefold()
    found = [c for c in book.clauses if c.id.casefold() == wanted]
    found = found or [c for c in book.clauses if c.plan.casefold() == wanted]
    if not found:
        raise Refused("clause-unknown", Exit.NOT_FOUND, clause=what, names=book.plans())
    return found


def show_all(ctx: Context, book: Book, as_json: bool) -> None:
    from kit.plans.clauses.show import figures_json, overview

    if as_json:
        ctx.out.json(figures_json(book))
        return
    put(ctx, overview(book, ctx.me.lang))


def show_some(ctx: Context, book: Book, found: list[Clause], what: str, as_json: bool) -> None:
    from kit.plans.clauses.show import clause_json, of_clause, of_plan

    lang = ctx.me.lang
    if as_json:
        ctx.out.json({"clauses": [clause_json(book, clause, lang) for clause in found]})
        return
    site = follower(ctx.of(Sites), ctx.me.profile, found[0].plan)
    if found[0].plan.casefold() == what.strip().casefold():
        put(ctx, of_plan(book, found[0].plan, site, lang))
    else:
        put(ctx, of_clause(book, found[0], site, lang))


def follower(sites: Sites, named: str, plan: str) -> Profile:
    """The site in use where it follows the plan, else one that does: its posts fill the texts."""
    used = sites.in_use(named)
    others = (sites.profile(name) for name in sites.profiles())
    return next((each for each in (used, *others) if plan in each.plans), used)


def check_all(ctx: Context, book: Book, as_json: bool) -> None:
    from kit.plans.clauses.rules.clauses import flaws
    from kit.plans.clauses.show import checked, figures_json

    faults = flaws(book, existing())
    if as_json:
        ctx.out.json({**figures_json(book), "faults": faults})
    else:
        put(ctx, checked(book, faults, ctx.me.lang))
    if faults:
        raise typer.Exit(int(Exit.REFUSED))


def existing() -> set[str]:
    """The commands and modules that features name and that are there."""
    return {feature.part() for feature in FEATURES.values() if find_spec(feature.module)}
