"""The plans' clauses and what in the kit answers each of them.

A clause is answered by what cites it (a step, a timer, a role and so on) or by an entry of
``seeds/answers``: a feature of the kit, a part still to come, or the reason why none is needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

import msgspec

from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import Checklist
from kit.plans.clauses.rules.features import FEATURES
from kit.plans.duties.rules.format import DutyFile
from kit.plans.scripts.rules import Scripts
from kit.plans.seeds.rules import Clause
from kit.plans.sites.rules import Fact, Profile
from kit.plans.supplies.rules import ThingFile

Fault = Literal["open", "unreal", "feature", "gone", "double", "plan", "answered", "too-many-none"]
By = Literal[
    "step",
    "timer",
    "level",
    "prohibition",
    "form",
    "phase",
    "role",
    "minutes",
    "fact",
    "type",
    "profile",
    "script",
    "duty",
    "supply",
    "feature",
    "not-yet",
    "none",
]
ORDER: tuple[By, ...] = get_args(By)  # a clause with several answers counts under the first of them
CITING = ORDER[: ORDER.index("feature")]
Part = Literal["register", "duty", "drill", "training", "governance"]
PARTS: tuple[Part, ...] = get_args(Part)
NONE_SHARE = 0.05  # at most this part of all clauses may need no answer


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What answers a clause. ``where``: the type, the profile, the feature or the part to come;
    ``part``: the step, timer, level, role or figure in it; ``number``: as the guide numbers it."""

    by: By
    where: str
    text: Text
    part: str = ""
    number: str = ""


class FeatureEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    feature: str
    clauses: list[str]


class LaterEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    part: Part
    clauses: list[str]


class NoneEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: Text
    clauses: list[str]


class AnswerFile(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"not_yet": "not-yet"}
):
    """One file of ``seeds/answers``: what answers the clauses of one plan that nothing cites."""

    format: Literal[1]
    plan: str
    feature: list[FeatureEntry] = []
    not_yet: list[LaterEntry] = []
    none: list[NoneEntry] = []


class Flaw(msgspec.Struct, frozen=True):
    """What is wrong with the proof; ``code`` names a sentence, ``clause`` and ``where`` fill it."""

    code: Fault
    clause: str = ""
    where: str = ""


class Book(msgspec.Struct, frozen=True):
    """All clauses in the plans' order, and the answers to each (also to ids that are no clause)."""

    clauses: list[Clause]
    answers: dict[str, list[Answer]]
    files: list[AnswerFile]

    def of(self, clause: str) -> list[Answer]:
        return self.answers.get(clause, [])

    def by(self, clause: str) -> By | None:
        """The kind of answer that a clause counts under; None while nothing answers it."""
        kinds = {answer.by for answer in self.of(clause)}
        return next((kind for kind in ORDER if kind in kinds), None)

    def plans(self) -> list[str]:
        return list(dict.fromkeys(clause.plan for clause in self.clauses))

    def count(self, plan: str = "") -> Counter[str]:
        """Clauses by what they count under, ``open`` for those that nothing answers."""
        chosen = (c for c in self.clauses if not plan or c.plan == plan)
        return Counter(self.by(clause.id) or "open" for clause in chosen)

    def waiting(self) -> Counter[str]:
        """Clauses still to come, by the part they wait for; not those answered otherwise."""
        return Counter(
            next(answer.where for answer in self.of(clause.id) if answer.by == "not-yet")
            for clause in self.clauses
            if self.by(clause.id) == "not-yet"
        )


def book(
    clauses: list[Clause],
    files: list[AnswerFile],
    checklists: Iterable[Checklist],
    profiles: Iterable[Profile],
    scripts: Mapping[str, Scripts] | None = None,
    duties: Mapping[str, DutyFile] | None = None,
    supplies: Mapping[str, ThingFile] | None = None,
) -> Book:
    """Everything that answers a clause, gathered from what cites it and from ``seeds/answers``."""
    answers: dict[str, list[Answer]] = {}
    sites = {profile.id: profile for profile in profiles}
    for checklist in checklists:
        for clause, answer in cited_by(checklist):
            answers.setdefault(clause, []).append(answer)
    for profile in sites.values():
        for clause, answer in cited_at(profile, sites):
            answers.setdefault(clause, []).append(answer)
    for name, words in (scripts or {}).items():
        for script in words.scripts:
            for clause in script.cites:
                said = Answer("script", name, script.title, script.id)
                answers.setdefault(clause, []).append(said)
    for name, tasks in (duties or {}).items():
        for clause, task in tasks.citations():
            answers.setdefault(clause, []).append(Answer("duty", name, task.do, task.id))
    for name, things in (supplies or {}).items():
        for clause, thing in things.citations():
            answers.setdefault(clause, []).append(Answer("supply", name, thing.thing, thing.id))
    for file in files:
        for clause, answer in written(file):
            answers.setdefault(clause, []).append(answer)
    for found in answers.values():
        found.sort(key=lambda answer: ORDER.index(answer.by))
    return Book(clauses, answers, files)


