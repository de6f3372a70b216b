"""A time of recovery that has passed is read out to nobody as one to come."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.passed import words_passed
from kit.incidents.incident.show import step_lines
from kit.incidents.incident.show.texts import fill
from kit.incidents.say.rules.reports import report
from kit.incidents.say.show.compact import compact
from kit.incidents.say.show.reports import spoken, written
from tests.incidents.test_known import at_site, hall, words
from tests.support.kit import Kit
from tests.support.shipped import TYPES
from tests.support.world import World, minute_of

PASSED = "已过，尚无新的时间"


def every_report(world: World, minute: float) -> list[str]:
    made = report(world.incident, world.entries, minute_of(minute))
    ways = (spoken, written, compact)
    return ["".join(way(world.incident, made, "zh")) for way in ways]


def promised() -> World:
    world = hall("unknown", "")
    world.do(6, acts.fact, "restore", "", minute_of(20))
    return world


def test_before_its_time_a_forecast_is_told_to_everybody() -> None:
    for script in ("customers-update", "leaders-update"):
        assert "预计恢复：10:20" in words(promised(), script, 19)
    assert all("10:20" in text and PASSED not in text for text in every_report(promised(), 19))


def test_leaders_hear_that_the_forecast_has_passed_and_customers_hear_no_time() -> None:
    """It was read out as one to come, an hour later."""
    assert f"预计恢复：原定10:20（{PASSED}）" in words(promised(), "leaders-update", 20)
    said = words(promised(), "customers-update", 20)
    assert "10:20" not in said and "预计恢复：还不确定" in said


def test_every_form_of_a_report_says_that_the_forecast_has_passed() -> None:
    for text in every_report(promised(), 40):
        assert f"原定10:20（{PASSED}）" in text and "预计10:20恢复" not in text
    made = report(promised().incident, promised().entries, minute_of(40))
    assert made.restore_passed and "outlook" in made.unknown


def test_that_a_forecast_passed_since_the_last_report_is_news() -> None:
    world = promised()
    world.do(10, acts.announce, "leaders", "x", "first-report", None, "")
    made = report(world.incident, world.entries, minute_of(15))
    assert "restore" not in made.changed
    made = report(world.incident, world.entries, minute_of(25))
    assert "restore" in made.changed and made.restore_passed


def test_a_newer_forecast_is_told_again() -> None:
    world = promised()
    world.do(30, acts.fact, "restore", "", minute_of(90))
    assert "预计恢复：11:30" in words(world, "customers-update", 31)
    assert all(PASSED not in text for text in every_report(world, 31))


def test_a_repairers_promise_passes_too() -> None:
    world = hall("unknown", "")
    world.do(6, acts.forecast, "f1", "tech", minute_of(20))
    assert PASSED in words(world, "leaders-update", 21)


@pytest.mark.parametrize(
    ("text", "minute", "gone"),
    [
        ("10:30", 29, False), ("10:30", 30, True), ("10点半左右", 31, True), ("20分钟", 24, False),
        ("20分钟", 26, True), ("15-20分钟", 22, False), ("15-20分钟", 26, True),
        ("10:20-10:40", 30, False), ("10:20-10:40", 41, True), ("供电公司说10:30来电", 31, True),
        ("争取10:30，最迟12:00", 40, False), ("争取10:30，最迟11:00", 61, True), ("今天", 50, False),
        ("未定", 600, False), ("等通知", 600, False), ("about 10:30", 31, True), ("in 2 hours", 100, False),
        ("in 2 hours", 130, True), ("明天 9:00", 600, False), ("3台变压器", 600, False),
    ],
)  # fmt: skip
def test_words_pass_when_the_last_time_they_name_is_past(text: str, minute: float, gone: bool) -> None:
    """Answered at minute 5 (10:05)."""
    assert words_passed(text, minute_of(5), minute_of(minute)) is gone


def test_the_words_of_a_list_leave_out_a_time_that_has_passed() -> None:
    """The notice of a power cut says when power is expected; as a part that can be left out."""
    world = at_site("power-outage", "customer-service-dept")
    world.do(5, acts.tick, "back-at", "10:30")
    text = next(
        saying.text()
        for _, step in world.incident.plans[0].checklist.steps()
        for saying in step.says
        if "[[预计恢复供电：{answer:back-at}" in saying.zh
    )
    before = fill(text, world.incident, "zh", now=minute_of(20))
    after = fill(text, world.incident, "zh", now=minute_of(31))
    assert "10:30" in before and "10:30" not in after and "预计恢复供电" not in after


def test_outside_a_part_the_lists_words_say_that_it_has_passed() -> None:
    world = hall()
    world.do(6, acts.tick, "back-at", "10:30")
    text = "预计恢复：{answer:back-at}。"
    assert fill(text, world.incident, "zh", now=minute_of(29)) == "预计恢复：10:30。"
    assert fill(text, world.incident, "zh", now=minute_of(31)) == f"预计恢复：原定10:30（{PASSED}）。"
    assert fill(text, world.incident, "zh") == "预计恢复：10:30。", "what was answered stays"


def test_what_is_said_to_a_post_says_that_it_works_again_once_that_is_recorded_and_not_when_it_is_down_again() -> None:
    """"Expected back: 04:20" was read out to the executive, with the power back for a minute."""
    world = at_site("power-outage", "hotline")
    world.do(5, acts.tick, "back-at", "10:30")
    step = world.incident.plans[0].checklist.step("call-executive")
    assert step is not None

    def said(minute: float, lang: str = "zh") -> str:
        text = step_lines.words(world.incident, "", step)
        assert text is not None
        return fill(text, world.incident, lang, now=minute_of(minute))

    assert "预计恢复供电：10:30" in said(19) and "已恢复" not in said(19)
    world.do(20, acts.tick, "power-back", minute_of(20).isoformat())
    assert said(21).startswith("10:20已恢复，以下是此前的情况：") and "预计恢复供电：已恢复（10:20）" in said(21)
    assert said(40, "en").startswith("Restored since 10:20; what follows is from before: ")
    world.do(22, acts.down_again)
    assert "已恢复" not in said(23)


@pytest.mark.parametrize("type_", TYPES)
def test_no_list_reports_to_a_post_what_was_before_as_if_it_were_now(type_: str) -> None:
    world = at_site(type_, "hotline")
    plan = world.incident.plans[0]
    over = next((step for _, step in plan.checklist.steps() if step.milestone == "restored"), None)
    if over is None:
        return
    done = ev.StepDone(over.id, minute_of(20).isoformat() if over.answer == "time" else "x")
    world.do(20, lambda draft: draft.add(done))
    calls = [(phase.id, step) for phase, step in plan.checklist.steps() if step.call and step.say]
    for phase, step in calls:
        text = step_lines.words(world.incident, "", step)
        assert text is not None and text.zh.startswith("10:20已") is (phase not in ("recover", "close")), (step.id, text)


def test_what_was_recovered_has_no_forecast_that_passed() -> None:
    world = hall()
    world.do(6, acts.tick, "back-at", "10:30")
    world.do(20, acts.tick, "restored", minute_of(20).isoformat())
    assert PASSED not in fill("{answer:back-at}", world.incident, "zh", now=minute_of(40))


def test_an_answer_that_was_promised_and_is_late_is_told_as_late_and_not_to_customers() -> None:
    world = hall("unknown", "")
    world.do(6, acts.fact, "restore", "", None, minute_of(20))
    world.do(6, acts.fact, "effect", "", None, minute_of(20))
    assert "10:20前答复" in words(world, "customers-update", 19)
    assert "10:20" not in words(world, "customers-update", 21)
    assert "仍不清楚，原定10:20前答复" in words(world, "leaders-update", 21)


def test_the_commands_say_that_a_new_time_must_be_asked_for(kit: Kit) -> None:
    kit.at(2)("say", "leaders", "--restore", "10:20")
    kit.at(3)("forecast", "tech", "10:20")
    for line in ("say customers", "report", "qr report", "qr say customers"):
        before, after = kit.at(10)(*line.split()), kit.at(21)(*line.split())
        assert "10:20" in before.out and "passed" not in before.out + before.err, line
        assert "10:20 was given for the recovery and has passed" in after.err, line
        if "customers" in line:
            assert "10:20" not in after.out, line
    for line in ("forecast", "show"):
        assert "awaited" in kit.at(10)(line).out
        assert "time passed: ask again" in kit.at(22)(line).out
    kit.at(23)("say", "leaders", "--restore", "11:30")
    newer = kit.at(24)("say", "customers")
    assert "has passed" not in newer.err and "11:30" in newer.out
