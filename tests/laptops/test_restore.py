"""A backup brought back: into a home that has nothing, under a new name, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.store import Store
from kit.laptops.backup.files import making, restoring
from kit.laptops.bundles.files.sorts import Keepers
from kit.laptops.bundles.files.writing import Asked
from kit.review.verify.files.verify import examine
from tests.laptops.test_hostile_bundles import NAME, lines, told, zipped
from tests.support.kit import Kit
from tests.support.laptops import bring, laptop, one, out, tree
from tests.support.logs import at, note, notes, start


@pytest.fixture
def a(fast: Path) -> Store:
    store = laptop(fast, "aaaaaa")
    start(store)
    note(one(store), "first", 1)
    return store


def back_up(store: Store, stick: Path, minutes: float = 0, name: str = "aaaaaa") -> Path:
    made = making.make(Keepers(store.home), str(stick), False, Asked(name, "li", at(minutes), ""))
    return Path(made.written.path)


def restored(path: Path, home: Path) -> restoring.Restored:
    looked = restoring.look_at(str(path), Keepers(str(home)))
    return restoring.bring(str(path), str(home), looked.manifest)


# ---- what comes back ---------------------------------------------------------------------


def test_all_entries_and_the_sites_own_files_come_back_and_the_log_goes_on(
    a: Store, fast: Path, stick: Path
) -> None:
    for path in ("checklists/我们的.toml", "profiles/own.toml", "profile"):
        (Path(a.home) / path).parent.mkdir(exist_ok=True)
        (Path(a.home) / path).write_text(f"# {path}\n", encoding="utf-8")
    before = one(a).head()
    done = restored(back_up(a, stick), fast / "new")
    assert [head.head for head in done.heads] == [before]
    store = Store(str(fast / "new"))
    anew = ("open", "owed", "improving", "redlined")  # looked for anew by each command
    assert {name: blob for name, blob in tree(store.home).items() if not name.removeprefix("./").startswith(anew)} == {
        name: blob for name, blob in tree(a.home).items() if "open" not in name and "backup" not in name
    }
    note(one(store), "after it", 9)
    assert notes(one(store)) == ["first", "after it"]
    assert {path.stem for path in Path(one(store).where.path).glob("*.jsonl")} == {"aaaaaa", done.laptop}
    assert examine(store).findings == []


def test_the_laptop_and_what_was_restored_of_it_never_write_one_journal(
    a: Store, fast: Path, stick: Path
) -> None:
    """The old one was not broken after all: both go on, both meet, nothing disagrees."""
    done = restored(back_up(a, stick), fast / "new")
    other = Store(str(fast / "new"))
    note(one(a), "on the old one", 5)
    note(one(other), "on the new one", 6)
    out(a, fast / "1.zip")
    bring(fast / "1.zip", other)
    assert notes(one(other)) == ["first", "on the old one", "on the new one"]
    assert examine(other).findings == [] and done.laptop != "aaaaaa"


def test_a_home_that_lost_everything_but_its_name_takes_another_one(a: Store, stick: Path) -> None:
    """Restored in its own place: what was written behind the backup may lie on another laptop."""
    path = back_up(a, stick)
    note(one(a), "behind the backup", 5)
    shutil.rmtree(Path(a.home) / "open")
    done = restored(path, Path(a.home))
    assert done.laptop != "aaaaaa"
    assert (Path(a.home) / "laptop").read_text(encoding="ascii").split()[0] == done.laptop
    assert Store(a.home).laptop == done.laptop


def test_what_was_seen_and_is_not_in_the_backup_is_said(a: Store, stick: Path) -> None:
    path = back_up(a, stick)
    for n in range(12):
        note(one(a), f"behind the backup {n}", 5 + n)
    ref, last = one(a).ref, int(one(a).head().partition("-")[0])
    first = last - 11
    shutil.rmtree(Path(a.home) / "open")
    older = restoring.look_at(str(path), Keepers(a.home)).older
    assert [(r, f) for r, f, _ in older] == [(ref, first)]
    assert first <= older[0][2] <= last  # as far as it had been noted


def test_of_a_folder_the_newest_that_proves_itself_is_taken(a: Store, stick: Path) -> None:
    old = back_up(a, stick, -3 * 1440)
    new = back_up(a, stick)
    assert restoring.choose(str(stick)) == restoring.Choice(str(new), [])
    assert restoring.choose(str(old)).newer == new.name
    new.write_bytes(new.read_bytes()[:-30])
    choice = restoring.choose(str(stick))
    assert choice.path == str(old) and [name for name, _ in choice.skipped] == [new.name]
    old.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        restoring.choose(str(stick))
    assert refused.value.code == "restore-unproved"


def test_backups_of_two_laptops_are_not_guessed_between(a: Store, fast: Path, stick: Path) -> None:
    b = laptop(fast, "bbbbbb")
    start(b)
    names = sorted([back_up(a, stick).name, back_up(b, stick, name="bbbbbb").name])
    with pytest.raises(Refused) as refused:
        restoring.choose(str(stick))
    assert refused.value.code == "restore-which" and refused.value.fill["names"] == names


# ---- refused -----------------------------------------------------------------------------


def test_a_home_with_entries_or_lists_of_its_own_is_left_as_it_is(
    kit: Kit, a: Store, stick: Path, tmp_path: Path
) -> None:
    path = str(back_up(a, stick))
    before = tree(kit.home, ())
    refused = kit("restore", path, "--yes")
    assert refused.code == 3 and "--into" in refused.err and "kit import" in refused.err
    assert kit("restore", path, "--into", str(kit.home / "inside"), "--yes").code == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_bytes(b"x")
    assert kit("restore", path, "--into", str(tmp_path / "full"), "--yes").code == 2
    assert kit("restore", path, "--into", str(tmp_path / "new")).code == 2  # nobody can be asked
    assert kit("export", "--all", "-o", str(tmp_path / "a.zip")).code == 0
    assert "kit import" in kit("restore", str(tmp_path / "a.zip"), "--into", str(tmp_path / "new"), "--yes").err
    assert tree(kit.home, ()) == before
    assert not (tmp_path / "new").exists()


def own(path: str, blob: bytes = b"x", **more: Any) -> dict[str, Any]:
    return {"path": path, "bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest(), **more}


def bad(*files: dict[str, Any], blob: bytes = b"x") -> bytes:
    words = told(lines(), scope="backup", files=list(files))
    members = [(NAME, lines()), *((f"home/{file['path']}", blob) for file in files)]
    return zipped([*members, ("manifest.json", json.dumps(words).encode())])


HOSTILE = {
    "above": bad(own("../x.toml")),
    "above a folder": bad(own("checklists/../../x.toml")),
    "from the root": bad(own("/etc/x.toml")),
    "a drive": bad(own("checklists/c:x.toml")),
    "backslashes": bad(own("checklists\\..\\x.toml")),
    "another folder": bad(own("cache/x.toml")),
    "a journal": bad(own("open/261121-H4K-7QMT.tiny/aaaaaa.jsonl")),
    "the laptop": bad(own("laptop")),
    "a folder below": bad(own("checklists/a/b.toml")),
    "no list": bad(own("checklists/run.py")),
    "hidden": bad(own("checklists/.toml")),
    "a device": bad(own("checklists/CON.toml")),
    "a name with a line": bad(own("checklists/a\nb.toml")),
    "a name that turns": bad(own("checklists/a\u202eb.toml")),
    "above what was seen": bad(own("seen/../x")),
    "one name twice for some disks": bad(own("checklists/a.toml"), own("checklists/A.toml")),
    "other bytes": bad(own("checklists/a.toml", sha256="0" * 64)),
    "another size": bad(own("checklists/a.toml", bytes=2)),
    "below zero": bad(own("checklists/a.toml", bytes=-1)),
    "too large": bad(own("checklists/a.toml", bytes=1 << 40)),
    "too many": bad(*(own(f"checklists/{n}.toml") for n in range(4_001))),
    "not said": zipped([(NAME, lines()), ("home/profile", b"x"),
                        ("manifest.json", json.dumps(told(lines(), scope="backup")).encode())]),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_backup_is_refused_and_nothing_is_made(name: str, bare: Kit, tmp_path: Path) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(HOSTILE[name])
    around = {*os.listdir(tmp_path)}
    done = bare("restore", str(path), "--yes")
    assert done.code in (1, 5) and "Nothing was changed" in done.err
    assert done.err.count("\n") == 1
    assert {*os.listdir(tmp_path)} == around and not bare.home.exists()


# ---- the command -------------------------------------------------------------------------


@pytest.mark.parametrize("lang, words", [("en", "this one is"), ("zh", "这里改叫")])
def test_the_command_says_the_new_name_and_from_which_head_it_goes_on(
    lang: str, words: str, bare: Kit, a: Store, stick: Path
) -> None:
    back_up(a, stick)
    bare.env("KIT_LANG", lang)
    done = bare("restore", str(stick), "--yes")
    assert done.code == 0 and words in done.out and one(a).head() in done.out
    assert one(a).ref in bare("list").out
    assert bare("verify").code == 0


def test_an_import_takes_the_journals_of_a_backup_and_none_of_its_files(
    bare: Kit, a: Store, stick: Path
) -> None:
    (Path(a.home) / "profile").write_text("call-centre-a\n", encoding="ascii")
    path = back_up(a, stick)
    assert bare("import", str(path), "--yes").code == 0
    assert one(a).ref in bare("list").out and not (bare.home / "profile").exists()
    assert "aaaaaa" not in (bare.home / "laptop").read_text(encoding="ascii")
