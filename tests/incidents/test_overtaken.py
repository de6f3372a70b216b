"""A step that what has come about made pointless is not led with, and does not vanish either."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.overtaken import facts, overtaken
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.shipped import LISTS

# (list, step) and what makes it pointless: read by people, as a wrong one would put a call off.
POINTLESS = {
    ("armed-attack", "call-110"): "officer",
    ("bomb-threat", "call-110"): "officer",
    ("chemical-release", "call-119"): "arrived",
    ("crowd-crush", "call-120"): "hospitals",
    ("customer-ill", "call-120"): "went",
    ("customer-injured", "call-120"): "went",
    ("disturbance", "call-110"): "officer",
    ("gas-leak", "call-119"): "arrived",
    ("lift-entrapment", "call-lift"): "engineer",
    ("lift-entrapment", "eta"): "engineer",
    ("power-outage", "ups"): "power-back",
    ("self-harm-on-site", "call-110"): "officer",
    ("siege", "call-110"): "officer",
    ("ups-watch", "minutes"): "all-off restored",
    ("urgent-order", "eta"): "restored",
}


def test_every_step_that_can_be_overtaken_was_looked_at_by_people() -> None:
    found = {
        (type_, rule.start.step): " ".join(facts(LISTS.checklist(type_), rule))
        for type_ in LISTS.files()
        for rule in LISTS.checklist(type_).timers
        if facts(LISTS.checklist(type_), rule)
    }
    assert found == POINTLESS


@pytest.mark.parametrize(
    ("type_", "step", "fact", "said"),
    [
        ("lift-entrapment", "eta", "engineer", "Example"),
        ("lift-entrapment", "call-lift", "engineer", "Example"),
        ("armed-attack", "call-110", "officer", "Example"),
        ("power-outage", "ups", "power-back", "10:00"),
    ],
)
def test_what_is_there_already_is_not_led_with_and_is_asked_for_before_the_closing(
    fast: Path, type_: str, step: str, fact: str, said: str
) -> None:
    """Everything else is dealt with, step by step, as the kit leads with it."""
    log, now = opened(fast, type_, drill=True), Now(TEN + timedelta(minutes=1))
    log.store.record(log, now, "li", lambda draft: drop(acts.tick(draft, fact, said)))
    assert step in overtaken(log.incident)
    led: list[tuple[str, str]] = []
    while (view := log.incident.current()) is not None:
        led.append((view.key, view.phase))
        log.store.record(log, now, "li", lambda draft, key=led[-1][0]: drop(acts.skip(draft, key, "test")))
    where = [key for key, _ in led].index(step)
    gone = overtaken(log.incident)
    assert where > 0 and all(phase == "close" or key in gone for key, phase in led[where + 1 :])


def drop(_: object) -> None:
    return None


def test_it_is_led_with_again_once_the_arrival_is_taken_back(kit: Kit) -> None:
    log = opened(kit.home, "lift-entrapment", drill=True)
    ref = ("-i", log.ref)
    kit("tick", "engineer", "Example", *ref)
    assert overtaken(kit.folder(log.ref).incident) == {"call-lift", "eta"}
    kit("undo", *ref)
    assert overtaken(kit.folder(log.ref).incident) == set()
