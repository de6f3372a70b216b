"""What of an open incident concerns people stands first on the hand-over sheet, and none of it is
cut: two notes that somebody was hurt and that the ambulance was called had left no trace there.
"""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta

import pytest

from kit.ground.base.text import Text
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import events as ev
from kit.shifts.handover.rules.people import asks_of_people, speaks_of_people
from kit.shifts.handover.rules.sheet import as_it_read
from kit.shifts.shift.rules.state import Cut, Shift
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit
from tests.support.world import World

LATER = ("the wet floor signs are out", "phone list is on the desk", "coffee machine is off", "blinds are down")
HURT = "Rita Invented is hurt at the arm, sits on the stairs of the second floor with Anna Made and does not want to be moved before the doctor comes, says she hit the railing"


def page(said: str, heading: str) -> str:
    """What stands below an open incident's head, in one line."""
    return " ".join(said.partition(heading)[2].partition("== ")[0].split())


@pytest.fixture
def robbed(bare: Kit) -> Kit:
    bare.at(0)("shift", "start", "Example")
    bare("start", "robbery", "--drill", "--profile", "service-hall")
    bare.at(2)("call", "ambulance", "--no-answer")
    bare.at(3)("call", "ambulance")
    bare("answer", "hurt", "yes")
    for text in (HURT, "ambulance called", *LATER):
        assert bare.at(4)("note", text).code == 0
    return bare


def test_who_is_hurt_and_who_was_called_stand_first_whatever_was_noted_since(robbed: Kit) -> None:
    said = page(robbed("shift", "handover", "--to", "Sample").out, "2 Open incidents ==")
    ref = robbed("list", "--json").json["incidents"][0]["ref"]
    order = [
        "Help: police: no call recorded, ambulance reached 10:03 (besides 10:02 no answer)", "Is anyone hurt, gassed or in shock? Yes, or not sure (10:03)",
        "Is anyone held or not out? NOT answered yet", f"10:04 wang: {HURT}", "10:04 wang: ambulance called", "Now:", f"Notes: 10:04 {LATER[2]}, 10:04 {LATER[3]} +2 more: kit log {ref}",
    ]  # fmt: skip
    places = [said.find(words) for words in order]
    assert -1 not in places and places == sorted(places), (said, places)
    robbed.env("KIT_LANG", "zh")
    zh = page(robbed("shift", "handover").out, "二、未关闭事件 ==").replace(" ", "")
    assert "救援：警方没有打过的记录" in zh and "急救中心10:03打通（另有10:02未接通）" in zh and HURT.replace(" ", "") in zh and f"另有2条：kitlog{ref}" in zh


def test_how_a_caller_is_stands_in_front_by_the_last_answer_and_what_was_asked_of_him_before_is_no_state_of_the_matter(bare: Kit) -> None:
    """A page ended behind "moved away, put down", nine minutes older than the police's answer that he is in hospital."""
    bare.at(0)("shift", "start", "Example")
    bare("start", "self-harm-caller", "--drill", "--profile", "hotline")
    ref = bare("list", "--json").json["incidents"][0]["ref"]
    log, steps = bare.folder(ref), (("state", "acting"), ("safer", "moved"), ("line", "help-there"), ("result", "is safe now"))
    for minute, (step, value) in enumerate(steps, 2):
        done = ev.StepDone(step, value)
        log.store.record(log, Now(TEN + timedelta(minutes=minute)), "li", lambda draft, done=done: draft.add(done))  # type: ignore[misc]
    said = page(bare.at(8)("shift", "handover", "--to", "Sample").out, "2 Open incidents ==")
    order = ["Help: ", "People: Record what the police say is safe now (10:05)", "How does the call stand?", "move away from the danger Moved away, put down (10:03)", "Now:"]
    places = [said.find(words) for words in order]
    assert -1 not in places and places == sorted(places) and "How it stands" not in said, (said, places)


def test_the_summary_of_the_shift_says_so_too(robbed: Kit) -> None:
    """It had one line of an open incident: its name, and that nobody had judged it."""
    said = " ".join(robbed.at(40)("summary", "--shift").out.split())
    for words in ("Help: police: no call recorded, ambulance reached 10:03", "Is anyone hurt, gassed or in shock? Yes", HURT, "ambulance called"):
        assert words in said, said
    assert LATER[0] not in said, "notes of nobody stay on the hand-over sheet"


