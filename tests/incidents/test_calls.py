"""``call``, ``timer`` and ``level``."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.calls_in_order import calls_in_order
from kit.incidents.incident.show.entries import timeline
from kit.incidents.say.rules.reports import report
from kit.review.forms.rules import Calls, filled_forms
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.world import World, minute_of


def test_a_call_answers_the_step_and_the_timer(kit: Kit) -> None:
    result = kit.at(4)("call", "supervisor", "--said", "all seats", "--repeated", "--json")
    assert result.kinds == ["called", "step-done", "timer-answered"]
    assert "in time" in kit("log").out.splitlines()[-1]


@pytest.mark.parametrize("who", ["supervisor", "call centre supervisor", "呼叫中心主管"])
def test_a_person_can_be_named_by_post_or_title(kit: Kit, who: str) -> None:
    data = kit("call", who, "--json").json["entries"][0]["data"]
    assert data["role"] == "supervisor"


def test_two_unanswered_calls_go_one_rung_up(kit: Kit) -> None:
    kit("answer", "forecast", "no")
    assert kit("call", "manager", "--no-answer", "--json").kinds == ["called"]
    result = kit("call", "manager", "--busy")
    assert "attempt 2: busy" in result.out
    assert "centre manager not reached, next is executive in charge" in result.out


def test_a_late_call_says_by_how_much(kit: Kit) -> None:
    assert kit.at(8)("call", "supervisor").out.splitlines()[-1].endswith(", 3 min late")


def test_a_call_made_in_time_and_written_late_is_in_time(kit: Kit) -> None:
    last = kit.at(8)("call", "supervisor", "--at", "10:04").out.splitlines()[-1]
    assert last.endswith(", in time (written 10:08)")


def test_a_name_and_number_are_kept(kit: Kit) -> None:
    call = ("call", "supervisor", "--name", "Zhao", "--number", "8001")
    assert "Call to call centre supervisor Zhao 8001: reached" in kit(*call).out


def test_somebody_outside_the_plan_can_be_called(kit: Kit) -> None:
    result = kit("call", "Old Zhou", "--wrong-number", "--json")
    assert result.json["entries"][0]["data"]["who"] == "Old Zhou"


def test_the_timers_are_listed_with_what_is_left(kit: Kit) -> None:
    lines = kit.at(7)("timer").out.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("[DRILL] report-5") and "LATE 2 min" in lines[0]
    assert "3 min left" in lines[1]


def test_the_timers_as_json_carry_seconds(kit: Kit) -> None:
    timers = {t["timer"]: t for t in kit.at(7)("timer", "--json").json["timers"]}
    assert timers["report-5"]["status"] == "not-told" and timers["report-5"]["running"]
    assert timers["report-5"]["late_seconds"] == 120
    assert timers["report-5"]["left_seconds"] == -120
    assert timers["long-60"]["left_seconds"] == 53 * 60
    assert timers["long-60"]["tell_now"] == "executive"


def test_told_without_a_name_means_whoever_the_timer_names(kit: Kit) -> None:
    data = kit("timer", "report-5", "--told", "--json").json["entries"][0]["data"]
    assert (data["role"], data["result"]) == ("supervisor", "reached")


def test_told_somebody_by_name(kit: Kit) -> None:
    data = kit("timer", "report-5", "--told", "manager", "--json").json["entries"][0]["data"]
    assert data["role"] == "manager"


def test_no_answer_counts_as_an_attempt(kit: Kit) -> None:
    kit("timer", "report-5", "--no-answer")
    assert len(kit.folder().incident.timers["report-5"].attempts) == 1


def test_a_snoozed_timer_comes_back(kit: Kit) -> None:
    kit.at(6)("timer", "report-5", "--snooze", "3", "--reason", "on the other line")
    timer = kit.folder().incident.timers["report-5"]
    assert timer.ring_at is not None and timer.ring_at.minute == 9
    assert timer.due.minute == 5


@pytest.mark.parametrize("how", ["--snooze=3", "--cancel"])
def test_putting_off_or_cancelling_needs_a_reason(kit: Kit, how: str) -> None:
    assert kit("timer", "report-5", how).code == 2
    assert kit.folder().incident.timers["report-5"].status == "running"


def test_a_cancelled_timer_shows_its_reason(kit: Kit) -> None:
    assert kit("timer", "long-60", "--cancel", "--reason", "known drill").code == 0
    assert "cancelled" in kit("timer").out and "reason: known drill" in kit("timer").out


def test_a_handed_step_is_confirmed_by_yes(kit: Kit) -> None:
    kit("hand", "staff-log", "Zhao", "--until", "10")
    assert kit("timer", "hand:staff-log", "--yes").code == 0
    assert kit.folder().incident.step_state("staff-log").status == "done"


def test_a_handed_step_that_is_not_done_is_asked_again(kit: Kit) -> None:
    kit("hand", "staff-log", "Zhao", "--until", "10")
    kit.at(11)("timer", "hand:staff-log", "--no")
    timer = kit.folder().incident.timers["hand:staff-log"]
    assert timer.status == "running" and timer.ring_at is not None and timer.ring_at.minute == 13


def test_levels_are_shown_with_the_current_one_marked(bare: Kit) -> None:
    opened(bare.home, "call-surge", drill=True)
    out = bare.at(1)("level").out.splitlines()
    assert "decided by the call centre supervisor" in out[0]
    assert out[1].startswith("[DRILL] *  1  Level 1 support")
    assert "Level 1 for 30 minutes" in out[2]


def test_a_level_is_raised_and_lowered(bare: Kit) -> None:
    opened(bare.home, "call-surge", drill=True)
    bare.at(1)
    up = bare("level", "+", "--reason", "queue grows").out
    assert "from Level 1 support to Level 2 support, reason: queue grows" in up
    assert bare("level", "3").code == 0
    assert bare("level", "-").code == 0
    assert bare("level", "--json").json["by_plan"][0]["level"] == "2"


def test_a_level_ends_at_both_sides(bare: Kit) -> None:
    opened(bare.home, "call-surge", drill=True)
    assert bare.at(1)("level", "-").code == 3
    bare("level", "3")
    assert bare("level", "+").code == 3


@pytest.mark.parametrize(("number", "role"), [("110", "police"), ("119", "fire-brigade"), ("95598", "")])
def test_a_post_is_called_by_its_number_where_no_other_post_has_it(kit: Kit, number: str, role: str) -> None:
    """``kit call 110`` stood there as a call to somebody outside the plan, and the step stayed open."""
    assert kit("call", number, "--json").json["entries"][0]["data"].get("role", "") == role


def test_who_was_reached_is_called_for_the_next_report_by_a_first_attempt(tmp_path: Path) -> None:
    """A second regular report that is given is no second attempt; a try in vain is counted until somebody answers."""
    log = opened(tmp_path)
    for minute, result in enumerate(("no-answer", "reached", "reached", "busy", "reached")):
        now = Now(TEN + timedelta(minutes=minute))
        log.store.record(log, now, "li", lambda d, result=result: acts.call(d, "Qian of the press", result))
    assert [made.call.attempt for made in log.incident.calls] == [1, 2, 1, 1, 2]


def test_calls_that_are_typed_in_out_of_order_are_read_in_the_order_in_which_they_were_made() -> None:
    """The list, the report and the form had them as typed, and the ladder had moved before the second call."""
    world = World()
    for minute, result in ((12, "no-answer"), (4, "no-answer"), (14, "reached")):
        world.do(minute, acts.call, "supervisor", result)
    made = [(one.at, one.call.attempt) for one in calls_in_order(world.incident)]
    assert made == [(minute_of(4), 1), (minute_of(12), 2), (minute_of(14), 3)]
    (next_,) = [entry for entry in world.entries if isinstance(entry.event, ev.Escalated)]
    assert next_.at == minute_of(12)
    said = [line for line in timeline(world.incident, world.entries, "en") if "Call to supervisor" in line]
    assert ["attempt 2" in said[0], "attempt" in said[1], "attempt 3" in said[2]] == [True, False, True]
    world.do(13, acts.call, "manager", "reached")
    (form,) = filled_forms(world.incident, world.entries, minute_of(90))
    (told,) = [field.value for field in form.fields if field.source == "calls"]
    assert isinstance(told, Calls) and [one.at for one in told.calls] == [minute_of(13), minute_of(14)]
    assert [one.at for one in report(world.incident, world.entries, minute_of(90)).told] == [minute_of(13), minute_of(14)]
