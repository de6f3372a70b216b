"""Several lists of one title: in a hurry the one in force is opened, and the others are named."""

from __future__ import annotations

import pytest

from kit.ground.base.refusal import Exit
from tests.support.kit import Kit

PEOPLE = ("--compiled", "Li", "--reviewed", "Wang", "--approved", "Zhao", "--post", "leader", "--reason", "ours")


@pytest.fixture
def copied(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """A list of the site's own, made from the kit's, of the same title; by the system's clock."""
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    made = bare("checklists", "new", "mylist", "--like", "power-outage", "--zh", "停电", "--en", "Power outage")
    assert made.code == Exit.DONE, made.err
    return bare


def _opened(kit: Kit, text: str, lang: str = "en") -> tuple[str, str]:
    said = kit("--lang", lang, "start", text, "--no-guide")
    assert said.code == Exit.DONE, said.err
    (found,) = kit("list", "--json").json["incidents"]
    return str(found["type"]), said.err


@pytest.mark.parametrize("text", ["停电", "power outage", "Power Outage"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_kits_own_is_opened_while_the_copy_is_a_draft_and_the_copy_is_named(copied: Kit, text: str, lang: str) -> None:
    type_, told = _opened(copied, text, lang)
    assert type_ == "power-outage"
    assert "kit start mylist" in told and ("现行" if lang == "zh" else "in force") in told


def test_the_copy_is_opened_once_it_is_approved(copied: Kit) -> None:
    approved = copied("checklists", "approve", "mylist", *PEOPLE)
    assert approved.code == Exit.DONE, approved.err
    type_, told = _opened(copied, "停电")
    assert type_ == "mylist" and "kit start power-outage" in told


def test_one_that_was_copied_by_hand_is_named(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    assert bare("checklists", "new", "mylist", "--like", "power-outage", "--zh", "停电", "--en", "Power outage").code == 0
    first = bare.home / "checklists" / "mylist.toml"
    second = first.with_name("other.toml")
    second.write_text(first.read_text(encoding="utf-8").replace('"mylist"', '"other"'), encoding="utf-8")
    type_, told = _opened(bare, "停电")
    assert type_ == "power-outage" and "kit start mylist" in told and "kit start other" in told


def test_what_fits_several_lists_and_is_no_title_is_asked_about_as_before(copied: Kit) -> None:
    said = copied("start", "没电了", "--no-guide")
    assert said.code == Exit.USAGE
