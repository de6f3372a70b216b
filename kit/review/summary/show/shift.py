"""A shift's summary as a page: first what needs a decision, then what is open, then the figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from kit.ground.base.cells import clock, span
from kit.ground.base.clean import clean
from kit.ground.base.named import writer
from kit.ground.base.words import has, word
from kit.ground.documents.page import Line, Page, Section
from kit.ground.journal.as_json import iso
from kit.incidents.incident.show.step_lines import step_text
from kit.incidents.incident.show.texts import timer_text
from kit.review.archive.rules.deadlines_kept import ROWS, Deadline, about_whom
from kit.review.archive.rules.figures import figures
from kit.review.archive.show.kept import kept_parts
from kit.review.summary.rules.promises import Promise
from kit.review.summary.rules.shift import Share, ShiftSummary
from kit.shifts.handover.show.held import due_lines, leading
from kit.shifts.handover.show.page import Writer as SheetWriter
from kit.shifts.handover.show.page import lost_lines
from kit.shifts.shift.rules.state import Shift
from kit.shifts.shift.show.lines import disagreeing, list_line, shift_json, shift_lines

OPEN = ("incidents", "promises", "degraded", "returning", "people", "watch", "questions")


class ShiftWriter:
    """Of one shift in one language."""

    def __init__(
        self, found: ShiftSummary, now: datetime, lang: str, beside: Sequence[Shift] = ()
    ) -> None:
        self.beside = beside
        self.found = found
        self.now = now
        self.lang = lang

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"summary.shift-{key}", **fill)

    def clock(self, at: datetime) -> str:
        return clock(at, self.now) if at.year == self.now.year else f"{at:%Y-%m-%d %H:%M}"

    def page(self) -> Page:
        sections = [
            self._section("decide", self._decide()),
            self._section("open", self._open(), at=self.clock(self.found.sheet.now)),
            self._section("incidents", [self._incident(s) for s in self.found.shares]),
            self._section("told", self._told()),
            self._section("promises", self._promises()),
            self._section("work", self._work()),
            self._section("floor", self._floor()),
            self._section("log", self._log()),
        ]
        title = self.say("title", ref=self.found.shift.ref)
        return Page(title, "", [], sections)

    def _section(self, name: str, lines: list[Line], at: str = "") -> Section:
        """``at``: what it says is of that time, and not of the one at which it is read."""
        none = [Line(word(self.lang, "handover.none"))]
        title = self.say(f"title-{name}")
        if at:
            key = "then" if self.found.shift.cut is not None else "now"
            title = self.say(f"as-{key}", title=title, at=at)
        return Section(f"shift-{name}", title, "", lines or none)

    # ---- what needs somebody -------------------------------------------------------------

    def _decide(self) -> list[Line]:
        """What a supervisor has to settle: nobody told, broken promises, nobody's things."""
        found, shift = self.found, self.found.shift
        out = lost_lines(found.sheet.lost, self.lang)
        out += [Line(text, loud=True) for text in disagreeing(shift, self.now, self.lang)]
        out += [
            Line(self.say("never", ref=ref, what=self._what(ref, line)), loud=True)
            for ref, line in found.late()
            if line.status == "not-told" and line.kind == "tell"
        ]
        out += [self._broken(p) for p in found.promises if p.result == "broken"]
        out += [
            Line(self.say("refused", who=clean(r.who, 60), reason=clean(r.reason, 200)), loud=True)
            for r in (shift.refusals if shift.accepted is None else [])
        ]
        out += [
            Line(
                self.say(
                    "differs", thing=clean(c.thing, 60), off=f"{c.found - (c.should or 0):+d}"
                ),
                True,
            )
            for c in found.sheet.counts
            if c.differs
        ]
        if shift.open and found.sheet.orphans:
            out.append(Line(self.say("orphans", n=len(found.sheet.orphans))))
        if not shift.open and not shift.signed:
            out.append(Line(word(self.lang, "shift.unsigned")))
        return out

    def _broken(self, one: Promise) -> Line:
        name, at = clean(one.name, 60), self.clock(one.due)
        return Line(self.say("broken", name=name, at=at, where=self._where(one.where)), loud=True)

    def _open(self) -> list[Line]:
        """What was open when it ended, or is now, as on the sheet: of an incident also what of it
        concerns people, and what is due."""
        writer = SheetWriter(self.found.sheet, self.lang)
        out: list[Line] = []
        for held in self.found.sheet.incidents:
            out += [*leading(writer, held), *due_lines(writer, held, "held-due-alone")]
        out += [writer.owed(one) for one in self.found.sheet.owed]
        for heading in OPEN:
            out += [writer.thing(thing) for thing in self.found.sheet.of(heading)]
        return out

    def _incident(self, share: Share) -> Line:
        incident = share.incident
        title = clean(incident.checklist.title.get(self.lang), 60)
        opened = self.clock(incident.opened) if incident.opened else "-"
        if incident.closed is not None:
            end = self.say("closed-at", at=self.clock(incident.closed))
        else:
            end = self.say("still-open")
        return Line(self.say("incident", ref=share.ref, title=title, opened=opened, end=end,
                             n=len(share.entries)))  # fmt: skip

    # ---- deadlines, promises -------------------------------------------------------------

    def _told(self) -> list[Line]:
        """Each row of figures by itself, the plan's apart from ours, in the words of an incident's
        page; then everyone by name who was told late by a minute and more, or never."""
        out = []
        for name in ROWS:
            row = self.found.kept.get(name)
            if row is not None:
                label = word(self.lang, f"summary.row-{name}")
                parts = kept_parts(figures(row), self.lang)
                text = word(self.lang, "summary.kept-row", row=label, due=row.due, parts=parts)
                out.append(Line(text, bool(row.never) and name.startswith("told")))
        for ref, line in self.found.late():
            if line.status == "not-told":
                text = self.say("never", ref=ref, what=self._what(ref, line))
            else:
                by = span(line.late, self.lang)
                text = self.say("late", ref=ref, what=self._what(ref, line), by=by)
                text += self._afterwards(line.answered)
            out.append(Line(text, line.status == "not-told", indent=2))
        return out

    def _afterwards(self, at: datetime | None) -> str:
        """That it was done only once the shift was over: by whom came next, whose page has it not.
        """
        cut = self.found.shift.cut
        past = cut is not None and at is not None and at >= cut.at
        return self.say("afterwards", at=self.clock(at)) if past and at is not None else ""

    def _what(self, ref: str, line: Deadline) -> str:
        share = next(one for one in self.found.shares if one.ref == ref)
        return timer_text(share.incident, line.timer, self.lang, about_whom(share.incident, line))

    def _promises(self) -> list[Line]:
        found = self.found
        if not (found.promises or found.moved or found.waiting):
            return []
        told = found.results()
        text = self.say("promised", kept=told["kept"], late=told["late"], broken=told["broken"],
                        given=told["given-up"], moved=found.moved, due=len(found.promises),
                        open=found.waiting)  # fmt: skip
        brief = sum(one.result == "kept" and one.late > 0 for one in found.promises)
        text += self.say("promised-brief", n=brief) if brief else ""
        out = [Line(text)]
        wrong = [one for one in self.found.promises if one.result in ("late", "broken")]
        return out + [self._promise(one) for one in wrong]

    def _promise(self, one: Promise) -> Line:
        text = self.say(
            f"promise-{one.result}",
            name=clean(one.name, 60),
            at=self.clock(one.due),
            by=span(one.late, self.lang),
            where=self._where(one.where),
        )
        if one.result == "late":
            text += self._afterwards(one.due + timedelta(seconds=one.late))
        return Line(text, one.result == "broken", indent=2)

    def _where(self, where: str) -> str:
        """An incident's reference, or the register's name in words."""
        key = f"register.{where}"
        return word(self.lang, key) if has(key) else clean(where, 40)

    # ---- work, floor, log ----------------------------------------------------------------

    def _work(self) -> list[Line]:
        found = self.found
        out = [Line(self.say("calls", n=found.calls, unanswered=found.unanswered))]
        for skip in found.skips:
            share = next(one for one in found.shares if one.ref == skip.ref)
            view = share.incident.view(skip.step)
            step = (
                clean(step_text(share.incident, view, self.lang), 80)
                if view is not None
                else skip.step
            )
            why, by = clean(skip.reason, 200), writer(skip.by, self.lang)
            text = self.say("skipped", ref=skip.ref, step=step, by=by, reason=why)
            out.append(Line(text, indent=2))
        return out

    def _floor(self) -> list[Line]:
        """Who was there, who else was on, and the figures of the floor."""
        shift = self.found.shift
        out = [Line(text) for text in shift_lines(shift, self.now, self.lang)[:3]]
        if self.beside:
            others = [list_line(other, self.now, self.lang) for other in self.beside]
            out.append(Line(self.say("beside", shifts=others)))
        if self.found.offered:
            share = 100 * self.found.answered / self.found.offered
            text = self.say("rate", offered=self.found.offered, answered=self.found.answered,
                            percent=f"{share:.1f}%", n=len(shift.figures))  # fmt: skip
            out.append(Line(text))
        return out

    def _log(self) -> list[Line]:
        found = self.found
        text = self.say(
            "entries", n=found.entries, corrections=found.corrections, undos=found.undos
        )
        early, calls = found.before
        if early and found.shift.since is not None:
            began = self.clock(found.shift.since)
            text += self.say("before", n=early, calls=calls, at=began)
        sound = self.say("damaged", n=found.damages) if found.damages else self.say("sound")
        out = [Line(text), Line(self.say("code", code=found.code) + sound, bool(found.damages))]
        for signed in found.shift.signed:
            out.append(
                Line(word(self.lang, "shift.signed", at=self.clock(signed.at),
                          name=clean(signed.name, 60), comment=clean(signed.comment, 500) or "-"))
            )  # fmt: skip
        return out


