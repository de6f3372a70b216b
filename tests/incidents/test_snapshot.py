"""A state that was kept gives exactly what folding the whole log gives, or is not used."""

from __future__ import annotations

import os
import random
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.journal import snapshot
from kit.ground.machine import full_disk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.support.logs import again, at, log_of, note, notes, start


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five entries count as a long log here."""
    monkeypatch.setattr(snapshot, "ENOUGH", 5)


def slowly(folder: Log) -> Log:
    """The same incident with every byte decoded."""
    store = Store(folder.store.home)
    whole = Log(store, store.locate(folder.ref), recalls=False)
    whole.refresh()
    return whole


def kept(folder: Log) -> Path:
    return Path(folder.store.home) / "cache" / f"{folder.ref}.state"


def remembers(folder: Log) -> bool:
    return folder._base is not None


def same(a: Log, b: Log) -> None:
    """All that a reader or the next writer can see of them. The entries last: they are decoded."""
    assert a.incident == b.incident
    assert (a.several, a.doubtful, a.head()) == (b.several, b.doubtful, b.head())
    assert (a._order.ids, a._order.last) == (b._order.ids, b._order.last)
    for stem, state in a.files.items():
        other = b.files[stem]
        assert (state.count, state.mark, state.high) == (other.count, other.mark, other.high)
        assert (state.tail.n, state.tail.sha, state.tail.size) == (
            other.tail.n, other.tail.sha, other.tail.size,
        )  # fmt: skip
    assert a.entries == b.entries
    assert {s: f.entries for s, f in a.files.items()} == {s: f.entries for s, f in b.files.items()}


def long(store: Store) -> Log:
    folder = start(store)
    for n in range(6):
        note(folder, f"note {n}", n)
    return folder


def test_a_long_log_is_decoded_once_and_then_only_what_is_new(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = long(store)
    again(folder)
    assert kept(folder).stat().st_mode & 0o777 == 0o600
    note(folder, "new", 7)
    decoded: list[bytes] = []
    real = ev.KINDS.decode
    monkeypatch.setattr(ev.KINDS, "decode", lambda raw, *rest: decoded.append(raw) or real(raw, *rest))
    read = again(folder)
    assert [b"new" in raw for raw in decoded] == [True]
    assert read.incident == folder.incident
    assert notes(read)[-1] == "new"


Step = namedtuple("Step", "what weight")
STEPS = [Step("note", 8), Step("tick", 3), Step("correct", 3), Step("read", 5), Step("late", 2),
         Step("other", 4), Step("close", 1), Step("back", 1), Step("double", 1)]  # fmt: skip


def play(rng: random.Random, folder: Log, other: Log, minute: float) -> None:
    """One thing that happens to the incident's journals; some of them come out of order."""
    what = rng.choices([s.what for s in STEPS], [s.weight for s in STEPS])[0]
    who = rng.choice((folder, other))
    try:
        if what == "note":
            note(who, f"note {minute}", minute)
        elif what == "tick":
            who.store.record(who, at(minute), "li", lambda d: acts.tick(d, "one"))
        elif what == "correct":
            n = rng.choice([e.id for e in who.entries])
            who.store.record(who, at(minute), "li", lambda d: d.add(ev.Amended(n, "better")))
        elif what == "late":
            note(other, "from a slow clock", minute - 30)
        elif what == "other":
            note(other, f"other {minute}", minute)
        elif what == "close":
            who.store.record(who, at(minute), "li", lambda d: acts.close(d, "resolved"))
        elif what == "back":
            who.store.record(who, at(minute), "li", lambda d: acts.reopen(d))
        elif what == "double":
            path = sorted(Path(again(folder).where.path).glob("*.jsonl"))[-1]
            shutil.copy(path, path.with_name(f"{path.stem}~2.jsonl"))
        else:
            again(folder)
    except Refused:
        pass


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(40))
def test_whatever_happened_a_kept_state_and_the_rest_is_the_whole_fold(
    fast: Path, seed: int
) -> None:
    rng = random.Random(seed)
    folder = start(Store(str(fast / "home")))
    laptop = Store(str(fast / "home"))
    laptop.recorder._laptop = "elsewhere"
    other = laptop.load(laptop.locate(folder.ref))
    used = 0
    for n in range(40):
        play(rng, folder, other, n)
        if rng.random() < 0.4:
            read = again(folder)
            used += remembers(read)
            same(read, slowly(folder))
        if rng.random() < 0.2:
            read = again(folder)
            before = read.incident.notes
            try:
                note(read, "by a reader", n + 0.5)
            except Refused:
                pass
            else:
                assert read.incident.notes == before + 1
            same(read, slowly(folder))
    assert used


