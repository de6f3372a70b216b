"""A register's commands: look, or record and say what was recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from kit.ground.base.cells import hour
from kit.ground.base.clean import clean, whole
from kit.ground.base.lean import re
from kit.ground.base.named import short
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.console.options import cells
from kit.people.contacts.files.looking import looking
from kit.people.registers.command.deeds import Given, act_of, happened, verbs
from kit.people.registers.files import desk, taking_back
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts, finding
from kit.people.registers.rules.books import BOOKS, Book, stage_of, usual_end
from kit.people.registers.rules.matching import differs
from kit.people.registers.show.lines import told_apart

if TYPE_CHECKING:
    from kit.ground.journal.entry import Entry
    from kit.people.registers.files.store import Book as Opened
    from kit.people.registers.rules.state import Doc

# An hour of the clock and no day.
HOUR_ALONE = r"\d{1,2}\s*(?:[:：;.]\s*\d{2}|[点时]\s*(?:\d{1,2}分?|半|[一三123]刻)?)"


def run(
    ctx: Context,
    name: str,
    verb: str,
    words: list[str],
    given: Given,
    more: Mapping[str, object] | None = None,
) -> None:
    """``kit callback|complaint|order|caller|property VERB …``. ``more``: what a room above adds to
    a list's object. Raises ``Refused``."""
    book = BOOKS[name]
    verb = verb or "list"
    if verb in verbs(book):
        if verb == "list":
            listed(ctx, book, " ".join(words), given, more)
        elif verb == "show":
            shown(ctx, book, " ".join(words), given)
        else:
            recorded(ctx, book, verb, words, given)
        return
    if not words and noted(ctx, name, verb):
        shown(ctx, book, verb, given)
        return
    raise Refused("value-choice", Exit.USAGE, text=verb, names=list(verbs(book)))


def open_items(ctx: Context, name: str, who: str, part: bool = True) -> list[str]:
    """Ids of what is open in a register (and meant by ``who``, where that is said; ``part``: by a
    part of its name, too)."""
    opened = ctx.of(Registers).load(name)
    if opened is None:
        return []
    register = opened.register
    docs = finding.meant(register, who, part) if who else register.open_docs()
    return [doc.id for doc in docs if doc.open]


def noted(ctx: Context, name: str, text: str, part: bool = True) -> bool:
    """Whether anything in a register is meant by this, open or over."""
    opened = ctx.of(Registers).load(name)
    return opened is not None and bool(finding.meant(opened.register, text, part))


# ---- recording ---------------------------------------------------------------------------


def recorded(ctx: Context, book: Book, verb: str, words: list[str], given: Given) -> None:
    at = happened(ctx, given)
    if verb in ("undo", "redo"):
        act: acts.Act = partial(take_back, ctx, book, verb, " ".join(words), given.reason)
    else:
        if verb == "add" and not words and not given.fields and not given.as_json:
            from kit.people.registers.talk.form import filled

            filled(ctx, book, given.fields)
        _complete(ctx, book, verb, " ".join(words), given)
        act = act_of(ctx, book, verb, words, given, at or ctx.now().wall)
    try:
        opened, entries = desk.record(ctx, book.name, act, by=given.by, at=at)
    except Refused as refused:
        if given.redact and refused.code == "register-which":
            ids = [str(name).partition(" ")[0] for name in refused.fill["names"]]  # type: ignore[attr-defined]
            raise Refused(refused.code, refused.exit, **{**refused.fill, "names": ids}) from None
        raise
    if given.redact:
        ctx = looking(ctx, True)
        opened, entries = seen(ctx, opened, entries)
    said(ctx, opened, entries, given.as_json)
    if verb == "add":
        whose(ctx, book, opened, entries)
        rolled(ctx, book, opened, entries, given.due)
    _beside(ctx, book, verb, opened, entries)
    if book.name == "property" and not given.as_json:
        if verb == "notice":
            _notice(ctx, opened, entries)
        elif verb == "add":
            _alike(ctx, opened, entries)


def _beside(
    ctx: Context, book: Book, verb: str, opened: Opened, entries: list[Entry]
) -> None:
    """What is odd about a stage that was recorded: without the one before it, a detail that is not
    the one withheld, another count than the last."""
    found = stage_of(book, verb) or (usual_end(book) if verb == "done" else None)
    docs = [opened.register.docs.get(getattr(each.event, "id", "")) for each in entries]
    doc = docs[0] if docs else None
    if found is None or doc is None:
        return
    lang, id_ = ctx.me.lang, short(doc.id)
    lacks = acts.unusual(doc, found)
    if lacks:
        names = [ctx.err.word(f"register.stage-{name}") for name in lacks]
        before = stage_of(book, lacks[0])
        how = f"kit {book.name} {before.verb if before else 'note'} {id_}"
        over = f"kit {book.name} undo"
        key, how = ("without", how) if doc.open else ("without-over", over)
        ctx.err.say(f"register.{key}", names=names, how=how)
    if found.name == "effect-seen" and doc.get("effect") == "no":
        ctx.err.say("register.no-effect", how=f"kit {book.name} add")
    if "proof" in found.needs and differs(doc.get("detail"), doc.get("proof")):
        ctx.err.say("register.proof-differs", how=f"kit {book.name} undo")
        ctx.err.lines(told_apart(doc, doc.get("proof"), lang))
    counts = [doc.get("contents"), *(step.contents for step in doc.steps if step.contents)]
    if found.name == "counted" and counts[-1] != counts[-2:][0]:
        ctx.err.say("register.count-differs", text=clean(counts[-2], 500))


