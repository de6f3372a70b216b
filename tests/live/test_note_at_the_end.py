"""Words typed where it is asked how the incident ended, or to whom it was handed, end it only where that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.numbered import CODE, notes, typed

OVER = {"zh": ("2", "备注发票"), "en": ("2", "note invoice")}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("pause", [2.0, 12.0])
def test_a_note_where_it_is_asked_to_whom_it_was_handed_closes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, pause: float
) -> None:
    number, text = OVER[lang]
    guide = typed(tmp_path, monkeypatch, "45", CODE, number, text, "n", lang=lang, pause=pause)
    assert text in guide.screens[4], guide.screens[-1]
    assert guide.session.incident.closed is None and notes(guide) == [text]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_there_ends_it_by_y_and_a_post_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    name, post = {"zh": ("刘医生", "消防队"), "en": ("Dr Made-Up", "fire brigade")}[lang]
    guide = typed(tmp_path / "a", monkeypatch, "45", CODE, "2", name, "y", lang=lang)
    assert guide.session.incident.closing_note == name
    guide = typed(tmp_path / "b", monkeypatch, "45", CODE, "2", post, lang=lang)
    assert guide.session.incident.closing_note == post
    guide = typed(tmp_path / "c", monkeypatch, "45", CODE, "coats left", lang=lang)
    assert guide.session.incident.closed is None and notes(guide) == ["coats left"]
