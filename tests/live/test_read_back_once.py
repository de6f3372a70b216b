"""A call-back, and what others promise, typed in one breath with its key: once it was read back it is recorded,
and the next one behind it is another one, whatever is asked by then."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.live.test_customer_in_one_line import owed, says, shown
from tests.support.blind import Blind

QIAN = ("钱小姐", "13800000001", "退款", "10:20")
SUN = ("孙先生", "13900000002", "发票", "10:30")


def blindly(blind: Blind, text: str) -> None:
    """Character by character, 0.25 s each, and Enter."""
    for char in text:
        blind.key(char) if char.isascii() else blind.words(char)
    blind.key("enter")


def led(begin: Begin, lang: str = "zh") -> Blind:
    blind = begin(lang=lang)
    blind.loop.pass_(4)
    return blind


def yes(blind: Blind) -> None:
    assert blind.asked == "read-back", blind.asked
    blind.key("y", 1)
    blind.rests()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_whole_call_back_that_was_said_to_be_meant_is_not_read_back_once_more(begin: Begin, lang: str) -> None:
    blind = led(begin, lang)
    for line in ("k钱小姐 13800000001 退款 20分钟", "k孙先生 13900000002 发票 30分钟"):
        blindly(blind, line)
        yes(blind)
        assert blind.asked == "step"
    assert [shown(back) for back in owed(blind)] == [QIAN, SUN] and not blind.notes()


@pytest.mark.parametrize(("line", "asked", "first"), [
    ("k钱小姐 13800000001 退款", "customer-promised", ("钱小姐", "13800000001", "退款", "")),
    ("k钱小姐 13800000001", "customer-matter", ("钱小姐", "13800000001", "", "")),
    ("k钱小姐", "customer-phone", ("钱小姐", "", "", "")),
])  # fmt: skip
def test_only_what_is_missing_is_asked_and_the_next_line_of_the_key_is_somebody_else(begin: Begin, line: str, asked: str, first: tuple[str, ...]) -> None:
    blind = led(begin)
    blindly(blind, line)
    if blind.asked == "read-back":
        yes(blind)
    assert blind.asked == asked and owed(blind) == []
    blindly(blind, "k孙先生 13900000002 发票 30分钟")
    assert blind.asked == "step" and first[0] in blind.screen.prose.breath.remarks.said()
    assert [shown(back) for back in owed(blind)] == [first, SUN] and not blind.notes()


@pytest.mark.parametrize("line", ["kSun Li 13900000002 发票 30分钟", "kwang li 13900000002 bill 30分钟", "k13900000002 孙先生 发票 30分钟"])
def test_the_number_of_the_next_one_never_becomes_his(begin: Begin, line: str) -> None:
    """A false call-back stood in the log: the one's name with the other's number."""
    blind = led(begin)
    blind.key("k", 1)
    blind.loop.pass_(3)
    says(blind, "钱小姐 13800000001 退款")
    assert blind.asked == "customer-promised"
    blindly(blind, line)
    assert owed(blind)[0].phone == "13800000001" and owed(blind)[0].name == "钱小姐"
    assert [back.phone for back in owed(blind)] == ["13800000001", "13900000002"]


def test_back_out_of_the_next_one_leads_to_its_own_line_and_changes_nothing_of_the_first(begin: Begin) -> None:
    blind = led(begin)
    blindly(blind, "k钱小姐 13800000001 退款")
    yes(blind)
    blindly(blind, "k孙先生 13900000002")
    assert [shown(back) for back in owed(blind)] == [("钱小姐", "13800000001", "退款", "")]
    blind.key("escape", 3)
    assert blind.asked == "customer" and blind.line() == "孙先生 13900000002"
    blind.key("escape", 3)
    assert blind.asked == "step" and len(owed(blind)) == 1


def test_what_others_promise_is_recorded_behind_the_same_yes_and_ends_where_a_call_back_begins(begin: Begin) -> None:
    blind = led(begin)
    blindly(blind, "j供电局 来电 20分钟")
    yes(blind)
    assert blind.asked == "step" and len(blind.session.incident.forecasts) == 1
    blind.key("j", 3)
    blind.loop.pass_(3)
    says(blind, "电梯公司 来人")
    assert blind.asked == "forecast-read"
    blindly(blind, "k钱小姐 13800000001 退款 20分钟")
    promised = [(each.who, f"{each.given[-1].due:%H:%M}") for each in blind.session.incident.forecasts.values()]
    assert promised == [("供电局", "10:20")] and "电梯公司 来人" in " ".join(blind.session.unsaid)
    assert [shown(back) for back in owed(blind)] == [QIAN] and blind.asked == "step"


def test_a_sentence_where_it_is_asked_by_when_is_none_of_what_they_promised(begin: Begin) -> None:
    blind = led(begin)
    blind.key("j", 1)
    blind.loop.pass_(3)
    says(blind, "供电局 来电")
    assert blind.asked == "forecast-read"
    blind.loop.pass_(1.2)
    blind.words("门禁都松开了，安排人看前门")
    blind.key("enter")
    blind.rests()
    assert blind.notes() == ["门禁都松开了，安排人看前门"]
    says(blind, "25分钟")
    (found,) = blind.session.incident.forecasts.values()
    assert (found.who, f"{found.given[-1].due:%H:%M}") == ("供电局", "10:25") and "门禁" not in str(found)