def _alike(ctx: Context, opened: Opened, entries: list[Entry]) -> None:
    """What was found that may be what was reported lost, and the other way round."""
    from kit.people.registers.rules.matching import alike
    from kit.people.registers.show.lines import doc_line

    now, lang = ctx.now().wall, ctx.me.lang
    for entry in entries:
        doc = opened.register.docs.get(getattr(entry.event, "id", ""))
        for other in alike(opened.register, doc) if doc is not None else []:
            line = doc_line(other, opened.register, now, lang, cells(ctx))
            ctx.err.say("register.may-be", text=line)


def _complete(ctx: Context, book: Book, verb: str, who: str, given: Given) -> None:
    """What a stage needs and was not typed is asked for at a terminal."""
    found = stage_of(book, verb) or (usual_end(book) if verb == "done" else None)
    opened = ctx.of(Registers).load(book.name)
    if found is None or opened is None or not who or given.as_json:
        return
    docs = finding.meant(opened.register, who)
    if len(docs) == 1 and docs[0].open and not (found.note and given.reason):
        from kit.people.registers.talk.form import completed

        given.reason = given.reason or completed(ctx, book, docs[0], found, given.fields)


def _notice(ctx: Context, opened: Opened, entries: list[Entry]) -> None:
    """The text to be put up, in this place's name."""
    from kit.people.registers.show.notice import notice

    place, lang = desk.site(ctx), ctx.me.lang
    named = place.named(lang) if place is not None else ""
    address = place.fact("address", lang) if place is not None else ""
    phone = place.fact("phone", lang) if place is not None else ""
    where = "  ".join(part for part in (named, address) if part)
    for entry in entries:
        doc = opened.register.docs.get(getattr(entry.event, "id", ""))
        if doc is not None:
            ctx.out.lines(notice(doc, entry.at, where, phone, lang))


def take_back(
    ctx: Context, book: Book, verb: str, named: str, reason: str, draft: acts.Draft
) -> None:
    opened = ctx.of(Registers).load(book.name)
    if opened is None:
        raise Refused("nothing-to-undo", Exit.NOT_FOUND)
    laptop = ctx.of(Registers).recorder.laptop
    if verb == "undo":
        gone = taking_back.undo(opened, laptop, named, whole(reason, 500))
    else:
        gone = taking_back.redo(opened, laptop, named)
    acts.takes_back(draft, _spoken_of(opened, gone.ids, draft.by))
    draft.add(gone)


def _spoken_of(opened: Opened, ids: list[str], by: str) -> list[Doc]:
    """The things that entries are about; but for somebody's own statements."""
    known = {*ids}
    found = [e for e in opened.entries if e.id in known]
    theirs = [e for e in found if not (e.kind == "noted" and e.by == by)]
    docs = (opened.register.docs.get(getattr(e.event, "id", "")) for e in theirs)
    return [doc for doc in docs if doc is not None]


def said(ctx: Context, opened: Opened, entries: list[Entry], as_json: bool) -> None:
    """What was recorded: a line an entry, or one object with the thing as it stands now."""
    now = ctx.now().wall
    if as_json:
        from kit.ground.journal.as_json import entry_json
        from kit.people.registers.show.as_json import doc_json

        ids = dict.fromkeys(getattr(entry.event, "id", "") for entry in entries)
        docs = opened.register.docs
        ctx.out.json(
            {
                "entries": [entry_json(entry) for entry in entries],
                "items": [doc_json(docs[i], opened.ref, now) for i in ids if i in docs],
            }
        )
        return
    from kit.people.registers.show.lines import entry_line

    for entry in entries:
        ctx.out.line(entry_line(opened.register, opened.entries, entry, now, ctx.me.lang))
    if any(entry.kind == "clock-set" for entry in entries):
        ctx.err.say("warnings.clock-check")


