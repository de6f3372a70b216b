"""The deadlines of an incident's summary: what was late, what was planned, what was done."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Section
from kit.ground.documents.spans import lasting
from kit.incidents.incident.show.texts import caller, cause, label, stood_in, timer_text
from kit.review.archive.rules.deadlines_kept import COUNTED, Deadline, promised_to
from kit.review.archive.show.kept import KEPT, KEPT_SHARES, kept_row
from kit.review.summary.show.writer import Writer


class LateWriter(Writer):
    """Notifications first, then the other deadlines."""

    def late(self) -> Section:
        """What became of the deadlines: each sort in a row of its own, the plan's apart from the
        kit's own."""
        s = self.summary
        lines = []
        if s.nobody or s.escalations:
            lines.append(self.say("late-ladder", up=s.escalations, nobody=s.nobody))
        if not s.kept:
            return self.section("late", [*lines, self.say("nothing-due")])
        rows = [kept_row(name, row, self.lang) for name, row in s.kept.items()]
        if not any(row.brief + row.late + row.never for row in s.kept.values()):
            lines.append(self.say("nothing-late"))
        loud = [row.never and name.startswith("told") for name, row in s.kept.items()]
        return self.section("late", lines, [*KEPT], rows, KEPT_SHARES, loud=loud)

    def never(self) -> Section | None:
        """Who was never told, and until when there was need to: no minutes, for nobody was late
        where nobody was told."""
        missed = [d for d in self._all() if d.status == "not-told"]
        if not missed:
            return None
        rows: list[list[str | Cell]] = [
            [self.title_of(d), self.status(d), self.at(d.ended) if d.ended else self.say("still")]
            for d in missed
        ]
        loud = [d.kind == "tell" for d in missed]
        return self.section("never", None, ["what", "how", "needed"], rows, [6, 3, 3], loud=loud)

    def answered_late(self) -> Section | None:
        late = sorted((d for d in self._all() if d.status == "late"), key=lambda d: -d.late)
        if not late:
            return None
        rows: list[list[str | Cell]] = [
            [self.title_of(d), lasting(d.late, self.lang), self.status(d)] for d in late
        ]
        return self.section("late-ones", None, ["what", "late", "how"], rows, [6, 3, 3])

    def _all(self) -> list[Deadline]:
        """Those that are judged: power that ran out is not somebody's lateness."""
        lines = [*self.summary.notices, *self.summary.deadlines]
        return [d for d in lines if d.kind != "countdown"]

    def title_of(self, line: Deadline) -> str:
        text = timer_text(self.incident, line.timer, self.lang, promised_to(line))
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

    def notices(self) -> Section:
        return self._kept("notices", self.summary.notices, empty="no-notices")

    def deadlines(self) -> Section | None:
        return self._kept("deadlines", self.summary.deadlines) if self.summary.deadlines else None

    def _kept(self, name: str, kept: list[Deadline], empty: str = "") -> Section:
        columns = ["what", "planned", "actual", "result", "course"]
        rows = [self._row(line) for line in kept]
        late = [line.status in ("late", "not-told") for line in kept]
        return self.section(name, None, columns, rows, [5, 3, 3, 4, 8], empty=empty, loud=late)

    def _row(self, line: Deadline) -> list[str | Cell]:
        planned = self.after(line.planned, line.due)
        actual = Cell("-")
        if line.answered is not None and line.answered_after is not None:
            actual = self.after(line.answered_after, line.answered)
        result = self.status(line)
        if line.status == "late":
            result = self.say("by", text=result, late=self.minutes(line.late))
        elif line.status == "not-told" and line.ended is not None:
            result = self.say("until-need", text=result, at=self.clock(line.ended))
        return [self.title_of(line), planned, actual, result, self._course(line)]

    def _course(self, line: Deadline) -> str:
        """What happened on the way, in order."""
        told: list[tuple[int, str]] = []
        for number, one in enumerate(line.tries, 1):
            who = caller(self.incident, one.role, one.who, self.lang)
            who += stood_in(one.standin, one.deputy, self.lang)
            result = word(self.lang, f"timeline.{one.result}")
            at = self.minutes(one.after)
            told.append((one.after, self.say("try", n=number, at=at, who=who, result=result)))
        for rung in line.rungs:
            at = self.minutes(rung.after)
            if rung.role:
                text = self.say("rung", at=at, role=label(self.incident, rung.role, self.lang))
            else:
                text = self.say("nobody", at=at)
            told.append((rung.after, text))
        for pause in line.pauses:
            at, until = self.minutes(pause.after), self.clock(pause.until)
            reason = clean(pause.reason)
            told.append((pause.after, self.say("pause", at=at, until=until, reason=reason)))
        for after in line.failed:
            told.append((after, self.say("failed", at=self.minutes(after))))
        told.sort(key=lambda one: one[0])
        parts = [text for _, text in told]
        if line.answered is not None and not any(t.heard for t in line.tries):
            who = caller(self.incident, line.role, line.who, self.lang)
            if who:
                parts.append(self.say("told-whom", who=who))
        if line.reason and line.answered is None:
            why = cause(self.incident, line.reason, self.lang)
            parts.append(self.say("ended", reason=why))
        return self.say("semicolon").join(parts) or "-"
