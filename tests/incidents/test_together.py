"""Several processes, several laptops, one incident."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.ground.journal import append
from kit.ground.journal.entry import Entry
from kit.ground.journal.line import scan
from kit.ground.journal.merge import merge
from kit.ground.machine.lock import Held, Lock, lock_path
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.review.verify.files.verify import check, examine
from tests.support.constants import ROOT
from tests.support.logs import T0, again, at, log_of, note, notes, refused, start

WRITER = """
import sys
from datetime import datetime, timezone
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.files.store import Store
now = Now(datetime(2026, 11, 21, 13, 5, tzinfo=timezone.utc), 1300, "testboot")
store = Store(sys.argv[1])
folder = store.load(store.locate(sys.argv[2]))
for n in range(int(sys.argv[4])):
    store.record(folder, now, "li", lambda d: acts.note(d, f"{sys.argv[3]} {n}"))
    sys.stdout.write(f"{n}\\n")
    sys.stdout.flush()
"""
HOLDER = """
import sys
from kit.ground.machine.lock import Lock
with Lock(sys.argv[1]):
    sys.stdout.write("held\\n")
    sys.stdout.flush()
    sys.stdin.read()
"""


def spawn(code: str, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *args],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_two_processes_recording_a_thousand_notes_each_lose_none_and_keep_the_chain(fast: Path) -> None:
    folder = start(Store(str(fast / "home")))
    writers = [spawn(WRITER, folder.store.home, folder.ref, name, "1000") for name in "ab"]
    said = [len(w.communicate(timeout=120)[0].splitlines()) for w in writers]
    assert said == [1000, 1000]
    read = again(folder)
    for name in "ab":
        assert [t for t in notes(read) if t[0] == name] == [f"{name} {n}" for n in range(1000)]
    assert len({e.id for e in read.entries}) == len(read.entries) == 2001 + len(read.files) - 1
    examined = examine(Store(folder.store.home))
    assert examined.findings == []
    assert examined.entries == len(read.entries)
    for state in read.files.values():
        assert [e.n for e in state.entries] == list(range(1, len(state.entries) + 1))


KILLER = """
import json, os, random, select, signal, sys
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.files.store import Store
from datetime import datetime, timezone
now = Now(datetime(2026, 11, 21, 13, 5, tzinfo=timezone.utc), 1300, "testboot")
rng = random.Random(9)
said = []
for round_ in range(60):
    r, w = os.pipe()
    pid = os.fork()
    if pid == 0:
        store = Store(sys.argv[1])
        folder = store.load(store.locate(sys.argv[2]))
        for n in range(100000):
            store.record(folder, now, "li", lambda d: acts.note(d, f"r{round_} {n}"))
            os.write(w, b"%d\\n" % n)
    os.close(w)
    got, wanted = b"", rng.randrange(1, 40)
    while got.count(b"\\n") < wanted:
        got += os.read(r, 4096)
    select.select([], [], [], rng.random() * 0.002)  # somewhere inside an append
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while part := os.read(r, 4096):
        got += part
    os.close(r)
    said += [f"r{round_} {line}" for line in got.decode("ascii").splitlines()]
