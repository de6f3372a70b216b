"""A whole home that the build of 2026-11-22 wrote opens, says the same, goes on and verifies.

``homes/2026-11-22`` holds its bytes, and in ``said.json`` what that build answered about it: a
closed incident whose clock was set, one of two laptops that was reopened, a drill by its own clock,
an open one with a torn tail. Who and what is in it was made up. Of its summaries, which count
otherwise by now, of its JSON, which had no format then, and of sentences that the glossary has
reworded since, it holds what this kit says.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from kit.ground.journal.line import number_of, prev_of, scan, sha_of
from kit.incidents.incident.files.store import Store
from kit.review.verify.files.verify import examine
from tests.support.kit import Kit

OLD = Path(__file__).parent / "homes" / "2026-11-22"
SAID: list[dict[str, Any]] = json.loads((OLD / "said.json").read_text(encoding="utf-8"))
EIGHT = "2026-11-22T08:00:00+08:00"
TORN = 47


@pytest.fixture
def old(bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """The home as it lay there: a repository does not keep rights."""
    shutil.copytree(OLD / "home", bare.home)
    for path in [bare.home, *bare.home.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    clock = tmp_path / "eight"
    clock.write_text(EIGHT, encoding="ascii")
    monkeypatch.setenv("KIT_CLOCK", f"file:{clock}")
    return bare


def journals(home: Path) -> dict[str, bytes]:
    return {p.relative_to(home).as_posix(): p.read_bytes() for p in home.rglob("*.jsonl")}


@pytest.mark.parametrize("said", SAID, ids=lambda said: f"{said['lang']} {' '.join(said['argv'])}")
def test_what_that_build_said_is_said_today(old: Kit, said: dict[str, Any]) -> None:
    before = journals(old.home)
    old.env("KIT_LANG", said["lang"])
    answer = old(*said["argv"])
    assert answer.out.replace(str(old.home), "HOME") == said["out"]
    assert answer.err.replace(str(old.home), "HOME") == said["err"]
    assert answer.code == said["code"]
    assert journals(old.home) == before


@pytest.mark.parametrize("locked", [True, False])
def test_its_logs_are_whole_but_for_the_torn_end(old: Kit, locked: bool) -> None:
    examined = examine(Store(str(old.home)), locked=locked, thorough=True)
    assert [(f.kind, f.length) for f in examined.findings] == [("torn", TORN)]
    assert (examined.incidents, examined.entries) == (4, 52)


def test_the_next_entries_go_on_from_its_last_bytes(
    old: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIT_CLOCK")
    before = journals(old.home)
    for where in Store(str(old.home)).all_found():
        assert old("note", "-i", where.ref, "from", "this build", "--by", "wang").code == 0
        assert old("note", "-i", where.ref, "by the front door where that may").code == 0
    after = journals(old.home)
    grown = [name for name, blob in before.items() if after[name] != blob]
    assert len(grown) == 4, "all but the other laptop's"
    for name in grown:
        whole = before[name][: before[name].rindex(b"\n") + 1]
        assert after[name].startswith(whole), name
        path = Path(name)
        identity = f"{path.parent.name.split('.')[0]}/{path.stem}"
        lines = after[name].splitlines()
        last = len(whole.splitlines())
        assert prev_of(lines[last]) == sha_of(lines[last - 1], identity)
        assert number_of(lines[last]) == last + 1
        found = scan(after[name], identity)
        assert not found.damages and len(found.lines) == len(lines)
    (torn,) = old.home.rglob("*.torn-*")
    assert len(torn.read_bytes()) == TORN
    assert examine(Store(str(old.home))).whole


def test_it_is_read_the_same_with_and_without_a_kept_state(
    old: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kit.ground.journal import snapshot

    monkeypatch.setattr(snapshot, "ENOUGH", 3)
    store = Store(str(old.home))
    first = [store.load(where) for where in store.all_found()]
    assert len(os.listdir(old.home / "cache")) == 3  # a torn end is not kept
    again = [Store(str(old.home)).load(log.where) for log in first]
    assert [log.incident for log in again] == [log.incident for log in first]
    assert [log.entries for log in again] == [log.entries for log in first]
