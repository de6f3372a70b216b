"""The deadlines of an incident's summary, each told once: notifications with what was planned and
what was done, other deadlines where they were late or never met; behind them the rest."""

from __future__ import annotations

from collections.abc import Iterable

from kit.ground.documents.charts import signs
from kit.ground.documents.page import Cell, Column, Course, Line, Row, Section, Table, cells, lines
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.show.texts import caller, cause, step_of, stood_in, timer_text
from kit.review.archive.rules.deadlines_kept import COUNTED, Deadline, about_whom
from kit.review.archive.show.kept import KEPT, KEPT_SHARES, kept_parts, kept_row
from kit.review.summary.rules.first_page import missed, told
from kit.review.summary.show.writer import Writer

DRAWN = 14  # signs of a small line of time
LATE = ("late", "not-told")


class LateWriter(Writer):
    """Notifications first, then the other deadlines."""

    # ---- read first -------------------------------------------------------------------------

    def notices(self) -> Section:
        """A line of figures, then each with its small line of time."""
        found = told(self.summary.notices, self.room.notices)
        title = self.say("title-notices")
        texts = self._figures("told")
        if self.summary.nobody or self.summary.escalations:
            up, nobody = self.summary.escalations, self.summary.nobody
            texts.append(self.say("late-ladder", up=up, nobody=nobody))
        if not found.shown:
            said = lines(texts or [self.say("no-notices")])
            return Section("notices", title, self.mark, said)
        ends = [one.planned for one in found.shown]
        ends += [one.answered_after for one in found.shown if one.answered_after is not None]
        whole = max(1, *ends)
        rows = [
            Row(cells([*self._met(one), self._course(one, whole)]), one.status in LATE)
            for one in found.shown
        ]
        heads = [self.say(f"column-{name}") for name in ("what", "planned", "actual", "result")]
        drawn = self.say("column-drawn", until=self.minutes(whole))
        shares = [9, 2, 2, 7]
        columns = [
            Column(head, share, whole=share < 3) for head, share in zip(heads, shares, strict=True)
        ]
        columns.append(Column(drawn, 4, whole=True, drawn=True))
        table = Table(columns, rows, legend=self.say("drawn-how"))
        notes = [Line(self.say("more-in-time", n=found.more))] if found.more else []
        return Section("notices", title, self.mark, lines(texts), table, notes)

    def missed(self) -> Section | None:
        """Checks by name that were answered late or never."""
        found = missed(self.summary.deadlines)
        texts = self._figures("checks")
        if not found and not texts:
            return None
        rows = [self._met(one) for one in found]
        loud = [one.status == "not-told" for one in found]
        columns = ["what", "planned", "actual", "result"]
        return self.section("missed", texts, columns, rows, [9, 2, 2, 7], loud=loud)

    def _figures(self, sort: str) -> list[str]:
        """One line for each row of figures of a sort: the plan's, the site's and the kit's own."""
        return [
            self.say(
                "kept-row",
                row=self.say(f"row-{name}"),
                due=row.due,
                parts=kept_parts(row, self.lang),
            )
            for name, row in self.summary.kept.items()
            if name.partition("-")[0] == sort
        ]

    def _course(self, line: Deadline, whole: int) -> Cell:
        """Of what is still to come only its time is drawn, as if it were met then."""
        open_ = line.status == "running"
        actual = line.planned if open_ else line.answered_after
        course = Course(line.planned, actual, whole)
        return Cell(signs(course, DRAWN), course=course)

    def _met(self, line: Deadline) -> list[str | Cell]:
        """What, when it was due and met by the clock, and what came of it."""
        met = self.at(line.answered) if line.answered is not None else "-"
        return [self.title_of(line), self.at(line.due), met, self._result(line)]

    def _result(self, line: Deadline) -> str:
        result = self.status(line)
        if line.status == "late":
            result = self.say("by", text=result, late=self.minutes(line.late))
        elif line.status == "not-told":
            until = self.clock(line.ended) if line.ended else self.say("still")
            result = self.say("until-need", text=result, at=until)
        return self.say("semicolon").join([result, *self._calls(line)])

    def _calls(self, line: Deadline) -> list[str]:
        """At which call, and who, where that was another than should have been told."""
        out = []
        if len(line.tries) > 1 or (line.tries and line.answered is None):
            out.append(self.say("tries-made", n=len(line.tries)))
        reached = next((one for one in reversed(line.tries) if one.result == "reached"), None)
        if reached is not None and (reached.standin or reached.role not in line.tell):
            who = caller(self.incident, reached.role, reached.who, self.lang)
            who += stood_in(reached.standin, reached.deputy, self.lang)
            out.append(self.say("told-whom", who=who))
        elif line.kind == "update" and not line.role:
            pass  # the audience was told, whom the title names; older kits noted who recorded it
        elif reached is None and line.answered is not None and (line.role or line.who):
            who = caller(self.incident, line.role, line.who, self.lang)
            said = "done-by-whom" if self._by_another(line) else "told-whom"
            out += [] if line.role in line.tell else [self.say(said, who=who)]
        return out

    def _by_another(self, line: Deadline) -> bool:
        """What was handed to somebody was done by another; of a call it names who was reached."""
        if line.kind != "hand" or line.how != "done":
            return False
        found = step_of(self.incident, TimerKey(line.timer).of)
        called = found is not None and found[1].answer == "call"
        return not called and line.who != about_whom(self.incident, line)

    # ---- behind it --------------------------------------------------------------------------

    def others(self, shown: Iterable[Deadline]) -> Section | None:
        """The deadlines that are not told on the first page: met in time, or their need gone."""
        known = {(one.timer, one.round) for one in shown}
        every = [*self.summary.notices, *self.summary.deadlines]
        rest = [
            one for one in every if (one.timer, one.round) not in known and one.kind != "promise"
        ]
        if not rest:
            return None
        rest.sort(key=lambda one: (one.due, one.timer, one.round))
        columns = ["what", "planned", "actual", "result"]
        rows = [self._rest(line) for line in rest]
        return self.section("others", None, columns, rows, [6, 4, 4, 6])

    def _rest(self, line: Deadline) -> list[str | Cell]:
        planned, met = self.after(line.planned, line.due), Cell("-")
        if line.answered is not None and line.answered_after is not None:
            met = self.after(line.answered_after, line.answered)
        result = self._result(line)
        if line.reason and line.answered is None:
            why = self.say("ended", reason=cause(self.incident, line.reason, self.lang))
            result = self.say("semicolon").join([result, why])
        return [self.title_of(line), planned, met, result]

    def late(self) -> Section:
        """What became of the deadlines: each sort in a row of its own, the plan's apart from the
        kit's own."""
        s = self.summary
        lines: list[str] = []
        if not s.kept:
            return self.section("late", [self.say("nothing-due")])
        rows = [kept_row(name, row, self.lang) for name, row in s.kept.items()]
        if not any(row.brief + row.late + row.never for row in s.kept.values()):
            lines.append(self.say("nothing-late"))
        loud = [row.never and name.startswith("told") for name, row in s.kept.items()]
        return self.section("late", lines, [*KEPT], rows, KEPT_SHARES, loud=loud)

    def title_of(self, line: Deadline) -> str:
        text = timer_text(self.incident, line.timer, self.lang, about_whom(self.incident, line))
        title = self.of_plan(line.timer, text)
        if line.cites:
            title = self.say("mark-clause", title=title, clauses=line.cites)
        elif line.owner != "people" and line.kind != "countdown":
            title = self.say(f"mark-{line.owner}", title=title)
        return self.say("round", title=title, n=line.round) if line.round > 1 else title

    def status(self, line: Deadline) -> str:
        kind = "told" if line.kind == "tell" else "answered"
        if line.status in COUNTED:
            return self.say(f"{kind}-{line.status}")
        return self.say(f"status-{line.status}")
