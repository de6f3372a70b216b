"""Water at this place is no order of a customer's; what a list asks itself is no other list's."""

from __future__ import annotations

from functools import cache

import pytest

from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.format import Checklist
from kit.plans.finder.files import model
from kit.plans.finder.rules.beside import asked_there, beside
from kit.plans.finder.rules.rank import find, here
from kit.plans.sites.files import Sites


@cache
def shipped() -> list[Checklist]:
    lists = Checklists("/nowhere")
    return [lists.checklist(type_) for type_ in lists.types()]


@pytest.mark.parametrize("text", ["地上漏水了", "厕所漏水地上都是水", "water on the floor"])
def test_water_at_this_place_stands_before_a_customer_s_order(text: str) -> None:
    assert find(text, shipped(), model(), ("urgent-order",)).hits[0].id == "flood"


SITES = Sites("/nowhere")
BARE = ["漏水了", "漏水", "水漏了", "水管爆了", "爆水管", "楼上漏水", "loushui", "water leak", "burst pipe", "pipe burst", "water is coming through the ceiling"]


@pytest.mark.parametrize("site", sorted(SITES.profiles()))
@pytest.mark.parametrize("text", BARE)
def test_water_of_which_nobody_says_where_is_here_at_every_kind_of_site(text: str, site: str) -> None:
    """The find-words of the order said "leak", and won alone; a site that meets orders gave it more still."""
    found = find(text, shipped(), model(), SITES.met(site))
    assert found.hits[0].id == "flood" and not found.nothing


def test_what_speaks_for_an_order_speaks_for_the_flood_where_nobody_says_where_the_water_is() -> None:
    torn = {"flood": 0.05, "urgent-order": 0.9, "fire": 0.05}
    assert here("漏水了", torn) == pytest.approx({"flood": 0.95, "urgent-order": 0.45, "fire": 0.05})  # the order stays the second choice
    assert here("客户家漏水了", torn) == here("停电了", torn) == torn


@pytest.mark.parametrize("text", ["空调漏水", "漏水绳报警", "漏水的保温杯怎么退货"])
def test_what_leaks_may_be_something_else(text: str) -> None:
    found = find(text, shipped(), model())
    assert found.hits[0].id != "flood" or found.nothing


@pytest.mark.parametrize("text", ["客户家漏水要报修", "客户报修漏水", "客户家水管爆了", "家里漏水", "9栋漏水 快派人", "a customer's pipe burst", "tenant water leak"])
def test_a_customer_s_water_is_an_order(text: str) -> None:
    assert find(text, shipped(), model(), ("urgent-order",)).hits[0].id == "urgent-order"


@pytest.mark.parametrize(("text", "named"), [("厕所漏水地上都是水", "flood"), ("工单系统登不上了", "application-outage"), ("工单系统恢复了", "")])
def test_a_note_names_the_list_for_what_it_tells(text: str, named: str) -> None:
    known = model()
    assert known is not None and beside(text, known.shares, {"fire"}) == named


@pytest.mark.parametrize("text", ["24人少小刘", "人咳嗽"])
def test_in_a_fire_nobody_missing_and_no_cough_is_another_list_s(text: str) -> None:
    """The roll call of the fire asks who is missing, and smoke makes people cough."""
    known, fire = model(), next(each for each in shipped() if each.id == "fire")
    own = asked_there({"fire"}, [step.do.get("zh") for _, step in fire.steps()])
    assert known is not None and beside(text, known.shares, {"fire"} | own) == ""
    assert beside(text, known.shares, {"call-surge"} | asked_there({"call-surge"}, ["接听"])) != ""
