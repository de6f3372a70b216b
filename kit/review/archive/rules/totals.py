"""Closed incidents added up: what a review of a month or a year says, without words.

Drills and readiness checks are counted apart and never enter the incidents' totals. Everything
here can be added, so that a year is the sum of its months, to the last second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from kit.ground.base.private import Name, Plain
from kit.incidents.incident.rules.events import IN_ERROR
from kit.review.archive.rules.deadlines_kept import Kept
from kit.review.archive.rules.digest import Digest, Missed, Tally, Undone
from kit.review.archive.rules.naming import Names

TIMED = ("reported", "responded", "restored", "closed")


class Count(msgspec.Struct, omit_defaults=True):
    """People told by a deadline: ``due`` = ``in_time`` + ``brief`` (less than a minute late) +
    ``late`` + ``never``; ``worst``: the most seconds that one of them was late."""

    due: int = 0
    in_time: int = 0
    brief: int = 0
    late: int = 0
    never: int = 0
    worst: int = 0

    def take(self, kept: Kept) -> None:
        self.due += kept.due
        self.in_time += kept.in_time
        self.brief += kept.brief
        self.late += kept.late
        self.never += kept.never
        self.worst = max(self.worst, *kept.late_by, 0)

    def add(self, other: Count) -> None:
        for name in ("due", "in_time", "brief", "late", "never"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.worst = max(self.worst, other.worst)


class Share(msgspec.Struct, omit_defaults=True):
    """Runs of one sort, and the people told in them: by the deadlines of the plans (``plan``),
    by those that sites have set themselves (``site``) and by the kit's own (``ours``)."""

    runs: int = 0
    plan: Count = msgspec.field(default_factory=Count)
    site: Count = msgspec.field(default_factory=Count)
    ours: Count = msgspec.field(default_factory=Count)

    def take(self, digest: Digest) -> None:
        self.runs += 1
        for count, owner in ((self.plan, "plan"), (self.site, "site"), (self.ours, "ours")):
            kept = digest.kept.get(f"told-{owner}")
            if kept is not None:
                count.take(kept)

    @property
    def all(self) -> Count:
        """Whosesoever the deadline: what the page's headline counts."""
        out = Count()
        for count in (self.plan, self.site, self.ours):
            out.add(count)
        return out

    def add(self, other: Share) -> None:
        self.runs += other.runs
        self.plan.add(other.plan)
        self.site.add(other.site)
        self.ours.add(other.ours)


class Changed(msgspec.Struct, frozen=True):
    """What was changed in an incident after it was first filed, when and by whom."""

    ref: Plain
    at: datetime
    what: Plain
    by: Name = ""


class Week(msgspec.Struct, omit_defaults=True):
    """What was opened in one ISO week, each incident by itself: ``due`` notifications by the plans
    and how many of them ``in_time``, of those that had any; the same of promises by a time; seconds
    from the opening until superiors were told, until it was over."""

    runs: int = 0
    due: list[int] = []
    in_time: list[int] = []
    promised: list[int] = []
    promises_kept: list[int] = []
    reported: list[int] = []
    restored: list[int] = []

    def take(self, digest: Digest) -> None:
        self.runs += 1
        for row, due, in_time in (
            ("told-plan", self.due, self.in_time),
            ("promises", self.promised, self.promises_kept),
        ):
            kept = digest.kept.get(row)
            if kept is not None and kept.due:
                due.append(kept.due)
                in_time.append(kept.in_time)
        for name, times in (("reported", self.reported), ("restored", self.restored)):
            if digest.after.get(name, -1) >= 0:
                times.append(digest.after[name])

    def add(self, other: Week) -> None:
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class MissedIn(msgspec.Struct, frozen=True):
    """A deadline that was not kept, and in which incident."""

    ref: Plain
    opened: datetime
    what: Missed


class UndoneIn(msgspec.Struct, frozen=True):
    """A critical step that nobody did, and in which incident."""

    ref: Plain
    opened: datetime
    what: Undone


class Skips(msgspec.Struct, omit_defaults=True):
    """In how many incidents of one type a step was left open at the closing, or else skipped."""

    type: Plain
    names: Names = ("", "")
    skipped: int = 0
    left: int = 0


class Causes(msgspec.Struct, omit_defaults=True):
    """The incidents of one cause, the latest last, at most ``LATEST`` of them named; ``repeats`` of
    them were said to repeat an earlier one: ``again`` says which one, by the later."""

    names: Names = ("", "")
    count: int = 0
    repeats: int = 0
    refs: list[Plain] = []
    again: dict[Plain, Plain] = {}


