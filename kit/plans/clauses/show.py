"""The plans' clauses with what answers each, as lines of text. Width is the caller's, in cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.ground.base.cells import pad, width, wrap
from kit.ground.base.clean import clean
from kit.ground.base.words import has, word
from kit.plans.checklists.show.checklists import filled
from kit.plans.clauses.rules.clauses import CITING, ORDER, PARTS, Answer, Book, Complaint
from kit.plans.seeds.rules import Clause
from kit.plans.sites.rules import Profile

COLUMNS = ("clauses", "cited", "feature", "later", "none", "open")


def overview(book: Book, lang: str, cells: int) -> Iterator[str]:
    """A line per plan, the total, and what answers how many."""
    rows = [[_plan(lang, plan), *map(str, figures(book, plan))] for plan in book.plans()]
    rows.append([word(lang, "sources.total"), *map(str, figures(book))])
    heads = [word(lang, f"sources.column-{name}") for name in ("plan", *COLUMNS)]
    wide = [max(width(row[n]) for row in [heads, *rows]) for n in range(len(heads))]
    for row in [heads, *rows]:
        numbers = [" " * (wide[n] - width(row[n])) + row[n] for n in range(1, len(row))]
        yield "  ".join([pad(row[0], wide[0]), *numbers])
    yield ""
    yield from totals(book, lang, cells)
    yield word(lang, "sources.how")


def totals(book: Book, lang: str, cells: int) -> Iterator[str]:
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
            yield from wrap(word(lang, f"sources.{key}", what=said), cells)


def figures(book: Book, plan: str = "") -> list[int]:
    """Clauses; answered by citations, by features; not yet; none needed; open."""
    counts = book.count(plan)
    cited = sum(counts[kind] for kind in CITING)
    rest = [counts[kind] for kind in ("feature", "not-yet", "none", "open")]
    return [sum(counts.values()), cited, *rest]


def of_plan(book: Book, plan: str, site: Profile, lang: str, cells: int) -> Iterator[str]:
    """Every clause of a plan with what answers it."""
    yield f"{plan}  {_plan(lang, plan, short=True)}"
    for clause in book.clauses:
        if clause.plan == plan:
            yield ""
            yield from of_clause(book, clause, site, lang, cells, whole=False)


def of_clause(
    book: Book, clause: Clause, site: Profile, lang: str, cells: int, whole: bool = True
) -> Iterator[str]:
    """One clause: its text, the plan's terms (``whole``), and every answer."""
    key = f"sources.kind-{clause.kind}"
    kind = word(lang, key) if has(key) else clean(clause.kind)
    yield word(lang, "sources.clause", id=clean(clause.id), kind=kind)
    yield from _block(clause.text, cells, 2)
    if whole and clause.terms:
        yield from _block(word(lang, "sources.terms", terms=clause.terms), cells, 2)
    for answer in book.of(clause.id):
        yield from _block("- " + said(answer, site, lang), cells, 4)
    if not book.of(clause.id):
        yield from _block("- " + word(lang, "sources.nothing"), cells, 4)


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


def checked(book: Book, faults: list[Complaint], lang: str) -> Iterator[str]:
    """Every fault in a line, then the figures."""
    for fault in faults:
        yield word(
            lang, f"sources.bad-{fault.code}", clause=clean(fault.clause), where=clean(fault.where)
        )
    total, cited, feature, later, none, open_ = figures(book)
    yield word(
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
    if faults:
        yield word(lang, "sources.faults", count=len(faults))


def clause_json(book: Book, clause: Clause, lang: str) -> dict[str, Any]:
    return {
        "id": clause.id,
        "plan": clause.plan,
        "kind": clause.kind,
        "text": clause.text,
        "terms": clause.terms,
        "by": book.by(clause.id) or "open",
        "answers": [
            {
                "by": answer.by,
                "where": answer.where,
                "part": answer.part,
                "number": answer.number,
                "text": text_of(answer, lang),
            }
            for answer in book.of(clause.id)
        ],
    }


def figures_json(book: Book) -> dict[str, Any]:
    names = ("clauses", "cited", "feature", "not_yet", "none", "open")
    rows = [{"id": p, **dict(zip(names, figures(book, p), strict=True))} for p in book.plans()]
    return {
        "plans": rows,
        "total": dict(zip(names, figures(book), strict=True)),
        "by": dict(book.count()),
        "waiting": dict(book.waiting()),
    }


def _plan(lang: str, plan: str, short: bool = False) -> str:
    key = f"sources.plan-{plan}"
    name = word(lang, key) if has(key) else ""
    return name if short else f"{plan}  {name}".rstrip()


def _block(text: str, cells: int, indent: int) -> Iterator[str]:
    for line in wrap(clean(text, 4000), cells - indent):
        yield " " * indent + line
