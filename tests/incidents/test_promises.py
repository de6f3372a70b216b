"""Calls that customers were promised: they outlive their incident, may be moved, are made once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.owed import FOLDER, owing
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts, callers
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.show.owed_lines import promise_timers
from kit.review.summary.rules.summarise import summarise
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.world import PLAN, World, kinds, minute_of, plan

LATER = '{id = "follow-up", do = {zh = "回{who}", en = "Call {who}"}, when = [{step = "restored"}], '


def promised(until: float = 60) -> World:
    """A customer was promised a call by minute ``until``; the incident is closed at minute 10."""
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "13800000138", "bill", minute_of(until))
    world.do(10, acts.close, "resolved")
    return world


def late(world: World, minute: float = 9999) -> list[int]:
    """Seconds by which each promise was late, as the summary has it."""
    lines = summarise(world.incident, world.entries, minute_of(minute)).deadlines
    return [line.late for line in lines if line.kind == "promise"]


# ---- outliving the incident -----------------------------------------------------------------------


def test_a_promise_open_at_the_closing_goes_on_and_is_late_when_it_is_kept_late() -> None:
    """Closed before the time named, called back two days later: late, not "nothing was late"."""
    world = promised()
    assert world.ringing(59) == [] and world.ringing(60) == ["promise:k1"]
    events = world.do(60 + 2 * 1440, acts.callback_try, "k1", "reached")
    assert kinds(events) == ["callback-tried", "timer-answered"]
    assert world.incident.closed == minute_of(10), "it stays closed"
    assert late(world) == [2 * 1440 * 60]
    assert world.folded() == world.incident


def test_a_promise_that_nobody_kept_is_late_until_now_and_one_kept_in_time_is_not() -> None:
    assert late(promised(), 90) == [30 * 60]
    world = promised()
    world.do(40, acts.callback_try, "k1", "reached")
    assert late(world) == [0]


def test_reopening_changes_nothing_about_a_promise() -> None:
    world = promised()
    world.do(20, acts.reopen, "not over")
    timer = world.timer("promise:k1")
    assert (timer.status, timer.due, timer.round) == ("running", minute_of(60), 1)


def test_a_promise_that_an_older_kit_stopped_at_the_closing_is_still_shown() -> None:
    world = promised()
    timer = world.timer("promise:k1")
    timer.status, timer.reason = "stopped", "closed"
    assert [t.due for t in promise_timers(world.incident)] == [minute_of(60)]


@pytest.fixture
def owes(kit: Kit) -> Kit:
    """An incident that was closed with a call promised for 11:00 still to make."""
    kit("callback", "add", "Wang", "--phone", "13800000138", "--promised", "11:00")
    kit.at(2)("close", "--yes")
    return kit.at(10)


def test_home_board_and_list_name_what_a_closed_incident_owes_until_it_is_done(bare: Kit) -> None:
    """A real one: what was promised in a drill is nobody's once that is over."""
    log = opened(bare.home)
    store, ref = log.store, log.ref

    def record(minute: float, act: Callable[[acts.Draft], None]) -> None:
        store.record(log, Now(minute_of(minute)), "wang", act)

    record(1, lambda d: acts.callback_add(d, "k1", "Wang", "13800000138", "", minute_of(60)))
    record(2, lambda d: acts.close(d, "resolved"))
    kit = bare.at(10)
    for argv in ([], ["board"], ["list"]):
        shown = kit(*argv).out
        assert ref[-4:] in shown and ("Wang" in shown or "1 to call back" in shown), argv
    kit.at(75)
    assert "of them due" in kit("list").out
    (board,) = kit("board", "--json").json["incidents"]
    assert board["closed"] and [t["ringing"] for t in board["timers"]] == [True]
    record(76, lambda d: acts.callback_try(d, "k1", "reached"))
    assert kit("board", "--json").json["incidents"] == []
    assert kit("list", "--json").json["incidents"] == []


def test_the_call_is_recorded_in_the_closed_incidents_own_log_and_counted_in_its_month(owes: Kit) -> None:
    (where,) = Store(str(owes.home)).all_found()
    assert owes.at(80)("callback", "done", "0138").code == 0
    assert Store(str(owes.home)).all_found() == [where], "it stays where it lies"
    summary = owes("summary", where.ref, "--json").json
    assert [d["late_seconds"] for d in summary["deadlines"] if d["kind"] == "promise"] == [20 * 60]
    from kit.review.archive.files.catalogue import Catalogue

    (digest,) = Catalogue(Store(str(owes.home))).month(where.month)
    assert (digest.kept["promises"].late_by, digest.owed) == ([20 * 60], 0)


def test_with_an_incident_open_the_customer_of_a_closed_one_is_found_all_the_same(owes: Kit) -> None:
    from tests.support.kit import opened

    other = opened(owes.home, drill=True)
    owes("callback", "add", "Zhao", "-i", other.ref)
    assert "Called back: Wang" in owes("callback", "done", "Wang").out
    assert "Called back: Zhao" in owes("callback", "done", "Zhao").out


