"""The hand-over names the next time by which something of a thing is due, and every promise that a
person was made by a time, whatever register it is in."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from kit.ground.console import context
from kit.people.registers.files.store import Registers
from kit.shifts.handover.command import reading
from kit.shifts.handover.files.gather import Home, sheet
from kit.shifts.shift.files import desk
from tests.support.constants import TEN
from tests.support.kit import Kit


def filled(kit: Kit) -> None:
    kit.at(0)("shift", "start", "Example")
    assert kit("complaint", "add", "Zhang", "--matter", "rude", "--promised", "18:00").code == 0
    assert kit("order", "add", "lamp", "--unit", "house", "--name", "Li", "--promised", "15:00").code == 0
    assert kit("order", "add", "door", "--unit", "house").code == 0


def raw_times(kit: Kit, register: str) -> dict[str, list[datetime]]:
    """Recounted from the bytes: each thing's promised and stage time."""
    out: dict[str, list[datetime]] = {}
    for path in (kit.home / "registers" / register).glob("*.jsonl"):
        for row in path.read_text("utf-8").splitlines():
            data: dict[str, Any] = json.loads(row)["data"]
            if "fields" in data:
                ends = [data[key] for key in ("due", "next") if data.get(key)]
                out[data["fields"]["matter"]] = sorted(map(datetime.fromisoformat, ends))
    return out


def test_a_complaint_stands_with_its_next_stage_first_and_its_promise_behind(bare: Kit) -> None:
    """It said only until when the complaint was promised; the stage before that was nowhere."""
    filled(bare)
    first, last = raw_times(bare, "complaint")["rude"]
    assert first < last == TEN.replace(hour=18)
    text = bare("shift", "handover").out.replace("\n  ", " ")
    (line,) = [one for one in text.splitlines() if "Complaint" in one and "rude" in one and "promised" in one]
    assert line.index(f"next stage by {first:%H:%M}") < line.index(f"promised {last:%H:%M}")
    assert "overdue" not in line
    late = bare.at(120)("shift", "handover").out.replace("\n  ", " ")
    (line,) = [one for one in late.splitlines() if "Complaint" in one and "rude" in one and "promised" in one]
    assert line.lstrip().startswith("overdue"), "the stage is late though the promise is not"


def test_an_order_promised_to_a_customer_stands_among_the_promises_and_another_does_not(bare: Kit) -> None:
    filled(bare)
    carried = bare("shift", "handover", "--json").json["handover"]["carried"]
    found = {one["content"]["matter"]: one["heading"] for one in carried}
    assert found == {"rude": "promises", "lamp": "promises", "door": "returning"}


def test_the_next_deadline_of_an_order_moves_on_with_its_stages(bare: Kit) -> None:
    filled(bare)
    bare.at(5)("order", "taken", "lamp", "--taken-by", "Wu")
    book = Registers(str(bare.home)).load("order")
    assert book is not None
    (lamp,) = [doc for doc in book.register.docs.values() if doc.get("matter") == "lamp"]
    assert lamp.next == TEN + timedelta(minutes=5, hours=4)
    text = bare("shift", "handover").out.replace("\n  ", " ")
    (line,) = [one for one in text.splitlines() if "lamp" in one and "promised 15:00" in one]
    assert "next stage by 14:05" in line and line.index("14:05") < line.index("15:00")


def test_the_summary_of_a_shift_counts_an_orders_promise_as_kept_late_or_broken(bare: Kit) -> None:
    """By hand: Li's was done at 10:40 for 10:30, Wu's in time, Qi's not at all; Ma was promised nothing."""
    bare.at(0)("shift", "start", "Example")
    for matter, due in (("lamp", "10:30"), ("door", "10:50"), ("pipe", "10:45"), ("bell", "")):
        promised = ("--promised", due) if due else ()
        assert bare("order", "add", matter, "--unit", "house", *promised).code == 0
    bare.at(20)("order", "done", "door")
    bare.at(40)("order", "done", "lamp")
    bare.at(41)("order", "done", "bell")
    said = bare.at(60)("summary", "--shift", "--json").json
    assert {one["name"]: (one["where"], one["result"]) for one in said["promises_due"]} == {
        "lamp": ("order", "late"), "door": ("order", "kept"), "pipe": ("order", "broken"),
    }  # fmt: skip
    shown = bare("summary", "--shift").out
    assert "pipe" in shown and "Work order" in shown


def test_what_waits_says_too_when_it_was_promised(bare: Kit) -> None:
    """A row that waits for the bank showed only until when: the customer's time was gone."""
    bare.at(0)("sheet", "Zhang 5550101 bill 12:00")
    assert bare("callback", "wait", "Zhang", "--until", "11:00", "--note", "bank").code == 0
    row = bare("callback", "list").out
    assert "11:00" in row and "12:00" in row and row.index("11:00") < row.index("12:00")
    bare("shift", "start", "Example")
    line = next(one for one in bare("shift", "handover").out.replace("\n  ", " ").splitlines() if "bill" in one)
    assert "waits until 11:00" in line and "promised 12:00" in line


def test_steps_in_somebodys_hands_are_carried_on_by_name(bare: Kit) -> None:
    """"To be carried on: None", while Oli guarded the key spots."""
    bare.at(0)("shift", "start", "Example")
    bare("start", "flood", "--drill")
    assert bare("hand", "key-posts", "Oli Madeup").code == 0
    text = " ".join(bare("shift", "handover").out.split())
    assert "With Oli Madeup: Engineering and security guard key spots" in text
    bare("tick", "key-posts", "pump room: Oli")
    assert "With Oli Madeup" not in " ".join(bare("shift", "handover").out.split())


@pytest.mark.parametrize(("lang", "said"), [("en", "Due since the sheet was read: 10:13"), ("zh", "看交班单以后到时：10:13")])
def test_all_that_fell_due_since_the_sheet_was_read_stands_before_the_signature(bare: Kit, lang: str, said: str) -> None:
    """A customer's call in a robbery, which rings nowhere, fell due between the last page and the signature."""
    bare.env("KIT_LANG", lang)
    bare.at(0)("shift", "start", "Example")
    assert bare("start", "robbery", "--drill", "--profile", "hotline", "--no-guide").code == 0
    for name, due in (("Zhao", "10:13"), ("Qian", "10:11"), ("Sun", "11:00")):
        added = bare("callback", "add", name, "--phone", "13700000000", "--matter", "cash", "--promised", due)
        assert added.code == 0, added.err
    assert bare.at(12)("shift", "handover").code == 0
    ctx = context.build(str(bare.home), lang, True, lambda: None)  # type: ignore[arg-type, return-value]
    book = desk.meant(ctx)
    seen = sheet(Home(ctx, book))
    told: list[str] = []
    ctx.err.say = lambda key, **fill: told.append(ctx.out.word(key, **fill))  # type: ignore[method-assign, misc]
    reading.fell_due(ctx, book, seen)
    assert told == [], "what stood on it does not stand here again"
    bare.at(14)
    reading.fell_due(ctx, book, seen)
    (line,) = [each for each in told if said in each]
    assert "Zhao" in line and not any("Sun" in each or "Qian" in each for each in told), told