json.dump(said, sys.stdout)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no fork")
@pytest.mark.exhaustive
def test_killing_the_writer_at_any_moment_loses_nothing_it_had_said(fast: Path) -> None:
    folder = start(Store(str(fast / "home")))
    said = json.loads(spawn(KILLER, folder.store.home, folder.ref).communicate(timeout=120)[0])
    there = notes(again(folder))
    assert len(said) > 500
    assert set(said) <= set(there)
    assert len(there) == len(set(there)) <= len(said) + 60
    note(again(folder), "on")
    assert examine(Store(folder.store.home)).whole


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGSTOP")
def test_a_stopped_process_that_holds_the_lock_does_not_stop_the_logging(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kit.ground.journal import recorder
    from kit.ground.machine import lock

    assert lock.WAIT + 0.5 <= 3  # seconds until the other one records
    folder = start(store)
    note(folder, "before")
    holder = spawn(HOLDER, lock_path(store.home, folder.ref))
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        os.kill(holder.pid, signal.SIGSTOP)
        monkeypatch.setattr(recorder, "WAIT", 0.1)
        mine = again(folder)
        note(mine, "during", 2)
        note(mine, "during too", 3)
        assert mine.store.warnings[0] == ("lock-held", {"pid": str(holder.pid)})
        assert len(list(Path(folder.where.path).glob("*.jsonl"))) == 2
        assert notes(again(folder)) == ["before", "during", "during too"]
    finally:
        os.kill(holder.pid, signal.SIGCONT)
        holder.communicate("")
    note(folder, "after", 4)
    note(mine, "and mine", 5)
    folder.refresh()
    assert notes(folder) == notes(again(folder)) == ["before", "during", "during too", "after", "and mine"]
    assert examine(Store(store.home)).findings == []


def test_a_held_lock_names_its_holder_and_is_free_again_after_it(tmp_path: Path) -> None:
    path = str(tmp_path / "l.lock")
    with Lock(path):
        with pytest.raises(Held) as held, Lock(path, 0):
            pass
        assert held.value.holder == str(os.getpid())
    with Lock(path, 0):
        pass


def test_a_guide_that_holds_an_incident_follows_it_to_its_month_and_back(store: Store) -> None:
    folder = start(store)
    guide = again(folder)
    store.record(folder, at(2), "li", lambda d: acts.close(d, "resolved"))
    assert folder.where.path == os.path.join(store.home, "closed", "2026-11", f"{folder.ref}.tiny")
    assert os.listdir(os.path.join(store.home, "open")) == []
    guide.refresh()
    assert guide.incident.closed is not None
    assert guide.where.month == "2026-11"
    note(guide, "written down afterwards", 3)
    with pytest.raises(Refused):
        store.record(guide, at(4), "li", lambda d: acts.tick(d, "one"))
    store.record(guide, at(5), "li", lambda d: acts.reopen(d))
    assert guide.where.month == ""
    folder.refresh()
    assert folder.incident.closed is None
    assert notes(folder) == ["written down afterwards"]
    assert folder.where.path == guide.where.path


def test_a_folder_that_moves_between_reading_and_writing_still_gets_the_entry(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = start(store)
    other = again(folder)
    real = append.append
    moved: list[bool] = []

    def slow(*args: object, **named: object) -> object:
        if not moved:
            moved.append(True)
            other.refresh()
            closed = os.path.join(store.home, "closed", "2026-11")
            os.makedirs(closed)
            os.rename(folder.where.path, os.path.join(closed, os.path.basename(folder.where.path)))
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(append, "append", slow)
    note(folder, "on the move")
    assert notes(folder) == notes(again(folder)) == ["on the move"]


def test_a_close_that_was_interrupted_before_the_move_is_finished_by_tidy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = start(store)
    with monkeypatch.context() as patch:
        refused(patch)
        store.record(folder, at(2), "li", lambda d: acts.close(d, "resolved"))
    later = Store(store.home)
    assert [f.ref for f in later.open_found()] == [folder.ref]
    assert later.open_logs() == []
    assert [f.kind for f in check(later)] == ["not-moved"]
    with Lock(lock_path(store.home, folder.ref)):
        later.tidy()  # busy: another time
        assert later.open_found() != []
    later.tidy()
    assert later.open_found() == []
    assert [f.ref for f in later.closed_found("2026-11")] == [folder.ref]
    assert examine(Store(store.home)).findings == []


def test_a_reopening_that_was_interrupted_leaves_the_closed_incident_closed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = start(store)
    store.record(folder, at(2), "li", lambda d: acts.close(d, "resolved"))

    def power_cut(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(store.recorder, "_append", power_cut)
        with pytest.raises(KeyboardInterrupt):
            store.record(folder, at(3), "li", lambda d: acts.reopen(d))
    later = Store(store.home)
    later.tidy()
    assert later.open_found() == []
    assert later.load(later.locate(folder.ref)).incident.closed is not None


def copy_into(source: Log, home: str) -> None:
    """Carry the journal that a laptop wrote itself to another one."""
    target = Path(home) / Path(source.where.path).relative_to(source.store.home)
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copy(Path(source.where.path) / f"{source.store.laptop}.jsonl", target)


def test_two_laptops_that_copy_their_files_to_each_other_see_the_same(tmp_path: Path) -> None:
    one = start(Store(str(tmp_path / "one")))
    note(one, "from one", 1)
    copy_into(one, str(tmp_path / "two"))
    two = again_at(one, tmp_path / "two")
    note(two, "from two", 2)
    note(one, "from one again", 3)
    copy_into(two, one.store.home)
    copy_into(one, two.store.home)
    copy_into(one, two.store.home)
    one.refresh()
    two.refresh()
    assert notes(one) == notes(two) == ["from one", "from two", "from one again"]
    assert one.incident == two.incident == again(one).incident
    assert [e.event.kind for e in two.files[two.store.laptop].entries] == ["joined", "note"]
    assert [f.kind for f in check(two.store) if f.kind != "rights"] == []


def again_at(folder: Log, home: Path) -> Log:
    other = Store(str(home))
    return other.load(other.locate(folder.ref))


def test_a_folder_that_lies_both_open_and_closed_is_read_as_one_and_nothing_is_deleted(
    tmp_path: Path,
) -> None:
    one = start(Store(str(tmp_path / "one")))
    copy_into(one, str(tmp_path / "two"))
    two = again_at(one, tmp_path / "two")
    note(two, "from two", 1)
    one.store.record(one, at(2), "li", lambda d: acts.close(d, "resolved"))
    copy_into(one, two.store.home)  # into closed/, while the same incident still lies in open/
    store = Store(two.store.home)
    before = sorted(path for path in Path(store.home).rglob("*.jsonl"))
    store.tidy()
    (found,) = store.all_found()
    folder = store.load(found)
    assert notes(folder) == ["from two"]
    assert folder.incident.closed is not None
    assert [w.ref for w in store.closed_found("2026-11")] == [one.ref] and not store.open_logs()
    assert sorted(path for path in Path(store.home).rglob("*.jsonl")) == before
    assert "twice" in [code for code, _ in store.warnings]
    kinds = [f.kind for f in check(store) if f.kind != "rights"]
    assert "twice" in kinds and not [f for f in check(store) if f.is_damage]


def test_a_cloned_laptop_is_shown_as_a_fork_and_both_sides_are_kept(store: Store, tmp_path: Path) -> None:
    folder = start(store)
    note(folder, "both", 1)
    shutil.copytree(store.home, tmp_path / "clone")
    clone = again_at(folder, tmp_path / "clone")
    note(folder, "here", 2)
    note(clone, "there", 3)
    path = log_of(folder)
    shutil.copy(log_of(clone), path.with_name(f"{path.stem}~2.jsonl"))
    read = again(folder)
    assert notes(read) == ["both", "here", "there"]
    found = [f for f in check(store, folder.ref) if f.is_damage]
    assert [(f.kind, f.first, f.last) for f in found] == [("forked", 3, 3)]


def test_two_lines_with_one_number_in_a_file_are_both_kept_and_shown(store: Store) -> None:
    folder = start(store)
    path = log_of(folder)
    before = path.read_bytes()
    note(folder, "first", 1)
    line = path.read_bytes()[len(before) :]
    path.write_bytes(before)
    note(again(folder), "second", 2)
    path.write_bytes(path.read_bytes() + line)
    read = again(folder)
    assert sorted(notes(read)) == ["first", "second"]
    assert [(f.kind, f.first) for f in check(store, folder.ref)] == [("forked", 2)]
    note(read, "third", 3)
    assert [e.n for e in again(folder).entries if e.event.kind == "note"][-1] == 3


def test_a_line_that_was_taken_out_is_named_as_missing(store: Store) -> None:
    folder = start(store)
    for n in range(4):
        note(folder, f"note {n}", n)
    path = log_of(folder)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))
    found = [(f.kind, f.first, f.last) for f in check(store, folder.ref)]
    assert found == [("missing", 3, 3)]
    path.write_bytes(b"".join(lines[1:]))
    found = [(f.kind, f.first, f.last) for f in check(store, folder.ref)]
    assert found == [("no-opening", 0, 0), ("missing", 1, 1)]


entry = st.builds(
    lambda journal_, n, minute, id_: Entry(
        n, id_, at(minute).wall, "li", ev.Noted(id_), journal=journal_
    ),
    st.sampled_from("abc"),
    st.integers(1, 20),
    st.integers(-5, 5),
    st.text("xyz", min_size=1, max_size=3),
)


@settings(max_examples=150)
@given(st.lists(st.lists(entry, max_size=8), max_size=5), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_order_and_twice_is_once(
    parts: list[list[Entry]], rng: random.Random
) -> None:
    journals = [
        [
            Entry(n, e.id, e.at, e.by, e.event, journal=f"j{k}")
            for n, e in enumerate(part, 1)
        ]
        for k, part in enumerate(parts)
    ]
    shuffled = journals[:]
    rng.shuffle(shuffled)
    once = merge(journals)
    assert merge(shuffled) == once
    assert merge([*journals, *journals]) == once
    assert len({e.id for e in once}) == len(once)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(["1", "2", "12", "21", "back"]), min_size=1, max_size=12))
