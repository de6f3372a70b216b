"""A closed incident as a scenario: what came from outside at its minute, what the list wanted by
its deadlines. Made of a log in which people are hidden already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.names import StepKey
from kit.incidents.incident.show.texts import caller, step_text, value_text
from kit.readiness.drills.rules.check import MOST_INJECTS, MOST_MINUTES
from kit.readiness.drills.rules.script import (
    Auto,
    Expect,
    Inject,
    InjectKind,
    Module,
    Scenario,
)
from kit.review.archive.rules.deadlines_kept import Deadline
from kit.review.summary.rules.summary import Summary

ANSWERS = ("choice", "number", "minutes", "text")  # what somebody reported
MANAGERS = ("manager", "executive", "director", "head")
LONG = 200
HIDDEN = re.compile(r"[(（](?:hidden |隐去)[0-9A-Z]{2,8}[)）]")  # words of somebody, as redacted


def learnt(
    incident: Incident, entries: Sequence[Entry], summary: Summary, words: Sequence[str] = ()
) -> Scenario | None:
    """``entries`` count and are in order; ``words``: names of customers, left out of what was said.
    ``None`` where nothing came from outside and nothing had a deadline."""
    made = _Learnt(incident, entries, summary, words)
    injects = made.injects()
    start = made.start()
    if not injects and not start.expect:
        return None
    return made.scenario([start, *injects])


class _Learnt:
    def __init__(
        self, incident: Incident, entries: Sequence[Entry], summary: Summary, words: Sequence[str]
    ) -> None:
        self.incident, self.entries, self.summary = incident, entries, summary
        self.words = sorted((w for w in words if len(w.strip()) > 1), key=len, reverse=True)
        self.opened: datetime = incident.opened or summary.until

    def both(self, key: str, **fill: dict[str, str] | str) -> Text:
        """A sentence in both languages; what is filled in may differ by them."""
        out = []
        for lang in ("zh", "en"):
            given = {k: v[lang] if isinstance(v, dict) else v for k, v in fill.items()}
            said = word(lang, f"drill.{key}", **given)
            out.append(self.hidden(HIDDEN.sub(word(lang, "drill.from-hidden"), said)))
        return Text(out[0], out[1])

    def hidden(self, text: str) -> str:
        for name in self.words:
            text = text.replace(name, "…")
        return clean(text, 500)

    def minute(self, at: datetime) -> float:
        return max(0.0, round((at - self.opened).total_seconds() / 60, 1))

    # ---- what came from outside -------------------------------------------------------------

    def injects(self) -> list[Inject]:
        out: list[Inject] = []
        for entry in self.entries:
            if entry.at < self.opened or self.minute(entry.at) > MOST_MINUTES:
                continue
            for kind, text in self._outside(entry):
                id_ = f"i{len(out) + 1}"
                out.append(Inject(id_, self.minute(entry.at), kind, text))
        return out[: MOST_INJECTS - 1]

    def _outside(self, entry: Entry) -> Iterator[tuple[InjectKind, Text]]:
        event = entry.event
        match event:
            case ev.Called():
                yield from self._called(event)
            case ev.ForecastGiven():
                said = self._forecast(event, entry.at)
                yield "said", self.both("from-forecast", who=self._who("", event.who), said=said)
            case ev.CallbackAdded():
                yield "outside", self.both("from-callback")
            case ev.PlanAdded():
                title = event.checklist.title
                named = {"zh": title.zh, "en": title.en}
                yield "second-incident", self.both("from-plan", type=named)
            case ev.StepDone():
                yield from self._answered(event)

    def _who(self, role: str, who: str) -> dict[str, str]:
        return {lang: caller(self.incident, role, who, lang) for lang in ("zh", "en")}

    def _called(self, event: ev.Called) -> Iterator[tuple[InjectKind, Text]]:
        who = self._who(event.role, "" if event.role else event.who)
        if event.result != "reached":
            kind: InjectKind = "unreachable" if event.role in MANAGERS else "no-answer"
            yield kind, self.both("from-no-answer", who=who)
        elif event.said.strip():
            yield "said", self.both("from-reached", who=who, said=clean(event.said, LONG))

    def _forecast(self, event: ev.ForecastGiven, at: datetime) -> dict[str, str]:
        if event.due is None:
            return {lang: word(lang, "drill.from-forecast-unknown") for lang in ("zh", "en")}
        minutes = max(1, round((event.due - at).total_seconds() / 60))
        return {lang: word(lang, "drill.from-forecast-in", n=minutes) for lang in ("zh", "en")}

    def _answered(self, event: ev.StepDone) -> Iterator[tuple[InjectKind, Text]]:
        name = StepKey(event.step)
        plan = self.incident.plan(name.plan)
        step = plan.checklist.step(name.step) if plan is not None else None
        if step is None or step.answer not in ANSWERS or not event.value or name.about:
            return
        both = ("zh", "en")
        texts = {lang: step_text(self.incident, event.step, lang) for lang in both}
        said = {lang: value_text(self.incident, event.step, event.value, lang) for lang in both}
        yield "said", self.both("from-answer", step=texts, value=said)

    # ---- what the list wanted ---------------------------------------------------------------

    def start(self) -> Inject:
        title = self.incident.checklist.title
        named = {"zh": title.zh, "en": title.en}
        return Inject(
            "start", 0, "said", self.both("from-start", type=named), expect=self._wanted()
        )

    def _wanted(self) -> list[Expect]:
        found: dict[str, Expect] = {}
        for line in [*self.summary.notices, *self.summary.deadlines]:
            expect = self._deadline(line, len(found) + 1)
            if expect is not None and line.timer not in found:
                found[line.timer] = expect
        return list(found.values()) or self._critical()

    def _deadline(self, line: Deadline, number: int) -> Expect | None:
        by = round(line.planned / 60, 1)
        rule = self.incident.rule(line.timer)
        if not 0 < by <= MOST_MINUTES or line.round != 1 or rule is None:
            return None
        points = 2 if line.owner == "plan" else 1
        if line.kind == "tell" and line.tell:
            role = line.tell[0]
            title = self.incident.role_title(role)
            do = self.both("from-expect-told", n=f"{by:g}", who={"zh": title.zh, "en": title.en})
            told = Auto("call", who=role, since="start")
            return Expect(f"e{number}", do, by, points, told, item="warning")
        step = self.incident.timer_step(line.timer)
        if not step:
            return None
        return self._step(step, by, points, number)

    def _step(self, key: str, by: float, points: int, number: int) -> Expect:
        texts = {lang: step_text(self.incident, key, lang) for lang in ("zh", "en")}
        do = self.both("from-expect-step", n=f"{by:g}", step=texts)
        return Expect(f"e{number}", do, by, points, Auto("step", step=key), item="handling")

    def _critical(self) -> list[Expect]:
        """Where the list has no deadline: the steps that must be done, in the time they took."""
        steps = [line for phase in self.summary.phases for line in phase.steps]
        done = [s for s in steps if s.critical and s.status == "done" and s.after is not None]
        known = [s for s in done if not StepKey(s.key).about][:6]
        return [
            self._step(
                s.key, float(max(1, min(MOST_MINUTES, round((s.after or 0) / 60 + 1)))), 1, n
            )
            for n, s in enumerate(known, 1)
        ]

    # ---- the file ---------------------------------------------------------------------------

    def scenario(self, injects: list[Inject]) -> Scenario:
        title = self.incident.checklist.title
        named = {"zh": title.zh, "en": title.en}
        at = f"{self.opened:%H:%M}"
        last = max(i.after + max((e.by for e in i.expect), default=5) for i in injects)
        return Scenario(
            1,
            f"from-{self.incident.ref.lower()}",
            self.both("from-title", title=named),
            self.both("from-goal"),
            self.incident.type,
            at,
            min(MOST_MINUTES, int(last) + 1),
            self.both("from-story", type=named),
            source=word("zh", "drill.from-source", ref=self.incident.ref),
            modules=[Module("course", at, self.both("from-module"), injects)],
        )


# ---- as TOML -------------------------------------------------------------------------------------


def toml(scenario: Scenario) -> str:
    """The file, in the shape in which people write them."""
    out = [f"# {clean(scenario.title.zh, 100)}  kit drill plan {scenario.id} --check"]
    top = msgspec.to_builtins(scenario)
    modules = top.pop("modules")
    top = {"format": 1, **{k: v for k, v in top.items() if k != "format"}}
    out += [f"{name} = {_value(value)}" for name, value in top.items()]
    for module in modules:
        injects = module.pop("injects", [])
        out += ["", "[[modules]]", *_table(module)]
        for inject in injects:
            expects = inject.pop("expect", [])
            out += ["", "[[modules.injects]]", *_table(inject)]
            for expect in expects:
                out += ["[[modules.injects.expect]]", *_table(expect)]
    return "\n".join(out) + "\n"


def _table(values: dict[str, Any]) -> list[str]:
    return [f"{name} = {_value(value)}" for name, value in values.items()]


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} = {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
