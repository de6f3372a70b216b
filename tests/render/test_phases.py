"""A preparation's phases have names of their own, on the screen, in lists and in the summary."""

from __future__ import annotations

import pytest

from kit.core import acts
from kit.render.frame import Extras, picture, text_of
from kit.render.phases import phase_name
from kit.render.states import steps
from tests.core.world import PLAN, TEN, World, plan

OWN = PLAN.replace('id = "report"\n', 'id = "report"\ntitle = {zh = "查设备", en = "Check equipment"}\n')


@pytest.mark.parametrize(("lang", "own", "usual"), [("zh", "查设备", "处置"), ("en", "Check equipment", "Respond")])
def test_a_phase_is_called_as_its_checklist_says_and_otherwise_as_usual(lang: str, own: str, usual: str) -> None:
    world = World(plan(text=OWN))
    assert phase_name(world.incident, "report", lang) == own
    assert phase_name(world.incident, "respond", lang) == usual
    world.do(1, acts.tick, "safe")
    assert any(own in line for line in text_of(picture(world.incident, TEN, lang, 80, 20, Extras())))
    assert own in steps(world.incident, lang, 80)
