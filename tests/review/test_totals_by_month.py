"""The figures of months: kept, always what the logs say, harmless when they are lost."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.review.archive.files import totals_by_month as module
from kit.review.archive.files.catalogue import Catalogue
from kit.review.archive.files.totals_by_month import TotalsByMonth
from kit.review.archive.rules.digest import digest_of, filed_digest
from kit.review.archive.rules.totals import Totals, spread, tenths, totals_of
from tests.support.logs import at, closed, log_of, note
from tests.support.year import make_year

MONTH = "2026-11"


def long_ago(store: Store) -> None:
    """As if nothing had changed for a while: a change in the disk's last tick is never trusted."""
    for path in [*Path(store.home, "closed").rglob("*"), Path(store.home, "closed")]:
        times = path.stat().st_mtime_ns - 60_000_000_000
        os.utime(path, ns=(times, times))


def figures(store: Store) -> Totals:
    """What is kept, if it counts."""
    totals = TotalsByMonth(store)
    found = totals.month(MONTH)
    totals.save()
    return found


def slowly(store: Store) -> Totals:
    """The same, every log folded whole; one that is open again as it was filed."""
    folders = sorted((store.load(f) for f in store.closed_found(MONTH)), key=lambda f: f.ref)
    found = [digest_of(f.incident, f.entries, len(f.damages()), f.doubtful) for f in folders]
    again = [filed_digest(store.load(f).entries) for f in store.open_found()]
    return totals_of([*found, *(digest for digest in again if digest is not None)])


def real(store: Store) -> Log:
    """The first incident that is no drill."""
    folders = [store.load(found) for found in store.closed_found(MONTH)]
    return next(folder for folder in folders if not folder.incident.is_drill)


@pytest.fixture
def warm(store: Store) -> Store:
    """Three closed incidents, whose figures are kept."""
    for minute in (5, 9, 12):
        closed(store, minute)
    closed(store, 7, ev.Drill(clock="file"))
    long_ago(store)
    figures(store)
    return store


