"""What other programs do to a journal: sync programs leave copies, editors save in their own way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from kit.ground.journal import snapshot
from kit.ground.journal.prove_log import Finding
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.review.archive.files.catalogue import Catalogue
from kit.review.verify.files import verify
from kit.review.verify.files.verify import examine
from tests.support.logs import again, at, log_of, note, notes, start
from tests.support.run import environment, run

NAMES = [
    "{x}-DESKTOP-AB12CD.jsonl",
    "{x} (1).jsonl",
    "{x}.sync-conflict-20261121-210410-ABCDEFG.jsonl",
    "{x} (Li's conflicted copy 2026-11-21).jsonl",
    "{x} - 副本.jsonl",
    "{x}冲突文件.jsonl",
    "Copy of {x}.jsonl",
]
TEXTS = [f"note {n}" for n in range(5)]


@pytest.fixture
def log(fast: Path) -> Log:
    made = start(Store(str(fast / "home")))
    for text in TEXTS:
        note(made, text)
    return made


def found(log: Log) -> list[Finding]:
    findings = examine(Store(log.store.home)).findings
    return [f for f in findings if f.kind != "rights"]


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_that_a_sync_program_left_is_named_and_costs_nothing(log: Log, name: str) -> None:
    path = log_of(log)
    shutil.copy(path, path.with_name(name.format(x=path.stem)))
    read = again(log)
    assert notes(read) == TEXTS and not read.damages()
    assert len(read.entries) == 6 and not read.several
    (one,) = found(log)
    assert (one.kind, one.what, one.is_damage) == ("copy", path.stem, False)
    said = run(environment(log.store.home, "en"), "verify")
    assert said.returncode == 0
    assert f"is a copy left by a sync program; all of it is in {path.stem}" in said.stdout
    assert "1 incident, 6 entries, 1 finding" in said.stdout, "an entry is one, however many files hold it"
    note(read, "goes on", 9)
    assert notes(again(log)) == [*TEXTS, "goes on"]
    assert b"goes on" in path.read_bytes()


def test_a_copy_of_a_long_log_that_grew_is_counted_once(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered of a log is not looked at entry by entry."""
    monkeypatch.setattr(snapshot, "ENOUGH", 3)
    path = log_of(log)
    copy = path.with_name(f"{path.stem} (1).jsonl")
    again(log)
    shutil.copy(path, copy)
    again(log)
    note(again(log), "more", 9)
    shutil.copy(path, copy)
    note(again(log), "still more", 10)
    again(log)
    for thorough in (False, True, False):
        (Path(log.store.home) / "cache" / verify.NAME).unlink(missing_ok=True)
        assert examine(Store(log.store.home), thorough=thorough).entries == 8


def test_what_only_the_copy_has_is_read_and_the_copy_is_to_be_kept(log: Log) -> None:
    path = log_of(log)
    blob = path.read_bytes()
    path.with_name(f"{path.stem}-DESKTOP-AB12CD.jsonl").write_bytes(blob)
    path.write_bytes(b"".join(blob.splitlines(keepends=True)[:4]))
    assert notes(again(log)) == TEXTS
    more = next(f for f in found(log) if f.kind == "copy-more")
    assert (more.first, more.last) == (5, 6)
    assert examine(Store(log.store.home)).entries == 6


def test_a_copy_in_a_closed_incident_counts_once_in_the_figures(log: Log) -> None:
    log.store.record(log, at(5), "li", lambda d: acts.close(d, "resolved"))
    (before,) = Catalogue(Store(log.store.home)).month("2026-11")
    path = log_of(log)
    shutil.copy(path, path.with_name(f"{path.stem} (1).jsonl"))
    (after,) = Catalogue(Store(log.store.home)).month("2026-11")
    assert (after.tally.entries, after.damages) == (before.tally.entries, 0)


def test_a_copy_of_the_whole_folder_is_one_incident(log: Log) -> None:
    shutil.copytree(log.where.path, f"{log.where.path}-DESKTOP-AB12CD")
    store = Store(log.store.home)
    (one,) = store.open_logs()
    assert notes(one) == TEXTS and one.where.type == "tiny"
    assert [f.kind for f in found(log)] == ["twice"]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-8-sig", "UTF-8 BOM"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_journal_that_an_editor_saved_in_another_encoding_is_read_and_named(
    log: Log, encoding: str, said: str, ends: str
) -> None:
    path = log_of(log)
    whole = path.read_bytes()
    path.write_bytes(whole.decode("ascii").replace("\n", ends).encode(encoding))
    spoiled = path.read_bytes()
    read = again(log)
    assert notes(read) == TEXTS and not read.damages()
    (one,) = found(log)
    assert (one.kind, one.what, one.last, one.is_damage) == ("altered", said, 6, False)
    text = run(environment(log.store.home, "en"), "verify").stdout
    assert f"another program changed {one.path} to {said}" in text and "save it as UTF-8" in text
    note(read, "goes on", 9)
    read.refresh()
    assert notes(again(log)) == notes(read) == [*TEXTS, "goes on"]
    assert path.read_bytes() == spoiled
    path.write_bytes(whole)  # saved back, as the sentence tells
    assert notes(again(log)) == [*TEXTS, "goes on"]
    assert found(log) == []


def test_changed_line_ends_are_named_and_cost_nothing(log: Log) -> None:
    path = log_of(log)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    read = again(log)
    assert notes(read) == TEXTS and not read.damages()
    text = run(environment(log.store.home, "en"), "verify").stdout
    assert "line ends" in text and "LF" in text


def test_damage_in_an_altered_journal_is_still_damage(log: Log) -> None:
    path = log_of(log)
    blob = path.read_bytes().replace(b"note 2", b"nope 2")
    path.write_bytes(blob.decode("ascii").encode("utf-16"))
    assert [f.kind for f in found(log)] == ["altered", "damaged"]
    assert notes(again(log)) == [text for text in TEXTS if text != "note 2"]
    assert os.path.exists(path)
