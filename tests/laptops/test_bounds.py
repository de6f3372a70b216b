"""What a bundle may say of itself, values of tables and when a backup is due, at their bounds."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from kit.ground.journal.entry import Entry, Unknown
from kit.incidents.incident.rules import events as ev
from kit.laptops.backup.rules.due import AHEAD, EVERY, covers, due
from kit.laptops.bundles.rules import manifest as m
from kit.laptops.tables.rules import events, values
from tests.support.constants import TEN
from tests.support.world import plan

PART = m.Part("aaaaaa", 100, "0" * 64, 2, 2, "0" * 32)
HELD = m.Held(m.INCIDENT, "260302-DAN-F7AQ", [PART], "fire")
SOUND = m.Manifest(1, "0.2", "aaaaaa", "li", TEN, 0.0, "boot", "all", {}, [HELD], [m.Own("profile", 10, "0" * 64)])
REGISTERS = {"callback"}


def wrong(**changed: Any) -> str:
    return m.wrong(replace(SOUND, **changed), REGISTERS)


def part(**changed: Any) -> str:
    return wrong(documents=[replace(HELD, journals=[replace(PART, **changed)])])


def test_a_manifest_as_the_kit_writes_it_is_taken() -> None:
    assert wrong() == "" and m.member(HELD, PART) == "incidents/260302-DAN-F7AQ.fire/aaaaaa.jsonl" and m.member(HELD, replace(PART, copy=2)) == "incidents/260302-DAN-F7AQ.fire/aaaaaa~2.jsonl"
    assert [m.folder(m.Held(sort, sort, [])) for sort in (m.CONTACTS, m.FILED, m.SHIFT)] == ["contacts", "filed", "shifts/shift"]


@pytest.mark.parametrize(("changed", "said"), [
    ({"laptop": "AAAA"}, "laptop"), ({"by": "x" * 200}, ""), ({"by": "x" * 201}, "laptop"), ({"written": TEN.replace(tzinfo=None)}, "written"),
    ({"written": TEN.replace(year=1999)}, "written"), ({"written": TEN.replace(year=2000)}, ""), ({"written": TEN.replace(year=2200)}, ""), ({"written": TEN.replace(year=2201)}, "written"),
    ({"documents": [HELD, HELD]}, "document incident 260302-DAN-F7AQ"), ({"documents": [replace(HELD, journals=[])]}, "journals of 260302-DAN-F7AQ"),
    ({"files": [m.Own("profile", m.OWN, "0" * 64)]}, ""), ({"files": [m.Own("profile", m.OWN + 1, "0" * 64)]}, "files"), ({"files": [m.Own("profile", 0, "0" * 64)]}, ""), ({"files": [m.Own("profile", -1, "0" * 64)]}, "files"),
    ({"files": [m.Own("profile", 1, "x")]}, "files"), ({"files": [m.Own("elsewhere", 1, "0" * 64)]}, "files"), ({"files": [m.Own("checklists/é.toml", 1, "0" * 64), m.Own("checklists/E\u0301.toml", 1, "0" * 64)]}, "files"),
])  # fmt: skip
def test_a_manifest_at_its_bounds(changed: dict[str, Any], said: str) -> None:
    assert wrong(**changed) == said


@pytest.mark.parametrize(("changed", "fits"), [
    ({"copy": 1}, True), ({"copy": 0}, False), ({"copy": m.COPIES}, True), ({"copy": m.COPIES + 1}, False), ({"bytes": 1}, True), ({"bytes": 0}, False), ({"bytes": m.JOURNAL}, True), ({"bytes": m.JOURNAL + 1}, False),
    ({"lines": 1}, True), ({"lines": 0}, False), ({"lines": 3}, False), ({"n": (1 << 31) - 1}, True), ({"n": 1 << 31}, False), ({"left_out": -1}, False), ({"left_out": 1}, True), ({"stem": "X"}, False), ({"sha256": "x"}, False), ({"head": "x"}, False),
    ({"lines": m.ENTRIES, "n": m.ENTRIES}, True), ({"lines": m.ENTRIES + 1, "n": m.ENTRIES + 1}, False),
])  # fmt: skip
def test_a_journal_of_a_bundle_at_its_bounds(changed: dict[str, Any], fits: bool) -> None:
    assert part(**changed) == ("" if fits else "journals of 260302-DAN-F7AQ")


def test_many_journals_many_files_and_many_bytes_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """With small figures for the large ones."""
    two = [PART, replace(PART, copy=2)]
    for name, documents, files in (("DOCUMENT", [replace(HELD, journals=two)], SOUND.files), ("ALL", [replace(HELD, journals=two)], SOUND.files)):
        whole = 200 if name == "DOCUMENT" else 210
        for most, fits in ((whole, True), (whole - 1, False)):
            monkeypatch.setattr(m, name, most)
            assert (wrong(documents=documents, files=files) == "") is fits, name
        monkeypatch.undo()
    assert wrong(documents=[replace(HELD, journals=[PART, PART])]) == "journals of 260302-DAN-F7AQ"
    for name, said in (("MEMBERS", "documents"), ("FILES", "files")):
        for most, fits in ((1, True), (0, False)):
            monkeypatch.setattr(m, name, most)
            assert wrong() == ("" if fits else said)
        monkeypatch.undo()
    for most, fits in ((2, True), (1, False)):
        monkeypatch.setattr(m, "COPIES", most)
        assert (wrong(documents=[replace(HELD, journals=[PART, replace(PART, stem="bbbbbb")])]) == "") is fits


@pytest.mark.parametrize(("sort", "ref", "type_", "known"), [
    (m.INCIDENT, "260302-DAN-F7AQ", "fire", True), (m.INCIDENT, "260302-DAN-F7AQ", "", False), (m.INCIDENT, "x", "fire", False), (m.SHIFT, "S260302-DAN-F7AQ", "", True), (m.SHIFT, "D260302-DAN-F7AQ", "", False), (m.SHIFT, "Sx", "", False),
    (m.SHIFT, "S260302-DAN-F7AQ", "fire", False), (m.DRILL, "D260302-DAN-F7AQ", "", True), (m.DRILL, "S260302-DAN-F7AQ", "", False), (m.DRILL, "Dx", "", False), (m.REGISTER, "callback", "", True), (m.REGISTER, "other", "", False), (m.CONTACTS, "contacts", "", True), (m.FILED, "filed", "", True), (m.CONTACTS, "filed", "", False), ("other", "other", "", False),
])  # fmt: skip
def test_a_document_is_named_as_its_sort_is(sort: str, ref: str, type_: str, known: bool) -> None:
    assert (wrong(documents=[m.Held(sort, ref, [PART], type_)]) == "") is known


def test_where_a_home_keeps_files_of_its_own() -> None:
    said = {
        "profile": True, "other": False, "checklists/a.toml": True, "checklists/a.txt": False, "elsewhere/a.toml": False, "checklists/.a.toml": False, "checklists/ a.toml": False, "checklists/con.toml": False, "checklists/com1 .toml": False, "checklists/a:b.toml": False,
        "seen/aaaaaa": True, "seen/AAAAAA": False, "checklists/a.toml.": False, f"checklists/{'a' * 195}.toml": True, f"checklists/{'a' * 196}.toml": False, f"checklists/{'停' * 65}.toml": True, f"checklists/{'停' * 66}.toml": False,
    }  # fmt: skip
    assert {path: m.own_path(path) for path in said} == said


# ---- tables, backups -----------------------------------------------------------------------------


def test_times_of_tables_lie_between_1970_and_9999_and_none_is_later_than_itself() -> None:
    ms = timedelta(milliseconds=1)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert [values.millis(at) for at in (None, epoch - ms, epoch, epoch + 1.9 * ms, datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC))] == [0, 0, 0, 1, 253_402_300_799_999]
    assert values.utc(datetime(2026, 10, 3, 21, 2, 10, 5000, tzinfo=TEN.tzinfo)) == "2026-10-03T13:02:10.005Z" and values.utc(None) == "1970-01-01T00:00:00.000Z"
    assert [values.later(TEN, TEN + n * ms) for n in (-1, 0, 1)] == [0, 0, 1]


def test_a_text_of_a_table_is_taken_for_a_text() -> None:
    said = {"": "-", "-": "-", "water": "water", "12": "'12", "1e5": "'1e5", "true": "'true", "NULL": "'NULL", "2026-11-30": "'2026-11-30", "10:30 x": "'10:30 x", "0x1F": "'0x1F", "'x": "''x", "12 people": "12 people"}
    assert {text: values.text(text) for text in said} == said
    assert [values.folder(name) for name in ("-", "hall", "A b", "厅", "", "a" * 61)] == ["none", "hall", "a%20b", "%5385", "none", "a" * 60]


def test_a_backup_is_due_a_week_after_the_last_and_a_time_to_come_is_believed_for_a_day() -> None:
    second = timedelta(seconds=1)
    assert [due(TEN - back, TEN - 99 * EVERY, TEN).late for back in (EVERY, EVERY - second)] == [True, False]
    assert due(TEN + AHEAD, TEN, TEN) == due(TEN + AHEAD, TEN, TEN) and due(TEN + AHEAD, TEN, TEN).due == TEN + EVERY and not due(TEN + AHEAD, TEN, TEN).late
    assert (due(TEN + AHEAD + second, TEN, TEN).due, due(TEN + AHEAD + second, TEN, TEN).late, due(TEN + AHEAD + second, TEN, TEN).last) == (TEN, True, None)
    assert due(None, None, TEN).due is None and due(None, TEN - EVERY, TEN).late and due(None, TEN + EVERY, TEN).due == TEN + EVERY


def test_a_backup_covers_another_that_is_as_long_copy_by_copy() -> None:
    said = [
        ({"a": [(5, 5)]}, {"a": [(5, 5)]}, True), ({"a": [(5, 5)]}, {"a": [(4, 5)]}, False), ({"a": [(5, 5)]}, {"a": [(5, 4)]}, False), ({"a": [(5, 5)]}, {}, False), ({}, {"a": [(1, 1)]}, True),
        ({"a": [(5, 5), (3, 3)]}, {"a": [(5, 5)]}, False), ({"a": [(5, 5), (3, 3)]}, {"a": [(3, 3), (6, 6), (1, 1)]}, True), ({"a": [(5, 5), (3, 3)]}, {"a": [(2, 2), (6, 6)]}, False),
    ]  # fmt: skip
    assert [covers(old, new) for old, new, _ in said] == [fits for *_, fits in said]


def test_what_a_newer_kit_wrote_goes_into_a_table_as_it_stands_and_a_list_once() -> None:
    """Under the same words as kinds that have names of their own in tables."""
    of = events.Of("incident", "R", "site", "2026-03", False, "fire", "aaaaaa")
    once: dict[str, Any] = {}
    made = [
        Entry(1, "aaaaaaaaaa", TEN, "li", Unknown("called", {"found": "x", "checklist": {"id": "y"}}), journal="aaaaaa~2"), Entry(2, "bbbbbbbbbb", TEN, "li", Unknown("hummed", {"drill": 1}), journal="aaaaaa"),
        Entry(3, "cccccccccc", TEN, "li", ev.Noted("aaaaaaaaaa"), journal="aaaaaa", wrote=TEN + timedelta(seconds=1)), Entry(4, "dddddddddd", TEN, "li", ev.Called("boss", "reached", found=True), journal="aaaaaa"),
        Entry(5, "eeeeeeeeee", TEN, "li", ev.PlanAdded("trial", plan()), journal="aaaaaa"), Entry(6, "ffffffffff", TEN, "li", ev.PlanAdded("trial", plan()), journal="aaaaaa"),
    ]  # fmt: skip
    found = [*events.rows(of, made, frozenset({"bbbbbbbbbb"}), once)]
    assert [row.payload for row in found[:2]] == ['{"found":"x","checklist":{"id":"y"}}', '{"drill":1}'] and json.loads(found[3].payload)["step_found"] is True
    assert [(row.counts, row.entry != "-", row.laptop, row.journal, row.written_later_ms) for row in found[:3]] == [(True, True, "aaaaaa", "aaaaaa", 0), (False, False, "aaaaaa", "aaaaaa", 0), (True, False, "aaaaaa", "aaaaaa", 1000)]
    assert found[4].payload == found[5].payload and [*once] == [json.loads(found[4].payload)["checklist_sha256"]] and [(each.document, each.name) for each in once.values()] == [("checklist", "trial")]
