"""A stage of a thing reached on two laptops with another answer: both are told, the earlier counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.laptops.test_worked_on import Pair
from tests.support.kit import Kit


@pytest.fixture
def pair(bare: Kit, tmp_path: Path) -> Pair:
    bare.at(0)
    pair = Pair(bare, tmp_path)
    pair(pair.a, "complaint", "add", "Ma", "--matter", "slow")
    pair(pair.a, "order", "add", "tap", "--unit", "Zhou")
    pair(pair.a, "property", "add", "umbrella", "--place", "lobby")
    pair(pair.a, "property", "count", "umbrella", "--contents", "1", "--counted-by", "Li", "--counted-with", "Wu")
    pair.over(pair.a, pair.b)
    return pair


def both(pair: Pair, *argv: str) -> str:
    """What both say alike, after each took in the other's."""
    pair.over(pair.b, pair.a)
    pair.over(pair.a, pair.b)
    here, there = (pair(home, *argv) for home in (pair.a, pair.b))
    assert here == there
    return here


def test_serious_here_and_minor_there_is_told_and_not_the_last_one_kept_in_silence(pair: Pair) -> None:
    pair.kit.at(5)
    pair(pair.b, "complaint", "assess", "Ma", "--severity", "safety")
    pair.kit.at(6)
    pair(pair.a, "complaint", "assess", "Ma", "--severity", "minor")
    shown = both(pair, "complaint", "show", "Ma")
    assert "Severity  about safety" in shown and "Both laptops" in shown, shown
    assert "assessed  Severity about safety" in shown and "assessed  Severity minor" in shown, shown
    (found,) = pair.kit("complaint", "show", "Ma", "--json").json["items"][0]["conflicts"]
    assert (found["conflict"], [s["stands"] for s in found["sides"]]) == ("assessed", [True, False])
    assert "Both laptops" in both(pair, "complaint")


def test_the_same_said_on_both_is_none(pair: Pair) -> None:
    for minute, home in ((5, pair.a), (6, pair.b)):
        pair.kit.at(minute)
        pair(home, "complaint", "assess", "Ma", "--severity", "serious")
    assert "Both laptops" not in both(pair, "complaint", "show", "Ma")


def test_two_who_took_one_order_are_both_told_and_taking_one_back_settles_it(pair: Pair) -> None:
    for minute, home, who in ((5, pair.a, "Qian"), (6, pair.b, "Sun")):
        pair.kit.at(minute)
        pair(home, "order", "taken", "tap", "--taken-by", who)
    shown = both(pair, "order", "show", "tap")
    assert "Taken by  Qian" in shown and "Taken by Sun" in shown, shown
    pair(pair.a, "order", "undo", "tap")
    shown = both(pair, "order", "show", "tap")
    assert "Taken by  Qian" in shown and "Both laptops" not in shown, shown


def test_to_whom_a_thing_was_returned_on_each_is_told_without_the_proof(pair: Pair) -> None:
    for minute, home, who in ((5, pair.a, "Qian"), (6, pair.b, "Sun")):
        pair.kit.at(minute)
        pair(home, "property", "return", "umbrella", "--name", who, "--identity", "ID card", "--proof", f"torn by {who}", "--signed", who)
    shown = both(pair, "property", "show", "umbrella")
    assert "Both laptops" in shown and "Sun" in shown.partition("Both laptops")[2], shown


def test_what_is_counted_on_both_is_no_conflict(pair: Pair) -> None:
    for minute, home, number in ((5, pair.a, "1"), (6, pair.b, "2")):
        pair.kit.at(minute)
        pair(home, "property", "count", "umbrella", "--contents", number, "--counted-by", "Li", "--counted-with", "Wu")
    assert "Both laptops" not in both(pair, "property", "show", "umbrella")
