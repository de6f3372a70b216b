"""Words for a list, typed behind its number or behind ``?``, look for something in it and are no note."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.numbered import new, notes, typed


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("pause", [2.0, 12.0])
def test_words_of_a_step_behind_the_number_of_all_steps_narrow_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, pause: float
) -> None:
    """It was asked whether 28 was meant, and the word for its list became a note."""
    word = {"zh": "全部撤出", "en": "everyone out"}[lang]
    step = {"zh": "人员全部撤出了吗", "en": "Is everyone out"}[lang]
    guide = typed(tmp_path, monkeypatch, "28", word, lang=lang, pause=pause, listed=False)
    assert guide.question == "steps" and step in guide.screens[2] and notes(guide) == []
    away = typed(tmp_path / "b", monkeypatch, "28", "Kim 在大厅" if lang == "zh" else "Kim waits", lang=lang, pause=pause, listed=False)
    assert len(notes(away)) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_number_of_the_list_and_of_a_step_or_its_words_in_one_line_lead_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    word = {"zh": "全部撤出", "en": "everyone out"}[lang]
    guide = typed(tmp_path / "a", monkeypatch, f"28 {word}", lang=lang)
    assert guide.question == "steps" and notes(guide) == []
    guide = typed(tmp_path / "b", monkeypatch, "28 4", lang=lang)
    assert guide.question == "step" and notes(guide) == [] and "step-done" not in new(guide)
    there = guide.session.step
    assert there is not None and [v.key for v in guide.session.incident.views()].index(there.key) >= 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_word_of_what_can_be_done_behind_the_question_mark_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    guide = typed(tmp_path / "a", monkeypatch, "?", {"zh": "结束", "en": "close"}[lang], lang=lang)
    end = {"zh": "结束事件", "en": "Close"}[lang]
    assert notes(guide) == [] and end in guide.screens[2], guide.screens[2]
    assert guide.session.incident.closed is None
    guide = typed(tmp_path / "b", monkeypatch, "?", {"zh": "门口有人", "en": "somebody came"}[lang], lang=lang)
    assert len(notes(guide)) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_line_that_a_note_moves_no_deadline_names_what_leads_to_the_step_that_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """It named a list that did not show the step."""
    text = {"zh": "来电了", "en": "power is back"}[lang]
    guide = typed(tmp_path / "a", monkeypatch, text, lang=lang, type_="power-outage")
    (number,) = re.findall(r"28 (\d+)", guide.screens[1])
    guide = typed(tmp_path / "b", monkeypatch, text, f"28 {number}", lang=lang, type_="power-outage")
    there = guide.session.step
    assert there is not None and there.step.milestone == "restored" and notes(guide) == [text]
