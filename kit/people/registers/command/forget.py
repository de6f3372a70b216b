"""``kit forget``: personal data of what has been over for long leave registers, contacts and the
logs of closed incidents, and so every export."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from kit.ground.base.cells import wrap
from kit.ground.base.named import short
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, cells, json_option, only_one
from kit.ground.machine.disk import take_away
from kit.people import CONTACTS
from kit.people.registers.files import desk
from kit.people.registers.files.forgetting import INCIDENTS, Left
from kit.people.registers.files.keeping import CONTACT, INCIDENT, kept
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts, finding, upkeep
from kit.people.registers.rules.books import BOOKS


def _names() -> list[str]:
    return [*BOOKS, CONTACT, INCIDENT]


def _said(ctx: Context, name: str) -> str:
    """What is typed, with what it is in Chinese; English has one word for both."""
    if ctx.me.lang == "en":
        return name
    key = f"sheet.forget-{name}" if name == CONTACT else f"register.{name}"
    return f"{name} {ctx.out.word(key)}"


class Old(NamedTuple):
    """What of one register, of the contacts or of closed incidents may be forgotten; ``logs``: of
    incidents, how much of each."""

    name: str
    days: int
    ids: list[str]
    logs: tuple[Left, ...] = ()


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    def told(key: str) -> str:
        return ctx.out.word(f"sheet.forget-{key}")

    @app.command(name, help=told("help"), **how)
    def forget(
        which: str = typer.Argument(
            "",
            metavar="WHICH",
            help=ctx.out.word("sheet.forget-which", names=[_said(ctx, n) for n in _names()]),
            show_default=False,
        ),
        item: str = typer.Argument("", metavar="ID", help=told("id"), show_default=False),
        days: int = typer.Option(-1, "--days", metavar="N", help=told("days"), show_default=False),
        yes: bool = typer.Option(False, "--yes", help=told("yes")),
        dry: bool = typer.Option(False, "--dry-run", help=told("dry")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        if which and which not in _names():
            raise Refused("value-choice", Exit.USAGE, text=which, names=_names())
        only_one(ctx, name, yes=yes, dry_run=dry)
        found = [each for each in _found(ctx, which, item, days) if each.ids]
        taken = bool(found) and not dry and (yes or _asked(ctx, found))
        if taken:
            for each in found:
                _forget(ctx, each, by)
            found = _followed(ctx, found, by)
        _say(ctx, found, taken, as_json)


def _found(ctx: Context, which: str, item: str, days: int) -> list[Old]:
    out, now, place = [], ctx.now().wall, desk.site(ctx)
    for book in BOOKS.values() if not which else [BOOKS[which]] if which in BOOKS else []:
        opened = ctx.of(Registers).load(book.name)
        limit = kept(place, book.name, days)
        if opened is None:
            continue
        if item:
            docs = [finding.find(opened.register, item)]
            if docs[0].ended is None:
                raise Refused("forget-open", id=docs[0].id)
            docs = [doc for doc in docs if doc.forgotten is None]
        else:
            docs = upkeep.forgettable(opened.register, book, now, limit)
        out.append(Old(book.name, limit, [doc.id for doc in docs]))
    if which in ("", CONTACT):
        from kit.people.contacts.command.forget import leaving

        out.append(Old(CONTACT, *leaving(ctx, item, kept(place, CONTACT, days))))
    if which in ("", INCIDENT):
        limit = kept(place, INCIDENT, days)
        logs = [left for each in INCIDENTS for left in each.past(ctx, limit, item)]
        out.append(Old(INCIDENT, limit, [left.ref for left in logs], tuple(logs)))
    return out


def _asked(ctx: Context, found: list[Old]) -> bool:
    """At a terminal only: a piped answer confirms nothing."""
    from kit.ground.terminal.ask import terminal, yes_or_no

    if not terminal():
        return False
    lang = ctx.me.lang
    lines = [line for each in found for line in _line(ctx, each).split("\n")]
    asked = ctx.out.word("sheet.forget-ask", n=sum(len(each.ids) for each in found))
    return ctx.ask.ask(yes_or_no("forget", asked, lang, lines)) == "yes"


def _line(ctx: Context, old: Old) -> str:
    if old.name == CONTACT:
        return ctx.out.word("contacts.forget-line", n=len(old.ids), days=old.days)
    if old.name == INCIDENT:
        lines = [ctx.out.word("sheet.forget-logs", n=len(old.ids), days=old.days)]
        lines += [ctx.out.word("sheet.forget-log", ref=ref, n=n) for ref, n in old.logs]
        return "\n".join(lines)
    book = ctx.out.word(f"register.{old.name}")
    return ctx.out.word("sheet.forget-line", book=book, n=len(old.ids), days=old.days)


def _forget(ctx: Context, old: Old, by: str) -> None:
    if old.name == CONTACT:
        from kit.people.contacts.command.forget import forget

        forget(ctx, old.ids, by)
        return
    if old.name == INCIDENT:
        for each in INCIDENTS:
            each.take_out(ctx, old.days, old.ids, by)
        return

    def act(draft: acts.Draft) -> None:
        for id_ in old.ids:
            if id_ in draft.register.docs:
                upkeep.forget(draft, BOOKS[old.name], id_)

    desk.record(ctx, old.name, act, by=by)
    _drop_state(ctx, old.name)


def _followed(ctx: Context, found: list[Old], by: str) -> list[Old]:
    """Closed incidents let go of the customers that registers have let go of; with what was taken
    out there."""
    if not any(old.name in BOOKS for old in found):
        return found
    more = [left for each in INCIDENTS for left in each.follow(ctx, by)]
    logs = {left.ref: left.fields for old in found for left in old.logs}
    for left in more:
        logs[left.ref] = logs.get(left.ref, 0) + left.fields
    if not more:
        return found
    days = next((old.days for old in found if old.name == INCIDENT), found[0].days)
    mine = Old(INCIDENT, days, [*logs], tuple(Left(ref, n) for ref, n in sorted(logs.items())))
    return [*(old for old in found if old.name != INCIDENT), mine]


def _drop_state(ctx: Context, name: str) -> None:
    """A state that was kept holds what was just forgotten; it is made anew from the journals."""
    document = ctx.of(Registers).document
    take_away(os.path.join(ctx.home, "cache", name + document.ending))


def _say(ctx: Context, found: list[Old], taken: bool, as_json: bool) -> None:
    if as_json:
        counts = {each.name: len(each.ids) for each in found}
        logs = {left.ref: left.fields for each in found for left in each.logs}
        every = {each.name: each.ids for each in found}
        ctx.out.json({"forgettable": counts, "forgettable_ids": every, "field_counts": logs,
                      "was_confirmed": taken})  # fmt: skip
        return
    if not found:
        ctx.err.say("sheet.forget-none")
        return
    for each in found:
        for line in _line(ctx, each).split("\n"):
            ctx.out.line(line)
        if not taken and not each.logs:
            ids = each.ids if each.name == CONTACT else [short(id_) for id_ in each.ids]
            for line in wrap(ctx.out.word("sheet.forget-ids", names=ids), cells(ctx)):
                ctx.out.line(line)
    if not taken:
        ctx.err.say("sheet.forget-sure")
        return
    ctx.out.say("sheet.forget-done", n=sum(len(each.ids) for each in found))
    paths = []
    if any(each.name in BOOKS for each in found):
        paths.append(ctx.of(Registers).path())
    if any(each.name == CONTACT for each in found):
        paths.append(os.path.join(ctx.home, CONTACTS))
    if any(each.name == INCIDENT for each in found):
        paths += [each.where(ctx) for each in INCIDENTS]
    ctx.err.say("sheet.forget-stays", path="  ".join(paths))
