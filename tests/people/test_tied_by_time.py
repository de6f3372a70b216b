"""What was noted earlier is of the incident that was open when it happened, not when it is typed."""

from __future__ import annotations

from pathlib import Path

from tests.support.kit import Kit


def typed(kit: Kit, tmp_path: Path, *lines: str, register: str = "callback") -> dict[str, str]:
    """Which incident each name is tied to, after these lines of paper were typed in."""
    file = tmp_path / "paper.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    made = kit("sheet", "--paper", "--register", register, "--who", "Li", "--file", str(file), "--drill")
    assert made.code == 0, made.err
    items = kit(register, "list", "--all", "--json").json["items"]
    return {str(one["content"]["name"]): str(one["incident"]) for one in items}


def test_a_caller_before_the_incident_is_not_of_it_and_one_in_it_is(kit: Kit, tmp_path: Path) -> None:
    ref = kit.at(30).folder().ref
    found = typed(kit, tmp_path, "9:40 Zhang 5550101 bill", "10:00 Li 5550102 bill", "10:20 Wu 5550103 bill")
    assert found == {"Zhang": "", "Li": ref, "Wu": ref}


def test_a_caller_within_an_incident_that_is_closed_since_is_of_it(kit: Kit, tmp_path: Path) -> None:
    ref = kit.folder().ref
    kit.at(40)("close", "--yes")
    assert kit.folder(ref).incident.closed is not None
    found = typed(kit.at(60), tmp_path, "10:20 Wu 5550103 bill", "10:50 Sun 5550104 bill", "10:40 Qi 5550105 bill")
    assert found == {"Wu": ref, "Sun": "", "Qi": ref}


def test_who_called_before_it_was_opened_but_after_it_began_is_of_it(kit: Kit, tmp_path: Path) -> None:
    """The outage began at 9:50; it was opened at 10:00."""
    ref = kit.folder().ref
    assert kit.at(2)("answer", "began", "9:50").code == 0
    found = typed(kit.at(30), tmp_path, "9:55 Wu 5550103 bill", "9:45 Sun 5550104 bill")
    assert found == {"Wu": ref, "Sun": ""}


def test_other_registers_and_times_of_commands_tie_the_same_way(kit: Kit, tmp_path: Path) -> None:
    ref = kit.at(30).folder().ref
    found = typed(kit, tmp_path, "9:40 1=Zhang 3=rude", "10:20 1=Wu 3=rude", register="complaint")
    assert found == {"Zhang": "", "Wu": ref}
    kit("complaint", "add", "Li", "--matter", "slow", "--at", "9:30", "--drill")
    kit("complaint", "add", "Sun", "--matter", "slow", "--at", "10:10", "--drill")
    items = {one["content"]["name"]: one["incident"] for one in kit("complaint", "list", "--json").json["items"]}
    assert (items["Li"], items["Sun"]) == ("", ref)
