"""What two laptops said of one thing without knowing of each other."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.files.taking_back import redo, take_back
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.conflicts import stands
from kit.people.registers.files.store import Registers
from tests.support.kit import Kit
from tests.support.laptops import bring, hand, laptop, one, out
from tests.support.logs import at, begin, start
from tests.support.shipped import LISTS, SITES


@pytest.fixture
def a(fast: Path) -> Store:
    return laptop(fast, "aaaaaa")


@pytest.fixture
def b(a: Store, fast: Path) -> Store:
    """It has the incident as it was opened on the other one."""
    start(a)
    other = laptop(fast, "bbbbbb")
    hand(a, other, fast / "first.zip")
    return other


def act(store: Store, minute: float, what: object, by: str = "li") -> None:
    store.record(one(store), at(minute), by, what)  # type: ignore[arg-type]


def met(a: Store, b: Store, fast: Path) -> tuple[Log, Log]:
    """Both after each has taken in the other's bundle."""
    out(a, fast / "a.zip")
    out(b, fast / "b.zip")
    bring(fast / "a.zip", b)
    bring(fast / "b.zip", a)
    assert msgspec.json.encode(one(a).incident) == msgspec.json.encode(one(b).incident)
    return one(a), one(b)


def sides(log: Log) -> dict[str, list[tuple[str, str, bool]]]:
    """By what they are about: by whom, on which laptop, whether it counts."""
    found = log.incident.conflicts
    return {
        about: [(s.by, s.journal, s.id == stands(log.incident, c).counts) for s in c.sides]
        for about, c in found.items()
    }


def test_a_step_ticked_here_and_skipped_there_is_a_conflict_and_the_earlier_counts(
    a: Store, b: Store, fast: Path
) -> None:
    act(a, 1, lambda d: acts.tick(d, "one"))
    act(b, 2, lambda d: acts.skip(d, "one", "not here"), "wang")
    log, _ = met(a, b, fast)
    assert sides(log) == {"step one": [("li", "aaaaaa", True), ("wang", "bbbbbb", False)]}
    assert log.incident.steps["one"].status == "done"


def test_of_first_answers_the_earlier_counts_also_where_it_was_written_down_later(
    a: Store, b: Store, fast: Path
) -> None:
    act(a, 5, lambda d: acts.tick(d, "one"))
    one_b = one(b)
    b.record(one_b, at(9), "wang", lambda d: acts.skip(d, "one", "not here"), at(4).wall)
    log, _ = met(a, b, fast)
    assert sides(log) == {"step one": [("wang", "bbbbbb", True), ("li", "aaaaaa", False)]}
    assert log.incident.steps["one"].status == "skipped"


def test_a_correction_counts_over_an_answer_that_came_after_it(a: Store, b: Store, fast: Path) -> None:
    act(a, 1, lambda d: acts.tick(d, "one"))
    act(a, 2, lambda d: acts.skip(d, "one", "no, not done"))
    act(b, 3, lambda d: acts.not_applicable(d, "one", "there is none"), "wang")
    log, _ = met(a, b, fast)
    assert sides(log) == {"step one": [("li", "aaaaaa", True), ("wang", "bbbbbb", False)]}
    assert log.incident.steps["one"].status == "skipped"


def test_the_same_said_twice_is_no_conflict(a: Store, b: Store, fast: Path) -> None:
    act(a, 1, lambda d: acts.tick(d, "one"))
    act(b, 2, lambda d: acts.tick(d, "one"), "wang")
    log, _ = met(a, b, fast)
    assert sides(log) == {}
    assert log.incident.steps["one"].by == "li", "the earlier one stands"


def test_who_saw_the_others_answer_corrects_it_whatever_the_clock_says(
    a: Store, b: Store, fast: Path
) -> None:
    act(b, 30, lambda d: acts.tick(d, "one"), "wang")
    hand(b, a, fast / "b.zip")
    act(a, -600, lambda d: acts.skip(d, "one", "it was not"))  # ten hours behind
    log, _ = met(a, b, fast)
    assert sides(log) == {} and log.incident.steps["one"].status == "skipped"


@pytest.mark.parametrize("where", ["here", "there"])
def test_a_later_value_by_who_saw_both_settles_it(a: Store, b: Store, fast: Path, where: str) -> None:
    act(a, 1, lambda d: acts.tick(d, "one"))
    act(b, 2, lambda d: acts.skip(d, "one", "not here"), "wang")
    met(a, b, fast)
    store = a if where == "here" else b
    act(store, 3, lambda d: acts.not_applicable(d, "one", "neither"))
    assert sides(one(store)) == {}
    log, _ = met(a, b, fast)
    assert sides(log) == {} and log.incident.steps["one"].status == "not-applicable"


