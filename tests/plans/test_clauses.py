"""What answers a clause is gathered from every citation, and an untrue proof is refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kit.plans.checklists.rules.format import Checklist
from kit.plans.clauses.rules.clauses import AnswerFile, Book, Clause, Flaw, book, flaws
from kit.plans.clauses.rules.features import FEATURES
from kit.plans.scripts.rules import Scripts
from kit.plans.sites.rules import Profile

BOTH = {"zh": "一", "en": "one"}
CHECKLIST = msgspec.convert(
    {
        "format": 1, "id": "leak", "title": BOTH, "summary": BOTH, "danger": "service", "cites": ["FL-1"],
        "find": {"zh": [], "en": []},
        "phases": [
            {"id": "report", "cites": ["FL-2"], "steps": [
                {"id": "look", "do": BOTH},
                {"id": "tell", "do": BOTH, "cites": ["FL-3", "FL-1"]},
            ]}
        ],
        "timers": [{"id": "five", "title": BOTH, "start": {"on": "opened"}, "cites": ["FL-4"]}],
        "prohibitions": [{"text": BOTH, "cites": ["FL-5"]}],
        "levels": {"decides": "x", "cites": ["FL-6"], "grades": [
            {"id": "1", "title": BOTH, "criteria": BOTH, "cites": ["FL-7"]}
        ]},
        "form": {"title": BOTH, "fields": [], "cites": ["FL-8"]},
    },
    Checklist,
)  # fmt: skip
SITE = msgspec.convert(
    {
        "format": 1, "id": "site", "title": BOTH, "cites": ["FL-9"],
        "roles": {"leader": {"title": BOTH, "cites": ["FL-10"]}},
        "minutes": {"soon": {"value": 5, "cites": ["FL-11"]}},
    },
    Profile,
)  # fmt: skip
BELOW = msgspec.convert({"format": 1, "id": "below", "title": BOTH, "extends": "site"}, Profile)
WORDS = msgspec.convert(
    {"format": 1, "scripts": [{"id": "sorry", "to": "customers", "title": BOTH, "text": BOTH, "cites": ["FL-12"]}]},
    Scripts,
)
CLAUSES = [Clause(f"FL-{n}", "FL", "action", f"clause {n}") for n in range(1, 21)]
REST: dict[str, Any] = {
    "feature": [{"feature": "log", "clauses": ["FL-13"]}],
    "not-yet": [{"part": "drill", "clauses": [f"FL-{n}" for n in range(14, 20)]}],
    "none": [{"why": BOTH, "clauses": ["FL-20"]}],
}
PARTS = {feature.part() for feature in FEATURES.values()}


def written(**change: Any) -> Book:
    raw = {"format": 1, "plan": "FL", **REST, **{k.replace("_", "-"): v for k, v in change.items()}}
    file = msgspec.convert(raw, AnswerFile)
    sites = [SITE, BELOW.over(SITE)]
    return book(CLAUSES, [file], [CHECKLIST], sites, {"leak": WORDS})


def found(**change: Any) -> list[Flaw]:
    return flaws(written(**change), PARTS)


@pytest.mark.parametrize(
    ("clause", "by", "where", "part", "number"),
    [
        ("FL-2", "phase", "leak", "report", "1"),
        ("FL-3", "step", "leak", "tell", "1.2"),
        ("FL-4", "timer", "leak", "five", ""),
        ("FL-5", "prohibition", "leak", "", ""),
        ("FL-6", "level", "leak", "", ""),
        ("FL-7", "level", "leak", "1", ""),
        ("FL-8", "form", "leak", "", ""),
        ("FL-9", "profile", "site", "", ""),
        ("FL-10", "role", "site", "leader", ""),
        ("FL-11", "minutes", "site", "soon", ""),
        ("FL-12", "script", "leak", "sorry", ""),
        ("FL-13", "feature", "log", "kit log", ""),
        ("FL-14", "not-yet", "drill", "", ""),
        ("FL-20", "none", "", "", ""),
    ],
)
def test_every_kind_of_answer_is_found_where_it_is(
    clause: str, by: str, where: str, part: str, number: str
) -> None:
    assert [(a.by, a.where, a.part, a.number) for a in written().of(clause)] == [(by, where, part, number)]


def test_a_clause_with_several_answers_counts_once_under_the_plainest() -> None:
    sound = written()
    assert [answer.by for answer in sound.of("FL-1")] == ["step", "type"]
    assert sound.by("FL-1") == "step"
    assert sum(sound.count().values()) == len(CLAUSES)


def test_what_waits_is_counted_by_the_part_it_waits_for() -> None:
    assert written().waiting() == {"drill": 6}


def test_a_sound_proof_has_no_complaint() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"feature": []}, Flaw("open", "FL-13")),
        ({"none": [{"why": BOTH, "clauses": ["FL-20", "FL-99"]}]}, Flaw("unreal", "FL-99", "none")),
        ({"feature": [{"feature": "magic", "clauses": ["FL-13"]}]}, Flaw("feature", "FL", "magic")),
        ({"feature": [*REST["feature"], *REST["feature"]]}, Flaw("double", "FL-13", "feature")),
        ({"none": [{"why": BOTH, "clauses": ["FL-20", "HL-1"]}]}, Flaw("plan", "HL-1", "FL")),
        ({"none": [{"why": BOTH, "clauses": ["FL-20", "FL-1"]}]}, Flaw("answered", "FL-1", "none")),
        (
            {"not_yet": [*REST["not-yet"], {"part": "duty", "clauses": ["FL-4"]}]},
            Flaw("answered", "FL-4", "not-yet"),
        ),
        ({"none": [{"why": BOTH, "clauses": ["FL-20", "FL-13"]}]}, Flaw("too-many-none", "", "2")),
    ],
)
def test_each_untruth_is_named(change: dict[str, Any], wanted: Flaw) -> None:
    if wanted.code == "too-many-none":
        change = {**change, "feature": []}
    assert wanted in found(**change)


def test_a_citation_of_no_clause_is_named_with_its_place() -> None:
    fewer = book(CLAUSES[1:], [], [CHECKLIST], [], {})
    unreal = [c for c in flaws(fewer, PARTS) if c.code == "unreal"]
    assert unreal == [
        Flaw("unreal", "FL-1", "leak 1.2 tell"),
        Flaw("unreal", "FL-1", "leak"),
    ]


def test_a_feature_whose_command_is_gone_is_named() -> None:
    assert flaws(written(), PARTS - {"kit log"}) == [Flaw("gone", "log", "kit log")]


def test_a_part_nobody_knows_is_refused_by_the_format() -> None:
    with pytest.raises(msgspec.ValidationError):
        written(not_yet=[{"part": "someday", "clauses": []}])
