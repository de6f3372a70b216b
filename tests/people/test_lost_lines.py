"""A damaged line of a register is missing from whatever is made of it: each says so and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.kit import Kit

FIRST = ("Zhang 5550101 bill", "Li 5550102 bill", "Wu 5550103 bill")


def damage(home: Path, register: str, lines: tuple[int, ...]) -> None:
    """One byte of each of these lines (counted from 0) is another one."""
    (path,) = (home / "registers" / register).glob("*.jsonl")
    rows = path.read_bytes().splitlines(keepends=True)
    for n in lines:
        row = bytearray(rows[n])
        row[len(row) // 2] ^= 1
        rows[n] = bytes(row)
    path.write_bytes(b"".join(rows))


@pytest.fixture
def real(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    bare("start", "application-outage", "--no-guide")
    for line in FIRST:
        assert bare("sheet", line).code == 0
    return bare


def fresh(kit: Kit, *argv: str) -> str:
    found = kit(*argv)
    return found.out + found.err


@pytest.mark.parametrize("line", ["callback", "callback list", "sheet", "summary REF", "sheet --csv -", "form REF"])
def test_every_look_at_a_damaged_register_says_how_many_lines_are_lost_and_what_to_do(
    real: Kit, line: str
) -> None:
    ref = real.folder().ref
    argv = line.replace("REF", ref).split()
    assert "kit verify" not in fresh(real, *argv), "a whole register is no news"
    damage(real.home, "callback", (1, 2))
    said = fresh(real, *argv)
    assert "2 lines of the register callback cannot be read" in said and "kit verify" in said
    assert "Wu" in said or line == "form REF", "the rest is read"


def test_the_page_of_a_summary_says_it_too(real: Kit, tmp_path: Path) -> None:
    damage(real.home, "callback", (2,))
    file = tmp_path / "out.txt"
    assert real("summary", real.folder().ref, "-o", str(file)).code == 0
    assert "1 line of the register callback cannot be read" in file.read_text("utf-8").replace("\n", " ")


def test_a_shifts_sheet_its_summary_and_its_code_say_it(real: Kit) -> None:
    real("shift", "start", "--leader", "Li Na")
    real("sheet", "Sun 5550104 bill")
    for argv in (("shift", "handover"), ("summary", "--shift"), ("qr", "handover")):
        assert "cannot be read" not in fresh(real, *argv)
    damage(real.home, "callback", (1,))
    for argv in (("shift", "handover"), ("summary", "--shift"), ("qr", "handover")):
        found = real(*argv)
        assert "1 line of “Call-back” cannot be read" in " ".join(found.out.split()), argv
    assert real("shift", "handover", "--json").json["handover"]["lost_lines"] == 1
    assert real("summary", "--shift", "--json").json["damaged_places"] == 1
    assert "verify" in fresh(real, "shift", "handover")


def test_the_sheet_on_the_screen_begins_with_it(real: Kit) -> None:
    from kit.ground.console.context import build
    from kit.people.registers.talk.sheet import Sheet

    damage(real.home, "callback", (1,))
    ctx = build(str(real.home), "en", True, lambda: None)  # type: ignore[arg-type, return-value]
    assert "1 line of the register callback cannot be read" in Sheet(ctx).message


def test_it_is_still_said_from_what_is_kept_of_a_long_register(real: Kit) -> None:
    """From 200 things on only what is open is read again; the damage must not vanish with the rest."""
    from kit.people.registers.files import open_ones
    from kit.people.registers.files.store import Registers

    damage(real.home, "callback", (1,))
    before, open_ones.ENOUGH = open_ones.ENOUGH, 1
    try:
        for _ in range(2):  # the first keeps it, the second reads what was kept
            store = Registers(str(real.home))
            assert [len(each.docs) for each in store.open_ones()] == [2]
            assert store.lost == {"callback": 1}
    finally:
        open_ones.ENOUGH = before


def test_contacts_and_a_shift_say_it_of_themselves(real: Kit) -> None:
    real("contact", "add", "Ma", "--number", "5550111")
    real("contact", "add", "Qi", "--number", "5550112")
    assert real("contact", "list").out.count("55501") == 2
    (path,) = (real.home / "contacts").glob("*.jsonl")
    rows = path.read_bytes().splitlines(keepends=True)
    rows[1] = rows[1][:40] + b"#" + rows[1][41:]
    path.write_bytes(b"".join(rows))
    assert "1 line of the contacts cannot be read" in fresh(real, "contact", "list")
