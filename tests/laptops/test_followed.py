"""An incident that another laptop leads is followed here, not led, until somebody acts in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.led import led_by
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.support.constants import TEN
from tests.support.kit import Kit, opened

SAID = ("--said", "one", "--said", "two", "--said", "three")


def brought(kit: Kit, folder: Path, drill: bool) -> Kit:
    """Take in an open fire, on which a life hangs, of another laptop."""
    other = folder / "other"
    other.mkdir(0o700)
    (other / "laptop").write_text("zzzzzz\n", encoding="ascii")
    opened(other, "fire", drill=drill)
    kit.at(1)("shift", "start", "Example")
    path = str(folder / "stick.zip")
    assert kit("--home", str(other), "export", "--all", "-o", path).code == 0
    taken = kit("import", path, "--yes")
    assert taken.code == 0, taken.err
    return kit


@pytest.fixture
def here(bare: Kit, fast: Path) -> Kit:
    return brought(bare, fast, drill=True)


@pytest.fixture
def real(bare: Kit, fast: Path) -> Kit:
    return brought(bare, fast, drill=False)


def only(kit: Kit) -> str:
    (log,) = Store(str(kit.home)).open_logs()
    return led_by(log)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("argv", [("show",), ("list",), ("board",), ("shift", "handover")])
def test_it_is_shown_as_led_by_the_other_laptop(here: Kit, lang: str, argv: tuple[str, ...]) -> None:
    assert "zzzzzz" in here("--lang", lang, *argv).out


def test_a_real_one_blocks_no_drill_here(real: Kit) -> None:
    begun = real.at(2)("drill", "run", "lift-stuck", "--no-guide")
    assert begun.code == 0, begun.err


def test_it_blocks_no_hand_over_here(here: Kit) -> None:
    here.at(2)("shift", "handover", "--to", "Sample")
    made = here("shift", "accept", "Sample", *SAID)
    assert made.code == 0, made.err


def test_beginning_a_shift_or_looking_takes_nothing_over(here: Kit) -> None:
    before = len(here.folder().entries)
    here.at(2)("shift", "lead", "Sample")
    here("show")
    here("board")
    assert len(here.folder().entries) == before and only(here) == "zzzzzz"


def test_going_through_its_guide_without_an_act_takes_nothing_over(real: Kit) -> None:
    """The journal that is begun by it has a first line of its own."""
    store, before = Store(str(real.home)), len(real.folder().entries)
    for event in (ev.Resumed(""), ev.Left()):
        store.record(store.pick(""), Now(TEN), "li", lambda draft, event=event: draft.add(event))
    assert len(real.folder().entries) == before + 3
    assert only(real) == "zzzzzz"


def test_who_acts_in_it_takes_it_over_and_then_it_counts_as_led_here(real: Kit) -> None:
    assert only(real) == "zzzzzz"
    ref, store = real.folder().ref, Store(str(real.home))
    store.record(store.pick(ref), Now(TEN), "li", lambda draft: acts.note(draft, "ours now"))
    assert only(real) == ""
    refused = real("drill", "run", "lift-stuck", "--no-guide")
    assert refused.code == 3 and ref in refused.err
    assert "zzzzzz" not in real("board").out


def test_a_critical_step_that_stops_a_hand_over_is_named_with_what_to_type(bare: Kit) -> None:
    opened(bare.home, "fire", drill=True)
    bare.at(1)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    refused = bare("shift", "accept", "Sample", *SAID)
    assert refused.code == 3
    assert bare.folder().ref in refused.err and "fire brigade" in refused.err
    assert "kit shift accept --agreed-by" in refused.err
    agreed = bare("shift", "accept", "Sample", *SAID, "--agreed-by", "Chief", "--reason", "hurt")
    assert agreed.code == 0, agreed.err


@pytest.mark.parametrize("lacking", [("--said", "one"), ()])
def test_nothing_of_an_acceptance_is_recorded_where_part_of_it_is_refused(
    bare: Kit, lacking: tuple[str, ...]
) -> None:
    opened(bare.home, "fire", drill=True)
    bare.at(1)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    before = bare("shift", "show", "--json").out
    refused = bare("shift", "accept", "Sample", *lacking, "--agreed-by", "Chief", "--reason", "hurt")
    assert refused.code == 3 and "--said" in refused.err
    assert bare("shift", "show", "--json").out == before
    assert bare("shift", "handover", "--json").json["handover"]["agreed_by"] == ""


def test_a_home_on_a_stick_and_a_restored_one_lead_what_they_led(
    bare: Kit, fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(bare.home, "fire", drill=True)
    bare.at(1)("backup", str(fast / "kept"))
    assert bare("restore", str(fast / "kept"), "--into", str(fast / "anew"), "--yes").code == 0
    (log,) = Store(str(fast / "anew")).open_logs()
    assert Store(str(fast / "anew")).laptop not in log.files
    assert led_by(log) == ""
    shutil.copytree(bare.home, fast / "stick")
    monkeypatch.setattr("kit.ground.machine.disk.machine", lambda: "otherpc")
    (log,) = Store(str(fast / "stick")).open_logs()
    assert Store(str(fast / "stick")).laptop not in log.files
    assert led_by(log) == ""