def test_programs_and_phones_read_of_them_too(robbed: Kit) -> None:
    (held,) = robbed("shift", "handover", "--json").json["handover"]["incidents"]
    assert [(one["role"], one["reached"], len(one["calls"])) for one in held["rescue"]] == [("police", False, 0), ("ambulance", True, 2)]
    assert {one["step"]: one["status"] for one in held["people_asked"]} == {"hurt": "done", "hostages": "open"}
    assert [one["text"] for one in held["people_told"]] == [HURT, "ambulance called"] and held["more_notes"] == 2 and held["latest_notes"] == list(LATER[2:])
    coded = " ".join(text for code in robbed("qr", "handover", "--json").json["codes"] for text in [code["text"]])
    assert HURT in " ".join(re.sub(r"\d/\d ", "", coded).split())


def test_what_is_due_of_an_incident_stands_there_in_short(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("start", "power-outage", "--drill", "--profile", "hotline")
    said = page(bare.at(8)("shift", "handover").out, "2 Open incidents ==")
    assert "Due: 1 overdue, first 10:05" in said and "next 10:10" in said and "(all: see 3)" in said
    summed = " ".join(bare.at(8)("summary", "--shift").out.split())
    assert "Due: 1 overdue, first 10:05" in summed and "next 10:10" in summed and "see 3" not in summed


def test_a_note_of_the_shift_that_somebody_is_missing_stays_on_the_sheet(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    for text in ("Igor Fictive is missing since nine", *(f"remark {n}" for n in range(10))):
        bare("shift", "note", text)
    said = bare("shift", "handover").out
    assert "Igor Fictive is missing since nine" in said and "2 earlier notes" in said and "remark 1\n" not in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ambulance called", True), ("已打120", True), ("丽塔手臂受伤", True), ("她从楼梯上摔下来了", True), ("老王不见了", True), ("Police on the way, 5 min", True),
        ("two people still inside", True), ("she fell down the stairs", True), ("one of the cleaners is unconscious", True), ("nobody is hurt", True), ("来电人说要跳楼", True),
        ("queue 120 people", False), ("排队120人", False), ("打印机死机", False), ("wet floor signs are out", False), ("the screen is frozen", False), ("消防通道已清空", False),
    ],
)  # fmt: skip
def test_words_of_people_hurt_or_missing_are_known(text: str, told: bool) -> None:
    assert speaks_of_people(text) is told


ABOUT = {
    "armed-attack": {"hurt", "missing", "counted"}, "fire": {"counted", "all-out", "missing-who", "hurt"}, "gas-leak": {"all-out", "hurt"}, "flood": {"in-danger"},
    "robbery": {"hurt", "hostages", "clear"}, "customer-ill": {"state"}, "staff-accident": {"state", "who", "news"}, "lift-entrapment": {"inside", "health", "freed"},
    "natural-disaster": {"people", "counted"}, "self-harm-on-site": {"state", "outcome", "treated"}, "self-harm-caller": {"state", "line"}, "missing-person": {"who", "found"},
    "siege": {"hurt"}, "visitor-surge": {"hurt"}, "urgent-order": {"hurt"}, "mass-incident": {"hurt"}, "crowd-crush": {"hurt", "hospitals"}, "bomb-threat": {"all-out", "hurt"},
}  # fmt: skip


@pytest.mark.parametrize("name", ABOUT)
def test_the_steps_about_people_are_known_by_their_words(name: str) -> None:
    plan = tomllib.loads((ROOT / "checklists" / f"{name}.toml").read_text(encoding="utf-8"))
    steps = {s["id"]: Text(s["do"]["zh"], s["do"]["en"]) for phase in plan["phases"] for s in phase.get("steps", [])}
    lacking = [one for one in ABOUT[name] if not asks_of_people(steps[one])]
    assert not lacking


def test_a_sheet_that_was_signed_with_an_older_kit_reads_as_it_did() -> None:
    incident = World().incident
    cut = Cut(TEN, "aaaaaa", {})
    for kit, old in (("0.1.9", True), ("", True), ("0.2.0", False)):
        incident.kit = kit
        assert as_it_read(Shift("S1", cut=cut), incident) is old and not as_it_read(Shift("S1"), incident)
