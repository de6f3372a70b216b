"""What is hidden of an incident's entries: all that a person typed, and nothing that a list says."""

from __future__ import annotations

import pytest

from kit.ground.base.veil import Veil
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.veiled import veiled
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.veiled import sorts_of
from tests.support.constants import TEN
from tests.support.world import World

VEIL = Veil(lambda text: f"<{text}>", lambda text: f"[{text}]")


def seen(*events: Event) -> list[Event]:
    """What is left of events behind the opening of an incident with a call owed to ``c1``."""
    world = World()
    more: list[Event] = [ev.CallbackAdded("c1", "陈"), *events]
    entries = [*world.entries, *(Entry(90 + n, f"x{n}", TEN, "li", each) for n, each in enumerate(more))]
    known, sorts = sorts_of(VEIL, entries)
    return [entry.event for entry in veiled(entries, known, sorts)][-len(events) :]


@pytest.mark.parametrize(
    ("step", "typed", "shown"),
    [
        ("cause", "mains", "mains"), ("cause", "张三弄的", "[张三弄的]"), ("hands", "done", "done"), ("hands", "张三做了", "[张三做了]"),
        ("hands", "不清楚", "不清楚"), ("ups", "12", "12"), ("count", "-3.5", "-3.5"), ("count", "12 张三", "[12 张三]"),
        ("restored", "2026-03-02T10:20", "2026-03-02T10:20"), ("restored", "张三说好了", "[张三说好了]"),
        ("hands", "12", "[12]"), ("no-such-step", "12", "[12]"), ("no-such-step", "张三", "[张三]"),
    ],
)  # fmt: skip
def test_an_answer_stays_where_it_is_a_choice_a_figure_a_time_or_a_word_of_ours(step: str, typed: str, shown: str) -> None:
    assert seen(ev.StepDone(step, typed)) == [ev.StepDone(step, shown)]


def test_a_step_about_a_post_or_a_call_owed_keeps_its_name_and_one_about_somebody_does_not() -> None:
    steps = ["told-back@manager", "follow-up@c1", "told-back@王_芳", "safe"]
    found = seen(*(ev.StepDoing(step) for step in steps))
    assert [event.step for event in found] == ["told-back@manager", "follow-up@c1", "told-back@<王 芳>", "safe"]  # type: ignore[attr-defined]


def test_why_a_timer_ended_stays_where_it_is_a_step_or_a_word_of_ours() -> None:
    typed = ["step:told-back@王_芳", "closed", "张三说的"]
    found = seen(*(ev.TimerStopped("report-5", cause) for cause in typed))
    assert [event.cause for event in found] == ["step:told-back@<王 芳>", "closed", "[张三说的]"]  # type: ignore[attr-defined]


def test_of_the_facts_of_a_report_only_the_grade_of_control_is_no_free_word() -> None:
    typed = [ev.FactSet("control", "partly"), ev.FactSet("control", "张三压住了"), ev.FactSet("effect", "partly")]
    assert [event.text for event in seen(*typed)] == ["partly", "[张三压住了]", "[partly]"]  # type: ignore[attr-defined]
