"""What a preparation found is shown where the incident asks for it, and answers nothing by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.prepared import prepared
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.show.step_lines import prepared_line
from kit.plans.checklists.rules.format import Checklist
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.logs import ticked
from tests.support.shipped import LISTS, TYPES

ORDER = "servers first, then the desks by the window"
LISTED = [LISTS.checklist(t) for t in TYPES]


def prepare(kit: Kit, value: str, minute: float = 0, drill: bool = False, step: str = "order") -> str:
    """A preparation in which ``step`` was answered, closed a little later; its reference."""
    at = TEN + timedelta(minutes=minute)
    folder = opened(kit.home, "power-outage-prep", at=at, drill=drill)
    store = folder.store
    store.record(folder, Now(at), "li", ticked(step, value))
    closed(folder, at + timedelta(minutes=1))
    return folder.ref


def shown(kit: Kit, step: str = "start-order", lang: str = "en") -> str:
    """The line beside ``step`` of a power cut opened through the command."""
    assert kit("start", "power-outage", "--no-guide").code == 0
    incident = Store(str(kit.home)).open_logs()[-1].incident
    view = incident.view(step)
    assert view is not None
    return prepared_line(incident, view, lang)


def test_the_start_order_that_was_prepared_stands_beside_the_step_that_needs_it(bare: Kit) -> None:
    prepare(bare, ORDER)
    assert shown(bare) == f"In preparation (03-02): {ORDER}"


def test_nothing_is_answered_by_it(bare: Kit) -> None:
    prepare(bare, ORDER)
    shown(bare)
    incident = Store(str(bare.home)).open_logs()[-1].incident
    assert not incident.steps.get("start-order") or not incident.steps["start-order"].answered


def test_the_latest_preparation_counts_and_an_earlier_one_fills_its_gaps(bare: Kit) -> None:
    prepare(bare, "old order", 0)
    prepare(bare, "new order", 60)
    prepare(bare, "30", 120, step="ups")
    assert "new order" in shown(bare)
    assert "full charge lasts: 30" in shown(bare, "ups")


def test_a_drill_prepared_nothing(bare: Kit) -> None:
    prepare(bare, ORDER, drill=True)
    assert shown(bare) == ""


def test_what_was_taken_back_in_the_preparation_is_not_offered(bare: Kit) -> None:
    folder = opened(bare.home, "power-outage-prep")
    folder.store.record(folder, Now(TEN), "li", ticked("order", ORDER))
    assert bare("undo", "-i", folder.ref).code == 0
    assert prepared(Store(str(bare.home)), LISTS.checklist("power-outage")) == []


def test_a_second_plan_brings_what_was_prepared_for_it(bare: Kit) -> None:
    prepare(bare, ORDER)
    bare("start", "fire", "--no-guide")
    assert bare("plan", "power-outage").code == 0
    incident = Store(str(bare.home)).open_logs()[-1].incident
    assert incident.prepared["power-outage/start-order"][0].text.en == ORDER


def test_the_log_says_where_it_comes_from(bare: Kit) -> None:
    prepare(bare, ORDER)
    shown(bare)
    assert f"Found in preparation (2026-03-02): {ORDER}" in bare("log").out


@pytest.mark.parametrize("c", LISTED, ids=lambda c: c.id)
def test_every_preparation_that_a_list_names_has_that_step(c: Checklist) -> None:
    for _, step in c.steps():
        for source in step.prepared:
            preparation = LISTS.checklist(source.list)
            assert preparation.kind == "preparation"
            asked = preparation.step(source.step)
            assert asked is not None and asked.answer not in ("done", "know", "call", "action")
