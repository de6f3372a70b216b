"""The shipped words to say: sound, sourced, in both languages, and short enough to be read out."""

from __future__ import annotations

import re

import pytest

from kit.core.lint import PLACEHOLDER
from kit.core.scripts import BLANKS, GENERAL, Script
from kit.render.text import width, wrap
from kit.store.content import Content

CONTENT = Content("/nonexistent-home")
FILES = CONTENT.scripts(CONTENT.types())
ALL = [(name, script) for name, found in FILES.items() for script in found.scripts]
BLANK = re.compile(r"\{([^}:]*)\}")
HAN = re.compile(r"[\u4e00-\u9fff]")


def names(case: object) -> str:
    return case.id if isinstance(case, Script) else str(case)


def test_every_script_file_belongs_to_a_type_or_is_general() -> None:
    assert set(CONTENT.files("scripts")) <= {*CONTENT.types(), GENERAL}


def test_every_audience_has_words_in_any_incident() -> None:
    assert {s.to for s in FILES[GENERAL].scripts} == {"staff", "customers", "leaders", "media"}


@pytest.mark.parametrize(("name", "script"), ALL, ids=names)
def test_words_to_say_are_sound(name: str, script: Script) -> None:
    assert sum(s.id == script.id for _, s in ALL if _ == name) == 1
    assert [c for c in script.cites if c not in CONTENT.clauses()] == []
    for text in (script.title, script.text):
        assert HAN.search(text.zh) and not HAN.search(text.en)
        for lang in ("zh", "en"):
            assert set(BLANK.findall(text.get(lang))) <= set(BLANKS)
    assert set(BLANK.findall(script.text.zh)) == set(BLANK.findall(script.text.en))
    assert set(PLACEHOLDER.findall(script.text.zh)) == set(PLACEHOLDER.findall(script.text.en))
    for kind, what in PLACEHOLDER.findall(script.text.zh):
        assert kind in ("role", "minutes", "number", "answer")
        if kind == "answer":
            assert name != GENERAL and CONTENT.checklist(name).step(what) is not None


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("name", "script"), ALL, ids=names)
def test_words_to_say_fit_the_screen_and_one_breath(name: str, script: Script, lang: str) -> None:
    assert len(wrap(script.text.get(lang), 76)) <= 4
    assert width(script.title.get(lang)) <= 60
