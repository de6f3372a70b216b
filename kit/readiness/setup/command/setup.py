"""``kit setup [WHAT]``: what the kit must know of this place, asked once."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option
from kit.ground.console.put import put
from kit.plans.checklists.files import Checklists
from kit.plans.sites.files import Sites
from kit.readiness.setup.rules import changes


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.setup"), **how)
    def setup(
        what: str = typer.Argument("", metavar="[WHAT]", help=ctx.out.word("help.setup-what")),
        set_: list[str] = typer.Option(
            [], "--set", metavar="KEY=VALUE", help=ctx.out.word("help.setup-set")
        ),
        take: str = typer.Option(
            "", "--take", metavar="LAPTOP", help=ctx.out.word("help.setup-take")
        ),
        yes: bool = typer.Option(False, "--yes", help=ctx.out.word("help.setup-take-yes")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        ctx.sign(by)
        if take:
            from kit.readiness.setup.command.taking import take as taken

            taken(ctx, take, yes, as_json)
            _overridden(ctx)
            show(ctx, as_json, short=True)
            return
        if set_:
            put_in(ctx, set_)
        elif not as_json and (what or _terminal()):
            ask(ctx, what)
        if set_ or (not as_json and _terminal()):
            _overridden(ctx)
        show(ctx, as_json, short=bool(what or set_) or _terminal())


def _terminal() -> bool:
    from kit.ground.terminal.ask import terminal

    return terminal()


def put_in(ctx: Context, given: list[str]) -> None:
    """Every ``KEY=VALUE``, one after the other; nothing where one of them is not taken."""
    from kit.readiness.setup.files import site
    from kit.readiness.setup.show import label, odd_number

    sites = ctx.of(Sites)
    there = site(ctx.of(Checklists), sites, ctx.me.profile)
    for one in given:  # all are read before the first is put in
        key, sign, text = one.partition("=")
        if not sign:
            raise Refused("setup-set", Exit.USAGE, text=clean(one, 60))
        try:
            changes(there, key.strip(), text, ctx.me.lang)
        except Refused as refused:
            if refused.code != "setup-zh-first":  # it may be put in just before
                raise
        if key.strip() == "kind":  # what follows is of another kind of site
            break
    for one in given:
        key, _, text = one.partition("=")
        there = site(ctx.of(Checklists), sites, ctx.me.profile)
        sites.change(changes(there, key.strip(), text, ctx.me.lang), ctx.me.profile)
        odd = odd_number(key.strip(), clean(text, 300), ctx.me.lang)
        role, _, part = key.strip().partition(".")
        if part == "name":
            _namesakes(ctx, role, clean(text, 60).strip(), clean(label(there, role, ctx.me.lang)))
        if odd:
            ctx.err.say("setup.odd-kept", name=clean(key, 40), text=clean(text, 60), why=odd)


def _namesakes(ctx: Context, role: str, name: str, post: str) -> None:
    """How somebody who stands among the contacts already is made one with the post."""
    from kit.people.contacts.rules.acts import which
    from kit.readiness.setup.talk.same import namesakes

    for each in namesakes(ctx, role, name):
        ctx.err.say("setup.same-how", who=which(each), id=each.id, role=post)


def ask(ctx: Context, what: str) -> None:
    """Ask a person. Ctrl-C leaves; what was answered stays."""
    from kit.ground.terminal.ask import need_terminal
    from kit.readiness.setup.talk.flow import Setup
    from kit.readiness.setup.talk.screen import run_drawn, run_plain

    need_terminal(f"kit setup --set {what or 'address'}=...")
    run = run_plain if ctx.me.plain else run_drawn
    try:
        run(Setup(ctx), what)
    except KeyboardInterrupt:
        ctx.err.line()


def show(ctx: Context, as_json: bool, short: bool = False) -> None:
    """What is set and what is missing; ``short``: where it is kept, and what is missing."""
    from kit.readiness.setup.files import site
    from kit.readiness.setup.show import as_data, page

    there = site(ctx.of(Checklists), ctx.of(Sites), ctx.me.profile)
    file = ctx.of(Sites).own_file(ctx.me.profile)
    if as_json:
        ctx.out.json(as_data(there, file, ctx.me.lang))
    else:
        put(ctx, page(there, clean(file, 300), ctx.me.lang, short))


def _overridden(ctx: Context) -> None:
    """What was put into the site's own profile counts only where that one is used."""
    import os

    named = os.environ.get("KIT_PROFILE", "")
    if named and not ctx.of(Sites).own_file(named):
        ctx.err.say("sites.overridden", profile=named)
