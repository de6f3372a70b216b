"""Names of steps and timers, as the log writes them and as they are read."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules.names import Cause, StepKey, TimerKey, plan_prefix, split_plan


@pytest.mark.parametrize(
    ("text", "plan", "step", "about"),
    [
        ("ups", "", "ups", ""),
        ("fire/ups", "fire/", "ups", ""),
        ("told-back@manager", "", "told-back", "manager"),
        ("fire/told-back@Old_Wang", "fire/", "told-back", "Old_Wang"),
        ("told-back@Wang/Li@home", "", "told-back", "Wang/Li@home"),
        ("", "", "", ""),
    ],
)
def test_a_step_is_named_by_its_plan_its_id_and_whom_it_is_about(text: str, plan: str, step: str, about: str) -> None:
    name = StepKey(text)
    assert (name.plan, name.step, name.about, name.bare) == (plan, step, about, plan + step)
    assert StepKey.of(plan, step, about) == text


@pytest.mark.parametrize(
    ("text", "sort", "plan", "of"),
    [
        ("report-5", "rule", "", "report-5"),
        ("fire/report-5", "rule", "fire/", "report-5"),
        ("hand:fire/told-back@k1", "hand", "fire/", "fire/told-back@k1"),
        ("promise:k1", "promise", "", "k1"),
        ("update:customers", "update", "", "customers"),
    ],
)
def test_a_timer_is_named_by_its_sort_its_plan_and_what_it_is_of(text: str, sort: str, plan: str, of: str) -> None:
    name = TimerKey(text)
    assert (name.sort, name.plan, name.of) == (sort, plan, of)
    assert name.named_time is (sort in ("hand", "promise"))


def test_what_is_put_together_is_read_back() -> None:
    assert TimerKey(TimerKey.hand("a@b")).of == "a@b"
    assert TimerKey(TimerKey.promise("k1")).sort == "promise"
    assert TimerKey(TimerKey.update("staff")).of == "staff"
    assert split_plan(plan_prefix("fire") + "2") == ("fire/", "2")


def test_a_cause_is_a_step_or_a_word() -> None:
    assert (Cause(Cause.of_step("fire/ups")).step, Cause("step:ups").word) == ("fire/ups", "")
    assert (Cause("closed").step, Cause("closed").word) == ("", "closed")
