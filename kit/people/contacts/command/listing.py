"""``kit contact list`` and ``show``."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import json_option, redact_option
from kit.ground.console.put import put
from kit.ground.journal.entry import Entry
from kit.people.contacts import show as pages
from kit.people.contacts.command.shared import post_of, titles, whole_book
from kit.people.contacts.files.looking import looking
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules.acts import find
from kit.people.contacts.rules.book import Book
from kit.people.contacts.rules.contact import Contact
from kit.people.contacts.rules.due import due
from kit.people.contacts.rules.ways import ways
from kit.people.contacts.rules.withdrawal import about, ever


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("list", help=ctx.out.word("help.contact-list"), **how)
    def list_(
        post: str = typer.Option(
            "", "--post", metavar="POST", help=ctx.out.word("help.contact-list-post")
        ),
        only_due: bool = typer.Option(
            False, "--due", help=ctx.out.word("help.contact-list-due")
        ),
        every: bool = typer.Option(False, "--all", help=ctx.out.word("help.contact-list-all")),
        redact: bool = redact_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        list_all(ctx, post, only_due, every, as_json, redact)

    @group.command("show", help=ctx.out.word("help.contact-show"), **how)
    def show(
        who: str = typer.Argument(..., metavar="WHO", help=ctx.out.word("help.contact-who")),
        redact: bool = redact_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        show_one(ctx, who, as_json, redact)


def list_all(
    ctx: Context,
    post: str = "",
    only_due: bool = False,
    every: bool = False,
    as_json: bool = False,
    redact: bool = False,
) -> None:
    ctx = looking(ctx, redact)
    book, lang, now = whole_book(ctx), ctx.me.lang, ctx.now().wall
    if post:
        _post(ctx, book, post_of(ctx, post), as_json)
        return
    waiting = due(book, now)
    if only_due:
        if as_json:
            ctx.out.json({"numbers": [pages.due_json(one, now) for one in waiting]})
            return
        lines = [pages.due_line(one, lang) for one in waiting]
        ctx.out.lines(lines or [pages.say(lang, "none-due")])
        return
    found = [*book.contacts.values()] if every else book.here()
    if as_json:
        data = [pages.contact_json(each, now) for each in found]
        ctx.out.json({"contacts": data, "numbers_due": len(waiting)})
    elif not found:
        ctx.out.line(pages.say(lang, "none"))
    else:
        key, what = "total-due" if waiting else "total", pages.how_many(waiting, lang)
        foot = pages.say(lang, key, n=len(found), due=len(waiting), what=what)
        put(ctx, pages.listed(found, lang, titles(ctx), foot))


def _post(ctx: Context, book: Book, post: str, as_json: bool) -> None:
    """Whom to call for a post, in the order to be called."""
    found = ways(book, post, ctx.now().wall)
    lang = ctx.me.lang
    if as_json:
        ctx.out.json(
            {
                "role": post,
                "numbers": [
                    {
                        "id": way.contact,
                        "name": clean(way.name),
                        "kind": way.channel.kind,
                        "number": clean(way.channel.number),
                        "hours": clean(way.channel.hours),
                        "note": clean(way.channel.note),
                    }
                    for way in found
                ],
            }
        )
        return
    lines = [f"{n}. {pages.way_line(way, lang)}" for n, way in enumerate(found, 1)]
    ctx.out.lines(lines or [pages.say(lang, "none-post")])


def show_one(ctx: Context, who: str, as_json: bool, redact: bool = False) -> None:
    lang, now = ctx.me.lang, ctx.now().wall
    look = looking(ctx, redact)
    book, entries = whole_book(look), look.of(ContactStore).entries()
    meant = _found(whole_book(ctx), ctx.of(ContactStore).entries(), who, book).id
    contact, past = _found(book, entries, meant), about(entries, meant)
    if as_json:
        forgotten = contact.forgotten is not None
        told = [pages.entry_json(read, lang, forgotten) for read in past]
        ctx.out.json({"contact": pages.contact_json(contact, now), "entries": told})
        return
    put(ctx, pages.shown(contact, book, past, now, lang, titles(ctx)))


def _found(
    book: Book, entries: list[Entry], who: str, seen: Book | None = None
) -> Contact:
    """The contact that is meant, also one that was taken back. ``seen``: as it may be shown.
    Raises ``Refused``."""
    try:
        return find(book, who, seen)
    except Refused as refused:
        if refused.exit != Exit.NOT_FOUND:
            raise
        before = ever(entries)
        before.contacts = {i: c for i, c in before.contacts.items() if i not in book.contacts}
        return find(before, who)
