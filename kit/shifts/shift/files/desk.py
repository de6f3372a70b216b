"""A shift at a command's hands: which one is meant, who leads, what belongs to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from kit.ground.base.clean import whole
from kit.ground.base.months import month_of
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.machine import by as signing
from kit.ground.machine.by import instead, keep_leader
from kit.ground.machine.disk import read_laptop
from kit.people.registers.files.desk import one_name, site
from kit.shifts.shift.files.heads import heads
from kit.shifts.shift.files.store import Book, Shifts
from kit.shifts.shift.rules import acts, handing
from kit.shifts.shift.rules.cut import Belonging, span
from kit.shifts.shift.rules.state import Shift

BACK = timedelta(hours=16)  # how far an act in no shift may reach back for the shift's beginning
RECENT = 60  # shifts before and after one among which an entry's is looked for


def other_clock() -> bool:
    """Whether another clock than the system's is in use: what it stamps is a drill's."""
    return bool(os.environ.get("KIT_CLOCK"))


def laptop(ctx: Context) -> str:
    return read_laptop(os.path.join(ctx.home, "laptop"))


def on(ctx: Context, last: bool = False) -> Book | None:
    """The shift that is on here: this laptop's own before another's at the same site; ``None`` for
    none. Where several may be meant the one that began ``last``, because a note waits for no
    answer; else raises ``Refused``."""
    books = _of_this_clock(ctx)
    found = _own(ctx, books)
    if not found and books:
        place = site(ctx)
        here = place.id if place is not None else ""
        found = [book for book in books if book.shift.site == here]
    if len(found) > 1 and not last:
        names = [f"{book.ref} {book.shift.leader}" for book in found]
        raise Refused("which-shift", Exit.USAGE, names=names)
    if len(found) == 1 and laptop(ctx) in found[0].shift.laptops:
        _named_again(ctx, found[0].shift.leader)
    return found[-1] if found else None


def _named_again(ctx: Context, who: str) -> None:
    """Whoever leads signs here again, where that could not be noted when it was said."""
    if who and ctx.veil is None and not signing.leader(ctx.home):
        keep_leader(ctx.home, who)


def _of_this_clock(ctx: Context) -> list[Book]:
    """The shifts that are on; a drill's only while a drill's clock is in use."""
    return [book for book in ctx.of(Shifts).on() if book.shift.drill == other_clock()]


def _own(ctx: Context, books: list[Book]) -> list[Book]:
    found = [book for book in books if laptop(ctx) in book.shift.laptops]
    if found or not books:
        return found
    from kit.incidents.incident.files.led import ours  # a restored home had another name

    names, place = ours(ctx.home), site(ctx)  # another site's is nobody's here
    mine = [book for book in books if names & {*book.shift.laptops}]
    return [book for book in mine if place is not None and book.shift.site == place.id]


def meant(ctx: Context, text: str = "") -> Book:
    """The shift that ``text`` names, else the one that is on. Raises ``Refused``."""
    shifts = ctx.of(Shifts)
    if text:
        return shifts.load(shifts.locate(text).ref)
    book = on(ctx)
    if book is None:
        raise Refused("no-shift", Exit.NOT_FOUND)
    return book


def belonging(ctx: Context, ref: str = "") -> Belonging:
    """By the shifts around ``ref`` (of a drill: by drills' ones), else by those of late, which is
    where what is new belongs."""
    shifts = ctx.of(Shifts)
    refs = shifts.refs()
    at = refs.index(ref) if ref in refs else len(refs)
    drill = shifts.load(ref).shift.drill if ref in refs else other_clock()
    books = shifts.all(refs[max(0, at - RECENT) : at + RECENT])
    return Belonging(span(book.shift) for book in books if book.shift.drill == drill)


def known(ctx: Context, name: str) -> str:
    """A name that was typed, as this site knows that person."""
    return one_name(ctx, site(ctx))(whole(name, acts.NAME))


def titled(ctx: Context, shift: Shift) -> str:
    """What a shift's site is called here; "" where its profile is gone."""
    from kit.plans.sites.files import Sites

    try:
        return ctx.of(Sites).profile(shift.site).named(ctx.me.lang) if shift.site else ""
    except (Refused, OSError):
        return ""


def begin(
    ctx: Context,
    leader: str,
    *,
    second: str = "",
    team: str = "",
    planned: datetime | None = None,
    at: datetime | None = None,
    quiet: bool = False,
    follows: str = "",
    then: tuple[acts.Act, datetime | None] | None = None,
) -> tuple[Book, list[Entry]]:
    """Open a shift. From then on its leader is who writes here. ``then``: an act without which none
    begins, and when that happened. Raises ``Refused``, also while one of this laptop's is on."""
    shifts = ctx.of(Shifts)
    for book in _own(ctx, _of_this_clock(ctx)):
        raise Refused("shift-on", ref=book.ref, who=book.shift.leader)
    place = site(ctx)
    leader = known(ctx, leader)

    def act(draft: acts.Draft) -> None:
        draft.one_name = one_name(ctx, place)
        acts.begin(
            draft,
            draft.shift.ref,
            leader,
            second=known(ctx, second),
            site=place.id if place is not None else "",
            team=team,
            planned=planned,
            quiet=quiet,
            follows=follows,
            drill=other_clock(),
        )
        if then is not None:
            draft.at = then[1] or draft.now
            then[0](draft)

    by, random = known(ctx, ctx.given) or leader, int.from_bytes(os.urandom(3), "big")
    book, made = shifts.begin(ctx.now(), by, act, random, at)
    signs(ctx, leader, quiet)
    return book, made


def record(
    ctx: Context, book: Book, act: acts.Act, *, by: str = "", at: datetime | None = None
) -> list[Entry]:
    """Record in a shift. Raises ``Refused``."""

    def here(draft: acts.Draft) -> None:
        if other_clock() and not draft.shift.drill:
            raise Refused("clock-not-system")
        draft.one_name = names
        act(draft)

    names = one_name(ctx, site(ctx))
    who = names(whole(by or ctx.recorder, acts.NAME))
    _, made = ctx.of(Shifts).record(book.ref, ctx.now(), who, here, at)
    return made


def record_on(
    ctx: Context, act: acts.Act, *, by: str = "", at: datetime | None = None
) -> tuple[Book, list[Entry]]:
    """Record in the shift that is on; where none is, one begins by itself with what no shift has
    yet. Raises ``Refused``."""
    book = on(ctx, last=True)
    if book is None:
        who = known(ctx, by or ctx.recorder)
        since = first_in_none(ctx)
        begun = min((t for t in (since, at) if t is not None), default=None)
        book, made = begin(ctx, who, at=begun, quiet=True, then=(act, at))
        return book, made[1:]
    return book, record(ctx, book, act, by=by, at=at)


def here(ctx: Context) -> Book:
    """The shift that is on; where none is and incidents have what is in no shift yet, one begins by
    itself with it. Raises ``Refused``."""
    book = on(ctx)
    if book is not None:
        return book
    since = first_in_none(ctx)
    if since is None:
        raise Refused("no-shift", Exit.NOT_FOUND)
    return begin(ctx, ctx.by, at=since, quiet=True)[0]


def first_in_none(ctx: Context) -> datetime | None:
    """When the first of what is in no shift yet was written down, within the last hours; of open
    incidents."""
    from kit.incidents.incident.files.store import Store

    known, now = belonging(ctx), ctx.now().wall
    times = [
        entry.written
        for log in ctx.of(Store).open_logs()
        if log.incident.is_drill == other_clock()
        for entry in log.entries
        if now - BACK <= entry.written <= now
        and not known.of(log.ref, entry.journal, entry.n, entry.written)
    ]
    return min(times, default=None)


def lead(ctx: Context, book: Book, leader: str, second: str, at: datetime | None) -> list[Entry]:
    """Somebody else leads, and writes from now on."""
    leader = known(ctx, leader)
    act = partial(acts.lead, leader=leader, second=known(ctx, second))
    made = record(ctx, book, act, by=ctx.given or leader, at=at)
    signs(ctx, leader)
    return made


def signs(ctx: Context, leader: str, quiet: bool = False) -> None:
    """Entries are signed so from now on; also in open incidents in which somebody else was said to
    record at this laptop, unless the shift opened by itself."""
    if not keep_leader(ctx.home, leader):
        ctx.of(Shifts).warnings.append(("leader-not-kept", {"who": leader}))
    if quiet or not leader:
        return
    ctx.records(leader if ctx.said and instead(leader) else "")  # named by hand, whatever is set
    from kit.incidents.incident.files import desk as incidents
    from kit.incidents.incident.files.led import led_by
    from kit.incidents.incident.files.store import Store
    from kit.incidents.incident.rules.acts import record_by

    store, own = ctx.of(Store), laptop(ctx)
    for log in store.open_logs():
        if log.incident.recorders.get(own, leader) == leader or led_by(log):
            continue
        try:
            now = incidents.writing_now(ctx, log.incident)
            store.record(log, now, leader, partial(record_by, name=leader, laptop=own))
        except Refused as refused:  # whose shift it is does not hang on an incident's log
            store.warnings.append((refused.code, {**refused.fill}))


def above(ctx: Context, book: Book, who: str, signs: str = "") -> None:
    """Whether somebody may agree to a hand-over, whichever name was typed. Raises ``Refused``."""
    handing.above(book.shift, acts.person(known(ctx, who)), known(ctx, signs))


def end(ctx: Context, book: Book, reason: str = "", at: datetime | None = None) -> list[Entry]:
    """End a shift: cut every journal where it stands. Raises ``Refused``."""
    act = partial(acts.end, heads=cut_of(ctx, book), laptop=laptop(ctx), reason=reason)
    made = record(ctx, book, act, at=at)
    keep_leader(ctx.home, "")
    return made


def cut_of(ctx: Context, book: Book) -> dict[str, int]:
    """How far every journal has come that is this shift's to cut."""
    now = ctx.now().wall  # a shift may have begun by a clock that ran far ahead
    since = min(book.shift.since or now, now)
    others = frozenset(
        name
        for other in ctx.of(Shifts).on()
        if other.ref != book.ref
        for name in other.shift.laptops
        if name not in book.shift.laptops
    )
    return heads(ctx.home, month_of(since - BACK), others)


def _not_followed(ctx: Context, book: Book, ids: Sequence[str]) -> None:
    """An acceptance on which another shift rests is not taken back. Raises ``Refused``."""
    last = ("accepted", "ended")
    beside = {  # another laptop's counts, and stays
        side.id
        for one in book.shift.conflicts.values()
        for side in one.sides
        if side.id != one.counts
    }
    ends = [
        entry for entry in book.entries
        if entry.id in ids and entry.kind in last and entry.id not in beside
    ]  # fmt: skip
    if not ends:
        return
    for other in ctx.of(Shifts).all():
        if other.shift.follows == book.ref:
            raise Refused("accepted-undo", ref=other.ref, who=other.shift.leader)


def own_last(ctx: Context, book: Book) -> list[Entry]:
    """What this laptop can take back of a shift, the newest first."""
    from kit.shifts.shift.files import taking_back

    return taking_back.own_last(book, ctx.of(Shifts).recorder.laptop)


def take_back(ctx: Context, book: Book, verb: str, named: str, reason: str) -> list[Entry]:
    """``undo`` or ``redo``. Raises ``Refused``."""
    from kit.shifts.shift.files import taking_back

    own = ctx.of(Shifts).recorder.laptop

    def act(draft: acts.Draft) -> None:
        if verb == "undo":
            undone = taking_back.undo(book, own, named, whole(reason, 200))
            _not_followed(ctx, book, undone.ids)
            draft.add(undone)
        else:
            draft.add(taking_back.redo(book, own, named))

    made = record(ctx, book, act)
    if book.shift.open:
        signs(ctx, book.shift.leader)
    return made
