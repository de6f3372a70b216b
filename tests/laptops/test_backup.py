"""Backups: all of a home in one proved file, the old ones looked through by hard rules."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.ground.console.context import build
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.store import Store
from kit.laptops.backup.files import making, note
from kit.laptops.backup.files.shelf import lying, wrong
from kit.laptops.backup.rules import rotation
from kit.laptops.backup.rules.due import covers, due
from kit.laptops.backup.rules.names import called, free, said
from kit.laptops.bundles.files.reading import Bundle
from kit.laptops.bundles.files.sorts import Keepers
from kit.laptops.bundles.files.writing import Asked
from kit.live.home.talk.home import home_lines
from tests.support.kit import Kit
from tests.support.laptops import laptop, one
from tests.support.logs import at, start
from tests.support.logs import note as write

WAITING = "/".join(("editions", "work", "x.toml"))  # a list that is not in force
MANY = int(os.environ.get("KIT_EXAMPLES", "0"))
DAY = datetime(2026, 11, 29, 8, 0)


@pytest.fixture
def a(fast: Path) -> Store:
    return laptop(fast, "aaaaaa")


def back_up(store: Store, stick: Path, minutes: float = 0) -> making.Made:
    asked = Asked(Path(store.home).name, "li", at(minutes), "")
    return making.make(Keepers(store.home), str(stick), False, asked)


# ---- which are kept ----------------------------------------------------------------------

founds = st.lists(
    st.tuples(st.integers(0, 800), st.integers(0, 23), st.booleans(), st.booleans()),
    max_size=60, unique_by=lambda each: each[:2],
)  # fmt: skip


def made(rows: list[tuple[int, int, bool, bool]]) -> list[rotation.Found]:
    times = [(DAY - timedelta(days=days, hours=hours), *more) for days, hours, *more in rows]
    return [rotation.Found(called("aaaaaa", when), when, *more) for when, *more in times]


@settings(max_examples=MANY or 150)
@given(founds, st.data())
def test_nothing_goes_but_what_proves_itself_and_lies_whole_in_a_new_one_that_does(
    rows: list[tuple[int, int, bool, bool]], data: st.DataObject
) -> None:
    found = made(rows)
    new = data.draw(st.sampled_from(["none", *(each.name for each in found)]))
    plan = rotation.plan(found, new)
    by_name = {each.name: each for each in found}
    assert Counter([*plan.kept, *plan.gone]) == Counter(list(by_name))
    assert all(by_name[name].sound and by_name[name].covered for name in plan.gone)
    if new not in by_name or not by_name[new].sound:
        assert not plan.gone
    else:
        assert new in plan.kept
    newest = max(found, key=lambda each: each.at, default=None)
    if newest is not None and not newest.sound:  # its predecessor stays, whatever else goes
        before = max((each for each in found if each.sound), key=lambda each: each.at, default=None)
        assert before is None or before.name in plan.kept


@settings(max_examples=MANY or 150)
@given(founds)
def test_the_latest_of_7_days_5_weeks_and_12_months_stay(
    rows: list[tuple[int, int, bool, bool]],
) -> None:
    """Counted anew, another way."""
    found = made([(*row[:2], True, True) for row in rows])
    if not found:
        return
    new = max(found, key=lambda each: each.at).name
    plan = rotation.plan(found, new)
    wanted = {new}
    for many, key in ((7, "%Y%m%d"), (5, "%G%V"), (12, "%Y%m")):
        latest: dict[str, rotation.Found] = {}
        for each in sorted(found, key=lambda each: each.at):
            latest[each.at.strftime(key)] = each
        wanted |= {latest[slot].name for slot in sorted(latest)[-many:]}
    assert {*plan.kept} == wanted
    assert rotation.plan([each for each in found if each.name in plan.kept], new).gone == []


def test_a_year_of_weekly_backups_leaves_about_twenty() -> None:
    here: list[rotation.Found] = []
    for week in range(60):
        when = DAY + timedelta(days=7 * week)
        here.append(rotation.Found(called("aaaaaa", when), when))
        gone = rotation.plan(here, here[-1].name).gone
        here = [each for each in here if each.name not in gone]
    assert 12 <= len(here) <= 7 + 5 + 12
    assert (here[-1].at - here[0].at).days > 300


def test_the_name_says_who_and_when_and_no_name_is_taken_twice() -> None:
    name = called("aaaaaa", DAY)
    assert name == "incident-kit-aaaaaa-20261129-080000.zip"
    assert said(name) == ("aaaaaa", DAY)
    assert free("aaaaaa", DAY, {name}) == called("aaaaaa", DAY + timedelta(seconds=1))
    for other in ("shift.zip", "incident-kit-aaaaaa-20261399-080000.zip", f"{name}.new", name.upper()):
        assert said(other) is None


def test_a_newer_backup_covers_an_older_one_when_no_journal_is_shorter_or_missing() -> None:
    old = {"x/a": [(5, 5)], "y/a": [(3, 3), (4, 4)]}
    assert covers(old, {"x/a": [(9, 9)], "y/a": [(4, 4), (3, 3)], "z/a": [(1, 1)]})
    assert not covers(old, {"x/a": [(9, 9)], "y/a": [(9, 9)]})  # one of two that disagree is gone
    assert not covers(old, {"x/a": [(4, 4)], "y/a": [(3, 3), (4, 4)]})
    assert not covers(old, {"x/a": [(9, 4)], "y/a": [(3, 3), (4, 4)]})  # damaged in between
    assert not covers(old, {"x/a": [(5, 5)]})


# ---- every week --------------------------------------------------------------------------


def test_a_backup_is_due_a_week_after_the_last_one_and_a_week_after_the_first_entry() -> None:
    assert due(None, None, DAY).due is None
    first = due(None, DAY, DAY + timedelta(days=6))
    assert not first.late and first.due == DAY + timedelta(days=7)
    assert due(None, DAY, DAY + timedelta(days=7)).late
    assert due(DAY, DAY - timedelta(days=90), DAY + timedelta(days=7)).late
    assert not due(DAY, DAY - timedelta(days=90), DAY + timedelta(days=6, hours=23)).late


def test_a_last_backup_that_is_still_to_come_by_the_clock_counts_as_none() -> None:
    assert due(DAY + timedelta(days=300), DAY - timedelta(days=1), DAY).late


# ---- written -----------------------------------------------------------------------------


def test_a_backup_holds_every_journal_and_the_sites_own_files_and_no_cache(
    a: Store, stick: Path
) -> None:
    start(a)
    write(one(a), "kept", 1)
    home = Path(a.home)
    for path in ("checklists/ours.toml", "profiles/own.toml", "causes/x.toml", "calendar/2027.toml", WAITING):
        (home / path).parent.mkdir(exist_ok=True, parents=True)
        (home / path).write_text(f"# {path}\n", encoding="utf-8")
    (home / "profile").write_text("own\n", encoding="ascii")
    (home / "cache").mkdir(exist_ok=True)
    (home / "cache" / "months").write_bytes(b"x")
    (home / "drilled" / "on").mkdir(parents=True)
    (home / "letter.odt").write_bytes(b"mine")
    done = back_up(a, stick)
    with zipfile.ZipFile(done.written.path) as found:
        names = {*found.namelist()}
    where = one(a).where
    assert names == {
        f"incidents/{where.ref}.{where.type}/aaaaaa.jsonl", "manifest.json", "home/profile",
        "home/seen/aaaaaa", "home/checklists/ours.toml", "home/profiles/own.toml",
        "home/causes/x.toml", "home/calendar/2027.toml", f"home/{WAITING}",
    }  # fmt: skip
    assert done.left == ["letter.odt"]
    assert wrong(done.written.path) == ""
    assert note.load(a.home).at == at().wall and note.load(a.home).writing == []


def test_the_next_backup_of_a_day_takes_the_place_of_the_one_before(a: Store, stick: Path) -> None:
    start(a)
    first = back_up(a, stick)
    write(one(a), "more", 1)
    second = back_up(a, stick, 5)
    assert second.gone == [Path(first.written.path).name]
    assert [each.name for each in stick.iterdir()] == [Path(second.written.path).name]


def test_a_backup_that_holds_what_the_new_one_lacks_is_never_deleted(a: Store, stick: Path) -> None:
    log = start(a)
    write(log, "gone soon", 1)
    first = Path(back_up(a, stick).written.path)
    journal = Path(log.where.path) / "aaaaaa.jsonl"
    blob = journal.read_bytes()
    journal.write_bytes(blob[: blob.rindex(b"\n", 0, -1) + 1])  # an older copy was laid over it
    second = back_up(a, stick, 5)
    assert second.gone == [] and second.kept[first.name] == rotation.ALONE
    assert wrong(str(first)) == ""


def test_files_of_others_and_of_other_laptops_and_false_names_stay(a: Store, fast: Path, stick: Path) -> None:
    start(a)
    b = laptop(fast, "bbbbbb")
    start(b)
    other = Path(back_up(b, stick).written.path).name
    mine = Path(back_up(a, stick).written.path)
    photo = called("aaaaaa", DAY - timedelta(days=1))  # somebody's file that only is called so
    (stick / photo).write_bytes(b"\xff\xd8 a photograph")
    copy = called("aaaaaa", DAY - timedelta(days=2))  # a copy under the name of another day
    (stick / copy).write_bytes(mine.read_bytes())
    done = back_up(a, stick, 5)
    assert done.gone == [mine.name]
    assert {other, photo, copy} <= {each.name for each in stick.iterdir()}
    assert done.kept[photo] == done.kept[copy] == rotation.UNPROVED


def test_before_one_goes_those_that_stand_for_it_are_read_whole(a: Store, stick: Path) -> None:
    """The new one and the one of the same month are damaged in a byte that no list of members
    shows: nothing goes for them."""
    start(a)
    first = Path(back_up(a, stick, -3 * 1440).written.path)
    second = Path(back_up(a, stick, -3 * 1440 + 5).written.path)
    assert not first.exists()
    blob = bytearray(second.read_bytes())
    blob[60] ^= 1
    second.write_bytes(blob)
    assert lying(str(stick))[0].manifest is not None and wrong(str(second))
    third = back_up(a, stick, 5)
    fourth = back_up(a, stick, 10)
    assert fourth.gone == [Path(third.written.path).name]
    assert fourth.kept[second.name] == rotation.UNPROVED and second.exists()


# ---- a stick that fails ------------------------------------------------------------------


def test_a_stick_that_is_full_or_pulled_or_read_only_is_one_sentence_and_costs_no_old_backup(
    a: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(a)
    old = Path(back_up(a, stick).written.path)
    blob, real = old.read_bytes(), os.write
    for errno, code in ((28, "backup-full"), (5, "backup-failed"), (19, "backup-failed"), (30, "backup-failed")):

        def fails(fd: int, data: bytes, errno: int = errno) -> int:
            if os.readlink(f"/proc/self/fd/{fd}").startswith(str(stick)):
                raise OSError(errno, os.strerror(errno))
            return real(fd, data)

        monkeypatch.setattr(os, "write", fails)
        with pytest.raises(Refused) as refused:
            back_up(a, stick, 5)
        monkeypatch.setattr(os, "write", real)
        assert refused.value.code == code
        assert {each.name for each in stick.iterdir()} == {old.name} and old.read_bytes() == blob


def test_a_stick_that_failed_is_not_the_one_that_is_remembered(
    a: Store, fast: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(a)
    back_up(a, stick)
    other = fast / "other"
    other.mkdir()
    real = Bundle.read
    monkeypatch.setattr(Bundle, "read", lambda self: pytest.fail("pulled"))
    with pytest.raises(BaseException, match="pulled"):
        asked = Asked("aaaaaa", "li", at(5), "")
        making.make(Keepers(a.home), str(other), False, asked)
    monkeypatch.setattr(Bundle, "read", real)
    assert making.place(a.home, "") == (str(stick), False)


def test_a_backup_that_does_not_read_back_is_none(
    a: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that takes everything and gives back something else."""
    start(a)
    old = Path(back_up(a, stick).written.path)
    real = Bundle.journal

    def other(self: Bundle, held: object, part: object) -> bytes:
        raise Refused("bundle-bad", 5, path=self.name, what="sha256")

    monkeypatch.setattr(Bundle, "journal", other)
    with pytest.raises(Refused):
        back_up(a, stick, 5)
    monkeypatch.setattr(Bundle, "journal", real)
    assert [each.name for each in stick.iterdir()] == [old.name]


