"""A bare short number is nobody: not whom a call reached, nor who took a step or owes an answer."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit


@pytest.mark.parametrize("number", ["5", "2130", "２１３０"])
@pytest.mark.parametrize(
    "act",
    [
        ("timer", "report-5", "{}", "--told"), ("timer", "report-5", "{}", "--no-answer"), ("call", "{}"), ("call", "somebody", "--name", "{}"),
        ("hand", "seats", "{}"), ("forecast", "{}", "11:00"), ("callback", "add", "{}"), ("tick", "tell-supervisor", "--who", "{}"),
    ],
)  # fmt: skip
def test_a_bare_short_number_is_refused_as_a_name_and_nothing_is_recorded(kit: Kit, act: tuple[str, ...], number: str) -> None:
    """``kit timer report-tech 5 --told`` was "told 5", and the deadline was met."""
    before = len(kit.folder().entries)
    result = kit.at(2)(*(word.format(number) for word in act))
    assert result.code == 2 and "is no name and no post here" in result.err
    assert len(kit.folder().entries) == before


@pytest.mark.parametrize("number", ["119", "95598", "13800001111"])
def test_who_is_dialled_from_outside_and_who_rescues_is_called_by_a_number(kit: Kit, number: str) -> None:
    assert kit("call", number, "--json").kinds[0] == "called"
    assert kit("callback", "add", "13800001111", "--json").kinds == ["callback-added"]


def test_a_customer_with_a_telephone_may_be_called_by_the_number_of_a_room(kit: Kit) -> None:
    assert kit("callback", "add", "1203", "--phone", "13800001111", "--json").kinds == ["callback-added"]


def test_a_contact_is_told_and_called_by_the_number_of_the_extension(kit: Kit) -> None:
    """Refused as nobody's by ``kit timer``, while ``kit call`` knew whose it is."""
    kit("contact", "add", "Li Si", "--number", "8002")
    assert kit("call", "8002", "--json").json["entries"][0]["data"]["who"] == "Li Si"
    told = kit.at(3)("timer", "report-5", "8002", "--told", "--json")
    assert told.kinds[0] == "called" and told.json["entries"][0]["data"]["who"] == "Li Si"
