"""The summary of one incident in words: a list of sections, from which every face is made.

The numbers come from ``rules/summarise``; here they get titles, times and sentences, so that the
terminal and the Markdown file cannot differ. JSON carries the numbers themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.cells import span
from kit.ground.base.clean import clean
from kit.ground.base.named import named, writer
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Fact, Page, Section, cells
from kit.ground.documents.spans import lasting
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.learnt import CauseFound
from kit.incidents.incident.rules.milestones import Duration
from kit.incidents.incident.rules.place import site_name
from kit.incidents.incident.show.entries import entry_json, timeline
from kit.incidents.incident.show.phases import phase_name
from kit.incidents.incident.show.standing import title
from kit.incidents.incident.show.standing_json import cause_json, plan_named, site_json
from kit.incidents.incident.show.texts import (
    grade,
    label,
    local,
    outcome,
    step_text,
    timer_text,
    value_text,
)
from kit.people.registers.rules.tally import Tally
from kit.review.archive.rules.deadlines_kept import promised_to
from kit.review.archive.show.registered import as_data, registered
from kit.review.summary.rules.summarise import Owed, PhaseSteps, StepLine, Summary
from kit.review.summary.rules.summary import Improvement
from kit.review.summary.show.late import LateWriter


def page(
    incident: Incident,
    entries: Sequence[Entry],
    summary: Summary,
    lang: str,
    tied: Sequence[str] = (),
    tallies: Sequence[Tally] = (),
) -> Page:
    """``tied``: what goes on in registers, a line each, the first a heading;
    ``tallies``: what each register received in it."""
    writer = _Writer(incident, entries, summary, lang)
    writer.tied = tied
    return writer.page(tallies)


def as_json(
    incident: Incident,
    entries: Sequence[Entry],
    summary: Summary,
    lang: str,
    tallies: Sequence[Tally] = (),
) -> dict[str, Any]:
    """The numbers with stable keys; titles of timers and steps in ``lang``."""
    out: dict[str, Any] = msgspec.to_builtins(summary)
    for line, timer in zip(
        [*out["notices"], *out["deadlines"]],
        [*summary.notices, *summary.deadlines],
        strict=True,
    ):
        line["title"] = timer_text(incident, timer.timer, lang, promised_to(timer))
    for phase in out["phases"]:
        for step in phase["steps"]:
            step["do"] = step_text(incident, step["step"], lang)
    for change in out["level_changes"]:
        change["plan"] = plan_named(incident, change["plan"])
    out["damages"] = [
        {"journal": harm.journal, "first": first, "last": last, "bytes": harm.bytes}
        for harm in summary.damages
        for first, last in [harm.entries]
    ]
    roles = incident.profile.roles if incident.profile else {}
    return {
        **out,
        "title": title(incident, lang),
        "site": site_json(incident, lang),
        "role_titles": {role: clean(incident.role_title(role).get(lang)) for role in roles},
        "register_counts": as_data(tallies),
        **cause_json(incident, lang),
        "entries": [entry_json(entry) for entry in entries],
    }


def _titles(incident: Incident, lang: str) -> str:
    plus = word(lang, "summary.plus")
    return plus.join(clean(plan.checklist.title.get(lang)) for plan in incident.plans)


def cause_text(found: CauseFound, lang: str) -> str:
    text = clean(found.called.get(lang), 200)
    if found.repeat_of:
        text += word(lang, "summary.cause-repeat", ref=clean(found.repeat_of, 40))
    note = clean(found.note)
    return text + (word(lang, "summary.cause-note", text=note) if note else "")


class _Writer(LateWriter):
    tied: Sequence[str] = ()

    def page(self, tallies: Sequence[Tally]) -> Page:
        title = self.say("title")
        sections = [
            self.late(),
            self.never(),
            self.answered_late(),
            self.changed(),
            self.notices(),
            self.deadlines(),
            self.durations(),
            self.levels(),
            *[self.phase(p) for p in self.summary.phases],
            self.callbacks(),
            self.section("registers", [*self.tied]) if self.tied else None,
            *registered(tallies, self.lang, self.mark),
            self.actions(),
            self.timeline(),
            self.log(),
        ]
        return Page(
            f"{self.mark} {title}" if self.mark else title,
            facts=self.facts(),
            sections=[s for s in sections if s is not None],
        )

    # ---- header ---------------------------------------------------------------------------

    def facts(self) -> list[Fact]:
        s = self.summary
        known: list[tuple[str, str | Cell]] = [
            ("ref", s.ref),
            ("type", _titles(self.incident, self.lang)),
        ]
        if s.title:
            known.append(("about", clean(s.title)))
        if self.incident.profile:
            known.append(("site", site_name(self.incident, self.lang)))
        if s.drill:
            known.append(("drill", self.say("drill-yes")))
        known.append(("leader", named(s.leader, self.lang, 4000)))
        if s.opened:
            known.append(("opened", self._exactly(s.opened)))
        known.append(("closed", self._closed()))
        known.append(("lasted", Cell(span(s.seconds, self.lang), "duration", s.seconds)))
        if len(s.outages) > 1:
            known.append(("outages", self._outages()))
        if s.closed:
            known.append(("outcome", self._outcome()))
        if self.incident.cause is not None:
            known.append(("cause", cause_text(self.incident.cause, self.lang)))
        if s.reopened:
            known.append(("reopened", self._times(s.reopened)))
            known.append(("spells", self._spells()))
        values = cells(value for _, value in known)
        return [Fact(self.say(key), value) for (key, _), value in zip(known, values, strict=True)]

    def _exactly(self, at: datetime) -> Cell:
        return Cell(f"{local(self.incident, at):%Y-%m-%d %H:%M:%S}", "time", at)

    def _outages(self) -> str:
        """``45 min + 18 min``: each time it was down; one that lasts yet is counted until now."""
        lasted = [
            span(((each.back or self.summary.until) - each.down).total_seconds(), self.lang)
            for each in self.summary.outages
        ]
        return " + ".join(lasted)

    def _closed(self) -> str | Cell:
        s = self.summary
        if s.closed is None:
            return self.say("still-open", at=f"{local(self.incident, s.until):%H:%M}")
        return self._exactly(s.closed)

    def _outcome(self) -> str:
        note = clean(self.summary.closing_note)
        text = outcome(self.summary.outcome, self.lang)
        return self.say("with-note", text=text, note=note) if note else text

    def _times(self, times: list[datetime]) -> str:
        comma = self.say("comma")
        return comma.join(self.clock(at) for at in times)

    def _spells(self) -> str:
        """How long it was open each time."""
        each = [self.minutes(one.seconds) for one in self.summary.spells]
        return self.say("plus").join(each)

    def changed(self) -> Section | None:
        """What came after the first closing and changed a figure."""
        changes = self.summary.changes
        if not changes:
            return None
        rows: list[list[str | Cell]] = [
            [self.at(one.at), self.say(f"change-{one.what}"), writer(one.by, self.lang)]
            for one in changes
        ]
        return self.section("changed", None, ["at", "what", "who"], rows, [3, 6, 3])

    # ---- times, levels, steps ---------------------------------------------------------------

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
            self._since_opening(line.from_opening),
            lasting(line.from_detection, self.lang),
        ]

    def _since_opening(self, seconds: int) -> Cell:
        cell = lasting(abs(seconds), self.lang)
        if seconds >= 0:
            return cell
        return Cell(self.say("before", after=cell.text), cell.kind, seconds)

    def levels(self) -> Section | None:
        if not any(plan.checklist.levels for plan in self.incident.plans):
            return None
        rows: list[list[str | Cell]] = []
        for change in self.summary.levels:
            new = grade(self.incident, change.level, self.lang, change.plan)
            old = grade(self.incident, change.before, self.lang, change.plan)
            plan = next((p for p in self.incident.plans if p.prefix == change.plan), None)
            if change.plan and plan is not None:
                new = f"{clean(plan.checklist.title.get(self.lang))}: {new}"
            why, who = clean(change.reason) or "-", writer(change.by, self.lang)
            rows.append([self.after(change.after, change.at), new, old or "-", why, who])
        columns = ["at", "level", "before", "reason", "by"]
        return self.section("levels", None, columns, rows, [4, 5, 5, 6, 3], empty="no-level")

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

    # ---- what is left to do -----------------------------------------------------------------

    def callbacks(self) -> Section | None:
        s = self.summary
        if not s.callbacks:
            return None
        rows = [self._owed(one) for one in s.callbacks]
        owed = [not one.settled for one in s.callbacks]
        line = self.say("owed", open=s.callbacks_open, all=len(s.callbacks))
        columns = ["state", "customer", "matter", "promised", "tries"]
        return self.section("callbacks", [line], columns, rows, [3, 5, 6, 3, 6], loud=owed)

    def _owed(self, one: Owed) -> list[str | Cell]:
        name, phone = clean(one.name), clean(one.phone)
        who = f"{name} {phone}" if phone and phone != name else name
        tries = []
        for index, attempt in enumerate(one.tries, 1):
            result = self.say(f"try-{attempt.result}")
            text = self.say("try-line", n=index, at=self.clock(attempt.at), result=result)
            note = clean(attempt.note)
            tries.append(f"{text} ({note})" if note else text)
        return [
            self.say(f"settled-{one.settled or 'open'}"),
            who,
            clean(one.matter) or "-",
            self.at(one.promised) if one.promised else "-",
            self.say("semicolon").join(tries) or "-",
        ]

    def actions(self) -> Section | None:
        s = self.summary
        if not s.actions:
            return None
        rows = [_action(self, one) for one in s.actions]
        line = self.say("actions-open", open=s.actions_open, all=len(s.actions))
        columns = ["state", "action", "owner", "due"]
        return self.section("actions", [line], columns, rows, [3, 8, 3, 3])

    # ---- story and log ----------------------------------------------------------------------

    def timeline(self) -> Section:
        return self.section("timeline", timeline(self.incident, self.entries, self.lang))

    def log(self) -> Section:
        s = self.summary
        lines = [self.say("entries", n=s.entries, late=s.late_entries, fixed=s.corrections)]
        lines += [
            self.say("jump-forward" if j.seconds > 0 else "jump-back", at=self.clock(j.at),
                     by=span(abs(j.seconds), self.lang))
            for j in s.clock_jumps
        ]
        if s.unknown_entries:
            lines.append(self.say("newer", n=s.unknown_entries))
        for harm in s.damages:
            before, after = harm.between
            where = self.say("harm-end", a=before) if after is None else self.say(
                "harm-between", a=before, b=after
            )
            lines.append(self.say("harm", journal=harm.journal, bytes=harm.bytes, where=where))
        if not s.damages:
            lines.append(self.say("no-harm"))
        if s.closing_code:
            lines.append(self.say("closing-code", code=clean(s.closing_code, 40)))
        if s.log_code:
            lines.append(self.say("log-code", code=s.log_code))
        return self.section("log", lines)


def _action(page: _Writer, one: Improvement) -> list[str]:
    """How an improvement action stands, what it is, whose, by when."""
    ends = (("dropped", one.dropped), ("verified", one.verified), ("done", one.done))
    known = [page.say(f"action-{key}", at=page.clock(at)) for key, at in ends if at]
    owner = label(page.incident, one.owner, page.lang) if one.owner else "-"
    state = known[0] if known else page.say("action-open")
    return [state, clean(one.text), owner, clean(one.due) or "-"]
