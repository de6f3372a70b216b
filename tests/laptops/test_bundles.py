"""Journals from laptop to laptop: nothing lost, nothing overwritten, in any order the same."""

from __future__ import annotations

import itertools
import os
import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.ground.journal.line import NO_PREV, make_line
from kit.ground.journal.seen import known
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.laptops.bundles.files import importing
from kit.laptops.bundles.files.branches import longest, standing, within
from kit.laptops.bundles.files.merging import learn, look
from kit.laptops.bundles.files.reading import Bundle, prove
from kit.laptops.bundles.files.sorts import REGISTERS, Keepers
from kit.laptops.bundles.rules import manifest as m
from kit.review.verify.files.verify import examine
from tests.support.kit import Kit, closed
from tests.support.laptops import bring, hand, laptop, one, out, told, tree
from tests.support.logs import at, note, start

MANY = int(os.environ.get("KIT_EXAMPLES", "0"))  # GOALS, Nothing lost, 16: 1000


@pytest.fixture
def a(fast: Path) -> Store:
    return laptop(fast, "aaaaaa")


@pytest.fixture
def b(fast: Path) -> Store:
    return laptop(fast, "bbbbbb")


def texts(store: Store) -> list[str]:
    return [e.event.text for e in one(store).entries if e.kind == "note"]


def clone(store: Store, folder: Path) -> Store:
    """The same laptop once more: a copied disk, a restored backup. It has the same name."""
    shutil.copytree(store.home, folder / Path(store.home).name)
    return Store(str(folder / Path(store.home).name))


# ---- from laptop to laptop ---------------------------------------------------------------


def test_an_incident_led_on_one_laptop_is_gone_on_with_on_another_and_comes_back(
    a: Store, b: Store, fast: Path
) -> None:
    start(a)
    note(one(a), "from a", 1)
    assert hand(a, b, fast / "1.zip") == 1
    note(one(b), "from b", 2)
    assert hand(b, a, fast / "2.zip") == 1
    assert texts(a) == texts(b) == ["from a", "from b"]
    assert told(a) == told(b)
    assert examine(a).findings == examine(b).findings == []


def test_what_is_known_or_older_changes_nothing(a: Store, b: Store, fast: Path) -> None:
    start(a)
    out(a, fast / "old.zip")
    note(one(a), "later", 1)
    hand(a, b, fast / "new.zip")
    before = tree(b.home, ())
    kept = Keepers(b.home)
    for name, sort in (("new", "known"), ("old", "behind")):
        with Bundle(str(fast / f"{name}.zip"), REGISTERS) as bundle:
            assert [line.sort for line in look(bundle, kept)] == [sort]
    assert tree(b.home, ()) == before
    assert bring(fast / "old.zip", b) == bring(fast / "new.zip", b) == 0
    assert texts(b) == ["later"]


def test_a_closed_incident_lies_in_its_month_wherever_it_was_closed(
    a: Store, b: Store, fast: Path
) -> None:
    start(a)
    hand(a, b, fast / "open.zip")
    assert one(b).where.month == ""
    closed(one(a), at(5).wall)
    hand(a, b, fast / "closed.zip")
    assert one(b).where.month == "2026-11" and one(b).incident.closed == one(a).incident.closed
    c = laptop(fast, "cccccc")
    hand(a, c, fast / "closed2.zip")
    assert one(c).where.month == "2026-11"
    assert examine(b).findings == examine(c).findings == []


def test_two_laptops_of_one_name_are_both_kept_and_a_second_import_adds_nothing(
    a: Store, b: Store, fast: Path
) -> None:
    start(a)
    twin = clone(a, fast / "twin")
    note(one(a), "at a", 1)
    note(one(twin), "at its twin", 2)
    hand(a, b, fast / "1.zip")
    assert hand(twin, b, fast / "2.zip") == 1
    assert texts(b) == ["at a", "at its twin"]
    before = tree(b.home)
    assert hand(twin, b, fast / "2.zip") == hand(a, b, fast / "1.zip") == 0
    assert tree(b.home) == before
    assert [finding.kind for finding in examine(b).findings] == ["forked"]
    assert hand(b, twin, fast / "3.zip") == 1  # its own journal, as the other one went on with it
    assert told(twin) == told(b)


def test_a_torn_end_and_a_damaged_middle_are_mended_by_a_whole_copy(
    a: Store, b: Store, fast: Path
) -> None:
    start(a)
    for n in range(3):
        note(one(a), f"note {n}", n + 1)
    hand(a, b, fast / "1.zip")
    note(one(a), "last", 9)
    path = Path(one(b).where.path) / "aaaaaa.jsonl"
    path.write_bytes(path.read_bytes() + b'{"n":99,"id":"torn')
    hand(a, b, fast / "2.zip")
    assert texts(b) == texts(a) and examine(b).whole
    blob = path.read_bytes()
    path.write_bytes(blob.replace(b"note 1", b"n0te 1"))
    assert texts(b) == ["note 0", "note 2", "last"]
    assert hand(a, b, fast / "2.zip") == 1
    assert texts(b) == ["note 0", "note 1", "note 2", "last"]
    assert blob.replace(b"note 1", b"n0te 1") == path.read_bytes()  # what is damaged stays as it is


