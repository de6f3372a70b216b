"""The leader's log: who leads, who is there, figures, counts, notes; none of it lost."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from functools import partial
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.ground.journal import prove_log
from kit.ground.machine.by import keep_leader, leader, writer
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules.acts import record_by
from kit.shifts.shift.files.store import Book, Shifts
from kit.shifts.shift.rules import acts
from kit.shifts.shift.rules.kinds.floor import STATES
from kit.shifts.shift.rules.state import Floor, Shift
from kit.shifts.shift.rules.typed import STATE_WORDS, numbers_of, state_of
from tests.support.constants import TEN
from tests.support.kit import Kit
from tests.support.logs import at as minute


def test_a_shift_begins_with_a_name_and_ends_with_a_cut(bare: Kit) -> None:
    bare.at(0)
    made = bare("shift", "start", "Ms Example", "--second", "Sample", "--until", "18:00", "--json")
    shift = made.json["shift"]
    assert (shift["leader"], shift["second"], shift["day"]) == ("Ms Example", "Sample", "2026-03-02")
    assert bare.at(60)("shift", "end", "--json").json["shift"]["ended"] is not None
    assert bare("shift", "until", "19:00", "-s", shift["ref"]).code == 3, "it is over"
    assert bare("shift", "start").code == 0, "the next one may begin"


def test_one_shift_is_on_at_one_laptop(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    again = bare("shift", "start", "Sample")
    assert again.code == 3 and "Example" in again.err


def test_who_leads_is_who_writes_everywhere(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIT_BY", raising=False)
    monkeypatch.setenv("USER", "laptop")
    bare.at(0)("shift", "start", "Example")
    assert "Example" in bare("callback", "add", "Zhang").out
    bare("shift", "lead", "Sample")
    assert "Sample" in bare("callback", "add", "Li").out
    assert "Sample" in bare("shift", "note", "screen flickers").out
    bare("shift", "end")
    assert "laptop" in bare("callback", "add", "Wang").out, "nobody leads any more"


def test_who_was_said_to_record_in_an_incident_is_relieved_with_the_shift(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next leader's steps were signed by whoever had been named as recorder the day before."""
    monkeypatch.delenv("KIT_BY", raising=False)
    kit("shift", "start", "Example")
    log = kit.folder()
    named = partial(record_by, name="Helper", laptop=log.store.laptop)
    log.store.record(log, Now(minute(2).wall), "Example", named)
    assert "Helper" in kit.at(3)("note", "one").out
    kit("shift", "lead", "Sample")
    assert "Sample" in kit.at(4)("note", "two").out
    assert kit.folder().entries[-2].kind == "recorder-set"


def test_a_name_said_for_one_command_comes_before_the_leaders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_leader(str(tmp_path), "Example")
    monkeypatch.setenv("KIT_BY", "Sample")
    assert writer(str(tmp_path)) == "Sample"
    monkeypatch.delenv("KIT_BY")
    assert writer(str(tmp_path)) == "Example"


def test_a_home_on_a_stick_keeps_each_computers_leader_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for machine, name in (("one", "Example"), ("two", "Sample")):
        monkeypatch.setenv("KIT_MACHINE", machine)
        keep_leader(str(tmp_path), name)
    monkeypatch.setenv("KIT_MACHINE", "one")
    assert leader(str(tmp_path)) == "Example"
    keep_leader(str(tmp_path), "")
    assert leader(str(tmp_path)) == ""
    monkeypatch.setenv("KIT_MACHINE", "two")
    assert leader(str(tmp_path)) == "Sample"


def test_a_shift_opens_quietly_with_the_first_note(bare: Kit) -> None:
    made = bare.at(0)("shift", "note", "screen flickers", "--json").json
    assert made["shift"]["opened_by_itself"] and made["shift"]["leader"] == "wang"
    assert [entry["kind"] for entry in made["entries"]] == ["note"]


