"""``kit verify`` over what outlives incidents: a register or the contacts that vanished whole, were
cut back, or had an older copy laid over them are named; what only went on is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kit.ground.journal.append import ENDING
from kit.people.registers.rules.books import BOOKS
from tests.support.kit import Kit

ADD = {
    "callback": ("Zhang", "--phone", "5550100"),
    "complaint": ("Zhang", "--matter", "waited for an hour"),
    "order": ("mend the line", "--unit", "line crew"),
    "caller": ("5550100", "--sort", "silent"),
    "item": ("lamp is dark", "--sort", "degraded"),
    "action": ("test the generator", "--due", "2026-12-31"),
    "property": ("umbrella", "--place", "hall"),
}
NAMES = (*ADD, "contacts")


def filled(kit: Kit, name: str, who: str = "Zhang") -> Path:
    """Three entries in it; its folder."""
    for n in range(3):
        if name == "contacts":
            assert kit("contact", "add", f"{who}{n}", "--number", f"{len(who)}55010{n}").code == 0
        else:
            assert kit(name, "add", *ADD[name]).code == 0
    return Path(kit.home) / ("contacts" if name == "contacts" else f"registers/{name}")


def kinds(kit: Kit, *argv: str) -> list[tuple[str, str]]:
    found = kit("verify", *argv, "--json").json["findings"]
    return [(one["ref"], one["kind"]) for one in found if one["damage"]]


@pytest.mark.parametrize("name", NAMES)
def test_one_that_vanished_whole_is_named(bare: Kit, name: str) -> None:
    folder = filled(bare, name)
    assert kinds(bare) == []
    shutil.rmtree(folder)
    assert kinds(bare) == [(name, "gone")]
    said = bare("verify")
    assert said.code == 5 and "folder is gone" in said.out and "incident" not in said.out.splitlines()[0]
    if name in BOOKS:
        assert kinds(bare, name) == [(name, "gone")]


@pytest.mark.parametrize("name", NAMES)
def test_one_that_was_cut_back_is_named_with_what_is_missing(bare: Kit, name: str) -> None:
    folder = filled(bare, name)
    (journal,) = folder.glob(f"*{ENDING}")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-2]))
    (found,) = bare("verify", "--json").json["findings"]
    assert (found["ref"], found["kind"]) == (name, "shorter")
    assert (found["first"], found["last"]) == (len(lines) - 1, len(lines))


@pytest.mark.parametrize("name", NAMES)
def test_one_whose_journal_alone_was_taken_away_is_named(bare: Kit, name: str) -> None:
    folder = filled(bare, name)
    for journal in folder.glob(f"*{ENDING}"):
        journal.unlink()
    assert (name, "shorter") in kinds(bare)


@pytest.mark.parametrize("name", NAMES)
def test_an_older_copy_that_was_written_on_is_named(bare: Kit, name: str) -> None:
    folder = filled(bare, name)
    (journal,) = folder.glob(f"*{ENDING}")
    seen = Path(bare.home) / "seen"
    kept = {path: path.read_bytes() for path in seen.iterdir()}
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:-1]))
    shutil.rmtree(Path(bare.home) / "cache", ignore_errors=True)
    filled(bare, name, "Wang")
    for path, blob in kept.items():  # this laptop knew the copy before, not what came after
        path.write_bytes(blob)
    assert kinds(bare) == [(name, "replaced")]


def test_what_went_on_is_no_finding_and_is_known_from_then_on(bare: Kit) -> None:
    folder = filled(bare, "callback")
    shutil.rmtree(Path(bare.home) / "seen")
    assert kinds(bare) == [], "a home of an older kit knows nothing of it"
    filled(bare, "callback")
    assert kinds(bare) == []
    shutil.rmtree(Path(bare.home) / "seen")
    assert kinds(bare, "callback") == []
    shutil.rmtree(folder)
    assert kinds(bare) == [("callback", "gone")], "looking at it is enough to know it"


def test_a_shift_that_vanished_or_was_cut_back_is_named(bare: Kit) -> None:
    assert bare("shift", "start", "Lin").code == 0
    assert bare("shift", "note", "quiet").code == 0
    (journal,) = (Path(bare.home) / "shifts").glob(f"*-*/S*/*{ENDING}")
    ref, whole = journal.parent.name, journal.read_bytes()
    assert kinds(bare) == []
    journal.write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    assert (ref, "shorter") in kinds(bare)
    journal.write_bytes(whole)
    shutil.rmtree(journal.parent)
    assert kinds(bare) == [(ref, "gone")]
    assert "this shift was recorded here, but its folder is gone" in bare("verify").out
