"""Calls owed to customers, counted one way on every page, and once more from the raw lines."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.people.registers.files import taking_back
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts as noting
from kit.people.registers.rules.books import CALLBACK
from kit.people.registers.rules.dates import End
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened

NOW = 200  # minutes after ten at which everything is looked at


def at(minute: float) -> datetime:
    return TEN + timedelta(minutes=minute)


class Mix:
    """Two incidents, one of them closed, and customers in their logs, on the sheet during either,
    and outside both; then whatever becomes of them, some of it taken back."""

    def __init__(self, home: Path, seed: int, drill: bool) -> None:
        self.rng = random.Random(seed)
        self.store, self.drill = Registers(str(home)), drill
        self.logs = [opened(home, type_, drill=drill) for type_ in ("application-outage", "power-outage")]
        self.minute = 1.0
        for _ in range(7):
            self._in_log(self.rng.choice(self.logs))
            self._on_sheet(self.rng.choice([*(log.ref for log in self.logs), ""]))
        for _ in range(24):
            self._happens()
        closed(self.logs[0], at(100))
        self.minute = 101
        for _ in range(8):
            self._happens()

    def _due(self) -> float | None:
        return self.minute + self.rng.choice((5, 20, 60, 240)) if self.rng.random() < 0.7 else None

    def _in_log(self, log: Log, act: Any = None) -> None:
        if act is None:
            due, name = self._due(), f"L{self.rng.randrange(10**6):06}"
            act = partial(acts.callback_add, id_=name.lower(), name=name, promised=due and at(due))
        log.store.record(log, Now(at(self.minute)), "li", act)
        self.minute += 0.5

    def _on_sheet(self, ref: str, act: Any = None) -> None:
        if act is None:
            due, name = self._due(), f"S{self.rng.randrange(10**6):06}"
            act = partial(noting.add, book=CALLBACK, id_=f"260302-AAA-{name}", fields={"name": name},
                          due=End(at(due)) if due else None, incident=ref, drill=self.drill)  # fmt: skip
        self.store.record("callback", Now(at(self.minute)), "li", act)
        self.minute += 0.5

    def _happens(self) -> None:
        rng, to = self.rng, at(self.minute + 30)
        sort = rng.choice(("reached", "reached", "given-up", "no-answer", "moved", "undone", "entered"))
        try:
            if rng.random() < 0.5:
                log = rng.choice(self.logs)
                name = rng.choice(sorted(log.incident.callbacks))
                if sort == "moved":
                    act = partial(acts.callback_move, id_=name, to=to, reason="asked", agreed="her")
                else:
                    act = partial(acts.callback_try, id_=name, text="dead",
                                  result=sort if sort in ("reached", "given-up") else "no-answer")  # fmt: skip
                self._in_log(log, act)
                return
            book = self.store.load("callback")
            assert book is not None
            id_ = rng.choice(sorted(book.register.docs))
            act = {
                "reached": partial(noting.stage, book=CALLBACK, text=id_, verb="done"),
                "given-up": partial(noting.stage, book=CALLBACK, text=id_, verb="give-up", note="dead"),
                "no-answer": partial(noting.attempt, text=id_, result="busy"),
                "moved": partial(noting.move, book=CALLBACK, text=id_, to=to, reason="asked", agreed="her"),
                "entered": partial(noting.enter, book=CALLBACK, text=id_),
                "undone": lambda draft: draft.add(taking_back.undo(book, self.store.recorder.laptop)),
            }[sort]
            self._on_sheet("", act)
        except Refused:  # done already: nothing is recorded
            pass


# ---- the raw lines, by somebody who knows nothing of the kit ---------------------------------


class Raw(msgspec.Struct):
    name: str
    ref: str
    at: datetime
    due: datetime | None
    old: list[tuple[datetime | None, datetime]] = []
    end: str = ""
    ended: datetime | None = None
    sheet: bool = False

    def result(self, now: datetime) -> str:
        """``kept``, ``late``, ``broken``, or "" for neither."""
        if self.due is None:
            return ""
        late = any((before or moved) < moved for before, moved in self.old)
        if self.end == "reached":
            return "late" if self.over(now) >= timedelta(minutes=1) else "kept"
        return "broken" if late or self.due < (self.ended or now) else ""

    def over(self, now: datetime) -> timedelta:
        """How long after its time somebody was reached, or it was moved."""
        end = (self.ended or now) - (self.due or now)
        return max(end, *(moved - (before or moved) for before, moved in self.old), timedelta(0))


def lines_of(folder: Path) -> list[dict[str, Any]]:
    out = [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()]
    gone = {i for line in out if line["kind"] == "undone"
            for i in [*line["data"].get("ids", []), line["data"].get("entry"), *line["data"].get("also", [])]}  # fmt: skip
    return [line for line in out if line["id"] not in gone]


def recount(home: Path) -> list[Raw]:
    folders = [*(home / "open").glob("2*"), *(home / "closed").glob("*/2*"), home / "registers" / "callback"]
    out: list[Raw] = []
    for folder in folders:
        known: dict[str, Raw] = {}
        for line in lines_of(folder):
            data, when = line["data"], datetime.fromisoformat(line["at"])
            one = known.get(str(data.get("id")))
            if line["kind"] in ("callback-added", "added"):
                due = data.get("promised") or data.get("due")
                ref = data.get("incident", "") if line["kind"] == "added" else folder.name.partition(".")[0]
                name = data.get("name") or data["fields"]["name"]
                due = datetime.fromisoformat(due) if due else None
                known[data["id"]] = Raw(name, ref, when, due, sheet=line["kind"] == "added")
            elif one is None:
                continue
            elif line["kind"] in ("callback-moved", "moved"):
                one.old.append((one.due, when))
                one.due = datetime.fromisoformat(data["to"])
            elif line["kind"] == "callback-tried" and data["result"] != "no-answer":
                one.end, one.ended = data["result"], one.ended or when
            elif line["kind"] in ("staged", "entered") and data.get("ends") and not one.end:
                one.end, one.ended = data.get("stage", "entered"), when
        out += known.values()
    return out


def five(found: list[Raw]) -> tuple[int, int, int, int, int]:
    results = [one.result(at(NOW)) for one in found]
    ended = sum(bool(one.end) for one in found)
    late = results.count("late") + results.count("broken")
    return len(found), ended, results.count("kept"), late, len(found) - ended


def table(rows: list[dict[str, Any]]) -> tuple[int, int, int, int, int]:
    (row,) = [row for row in rows if row["register"] == "callback"]
    return row["received_count"], row["ended_count"], row["in_time"], row["late"], row["open_items"]


@pytest.fixture(params=[3, 8])
def mixed(bare: Kit, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Kit, list[Raw]]]:
    Mix(bare.home, request.param, drill=False)
    yield bare.at(NOW), recount(bare.home)


def test_every_page_counts_the_calls_owed_like_the_raw_lines(mixed: tuple[Kit, list[Raw]]) -> None:
    kit, raw = mixed
    owed = sum(not one.end for one in raw)
    every = kit("callback", "list", "--all", "--json").json
    assert (every["callback_count"], every["callbacks_owed"]) == (len(raw), owed)
    assert kit("callback", "list", "--json").json["callback_count"] == owed
    assert f"{owed} of {len(raw)}" in kit("callback", "list", "--all").out
    listed = {one["ref"]: one["callbacks_owed"] for one in kit("list", "--all", "--json").json["incidents"]}
    shut = kit("list", "--closed", "--json").json["incidents"][0]["ref"]
    assert kit("list", "--closed", "--json").json["incidents"][0]["callbacks_owed"] == listed[shut]
    assert len(listed) == 2
    for ref, count in listed.items():
        mine = [one for one in raw if one.ref == ref]
        left = sum(not one.end for one in mine)
        assert count == left
        assert kit("show", ref, "--json").json["callbacks_owed"] == left
        summary = kit("summary", ref, "--json").json
        assert (len(summary["callbacks"]), summary["callbacks_owed"]) == (len(mine), left)
        assert table(summary["register_counts"]) == five(mine)
        results = [one.result(at(NOW)) for one in mine]
        kept = summary["kept"].get("promises", {"fell_due": 0, "in_time": 0, "brief": 0})
        assert kept["fell_due"] == sum(bool(one) for one in results)
        assert kept["in_time"] + kept["brief"] == results.count("kept")
        assert kit("report", "-i", ref, "--json").json["callbacks_owed"] == left
        assert kit("callback", "-i", ref, "--json").json["callbacks_owed"] == left
        codes = "".join(one["text"] for one in kit("qr", "report", "-i", ref, "--json").json["codes"])
        assert ref == shut or not left or f"{left} to call back" in codes
        assert all(line in kit("form", ref).out for line in {one.name for one in mine})
        if ref != shut:
            assert not left or f"{left} customer" in kit("close", "-i", ref).err


def test_a_month_counts_the_calls_owed_like_the_raw_lines(mixed: tuple[Kit, list[Raw]]) -> None:
    kit, raw = mixed
    month = kit("summary", "--month", "2026-03", "--json").json
    assert table(month["register_counts"]) == five(raw)
    ends = [one.end for one in raw]
    tally = month["tally"]
    assert (tally["callback_count"], tally["called_back"], tally["given_up"]) == (
        len(raw), ends.count("reached"), ends.count("given-up"))  # fmt: skip
    assert sum(one["kind"] == "callback" for one in month["owed"]) == ends.count("")
    owed = f"{ends.count('')} still owed"
    assert owed in kit("summary", "--month", "2026-03").out


@pytest.mark.parametrize("seed", [3, 8])
def test_a_shift_and_its_sheet_count_the_calls_owed_like_the_raw_lines(bare: Kit, seed: int) -> None:
    bare.at(0)("shift", "start", "Example")
    Mix(bare.home, seed, drill=True)
    raw = recount(bare.at(NOW).home)
    found = bare("summary", "--shift", "--json").json
    said = sorted(one["result"] for one in found["promises_due"])
    due = [one for one in raw if one.due and min(one.due, one.ended or one.due) < at(NOW)]
    assert said == sorted(one.result(at(NOW)) or "given-up" for one in due)
    assert found["waiting_promises"] == sum(bool(one.due and not one.end and one.due >= at(NOW)) for one in raw)
    undone = [*(bare.home / "registers" / "callback").glob("*.jsonl")]
    count = sum('"kind":"undone"' in line for file in undone for line in file.read_text(encoding="utf-8").splitlines())
    assert found["undos"] == count
    sheet = bare("shift", "handover", "--json").json["handover"]
    noted = sum(one["register"] == "callback" for one in sheet["carried"])
    assert len(sheet["callbacks"]) + noted == sum(not one.end for one in raw)