def test_a_quiet_shift_begins_with_the_incident_that_came_before_it(kit: Kit) -> None:
    since = kit.folder().incident.opened
    made = kit.at(20)("shift", "note", "calm", "--json").json
    assert made["shift"]["since"] == since.isoformat()


def test_the_roll_call_says_who_is_missing_and_why(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "crew", "Aa", "Bb", "Cc")
    bare("shift", "crew", "Dd", "--state", "病假", "--reason", "fever")
    shift = bare("shift", "crew", "Bb", "--state", "home", "--json").json["shift"]
    assert (shift["present_count"], shift["missing_count"]) == (2, 2)
    shown = bare("shift").out
    assert "Dd sick fever" in shown and "Bb gone home early" in shown
    same = bare("shift", "crew", "Bb", "--state", "home")
    assert same.code == 3 and "nothing was recorded" in same.err


@pytest.mark.parametrize("word", [*STATES, *STATE_WORDS])
def test_every_word_for_how_somebody_is_is_read(word: str) -> None:
    assert state_of(word) in STATES


def test_the_share_answered_is_counted_from_both_numbers_and_never_from_one() -> None:
    assert Floor(TEN, "li", 120, 90).rate == 0.75
    for floor in (Floor(TEN, "li", 120), Floor(TEN, "li", 0, 0), Floor(TEN, "li", None, 9)):
        assert floor.rate is None
    assert Floor(TEN, "li", seats=18, needed=22).short == 4
    assert Floor(TEN, "li", seats=22, needed=18).short == 0


def test_figures_are_typed_in_their_order_or_by_name() -> None:
    assert numbers_of(["120", "90", "-", "１８"], {}) == {"offered": 120, "answered": 90, "seats": 18}
    assert numbers_of([], {"queue": "5", "seats": ""}) == {"queue": 5}
    for wrong in ("many", "-3", "1.5"):
        with pytest.raises(Refused):
            numbers_of([wrong], {})


def test_more_answered_than_offered_is_refused(bare: Kit) -> None:
    wrong = bare.at(0)("shift", "figure", "10", "12")
    assert wrong.code == 2 and "12" in wrong.err
    assert bare("shift", "show").code == 4, "nothing was recorded, so no shift began"


def test_a_count_that_differs_says_by_how_many_and_remembers_what_should_be(bare: Kit) -> None:
    bare.at(0)("shift", "count", "radio", "8", "--should", "8")
    assert "differs" not in bare("shift").out
    bare("shift", "count", "radio", "7")
    assert "radio 7 (should be 8, differs by -1)" in bare("shift").out


def test_what_was_taken_back_counts_no_more_and_can_be_restored(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "crew", "Aa")
    before = bare("shift", "show", "--json").json["shift"]
    bare("shift", "crew", "Bb")
    bare("shift", "undo")
    after = bare("shift", "show", "--json").json["shift"]
    assert [m["name"] for m in after["crew"]] == [m["name"] for m in before["crew"]] == ["Aa"]
    assert "(taken back)" in bare("shift", "log").out
    bare("shift", "redo")
    assert bare("shift", "show", "--json").json["shift"]["present_count"] == 2


def test_an_end_that_was_a_mistake_is_taken_back_and_the_shift_goes_on(bare: Kit) -> None:
    ref = bare.at(0)("shift", "start", "Example", "--json").json["shift"]["ref"]
    bare("shift", "end")
    bare("shift", "undo", "-s", ref)
    assert bare("shift", "show", "--json").json["shift"]["ended"] is None
    assert bare("shift", "note", "going on").code == 0