def test_a_damaged_journal_goes_into_a_bundle_without_its_damage(
    a: Store, b: Store, fast: Path
) -> None:
    start(a)
    for n in range(3):
        note(one(a), f"note {n}", n + 1)
    path = Path(one(a).where.path) / "aaaaaa.jsonl"
    path.write_bytes(path.read_bytes().replace(b"note 1", b"n0te 1"))
    done = out(a, fast / "1.zip")
    assert len(done.damaged) == 1
    bring(fast / "1.zip", b)
    assert texts(b) == ["note 0", "note 2"]


# ---- the order of merging does not matter ------------------------------------------------


def journal(picks: list[int]) -> list[bytes]:
    """A journal of this laptop, each line by one of several clones: the same picks, the same
    bytes."""
    lines, prev = [], NO_PREV
    for n, pick in enumerate(picks, 1):
        line, prev = make_line("R/j", n, f"id{n:04}{pick:04}", "2026-11-21T21:00:00.000+08:00", "li",
                               "note", b'{"text":"%d"}' % pick, prev)  # fmt: skip
        lines.append(line)
    return lines


@settings(max_examples=MANY or 60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.lists(st.integers(0, 1), max_size=6), st.sets(st.integers(0, 5))), max_size=5))
def test_joining_copies_is_commutative_associative_and_idempotent(
    made: list[tuple[list[int], set[int]]],
) -> None:
    """Clones that went apart, and copies with damaged places."""
    copies = [b"".join(line for n, line in enumerate(journal(picks)) if n not in gone) for picks, gone in made]
    copies = [copy for copy in copies if copy]
    wanted = longest(copies)
    assert {line for copy in copies for line in copy.split(b"\n")} == {
        line for copy in wanted for line in copy.split(b"\n")
    }
    for order in itertools.islice(itertools.permutations(copies), 24):
        here: list[bytes] = []
        for copy in [*order, *order]:
            sort, n = standing(copy, here)
            if sort == "ahead":
                here[n] = copy
            elif sort not in ("known", "behind"):
                here.append(copy)
        assert longest(here) == wanted
        assert all(any(within(copy, other) for other in here) for copy in copies)


