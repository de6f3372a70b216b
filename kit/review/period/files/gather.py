"""Everything that a period's page says, read from this home."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import msgspec

from kit.ground.base.months import month_of
from kit.ground.base.named import short
from kit.ground.console.context import Context
from kit.incidents.incident.files import improving
from kit.incidents.incident.files.callers import taken_by
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.callers import counts
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.tracked import Tracked, tracked
from kit.people.contacts.command import at_site
from kit.people.registers.files.store import Registers
from kit.people.registers.files.tallies import within
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.due import due_of
from kit.people.registers.rules.reading import title
from kit.people.registers.rules.tally import Tally
from kit.review.archive.files.totals_by_month import TotalsByMonth
from kit.review.archive.rules.digest import Digest
from kit.review.archive.rules.owing import Improving, Owing
from kit.review.archive.rules.totals import Totals, Week, totals_of, united
from kit.review.period.files.callers import beyond, counted, row
from kit.review.period.files.filed import last_filed
from kit.review.period.rules.filing import Filed, changed_since
from kit.review.period.rules.period import Open, Period
from kit.review.period.rules.ranges import Filters, Range
from kit.review.period.rules.runs import BEFORE, QUARTER

LISTED = 200  # incidents that a page tells one by one


def gathered(ctx: Context, range_: Range, filters: Filters) -> Period:
    """The page's numbers. An incident counts by its opening, once it was closed."""
    store = ctx.of(Store)
    kept = TotalsByMonth(store)
    refs: set[str] | None = None
    one_name = at_site.one_name(ctx.bare) or str
    mine: list[Digest] | None = None
    if range_.whole and not filters.any:
        months = list(kept.opened(*range_.months()).items())
        weeks = _weeks(kept, range_, months)
    else:
        there = [d for d in kept.each(*range_.months()) if filters.take(d, one_name)]
        mine = [digest for digest in there if range_.covers(digest.opened.date())]
        refs = {digest.ref for digest in mine} if filters.any else None
        months = [(month, kept.seen(each)) for month, each in _by_month(mine).items()]
        if filters.any:  # what is kept of whole months tells of no part of them
            before = [d for d in kept.each(*_before(range_)) if filters.take(d, one_name)]
            weeks = totals_of([*before, *there]).weeks
        else:
            weeks = _weeks(kept, range_, list(kept.opened(*range_.months()).items()))
    months = [
        (month, msgspec.structs.replace(each, leaders=united(each.leaders, one_name)))
        for month, each in months
    ]
    total = Totals()
    for _, totals in months:
        total.add(totals)
    total.sort()
    more = beyond(ctx, kept, range_.covers, refs)
    entered = sum(one.settled == "entered" for one in more)
    months = [
        (month, counted(each, [one for one in more if one.month == month]))
        for month, each in months
    ]
    total = counted(total, more)
    total.sort()
    each: list[Digest] = []
    runs = total.incidents.runs + total.drills.runs + total.checks.runs + total.withdrawn
    if 0 < runs <= LISTED:
        if mine is None:
            mine = kept.each(*range_.months())
        each = kept.shown(mine)
    period = Period(
        range_,
        ctx.now().wall,
        months,
        total,
        kept.still_open(),
        filters if ctx.veil is None else ctx.veil.over(filters),
        [] if filters.any else _registers(ctx, range_, row(total, entered)),
        each,
        weeks,
        [] if filters.any else owed_now(ctx, kept),
        entered=entered,
        owed=_owed_by(ctx, kept),
        unread=store.closed_unread[:6],
    )
    kept.save()
    return period if filters.any else _since_filed(ctx, period)


def _registers(ctx: Context, range_: Range, callers: Tally) -> list[Tally]:
    """What each register received, the callers of incidents' logs among those of the sheet."""
    found = within(ctx, range_.start, range_.end)
    others = [each for each in found if each.register != callers.register]
    return [callers, *others] if callers.received else others