def test_a_supervisor_signs_what_is_over_and_not_his_own(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    assert bare("shift", "sign", "--name", "Chief").code == 4
    bare("shift", "end")
    assert bare("shift", "sign", "--name", "Example").code == 3
    assert bare("shift", "sign", "--name", "Chief", "--comment", "seen").code == 0
    (signed,) = bare("shift", "show", "last", "--json").json["shift"]["signed"]
    assert (signed["name"], signed["comment"]) == ("Chief", "seen")


def test_a_shift_is_named_by_last_by_its_day_and_by_its_reference(bare: Kit) -> None:
    ref = bare.at(0)("shift", "start", "Example", "--json").json["shift"]["ref"]
    bare("shift", "end")
    for text in ("", "last", "2026-03-02", ref, ref[1:], ref[-4:].lower()):
        assert bare("shift", "show", text, "--json").json["shift"]["ref"] == ref, text
    assert bare("shift", "show", "2026-03-01").code == 4
    assert bare("shift", "show", "ZZZZ").code == 4


def test_a_night_shift_has_the_date_on_which_it_began(bare: Kit) -> None:
    bare.at(13 * 60)("shift", "start", "Example", "--until", "07:00")
    shift = bare.at(21 * 60)("shift", "end", "--json").json["shift"]
    assert shift["day"] == "2026-03-02" and shift["ended"][:10] == "2026-03-03"


def test_an_act_before_the_shift_opens_it_no_later_than_itself(bare: Kit) -> None:
    shift = bare.at(30)("shift", "note", "alarm bell", "--at", "-20", "--json").json["shift"]
    assert shift["since"].startswith("2026-03-02T10:10")


# ---- what outlives it --------------------------------------------------------------------


def test_what_is_broken_or_borrowed_stays_listed_until_it_is_cleared(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "degraded", "printer", "--still", "the one upstairs")
    bare("shift", "lent", "two radios", "--who", "security", "--until", "12:00")
    bare("shift", "end")
    bare.at(300)("shift", "start", "Sample")
    assert "printer" in bare("item").out and "two radios" in bare("board").out
    assert bare("item", "done", "printer").code == 0
    assert "printer" not in bare("item").out


@pytest.mark.parametrize("sort", ["allow", "silence"])
def test_a_permission_or_a_silence_has_an_end(bare: Kit, sort: str) -> None:
    refused = bare.at(0)("shift", sort, "leave early")
    assert refused.code == 2 and "--until" in refused.err
    assert bare("shift", sort, "leave early", "--until", "30").code == 0


def test_what_to_watch_says_if_then_and_whom_to_call(bare: Kit) -> None:
    bare.at(0)("shift", "watch", "power", "--if", "it goes", "--then", "second line", "--call", "95598")
    shown = bare("item", "show", "power").out
    assert all(text in shown for text in ("it goes", "second line", "95598"))


# ---- the journal -------------------------------------------------------------------------


def begun(home: Path, laptop: str, at: float = 0, name: str = "li") -> str:
    store = Shifts(str(home))
    store.recorder._laptop = laptop
    book, _ = store.begin(
        minute(at), name, lambda d: acts.begin(d, d.shift.ref, name), 0x12345 + ord(laptop[0])
    )
    return book.ref


def noted(home: Path, laptop: str, ref: str, text: str, at: float) -> None:
    store = Shifts(str(home))
    store.recorder._laptop = laptop
    store.record(ref, minute(at), "li", lambda d: acts.note(d, text))


def state(home: Path, ref: str) -> Shift:
    return Shifts(str(home)).load(ref).shift


def test_two_laptops_of_one_shift_merge_by_copying_files(fast: Path) -> None:
    one, two = fast / "one", fast / "two"
    ref = begun(one, "aaaaaa")
    folder = Path(Shifts(str(one)).folder(ref)).relative_to(one)
    shutil.copytree(one / "shifts", two / "shifts")
    noted(one, "aaaaaa", ref, "first", 1)
    noted(two, "bbbbbb", ref, "second", 2)
    for source, target in ((one, two), (two, one)):
        for file in (source / folder).glob("*.jsonl"):
            shutil.copy(file, target / folder)
    assert msgspec.json.encode(state(one, ref)) == msgspec.json.encode(state(two, ref))
    assert [note.text for note in state(one, ref).notes] == ["first", "second"]
    assert state(one, ref).laptops == ["aaaaaa", "bbbbbb"]


def test_the_chain_of_a_shift_proves_itself(fast: Path) -> None:
    ref = begun(fast, "aaaaaa")
    noted(fast, "aaaaaa", ref, "printer", 1)
    keeper = Shifts(str(fast))
    verdict, _ = prove_log.examine(lambda: Book(keeper, keeper.locate(ref), False, False))
    assert verdict.findings == []
    (path,) = Path(keeper.folder(ref)).glob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b"printer", b"printed"))
    verdict, _ = prove_log.examine(lambda: Book(keeper, keeper.locate(ref), False, False))
    assert [f.kind for f in verdict.findings if f.kind == "damaged"]


