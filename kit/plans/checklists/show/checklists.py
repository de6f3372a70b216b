"""Checklists as pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from kit.ground.base import blanks
from kit.ground.base.clean import clean
from kit.ground.base.text import Text
from kit.plans.checklists.rules.at_site import allows, counts, detail, for_site, meets
from kit.plans.checklists.rules.format import Checklist, Condition, Step, TimerRule, Trigger
from kit.plans.checklists.rules.texts import PLACEHOLDER
from kit.plans.checklists.rules.owners import given_by, owner_of
from kit.plans.checklists.show.amounts import comes_back
from kit.plans.sites.rules import Minutes, Profile
from kit.plans.sites.show import amount, whose
from kit.ground.base.cells import pad, width
from kit.ground.base.words import word
from kit.ground.documents.page import Line, Page, Section, block, whole


class Row(msgspec.Struct, frozen=True):
    """A checklist in the list; ``own`` when it is the user's file."""

    checklist: Checklist
    own: bool
    file: str


def filled(text: str, profile: Profile, lang: str) -> str:
    """A checklist's text with the titles, numbers, minutes and facts of a site in its
    placeholders; what is not known of the place is left out with its part."""

    def known(found: blanks.Blank) -> str | None:
        kind, name = found[1], found[2]
        role = profile.roles.get(name)
        if kind == "role":
            return role.title.get(lang) if role else None
        if kind == "number":
            return role.phone or None if role else None
        if kind == "minutes":
            return profile.minutes[name].text.get(lang) if name in profile.minutes else None
        if kind == "span":
            return profile.minutes[name].span.get(lang) if name in profile.minutes else None
        if kind == "answer":
            return word(lang, "checklists.answered", step=name)
        return profile.fact(name, lang) or None if kind == "site" else None

    def missing(found: blanks.Blank) -> str:
        if found[1] == "site":
            return word(lang, "checklists.own-site")
        return profile.title_of(found[2]).get(lang)

    text = text.replace("{who}", word(lang, "checklists.person"))
    text = text.replace("{opened}", word(lang, "checklists.own-site"))
    return clean(blanks.fill(text, known, missing, plain=False))


def listed(rows: list[Row], lang: str) -> Page:
    """Two lines a type: id, title, danger, whose; and what one would type to find it."""
    if not rows:
        none = whole(word(lang, "checklists.none"))
        return Page(sections=[Section("checklists", lines=[none])])
    ids = max(width(row.checklist.id) for row in rows) + 2
    titles = max(width(row.checklist.title.get(lang)) for row in rows) + 2
    out = []
    for row in rows:
        c = row.checklist
        marks = [word(lang, f"checklists.danger-{c.danger}")]
        marks.append(word(lang, "checklists.own" if row.own else "checklists.shipped"))
        if c.silent:
            marks.append(word(lang, "checklists.silent"))
        title = pad(clean(c.title.get(lang)), titles)
        out.append(whole(f"{pad(c.id, ids)}{title}{'  '.join(marks)}".rstrip()))
        out.append(block(word(lang, "checklists.find", words=getattr(c.find, lang)), 4))
    return Page(sections=[Section("checklists", lines=out)])


