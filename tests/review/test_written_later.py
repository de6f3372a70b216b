"""What counts as written later: a minute and more behind what happened, the same in a log's line, in figures and in
files; what was typed for two seconds does not."""

from __future__ import annotations

from tests.support.kit import Kit


def test_a_note_typed_for_half_a_minute_is_none_of_what_was_written_later(kit: Kit) -> None:
    """A report of one shift said "7 written later" of entries whose two times were two seconds apart."""
    kit.at(5)
    assert kit("note", "at the door", "--at", "10:04").code == 0
    kit.at(5.5)
    assert kit("note", "half a minute ago", "--at", "10:05").code == 0
    log = kit("log").out
    assert log.count("(written ") == 1
    kit("close", "--yes")
    ref = kit("list", "--closed", "--json").json["incidents"][0]["ref"]
    assert kit("summary", ref, "--json").json["late_entries"] == 1
    assert "1 of them written later" in kit("summary", ref, "--full").out
