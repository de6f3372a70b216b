"""What a laptop brings that no kit should have written, or that changed on the way: no log of it keeps
the other incidents from being told, and no import of it stops this laptop for good."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Unknown
from kit.ground.journal.line import NO_PREV, make_line
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.laptops.backup.command import restore
from kit.laptops.bundles.command import import_
from kit.laptops.bundles.files import importing, merging
from kit.laptops.bundles.files.merging import look
from kit.laptops.bundles.files.reading import Bundle, prove
from kit.laptops.bundles.files.sorts import REGISTERS, Keepers
from kit.laptops.bundles.rules import manifest as m
from tests.laptops.test_hostile_bundles import zipped
from tests.support.kit import Kit
from tests.support.laptops import laptop, one, out, tree
from tests.support.logs import note, start

WHEN = "2026-11-21T21:05:00.000+08:00"
NO_ZONE = "2026-11-21T21:30:00"
TIMES = [NO_ZONE, "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
Said = tuple[str, dict[str, Any]]


def journal(ref: str, stem: str, said: list[Said], ids: dict[int, str]) -> bytes:
    """Lines that prove themselves, whatever they say; ``ids``: of some, by their numbers."""
    lines, prev = [], NO_PREV
    for n, (kind, data) in enumerate(said, 1):
        line, prev = make_line(f"{ref}/{stem}", n, ids.get(n, f"{stem}{n}"), WHEN, "li", kind, json.dumps(data).encode(), prev)
        lines.append(line)
    return b"".join(lines)


def bundle(path: Path, ref: str, said: list[Said], ids: dict[int, str] | None = None) -> Path:
    """A bundle with one more journal of an incident."""
    stem, type = "bbbbbb", "tiny"
    blob = journal(ref, stem, said, ids or {})
    part = {"stem": stem, "bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest(),
            "lines": len(said), "n": len(said), "head": blob[-35:-3].decode()}  # fmt: skip
    held = {"sort": "incident", "ref": ref, "type": type, "journals": [part]}
    words = {"format": 1, "kit": "0.1", "laptop": stem, "by": "li", "written": WHEN, "tick": 1.0, "boot": "b",
             "scope": "all", "formats": {}, "documents": [held]}  # fmt: skip
    path.write_bytes(zipped([(f"incidents/{ref}.{type}/{stem}.jsonl", blob), (m.NAME, json.dumps(words).encode())]))
    return path


def joined(ref: str, *said: Said) -> list[Said]:
    return [("joined", {"format": 1, "ref": ref, "type": "tiny", "why": ""}), *said]


def customer(id: str, promised: str) -> Said:
    return "callback-added", {"id": id, "name": "Wu", "phone": "138", "matter": "x", "promised": promised}


@pytest.fixture
def a(bare: Kit) -> Store:
    bare.home.mkdir(0o700)
    (bare.home / "laptop").write_text("aaaaaa\n", encoding="ascii")
    store = Store(str(bare.home))
    start(store)
    return store


# ---- times that nothing can be counted with -----------------------------------------------


@pytest.mark.parametrize("time", TIMES)
def test_a_line_with_a_time_of_no_zone_or_no_such_year_is_kept_as_unknown_and_the_rest_is_told(
    a: Store, bare: Kit, tmp_path: Path, time: str
) -> None:
    ref = one(a).ref
    said = joined(ref, customer("k1", WHEN), customer("k2", time), ("fact", {"name": "restore", "text": "x", "time": time}))
    path = bundle(tmp_path / "b.zip", ref, said)
    assert bare("import", str(path), "--yes").code == 0
    for line in (["list"], ["show", ref], ["log", ref], ["callback"], ["say", "customers", "-i", ref], ["summary", ref]):
        done = bare(*line)
        assert done.code == 0, (line, done.err)
    assert [back.id for back in one(a).incident.owed()] == ["k1"]
    assert sum(isinstance(entry.event, Unknown) for entry in one(a).entries) == 2
    assert "2 entries of the kind" in bare("verify").out or bare("verify").out.count("not known to this kit") == 2


def test_every_kind_that_holds_a_time_says_so() -> None:
    """By the fields' types: a kind that is added later is looked at, too."""
    from kit.ground.journal.entry import times_of

    told = {kind.kind: times_of(kind) for word in ev.KINDS.words() if (kind := ev.KINDS.of(word))}
    assert told["timer-started"] == ["due", "base", "ring"] and told["fact"] == ["time", "known_by"]
    assert told["note"] == []


