"""The summary of a month or a year in words. Its numbers come from ``archive/rules/totals``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.ground.documents.page import (
    Cell,
    Column,
    Fact,
    Figure,
    Page,
    Row,
    Section,
    Table,
    cells,
    count,
    lines,
)
from kit.ground.documents.spans import lasting
from kit.people.registers.rules.tally import Tally
from kit.review.archive.rules.deadlines_kept import ROWS
from kit.review.archive.rules.naming import Names
from kit.review.archive.rules.totals import TIMED, Share, Spread, Totals, spread
from kit.review.summary.rules.summary import figures
from kit.review.summary.show.kept import KEPT, KEPT_SHARES, kept_row, rate
from kit.review.summary.show.registered import as_data, registered

COUNTS = ["runs", "due", "in-time", "rate", "brief", "late", "never", "worst"]
SHARES = [8, 2, 2, 2, 3, 2, 2, 2, 4, 3, 3]
MOST_CHANGES = 20


class Period(msgspec.Struct, frozen=True):
    """``name`` is ``2025`` or ``2025-03``. ``months``: those with anything in them, in order.
    ``still_open``: incidents that are open now; ``registers``: what became of what was noted."""

    name: str
    months: list[tuple[str, Totals]]
    total: Totals
    still_open: int
    registers: list[Tally] = []


def page(period: Period, lang: str) -> Page:
    return _Writer(period, lang).page()


def as_json(period: Period, lang: str) -> dict[str, Any]:
    """The numbers with stable keys; times as spreads in seconds."""
    return {
        "period": period.name,
        "still_open": period.still_open,
        "register_counts": as_data(period.registers),
        **_totals(period.total, lang),
        "by_month": {name: _totals(totals, lang) for name, totals in period.months},
    }


# How the counts that are kept under short names are called in an answer, where one name means one
# thing in all of them.
TALLY = {
    "nobody": "nobody_reached",
    "left": "open_steps",
    "critical": "critical_left",
    "callbacks": "callback_count",
    "actions": "action_count",
    "calls": "call_count",
    "entries": "entry_count",
    "reopened": "reopened_count",
}
COUNT = {"due": "fell_due", "worst": "late_worst"}


def _totals(totals: Totals, lang: str) -> dict[str, Any]:
    kinds = {
        "incident": totals.incidents,
        "drill": totals.drills,
        "preparation": totals.checks,
    }
    return {
        "by_kind": _shares(kinds),
        "by_type": _shares(totals.types),
        "by_site": _shares(totals.sites),
        "by_leader": _shares(totals.leaders),
        "by_outcome": totals.outcomes,
        "type_titles": _titles(totals.names, lang),
        "site_titles": _titles(totals.site_names, lang),
        "tally": _renamed(totals.tally, TALLY),
        "kept": {
            name: msgspec.to_builtins(figures(totals.kept[name])) for name in _rows(totals)
        },
        "times": {name: _spread(times) for name, times in totals.times.items()},
        "changes": [
            {"ref": one.ref, "at": one.at.isoformat(), "what": one.what, "by": one.by}
            for one in totals.changed
        ],
        "logs_unproved": totals.unproved,
        "logs_damaged": totals.damaged,
        "logs_newer": totals.unknown,
        "withdrawn": totals.withdrawn,
    }


def _rows(totals: Totals) -> list[str]:
    return [name for name in ROWS if name in totals.kept]


def _spread(times: list[int]) -> dict[str, Any] | None:
    found = spread(times)
    return None if found is None else _renamed(found, {})


def _shares(shares: Mapping[str, Share]) -> dict[str, Any]:
    return {
        name: {
            "runs": share.runs,
            "told_plan": _renamed(share.plan, COUNT),
            "told_site": _renamed(share.site, COUNT),
            "told_ours": _renamed(share.ours, COUNT),
        }
        for name, share in shares.items()
    }


def _titles(names: Mapping[str, Names], lang: str) -> dict[str, str]:
    return {name: clean(titles[lang != "zh"]) for name, titles in names.items()}


def _renamed(counts: msgspec.Struct, names: Mapping[str, str]) -> dict[str, Any]:
    """With the zeros, which the kept copy leaves out."""
    return {names.get(name, name): getattr(counts, name) for name in counts.__struct_fields__}


class _Writer:
    def __init__(self, period: Period, lang: str) -> None:
        self.period = period
        self.total = period.total
        self.lang = lang
        total = self.total
        runs = (total.incidents, total.drills, total.checks)
        self.sites_own = any(share.site.due for share in runs)

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"period.{key}", **fill)

    def page(self) -> Page:
        title = self.say("title", period=self.period.name)
        if not self.total.incidents.runs:
            empty = Section("none", self.say("title-late"), lines=lines([self.say("none")]))
            none = [empty, *self.registered(), *self.apart()]
            return Page(title, facts=self.facts(), sections=none)
        total = self.total
        names = {name: self.name(total.names, name) for name in total.types}
        sites = {name: self.name(total.site_names, name) for name in total.sites}
        months = {name: totals.incidents for name, totals in self.period.months}
        sections = [self.late()]
        if len(self.period.months) > 1:
            sections.append(self.shares("month", months, {}, total.incidents))
        sections.append(self.shares("type", _busiest(total.types), names, total.incidents))
        if len(total.sites) > 1:
            sections.append(self.shares("site", _busiest(total.sites), sites))
        sections += [self.shares("leader", _busiest(total.leaders), {}), self.times()]
        sections += [self.steps(), *self.owed(), *self.registered()]
        sections += [*self.changed(), *self.apart(), self.log()]
        return Page(title, facts=self.facts(), sections=sections)

    def facts(self) -> list[Fact]:
        total = self.total
        known = [("closed-in", self.say("closed-count", n=total.incidents.runs))]
        if total.outcomes:
            parts = [
                self.say("outcome", text=self.outcome(name), n=count)
                for name, count in sorted(total.outcomes.items(), key=lambda one: -one[1])
            ]
            known.append(("outcomes", word(self.lang, "summary.comma").join(parts)))
        if self.period.still_open:
            known.append(("still-open", self.say("still-open-count", n=self.period.still_open)))
        for name, share in (("drills", total.drills), ("checks", total.checks)):
            if share.runs:
                known.append((name, self.say(f"{name}-count", n=share.runs)))
        if total.withdrawn:
            known.append(("withdrawn", self.say("withdrawn-count", n=total.withdrawn)))
        return [Fact(self.say(key), Cell(value)) for key, value in known]

    def outcome(self, text: str) -> str:
        key = f"screen.outcome-{text}"
        return word(self.lang, key) if has(key) else clean(text, 60)

    def name(self, names: Mapping[str, Names], key: str) -> str:
        zh, en = names.get(key, ("", ""))
        return clean(zh if self.lang == "zh" else en) or clean(key) or "-"

    # ---- sections ---------------------------------------------------------------------------

    def section(self, name: str, texts: list[str], *loud: int) -> Section:
        """``loud`` numbers the lines that a reader must not miss."""
        return Section(name, self.say(f"title-{name}"), lines=lines(texts, loud))

    def tabled(self, name: str, heads: list[str], shares: list[int], rows: list[Row]) -> Section:
        """The first column names, the others count."""
        columns = [
            Column(self.say(f"column-{head}"), share, right=index > 0)
            for index, (head, share) in enumerate(zip(heads, shares, strict=True))
        ]
        return Section(name, self.say(f"title-{name}"), table=Table(columns, rows))

    def late(self) -> Section:
        """What became of the deadlines: each sort in a row of its own."""
        kept, tally = self.total.kept, self.total.tally
        texts = []
        if tally.escalations or tally.nobody:
            texts.append(self.say("ladder", up=tally.escalations, nobody=tally.nobody))
        if not kept:
            return self.section("late", [*texts, word(self.lang, "summary.nothing-due")])
        rows = [
            Row(cells(kept_row(name, figures(kept[name]), self.lang)), self.loud(name))
            for name in _rows(self.total)
        ]
        heads = [word(self.lang, f"summary.column-{head}") for head in KEPT]
        columns = [
            Column(head, share, right=index > 0)
            for index, (head, share) in enumerate(zip(heads, KEPT_SHARES, strict=True))
        ]
        title = self.say("title-late")
        return Section("late", title, lines=lines(texts), table=Table(columns, rows))

    def loud(self, name: str) -> bool:
        """Somebody was never told."""
        return name.startswith("told") and bool(self.total.kept[name].never)

    def changed(self) -> list[Section]:
        """What was changed after an incident was filed, the latest first."""
        changed = list(reversed(self.total.changed))
        rows = [
            Row(cells([c.ref, f"{c.at:%Y-%m-%d %H:%M}", self.change(c.what), clean(c.by, 60)]))
            for c in changed[:MOST_CHANGES]
        ]
        if not rows:
            return []
        section = self.tabled("changed", ["ref", "when", "change", "who"], [5, 4, 5, 3], rows)
        more = len(changed) - len(rows)
        texts = [self.say("more-changes", n=more)] if more else []
        return [Section(section.name, section.heading, lines=lines(texts), table=section.table)]

    def change(self, what: str) -> str:
        return word(self.lang, f"summary.change-{what}")

    def shares(
        self, sort: str, shares: Mapping[str, Share], names: Mapping[str, str],
        total: Share | None = None,
    ) -> Section:  # fmt: skip
        """One line for each of a sort."""
        rows = [self.counts(names.get(key, clean(key)) or "-", s) for key, s in shares.items()]
        if total is not None and len(rows) > 1:
            rows.append(self.counts(self.say("all"), total))
        return self.tabled(f"{sort}s", *self.counted(sort), rows)

    def counted(self, sort: str) -> tuple[list[str], list[int]]:
        """The columns of such a table and their shares; the sites' own where any has one."""
        heads = [sort, *COUNTS, "own", "ours"] if self.sites_own else [sort, *COUNTS, "ours"]
        return heads, SHARES[: len(heads)]

    def counts(self, name: str, share: Share) -> Row:
        """By the plans' deadlines; behind them how many of the sites' and of our own were kept in
        time."""
        plan = share.plan
        left = map(count, (plan.brief, plan.late, plan.never))
        worst = lasting(plan.worst, self.lang) if plan.worst else "-"
        others = [
            self.say("in-time-of", ok=other.in_time, due=other.due) if other.due else "-"
            for other in ((share.site, share.ours) if self.sites_own else (share.ours,))
        ]
        in_time = rate(plan.in_time, plan.due, self.lang)
        counted = [count(share.runs), count(plan.due), count(plan.in_time)]
        return Row(cells([name, *counted, in_time, *left, worst, *others]))

    def times(self) -> Section:
        rows = []
        for name in TIMED:
            found = spread(self.total.times.get(name, []))
            if found is not None:
                rows.append(self.spread(word(self.lang, f"summary.milestone-{name}"), found))
        heads = ["milestone", "known", "median", "ninety", "longest"]
        return self.tabled("times", heads, [3, 2, 3, 3, 3], rows)

    def spread(self, name: str, found: Spread) -> Row:
        ranks = (("50", found.median), ("90", found.ninety), ("100", found.longest))
        spans = [
            lasting(seconds, self.lang, Figure(seconds, found.count, "s", f"nearest-rank-{rank}"))
            for rank, seconds in ranks
        ]
        return Row(cells([name, count(found.count), *spans]))

    def steps(self) -> Section:
        tally = self.total.tally
        line = self.say("steps", done=tally.done, skipped=tally.skipped, left=tally.left)
        critical = self.say("critical", n=tally.critical)
        return self.section("steps", [line, critical], *[1] * bool(tally.critical))

    def owed(self) -> list[Section]:
        tally = self.total.tally
        out = []
        if tally.callbacks:
            owed = tally.callbacks - tally.called_back - tally.given_up
            line = self.say(
                "customers",
                all=tally.callbacks,
                called=tally.called_back,
                given_up=tally.given_up,
                owed=owed,
            )
            out.append(self.section("customers", [line], *[0] * bool(owed)))
        if tally.actions:
            left = tally.actions - tally.actions_done
            line = self.say("actions", all=tally.actions, done=tally.actions_done, open=left)
            out.append(self.section("actions", [line]))
        return out

    def registered(self) -> list[Section]:
        return registered(self.period.registers, self.lang)

    def apart(self) -> list[Section]:
        """Drills and readiness checks, in a table of their own."""
        sorts = {"drills": self.total.drills, "checks": self.total.checks}
        there = {name: share for name, share in sorts.items() if share.runs}
        if not there:
            return []
        rows = [self.counts(self.say(name), share) for name, share in there.items()]
        return [self.tabled("apart", *self.counted("sort"), rows)]

    def log(self) -> Section:
        total, tally = self.total, self.total.tally
        texts = [
            self.say(
                "entries",
                n=tally.entries,
                late=tally.late_entries,
                fixed=tally.corrections,
                calls=tally.calls,
                again=tally.reopened,
            )
        ]
        for name in ("damaged", "unknown", "unproved"):
            count = getattr(total, name)
            if count:
                texts.append(self.say("newer" if name == "unknown" else name, n=count))
        if not total.unproved:
            texts.append(self.say("proved"))
        return self.section("log", texts, *[1] * bool(total.damaged))


def _busiest(shares: Mapping[str, Share]) -> dict[str, Share]:
    return dict(sorted(shares.items(), key=lambda one: (-one[1].runs, one[0])))