def test_taking_one_of_both_back_settles_it_and_restoring_it_brings_it_back(
    a: Store, b: Store, fast: Path
) -> None:
    act(a, 1, lambda d: acts.tick(d, "one"))
    act(b, 2, lambda d: acts.skip(d, "one", "not here"), "wang")
    log, _ = met(a, b, fast)
    mine = next(e.id for e in log.entries if e.kind == "step-done")
    a.record(log, at(4), "li", lambda d: take_back(log, d, mine))
    assert sides(log) == {} and log.incident.steps["one"].status == "skipped"
    a.record(log, at(5), "li", lambda d: redo(log, d))
    other = met(a, b, fast)[1]
    assert len(sides(log)) == len(sides(other)) == 1


def test_closed_twice_keeps_both_and_the_earlier_closing_counts(a: Store, b: Store, fast: Path) -> None:
    act(a, 10, lambda d: acts.close(d, "resolved"))
    act(b, 20, lambda d: acts.close(d, "false-alarm"), "wang")
    log, _ = met(a, b, fast)
    assert sides(log) == {"end": [("li", "aaaaaa", True), ("wang", "bbbbbb", False)]}
    assert (log.incident.closed, log.incident.outcome) == (at(10).wall, "resolved")


def test_who_reopened_keeps_it_open_though_another_closed_it_meanwhile(
    a: Store, b: Store, fast: Path
) -> None:
    act(a, 10, lambda d: acts.close(d, "resolved"))
    act(a, 12, lambda d: acts.reopen(d, "it is back"))
    act(b, 20, lambda d: acts.close(d, "resolved"), "wang")
    log, _ = met(a, b, fast)
    assert sides(log) == {"end": [("li", "aaaaaa", True), ("wang", "bbbbbb", False)]}
    assert log.incident.closed is None


def test_a_promise_moved_twice_and_kept_twice(a: Store, b: Store, fast: Path) -> None:
    act(a, 1, lambda d: acts.callback_add(d, "p1", "Wu", "138", "", at(60).wall))
    hand(a, b, fast / "more.zip")
    act(a, 2, lambda d: acts.callback_move(d, "p1", at(90).wall, "busy", "Wu"))
    act(b, 3, lambda d: acts.callback_move(d, "p1", at(120).wall, "asked", "Wu"), "wang")
    act(a, 50, lambda d: acts.callback_try(d, "p1", "reached"))
    act(b, 55, lambda d: acts.callback_try(d, "p1", "given-up", "wrong number"), "wang")
    log, _ = met(a, b, fast)
    assert sides(log) == {
        "callback p1": [("li", "aaaaaa", True), ("wang", "bbbbbb", False)],
        "promise p1": [("li", "aaaaaa", False), ("wang", "bbbbbb", True)],
    }
    back = log.incident.callbacks["p1"]
    assert back.settled == "reached" and back.promised == at(120).wall
    assert len(back.tries) == 2 and len(back.moves) == 2, "nothing is lost"


def test_a_timer_answered_on_both_is_shown_and_the_earlier_answer_counts(fast: Path) -> None:
    a, b = laptop(fast, "aaaaaa"), laptop(fast, "bbbbbb")
    log = begin(a, LISTS.checklist("application-outage"), SITES.profile(SITES.profiles()[0]), at())
    key = next(t.key for t in log.incident.running() if t.tell)
    hand(a, b, fast / "first.zip")
    act(a, 12, lambda d: acts.timer_told(d, key, "Chen"))
    act(b, 8, lambda d: acts.timer_told(d, key, "Zhou"), "wang")
    log, _ = met(a, b, fast)
    assert sides(log) == {f"timer {key} 1": [("wang", "bbbbbb", True), ("li", "aaaaaa", False)]}
    rounds = [t for t in log.incident.all_timers() if t.key == key and t.status == "answered"]
    assert rounds[0].answered == at(8).wall and rounds[0].who == "Zhou"


def test_a_clone_that_goes_on_beside_its_original_is_a_conflict_too(a: Store, fast: Path) -> None:
    start(a)
    shutil.copytree(a.home, fast / "clone" / "aaaaaa")
    twin = Store(str(fast / "clone" / "aaaaaa"))
    act(a, 1, lambda d: acts.tick(d, "one"))
    act(twin, 2, lambda d: acts.skip(d, "one", "not here"), "wang")
    log, _ = met(a, twin, fast)
    assert sides(log) == {"step one": [("li", "aaaaaa", True), ("wang", "aaaaaa", False)]}


