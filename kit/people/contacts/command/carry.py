"""``kit contact import`` and ``export``: from and to telephones and sheets."""

from __future__ import annotations

import os
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import by_option, force_option, json_option, redact_option
from kit.people.contacts import show as pages
from kit.people.contacts.command.namesakes import settle_namesakes
from kit.people.contacts.command.shared import (
    fresh_id,
    record,
    titles,
    whole_book,
)
from kit.people.contacts.files.foreign import read_foreign
from kit.people.contacts.files.looking import looking
from kit.people.contacts.files.store import ContactStore
from kit.people.contacts.rules import acts
from kit.people.contacts.rules.book import Draft
from kit.people.contacts.rules.card import Bad, Card, ReadFile
from kit.people.contacts.rules.doubts import doubt
from kit.people.contacts.rules.exports import rows, vcards
from kit.people.contacts.rules.merging import Change, added_to, changes
from kit.plans.sites.files import Sites

HEADS = ("name", "org", "posts", "aliases", "note")


def register(group: typer.Typer, ctx: Context, how: dict[str, Any]) -> None:
    @group.command("import", help=ctx.out.word("help.contact-import"), **how)
    def import_(
        path: str = typer.Argument(
            ..., metavar="FILE", help=ctx.out.word("help.contact-import-file")
        ),
        yes: bool = typer.Option(False, "--yes", help=ctx.out.word("help.contact-import-yes")),
        by: str = by_option(ctx),
        as_json: bool = json_option(ctx),
    ) -> None:
        bring(ctx, path, yes, by, as_json)

    @group.command("export", help=ctx.out.word("help.contact-export"), **how)
    def export(
        path: str = typer.Argument(
            ..., metavar="FILE", help=ctx.out.word("help.contact-export-file")
        ),
        force: bool = force_option(ctx),
        redact: bool = redact_option(ctx),
    ) -> None:
        from kit.ground.machine.output import face_of, write_file

        face = face_of(path, ("vcf", "csv"), force)
        found = whole_book(looking(ctx, redact)).here()
        if face == "vcf":
            made = vcards(found, titles(ctx)).encode("utf-8", "replace")
        else:
            many = max([2, *(len(each.channels) for each in found)])
            heads = [ctx.out.word(f"contacts.head-{name}") for name in HEADS]
            heads += [f"{ctx.out.word('contacts.head-number')}{n + 1}" for n in range(many)]
            made = rows(found, heads, titles(ctx), many).encode("utf-8-sig", "replace")
        where = write_file(path, made)
        ctx.out.say("contacts.exported", n=len(found), path=clean(where, 400))
        ctx.flush_warnings()


def named_posts(ctx: Context) -> dict[str, str]:
    """Ids of this site's posts by id and by title in either language, in lower case."""
    profile = ctx.of(Sites).readable(ctx.me.profile)
    out: dict[str, str] = {}
    for id_, role in profile.roles.items() if profile is not None else ():
        title: Text = role.title
        for name in (title.zh, title.en, id_):
            if name:
                out[name.casefold()] = id_
    return out


def bring(ctx: Context, path: str, yes: bool, by: str, as_json: bool) -> None:
    """Read the file, show what it would change, and record that when somebody says so."""
    from kit.ground.terminal.ask import terminal

    read = read_foreign(path)
    found = changes(ctx.of(ContactStore).book(), read.cards, named_posts(ctx))
    lang = ctx.me.lang
    if not as_json:
        ctx.out.lines(preview(read, found, lang))
    wanted = [each for each in found if each.sort in ("new", "changed")]
    if not yes and not as_json and terminal():
        from kit.people.contacts.talk import settle

        wanted = settle(ctx, found)
    elif not yes:
        wanted = []
    source, before = os.path.basename(path), {*ctx.of(ContactStore).book().contacts}
    done = bool(wanted) and record(ctx, lambda draft: take(draft, found, wanted, source), by)
    if as_json:
        ctx.out.json(as_data(read, found, done, lang))
        return
    if done:
        ctx.out.say("contacts.imported", n=len(wanted))
        new = [id_ for id_ in ctx.of(ContactStore).book().contacts if id_ not in before]
        new += [each.to for each in wanted if each.to in before]
        settle_namesakes(ctx, new, by, not yes)
    elif not yes and not terminal() and any(c.sort in ("new", "changed") for c in found):
        ctx.err.say("contacts.import-how", how=f"kit contact import {clean(source, 100)} --yes")
    ctx.flush_warnings()