def test_a_stick_that_is_not_plugged_in_is_not_mistaken_for_its_empty_folder(
    a: Store, stick: Path
) -> None:
    start(a)
    note.keep(a.home, note.Note(str(stick), apart=True, at=at().wall))  # as if on another disk
    with pytest.raises(Refused) as refused:
        making.place(a.home, "")
    assert refused.value.code == "backup-gone" and not [*stick.iterdir()]
    assert making.place(a.home, str(stick)) == (str(stick), False)


# ---- the command -------------------------------------------------------------------------


def test_the_command_remembers_the_folder_lists_and_proves(kit: Kit, stick: Path) -> None:
    never = kit("backup")
    assert never.code == 2 and "kit backup FOLDER" in never.err
    first = kit("backup", str(stick))
    assert first.code == 0 and "read back and proved" in first.out
    again = kit("backup")
    assert again.code == 0 and "deleted as no longer needed: 1" in again.out
    listed = kit("backup", "--list")
    assert listed.code == 0 and listed.out.count("proves itself") == 1
    (path,) = stick.iterdir()
    blob = bytearray(path.read_bytes())
    blob[60] ^= 1
    path.write_bytes(blob)
    assert kit("backup", "--list").code == 5
    assert kit("backup", str(kit.home / "inside")).code == 2
    assert kit("backup", str(stick / "no" / "such")).code == 1


