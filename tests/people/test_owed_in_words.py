"""What superiors are told is owed counts the sheet's callers, too."""

from __future__ import annotations

from tests.support.kit import Kit


def test_a_report_counts_callers_of_the_sheet_and_nobody_is_called_owed_nothing(kit: Kit) -> None:
    ref = kit.folder().ref
    assert "No customers are to be called back" in kit.at(1)("report", "--part", "final").out
    for caller in ("Zhang 5550100 bill 11:00", "Li 5550101 bill 11:30"):
        assert kit.at(2)("callback", "add", *caller.split()[:1], "--phone", caller.split()[1]).code == 0
    said = kit("callback")
    assert "Zhang" in said.out and "no customers to call back" not in said.out + said.err
    kit("sheet", "Wang 5550102 bill 12:00")
    kit("close", "--yes")
    told = kit("report", ref).out
    assert "No customers" not in told and "3 customers are still to be called back" in told