def test_verify_proves_shifts_too(bare: Kit) -> None:
    bare.at(0)("shift", "note", "printer")
    assert bare("verify").code == 0
    (path,) = (Path(bare.home) / "shifts").rglob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b"printer", b"printed"))
    assert bare("verify").code == 5


def test_a_shift_is_its_owners_alone(bare: Kit) -> None:
    bare.at(0)("shift", "note", "printer")
    if sys.platform == "win32":
        pytest.skip("rights are the system's")
    for path in (Path(bare.home) / "shifts").rglob("*"):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_a_signpost_that_is_lost_is_put_up_again_by_the_next_entry(fast: Path) -> None:
    ref = begun(fast, "aaaaaa")
    store = Shifts(str(fast))
    assert [book.ref for book in store.on()] == [ref]
    os.unlink(store.path("open", ref))
    noted(fast, "aaaaaa", ref, "calm", 1)
    assert [book.ref for book in Shifts(str(fast)).on()] == [ref]


def test_a_signpost_without_a_shift_is_no_shift(fast: Path) -> None:
    """A crash between the two leaves nothing that anybody sees."""
    ref = begun(fast, "aaaaaa")
    store = Shifts(str(fast))
    shutil.rmtree(store.folder(ref))
    assert Shifts(str(fast)).on() == []


def test_a_folder_that_cannot_be_written_refuses_and_claims_nothing(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Zhang")
    (Path(bare.home) / "shifts").write_text("in the way", encoding="ascii")
    refused = bare("shift", "start", "Example")
    assert refused.code == 1 and refused.out == "" and len(refused.err.splitlines()) == 1


def test_hostile_text_steers_no_terminal(bare: Kit) -> None:
    bare.at(0)("shift", "start", "A\x1b[2JB\u202eC")
    bare("shift", "note", "x\x07\x1b]0;title\x07y")
    bare("shift", "crew", "\x9b31mD", "--state", "sick", "--reason", "\x00r")
    bare("shift", "count", "k\x1b[5me", "1")
    for argv in (["shift"], ["shift", "log"], ["shift", "list"], ["shift", "show", "--json"]):
        told = bare(*argv).out
        assert not {c for c in told if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c == "\u202e"}, argv



@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["Chen", "迟到"], "kit shift crew NAME --state late"),
        (["late"], "--state late"),
        (["Chen", "12345"], "is no name"),
        (["the printer is broken again and nobody came to look"], "is no name"),
        (["打印机坏了。"], "is no name"),
        (["时间：10点"], "is no name"),
    ],
)
def test_a_roll_call_takes_names_and_nothing_else(bare: Kit, typed: list[str], said: str) -> None:
    bare.at(0)("shift", "start", "Example")
    refused = bare("shift", "crew", *typed)
    assert refused.code == 2 and said in refused.err
    assert bare("shift", "show", "--json").json["shift"]["crew"] == []


def test_names_between_commas_are_several_people(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "crew", "张三、李四，王五", "Li Wei", "坐席12号", "--state", "late")
    crew = bare("shift", "show", "--json").json["shift"]["crew"]
    assert [(one["name"], one["state"]) for one in crew] == [
        (name, "late") for name in ("张三", "李四", "王五", "Li Wei", "坐席12号")
    ]