def _owed_by(ctx: Context, kept: TotalsByMonth) -> dict[str, int]:
    """By closed incident how many of its customers are owed a call now."""
    owed = {one.ref: len(one.owing) for one in kept.owing()}
    for ref, backs in taken_by(ctx).items():
        owed[ref] = owed.get(ref, 0) + counts(backs).owed
    return owed


def _since_filed(ctx: Context, period: Period) -> Period:
    filed: Filed | None = last_filed(ctx, period.name)
    if filed is None:
        return period
    changes = list(changed_since(filed, period))
    return msgspec.structs.replace(period, filed=filed.at, filed_by=filed.by, changed=changes)


def _by_month(digests: Iterable[Digest]) -> dict[str, Totals]:
    months: dict[str, list[Digest]] = {}
    for digest in digests:
        months.setdefault(month_of(digest.opened), []).append(digest)
    return {month: totals_of(each) for month, each in sorted(months.items())}


def _before(range_: Range) -> list[str]:
    """The months before it that charts compare it with."""
    if range_.sort == "year":
        return []
    since = range_.start - timedelta(weeks=BEFORE + QUARTER)
    before = Range("span", "", since, range_.start)
    return [month for month in before.months() if month < month_of(range_.start)]


def _weeks(
    kept: TotalsByMonth, range_: Range, months: list[tuple[str, Totals]]
) -> dict[str, Week]:
    earlier = _before(range_)
    out: dict[str, Week] = {}
    for totals in [*(kept.opened(*earlier).values() if earlier else ()), *(t for _, t in months)]:
        for name, week in totals.weeks.items():
            out.setdefault(name, Week()).add(week)
    return out


def owed_now(ctx: Context, kept: TotalsByMonth) -> list[Open]:
    """What is open at this moment, whenever it began: incidents, promises made in incidents, and
    whatever stands in a register; what was due first on top."""
    store, now = ctx.of(Store), ctx.now().wall
    out: list[Open] = []
    logs = store.open_logs()
    for log in logs:
        incident = log.incident
        if incident.is_drill:
            continue
        if incident.opened is not None:
            what, since = incident.title or _called(incident, ctx.me.lang), incident.opened
            out.append(Open("incident", log.ref, "", what, incident.by, since))
        out += [_call(log.ref, back) for back in incident.owed()]
    for action in tracked({log.ref: log.incident for log in logs}, improving.register(ctx)):
        if action.ended is None:
            out.append(_action(action.incident, action, now))
    for one in kept.owing():
        out += [_call(one.ref, back) for back in one.owing if not one.practice]
        out += [_action(one.ref, action, now) for action in one.improving]
    for register in ctx.of(Registers).open_ones():
        for doc in register.docs.values():
            if not doc.drill and register.name in BOOKS and not BOOKS[register.name].by_day:
                due = due_of(doc, BOOKS[register.name], now)
                what, at = title(doc, register.name, ctx.me.lang), due.at if due else None
                id_, about = short(doc.id), doc.incident
                what = what.removeprefix(id_).strip()  # it has a column of its own
                out.append(Open(register.name, id_, about, what, doc.owner, doc.at, at))
    far = now + timedelta(days=30_000)
    return sorted(out, key=lambda one: (one.due or far, one.since, one.id, one.about))


def _called(incident: Incident, lang: str) -> str:
    return incident.checklist.title.get(lang) if incident.plans else incident.type


def _call(ref: str, back: Callback | Owing) -> Open:
    return Open("callback", back.id, ref, back.name, "", back.at, back.promised)


def _action(ref: str, action: Tracked | Improving, now: datetime) -> Open:
    end = _end_of(action.day, now)
    what, who, done = action.measure, action.owner, action.done
    return Open("action", action.id, ref, what, who, action.at, end, done=done)


def _end_of(day: date | None, now: datetime) -> datetime | None:
    """What is due by a day is late on the next."""
    return datetime.combine(day, time(23, 59, 59), now.tzinfo) if day is not None else None

