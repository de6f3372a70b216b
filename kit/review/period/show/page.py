"""The page about a period in words: first what needs a decision, then what is still open, then
the figures, each with its number and its way of counting, each traceable by a reference."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import asdict, replace

from kit.ground.base.clean import clean
from kit.ground.base.named import NOBODY, named, writer
from kit.ground.base.words import has, word
from kit.ground.documents.page import Cell, Fact, Page, Row, Section, cells, count, lines
from kit.ground.documents.spans import lasting
from kit.review.archive.rules.totals import Share
from kit.review.archive.show.kept import rate
from kit.review.archive.show.lists import closed_mark, closed_title
from kit.review.archive.show.registered import registered
from kit.review.period.rules.period import Period
from kit.review.period.rules.runs import runs
from kit.review.period.show.causes import causes
from kit.review.period.show.charts import chart_section
from kit.review.period.show.deciding import to_decide
from kit.review.period.show.listed import incidents, still_open
from kit.review.period.show.measured import kept_section, times
from kit.review.period.show.missed import missed, steps
from kit.review.period.show.writer import Writer, whole_refs

COUNTS = ["runs", "due", "in-time", "rate", "brief", "late", "never", "worst"]
SHARES = [8, 2, 2, 2, 3, 2, 2, 2, 4, 3, 3, 3]
MOST_CHANGES = 20


def page(period: Period, lang: str) -> Page:
    return _Page(period, lang).page()


class _Page(Writer):
    def __init__(self, period: Period, lang: str) -> None:
        super().__init__(period, lang)
        total = self.total
        sorts = (total.incidents, total.drills, total.checks)
        self.sites_own = any(share.site.due for share in sorts)

    def page(self) -> Page:
        title = self.title()
        period, total = self.period, self.total
        open_now = still_open(self)
        if not total.incidents.runs:
            said = self.say("none-unread", names=period.unread) if period.unread else ""
            said = said or self.say("none")
            empty = Section("none", self.say("title-late"), lines=lines([said]))
            none = [*open_now, empty, *self.registered(), *incidents(self), *self.apart()]
            return Page(title, facts=self.facts(), sections=none)
        moved = runs(period.weeks, period.range.start, period.range.end)
        names = {name: self.name(total.names, name) for name in total.types}
        sites = {name: self.name(total.site_names, name) for name in total.sites}
        months = {name: totals.incidents for name, totals in period.months}
        sections = [*to_decide(self, moved), *open_now, *incidents(self)]
        sections += [kept_section(self), *missed(self)]
        if len(months) > 1:
            sections.append(self.shares("month", months, {}, total.incidents))
        sections.append(self.shares("type", _busiest(total.types), names, total.incidents))
        if len(total.sites) > 1:
            sections.append(self.shares("site", _busiest(total.sites), sites))
        sections += [*causes(self), *times(self), *chart_section(self, moved)]
        sections += [*steps(self), *self.owed(), *self.registered()]
        sections += [*self.changed(), *self.since_filed(), *self.apart(), self.log()]
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
        for key, text in asdict(self.period.filters).items():
            if text:
                known.insert(0, (f"only-{key}", clean(str(text), 80)))
        sorts = (("alarms", total.false_alarms), ("drills", total.drills), ("checks", total.checks))
        for name, share in sorts:
            if share.runs:
                known.append((name, self.say(f"{name}-count", n=share.runs)))
        if total.withdrawn:
            known.append(("withdrawn", self.say("withdrawn-count", n=total.withdrawn)))
        return [Fact(self.say(key), Cell(value)) for key, value in known]

    def outcome(self, text: str) -> str:
        key = f"screen.outcome-{text}"
        return word(self.lang, key) if has(key) else clean(text, 60)

    # ---- sections ---------------------------------------------------------------------------

    def changed(self) -> list[Section]:
        """What was changed after an incident was filed, the latest first."""
        changed = list(reversed(self.total.changed))
        rows = [
            Row(cells([c.ref, f"{c.at:%Y-%m-%d %H:%M}", self.change(c.what), by]))
            for c in changed[:MOST_CHANGES]
            for by in (writer(c.by, self.lang),)
        ]
        if not rows:
            return []
        heads = ["ref", "when", "change", "who"]
        section = whole_refs(self.tabled("changed", heads, [5, 4, 5, 3], rows, False))
        more = len(changed) - len(rows)
        texts = [self.say("more-changes", n=more)] if more else []
        return [Section(section.name, section.heading, lines=lines(texts), table=section.table)]

    def which(self, ref: str) -> str:
        """An incident, a drill or a check by its reference and what it was."""
        found = next((one for one in self.period.each if one.ref == ref), None)
        if found is None:
            return ref
        lang = self.lang
        return f"{ref}  {closed_mark(found, lang)}{closed_title(found, lang)}"

    def since_filed(self) -> list[Section]:
        """What is otherwise than when this page was filed, figure by figure."""
        period = self.period
        if period.filed is None:
            return []
        at = f"{period.filed:%Y-%m-%d %H:%M}"
        if not period.changed:
            text = self.say("as-filed", at=at, who=writer(period.filed_by, self.lang))
            return [self.section("filed", [text])]
        rows = [
            Row(cells([self.figure(one.name) if one.sort == "figure" else self.which(one.name),
                       one.before or "-", one.now or self.say(f"filed-{one.sort}")]))
            for one in period.changed
        ]  # fmt: skip
        section = self.tabled("filed", ["what", "then", "now"], [8, 3, 4], rows, False)
        text = self.say("filed-at", at=at, who=writer(period.filed_by, self.lang), n=len(rows))
        return [Section("filed", section.title, lines=lines([text]), table=section.table)]

    def figure(self, name: str) -> str:
        """A filed figure's name in words."""
        row, _, part = name.rpartition(".")
        if row == "tally":
            return self.say(f"tally-{part}")
        if row == "register":
            return word(self.lang, f"register.{part}")
        if not row:
            return self.say(f"filed-{part}")
        column = self.say(f"column-{part.replace('_', '-')}")
        return self.say("filed-row", row=word(self.lang, f"summary.row-{row}"), column=column)

    def change(self, what: str) -> str:
        return word(self.lang, f"summary.change-{what}")

    def shares(
        self, sort: str, shares: Mapping[str, Share], names: Mapping[str, str],
        total: Share | None = None,
    ) -> Section:  # fmt: skip
        """One line for each of a sort."""
        nobody = named("", self.lang)
        rows = [
            self.counts(names.get(key, clean(key)) if key not in NOBODY else nobody, share)
            for key, share in shares.items()
        ]
        if total is not None and len(rows) > 1:
            rows.append(self.counts(self.say("all"), total))
        return self.tabled(f"{sort}s", *self.counted(sort), rows)

    def counted(self, sort: str) -> tuple[list[str], list[int]]:
        """The columns of such a table and their shares; the sites' own where any has one."""
        heads = [sort, *COUNTS, "plans", *["own"] * self.sites_own, "ours"]
        return heads, SHARES[: len(heads)]

    def counts(self, name: str, share: Share) -> Row:
        """By all deadlines; behind them how many of the plans', of the sites' and of our own were
        kept in time."""
        told = share.all
        left = map(count, (told.brief, told.late, told.never))
        worst = lasting(told.worst, self.lang) if told.worst else "-"
        others = [
            self.say("in-time-of", ok=other.in_time, due=other.due) if other.due else "-"
            for other in (share.plan, *[share.site] * self.sites_own, share.ours)
        ]
        in_time = rate(told.in_time, told.due, self.lang)
        counted = [count(share.runs), count(told.due), count(told.in_time)]
        return Row(cells([name, *counted, in_time, *left, worst, *others]))

    def owed(self) -> list[Section]:
        tally = self.total.tally
        out = []
        if tally.callbacks:
            entered = self.period.entered
            owed = tally.callbacks - tally.called_back - tally.given_up - entered
            line = self.say(
                "customers-entered" if entered else "customers",
                all=tally.callbacks,
                called=tally.called_back,
                given_up=tally.given_up,
                entered=entered,
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
        """Drills and readiness checks, and false alarms once more, in a table of their own."""
        total = self.total
        sorts = {"alarms": total.false_alarms, "drills": total.drills, "checks": total.checks}
        there = {name: share for name, share in sorts.items() if share.runs}
        if not there:
            return []
        rows = [self.counts(self.say(name), share) for name, share in there.items()]
        found = self.tabled("apart", *self.counted("sort"), rows)
        if "alarms" not in there:
            return [found]
        return [replace(found, notes=[*found.notes, *lines([self.say("alarms-how")])])]

    def log(self) -> Section:
        total, tally = self.total, self.total.tally
        texts = [
            self.say(
                "entries",
                n=tally.entries,
                late=tally.written_later,
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
