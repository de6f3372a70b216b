"""A note that the power is back, or gone again, says by which act that is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kit.ground.terminal.ask import Option
from kit.ground.terminal.fits_several import told_apart
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.found_notes import says_all_out
from kit.live.guide.show.parts import to_do
from kit.live.guide.talk.reads_like import hint
from tests.support.hands import Later


@pytest.fixture
def hands(tmp_path: Path) -> Later:
    return Later(tmp_path, "en", "power-outage")


@pytest.mark.parametrize("text", ["power is back", "the lights are back on", "system works again", "来电了", "电又来了", "电来了", "已恢复供电", "又有电了"])
def test_that_it_is_back_names_the_step_that_says_so(hands: Later, text: str) -> None:
    """The note alone stopped nothing: the count of the UPS ran on."""
    assert "Record the time power was restored" in hint(hands.session, text)
    assert "power was restored" in hint(hands.session, text), "said again, as long as the step stands open"


def test_on_the_drawn_screen_the_step_s_number_stands_with_the_key(hands: Later) -> None:
    """``g`` and words of it fitted two steps, and none was chosen."""
    hands.ctx.me = replace(hands.ctx.me, plain=False)
    every = [view.key for view in to_do(hands.session.incident.views())]
    assert f"g {every.index('power-back') + 1}" in hint(hands.session, "power is back")


def test_two_that_fit_are_named_by_number_and_where_they_differ() -> None:
    found = [Option("a", "24  未做  记录恢复供电时间"), Option("b", "8  未做  记录预计恢复供电时间")]
    assert told_apart(found) == "24 恢复供电时间 / 8 预计恢复供电时间"
    found = [Option("a", "24  open  Record the time power was back"), Option("b", "8  open  Record when it is back")]
    assert told_apart(found) == "24 the time power was back / 8 when it is back"
    assert told_apart([*found, *found]) == "" and told_apart([Option("a", "x y"), Option("b", "x z")]) == ""


@pytest.mark.parametrize("text", ["power is not back yet", "power back expected 12:00", "called Li back", "预计10点恢复供电"])
def test_what_is_not_so_names_none(hands: Later, text: str) -> None:
    assert "restored" not in hint(hands.session, text)


FORETOLD = [
    "power company says back 10:40", "power back in 20 min", "supplier says fixed by 10:40", "power back expected 12:00", "it says on again about 10:50",
    "供电公司说10:40来电", "物业说半小时后来电", "预计10点半恢复供电", "技工答应20分钟内修好", "电力局说大概1小时恢复",
]  # fmt: skip
NOT_FORETOLD = [
    "power is back 10:00", "power is back for 20 min", "停了20分钟后来电了", "Mrs Chen wants a call back 10:40", "Mrs Chen says call back 10:40", "客户说10:40来电",
    "供电公司说来电了", "not back by 10:40", "10点半前恢复不了", "power company says back", "20分钟后来人修", "35 minutes on the panel",
]  # fmt: skip


def test_what_somebody_foretells_names_the_key_of_a_promise_and_asks_not_whether_it_is_back(tmp_path: Path) -> None:
    """"power company says back 23:10" was asked "is it back?", at 22:28."""
    hands = Later(tmp_path, "en", "power-outage")
    for text in FORETOLD:
        hands.session.hinted.clear()
        said = hint(hands.session, text)
        assert said.startswith("Promised to us?") and "Is it back" not in said, (text, said)
        assert not hint(hands.session, text), "once is enough"
    for text in NOT_FORETOLD:
        hands.session.hinted.clear()
        assert "Promised to us?" not in hint(hands.session, text), text
    drawn = Later(tmp_path / "zh", "zh", "power-outage")
    drawn.ctx.me = replace(drawn.ctx.me, plain=False)
    said = hint(drawn.session, "供电公司说10:40来电")
    assert said.startswith("这是对方的答复？") and "不响：j 记下" in said


@pytest.mark.parametrize("text", ["power gone again, dark", "it is dark again", "又停电了"])
def test_that_it_is_gone_again_names_the_act(hands: Later, text: str) -> None:
    assert "Down again?" not in hint(hands.session, text)
    hands.session.record(lambda d: acts.tick(d, "power-back", "10:00"))
    hands.press("note", None)
    assert "Down again?" in hint(hands.session, text)


@pytest.mark.parametrize(
    ("type_", "text", "step"),
    [
        ("fire", "chen found at the back door, all 32 out", "Is everyone out?"), ("fire", "人都出来了", "Is everyone out?"), ("lift-entrapment", "the man is out", "Is everyone freed?"),
        ("lift-entrapment", "电梯的人出来了", "Is everyone freed?"), ("missing-person", "boy found at the gate", "Has the person been found?"),
        ("fire", "chen not found", ""), ("fire", "two are still inside", ""), ("fire", "all out but chen", ""), ("robbery", "the safe was emptied", ""), ("complaint", "file found", ""),
    ],
)  # fmt: skip
def test_a_note_that_somebody_is_out_names_the_step_that_asks_it(tmp_path: Path, type_: str, text: str, step: str) -> None:
    """Only "the power is back" and "gone again" named theirs; what rang for whoever was in the lift rang on."""
    session = Later(tmp_path, "en", type_).session
    said = hint(session, text)
    assert (f'"{step}"' in said and "stops no deadline" in said) if step else "Does this answer" not in said, said
    once = "Does this answer" not in hint(session, text)
    assert not step or once is not says_all_out(text), "once, and each time that it is of all"
