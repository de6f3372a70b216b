"""``kit contact add`` and ``edit``."""

from __future__ import annotations

from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, json_option, missing
from kit.people.contacts import show as pages
from kit.people.contacts.command.namesakes import settle_namesakes
from kit.people.contacts.command.shared import (
    answer,
    either,
    fresh_id,
    named,
    posts_of,
    record,
    set_up,
    titles,
    whole_book,
)
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.acts import Fields, find
from kit.people.contacts.rules.book import Book, Draft
from kit.people.contacts.rules.contact import Contact, same_number
from kit.people.contacts.rules.due import ENOUGH_CHANNELS
from kit.people.contacts.rules.merging import added_to
from kit.people.contacts.rules.posts import own_channels, settled


def standins_of(ctx: Context, texts: list[str]) -> list[str]:
    book = ctx.of(ContactStore).book()
    return [find(book, text).id for text in texts]


def _option(ctx: Context, *names: str, metavar: str = "TEXT") -> Any:
    return typer.Option(
        None, names[0], metavar=metavar, help=ctx.out.word(f"help.contact-{names[1]}"),
        show_default=False,
    )  # fmt: skip


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("add", help=ctx.out.word("help.contact-add"), **how)
    def add(
        name: str = typer.Argument(
            "", metavar="[NAME]", help=ctx.out.word("help.contact-add-name")
        ),
        post: list[str] = _option(ctx, "--post", "post", metavar="POST"),
        number: list[str] = _option(ctx, "--number", "number", metavar="NUMBER"),
        standin: list[str] = _option(ctx, "--standin", "standin", metavar="WHO"),
        alias: list[str] = _option(ctx, "--alias", "alias", metavar="NAME"),
        org: str = _option(ctx, "--org", "org"),
        body: str = _option(ctx, "--body", "body", metavar="KIND"),
        note: str = _option(ctx, "--note", "note"),
        first: bool = typer.Option(False, "--first", help=ctx.out.word("help.contact-first")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        said = Fields(
            name,
            org,
            body,
            either(post, lambda texts: posts_of(ctx, texts)),
            [acts.read_channel(each) for each in number or []],
            either(standin, lambda texts: standins_of(ctx, texts)),
            alias,
            note,
        )
        asked, same = not name, None
        if asked:
            said, same = _asked(ctx, said)
        made = [fresh_id(ctx.of(ContactStore).book())]

        def act(draft: Draft) -> None:
            if same is None:
                acts.add(draft, made[0], said, first)
                return
            made[0] = settled(draft, same, fresh_id)
            acts.edit(draft, made[0], added_to(draft.book.contacts[made[0]], said), first)

        new = record(ctx, act, by)
        answer(ctx, made[0], new, as_json)
        if asked and not as_json:
            _read_back(ctx, made[0])
        if not as_json:
            settle_namesakes(ctx, made, by, asked)
        ctx.flush_warnings()


def _read_back(ctx: Context, id_: str) -> None:
    """What was typed one by one, to be looked at once, and how it is taken back."""
    contact, lang = ctx.of(ContactStore).book().contacts[id_], ctx.me.lang
    numbers = [pages.label(channel, lang) for channel in contact.channels]
    parts = [" ".join(map(titles(ctx), contact.posts)), " / ".join(numbers)]
    if len(numbers) < ENOUGH_CHANNELS:
        parts.append(pages.say(lang, "thin" if numbers else "no-channel"))
    ctx.err.line("  ".join(part for part in parts if part))
    ctx.err.say("contacts.undo-add")


def register_edit(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("edit", help=ctx.out.word("help.contact-edit"), **how)
    def edit(
        who: str = typer.Argument(..., metavar="WHO", help=ctx.out.word("help.contact-who")),
        name: str = _option(ctx, "--name", "new-name", metavar="NAME"),
        post: list[str] = _option(ctx, "--post", "post", metavar="POST"),
        number: list[str] = _option(ctx, "--number", "number", metavar="NUMBER"),
        standin: list[str] = _option(ctx, "--standin", "standin", metavar="WHO"),
        alias: list[str] = _option(ctx, "--alias", "alias", metavar="NAME"),
        drop: list[str] = _option(ctx, "--drop", "drop"),
        org: str = _option(ctx, "--org", "org"),
        body: str = _option(ctx, "--body", "body", metavar="KIND"),
        note: str = _option(ctx, "--note", "note"),
        first: bool = typer.Option(False, "--first", help=ctx.out.word("help.contact-first")),
        same: str = _option(ctx, "--same-as", "same", metavar="WHO"),
        gone: str = _option(ctx, "--gone", "gone"),
        back: bool = typer.Option(False, "--back", help=ctx.out.word("help.contact-back")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        book = whole_book(ctx)
        contact = find(book, who)
        plain = Fields(name, org, body, note=note)
        lists = (post, number, standin, alias, drop)
        other = find(book, same) if same else None
        if not any([*lists, gone, back, first, same]) and plain == Fields():
            raise Refused("contact-nothing", Exit.USAGE)
        posts = posts_of(ctx, post or [])
        standins = standins_of(ctx, standin or [])
        numbers, made = number or [], [""]
        for text in drop or []:
            _set_up_elsewhere(ctx, contact, text)

        def act(draft: Draft) -> None:
            id_ = settled(draft, contact, fresh_id)
            now = draft.book.contacts[id_]
            made.append(id_)
            if back:
                acts.bring_back(draft, now.id)
            said = _more(now, posts, numbers, standins, alias or [])
            said = _less(draft.book, now, said, drop or [])
            said = Fields(
                name, org, body, said.posts, said.channels, said.standins, said.aliases, note
            )
            acts.edit(draft, now.id, said, first)
            if other is not None:
                acts.join(draft, now.id, settled(draft, other, fresh_id))
            if gone is not None:
                acts.remove(draft, now.id, gone)

        new = record(ctx, act, by)
        answer(ctx, made[-1], new, as_json)
        ctx.flush_warnings()


def _asked(ctx: Context, said: Fields) -> tuple[Fields, Contact | None]:
    from kit.ground.terminal.ask import terminal

    if not terminal():
        raise missing(ctx, "contact add", "NAME")
    from kit.people.contacts.talk import ask_contact

    try:
        return ask_contact(ctx, said, whole_book(ctx))
    except KeyboardInterrupt:
        ctx.err.say("contacts.add-left")
        raise


def _more(
    contact: Contact, posts: list[str], numbers: list[str], standins: list[str], aliases: list[str]
) -> Fields:
    """What the contact has, and what is added behind it; a number that is there already is read
    anew (its kind, its hours)."""
    channels = [*contact.channels]
    for text in numbers:
        new = acts.read_channel(text)
        at = next((i for i, c in enumerate(channels) if same_number(c.number, new.number)), None)
        if at is None:
            channels.append(new)
        else:
            channels[at] = acts.again(channels[at], new)
    return Fields(
        posts=[*contact.posts, *posts],
        channels=channels,
        standins=[*contact.standins, *(each for each in standins if each != contact.id)],
        aliases=[*contact.aliases, *aliases],
    )


def _set_up_elsewhere(ctx: Context, contact: Contact, text: str) -> None:
    """Raises ``Refused`` for what ``kit setup`` says of the contact: dropped here it would stand
    there again at once."""
    wanted = text.strip().casefold()
    for post, role in set_up(ctx).items():
        own = own_channels(role)
        if post not in contact.posts or not acts.shares(own, contact.channels):
            continue
        parts = [
            part for part in ("phone", "phone2") if same_number(getattr(role, part) or "", text)
        ]
        if parts or wanted == post:
            raise Refused(
                "contact-set-up", who=named(contact), text=clean(text, 60), post=post,
                part=parts[0] if parts else "name",
            )  # fmt: skip


def _less(book: Book, contact: Contact, said: Fields, drop: list[str]) -> Fields:
    """Without what is dropped. Raises ``Refused`` where the contact has nothing of the kind."""
    for text in drop:
        wanted = text.strip().casefold()
        gone = {each.id for each in acts.meant(book, text)}
        left = Fields(
            posts=[p for p in said.posts or [] if p != wanted],
            channels=[c for c in said.channels or [] if not same_number(c.number, text)],
            standins=[s for s in said.standins or [] if s not in gone],
            aliases=[a for a in said.aliases or [] if a.casefold() != wanted],
        )
        if left == said:
            dropped = clean(text, 60)
            raise Refused("contact-drop", Exit.NOT_FOUND, who=named(contact), text=dropped)
        said = left
    return said
