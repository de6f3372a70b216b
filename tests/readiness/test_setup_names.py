"""A post is held by somebody: a number is no name."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit


@pytest.mark.parametrize("text", ["5", "2130", "２１３０", "-5", "13800000011"])
def test_a_number_where_a_name_is_asked_for_is_refused_and_where_it_belongs_is_said(bare: Kit, text: str) -> None:
    """A bare number became the leader's name, and stood in what is said on the telephone."""
    refused = bare("setup", "--set", f"leader.name={text}")
    assert refused.code == 2 and "kit setup leader.phone" in refused.err
    assert bare("setup", "--set", "leader.name=Zhang 3").code == 0


def test_first_aid_leads_to_a_session_and_one_that_was_held_can_be_noted_again(bare: Kit) -> None:
    """It led to a table of every topic, in which first aid that nobody has learnt is not marked."""
    kit = bare.at(0)
    line = next(one for one in kit("ready", "--json").json["checks"] if one["check"] == "first-aid")
    assert line["fix"] == "kit training add first-aid" and "kit training held first-aid" in line["text"]
    led = kit("training", "add", "first-aid")
    assert "kit training add first-aid --who" in led.err, "it says the whole line"
    held = ("training", "held", "first-aid")
    assert kit(*held, "--who", "Anna", "--method", "hands-on", "--result", "passed").code == 0
    again = kit(*held)
    assert "kit training held first-aid --who" in again.err, "it took the topic for the record that is over"
