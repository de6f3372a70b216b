"""Checklists, profiles and linter findings as lines of text. Width is the caller's, in cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.plans.checklists.rules.at_site import allows, meets
from kit.plans.checklists.rules.format import Checklist, Condition, Step, TimerRule, Trigger
from kit.plans.checklists.rules.lint.found import PLACEHOLDER
from kit.plans.checklists.rules.lint.rules import RULES
from kit.plans.sites.rules import Profile
from kit.plans.sites.show import figure
from kit.ground.base.cells import pad, width, wrap
from kit.ground.base.words import has, word


class Row(msgspec.Struct, frozen=True):
    """A checklist in the list; ``own`` when it is the user's file."""

    checklist: Checklist
    own: bool
    file: str


class Fault(msgspec.Struct, frozen=True):
    """One finding in one file. ``line`` is 0 where it is not known."""

    file: str
    line: int
    path: str
    rule: str
    message: Text
    fix: Text


def filled(text: str, profile: Profile, lang: str) -> str:
    """A checklist's text with the titles, numbers and minutes of a site in its placeholders."""

    def value(kind: str, name: str) -> str:
        role = profile.roles.get(name)
        if kind == "role":
            return role.title.get(lang) if role else name
        if kind == "number":
            return (role.phone or role.title.get(lang)) if role else name
        if kind == "minutes" and name in profile.minutes:
            return figure(profile.minutes[name].value)
        if kind == "answer":
            return word(lang, "checklists.answered", step=name)
        return name

    text = text.replace("{who}", word(lang, "checklists.person"))
    return clean(PLACEHOLDER.sub(lambda match: value(match[1], match[2]), text))


def listed(rows: list[Row], lang: str, cells: int) -> Iterator[str]:
    """Two lines a type: id, title, danger, whose; and what one would type to find it."""
    if not rows:
        yield word(lang, "checklists.none")
        return
    ids = max(width(row.checklist.id) for row in rows) + 2
    titles = max(width(row.checklist.title.get(lang)) for row in rows) + 2
    for row in rows:
        c = row.checklist
        marks = [word(lang, f"checklists.danger-{c.danger}")]
        marks.append(word(lang, "checklists.own" if row.own else "checklists.shipped"))
        if c.silent:
            marks.append(word(lang, "checklists.silent"))
        title = pad(clean(c.title.get(lang)), titles)
        yield f"{pad(c.id, ids)}{title}{'  '.join(marks)}".rstrip()
        found = getattr(c.find, lang)
        yield from _block(word(lang, "checklists.find", words=found), cells, 4)


def _block(text: str, cells: int, indent: int) -> Iterator[str]:
    for line in wrap(clean(text, 4000), cells - indent):
        yield " " * indent + line