@pytest.fixture
def cold(warm: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The same, where anything that has to be made anew is an error."""

    def no(*args: object) -> None:
        raise AssertionError("made anew")

    monkeypatch.setattr(TotalsByMonth, "_make", no)
    return warm


def test_what_is_kept_is_what_the_logs_say_and_is_used(cold: Store) -> None:
    found = figures(cold)
    assert found == slowly(cold)
    assert (found.incidents.runs, found.drills.runs, found.checks.runs) == (3, 1, 0)
    assert sorted(found.times["closed"]) == [300, 540, 720]


@pytest.mark.parametrize("change", ["note", "new", "gone", "reopened", "copied-in", "copied-over"])
def test_every_change_of_a_closed_incident_is_noticed(warm: Store, change: str, tmp_path: Path) -> None:
    before = figures(warm)
    one = real(warm)
    if change == "note":
        note(one, "written down later", 90)
    elif change == "new":
        closed(warm, 30)
    elif change == "gone":
        shutil.rmtree(one.where.path)
    elif change == "reopened":
        warm.record(one, at(95), "li", lambda d: acts.reopen(d))
    else:
        copy = another_laptops(warm, one, tmp_path)
        shutil.copy(copy, one.where.path)
        if change == "copied-over":
            long_ago(warm)
            before = figures(warm)
            shutil.copy(another_laptops(warm, one, tmp_path / "again"), one.where.path)
    found = figures(warm)
    assert found != before
    assert found == slowly(warm)


def another_laptops(store: Store, one: Log, where: Path) -> Path:
    """The journal that another laptop wrote to the same incident; longer each time."""
    shutil.copytree(store.home, where / "two", ignore=shutil.ignore_patterns("laptop"))
    (where / "two" / "laptop").write_text("zyxwvu\n", encoding="ascii")
    two = Store(str(where / "two"))
    theirs = two.load(two.locate(one.ref))
    note(theirs, "from two", 120)
    return Path(theirs.where.path) / "zyxwvu.jsonl"


def test_a_note_between_reading_and_keeping_is_noticed(warm: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = real(warm)
    note(one, "makes it stale", 80)
    long_ago(warm)
    plain = module.totals_of

    def summed_then_noted(records: object) -> Totals:
        out = plain(records)  # type: ignore[arg-type]
        note(one, "in between", 90)
        return out

    with monkeypatch.context() as patch:
        patch.setattr(module, "totals_of", summed_then_noted)
        figures(warm)
    assert figures(warm) == slowly(warm)


def test_figures_of_what_has_just_changed_are_not_kept(store: Store) -> None:
    closed(store)
    assert figures(store) == slowly(store)
    assert MONTH not in TotalsByMonth(store).kept
    long_ago(store)
    figures(store)
    assert MONTH in TotalsByMonth(store).kept


@pytest.mark.parametrize("spoiled", [None, b"", b"\x81", b"\0" * 99, b"\xff" * 2000, b"{}"])
def test_lost_or_spoiled_figures_are_made_anew(warm: Store, spoiled: bytes | None) -> None:
    path = Path(warm.home, "cache", "months")
    wanted = figures(warm)
    if spoiled is None:
        path.unlink()
    else:
        path.write_bytes(spoiled)
    assert figures(warm) == wanted == slowly(warm)
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_figures_that_cannot_be_kept_are_right_all_the_same(warm: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    wanted = figures(warm)
    shutil.rmtree(Path(warm.home, "cache"))
    for name in ("keep_cache", "open_private"):
        monkeypatch.setattr(module, name, full)
    assert figures(warm) == wanted
    assert not Path(warm.home, "cache", "months").exists()


def test_an_older_edition_does_not_count(warm: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EDITION", 99)
    totals = TotalsByMonth(warm)
    totals.month(MONTH)
    assert totals.made == [MONTH]


def test_damage_and_readiness_are_told_apart(warm: Store) -> None:
    log = log_of(real(warm))
    blob = log.read_bytes()
    log.write_bytes(blob.replace(b'"n","', b'"m","').replace(b'{"text":"n"}', b'{"text":"m"}'))
    os.utime(log.parent)
    assert figures(warm).damaged == 1


def test_a_year_is_the_sum_of_what_every_incident_says(tmp_path: Path) -> None:
    make_year(tmp_path / "home", 40, 25)
    store = Store(str(tmp_path / "home"))
    quick, slow = Totals(), Totals()
    totals = TotalsByMonth(store)
    months = store.months()
    random.Random(1).shuffle(months)
    by_month = {month: totals.month(month) for month in months}
    for month in store.months():
        quick.add(by_month[month])
        folders = [store.load(found) for found in store.closed_found(month)]
        slow.add(totals_of(digest_of(f.incident, f.entries) for f in folders))
    quick.unproved = 0
    assert quick == slow
    assert sum(s.runs for s in (quick.incidents, quick.drills, quick.checks)) == 40
    assert len(Catalogue(store).find(drill=True)) == quick.drills.runs


def test_a_spread_names_times_that_really_were() -> None:
    assert spread([]) is None
    for values in ([7], [1, 2], [5, 1, 9, 9, 2, 8, 8, 3, 1, 100]):
        found = spread(values)
        assert found is not None
        assert {found.median, found.ninety, found.longest} <= set(values)
        assert sum(v <= found.ninety for v in values) >= 0.9 * len(values)
        assert sum(v <= found.median for v in values) >= 0.5 * len(values)


def test_one_missed_among_many_is_never_all_or_none() -> None:
    assert [tenths(*pair) for pair in ((0, 9), (9, 9), (1, 99999), (99998, 99999), (1, 3), (0, 0))] == [
        0, 1000, 1, 999, 333, None,
    ]  # fmt: skip