def test_laptops_that_write_and_copy_in_any_order_end_up_the_same(
    fast: Path, moves: list[str]
) -> None:
    home = fast / f"h{os.urandom(6).hex()}"
    one = start(Store(str(home / "one")))
    copy_into(one, str(home / "two"))
    two = again_at(one, home / "two")
    clock = 0.0
    for n, move in enumerate(moves):
        clock += -3 if move == "back" else 1
        if move in ("1", "2"):
            note(one if move == "1" else two, f"note {n}", clock)
        elif move in ("12", "21"):
            source, target = (one, two) if move == "12" else (two, one)
            source_file = Path(source.where.path) / f"{source.store.laptop}.jsonl"
            if source_file.exists():
                shutil.copy(source_file, target.where.path)
            target.refresh()
            assert target.incident == again(target).incident
    for a, b in ((one, two), (two, one), (one, two)):
        mine = Path(a.where.path) / f"{a.store.laptop}.jsonl"
        if mine.exists():
            shutil.copy(mine, b.where.path)
    one.refresh()
    two.refresh()
    assert notes(one) == notes(two)
    assert one.incident == two.incident == again(one).incident
    assert len(notes(one)) == sum(move in ("1", "2") for move in moves)
    shutil.rmtree(home)


def test_the_time_in_memory_is_the_time_on_the_disk(store: Store) -> None:
    folder = start(store)
    odd = msgspec.structs.replace(at(1), wall=T0.replace(microsecond=123456))
    store.record(folder, odd, "li", lambda d: acts.tick(d, "one"))
    assert folder.incident == again(folder).incident
    assert folder.entries == again(folder).entries


def test_the_head_code_names_the_last_entry(store: Store) -> None:
    folder = start(store)
    assert folder.head() == again(folder).head()
    note(folder, "a")
    number, _, code = folder.head().partition("-")
    last = scan(log_of(folder).read_bytes(), f"{folder.ref}/{store.laptop}").lines[-1]
    assert (number, code) == ("2", last[1][:6])


def test_the_same_entries_in_a_second_file_count_once_while_the_incident_is_open_here(store: Store) -> None:
    folder = start(store)
    path = log_of(folder)
    shutil.copy(path, path.with_name(f"{path.stem}~2.jsonl"))
    folder.refresh()
    assert len(folder.entries) == folder.incident.entries == 1
    assert [f for f in check(store, folder.ref) if f.is_damage] == []