class _Page:
    """One checklist being written out."""

    def __init__(
        self, c: Checklist, profile: Profile, lang: str, cells: int
    ) -> None:
        self.c = c
        self.profile = profile
        self.lang = lang
        self.cells = cells

    def fill(self, text: Text | str) -> str:
        return filled(
            text if isinstance(text, str) else text.get(self.lang), self.profile, self.lang
        )

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"checklists.{key}", **fill)

    def role(self, role: str) -> str:
        found = self.profile.roles.get(role)
        return clean(found.title.get(self.lang)) if found else role

    def block(self, text: str, indent: int) -> Iterator[str]:
        yield from _block(text, self.cells, indent)

    def labels(self, step: str | None, values: Iterable[str]) -> str:
        """Answers by their labels, for a sentence that puts them in quotation marks."""
        found = self.c.step(step or "")
        names = (
            {choice.id: self.fill(choice.get(self.lang)) for choice in found.choices}
            if found
            else {}
        )
        return self.say("or").join(names.get(value, value) for value in values)

    def only(self, conditions: list[Condition]) -> str:
        parts = list(self.holds(conditions))
        return self.say("only", what=self.say("and").join(parts)) if parts else ""

    def holds(self, conditions: list[Condition]) -> Iterator[str]:
        """Each thing that must hold, in words; posts and kinds of site are settled already."""
        for cond in conditions:
            if cond.step and cond.is_:
                values = self.labels(cond.step, cond.is_)
                yield self.say("if-is", step=cond.step, values=values)
            elif cond.step and cond.is_not:
                values = self.labels(cond.step, cond.is_not)
                yield self.say("if-not", step=cond.step, values=values)
            elif cond.step:
                yield self.say("if-done", step=cond.step)
            if cond.level:
                yield self.say("if-level", levels=cond.level)
            if cond.any_:
                ways = [part for part in cond.any_ if allows(self.profile, [part])]
                inner = [self.say("and").join(self.holds([part])) for part in ways]
                if all(inner):  # else one of them always holds here
                    yield self.say("if-any", what=self.say("any").join(inner))

    def step(self, number: str, step: Step) -> Iterator[str]:
        mark = f"  ({self.say('critical')})" if step.critical else ""
        head = f"{number}  {self.fill(step.do)}{mark}  [{step.id}]"
        yield from self.block(head, 2)
        if step.caution:
            yield from self.block(self.say("caution", text=self.fill(step.caution)), 7)
        if step.detail:
            yield from self.block(self.fill(step.detail), 7)
        if step.say:
            yield from self.block(self.say("say", text=self.fill(step.say)), 7)
        if step.choices:
            names = [f"{c.id} {self.fill(c.get(self.lang))}" for c in step.choices]
            yield from self.block(self.say("choices", what=names), 7)
        elif step.answer != "done":
            what = self.say(f"answer-{step.answer}")
            if step.unit:
                what = f"{what} ({self.fill(step.unit)})"
            yield from self.block(self.say("asks", what=what), 7)
        if step.each:
            yield from self.block(self.say(f"each-{step.each}"), 7)
        if step.keep:
            yield from self.block(self.say("keep", text=self.fill(step.keep)), 7)
        if only := self.only(step.when):
            yield from self.block(only, 7)

    def start(self, t: Trigger) -> str:
        return self.say(
            f"from-{t.on}",
            step=t.step or "",
            values=self.labels(t.step, t.is_),
            levels=t.level,
            timer=t.timer or "",
        )

    def minutes(self, t: TimerRule) -> str:
        if t.minutes_from:
            return self.say("minutes-answer", step=t.minutes_from)
        found = self.profile.minutes.get(t.minutes_of or "")
        value = found.value if found else t.minutes
        return word(self.lang, "sites.minutes", n=figure(value)) if value is not None else "?"

    def timer(self, t: TimerRule) -> Iterator[str]:
        found = self.profile.minutes.get(t.minutes_of or "")
        marks = [self.say(f"kind-{t.kind}"), self.minutes(t), self.start(t.start)]
        if t.repeat:
            marks.append(self.say("repeat"))
        if t.ours or (found is not None and found.ours):
            marks.append(word(self.lang, "sites.ours"))
        yield from self.block(f"- {self.fill(t.title)}  [{t.id}]", 2)
        yield from self.block("; ".join(marks), 4)
        if t.ask:
            yield from self.block(self.say("ask", text=self.fill(t.ask)), 4)
        if t.tell:
            ladder = [self.role(r) for r in t.tell if r in self.profile.roles]
            yield from self.block(self.say("ladder", roles=ladder), 4)
        if only := self.only(t.when):
            yield from self.block(only, 4)

    def levels(self) -> Iterator[str]:
        levels = self.c.levels
        if levels is None:
            return
        yield ""
        yield self.say("levels", who=self.role(levels.decides))
        for grade in levels.grades:
            start = f"  ({self.say('level-start')})" if grade.id == levels.start else ""
            yield from self.block(f"{grade.id}  {self.fill(grade.title)}{start}", 2)
            yield from self.block(self.fill(grade.criteria), 5)
            if grade.adds:
                yield from self.block(self.fill(grade.adds), 5)

    def prohibitions(self) -> Iterator[str]:
        if self.c.prohibitions:
            yield ""
            yield self.say("prohibitions")
        for rule in self.c.prohibitions:
            names = [self.phase(p) for p in rule.phases]
            where = self.say("in-phases", phases=names) if names else ""
            yield from self.block(f"- {self.fill(rule.text)}{where}", 2)

    def phase(self, phase: str) -> str:
        return word(self.lang, f"screen.phase-{phase}")

    def cited(self, cites: list[str], clauses: dict[str, str], indent: int) -> Iterator[str]:
        if not cites:
            yield from self.block(self.say("no-sources"), indent)
            return
        yield from self.block(self.say("sources"), indent)
        for clause in cites:
            yield from self.block(f"{clause}  {clauses.get(clause, '?')}", indent + 2)