def test_a_log_of_an_older_kit_says_nothing_of_what_it_had_seen_and_has_no_conflict(
    a: Store, b: Store, fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("kit.ground.journal.reader.Reader.unsaid", lambda self, stem: [])
        act(b, 2, lambda d: acts.skip(d, "one", "not here"), "wang")
    act(a, 1, lambda d: acts.tick(d, "one"))
    log, _ = met(a, b, fast)
    assert sides(log) == {} and log.incident.steps["one"].status == "skipped"


def test_show_summary_and_their_json_tell_both_sides(
    a: Store, b: Store, fast: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(a, 1, lambda d: acts.tick(d, "one"))
    act(b, 2, lambda d: acts.skip(d, "one", "not here"), "wang")
    ref = met(a, b, fast)[0].ref
    monkeypatch.setenv("KIT_HOME", a.home)
    for command in ("show", "summary"):
        said = kit(command, ref).out
        assert "Both laptops" in said and "wang (laptop bbbbbb)" in said, command
        (found,) = kit(command, ref, "--json").json["conflicts"]
        assert found["conflict"] == "step one"
        assert [(s["by"], s["laptop"], s["stands"]) for s in found["sides"]] == [
            ("li", "aaaaaa", True), ("wang", "bbbbbb", False),
        ]  # fmt: skip
    assert kit("log", ref).out.count("(differs from #") == 2, "each names the other"
    assert "两台电脑记得不一样" in kit("--lang", "zh", "show", ref).out


def test_what_a_register_has_was_ended_twice_and_moved_twice(
    fast: Path, bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = {name: laptop(fast, name) for name in ("aaaaaa", "bbbbbb")}

    def on(name: str, minute: float, *words: str) -> None:
        monkeypatch.setenv("KIT_HOME", homes[name].home)
        assert bare.at(minute)(*words).code == 0, words

    on("aaaaaa", 0, "callback", "add", "Wu", "--phone", "5550100", "--promised", "30", "--outside")
    hand(homes["aaaaaa"], homes["bbbbbb"], fast / "first.zip")
    on("aaaaaa", 1, "callback", "move", "Wu", "--to", "60", "--reason", "busy", "--agreed-by", "her")
    on("bbbbbb", 2, "callback", "move", "Wu", "--to", "90", "--reason", "busy", "--agreed-by", "her")
    on("aaaaaa", 10, "callback", "done", "Wu")
    on("bbbbbb", 8, "callback", "give-up", "Wu", "--reason", "wrong number")
    for name in homes:
        out(homes[name], fast / f"{name}.zip")
    states = []
    for order in (["aaaaaa", "bbbbbb"], ["bbbbbb", "aaaaaa"]):
        target = laptop(fast / order[0], "cccccc")
        for name in order:
            bring(fast / f"{name}.zip", target)
        book = Registers(target.home).load("callback")
        assert book is not None
        states.append(msgspec.json.encode(book.register))
    assert states[0] == states[1]
    (doc,) = book.register.docs.values()
    found = {about: [(s.journal, s.id == c.counts) for s in c.sides] for about, c in doc.conflicts.items()}
    assert found == {
        "end": [("bbbbbb", True), ("aaaaaa", False)],
        "promise": [("aaaaaa", False), ("bbbbbb", True)],
    }
    assert doc.end == "given-up" and len(doc.moves) == 2 and len(doc.steps) == 2
    monkeypatch.setenv("KIT_HOME", target.home)
    said = bare("callback", "show", doc.id)
    assert "Both laptops" in said.out and "laptop bbbbbb" in said.out, said.out + said.err


def test_of_two_readings_of_the_ups_the_later_one_stands_and_neither_is_wrong(a: Store, fast: Path) -> None:
    begin(a, LISTS.checklist("power-outage"), SITES.profile("hotline"), at(0))
    b = laptop(fast, "bbbbbb")
    hand(a, b, fast / "first.zip")
    act(a, 15, lambda d: acts.tick(d, "ups", "20"))
    b.record(one(b), at(30), "wang", lambda d: acts.tick(d, "ups", "40"), at(10).wall)
    log, _ = met(a, b, fast)
    assert sides(log) == {} and log.incident.steps["ups"].value == "20"
    (left,) = [t for t in log.incident.running() if t.minutes == 20 and t.base == at(15).wall]
    assert left.due == at(35).wall
