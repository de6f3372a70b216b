"""Registers: what is noted outlives incidents, rings till it is done, and can be taken back."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.ground.journal import prove_log
from kit.ground.journal.log import Log
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.due import AGAIN, due_of, dues
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.state import Doc, Register
from tests.support.constants import TEN
from tests.support.kit import Kit
from tests.support.logs import at as minute

CALLBACK = BOOKS["callback"]


def test_a_promise_outside_an_incident_is_noted_and_listed(bare: Kit) -> None:
    bare.at(0)
    made = bare("callback", "add", "Zhang", "--phone", "5550100", "--promised", "10:30", "--json")
    (item,) = made.json["items"]
    assert item["content"] == {"name": "Zhang", "phone": "5550100"}
    assert (item["due_why"], item["is_late"]) == ("promised", False)
    for argv in ([], ["board"], ["callback"], ["callback", "list"]):
        assert "Zhang" in bare.at(15)(*argv).out, argv
    assert "Zhang" not in bare.at(-60)("board").out, "what is far off does not stand on the board"


def test_it_rings_until_it_is_done_and_is_late_as_long_as_that(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Zhang", "--promised", "10:30")
    assert "late" in bare.at(50)("board").out
    assert bare("callback", "no-answer", "Zhang").code == 0
    assert "tried 1 time" in bare.at(51)("callback").out
    assert bare("callback", "done", "Zhang").code == 0
    assert "Zhang" not in bare("board").out
    assert "Zhang" in bare("callback", "list", "--all").out
    again = bare("callback", "done", "Zhang")
    assert again.code == 3 and "ended" in again.err, "done is done"


def test_a_promise_that_was_answered_says_how_late_by_the_time_that_was_agreed(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Zhang", "--promised", "10:30", "--by", "Ma")
    bare("callback", "add", "Li", "--promised", "10:30")
    bare("callback", "move", "Li", "--to", "11:00", "--note", "asked", "--agreed-by", "Li")
    bare.at(45)
    for name in ("Zhang", "Li"):
        bare("callback", "done", name)
    items = bare("callback", "list", "--all", "--json").json["items"]
    late = {item["content"]["name"]: item["promise_late"] for item in items}
    assert late == {"Zhang": 15 * 60, "Li": 0}
    assert next(i for i in items if i["content"]["name"] == "Zhang")["owner"] == "Ma", "nothing is nobody's"


def test_a_call_that_nobody_answered_rings_again_a_while_later_and_stays_late() -> None:
    doc = Doc("A", TEN, "li", {}, TEN, TEN + timedelta(minutes=5))
    tried = TEN + timedelta(minutes=9)
    from kit.people.registers.rules.kinds import Tried

    Tried("A").change(doc, tried, "li")
    due = due_of(doc, CALLBACK, tried)
    assert due is not None
    assert (due.at, due.ring) == (TEN + timedelta(minutes=5), tried + AGAIN)


def test_a_customer_who_agreed_to_another_time_keeps_both_times(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Wang", "--promised", "11:00")
    moved = bare.at(5)(
        "callback", "move", "Wang", "--to", "11:30", "--note", "asked", "--agreed-by", "Wang"
    )
    assert "it was 11:00" in moved.out
    (item,) = bare("callback", "list", "--json").json["items"]
    assert item["moves"][0]["promised_before"][11:16] == "11:00" and item["promised"][11:16] == "11:30"
    assert bare("callback", "move", "Wang", "--to", "11:40").code == 2, "why, and who agreed"


def test_what_waits_wakes_by_itself_but_hides_no_promise() -> None:
    doc = Doc("A", TEN, "li", {}, TEN)
    doc.waits = TEN + timedelta(hours=2)
    due = due_of(doc, CALLBACK, TEN)
    assert due is not None and (due.why, due.at) == ("waited", TEN + timedelta(hours=2))
    doc.due = TEN + timedelta(hours=1)
    due = due_of(doc, CALLBACK, TEN)
    assert due is not None and (due.why, due.at) == ("promised", TEN + timedelta(hours=1))


def test_what_nobody_touches_for_long_rings_though_no_time_was_named() -> None:
    doc = Doc("A", TEN, "li", {}, TEN)
    due = due_of(doc, CALLBACK, TEN)
    assert due is not None and due.why == "quiet"
    assert due.at - TEN == CALLBACK.quiet


def test_what_was_noted_by_a_clock_far_ahead_is_not_silent_until_then() -> None:
    ahead = TEN + timedelta(days=3650)
    doc = Doc("A", ahead, "li", {}, ahead, ahead)
    due = due_of(doc, CALLBACK, TEN)
    assert due is not None and (due.why, due.at) == ("clock", TEN)


def test_what_a_drill_left_open_rings_no_longer_than_a_day() -> None:
    doc = Doc("A", TEN, "li", {}, TEN, TEN + timedelta(hours=1), drill=True)
    assert due_of(doc, CALLBACK, TEN + timedelta(hours=23)) is not None
    assert due_of(doc, CALLBACK, TEN + timedelta(hours=25)) is None
    doc.drill = False
    assert due_of(doc, CALLBACK, TEN + timedelta(hours=25)) is not None


def test_two_of_one_name_are_asked_apart_by_their_numbers(bare: Kit) -> None:
    bare.at(0)
    for phone in ("13800001111", "13900002222"):
        bare("callback", "add", "张三", "--phone", phone)
    asked = bare("callback", "done", "张三")
    assert asked.code == 2 and "…1111" in asked.err and "…2222" in asked.err
    assert bare("callback", "done", "2222").code == 0
    assert bare("callback", "done", "张三").code == 0, "the other one, then, is the only one open"


def test_an_entry_is_taken_back_and_restored_and_both_stay_to_be_read(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Zhang", "--promised", "10:30")
    bare("callback", "done", "Zhang")
    assert bare("callback", "undo").code == 0
    (item,) = bare("callback", "list", "--json").json["items"]
    assert item["ended"] is None
    assert "taken back by #4" in bare("callback", "show", "Zhang").out
    assert bare("callback", "redo").code == 0
    assert bare("callback", "list", "--json").json["items"] == []
    assert bare("callback", "undo").code == 0 and bare("callback", "undo").code == 0
    assert bare("callback", "list", "--all", "--json").json["items"] == [], "it was never noted"
    assert bare("callback", "undo").code == 4


def test_in_an_incident_a_call_is_the_incidents_and_no_second_one_is_made(kit: Kit) -> None:
    kit.at(0)("callback", "add", "Li", "--promised", "10:30")
    assert not os.path.exists(Path(kit.home) / "registers")
    kit("callback", "add", "Zhang", "--promised", "10:20", "--outside")
    listed = kit("callback", "list", "--json").json
    assert [item["content"]["name"] for item in listed["items"]] == ["Zhang"]
    assert [b["name"] for p in listed["promises"] for b in p["callbacks"]] == ["Li"]
    kit("callback", "done", "Zhang")
    kit("callback", "done", "Li")
    listed = kit("callback", "list", "--json").json
    assert (listed["items"], listed["promises"]) == ([], [])


def test_one_name_that_an_incident_and_the_register_both_owe_is_asked_back(kit: Kit) -> None:
    kit.at(0)("callback", "add", "Li", "--promised", "10:30")
    kit("callback", "add", "Li", "--outside")
    asked = kit("callback", "done", "Li")
    assert asked.code == 2 and kit.folder().ref in asked.err
    (item,) = kit("callback", "list", "--json").json["items"]
    assert kit("callback", "done", item["id"]).code == 0
    assert kit("callback", "done", "Li").code == 0


def test_an_incidents_promise_is_listed_after_its_closing_and_kept_in_its_own_log(kit: Kit) -> None:
    kit.at(0)("callback", "add", "Li", "--promised", "11:00")
    ref = kit.folder().ref
    kit.at(5)("close", "--yes")
    (found,) = kit("callback", "list", "--json").json["promises"]
    assert (found["ref"], found["callbacks"][0]["name"]) == (ref, "Li")
    assert kit("callback", "done", "Li").code == 0
    assert kit("callback", "list", "--json").json["promises"] == []
    assert not os.path.exists(Path(kit.home) / "registers"), "one promise stands in one place"


def test_a_register_is_its_owners_alone(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Zhang")
    if sys.platform == "win32":
        pytest.skip("rights are the system's")
    for path in (Path(bare.home) / "registers").rglob("*"):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


# ---- the journal -------------------------------------------------------------------------


def add(home: Path, laptop: str, name: str, at: float, id_: str) -> None:
    store = Registers(str(home))
    store.recorder._laptop = laptop
    store.record(
        "callback", minute(at), "li", lambda d: acts.add(d, CALLBACK, id_, {"name": name})
    )


def state(home: Path) -> Register:
    book = Registers(str(home)).load("callback")
    assert book is not None
    return book.register


def test_two_laptops_that_each_began_the_register_merge_by_copying_files(fast: Path) -> None:
    one, two = fast / "one", fast / "two"
    add(one, "aaaaaa", "Zhang", 0, "1")
    add(two, "bbbbbb", "Li", 1, "2")
    add(one, "aaaaaa", "Wang", 2, "3")
    for source, target in ((one, two), (two, one)):
        for file in (source / "registers" / "callback").glob("*.jsonl"):
            shutil.copy(file, target / "registers" / "callback")
    assert msgspec.json.encode(state(one)) == msgspec.json.encode(state(two))
    assert [doc.get("name") for doc in state(one).docs.values()] == ["Zhang", "Li", "Wang"]


def test_the_chain_of_a_register_proves_itself(fast: Path) -> None:
    add(fast, "aaaaaa", "Zhang", 0, "1")
    keeper = Registers(str(fast))
    verdict, _ = prove_log.examine(lambda: Log(keeper, keeper.locate("callback"), False, False))
    assert verdict.findings == []
    (path,) = (fast / "registers" / "callback").glob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b"Zhang", b"Zhong"))
    verdict, _ = prove_log.examine(lambda: Log(keeper, keeper.locate("callback"), False, False))
    assert [f.kind for f in verdict.findings if f.kind == "damaged"]


def test_the_same_paper_line_typed_twice_is_refused(fast: Path) -> None:
    add(fast, "aaaaaa", "Zhang", 0, "7QMT-01")
    with pytest.raises(Refused) as refused:
        add(fast, "aaaaaa", "Zhang", 1, "7QMT-01")
    assert refused.value.code == "register-twice"


def test_a_kept_state_is_the_same_as_a_whole_reading(fast: Path) -> None:
    store = Registers(str(fast))
    for n in range(401):
        act = lambda d, n=n: acts.add(d, CALLBACK, f"{n}", {"name": f"n{n}"})  # noqa: E731
        store.record("callback", minute(n / 60), "li", act)
    whole = state(fast)
    assert (fast / "cache" / "callback.register").exists()
    assert state(fast) == whole and len(whole.docs) == 401


def test_drills_stand_behind_what_is_real() -> None:
    docs = {
        "A": Doc("A", TEN, "li", {}, TEN, TEN, drill=True),
        "B": Doc("B", TEN, "li", {}, TEN, TEN + timedelta(hours=1)),
    }
    found = dues([Register("callback", docs=docs)], TEN)
    assert [due.doc.id for due in found] == ["B", "A"]


@pytest.mark.parametrize("name", BOOKS)
def test_what_a_register_asks_for_are_fields_of_its_struct(name: str) -> None:
    book = BOOKS[name]
    known = set(fields_of(book.item))
    for stage in book.stages:
        assert {*stage.needs, *stage.asks} <= known, stage.verb
        assert set(stage.after) <= {each.name for each in book.stages}, stage.verb
    assert {*book.asks, *book.item.title} <= known
    assert all(set(group) <= known for group in book.item.needed)
    assert len({stage.verb for stage in book.stages}) == len(book.stages)


def test_verify_proves_registers_too_and_names_what_is_damaged(bare: Kit) -> None:
    bare.at(0)("callback", "add", "Zhang")
    bare("order", "add", "lift stuck", "--unit", "property")
    assert bare("verify").code == 0 and bare("verify", "callback").code == 0
    (path,) = (Path(bare.home) / "registers" / "callback").glob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b"Zhang", b"Zhong"))
    assert bare("verify").code == 5 and "callback" in bare("verify").out
    assert bare("verify", "order").code == 0
    assert bare("verify", "complaint").code == 4


def test_what_is_open_is_kept_apart_and_counts_only_for_the_very_journals(fast: Path) -> None:
    store = Registers(str(fast))

    def many(draft: acts.Draft) -> None:
        for n in range(250):
            acts.add(draft, CALLBACK, f"{n}", {"name": f"n{n}"})
            if n:
                acts.stage(draft, CALLBACK, f"{n}", "done")

    store.record("callback", minute(0), "li", many)
    whole = Registers(str(fast)).open_ones()
    assert (fast / "cache" / "registers").exists()
    fresh = Registers(str(fast))
    assert fresh.open_ones() == whole and fresh._read == {}, "read without the journals"
    assert [doc.id for doc in whole[0].docs.values()] == ["0"]
    add(fast, "bbbbbb", "Li", 1, "new")
    assert set(Registers(str(fast)).open_ones()[0].docs) == {"0", "new"}
    (fast / "cache" / "registers").write_bytes(b"spoiled")
    assert set(Registers(str(fast)).open_ones()[0].docs) == {"0", "new"}
