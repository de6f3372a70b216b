"""The generic journal, by a tiny document of its own: nothing of any other room is needed."""

from __future__ import annotations

import ast
import itertools
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.ground.journal import carry as carry_module
from kit.ground.journal import prove_log, recorder, snapshot
from kit.ground.journal.append import Pending
from kit.ground.journal.append import append as put
from kit.ground.journal.carry import carry
from kit.ground.journal.document import Document, Where
from kit.ground.journal.entry import Entry, Unknown
from kit.ground.journal.log import Log
from kit.ground.journal.prove_log import Finding
from kit.ground.machine.lock import Lock, lock_path
from tests.support import ledger
from tests.support.ledger import Begun, Book, ClockSet, Continued, Desks, Gave, Struck, Took, taken
from tests.support.logs import at
from tests.support.run import python


@pytest.fixture
def desks(fast: Path) -> Desks:
    return Desks(str(fast / "home"))


@pytest.fixture
def desk(desks: Desks) -> Book:
    log = desks.begin("north", at())
    for n, thing in enumerate(("umbrella", "key", "glove")):
        desks.took(log, thing, at(n + 1))
    return log


def laptop(home: str, name: str) -> Desks:
    """The home as another laptop sees it."""
    other = Desks(home)
    other.recorder._laptop = name
    return other


def again(log: Book) -> Book:
    """The same desk, read from the disk by somebody who knows nothing yet, every byte decoded."""
    return Desks(log.keeper.home).load(log.ref, recalls=False)


def same(a: Book, b: Book) -> bool:
    return (a.state, a.entries, a.head(), a.several, a.doubtful) == (
        b.state, b.entries, b.head(), b.several, b.doubtful,
    )  # fmt: skip


def journal_of(log: Book) -> Path:
    (path,) = Path(log.where.path).glob("*.jsonl")
    return path


def findings(log: Book) -> list[Finding]:
    keeper = Desks(log.keeper.home)
    verdict, _ = prove_log.examine(lambda: Log(keeper, keeper.locate(log.ref), False, False))
    return verdict.findings


# ---- recording and reading ---------------------------------------------------------------


def test_what_was_recorded_is_read_back_and_folds_to_the_same(desks: Desks, desk: Book) -> None:
    desks.record(desk, at(4), lambda d: d.add(Gave("key", "its owner")))
    assert set(desk.state.things) == {"umbrella", "glove"}
    assert [e.kind for e in desk.entries] == ["begun", "took", "took", "took", "gave"]
    assert same(desk, again(desk))
    assert desks.refs() == ["north"]


def test_two_who_have_it_open_see_each_others_entries(desks: Desks, desk: Book) -> None:
    other = desks.load("north")
    for n in range(6):
        desks.took(desk if n % 2 else other, f"thing {n}", at(n + 5))
    desk.refresh()
    other.refresh()
    assert desk.state == other.state
    assert same(desk, again(desk))
    assert not findings(desk)


def test_an_act_that_fails_leaves_nothing_in_memory_or_on_the_disk(desks: Desks, desk: Book) -> None:
    before, blob = again(desk), journal_of(desk).read_bytes()
    with pytest.raises(ZeroDivisionError):
        desks.record(desk, at(5), lambda d: (d.add(Took("never")), 1 / 0)[0])
    assert same(desk, before)
    assert journal_of(desk).read_bytes() == blob
    assert desks.record(desk, at(5), lambda d: None) == []


