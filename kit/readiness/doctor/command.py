"""``kit doctor``: is this laptop ready for an incident? One line per check; nothing is changed."""

from __future__ import annotations

from typing import Any

import msgspec

from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import cells, json_option
from kit.incidents.incident.files.store import Store
from kit.readiness.doctor.rules.facts import Facts
from kit.readiness.doctor.rules.verdicts import exit_code, judge


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    @app.command(name, help=ctx.out.word("help.doctor"), **how)
    def doctor(as_json: bool = json_option(ctx)) -> None:
        from kit.ground.documents import terminal
        from kit.readiness.doctor.show import as_data, page

        facts = gather(ctx)
        verdicts = judge(facts)
        if as_json:
            ctx.out.json({"checks": [as_data(verdict, ctx.me.lang) for verdict in verdicts]})
        else:  # where Chinese cannot be shown at all, English at least says so
            made = page(verdicts, ctx.me.lang if facts.encoding.shows else "en")
            ctx.out.lines(terminal.show(made, cells(ctx)))
        raise typer.Exit(int(exit_code(verdicts)))


def gather(ctx: Context) -> Facts:
    """All facts. Whoever gathers them says what he could not see; nothing raises."""
    from kit.readiness.doctor import talk
    from kit.readiness.doctor.files import (
        look_backup,
        look_contacts,
        look_days,
        look_disk,
        look_home,
        look_lists,
    )

    store = ctx.of(Store)
    for own in (store.checklists, store.sites):
        own.library.keep = False  # doctor changes nothing
    clock, now = talk.clock(ctx.clock)
    if now is not None:
        jump, behind = look_home.clock_against_logs(store, now)
        clock = msgspec.structs.replace(clock, jump=jump, behind=behind)
    return Facts(
        look_disk.place(ctx.home),
        look_home.rights(store),
        look_disk.space(store),
        look_home.locks(store),
        look_home.logs(store),
        clock,
        talk.terminal(ctx.me.plain),
        talk.encoding(),
        talk.chosen_language(ctx.me.lang),
        talk.battery(),
        look_lists.lists(store.checklists, store.sites),
        look_lists.site(
            store.checklists,
            store.sites,
            ctx.me.profile,
            lambda site: look_contacts.reached(ctx, site),
        ),
        talk.versions(),
        look_contacts.contacts(ctx),
        look_days.days(ctx),
        look_contacts.kept(ctx),
        look_backup.backup(ctx),
    )