def shown(
    row: Row,
    profile: Profile,
    lang: str,
    cells: int,
    clauses: dict[str, str] | None = None,
) -> Iterator[str]:
    """The whole checklist as it reads at a site; with ``clauses`` (id to text) also what each
    step answers."""
    c = row.checklist
    page = _Page(c, profile, lang, cells)
    yield f"{page.fill(c.title)}  [{c.id}]"
    yield from page.block(page.fill(c.summary), 0)
    yield page.say(
        "head",
        danger=page.say(f"danger-{c.danger}") + (f", {page.say('silent')}" if c.silent else ""),
        origin=page.say("own" if row.own else "shipped"),
        profile=clean(profile.title.get(lang)),
    )
    if clauses is not None:
        yield from page.cited(c.cites, clauses, 2)
    yield from page.prohibitions()
    yield from page.levels()
    for number, phase in enumerate(c.phases, 1):
        yield ""
        yield f"{number} {page.fill(phase.title) if phase.title else page.phase(phase.id)}"
        if clauses is not None and phase.cites:
            yield from page.cited(phase.cites, clauses, 2)
        for index, step in enumerate(phase.steps, 1):
            if not meets(profile, step):
                continue
            yield from page.step(f"{number}.{index}", step)
            if clauses is not None:
                yield from page.cited(step.cites, clauses, 7)
    timers = [t for t in c.timers if allows(profile, t.when)]
    timers = [t for t in timers if not t.tell or t.tell[0] in profile.roles]
    if timers:
        yield ""
        yield page.say("timers")
    for timer in timers:
        yield from page.timer(timer)
        if clauses is not None and timer.cites:
            yield from page.cited(timer.cites, clauses, 4)
    if c.form:
        yield ""
        yield page.say("form")
        fields = ", " if lang == "en" else "、"
        labels = fields.join(page.fill(item.label) for item in c.form.fields)
        yield from page.block(f"{page.fill(c.form.title)}: {labels}", 2)


def found(faults: list[Fault], files: int, lang: str) -> Iterator[str]:
    """Every finding in two lines (where; what and the fix), then the count."""
    for fault in faults:
        key = "checklists.finding" if fault.line else "checklists.finding-no-line"
        where = clean(fault.path)
        yield word(
            lang, key, file=clean(fault.file), line=fault.line, path=where, rule=fault.rule
        ).replace("    ", "  ")
        message, fix = (clean(t.get(lang)).rstrip("。.") for t in (fault.message, fault.fix))
        end = "。" if lang == "zh" else "."
        yield word(lang, "checklists.finding-text", message=message, fix=fix) + end
    key = "checklists.found" if faults else "checklists.clean"
    yield word(lang, key, files=files, count=len(faults))


def fault_json(fault: Fault, lang: str) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line,
        "path": fault.path,
        "rule": fault.rule,
        "message": fault.message.get(lang),
        "fix": fault.fix.get(lang),
    }


def rules(lang: str, cells: int) -> Iterator[str]:
    """Every rule of the linter: its id, why it is there, where it comes from."""
    for rule, source in RULES.items():
        why = word(lang, f"lint.{rule}").rstrip("。.")
        key = f"lint.source-{source}"
        named = word(lang, key) if has(key) else source
        yield from wrap(word(lang, "lint.rule", id=rule, why=why, source=named), cells, "    ")


def rules_json(lang: str) -> list[dict[str, str]]:
    return [
        {"rule": rule, "why": word(lang, f"lint.{rule}"), "source": source}
        for rule, source in RULES.items()
    ]