def cited_by(c: Checklist) -> Iterator[tuple[str, Answer]]:
    """Every citation of a checklist with what makes it."""

    def each(
        cites: list[str], by: By, text: Text, part: str = "", number: str = ""
    ) -> Iterator[tuple[str, Answer]]:
        return ((clause, Answer(by, c.id, text, part, number)) for clause in cites)

    yield from each(c.cites, "type", c.title)
    for n, phase in enumerate(c.phases, 1):
        yield from each(phase.cites, "phase", phase.title or Text("", ""), phase.id, str(n))
        for i, step in enumerate(phase.steps, 1):
            yield from each(step.cites, "step", step.do, step.id, f"{n}.{i}")
    for timer in c.timers:
        yield from each(timer.cites, "timer", timer.title, timer.id)
    for rule in c.prohibitions:
        yield from each(rule.cites, "prohibition", rule.text)
    if c.levels:
        yield from each(c.levels.cites, "level", c.title)
        for grade in c.levels.grades:
            yield from each(grade.cites, "level", grade.title, grade.id)
    if c.form:
        yield from each(c.form.cites, "form", c.form.title)


def cited_at(p: Profile, sites: dict[str, Profile]) -> Iterator[tuple[str, Answer]]:
    """Every citation of a profile; what it only takes over from another is that one's."""
    above = [sites[name] for name in p.kinds()[1:] if name in sites]
    for clause in p.cites:
        yield clause, Answer("profile", p.id, p.title)
    for name, role in p.roles.items():
        if not any(base.roles.get(name) and base.roles[name].cites == role.cites for base in above):
            for clause in role.cites:
                yield clause, Answer("role", p.id, role.title, name)
    for name, figure in p.minutes.items():
        if figure not in [base.minutes.get(name) for base in above]:
            for clause in figure.cites:
                text = f"{figure.value:g}"
                yield clause, Answer("minutes", p.id, Text(text, text), name)
    levels = p.levels
    if levels and not any(base.levels == levels for base in above):
        for clause in levels.cites:
            yield clause, Answer("profile", p.id, levels.ask)
        for step in levels.steps:
            for clause in step.cites:
                yield clause, Answer("profile", p.id, step.do, step.id)
    for name, fact in p.site.items():
        if isinstance(fact, Fact) and fact not in [base.site.get(name) for base in above]:
            for clause in fact.cites:
                yield clause, Answer("fact", p.id, Text(fact.zh, fact.en or fact.zh), name)


def written(file: AnswerFile) -> Iterator[tuple[str, Answer]]:
    """Every entry of one file of answers."""
    for kit in file.feature:
        known = FEATURES.get(kit.feature)
        part = known.part() if known else ""
        for clause in kit.clauses:
            yield clause, Answer("feature", kit.feature, Text("", ""), part)
    for later in file.not_yet:
        for clause in later.clauses:
            yield clause, Answer("not-yet", later.part, Text("", ""))
    for reason in file.none:
        for clause in reason.clauses:
            yield clause, Answer("none", "", reason.why)


def flaws(found: Book, parts: set[str]) -> list[Flaw]:
    """Everything that makes the proof untrue. ``parts``: the commands (``kit x``) and modules
    that exist, which the features name."""
    real = {clause.id for clause in found.clauses}
    out = [Flaw("open", c.id) for c in found.clauses if not found.of(c.id)]
    for clause, answers in found.answers.items():
        if clause not in real:
            out += [Flaw("unreal", clause, place(answer)) for answer in answers]
    for file in found.files:
        out += _entries(found, file, parts)
    none = found.count()["none"]
    if found.clauses and none > NONE_SHARE * len(found.clauses):
        out.append(Flaw("too-many-none", "", str(none)))
    return out


def _entries(found: Book, file: AnswerFile, parts: set[str]) -> Iterator[Flaw]:
    """What is wrong inside one file of answers."""
    for entry in file.feature:
        known = FEATURES.get(entry.feature)
        if known is None:
            yield Flaw("feature", file.plan, entry.feature)
        elif known.part() not in parts:
            yield Flaw("gone", entry.feature, known.part())
    seen: Counter[tuple[str, By, str]] = Counter()
    for clause, answer in written(file):
        seen[clause, answer.by, answer.where] += 1
        if not clause.startswith(file.plan + "-"):
            yield Flaw("plan", clause, file.plan)
        others = {other.by for other in found.of(clause)} - {answer.by}
        if answer.by in ("not-yet", "none") and others:
            yield Flaw("answered", clause, answer.by)
    for (clause, by, _), times in seen.items():
        if times > 1:
            yield Flaw("double", clause, by)


def place(answer: Answer) -> str:
    """Where an answer stands, for a message: ``fire 2.3 tell``."""
    parts = (answer.where or answer.by, answer.number, answer.part)
    return " ".join(part for part in parts if part)
