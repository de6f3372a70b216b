"""``@ 10:59 the guard is here`` on one line is a note of that time, wherever a note can be typed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.typed.fronts import front
from kit.ground.base.typed.times import PAST, Ask
from kit.ground.machine.clock import Now
from tests.live.conftest import Begin
from tests.support.constants import TEN
from tests.support.numbered import Numbered, Play, minutes_on, typed


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lines typed at a fire, an hour after it began; what was printed before each."""
    return lambda *lines, **how: typed(
        tmp_path, monkeypatch, *lines, pause=2.0, at=minutes_on(60), as_printed=True, **{"lang": "zh", **how}
    )


def notes(entries: list[Any]) -> list[tuple[str, str]]:
    """When each happened, and its text."""
    return [(f"{e.at:%H:%M}", e.event.text) for e in entries if e.event.kind == "note"]


# ---- what is read --------------------------------------------------------------------------------

READ = [
    ("@ 10:59 保安去查电梯", "10:59", "保安去查电梯"),
    ("＠10：59保安去查电梯", "10:59", "保安去查电梯"),
    ("@ 10:40 5 people are out", "10:40", "5 people are out"),
    ("@ 10点5个人被困", "10:00", "5个人被困"),
    ("@5分钟前保安到了", "10:55", "保安到了"),
    ("@ -5 guard came", "10:55", "guard came"),
    ("@ 10 past 10 guard came", "10:10", "guard came"),
    ("@10:59", "10:59", ""),
    ("@1042 lift empty", "10:42", "lift empty"),
    ("@ 0930，电梯没人", "09:30", "电梯没人"),
]


@pytest.mark.parametrize(("text", "at", "words"), READ)
def test_the_time_and_what_happened_are_told_apart(text: str, at: str, words: str) -> None:
    found = front(text, PAST, TEN + timedelta(hours=1))
    assert found is not None and isinstance(found.time, datetime)
    assert (f"{found.time:%H:%M}", found.words) == (at, words)


@pytest.mark.parametrize("text", ["@张三来了", "@ Li is here", "保安@10:59到", "10:59 保安到了"])
def test_a_name_behind_the_sign_and_a_time_without_it_are_words(text: str) -> None:
    assert front(text, PAST, TEN + timedelta(hours=1)) is None


@pytest.mark.parametrize("text", ["@ 5 people left", "@3楼漏水", "@ 25:10 保安", "@ 2000 calls waiting", "@ 9000 calls"])
def test_a_figure_that_is_no_time_is_none(text: str) -> None:
    found = front(text, PAST, TEN + timedelta(hours=1))
    assert found is not None and found.time is None


def test_a_time_of_several_readings_is_asked_about() -> None:
    found = front("@ 刚才保安来了", PAST, TEN + timedelta(hours=1))
    assert found is not None and isinstance(found.time, Ask) and found.words == "保安来了"


# ---- numbered lines ------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", [["@ 10:59 保安去查电梯"], ["n", "@ 10:59 保安去查电梯"], ["@", "10:59 保安去查电梯"],
                                   ["11", "@ 10:59 保安去查电梯"], ["22", "0", "21", "@10:59保安去查电梯"]])  # fmt: skip
def test_one_line_is_a_note_of_that_time_and_says_so(play: Play, lines: list[str]) -> None:
    guide = play(*lines)
    assert notes(guide.entries()) == [("10:59", "保安去查电梯")]
    assert "记为 10:59" in "".join(guide.screens)  # type: ignore[attr-defined]
    assert "step-skipped" not in guide.kinds()


def test_the_time_holds_for_that_note_alone_and_one_uu_takes_it_back(play: Play) -> None:
    guide = play("@ 10:59 保安去查电梯", "电梯停了", "uu", "uu")
    assert notes(guide.entries()) == [("10:59", "保安去查电梯"), ("11:00", "电梯停了")]
    assert guide.kinds().count("undone") == 2


def test_a_time_alone_is_the_next_act_s(play: Play) -> None:
    guide = play("@ 10:59", "保安去查电梯", "电梯停了")
    assert notes(guide.entries()) == [("10:59", "保安去查电梯"), ("11:00", "电梯停了")]
    assert "10:59 编号" in guide.screens[1]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("lang", "said"), [("zh", "“25:10”没有读成时间，按现在记"), ("en", '"25:10" was not read as a time')])
def test_what_is_no_time_is_recorded_as_typed_and_that_is_said(play: Play, lang: str, said: str) -> None:
    guide = play("@ 25:10 li is here", lang=lang)
    assert notes(guide.entries()) == [("11:00", "@ 25:10 li is here")]
    assert said in " ".join(guide.screens[1].split())  # type: ignore[attr-defined]


