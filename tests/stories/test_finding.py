"""What people type under stress has the right type first, among all types and at its own sites."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from kit.plans.checklists.rules.format import Checklist
from kit.plans.finder.files import model
from kit.plans.finder.rules.rank import find
from kit.plans.sites.files import Sites
from tests.support.shipped import SITES, every_list

HERE = Path(__file__).parent
# Written before the words of the checklists, and after: see the head of each list.
PHRASINGS = ("phrasings", "phrasings_later")
ENOUGH = 0.95

Phrase = tuple[str, str, str]  # type, language, what was typed


def phrases(name: str) -> list[Phrase]:
    raw = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
    return [(t, lang, typed) for t, by in raw.items() for lang, all_ in by.items() for typed in all_]


@pytest.fixture(scope="module")
def profiles() -> Sites:
    return SITES


@pytest.fixture(scope="module")
def checklists() -> list[Checklist]:
    return every_list()


Finder = Callable[..., str]


@pytest.fixture(scope="module")
def first(checklists: list[Checklist]) -> Finder:
    """The first type for what was typed (at a site)."""

    @cache
    def finder(typed: str, met: tuple[str, ...] = ()) -> str:
        found = find(typed, checklists, model(), met)
        return found.hits[0].id if found.hits else ""

    return lambda typed, site=None: finder(typed, tuple(site.types) if site else ())


@pytest.mark.parametrize("name", PHRASINGS)
def test_the_right_type_is_first_among_all_types(name: str, first: Finder) -> None:
    all_ = phrases(name)
    missed = [(t, typed) for t, _, typed in all_ if first(typed) != t]
    assert 1 - len(missed) / len(all_) >= ENOUGH, missed


@pytest.mark.parametrize("name", PHRASINGS)
def test_the_right_type_is_first_at_the_sites_that_meet_it(
    name: str, profiles: Sites, first: Finder
) -> None:
    sites = [profiles.profile(id_) for id_ in profiles.profiles()]
    tries = [(t, typed, site) for t, _, typed in phrases(name) for site in sites if t in site.types]
    missed = [(t, typed, s.id) for t, typed, s in tries if first(typed, s) != t]
    assert tries
    assert 1 - len(missed) / len(tries) >= ENOUGH, missed


def test_the_list_is_long_and_has_every_type_three_times_in_each_language(
    checklists: list[Checklist],
) -> None:
    all_ = phrases("phrasings")
    assert len(all_) >= 200
    assert sum(lang == "zh" for _, lang, _ in all_) >= 100
    count = Counter((t, lang) for t, lang, _ in all_)
    for type_ in {t for t, _, _ in all_}:
        for lang in ("zh", "en"):
            assert count[type_, lang] >= 3, type_


def test_every_type_is_found_by_at_least_three_things_typed_in_each_language(
    checklists: list[Checklist], first: Finder
) -> None:
    hits = Counter((t, lang) for t, lang, typed in phrases("phrasings") if first(typed) == t)
    known = {t for t, _, _ in phrases("phrasings")}  # types that came later have the blind list
    few = {(t, lang): hits[t, lang] for t in known for lang in ("zh", "en")}
    assert {key: n for key, n in few.items() if n < 3} == {}