# ---- a log that cannot be told -------------------------------------------------------------


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads both notes of one log stumbles, as over lines of which each alone is sound."""
    from kit.incidents.incident.rules.fold import Incident

    plain = Incident.take

    def take(self: Incident, event: Any, *more: Any) -> None:
        plain(self, event, *more)
        if isinstance(event, ev.Noted) and self.notes > 1:
            raise TypeError("two notes")

    monkeypatch.setattr(Incident, "take", take)


def test_a_log_that_cannot_be_told_hides_no_other_incident(
    a: Store, bare: Kit, request: pytest.FixtureRequest
) -> None:
    bad, good = one(a), start(a)
    note(bad, "one"), note(bad, "two")
    request.getfixturevalue("stumbling")
    shown = bare("list")
    assert shown.code == 5 and good.ref in shown.out, shown.err
    assert bad.ref in shown.err and "kit verify" in shown.err
    refused = bare("show", bad.ref)
    assert refused.code == 5 and bad.ref in refused.err


def test_a_bundle_that_is_sound_alone_and_not_with_what_is_here_is_refused_before_anything_is_changed(
    a: Store, bare: Kit, tmp_path: Path, stumbling: None
) -> None:
    ref = one(a).ref
    note(one(a), "here")
    path = bundle(tmp_path / "b.zip", ref, joined(ref, ("note", {"text": "there"})))
    before = tree(a.home, ())
    done = bare("import", str(path), "--yes")
    assert done.code == 5 and "content" in done.err and "Nothing was changed" in done.err, done.err
    assert tree(a.home, ()) == before


def test_what_no_import_could_foresee_stops_neither_it_nor_any_later_command(
    a: Store, bare: Kit, tmp_path: Path, stumbling: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window noted something between the look and the taking in."""
    ref, other = one(a).ref, start(a)
    note(next(log for log in map(a.load, a.all_found()) if log.ref == ref), "here")
    path = bundle(tmp_path / "b.zip", ref, joined(ref, ("note", {"text": "there"})))
    monkeypatch.setattr(merging, "_together", lambda *_: None)
    assert bare("import", str(path), "--yes").code == 0
    assert not os.path.lexists(os.path.join(a.home, "incoming"))
    said = bare("list")
    assert said.code == 5 and other.ref in said.out and ref in said.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_verify_finds_a_log_that_cannot_be_told_together_as_every_other_command_says(
    a: Store, bare: Kit, tmp_path: Path, stumbling: None, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    ref = one(a).ref
    note(one(a), "here")
    path = bundle(tmp_path / "b.zip", ref, joined(ref, ("note", {"text": "there"})))
    monkeypatch.setattr(merging, "_together", lambda *_: None)
    assert bare("import", str(path), "--yes").code == 0
    for _ in range(2):  # nor is it held for sound the next time
        said = bare("--lang", lang, "verify")
        assert said.code == 5 and ref in said.out, said.out + said.err
        assert ("讲不通" if lang == "zh" else "cannot be told together") in said.out


def test_an_import_that_cannot_be_finished_is_said_and_every_command_goes_on(
    a: Store, bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = one(a).ref
    path = bundle(tmp_path / "b.zip", ref, joined(ref, ("note", {"text": "there"})))

    def fails(*_: object) -> int:
        raise KeyError("foreign")

    monkeypatch.setattr(merging, "take", fails)
    stopped = bare("import", str(path), "--yes")
    assert stopped.code == 1 and "not finished" in stopped.err and "fault" not in stopped.err
    went_on = bare("list")
    assert went_on.code == 0 and ref in went_on.out and "not finished" in went_on.err
    monkeypatch.undo()
    os.environ["KIT_HOME"], os.environ["KIT_LANG"] = a.home, "en"
    importing.finish(a.home)
    assert "there" in [e.event.text for e in one(a).entries if isinstance(e.event, ev.Noted)]


# ---- a file that changes while somebody reads the question -----------------------------------


def asked(monkeypatch: pytest.MonkeyPatch, happens: Any) -> None:
    """Somebody says yes, and ``happens`` while the question stands."""

    def yes(*_: object) -> bool:
        happens()
        return True

    monkeypatch.setattr(import_, "_asked", yes)


def test_only_the_bytes_that_were_shown_are_taken_in(
    a: Store, bare: Kit, fast: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = laptop(fast, "bbbbbb"), laptop(fast, "cccccc")
    start(first), start(second)
    stick = tmp_path / "stick.zip"
    out(first, stick)
    out(second, tmp_path / "other.zip")
    asked(monkeypatch, lambda: stick.write_bytes((tmp_path / "other.zip").read_bytes()))
    before = tree(a.home)
    done = bare("import", str(stick))
    assert done.code == 5 and "has changed since it was looked at" in done.err and "stick.zip" in done.err
    assert tree(a.home) == before and not os.path.lexists(os.path.join(a.home, "incoming"))
    assert bare("import", str(stick)).code == 0


def test_a_stick_that_is_pulled_while_somebody_is_asked_is_blamed_and_not_the_home(
    a: Store, bare: Kit, fast: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = laptop(fast, "bbbbbb")
    start(first)
    stick = tmp_path / "stick.zip"
    out(first, stick)
    asked(monkeypatch, stick.unlink)
    before = tree(a.home)
    done = bare("import", str(stick))
    assert done.code == 1 and "Cannot read" in done.err and "Nothing was changed" in done.err, done.err
    assert tree(a.home) == before


@pytest.mark.parametrize("pulled", [True, False])
def test_a_restore_takes_only_the_bytes_that_were_shown(
    a: Store, bare: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pulled: bool
) -> None:
    assert bare("backup", str(tmp_path / "stick")).code == 0
    (path,) = (tmp_path / "stick").iterdir()
    note(one(a), "later")
    assert bare("backup", str(tmp_path / "later")).code == 0
    (later,) = (tmp_path / "later").iterdir()

    def happens(*_: object) -> bool:
        path.unlink() if pulled else path.write_bytes(later.read_bytes())
        return True

    monkeypatch.setattr(restore, "_asked", happens)
    new = tmp_path / "new"
    done = bare("restore", str(path), "--into", str(new))
    assert done.code == (1 if pulled else 5), done.err
    assert ("Cannot read" if pulled else "has changed since") in done.err and path.name in done.err
    assert not [*new.rglob("*.jsonl")]


def test_what_is_copied_is_what_was_proved(a: Store, fast: Path, tmp_path: Path) -> None:
    first = laptop(fast, "bbbbbb")
    start(first)
    out(first, tmp_path / "1.zip")
    kept = Keepers(a.home)
    with Bundle(str(tmp_path / "1.zip"), REGISTERS) as found:
        prove(found, {sort: kept.document(sort) for sort in m.FOLDERS})
        assert look(found, kept)
        digest = found.digest()
    assert digest == hashlib.sha256((tmp_path / "1.zip").read_bytes()).hexdigest()
    with pytest.raises(Refused) as refused:
        importing.bring([str(tmp_path / "1.zip")], kept, "aaaaaa", proved=["0" * 64])
    assert refused.value.code == "bundle-changed"
    assert importing.bring([str(tmp_path / "1.zip")], kept, "aaaaaa", proved=[digest]) == 1


# ---- where an export is written --------------------------------------------------------------


@pytest.mark.parametrize("more", [["--all"], ["--all", "--seal"]])
def test_an_export_is_never_written_over_a_record_of_the_home(a: Store, bare: Kit, more: list[str]) -> None:
    (path,) = Path(a.home, "open").glob("*/aaaaaa.jsonl")
    before = tree(a.home, ())
    done = bare("export", *more, "-o", str(path), "--force")
    assert done.code == 2 and "lies in a data folder" in done.err, done.err
    assert bare("export", "--tables", os.path.join(a.home, "tables")).code == 2
    assert tree(a.home, ()) == before


def test_an_export_in_the_place_of_another_touches_no_file_beside_it(a: Store, bare: Kit, tmp_path: Path) -> None:
    path, own = tmp_path / "shift.zip", tmp_path / "shift.zip.new"
    own.write_text("somebody's own", encoding="ascii")
    assert bare("export", "--all", "-o", str(path)).code == 0
    assert bare("export", "--all", "-o", str(path), "--force").code == 0
    assert own.read_text(encoding="ascii") == "somebody's own"
    assert {*os.listdir(tmp_path)} == {"home", "shift.zip", "shift.zip.new"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_and_a_folder_are_never_replaced_and_the_longest_name_is(a: Store, bare: Kit, tmp_path: Path) -> None:
    """With --force a device of the machine became a zip."""
    pipe, folder, long = tmp_path / "pipe", tmp_path / "folder", tmp_path / f"{'x' * 251}.zip"
    os.mkfifo(pipe), folder.mkdir()
    for path in (pipe, folder):
        done = bare("export", "--all", "-o", str(path), "--force")
        assert done.code == 1 and "Cannot write" in done.err
    assert pipe.is_fifo() and folder.is_dir()
    for more in ([], ["--force"]):
        assert bare("export", "--all", "-o", str(long), *more).code == 0
    assert {*os.listdir(tmp_path)} == {"home", "pipe", "folder", long.name}
    day = bare("export", "--since", "2026-13-01", "-o", str(tmp_path / "x.zip"))
    assert day.code == 2 and "--since" in day.err


# ---- ids and names that are another's --------------------------------------------------------


def test_a_line_that_took_the_id_of_another_takes_its_place_nowhere(a: Store, bare: Kit, tmp_path: Path) -> None:
    """The earlier of both stood, and what was recorded here was gone without a word."""
    log = one(a)
    mine = note(log, "the gas is off", 30)[0]
    ref = log.ref
    said = joined(ref, ("note", {"text": "the gas is on"}))
    path = bundle(tmp_path / "b.zip", ref, said, ids={2: mine.id})
    assert bare("import", str(path), "--yes").code == 0
    shown = bare("log", ref).out
    assert "the gas is off" in shown and "the gas is on" in shown
    assert bare("import", str(path), "--yes").code == 0
    assert bare("log", ref).out == shown


def test_a_line_that_was_written_again_is_still_one(a: Store, fast: Path) -> None:
    log = one(a)
    note(log, "once", 1)
    (path,) = Path(a.home, "open").glob("*/aaaaaa.jsonl")
    (path.parent / "aaaaaa~2.jsonl").write_bytes(path.read_bytes())
    found = [e.event.text for e in one(a).entries if isinstance(e.event, ev.Noted)]
    assert found == ["once"]


def test_a_line_with_an_id_of_what_stands_in_no_journal_is_named_and_not_shown_as_one(
    a: Store, bare: Kit, tmp_path: Path
) -> None:
    ref = one(a).ref
    path = bundle(tmp_path / "b.zip", ref, joined(ref, ("note", {"text": "x"})), ids={2: "x+1"})
    assert bare("import", str(path), "--yes").code == 0
    found = bare("verify")
    assert found.code == 5 and "bbbbbb" in found.out


@pytest.mark.parametrize("said", ["261121-BBB-2222", ""])
def test_an_opening_of_another_incident_is_refused(bare: Kit, tmp_path: Path, fast: Path, said: str) -> None:
    """Lists named a reference that no command found."""
    first = laptop(fast, "bbbbbb")
    log = start(first)
    data = json.loads((Path(log.where.path) / "bbbbbb.jsonl").read_bytes().split(b"\n")[0])["data"]
    bad = bundle(tmp_path / "bad.zip", log.ref, [("opened", data | {"ref": said})])
    done = bare("import", str(bad), "--yes")
    assert done.code == 5 and "Nothing was changed" in done.err
    good = bundle(tmp_path / "good.zip", log.ref, [("opened", data)])
    assert bare("import", str(good), "--yes").code == 0


def test_a_second_opening_does_not_take_the_place_of_ours(a: Store, bare: Kit, tmp_path: Path) -> None:
    log = one(a)
    (path,) = Path(a.home, "open").glob("*/aaaaaa.jsonl")
    data = json.loads(path.read_bytes().split(b"\n")[0])["data"]
    before = tree(a.home, ())
    bad = bundle(tmp_path / "bad.zip", log.ref, [("opened", data | {"title": "another"})])
    done = bare("import", str(bad), "--yes")
    assert done.code == 5 and "Nothing was changed" in done.err
    assert tree(a.home, ()) == before


def test_a_clock_that_was_set_by_more_than_a_century_moves_no_time(bare: Kit, tmp_path: Path, fast: Path) -> None:
    """The incident had been opened in the year 8364."""
    log = start(laptop(fast, "bbbbbb"))
    data = json.loads((Path(log.where.path) / "bbbbbb.jsonl").read_bytes().split(b"\n")[0])["data"]
    path = bundle(tmp_path / "b.zip", log.ref, [("opened", data), ("clock-jumped", {"seconds": 2e11})])
    assert bare("import", str(path), "--yes").code == 0
    assert "2026-11-21 21:05" in bare("list").out
    assert "clock-jumped" in bare("verify").out


# ---- what lies where an import lays its copies -------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("line", [["list"], ["import"]])
def test_a_link_in_the_place_of_the_copies_costs_nobody_a_file(
    a: Store, bare: Kit, fast: Path, tmp_path: Path, line: list[str]
) -> None:
    """The files of the folder to which it led were cleared away as copies of a stopped import."""
    first, own = laptop(fast, "bbbbbb"), tmp_path / "own"
    start(first)
    out(first, tmp_path / "1.zip")
    own.mkdir()
    (own / "go").write_text("somebody's own", encoding="ascii")
    (bare.home / "incoming").symlink_to(own)
    more = [str(tmp_path / "1.zip"), "--yes"] if line == ["import"] else []
    assert bare(*line, *more).code == 0
    assert [*os.listdir(own)] == ["go"] and not os.path.lexists(bare.home / "incoming")
    assert len(Store(a.home).all_found()) == 1 + len(more) // 2
