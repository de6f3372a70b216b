"""Every clause of the ten plans is answered, and what is said to answer it is there."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from kit.app import COMMANDS
from kit.ground.base.words import has
from kit.plans.checklists.files import Checklists
from kit.plans.clauses.files import read_book
from kit.plans.clauses.rules.clauses import Book, flaws
from kit.plans.clauses.rules.features import FEATURES
from kit.plans.scripts.files import ScriptFiles
from kit.plans.sites.files import Sites
from tests.support.constants import ROOT

# Clauses that wait for a part still to come. It may only fall.
NOT_YET = 37


@pytest.fixture(scope="module")
def shipped_book() -> Book:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KIT_CHECKLISTS", raising=False)
        return read_book(*(of("/nonexistent-home") for of in (Checklists, Sites, ScriptFiles)))


def test_every_clause_of_the_ten_plans_is_there(shipped_book: Book) -> None:
    assert len(shipped_book.clauses) == 1080
    assert len({clause.id for clause in shipped_book.clauses}) == 1080
    assert len(shipped_book.plans()) == 10
    for clause in shipped_book.clauses:
        assert clause.id.startswith(clause.plan + "-")
        assert has(f"sources.plan-{clause.plan}") and has(f"sources.kind-{clause.kind}")


def test_every_clause_is_accounted_for_and_every_answer_is_there(shipped_book: Book) -> None:
    parts = {feature.part() for feature in FEATURES.values() if find_spec(feature.module)}
    found = [(c.code, c.clause, c.where) for c in flaws(shipped_book, parts)]
    assert found == []


def test_what_waits_for_a_part_still_to_come_only_gets_less(shipped_book: Book) -> None:
    waiting = shipped_book.waiting().total()
    assert waiting <= NOT_YET, "more clauses wait than before: answer them"
    assert waiting == NOT_YET, f"fewer wait now: lower NOT_YET here to {waiting}"


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.id)
def test_every_feature_is_a_command_or_a_module_and_has_its_words(feature: object) -> None:
    from kit.plans.clauses.rules.features import Feature

    assert isinstance(feature, Feature)
    assert not feature.command or feature.command in COMMANDS
    assert find_spec(feature.module)
    assert has(f"sources.feature-{feature.id}")


def test_every_feature_answers_a_clause(shipped_book: Book) -> None:
    used = {entry.feature for file in shipped_book.files for entry in file.feature}
    assert sorted(set(FEATURES) - used) == []


def test_the_seeds_and_their_answers_are_plain_files() -> None:
    folder = ROOT / "seeds"
    assert {path.suffix for path in folder.iterdir() if path.is_file()} == {".md", ".jsonl"}
    for path in (folder / "answers").iterdir():
        assert path.suffix == ".toml"
        assert f'plan = "{path.stem}"' in path.read_text(encoding="utf-8")
