"""Who was reached is not settled by that: it is asked, and what is still owed stays owed with its new time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.live.test_customer_in_one_line import owed
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.hands import Later


def wang(blind: Blind) -> Blind:
    promised = TEN + timedelta(minutes=5)
    blind.session.record(lambda d: acts.callback_add(d, "a1b2", "王女士", "13800000000", "账单", promised))
    blind.loop.pass_(4)
    return blind


def reached(begin: Begin) -> Blind:
    blind = wang(begin(lang="zh"))
    for key in ("k", "1", "enter", "r"):
        blind.key(key, 0.25)
        blind.loop.pass_(0.9)
    blind.rests()
    assert blind.asked == "callback-then" and "王女士" in blind.screen.posed.question.text
    return blind


def test_r_alone_records_nothing_as_settled_whatever_is_typed_next(begin: Begin) -> None:
    blind = reached(begin)
    for key in ("enter", "1", "r", "n"):
        blind.key(key, 1)
        blind.rests()
    for char in "kehu hen manyi":
        blind.key(char)
    blind.key("enter")
    (back,) = owed(blind)
    assert not back.settled and "callback-tried" not in blind.kinds() and "kehu hen manyi" in " ".join(blind.notes())


def test_one_key_more_settles_it(begin: Begin) -> None:
    blind = reached(begin)
    blind.key("y", 1)
    blind.rests()
    (back,) = owed(blind)
    assert back.settled == "reached" and blind.asked == "step" and blind.session.incident.owed() == []


@pytest.mark.parametrize(("keys", "why"), [(("m", "40"), "已打通，没有办结"), (("g", "小李", "40"), "已打通，没有办结，交给小李")])
def test_another_call_that_is_promised_keeps_him_owed_by_then(begin: Begin, keys: tuple[str, ...], why: str) -> None:
    blind = reached(begin)
    blind.key(keys[0], 1)
    blind.loop.pass_(3)
    for text in keys[1:]:
        blind.words(text)
        blind.key("enter")
        blind.loop.pass_(2)
    (back,) = owed(blind)
    assert blind.asked == "step" and not back.settled and back.promised == TEN + timedelta(minutes=40)
    assert (back.moves[-1].reason, back.moves[-1].agreed) == (why, "王女士")
    assert [each.id for each in blind.session.incident.owed()] == ["a1b2"]


def test_d_and_r_at_a_promise_that_rings_ask_the_same(begin: Begin) -> None:
    blind = wang(begin(lang="zh"))
    for timer in blind.session.incident.running():
        if "a1b2" not in timer.key:
            blind.session.record(lambda d, key=timer.key: acts.timer_cancel(d, key, "x"))
    six = Now(TEN + timedelta(minutes=6))
    blind.hands.now = lambda: six  # type: ignore[method-assign]
    blind.session.refresh()
    blind.session.picture(80, 24)
    for key in ("d", "r"):
        blind.key(key, 0.25)
    blind.rests()
    assert blind.asked == "callback-then" and not owed(blind)[0].settled
    blind.key("y", 1)
    blind.rests()
    assert owed(blind)[0].settled == "reached" and "timer-answered" in blind.kinds()


def rings(blind: Blind) -> Blind:
    """The promise alone is due, and was looked at."""
    for timer in wang(blind).session.incident.running():
        if "a1b2" not in timer.key:
            blind.session.record(lambda d, key=timer.key: acts.timer_cancel(d, key, "x"))
    at(blind, 0)
    return at(blind, 5)


def at(blind: Blind, seconds: float) -> Blind:
    now = Now(TEN + timedelta(minutes=6, seconds=seconds))
    blind.hands.now = lambda: now  # type: ignore[method-assign]
    blind.session.refresh()
    blind.session.picture(80, 24)
    return blind


@pytest.mark.parametrize(("later", "behind", "tries"), [(2, "", 0), (2, "n", 0), (2, "y", 1), (12, "", 1)])
def test_no_answer_behind_one_whose_question_was_left_just_now_counts_before_a_yes(
    begin: Begin, later: float, behind: str, tries: int
) -> None:
    """``d`` ``r`` ``d`` ``n``: a customer who had been reached stood as one who did not answer."""
    blind = rings(begin(lang="zh"))
    for key in ("d", "r", "d"):
        blind.key(key, 1)
    blind.rests()
    assert blind.asked == "due"
    at(blind, 5 + later)
    blind.key("n", 1)
    blind.rests()
    assert (blind.asked == "due-sure") == (later < 10)
    assert later > 10 or "王女士" in blind.screen.posed.question.text
    for key in behind:
        blind.key(key, 1)
        blind.rests()
    assert blind.kinds().count("callback-tried") == tries


def test_who_goes_back_by_esc_to_the_answers_looks_and_answers_at_once(begin: Begin) -> None:
    blind = rings(begin(lang="zh"))
    for key in ("d", "r", "escape"):
        blind.key(key, 1)
    blind.rests()
    blind.key("n", 1)
    blind.rests()
    assert blind.kinds().count("callback-tried") == 1


def test_numbered_lines_ask_it_too(tmp_path: Path) -> None:
    hands = Later(tmp_path)
    hands.session.record(lambda d: acts.callback_add(d, "a1b2", "Wang", "138", "bill", TEN + timedelta(minutes=5)))
    assert hands.press("callback", "1", "reached").name == "callback-then"
    assert "callback-tried" not in hands.kinds()
    hands.press("again", "40")
    (back,) = hands.session.incident.callbacks.values()
    assert not back.settled and back.moves[-1].reason == "reached, not settled"
    hands.press("callback", "1", "reached", "settled")
    assert back.settled == "reached"


def asked_whether_settled(begin: Begin) -> Blind:
    blind = wang(begin(lang="zh"))
    for timer in blind.session.incident.running():
        if "a1b2" not in timer.key:
            blind.session.record(lambda d, key=timer.key: acts.timer_cancel(d, key, "x"))  # type: ignore[misc]
    for look in (0, 2):
        blind.hands.now = lambda look=look: Now(TEN + timedelta(minutes=6, seconds=look))  # type: ignore[misc]
        blind.session.refresh()
        blind.session.picture(80, 24)
    for key in ("d", "r"):
        blind.key(key, 2)
        blind.rests()
    assert blind.asked == "callback-then"
    return blind


def test_what_d_leaves_unanswered_is_named_at_once(begin: Begin) -> None:
    blind = asked_whether_settled(begin)
    blind.key("d", 2)
    blind.rests()
    assert blind.asked == "due" and "没有答：王女士 打通了。办结了吗" in blind.screen.prose.breath.remarks.said()


def test_what_was_answered_otherwise_meanwhile_is_not_asked_again(begin: Begin) -> None:
    blind = asked_whether_settled(begin)
    for key in ("d", "n", "y"):
        blind.key(key, 2)
        blind.rests()
    (back,) = owed(blind)
    assert len(back.tries) == 1 and not back.settled
    assert blind.asked == "step", "it was asked whether that call had settled it"


def test_what_was_not_answered_meanwhile_is_asked_again(begin: Begin) -> None:
    blind = asked_whether_settled(begin)
    blind.key("k", 2)
    blind.rests()
    blind.key("escape", 2)
    blind.rests()
    assert blind.asked == "callback-then" and not blind.screen.prose.breath.remarks.asked, "it stands there itself"
