"""Decisions: what each act records, and what it refuses."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.views import told
from kit.plans.checklists.rules.format import Checklist
from tests.support.constants import TEN
from tests.support.world import PLAN, World, kinds, minute_of, plan


def test_opening_sets_the_first_level_and_starts_the_timers() -> None:
    assert [e.kind for e in World().entries] == [
        "opened", "level-set", "timer-started", "timer-started", "timer-started",
    ]


REFUSED: list[tuple[str, int, Callable[..., object], tuple[object, ...]]] = [
    ("step-unknown", Exit.NOT_FOUND, acts.tick, ("nothing",)),
    ("step-hidden", Exit.REFUSED, acts.tick, ("mains-step",)),
    ("step-ambiguous", Exit.USAGE, acts.tick, ("u",)),
    ("value-needed", Exit.USAGE, acts.tick, ("count",)),
    ("value-number", Exit.USAGE, acts.tick, ("count", "many")),
    ("value-choice", Exit.USAGE, acts.tick, ("cause", "weather")),
    ("time-past", Exit.USAGE, acts.tick, ("restored", "soonish")),
    ("reason-needed", Exit.USAGE, acts.skip, ("hands", " ")),
    ("name-needed", Exit.USAGE, acts.hand, ("hands", "\x1b")),
    ("empty", Exit.USAGE, acts.note, ("\u202e",)),
    ("empty", Exit.USAGE, acts.amend, ("e1", "")),
    ("empty", Exit.USAGE, acts.add_step, ("respond", "")),
    ("timer-unknown", Exit.NOT_FOUND, acts.timer_told, ("nothing",)),
    ("level-unknown", Exit.NOT_FOUND, acts.set_level, ("9",)),
    ("level-same", Exit.REFUSED, acts.set_level, ("3",)),
    ("level-end", Exit.REFUSED, acts.set_level, ("-",)),
    ("no-levels", Exit.REFUSED, acts.set_level, ("other/1",)),
    ("name-needed", Exit.USAGE, acts.callback_add, ("k1", "")),
    ("callback-unknown", Exit.NOT_FOUND, acts.callback_try, ("k9", "reached")),
    ("action-unknown", Exit.NOT_FOUND, acts.action_done, ("a9",)),
    ("empty", Exit.USAGE, acts.action_add, ("a1", "")),
    ("value-choice", Exit.USAGE, acts.close, ("splendid",)),
    ("not-closed", Exit.REFUSED, acts.reopen, ()),
]


@pytest.mark.parametrize(("code", "exit", "act", "args"), REFUSED, ids=lambda x: getattr(x, "__name__", None))
def test_bad_input_is_refused_and_records_nothing(
    code: str, exit: int, act: Callable[..., object], args: tuple[object, ...]
) -> None:
    world = World()
    with pytest.raises(Refused) as caught:
        world.do(1, act, *args)
    assert (caught.value.code, caught.value.exit) == (code, exit)
    assert world.folded() == World().folded()


def test_a_closed_incident_refuses_work_but_takes_notes_and_calls_to_customers() -> None:
    world = World()
    world.do(1, acts.callback_add, "k1", "Wang", "138")
    world.do(2, acts.close, "resolved", "all well")
    for act, args in ((acts.tick, ("safe",)), (acts.skip, ("safe", "x")), (acts.call, ("manager", "reached")), (acts.set_level, ("1",)), (acts.close, ("resolved",))):
        with pytest.raises(Refused, match="closed"):
            world.do(3, act, *args)
    world.do(4, acts.note, "afterwards")
    world.do(5, acts.callback_try, "k1", "reached")
    world.do(6, acts.action_add, "a1", "mend it")
    assert world.incident.callbacks["k1"].settled == "reached"
    assert world.folded() == world.incident


def test_closing_names_the_steps_that_are_open() -> None:
    world = World()
    world.do(1, acts.tick, "safe")
    (closed,) = [e for e in world.do(2, acts.close, "resolved") if isinstance(e, ev.Closed)]
    assert "safe" not in closed.open_steps
    assert "tell-boss" in closed.open_steps


def test_a_name_given_for_a_call_step_is_the_person_behind_the_post() -> None:
    world = World()
    world.do(1, acts.tick, "tell-boss", "", "Old Li")
    made = world.incident.calls[0].call
    assert (made.role, made.who) == ("supervisor", "Old Li")
    assert told(world.incident) == [("supervisor", "Old Li")]


def test_a_call_to_a_post_does_its_open_step_and_counts_attempts() -> None:
    world = World()
    world.do(1, acts.call, "主管", "no-answer")
    world.do(2, acts.call, "supervisor", "reached", said="on her way", repeated=True)
    assert [c.call.attempt for c in world.incident.calls] == [1, 2]
    assert world.incident.calls[0].call.number == "8001"
    assert world.step("tell-boss").status == "done"


def test_a_handed_step_of_a_timer_is_done_when_its_person_is_told() -> None:
    world = World()
    world.do(1, acts.hand, "tell-boss", "Zhang")
    world.do(2, acts.timer_told, "report-5", "supervisor")
    assert world.step("tell-boss").status == "done"


def _handed(answer: str) -> World:
    """A check's step that wants this is in somebody's hands, and the check is answered with yes."""
    text = PLAN.replace('id = "hands", do = {zh = "做", en = "Do"}', f'id = "hands", do = {{zh = "做", en = "Do"}}, answer = "{answer}"')
    text = text.replace('id = "check-10"', 'id = "check-10"\nstep = "hands"')
    world = World(plan(text=text))
    world.do(1, acts.hand, "hands", "Oli Madeup")
    world.do(11, acts.timer_yes, "check-10")
    return world


def test_a_yes_to_a_deadline_leaves_a_step_with_whom_it_was_handed_to() -> None:
    """"Opened again: key spots", which nobody did, and Oli was gone from it."""
    world = _handed("text")
    assert (world.step("hands").status, world.step("hands").who) == ("handed", "Oli Madeup")
    assert "step-reopened" not in [entry.kind for entry in world.entries]


def test_a_yes_to_a_deadline_completes_a_step_that_wants_a_name_by_that_name() -> None:
    world = _handed("name")
    assert (world.step("hands").status, world.step("hands").value) == ("done", "Oli Madeup")


def test_the_time_that_is_answered_is_when_it_happened() -> None:
    world = World()
    world.do(30, acts.tick, "restored", "10:22")
    assert world.step("restored").at == minute_of(22)


def test_a_customer_not_reached_is_still_owed() -> None:
    world = World()
    world.do(1, acts.callback_add, "k1", "Wang", "138")
    world.do(2, acts.tick, "follow-up@k1", "unreached")
    assert world.incident.callbacks["k1"].settled == ""
    world.do(3, acts.tick, "follow-up@k1", "done")
    assert world.incident.callbacks["k1"].settled == "reached"


def test_giving_a_customer_up_needs_a_reason_and_ends_the_step() -> None:
    world = World()
    world.do(1, acts.callback_add, "k1", "Wang", "138")
    with pytest.raises(Refused, match="reason-needed"):
        world.do(2, acts.callback_try, "k1", "given-up")
    world.do(3, acts.callback_try, "k1", "given-up", "number is dead")
    assert world.step("follow-up@k1").status == "skipped"


def test_levels_go_up_and_down_by_one_and_keep_their_reasons() -> None:
    world = World()
    world.do(1, acts.set_level, "+", "spreads")
    world.do(2, acts.set_level, "+")
    world.do(3, acts.set_level, "-")
    assert [(c.before, c.level) for c in world.incident.levels] == [("", "3"), ("3", "2"), ("2", "1"), ("1", "2")]
    assert world.incident.levels[1].reason == "spreads"


def test_adding_a_plan_brings_its_steps_timers_and_level() -> None:
    world = World()
    made = world.do(3, acts.add_plan, plan("second"))
    assert kinds(made)[:2] == ["plan-added", "level-set"]
    assert "second/report-5" in world.incident.timers


def test_typed_text_is_one_safe_line() -> None:
    assert clean("a\x1b]52;c;x\x07b\nc\u202ed\ud800") == "a]52;c;xb cd\ufffd"
    assert len(clean("x" * 5000)) == 2000


def test_an_act_happens_to_the_millisecond_that_the_log_keeps() -> None:
    now = TEN + timedelta(microseconds=123456)
    draft = Draft(World().incident, now, "li")
    acts.note(draft, "x")
    assert draft.events[0][1] == TEN + timedelta(milliseconds=123)


def test_a_second_call_to_somebody_who_was_told_is_no_stand_down() -> None:
    world = World()
    world.do(1, acts.call, "supervisor", "reached")
    world.do(2, acts.call, "supervisor", "reached")
    assert world.step("told-back@supervisor").status == "open"
    world.do(3, acts.tick, "restored", minute_of(3).isoformat())
    world.do(4, acts.call, "supervisor", "reached")
    assert world.step("told-back@supervisor").status == "open"  # another step is in front
    for step in world.incident.open_views():
        if step.phase in ("immediate", "report", "respond"):
            world.do(5, acts.skip, step.key, "none")
    assert world.current() == "told-back@supervisor"
    world.do(6, acts.call, "supervisor", "reached")
    assert world.step("told-back@supervisor").status == "done"


def test_every_act_has_one_home_and_the_type_checker_is_told_the_same() -> None:
    """Acts are imported when they are asked for; what ``mypy`` reads instead must not differ."""
    source = inspect.getsource(acts)
    block = next(node for node in ast.parse(source).body if isinstance(node, ast.If))
    told = {
        str(node.module).rpartition(".")[2]: " ".join(name.name for name in node.names)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
    }
    assert told == acts.HOMES
    names = [name for module in told.values() for name in module.split()]
    assert sorted([*names, "MAX_TEXT", "clean"]) == sorted(acts.__all__)
    assert all(callable(getattr(acts, name)) for name in names if name.islower())
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        acts.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_an_answer_sets_the_level_of_its_plan_where_that_changes_it() -> None:
    """And none in a plan that has no levels."""
    world = World(levelled(plan()))
    for minute, answer, levels in ((1, "2", [("2", "3")]), (2, "2", []), (3, "7", []), (4, "3", [("3", "2")])):
        events = world.do(minute, acts.tick, "hands", answer)
        assert [(e.level, e.before) for e in events if isinstance(e, ev.LevelSet)] == levels, (minute, answer)
    world = World(replace(levelled(plan()), levels=None))
    assert "level-set" not in kinds(world.do(1, acts.tick, "hands", "2"))


def levelled(trial: Checklist) -> Checklist:
    """The trial plan, whose step ``hands`` names its level."""
    changed = [replace(p, steps=[replace(s, answer="text", sets_level=True) if s.id == "hands" else s for s in p.steps]) for p in trial.phases]
    return replace(trial, phases=changed)


def test_no_two_steps_of_ones_own_have_one_name_whatever_is_recorded_with_them() -> None:
    world = World()

    def two(draft: Draft) -> None:
        acts.add_step(draft, "respond", "浇花")
        acts.add_step(draft, "respond", "关窗")

    world.do(1, acts.add_step, "respond", "开门")
    world.do(2, two)
    world.do(3, acts.add_step, "respond", "锁门")
    own = [view.key for view in world.incident.views() if view.key.startswith("own-")]
    assert len(own) == len(set(own)) == 4


@pytest.mark.parametrize("text", ["0.x", "x.1", "2.1.1", "9.9"])
def test_what_is_no_number_of_a_paper_card_is_no_step(text: str) -> None:
    with pytest.raises(Refused) as refused:
        World().do(1, acts.tick, text)
    assert refused.value.code == "step-unknown"
