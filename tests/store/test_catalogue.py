"""The catalogue of a month: a memory aid that may be lost, spoiled or stale without harm."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query

from kit.core import acts
from kit.core import events as ev
from kit.core.incident import Incident
from kit.store import catalogue as module
from kit.store.catalogue import Catalogue
from kit.store.folder import Folder
from kit.store.incidents import Store
from tests.store.conftest import again, at, drill_at, note, start


def closed(store: Store, minute: float = 5, drill: ev.Drill | None = None) -> Folder:
    folder = start(store, drill_at() if drill else at(), drill)
    note(folder, "n")
    store.record(folder, at(minute), "li", lambda d: acts.close(d, "resolved"))
    return folder


class Counting:
    """Measures of an incident, and of how many it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, incident: Incident, entries: list[ev.Entry], now: datetime) -> dict[str, Any]:
        self.asked.append(incident.ref)
        return {"notes": incident.notes, "until": now}


def file_of(store: Store) -> Path:
    return Path(store.home) / "closed" / "2026-11" / "catalogue.json"


def test_a_month_tells_of_each_incident_closed_in_it(store: Store) -> None:
    one, drill = closed(store), closed(store, 9, ev.Drill(clock="file"))
    start(store)
    docs = Catalogue(store, Counting()).month("2026-11")
    assert [d["ref"] for d in docs] == sorted([one.ref, drill.ref])
    (doc,) = [d for d in docs if d["ref"] == one.ref]
    assert doc == {
        "ref": one.ref,
        "type": "tiny",
        "month": "2026-11",
        "title": "",
        "drill": False,
        "opened": "2026-11-21T21:00:00+08:00",
        "closed": "2026-11-21T21:05:00+08:00",
        "outcome": "resolved",
        "entries": 3,
        "damages": 0,
        "doubtful": False,
        "measures": {"notes": 1, "until": "2026-11-21T21:05:00+08:00"},
    }
    assert Catalogue(store).month("2026-10") == []
    if os.name == "posix":
        assert file_of(store).stat().st_mode & 0o777 == 0o600


def test_what_has_not_changed_is_not_read_again(store: Store) -> None:
    one, two = closed(store), closed(store)
    measure = Counting()
    first = Catalogue(store, measure).month("2026-11")
    assert sorted(measure.asked) == sorted([one.ref, two.ref])
    assert Catalogue(store, measure).month("2026-11") == first
    assert len(measure.asked) == 2
    before = file_of(store).stat().st_mtime_ns
    Catalogue(store, measure).month("2026-11")
    assert file_of(store).stat().st_mtime_ns == before


def test_what_has_changed_is_read_again_and_only_that(store: Store) -> None:
    one, two, three = closed(store), closed(store), closed(store)
    measure = Counting()
    catalogue = Catalogue(store, measure)
    catalogue.month("2026-11")
    note(one, "written down later", 20)
    for path in Path(three.found.path).iterdir():
        path.unlink()
    os.rmdir(three.found.path)
    four = closed(store)
    measure.asked.clear()
    docs = {d["ref"]: d for d in catalogue.month("2026-11")}
    assert sorted(measure.asked) == sorted([one.ref, four.ref])
    assert sorted(docs) == sorted([one.ref, two.ref, four.ref])
    assert docs[one.ref]["measures"]["notes"] == 2
    assert {d["ref"]: d for d in Catalogue(store, Counting()).month("2026-11")} == docs


def test_a_reopened_incident_is_no_longer_listed_as_closed(store: Store) -> None:
    one = closed(store)
    catalogue = Catalogue(store)
    assert catalogue.last_closed() == one.ref
    store.record(one, at(30), "li", lambda d: acts.reopen(d))
    assert catalogue.month("2026-11") == []
    assert catalogue.last_closed() is None


@pytest.mark.parametrize(
    "spoiled",
    [
        None,
        b"",
        b"{",
        b"\0" * 900,
        b"[]",
        b"[" * 90000,
        b'{"incidents":{"1":{}}}',
        b'{"incidents":{"x":{"ref":1}}}',
        b'{"incidents":{"1":{"ref":"261121-W00-0000","stamp":{},"by":1}}}',
        b'{"incidents":{"1":5}}',
        b'{"other":{"1":{"a":1}}}',
    ],
)
def test_a_catalogue_that_is_gone_or_spoiled_is_made_anew(store: Store, spoiled: bytes | None) -> None:
    closed(store)
    first = Catalogue(store).month("2026-11")
    if spoiled is None:
        file_of(store).unlink()
    else:
        file_of(store).write_bytes(spoiled)
    assert Catalogue(store).month("2026-11") == first
    measure = Counting()
    Catalogue(store, measure).month("2026-11")
    Catalogue(store, measure).month("2026-11")
    assert len(measure.asked) == 1


def test_a_catalogue_that_cannot_be_written_changes_no_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = closed(store)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "replace_file", full)
    assert [d["ref"] for d in Catalogue(store).month("2026-11")] == [one.ref]
    assert Catalogue(store).last_closed() == one.ref
    assert not file_of(store).exists()


def test_a_log_that_cannot_be_read_hides_no_other(store: Store) -> None:
    one, two = closed(store), closed(store)
    (path,) = Path(one.found.path).iterdir()
    path.unlink()
    path.mkdir()
    catalogue = Catalogue(store)
    assert [d["ref"] for d in catalogue.month("2026-11")] == [two.ref]
    assert store.talk[-1][0] == "unreadable-os"


def test_finding_takes_fields_functions_and_queries(store: Store) -> None:
    one, drill = closed(store), closed(store, 9, ev.Drill(clock="file"))
    catalogue = Catalogue(store)
    assert [d["ref"] for d in catalogue.find(drill=True)] == [drill.ref]
    assert [d["ref"] for d in catalogue.find(lambda d: not d["drill"])] == [one.ref]
    assert [d["ref"] for d in catalogue.find(Query().closed > "2026-11-21T21:06")] == [drill.ref]
    assert catalogue.find(type="fire") == []


def test_the_last_closed_one_counts_even_before_its_folder_has_moved(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(store)
    monkeypatch.setattr(store, "_move", lambda *args: None)
    late = closed(store, 50)
    assert [f.ref for f in store.open_found()] == [late.ref]
    assert Catalogue(store).last_closed() == late.ref
    assert again(late).incident.closed is not None


def test_another_laptops_journal_that_is_copied_in_is_noticed(store: Store, tmp_path: Path) -> None:
    one = closed(store)
    catalogue = Catalogue(store)
    assert catalogue.month("2026-11")[0]["entries"] == 3
    shutil.copytree(store.home, tmp_path / "two", ignore=shutil.ignore_patterns("laptop"))
    two = Store(str(tmp_path / "two"))
    theirs = two.load(two.locate(one.ref))
    note(theirs, "from two", 9)
    shutil.copy(Path(theirs.found.path) / f"{two.laptop}.jsonl", one.found.path)
    assert catalogue.month("2026-11")[0]["entries"] == 5
