"""Promises of an incident: to customers, of others to us, and what was given to somebody by a
time; what was not kept is told first."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Section
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.show.texts import clock, label
from kit.review.archive.rules.deadlines_kept import Deadline
from kit.review.summary.rules.first_page import (
    Foretold,
    Room,
    decisions,
    foretold,
    handed,
    missed,
    room,
    told,
    undone,
)
from kit.review.summary.rules.summarise import Owed
from kit.review.summary.show.late import LATE, LateWriter

Promised = tuple[list[str | Cell], bool]  # a row, and whether it must not be missed


def moved(incident: Incident, one: Owed, lang: str) -> list[str]:
    """Each time that the customer agreed to move, with when and to what."""
    out = []
    for move in one.moves:
        key = "summary.promise-moved" if move.before else "summary.promise-set"
        before = clock(incident, move.before) if move.before else ""
        at, to = clock(incident, move.at), clock(incident, move.to)
        out.append(word(lang, key, before=before, at=at, to=to))
    return out


class PromisesWriter(LateWriter):
    def promises(self) -> Section | None:
        """All that was not kept, and of the others as many as there is room for."""
        shown, rest = self._split()
        if not shown:
            return None
        texts = [*self._figures("promises"), *self._figures("handed")]
        s = self.summary
        if s.callbacks:
            texts.insert(0, self.say("owed", open=s.callbacks_open, all=len(s.callbacks)))
        if rest:
            texts.append(self.say("promises-more", n=len(rest)))
        return self._listed("promises", texts, shown)

    def promises_rest(self) -> Section | None:
        _, rest = self._split()
        return self._listed("promises-rest", [], rest) if rest else None

    def _listed(self, name: str, texts: list[str], rows: list[Promised]) -> Section:
        table, marks = [row for row, _ in rows], [mark for _, mark in rows]
        columns = ["what", "promised", "result"]
        return self.section(name, texts, columns, table, [9, 3, 8], loud=marks)

    def _split(self) -> tuple[list[Promised], list[Promised]]:
        """What the first page shows, and the rest."""
        s = self.summary
        rows: list[Promised] = [(self._owed(one), self._is_owed(one)) for one in s.callbacks]
        rows += [self._foretold(one) for one in foretold(self.incident, self.summary.until)]
        rows += [self._handed(one) for one in handed(self.summary.deadlines)]
        loud = [row for row in rows if row[1]]
        calm = [row for row in rows if not row[1]]
        return [*loud, *calm[: self.room.promises]], calm[self.room.promises :]

    def divided(self) -> Room:
        """The room of the first page, by what is on it in any case."""
        self.room = Room(0, 0)
        loud, calm = self._split()
        s, incident = self.summary, self.incident
        must = told(s.notices, 0)
        rows = len(decisions(incident, self.entries)) + len(must.shown) + len(missed(s.deadlines))
        rows += len(loud) + len(s.actions) + len(s.changes)
        rows += len(undone(s.phases)) + len(incident.redlines)
        return room(rows, must.more, len(calm))

    def _is_owed(self, one: Owed) -> bool:
        return not one.settled or self._late_call(one) > 0

    def _late_call(self, one: Owed) -> int:
        """Whole seconds by which a promised call was late, as its deadline has it."""
        line = self._deadline(one)
        return line.late if line is not None and line.status in LATE else 0

    def _broken(self, one: Owed) -> datetime | None:
        """By which of its times it was judged."""
        line = self._deadline(one)
        return line.due if line is not None else None

    def _deadline(self, one: Owed) -> Deadline | None:
        key = TimerKey.promise(one.id)
        return next((line for line in self.summary.deadlines if line.timer == key), None)

    def _owed(self, one: Owed) -> list[str | Cell]:
        name, phone = clean(one.name), clean(one.phone)
        who = f"{name} {phone}" if phone and phone != name else name
        what = self.say("call-back", who=who)
        if one.matter:
            what = self.say("semicolon").join([what, clean(one.matter)])
        pending = any(each.result == "pending" for each in one.tries)
        result = self.say(f"settled-{one.settled or ('pending' if pending else 'open')}")
        if one.settled_at is not None:
            result = f"{result} {self.clock(one.settled_at)}"
        parts = [result]
        calls = sum(each.result != "given-up" for each in one.tries)
        if calls > 1 or (calls and one.settled != "reached"):
            parts.append(self.say("tries-made", n=calls))
        late = self._late_call(one)
        if late:
            parts.append(self.say("past-by", late=self.minutes(late)))
        parts += moved(self.incident, one, self.lang)
        due = self._broken(one) or one.promised
        promised = self.at(due) if due else "-"
        return [what, promised, self.say("semicolon").join(parts)]

    def _foretold(self, one: Foretold) -> Promised:
        what = self.say("said-by", who=label(self.incident, one.who, self.lang))
        if one.matter:
            what = self.say("semicolon").join([what, clean(one.matter)])
        at = self.clock(one.ended) if one.ended else "-"
        parts = [self.say(f"foretold-{one.result}", at=at, late=self.minutes(one.late))]
        if one.given > 1:
            parts.append(self.say("said-times", n=one.given))
        if one.passed:
            parts.append(self.say("said-passed", n=one.passed))
        due = self.at(one.due) if one.due else "-"
        loud = one.result in ("missed", "late")
        return [what, due, self.say("semicolon").join(parts)], loud

    def _handed(self, line: Deadline) -> Promised:
        what, due, met, result = self._met(line)
        if isinstance(met, Cell):
            result = f"{met.text} {result}"
        return [what, due, result], line.status in LATE