FALSE_ALARM = "false-alarm"  # an outcome
LATEST = 12
NAMED = 60  # so many of what was missed are named; all are counted


class Totals(msgspec.Struct, omit_defaults=True):
    """Of one period. ``types``, ``sites``, ``leaders`` and ``outcomes`` are of incidents only;
    ``false_alarms`` are among these and shown apart, too: nobody knew when a call was due;
    ``names`` and ``site_names`` give their titles as the latest log has them. ``times``: seconds
    from the opening to each milestone, one for every incident that reached it after that; ``kept``:
    deadlines by row, ``missed`` the gravest that were not and ``critical`` the latest steps that
    nobody did, at most ``NAMED`` of each; ``skips`` by type and step, ``causes`` by key;
    ``weeks`` by ISO week of the opening; ``changed``: what came after the filing; ``withdrawn``:
    opened in error, and in no other number; ``unproved``, ``damaged`` and ``unknown`` count logs
    of all sorts."""

    incidents: Share = msgspec.field(default_factory=Share)
    drills: Share = msgspec.field(default_factory=Share)
    checks: Share = msgspec.field(default_factory=Share)
    false_alarms: Share = msgspec.field(default_factory=Share)
    tally: Tally = msgspec.field(default_factory=Tally)
    kept: dict[Plain, Kept] = {}
    types: dict[Plain, Share] = {}
    sites: dict[Plain, Share] = {}
    leaders: dict[Name, Share] = {}
    outcomes: dict[Plain, int] = {}
    names: dict[Plain, Names] = {}
    site_names: dict[Plain, Names] = {}
    times: dict[Plain, list[int]] = {}
    changed: list[Changed] = []
    weeks: dict[Plain, Week] = {}
    missed: list[MissedIn] = []
    critical: list[UndoneIn] = []
    skips: dict[Plain, Skips] = {}
    causes: dict[Plain, Causes] = {}
    unproved: int = 0
    damaged: int = 0
    unknown: int = 0
    withdrawn: int = 0

    def take(self, digest: Digest) -> None:
        """One more closed run."""
        self.unproved += not digest.proved
        self.damaged += bool(digest.damages or digest.doubtful)
        self.unknown += bool(digest.unknown)
        if digest.outcome == IN_ERROR:
            self.withdrawn += 1
        elif digest.drill:
            self.drills.take(digest)
        elif digest.kind == "preparation":
            self.checks.take(digest)
        else:
            self._incident(digest)

    def _incident(self, digest: Digest) -> None:
        self.incidents.take(digest)
        if digest.outcome == FALSE_ALARM:
            self.false_alarms.take(digest)
        self.tally.add(digest.tally)
        _add_kept(self.kept, digest.kept)
        self.changed += [Changed(digest.ref, c.at, c.what, c.by) for c in digest.changes]
        for shares, key in (
            (self.types, digest.type),
            (self.sites, digest.site),
            (self.leaders, digest.leader),
        ):
            share = shares.get(key)
            if share is None:
                share = shares[key] = Share()
            share.take(digest)
        self.outcomes[digest.outcome] = self.outcomes.get(digest.outcome, 0) + 1
        if digest.titles:
            self.names[digest.type] = digest.titles[0]
        self.site_names[digest.site] = digest.site_title
        for name in TIMED:
            if digest.after.get(name, -1) >= 0:  # before the opening is no time from it
                self.times.setdefault(name, []).append(digest.after[name])
        year, week, _ = digest.opened.isocalendar()
        self.weeks.setdefault(f"{year}-W{week:02}", Week()).take(digest)
        if digest.cause:
            causes = self.causes.setdefault(digest.cause, Causes())
            again = {digest.ref: digest.repeat_of} if digest.repeat_of else {}
            one = Causes(digest.cause_names, 1, len(again), [digest.ref], again)
            _add_causes(causes, one)
        self._not_done(digest)

    def _not_done(self, digest: Digest) -> None:
        self.missed += [MissedIn(digest.ref, digest.opened, one) for one in digest.missed]
        left_out: dict[str, Undone] = {}
        for one in digest.undone:
            left_out.setdefault(one.step, one)
            if one.critical:
                self.critical.append(UndoneIn(digest.ref, digest.opened, one))
        for bare, one in left_out.items():  # what is asked of each person counts once
            skips = self.skips.setdefault(f"{digest.type} {bare}", Skips(digest.type))
            skips.names = one.names
            skips.skipped += one.skipped
            skips.left += not one.skipped

    def sort(self) -> None:
        """Every list of times from short to long, changes by when they were made; of what was
        missed the gravest first, and of what is named one by one no more than ``NAMED``."""
        for times in [*self.times.values(), *(kept.late_by for kept in self.kept.values())]:
            times.sort()
        self.changed.sort(key=lambda one: one.at)
        self.missed.sort(key=_gravity)
        del self.missed[NAMED:]
        self.critical.sort(key=lambda one: (one.opened, one.ref, one.what.step), reverse=True)
        del self.critical[NAMED:]

    def add(self, other: Totals) -> None:
        """Another period's totals; its titles are the later ones."""
        self.incidents.add(other.incidents)
        self.drills.add(other.drills)
        self.checks.add(other.checks)
        self.false_alarms.add(other.false_alarms)
        self.tally.add(other.tally)
        _add_kept(self.kept, other.kept)
        self.changed += other.changed
        self.missed += other.missed
        self.critical += other.critical
        for key, skips in other.skips.items():
            mine = self.skips.setdefault(key, Skips(skips.type))
            mine.names = skips.names
            mine.skipped += skips.skipped
            mine.left += skips.left
        for cause, found in other.causes.items():
            _add_causes(self.causes.setdefault(cause, Causes()), found)
        for name, week in other.weeks.items():
            self.weeks.setdefault(name, Week()).add(week)
        _add_shares(self.types, other.types)
        _add_shares(self.sites, other.sites)
        _add_shares(self.leaders, other.leaders)
        for outcome, count in other.outcomes.items():
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + count
        self.names.update(other.names)
        self.site_names.update(other.site_names)
        for name, times in other.times.items():
            self.times.setdefault(name, []).extend(times)
        self.unproved += other.unproved
        self.damaged += other.damaged
        self.unknown += other.unknown
        self.withdrawn += other.withdrawn


