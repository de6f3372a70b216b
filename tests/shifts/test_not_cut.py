"""What was typed and does not fit where nothing can stand beside it is refused whole, with one sentence:
never kept by half."""

from __future__ import annotations

import pytest

from kit.ground.base.refusal import Exit
from tests.support.kit import Kit

WORDS = "because the wrong list was opened in a hurry "
LONG = (WORDS * 12).strip()  # more than 500 characters
NAME = "Maximiliane-Alexandrina-Theodora von-Hohenstein-Ansbach-Zweibruecken-Pyrmont"

LINES = [
    ("undo", "--reason", LONG),
    ("contact", "undo", "--reason", LONG),
    ("complaint", "undo", "--reason", LONG),
    ("complaint", "hand", "Li", "--owner", NAME),
    ("complaint", "add", "Wang", "--phone", "13912345679", "--matter", "slow", "--owner", NAME),
    ("complaint", "enter", "Li", "--number", "N" * 70),
    ("shift", "count", NAME, "3"),
    ("shift", "lead", NAME, "--yes"),
    ("shift", "lead", "Zhang", "--second", NAME, "--yes"),
    ("shift", "undo", "--reason", LONG),
]


@pytest.fixture
def lived(bare: Kit) -> Kit:
    """An incident, a contact, a complaint and a shift that is on."""
    bare.at(0)
    for line in (
        ("start", "power-outage", "--drill", "--no-guide"),
        ("contact", "add", "Qian", "--number", "13912345670"),
        ("complaint", "add", "Li", "--phone", "13912345678", "--matter", "slow"),
        ("shift", "start", "Li"),
        ("shift", "note", "the lift was tested"),
    ):
        assert bare(*line).code == Exit.DONE, line
    return bare


def _bytes(kit: Kit) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in kit.home.rglob("*.jsonl")}


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line[:2]) + str(len(line)))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_refused_in_one_sentence_and_nothing_is_recorded(lived: Kit, line: tuple[str, ...], lang: str) -> None:
    before = _bytes(lived)
    said = lived("--lang", lang, *line)
    assert said.code == Exit.USAGE, said.out + said.err
    assert ("太长，没有记录" if lang == "zh" else "Too long and not recorded") in said.err
    assert _bytes(lived) == before


def test_a_comment_of_who_signs_is_refused_and_a_shorter_one_stands(lived: Kit) -> None:
    assert lived.at(5)("shift", "end", "--reason", "the day is over").code == Exit.DONE
    ref = next(path.name for path in (lived.home / "shifts").glob("2*/S*"))
    said = lived("--lang", "en", "shift", "sign", ref, "--name", "Sun", "--comment", LONG)
    assert said.code == Exit.USAGE and "Too long and not recorded" in said.err
    assert lived("shift", "sign", ref, "--name", "Sun", "--comment", LONG[:449]).code == Exit.DONE
    assert LONG[:449] in lived("shift", "show", ref, "--json").out


def test_a_name_of_sixty_characters_is_kept_whole(lived: Kit) -> None:
    assert lived("shift", "count", NAME[:60], "3").code == Exit.DONE
    assert NAME[:60] in lived("shift", "show", "--json").out
