"""The log's words and the fold: every kind, the frozen samples, what is read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.ground.journal.entry import Unknown, encode
from kit.ground.journal.merge import merge
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident, fold
from kit.incidents.incident.rules.timers import settle
from kit.plans.checklists.rules.format import Step
from tests.support.constants import TEN
from tests.support.world import World, minute_of, plan

SAMPLES = Path(__file__).with_name("samples.jsonl")
LINES = [line for line in SAMPLES.read_bytes().splitlines() if line]


def sample_kind(line: bytes) -> str:
    return str(msgspec.json.decode(line)["kind"])


def test_every_kind_has_exactly_one_frozen_sample() -> None:
    assert sorted(sample_kind(line) for line in LINES) == sorted([*ev.KINDS.words(), "from-the-future"])


@pytest.mark.parametrize("line", LINES, ids=sample_kind)
def test_a_frozen_line_is_read_whole_for_ever(line: bytes) -> None:
    entry = ev.KINDS.decode(line, "aaaaaa")
    raw = msgspec.json.decode(line)
    assert entry.kind == raw["kind"]
    if raw["kind"] in ev.KINDS.words():
        assert type(entry.event) is ev.KINDS.of(raw["kind"])
    written = msgspec.json.decode(encode(entry.event))
    assert msgspec.json.decode(encode(ev.KINDS.decode(line).event)) == written
    assert {k: v for k, v in written.items() if k in raw["data"]} == raw["data"]


def test_the_frozen_lines_fold_to_one_incident() -> None:
    incident = fold(ev.KINDS.decode(line) for line in LINES)
    assert incident.ref == "260302-DAN-F7AQ"
    assert incident.unknown == {"from-the-future": 1}
    assert incident.level_of("") == "2"
    assert incident.callbacks["k1"].settled == "reached"
    assert incident.actions["a1"].done is not None
    assert incident.timers["report-5"].nobody
    assert incident.closed is None and incident.reopened


def test_a_known_kind_with_data_this_kit_cannot_read_is_kept_as_unknown() -> None:
    entry = ev.KINDS.decode(b'{"n":3,"id":"x","at":"2026-03-02T10:00:00+08:00","by":"li","kind":"note","data":{"text":7}}')
    assert entry.kind == "note"
    assert isinstance(entry.event, Unknown)
    assert Incident().unknown == {}


def test_a_line_that_is_no_entry_is_an_error() -> None:
    with pytest.raises(msgspec.MsgspecError):
        ev.KINDS.decode(b'{"n":"three"}')


def test_a_step_goes_through_every_state() -> None:
    world = World()
    world.do(1, acts.take_up, "hands")
    assert world.current() == "hands"
    world.do(2, acts.defer, "hands", "later")
    assert world.step("hands").status == "deferred"
    world.do(3, acts.hand, "hands", "Zhang", None, True)
    assert world.step("hands").repeated
    world.do(4, acts.skip, "hands", "not needed")
    assert world.step("hands").reason == "not needed"
    world.do(5, acts.not_applicable, "hands")
    assert world.step("hands").status == "not-applicable"
    world.do(6, acts.take_up, "hands")
    assert world.step("hands").status == "open"
    world.do(7, acts.tick, "hands")
    assert (world.step("hands").status, world.step("hands").done_at) == ("done", minute_of(7))
    assert world.incident.last == ("hands", minute_of(7))
    assert world.folded() == world.incident


def test_a_deferred_step_comes_back_before_its_phase_closes() -> None:
    world = World()
    world.do(1, acts.tick, "safe")
    world.do(2, acts.defer, "tell-boss")
    assert world.current() == "cause"
    world.do(3, acts.tick, "cause", "wiring")
    world.do(4, acts.tick, "ups", "20")
    assert world.current() == "tell-boss"


def test_later_moves_on_to_what_stands_behind_and_comes_again_when_that_is_done() -> None:
    """The last step of a phase is put off: it does not stand there again at once."""
    world = World()
    world.do(1, acts.tick, "safe")
    world.do(2, acts.call, "supervisor", "reached", step="tell-boss")
    world.do(3, acts.tick, "cause", "wiring")
    assert world.current() == "ups"
    world.do(4, acts.defer, "ups")
    assert world.current() == "count", "what stands behind it can be done"
    world.do(5, acts.tick, "count", "3")
    assert world.current() == "hands"
    for minute, step in ((6, "hands"), (7, "customers"), (8, "update")):
        world.do(minute, acts.skip, step, "none")
    assert world.current() == "ups", "the others are done"
    world.do(9, acts.defer, "ups")
    assert world.current() == "restored"


@pytest.mark.parametrize("minute", [4, 2])
def test_what_was_put_off_comes_again_by_what_was_recorded_since_and_not_by_times_given_for_earlier(minute: int) -> None:
    """Done in the same second, or said to have been done before."""
    world = World()
    world.do(1, acts.tick, "safe")
    world.do(2, acts.call, "supervisor", "reached", step="tell-boss")
    world.do(4, acts.defer, "cause")
    assert world.current() == "ups"
    world.do(minute, acts.tick, "ups", "20")
    assert world.current() == "cause"


def test_a_step_that_depends_on_an_answer_shows_only_under_it() -> None:
    world = World()
    assert world.incident.view("mains-step") is None
    world.do(1, acts.tick, "cause", "mains")
    assert world.incident.view("mains-step") is not None
    world.do(2, acts.tick, "cause", "wiring")
    assert world.incident.view("mains-step") is None


def test_everybody_told_that_it_is_broken_is_told_that_it_works_again() -> None:
    world = World()
    world.do(1, acts.call, "supervisor", "reached")
    world.do(2, acts.call, "Old Wang", "reached")
    world.do(3, acts.call, "manager", "no-answer")
    world.do(4, acts.call, "police", "reached")
    pairs = [v for v in world.incident.views() if v.step.id == "told-back"]
    assert [v.key for v in pairs] == ["told-back@supervisor", "told-back@Old_Wang"]
    assert [v.who for v in pairs] == ["", "Old Wang"]
    world.do(5, acts.call, "supervisor", "reached", step="told-back@supervisor")
    assert world.step("told-back@supervisor").status == "done"
    assert len([v for v in world.incident.views() if v.step.id == "told-back"]) == 2


def test_a_recovery_call_answers_no_timer() -> None:
    world = World()
    world.do(1, acts.call, "supervisor", "reached")
    before = world.timer("updates").due
    world.do(2, acts.call, "supervisor", "reached", step="told-back@supervisor")
    assert world.timer("updates").due == before


def test_a_second_plan_works_beside_the_first_by_danger() -> None:
    world = World()
    world.do(1, acts.add_plan, plan("second"))
    with pytest.raises(Refused, match="plan-there"):
        world.do(2, acts.add_plan, plan("second"))
    world.do(3, acts.tick, "second/safe")
    assert world.step("second/safe").status == "done"
    assert world.step("safe").status == "open"
    assert world.folded() == world.incident


def test_an_own_step_lies_in_its_phase() -> None:
    world = World()
    world.do(1, acts.add_step, "respond", "Fetch water")
    view = world.incident.view("own-6")
    assert view is not None and view.phase == "respond"
    assert world.folded() == world.incident


def test_entries_written_late_keep_both_times() -> None:
    world = World()
    world.do(9, acts.note, "smoke seen", at=2)
    entry = world.entries[-1]
    assert (entry.at, entry.written) == (minute_of(2), minute_of(9))


def test_merging_journals_does_not_depend_on_their_order_and_drops_doubles() -> None:
    first, second = World(), World()
    second.do(1, acts.note, "x")
    a = first.entries
    b = [msgspec.structs.replace(e, journal="bbbbbb", id=f"b{e.n}") for e in second.entries]
    assert merge([a, b]) == merge([b, a]) == merge([a, b, a])


# ---- any sequence of acts ------------------------------------------------------------------------

STEPS = ["safe", "tell-boss", "cause", "mains-step", "ups", "count", "hands", "update", "restored", "told-back@supervisor", "follow-up@k1", "second/cause", "own-1"]
TIMERS = ["report-5", "check-10", "help", "grave", "mains", "battery", "updates", "hand:hands", "promise:k1", "second/report-5"]
VALUES = ["", "mains", "wiring", "12", "10:00", "done", "unreached"]
step = st.sampled_from(STEPS)
timer = st.sampled_from(TIMERS)
ACTS: st.SearchStrategy[tuple[Callable[..., object], tuple[object, ...]]] = st.one_of(
    st.tuples(st.just(acts.tick), st.tuples(step, st.sampled_from(VALUES))),
    st.tuples(st.just(acts.skip), st.tuples(step, st.just("why"))),
    st.tuples(st.just(acts.not_applicable), st.tuples(step)),
    st.tuples(st.just(acts.defer), st.tuples(step)),
    st.tuples(st.just(acts.take_up), st.tuples(step)),
    st.tuples(st.just(acts.hand), st.tuples(step, st.just("Zhang"), st.sampled_from([None, minute_of(33)]))),
    st.tuples(st.just(acts.note), st.tuples(st.text(min_size=1, max_size=9))),
    st.tuples(st.just(acts.amend), st.tuples(st.just("e1"), st.just("was otherwise"))),
    st.tuples(st.just(acts.call), st.tuples(st.sampled_from(["supervisor", "manager", "Old Wang"]), st.sampled_from(["reached", "no-answer", "busy"]))),
    st.tuples(st.just(acts.timer_told), st.tuples(timer)),
    st.tuples(st.just(acts.timer_no_answer), st.tuples(timer)),
    st.tuples(st.just(acts.timer_yes), st.tuples(timer)),
    st.tuples(st.just(acts.timer_no), st.tuples(timer)),
    st.tuples(st.just(acts.timer_snooze), st.tuples(timer, st.just(minute_of(50)), st.just("why"))),
    st.tuples(st.just(acts.timer_cancel), st.tuples(timer, st.just("why"))),
    st.tuples(st.just(acts.set_level), st.tuples(st.sampled_from(["1", "2", "3", "+", "-", "second/1"]))),
    st.tuples(st.just(acts.callback_add), st.tuples(st.just("k1"), st.just("Wang"), st.just("138"), st.just("bill"), st.just(minute_of(40)))),
    st.tuples(st.just(acts.callback_try), st.tuples(st.just("k1"), st.sampled_from(["reached", "no-answer", "given-up"]), st.just("note"))),
    st.tuples(st.just(acts.action_add), st.tuples(st.just("a1"), st.just("mend"))),
    st.tuples(st.just(acts.action_done), st.tuples(st.just("a1"), st.just("invoice"))),
    st.tuples(st.just(acts.action_check), st.tuples(st.just("a1"), st.just("why"), st.booleans())),
    st.tuples(st.just(acts.action_drop), st.tuples(st.just("a1"), st.just("why"))),
    st.tuples(st.just(acts.add_step), st.tuples(st.just("respond"), st.just("own"))),
    st.tuples(st.just(acts.add_plan), st.tuples(st.just(plan("second")))),
    st.tuples(st.just(acts.close), st.tuples(st.just("resolved"))),
    st.tuples(st.just(acts.reopen), st.tuples(st.just("again"))),
)


@settings(max_examples=120, derandomize=True)
@given(st.lists(st.tuples(ACTS, st.integers(0, 4), st.integers(0, 3)), max_size=25))
def test_what_is_read_back_from_disk_is_the_state_that_was_shown(
    played: list[tuple[tuple[Callable[..., object], tuple[object, ...]], int, int]],
) -> None:
    world = World()
    minute = 0.0
    for (act, args), later, earlier in played:
        minute += later
        try:
            world.do(minute, act, *args, at=minute - earlier if earlier else None)
        except Refused:
            world.incident = world.folded()
            continue
        assert settle(world.incident, minute_of(minute)) == []
    assert world.folded() == world.incident
    assert world.incident.opened == TEN
    for one in world.incident.all_timers():
        assert one.over(minute_of(999)).total_seconds() >= 0


def test_a_step_put_off_twice_lets_the_next_phase_begin_and_comes_back_before_closing() -> None:
    world = World()
    world.do(0, acts.tick, "safe")
    here = world.incident.current()
    assert here is not None
    others = [v.key for v in world.incident.views() if v.phase == here.phase and v.key != here.key]
    world.do(1, acts.defer, here.key)
    for key in others:
        world.do(2, acts.not_applicable, key)
    back = world.incident.current()
    assert back is not None and back.key == here.key
    world.do(3, acts.defer, here.key)
    after = world.incident.current()
    assert after is not None and after.phase != here.phase
    for _ in range(60):
        now = world.incident.current()
        assert now is not None
        if now.key == here.key:
            return
        assert now.phase != "close"
        world.do(4, acts.not_applicable, now.key)
    raise AssertionError("the step never came back")


def test_no_step_is_dealt_with_or_added_that_is_not_there_or_once_the_incident_is_closed() -> None:
    world = World()
    own = ev.StepAdded("respond", Step("own-1", Text("浇水", "Water")))
    there = [ev.StepDone("safe"), ev.StepDoing("safe"), ev.StepHanded("safe", "王芳", TEN), own]
    assert all(event.stands(world.incident, TEN) for event in there)
    assert not ev.StepDone("nothing").stands(world.incident, TEN)
    world.do(30, acts.close, "resolved")
    assert not [event for event in there if event.stands(world.incident, TEN)]
