"""Rounds of a timer: which one was at work when, how one ends, and what its end means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts, rounds, views
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.at_hand import current_of
from kit.incidents.incident.rules.judged import judged
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.meant_calls import meant
from kit.plans.checklists.rules.format import Checklist, Condition
from kit.plans.checklists.rules.owners import Whose
from tests.support.constants import TEN
from tests.support.world import World, kinds, minute_of, plan


def one(**fields: object) -> TimerState:
    """A round that began at ten and is due at minute five."""
    state = TimerState("report-5", minute_of(5), TEN, 5, ["supervisor"])
    for name, value in fields.items():
        setattr(state, name, value)
    return state


def test_a_round_that_was_answered_was_at_work_until_then_and_not_after() -> None:
    timers = {"report-5": one(status="answered", answered=minute_of(4))}
    assert rounds.at_work(timers, [], "report-5", minute_of(3)) is timers["report-5"]
    for minute in (4, 6):
        assert rounds.at_work(timers, [], "report-5", minute_of(minute)) is None
    running = {"report-5": one()}
    assert rounds.at_work(running, [], "report-5", minute_of(60)) is running["report-5"]


def test_what_was_answered_at_the_very_minute_in_which_its_need_went_stays_answered() -> None:
    for minute, status in ((4, "answered"), (3.99, "stopped"), (4.01, "answered")):
        timers = {"report-5": one(status="answered", answered=minute_of(4), how="reached")}
        rounds.end(timers, [], "report-5", "stopped", minute_of(minute), "restored")
        assert (minute, timers["report-5"].status) == (minute, status)


@pytest.mark.parametrize("on, step, says, ending", [
    ("answer", "count", None, ""),  # its need is gone: nobody looked
    ("answer", "count", True, "known"),
    ("answer", "restored", True, "known"),  # also where that comes with the recovery
    ("step", "count", None, "known"),
    ("step", "count", False, ""),
    ("step", "restored", None, ""),
    ("step", "restored", True, "known"),
])  # fmt: skip
def test_what_stops_a_question_late_answers_it_where_its_list_says_so(on: str, step: str, says: bool | None, ending: str) -> None:
    """Where it says nothing a step before the recovery does, and no other answer, and no level."""
    trial = plan()
    rule = trial.timer("check-10")
    assert rule is not None
    stop = msgspec.structs.replace(rule.stops[0], on=on, step=step, is_=["7"] if on == "answer" else [], answers=says)
    asked = msgspec.structs.replace(rule, stops=[stop])
    assert rounds.ending(trial, asked, f"step:{step}", "7") == ending
    assert rounds.ending(trial, asked, "level", "") == ""
    if on == "answer":
        other = msgspec.structs.replace(stop, is_=["8"], answers=not says)
        assert rounds.ending(trial, msgspec.structs.replace(rule, stops=[other, stop]), f"step:{step}", "7") == ending


def test_a_step_handed_over_whose_question_was_called_off_is_not_asked_about_again() -> None:
    """Until it is handed over anew."""
    world = World()
    world.do(1, acts.hand, "hands", "王芳", minute_of(20))
    world.do(2, acts.timer_cancel, "hand:hands", "已当面说定")
    world.do(3, acts.note, "别的")
    assert world.timer("hand:hands").status == "cancelled"
    assert "hand:hands" not in world.ringing(30)
    world.do(31, acts.hand, "hands", "李强", minute_of(40))
    assert world.timer("hand:hands").status == "running"
    assert world.timer("hand:hands").due - TEN == timedelta(minutes=40)


def test_what_is_told_again_later_takes_no_late_answer_away() -> None:
    """The first answer counts, late as it was; one given before it is a round of its own, or it."""
    timers = {"report-5": one()}
    for minute, who in ((8, "王芳"), (9, "李强"), (8, "赵敏")):
        rounds.answer(timers, [], "report-5", minute_of(minute), "told", who)
    assert (timers["report-5"].answered, timers["report-5"].who) == (minute_of(8), "王芳")
    rounds.answer(timers, [], "report-5", minute_of(7), "told", "李强")
    assert (timers["report-5"].answered, timers["report-5"].who) == (minute_of(7), "李强")


def test_a_report_written_down_after_a_later_one_counts_when_it_was_given() -> None:
    """The question was over by then, but not when it was answered."""
    world = World()
    world.do(4, acts.timer_told, "report-5")
    world.do(6, acts.timer_told, "report-5", at=3)
    assert world.timer("report-5").answered == minute_of(3)
    with pytest.raises(Refused) as refused:
        world.do(7, acts.timer_told, "report-5", at=5)
    assert refused.value.code == "timer-over"


@pytest.mark.parametrize(("minute", "became"), [(4, "ended"), (5, "ended"), (6, "late")])
def test_what_was_answered_by_the_way_is_late_behind_its_due_time_and_else_had_no_need_any_more(minute: float, became: str) -> None:
    """Not in time: nobody had asked by then."""
    timer = one(status="stopped", answered=minute_of(minute), ending="known")
    assert judged(timer, TEN, minute_of(60))[0] == became
    assert judged(one(status="stopped", answered=minute_of(minute), ending="met"), TEN, minute_of(60))[0] == ("late" if minute > 5 else "in-time")


@pytest.mark.parametrize("status", ["open", "done", "skipped", "not-applicable"])
def test_no_time_begins_for_a_step_that_was_dealt_with_before(status: str) -> None:
    """But for one of the very answer with which it begins."""
    world = World(timed(step="hands"))
    by: dict[str, Callable[..., object]] = {"done": acts.tick, "skipped": acts.skip, "not-applicable": acts.not_applicable}
    if status in by:
        world.do(1, by[status], "hands", *(["没有"] if status != "done" else []))
    world.do(2, acts.tick, "cause", "mains")
    assert ("mains" in world.incident.timers) is (status == "open")


def test_time_begins_with_the_answer_of_its_own_step() -> None:
    world = World(timed(step="cause"))
    world.do(2, acts.tick, "cause", "mains")
    assert world.timer("mains").status == "running"


def timed(step: str, timer: str = "mains") -> Checklist:
    """The trial plan, of which the timer (by itself that which an answer starts) is one of this step."""
    trial = plan()
    return msgspec.structs.replace(trial, timers=[msgspec.structs.replace(t, step=step) if t.id == timer else t for t in trial.timers])


@pytest.mark.parametrize(("step", "means"), [("hands", "known"), ("told-back", ""), ("restored", ""), ("improve", "")])
def test_a_question_that_a_step_stops_is_answered_by_that_before_the_recovery_alone(step: str, means: str) -> None:
    trial = plan()
    rule = trial.timer("check-10")
    assert rule is not None
    by_step = msgspec.structs.replace(rule, stops=[msgspec.structs.replace(rule.stops[0], on="step", step=step)])
    assert rounds.ending(trial, by_step, f"step:{step}", "") == means


def test_a_report_given_at_the_very_minute_of_the_opening_answers_what_was_called_off_since() -> None:
    world = World(timed(step="hands", timer="report-5"))
    world.do(2, acts.timer_cancel, "report-5", "另有人报")
    assert "timer-answered" in kinds(world.do(4, acts.tick, "hands", at=0))
    assert world.timer("report-5").answered == TEN


@pytest.mark.parametrize(("minute", "status"), [(4, "stopped"), (5, "stopped"), (6, "answered"), (8, "answered")])
def test_a_report_given_late_stays_late_unless_its_need_had_gone_by_its_due_time(minute: float, status: str) -> None:
    """What is written down afterwards takes no lateness away."""
    timers = {"report-5": one(status="answered", answered=minute_of(8), how="told", who="王芳")}
    rounds.end(timers, [], "report-5", "stopped", minute_of(minute), "step:restored")
    assert (timers["report-5"].status, timers["report-5"].who) == (status, "" if status == "stopped" else "王芳")


@pytest.mark.parametrize(("minute", "ended"), [(10, (2, 3)), (19.9, (2, 3)), (20, (3,)), (25, (3,))])
def test_a_need_that_is_gone_ends_the_rounds_from_that_moment_on_and_none_before(minute: float, ended: tuple[int, ...]) -> None:
    """Also at the very moment at which one began."""
    first, second, last = one(), one(base=minute_of(10), round=2), one(base=minute_of(20), round=3)
    rounds.end({"report-5": last}, [first, second], "report-5", "stopped", minute_of(minute), "step:restored")
    assert tuple(state.round for state in (first, second, last) if state.status == "stopped") == ended


def test_a_call_for_a_timer_stands_only_while_that_is_at_work_and_any_other_while_the_incident_is_open() -> None:
    world = World()
    asked, plain = ev.Called("", "reached", "supervisor", asked="report-5"), ev.Called("", "reached", "supervisor")
    assert asked.stands(world.incident, minute_of(3)) and plain.stands(world.incident, minute_of(3))
    world.do(4, acts.timer_told, "report-5")
    assert asked.stands(world.incident, minute_of(3)) and not asked.stands(world.incident, minute_of(5)) and plain.stands(world.incident, minute_of(5))
    world.do(9, acts.close, "resolved")
    assert not plain.stands(world.incident, minute_of(10))


def test_a_step_that_says_when_it_was_answers_its_timer_at_that_time() -> None:
    world = World(timed(step="restored", timer="report-5"))
    world.do(9, acts.tick, "restored", minute_of(3).isoformat())
    assert (world.timer("report-5").status, world.timer("report-5").answered) == ("answered", minute_of(3))


@pytest.mark.parametrize(
    ("key", "tell", "kind", "sort"),
    [("report-5", ["supervisor"], "", "tell"), ("ups", [], "countdown", "countdown"), ("check-10", [], "check", "check"), ("check-10", [], "", "check"), ("hand:hands", [], "", "hand"), ("promise:c1", ["x"], "countdown", "promise")],
)
def test_what_sort_of_deadline_a_timer_is_its_name_says_else_whom_it_tells_else_its_list(key: str, tell: list[str], kind: str, sort: str) -> None:
    assert rounds.sort_of(key, tell, kind) == sort


@pytest.mark.parametrize(
    ("answered", "minute", "status"),
    [(9, 7, "stopped"), (9, 8.9, "stopped"), (9, 9, "answered"), (9, 10, "answered"), (12, 9, "stopped"), (12, 10, "stopped"), (12, 10.1, "answered")],
)
def test_a_need_that_had_gone_before_the_answer_stops_its_question_and_one_that_went_later_does_not(answered: float, minute: float, status: str) -> None:
    """It was written down only after both. Of an answer behind the due time, minute ten, a need that went by then and none behind it."""
    world = World()
    world.do(answered, acts.timer_yes, "check-10")
    world.do(13, acts.tick, "cause", "wiring", at=minute)
    assert world.timer("check-10").status == status


def test_a_report_that_comes_again_and_was_called_off_stays_so_when_an_earlier_one_is_written_down() -> None:
    """That one answered the round of its time; the next had no need any more from the calling off on."""
    world = World()
    world.do(10, acts.timer_cancel, "updates", "主管已到场")
    world.do(12, acts.timer_told, "updates", at=8)
    assert [(state.status, state.answered) for state in world.incident.all_timers() if state.key == "updates"] == [("answered", minute_of(8)), ("cancelled", minute_of(10))]
    assert "updates" not in world.ringing(60)


def test_who_was_told_for_a_timer_did_its_step() -> None:
    world = World()
    world.do(2, acts.timer_told, "report-5")
    assert (world.step("tell-boss").status, world.step("tell-boss").who) == ("done", "supervisor")
    world = World()
    world.do(2, acts.timer_told, "report-5", "Ann")
    assert world.step("tell-boss").who == "Ann"


def test_a_report_that_comes_again_is_answered_by_a_call_on_the_way_whatever_its_step() -> None:
    """Another one of a step of the recovery is not."""
    for timer, keys in (("updates", ["updates"]), ("report-5", [])):
        world = World(timed(step="restored", timer=timer))
        assert [t.key for t in meant(world.incident, None, [world.timer(timer)])] == keys


def test_only_a_call_in_vain_puts_off_the_ring_and_only_of_a_timer_that_runs() -> None:
    for result, answered, ring in (("busy", False, True), ("reached", False, False), ("busy", True, False)):
        world = World()
        if answered:
            world.do(2, acts.timer_told, "report-5")
        ev.Called("", result, "supervisor", timers=["report-5"]).apply(world.incident, minute_of(4), "li")  # type: ignore[arg-type]
        assert (world.timer("report-5").ring_at is not None) is ring, (result, answered)


@pytest.mark.parametrize(("called_off", "done", "status"), [(2, 4, "cancelled"), (2, 1, "answered"), (5, 6, "cancelled"), (7, 8, "answered")])
def test_a_report_given_after_it_was_called_off_answers_it_only_where_it_was_late_by_then(called_off: float, done: float, status: str) -> None:
    world = World(timed(step="hands", timer="report-5"))
    world.do(called_off, acts.timer_cancel, "report-5", "另有人报")
    world.do(9, acts.tick, "hands", at=done)
    assert world.timer("report-5").status == status


def test_a_question_that_tells_nobody_is_answered_by_nothing_that_came_after_it_was_called_off() -> None:
    trial = timed(step="hands", timer="check-10")
    world = World(trial)
    world.do(12, acts.timer_cancel, "check-10", "不用了")
    world.do(13, acts.tick, "hands")
    assert world.timer("check-10").status == "cancelled"


def test_what_the_site_folds_away_is_done_only_where_it_was_asked_for() -> None:
    world = World()
    every = [msgspec.structs.replace(view, folded=True) for view in world.incident.views()]
    assert current_of(world.incident, views=every) is None
    assert current_of(world.incident, True, every) == every[0]


def test_a_step_is_folded_while_it_is_open_and_none_is_in_danger_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "whose", lambda checklist, site: Whose(frozenset({"safe"}), frozenset({"hands"})))

    def folded(world: World) -> list[str]:
        return [view.key for view in world.incident.views() if view.folded]

    world = World()
    assert folded(world) == ["hands"]
    world.do(1, acts.tick, "hands")
    assert folded(world) == [] and [view.key for view in world.incident.views() if view.own] == ["safe"]
    assert folded(World(msgspec.structs.replace(plan(), danger="life"))) == []


@pytest.mark.parametrize(
    ("known", "new", "due", "rounds_kept"),
    [
        ({}, {"due": minute_of(4)}, 4, 0),  # another laptop's start of a round that runs: the earlier due time
        ({}, {"due": minute_of(6)}, 5, 0),
        ({"status": "stopped"}, {"due": minute_of(4)}, 5, 0),
        ({"status": "answered", "answered": minute_of(3)}, {"base": minute_of(2), "due": minute_of(4)}, 5, 0),
        ({"status": "answered", "answered": minute_of(3)}, {"base": minute_of(3), "due": minute_of(8)}, 8, 1),  # it begins with the answer
        ({}, {"due": minute_of(4), "round": 2}, 4, 1),
    ],
)
def test_a_start_of_a_round_that_is_known_is_none_and_one_from_its_end_on_is_the_next(known: dict[str, object], new: dict[str, object], due: float, rounds_kept: int) -> None:
    timers, past = {"report-5": one(**known)}, []  # type: ignore[var-annotated]
    rounds.start(timers, past, one(**new))
    assert (timers["report-5"].due, len(past)) == (minute_of(due), rounds_kept)
    assert timers["report-5"].base == (new.get("base", TEN) if rounds_kept else TEN)


def test_a_second_start_of_the_same_due_time_changes_nothing_of_the_first() -> None:
    timers = {"report-5": one()}
    rounds.start(timers, [], one(base=minute_of(1), minutes=4))
    assert (timers["report-5"].base, timers["report-5"].minutes) == (TEN, 5)


@pytest.mark.parametrize(
    ("known", "due", "goes_on"),
    [
        ({"status": "stopped", "reason": rounds.CLOSED}, 5, True), ({"status": "stopped", "reason": rounds.CLOSED}, 6, False),
        ({"status": "stopped", "reason": "step:restored"}, 5, False), ({"status": "cancelled", "reason": rounds.CLOSED}, 5, False), (None, 5, False),
    ],
)  # fmt: skip
def test_only_what_the_closing_cut_off_goes_on_and_only_with_its_own_due_time(known: dict[str, object] | None, due: float, goes_on: bool) -> None:
    timers = {"report-5": one(**known)} if known is not None else {}
    assert rounds.resumes(timers, one(due=minute_of(due)), minute_of(9)) == (minute_of(9) if goes_on else None)


@pytest.mark.parametrize(("minute", "round_"), [(-1, 1), (0, 1), (9.9, 1), (10, 2), (19.9, 2), (20, 3), (99, 3)])
def test_a_round_is_at_work_from_its_own_beginning_to_the_next_one_s_and_the_first_before_all(minute: float, round_: int) -> None:
    past = [one(), one(key="updates", base=minute_of(5), round=7), one(base=minute_of(10), round=2), one(key="updates", base=minute_of(15), round=8)]
    found = rounds.round_at({"report-5": one(base=minute_of(20), round=3)}, past, "report-5", minute_of(minute))
    assert found is not None and found.round == round_
    assert rounds.round_at({}, past, "report-5", minute_of(minute)) is None


@pytest.mark.parametrize(
    ("ended", "status", "told", "became"),
    [
        (4, "stopped", 4.1, "stopped"), (4, "stopped", 4, "answered"), (5, "cancelled", 5.1, "cancelled"),
        (5.1, "cancelled", 6, "answered"), (4, "cancelled", 3.9, "answered"),
    ],
)  # fmt: skip
def test_an_answer_behind_an_end_counts_only_where_it_was_late_by_then(ended: float, status: str, told: float, became: str) -> None:
    """And the end that it stands before is kept, whichever it was."""
    timers = {"report-5": one(status=status, answered=minute_of(ended), reason="x")}
    rounds.answer(timers, [], "report-5", minute_of(told), "told", "王芳")
    kept = timers["report-5"].overtaken
    assert timers["report-5"].status == became
    assert kept == (rounds.End(status, minute_of(ended), "x") if became == "answered" else None)  # type: ignore[arg-type]


def test_an_earlier_answer_of_a_round_that_is_past_puts_one_more_between_it_and_the_next() -> None:
    """What had answered it answers that one; the numbers behind go on by one. Another timer's rounds are none of it."""
    first = one(status="answered", answered=minute_of(8))
    other = one(key="updates", base=minute_of(8), round=5)
    second = one(base=minute_of(8), due=minute_of(13), round=2, status="answered", answered=minute_of(12))
    last = one(base=minute_of(12), due=minute_of(17), round=3)
    past = [one(key="updates", round=4), first, other, second]
    rounds.answer({"report-5": last, "updates": one(key="updates", round=6)}, past, "report-5", minute_of(3), "told", "王芳")
    own = [*(state for state in past if state.key == "report-5"), last]
    assert [(s.round, s.base, s.due, s.answered) for s in own] == [
        (1, TEN, minute_of(5), minute_of(3)), (2, minute_of(3), minute_of(8), minute_of(8)),
        (3, minute_of(8), minute_of(13), minute_of(12)), (4, minute_of(12), minute_of(17), None),
    ]  # fmt: skip
    assert [state.round for state in past if state.key == "updates"] == [4, 5]


def test_an_earlier_answer_puts_no_round_between_where_the_next_did_not_begin_with_the_later_one() -> None:
    past = [one(status="answered", answered=minute_of(8))]
    rounds.answer({"report-5": one(base=minute_of(30), round=2)}, past, "report-5", minute_of(3))
    assert [(state.round, state.answered) for state in past] == [(1, minute_of(3))]


@pytest.mark.parametrize(
    ("step", "wanted", "value", "means"),
    [("cause", ["mains"], "mains", "met"), ("cause", ["mains"], "wiring", ""), ("cause", [], "wiring", "met"), ("count", ["mains"], "mains", ""), ("count", [], "mains", "")],
)
def test_a_question_is_answered_by_the_step_and_the_answer_that_it_asks_for_alone(step: str, wanted: list[str], value: str, means: str) -> None:
    trial = plan()
    rule = trial.timer("check-10")
    assert rule is not None
    asks = msgspec.structs.replace(rule, yes=Condition(step="cause", is_=wanted))
    assert rounds.ending(trial, asks, f"step:{step}", value) == means
