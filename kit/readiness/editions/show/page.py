"""Editions as pages, as lines at a start and as plain objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.documents.page import Cell, Column, Fact, Line, Page, Row, Section, Table
from kit.incidents.incident.rules.proposals import Proposal, keys
from kit.people.registers.rules.state import Doc, Step
from kit.readiness.editions.rules import standing as st
from kit.readiness.editions.rules.differences import Difference
from kit.readiness.editions.rules.standing import Standing

LATE = ("draft", "changed", "behind", "expired", "coming")
ORDER = ("both", "kit", "site", "same")
Titles = Mapping[str, str]


def notices(one: Standing, lang: str, title: str = "") -> list[str]:
    """What is said when the list is started: nothing where it is in order. ``title``: what it is
    called, else its id stands there."""
    out, id_ = [], clean(one.type, 60)
    type_ = clean(title, 60) or id_
    if one.state not in ("shipped", "approved"):
        day = {"coming": "in_force", "expired": "review_by"}.get(one.state, "")
        reason = one.retired.said.get("reason", "") if one.retired is not None else ""
        fill = {"edition": clean(one.told("edition"), 20), "day": clean(one.told(day), 20)}
        fill |= {"type": type_, "id": id_, "reason": clean(reason, 80)}
        out.append(word(lang, f"editions.start-{one.state}", **fill))
    if one.open:
        out.append(word(lang, "editions.start-red", type=type_, id=id_, n=len(one.open)))
    return out


def every(found: Sequence[Standing], titles: Titles, now: datetime, lang: str) -> Page:
    """A row for each list."""
    def say(key: str, **fill: object) -> str:
        return word(lang, f"editions.{key}", **fill)

    names = ("type", "title", "edition", "state", "approved", "from", "review", "red")
    shares = {"type": 3, "title": 2, "state": 3, "approved": 3, "from": 2, "review": 2}
    kept = ("from", "review")  # days are never broken
    columns = [Column(say(f"column-{n}"), shares.get(n, 1), whole=n in kept) for n in names]
    rows = [_row(each, titles, lang) for each in found]
    told = say(
        "sum", n=len(found), good=sum(one.state == "approved" for one in found),
        draft=sum(one.state in ("draft", "changed") for one in found),
        late=sum(one.state == "expired" for one in found), red=sum(bool(o.open) for o in found),
    )  # fmt: skip
    lines = [Line(say("kit-changed", type=clean(o.type, 60))) for o in found if o.kit]
    sections = [
        Section("editions", table=Table(columns, rows)),
        Section("sum", lines=[Line(told), *lines]),
    ]
    return Page(title=say("title"), subtitle=f"{now:%Y-%m-%d}", sections=sections)


def state(one: Standing, lang: str) -> str:
    own = word(lang, "editions.own") if one.own and one.state != "draft" else ""
    return word(lang, f"editions.state-{one.state}") + own


def _row(one: Standing, titles: Titles, lang: str) -> Row:
    who = " ".join(filter(None, (one.told("approved_by"), one.told("post"))))
    title = titles.get(one.type, "")
    texts = [one.type, title, one.told("edition") or "-", state(one, lang), who,
             one.told("in_force"), one.told("review_by"), str(len(one.open) or "")]  # fmt: skip
    loud = one.state in LATE or bool(one.open)
    return Row([Cell(clean(text, 120)) for text in texts], loud=loud)


def one(
    found: Standing, doc: Doc | None, red: Sequence[Proposal], titles: Titles, asked: str, lang: str
) -> Page:
    """A list with all that became of it, and its red lines with the edition that answers each.
    ``asked``: who says what the list means, "" where no plan names one."""
    def say(key: str, **fill: object) -> str:
        return word(lang, f"editions.{key}", **fill)

    sections = [_history(doc, lang)]
    marks = _red(doc, red, lang)
    if marks:
        sections.append(Section("red", say("red"), lines=marks))
    told = [Line(text) for text in notices(found, lang)]
    if found.kit:
        told.append(Line(say("kit-changed", type=clean(found.type, 60))))
    if told:
        sections.append(Section("told", lines=told))
    facts = [Fact(say("column-state"), Cell(state(found, lang)))]
    if found.told("number"):
        facts.append(Fact(say("number"), Cell(clean(found.told("number"), 100))))
    if asked:
        facts.append(Fact(say("interprets"), Cell(asked)))
    title = f"{clean(found.type, 60)} {clean(titles.get(found.type, ''), 100)}"
    return Page(title=title, facts=facts, sections=sections)


def _history(doc: Doc | None, lang: str) -> Section:
    def say(key: str, **fill: object) -> str:
        return word(lang, f"editions.{key}", **fill)

    steps = doc.steps if doc is not None else []
    if not steps:
        return Section("history", say("history"), lines=[Line(say("none"))])
    shares = (("day", 2), ("what", 4), ("who", 2), ("reason", 3))
    columns = [Column(say(f"column-{name}"), share, whole=name == "day") for name, share in shares]
    rows = [_step(each, lang) for each in reversed(steps)]
    return Section("history", say("history"), table=Table(columns, rows))


def _step(step: Step, lang: str) -> Row:
    def say(key: str) -> str:
        fill = {"edition": "edition", "compiled": "compiled_by", "reviewed": "reviewed_by",
                "force": "in_force", "review": "review_by", "hash": "hash"}  # fmt: skip
        told = {name: clean(step.said.get(field, ""), 60) or "-" for name, field in fill.items()}
        return word(lang, f"editions.{key}", **{**told, "hash": told["hash"][:12]})

    what, who = say("changed"), step.by
    if step.stage == st.APPROVED:
        keys_ = ("approved-as", "compiled-reviewed", "force-review")
        what = ("；" if lang == "zh" else "; ").join(say(key) for key in keys_)
        who = f"{step.said.get('approved_by', '')} {step.said.get('post', '')}"
    elif step.stage == st.RETIRED:
        what = say("retired")
    what = f"{what}  {say('hash')}"
    texts = (f"{step.at:%Y-%m-%d %H:%M}", what, who, step.said.get("reason", ""))
    return Row([Cell(clean(text, 500)) for text in texts])


def _red(doc: Doc | None, red: Sequence[Proposal], lang: str) -> list[Line]:
    by = {key: step.said.get("edition", "") for step in reversed(st.editions(doc))
          for key in step.said.get("answers", "").split()}  # fmt: skip
    out = []
    for proposal in red:
        for mark, key in zip(proposal.marks, keys([proposal]), strict=True):
            state_ = word(lang, "editions.red-open")
            if key in by:
                state_ = word(lang, "editions.red-answered", edition=clean(by[key], 20))
            fault = word(lang, f"learning.fault-{mark.fault}")
            text = word(lang, "editions.red-line", step=clean(proposal.step, 60), fault=fault,
                        text=clean(mark.text, 300) or "-", name=key, state=state_)  # fmt: skip
            out.append(Line(text, loud=key not in by))
    return out


def differences(
    found: Sequence[Difference], how: str, edition: str, title: str, lang: str
) -> Page:
    """What both changed on top: that alone needs somebody to decide."""
    def say(key: str, **fill: object) -> str:
        return word(lang, f"editions.{key}", **fill)

    names = ("place", "was", "site", "kit") if how == "three" else ("place", "was", "site")
    sections = []
    for who in ORDER:
        rows = [_difference(each, names, lang) for each in found if each.who == who]
        if rows:
            columns = [Column(say(f"column-{n}"), 2 if n == "place" else 3) for n in names]
            heading = say(f"by-{who}") if how == "three" else ""
            sections.append(Section(who, heading, table=Table(columns, rows)))
    if not sections:
        sections = [Section("none", lines=[Line(say("diff-none"))])]
    head = say(f"diff-{how}", title=clean(title, 100), edition=clean(edition, 20))
    return Page(title=head, sections=sections)


def _difference(each: Difference, names: Sequence[str], lang: str) -> Row:
    at = 0 if lang == "zh" else 1
    said = [text for pair in (each.was, each.site, each.kit) for text in (pair[at],)]
    if len({*said}) == 1:  # it reads the same in this language: the other one differs
        at = 1 - at
    sides = {"was": each.was[at], "site": each.site[at], "kit": each.kit[at]}
    nothing = word(lang, "editions.nothing")
    texts = [f"{each.part}.{each.field}", *(sides[n] or nothing for n in names[1:])]
    return Row([Cell(clean(text, 2000)) for text in texts], loud=each.who == "both")


def difference_data(each: Difference, lang: str) -> dict[str, Any]:
    at = 0 if lang == "zh" else 1
    return {
        "place": f"{each.part}.{each.field}",
        "changed_side": each.who,
        "text_before": each.was[at],
        "text_own": each.site[at],
        "text_shipped": each.kit[at],
    }


def as_data(one: Standing, titles: Titles) -> dict[str, Any]:
    return {
        "type": one.type,
        "title": titles.get(one.type, ""),
        "own": one.own,
        "edition_state": one.state,
        "hash": one.hash,
        "document_number": one.told("number"),
        "edition": one.told("edition"),
        "compiled_by": one.told("compiled_by"),
        "reviewed_by": one.told("reviewed_by"),
        "approved_by": one.told("approved_by"),
        "post_title": one.told("post"),
        "in_force_from": one.told("in_force"),
        "review_by_date": one.told("review_by"),
        "reason": one.told("reason"),
        "redlines_open": [*one.open],
        "shipped_changed": one.kit,
    }
