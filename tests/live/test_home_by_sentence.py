"""Sentences that stand in no log may be of several incidents: asked one by one; and what was typed behind a closing is
offered to that incident first, and goes into no other one by Enter alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kit.incidents.incident.command.record import record
from kit.incidents.incident.rules import acts
from kit.live.home.command import _noted
from kit.live.home.show import ABOVE, Above
from kit.live.home.talk.note import Notes
from kit.live.home.talk.unrecorded import Unrecorded
from tests.live.conftest import Begin
from tests.live.test_typed_there import Came, came  # noqa: F401


def three(hand: Came) -> None:
    hand.ctx.unsaid.clear()
    hand.ctx.of(Unrecorded).lines.clear()
    for text in ("妹妹来电话", "小高需要休息", "12席恢复"):
        hand.ctx.of(Unrecorded).add(text, hand.ctx.now().wall)
    hand.presses("n", "enter")


def test_three_sentences_are_asked_one_by_one_and_each_goes_where_it_belongs(came: Callable[..., Came]) -> None:  # noqa: F811
    """One ``v`` for three put a sentence of the system into the caller's incident."""
    hand = came("lift-entrapment", "power-outage", "fire")
    power, fire = (log.ref for log in hand.home.looking.counted())
    three(hand)
    assert hand.asked == "whose" and "第 1 句（共 3 句）" in hand.screen.posed.question.title
    assert hand.lines() == "备注：妹妹来电话"
    hand.presses("v")
    assert hand.lines() == "备注：小高需要休息" and hand.chosen == "open"
    hand.presses("v", "g")
    assert isinstance(hand.chosen, Notes)
    _noted(hand.ctx, hand.chosen)
    assert (hand.texts(power), hand.texts(fire)) == (["妹妹来电话", "小高需要休息"], ["12席恢复"])


def test_all_that_are_left_may_go_to_one_and_what_is_left_unanswered_waits(came: Callable[..., Came]) -> None:  # noqa: F811
    hand = came("lift-entrapment", "power-outage", "fire")
    power, fire = (log.ref for log in hand.home.looking.counted())
    three(hand)
    hand.presses("v", "#")
    assert hand.lines().splitlines() == ["备注：小高需要休息", "备注：12席恢复"] and hand.chosen == "open"
    hand.presses("g")
    assert isinstance(hand.chosen, Notes)
    assert [ref for ref, _ in hand.chosen.each()] == [power, fire, fire]
    hand.begins()
    hand.presses("n", "enter", "v", "q", "g")
    assert isinstance(hand.chosen, Notes) and [line.text for line in hand.chosen.lines] == ["妹妹来电话", "12席恢复"]
    _noted(hand.ctx, hand.chosen)
    assert hand.waiting() == ["小高需要休息"]


@pytest.mark.parametrize(("lang", "says"), [("zh", "已关闭：补记在收尾码之后"), ("en", "closed: a late note behind its closing code")])
def test_what_was_kept_behind_a_closing_is_offered_to_that_incident_then_to_the_log(begin: Begin, came: Callable[..., Came], lang: str, says: str) -> None:  # noqa: F811
    """The question said "kept for home", and Enter alone there made it a note of the other open incident."""
    hand = came("lift-entrapment", "power-outage", lang=lang)
    lift, power = hand.refs
    hand.ctx.of(Unrecorded).lines.clear()
    hand.ctx.unsaid.clear()
    blind = begin(lang=lang)
    record(blind.hands.ctx, blind.session.folder.ref, lambda d: acts.close(d, "resolved", ""))
    blind.session.refresh()
    from kit.live.guide.talk.behind import kept

    kept(blind.session, "保安说门修好了")
    assert blind.session.unsaid.of == {"保安说门修好了": blind.session.folder.ref}
    hand.ctx.of(Unrecorded).add("保安说门修好了", hand.ctx.now().wall).of = lift
    before = list(ABOVE)
    ABOVE[:] = [Above("shift", "h", "screen.home-log", "screen.home-log", lambda *_: [], lambda *_: [], lambda *_: None, lambda *_: None)]
    try:
        hand.presses("n", "enter")
        assert hand.asked == "whose" and hand.chosen == "open", "Enter alone puts it nowhere"
        first, second, third = hand.screen.posed.question.options[:3]
    finally:
        ABOVE[:] = before
    assert (first.key, lift in first.label, says in first.label) == ("y", True, True)
    assert (second.name, second.key, third.name, third.key) == ("log", "g", power, "v")


def test_what_was_typed_in_one_that_cannot_be_read_goes_nowhere_by_enter_alone(came: Callable[..., Came]) -> None:  # noqa: F811
    hand = came("lift-entrapment", "power-outage")
    hand.ctx.unsaid.clear()
    hand.ctx.of(Unrecorded).lines.clear()
    hand.ctx.of(Unrecorded).add("门修好了", hand.ctx.now().wall).of = "250101-XXX-XXXX"
    hand.presses("n", "enter")
    assert hand.asked == "whose" and hand.chosen == "open"
