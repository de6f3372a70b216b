"""Summaries count what registers received and what became of it, as a script counts it that reads
nothing but the lines of the journals."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kit.people.registers.files import desk
from tests.support.constants import TEN
from tests.support.kit import Kit, opened

DAY = 24 * 60


@pytest.fixture(autouse=True)
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock that these tests move stands for the system's: what is noted is no drill's."""
    monkeypatch.setattr(desk, "_other_clock", lambda: False)


def lines_of(home: Path, name: str) -> list[dict[str, object]]:
    """What stands in a register's only journal and was not taken back."""
    (path,) = (home / "registers" / name).iterdir()
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    gone = {id_ for line in lines if line["kind"] == "undone" for id_ in line["data"]["ids"]}
    return [line for line in lines if line["id"] not in gone]


def recounted(home: Path, name: str, month: str, incident: str, now: datetime) -> Counter[str]:
    """Independent of our code: lines in, counts out."""
    things: dict[str, list[datetime | None]] = {}  # until when it was promised, when it ended
    for line in lines_of(home, name):
        data, at = line["data"], datetime.fromisoformat(str(line["at"]))
        assert isinstance(data, dict)
        if line["kind"] == "added":
            wanted = data.get("incident", "") == incident if incident else f"{at:%Y-%m}" == month
            if wanted and (incident or not data.get("drill")):
                due = data.get("due")
                things[data["id"]] = [datetime.fromisoformat(due) if due else None, None]
        elif data.get("id") in things:
            if line["kind"] == "moved":
                things[data["id"]][0] = datetime.fromisoformat(data["to"])
            if line["kind"] == "staged" and data.get("ends"):
                things[data["id"]][1] = at
    out: Counter[str] = Counter()
    for due, ended in things.values():
        out["received_count"] += 1
        out["open_items" if ended is None else "ended_count"] += 1
        if due is not None:
            behind = ((ended or now) - due).total_seconds()
            out["late"] += behind >= 60
            out["in_time"] += behind < 60 and ended is not None
    return out


def compared(
    kit: Kit, said: list[dict[str, object]], names: set[str], month: str, ref: str, minute: float = 60
) -> None:
    now = TEN + timedelta(minutes=minute)
    assert {one["register"] for one in said} == names
    for one in said:
        counts = recounted(Path(kit.home), str(one["register"]), month, ref, now)
        assert {k: v for k, v in one.items() if k != "register"} == {
            k: counts[k] for k in ("received_count", "ended_count", "in_time", "late", "open_items")
        }, one["register"]


def some(kit: Kit) -> None:
    """In time, late and ended, late and open, open without a time, moved, taken back."""
    for n, who in enumerate(("Zhang", "Wang", "Zhao", "Qian", "Sun", "Zhou")):
        due = () if who == "Qian" else ("--promised", "+30min")
        assert kit.at(n)("callback", "add", who, "--phone", f"555010{n}", *due, *OUTSIDE).code == 0
    kit.at(10)("callback", "done", "5550100")
    kit.at(11)("callback", "move", "5550102", "--to", "+3h", "--note", "asked", "--agreed-by", "Zhao", *OUTSIDE)
    kit("callback", "give-up", "5550105", "--note", "moved away", *OUTSIDE)
    kit("callback", "undo", *OUTSIDE)
    kit.at(50)("callback", "done", "5550101")
    kit("complaint", "add", "Zhang", "--matter", "rude", "--due", "+30min")
    kit("order", "add", "mend the line", "--unit", "crew")
    kit("order", "give-up", "mend the line", "--note", "double")
    kit.at(60)


OUTSIDE = ("--outside",)


def test_a_month_counts_each_register_as_its_lines_do(bare: Kit) -> None:
    some(bare)
    said = bare("summary", "--month", "2026-03", "--json").json["register_counts"]
    compared(bare, said, {"callback", "complaint", "order"}, "2026-03", "")
    callbacks = next(one for one in said if one["register"] == "callback")
    assert (callbacks["received_count"], callbacks["late"], callbacks["in_time"]) == (6, 3, 1)
    bare.at(40 * DAY)("callback", "add", "Wu", "--phone", "5550109", *OUTSIDE)
    april = bare("summary", "--month", "2026-04", "--json").json["register_counts"]
    compared(bare, april, {"callback"}, "2026-04", "", 40 * DAY)
    year = bare("summary", "--year", "2026", "--json").json["register_counts"]
    assert sum(one["received_count"] for one in year) == 9


def test_the_page_says_the_same_numbers(bare: Kit) -> None:
    some(bare)
    page = bare("summary", "--month", "2026-03").out
    page = page.partition("received")[2]
    (line,) = [line for line in page.splitlines() if line.startswith("Call-back")]
    assert line.split()[1:] == ["6", "2", "1", "3", "4"]


def test_an_incident_counts_what_was_noted_while_it_was_open(bare: Kit) -> None:
    bare("sheet", "Before 5550199 bill")
    ref = opened(bare.home, "application-outage").ref
    some(bare)
    done = bare("summary", ref, "--json")
    assert done.code == 0, done.err
    said = done.json["register_counts"]
    assert {one["register"] for one in said} >= {"complaint", "order"}
    compared(bare, said, {str(one["register"]) for one in said}, "", ref)
    assert "Registers: received" in bare("summary", ref).out


def test_nothing_noted_is_no_table(bare: Kit) -> None:
    assert bare("summary", "--month", "2026-03", "--json").json["register_counts"] == []
    assert "Registers" not in bare("summary", "--month", "2026-03").out


def test_an_end_that_was_set_for_what_goes_from_shift_to_shift_is_no_promise(bare: Kit) -> None:
    bare.at(0)("item", "add", "lamp is dark", "--sort", "degraded", "--due", "+30min")
    (said,) = bare.at(60)("summary", "--month", "2026-03", "--json").json["register_counts"]
    assert (said["register"], said["received_count"], said["late"], said["in_time"]) == ("item", 1, 0, 0)
