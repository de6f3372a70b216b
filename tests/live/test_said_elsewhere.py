"""What was typed at one screen and stands in no log: how long other screens speak of it, and what ends that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.console.unsaid import Unsaid
from kit.ground.terminal.line_begun import TypedLine
from kit.ground.terminal.remarks import SHOWN, Remarks, newly_told
from kit.incidents.incident.command.record import record
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.kept import no_sentences
from kit.live.home.show import ABOVE
from kit.shifts.shift.command import at_home as shifts
from tests.live.conftest import Begin as Guides
from tests.live.test_asked_again import WORDS, typed_at_once
from tests.live.test_home_drawn import AtHome, Begin, at_home  # noqa: F401
from tests.support.constants import TEN
from tests.support.play import Played, still
from tests.support.terminal import Terminal

LONG = "三楼电梯里还有两个人没出来"
ESC = "\x1b"


@pytest.fixture
def above() -> Iterator[None]:
    before = list(ABOVE)
    shifts.register()
    yield
    ABOVE[:] = before


@pytest.mark.parametrize("text", ["p工单", "漏水", "flood"])
def test_a_word_to_search_by_that_esc_left_is_no_note_that_is_missing(at_home: Begin, text: str) -> None:  # noqa: F811
    """It stood for six minutes, also on the silent screen of a robbery."""
    hand = at_home()
    if text.isascii():
        for char in text:
            hand.key(char)
    else:
        hand.key("s", 1.0)
        hand.words(text)
    hand.key("escape", 1.0)
    hand.rests()
    assert hand.asked == "home" and hand.waiting() == []


def test_what_an_incident_has_recorded_since_is_not_said_to_be_missing_at_home(at_home: Begin) -> None:  # noqa: F811
    hand = at_home()
    hand.ctx.unsaid.extend([LONG, "二号门打不开"])
    record(hand.ctx, hand.refs[0], lambda draft: acts.note(draft, LONG))
    hand.begins()
    assert hand.waiting() == ["二号门打不开"] and LONG not in hand.picture()


def test_what_the_shift_has_recorded_since_is_not_said_to_be_missing_at_home(at_home: Begin, above: None) -> None:  # noqa: F811
    from kit.shifts.shift.command.noting import note

    hand = at_home()
    hand.ctx.unsaid.append("自杀来电已接走")
    note(hand.ctx, "自杀来电已接走", "", "", "", False)
    hand.begins()
    assert hand.waiting() == []


def test_what_was_recorded_before_it_was_typed_again_is_missing_all_the_same() -> None:
    now = [TEN]
    unsaid = Unsaid(lambda: now[0])
    unsaid.append("a")
    now[0] += timedelta(minutes=5)
    unsaid[:] = [*unsaid, "b"]
    assert unsaid.since == {"a": TEN, "b": now[0]}
    unsaid.clear()
    unsaid += ["a"]
    assert unsaid.since == {"a": now[0]}


def test_one_other_screen_speaks_of_it_and_for_half_a_minute() -> None:
    unsaid = Unsaid(lambda: TEN)
    unsaid.append(LONG)
    remarks = Remarks("zh")
    remarks.left_elsewhere(newly_told(unsaid), 100.0)
    remarks.fades(100.0 + SHOWN - 1)
    assert LONG in remarks.said()
    remarks.fades(100.0 + SHOWN)
    assert remarks.said() == "" and newly_told(unsaid) == [], "the next screen says it no more"


def test_no_silent_screen_speaks_of_it(tmp_path: Path) -> None:
    played = Played(tmp_path, type_="robbery")
    played.start("fire")
    with Terminal([], played.env) as t:
        t.see("q 离开")
        t.child.send("s")
        t.see("看到什么")
        t.child.send(LONG)
        t.see(LONG)
        t.child.send(ESC)
        t.see("没有记下：" + LONG)
        still(t)
        number = re.search(rf"(\d)  【演练】{played.ref}", t.text())
        assert number is not None, t.text()
        t.child.send(number[1])
        t.see(played.ref, gone="没有记下：")
        assert LONG not in t.text()


def left_in(hand: AtHome, text: str, minutes: float) -> None:
    """By Esc in a line of the guide of another incident, so long ago."""
    ctx = hand.ctx
    ctx.unsaid.place = hand.refs[0]
    line = TypedLine()
    line.lost = ctx.unsaid
    line.loses(text, sure=True)
    ctx.unsaid.since[text] = ctx.now().wall - timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "asked"), [(2, "unrecorded"), (6, "home")])
def test_words_left_in_a_line_minutes_ago_are_told_where_that_leads_but_keep_nobody(
    at_home: Begin,  # noqa: F811
    minutes: float,
    asked: str,
) -> None:
    """``u`` had dropped them eight minutes before, and leaving asked what was to become of them."""
    hand = at_home("fire", "flood")
    left_in(hand, LONG, minutes)
    hand.ctx.unsaid.place = hand.refs[1]
    told = newly_told(hand.ctx.unsaid)
    assert told == ([LONG] if minutes < 5 else []), "in the guide of another incident"
    hand.begins()
    hand.key("q", 1.0)
    hand.rests()
    assert hand.asked == asked and hand.waiting() == [LONG], "it is printed on leaving"


@pytest.mark.parametrize("again", [False, True])
def test_what_was_taken_back_on_purpose_waits_nowhere_but_where_it_was_typed(begin: Guides, again: bool) -> None:
    blind = typed_at_once(begin)
    assert blind.asked == "read-back"
    blind.key("u", 2)
    blind.loop.pass_(3)
    assert WORDS in blind.screen.prose.breath.remarks.said() and WORDS in blind.session.unsaid
    if again:
        blind.key("n", 1)
        blind.key("up", 1)
        assert blind.line() == WORDS
        blind.key("escape", 1)
        blind.rests()
        blind.key("v", 2)
        blind.key("escape", 2)
    no_sentences(blind.session.ctx)
    assert (WORDS in blind.session.unsaid) is again, "left once more, by Esc, it waits"
