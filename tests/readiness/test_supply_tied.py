"""Of which incident a supply is, a call-back and an action: said where nobody named one, with the way to say otherwise."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit


def last(kit: Kit, verb: str, *more: str) -> tuple[str, str]:
    """What was recorded of it, and what was said beside."""
    done = kit("supply", verb, "vest", "--number", "1", *(("--receiver", "Anna") if verb == "issue" else ("--good", "1")), *more)
    assert done.code == 0, done.err
    steps = kit("supply", "show", "vest", "--json").json["supplies"]
    assert steps
    return done.out, done.err


@pytest.fixture
def stocked(kit: Kit) -> Kit:
    kit("supply", "add", "vest", "--place", "store")
    kit("supply", "check", "vest", "--counted", "9", "--good", "9")
    return kit


@pytest.mark.parametrize(("lang", "said"), [("en", "Of the open incident"), ("zh", "属于现在未关闭的事件")])
def test_a_supply_that_goes_out_says_of_which_incident_and_how_not(stocked: Kit, lang: str, said: str) -> None:
    stocked.env("KIT_LANG", lang)
    ref = stocked.folder().ref
    out, err = last(stocked, "issue")
    assert ref in out and said in err and ref in err and "--outside" in err and "kit supply undo" in err
    out, err = last(stocked, "issue", "--outside")
    assert ref not in out and said not in err
    _, err = last(stocked, "issue", "-i", ref)
    assert said not in err, "who names it knows"


def test_what_comes_back_is_of_the_incident_in_which_it_went_out(stocked: Kit) -> None:
    """A vest that was out before it began came back to the incident that was open by then."""
    ref = stocked.folder().ref
    last(stocked, "issue", "--outside")
    out, err = last(stocked, "return")
    assert ref not in out and ref not in err
    last(stocked, "issue")
    assert ref in last(stocked, "return")[0]


def test_where_several_are_open_it_is_of_none_and_that_is_said(stocked: Kit) -> None:
    stocked("start", "complaint", "--drill")
    out, err = last(stocked, "issue")
    assert "Used in" not in out and "2 incidents are open" in err and "-i REF" in err


@pytest.mark.parametrize("argv", [("callback", "add", "Chen"), ("action", "add", "call earlier")])
def test_a_call_back_and_an_action_say_of_which_open_incident_they_are(kit: Kit, argv: tuple[str, ...]) -> None:
    ref = kit.folder().ref
    done = kit(*argv)
    assert f"Of the open incident {ref}" in done.err and "--outside" in done.err
    assert "Of the open incident" not in kit(*argv, "-i", ref).err
    assert "Of the open incident" not in kit(*argv, "--outside").err
