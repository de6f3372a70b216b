"""Where the numbered picture is longer than the window, what is late stands last, with the incident's title."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.cells import width
from kit.live.guide.talk import told
from tests.support.numbered import Numbered, minutes_on, typed

LATE = {"zh": ("停电：晚 ", "（d）", "到时的还有 "), "en": ("Power outage: ", "(d)", " more due")}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_last_lines_name_the_title_and_what_is_most_late_where_the_window_is_too_low_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """The ambulance was fifteen minutes late, above the edge."""
    note = {"zh": "门口有人", "en": "somebody came"}[lang]
    for rows in (24, 18, 90):
        monkeypatch.setattr(told, "rows", lambda rows=rows: rows)
        guide = typed(
            tmp_path / f"{rows}", monkeypatch, note, lang=lang, type_="power-outage", at=minutes_on(40), as_printed=True
        )
        lines = guide.screens[1].rstrip("\n").splitlines()
        found = [n for n, line in enumerate(lines) if all(part in line for part in LATE[lang])]
        if rows == 90:
            assert found == []
            continue
        assert len(found) == 1 and found[0] == len(lines) - 3, lines[-6:]
        assert width(lines[found[0]]) <= 78
        assert note in lines[-2], "what was recorded stands below it"


def test_where_nothing_is_due_nothing_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "rows", lambda: 24)
    guide: Numbered = typed(tmp_path, monkeypatch, "somebody came", as_printed=True)
    assert LATE["en"][2] not in guide.screens[1] and " ! Fire" not in guide.screens[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_an_act_ended_beside_its_own_stands_whole_in_the_last_lines_of_a_low_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """The line that says what was recorded was cut before it named the second report that the call answered."""
    monkeypatch.setattr(told, "rows", lambda: 24)
    guide = typed(tmp_path, monkeypatch, "d", "r", lang=lang, type_="power-outage", at=minutes_on(40), as_printed=True)
    lines = guide.screens[2].rstrip("\n").splitlines()
    said = next(line for line in lines if line.startswith({"zh": "已记录 #", "en": "Recorded #"}[lang]))
    assert width(said) >= 78 and said in lines[-3:], lines[-6:]