def whose(ctx: Context, book: Book, opened: Opened, entries: list[Entry]) -> None:
    """Of which incident something was noted just now, and how that is changed; which time of it was
    not read, and what it may mean; that it is real, while a drill is on."""
    from kit.people.registers.files.promised import perhaps

    for entry in entries:
        doc = opened.register.docs.get(getattr(entry.event, "id", ""))
        if doc is not None and doc.incident:
            how = f"kit {book.name} edit {doc.id[-4:]} --outside"
            ctx.err.say("register.of-incident", ref=doc.incident, how=how)
        if doc is not None and doc.unread:
            how = f"kit callback edit {doc.id[-4:]} --due"
            ctx.err.say("sheet.unread-command", text=clean(doc.unread, 100), how=how)
            meant = perhaps(ctx, doc.unread, doc.at)
            if meant is not None:
                names = [f"{at:%Y-%m-%d} {hour(at)}" for at in meant.times]
                ctx.err.say("sheet.unread-perhaps", names=names)
        if doc is not None and not doc.drill and desk.drilling(ctx):
            ctx.err.say("register.real-in-drill")


def rolled(ctx: Context, book: Book, opened: Opened, entries: list[Entry], typed: str) -> None:
    """An hour without a day that is over today was taken for the next day's: that is said."""
    if not re.fullmatch(HOUR_ALONE, typed.strip()):
        return
    for entry in entries:
        doc = opened.register.docs.get(getattr(entry.event, "id", ""))
        if doc is not None and doc.due is not None and doc.due.date() > doc.at.date():
            how = f"kit {book.name} edit {short(doc.id)} --due"
            text, at = clean(typed, 40), f"{doc.due:%m-%d %H:%M}"
            ctx.err.say("register.next-day", text=text, at=at, how=how)


# ---- looking -----------------------------------------------------------------------------


def seen(ctx: Context, opened: Opened, entries: list[Entry]) -> tuple[Opened, list[Entry]]:
    """A register and entries of it as ``ctx`` looks at them."""
    ids, found = {entry.id for entry in entries}, ctx.of(Registers).load(opened.ref)
    assert found is not None  # it was read just now
    return found, [entry for entry in found.entries if entry.id in ids]


def found_docs(ctx: Context, book: Book, text: str, every: bool, now: datetime) -> list[Doc]:
    """Those that are open (``every``: all), what is due first on top; with ``text`` those that it
    finds, open or not."""
    from kit.people.registers.files.query import ask

    opened = ctx.of(Registers).load(book.name)
    if opened is None:
        return []
    return ask(opened.register, book, text, every, now)


def _over(ctx: Context, book: Book) -> int:
    """How many of a register are over."""
    opened = ctx.of(Registers).load(book.name)
    return sum(not doc.open for doc in opened.register.docs.values()) if opened else 0


def listed(
    ctx: Context,
    book: Book,
    text: str,
    given: Given,
    more: Mapping[str, object] | None = None,
    without: str = "",
) -> None:
    """``without``: the incident whose things stand elsewhere already."""
    now = ctx.now().wall
    docs = found_docs(ctx, book, text, given.every, now)
    docs = [doc for doc in docs if not without or doc.incident != without]
    look = looking(ctx, given.redact)
    opened = look.of(Registers).load(book.name) if docs else None
    if opened is not None:
        docs = [opened.register.docs[doc.id] for doc in docs]
    if given.as_json:
        from kit.people.registers.show.as_json import doc_json

        items = [doc_json(doc, book.name, now) for doc in docs]
        ctx.out.json({"register": book.name, "items": items, **(more or {})})
        return
    if opened is None:
        named, over = ctx.err.word(f"register.{book.name}"), _over(ctx, book)
        if over and not text and not given.every:
            ctx.err.say("register.none-open", book=named, n=over)
        else:
            ctx.err.say("register.none", book=named)
        return
    from kit.people.registers.show.lines import doc_line

    for doc in docs:
        ctx.out.line(doc_line(doc, opened.register, now, ctx.me.lang, cells(ctx)))


def shown(ctx: Context, book: Book, text: str, given: Given) -> None:
    opened = ctx.of(Registers).load(book.name)
    if not text:
        raise Refused("register-id", Exit.USAGE, how=f"kit {book.name} show ID")
    if opened is None:
        raise Refused("register-unknown", Exit.NOT_FOUND, id=clean(text, 60))
    real, now = opened.register, ctx.now().wall
    opened = looking(ctx, given.redact).of(Registers).load(book.name) or opened
    doc = opened.register.docs[finding.find(real, text, opened.register).id]
    secrets = given.secrets and not given.redact
    if given.as_json:
        from kit.people.registers.show.as_json import doc_json

        ctx.out.json({"items": [doc_json(doc, book.name, now, secrets)]})
        return
    from kit.people.registers.show.lines import doc_lines

    lang = ctx.me.lang
    for line in doc_lines(doc, opened.register, opened.entries, now, lang, secrets):
        ctx.out.line(line)
