"""Words to say read what was answered: nobody says of a call that it was, or was not, made."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.show.step_lines import filled, words
from kit.incidents.say.rules.fitting import fitting
from kit.incidents.say.show.scripts import filled as script_filled
from kit.live.guide.show.parts import current_block
from kit.plans.checklists.rules.lint.order import order
from kit.plans.checklists.rules.lint.references import references
from kit.plans.scripts.files import ScriptFiles
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.shipped import LISTS


def record(folder: Log, act: acts.Act) -> None:
    folder.store.record(folder, Now(TEN), "li", act)


def said(folder: Log, step: str = "tell-supervisor", lang: str = "zh") -> str:
    view = folder.incident.view(step)
    assert view is not None
    return "".join(part for line in current_block(folder.incident, view, lang, 200) for _, part in line)


def test_a_call_says_by_what_was_answered_who_was_told_and_how_many_seats_are_down(tmp_path: Path) -> None:
    """After the technician was reached and half the seats were counted the words said "told (or
    not reached)" and "all seats"."""
    folder = opened(tmp_path)
    assert "尚未确认接通，请协助联系" in said(folder) and "已通知" not in said(folder)
    assert "does not answer" not in said(folder, lang="en"), "nobody has called yet"
    record(folder, lambda d: acts.call(d, "tech", "reached", step="tell-tech"))
    assert "已通知系统运维专员" in said(folder) and "未接通" not in said(folder)
    record(folder, lambda d: acts.tick(d, "seats", "20"))
    assert "20个座席受影响" in said(folder) and "20 positions" in said(folder, lang="en")
    assert "（" not in said(folder)


def test_nobody_is_said_to_have_been_told_where_another_answered_in_his_place(tmp_path: Path) -> None:
    """The specialist was never reached, his step was done by the supervisor, and the manager heard
    that the specialist had been told."""
    folder = opened(tmp_path, "power-outage")
    record(folder, lambda d: acts.call(d, "tech", "no-answer", step="call-tech"))
    record(folder, lambda d: acts.call(d, "tech", "no-answer", step="call-tech"))
    record(folder, lambda d: acts.call(d, "supervisor", "reached", step="call-tech"))
    record(folder, lambda d: acts.tick(d, "cause", "mains"))
    assert folder.incident.step_state("call-tech").status == "done"
    assert "正在联系系统运维专员" in said(folder, "call-manager")
    record(folder, lambda d: acts.call(d, "tech", "reached"))
    assert "已通知系统运维专员" in said(folder, "call-manager")


def test_a_deadlines_words_say_since_when_and_not_a_figure_that_is_past(tmp_path: Path) -> None:
    folder = opened(tmp_path)
    for key in ("forecast-10-operations", "forecast-10-manager"):
        rule = folder.incident.rule(key)
        assert rule is not None
        text = words(folder.incident, "", rule)
        assert text is not None and "从10:00起" in filled(folder.incident, text.zh, None, "zh")


def test_a_second_plans_words_read_its_own_answers(tmp_path: Path) -> None:
    folder = opened(tmp_path, "fire")
    record(folder, lambda d: acts.add_plan(d, LISTS.checklist("application-outage")))
    record(folder, lambda d: acts.call(d, "tech", "reached", step="application-outage/tell-tech"))
    rule = folder.incident.rule("application-outage/report-5")
    assert rule is not None
    text = words(folder.incident, "application-outage/", rule)
    assert text is not None and "已通知" in text.zh


def test_the_report_to_leaders_says_whether_anybody_repairs(tmp_path: Path) -> None:
    folder = opened(tmp_path)
    files = ScriptFiles(str(tmp_path)).scripts(["application-outage"])
    (first,) = [f for f in fitting(folder.incident, files, "leaders") if f.script.id == "leaders-first"]
    assert "尚未联系上" in script_filled(folder.incident, first, "zh", TEN)
    record(folder, lambda d: acts.call(d, "tech", "reached", step="tell-tech"))
    assert "已通知技术人员抢修" in script_filled(folder.incident, first, "zh", TEN)


def test_the_linter_wants_conditions_that_exist_and_answers_that_are_there() -> None:
    raw = msgspec.to_builtins(LISTS.checklist("application-outage"))
    step = next(s for p in raw["phases"] for s in p["steps"] if s["id"] == "tell-supervisor")
    step["says"] = [{"when": [{"step": "nowhere"}], "zh": "看", "en": "Look"}]
    broken = msgspec.convert(raw, type(LISTS.checklist("fire")))
    assert [f.path for f in references(broken)] == ["steps.tell-supervisor.says"]
    step["says"] = [{"zh": "{answer:seats}个", "en": "{answer:seats} seats"}]
    broken = msgspec.convert(raw, type(LISTS.checklist("fire")))
    assert [f.path for f in order(broken) if f.path.endswith("says")] == ["steps.tell-supervisor.says"]
    assert not list(order(LISTS.checklist("application-outage")))


def test_what_the_shipped_scripts_ask_for_is_asked_in_their_lists() -> None:
    files = ScriptFiles("")
    for name, found in files.all_scripts().items():
        for script in found.scripts:
            for cond in (part for saying in script.says for each in saying.when for part in each.parts()):
                assert cond.step is None or LISTS.checklist(name).step(cond.step), (name, script.id)


