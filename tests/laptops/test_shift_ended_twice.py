"""A shift that two laptops ended, neither knowing of the other: both ends are named, one counts on
both, and the other is taken back where it was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.laptops.test_worked_on import Pair
from tests.support.kit import Kit

SAID = ("--said", "fan lent", "--said", "tap drips", "--said", "queue of ten")


@pytest.fixture
def pair(bare: Kit, tmp_path: Path) -> Pair:
    """Both know the shift that Li leads until 13:00."""
    bare.at(0)
    pair = Pair(bare, tmp_path)
    pair(pair.a, "shift", "start", "Li", "--until", "13:00")
    pair.over(pair.a, pair.b)
    pair(pair.b, "shift", "note", "the second laptop is here")
    pair.over(pair.b, pair.a)
    for home, minute, who in ((pair.a, 150, "Wang"), (pair.b, 151, "Zhao")):
        bare.at(minute)
        pair(home, "shift", "handover", "--to", who)
    return pair


def ref_of(pair: Pair) -> str:
    pair.kit.env("KIT_HOME", str(pair.a))
    found: str = min(one["ref"] for one in pair.kit("shift", "list", "--json").json["shifts"])
    return found


def both(pair: Pair, *argv: str) -> str:
    """What both say alike."""
    here, there = (pair(home, *argv) for home in (pair.a, pair.b))
    assert here == there
    return here


def met(pair: Pair) -> tuple[str, str]:
    said = pair.over(pair.b, pair.a)
    return said, pair.over(pair.a, pair.b)


def accepted(pair: Pair) -> None:
    pair.kit.at(155)
    pair(pair.a, "shift", "accept", "Wang", *SAID)
    pair.kit.at(165)
    pair(pair.b, "shift", "accept", "Zhao", *SAID)
    pair.kit.at(170)


def test_accepted_by_another_on_each_the_earlier_counts_on_both_and_both_are_named(pair: Pair) -> None:
    accepted(pair)
    ref = ref_of(pair)
    for said in met(pair):
        assert f"each ended the shift {ref}: kit shift show {ref}" in said, said
    sheet = both(pair, "shift", "handover", ref)
    assert "Li → Wang" in sheet and sheet.count("fan lent") == 1, "said back to whoever took over"
    for page in (sheet, both(pair, "shift", "show", ref), both(pair, "summary", "--shift", ref)):
        assert "Both laptops, without knowing of each other" in page, page
        assert "Wang" in page and "Accepted and signed by Zhao" in page, page
    told = pair.kit("shift", "show", ref, "--json").json["shift"]
    assert [(c["conflict"], [(s["by"], s["stands"]) for s in c["sides"]]) for c in told["conflicts"]] == [
        ("accepted", [("Wang", True), ("Zhao", False)]),
        ("end", [("Wang", True), ("Zhao", False)]),
    ]
    handed = pair.kit("shift", "handover", ref, "--json").json["handover"]
    assert handed["accepted_by"] == "Wang" and handed["conflicts"] == told["conflicts"]
    assert "两台电脑记得不一样" in pair.kit("--lang", "zh", "shift", "show", ref).out
    assert "each ended the shift" not in "".join(met(pair)), "once is enough"


def test_the_end_beside_it_is_taken_back_on_its_laptop_and_they_agree(pair: Pair) -> None:
    accepted(pair)
    met(pair)
    ref = ref_of(pair)
    pair.kit.env("KIT_HOME", str(pair.a))
    assert pair.kit("shift", "undo", "-s", ref).code == 3, "on what counts another shift rests"
    pair(pair.b, "shift", "undo", "-s", ref)
    pair(pair.b, "shift", "end")
    met(pair)
    assert "Both laptops" not in both(pair, "shift", "show", ref)
    assert "Li → Wang" in both(pair, "shift", "handover", ref)


@pytest.mark.parametrize("first", ["accepted", "ended"])
def test_handed_over_on_one_and_just_ended_on_the_other(pair: Pair, first: str) -> None:
    acts: list[tuple[str, Callable[[], str]]] = [
        ("accepted", lambda: pair(pair.a, "shift", "accept", "Wang", *SAID)),
        ("ended", lambda: pair(pair.b, "shift", "end")),
    ]
    for minute, (_, act) in zip((155, 165), sorted(acts, key=lambda one: one[0] != first), strict=True):
        pair.kit.at(minute)
        act()
    pair.kit.at(170)
    met(pair)
    shown = both(pair, "shift", "show", ref_of(pair))
    assert f"ended {'12:35'}" in shown and "Both laptops" in shown, shown
    assert "Li → Wang" in both(pair, "shift", "handover", ref_of(pair)), "nobody else took over"


def test_what_was_taken_back_elsewhere_in_the_shift_hides_no_second_acceptance(pair: Pair) -> None:
    pair(pair.a, "shift", "note", "a slip")
    pair(pair.a, "shift", "undo")
    accepted(pair)
    met(pair)
    shown = both(pair, "shift", "show", ref_of(pair))
    assert "Accepted and signed by Zhao" in shown and "ended 12:35" in shown, shown


def test_refused_on_one_after_it_was_accepted_on_the_other_both_stand(pair: Pair) -> None:
    pair.kit.at(155)
    pair(pair.a, "shift", "accept", "Wang", *SAID)
    pair.kit.at(160)
    pair(pair.b, "shift", "refuse", "too few people", "--by", "Zhao")
    met(pair)
    sheet = both(pair, "shift", "handover", ref_of(pair))
    assert "Li → Wang" in sheet and "Zhao refused: too few people" in sheet, sheet
    assert "fan lent" in sheet and "queue of ten" in sheet, "what Wang said back stands"