def _add_causes(into: Causes, more: Causes) -> None:
    into.names = more.names
    into.count += more.count
    into.repeats += more.repeats
    into.refs = sorted([*into.refs, *more.refs])[-LATEST:]
    again = into.again | more.again
    into.again = {ref: again[ref] for ref in into.refs if ref in again}


def _gravity(one: MissedIn) -> tuple[bool, bool, bool, int, datetime, str, str]:
    """Who was told of nothing first, by the plans before others; then the latest."""
    told = one.what.row.startswith("told")
    plan = one.what.row.endswith("-plan")
    late = -one.what.late
    return (not one.what.never, not told, not plan, late, one.opened, one.ref, one.what.timer)


def _add_kept(into: dict[str, Kept], more: dict[str, Kept]) -> None:
    for row, kept in more.items():
        into.setdefault(row, Kept()).add(kept)


class Spread(msgspec.Struct, frozen=True):
    """Of so many times, in seconds: the middle one, the one that nine of ten do not exceed, the
    longest. By nearest rank, so that each is a time that really was (Hyndman and Fan, type 1)."""

    count: int
    median: int
    ninety: int
    longest: int


def _add_shares(into: dict[str, Share], more: dict[str, Share]) -> None:
    for key, share in more.items():
        mine = into.get(key)
        if mine is None:
            mine = into[key] = Share()
        mine.add(share)


def united(shares: dict[str, Share], one_name: Callable[[str], str]) -> dict[str, Share]:
    """The same, with those who write under several names added up."""
    out: dict[str, Share] = {}
    for name, share in shares.items():
        _add_shares(out, {one_name(name): share})
    return out


def totals_of(digests: Iterable[Digest]) -> Totals:
    """The totals of these closed runs, in the order given; times from short to long, which is
    what sorts a year's of them quickly."""
    out = Totals()
    for digest in digests:
        out.take(digest)
    out.sort()
    return out


def spread(times: list[int]) -> Spread | None:
    """``None`` for no times."""
    if not times:
        return None
    order = sorted(times)
    count = len(order)
    return Spread(count, order[(count + 1) // 2 - 1], order[-(-count * 9 // 10) - 1], order[-1])


def tenths(part: int, whole: int) -> int | None:
    """``part`` of ``whole`` in tenths of a percent, rounded, but 0 only for none and 1000 only for
    all; ``None`` of nothing."""
    if not whole:
        return None
    if part in (0, whole):
        return 1000 * bool(part)
    return min(999, max(1, (part * 2000 + whole) // (2 * whole)))
