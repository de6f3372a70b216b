"""The catalogue of a month: a memory aid that may be lost, spoiled or stale without harm."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import Query

from kit.incidents.incident.files.log import Where
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.review.archive.files import catalogue as module
from kit.review.archive.files.catalogue import Catalogue
from kit.review.archive.rules.digest import Digest, Tally, Undone
from tests.support.logs import again, at, closed, log_of, note, refused, start


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """References of the incidents whose logs a catalogue had to read."""
    out: list[str] = []
    real = module.stamp_of

    def stamp_of(found: Where) -> Any:
        out.append(found.ref)
        return real(found)

    monkeypatch.setattr(module, "stamp_of", stamp_of)
    return out


def file_of(store: Store) -> Path:
    return Path(store.home) / "cache" / "closed-2026-11.json"


def test_a_month_tells_of_each_incident_closed_in_it(store: Store) -> None:
    one, drill = closed(store), closed(store, 9, ev.Drill(clock="file"))
    start(store)
    records = Catalogue(store).month("2026-11")
    assert [r.ref for r in records] == sorted([one.ref, drill.ref])
    (record,) = [r for r in records if r.ref == one.ref]
    assert record == Digest(
        one.ref,
        "tiny",
        at().wall,
        at(5).wall,
        titles=[("t", "t")],
        plans=["tiny"],
        site="site",
        site_title=("s", "s"),
        leader="li",
        outcome="resolved",
        tally=Tally(left=1, entries=3),
        after={"closed": 300},
        spells=[300],
        undone=[Undone("one", names=("do", "do"))],
        proved=True,
    )
    assert Catalogue(store).month("2026-10") == []
    if os.name == "posix":
        assert file_of(store).stat().st_mode & 0o777 == 0o600


def test_what_has_not_changed_is_not_read_again(store: Store, asked: list[str]) -> None:
    one, two = closed(store), closed(store)
    first = Catalogue(store).month("2026-11")
    assert sorted(asked) == sorted([one.ref, two.ref])
    before = file_of(store).stat().st_mtime_ns
    assert Catalogue(store).month("2026-11") == first
    assert len(asked) == 2 and file_of(store).stat().st_mtime_ns == before


def test_what_has_changed_is_read_again_and_only_that(store: Store, asked: list[str]) -> None:
    one, two, three = closed(store), closed(store), closed(store)
    catalogue = Catalogue(store)
    catalogue.month("2026-11")
    note(one, "written down later", 20)
    for path in Path(three.where.path).iterdir():
        path.unlink()
    os.rmdir(three.where.path)
    four = closed(store)
    asked.clear()
    records = {r.ref: r for r in catalogue.month("2026-11")}
    assert sorted(asked) == sorted([one.ref, four.ref])
    assert sorted(records) == sorted([one.ref, two.ref, four.ref])
    assert records[one.ref].tally.entries == 4
    file_of(store).unlink()
    assert {r.ref: r for r in Catalogue(store).month("2026-11")} == records


def test_an_older_editions_copy_is_read_again(
    store: Store, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(store)
    first = Catalogue(store).month("2026-11")
    monkeypatch.setattr(module, "AUTHOR", "another")
    assert Catalogue(store).month("2026-11") == first and len(asked) == 2


@pytest.mark.parametrize("whole", [0, 40])
def test_many_at_once_come_to_the_same_but_are_not_proved(
    store: Store, whole: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WHOLE", whole)
    one, two = closed(store), closed(store, 7)
    note(two, "late", 30)
    store.record(one, at(40), "li", lambda d: acts.amend(d, one.entries[1].id, "otherwise"))
    records = Catalogue(store).month("2026-11")
    proved = [msgspec.structs.replace(r, proved=True) for r in records]
    file_of(store).unlink()
    monkeypatch.setattr(module, "WHOLE", 40)
    assert proved == Catalogue(store).month("2026-11")
    assert [r.proved for r in records] == [whole == 40] * 2


def test_a_damaged_log_among_many_is_folded_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WHOLE", 0)
    one = closed(store)
    log = log_of(one)
    blob = log.read_bytes().split(b"\n")
    log.write_bytes(b"\n".join([blob[0], b"x" + blob[1][1:], *blob[2:]]))
    (record,) = Catalogue(store).month("2026-11")
    assert (record.damages, record.proved) == (1, True)


def test_the_latest_are_listed_without_looking_at_the_others(
    store: Store, asked: list[str]
) -> None:
    refs = sorted(closed(store, minute).ref for minute in (5, 6, 7))
    catalogue = Catalogue(store)
    records, more = catalogue.latest(2)
    assert ([r.ref for r in records], more) == (refs[:0:-1], True)
    assert len(asked) == 2
    assert [r.ref for r in catalogue.opened_in("2026-11")] == refs[::-1]
    assert len(asked) == 3
    assert catalogue.opened_in("2026-10") == []


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
def test_a_catalogue_that_is_gone_or_spoiled_is_made_anew(
    store: Store, spoiled: bytes | None, asked: list[str]
) -> None:
    closed(store)
    first = Catalogue(store).month("2026-11")
    if spoiled is None:
        file_of(store).unlink()
    else:
        file_of(store).write_bytes(spoiled)
    asked.clear()
    assert Catalogue(store).month("2026-11") == first
    assert Catalogue(store).month("2026-11") == first
    assert len(asked) == 1


def test_a_catalogue_that_cannot_be_written_changes_no_answer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = closed(store)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "keep_cache", full)
    assert [r.ref for r in Catalogue(store).month("2026-11")] == [one.ref]
    assert Catalogue(store).last_closed() == one.ref
    assert not file_of(store).exists()


def test_a_log_that_cannot_be_read_hides_no_other(store: Store) -> None:
    one, two = closed(store), closed(store)
    (path,) = Path(one.where.path).iterdir()
    path.unlink()
    path.mkdir()
    catalogue = Catalogue(store)
    assert [r.ref for r in catalogue.month("2026-11")] == [two.ref]
    assert store.warnings[-1][0] == "unreadable-os"


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
    refused(monkeypatch)
    late = closed(store, 50)
    assert [f.ref for f in store.open_found()] == [late.ref]
    assert Catalogue(store).last_closed() == late.ref
    assert again(late).incident.closed is not None


def test_another_laptops_journal_that_is_copied_in_is_noticed(store: Store, tmp_path: Path) -> None:
    one = closed(store)
    catalogue = Catalogue(store)
    assert catalogue.month("2026-11")[0].tally.entries == 3
    shutil.copytree(store.home, tmp_path / "two", ignore=shutil.ignore_patterns("laptop"))
    two = Store(str(tmp_path / "two"))
    theirs = two.load(two.locate(one.ref))
    note(theirs, "from two", 9)
    shutil.copy(Path(theirs.where.path) / f"{two.laptop}.jsonl", one.where.path)
    assert catalogue.month("2026-11")[0].tally.entries == 5
