"""What the plans ask of the service desk, the hall and the gate: each kind once, over the shipped lists."""

from __future__ import annotations

import pytest

from kit.plans.checklists.files import read_checklist
from kit.plans.checklists.rules.at_site import meets
from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import Profile
from tests.support.constants import ROOT

DESK = (
    "abnormal-call",
    "call-surge",
    "caller-in-danger",
    "complaint",
    "complaint-escalation",
    "disturbance",
    "general",
    "group-disturbance",
    "lost-belongings",
    "mass-incident",
    "media",
    "self-harm-caller",
    "theft",
    "urgent-order",
    "visitor-surge",
)
# Who says that it is over, where the list has no step that names whoever agreed.
DECLARED = {
    "abnormal-call": "settled",
    "complaint": "closed-by",
    "complaint-escalation": "settled",
    "lost-belongings": "complete",
    "urgent-order": "complete",
}


def shipped_list(type_: str) -> Checklist:
    return read_checklist(str(ROOT / "checklists" / f"{type_}.toml"))


def site(name: str) -> Profile:
    return Sites("").profile(name)


def step(c: Checklist, name: str) -> Step:
    found = c.step(name)
    assert found is not None, name
    return found


@pytest.mark.parametrize("type_", DESK)
def test_every_list_says_what_ends_it_and_who_says_so(type_: str) -> None:
    """The condition stands with the step; whoever agreed is recorded by name."""
    c = shipped_list(type_)
    ends = step(c, DECLARED.get(type_, "ended-by"))
    assert ends.detail is not None
    assert "结束" in ends.detail.zh or "解除" in ends.detail.zh or "结案" in ends.detail.zh
    if type_ not in DECLARED:
        assert ends.answer == "name"


def test_a_leader_who_is_the_post_that_decides_is_not_told_to_phone_it() -> None:
    """The plan hands an abnormal caller's number to the supervisor: at call centre B that is the leader."""
    c = shipped_list("abnormal-call")
    there, elsewhere = site("call-centre-b"), site("hotline")
    assert not meets(there, step(c, "tell-supervisor"))
    assert meets(there, step(c, "own-decision"))
    assert meets(elsewhere, step(c, "tell-supervisor"))
    assert not meets(elsewhere, step(c, "own-decision"))
    assert not meets(there, step(shipped_list("complaint"), "tell-supervisor"))


def test_a_written_complaint_is_confirmed_by_voice_within_a_limit_of_its_own() -> None:
    """Receipt and outcome are two calls: the first has the working days promised, which a site sets."""
    c = shipped_list("complaint")
    assert step(c, "receipt").cites == ["HL-9.6a", "CB-8.6a"]
    [limit] = [timer for timer in c.timers if timer.id == "receipt-due"]
    assert limit.minutes_of == "written-confirmed"
    assert [stop.step for stop in limit.stops] == ["receipt", "form"]
    assert c.form is not None
    assert any(line.source == "answer:receipt" for line in c.form.fields)


def test_the_general_manager_is_told_before_the_scene_is_held_and_a_warning_is_a_step() -> None:
    """Group disturbance: at the first moment, not twelfth; admonish, persuade, warn are three."""
    c = shipped_list("group-disturbance")
    report = next(phase for phase in c.phases if phase.id == "report")
    assert "tell-executive" in [each.id for each in report.steps]
    assert step(c, "warn").cites == ["GD-6.9"]


@pytest.mark.parametrize(
    ("type_", "at", "role"),
    [
        ("mass-incident", "community", "leadership"),
        ("visitor-surge", "service-hall", "group-office"),
        ("visitor-surge", "service-hall", "group-members"),
        ("theft", "service-hall", "group-office"),
        ("disturbance", "service-hall", "group-members"),
    ],
)
def test_a_post_of_the_plan_is_called_by_somebody(type_: str, at: str, role: str) -> None:
    """By a step or a limit, and only where that post is."""
    c = shipped_list(type_)
    called = {each.call for _, each in c.steps() if each.call and meets(site(at), each)}
    assert role in called | {post for timer in c.timers for post in timer.tell}


@pytest.mark.parametrize(
    "type_", ["call-surge", "general", "group-disturbance", "mass-incident", "visitor-surge"]
)
def test_a_long_one_asks_for_relief_and_meals(type_: str) -> None:
    [relief] = [timer for timer in shipped_list(type_).timers if timer.id == "relief"]
    assert relief.repeat and relief.minutes_of == "relief"
    assert site("hotline").minutes["relief"].value == 240


@pytest.mark.parametrize("type_", ["disturbance", "group-disturbance", "mass-incident"])
def test_a_violent_one_gives_care_a_date(type_: str) -> None:
    assert step(shipped_list(type_), "care-owner").answer == "action"