def take(draft: Draft, found: list[Change], wanted: list[Change], source: str) -> None:
    """Record the changes. A new contact's id is made under the lock, so that none is taken twice;
    what goes with a new one of the file is added to it."""
    ids: dict[int, str] = {}
    taken = {id(each) for each in wanted}
    for at, change in enumerate(found):
        if id(change) not in taken:
            continue
        to = change.to or ids.get(change.ahead, "")
        if change.sort == "new" or not to:
            to = fresh_id(draft.book)
            acts.add(draft, to, change.fields, source=source)
        elif to in draft.book.contacts:
            acts.edit(draft, to, added_to(draft.book.contacts[to], change.fields), source=source)
        ids[at] = to


# ---- what is said of it ----------------------------------------------------------------------


def preview(read: ReadFile, found: list[Change], lang: str) -> list[str]:
    """What is new, changed, doubtful, known, and could not be read, each named."""
    out = []
    for sort in ("new", "changed", "doubtful"):
        those = [each for each in found if each.sort == sort]
        if those:
            out.append(pages.say(lang, f"import-{sort}", n=len(those)))
            out += [f"  {change_line(each, lang)}" for each in those]
    odd = [
        (each.card, channel, why)
        for each in found
        for channel in each.card.channels
        if each.sort != "same" and (why := pages.doubt_text(channel, lang))
    ]
    if odd:
        out.append(pages.say(lang, "import-odd", n=len(odd)))
        out += [
            f"  {clean(card.name)}  {pages.label(channel, lang)}  {why}"
            for card, channel, why in odd[:100]
        ]
    same = sum(each.sort == "same" for each in found)
    if same:
        out.append(pages.say(lang, "import-same", n=same))
    hints = [(card, hint) for card in read.cards for hint in card.hints]
    if read.bad or hints:
        n = len(read.bad) + read.more_bad + len(hints)
        out.append(pages.say(lang, "import-bad", n=n))
        out += [f"  {bad_line(read.sort, each, lang)}" for each in read.bad]
        out += [
            f"  {place(read.sort, card, lang)}  {clean(card.name)}  "
            + pages.say(lang, f"bad-part-{read.sort}", what=clean(hint))
            for card, hint in hints[:100]
        ]
    if read.more_bad:
        out.append(pages.say(lang, "import-more-bad", n=read.more_bad))
    if read.left_out:
        out.append(pages.say(lang, "import-left-out", n=read.left_out))
    no_post = [(each.card.name, text) for each in found for text in each.no_post]
    if no_post:
        out.append(pages.say(lang, "import-no-post", n=len(no_post)))
        out += [f"  {clean(name)}  {clean(text)}" for name, text in no_post[:100]]
    if read.unused:
        names = [pages.part_name(name, lang) for name in read.unused[:40]]
        out.append(pages.say(lang, f"import-unused-{read.sort}", names=names))
    return out or [pages.say(lang, "import-nothing")]


def change_line(change: Change, lang: str) -> str:
    card = change.card
    numbers = " / ".join(pages.label(channel, lang) for channel in card.channels)
    name = clean(card.name)
    if change.sort == "changed":
        return f"{name}  + {' / '.join(clean(each) for each in change.adds)}"
    if change.sort == "doubtful":
        why = pages.say(lang, f"doubt-{change.why}")
        return f"{name}  {numbers}  ({why})"
    what = " ".join(part for part in (clean(card.org), *map(clean, card.posts)) if part)
    return "  ".join(part for part in (name, what, numbers) if part)


def bad_line(sort: str, bad: Bad, lang: str) -> str:
    parts = (place(sort, bad, lang), clean(bad.what, 80), pages.say(lang, f"bad-{bad.why}"))
    return "  ".join(part for part in parts if part)


def place(sort: str, found: Card | Bad, lang: str) -> str:
    """Where in its file something stands."""
    where = pages.say(lang, f"import-{sort}", n=found.where) if found.where else ""
    sheet = pages.say(lang, "import-sheet", name=clean(found.sheet, 60)) if found.sheet else ""
    return sheet + where


def as_data(read: ReadFile, found: list[Change], done: bool, lang: str) -> dict[str, Any]:
    return {
        "imported": done,
        "cards": [
            {
                "position": each.card.where,
                "sheet": clean(each.card.sheet, 60),
                "name": clean(each.card.name),
                "fate": each.sort,
                "contact_id": each.to,
                "channels": [
                    {"kind": c.kind, "number": clean(c.number), "doubt": doubt(c) or ""}
                    for c in each.card.channels
                ],
                "text": change_line(each, lang),
            }
            for each in found
        ],
        "unread": [
            {
                "position": each.where,
                "sheet": clean(each.sheet, 60),
                "text": bad_line(read.sort, each, lang),
            }
            for each in read.bad
        ],
        "unused": [clean(name, 60) for name in read.unused],
        "unread_count": len(read.bad) + read.more_bad,
        "left_out": read.left_out,
    }
