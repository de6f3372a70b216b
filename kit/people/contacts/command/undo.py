"""``kit contact undo`` and ``redo``: what was recorded wrongly counts no more, or counts again."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean, whole
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option
from kit.ground.journal.entry import Entry
from kit.ground.journal.withdrawal import Read
from kit.people.contacts import show as pages
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import withdrawal
from kit.people.contacts.rules.book import Draft, Undone


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("undo", help=ctx.out.word("help.contact-undo"), **how)
    def undo(
        entry: str = typer.Argument(
            "", metavar="[ENTRY]", help=ctx.out.word("help.contact-undo-entry"), show_default=False
        ),
        reason: str = typer.Option(
            "", "--reason", metavar="TEXT", help=ctx.out.word("help.contact-undo-reason")
        ),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        _take_back(ctx, entry, whole(reason, 500), by, as_json)

    @group.command("redo", help=ctx.out.word("help.contact-redo"), **how)
    def redo(
        entry: str = typer.Argument(
            "", metavar="[ENTRY]", help=ctx.out.word("help.contact-undo-entry"), show_default=False
        ),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        _take_back(ctx, entry, "", by, as_json, restore=True)


def _take_back(
    ctx: Context, named: str, reason: str, by: str, as_json: bool, restore: bool = False
) -> None:
    store, lang = ctx.of(ContactStore), ctx.me.lang
    if not store.entries():
        raise withdrawal.none(named)

    def act(draft: Draft) -> None:  # decided on what is on the disk, under the lock
        entries, laptop = store.entries(), store.recorder.laptop
        if restore:
            draft.add(withdrawal.redo(entries, laptop, named))
        else:
            draft.add(withdrawal.undo(entries, laptop, named, reason))

    made = store.record(ctx.now(), clean(by, 60) or ctx.by, act)
    if as_json:
        ctx.out.json({"entries": [pages.entry_json(Read(entry), lang) for entry in made]})
    else:
        key = "restored" if restore else "undone"
        ctx.out.line(pages.say(lang, key, text=_what(store, made, lang)))
        if not restore:
            ctx.err.say("contacts.undo-how")
    ctx.flush_warnings()


def _what(store: ContactStore, made: list[Entry], lang: str) -> str:
    """What was taken back or restored: the first entry of it, and how many more there are."""
    known = {entry.id: entry for entry in store.entries()}
    ids = [id_ for entry in made if isinstance(entry.event, Undone) for id_ in entry.event.ids]
    while ids and isinstance(known[ids[0]].event, Undone):  # a withdrawal is told by what it took
        ids = known[ids[0]].event.ids  # type: ignore[attr-defined]
    found = [known[id_] for id_ in ids if id_ in known]
    forgotten = bool(found) and getattr(found[0].event, "id", "") in store.book().forgotten
    text = pages.entry_line(found[0], lang, forgotten) if found else ""
    rest = pages.say(lang, "more-entries", n=len(found) - 1) if len(found) > 1 else ""
    return f"{text}  {rest}".rstrip()