def test_a_journal_that_sorts_before_what_is_known_is_folded_in_its_place(
    store: Store, tmp_path: Path
) -> None:
    folder = start(store)
    shutil.copytree(store.home, tmp_path / "elsewhere", dirs_exist_ok=True)
    laptop = Store(str(tmp_path / "elsewhere"))
    laptop.recorder._laptop = "elsewhere"
    for n in range(6):
        note(folder, f"note {n}", n + 1)
    again(folder)
    other = laptop.load(laptop.locate(folder.ref))
    note(other, "an hour before", -60)
    shutil.copy(Path(other.where.path) / "elsewhere.jsonl", folder.where.path)
    read = again(folder)
    same(read, slowly(folder))
    assert notes(read)[0] == "an hour before"
    assert remembers(again(folder)), "the next reader has a state of use again"


def test_a_state_cut_or_changed_at_any_place_is_not_used(store: Store) -> None:
    folder = long(store)
    again(folder)
    path, rng = kept(folder), random.Random(1)
    whole, right = path.read_bytes(), slowly(folder)
    for _ in range(60):
        place = rng.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        read = Log(Store(store.home), folder.where)
        read._recall(read.reader.names(read.where.path))
        assert not remembers(read), place
    path.write_bytes(whole[: len(whole) // 2])
    read = again(folder)
    assert not remembers(read)
    same(read, right)
    assert remembers(again(folder))


def test_a_byte_that_changed_in_the_log_is_noticed_all_the_same(fast: Path) -> None:
    store = Store(str(fast / "home"))
    folder = long(store)
    again(folder)
    assert remembers(again(folder))
    path = log_of(folder)
    whole, rng = path.read_bytes(), random.Random(2)
    for _ in range(80):
        place = rng.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        read = Log(Store(store.home), folder.where)
        read.refresh()
        assert read.damages(), place
        same(read, slowly(folder))


def test_a_state_of_other_code_is_not_used(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = long(store)
    again(folder)
    assert remembers(again(folder))
    real = snapshot.code(store.document.rooms)
    monkeypatch.setattr(snapshot, "code", lambda rooms: b"0" * len(real))
    read = again(folder)
    assert not remembers(read)
    same(read, slowly(folder))


def find_spec_of(name: str) -> bool:
    """Whether a module of that name exists."""
    from importlib.util import find_spec

    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def test_what_a_state_is_believed_by_names_every_room_that_folding_needs() -> None:
    """A change of any of these files makes every kept state one of other code."""
    import ast
    import sys

    seen: set[str] = set()
    todo = ["kit.incidents.incident.rules.fold", "kit.incidents.incident.files.log"]
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        __import__(name)
        tree = ast.parse(Path(str(sys.modules[name].__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("kit."):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
                todo += [name for name in names if find_spec_of(name)] or [str(node.module)]
    needed = {name.rpartition(".")[0][4:].replace(".", "/") for name in seen if name.count(".") > 1}
    decides = {room for room in needed if not room.startswith(("ground/machine", "plans/checklists/files", "plans/sites/files", "plans/clauses", "plans/scripts", "plans/toml"))}
    decides.discard("plans/checklists")  # its ``files``: which checklist a new one begins with
    assert decides - {*snapshot.ROOMS, *Store.document.rooms} == set()


def test_without_a_home_or_space_nothing_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = long(store)
    monkeypatch.setattr(full_disk, "spare", lambda home, size=0: False)
    again(folder)
    assert not kept(folder).exists()


def test_the_state_of_an_incident_that_is_gone_goes_with_the_next_one_kept(store: Store) -> None:
    gone, there = long(store), long(store)
    again(gone)
    shutil.rmtree(gone.where.path)
    again(there)
    assert not kept(gone).exists()
    assert kept(there).exists()


def test_a_short_log_and_a_damaged_one_keep_no_state(store: Store) -> None:
    short = start(store)
    again(short)
    hurt = long(store)
    path = log_of(hurt)
    path.write_bytes(path.read_bytes().replace(b"note 3", b"note 4"))
    again(hurt)
    assert not kept(short).exists()
    assert not kept(hurt).exists()


def test_an_act_that_is_refused_leaves_the_state_that_was_kept(store: Store) -> None:
    folder = long(store)
    again(folder)
    read = again(folder)
    note(read, "more", 7)
    with pytest.raises(Refused):
        read.store.record(read, at(8), "li", lambda d: acts.tick(d, "no such step"))
    same(read, slowly(folder))
    note(read, "and more", 9)
    same(read, slowly(folder))


def test_the_entries_are_found_where_another_terminal_moved_them(store: Store) -> None:
    folder = long(store)
    again(folder)
    read = again(folder)
    assert remembers(read)
    folder.store.record(folder, at(9), "li", lambda d: acts.close(d, "resolved"))
    assert [e.n for e in read.entries] == [1, 2, 3, 4, 5, 6, 7]
    os.stat(read.where.path)


def test_what_tidy_read_is_not_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = long(store)
    fresh = Store(store.home)
    fresh.tidy()
    note(folder, "meanwhile", 8)
    decoded: list[bytes] = []
    real = ev.KINDS.decode
    monkeypatch.setattr(ev.KINDS, "decode", lambda raw, *rest: decoded.append(raw) or real(raw, *rest))
    (read,) = fresh.open_logs()
    assert len(decoded) == 1
    same(read, slowly(folder))
    (later,) = fresh.open_logs()
    assert later is not read
