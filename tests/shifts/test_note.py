"""A note while no incident is open goes to the shift that is on, by either door, as quick as into
an incident."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kit import quick as front
from kit.ground.base.words import word
from kit.ground.machine.lock import Lock, lock_path
from kit.shifts.shift.files.store import Shifts
from kit.shifts.shift.rules import acts
from tests.support.front import handed_on, now, only_slow, setting
from tests.support.kit import Kit, opened
from tests.support.run import environment, python


@pytest.fixture
def on(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """A real shift, led by ``wang`` since ten."""
    setting(monkeypatch, now(0))
    assert bare("shift", "start", "wang").code == 0
    setting(monkeypatch, now())
    return bare


def logs(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(home.rglob("*.jsonl"))}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("text", ["quiet floor", "三号对讲机没电", 'quote " and {text} %s', "🔥 é"])
def test_both_doors_write_the_same_bytes_and_say_the_same_line(
    on: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, lang: str
) -> None:
    on.env("KIT_LANG", lang)
    shutil.copytree(on.home, tmp_path / "other")
    quick = on("note", text)
    quick_log = logs(on.home)
    for words in (("note", text), ("shift", "note", text)):
        shutil.rmtree(on.home)
        shutil.copytree(tmp_path / "other", on.home)
        setting(monkeypatch, now())
        monkeypatch.setattr(front, "note", only_slow)
        slow = on(*words)
        assert logs(on.home) == quick_log
        assert (quick.code, quick.out, quick.err) == (slow.code, slow.out, slow.err)
    assert text in quick.out


def test_the_sentence_is_the_one_of_the_word_table() -> None:
    for lang, said in front.SHIFT_SAID.items():
        assert said + "{text}" == word(lang, "shifted.noted", text="{text}")


def test_it_goes_to_the_incident_while_one_is_open(on: Kit) -> None:
    assert not handed_on("quiet floor")
    opened(on.home)
    assert "Shift" not in on("note", "water").out
    (book,) = Shifts(str(on.home)).on()
    assert [note.text for note in book.shift.notes] == ["quiet floor"]


def test_a_note_with_no_shift_opens_one_by_itself_and_says_who_leads_it(bare: Kit) -> None:
    done = bare("note", "quiet floor")
    assert done.code == 0 and "wang" in done.err and "kit shift lead" in done.err
    assert "by itself" not in bare("note", "quiet still").err
    (book,) = Shifts(str(bare.home)).on()
    assert book.shift.quiet and [n.text for n in book.shift.notes] == ["quiet floor", "quiet still"]


def test_an_entry_of_an_incident_is_never_amended_in_a_shift(on: Kit) -> None:
    assert on("note", "--amend", "3", "right").code == 4


@pytest.mark.parametrize("seconds", [-3600, 3600])
def test_a_clock_that_was_set_is_the_slow_doors(
    on: Kit, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    setting(monkeypatch, now(1, seconds))
    assert handed_on("quiet")
    assert on("note", "quiet").code == 0
    (book,) = Shifts(str(on.home)).on()
    assert [entry.kind for entry in book.entries[-2:]] == ["clock-set", "note"]


def test_who_has_signed_nothing_in_the_shift_yet_may_be_somebodys_other_name(on: Kit) -> None:
    on.env("KIT_BY", "li")
    assert handed_on("quiet")
    assert on("note", "quiet").code == 0
    assert not handed_on("quiet still")


def _ended(kit: Kit) -> None:
    assert kit("shift", "end").code == 0


def _signpost_left(kit: Kit) -> None:
    (post,) = (kit.home / "shifts" / "open").iterdir()
    kit("shift", "end")
    post.touch()


def _two(kit: Kit) -> None:
    (kit.home / "shifts" / "open" / "S260302-DAN-AAAA").touch()


def _other_laptop(kit: Kit) -> None:
    (path,) = kit.home.glob("shifts/2*/*/*.jsonl")
    (path.parent / "abcdef.jsonl").write_bytes(b"")


def _torn(kit: Kit) -> None:
    (path,) = kit.home.glob("shifts/2*/*/*.jsonl")
    path.write_bytes(path.read_bytes() + b'{"n":99,"id":"torn')


@pytest.mark.parametrize("spoil", [_ended, _signpost_left, _two, _other_laptop, _torn])
def test_what_is_in_doubt_is_handed_on_untouched(on: Kit, spoil: Callable[[Kit], None]) -> None:
    spoil(on)
    before = logs(on.home)
    assert handed_on("quiet")
    assert logs(on.home) == before
    assert on("note", "quiet").code == 0


def test_a_held_lock_is_handed_on(on: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "WAIT", 0.0)
    (book,) = Shifts(str(on.home)).on()
    with Lock(lock_path(str(on.home), book.ref)):
        assert handed_on("quiet")


def test_a_drills_shift_is_the_slow_doors(bare: Kit) -> None:
    bare.at(0)("shift", "start", "wang")
    bare.env("KIT_CLOCK", "")
    assert handed_on("quiet")


def test_it_imports_nothing_heavy_and_the_slow_door_no_typer(bare: Kit, tmp_path: Path) -> None:
    assert bare("shift", "start", "wang").code == 0
    heavy = {"typer", "rich", "prompt_toolkit", "tinydb"}
    for words, kit in ((["note", "quiet"], False), (["note", "quiet", "--by", "li"], True)):
        code = (
            "import sys; before = set(sys.modules); from kit.main import main\n"
            f"code = main({words!r}); print(code, *(set(sys.modules) - before), file=sys.stderr)"
        )
        done = python(environment(bare.home, "en", KIT_BY="wang"), "-c", code)
        said, *loaded = done.stderr.split()
        assert said == "0" and "Shift note: quiet" in done.stdout, done.stderr
        assert ("msgspec" in loaded) is kit
        assert not {name.partition(".")[0] for name in loaded} & heavy


def test_a_note_waits_for_no_answer_where_two_shifts_were_begun_at_once(on: Kit) -> None:
    """Two terminals may begin one in the same moment: the note goes to the last."""
    shifts = Shifts(str(on.home))
    shifts.begin(now(), "wang", lambda d: acts.begin(d, d.shift.ref, "wang"), 4711, now().wall)
    assert on("shift", "until", "18:00").code == 2, "what is about the shift itself is asked back"
    assert on("note", "quiet").code == 0
    assert [len(book.shift.notes) for book in Shifts(str(on.home)).on()] == [0, 1]


def test_another_sites_shift_in_a_merged_home_is_not_this_ones(
    on: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note went into the log of the floor whose folder had been copied here."""
    on.env("KIT_MACHINE", "the other laptop")
    on.env("KIT_PROFILE", "service-hall")
    assert on("note", "quiet").code == 0
    on.env("KIT_PROFILE", "hotline")
    books = Shifts(str(on.home)).on()
    assert [(len(book.shift.notes), book.shift.site) for book in books][1] == (1, "service-hall")
    assert not books[0].shift.notes


def test_what_is_noted_for_real_goes_into_no_drill(bare: Kit) -> None:
    bare.at(0)("shift", "start", "wang")
    bare.env("KIT_CLOCK", "")
    assert bare("note", "quiet").code == 0
    told = {book.shift.drill: len(book.shift.notes) for book in Shifts(str(bare.home)).on()}
    assert told == {True: 0, False: 1}
