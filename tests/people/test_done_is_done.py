"""A customer who was called back is asked about nowhere again: whichever laptop's step comes later,
and only until that call is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.kit import Kit, opened


def steps(kit: Kit) -> dict[str, str]:
    """The steps that call customers back: whether each is done."""
    found = kit("show", "--json").json["steps"]
    return {one["do"]: one["status"] for one in found if "@" in one["step"] and "Call " in one["do"]}


def called(kit: Kit, ready: tuple[str, ...]) -> None:
    for name, phone in (("Wang", "13800001111"), ("Zhao", "13800002222")):
        kit.at(5)("callback", "add", name, "--phone", phone)
    assert kit.at(20)("callback", "done", "Wang").code == 0
    assert kit.at(40)(*ready).code == 0


@pytest.mark.parametrize(("type_", "ready"), [
    ("power-outage", ("answer", "systems-ok", "ok")), ("application-outage", ("tick", "restored")),
    ("network-failure", ("tick", "restored")),
])  # fmt: skip
def test_a_call_made_before_its_step_came_is_asked_for_again_only_once_it_is_taken_back(
    bare: Kit, type_: str, ready: tuple[str, ...]
) -> None:
    opened(bare.home, type=type_, drill=True)
    called(bare, ready)
    assert {who: state for who, state in steps(bare).items() if "Wang" in who and state == "open"} == {}
    assert any("Zhao" in who for who in steps(bare))
    assert bare("callback", "undo", "Wang").code == 0
    assert any("Wang" in who and state == "open" for who, state in steps(bare).items())


def test_a_call_made_on_one_laptop_is_not_asked_for_on_the_other_whose_step_came_later(bare: Kit, tmp_path: Path) -> None:
    """One laptop had called her, the other had put the system right; neither knew of the other."""
    opened(bare.home, drill=True)
    bare.at(5)("callback", "add", "Wang", "--phone", "13800001111", "--promised", "11:00")
    there, stick = tmp_path / "b", str(tmp_path / "stick.zip")

    def over(source: Any, target: Any) -> None:
        for home, argv in ((source, ("export", "--all", "-o", stick, "--force")), (target, ("import", stick, "--yes"))):
            bare.env("KIT_HOME", str(home))
            assert bare(*argv).code == 0

    over(bare.home, there)
    bare.env("KIT_HOME", str(bare.home))
    assert bare.at(20)("callback", "done", "Wang").code == 0
    bare.env("KIT_HOME", str(there))
    bare.at(30)("tick", "restored")
    assert any("Wang" in who and state == "open" for who, state in steps(bare).items()), "nobody knows there yet"
    over(bare.home, there)
    assert not [who for who, state in steps(bare).items() if "Wang" in who and state == "open"]
    over(there, bare.home)
    assert not [who for who, state in steps(bare).items() if "Wang" in who and state == "open"]
    assert bare("callback", "--json").json["callbacks"][0]["tries"][-1]["result"] == "reached"


def test_who_is_owed_again_after_the_closing_is_done_with_by_one_call(bare: Kit) -> None:
    ref = opened(bare.home, drill=True).ref
    called(bare, ("tick", "restored"))
    bare("close", "--yes")
    assert bare("callback", "undo", "Wang", "-i", ref).code == 0
    assert bare("callback", "done", "Wang", "-i", ref).code == 0
    (wang,) = [one for one in bare("callback", "-i", ref, "--json").json["callbacks"] if one["name"] == "Wang"]
    assert [tried["result"] for tried in wang["tries"]] == ["reached"]
