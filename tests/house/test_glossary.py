"""One word for one thing: every text that a person reads keeps to the glossary, in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.words import table
from kit.plans.glossary.files import glossary
from kit.plans.glossary.rules import Lang
from tests.house.test_words import TABLES
from tests.support.constants import HAN, ROOT

FILES = sorted(
    path
    for folder in ("checklists", "data/scripts", "data/profiles", "data/drills", "data/drill-tables")
    for path in (ROOT / folder).glob("*.toml")
)
LANGS: tuple[Lang, Lang] = ("zh", "en")
UP = {"supervisor", "operations", "manager", "executive", "superiors"}
# What a placeholder is filled with, as long as most titles and answers are.
FILLED = {"zh": "某岗位人", "en": "post title"}


def texts(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """(place, text in both languages) of everything that is shown; what is searched for is not."""
    if isinstance(value, dict):
        if isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
            yield where, value
            return
        name = value.get("id", "")
        for key, inner in value.items():
            if key != "find":
                yield from texts(inner, f"{where}.{name}.{key}" if name else f"{where}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, where)


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def breaths(text: str, lang: Lang) -> list[str]:
    """The sentences of words to say, their blanks filled."""
    filled = re.sub(r"\{[^}]*\}", FILLED[lang], text)
    return re.split(r"[。！？；\n]" if lang == "zh" else r"[.!?;\n]", filled)


def length(breath: str, lang: Lang) -> int:
    return len(HAN.findall(breath)) if lang == "zh" else len(breath.split())


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_checklist_script_or_profile_uses_the_glossarys_terms(path: Path) -> None:
    wrong = [
        f"{place}: {no!r} -> {term.term.zh if lang == 'zh' else term.term.en!r}: {pair[lang]}"
        for place, pair in texts(read(path))
        for lang in LANGS
        for no, term in glossary().wrong(pair[lang], lang, path.stem)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", TABLES)
def test_a_sentence_of_the_screen_or_of_a_form_uses_the_glossarys_terms(name: str) -> None:
    wrong = [
        f"{key}: {no!r} -> {term.term}: {text}"
        for key, pair in table(name).items()
        for lang, text in zip(LANGS, pair, strict=True)
        for no, term in glossary().wrong(text, lang)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", TABLES)
def test_no_space_stands_between_a_figure_and_minutes_in_a_sentence_of_the_screen(
    name: str,
) -> None:
    """Also where the figure is a blank; a column is padded by what draws it, not by its words."""
    spaced = [zh for zh, _ in table(name).values() if re.search(r"[\d}] 分钟", zh)]
    assert spaced == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_no_space_stands_between_a_figure_and_minutes_in_chinese(path: Path) -> None:
    spaced = [pair["zh"] for _, pair in texts(read(path)) if re.search(r"[\d}] 分钟", pair["zh"])]
    assert spaced == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_words_to_say_are_at_most_sixty_characters_or_forty_words_a_breath(path: Path) -> None:
    most = {"zh": 60, "en": 40}
    spoken = [
        (place, pair)
        for place, pair in texts(read(path))
        if place.endswith((".say", ".says")) or (path.parent.name == "scripts" and ".text" in place)
    ]
    long = [
        f"{place}: {breath}"
        for place, pair in spoken
        for lang in LANGS
        for breath in breaths(pair[lang], lang)
        if length(breath, lang) > most[lang]
    ]
    assert long == []


@pytest.mark.parametrize("path", sorted((ROOT / "checklists").glob("*.toml")), ids=lambda p: p.stem)
def test_superiors_are_asked_to_confirm_and_only_others_to_read_back(path: Path) -> None:
    wrong = []
    for phase in read(path)["phases"]:
        for step in phase["steps"]:
            pair = step.get("say")
            if pair and step.get("call") in UP:
                asked = "复述" in pair["zh"] or re.search("read (that|it) back|repeat", pair["en"])
                wrong += [step["id"]] * bool(asked)
    assert wrong == []


def test_a_term_says_itself_in_its_own_language_and_forbids_no_part_of_itself() -> None:
    ids = [term.id for term in glossary().terms]
    assert len(ids) == len(set(ids))
    for term in glossary().terms:
        assert not HAN.search(term.term.en) and HAN.search(term.term.zh), term.id
        for lang, text in (("zh", term.term.zh), ("en", term.term.en)):
            assert glossary().wrong(text, lang, (term.lists or [""])[0]) == [], term.id


def test_a_wording_is_found_where_it_stands_and_not_where_it_is_right_after_all() -> None:
    found = glossary().wrong("压不住就撤", "zh")
    assert [no for no, _ in found] == ["压不住"]
    assert glossary().wrong("用力压住伤口", "zh") == []
    assert glossary().wrong("没人接来电", "zh", "call-surge") == []
    assert [term.id for _, term in glossary().wrong("没人接来电", "zh", "ups-watch")] == [
        "power-restored"
    ]
    assert glossary().wrong("Somebody", "en") != []