@pytest.mark.parametrize(("type_", "step", "timer", "made", "yes", "no"), [
    ("fire", "tell-supervisor", "report-supervisor", "call-119", "119已打", "119尚未确认接通"),
    ("robbery", "tell-manager", "", "call-110", "已报警", "110尚未确认接通"),
    ("gas-leak", "tell-manager", "", "call-119", "119已打", "119和燃气公司尚未确认接通"),
    ("customer-ill", "tell-supervisor", "", "call-120", "120已打", "120尚未确认接通"),
    ("lift-entrapment", "tell-supervisor", "report-supervisor", "call-lift", "维保公司已通知", "维保公司尚未确认接通"),
])  # fmt: skip
def test_nobody_hears_of_a_call_that_it_was_made_while_it_was_not(
    tmp_path: Path, type_: str, step: str, timer: str, made: str, yes: str, no: str
) -> None:
    """119 was not reached, and the supervisor was told that it had been called."""
    folder = opened(tmp_path, type_)
    view = folder.incident.view(made)
    assert view is not None

    def texts() -> list[str]:
        plan = folder.incident.plans[0].checklist
        out = [words(folder.incident, "", plan.step(step))]  # type: ignore[arg-type]
        if timer:
            out.append(words(folder.incident, "", plan.timer(timer)))  # type: ignore[arg-type]
        return [text.zh for text in out if text is not None]

    assert all(no in text for text in texts())
    assert not any(yes in text for text in texts())
    record(folder, lambda d: acts.call(d, view.role, "reached", step=made))
    assert all(yes in text for text in texts())


@pytest.mark.parametrize(("answered", "told"), [("未定", False), ("17:30", True)])
def test_the_public_hears_no_time_that_is_not_decided(tmp_path: Path, answered: str, told: bool) -> None:
    """A notice read "power expected back: not decided"."""
    folder = opened(tmp_path, "power-outage", "customer-service-dept")
    record(folder, lambda d: acts.tick(d, "back-at", answered))
    step = folder.incident.plans[0].checklist.step("notice")
    assert step is not None and step.say is not None
    text = filled(folder.incident, step.say.zh, None, "zh")
    assert ("预计恢复供电：17:30。" in text) is told and "未定" not in text
    upward = folder.incident.plans[0].checklist.step("update")
    if upward is not None and upward.say is not None:  # superiors hear that nobody knows
        assert answered in filled(folder.incident, upward.say.zh, None, "zh")


@pytest.mark.parametrize(("type_", "step", "claimed"), [
    ("power-outage", "trapped", ("已先", "were sent to check")),
    ("missing-person", "gates", ("已看守", "are watched")),
    ("theft", "clear", ("已退开", "people are back")),
    ("infectious-disease", "apart", ("已单独安置", "is kept apart")),
    ("staff-accident", "off-line", ("已离线", "are off line")),
    ("self-harm-on-site", "clear", ("已疏散", "are moved away")),
    ("call-surge", "all-inbound", ("均转为", "are moving to inbound")),
    ("environment-abnormal", "stop", ("该处停用", "is out of use")),
])  # fmt: skip
def test_no_leader_hears_of_what_was_first_to_be_done_that_it_is_done_while_it_is_not(
    tmp_path: Path, type_: str, step: str, claimed: tuple[str, str]
) -> None:
    """The first report said that the exits were watched before anybody had been asked to."""
    folder = opened(tmp_path, type_)

    def heard(lang: str) -> str:
        files = ScriptFiles(str(tmp_path)).scripts([type_])
        (fit,) = [f for f in fitting(folder.incident, files, "leaders") if f.script.id == "leaders-first"]
        return script_filled(folder.incident, fit, lang, TEN)

    assert not any(part in heard(lang) for lang, part in zip(("zh", "en"), claimed, strict=True))
    view = folder.incident.view(step)
    assert view is not None
    if view.step.answer == "call":
        record(folder, lambda d: acts.call(d, view.role, "reached", step=step))
    else:
        record(folder, lambda d: acts.tick(d, step))
    assert all(part in heard(lang) for lang, part in zip(("zh", "en"), claimed, strict=True))


def test_who_was_not_reached_is_named_as_that_in_words_to_another(tmp_path: Path) -> None:
    """Words to a third one said that the specialist was being called, and not that the supervisor heard instead."""
    folder = opened(tmp_path, "power-outage")
    record(folder, lambda d: acts.call(d, "tech", "phone-off", step="call-tech"))
    record(folder, lambda d: acts.call(d, "supervisor", "reached", step="call-tech"))
    record(folder, lambda d: acts.tick(d, "cause", "mains"))
    tech, supervisor = (folder.incident.role_title(role) for role in ("tech", "supervisor"))
    zh, en = said(folder, "call-manager"), said(folder, "call-manager", "en")
    assert f"{tech.zh}尚未联系上，已报告{supervisor.zh}。请您确认。" in zh and f"已通知{tech.zh}" not in zh
    assert f"The {tech.en} has not been reached yet; the {supervisor.en} was told instead. Please confirm." in en
    record(folder, lambda d: acts.call(d, "tech", "reached"))
    assert "尚未联系上" not in said(folder, "call-manager")


def test_a_step_ticked_by_a_timers_call_to_another_is_not_read_out_as_told(tmp_path: Path) -> None:
    """The call bears another step's name, or none, and only the timer leads to the specialist's step."""
    folder = opened(tmp_path, "power-outage")
    record(folder, lambda d: acts.tick(d, "cause", "mains"))
    made = ev.Called("", "reached", "manager", step="lift/tell-manager", timers=["report-tech"])
    record(folder, lambda d: [d.add(made), d.add(ev.StepDone("call-tech", "", "manager"))])  # type: ignore[func-returns-value]
    assert folder.incident.step_state("call-tech").status == "done"
    assert "已通知系统运维专员" not in said(folder, "call-manager")
    assert "系统运维专员尚未联系上" in said(folder, "call-manager")
