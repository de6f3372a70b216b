"""Every number of ``kit summary --shift``, counted again from the bytes of the journals by a way that
shares nothing with the kit."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.kit import Kit

SAID = ("--said", "one", "--said", "two", "--said", "three")


def raw(home: Path, folder: str) -> list[dict[str, Any]]:
    """Every line below a folder, with the document and the journal that it is of."""
    out = []
    for path in sorted((home / folder).rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = path.parent.name.partition(".")[0]
            out.append({**json.loads(line), "key": f"{document}/{path.stem}"})
    return out


def recounted(home: Path) -> dict[str, dict[str, Any]]:
    """By shift: how many lines, calls, calls in vain, skips, corrections, withdrawals."""
    shifts = raw(home, "shifts")
    ends = sorted((one for one in shifts if one["kind"] == "ended"), key=lambda one: one["at"])
    lines = [*raw(home, "open"), *raw(home, "closed"), *raw(home, "registers")]
    gone = {i for one in lines if one["kind"] == "undone" for i in _ids(one)}
    before: Counter[str] = Counter()
    out: dict[str, dict[str, Any]] = {}
    for end in ends:
        heads = end["data"]["heads"]
        ref = end["key"].partition("/")[0]
        mine = [one for one in lines if before[one["key"]] < one["n"] <= heads.get(one["key"], 0)]
        own = [one for one in shifts if one["key"] == end["key"]]
        standing = [one for one in mine if one["id"] not in gone]
        calls = [one["data"] for one in standing if one["kind"] == "called"]
        calls += [one["data"] for one in standing if one["kind"] == "callback-tried"]
        out[ref] = {
            "entry_count": len(mine) + len(own),
            "call_count": len(calls),
            "unanswered": sum(call["result"] != "reached" for call in calls),
            "skipped_steps": sum(one["kind"] == "step-skipped" for one in standing),
            "corrections": sum(one["kind"] == "amended" for one in standing),
        }
        for key, n in heads.items():
            before[key] = max(before[key], n)
    return out


def _ids(line: dict[str, Any]) -> list[str]:
    data = line["data"]
    return [*data.get("ids", []), *data.get("also", []), data.get("entry", "")]


def played(kit: Kit) -> list[str]:
    """Two shifts over one incident: calls, skips, promises kept, late and broken, figures, an undo."""
    kit.at(0)("shift", "start", "Example")
    kit("call", "tech", "--number", "5550100", "--said", "lines down", "--repeated")
    kit.at(1)("call", "supervisor", "--no-answer")
    kit("note", "screens are black")
    kit.at(2)("callback", "add", "Zhang", "--phone", "5550101", "--promised", "10:10")
    kit("callback", "add", "Li", "--phone", "5550102", "--promised", "10:12")
    kit("sheet", "Wang", "5550103", "refund", "10:14")
    kit.at(3)("shift", "figure", "120", "100", "5", "18", "22")
    kit("shift", "figure", "80", "60")
    kit.at(9)("callback", "done", "Zhang")
    kit("note", "wrong")
    kit("undo")
    kit.at(20)("callback", "done", "Li")
    kit.at(21)("shift", "handover", "--to", "Sample")
    assert kit("shift", "accept", "Sample", *SAID).code == 0
    kit.at(30)("note", "in the second shift")
    kit("call", "supervisor", "--number", "5550100", "--said", "still down", "--repeated")
    kit.at(40)("close", "--yes")
    assert kit.at(50)("shift", "end").code == 0
    return [one["ref"] for one in reversed(kit("shift", "list", "--json").json["shifts"])]


def test_every_number_is_the_one_counted_from_the_bytes(kit: Kit) -> None:
    refs = played(kit)
    wanted = recounted(Path(kit.home))
    for ref in refs:
        said = kit("summary", "--shift", ref, "--json").json
        assert said["entry_count"] == wanted[ref]["entry_count"], ref
        for name in ("call_count", "unanswered", "corrections"):
            assert said[name] == wanted[ref][name], (ref, name)
        assert len(said["skipped_steps"]) == wanted[ref]["skipped_steps"]


def test_the_shifts_together_are_all_that_was_written(kit: Kit) -> None:
    refs = played(kit)
    home = Path(kit.home)
    whole = sum(len(raw(home, f)) for f in ("open", "closed", "registers", "shifts"))
    told = [kit("summary", "--shift", ref, "--json").json["entry_count"] for ref in refs]
    assert sum(told) == whole


def test_promises_are_kept_late_or_broken_in_the_shift_in_which_they_fell_due(kit: Kit) -> None:
    first, second = played(kit)
    said = kit("summary", "--shift", first, "--json").json["promises_due"]
    assert {one["name"]: (one["result"], one["late_seconds"]) for one in said} == {
        "Zhang": ("kept", 0),
        "Li": ("late", 8 * 60),
        "Wang": ("broken", 36 * 60),
    }
    assert kit("summary", "--shift", second, "--json").json["promises_due"] == []


def test_a_promise_kept_early_moved_or_waiting_is_counted_too(bare: Kit) -> None:
    """Kept before its time, it belongs to the shift that kept it, and to no later one."""
    bare.at(0)("shift", "start", "Example")
    for name, due in (("Early", "12:00"), ("Moved", "10:30"), ("Later", "13:00"), ("Given", "12:30")):
        bare("sheet", name, "5550100", "matter", due)
    bare.at(5)("callback", "done", "Early")
    bare("callback", "move", "Moved", "--to", "12:15", "--note", "asked", "--agreed-by", "herself")
    bare("callback", "no-answer", "Later")
    bare("callback", "give-up", "Given", "--note", "number is dead")
    bare.at(6)("shift", "handover", "--to", "Sample")
    bare("shift", "accept", "Sample", *SAID)
    first = bare("summary", "--shift", "last", "--json").json
    assert {p["name"]: p["result"] for p in first["promises_due"]} == {"Early": "kept", "Given": "given-up"}
    assert (first["moved_promises"], first["waiting_promises"]) == (1, 2)
    assert (first["call_count"], first["unanswered"]) == (2, 1)
    bare.at(200)
    second = bare("summary", "--shift", "--json").json
    assert {p["name"]: p["result"] for p in second["promises_due"]} == {"Moved": "broken", "Later": "broken"}


def test_the_share_answered_is_of_all_counts_together(kit: Kit) -> None:
    first, _ = played(kit)
    text = kit("summary", "--shift", first).out
    assert "200 offered, 160 answered, 80.0% (2 counts)" in text


def test_deadlines_stand_in_the_shift_in_which_they_fell_due_plans_and_ours_apart(kit: Kit) -> None:
    refs = played(kit)
    whole = kit("summary", kit("list", "--closed", "--json").json["incidents"][0]["ref"], "--json").json
    counted: Counter[tuple[str, str]] = Counter()
    for ref in refs:
        for row, kept in kit("summary", "--shift", ref, "--json").json["kept"].items():
            for name in ("fell_due", "in_time", "late", "never"):
                counted[row, name] += kept[name]
    for row, kept in whole["kept"].items():
        for name in ("fell_due", "in_time", "late", "never"):
            assert counted[row, name] == kept[name], (row, name)


def test_what_needs_a_decision_comes_first(kit: Kit) -> None:
    first, _ = played(kit)
    lines = kit("summary", "--shift", first).out.splitlines()
    heads = [line for line in lines if line.startswith("==")]
    assert "Needs a decision" in heads[0]
    start = next(n for n, line in enumerate(lines) if line.startswith("=="))
    decide = "\n".join(lines[start : lines.index(heads[1])])
    assert "Promise broken: Wang" in decide and "No supervisor has seen it yet" in decide


def test_the_page_goes_into_a_file_of_every_face_and_fits_a_phones_width(
    kit: Kit, tmp_path: Path, monkeypatch: Any
) -> None:
    first, _ = played(kit)
    for ending in ("md", "txt", "html"):
        path = tmp_path / f"shift.{ending}"
        assert kit("summary", "--shift", first, "-o", str(path)).code == 0
        assert first in path.read_text(encoding="utf-8")


def test_a_shift_over_midnight_and_the_end_of_the_year_is_one_shift_with_one_date(kit: Kit) -> None:
    """The clock of the fixture stands in March: two days on is another date, not another shift."""
    kit.at(13 * 60 + 50)("shift", "start", "Example")
    kit.at(13 * 60 + 55)("note", "before midnight")
    kit.at(14 * 60 + 5)("note", "after midnight")
    kit.at(22 * 60)("shift", "end")
    said = kit("summary", "--shift", "last", "--json").json
    assert datetime.fromisoformat(said["shift"]["since"]).date().isoformat() == said["shift"]["day"]
    (incident,) = said["incidents"]
    assert incident["entry_count"] >= 2


def test_what_was_late_by_less_than_a_minute_reads_alike_on_the_shifts_and_on_the_incidents_page(kit: Kit) -> None:
    """The supervisor's five minutes are passed by twenty seconds."""
    kit.at(0)("shift", "start", "Example")
    kit.at(5 + 1 / 3)("call", "supervisor", "--number", "5550100", "--said", "down", "--repeated")
    kit("close", "--yes")
    ref = kit("list", "--closed", "--json").json["incidents"][0]["ref"]
    figures = [line for line in kit("summary", ref).out.splitlines() if " due: " in line]
    assert any("under 1 min late" in line for line in figures), figures
    shift = kit("summary", "--shift").out.splitlines()
    assert [line for line in figures if line not in shift] == []


