"""Water at this place is no order of a customer's; what a list asks itself is no other list's."""

from __future__ import annotations

from functools import cache

import pytest

from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.format import Checklist
from kit.plans.finder.files import model
from kit.plans.finder.rules.beside import asked_there, beside
from kit.plans.finder.rules.rank import find


@cache
def shipped() -> list[Checklist]:
    lists = Checklists("/nowhere")
    return [lists.checklist(type_) for type_ in lists.types()]


@pytest.mark.parametrize("text", ["地上漏水了", "厕所漏水地上都是水", "water on the floor"])
def test_water_at_this_place_stands_before_a_customer_s_order(text: str) -> None:
    assert find(text, shipped(), model(), ("urgent-order",)).hits[0].id == "flood"


@pytest.mark.parametrize("text", ["客户家漏水要报修", "客户报修漏水"])
def test_a_customer_s_water_is_an_order(text: str) -> None:
    assert find(text, shipped(), model(), ("urgent-order",)).hits[0].id == "urgent-order"


@pytest.mark.parametrize(("text", "named"), [("厕所漏水地上都是水", "flood"), ("工单系统登不上了", "application-outage"), ("工单系统恢复了", "")])
def test_a_note_names_the_list_for_what_it_tells(text: str, named: str) -> None:
    known = model()
    assert known is not None and beside(text, known.shares(text), {"fire"}) == named


@pytest.mark.parametrize("text", ["24人少小刘", "人咳嗽"])
def test_in_a_fire_nobody_missing_and_no_cough_is_another_list_s(text: str) -> None:
    """The roll call of the fire asks who is missing, and smoke makes people cough."""
    known, fire = model(), next(each for each in shipped() if each.id == "fire")
    own = asked_there({"fire"}, [step.do.get("zh") for _, step in fire.steps()])
    assert known is not None and beside(text, known.shares(text), {"fire"} | own) == ""
    assert beside(text, known.shares(text), {"call-surge"} | asked_there({"call-surge"}, ["接听"])) != ""
