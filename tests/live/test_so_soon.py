"""A call that was refused as it came so soon: what says by itself how it went, and what stays said of it."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind


def refused(begin: Begin, key: str = "x") -> Blind:
    """A call right behind another step, asked about."""
    blind = begin("fire", "zh", at="shout")
    blind.key("enter")
    blind.key(key, 3)
    blind.rests()
    assert blind.asked == "so-soon" and "called" not in blind.kinds()
    return blind


def results(blind: Blind) -> list[str]:
    entries = blind.session.folder.entries
    return [e.event.result for e in entries if e.event.kind == "called"]  # type: ignore[attr-defined]


def shown(blind: Blind) -> str:
    return "".join(text for _, text in blind.screen._fragments())


RESULTS = {"x": "no-answer", "f": "phone-off", "enter": "reached"}


@pytest.mark.parametrize("seconds", [7, 14])
@pytest.mark.parametrize("then", ["x", "f", "enter"])
@pytest.mark.parametrize("first", ["x", "enter"])
def test_a_result_pressed_once_somebody_can_have_called_is_the_answer(begin: Begin, first: str, then: str, seconds: float) -> None:
    """The same key was refused again, and another one swallowed, until the timer ran out."""
    blind = refused(begin, first)
    blind.key(then, seconds)
    blind.rests()
    named_first(blind, first, then)
    assert results(blind) == [RESULTS[then]] and blind.asked == "step"


def named_first(blind: Blind, first: str, then: str) -> None:
    """Another result than the one that did not count may be of the next step's call: a second ``x``, meant for the
    supervisor, said of the police who had been reached that they did not answer."""
    if then == first:
        return
    assert not results(blind) and blind.asked == "so-soon" and "给消防队的" in shown(blind), shown(blind)
    blind.key("y", 2)
    blind.rests()


@pytest.mark.parametrize("lapses", [False, True])
def test_another_result_is_asked_about_by_name_while_one_that_did_not_count_is_said(begin: Begin, lapses: bool) -> None:
    blind = refused(begin, "enter")
    if lapses:
        blind.loop.pass_(25)
        assert blind.asked == "step" and "没有算：打通了。真的是就按 y" in shown(blind)
    else:
        blind.key("x", 1)
        blind.rests()
        assert not results(blind) and "给消防队的" in shown(blind)
    blind.key("x", 7)  # of a call that is named already it is the answer
    blind.rests()
    if lapses:
        named_first(blind, "enter", "x")
    assert results(blind) == ["no-answer"]


@pytest.mark.parametrize("way", ["escape", "x"])
def test_what_was_asked_by_name_is_left_by_esc_and_said_by_the_same_key_again(begin: Begin, way: str) -> None:
    blind = refused(begin, "enter")
    blind.key("x", 8)
    blind.rests()
    blind.key(way, 8)
    blind.rests()
    assert results(blind) == ([] if way == "escape" else ["no-answer"])


@pytest.mark.parametrize("then", ["x", "f", "enter"])
def test_it_is_the_answer_behind_a_note_too(begin: Begin, then: str) -> None:
    blind = refused(begin)
    blind.words("走廊有烟")
    blind.key("enter")
    assert blind.asked == "so-soon"
    blind.key(then, 6)
    blind.rests()
    named_first(blind, "x", then)
    assert results(blind) == [RESULTS[then]] and blind.notes() == ["走廊有烟"]


@pytest.mark.parametrize("seconds", [1, 3, 4])
def test_a_key_that_comes_sooner_is_refused_with_one_negation(begin: Begin, seconds: float) -> None:
    blind = refused(begin)
    blind.key("enter", seconds)
    blind.rests()
    assert blind.asked == "so-soon" and not results(blind)
    assert blind.screen.word == "回车 没算：“打119报火警：未接通”是真的吗"


def test_words_that_begin_with_such_a_key_are_a_note_and_the_call_stays_said(begin: Begin) -> None:
    blind = refused(begin)
    blind.key("x", 8)
    for key in "iao li lai le":
        blind.key(key)
    blind.key("enter")
    blind.rests()
    assert blind.notes() == ["xiao li lai le"] and not results(blind)
    assert "没有算：未接通。真的是就按 y" in shown(blind)


def test_a_refused_call_stays_said_until_it_is_answered(begin: Begin) -> None:
    """A note wiped its trace, and the call stood nowhere."""
    blind = refused(begin)
    blind.loop.pass_(25)
    assert blind.asked == "step" and "没有算：未接通。真的是就按 y" in shown(blind)
    assert "前面没算" not in shown(blind)  # it named Enter, which nobody had pressed
    for text in ("走廊有烟", "三楼没人"):
        blind.words(text)
        blind.key("enter")
        blind.rests()
        assert "没有算：未接通。真的是就按 y" in shown(blind)
    blind.key("y", 4)
    blind.rests()
    blind.key("y", 2)
    blind.rests()
    assert results(blind) == ["no-answer"] and "没有算" not in shown(blind)


def test_it_stays_said_where_something_opened_over_it_was_left(begin: Begin) -> None:
    blind = refused(begin)
    for key in "uuy":
        blind.key(key)
    blind.loop.pass_(20)
    blind.key("enter")
    blind.rests()
    said = shown(blind)
    assert "没有答：没有算" not in said and ("没有算：未接通" in said or "未接通”是真的吗" in said)


def test_behind_a_take_back_its_letter_is_the_call_s_and_restores_nothing(begin: Begin) -> None:
    """``y`` brought the wrong record back, and the fire brigade that had been told stood nowhere."""
    blind = begin("fire", "zh", at="call-119")
    blind.key("x", 8)
    blind.rests()
    for key in "uu":
        blind.key(key, 2)
        blind.rests()
    blind.key("enter", 3)
    blind.rests()
    assert blind.asked == "so-soon"
    blind.loop.pass_(25)
    assert blind.asked == "step" and "按 y" in shown(blind)
    blind.key("y", 5)
    blind.rests()
    assert results(blind) == ["no-answer", "reached"] and blind.kinds().count("undone") == 1


@pytest.mark.parametrize("key", ["x", "enter"])
def test_a_call_that_an_answer_put_in_front_is_asked_about_though_enter_would_ask_what_was_said(
    begin: Begin, key: str
) -> None:
    """The post was reached before, so that its Enter asks whether this was said: its ``x`` asks nothing, and counted
    for somebody else's call three seconds behind the answer, given by ``y`` or by its digit."""
    blind = begin("customer-ill", "zh", at="call-120")
    blind.key("enter", 9)
    blind.loop.pass_(9)
    record = blind.session.record
    record(lambda d: acts.not_applicable(d, "compress", "awake"))
    for step, value in (("help", ""), ("state", "2")):
        record(lambda d, key=step, text=value: acts.tick(d, key, text))  # type: ignore[misc]
    blind.session.moved(lambda d: acts.take_up(d, "want-120"))
    blind.key("v", 2)
    blind.key("escape", 2)
    blind.loop.pass_(9)
    calls = results(blind)
    blind.key("1")
    blind.loop.pass_(2)
    if blind.asked == "so-soon":
        blind.key("y", 2)
        blind.loop.pass_(2)
    assert blind.session.step is not None and blind.session.step.key == "call-wanted"
    blind.key(key, 0.75)
    blind.rests()
    assert results(blind) == calls == ["reached"] and blind.asked != "step"
    said = "".join([blind.screen.posed.question.text, *blind.screen.posed.question.lines])
    assert key == "enter" or "未接通。刚插进来另一步，请看一眼。就是这一步吗" in said
    blind.key(key, 7)
    blind.rests()
    assert results(blind) == calls, "nor by the same key again, before it was answered"
