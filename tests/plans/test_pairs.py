"""Missing and found: whoever was told that somebody is missing hears that they are found."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint import check
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.shipped import LISTS

ROLL_CALLS = {  # list: the question, "missing", "found", who was told, who hears the end
    "fire": ("all-out", "no", "yes", "tell-missing", "tell-found"),
    "gas-leak": ("all-out", "no", "yes", "tell-missing", "tell-found"),
    "chemical-release": ("all-out", "no", "yes", "tell-missing", "tell-found"),
    "bomb-threat": ("all-out", "no", "yes", "tell-missing", "tell-found"),
    "armed-attack": ("missing", "yes", "none", "tell-missing", "tell-found"),
    "robbery": ("hostages", "yes", "none", "tell-hostages", "tell-freed"),
    "natural-disaster": ("people", "missing", "ok", "call-119", "tell-found"),
}


FIRST = {"robbery": ("case", "1"), "bomb-threat": ("decision", "all")}  # what brings the question


def minute_now(minute: float) -> Now:
    return Now(TEN + timedelta(minutes=minute))


def without(checklist: Checklist, step: str) -> Checklist:
    phases = [replace(p, steps=[s for s in p.steps if s.id != step]) for p in checklist.phases]
    timers = [t for t in checklist.timers if t.step != step]
    return replace(checklist, phases=phases, timers=timers)


@pytest.mark.parametrize("type_", [t for t in ROLL_CALLS if t != "natural-disaster"])
def test_a_call_about_the_missing_without_its_partner_is_named(type_: str) -> None:
    _, _, _, told, found = ROLL_CALLS[type_]
    checklist = LISTS.checklist(type_)
    assert "found-again" not in {f.rule for f in check(checklist)}
    named = [f.path for f in check(without(checklist, found)) if f.rule == "found-again"]
    assert named == [f"steps.{told}"]


@pytest.mark.parametrize("type_", ROLL_CALLS)
def test_brigade_and_manager_hear_that_the_missing_are_found(tmp_path: Path, type_: str) -> None:
    """One missing, the brigade told who; later everybody is out: both calls come, with a deadline."""
    question, missing, over, told, found = ROLL_CALLS[type_]
    log = opened(tmp_path, type_, drill=False)

    def shown() -> set[str]:
        return {view.key for view in log.incident.views()}

    later = iter(range(1, 99))

    def do(act: object, *args: str) -> None:
        log.store.record(log, minute_now(next(later)), "li", lambda d: act(d, *args))  # type: ignore[operator]

    if type_ in FIRST:
        do(acts.tick, *FIRST[type_])
    do(acts.tick, question, missing)
    assert not {found, "manager-found"} & shown()
    if type_ in ("fire", "gas-leak", "chemical-release"):
        do(acts.tick, "missing-who", "Zhang, third floor")
    do(acts.tick, told)
    do(acts.tick, question, over)
    assert {found, "manager-found"} <= shown()
    assert log.incident.timers["found-told"].status == "running"
    do(acts.tick, found)
    assert log.incident.timers["found-told"].status == "answered"


@pytest.mark.parametrize("type_", ROLL_CALLS)
def test_nobody_is_told_of_a_find_where_nobody_was_missing(tmp_path: Path, type_: str) -> None:
    question, _, over, _, found = ROLL_CALLS[type_]
    log = opened(tmp_path, type_, drill=False)
    if type_ in FIRST:
        log.store.record(log, minute_now(1), "li", lambda d: acts.tick(d, *FIRST[type_]))
    log.store.record(log, minute_now(2), "li", lambda d: acts.tick(d, question, over))
    assert found not in {view.key for view in log.incident.views()}
    assert "found-told" not in log.incident.timers
