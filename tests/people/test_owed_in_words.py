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


def counted(kit: Kit) -> tuple[str, list[dict[str, object]]]:
    """Three of the guide (one called since), four of the sheet (one called, one of no incident)."""
    ref = kit.folder().ref
    for name in ("Ann", "Ben", "Cai"):
        assert kit.at(2)("callback", "add", name, "--phone", "5550200", "--drill").code == 0
    for line in ("Zhang 5550101 bill 11:00", "Li 5550102 bill", "Wu 5550103 bill 10:05"):
        assert kit.at(3)("sheet", line, "--drill").code == 0
    assert kit("sheet", "Qi 5550104 bill", "--drill").code == 0
    assert kit("callback", "edit", "Qi", "--outside").code == 0
    assert kit.at(5)("callback", "done", "Ben", "-i", ref).code == 0
    assert kit.at(6)("callback", "done", "Li").code == 0
    return ref, kit("summary", ref, "--json").json["callbacks"]


def test_the_summary_the_list_and_the_report_count_the_same_callers(kit: Kit) -> None:
    """Recounted by hand: Ann, Cai, Zhang and Wu are owed a call, Ben and Li were called."""
    ref, rows = counted(kit)
    by_hand = {"Ann": "", "Cai": "", "Zhang": "", "Wu": "", "Ben": "reached", "Li": "reached"}
    assert {str(row["name"]): row["settled"] for row in rows} == by_hand
    assert {str(row["name"]) for row in rows if row["register"]} == {"Zhang", "Wu", "Li"}
    assert kit("summary", ref, "--json").json["callbacks_owed"] == 4
    assert "4 still owed, 6 in all" in kit("summary", ref).out
    assert "4 customers are still to be called back" in kit("report", ref, "--part", "final").out
    (listed,) = kit("list", "--json").json["incidents"]
    assert listed["callbacks_owed"] == 4
    row = kit.at(6)("list").out
    assert "4 to call back, 1 of them due" in row


def test_the_form_lists_the_callers_of_the_sheet_too(kit: Kit) -> None:
    ref, _ = counted(kit)
    fields = kit("form", ref, "--json").json["forms"][0]["fields"]
    (listed,) = [f["lines"] for f in fields if f["source"] == "callbacks"]
    assert len(listed) == 6 and sum(line.startswith("owed") for line in listed) == 4, listed
    hidden = kit("form", ref, "--redact").out
    assert not [name for name in ("Zhang", "Wu", "5550101", "5550103") if name in hidden]


def test_the_head_of_the_sheet_counts_callers_without_a_time_too(kit: Kit) -> None:
    """Three are owed a call, one of them by a time, one by a time that was not read."""
    from kit.people.registers.files.store import Registers
    from kit.people.registers.talk.sheet import head

    for line in ("Zhang 5550101 bill 12:00", "Li 5550102 bill", "Wu 5550103 bill COB"):
        assert kit.at(2)("sheet", line, "--drill").code == 0
    book = Registers(str(kit.home)).load("callback")
    assert book is not None
    text = head(book.register.open_docs(), "en")
    assert "calls owed: 3" in text and "no time named: 1" in text and "no time read: 1" in text


def test_the_head_of_the_sheet_counts_what_the_file_has_and_names_those_of_incidents(kit: Kit) -> None:
    """Called back and not in the system yet is a row of the file; who stands in a log is said beside."""
    from kit.people.registers.files.store import Registers
    from kit.people.registers.talk.sheet import head

    for line in ("Zhang 5550101 bill 12:00", "Li 5550102 bill"):
        assert kit.at(2)("sheet", line, "--drill").code == 0
    assert kit("callback", "done", "Li").code == 0
    book = Registers(str(kit.home)).load("callback")
    assert book is not None
    text = head(book.register.open_docs(), "en", book.register.docs.values(), 4)
    assert "not in the system: 2" in text and "calls owed: 1 (and in incidents' logs: 4" in text
    rows = kit("sheet", "--csv", "-", "--drill").out.splitlines()
    assert len(rows) == 1 + 2