def page(
    found: ShiftSummary, now: datetime, lang: str, beside: Sequence[Shift] = ()
) -> Page:
    """``beside``: shifts of the same site that were on at the same time."""
    return ShiftWriter(found, now, lang, beside).page()


def as_json(found: ShiftSummary, now: datetime) -> dict[str, Any]:
    """Stable keys (the table of fields in ``data/README.md``)."""
    return {
        "shift": shift_json(found.shift),
        "entry_count": found.entries,
        "incidents": [
            {
                "ref": share.ref,
                "type": share.incident.checklist.id,
                "opened": iso(share.incident.opened),
                "closed": iso(share.incident.closed),
                "entry_count": len(share.entries),
                "withdrawn": share.withdrawn,
            }
            for share in found.shares
        ],
        "kept": {
            name: {
                "fell_due": row.due,
                "in_time": row.in_time,
                "brief": row.brief,
                "late": row.late,
                "never": row.never,
            }
            for name, row in found.kept.items()
        },
        "late_ones": [
            {"ref": ref, "timer": d.timer, "status": d.status, "late_seconds": d.late}
            for ref, d in found.late()
        ],
        "promises_due": [
            {
                "where": p.where,
                "name": p.name,
                "promised": iso(p.due),
                "result": p.result,
                "late_seconds": p.late,
                "moves_count": p.moves,
            }
            for p in found.promises
        ],
        "skipped_steps": [
            {"ref": s.ref, "step": s.step, "reason": s.reason, "by": s.by, "at": iso(s.at)}
            for s in found.skips
        ],
        "moved_promises": found.moved,
        "waiting_promises": found.waiting,
        "call_count": found.calls,
        "unanswered": found.unanswered,
        "corrections": found.corrections,
        "undos": found.undos,
        "offered_calls": found.offered,
        "answered_calls": found.answered,
        "damaged_places": found.damages,
        "log_code": found.code,
    }
