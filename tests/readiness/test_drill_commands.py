"""``kit drill``: what a leader, a controller and an observer type, and what they are told."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import FastClock
from kit.incidents.incident.files import desk as incidents
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.readiness.drills.files.scenarios import read_scenario
from kit.readiness.drills.files.store import clock_of
from kit.readiness.drills.rules.state import Drill
from tests.support.constants import ROOT, TEN
from tests.support.driller import context, recount
from tests.support.kit import Kit

LIFT = ROOT / "data" / "drills" / "lift-stuck.toml"


@pytest.fixture
def drill(bare: Kit) -> Kit:
    """The lift scenario at a property, begun at ten, with an observer; nothing done yet."""
    bare.at(0)
    said = bare("drill", "run", "lift-stuck", "--no-guide", "--who", "Zhao=leader", "--observer", "Li", "--json")
    assert said.code == 0, said.err
    return bare


def marks(kit: Kit, *more: str) -> dict[str, Any]:
    return {mark["expectation"]: mark for mark in kit("drill", "score", "--json", *more).json["expected"]}


def words(text: str) -> str:
    """As it reads, wherever its lines are broken."""
    return re.sub(r"\s+", " ", text)


def ref(kit: Kit) -> str:
    return str(kit("drill", "list", "--json").json["drills_held"][-1]["drill_ref"])


# ---- its clock -----------------------------------------------------------------------------------


def test_a_fast_drills_clock_goes_as_any_other_once_it_is_over() -> None:
    """A week later its record was signed more than a year later."""
    ended = TEN + timedelta(minutes=45)
    clock = FastClock(TEN, 60, ended)
    over = TEN + timedelta(seconds=45)
    assert clock.shows(over - timedelta(seconds=1)) == ended - timedelta(minutes=1)
    assert clock.shows(over + timedelta(days=7)) == ended + timedelta(days=7)
    for real in (over - timedelta(seconds=9), over, over + timedelta(hours=3)):
        assert clock.real(clock.shows(real)) == real


@pytest.mark.parametrize("over", [False, True])
def test_a_drill_and_its_incidents_run_fast_until_they_are_over(over: bool) -> None:
    ended = TEN + timedelta(minutes=45) if over else None
    drill = Drill(begun=TEN, speed=60, ended=ended)
    incident = Incident("R", closed=ended)
    incident.drill = ev.Drill(60, TEN, "")
    ctx, _ = context("nowhere")
    for clock in (clock_of(ctx.clock, drill), incidents.clock_of(ctx, incident)):
        assert isinstance(clock, FastClock)
        shown = clock.shows(TEN + timedelta(hours=1)) - TEN
        assert (shown < timedelta(hours=2)) == over and (shown == timedelta(hours=60)) == (not over)


# ---- injects -------------------------------------------------------------------------------------


def test_an_inject_is_told_at_its_minute_and_not_before(drill: Kit) -> None:
    told = [each["text"] for each in drill("drill", "show", "--json").json["injects_given"]]
    assert len(told) == 1 and "two people" in told[0]
    drill.at(4.9)
    assert len(drill("drill", "show", "--json").json["injects_given"]) == 1
    drill.at(5)
    given = drill("drill", "show", "--json").json["injects_given"]
    assert len(given) == 2 and given[1]["at"].startswith("2026-03-02T10:05:00")


def test_what_is_given_stands_in_the_drills_journal_and_never_in_the_players_log(drill: Kit) -> None:
    before = drill.folder().entries
    drill.at(16)
    drill("drill", "show")
    assert [e.id for e in drill.folder().entries] == [e.id for e in before]
    kinds = [e["inject"] for e in drill("drill", "observe", "--json").json["injects"] if e["given_at"]]
    assert kinds == ["call", "late", "breath", "doors"]


def test_the_players_show_has_nothing_of_what_is_to_come(drill: Kit) -> None:
    scenario = read_scenario(str(LIFT))
    for minute in (0, 6, 8):
        said = drill.at(minute)("drill", "show")
        for due, _, inject in scenario.injects():
            assert (inject.text.en in said.out) == (due <= minute)


def test_by_hand_the_screen_gives_nothing_until_somebody_does(bare: Kit) -> None:
    bare.at(0)("drill", "run", "lift-stuck", "--no-guide", "--by-hand")
    assert bare.at(9)("drill", "show", "--json").json["injects_given"] == []
    bare.at(10)("drill", "observe", "--given", "call")
    assert [e["text"][:12] for e in bare("drill", "show", "--json").json["injects_given"]] == ["By intercom:"]
    due = marks(bare)["talked"]["due"]
    assert due.startswith("2026-03-02T10:12:00"), "two minutes from when it was given, not from its planned time"


def test_a_second_incident_of_the_drill_runs_by_the_same_clock(bare: Kit) -> None:
    bare.at(0)("drill", "run", "rain-garage", "--no-guide", "--speed", "30")
    bare.at(1)
    second = bare("start", "lift-entrapment", "--drill", "--profile", "property", "--no-guide", "--json").json["ref"]
    first, other = (bare.folder(each).incident for each in bare("drill", "list", "--json").json["drills_held"][0]["incident_refs"])
    assert other.ref == second and first.drill == other.drill and first.drill is not None and first.drill.speed == 30
    assert first.opened is not None and other.opened is not None
    assert abs((other.opened - first.opened).total_seconds()) != 60, "not the wall's minute"


def test_no_drill_begins_while_something_real_is_open_or_another_drill_is_on(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    real = bare("start", "fire", "--no-guide", "--json").json["ref"]
    said = bare("drill", "run", "lift-stuck", "--no-guide")
    assert said.code == 3 and real in said.err
    assert not (bare.home / "drilled").exists()


def test_a_readiness_check_that_is_still_open_is_nothing_real_and_a_drill_begins_beside_it(bare: Kit) -> None:
    bare("start", "before-work", "--no-guide")
    assert bare.at(0)("drill", "run", "lift-stuck", "--no-guide").code == 0
    assert [each["drill"] for each in bare("list", "--json").json["incidents"]].count(True) == 1


def test_a_second_drill_is_refused_while_one_is_on(drill: Kit) -> None:
    said = drill("drill", "run", "fire-kitchen", "--no-guide")
    assert said.code == 3 and ref(drill) in said.err


# ---- the score -----------------------------------------------------------------------------------


def test_in_time_has_its_points_late_and_never_have_none(drill: Kit) -> None:
    drill.at(1)("tick", "talk")
    drill.at(4.5)("call", "lift-company")
    drill.at(30)
    found = marks(drill)
    assert (found["talked"]["mark_status"], found["talked"]["points_scored"]) == ("met", 3)
    assert (found["company-called"]["mark_status"], found["company-called"]["points_scored"]) == ("late", 0)
    assert found["company-called"]["late_seconds"] == 30
    assert re.fullmatch(r"\d{6}-[A-Z]{3}-\w{4}#\d+", found["talked"]["shown_by"])


def test_what_was_done_before_its_inject_answers_nothing(bare: Kit) -> None:
    """A note must be written again; what is done once need not, and counts nothing either way."""
    own = LIFT.with_name("power-night.toml").read_text(encoding="utf-8").replace('hint = [{log = "note", words = ["供电", "power"]}, {', 'auto = {log = "note", words = ["供电", "power"]}\nalso = [{')
    (bare.home / "drills").mkdir(parents=True)
    (bare.home / "drills" / "power-night.toml").write_text(own, encoding="utf-8")
    bare.at(0)("drill", "run", "power-night", "--no-guide")
    bare.at(2)("note", "the power company is on our list")
    bare.at(3)("tick", "transfer", "line")
    bare.at(9)("drill", "show")
    early = marks(bare)["moved-calls"]
    assert (early["mark_status"], early["points_scored"], early["at"][11:16]) == ("before", None, "10:03")
    bare.at(20)("drill", "show")
    assert marks(bare)["grid-noted"]["mark_status"] == "waits", "what was noted before is no answer"
    bare.at(22)("note", "power company silent, again at ten")
    assert marks(bare)["grid-noted"]["mark_status"] == "met"
    bare.at(60)("drill", "end")
    points, of, each = recount(bare.home, ref(bare))
    assert each["grid-noted"] == 1 and "moved-calls" not in each
    found = bare("drill", "score", "--json").json
    assert (points, of) == (found["points_scored"], found["points_of"])


def test_what_was_done_before_its_inject_and_again_in_time_is_met(bare: Kit) -> None:
    """Again too late: it still stood since before, and nobody is blamed."""
    bare.at(0)("drill", "run", "power-night", "--no-guide")
    bare.at(3)("tick", "transfer", "line")
    bare.at(9)("drill", "show")
    due = marks(bare)["moved-calls"]["due"][11:16]
    assert bare.at(30)("tick", "transfer", "line").code == 0 and due < "10:30"
    assert marks(bare)["moved-calls"]["mark_status"] == "before"
    bare("undo", "--yes")
    assert bare.at(10)("tick", "transfer", "line").code == 0
    assert marks(bare)["moved-calls"]["mark_status"] == "met"


def test_points_that_somebody_gives_for_what_was_done_before_count(bare: Kit) -> None:
    bare.at(0)("drill", "run", "power-night", "--no-guide")
    bare.at(3)("tick", "transfer", "line")
    bare.at(9)("drill", "show")
    bare("drill", "score", "--set", "moved-calls=3", "--reason", "at once", "--by", "Li")
    assert marks(bare)["moved-calls"]["points_scored"] == 3


def test_an_inject_that_could_not_be_given_counts_nothing(drill: Kit) -> None:
    drill.at(8)("drill", "show")
    of = drill("drill", "score", "--json").json["points_of"]
    assert drill("drill", "observe", "--failed", "breath").code == 2, "why?"
    drill("drill", "observe", "--failed", "breath", "--reason", "no telephone")
    said = drill.at(40)("drill", "score", "--json").json
    assert marks(drill)["brigade"]["mark_status"] == "failed" and marks(drill)["brigade"]["points_scored"] is None
    assert said["points_of"] != of and recount(drill.home, ref(drill))[:2] == (said["points_scored"], said["points_of"])


def test_the_observer_judges_what_no_log_shows_and_nothing_else(drill: Kit) -> None:
    drill.at(16)("drill", "show")
    assert drill("drill", "observe", "--yes", "talked").code == 2
    assert drill("drill", "observe", "--yes", "nosuch").code == 4
    assert marks(drill)["guarded"]["mark_status"] == "unjudged"
    said = drill("drill", "score")
    assert "not judged" in said.out and "Verdict" not in said.out, "not final while something is to be judged"
    drill("drill", "observe", "--yes", "guarded", "--note", "two guards")
    assert marks(drill)["guarded"]["points_scored"] == 3 and "two guards" in words(drill("drill", "score").out)


def test_points_by_hand_need_a_reason_and_show_both(drill: Kit) -> None:
    drill.at(30)("drill", "show")
    assert drill("drill", "score", "--set", "talked=2").code == 2
    assert drill("drill", "score", "--set", "talked=9", "--reason", "x").code == 2
    assert marks(drill)["talked"]["points_scored"] == 0
    assert drill("drill", "score", "--set", "talked=2", "--reason", "talked at once, ticked late", "--by", "Li").code == 0
    mark = marks(drill)["talked"]
    assert (mark["points_scored"], mark["points_by_rule"], mark["reason"]) == (2, 0, "talked at once, ticked late")
    drill("drill", "score", "-o", str(drill.home.parent / "score.md"))
    assert "Li set 2 (by rule 0): talked at once, ticked late" in (drill.home.parent / "score.md").read_text(encoding="utf-8")
    drill.at(60)("drill", "end")
    points, of, _ = recount(drill.home, ref(drill))
    said = drill("drill", "score", "--json").json
    assert (points, of) == (said["points_scored"], said["points_of"])


def test_what_was_taken_back_earns_nothing(drill: Kit) -> None:
    drill.at(1)("tick", "talk")
    assert marks(drill)["talked"]["points_scored"] == 3
    drill("undo")
    assert marks(drill.at(20))["talked"]["mark_status"] == "missed"


def test_ended_before_its_time_was_up_counts_nothing(drill: Kit) -> None:
    drill.at(1)("drill", "end")
    found = marks(drill)
    assert found["talked"]["mark_status"] == "cut" and found["brigade"]["mark_status"] == "not-given"
    assert drill("drill", "score", "--json").json["points_of"] == 0
    assert drill("drill", "end").code == 3


# ---- record and report ---------------------------------------------------------------------------


def test_a_record_is_not_complete_without_time_content_participants_and_evaluation(bare: Kit) -> None:
    bare.at(0)("drill", "run", "collapse-hall", "--no-guide")
    lacks = bare("drill", "record", "--json").json["lacks"]
    assert lacks == ["ended", "people", "evaluation"]
    said = bare("drill", "record", "--complete")
    assert said.code == 3 and "participants" in said.err and "time" in said.err
    bare.at(12)("drill", "show")
    bare.at(20)("drill", "observe", "--yes", "screened", "--yes", "family-told")
    bare.at(40)("drill", "end")
    bare("drill", "record", "--who", "Zhao=leader")
    assert bare("drill", "record", "--json").json["lacks"] == ["evaluation"]
    assert bare("drill", "record", "--complete").code == 3
    bare("drill", "record", "--fill", "evaluation=quick, but nobody met the ambulance", "--fill", "meeting=March 3, all")
    assert bare("drill", "record", "--complete").code == 0
    assert bare("drill", "record", "--json").json["record_completed"] and "Record complete" in bare("drill", "record").out


def test_ratings_come_from_points_and_a_persons_own_needs_a_reason(drill: Kit) -> None:
    drill.at(1)("tick", "talk")
    drill.at(30)("drill", "end")
    items = {each["item"]: each for each in drill("drill", "record", "--json").json["evaluated"]}
    assert items["reassurance"]["rating"] == "met" and items["warning"]["rating"] == "not-met"
    assert items["transfer"]["rating"] == "not-involved"
    assert drill("drill", "record", "--rate", "warning=mostly").code == 2
    assert drill("drill", "record", "--rate", "warning=superb", "--reason", "x").code == 2
    drill("drill", "record", "--rate", "warning=mostly", "--reason", "the company was called by radio")
    item = {each["item"]: each for each in drill("drill", "record", "--json").json["evaluated"]}["warning"]
    assert (item["rating"], item["rating_by_rule"], item["reason"]) == ("mostly", "not-met", "the company was called by radio")
    assert "the company was called by radio" in words(drill("drill", "record").out)


def test_the_table_says_whose_it_is_and_a_site_replaces_it(drill: Kit) -> None:
    assert "46792" in drill("drill", "record").out and "the kit's own" in words(drill("drill", "record").out)
    own = drill.home / "drill-tables" / "evaluation.toml"
    own.parent.mkdir()
    text = (ROOT / "data" / "drill-tables" / "evaluation.toml").read_text(encoding="utf-8")
    own.write_text(text.replace('en = "Warning and reporting"', 'en = "Alerting, by our standard"'), encoding="utf-8")
    assert "Alerting, by our standard" in drill("drill", "record").out


def test_the_three_fixed_tests_are_minutes_from_the_log(bare: Kit) -> None:
    bare.at(0)("drill", "run", "power-night", "--no-guide")
    bare.at(7)("tick", "transfer", "line")
    bare.at(9)("tick", "script")
    bare.at(12)("tick", "notice", "recorded message")
    bare("drill", "observe", "--count", "transfer=2")
    tests = {each["test"]: each for each in bare("drill", "score", "--json").json["fixed_tests"]}
    assert [tests[name]["after_seconds"] for name in ("transfer", "reassurance", "release")] == [420, 540, 720]
    assert tests["transfer"]["counted"] == 2 and bare("drill", "observe", "--count", "release=2").code == 4


def test_a_problem_becomes_an_action_that_names_the_drill_and_the_line(drill: Kit) -> None:
    drill.at(4.5)("call", "lift-company")
    drill.at(30)("drill", "end")
    said = drill("drill", "record", "--problem", "called too late", "--expect", "company-called", "--cause", "number not at hand",
                 "--action", "put the number on the card", "--owner", "Zhao", "--due", "2026-04-01")  # fmt: skip
    assert said.code == 0, said.err
    line = marks(drill)["company-called"]["shown_by"]
    (action,) = [a for a in drill("action", "list", "--all", "--json").json["actions"] if a["drill"]]
    assert (action["source"], action["owner"]) == (f"{ref(drill)} {line.replace('#', ' #')}", "Zhao")
    report = words(drill("drill", "report").out)
    assert "called too late; cause: number not at hand; action" in report


def test_the_report_proposes_what_nobody_has_dealt_with(drill: Kit) -> None:
    drill.at(30)("drill", "end")
    out = words(drill("drill", "report").out)
    assert "talk to them at once: missed. Action: kit drill record" in out and "Conclusion" in out


def test_people_are_hidden_where_that_is_asked_for(drill: Kit) -> None:
    drill("drill", "record", "--who", "Wei=guard", "--said", "Wei=calm")
    assert "Wei" in drill("drill", "record").out
    hidden = drill("drill", "record", "--redact").out
    assert "Wei" not in hidden and "Zhao" not in hidden


# ---- comparison ----------------------------------------------------------------------------------


def test_drills_stand_side_by_side_without_arrows_and_without_people(bare: Kit) -> None:
    for start, step in ((0, ""), (100, "talk")):
        bare.at(start)("drill", "run", "lift-stuck", "--no-guide", "--who", "Zhao=leader")
        if step:
            bare.at(start + 1)("tick", step)
        bare.at(start + 40)("drill", "end")
        if not step:
            assert bare("drill", "compare").code == 4, "nothing to compare with"
    out = bare("drill", "compare").out
    assert not re.search("[↑↓▲▼→]|->|better|worse", out) and "Zhao" not in out and "wang" not in out
    data = bare("drill", "compare", "--json").json["drills_held"]
    assert [each["points_scored"] for each in data] == [0, 3] and len({each["points_of"] for each in data}) == 1


# ---- sheets --------------------------------------------------------------------------------------


def text_of(path: Path) -> str:
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as file:
            return " ".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("face", "lang"),
    [("html", "zh"), ("html", "en"), ("docx", "zh"), ("md", "en"), ("csv", "zh"), ("xlsx", "en"), ("json", "en")],
)
def test_the_players_sheet_shows_no_inject_and_no_expectation(face: str, lang: str, bare: Kit) -> None:
    scenario = read_scenario(str(LIFT))
    texts = {}
    for who in ("player", "controller", "observer"):
        path = bare.home.parent / f"{who}.{face}"
        said = bare("drill", "plan", "lift-stuck", "--for", who, "-o", str(path), "--lang", lang)
        if said.code == 3 and "extra" in said.err:
            pytest.skip("the face's extra is not installed")
        assert said.code == 0, said.err
        texts[who] = text_of(path)
    told = [each.get(lang) for _, _, inject in scenario.injects() for each in [inject.text, *(e.do for e in inject.expect)]]
    ids = [f"[{i.id}]" for _, _, i in scenario.injects()] + [f"({e.id})" for _, e in scenario.expects()]
    assert [t for t in [*told, *ids, scenario.goal.get(lang)] if t in texts["player"]] == []
    assert scenario.story.get(lang)[:12] in texts["player"]
    assert all(inject.text.get(lang)[:12] in texts["controller"] for _, _, inject in scenario.injects())
    assert all(e.do.get(lang)[:10] in texts["observer"] for _, e in scenario.expects())


def test_with_a_planned_beginning_the_sheets_have_times_of_the_clock(bare: Kit) -> None:
    out = bare.at(0)("drill", "plan", "lift-stuck", "--at", "14:00").out
    assert "14:05" in out and "14:15" in out and "19:05" not in out


def test_a_drill_cut_short_has_points_and_no_verdict(drill: Kit) -> None:
    drill.at(1)("tick", "talk")
    drill.at(6)("drill", "end")
    out = words(drill("drill", "score").out)
    assert "3 of 6 points" in out and "Verdict" not in out and "Less than 80%" in out


@pytest.mark.parametrize(("scenario", "site"), [("power-night", "our-site"), ("lift-stuck", "our-site"), ("rain-garage", "property")])
def test_a_drill_is_played_at_the_homes_own_site_where_that_meets_such_an_incident(bare: Kit, monkeypatch: pytest.MonkeyPatch, scenario: str, site: str) -> None:
    """The posts of the shipped centre had no numbers, though the home knew them all."""
    monkeypatch.delenv("KIT_PROFILE", raising=False)
    bare.at(0)("setup", "--set", "supervisor.name=某主管", "--set", "supervisor.phone=13800000011")
    assert bare("drill", "run", scenario, "--no-guide").code == 0
    found = bare.folder().incident.profile
    assert found is not None and found.id == site
