"""Handing over and taking over, on the disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from kit.ground.base.named import short
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.urgency import life_open
from kit.incidents.incident.show.step_lines import step_text
from kit.people.registers.files import desk as registers_desk
from kit.people.registers.files.store import Book as Registered
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts as registers
from kit.shifts.handover.rules.sheet import Orphan
from kit.shifts.shift.files import desk
from kit.shifts.shift.files.chain import should_be
from kit.shifts.shift.files.store import Book
from kit.shifts.shift.rules import acts, handing


def begin(ctx: Context, book: Book, to: str = "") -> list[Entry]:
    """Begin the hand-over, or go on with it; nothing is noted where nothing is new."""
    return desk.record(ctx, book, partial(handing.begin, to=to))


def judge(
    ctx: Context, book: Book, text: str, outlook: Mapping[str, str], by: str = ""
) -> list[Entry]:
    """Judge the open incident that ``text`` names. Raises ``Refused``."""
    log = ctx.of(Store).pick(text)
    if log.incident.closed is not None:
        raise Refused("closed", ref=log.ref)
    return desk.record(ctx, book, partial(handing.judge, ref=log.ref, outlook=outlook), by=by)


def critical(ctx: Context, book: Book) -> list[str]:
    """The open steps on which a life hangs, each with its incident; of incidents led here."""
    lang = ctx.me.lang
    return [
        f"{log.ref} {step_text(log.incident, view, lang)}"
        for log in ctx.of(Store).open_logs()
        if log.incident.is_drill == book.shift.drill and not led_by(log)
        for view in life_open(log.incident)
    ]


def wanting(ctx: Context, book: Book) -> list[str]:
    """The steps for which somebody above has to agree, and nobody did; asked before anybody counts
    or says anything back. Raises ``Refused`` where no hand-over was begun."""
    now = book.shift.handing
    if now is None:
        raise Refused("handover-none")
    return [] if now.agreed else critical(ctx, book)


def agree(ctx: Context, book: Book, who: str, reason: str) -> list[Entry]:
    """Somebody above agrees, and nothing else is said yet. Raises ``Refused``."""
    return desk.record(ctx, book, partial(handing.agree, who=who, reason=reason))


def accept(
    ctx: Context,
    book: Book,
    who: str,
    said: Sequence[str] = (),
    counts: Mapping[str, int] | None = None,
    agreed: tuple[str, str] | None = None,
) -> tuple[list[Entry], Book]:
    """Count, say back and sign, in one act; the next shift begins with it, led by who signed. The
    entries of the shift that ends, and the one that begins. ``agreed``: who above did, and why.
    Raises ``Refused``; then nothing was recorded."""
    cut, open_steps = desk.cut_of(ctx, book), critical(ctx, book)
    should = {thing: should_be(ctx, book, thing) for thing in counts or {}}

    def act(draft: acts.Draft) -> None:
        if agreed is not None:
            handing.agree(draft, *agreed)
        for thing, found in (counts or {}).items():
            acts.count(draft, thing, found, should[thing])
        if said:
            handing.say_back(draft, said)
        handing.accept(draft, who, cut, desk.laptop(ctx), open_steps)

    made = desk.record(ctx, book, act, by=ctx.given or who)
    every = book.shift.every
    asked = (partial(acts.want_figures, minutes=every), None) if every else None
    fresh, _ = desk.begin(ctx, who, team=book.shift.team, follows=book.ref, then=asked)
    return made, fresh


def owner_in(text: str) -> str:
    """The name in ``ID=NAME``; "" for none."""
    return text.replace("＝", "=").partition("=")[2].strip()


def owners(texts: Sequence[str], orphans: Sequence[Orphan]) -> dict[str, str]:
    """Ids of things to the names of whom they go to, from ``ID=NAME``; an id by its end. Raises
    ``Refused``."""
    ids = [one.what.doc.id for one in orphans if one.what is not None]
    out = {}
    for text in texts:
        which, name = text.replace("＝", "=").partition("=")[0], owner_in(text)
        end = which.strip().upper()
        found = [id_ for id_ in ids if end and id_.upper().endswith(end)]
        if len(found) != 1 or not name:
            names = [short(id_) for id_ in ids]
            raise Refused("owner-text", Exit.USAGE, text=text, names=names)
        out[found[0]] = name
    return out


def pass_on(
    ctx: Context, orphans: Sequence[Orphan], to: str, others: Mapping[str, str]
) -> list[tuple[Registered, list[Entry]]]:
    """What was in the hands of those who go home gets its next owner: ``others`` by id, the rest
    goes to whoever took over. What is refused (about whom a complaint is does not handle it) stays
    with its owner, and is said. Registers with what was recorded in each."""
    out = []
    for one in orphans:
        if one.what is None:
            continue
        doc = one.what.doc
        act = partial(registers.hand, text=doc.id, owner=others.get(doc.id, to))
        try:
            by = ctx.given or to
            out.append(registers_desk.record(ctx, one.what.register.name, act, by=by))
        except Refused as refused:
            ctx.of(Registers).warnings.append((refused.code, {**refused.fill}))
    return out


def counted(texts: Sequence[str]) -> dict[str, int]:
    """Counts as they are typed: ``radios=8``. Raises ``Refused``."""
    out = {}
    for text in texts:
        thing, _, number = text.replace("＝", "=").rpartition("=")
        if not thing.strip() or not number.strip().isdecimal():
            raise Refused("figure-text", Exit.USAGE, text=text)
        out[thing.strip()] = int(number)
    return out
