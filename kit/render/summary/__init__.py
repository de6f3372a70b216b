"""The summary in words: one list of sections, from which every face is made.

The numbers come from ``core/measures.py``; here they get titles, times and sentences, so that the
terminal and the Markdown file cannot differ. JSON carries the numbers themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from kit.core import events as ev
from kit.core.acts import clean
from kit.core.incident import Incident
from kit.core.measures import Deadline, Duration, Owed, PhaseSteps, StepLine, Summary
from kit.render.summary.pages import Report, Section
from kit.render.text import span
from kit.render.timeline import (
    caller,
    cause,
    clock,
    entry_json,
    grade,
    label,
    local,
    outcome,
    step_text,
    timeline,
    timer_text,
    value_text,
)
from kit.render.words import word


def report(
    incident: Incident, entries: Sequence[ev.Entry], summary: Summary, lang: str
) -> Report:
    return _Writer(incident, entries, summary, lang).report()


def as_json(
    incident: Incident, entries: Sequence[ev.Entry], summary: Summary, lang: str
) -> dict[str, Any]:
    """The numbers with stable keys; ``texts`` names timers, steps and roles in ``lang``."""
    out: dict[str, Any] = msgspec.to_builtins(summary)
    lines = [*summary.notices, *summary.deadlines]
    roles = incident.profile.roles if incident.profile else {}
    out["texts"] = {
        "type": _titles(incident, lang),
        "timers": {d.timer: timer_text(incident, d.timer, lang) for d in lines},
        "steps": {
            s.key: step_text(incident, s.key, lang) for p in summary.phases for s in p.steps
        },
        "roles": {role: clean(incident.role_title(role).get(lang)) for role in roles},
    }
    out["timeline"] = [entry_json(entry) for entry in entries]
    return out


def minutes(seconds: int, lang: str) -> str:
    """Exact: ``4 分 10 秒``, ``60 min``; never rounded, never turned into hours."""
    sign = "-" if seconds < 0 else ""
    whole, rest = divmod(abs(seconds), 60)
    parts = []
    if whole or not rest:
        parts.append(word(lang, "summary.minutes", n=whole))
    if rest:
        parts.append(word(lang, "summary.seconds", n=rest))
    return sign + " ".join(parts)


def _titles(incident: Incident, lang: str) -> str:
    plus = word(lang, "summary.plus")
    return plus.join(clean(plan.checklist.title.get(lang)) for plan in incident.plans)


class _Writer:
    def __init__(
        self, incident: Incident, entries: Sequence[ev.Entry], summary: Summary, lang: str
    ) -> None:
        self.incident = incident
        self.entries = entries
        self.summary = summary
        self.lang = lang
        self.mark = word(lang, "talk.drill") if summary.drill else ""

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"summary.{key}", **fill)

    def clock(self, at: datetime) -> str:
        return clock(self.incident, at)

    def minutes(self, seconds: int) -> str:
        return minutes(seconds, self.lang)

    def section(
        self,
        name: str,
        lines: list[str] | None = None,
        columns: list[str] | None = None,
        rows: list[list[str]] | None = None,
        widths: list[int] | None = None,
        empty: str = "",
        loud: Iterable[object] = (),
        **fill: object,
    ) -> Section:
        """``empty`` is the line that stands where there is nothing to show; ``loud`` says of each
        row whether a reader must not miss it."""
        title = self.say(f"title-{name}", **fill)
        if rows:
            heads = [self.say(f"column-{c}") for c in columns or []]
            marked = [index for index, one in enumerate(loud) if one]
            return Section(name, title, self.mark, lines or [], heads, rows, widths or [], marked)
        return Section(name, title, self.mark, lines or ([self.say(empty)] if empty else []))

    def report(self) -> Report:
        title = self.say("title")
        sections = [
            self.late(),
            self.notices(),
            self.deadlines(),
            self.durations(),
            self.levels(),
            *[self.phase(p) for p in self.summary.phases],
            self.callbacks(),
            self.actions(),
            self.timeline(),
            self.log(),
        ]
        return Report(
            f"{self.mark} {title}" if self.mark else title,
            self.head(),
            [s for s in sections if s is not None],
        )

    # ---- header ---------------------------------------------------------------------------

    def head(self) -> list[tuple[str, str]]:
        s = self.summary
        rows = [("ref", s.ref), ("type", _titles(self.incident, self.lang))]
        if s.title:
            rows.append(("about", clean(s.title)))
        if self.incident.profile:
            rows.append(("site", clean(self.incident.profile.title.get(self.lang))))
        if s.drill:
            rows.append(("drill", self.say("drill-yes")))
        rows.append(("leader", clean(s.leader)))
        if s.opened:
            rows.append(("opened", f"{local(self.incident, s.opened):%Y-%m-%d %H:%M:%S}"))
        rows.append(("closed", self._closed()))
        rows.append(("lasted", span(s.seconds, self.lang)))
        if s.closed:
            rows.append(("outcome", self._outcome()))
        if s.reopened:
            rows.append(("reopened", self._times(s.reopened)))
        return [(self.say(key), value) for key, value in rows]

    def _closed(self) -> str:
        s = self.summary
        if s.closed is None:
            return self.say("still-open", at=f"{local(self.incident, s.until):%H:%M}")
        return f"{local(self.incident, s.closed):%Y-%m-%d %H:%M:%S}"

    def _outcome(self) -> str:
        note = clean(self.summary.closing_note)
        text = outcome(self.summary.outcome, self.lang)
        return self.say("with-note", text=text, note=note) if note else text

    def _times(self, times: list[datetime]) -> str:
        comma = self.say("comma")
        return comma.join(self.clock(at) for at in times)

    # ---- deadlines ------------------------------------------------------------------------

    def late(self) -> Section:
        s, total = self.summary, self.summary.lateness
        late = [line for line in [*s.notices, *s.deadlines] if line.late]
        late.sort(key=lambda line: -line.late)
        rows = [[self.title_of(d), self.minutes(d.late), self.status(d)] for d in late]
        lines = [
            self.say(
                "late-total",
                all=total.notices,
                ok=total.in_time,
                late=total.late,
                never=total.not_told,
            )
        ]
        if total.late:
            lines.append(
                self.say(
                    "late-sum",
                    sum=self.minutes(total.seconds),
                    worst=self.minutes(total.worst),
                )
            )
        other = [d.late for d in s.deadlines if d.late]
        if other:
            worst = self.minutes(max(other))
            lines.append(self.say("late-other", n=len(other), worst=worst))
        if total.nobody or total.escalations:
            lines.append(self.say("late-ladder", up=total.escalations, nobody=total.nobody))
        if not rows:
            lines.append(self.say("nothing-late"))
        missed = [line.status == "not-told" and line.kind == "tell" for line in late]
        return self.section("late", lines, ["what", "late", "how"], rows, [5, 2, 3], loud=missed)

    def title_of(self, line: Deadline) -> str:
        title = self.of_plan(line.timer, timer_text(self.incident, line.timer, self.lang))
        return self.say("round", title=title, n=line.round) if line.round > 1 else title

    def of_plan(self, key: str, text: str) -> str:
        """Which checklist it belongs to, where that is not the first."""
        for plan in self.incident.plans[1:]:
            if key.removeprefix("hand:").startswith(plan.prefix):
                title = clean(plan.checklist.title.get(self.lang))
                return self.say("of-plan", text=text, plan=title)
        return text

    def status(self, line: Deadline) -> str:
        kind = "told" if line.kind == "tell" else "answered"
        if line.status in ("in-time", "late", "not-told"):
            return self.say(f"{kind}-{line.status}")
        return self.say(f"status-{line.status}")

    def notices(self) -> Section:
        rows = [self._row(line) for line in self.summary.notices]
        return self.section(
            "notices",
            None,
            ["what", "planned", "actual", "result", "course"],
            rows,
            [5, 3, 3, 4, 8],
            empty="no-notices",
            loud=[line.late for line in self.summary.notices],
        )

    def deadlines(self) -> Section | None:
        rows = [self._row(line) for line in self.summary.deadlines]
        if not rows:
            return None
        return self.section(
            "deadlines",
            None,
            ["what", "planned", "actual", "result", "course"],
            rows,
            [5, 3, 3, 4, 8],
            loud=[line.late for line in self.summary.deadlines],
        )

    def _row(self, line: Deadline) -> list[str]:
        planned = f"{self.minutes(line.planned)} ({self.clock(line.due)})"
        actual = "-"
        if line.answered is not None and line.answered_after is not None:
            actual = f"{self.minutes(line.answered_after)} ({self.clock(line.answered)})"
        result = self.status(line)
        if line.late:
            result = self.say("by", text=result, late=self.minutes(line.late))
        return [self.title_of(line), planned, actual, result, self._course(line)]

    def _course(self, line: Deadline) -> str:
        """What happened on the way, in order."""
        told: list[tuple[int, str]] = []
        for number, one in enumerate(line.tries, 1):
            who = caller(self.incident, one.role, one.who, self.lang)
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
        if line.answered is not None and not any(t.result == "reached" for t in line.tries):
            who = caller(self.incident, line.role, line.who, self.lang)
            if who:
                parts.append(self.say("told-whom", who=who))
        if line.reason and line.answered is None:
            why = cause(self.incident, line.reason, self.lang)
            parts.append(self.say("ended", reason=why))
        return self.say("semicolon").join(parts) or "-"

    # ---- times, levels, steps ---------------------------------------------------------------

    def durations(self) -> Section:
        rows = [self._duration(d) for d in self.summary.durations]
        columns = ["milestone", "at", "from-opening", "from-detection"]
        return self.section("durations", None, columns, rows, [2, 2, 3, 3])

    def _duration(self, line: Duration) -> list[str]:
        name = self.say(f"milestone-{line.milestone}")
        if line.at is None or line.from_opening is None or line.from_detection is None:
            unknown = self.say("unknown")
            return [name, unknown, unknown, unknown]
        return [
            name,
            self.clock(line.at),
            self.minutes(line.from_opening),
            self.minutes(line.from_detection),
        ]

    def levels(self) -> Section | None:
        if not any(plan.checklist.levels for plan in self.incident.plans):
            return None
        rows = []
        for change in self.summary.levels:
            new = grade(self.incident, change.level, self.lang, change.plan)
            old = grade(self.incident, change.before, self.lang, change.plan)
            plan = next((p for p in self.incident.plans if p.prefix == change.plan), None)
            if change.plan and plan is not None:
                new = f"{clean(plan.checklist.title.get(self.lang))}: {new}"
            at = f"{self.minutes(change.after)} ({self.clock(change.at)})"
            rows.append([at, new, old or "-", clean(change.reason) or "-", clean(change.by)])
        columns = ["at", "level", "before", "reason", "by"]
        return self.section("levels", None, columns, rows, [4, 5, 5, 6, 3], empty="no-level")

    def phase(self, phase: PhaseSteps) -> Section:
        counts = [
            self.say(f"count-{name}", n=getattr(phase, name))
            for name in ("done", "skipped", "not_applicable", "handed", "open")
            if getattr(phase, name) or name in ("done", "open")
        ]
        rows = [self._step(line) for line in phase.steps]
        name = word(self.lang, f"screen.phase-{phase.phase}")
        columns = ["status", "at", "step", "answer"]
        missed = [s.critical and s.status not in ("done", "not-applicable") for s in phase.steps]
        line = self.say("comma").join(counts)
        shares = [3, 2, 8, 6]
        return self.section("phase", [line], columns, rows, shares, loud=missed, phase=name)

    def _step(self, line: StepLine) -> list[str]:
        status = word(self.lang, f"screen.status-{line.status}")
        if line.critical and line.status not in ("done", "not-applicable"):
            status = self.say("critical", status=status)
        at = self.clock(line.at) if line.at else "-"
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

    def _owed(self, one: Owed) -> list[str]:
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
            self.clock(one.promised) if one.promised else "-",
            self.say("semicolon").join(tries) or "-",
        ]

    def actions(self) -> Section | None:
        s = self.summary
        if not s.actions:
            return None
        rows = []
        for one in s.actions:
            state = self.say("action-done", at=self.clock(one.done)) if one.done else ""
            owner = label(self.incident, one.owner, self.lang) if one.owner else "-"
            rows.append(
                [state or self.say("action-open"), clean(one.text), owner, clean(one.due) or "-"]
            )
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