def test_a_time_of_two_readings_is_chosen_and_a_note_typed_over_the_question_keeps_both(play: Play) -> None:
    assert notes(play("@ 刚才保安来了", "z").entries()) == [("10:55", "保安来了")]


def test_a_note_typed_over_the_question_which_time_keeps_both(play: Play) -> None:
    guide = play("@ 刚才保安来了", "电梯停了")
    assert notes(guide.entries()) == [("11:00", "电梯停了"), ("11:00", "@ 刚才保安来了")]
    for line in ("", "y", "Y"):
        assert notes(play("@ 09:50 保安去查电梯", line).entries()) == [("09:50", "保安去查电梯")]


@pytest.mark.parametrize(("lang", "said"), [("zh", "“刚才”是哪个时间没有答"), ("en", "was not answered")])
@pytest.mark.parametrize("leaves", ["q", "1", "25", "d"])
def test_which_of_several_times_is_nobody_s_guess_when_the_question_is_left(
    play: Play, leaves: str, lang: str, said: str
) -> None:
    """The nearest reading was taken. All that was typed stands in the note, by when it was typed."""
    guide = play("@ 刚才保安来了", leaves, "0", lang=lang)
    assert notes(guide.entries()) == [("11:00", "@ 刚才保安来了")]
    assert said in " ".join("".join(guide.screens).split()) or said in guide.screen  # type: ignore[attr-defined]
    assert {"step-done", "step-skipped", "undone"}.isdisjoint(guide.kinds())


def test_a_sentence_over_the_question_is_a_note_beside_it_and_the_question_stands(play: Play) -> None:
    guide = play("@ 刚才保安来了", "电梯停了", "2 people are out", "z")
    assert notes(guide.entries()) == [("11:00", "电梯停了"), ("11:00", "2 people are out"), ("10:55", "保安来了")]
    screens = guide.screens  # type: ignore[attr-defined]
    assert "是哪一个时间" in screens[2] and "是哪一个时间" in screens[3]


def test_an_enter_pressed_twice_settles_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rest = iter([(2.0, "@ 刚才保安来了"), (0.25, ""), (2.0, "0")])
    guide = Numbered(tmp_path, "zh", "fire", monkeypatch, lambda _: next(rest, None))
    guide.hands.now = lambda: Now(TEN + timedelta(hours=1))  # type: ignore[method-assign]
    guide.run()
    assert notes(guide.entries()) == [] and guide.question != "earlier-which"


def test_two_sentences_over_a_time_alone_count_for_no_guessed_time(play: Play) -> None:
    guide = play("@", "刚才", "电梯停了", "灯灭了")
    assert notes(guide.entries()) == [("11:00", "电梯停了"), ("11:00", "灯灭了")]
    assert "补记的时间没定" in "".join(guide.screens)  # type: ignore[attr-defined]


@pytest.mark.parametrize("lines", [["@ 09:50 保安去查电梯"], ["@", "09:50 保安去查电梯"], ["n", "@ 09:50 保安去查电梯"]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_time_before_the_opening_is_kept_by_who_types_on_and_that_is_said_truly(
    play: Play, lines: list[str], lang: str
) -> None:
    """Six times of six it was lost, with the remark that it was not read as one."""
    guide = play(*lines, "客户坐在地上哭", lang=lang)
    assert notes(guide.entries()) == [("09:50", "保安去查电梯"), ("11:00", "客户坐在地上哭")]
    said = "".join(guide.screens)  # type: ignore[attr-defined]
    assert ("时间没有确认" if lang == "zh" else "time was not confirmed") in said and "没有读成" not in said and "not read" not in said
    assert "那一项没有记" not in said and "nothing was recorded" not in said


@pytest.mark.parametrize("pause", [0.25, 2.0])
def test_a_time_alone_that_was_asked_about_is_the_one_of_what_is_typed_on(play: Play, pause: float) -> None:
    guide = play("@", "09:50", "保安去查电梯", "电梯停了")
    assert notes(guide.entries()) == [("09:50", "保安去查电梯"), ("11:00", "电梯停了")]


# ---- the drawn screen ----------------------------------------------------------------------------


def test_words_behind_the_time_on_the_drawn_screen_are_the_note(begin: Begin) -> None:
    blind = begin(lang="zh", minute=60)
    blind.key("@")
    blind.rests()
    blind.types("10:59 li is here")
    blind.rests()
    assert notes(blind.session.folder.entries) == [("10:59", "li is here")] and blind.asked == "step"