@settings(max_examples=(MANY // 5) or 5, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.integers(0, 3), st.integers(-1440, 1440)), min_size=4, max_size=9),
       splits=st.integers(0, 3))  # fmt: skip
def test_laptops_clones_and_clocks_that_are_off_tell_the_same_log_in_every_order(
    fast: Path, steps: list[tuple[int, int]], splits: int
) -> None:
    """Four laptops of which one is another's clone; who writes next, and by how many minutes its
    clock is off; bundles of each on the way and at the end, taken in in every order."""
    root = fast / os.urandom(4).hex()
    stores = [laptop(root, name) for name in ("aaaaaa", "bbbbbb", "cccccc")]
    start(stores[0])
    for store in stores[1:]:
        hand(stores[0], store, root / "first.zip")
    stores.append(clone(stores[0], root / "clone"))
    bundles = []
    for count, (who, off) in enumerate(steps):
        note(one(stores[who]), f"{count} by {who}", 1500 + count + off)
        if count == splits:
            bundles.append(root / "early.zip")
            out(stores[who], bundles[-1])
    for number, store in enumerate(stores):
        bundles.append(root / f"end{number}.zip")
        out(store, bundles[-1])
    logs = []
    for number, order in enumerate((bundles, bundles[::-1], [*bundles[2:], *bundles[:2]])):
        target = laptop(root, f"target{number}")
        for path in [*order, order[0]]:
            bring(path, target)
        logs.append((told(target), [f"{f.kind} {f.first} {f.last}" for f in examine(target).findings]))
    shutil.rmtree(root)
    assert logs[0] == logs[1] == logs[2]
    assert len(logs[0][0]) == len({*logs[0][0]}) >= len(steps)


# ---- stopped in the middle ---------------------------------------------------------------


def test_the_next_command_finishes_what_was_stopped(
    bare: Kit, a: Store, fast: Path
) -> None:
    start(a)
    out(a, fast / "1.zip")
    (bare.home / "incoming").mkdir(parents=True)
    (bare.home / "laptop").write_text("bbbbbb\n", encoding="ascii")
    shutil.copy(fast / "1.zip", bare.home / "incoming" / "1.zip")
    digest = importing._digest(str(fast / "1.zip"))
    (bare.home / "incoming" / "go").write_text(f'{{"files":{{"1.zip":"{digest}"}}}}', encoding="ascii")
    assert one(a).ref in bare("list").out
    assert not (bare.home / "incoming").exists()


# ---- the commands ------------------------------------------------------------------------


def test_export_refuses_a_file_that_is_there_and_leaves_none_when_it_fails(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    assert kit("export", "--all", "-o", str(path)).code == 0
    again = kit("export", "--all", "-o", str(path))
    assert again.code == 2 and "exists" in again.err
    assert kit("export", "--all", "-o", str(path), "--force").code == 0
    assert kit("export", "--all", "-o", str(tmp_path / "none" / "a.zip")).code == 1
    assert kit("export", "--all", "REF", "-o", str(path)).code == 2
    page = kit("export", "--all", "-o", str(tmp_path / "a.HTML"))
    assert page.code == 2 and "must end in .zip" in page.err, "nobody could open a bundle with a page's name"
    assert [each.name for each in tmp_path.glob("a.*")] == ["a.zip"]


def test_import_shows_first_and_takes_in_only_when_somebody_says_so(
    kit: Kit, bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "a.zip")
    kit("export", "--all", "-o", path)
    monkeypatch.setenv("KIT_HOME", str(tmp_path / "other"))
    asked = kit("import", path)
    assert asked.code == 2 and "1 new" in asked.out and "--yes" in asked.err
    assert not (tmp_path / "other").exists()
    assert "1 journal taken in" in kit("import", path, "--yes").out
    assert "nothing was changed" in kit("import", path).out
    assert kit("verify").code == 0


def test_a_fork_is_named_with_both_laptops(a: Store, fast: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    start(a)
    twin = clone(a, fast / "twin")
    note(one(a), "at a", 1)
    note(one(twin), "at its twin", 2)
    out(twin, fast / "1.zip")
    monkeypatch.setenv("KIT_HOME", a.home)
    said = kit("import", str(fast / "1.zip"), "--yes")
    assert "two different logs of laptop aaaaaa" in said.out and said.code == 0
    assert kit("import", str(fast / "1.zip"), "--json").json["bundles"][0]["forks"] == []


def test_a_clock_that_is_ahead_is_said(a: Store, fast: Path, kit: Kit) -> None:
    start(a)
    out(a, fast / "1.zip")  # written at 21:00
    assert "ahead by at least" in kit.at(-1000)("import", str(fast / "1.zip"), "--yes").out


def test_one_incident_alone_is_exported_by_its_reference(kit: Kit, tmp_path: Path) -> None:
    ref = kit.folder().ref
    said = kit("export", ref[-4:], "-o", str(tmp_path / "a.zip"), "--json").json
    assert said["documents"]["incidents"] == 1 and said["documents"]["entries"] == len(kit.folder().entries)
    with pytest.raises(Refused):
        Bundle(str(tmp_path), REGISTERS)


def test_what_was_learnt_while_proving_comes_to_the_same_home_as_folding_again(
    a: Store, fast: Path
) -> None:
    """The command folds once; an import that the next command finishes folds anew."""
    closed(start(a), at(5).wall)
    owing = start(a, at(6))
    owing.store.record(owing, at(7), "li", lambda d: acts.callback_add(d, "k1", "Wu", "5550123"))
    closed(owing, at(9).wall)
    start(a, at(20))
    out(a, fast / "1.zip")
    homes = []
    for name, learns in (("bbbbbb", True), ("cccccc", False)):
        store = laptop(fast, name)
        kept = Keepers(store.home)
        with Bundle(str(fast / "1.zip"), REGISTERS) as bundle:
            documents = {sort: kept.document(sort) for sort in m.FOLDERS}
            prove(bundle, documents, partial(learn, kept) if learns else None)
        assert bool(kept.learnt) == learns
        importing.bring([str(fast / "1.zip")], kept, name)
        homes.append((tree(store.home), known(store.home), examine(store).findings))
    assert homes[0] == homes[1]
    assert [*homes[0][0]] and any(name.startswith("owed/2") for name in homes[0][0])


def test_a_drill_goes_with_a_bundle_and_with_a_backup(bare: Kit, tmp_path: Path) -> None:
    """Its own journal stayed behind: the incident of a drill had no score on another laptop."""
    bare.at(0)("drill", "run", "lift-stuck", "--no-guide", "--who", "Zhao=leader")
    bare.at(2)("drill", "show")
    assert bare.at(31)("drill", "end").code == 0
    score = bare("drill", "score", "--json").json
    bundle, stick = tmp_path / "all.zip", tmp_path / "stick"
    assert bare("export", "--all", "-o", str(bundle)).code == 0
    assert bare("backup", str(stick)).code == 0
    for number, line in enumerate((["import", str(bundle), "--yes"], ["restore", str(stick), "--yes"])):
        other = str(tmp_path / f"other{number}")
        assert bare("--home", other, *line).code == 0, line
        there = bare("--home", other, "drill", "score", score["drill_ref"], "--json").json
        assert there == score
        assert bare("--home", other, "import", str(bundle), "--yes").code == 0
        assert bare("--home", other, "drill", "score", score["drill_ref"], "--json").json == score, "twice is once"
        assert bare("--home", other, "verify").code == 0
