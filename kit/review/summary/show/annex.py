"""Behind the first page: figures, the other deadlines, every step, and the whole course."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Section
from kit.ground.documents.spans import lasting
from kit.incidents.incident.rules.milestones import Duration
from kit.incidents.incident.show.entries import timeline
from kit.incidents.incident.show.phases import phase_name
from kit.incidents.incident.show.texts import label, step_text, value_text
from kit.review.archive.rules.deadlines_kept import Deadline
from kit.review.summary.rules.first_page import handed, missed, told
from kit.review.summary.rules.summarise import PhaseSteps, StepLine
from kit.review.summary.show.promised import PromisesWriter


class AnnexWriter(PromisesWriter):
    def annex(self) -> Iterator[Section]:
        found = [
            Section("annex", self.say("title-annex"), self.mark),
            self.late(),
            self.others(self.shown()),
            self.promises_rest(),
            self.durations(),
            *[self.phase(each) for each in self.summary.phases],
            self.timeline(),
        ]
        return (replace(each, annex=True) for each in found if each is not None)

    def shown(self) -> list[Deadline]:
        """What the first page tells."""
        rest = self.summary.deadlines
        return [*told(self.summary.notices, self.room.notices).shown, *missed(rest), *handed(rest)]

    def durations(self) -> Section:
        rows = [self._duration(d) for d in self.summary.durations]
        columns = ["milestone", "at", "from-opening", "from-detection"]
        return self.section("durations", None, columns, rows, [2, 2, 3, 3])

    def _duration(self, line: Duration) -> list[str | Cell]:
        name = self.say(f"milestone-{line.milestone}")
        if line.at is None or line.from_opening is None or line.from_detection is None:
            unknown = self.say("unknown")
            return [name, unknown, unknown, unknown]
        return [
            name,
            self.at(line.at),
            self._since(line.from_opening, "before"),
            self._since(line.from_detection, "before-detection"),
        ]

    def _since(self, seconds: int, before: str) -> Cell:
        cell = lasting(abs(seconds), self.lang)
        if seconds >= 0:
            return cell
        return Cell(self.say(before, after=cell.text), cell.kind, seconds)

    def phase(self, phase: PhaseSteps) -> Section:
        counts = [
            self.say(f"count-{name}", n=getattr(phase, name))
            for name in ("done", "skipped", "not_applicable", "handed", "open")
            if getattr(phase, name) or name in ("done", "open")
        ]
        rows = [self._step(line) for line in phase.steps]
        name = phase_name(self.incident, phase.phase, self.lang)
        columns = ["status", "at", "step", "answer"]
        missed = [s.critical and s.status not in ("done", "not-applicable") for s in phase.steps]
        line = self.say("comma").join(counts)
        shares = [3, 2, 8, 6]
        return self.section("phase", [line], columns, rows, shares, loud=missed, phase=name)

    def _step(self, line: StepLine) -> list[str | Cell]:
        status = word(self.lang, f"screen.status-{line.status}")
        if line.critical and line.status not in ("done", "not-applicable"):
            status = self.say("critical", status=status)
        at = self.at(line.at) if line.at else "-"
        step = self.of_plan(line.key, step_text(self.incident, line.key, self.lang))
        if line.hidden:
            step = self.say("hidden", step=step)
        return [status, at, step, self._answer(line, step) or "-"]

    def _answer(self, line: StepLine, step: str) -> str:
        parts = [value_text(self.incident, line.key, line.value, self.lang)]
        who = label(self.incident, line.who, self.lang) if line.who else ""
        if line.status == "handed":
            parts.append(self.say("handed", who=who))
            if line.until:
                parts.append(self.say("until", at=self.clock(line.until)))
        elif who and who not in step:
            parts.append(who)
        if line.reason:
            parts.append(self.say("because", reason=clean(line.reason)))
        return self.say("semicolon").join(part for part in parts if part)

    def timeline(self) -> Section:
        return self.section("timeline", timeline(self.incident, self.entries, self.lang))
