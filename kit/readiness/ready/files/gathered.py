"""Every line of the board as it is now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.plans.checklists.files import Checklists, mark_of, printed
from kit.readiness.ready.rules import board
from kit.readiness.ready.rules.board import DutyFact, Told

if TYPE_CHECKING:
    from kit.ground.console.context import Context

SEAT = "seat"  # the group of spare seats, backup lines and sites
DOCTORS = ("space", "clock", "battery", "contacts", "phones", "checklists", "setup", "backup")


def told(ctx: Context) -> list[Told]:
    """The lines that are ready's own; the doctor's stand beside them (``doctors``)."""
    today = ctx.now().wall.date()
    lines: list[tuple[str, Callable[[Context, date], Told]]] = [
        ("duties", _duties), ("supplies", _supplies), ("seats", _seats), ("ups", _ups),
        ("first-aid", _first_aid), ("training", _training), ("drills", _drills),
        ("reviews", _reviews), ("actions", _actions), ("lists", _lists), ("cards", _cards),
        ("days", _days),
    ]  # fmt: skip
    plans = _plans(ctx)
    return [board.of_plans(_one(ctx, today, name, line), plans) for name, line in lines]


def _plans(ctx: Context) -> list[str]:
    """Those that the site in use follows."""
    from kit.people.registers.files import desk

    place = desk.site(ctx)
    return place.plans if place is not None else []


def _one(ctx: Context, today: date, name: str, line: Callable[[Context, date], Told]) -> Told:
    try:
        return line(ctx, today)
    except Refused as refused:
        why = ctx.out.word(f"refused.{refused.code}", **refused.fill)
    except OSError as error:
        why = error.strerror or str(error)
    return Told(name, "bad", "unread", {"why": clean(why, 200)}, how="kit verify")


def _duties(ctx: Context, today: date) -> Told:
    from kit.readiness.duties.files.duties import at_site, standing
    from kit.readiness.duties.show.page import said

    place = at_site(ctx)
    found = [each.duty for each in standing(ctx) if each.duty.state != "dropped"]
    late = [
        DutyFact((said(d, place, "zh"), said(d, place, "en")), d.due, d.state == "new",
                 d.cites[0] if d.cites else "")
        for d in found if d.state in ("overdue", "new")
    ]  # fmt: skip
    return board.duties(late, len(found))


def _supplies(ctx: Context, today: date) -> Told:
    from kit.readiness.supplies.files.kept import supplies
    from kit.readiness.supplies.rules.stock import share

    found = [one for one in supplies(ctx) if one.doc.get("group") != SEAT]
    red = [one for one in found if one.red]
    days = [one.checked.at.date() for one in red if one.checked is not None]
    names, new = ([clean(one.doc.get("thing"), 60) for one in each]
                  for each in (red, [one for one in found if one.new]))  # fmt: skip
    oldest = min(days, default=None)
    return board.supplies(names, len(found), share(found, today).permille, oldest, new)


def _seats(ctx: Context, today: date) -> Told:
    from kit.readiness.supplies.files.kept import asked, supplies

    found = [one for one in supplies(ctx) if one.doc.get("group") == SEAT]
    wanted = [thing.cites[0] for thing in asked(ctx) if thing.group == SEAT]
    bad = [one for one in found if one.red]
    old = [one for one in found if "old" in one.flaws]
    days = [one.checked.at.date() for one in bad or old if one.checked is not None]
    untried = [one for one in found if one.new]
    red, late, every, new = ([clean(one.doc.get("thing"), 60) for one in each]
                             for each in (bad, old, found, untried))  # fmt: skip
    return board.seats(red, late, every, next(iter(wanted), ""), min(days, default=None), new)


def _reviews(ctx: Context, today: date) -> Told:
    from kit.incidents.incident.files.store import Store
    from kit.readiness.ready.files.unreviewed import unreviewed

    return board.reviews(unreviewed(ctx.of(Store), today), _plans(ctx), today)


def _ups(ctx: Context, today: date) -> Told:
    from kit.readiness.supplies.files.kept import units

    found = units(ctx)
    short = [clean(doc.get("thing") or doc.id, 60) for doc, one in found if one.enough is False]
    unknown = [one for _, one in found if one.enough is None]
    tests = [one.tested.at.date() for _, one in found if one.tested is not None]
    return board.ups(short, len(unknown), len(found), min(tests, default=None))


def _first_aid(ctx: Context, today: date) -> Told:
    from kit.people.registers.files import desk
    from kit.readiness.training import files
    from kit.readiness.training.rules.matrix import matrix

    place = desk.site(ctx)
    kinds = place.kinds() if place is not None else []
    topics = [topic for topic in files.topics(ctx.home) if topic.id == "first-aid"]
    names = desk.one_name(ctx, place)
    marks = matrix(files.people(ctx), topics, files.sessions(ctx), today, kinds, names)
    people = {mark.who for mark in marks}
    trained = {
        m.who for m in marks if m.topic == "first-aid" and m.state in ("held", "due")
    }  # fmt: skip
    return board.first_aid(len(trained), len(people))


def _training(ctx: Context, today: date) -> Told:
    from kit.people.registers.files import desk
    from kit.readiness.training import files
    from kit.readiness.training.rules.matrix import matrix, wanting

    place = desk.site(ctx)
    kinds = place.kinds() if place is not None else []
    topics = files.topics(ctx.home)
    names = desk.one_name(ctx, place)
    marks = matrix(files.people(ctx), topics, files.sessions(ctx), today, kinds, names)
    states = [mark.state for mark in wanting(marks)]
    return board.training(states.count("never"), states.count("overdue"), states.count("due"))


def _drills(ctx: Context, today: date) -> Told:
    from kit.incidents.incident.files.store import Store
    from kit.readiness.drills.files.store import Drills
    from kit.review.archive.files.totals_by_month import TotalsByMonth

    ended, unfinished = [], []
    for book in ctx.of(Drills).all():
        drill = book.state
        if drill.ended is not None:
            ended.append(drill.ended.date())
            if drill.completed is None and drill.why != "real":
                unfinished.append(book.ref)
    years = (str(today.year - 1), str(today.year))
    for month, totals in TotalsByMonth(ctx.of(Store)).opened(*years).items():
        if totals.drills.runs:  # drills that were only started with --drill: their month is known
            last = _last_drill(ctx, month)
            ended += [last] if last is not None else []
    return board.drills(max(ended, default=None), unfinished, today)


def _last_drill(ctx: Context, month: str) -> date | None:
    from kit.incidents.incident.files.store import Store
    from kit.review.archive.files.totals_by_month import TotalsByMonth

    days = [d.opened.date() for d in TotalsByMonth(ctx.of(Store)).each(month) if d.drill]
    return max(days, default=None)


def _actions(ctx: Context, today: date) -> Told:
    from kit.incidents.incident.files.improving import red

    late, waiting = red(ctx)
    return board.actions(late, waiting)


def _lists(ctx: Context, today: date) -> Told:
    from kit.readiness.editions.files.editions import all_of

    found = all_of(ctx)
    unapproved = [one.type for one in found if one.state in ("draft", "changed")]
    expired = [one.type for one in found if one.state == "expired"]
    red = [one.type for one in found if one.open]
    behind = [one.type for one in found if one.state == "behind"]
    named = partial(ctx.of(Checklists).named, lang=ctx.me.lang)
    return board.lists(unapproved, expired, red, behind, named)


def _cards(ctx: Context, today: date) -> Told:
    now = {type_: mark_of(path) for type_, path in ctx.of(Checklists).files().items()}
    return board.cards(printed(ctx.home), now, partial(ctx.of(Checklists).named, lang=ctx.me.lang))


def _days(ctx: Context, today: date) -> Told:
    from kit.readiness.doctor.files.look_days import days

    found = days(ctx)
    wanted = [today.year, *([today.year + 1] if today.month == 12 else [])]
    missing = [year for year in wanted if year not in found.entered]
    return board.working_days(missing, today, found.counts)
