"""The front door for ``kit note`` writes and says exactly what the slow door does, and hands on
whatever it does not fully understand."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import quick as front
from kit.ground.base.clean import MAX_TEXT, clean
from kit.ground.base.words import word
from kit.ground.journal import append
from kit.ground.journal import line as lines
from kit.ground.journal.entry import encode
from kit.ground.journal.recorder import stamp
from kit.ground.journal.refs import is_ref, make_ref
from kit.ground.machine import here
from kit.ground.machine.clock import Now
from kit.ground.machine.lock import Lock, lock_path
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import note
from kit.main import main
from tests.incidents.test_who import PEOPLE
from tests.support.constants import TEN
from tests.support.front import BOOT, handed_on, now, only_slow, setting
from tests.support.kit import Kit, closed, opened
from tests.support.logs import TINY, begin, refused
from tests.support.machine import in_zone
from tests.support.run import Done, environment, python

ENV = ("KIT_CLOCK", "KIT_PLAIN", "KIT_PROFILE", "KIT_CHECKLISTS", "KIT_DEBUG")


@pytest.fixture
def real(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """A real incident (no drill), opened at ten, with one note of the same machine start."""
    folder = opened(bare.home)
    folder.store.record(folder, now(0), "li", lambda d: note(d, "first"))
    setting(monkeypatch, now())
    return bare


def journals(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(home.rglob("*.jsonl"))}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ["water", "on the floor"],
        ["三楼停电，电梯里有 2 人"],
        ['quote " backslash \\ slash / brace {text} percent %s'],
        ["𠮷野家 emoji 🔥 é"],
        ["x" * MAX_TEXT],
        ["with", "-i", "REF"],
    ],
    ids=["plain", "chinese", "quotes", "beyond-16-bits", "longest", "named"],
)
def test_both_doors_write_the_same_bytes_and_say_the_same_line(
    real: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], lang: str
) -> None:
    real.env("KIT_LANG", lang)
    words = [real.folder().ref.lower() if w == "REF" else w for w in words]
    shutil.copytree(real.home, tmp_path / "other")
    assert not handed_on(*words)
    quick_log = journals(real.home)
    shutil.rmtree(real.home)
    shutil.copytree(tmp_path / "other", real.home)
    setting(monkeypatch, now())
    quick = real("note", *words)
    assert journals(real.home) == quick_log
    shutil.rmtree(real.home)
    shutil.copytree(tmp_path / "other", real.home)
    setting(monkeypatch, now())
    monkeypatch.setattr(front, "note", only_slow)
    slow = real("note", *words)
    assert journals(real.home) == quick_log
    assert (quick.code, quick.out, quick.err) == (slow.code, slow.out, slow.err) and quick.out


@pytest.mark.parametrize("days", [1, 400])
def test_on_a_later_day_both_doors_say_the_date(
    real: Kit, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    later = now(days * 1440)
    setting(monkeypatch, later)
    real("note", "the first of a day is the slow door's", "--by", "li")
    quick = front.note(["note", "again"])
    monkeypatch.setattr(front, "note", only_slow)
    slow = real("note", "again").out
    assert quick.partition("  ")[2] == slow.rstrip("\n").partition("  ")[2]


def test_the_slow_door_reads_what_the_front_door_wrote(real: Kit) -> None:
    assert not handed_on("water")
    entry = real.folder().entries[-1]
    assert entry.event == ev.Noted("water")
    assert (entry.at, entry.tick, entry.boot, entry.by) == (now().wall, now().tick, BOOT, "wang")
    assert real("verify").code == 0


@pytest.mark.parametrize(
    "argv",
    [
        [],
        [""],
        ["  "],
        [" leading"],
        ["two\nlines"],
        ["tab\there"],
        ["esc \x1b[31m"],
        ["turn \u202e over"],
        ["half \ud83d character"],
        ["x" * (MAX_TEXT + 1)],
        ["text", "--json"],
        ["text", "--by", "li"],
        ["text", "--at", "-5"],
        ["--amend", "3", "text"],
        ["--", "-15 degrees"],
        ["-15 degrees"],
        ["--help"],
        ["text", "-i"],
        ["text", "-i", "261121-ZZZ-ZZZZ"],
        ["text", "-i", "7QMT"],
    ],
)
def test_what_it_does_not_fully_understand_is_handed_on_untouched(real: Kit, argv: list[str]) -> None:
    before = journals(real.home)
    assert handed_on(*argv)
    assert journals(real.home) == before


def test_the_sentence_is_the_one_of_the_word_table() -> None:
    for lang, said in front.SAID.items():
        assert said + "{text}" == word(lang, "timeline.note", text="{text}")
    assert front.LONGEST == MAX_TEXT


def test_text_that_it_takes_is_text_that_cleaning_leaves_alone() -> None:
    taken = [text for code in range(0x110000) for text in (chr(code), f"x{chr(code)}y") if front._plain(text, MAX_TEXT)]
    assert [text for text in taken if clean(text) != text] == []
    assert len(taken) > 100_000


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_the_data_of_a_note_is_what_the_slow_door_encodes(text: str) -> None:
    assert lines.raw_note(text) == lines.ascii_json(encode(ev.Noted(text)))


@given(st.text("0123456789-ABCXYZILO", min_size=13, max_size=16))
def test_it_takes_no_reference_that_is_none(text: str) -> None:
    assert front._is_ref(text) == is_ref(text)
    assert front._is_ref(make_ref(TEN, hash(text) & 0xFFFFF))


@given(st.datetimes(datetime(1980, 1, 1), datetime(2037, 1, 1)))
def test_its_time_of_day_is_counted_right(at: datetime) -> None:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    text = stamp(at.replace(tzinfo=TEN.tzinfo))
    assert front._milli(text) == (at - midnight) // timedelta(milliseconds=1)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/St_Johns", "Asia/Kathmandu"])
def test_it_reads_the_same_wall_clock_as_the_clock(zone: str) -> None:
    from kit.ground.machine.clock import SystemClock

    with in_zone(zone):
        before, text, after = SystemClock().now().wall, here.stamp(), SystemClock().now().wall
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", text)
        read = datetime.fromisoformat(text)
        assert before - timedelta(milliseconds=1) <= read <= after
        assert read.utcoffset() == after.utcoffset()


@pytest.mark.parametrize(("by", "signs", "quick"), [
    ("zhangmin", "张敏", False), ("ZM", "张敏", False), ("zm", "张敏", False), ("张敏", "张敏", True),
    ("wang", "wang", True), ("李", "李", False),
])  # fmt: skip
def test_another_name_of_one_of_the_people_signs_with_their_own(
    bare: Kit, monkeypatch: pytest.MonkeyPatch, by: str, signs: str, quick: bool
) -> None:
    """The front door signed a note with what the system calls the writer, all other commands with
    the person's name: two leaders in the figures."""
    begin(Store(str(bare.home)), TINY, PEOPLE, now(0), "wang")
    setting(monkeypatch, now())
    monkeypatch.setenv("KIT_BY", by)
    if quick:
        front.note(["note", "water"])
    else:
        with pytest.raises(front.HandOn):
            front.note(["note", "water"])
        assert bare("note", "water").code == 0
    assert bare.folder().entries[-1].by == signs


