"""Rules of a review at their bounds: what counts, what is named, what is filed, to the last one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kit.ground.base.text import Text
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.rules.kinds.course import Spell
from kit.incidents.incident.rules.learnt import Voice
from kit.plans.sites.rules import Role
from kit.review.after_action.rules import LONG, gathered
from kit.review.archive.rules.deadlines_kept import Kept, about_whom, deadlines, row_of
from kit.review.archive.rules.digest import (
    Digest,
    Missed,
    change_of,
    changes_of,
    digest_of,
    filed_digest,
    weigh_callbacks,
)
from kit.review.archive.rules.naming import UNKNOWN, named
from kit.review.archive.rules.totals import Week, spread, totals_of
from kit.review.forms.rules import Owing, When, Words, filled_forms
from kit.review.period.rules.filing import Book, Filed, PageFiled, changed_since
from kit.review.period.rules.period import Open
from kit.review.period.rules.ranges import Filters
from kit.review.summary.rules.promises import Promises, promises
from kit.review.summary.rules.shift import Share, summed
from kit.review.summary.rules.steps_done import phases
from kit.review.summary.rules.summarise import summarise
from kit.shifts.handover.rules.sheet import Before, made
from kit.shifts.shift.rules.state import Cut, Floor, Shift
from tests.support.constants import TEN
from tests.support.periods import period_of
from tests.support.world import World, minute_of, profile

NOW = minute_of(60)


# ---- what is owed, and what was filed ------------------------------------------------------------


def test_what_is_owed_is_overdue_behind_its_time_and_never_once_it_was_done() -> None:
    for due, done, over in ((NOW, None, False), (NOW - timedelta(seconds=1), None, True), (None, None, False), (TEN, TEN, False)):
        assert Open("callback", "a", "", "", "", TEN, due, done=done).overdue(NOW) is over
    for sort, hours, forgotten in (("incident", 24, False), ("incident", 25, True), ("callback", 25, False)):
        assert Open(sort, "a", "", "", "", TEN).forgotten(TEN + timedelta(hours=hours)) is forgotten


def test_of_two_pages_filed_at_one_moment_the_later_line_counts_and_an_earlier_moment_never() -> None:
    book = Book()
    for minute, code in ((5, "a"), (5, "b"), (4, "c")):
        book.take(PageFiled("2026", code, {}), minute_of(minute), "li")
    assert book.pages["2026"].code == "b"


def test_incidents_are_compared_one_by_one_only_where_both_pages_name_them() -> None:
    one = Digest("R1", "fire", TEN, TEN)

    def changed(filed: dict[str, str], now: list[Digest]) -> list[tuple[str, str]]:
        page = Filed(TEN, "li", "x", {"incidents": 1}, filed)
        return [(each.sort, each.name) for each in changed_since(page, period_of(totals_of([one]), each=now))]

    assert changed({}, [one]) == changed({"R1": "x"}, []) == []
    assert changed({"R1": "x"}, [one]) == [("changed", "R1")]
    assert changed({"R2": "x"}, [one]) == [("new", "R1"), ("gone", "R2")]
    filed = Filed(TEN, "li", "x", {"incidents": 1, "tally.late_entries": 4}, {})
    assert list(changed_since(filed, period_of(totals_of([one])))) == [], "the page shows those by the minute"


def test_each_filter_takes_what_it_names_by_id_or_title_and_all_of_them_together() -> None:
    one = Digest("R1", "fire", TEN, plans=["fire", "power"], levels=[("二级", "Level 2")], level="2", site="s", site_title=("某中心", "A centre"), leader="li", cause="mains")
    taken = [{}, {"type": "fire"}, {"type": "power"}, {"level": "2"}, {"level": "二级"}, {"site": "s"}, {"site": "A centre"}, {"leader": "LI"}, {"cause": "mains"}]
    for names in taken:
        assert Filters(**names).take(one, str.casefold), names
        assert Filters(**names).any is bool(names)
    everything: dict[str, str] = {name: text for names in taken for name, text in names.items()}
    for name in everything:
        assert not Filters(**{**everything, name: "x"}).take(one, str.casefold), name
    assert Filters(**everything).take(one, str.casefold)


# ---- figures of closed incidents -----------------------------------------------------------------


def test_a_false_alarm_stands_apart_and_what_was_opened_in_error_in_no_number_but_its_own() -> None:
    found = totals_of([Digest("R1", "fire", TEN, outcome="false-alarm"), Digest("R2", "fire", TEN, outcome="resolved"), Digest("R3", "fire", TEN, outcome="resolved"), Digest("R4", "fire", TEN, outcome=ev.IN_ERROR)])
    assert (found.incidents.runs, found.false_alarms.runs, found.withdrawn) == (3, 1, 1)
    assert found.outcomes == {"false-alarm": 1, "resolved": 2}


def test_a_drill_and_a_readiness_check_are_counted_apart() -> None:
    found = totals_of([Digest("R1", "fire", TEN, drill=True), Digest("R2", "ready", TEN, kind="preparation"), Digest("R3", "fire", TEN)])
    assert (found.incidents.runs, found.drills.runs, found.checks.runs) == (1, 1, 1)


def test_deadlines_are_counted_by_whose_figure_they_are_and_where_there_are_any() -> None:
    found = totals_of([Digest("R1", "fire", TEN, kept={"told-plan": Kept(2, 1, 0, 1, 0, [90]), "told-site": Kept(1, 1)}), Digest("R2", "fire", TEN)])
    share = found.types["fire"]
    assert (share.runs, share.plan.due, share.plan.worst, share.site.due, share.ours.due) == (2, 2, 90, 1, 0)
    week = Week()
    week.take(Digest("R1", "fire", TEN, kept={"told-plan": Kept(2, 1), "promises": Kept()}, after={"reported": 0, "restored": -1}))
    assert week == Week(1, due=[2], in_time=[1], reported=[0])


def test_the_gravest_that_was_missed_stands_first() -> None:
    """Who was told of nothing, by the plans before others; then the latest."""
    rows = [("promises", 500, False), ("told-plan", 90, False), ("told-site", 90, False), ("told-plan", 60, True), ("checks-plan", 9, True), ("told-plan", 300, False)]
    one = Digest("R1", "fire", TEN, missed=[Missed(f"t{n}", row, TEN, late, never) for n, (row, late, never) in enumerate(rows)])
    assert [each.what.timer for each in totals_of([one]).missed] == ["t3", "t4", "t5", "t1", "t2", "t0"]


def test_times_are_told_by_times_that_really_were() -> None:
    assert spread([]) is None
    for times, median, ninety in (([7], 7, 7), ([1, 2], 1, 2), ([3, 1, 2], 2, 3), ([*range(1, 11)], 5, 9), ([*range(1, 12)], 6, 10)):
        found = spread(times)
        assert found is not None and (found.median, found.ninety, found.longest) == (median, ninety, max(times)), times


@pytest.mark.parametrize(
    ("settled", "minutes", "kept", "missed"),
    [
        ("reached", 10, (1, 0, 0, 0), []), ("reached", 10.5, (0, 1, 0, 0), []), ("reached", 11, (0, 0, 1, 0), [("promise:c1", 60, False)]),
        ("given-up", 11, (0, 0, 0, 1), [("promise:c1", 60, True)]), ("given-up", 9, None, []), ("", 0, (0, 0, 0, 1), [("promise:c1", 600, True)]),
    ],
)  # fmt: skip
def test_a_promise_is_kept_brief_late_or_never_by_a_minute(settled: str, minutes: float, kept: tuple[int, ...] | None, missed: list[object]) -> None:
    """It was for minute ten; it is minute twenty."""
    back = Callback("c1", TEN, "陈", "", "", minute_of(10))
    if settled:
        back.tries, back.settled = [(minute_of(minutes), settled, "")], settled
    out = Digest("R1", "fire", TEN)
    weigh_callbacks(out, [back], minute_of(20))
    rows = out.kept.get("promises")
    assert (None if rows is None else (rows.in_time, rows.brief, rows.late, rows.never)) == kept
    assert [(one.timer, one.late, one.never) for one in out.missed] == missed
    assert (out.tally.callbacks, out.tally.called_back, out.tally.given_up, len(out.owing)) == (1, settled == "reached", settled == "given-up", not settled)
    assert out.owed == (not settled)


def test_of_what_came_after_the_first_closing_only_what_changes_a_figure_is_a_change() -> None:
    words = {("callback-tried", "reached"): "callback-reached", ("callback-tried", "given-up"): "callback-given-up", ("callback-tried", "busy"): "", ("reopened", ""): "reopened", ("note", ""): ""}
    assert {key: change_of(*key) for key in words} == words
    world = World()
    world.do(1, acts.note, "a")
    assert changes_of(world.entries) == [] and filed_digest(world.entries) is None
    world.do(10, acts.close, "resolved")
    world.do(20, acts.reopen, "again")
    world.do(30, acts.close, "resolved")
    assert [change.what for change in changes_of(world.entries)] == ["reopened", "closed"]
    assert digest_of(world.incident, world.entries).spells == [600, 600]
    assert digest_of(world.incident, world.entries).after["closed"] == 600


def test_one_opened_in_error_has_its_figures_though_it_files_nothing() -> None:
    world = World()
    world.do(5, acts.withdraw, "wrong list")
    found = digest_of(world.incident, world.entries)
    assert (found.outcome, found.spells, found.changes) == (ev.IN_ERROR, [300], [])
    assert filed_digest(world.entries) is None


def test_a_plan_with_levels_is_told_at_its_level_by_title() -> None:
    world = World()
    world.do(1, acts.set_level, "2", "重")
    world.do(9, acts.close, "resolved")
    assert digest_of(world.incident, world.entries).levels == [("二级", "Level 2")]


def test_a_digest_names_a_posts_short_number_and_nobodys_own() -> None:
    site = profile()
    site.roles["duty"] = Role(Text("值班", "duty"), phone="13800138000")
    site.roles["near"] = Role(Text("近", "near"), phone="12345")
    text = Text("打{number:police}", "Call {number:police} {number:near} {number:duty} {number:nobody} {role:manager}")
    assert named(text, site) == ("打110", f"Call 110 12345 {UNKNOWN} {UNKNOWN} manager")
    assert named(text, None)[1].startswith(f"Call {UNKNOWN} {UNKNOWN}")


# ---- one incident --------------------------------------------------------------------------------


def led() -> World:
    world = World()
    world.do(2, acts.tick, "cause", "mains")
    world.do(3, acts.tick, "mains-step")
    world.do(4, acts.callback_add, "c1", "陈", "", "", minute_of(30))
    world.do(5, acts.callback_add, "c2", "王")
    world.do(6, acts.callback_try, "c2", "reached")
    return world


def test_each_time_that_it_was_open_lasts_to_its_end_and_the_last_to_now() -> None:
    world = World()
    assert summarise(world.incident, world.entries, NOW).seconds == 3600
    world.incident.spells = [Spell(TEN, minute_of(5)), Spell(minute_of(20), minute_of(30)), Spell(minute_of(50))]
    assert [each.seconds for each in summarise(world.incident, world.entries, NOW).spells] == [300, 600, 600]


def test_calls_that_are_owed_are_those_of_whom_nobody_reached() -> None:
    world = led()
    found = summarise(world.incident, world.entries, NOW)
    assert (len(found.callbacks), found.callbacks_open) == (2, 1)


def test_a_step_that_applies_no_more_is_told_and_counts_nowhere() -> None:
    world = led()
    world.do(7, acts.tick, "cause", "wiring")
    world.do(8, acts.skip, "count", "没空")
    found = {phase.phase: phase for phase in phases(world.incident)}
    lines = {line.key: line for phase in found.values() for line in phase.steps}
    assert lines["mains-step"].hidden and not lines["cause"].hidden and found["report"].done == 1
    assert (lines["cause"].at, lines["cause"].after, lines["cause"].by) == (minute_of(7), 420, "li")
    assert (lines["ups"].at, lines["ups"].after, lines["ups"].by) == (None, None, "")
    assert (found["respond"].skipped, lines["count"].reason, lines["count"].value) == (1, "没空", "")


def test_each_line_of_a_form_has_what_it_asks_for_and_nothing_else() -> None:
    world = led()
    filled = {each.source: each.value for each in filled_forms(world.incident, world.entries, NOW)[0].fields}
    assert filled["opened"] == filled["detected"] == When(TEN, 0)
    assert filled["reported"] is filled["restored"] is filled["calls"] is filled["notes"] is None
    assert isinstance(filled["callbacks"], Owing) and len(filled["callbacks"].callbacks) == 2
    assert filled["type"] == Words(Text("试", "Trial")) and filled["leader"] == Words(Text("li", "li"))
    world.do(9, acts.call, "supervisor", "reached")
    filled = {each.source: each.value for each in filled_forms(world.incident, world.entries, NOW)[0].fields}
    reported = filled["reported"]
    assert isinstance(reported, When) and (reported.at, reported.role) == (minute_of(9), "supervisor")
    assert filled["calls"] is not None and filled["restored"] is None


def test_a_review_is_read_in_its_own_order_and_questions_of_a_newer_kit_stand_behind() -> None:
    names = ["newer", LONG[2], LONG[0], "newest"]
    voices = [Voice(TEN, "li", who, name, "x") for who in ("王", "李") for name in names]
    found = gathered([*voices, Voice(TEN, "li", "王", LONG[0], "y")])
    assert [said.question for said in found] == [LONG[0], LONG[2], "newer", "newest"]
    assert [(voice.who, voice.text) for voice in found[0].voices] == [("王", "x"), ("王", "y"), ("李", "x")]


def test_a_timer_of_a_person_is_of_nobodys_figure() -> None:
    rows: list[Callable[[], str]] = [lambda: row_of("countdown", "plan"), lambda: row_of("hand", "people"), lambda: row_of("update", "people"), lambda: row_of("tell", "site"), lambda: row_of("check", "ours")]
    assert [row() for row in rows] == ["countdowns", "handed", "promises", "told-site", "checks-ours"]
    world = World()
    world.do(1, acts.hand, "hands", "王芳", minute_of(20))
    found = {line.timer: line for line in summarise(world.incident, world.entries, NOW).deadlines}
    assert (found["hand:hands"].owner, found["hand:hands"].cites, found["hand:hands"].row) == ("people", [], "handed")
    assert found["check-10"].owner == "plan"


# ---- a shift -------------------------------------------------------------------------------------


def a_shift(**fields: object) -> Shift:
    """From ten until minute sixty."""
    return Shift("S1", since=TEN, cut=Cut(minute_of(60), "aaaaaa", {}), **fields)  # type: ignore[arg-type]


def owed(id_: str, due: float | None, *tries: tuple[float, str], at: float = 1) -> Callback:
    settled = next((result for _, result in tries if result != "no-answer"), "")
    return Callback(id_, minute_of(at), id_, "", "", None if due is None else minute_of(due), [(minute_of(minute), result, "") for minute, result in tries], settled)


def test_a_promise_belongs_to_the_shift_in_which_it_was_settled_or_fell_due_whichever_came_first() -> None:
    """The shift's own end is the next one's; it is long after."""
    world = World()
    backs = [
        owed("kept", 30, (20, "reached")), owed("late", 30, (20, "no-answer"), (40, "reached")), owed("broken", 30), owed("given-up", 50, (40, "given-up")), owed("next", 60), owed("next-kept", 90, (60, "reached")),
        owed("soon", 90, (20, "reached")), owed("before", 0, (-5, "reached"), at=-9), owed("none", None, (59, "reached")), owed("later", 90, at=60),
    ]  # fmt: skip
    world.incident.callbacks = {back.id: back for back in backs}
    found = promises(a_shift(), {"R1": world.incident}, [], minute_of(300))
    assert {one.name: one.result for one in found.settled} == {"kept": "kept", "late": "late", "broken": "broken", "given-up": "given-up", "soon": "kept"}
    assert (found.calls, found.unanswered, found.waiting, found.moved) == (5, 1, 2, 0)


def test_a_deadline_names_whom_a_call_was_promised_and_never_who_was_told() -> None:
    """Also somebody whom the sheet took down, of whom the incident's own timers know nothing."""
    world = World()
    world.do(2, acts.call, "supervisor", "reached", name="王")
    lines = deadlines(world.folded(), TEN, NOW, NOW, [owed("陈", 30)])
    assert "王" in [one.who for one in lines]
    named_of = {one.timer: about_whom(world.incident, one) for one in lines}
    assert {timer: who for timer, who in named_of.items() if who} == {"promise:陈": "陈"}


