"""``kit profile list | show | use``: what kind of site this is."""

from __future__ import annotations

import os
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.phones import phone_text
from kit.ground.base.refusal import Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.help import new_group
from kit.ground.console.options import json_option
from kit.ground.console.put import put
from kit.plans.sites import TITLES
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    group = new_group(ctx, ctx.out.word("sites.help"), how)
    id_help = ctx.out.word("sites.help-id")

    @group.callback()
    def alone(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            list_all(ctx, False)

    @group.command("list", help=ctx.out.word("sites.help-list"), **how)
    def list_(as_json: bool = json_option(ctx)) -> None:
        list_all(ctx, as_json)

    @group.command("show", help=ctx.out.word("sites.help-show"), **how)
    def show(
        id_: str = typer.Argument("", metavar="ID", help=id_help),
        as_json: bool = json_option(ctx),
    ) -> None:
        show_one(ctx, id_, as_json)

    @group.command("use", help=ctx.out.word("sites.help-use"), **how)
    def use(
        id_: str = typer.Argument(..., metavar="ID", help=id_help),
        as_json: bool = json_option(ctx),
    ) -> None:
        use_one(ctx, id_, as_json)

    @group.command("own", help=ctx.out.word("sites.help-own"), **how)
    def own(
        address: str = typer.Option(
            "", "--address", metavar="TEXT", help=ctx.out.word("sites.help-address")
        ),
        phone: str = typer.Option(
            "", "--phone", metavar="NUMBER", help=ctx.out.word("sites.help-phone")
        ),
        as_json: bool = json_option(ctx),
    ) -> None:
        own_place(ctx, address, phone, as_json)

    app.add_typer(group, name=name)


def list_all(ctx: Context, as_json: bool) -> None:
    from kit.plans.sites.show import listed

    sites = ctx.of(Sites)
    chosen = sites.chosen_profile(ctx.me.profile)
    profiles, wrong = [], []
    for name in sites.profiles():
        try:
            profiles.append(sites.profile(name))
        except Refused as refused:
            if refused.code == "profile-copy":
                continue  # the one that counts tells of it
            wrong.append(ctx.err.word(f"refused.{refused.code}", **refused.fill))
    for line in dict.fromkeys(wrong):
        ctx.err.line(clean(line))
    ignored = [os.path.basename(path) for path in sites.library.ignored()]
    if ignored:
        ctx.err.line(clean(ctx.err.word("sites.ignored", names=ignored)))
    if as_json:
        ctx.out.json({"sites": [_site_json(p, chosen, ctx.me.lang) for p in profiles]})
        return
    put(ctx, listed(profiles, chosen, ctx.me.lang))


def show_one(ctx: Context, id_: str, as_json: bool) -> None:
    from kit.plans.sites.show import shown

    sites = ctx.of(Sites)
    chosen = sites.chosen_profile(ctx.me.profile)
    profile = sites.profile(id_ or chosen)
    if as_json:
        ctx.out.json({"site": _site_json(profile, chosen, ctx.me.lang), "profile": profile})
        return
    named = {type_: title for titles in TITLES for type_, title in titles(ctx.home).items()}
    titles = {type_: title.get(ctx.me.lang) for type_, title in named.items()}
    base = sites.profile("base").roles
    absent = [base[r].title.get(ctx.me.lang) if r in base else r for r in profile.absent]
    put(ctx, shown(profile, chosen, titles, absent, ctx.me.lang))


def _site_json(profile: Profile, chosen: str, lang: str) -> dict[str, Any]:
    """``{id, title, in_use}``."""
    title = profile.title.get(lang)
    return {"id": profile.id, "title": title, "in_use": profile.id == chosen}


def use_one(ctx: Context, id_: str, as_json: bool) -> None:
    sites = ctx.of(Sites)
    sites.choose_profile(id_)
    profile = sites.profile(id_)
    if as_json:
        ctx.out.json({"site": _site_json(profile, id_, ctx.me.lang)})
    else:
        ctx.out.say("sites.used", title=profile.title, profile=id_)
    if os.environ.get("KIT_PROFILE") not in (None, "", id_):
        ctx.err.say("sites.overridden", profile=os.environ["KIT_PROFILE"])


def own_place(ctx: Context, address: str, phone: str, as_json: bool) -> None:
    """Say what is known of this place, or keep what is told of it."""
    sites = ctx.of(Sites)
    given = (("address", address), ("phone", phone_text(phone, 200)))
    told = {("site", n): text for n, text in given if text}
    if told:
        sites.change(told, ctx.me.profile)
    profile = sites.in_use(ctx.me.profile)
    known = {name: profile.fact(name, ctx.me.lang) for name in ("address", "phone")}
    if as_json:
        ctx.out.json({name: text or None for name, text in known.items()})
        return
    unknown = ctx.out.word("sites.own-unknown")
    for name, text in known.items():
        ctx.out.say("sites.own", name=ctx.out.word(f"sites.fact-{name}"), text=text or unknown)
