"""Somebody whom the site knows under several names is one person wherever a name is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.kit import Kit

SITE = """
format = 1
id = "our-site"
title = {zh = "本处", en = "Our site"}
extends = "hotline"

[[people]]
name = "张敏"
also = ["zhangmin", "ZM"]
"""


@pytest.fixture
def ours(bare: Kit) -> Kit:
    place = Path(bare.home) / "profiles" / "our-site.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(SITE, encoding="utf-8")
    assert bare.at(0)("profile", "use", "our-site").code == 0
    return bare


def test_the_roll_of_a_shift_counts_one_person_by_whatever_name_she_is_called(ours: Kit) -> None:
    """Called as zhangmin and then as ZM she was two of the crew, and stood on the sheet as two."""
    ours("shift", "start", "li")
    assert ours("shift", "crew", "zhangmin", "wang").code == 0
    assert ours("shift", "crew", "ZM", "--state", "late").code == 0
    crew = ours("shift", "show", "--json").json["shift"]["crew"]
    assert [(one["name"], one["state"]) for one in crew] == [("张敏", "late"), ("wang", "here")]


def test_a_roll_that_has_her_other_name_from_before_takes_her_up_under_it(bare: Kit) -> None:
    """The names were told to the site after the roll was called."""
    bare.at(0)("shift", "start", "li")
    bare("shift", "crew", "zhangmin")
    place = Path(bare.home) / "profiles" / "our-site.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(SITE, encoding="utf-8")
    bare("profile", "use", "our-site")
    assert bare("shift", "crew", "张敏", "--state", "late").code == 0
    crew = bare("shift", "show", "--json").json["shift"]["crew"]
    assert [(one["name"], one["state"]) for one in crew] == [("zhangmin", "late")]


@pytest.mark.parametrize("within", [True, False], ids=["in an incident", "outside"])
def test_what_is_in_her_hands_is_in_one_hand(ours: Kit, within: bool) -> None:
    """Owners of actions stood in lists and reviews as two people."""
    if within:
        ours("start", "application-outage", "--drill")
    for text, owner in (("one", "zm"), ("two", "张敏"), ("three", "Zhangmin")):
        assert ours("action", "add", text, "--owner", owner).code == 0
    found = ours("action", "list", "--json").json["actions"]
    assert [one["owner"] for one in found] == ["张敏"] * 3
    ours("action", "hand", found[0]["id"], "--owner", "li")
    assert "张敏" in ours("action", "hand", found[0]["id"], "--owner", "ZM").out


def test_who_a_step_is_handed_to_and_who_owns_a_promise_are_named_once(ours: Kit) -> None:
    ours("start", "application-outage", "--drill")
    assert "Handed to 张敏" in ours("hand", "seats", "zhangmin").out
    ours("callback", "add", "Wang", "--phone", "13800001111", "--owner", "zm", "--outside")
    assert "handed to 张敏" in ours("callback", "hand", "Wang", "--owner", "ZM", "--outside").out


def test_training_counts_for_her_under_each_of_her_names(ours: Kit) -> None:
    """A session under her short name left her untrained, and the short name stood beside her."""
    ours("contact", "add", "张敏", "--number", "13800000001")
    ours("contact", "add", "王芳", "--alias", "Fang", "--number", "13800000002")
    told = ours("training", "held", "first-aid", "--who", "zhangmin,Fang", "--method", "hands-on", "--result", "passed")
    assert told.code == 0, told.err
    marks = ours("training", "matrix", "--json").json["people_topics"]
    aid = [(m["who"], m["train_state"]) for m in marks if m["topic"] == "first-aid"]
    assert [who for who, _ in aid] == ["张敏", "王芳"] and "never" not in {state for _, state in aid}


def test_an_empty_setting_of_the_site_comes_before_nothing(bare: Kit) -> None:
    """`KIT_PROFILE=` chooses no site, and was said to come first."""
    bare.env("KIT_PROFILE", "")
    assert "KIT_PROFILE" not in bare("profile", "use", "operators").err
    bare.env("KIT_PROFILE", "hotline")
    assert "KIT_PROFILE=hotline" in bare("profile", "use", "operators").err
