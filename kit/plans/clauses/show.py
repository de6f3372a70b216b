"""The plans' clauses with what answers each, as pages or data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.ground.documents.page import (
    Column,
    Line,
    Page,
    Row,
    Section,
    Table,
    block,
    cells,
    count,
    whole,
)
from kit.plans.checklists.show.checklists import filled
from kit.plans.clauses.rules.clauses import CITING, ORDER, PARTS, Answer, Book, Flaw
from kit.plans.seeds.rules import Clause
from kit.plans.sites.rules import Profile

COLUMNS = ("clauses", "cited", "feature", "later", "none", "open")


def overview(book: Book, lang: str) -> Page:
    """A row per plan, the total, and what answers how many."""
    rows = [_counted(_plan(lang, plan), book, plan) for plan in book.plans()]
    rows.append(_counted(word(lang, "sources.total"), book))
    columns = [
        Column(word(lang, f"sources.column-{name}"), right=name != "plan")
        for name in ("plan", *COLUMNS)
    ]
    below = [*totals(book, lang), whole(word(lang, "sources.how"))]
    table = Table(columns, rows)
    return Page(sections=[Section("plans", table=table), Section("answers", lines=below)])


def _counted(name: str, book: Book, plan: str = "") -> Row:
    return Row(cells([name, *map(count, figures(book, plan))]))


def totals(book: Book, lang: str) -> Iterator[Line]:
    """What the clauses are answered by and what they wait for, in numbers."""
    counts, waiting = book.count(), book.waiting()
    by = [(f"by-{kind}", counts[kind]) for kind in ORDER if kind not in ("not-yet", "none")]
    later = [(f"part-{part}", waiting[part]) for part in PARTS]
    for key, parts in (("by", by), ("later", later)):
        said = [
            word(lang, "sources.counted", what=word(lang, f"sources.{name}"), n=n)
            for name, n in parts
            if n
        ]
        if said:
            yield Line(word(lang, f"sources.{key}", what=said), hang=0)


def figures(book: Book, plan: str = "") -> list[int]:
    """Clauses; answered by citations, by features; not yet; none needed; open."""
    counts = book.count(plan)
    cited = sum(counts[kind] for kind in CITING)
    rest = [counts[kind] for kind in ("feature", "not-yet", "none", "open")]
    return [sum(counts.values()), cited, *rest]


def of_plan(book: Book, plan: str, site: Profile, lang: str) -> Page:
    """Every clause of a plan with what answers it."""
    title = Section("plan", lines=[whole(f"{plan}  {_plan(lang, plan, short=True)}")])
    found = (clause for clause in book.clauses if clause.plan == plan)
    return Page(sections=[title, *(_section(book, c, site, lang, False) for c in found)])


def of_clause(book: Book, clause: Clause, site: Profile, lang: str) -> Page:
    """One clause: its text, the plan's terms, and every answer."""
    return Page(sections=[_section(book, clause, site, lang, True)])


def _section(book: Book, clause: Clause, site: Profile, lang: str, terms: bool) -> Section:
    key = f"sources.kind-{clause.kind}"
    kind = word(lang, key) if has(key) else clean(clause.kind)
    lines = [whole(word(lang, "sources.clause", id=clean(clause.id), kind=kind))]
    lines.append(block(clause.text, 2))
    if terms and clause.terms:
        lines.append(block(word(lang, "sources.terms", terms=clause.terms), 2))
    answers = [said(answer, site, lang) for answer in book.of(clause.id)]
    lines += [block(f"- {text}", 4) for text in answers or [word(lang, "sources.nothing")]]
    return Section(clause.id, lines=lines)


def said(answer: Answer, site: Profile, lang: str) -> str:
    """``step power-outage 2.3: Phone the supervisor``."""
    text = filled(text_of(answer, lang), site, lang)
    fill = {"type": answer.where, "number": answer.number, "part": answer.part, "text": text}
    return clean(word(lang, f"sources.answer-{answer.by}", **fill), 1000)


def text_of(answer: Answer, lang: str) -> str:
    """What the answer says itself, or our words for a phase, a feature or a part to come."""
    if answer.by == "feature" and has(f"sources.feature-{answer.where}"):
        return word(lang, f"sources.feature-{answer.where}")
    if answer.by == "not-yet":
        return word(lang, f"sources.part-{answer.where}")
    if answer.by == "phase" and not answer.text.get(lang):
        return word(lang, f"screen.phase-{answer.part}")
    return answer.text.get(lang)


def checked(book: Book, faults: list[Flaw], lang: str) -> Page:
    """Every fault in a line, then the figures."""
    said = [
        word(lang, f"sources.bad-{bad.code}", clause=clean(bad.clause), where=clean(bad.where))
        for bad in faults
    ]
    total, cited, feature, later, none, open_ = figures(book)
    said.append(
        word(
            lang,
            "sources.sound",
            all=total,
            done=total - open_,
            cited=cited,
            feature=feature,
            later=later,
            none=none,
            share=f"{100 * none / max(total, 1):.1f}",
        )
    )
    if faults:
        said.append(word(lang, "sources.faults", count=len(faults)))
    return Page(sections=[Section("proof", lines=[whole(text) for text in said])])


def clause_json(book: Book, clause: Clause, lang: str) -> dict[str, Any]:
    return {
        "id": clause.id,
        "plan": clause.plan,
        "kind": clause.kind,
        "text": clause.text,
        "terms": clause.terms,
        "answered_by": book.by(clause.id) or "open",
        "answers": [
            {
                "answered_by": answer.by,
                "where": answer.where,
                "part": answer.part,
                "step_number": answer.number,
                "text": text_of(answer, lang),
            }
            for answer in book.of(clause.id)
        ],
    }


def figures_json(book: Book) -> dict[str, Any]:
    names = ("clause_count", "cited", "feature", "not_yet", "none", "open")
    rows = [{"plan": p, **dict(zip(names, figures(book, p), strict=True))} for p in book.plans()]
    return {
        "by_plan": rows,
        "total": dict(zip(names, figures(book), strict=True)),
        "by_answer": dict(book.count()),
        "waiting": dict(book.waiting()),
    }


def _plan(lang: str, plan: str, short: bool = False) -> str:
    key = f"sources.plan-{plan}"
    name = word(lang, key) if has(key) else ""
    return name if short else f"{plan}  {name}".rstrip()