def test_a_document_that_could_not_be_begun_leaves_no_folder(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "rename", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desks.begin("south", at())
    assert os.listdir(desks.path("")) == []


def test_a_clock_that_was_set_is_noticed_before_the_next_entry(desks: Desks, desk: Book) -> None:
    now = at(10)
    late = msgspec.structs.replace(now, wall=at(70).wall)
    made = desks.record(desk, late, lambda d: d.add(Took("hat")))
    assert [e.event for e in made] == [ClockSet(3600.0), Took("hat")]
    assert same(desk, again(desk))


def test_where_the_lock_is_held_a_file_of_ones_own_is_written(
    desks: Desks, desk: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder, "WAIT", 0.05)
    other = Desks(desks.home)
    with Lock(lock_path(desks.home, "north")):
        made = other.record(mine := other.load("north"), at(9), lambda d: d.add(Took("hat")))
    assert [e.event for e in made] == [Continued(ledger.FORMAT, "lock-held"), Took("hat")]
    assert other.warnings == [("lock-held", {"pid": str(os.getpid())})]
    desk.refresh()
    assert same(desk, again(desk)) and same(desk, mine)
    assert not findings(desk)


def test_a_torn_end_is_set_aside_and_damage_is_left_as_it_is(desks: Desks, desk: Book) -> None:
    path = journal_of(desk)
    blob = path.read_bytes()
    path.write_bytes(blob + b'{"n":5,"id":"torn')
    read = desks.load("north")
    desks.took(read, "hat", at(6))
    assert desks.warnings == [("torn", {"ref": "north", "bytes": 17})]
    assert taken(again(desk)) == ["umbrella", "key", "glove", "hat"]
    spoiled = path.read_bytes().replace(b'"key"', b'"kez"')
    path.write_bytes(spoiled)
    read = desks.load("north")
    made = desks.record(read, at(7), lambda d: d.add(Took("coat")))
    assert made[0].event == Continued(ledger.FORMAT, "damage")
    assert path.read_bytes() == spoiled
    assert taken(again(desk)) == ["umbrella", "glove", "hat", "coat"]
    kinds = [(f.kind, f.first) for f in findings(desk)]
    assert kinds == [("damaged", 3), ("set-aside", 0)]


def test_a_lost_opening_is_stood_in_for_and_no_journal_at_all_is_refused(
    desks: Desks, desk: Book
) -> None:
    path = journal_of(desk)
    path.write_bytes(path.read_bytes().replace(b'"begun"', b'"Begun"'))
    read = again(desk)
    assert read.doubtful and read.entries[0].event == Begun(ledger.FORMAT)
    assert taken(read) == ["umbrella", "key", "glove"]
    assert [f.kind for f in findings(desk)] == ["no-opening", "damaged"]
    path.unlink()
    with pytest.raises(Refused) as refused:
        desks.load("north")
    assert refused.value.code == "desk-unreadable"


# ---- several laptops ---------------------------------------------------------------------


def carried(log: Book, source: Desks, home: Path) -> None:
    """Copy the one journal that a laptop wrote to another laptop's home."""
    target = home / "desks" / log.ref
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copy(Path(log.where.path) / f"{source.recorder.laptop}.jsonl", target)


def test_two_laptops_that_copy_their_files_fold_to_the_same_in_any_order(
    desks: Desks, desk: Book, fast: Path
) -> None:
    two = laptop(str(fast / "two"), "bbbbbb")
    carried(desk, desks, fast / "two")
    theirs = two.load("north")
    made = two.record(theirs, at(5), lambda d: d.add(Gave("key")))
    assert made[0].event == Continued(ledger.FORMAT)
    desks.took(desk, "hat", at(6))
    two.took(theirs, "slow clock", at(2))
    carried(theirs, two, Path(desks.home))
    carried(desk, desks, fast / "two")
    desk.refresh()
    theirs.refresh()
    assert desk.state == theirs.state == again(desk).state
    assert desk.entries == theirs.entries
    assert desk.several
    assert [f.kind for f in findings(desk) if f.kind != "rights"] == []


def test_two_folders_of_one_document_are_read_as_one_and_counted_once(
    desks: Desks, desk: Book, fast: Path
) -> None:
    copy = fast / "copy"
    shutil.copytree(desk.where.path, copy)
    desks.took(desk, "hat", at(6))
    other = laptop(desks.home, "bbbbbb")
    shutil.copytree(desk.where.path, fast / "away")
    other.took(other.load("north"), "scarf", at(7))
    theirs = Path(desk.where.path) / "bbbbbb.jsonl"
    theirs.rename(copy / "bbbbbb.jsonl")
    where = Where("north", desk.where.path, twins=(str(copy),))
    read = Log(Desks(desks.home), where)
    read.refresh()
    assert taken(read) == ["umbrella", "key", "glove", "hat", "scarf"]
    assert sorted(read.files) == sorted([desks.recorder.laptop, "bbbbbb"])


def test_a_folder_is_carried_by_copies_that_are_proved_before_anything_is_taken_away(
    desks: Desks, desk: Book, fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power cut or failing disk while a folder is moved: the old one is whole till the new one is."""
    old, new = desk.where.path, str(fast / "month" / "north")
    (Path(old) / "photo").mkdir()
    (Path(old) / "photo" / "1.jpg").write_bytes(b"picture")
    before = {p.name: p.read_bytes() for p in Path(old).rglob("*") if p.is_file()}
    inode = journal_of(desk).stat().st_ino
    with monkeypatch.context() as patch:
        patch.setattr(carry_module, "whole_in", lambda *_: False)  # what is read back differs
        with pytest.raises(OSError, match="Input/output"):
            carry(old, new)
    assert not os.path.lexists(new)
    assert {p.name: p.read_bytes() for p in Path(old).rglob("*") if p.is_file()} == before
    assert carry(old, new) and not os.path.lexists(old)
    assert {p.name: p.read_bytes() for p in Path(new).rglob("*") if p.is_file()} == before
    assert os.stat(os.path.join(new, f"{desks.recorder.laptop}.jsonl")).st_ino != inode


def test_what_came_into_the_old_folder_while_it_was_carried_stays_there(
    desks: Desks, desk: Book, fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = desk.where.path, str(fast / "north")
    real = carry_module.clear

    def late(source: str, target: str) -> bool:
        with open(journal_of(desk), "ab") as file:
            file.write(b"an entry of somebody who could not wait for the lock")
        return real(source, target)

    monkeypatch.setattr(carry_module, "clear", late)
    assert not carry(old, new)
    assert journal_of(desk).read_bytes().endswith(b"the lock")


def test_a_cloned_laptop_is_a_fork_of_which_both_sides_are_kept(
    desks: Desks, desk: Book, fast: Path
) -> None:
    shutil.copytree(desks.home, fast / "clone")
    clone = Desks(str(fast / "clone"))
    clone.took(clone.load("north"), "there", at(6))
    desks.took(desk, "here", at(7))
    path = journal_of(desk)
    theirs = fast / "clone" / "desks" / "north" / path.name
    shutil.copy(theirs, path.with_name(f"{path.stem}~2.jsonl"))
    assert taken(again(desk))[-2:] == ["there", "here"]
    assert [(f.kind, f.first) for f in findings(desk) if f.is_damage] == [("forked", 5)]


# ---- what was kept -----------------------------------------------------------------------


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Three entries are a long log here; the lines that are decoded from here on."""
    seen: list[bytes] = []
    kinds = Desks.document.kinds
    real = kinds.decode
    monkeypatch.setattr(snapshot, "ENOUGH", 3)
    monkeypatch.setattr(kinds, "decode", lambda raw, *rest: seen.append(raw) or real(raw, *rest))
    yield seen


def test_a_kept_state_and_what_came_since_is_the_whole_fold(
    desks: Desks, desk: Book, short: list[bytes]
) -> None:
    desks.load("north")
    assert (Path(desks.home) / "cache" / "north.desk").exists()
    desks.took(desk, "hat", at(6))
    short.clear()
    read = desks.load("north")
    assert [b"hat" in raw for raw in short] == [True]
    assert read.state == again(desk).state
    assert same(read, again(desk))


def test_two_sorts_in_one_home_keep_their_states_apart(
    desks: Desks, desk: Book, short: list[bytes]
) -> None:
    class Other(ledger.Ledger):
        ending = ".other"

    class Others(Desks):
        document = Other()

        def path(self, ref: str) -> str:
            return os.path.join(self.home, "others", ref)

    others = Others(desks.home)
    log = others.begin("east", at())
    for n in range(4):
        others.took(log, f"thing {n}", at(n))
    desks.load("north")
    others.load("east")
    assert sorted(os.listdir(Path(desks.home) / "cache")) == ["east.other", "north.desk"]


def test_what_was_proved_is_proved_again_by_its_hash(desks: Desks, desk: Book) -> None:
    verdict, log = prove_log.examine(lambda: desks.load("north", recalls=False))
    assert verdict.proof is not None and not verdict.findings
    assert (verdict.entries, verdict.proof.entries) == (4, 4)
    path = os.path.join(desks.home, "cache", "proved")
    prove_log.keep(desks.home, path, {"north": verdict.proof}, ())
    kept = prove_log.load(path, ())
    assert kept == {"north": verdict.proof}
    assert prove_log.load(path, ("ground/base/words",)) == {}, "by other code"
    assert prove_log.holds(log.where, kept["north"])
    desks.took(desk, "hat", at(6))
    assert not prove_log.holds(log.where, kept["north"])


def test_what_a_newer_kit_wrote_is_kept_counted_and_named(desks: Desks, desk: Book) -> None:
    stem = desks.recorder.laptop
    entries = [
        Pending("new0000001", at(5).wall.isoformat(timespec="milliseconds"), "li", kind, data)
        for kind, data in (("painted", b'{"colour":"red"}'), ("begun", b'{"format":4}'))
    ]
    entries[1].entry_id = "new0000002"
    put(str(journal_of(desk)), f"north/{stem}", entries)
    read = again(desk)
    assert read.state.newer == 1
    assert isinstance(read.entries[4].event, Unknown)
    found = [(f.kind, f.first, f.what) for f in findings(desk)]
    assert found == [("newer-format", 6, "4"), ("unknown-kind", 5, "painted")]
    desks.took(read, "hat", at(6))
    assert same(read, again(desk))


# ---- entries that touch others -----------------------------------------------------------


def struck(entries: list[Entry]) -> list[Entry]:
    """The entries as if those that were struck, and the striking, had never been written."""
    return Desks.document.counting(entries)


@pytest.mark.parametrize("order", list(itertools.permutations("abc")), ids="".join)
def test_a_struck_entry_is_as_if_it_had_never_been_written_whichever_file_comes_first(
    fast: Path, order: tuple[str, ...]
) -> None:
    """Three laptops; the second strikes what the first took, by a clock that is far behind; the
    third gives away what is no longer there."""
    homes = {name: laptop(str(fast / name), name * 6) for name in "abc"}
    one = homes["a"].begin("north", at())
    wrong = homes["a"].took(one, "wrong", at(30))
    logs = {"a": one}
    for name in "bc":
        carried(one, homes["a"], fast / name)
        logs[name] = homes[name].load("north")
    homes["b"].record(logs["b"], at(10), lambda d: d.add(Struck(wrong.id)))
    homes["c"].record(logs["c"], at(40), lambda d: d.add(Gave("wrong")))
    target = Desks(str(fast / "all"))
    reader: Book | None = None
    for name in order:
        carried(logs[name], homes[name], fast / "all")
        if reader is None:
            reader = target.load("north") if name == "a" else None
        else:
            reader.refresh()
    whole = target.load("north")
    assert whole.state.things == {} and whole.state.given == 0
    assert [e.event for e in whole.entries if e.id == wrong.id] == [Took("wrong")]
    assert reader is None or same(reader, whole)


def test_what_was_struck_before_it_arrives_is_struck_when_it_does(desks: Desks, fast: Path) -> None:
    """Its laptop's clock is ahead, so that it would come last."""
    desk = desks.begin("north", at())
    early = journal_of(desk).read_bytes()
    wrong = desks.took(desk, "wrong", at(30))
    two = laptop(str(fast / "two"), "bbbbbb")
    carried(desk, desks, fast / "two")
    theirs = two.load("north")
    two.record(theirs, at(10), lambda d: d.add(Struck(wrong.id)))
    third = Desks(str(fast / "third"))
    carried(theirs, two, fast / "third")
    path = Path(third.path("north")) / journal_of(desk).name
    path.write_bytes(early)
    reader = third.load("north")
    assert [e.kind for e in reader.entries] == ["begun", "continued", "struck"]
    path.write_bytes(journal_of(desk).read_bytes())
    reader.refresh()
    assert reader.state.things == {}
    assert same(reader, again(reader))


@pytest.mark.parametrize("seed", range(30))
def test_whatever_was_struck_memory_kept_states_and_the_whole_fold_agree(
    fast: Path, seed: int, short: list[bytes]
) -> None:
    rng = random.Random(seed)
    desks = laptop(str(fast / "home"), "aaaaaa")
    other = laptop(str(fast / "home"), "bbbbbb")
    pair = [(desks, desks.begin("north", at()))]
    pair.append((other, other.load("north")))
    for n in range(30):
        keeper, log = rng.choice(pair)
        minute = n if rng.random() < 0.8 else n - 20
        what = rng.randrange(5)
        if what == 0:
            log.refresh()
            past = rng.choice(log.entries)
            if not isinstance(past.event, Begun | Struck):
                keeper.record(log, at(minute), lambda d, e=past.id: d.add(Struck(e)))
        elif what == 1:
            log.refresh()
            thing = rng.choice([*log.state.things, "nothing"])
            keeper.record(log, at(minute), lambda d, t=thing: d.add(Gave(t)))
        elif what == 2:
            pair[rng.randrange(2)] = (keeper, keeper.load("north"))
        else:
            keeper.took(log, f"thing {n}", at(minute))
        log.refresh()
        whole = again(log)
        assert same(log, whole), n
        assert whole.state.entries == len(struck(whole.entries))


# ---- nothing of others -------------------------------------------------------------------


def test_the_ledger_is_made_of_the_ground_alone() -> None:
    source = Path(str(ledger.__file__)).read_text(encoding="utf-8")
    names = [node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    ours = [str(name) for name in names if str(name).startswith(("kit", "tests"))]
    assert ours and all(name.startswith("kit.ground.") for name in ours)


def test_a_document_of_its_own_loads_no_other_room(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom tests.support.ledger import Desks\nfrom kit.ground.journal import prove_log, carry\n"
        "rooms = {n.split('.')[1] for n in sys.modules if n.startswith('kit.')}\n"
        "sys.stdout.write(' '.join(sorted(rooms)))"
    )
    done = python(None, "-c", code)
    assert done.stdout == "ground"


def test_a_sort_of_document_that_leaves_out_what_must_be_said_cannot_be_made() -> None:
    class Half(ledger.Ledger):
        unreadable = Document.unreadable

    with pytest.raises(TypeError, match="unreadable"):
        Half()