def test_a_shift_is_summed_from_its_incidents_and_the_promises_of_its_registers() -> None:
    world = World()
    for minute, result in ((1, "no-answer"), (2, "reached")):
        world.do(minute, acts.call, "tech", result)
    world.do(3, acts.note, "a")
    world.do(4, acts.skip, "hands", "没空")
    entries = [entry for entry in world.entries if entry.kind in ("called", "note", "step-skipped")]
    lines = summarise(world.incident, world.entries, NOW).notices
    figures = [Floor(TEN, "li", 10, 9), Floor(TEN, "li", 10), Floor(TEN, "li", 20, 10)]
    shift = a_shift(figures=figures, taken_back=2, entries=4)
    sheet = made(shift, NOW, {}, [], 0, 0, Before(), {}, {})
    found = summed(shift, sheet, [Share("R1", world.incident, entries, 1, lines)], Promises([], 1, 2, 3, 2), noted=5, struck=1)
    assert (found.calls, found.unanswered, found.undos, found.corrections) == (5, 3, 3, 0)
    assert (found.offered, found.answered, found.entries, found.moved, found.waiting) == (30, 19, 14, 1, 2)
    assert [(skip.step, skip.reason) for skip in found.skips] == [("hands", "没空")]
    assert sum(row.due for row in found.kept.values()) == len(found.late()) == len(lines) > 0
