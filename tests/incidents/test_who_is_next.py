"""The number that stands behind "else" is the one that the key dials next."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.ladder import called_in_vain, following, ladder, rungs
from kit.incidents.incident.show.step_lines import phone_line
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.world import World


@pytest.mark.parametrize("role", ["supervisor", "tech"])
def test_what_is_read_of_the_next_call_is_what_the_next_call_in_vain_leads_to(tmp_path: Path, role: str) -> None:
    """Along the whole ladder of a post, to its end."""
    folder = opened(tmp_path)
    view = next(v for v in folder.incident.views() if v.role == role and v.step.answer == "call")
    for _ in range(12):
        now = ladder(folder.incident, view)
        if now.nobody:
            break
        then = following(folder.incident, view)
        line = phone_line(folder.incident, now.now, "zh", then)
        if then and "不通打" in line:
            assert folder.incident.role_title(then).get("zh") in line.partition("不通打")[2]
        folder.store.record(folder, Now(TEN), "li", lambda d, w=now.now: acts.call(d, w, "no-answer", step=view.key))
        after = ladder(folder.incident, view)
        assert (then is None and after.nobody) or after.now == (then or now.now)
    assert ladder(folder.incident, view).nobody


def test_numbers_called_in_vain_are_those_of_a_post_at_which_nobody_answered() -> None:
    """No call without a number, none to somebody outside the plan, and none that reached who stands
    in: that is told apart."""
    world = World()
    calls = [
        ev.Called("主管", "no-answer", "supervisor", "8001"),
        ev.Called("主管", "no-answer", "supervisor"),
        ev.Called("某厂家", "no-answer", "", "8009"),
        ev.Called("经理", "reached", "manager", "8002", standin="manager"),
    ]
    for call in calls:
        call.apply(world.incident, TEN, "li")
    assert called_in_vain(world.incident) == {"supervisor": ["8001"]}


def test_nobody_is_called_in_place_of_who_rescues() -> None:
    """Any other post has those above it behind it, as far as the site has them."""
    world = World()
    view = world.incident.view("tell-boss")
    assert view is not None
    for role, posts in (("police", ["police"]), ("tech", ["tech", "supervisor", "manager"]), ("", [])):
        assert rungs(world.incident, replace(view, key="other", role=role)) == posts
    for result in ("no-answer", "no-answer"):
        world.do(1, acts.call, "police", result)
    assert following(world.incident, replace(view, key="other", role="police")) == ""
    all_well = replace(view, key="other", role="tech", step=replace(view.step, each="told"))
    assert rungs(world.incident, all_well) == ["tech"]


def test_what_was_tried_for_another_step_ends_with_that_one() -> None:
    """And what was tried for no step with this one."""
    world = World()
    view = world.incident.view("tell-boss")
    assert view is not None
    for heard, now in (("safe", "supervisor"), ("tell-boss", "supervisor"), ("", "manager")):
        world = World()
        for step, role, result in (("tell-boss" if heard != "tell-boss" else "safe", "supervisor", "no-answer"), (heard, "supervisor", "no-answer"), (heard, "police", "reached")):
            ev.Called("", result, role, step=step).apply(world.incident, TEN, "li")  # type: ignore[arg-type]
        assert ladder(world.incident, view).now == now, heard
