"""What the administrator's procedure and the operators' plan ask for, at their own sites."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kit.incidents.incident.rules import acts
from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.at_site import allows, counts, detail, for_site, meets
from kit.plans.checklists.rules.format import Step, TimerRule
from kit.plans.checklists.rules.owners import whose
from kit.plans.clauses.files import read_book
from kit.plans.scripts.files import ScriptFiles
from kit.plans.sites.files import Sites
from tests.support.shipped import LISTS, SITES
from tests.support.world import World

ADMIN, OPERATORS = SITES.profile("service-admin"), SITES.profile("operators")
WARNED = [
    "comms-failure", "power-outage", "natural-disaster", "cyber-attack", "staff-accident", "network-failure",
    "general", "application-outage", "fire", "gas-leak", "bomb-threat", "armed-attack", "chemical-release",
    "infectious-disease", "robbery", "ups-watch", "air-conditioning", "call-surge",
]  # fmt: skip
AFTER_SAFETY = ("armed-attack", "robbery")  # nothing is asked for before everybody is safe
HELPED = [
    "fire", "gas-leak", "chemical-release", "bomb-threat", "armed-attack", "lift-entrapment",
    "infectious-disease", "staff-accident", "natural-disaster", "robbery",
]  # fmt: skip
PROGRESS = [
    *HELPED, "comms-failure", "power-outage", "cyber-attack", "network-failure", "general", "application-outage",
    "environment-abnormal", "air-conditioning", "ups-watch", "theft", "self-harm-caller", "caller-in-danger",
]  # fmt: skip


OUTAGES = ["power-outage", "comms-failure", "network-failure", "application-outage"]
FAILURES = ["network-failure", "comms-failure", "application-outage", "cyber-attack"]


def steps_at(type_: str, name: str) -> list[Step]:
    site = SITES.profile(name)
    return [step for _, step in for_site(LISTS.checklist(type_), site).steps() if meets(site, step)]


def operators_words(of: Step | TimerRule) -> Iterator[str]:
    """What may be said there, whatever was answered."""
    if of.say is not None:
        yield of.say.zh
    yield from (saying.zh for saying in of.says if allows(OPERATORS, saying.when))


@pytest.mark.parametrize("type_", WARNED)
def test_the_operators_command_is_asked_for_the_warning_at_once(type_: str) -> None:
    """In a power cut the deputy was told after the cause was known, and at an illness nobody."""
    listed = for_site(LISTS.checklist(type_), OPERATORS)
    asked = [
        step for _, step in listed.steps()
        if meets(OPERATORS, step) and step.call == "supervisor"
        and any("预警" in said for said in operators_words(step))
    ]  # fmt: skip
    assert asked and not any(part.step or part.level for cond in asked[0].when for part in cond.parts())
    rules = [rule for rule in listed.timers if rule.step == asked[0].id and counts(OPERATORS, rule)]
    assert rules and rules[0].start.on == ("step" if type_ in AFTER_SAFETY else "opened")
    recorded = {step.id for _, step in listed.steps() if meets(OPERATORS, step)}
    assert recorded & {"warned", "departments-warned"}, type_


@pytest.mark.parametrize("type_", OPERATORS.types)
def test_the_commander_decides_and_agrees_to_the_end_and_his_deputy_assists(type_: str) -> None:
    """The deputy set levels, decided on helpers and agreed to the end in a dozen lists."""
    listed = for_site(LISTS.checklist(type_), OPERATORS)
    assert listed.levels is None or listed.levels.decides == "executive"
    for _, step in listed.steps():
        if step.id in ("ended-by", "over", "police", "hospital", "redeploy", "staff", "set-level") and meets(OPERATORS, step):
            known = detail(OPERATORS, step)
            assert "{role:supervisor}" not in step.do.zh + step.do.en, step.id
            assert known is None or "{role:supervisor}" not in known.zh + known.en, step.id


@pytest.mark.parametrize("type_", ["comms-failure", "network-failure", "cyber-attack", "power-outage"])
def test_the_operators_team_is_ready_before_anything_is_moved(type_: str) -> None:
    first = next(step for step in steps_at(type_, "operators") if "OP-5.1.6" in step.cites)
    assert first.say is not None and "应急小组就位" in first.say.zh and "Team: to your posts" in first.say.en
    order = [step.id for step in steps_at(type_, "operators")]
    assert "transfer" not in order or order.index(first.id) < order.index("transfer")


def test_in_a_power_cut_the_warning_comes_before_the_cause_and_at_any_level() -> None:
    listed = for_site(LISTS.checklist("power-outage"), OPERATORS)
    order = [step.id for _, step in listed.steps() if meets(OPERATORS, step)]
    assert order.index("report-first") < order.index("cause")
    (asked,) = [rule for rule in listed.timers if rule.step == "report-first" and counts(OPERATORS, rule)]
    assert asked.minutes_of is not None and OPERATORS.minutes[asked.minutes_of].value == 5
    executive = listed.step("call-executive")
    assert executive is not None and allows(OPERATORS, executive.when)
    told = [r for r in listed.timers if r.step == "call-executive" and counts(OPERATORS, r)]
    assert [rule.start.on for rule in told] == ["opened"]


@pytest.mark.parametrize("type_", ["comms-failure", "power-outage"])
def test_moved_calls_are_tried_guarded_and_brought_back(type_: str) -> None:
    listed = for_site(LISTS.checklist(type_), OPERATORS)
    order = [step.id for _, step in listed.steps() if meets(OPERATORS, step)]
    ways = ["transfer", "call-backup", "tried", "guard", "calls-back", "data-back", "over"]
    assert [name for name in order if name in ways] == ways


@pytest.mark.parametrize("type_", HELPED)
def test_the_administrators_departments_are_called_where_life_is_at_stake(type_: str) -> None:
    """Six of these lists never called them. They come behind whoever rescues."""
    listed = for_site(LISTS.checklist(type_), ADMIN)
    order = [step.call for _, step in listed.steps() if meets(ADMIN, step) and step.call]
    assert "departments" in order
    rescuers = [n for n, call in enumerate(order) if call in ("fire-brigade", "ambulance", "police")]
    assert not rescuers or rescuers[0] < order.index("departments")


@pytest.mark.parametrize("type_", PROGRESS)
def test_the_leaders_themselves_hear_of_the_progress(type_: str) -> None:
    """It went to the superior, who was asked to pass it on."""
    listed = for_site(LISTS.checklist(type_), ADMIN)
    rounds = [r for r in listed.timers if r.repeat and r.kind == "tell" and counts(ADMIN, r)]
    assert [rule.tell[0] for rule in rounds] == ["executive"]


def test_customers_who_may_lose_are_told_before_the_cause_is_looked_for() -> None:
    listed = for_site(LISTS.checklist("environment-abnormal"), ADMIN)
    order = [step.id for _, step in listed.steps()]
    assert order.index("loss") < order.index("tell-customers") < order.index("cause")
    bound = listed.timer("loss-asked")
    assert bound is not None and bound.start.on == "opened" and bound.step == "loss"


@pytest.mark.parametrize("type_", ["environment-abnormal", "before-work"])
def test_humidity_is_read_beside_the_temperature(type_: str) -> None:
    step = LISTS.checklist(type_).step("air")
    assert step is not None and "湿度" in step.do.zh and "humidity" in step.do.en


@pytest.mark.parametrize(("type_", "step"), [("network-failure", "tell-supervisor"), ("power-outage", "report-first"), ("staff-accident", "tell-supervisor")])
def test_paper_has_the_words_of_its_site_where_no_answer_chooses_them(type_: str, step: str) -> None:
    """A card of the operators asked nobody for the warning: their words hung on a condition."""
    found = {s.id: s for _, s in for_site(LISTS.checklist(type_), OPERATORS).steps()}
    said = found[step].say
    assert said is not None and "预警" in said.zh


# ---- both, through every list that their plans name -----------------------------------------------


@pytest.mark.parametrize("type_", [*OUTAGES, "workstation-fault", "cyber-attack", "ups-watch"])
def test_an_administrator_reports_before_the_technicians_are_called(type_: str) -> None:
    """Report first, then handle: critical, and within a time counted from the opening."""
    called = [step for step in steps_at(type_, "service-admin") if step.call]
    assert called[0].call == "supervisor" and called[0].critical
    assert "tech" in {step.call for step in called[1:]}
    rules = [timer for timer in LISTS.checklist(type_).timers if timer.step == called[0].id]
    assert [(rule.start.on, rule.tell[0]) for rule in rules] == [("opened", "supervisor")]


@pytest.mark.parametrize("type_", FAILURES)
def test_an_administrator_calls_experts_to_what_is_complex(type_: str) -> None:
    assert "experts" in {step.call for step in steps_at(type_, "service-admin")}


@pytest.mark.parametrize("type_", [*OUTAGES, "cyber-attack", "general", "natural-disaster"])
def test_an_administrators_progress_goes_to_the_leaders_themselves(type_: str) -> None:
    """It went to the superior with the request to pass it on."""
    (step,) = [s for s in steps_at(type_, "service-admin") if s.id.startswith("update") and s.call]
    assert step.call == "executive"
    repeated = [t for t in LISTS.checklist(type_).timers if t.repeat and t.step == step.id]
    assert [t.tell[0] for t in repeated] == ["executive"]


@pytest.mark.parametrize("type_", HELPED)
def test_an_administrator_calls_the_safety_and_other_departments(type_: str) -> None:
    """The plan handles an event together with them; no list about life called them."""
    called = {name: {s.call for s in steps_at(type_, name)} for name in ("service-admin", "hotline")}
    assert "departments" in called["service-admin"] and "departments" not in called["hotline"]


def test_an_abnormality_has_something_to_change_to_and_its_loss_is_judged_in_time() -> None:
    """Network and other faults had no measure to keep the service up, and nothing bounded the
    question whether customers lose by it."""
    listed = LISTS.checklist("environment-abnormal")
    swap = listed.step("swap")
    assert swap is not None and {"network", "other"} <= set(swap.when[0].is_)
    (rule,) = [timer for timer in listed.timers if timer.step == "loss"]
    assert rule.start.on == "opened"
    order = [step.id for _, step in listed.steps()]
    assert order.index("loss") < order.index("cause")


def test_the_operators_move_their_calls_at_every_level_of_a_power_cut() -> None:
    """Their plan knows no levels: at the slightest the step went away with what it had answered."""
    world = World(LISTS.checklist("power-outage"), site=SITES.profile("operators"))
    world.do(1, acts.set_level, "4")
    assert "transfer" in {view.key for view in world.incident.views()}
    assert world.timer("transfer").status == "running"


@pytest.mark.parametrize("type_", ["network-failure", "staff-accident", "comms-failure", "general"])
def test_the_operators_general_measures_stand_in_every_list_that_the_plan_names(type_: str) -> None:
    """Words for callers, what is published, who was warned, the review: whatever the event."""
    steps = {step.id: step for step in steps_at(type_, "operators")}
    assert {"words", "notice", "warned", "meeting", "review"} <= set(steps)
    assert "OP-5.3.8" in steps["review"].cites
    said = [
        text.zh
        for step in steps.values()
        if step.call in ("supervisor", "executive")
        for text in (step.say, *(saying.text() for saying in step.says))
        if text is not None
    ]
    assert any("启动预警，通知各部门" in text for text in said)


def test_words_that_an_answer_chooses_are_not_printed_as_if_it_had_been_given() -> None:
    """A card that says the technicians have been told, before anybody has told them, is a false report."""
    found = for_site(LISTS.checklist("network-failure"), OPERATORS).step("tell-supervisor")
    assert found is not None and found.say is not None
    assert "正在联系" in found.say.zh and "已通知" not in found.say.zh


@pytest.mark.parametrize(
    ("site", "type_"),
    [("operators", "call-surge"), ("operators", "air-conditioning"), ("service-admin", "theft"), ("service-admin", "air-conditioning")],
)
def test_a_list_that_answers_only_what_is_asked_of_any_event_stays_open_as_a_whole(site: str, type_: str) -> None:
    """A call for a warning in a call surge folded the counts of the queue behind it."""
    here = SITES.profile(site)
    found = whose(for_site(LISTS.checklist(type_), here), here)
    assert found.own and not found.folded


def test_what_is_asked_of_any_event_is_a_clause_of_the_sites_own_plan() -> None:
    book = {clause.id for clause in read_book(Checklists(""), Sites(""), ScriptFiles("")).clauses}
    for site in (ADMIN, OPERATORS):
        assert site.common and set(site.common) <= book
        assert {clause.partition("-")[0] for clause in site.common} == set(site.plans)
