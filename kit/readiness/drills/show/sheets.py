"""The three sheets of a scenario. The player's has the story and the rules and nothing of what is
to come; the controller's every inject with its words; the observer's what is expected, to tick.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.ground.documents.page import (
    Cell,
    Column,
    Fact,
    Line,
    Page,
    Row,
    Section,
    Table,
    cells,
    lines,
)
from kit.ground.journal.as_json import iso
from kit.readiness.drills.rules.script import DAY, Inject, Scenario, clock_minutes
from kit.readiness.drills.rules.table import Table as Evaluation

BOX = "□"


def sheet(
    scenario: Scenario,
    who: str,
    start: datetime | None,
    table: Evaluation,
    lang: str,
    plan: str = "",
) -> Page:
    """``who``: player, controller or observer; ``start``: when it is planned to begin; ``plan``:
    what its list is called, "" where there is none."""
    writer = _Sheets(scenario, start, table, lang, plan)
    return {"player": writer.player, "controller": writer.controller}.get(who, writer.observer)()


def _spoken(source: str, lang: str) -> str:
    """Where a scenario comes from: both languages stand in one line, Chinese before the stroke."""
    zh, stroke, en = clean(source, 300).partition(" / ")
    return en if stroke and lang == "en" else zh


class _Sheets:
    def __init__(
        self,
        scenario: Scenario,
        start: datetime | None,
        table: Evaluation,
        lang: str,
        plan: str,
    ) -> None:
        self.plan = plan
        self.scenario, self.start, self.table, self.lang = scenario, start, table, lang

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"drill.{key}", **fill)

    def text(self, text: Text | None) -> str:
        return clean(text.get(self.lang), 600) if text is not None else ""

    def clock(self, minute: float) -> str:
        """The planned time, or the story's clock."""
        if self.start is not None:
            return f"{self.start + timedelta(minutes=minute):%H:%M}"
        at = int(clock_minutes(self.scenario.start) + minute) % DAY
        return f"{at // 60:02d}:{at % 60:02d}"

    def page(self, who: str, sections: list[Section], more: list[Fact]) -> Page:
        mark = word(self.lang, "screen.drill-mark")
        title = f"{mark} {self.text(self.scenario.title)}"
        return Page(title, self.say(f"sheet-{who}"), [*self._facts(), *more], sections)

    def _facts(self) -> list[Fact]:
        begins = f"{self.start:%Y-%m-%d %H:%M}" if self.start else self.clock(0)
        lasts = self.say("minutes", n=self.scenario.minutes)
        return [
            Fact(self.say("fact-begins"), Cell(begins)),
            Fact(self.say("fact-lasts"), Cell(lasts)),
        ]

    # ---- the player's -----------------------------------------------------------------------

    def player(self) -> Page:
        """Not one inject, no expectation, no goal that would tell of them."""
        told = [self.text(self.scenario.story)]
        rules = [self.say("rule-kit"), self.say("rule-real"), self.say("stop-how")]
        if self.scenario.safety is not None:
            rules.insert(0, self.text(self.scenario.safety))
        begin = self.say("rule-begin", id=self.scenario.id)
        sections = [
            Section("story", self.say("story"), lines=lines(told)),
            Section("rules", self.say("rules"), lines=lines([*rules, begin])),
        ]
        return self.page("player", sections, [])

    # ---- the controller's -------------------------------------------------------------------

    def controller(self) -> Page:
        scenario = self.scenario
        facts = [
            Fact(self.say("fact-goal"), Cell(self.text(scenario.goal))),
            Fact(self.say("fact-list"), Cell(clean(self.plan, 60) or scenario.type)),
            Fact(self.say("fact-level"), Cell(self.say(f"level-{scenario.level}"))),
            Fact(self.say("fact-points"), Cell(str(scenario.points))),
        ]
        sections = [
            Section("keep", "", lines=[Line(self.say("not-to-players"), True)]),
            Section("story", self.say("story"), lines=lines([self.text(scenario.story)])),
            Section("injects", self.say("injects"), table=self._injects()),
            Section("stop", self.say("rules"), lines=lines(self._stops())),
        ]
        if scenario.source:
            source = _spoken(scenario.source, self.lang)
            sections.append(Section("source", "", lines=lines([source])))
        return self.page("controller", sections, facts)

    def _stops(self) -> list[str]:
        safe = [self.text(self.scenario.safety)] if self.scenario.safety is not None else []
        return [*safe, self.say("stop-how")]

    def _injects(self) -> Table:
        """A row for each line of what is said and of what is expected."""
        columns = [
            Column(self.say("col-time"), whole=True),
            Column(self.say("col-inject"), 6),
            Column(self.say("col-given"), 1),
        ]
        rows: list[Row] = []
        before = None
        for minute, module, inject in self.scenario.injects():
            if module is not before:
                rows.append(Row(cells([self.clock(minute), self.text(module.title), ""]), True))
            before = module
            told, *more = self._inject(inject)
            rows.append(Row(cells([self.clock(minute), told, BOX])))
            more += [
                self.say("expected-never" if e.never else "expected", do=self.text(e.do),
                         by=f"{e.by:g}", points=e.points)
                for e in inject.expect
            ]  # fmt: skip
            rows += [Row(cells(["", text, ""])) for text in more if text]
        return Table(columns, rows)

    def _inject(self, inject: Inject) -> list[str]:
        kind = self.say(f"kind-{inject.kind}")
        to = self.say("told-to", who=self.text(inject.to)) if inject.to is not None else ""
        how = self.say("how", text=self.text(inject.how)) if inject.how is not None else ""
        head = self.say("inject-head", id=inject.id, kind=kind)
        return [" ".join(filter(None, (head, to, self.text(inject.text)))), how]

    # ---- the observer's ---------------------------------------------------------------------

    def observer(self) -> Page:
        columns = [
            Column(self.say("col-time"), whole=True),
            Column(self.say("col-expect"), 5),
            Column(self.say("col-points"), 1),
            Column(self.say("col-met"), 2),
            Column(self.say("col-at"), 2),
        ]
        rows = []
        for minute, _, inject in self.scenario.injects():
            rows.append(Row(cells([self.clock(minute), self.text(inject.text), "", "", ""]), True))
            for expect in inject.expect:
                by = f"< {self.clock(minute + expect.by)}" if not expect.never else ""
                how = self.say("by-log" if expect.auto is not None else "tick-boxes", box=BOX)
                do = f"{self.text(expect.do)} ({expect.id})"
                when = self.say("at-end") if expect.never else ""
                rows.append(Row(cells([by or when, do, str(expect.points), how, ""])))
        counted = [
            f"{self.text(fixed.title)}"
            + (f"; {self.text(fixed.asks)}: ______" if fixed.asks is not None else "")
            for fixed in self.table.fixed
        ]
        sections = [
            Section("keep", "", lines=[Line(self.say("not-to-players"), True)]),
            Section("expected", self.say("expectations"), table=Table(columns, rows),
                    notes=[Line(self.say("tick-rule"))]),
            Section("fixed", self.say("fixed"), lines=lines(counted)),
            Section("remarks", self.say("remarks"), lines=lines(["", "", self.say("signed")])),
        ]  # fmt: skip
        return self.page("observer", sections, [Fact(self.say("fact-observer"), Cell("______"))])


def as_json(scenario: Scenario, who: str, start: datetime | None, lang: str) -> dict[str, Any]:
    """The player's has no injects here either."""
    told: dict[str, Any] = {
        "scenario": scenario.id,
        "title": clean(scenario.title.get(lang)),
        "sheet_for": who,
        "begins": iso(start),
        "minute_count": scenario.minutes,
        "text": clean(scenario.story.get(lang), 600),
    }
    if who == "player":
        return told
    told["injects"] = [
        {
            "inject": inject.id,
            "minute": minute,
            "kind": inject.kind,
            "text": clean(inject.text.get(lang), 600),
            "expectations": [
                {
                    "expectation": expect.id,
                    "text": clean(expect.do.get(lang), 600),
                    "within_minutes": None if expect.never else expect.by,
                    "judged_at_end": expect.never,
                    "points_of": expect.points,
                    "by_log": expect.auto is not None,
                }
                for expect in inject.expect
            ],
        }
        for minute, _, inject in scenario.injects()
    ]
    return told
