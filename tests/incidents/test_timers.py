"""Timers: starting, ringing, the ladder, stopping, coming back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.timers import settle
from kit.incidents.incident.rules.views import told
from tests.support.constants import TEN
from tests.support.shipped import LISTS, SITES
from tests.support.world import World, kinds, minute_of, plan


def test_a_due_time_is_written_absolutely() -> None:
    world = World()
    assert world.timer("report-5").due == TEN + timedelta(minutes=5)
    assert world.timer("report-5").tell == ["supervisor", "manager"]
    assert sorted(t.key for t in world.incident.running()) == ["check-10", "report-5", "updates"]


def test_a_timer_rings_at_its_due_time_and_not_before() -> None:
    world = World()
    assert world.ringing(4.99) == []
    assert world.ringing(5) == ["report-5"]
    assert world.timer("report-5").warning(minute_of(4.5))
    assert not world.timer("report-5").warning(minute_of(3))


def test_one_unanswered_call_rings_again_after_the_retry_time() -> None:
    world = World()
    world.do(5, acts.timer_no_answer, "report-5")
    assert world.timer("report-5").rung == 0
    assert world.ringing(6.9) == []
    assert world.ringing(7) == ["report-5"]


def test_two_unanswered_calls_go_one_rung_up_and_ring_at_once() -> None:
    world = World()
    world.do(5, acts.timer_no_answer, "report-5")
    made = world.do(7, acts.timer_no_answer, "report-5")
    assert "escalated" in kinds(made)
    assert world.timer("report-5").target() == "manager"
    assert world.ringing(7) == ["report-5"]


def test_a_busy_line_and_a_wrong_number_count_as_unanswered() -> None:
    world = World()
    world.do(5, acts.call, "supervisor", "busy")
    world.do(6, acts.call, "supervisor", "wrong-number")
    assert world.timer("report-5").target() == "manager"


def test_calls_to_somebody_else_do_not_climb_the_ladder() -> None:
    world = World()
    for minute in (1, 2, 3):
        world.do(minute, acts.call, "tech", "no-answer")
    assert world.timer("report-5").rung == 0


def test_nobody_reachable_is_a_state_of_its_own_and_comes_back_after_five_minutes() -> None:
    world = World()
    for minute in (5, 6, 7):
        world.do(minute, acts.timer_no_answer, "report-5")
    assert not world.timer("report-5").nobody
    made = world.do(8, acts.timer_no_answer, "report-5")
    assert "nobody-reachable" in kinds(made)
    timer = world.timer("report-5")
    assert timer.nobody and timer.status == "running"
    assert "report-5" not in world.ringing(12.9)
    assert "report-5" in world.ringing(13)


def test_a_third_attempt_that_reaches_the_person_late_stays_late() -> None:
    world = World()
    world.do(3, acts.timer_no_answer, "report-5")
    world.do(4, acts.timer_no_answer, "report-5")
    world.do(9, acts.timer_told, "report-5", "supervisor")
    timer = world.timer("report-5")
    assert timer.status == "answered" and timer.role == "supervisor"
    assert [a.result for a in timer.attempts] == ["no-answer", "no-answer", "reached"]
    world.do(60, acts.close, "resolved")
    assert world.timer("report-5").over(minute_of(500)) == timedelta(minutes=4)


def test_telling_the_person_does_the_step_and_the_step_answers_the_timer() -> None:
    world = World()
    world.do(4, acts.timer_told, "report-5")
    assert world.step("tell-boss").status == "done"
    other = World()
    other.do(4, acts.tick, "tell-boss")
    assert other.timer("report-5").status == "answered"
    assert other.timer("report-5").role == "supervisor"


def test_a_snooze_needs_a_reason_rings_at_its_end_and_does_not_move_the_due_time() -> None:
    world = World()
    with pytest.raises(Refused, match="timer-reason"):
        world.do(5, acts.timer_snooze, "report-5", minute_of(8), "  ")
    world.do(5, acts.timer_snooze, "report-5", minute_of(8), "on the line")
    assert world.ringing(7.9) == []
    assert world.ringing(8) == ["report-5"]
    assert world.timer("report-5").over(minute_of(8)) == timedelta(minutes=3)


def test_a_cancelled_timer_needs_a_reason_and_does_not_come_back() -> None:
    world = World()
    with pytest.raises(Refused, match="timer-reason"):
        world.do(5, acts.timer_cancel, "report-5", "")
    world.do(5, acts.timer_cancel, "report-5", "boss stands beside me")
    world.do(6, acts.note, "x")
    world.do(6, acts.tick, "safe")
    assert world.timer("report-5").status == "cancelled"
    with pytest.raises(Refused, match="timer-over"):
        world.do(7, acts.timer_told, "report-5")


def test_a_skipped_step_cancels_its_timer_with_the_reason() -> None:
    world = World()
    world.do(3, acts.skip, "tell-boss", "she is here")
    assert world.timer("report-5").status == "cancelled"
    assert world.timer("report-5").reason == "she is here"


def test_a_check_answered_no_comes_back_and_starts_the_timer_that_waits_for_it() -> None:
    world = World()
    world.do(10, acts.timer_no, "check-10")
    assert world.ringing(12.9) == ["report-5", "help"]
    assert "check-10" in world.ringing(13)
    assert world.timer("help").due == minute_of(11)


def test_help_is_no_longer_wanted_once_the_check_is_answered_yes() -> None:
    world = World()
    world.do(10, acts.timer_no, "check-10")
    world.do(13, acts.timer_yes, "check-10")
    assert world.timer("check-10").status == "answered"
    assert world.timer("help").status == "stopped"


def test_a_level_started_timer_stops_when_the_level_falls_and_starts_anew_when_it_rises() -> None:
    world = World()
    assert "grave" not in world.incident.timers
    world.do(2, acts.set_level, "2")
    assert world.timer("grave").due == minute_of(17)
    world.do(4, acts.set_level, "1")
    assert world.timer("grave").due == minute_of(17)
    world.do(6, acts.set_level, "3")
    assert world.timer("grave").status == "stopped"
    world.do(8, acts.set_level, "2")
    assert world.timer("grave").status == "running"
    assert world.timer("grave").due == minute_of(23)
    assert world.timer("grave").round == 2


def test_a_repeating_timer_starts_again_from_its_answer_until_it_is_stopped() -> None:
    world = World()
    world.do(18, acts.timer_told, "updates")
    assert world.timer("updates").due == minute_of(38)
    assert world.timer("updates").round == 2
    world.do(39, acts.timer_told, "updates", "supervisor")
    assert world.timer("updates").due == minute_of(59)
    world.do(45, acts.tick, "restored", "10:45")
    assert world.timer("updates").status == "stopped"
    assert len([t for t in world.incident.all_timers() if t.key == "updates"]) == 3


def test_an_answer_given_again_with_another_value_moves_its_timers() -> None:
    world = World()
    world.do(2, acts.tick, "cause", "mains")
    assert world.timer("mains").due == minute_of(7)
    world.do(3, acts.tick, "cause", "wiring")
    assert world.timer("mains").status == "stopped"
    assert world.timer("check-10").status == "stopped"
    world.do(4, acts.tick, "cause", "mains")
    assert world.timer("mains").due == minute_of(9)
    assert world.timer("check-10").status == "running"
    assert world.timer("check-10").due == minute_of(10)


def test_looking_at_an_answered_step_again_and_confirming_it_changes_no_timer() -> None:
    world = World()
    world.do(2, acts.tick, "cause", "mains")
    world.do(3, acts.take_up, "cause")
    assert world.timer("mains").status == "running"
    world.do(4, acts.tick, "cause", "mains")
    assert world.timer("mains").due == minute_of(7)
    assert world.timer("mains").round == 1


def test_a_new_reading_of_the_ups_starts_its_countdown_anew() -> None:
    world = World()
    world.do(2, acts.tick, "ups", "30")
    assert world.timer("battery").due == minute_of(32)
    world.do(10, acts.tick, "ups", "12")
    assert world.timer("battery").due == minute_of(22)
    assert world.timer("battery").round == 2
    old = world.incident.past_timers[-1]
    assert (old.key, old.status) == ("battery", "stopped")  # it says of nobody that he was in time
    world.do(22, acts.timer_yes, "battery")
    assert world.timer("battery").status == "answered"


def test_a_handover_with_a_time_is_asked_about_then_and_comes_back_until_done() -> None:
    world = World()
    world.do(3, acts.hand, "hands", "Zhang", minute_of(13), True)
    assert world.step("hands").status == "handed"
    assert "hand:hands" in world.ringing(13)
    world.do(13, acts.timer_no, "hand:hands")
    assert "hand:hands" not in world.ringing(14)
    assert "hand:hands" in world.ringing(15)
    world.do(15, acts.timer_yes, "hand:hands")
    assert world.step("hands").status == "done"
    assert world.step("hands").who == "Zhang"
    assert world.timer("hand:hands").over(minute_of(99)) == timedelta(minutes=2)


def test_a_step_handed_to_somebody_else_runs_by_the_new_time() -> None:
    world = World()
    world.do(3, acts.hand, "hands", "Zhang", minute_of(13))
    world.do(5, acts.hand, "hands", "Wu", minute_of(20))
    assert world.timer("hand:hands").due == minute_of(20)
    assert world.timer("hand:hands").note == "Wu"
    world.do(6, acts.hand, "hands", "Zheng")
    assert world.timer("hand:hands").status == "stopped"


def test_a_handed_call_that_the_leader_made_himself_says_nothing_of_whom_it_was_handed_to() -> None:
    """It was answered: done, in time, by somebody who had done nothing."""
    world = World()
    world.do(1, acts.hand, "tell-boss", "Zhang", minute_of(30))
    world.do(6, acts.call, "supervisor", "reached")
    assert world.step("tell-boss").status == "done"
    assert world.timer("hand:tell-boss").status == "stopped"


def test_a_handed_step_that_wants_a_value_is_asked_for_it_when_it_is_done() -> None:
    world = World()
    world.do(3, acts.hand, "count", "Zhang", minute_of(13))
    world.do(13, acts.timer_yes, "hand:count")
    assert world.current() == "count"


def test_what_a_step_asks_to_be_written_down_is_asked_for_after_its_check_was_answered() -> None:
    """Published, yes; through which channels nobody had said."""
    log = World(LISTS.checklist("general"), site=SITES.profile("hotline"))
    log.do(1, acts.set_level, "2")
    log.do(61, acts.timer_yes, "customer-notice")
    assert log.timer("customer-notice").status != "running"
    assert log.step("notice").status == "open"


def test_a_handed_call_that_was_made_counts_as_told() -> None:
    world = World()
    world.do(1, acts.hand, "tell-boss", "Zhang", minute_of(4))
    world.do(4, acts.timer_yes, "hand:tell-boss")
    assert world.step("tell-boss").status == "done"
    assert world.timer("report-5").status == "answered"
    assert ("supervisor", "") in told(world.incident)


def test_a_promise_to_a_customer_rings_and_is_kept_by_reaching_her() -> None:
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(30))
    assert "promise:k1" in world.ringing(30)
    world.do(31, acts.callback_try, "k1", "no-answer")
    assert world.timer("promise:k1").status == "running"
    world.do(32, acts.callback_try, "k1", "reached")
    assert world.timer("promise:k1").status == "answered"
    assert world.step("follow-up@k1").status == "done"


def test_closing_stops_every_timer_but_a_promise_and_after_reopening_their_time_begins_anew() -> None:
    """What somebody named a time of day for keeps that time."""
    world = World()
    world.do(1, acts.hand, "hands", "Zhang", minute_of(13))
    world.do(2, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(30))
    before = {t.key: t.due for t in world.incident.running()}
    assert before["report-5"] == minute_of(5)
    world.do(3, acts.close, "resolved")
    assert [t.key for t in world.incident.running()] == ["promise:k1"], "owed to a customer"
    world.do(20, acts.reopen, "back again")
    anew = {"report-5": minute_of(25), "check-10": minute_of(30), "updates": minute_of(40)}
    assert {t.key: t.due for t in world.incident.running()} == {**before, **anew}
    assert world.ringing(20) == ["hand:hands"]


@pytest.mark.parametrize(("reopened", "status"), [(False, "answered"), (True, "cancelled")])
def test_who_is_told_after_a_reopening_was_not_told_late_before_the_closing(
    reopened: bool, status: str
) -> None:
    """Told late is told late, but a deadline that was over when the incident was closed is none of
    the time after it: it counted as a day late."""
    world = World()
    world.do(8, acts.timer_cancel, "report-5", "not needed")
    if reopened:
        world.do(10, acts.close, "resolved")
        world.do(1500, acts.reopen, "back again")
    world.do(1510, acts.tick, "tell-boss")
    assert world.timer("report-5").status == status


def test_a_step_done_before_the_incident_was_opened_answers_its_timer() -> None:
    world = World()
    world.do(2, acts.tick, "tell-boss", at=-3)
    assert world.timer("report-5").status == "answered"
    assert world.timer("report-5").over(minute_of(9)) == timedelta(0)


def test_a_late_entry_about_an_early_call_is_in_time() -> None:
    world = World()
    world.do(20, acts.tick, "tell-boss", at=4)
    timer = world.timer("report-5")
    assert timer.answered == minute_of(4)
    assert timer.over(minute_of(20)) == timedelta(0)


def test_a_timer_is_stopped_when_its_cause_happened_not_when_that_was_written() -> None:
    world = World()
    world.do(1, acts.tick, "ups", "10")
    world.do(20, acts.tick, "restored", "10:08")
    assert world.timer("battery").status == "stopped"
    assert world.timer("battery").answered == minute_of(8)


def test_a_second_plan_counts_from_when_it_was_added_and_has_its_own_levels() -> None:
    world = World()
    world.do(1, acts.set_level, "2")
    world.do(8, acts.add_plan, plan("second"))
    assert world.timer("second/report-5").due == minute_of(13)
    assert world.incident.level == "2"
    assert world.incident.level_of("second/") == "3"
    assert "second/grave" not in world.incident.timers
    world.do(9, acts.set_level, "second/1")
    assert world.timer("second/grave").due == minute_of(24)
    assert world.incident.level == "2"


def test_a_plan_without_levels_lets_the_second_plan_have_its_own() -> None:
    bare = plan()
    bare = type(bare)(**{f: getattr(bare, f) for f in bare.__struct_fields__ if f not in ("levels", "timers")})
    world = World(bare)
    with pytest.raises(Refused, match="no-levels"):
        world.do(1, acts.set_level, "2")
    world.do(2, acts.add_plan, plan("second"))
    world.do(3, acts.set_level, "+")
    assert world.incident.level == "2"
    assert world.timer("second/grave").due == minute_of(18)


def test_after_every_act_the_timers_agree_with_the_rules() -> None:
    world = World()
    world.do(1, acts.tick, "cause", "mains")
    world.do(2, acts.set_level, "1")
    world.do(3, acts.tick, "ups", "20")
    world.do(4, acts.tick, "restored", "10:04")
    assert settle(world.incident, minute_of(4)) == []


def test_an_early_call_does_not_settle_what_is_due_much_later() -> None:
    world = World()
    world.do(4, acts.call, "supervisor", "reached")
    assert world.timer("report-5").status == "answered"
    assert world.timer("updates").round == 1
    assert world.timer("updates").due == minute_of(20)


def test_unanswered_calls_do_not_climb_the_ladder_of_a_timer_due_much_later() -> None:
    world = World()
    world.do(5, acts.call, "supervisor", "no-answer")
    world.do(7, acts.call, "supervisor", "no-answer")
    assert world.timer("report-5").target() == "manager"
    assert world.timer("updates").attempts == []
    assert not world.timer("updates").nobody


def test_one_call_serves_every_timer_that_rings_for_the_same_person() -> None:
    world = World()
    world.do(2, acts.tick, "cause", "mains")
    world.do(2, acts.set_level, "2")
    world.do(18, acts.call, "manager", "reached")
    assert world.timer("mains").status == "answered"
    assert world.timer("grave").status == "answered"