def test_done_says_that_it_settled_and_what_to_do_where_it_did_not(owes: Kit) -> None:
    """The guide asks which of the two it is."""
    said = owes("callback", "done", "Wang")
    assert "AND settled" in said.err and "kit callback undo Wang, then kit callback move Wang --to" in said.err
    assert owes("callback", "undo", "Wang").code == 0
    again = owes("callback", "move", "Wang", "--to", "20", "--reason", "not settled", "--agreed-by", "Wang")
    assert again.code == 0 and again.err.find("settled") < 0


def test_where_promises_lie_is_found_again_when_the_note_of_it_is_gone(owes: Kit) -> None:
    home = Path(owes.home)
    assert len(list((home / FOLDER).iterdir())) == 1
    shutil.rmtree(home / FOLDER)
    assert [log.ref for log in owing(Store(str(home)))] == [owes.folder(Store(str(home)).all_found()[0].ref).ref]
    owes("callback", "done", "Wang")
    assert list((home / FOLDER).iterdir()) == []


def test_a_closed_incident_that_was_copied_in_is_found_by_the_list_of_closed_ones(owes: Kit) -> None:
    home = Path(owes.home)
    for note in (home / FOLDER).iterdir():
        note.unlink()
    shutil.rmtree(home / "cache", ignore_errors=True)
    assert owing(Store(str(home))) == []
    owes("list", "--closed")
    assert len(owing(Store(str(home)))) == 1


# ---- moved with the customer's consent --------------------------------------------------------------


def test_a_promise_moved_before_its_time_is_kept_when_it_is_kept_by_the_new_one() -> None:
    """21:00 moved to 21:30, answered 21:10: both times stay, nothing was late."""
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(60))
    events = world.do(30, acts.callback_move, "k1", minute_of(90), "in a meeting", "Wang")
    assert kinds(events) == ["callback-moved", "timer-stopped", "timer-started"]
    assert world.ringing(70) == [t for t in world.ringing(70) if t != "promise:k1"]
    world.do(70, acts.callback_try, "k1", "reached")
    (move,) = world.incident.callbacks["k1"].moves
    assert (move.before, move.to, move.agreed) == (minute_of(60), minute_of(90), "Wang")
    assert late(world) == [0]
    assert world.folded() == world.incident


def test_a_promise_moved_after_it_was_missed_was_missed_by_so_much() -> None:
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(60))
    world.do(65, acts.callback_move, "k1", minute_of(90), "her wish", "Wang")
    world.do(80, acts.callback_try, "k1", "reached")
    assert late(world) == [5 * 60]


def test_a_promise_is_moved_after_closing_too() -> None:
    world = promised()
    world.do(20, acts.callback_move, "k1", minute_of(120), "her wish", "Wang")
    assert world.timer("promise:k1").due == minute_of(120)
    world.do(110, acts.callback_try, "k1", "reached")
    assert late(world) == [0]


@pytest.mark.parametrize(
    ("to", "reason", "agreed", "code"),
    [(90, "", "Wang", "callback-move"), (90, "why", " ", "callback-move"), (20, "why", "Wang", "time-passed")],
)
def test_a_move_needs_a_time_to_come_a_reason_and_who_agreed(to: float, reason: str, agreed: str, code: str) -> None:
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(60))
    with pytest.raises(Refused) as refused:
        world.do(30, acts.callback_move, "k1", minute_of(to), reason, agreed)
    assert refused.value.code == code


def test_the_command_moves_a_promise_and_says_both_times(kit: Kit) -> None:
    kit("callback", "add", "Wang", "--promised", "11:00")
    said = kit("callback", "move", "Wang", "--to", "11:30", "--reason", "in a meeting", "--agreed-by", "Wang")
    assert "Call back moved to 11:30: Wang, it was 11:00, agreed by Wang, reason: in a meeting" in said.out
    (back,) = kit("callback", "--json").json["callbacks"]
    assert back["moves"][0]["promised_before"][11:16] == "11:00" and back["promised"][11:16] == "11:30"
    assert kit("callback", "move", "Wang", "--to", "11:40").code == 2


def test_setting_the_clock_leaves_the_times_that_were_named(kit: Kit) -> None:
    from kit.incidents.incident.rules import events as ev

    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(60))
    world.do(30, acts.callback_move, "k1", minute_of(90), "her wish", "Wang")
    world.do(45, lambda draft: draft.add(ev.ClockJumped(600)))
    assert kinds(world.do(46, acts.note, "x")) == ["note"]
    assert world.timer("promise:k1").due == minute_of(90)
    assert world.incident.callbacks["k1"].moves[0].at == minute_of(30) + timedelta(minutes=10)


# ---- done is done, and who is meant ----------------------------------------------------------------


def test_a_customer_called_before_the_step_comes_is_not_offered_again() -> None:
    """Called back while the system was still down: nobody is asked to call her once more."""
    world = World(plan(text=PLAN.replace('{id = "follow-up", do = {zh = "回{who}", en = "Call {who}"}, ', LATER)))
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(30))
    world.do(4, acts.callback_add, "k2", "Zhao")
    world.do(5, acts.callback_try, "k1", "reached")
    world.do(6, acts.tick, "restored")
    names = [view.key for view in world.incident.views()]
    assert "follow-up@k2" in names and "follow-up@k1" not in names