def test_doctor_and_home_say_when_the_week_is_over(kit: Kit, stick: Path) -> None:
    def told(minutes: float) -> str:
        lines = kit.at(minutes)("doctor").out.splitlines()
        return next(line for line in lines if " backup " in line)

    assert "none yet, the first by 2026-03-09" in told(0)
    kit.at(0)("backup", str(stick))
    assert "last one 2026-03-02, the next by 2026-03-09" in told(7 * 1440 - 1)
    assert "CHECK" in told(7 * 1440) and "last one 2026-03-02, more than a week ago" in told(7 * 1440)

    def at_home(minutes: float) -> str:
        assert kit.at(minutes)().code == 0  # by the door of those who only type kit
        ctx = build(str(kit.home), "en", True, lambda: pytest.fail("it asks"))
        lines = home_lines(ctx, [], 80, 24)
        return "\n".join("".join(text for _, text, *_ in line) for line in lines)

    assert kit.at(1)("close", "--yes").code == 0
    desk.QUIET.clear()
    assert "backup" not in at_home(7 * 1440 - 1)
    assert "Last backup 2026-03-02" in kit.at(7 * 1440)().out
    assert "Last backup 2026-03-02, more than a week ago: kit backup" in at_home(7 * 1440)


def test_drills_are_no_strangers_files_and_go_with_a_backup(kit: Kit, tmp_path: Path) -> None:
    kit("close", "--yes", "--outcome", "other", "--note", "x")
    assert kit("drill", "run", "lift-stuck", "--no-guide").code == 0
    said = kit("backup", str(tmp_path / "stick"))
    assert said.code == 0 and "not the kit's" not in said.err
    done = kit("restore", str(tmp_path / "stick"), "--into", str(tmp_path / "new"), "--yes")
    assert done.code == 0 and [*(tmp_path / "new" / "drilled").glob("D*/*.jsonl")]
    for folder in ("open", "closed"):
        shutil.rmtree(tmp_path / "new" / folder, ignore_errors=True)
    again = kit("--home", str(tmp_path / "new"), "restore", str(tmp_path / "stick"), "--yes")
    assert again.code == 3, "drills are something that was recorded"
