"""A preparation's phases have names of their own, on the screen, in lists and in the summary."""

from __future__ import annotations

import pytest

from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.phases import phase_name
from kit.incidents.incident.show.standing import steps
from kit.live.guide.show.parts import Extras
from kit.live.guide.show.picture import picture
from tests.support.constants import TEN
from tests.support.world import PLAN, World, plan

OWN = PLAN.replace('id = "report"\n', 'id = "report"\ntitle = {zh = "查设备", en = "Check equipment"}\n')


@pytest.mark.parametrize(("lang", "own", "usual"), [("zh", "查设备", "处置"), ("en", "Check equipment", "Respond")])
def test_a_phase_is_called_as_its_checklist_says_and_otherwise_as_usual(lang: str, own: str, usual: str) -> None:
    world = World(plan(text=OWN))
    assert phase_name(world.incident, "report", lang) == own
    assert phase_name(world.incident, "respond", lang) == usual
    world.do(1, acts.tick, "safe")
    assert any(own in line for line in text_of(picture(world.incident, TEN, lang, 80, 20, Extras())))
    assert own in steps(world.incident, lang, 80)