def test_a_customer_who_was_reached_is_not_reached_twice() -> None:
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138")
    world.do(5, acts.callback_try, "k1", "reached")
    with pytest.raises(Refused) as refused:
        world.do(6, acts.callback_try, "k1", "reached")
    assert refused.value.code == "callback-over" and refused.value.fill["at"] == "10:05"


def test_two_of_one_name_are_asked_which_with_the_ends_of_their_numbers(kit: Kit) -> None:
    kit("callback", "add", "张三", "--phone", "13800001111")
    kit("callback", "add", "张三", "--phone", "13900002222")
    asked = kit("callback", "done", "张三")
    assert asked.code == 2 and "2 are called \"张三\": which?" in asked.err
    assert "…1111" in asked.err and "…2222" in asked.err
    assert kit("callback", "done", "2222").code == 0
    assert kit("callback", "done", "张三").code == 0, "the one who is still owed a call"
    assert kit("callback", "done", "nobody").code == 4


def test_a_row_of_calls_counts_what_was_kept_what_was_late_and_leaves_out_what_is_still_to_come() -> None:
    kept = Callback("a", TEN, "某女士", "8001", "", promised=minute_of(20), tries=[(minute_of(15), "reached", "")], settled="reached")
    late = Callback("b", TEN, "某先生", "8002", "", promised=minute_of(20), tries=[(minute_of(35), "reached", "")], settled="reached")
    to_come = Callback("c", TEN, "某同学", "8003", "", promised=minute_of(90))
    unpromised = Callback("d", TEN, "某老师", "8004", "")
    found = callers.tally([kept, late, to_come, unpromised], minute_of(60))
    assert (found.received, found.in_time, found.late, found.open) == (4, 1, 1, 2)


@pytest.mark.parametrize("outside", [False, True])
def test_which_of_two_customers_of_one_name_is_meant_is_asked_where_a_call_is_taken_back(bare: Kit, outside: bool) -> None:
    """The one who was called is settled; the other one's promise went without a word."""
    kit = bare
    if not outside:
        opened(kit.home)
    for phone in ("0000-1111", "0000-2222"):
        kit("callback", "add", "Li", "--phone", phone, "--promised", "30")
    kit("callback", "done", "1111")
    asked = kit("callback", "undo", "Li")
    assert asked.code == 2 and "…1111" in asked.err and "…2222" in asked.err, asked.out + asked.err
    assert "reached" in kit("callback", "undo", "1111").out.replace("Called back", "reached")
    owed = kit("callback").out
    assert "0000-1111" in owed and "0000-2222" in owed, owed


def test_an_incident_that_is_typed_in_months_later_is_in_the_month_of_its_opening(bare: Kit) -> None:
    """Its reference was of the day of the typing, and no month looked for it."""
    kit = bare
    kit("start", "application-outage", "--no-guide", "--at", "23:40", "--date", "2025-10-31")
    closed = kit("close", "--yes", "--at", "00:30", "--date", "2025-11-01")
    assert closed.code == 0, closed.err
    for which in (("--month", "2025-10"), ("--day", "2025-10-31"), ("--from", "2025-10-01", "--to", "2025-12-01"), ("--year", "2025")):
        assert "Incidents  1," in kit("summary", *which).out, which
    assert "Incidents  0," in kit("summary", "--month", "2025-11").out
    listed = kit("list", "--month", "2025-10").out
    assert listed.startswith("251031-"), listed
    kit("summary", "--month", "2025-10", "--file")
    assert kit("reopen", listed.split()[0], "again", "--at", "10:00", "--date", "2025-12-20").code == 0
    kit("close", "--yes", "--at", "11:00", "--date", "2025-12-20")
    page = kit("summary", "--month", "2025-10").out
    assert "Incidents  1," in page and "changed since this page was filed" in page, page


def test_of_an_incidents_customer_an_engaged_line_and_how_he_stands_are_known_by_his_name(kit: Kit) -> None:
    """"Nothing is noted as Wang", and giving up was counted as a try."""
    kit("callback", "add", "Wang", "--promised", "11:00")
    kit("callback", "add", "Zhao")
    assert "Call back not answered: Wang, engaged" in kit("callback", "busy", "Wang").out
    assert "Wang, promised for 11:00, 1 try" in kit("callback", "show", "Wang").out
    for verb in (("wait", "Wang"), ("note", "Wang", "at", "work"), ("hand", "Wang", "Li")):
        answer = kit("callback", *verb)
        assert answer.code == 2 and "customer of the incident" in answer.err, verb
    kit("callback", "give-up", "Zhao", "--reason", "wrong number")
    (row,) = [line for line in kit("callback").out.splitlines() if "Zhao" in line]
    assert "given up" in row and "try" not in row
    assert kit("callback", "show", "Nobody").code == 4