def test_a_drill_is_handed_on(bare: Kit) -> None:
    opened(bare.home, drill=True)
    assert handed_on("water")


def test_a_hand_moved_clock_is_handed_on_and_then_refused(real: Kit) -> None:
    real.at(3)
    assert handed_on("water") and real("note", "water").code == 3


@pytest.mark.parametrize("seconds", [-3600, -6, 6, 3600])
def test_a_clock_that_was_set_is_handed_on_and_noted(
    real: Kit, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    setting(monkeypatch, now(1, seconds))
    assert handed_on("water")
    real("note", "water")
    kinds = [entry.kind for entry in real.folder().entries[-2:]]
    assert kinds == ["clock-jumped", "note"]


def test_another_start_of_the_machine_is_no_jump_for_either_door(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting(monkeypatch, Now(now().wall, 12.0, "newstart"))
    assert not handed_on("water")
    assert [entry.kind for entry in real.folder().entries[-2:]] == ["note", "note"]


def test_the_jump_is_measured_from_when_the_last_entry_was_written_down(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = real.folder()
    earlier = TEN - timedelta(minutes=30)
    folder.store.record(folder, now(1), "li", lambda d: note(d, "late"), earlier)
    setting(monkeypatch, now(2))
    assert not handed_on("water")
    assert real.folder().entries[-1].event == ev.Noted("water")


def test_with_two_open_incidents_only_a_named_one_is_taken(real: Kit) -> None:
    ref = real.folder().ref
    opened(real.home, "fire", at=TEN + timedelta(minutes=1))
    assert handed_on("water")
    assert not handed_on("water", "-i", ref)


def test_a_closed_incident_that_still_lies_in_open_is_handed_on(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(monkeypatch)
    closed(real.folder(), now(1).wall)
    assert len(Store(str(real.home)).open_found()) == 1
    assert handed_on("water")
    done = real("note", "water")
    assert done.code == 0 and "Shift note: water" in done.out, "it is the shift's"


def test_a_copied_home_on_another_computer_is_handed_on_and_the_new_name_is_said(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A data folder copied to a second computer: its first note goes into a journal of its own."""
    (before,) = real.folder().files
    real.env("KIT_MACHINE", "the other one")
    assert handed_on("water")
    done = real("note", "water")
    assert done.code == 0 and "copied from another computer" in done.err
    (new,) = set(real.folder().files) - {before}
    assert new in done.err and "copied" not in real("note", "more").err
    assert real.folder().entries[-1].journal == new


def test_with_neither_incident_nor_shift_it_is_handed_on_and_a_shift_begins(bare: Kit) -> None:
    assert handed_on("water")
    bare.home.mkdir()
    (bare.home / "open").mkdir()
    assert handed_on("water") and bare("note", "water").code == 0
    assert bare("note", "-i", "261121-ZZZ-ZZZZ", "water").code == 4


@pytest.mark.parametrize(
    "spoil",
    [
        lambda blob: blob + b'{"n":99,"id":"torn',
        lambda blob: blob[:-1],
        lambda blob: blob[:-40] + b"x" + blob[-39:],
        lambda blob: blob + blob[-600:].split(b"\n", 1)[1],
        lambda blob: blob + bytes(512),
        lambda blob: b"",
    ],
    ids=["torn", "no-newline", "flipped", "old-sectors", "zeros", "empty"],
)
def test_a_tail_that_does_not_prove_itself_is_handed_on_untouched(
    real: Kit, spoil: Callable[[bytes], bytes]
) -> None:
    (path,) = real.home.rglob("*.jsonl")
    path.write_bytes(spoil(path.read_bytes()))
    before = journals(real.home)
    assert handed_on("water")
    assert journals(real.home) == before
    assert real("note", "water").code == 0


def test_another_laptops_journal_beside_ours_is_handed_on(real: Kit) -> None:
    (path,) = real.home.rglob("*.jsonl")
    (path.parent / "abcdef.jsonl").write_bytes(b"")
    assert handed_on("water")


def test_an_import_that_was_stopped_is_handed_on_and_finished_first(real: Kit) -> None:
    (real.home / "incoming").mkdir()
    assert handed_on("water")
    assert real("note", "water").code == 0
    assert not (real.home / "incoming").exists()


def test_a_held_lock_is_handed_on(real: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "WAIT", 0.0)
    with Lock(lock_path(str(real.home), real.folder().ref)):
        assert handed_on("water")


def test_a_full_disk_is_handed_on_and_nothing_is_half_written(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int, data: bytes) -> None:
        os.write(fd, data[:20])
        raise OSError(errno.ENOSPC, "full")

    before = journals(real.home)
    monkeypatch.setattr(append, "write_all", full)
    assert handed_on("water")
    assert journals(real.home) == before


def test_a_note_costs_one_flush_and_at_most_300_bytes_besides_its_text(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushes: list[int] = []
    flush = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (flushes.append(fd), flush(fd))[1])
    before = sum(map(len, journals(real.home).values()))
    assert not handed_on("water")
    assert sum(map(len, journals(real.home).values())) - before - len("water") <= 300
    assert len(flushes) == 1


def test_after_a_failed_fsync_the_same_entry_goes_to_a_new_journal(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def once(fd: int) -> None:
        calls.append(fd)
        if len(calls) == 1:
            raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(append, "sync", once)
    line = front.note(["note", "water"])
    assert len(journals(real.home)) == 2 and re.match(r"#1@\w+-\w+  10:01  wang  Note: water", line)
    found = [e for e in real.folder().entries if e.event == ev.Noted("water")]
    assert len(found) == 1


def alone(home: Path, *words: str) -> Done:
    """This interpreter in a process of its own."""
    return python(environment(home, "en", KIT_BY="wang"), *words)


def test_recording_a_note_imports_nothing_heavy(tmp_path: Path) -> None:
    assert main(["--home", str(tmp_path), "start", "fire", "--no-guide"]) == 0
    code = (
        "import sys; before = set(sys.modules)\n"
        "from kit.main import main; code = main(['note', 'water'])\n"
        "print(code, *sorted(set(sys.modules) - before), file=sys.stderr)\n"
    )
    done = alone(tmp_path, "-I", "-c", "import sys; sys.path.insert(0, '.')\n" + code)
    code_, *loaded = done.stderr.split()
    assert code_ == "0" and "Note: water" in done.stdout, done.stderr
    assert set(loaded) <= {
        "kit", "kit.main", "kit.found", "kit.quick", "kit.ground.machine.here", "kit.ground.machine.by", "kit.ground", "kit.ground.machine", "kit.ground.journal", "kit.ground.journal.append",
        "kit.ground.journal.line", "kit.ground.machine.lock", "kit.ground.machine.disk", "kit.ground.machine.full_disk",
        "_json", "_sha2", "_sha256", "errno", "fcntl", "msvcrt",
    }  # fmt: skip


def test_the_module_and_the_console_script_both_say_what_was_recorded(tmp_path: Path) -> None:
    assert main(["--home", str(tmp_path), "start", "fire", "--no-guide"]) == 0
    for n, how in enumerate((["-m", "kit"], ["-c", "from kit.main import entry; entry()"])):
        done = alone(tmp_path, *how, "note", "water", str(n))
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.endswith(f"  wang  Note: water {n}\n")


def test_a_reader_that_went_away_does_not_undo_the_note(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(line: str) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(front, "say", gone)
    monkeypatch.setattr("kit.main._quiet_stdout", lambda: None)
    assert real("note", "water").code == 0
    assert [e.event for e in real.folder().entries].count(ev.Noted("water")) == 1


def test_ctrl_c_in_the_front_door_says_how_to_go_on(
    real: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(argv: list[str]) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(front, "note", stopped)
    result = real("note", "water")
    assert result.code == 130 and "kit guide" in result.err
