"""Numbers in the file for entering dial what was said, whatever a spreadsheet does to them."""

from __future__ import annotations

import csv
import io

import pytest

from tests.support.kit import Kit


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("+8613800000001", "13800000001"),
        ("+8522345678", "00 8522345678"),
        ("010-5550100", "010-5550100"),
        ("0105550100", "010-5550100"),
        ("13800000001", "13800000001"),
    ],
)
def test_a_number_with_a_plus_stands_as_it_is_dialled_and_is_no_formula(
    bare: Kit, said: str, cell: str
) -> None:
    bare.at(0)
    assert bare("callback", "add", "Example", "--phone", said, "--promised", "11:00").code == 0
    text = bare("sheet", "--csv", "-").out
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert rows[1][rows[0].index("phone")] == cell
    assert not rows[1][rows[0].index("phone")].startswith(("+", "=", "'"))
