"""Who takes over takes the times as they are: no hand-over moves anything that is due."""

from __future__ import annotations

from typing import Any

from tests.shifts.test_handover import SAID
from tests.support.kit import Kit

SORTS = ("callback", "complaint", "order", "caller", "property")


def due(kit: Kit) -> dict[str, Any]:
    items = [item for name in SORTS for item in kit(name, "list", "--json").json["items"]]
    return {item["id"]: (item["due_next"], item["due_why"], item["promised"], item["stage_due"]) for item in items}


def noted(kit: Kit) -> None:
    """One of everything that can be due, on the first leader's shift."""
    kit.at(0)("shift", "start", "Example")
    for words in (
        ("sheet", "Zhang 5550100 bill 15:00"), ("sheet", "Li 5550101 bill 下班前"), ("sheet", "Wang 5550102 bill"),
        ("callback", "add", "Wu", "--promised", "5 working days", "--outside"), ("callback", "add", "He", "--promised", "月底", "--outside"),
        ("complaint", "add", "Ma", "--matter", "slow"), ("order", "add", "lamp", "--unit", "house", "--urgency", "urgent"),
        ("caller", "add", "5550109", "--sort", "harassing"), ("property", "add", "umbrella", "--sort", "found", "--place", "hall"),
    ):  # fmt: skip
        kit(*words, "--by", "Example") if words[0] != "sheet" else kit(*words)


def test_no_time_moves_when_the_next_shift_takes_over(bare: Kit) -> None:
    noted(bare)
    before = due(bare)
    assert {why for _, why, _, _ in before.values()} >= {"promised", "unread", "quiet", "stage"}
    bare.at(12)("shift", "handover", "--to", "Sample")
    done = bare("shift", "accept", "Sample", *SAID)
    assert done.code == 0, done.err
    assert due(bare) == before


def test_no_time_moves_when_one_thing_is_handed_on(bare: Kit) -> None:
    noted(bare)
    before = due(bare)
    for name in SORTS:
        for item in bare(name, "list", "--json").json["items"]:
            assert bare.at(12)(name, "hand", item["id"], "--owner", "Sample").code == 0
    assert due(bare) == before
