"""Lines of the numbered guide that do not count are heard; whatever deals with the step is asked about behind one,
also where its number only opens a form; and that one has just come somewhere is over once that was read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.terminal.plain import Bell
from kit.live.guide.talk.flow import guide
from tests.live.test_numbered_lines import Play, acts, notes, play
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.numbered import Numbered
from tests.support.numbered_home import NumberedHome

__all__ = ["play"]


@pytest.fixture(autouse=True)
def nothing_rang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bell, "line", float("-inf"))


def came(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: tuple[float, str]) -> Numbered:
    """An incident that was chosen from the list just now."""
    rest, found = iter(lines), []

    def says(screen: str) -> tuple[float, str] | None:
        found.append(screen)
        return next(rest, None)

    guide = Numbered(home, "zh", "fire", monkeypatch, says)
    guide.chosen = True
    guide.run()
    guide.screens = found
    return guide


@pytest.mark.parametrize("line", ["99", "x", "kit list", "35", "n n"])
def test_a_line_that_does_not_count_rings_once(play: Play, line: str) -> None:
    guide = play(line, pause=2)
    assert guide.screens[-1].count("\a") == (line != "n n"), guide.screens[-1]
    assert (guide.screens[0].count("\a"), acts(guide)) == (0, [])


def test_what_is_asked_about_what_is_left_open_and_going_back_ring_once_each(play: Play) -> None:
    guide = play("99", "1", "有人被困2号梯", "11", "y", "0", pause=2)
    assert [screen.count("\a") for screen in guide.screens[1:]] == [1, 1, 1, 1, 0, 1], guide.screens


def test_what_counts_makes_no_sound(play: Play) -> None:
    guide = play("1", "有人被困2号梯", "23", "0", pause=2)
    assert [screen.count("\a") for screen in guide.screens[:3]] == [0, 0, 0]


def test_nothing_ever_rings_in_a_silent_type(play: Play) -> None:
    guide = play("", "99", "x", "1", "1", "11", "0", "kit list", "@ 25:70 门开着", "12", "uu", type_="robbery", pause=2)
    assert "\a" not in "".join(guide.screens), guide.screens


@pytest.mark.parametrize("number", ["11", "12", "13", "14"])
def test_behind_a_line_that_did_not_count_no_act_of_the_step_is_done_or_opened_unasked(play: Play, number: str) -> None:
    """``11`` opened the reason's line, and a sentence behind it skipped the call for help."""
    guide = play("99", number, "小王已经到了", "李工", "", "y", type_="lift-entrapment", pause=2)
    assert acts(guide) == [] and any("小王已经到了" in text for text in notes(guide))
    assert "是就键入 y" in guide.screens[2]


def test_a_step_left_open_by_a_sentence_in_its_question_is_not_skipped_by_the_next_number(play: Play) -> None:
    guide = play("1", "4 inside", "2", "no one picks up there", "2", "they ring the bell inside", "1", "they come at once",
                 "11", "guard is there already", type_="lift-entrapment", lang="en", pause=2)  # fmt: skip
    assert "step-skipped" not in guide.kinds(), guide.texts()


def test_behind_a_form_that_was_asked_about_the_next_number_is_asked_about_too(play: Play) -> None:
    lines = ("99", "11", "y", "电梯公司已在路上")
    assert acts(play(*lines, type_="lift-entrapment", pause=2)) == ["step-skipped"]


def test_behind_such_a_form_a_bare_number_does_nothing(play: Play) -> None:
    guide = play("99", "11", "y", "电梯公司已在路上", "1", "1", type_="lift-entrapment", pause=2)
    assert acts(guide) == ["step-skipped"] and "是就键入 y" in guide.screens[-1]


@pytest.mark.parametrize("number", ["1", "11"])
def test_who_has_just_come_is_asked_about_every_act_of_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    guide = came(tmp_path, monkeypatch, (2, number), (1, "先不用"))
    assert acts(guide) == [] and "刚到这个事件" in guide.screens[1] and guide.screens[1].count("\a") == 1


def test_it_is_no_longer_asked_once_it_stood_there_for_ten_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    early = [(3.0, "20"), (3.0, "0"), (1.0, "1")]
    assert acts(came(tmp_path / "a", monkeypatch, *early)) == []
    late = [(3.0, "?"), (5.0, "?"), (5.0, "1")]
    assert acts(came(tmp_path / "b", monkeypatch, *late)) == ["step-done"]


def test_it_is_no_longer_asked_once_a_note_was_recorded_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = came(tmp_path, monkeypatch, (1.5, "二楼进水"), (1.5, "1"))
    assert notes(guide) == ["二楼进水"] and acts(guide) == ["step-done"], guide.screens[-1]


def test_a_number_that_did_not_count_is_still_in_doubt_behind_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = came(tmp_path, monkeypatch, (1.5, "99"), (1.5, "二楼进水"), (1.5, "1"))
    assert acts(guide) == [] and "上一行没算" in guide.screens[-1]


@pytest.mark.parametrize(("lang", "said"), [("zh", "已返回，没有记录"), ("en", "Gone back; nothing was recorded")])
def test_enter_alone_at_a_form_that_it_ends_says_that_nothing_was_recorded(play: Play, lang: str, said: str) -> None:
    guide = play("40", "", pause=2, lang=lang)
    assert said in guide.screens[-1] and acts(guide) == []


@pytest.mark.parametrize(("front", "said"), [("@ 09:40", "时间没有确认"), ("@ 10:59", "是哪个时间没有答")])
def test_a_number_for_the_step_is_no_answer_to_which_time_a_note_means(play: Play, front: str, said: str) -> None:
    """``1`` behind ``@ 10:59 a bang`` chose the time of a note, and the step's answer was lost."""
    guide = play(f"{front} 一声巨响", "1", pause=2)
    assert guide.screens[1].count("\a") == 1 and "\n  1 " not in guide.screens[1]
    assert said in guide.screens[2] and "是就键入 y" in guide.screens[2]
    assert acts(guide) == [] and any("一声巨响" in text for text in notes(guide))


def test_which_time_a_note_means_is_answered_by_its_letter_and_left_by_b(play: Play) -> None:
    guide = play("@ 09:40 一声巨响", "y", pause=2)
    assert notes(guide) == ["一声巨响"] and "时间没有确认" not in guide.screens[2]
    left = play("@ 09:40 一声巨响", "b", pause=2)
    assert notes(left) == []


def test_a_sentence_behind_a_note_whose_time_is_asked_says_that_the_time_was_not_confirmed(play: Play) -> None:
    guide = play("@ 09:40 一声巨响", "家属来电", pause=2)
    assert len(notes(guide)) == 2 and "时间没有确认" in guide.screens[2]


@pytest.mark.parametrize(("type_", "heard"), [("fire", True), ("robbery", False)])
def test_what_does_not_count_at_home_is_not_heard_while_a_silent_incident_is_open(
    home: Path, monkeypatch: pytest.MonkeyPatch, type_: str, heard: bool
) -> None:
    opened(home, type_)
    at_home = NumberedHome(home, "zh", monkeypatch)
    at_home.types((2, "x"), (2, "d"), (2, "q"))
    assert ("\a" in "".join(at_home.screens)) is heard


def test_nor_in_the_guide_of_another_incident(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(home, "robbery")
    other = opened(home, "lift-entrapment", at=TEN + timedelta(minutes=1))
    session = guide(NumberedHome(home, "zh", monkeypatch).ctx, other, True)
    session.refresh()
    assert session.hushed and not session.silent
