"""The summary's numbers."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.review.archive.rules.deadlines_kept import Deadline
from kit.review.forms import rules as forms
from kit.review.summary.rules.summarise import Summary, summarise
from tests.support.constants import TEN
from tests.support.world import World, minute_of, plan


def summary(world: World, minute: float = 100) -> Summary:
    return summarise(world.incident, world.entries, minute_of(minute))


def notice(found: Summary, key: str, number: int = 1) -> Deadline:
    return next(n for n in [*found.notices, *found.deadlines] if (n.timer, n.round) == (key, number))


def test_a_notification_in_time_is_planned_and_actual_to_the_second() -> None:
    world = World()
    world.do(4.2, acts.timer_told, "report-5")
    line = notice(summary(world), "report-5")
    assert (line.planned, line.answered_after, line.late, line.status) == (300, 252, 0, "in-time")


def test_one_second_late_is_late_and_a_part_of_the_same_second_is_not() -> None:
    """Whole seconds since the opening, in one rounding: planned + late = actual."""
    for extra, late in ((1, 1), (1.9, 1), (250, 250)):
        world = World()
        world.do(5 + extra / 60, acts.timer_told, "report-5")
        line = notice(summary(world), "report-5")
        assert (line.status, line.late, line.answered_after) == ("late", late, 300 + late)
    world = World()
    world.do(5 + 0.4 / 60, acts.timer_told, "report-5")
    assert notice(summary(world), "report-5").status == "in-time"


def test_a_late_report_stays_late_after_the_incident_closes() -> None:
    world = World()
    world.do(9, acts.timer_told, "report-5")
    world.do(20, acts.close, "resolved")
    assert notice(summary(world, 500), "report-5").late == 240


def test_a_notification_that_was_never_made_is_late_until_the_closing() -> None:
    world = World()
    world.do(30, acts.close, "resolved")
    found = summary(world, 900)
    line = notice(found, "report-5")
    assert (line.status, line.late, line.answered) == ("not-told", 25 * 60, None)
    told = found.kept["told-plan"]
    assert (told.due, told.never, told.late, told.late_worst) == (2, 2, 0, None)


def test_a_cancelled_notification_is_late_only_when_its_time_had_passed() -> None:
    early, late = World(), World()
    early.do(4, acts.timer_cancel, "report-5", "she is here")
    late.do(8, acts.timer_cancel, "report-5", "she is here")
    assert notice(summary(early), "report-5").status == "cancelled"
    assert notice(summary(early), "report-5").late == 0
    line = notice(summary(late, 10), "report-5")
    assert (line.status, line.late, line.ended) == ("not-told", 180, minute_of(8))


def test_attempts_snoozes_escalations_and_nobody_reachable_are_all_told() -> None:
    world = World()
    world.do(4, acts.timer_snooze, "report-5", minute_of(6), "on the line")
    for minute in (6, 7, 8, 9):
        world.do(minute, acts.timer_no_answer, "report-5")
    world.do(14, acts.timer_told, "report-5", "manager", "comes at once")
    found = summary(world, 15)
    line = notice(found, "report-5")
    assert [(t.after, t.role, t.result) for t in line.tries] == [
        (360, "supervisor", "no-answer"),
        (420, "supervisor", "no-answer"),
        (480, "manager", "no-answer"),
        (540, "manager", "no-answer"),
        (840, "manager", "reached"),
    ]
    assert [(r.after, r.role) for r in line.rungs] == [(420, "manager"), (540, "")]
    assert [(p.after, p.reason) for p in line.pauses] == [(240, "on the line")]
    assert line.nobody and line.role == "manager" and line.late == 540
    assert (found.escalations, found.nobody) == (1, 1)


def test_every_round_of_a_repeating_notification_is_a_line() -> None:
    world = World()
    world.do(18, acts.timer_told, "updates")
    world.do(41, acts.timer_told, "updates")
    found = summary(world, 45)
    rounds = [(n.round, n.planned, n.late, n.status) for n in found.notices if n.timer == "updates"]
    assert rounds == [(1, 1200, 0, "in-time"), (2, 2280, 180, "late"), (3, 3660, 0, "running")]


def test_a_missed_notification_stays_missed_when_the_incident_is_opened_again() -> None:
    """Each spell is judged for itself."""
    world = World()
    world.do(6, acts.timer_no_answer, "report-5")
    world.do(8, acts.close, "resolved")
    world.do(9, acts.reopen)
    world.do(10, acts.timer_told, "report-5")
    lines = [n for n in summary(world).notices if n.timer == "report-5"]
    assert [(n.status, n.late, len(n.tries)) for n in lines] == [("not-told", 180, 1), ("in-time", 0, 1)]


def test_checks_countdowns_handovers_and_promises_are_other_deadlines() -> None:
    world = World()
    world.do(1, acts.tick, "ups", "20")
    world.do(2, acts.hand, "hands", "Zhang", minute_of(12))
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(40))
    world.do(10, acts.timer_no, "check-10")
    world.do(13, acts.timer_yes, "check-10")
    found = summary(world, 15)
    kinds = {d.timer: d.kind for d in found.deadlines}
    assert kinds == {"check-10": "check", "battery": "countdown", "hand:hands": "hand", "promise:k1": "promise"}
    assert notice(found, "check-10").failed == [600]
    assert notice(found, "check-10").late == 180
    assert (notice(found, "hand:hands").status, notice(found, "hand:hands").late) == ("not-told", 180)


def test_steps_are_counted_by_what_became_of_them() -> None:
    world = World()
    world.do(1, acts.tick, "cause", "mains")
    world.do(2, acts.tick, "mains-step")
    world.do(3, acts.tick, "cause", "wiring")
    world.do(4, acts.skip, "tell-boss", "here")
    world.do(5, acts.not_applicable, "ups", "none")
    world.do(6, acts.hand, "hands", "Zhang")
    world.do(7, acts.defer, "count")
    phases = {p.phase: p for p in summary(world).phases}
    report, respond = phases["report"], phases["respond"]
    assert (report.done, report.skipped, report.not_applicable, report.open) == (1, 1, 1, 0)
    assert [s.key for s in report.steps if s.hidden] == ["mains-step"]
    assert (respond.handed, respond.open) == (1, 3)
    assert next(s for s in report.steps if s.key == "tell-boss").reason == "here"


def test_durations_count_from_the_opening_and_from_the_detection() -> None:
    world = World()
    world.do(4, acts.tick, "tell-boss")
    world.do(30, acts.tick, "restored", "10:28")
    world.do(40, acts.close, "resolved")
    found = {d.milestone: (d.from_opening, d.from_detection) for d in summary(world).durations}
    assert found == {
        "detected": (0, 0),
        "reported": (240, 240),
        "responded": (None, None),
        "restored": (1680, 1680),
        "closed": (2400, 2400),
    }


def test_customers_still_owed_a_call_come_first() -> None:
    world = World()
    world.do(1, acts.callback_add, "k1", "Wang", "138")
    world.do(2, acts.callback_add, "k2", "Zhao", "139")
    world.do(3, acts.callback_try, "k1", "no-answer")
    world.do(4, acts.callback_try, "k1", "reached")
    found = summary(world)
    assert [(o.id, o.settled, len(o.tries)) for o in found.callbacks] == [("k2", "", 0), ("k1", "reached", 2)]
    assert found.callbacks[1].settled_at == minute_of(4)
    assert found.callbacks_open == 1


def test_actions_late_entries_corrections_and_codes_are_counted() -> None:
    world = World()
    world.do(1, acts.action_add, "a1", "mend")
    world.do(2, acts.action_add, "a2", "train")
    world.do(3, acts.action_done, "a1", "invoice")
    world.do(4, acts.note, "x", at=2)
    world.do(5, acts.amend, "e9", "y")
    world.do(6, acts.close, "resolved")
    found = summary(world)
    assert [a.id for a in found.actions] == ["a2", "a1"]
    assert (found.actions_open, found.late_entries, found.corrections) == (1, 1, 1)
    assert found.closing_code == found.log_code
    assert found.log_code.startswith(f"{len(world.entries)}-")


def test_an_open_incident_is_counted_up_to_now_and_has_no_outcome() -> None:
    found = summary(World(), 12.5)
    assert (found.closed, found.outcome, found.seconds) == (None, "", 750)


def test_a_drill_is_marked_in_the_numbers() -> None:
    assert summary(World(drill=ev.Drill(60.0, TEN, "file"))).drill


def test_a_second_plan_counts_its_notifications_and_steps() -> None:
    world = World()
    world.do(8, acts.add_plan, plan("second"))
    world.do(14, acts.timer_told, "second/report-5")
    found = summary(world)
    assert found.plans == ["trial", "second"]
    assert notice(found, "second/report-5").late == 60


def test_the_numbers_survive_json() -> None:
    world = World()
    world.do(9, acts.timer_told, "report-5")
    found = summary(world)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Summary) == found


# ---- forms ---------------------------------------------------------------------------------------


def test_a_form_fills_itself_from_the_log() -> None:
    world = World()
    world.do(2, acts.tick, "cause", "mains")
    world.do(4, acts.tick, "tell-boss")
    world.do(5, acts.note, "smoke")
    world.do(6, acts.callback_add, "k1", "Wang", "138")
    world.do(30, acts.tick, "restored", "10:28")
    (form,) = forms.filled_forms(world.incident, world.entries, minute_of(31))
    got = {f.source: f.value for f in form.fields}
    assert got["answer:cause"] == forms.Answer("cause", "mains", "")
    assert got["time:cause"] == forms.When(minute_of(2), 120)
    assert got["opened"] == got["detected"] == forms.When(TEN, 0)
    assert got["reported"] == forms.When(minute_of(4), 240, "supervisor")
    assert got["restored"] == forms.When(minute_of(28), 1680)
    assert got["closed"] is None
    calls, notes, owed, steps = got["calls"], got["notes"], got["callbacks"], got["measures"]
    assert isinstance(calls, forms.Calls) and [c.after for c in calls.calls] == [240]
    assert isinstance(notes, forms.Notes) and [n.text for n in notes.notes] == ["smoke"]
    assert isinstance(owed, forms.Owing) and owed.callbacks[0].name == "Wang"
    assert isinstance(steps, forms.Measures)
    assert [s.key for s in steps.steps] == ["cause", "tell-boss", "restored"]
    assert isinstance(got["leader"], forms.Words) and got["leader"].text.en == "li"
    assert isinstance(got["site"], forms.Words) and got["site"].text.en == "A centre"
    assert isinstance(got["levels"], forms.Levels)
    assert isinstance(got["type"], forms.Words)


def test_a_plan_without_a_form_says_so() -> None:
    bare = plan()
    bare = type(bare)(**{f: getattr(bare, f) for f in bare.__struct_fields__ if f != "form"})
    world = World(bare)
    with pytest.raises(Refused, match="no-form"):
        forms.filled_forms(world.incident, world.entries, TEN + timedelta(minutes=1))
