"""A report is signed by whoever records now, not by whoever opened the incident."""

from __future__ import annotations

from tests.support.kit import Kit


def test_a_report_is_given_by_who_records_now_in_every_form(kit: Kit) -> None:
    """Opened by li; wang is at work."""
    for argv in (("report",), ("report", "--written"), ("qr", "report")):
        said = kit(*argv).out
        assert "wang" in said and "supervisor li" not in said and "leader li" not in said, argv
    assert kit("report", "--json").json["leader"] == "wang"
    assert kit("report", "--json", "--by", "Chen", "--effect", "calls").json["leader"] == "Chen"
    assert kit.folder().incident.by == "li", "who opened it is still who opened it"


def test_where_nobody_knows_who_is_at_work_the_log_says_it(kit: Kit) -> None:
    kit.env("KIT_BY", "-")
    assert kit("report", "--json").json["leader"] == "li"