def test_a_promise_kept_within_its_minute_is_said_to_be_late_by_less(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    for name in ("Zhang", "Li"):
        bare("callback", "add", name, "--phone", "5550101", "--promised", "10:10")
    bare.at(10)("callback", "done", "Zhang")
    bare.at(10.5)("callback", "done", "Li")
    text = " ".join(bare.at(11)("summary", "--shift").out.split())
    assert "2 kept, 0 late" in text and "of those kept 1 under 1 min late" in text


def test_what_is_still_open_says_of_which_time_it_is(kit: Kit) -> None:
    """Signed at 10:21 with the incident open, which was closed at 10:40."""
    kit.at(0)("shift", "start", "Example")
    kit.at(20)("shift", "handover", "--to", "Sample")
    assert "== Still open (now, 10:20) ==" in kit("summary", "--shift").out
    assert kit.at(21)("shift", "accept", "Sample", *SAID).code == 0
    kit.at(40)("close", "--yes")
    text = kit("summary", "--shift", "last").out
    assert "Still open (at 10:21, when the shift ended; what changed since is not here)" in text
    assert "10:40 closed" in text


def test_what_was_done_only_after_the_shift_says_so_beside_its_delay(kit: Kit) -> None:
    """Of two promises past at the signature the next shift keeps one and leaves the other; the report
    to the supervisor, due at 10:05, is given by the next shift at 10:30."""
    kit.at(0)("shift", "start", "Example")
    kit("callback", "add", "Zhang", "--promised", "10:10")
    kit("callback", "add", "Li", "--promised", "10:11")
    kit.at(15)("callback", "done", "Li")
    kit.at(20)("shift", "handover", "--to", "Sample")
    assert kit.at(21)("shift", "accept", "Sample", *SAID).code == 0
    kit.at(30)("call", "supervisor", "--number", "5550100", "--said", "down", "--repeated")
    kit.at(31)("callback", "done", "Zhang")
    kit.at(40)
    text = " ".join(kit("summary", "--shift", "last").out.split())
    late = [part.partition("late ")[2] for part in re.split(r"(?=\d+ min late )", text)]
    (told,) = [part for part in late if part.startswith("Report to call centre supervisor in 5")]
    assert "(10:30, after this shift)" in told
    (kept,) = [part for part in late if part.startswith("Zhang")]
    assert "(10:31, after this shift)" in kept
    (before,) = [part for part in late if part.startswith("Li")]
    assert "after this shift" not in before


def test_what_was_written_before_the_shift_began_is_counted_and_said_to_be_so(kit: Kit) -> None:
    """What no shift had is of the first one that ends behind it, with a call among it."""
    kit.at(1)("call", "supervisor", "--no-answer")
    kit.at(2)("shift", "start", "Example")
    kit.at(3)("call", "tech", "--no-answer")
    kit("close", "--yes")
    assert kit.at(4)("shift", "end").code == 0
    text = " ".join(kit("summary", "--shift", "last").out.split())
    found = re.search(r"(\d+) of the incidents' were written before it began \(10:02\), (\d+) call among them", text)
    assert found is not None and found[2] == "1", text
    lines = [one for one in raw(kit.home, "closed") if one["at"] < "2026-03-02T10:02"]
    assert int(found[1]) == len(lines) > 1
    kit.at(10)("shift", "start", "Sample")
    kit.at(11)("note", "in the second")
    assert kit("shift", "end").code == 0
    assert "before it began" not in kit("summary", "--shift", "last").out


@pytest.mark.parametrize("closed", [False, True])
def test_the_page_names_every_incident_of_the_shift_a_silent_one_too(bare: Kit, closed: bool) -> None:
    """On screens a robbery stands by its reference alone; whoever reads the page reads what happened."""
    bare.at(0)("shift", "start", "Example")
    bare("start", "robbery", "--drill", "--no-guide", "--profile", "service-hall")
    if closed:
        bare("close", "--yes")
    page = bare("summary", "--shift").out
    (line,) = [line for line in page.splitlines() if "in this shift" in line]
    assert "  Robbery  10:00" in line
