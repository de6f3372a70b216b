"""The code for closing, typed where something else is asked: it is nobody's name and no note."""

from __future__ import annotations

import pytest

from kit.live.guide.talk.code_typed import refused_code
from kit.live.guide.talk.keys.course import key_for
from tests.live.conftest import Begin


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_code_for_closing_is_taken_for_nothing_in_a_form_and_the_screen_says_so(begin: Begin, lang: str) -> None:
    """``e`` and the code became who is responsible for an improvement."""
    blind = begin(lang=lang)
    code = blind.session.folder.ref[-4:]
    blind.key("i", 2)
    blind.loop.pass_(2)
    for text in ("回访三天内" if lang == "zh" else "visit them", f"e{code.lower()}"):
        blind.types(text)
        blind.rests()
    assert blind.asked == "action-owner" and blind.kinds()[-1] != "action-added"
    assert any("e" + code.lower() in line and code in line for line in blind.screen.posed.question.lines)
    blind.loop.pass_(4)
    blind.types("马丽" if lang == "zh" else "Ma Li")
    blind.rests()
    event = blind.session.folder.entries[-1].event
    assert event.kind == "action-added" and code.lower() not in event.owner.lower()  # type: ignore[attr-defined]


def test_it_is_no_note_over_a_question_nor_behind_the_key_for_notes(begin: Begin) -> None:
    blind = begin(lang="zh", at="tell-tech")
    code = blind.session.folder.ref[-4:]
    blind.key("x", 2)
    blind.rests()
    blind.key("x")
    blind.rests()
    assert blind.screen.posed.question.stands, blind.asked
    blind.types(code)
    blind.rests()
    assert not blind.notes() and (code in blind.session.alert or code.isdecimal())  # bare figures are no note anyway
    blind.key("escape", 4)
    blind.rests()
    blind.key("n", 4)
    blind.loop.pass_(3)
    blind.types(f"e {code}")
    assert not blind.notes() and blind.asked == "note"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_sentence_about_a_code_names_the_key_that_closes_there(begin: Begin, lang: str) -> None:
    """It said "press enter", which at a step answers that."""
    blind = begin(lang=lang, at="order")
    offered = {key.name: (key.key, key.also) for key in blind.session.offered()}
    code = blind.session.folder.ref[-4:]
    if code.isdecimal() or code.isalpha():
        code = f"e{code}"
    said = refused_code(blind.session, code)
    assert said and " enter" not in said and "按 e" * (lang == "zh") in said
    for name in ("close", "steps", "recorder"):
        assert key_for(blind.session, name) in offered[name]