class _Writer:
    """One checklist being written out."""

    def __init__(
        self, c: Checklist, profile: Profile, lang: str, clauses: dict[str, str] | None
    ) -> None:
        self.c = c
        self.profile = profile
        self.lang = lang
        self.clauses = clauses

    def fill(self, text: Text | str) -> str:
        return filled(
            text if isinstance(text, str) else text.get(self.lang), self.profile, self.lang
        )

    def say(self, key: str, **fill: object) -> str:
        return word(self.lang, f"checklists.{key}", **fill)

    def role(self, role: str) -> str:
        return clean(self.profile.title_of(role).get(self.lang))

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

    def step(self, number: str, step: Step) -> Iterator[Line]:
        mark = f"  ({self.say('critical')})" if step.critical else ""
        head = f"{number}  {self.fill(step.do)}{mark}  [{step.id}]"
        yield block(head, 2)
        if step.caution:
            yield block(self.say("caution", text=self.fill(step.caution)), 7)
        known = detail(self.profile, step)
        if known and (text := self.fill(known)):
            yield block(text, 7)
        if step.say and (said := self.fill(step.say)):
            yield block(self.say("say", text=said), 7)
        if step.choices:
            names = [f"{c.id} {self.fill(c.get(self.lang))}" for c in step.choices]
            yield block(self.say("choices", what=names), 7)
        elif step.answer != "done":
            what = self.say(f"answer-{step.answer}")
            if step.unit:
                what = f"{what} ({self.fill(step.unit)})"
            yield block(self.say("asks", what=what), 7)
        if step.each:
            yield block(self.say(f"each-{step.each}"), 7)
        if step.keep:
            yield block(self.say("keep", text=self.fill(step.keep)), 7)
        if only := self.only(step.when):
            yield block(only, 7)

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
        if found is None and t.minutes is not None:
            found = Minutes(t.minutes)
        return amount(found, self.profile, self.lang) if found is not None else "?"

    def timer(self, t: TimerRule) -> Iterator[Line]:
        marks = [self.say(f"kind-{t.kind}"), self.minutes(t), self.start(t.start)]
        if t.from_ is not None and t.start.on != "opened":
            marks.append(self.say("counts-from-opened"))
        if t.repeat:
            marks.append(self.say("repeat"))
        if t.minutes_from is None:
            owner = whose(owner_of(t, self.profile), given_by(t, self.profile), self.lang)
            marks.append(owner)
        marks += comes_back(t, self.profile, self.lang)
        yield block(f"- {self.fill(t.title)}  [{t.id}]", 2)
        yield block("; ".join(marks), 4)
        if t.ask:
            yield block(self.say("ask", text=self.fill(t.ask)), 4)
        if t.tell:
            ladder = [self.role(r) for r in t.tell if r in self.profile.roles]
            yield block(self.say("ladder", roles=ladder), 4)
        if only := self.only(t.when):
            yield block(only, 4)

    def levels(self) -> Iterator[Section]:
        levels = self.c.levels
        if levels is None:
            return
        lines = [whole(self.say("levels", who=self.role(levels.decides)))]
        for grade in levels.grades:
            start = f"  ({self.say('level-start')})" if grade.id == levels.start else ""
            lines.append(block(f"{grade.id}  {self.fill(grade.title)}{start}", 2))
            lines.append(block(self.fill(grade.criteria), 5))
            if grade.adds:
                lines.append(block(self.fill(grade.adds), 5))
        yield Section("levels", lines=lines)

    def prohibitions(self) -> Iterator[Section]:
        if not self.c.prohibitions:
            return
        lines = [whole(self.say("prohibitions"))]
        for rule in self.c.prohibitions:
            names = [self.phase(p) for p in rule.phases]
            where = self.say("in-phases", phases=names) if names else ""
            lines.append(block(f"- {self.fill(rule.text)}{where}", 2))
        yield Section("prohibitions", lines=lines)

    def phase(self, phase: str) -> str:
        return word(self.lang, f"screen.phase-{phase}")

    def cited(self, cites: list[str], indent: int) -> Iterator[Line]:
        if self.clauses is None:
            return
        yield block(self.say("sources" if cites else "no-sources"), indent)
        for clause in cites:
            yield block(f"{clause}  {self.clauses.get(clause, '?')}", indent + 2)

    def head(self, row: Row) -> Section:
        c = self.c
        danger = self.say(f"danger-{c.danger}") + (f", {self.say('silent')}" if c.silent else "")
        origin = self.say("own" if row.own else "shipped")
        site = self.profile.named(self.lang)
        lines = [whole(f"{self.fill(c.title)}  [{c.id}]"), block(self.fill(c.summary))]
        lines.append(whole(self.say("head", danger=danger, origin=origin, profile=site)))
        return Section("head", lines=[*lines, *self.cited(c.cites, 2)])

    def phases(self) -> Iterator[Section]:
        for number, phase in enumerate(self.c.phases, 1):
            title = self.fill(phase.title) if phase.title else self.phase(phase.id)
            lines = [whole(f"{number} {title}")]
            if phase.cites:
                lines += self.cited(phase.cites, 2)
            for index, step in enumerate(phase.steps, 1):
                if meets(self.profile, step):
                    lines += self.step(f"{number}.{index}", step)
                    lines += self.cited(step.cites, 7)
            yield Section(phase.id, lines=lines)

    def timers(self) -> Iterator[Section]:
        timers = [t for t in self.c.timers if counts(self.profile, t)]
        lines = [whole(self.say("timers"))]
        for timer in timers:
            lines += self.timer(timer)
            if timer.cites:
                lines += self.cited(timer.cites, 4)
        if timers:
            yield Section("timers", lines=lines)

    def form(self) -> Iterator[Section]:
        form = self.c.form
        if form is None:
            return
        asked = [f.label for f in form.fields if self._asked_here(f.source)]
        labels = (", " if self.lang == "en" else "、").join(map(self.fill, asked))
        lines = [whole(self.say("form")), block(f"{self.fill(form.title)}: {labels}", 2)]
        yield Section("form", lines=lines)

    def _asked_here(self, source: str) -> bool:
        kind, _, name = source.partition(":")
        step = self.c.step(name) if kind in ("answer", "time") else None
        return step is None or meets(self.profile, step)


def shown(
    row: Row, profile: Profile, lang: str, clauses: dict[str, str] | None = None
) -> Page:
    """The whole checklist as it reads at a site, in the order of its plan; with ``clauses`` (id to
    text) also what each step answers."""
    made = _Writer(for_site(row.checklist, profile), profile, lang, clauses)
    return Page(
        sections=[
            made.head(row),
            *made.prohibitions(),
            *made.levels(),
            *made.phases(),
            *made.timers(),
            *made.form(),
        ]
    )
