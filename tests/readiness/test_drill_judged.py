"""What people say of a drill: an observer's ticks by when he saw it, injects that were not given,
points by somebody with a name, a record that is complete and opened again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.readiness.drills.files.scenarios import read_scenario
from tests.support.constants import ROOT
from tests.support.driller import recount
from tests.support.kit import Kit

FILES = sorted((ROOT / "data" / "drills").glob("*.toml"))


@pytest.fixture
def fire(bare: Kit) -> Kit:
    """The fire scenario (someone must not go back in) from ten o'clock on."""
    assert bare.at(0)("drill", "run", "fire-kitchen", "--no-guide", "--observer", "Li").code == 0
    return bare


@pytest.fixture
def lift(bare: Kit) -> Kit:
    """The lift scenario: from minute 15 on somebody is to guard the doors within four minutes."""
    assert bare.at(0)("drill", "run", "lift-stuck", "--no-guide", "--who", "Zhao=leader").code == 0
    bare.at(15)("drill", "show")
    return bare


def mark(kit: Kit, id_: str) -> dict[str, Any]:
    found = kit("drill", "score", "--json").json
    points, of, _ = recount(kit.home, found["drill_ref"])
    over = not any((kit.home / "drilled" / "on").iterdir())
    assert not over or (points, of) == (found["points_scored"], found["points_of"]), "the same, counted from the raw lines"
    return next(each for each in found["expected"] if each["expectation"] == id_)


# ---- when he saw it ------------------------------------------------------------------------------


def test_a_tick_in_time_has_its_points_and_reads_back_that_it_is(lift: Kit) -> None:
    said = lift.at(18)("drill", "observe", "--yes", "guarded")
    assert "guarded met, 10:18:00, in time" in said.out
    assert (mark(lift, "guarded")["mark_status"], mark(lift, "guarded")["points_scored"]) == ("met", 3)


def test_a_tick_long_after_the_limit_is_late_and_has_no_points(lift: Kit) -> None:
    said = lift.at(40)("drill", "observe", "--yes", "guarded")
    assert "late by 21 min: no points. Seen earlier?" in said.out
    found = mark(lift, "guarded")
    assert (found["mark_status"], found["points_scored"], found["late_seconds"]) == ("late", 0, 21 * 60)


def test_what_answers_an_inject_was_not_seen_before_it_was_given(lift: Kit) -> None:
    """Given at 10:15; the drill began at 10:00."""
    refused = lift.at(20)("drill", "observe", "--yes", "guarded", "--at", "10:10")
    assert refused.code == 2 and "inject doors had not been given yet (it was at 10:15)" in refused.err
    assert mark(lift, "guarded")["mark_status"] == "unjudged"
    assert lift("drill", "observe", "--yes", "guarded", "--at", "10:15").code == 0
    assert lift("drill", "observe", "--no", "guarded", "--at", "10:10").code == 0, "what was not done has no such time"


@pytest.mark.parametrize("typed", ["23:59", "3:00", "2026-01-02 10:00", "yesterday", "quarter"])
def test_a_time_that_is_none_of_the_drill_is_refused_with_the_drills_own(lift: Kit, typed: str) -> None:
    """``--date`` was advised, which observing has not."""
    refused = lift.at(20)("drill", "observe", "--yes", "guarded", "--at", typed)
    assert refused.code == 2 and "--date" not in refused.err
    assert "10:00 to" in refused.err


def test_the_observers_screen_shows_the_drills_clock(bare: Kit) -> None:
    """By it he notes when he saw something; in both languages."""
    assert bare.at(0)("drill", "run", "lift-stuck", "--no-guide").code == 0
    for lang in ("zh", "en"):
        head = bare.at(5)("--lang", lang, "drill", "observe").out.splitlines()[0]
        assert head.startswith("10:05:00"), head


def test_who_says_when_he_saw_it_is_judged_by_that(lift: Kit) -> None:
    said = lift.at(40)("drill", "observe", "--yes", "guarded", "--at", "10:17")
    assert "guarded met, 10:17:00, in time" in said.out
    found = mark(lift, "guarded")
    assert (found["points_scored"], found["time_was_told"]) == (3, True)
    assert "time given by the observer" in " ".join(lift("drill", "score").out.split())
    lift("drill", "observe", "--yes", "guarded", "--at", "10:25")
    assert mark(lift, "guarded")["mark_status"] == "late", "the last that he said"


def test_a_time_outside_the_drill_is_refused(lift: Kit) -> None:
    for at in ("09:30", "10:50"):
        assert lift.at(40)("drill", "observe", "--yes", "guarded", "--at", at).code == 2, at
    lift("drill", "end")
    said = lift.at(90)("drill", "observe", "--yes", "guarded", "--at", "11:00")
    assert said.code == 2 and "10:00 to 10:40" in said.err
    assert mark(lift, "guarded")["mark_status"] == "unjudged"


def test_a_second_yes_makes_it_no_later_and_a_no_between_does(lift: Kit) -> None:
    lift.at(17)("drill", "observe", "--yes", "guarded")
    lift.at(30)("drill", "observe", "--yes", "guarded", "--note", "two guards")
    assert mark(lift, "guarded")["points_scored"] == 3
    lift("drill", "observe", "--no", "guarded")
    lift.at(31)("drill", "observe", "--yes", "guarded")
    assert mark(lift, "guarded")["mark_status"] == "late"


def test_what_was_ticked_behind_the_end_was_seen_before_it(lift: Kit) -> None:
    """The drill ended within the limit: whatever he saw in it was in time."""
    lift.at(17)("drill", "end")
    lift.at(60)("drill", "observe", "--yes", "guarded")
    assert mark(lift, "guarded")["points_scored"] == 3


def test_what_must_not_happen_has_no_limit_and_is_met_only_when_it_is_over(fire: Kit) -> None:
    fire.at(6)("drill", "show")
    assert mark(fire, "nobody-back")["mark_status"] == "waits"
    said = fire("drill", "observe", "--yes", "nobody-back")
    assert said.code == 2 and "drill end" in said.err
    fire.at(30)("drill", "end")
    assert mark(fire, "nobody-back")["mark_status"] == "unjudged"
    fire.at(90)("drill", "observe", "--yes", "nobody-back")
    assert mark(fire, "nobody-back")["points_scored"] == 3


def test_that_it_happened_all_the_same_can_be_said_at_once(fire: Kit) -> None:
    fire.at(7)("drill", "observe", "--no", "nobody-back")
    assert (mark(fire, "nobody-back")["mark_status"], mark(fire, "nobody-back")["points_scored"]) == ("missed", 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_in_every_shipped_scenario_what_must_not_happen_is_marked_so(path: Path) -> None:
    scenario = read_scenario(str(path))
    for _, expect in scenario.expects():
        negative = any(sign in expect.do.zh for sign in ("没有反复", "没有让", "没有替", "没有争辩")) or expect.do.en.startswith("did not")
        assert expect.never == negative and (expect.by == 0) == expect.never, expect.id
        assert not (expect.never and expect.auto)


def test_the_sheets_say_what_has_no_limit_and_that_a_tick_has_a_time(bare: Kit) -> None:
    observer = " ".join(bare("drill", "plan", "fire-kitchen", "--for", "observer").out.split())
    assert "at the end" in observer and "Write when you saw it" in observer
    controller = " ".join(bare("drill", "plan", "fire-kitchen").out.split())
    assert "judged at the end: let nobody go back in (3)" in controller
    told = bare("drill", "plan", "fire-kitchen", "--json").json["injects"]
    found = {e["expectation"]: e for inject in told for e in inject["expectations"]}
    assert (found["nobody-back"]["within_minutes"], found["nobody-back"]["judged_at_end"]) == (None, True)
    assert (found["counted-all"]["within_minutes"], found["counted-all"]["judged_at_end"]) == (6, False)


# ---- what could not be given ---------------------------------------------------------------------


def test_an_inject_that_was_given_is_noted_as_not_given_with_a_reason_and_read_back(lift: Kit) -> None:
    assert lift("drill", "observe", "--failed", "doors").code == 2
    said = lift("drill", "observe", "--failed", "doors", "--reason", "nobody heard it")
    assert "inject doors, given 10:15, is now not given (nobody heard it); its 3 points count nothing" in " ".join(said.out.split())
    assert mark(lift, "guarded")["mark_status"] == "failed"


def test_a_slip_is_taken_back_and_its_time_is_the_one_it_had(lift: Kit) -> None:
    lift.at(17)("drill", "observe", "--failed", "doors", "--reason", "slip")
    said = lift.at(18)("drill", "observe", "--not-failed", "doors")
    assert "inject doors is as it was: 10:15 given" in said.out
    found = mark(lift, "guarded")
    assert found["mark_status"] == "unjudged" and found["due"].startswith("2026-03-02T10:19:00")
    assert lift("drill", "observe", "--not-failed", "doors").code == 2


def test_one_still_to_come_comes_at_its_minute_behind_a_slip(lift: Kit) -> None:
    lift("drill", "observe", "--failed", "family", "--reason", "slip")
    lift("drill", "observe", "--not-failed", "family")
    assert "family" in [e["inject"] for e in lift.at(19)("drill", "observe", "--json").json["injects"] if not e["given_at"]]
    lift.at(20)("drill", "show")
    assert mark(lift, "family-told")["due"].startswith("2026-03-02T10:28:00")


# ---- somebody with a name ------------------------------------------------------------------------


def test_points_and_ratings_are_not_set_by_nobody(lift: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    lift.at(50)("drill", "end")
    before = len(next(iter((lift.home / "drilled").rglob("*.jsonl"))).read_bytes().splitlines())
    monkeypatch.setenv("KIT_BY", "-")
    for line in (
        "score --set talked=2 --reason seen", "record --rate warning=met --reason radio", "observe --yes guarded",
        "observe --failed doors --reason lost",
    ):  # fmt: skip
        said = lift("drill", *line.split())
        assert said.code == 2 and "--by" in said.err, line
    assert len(next(iter((lift.home / "drilled").rglob("*.jsonl"))).read_bytes().splitlines()) == before
    said = lift("drill", "score", "--set", "talked=2", "--reason", "seen", "--by", "Zhou")
    assert said.code == 0 and "talked set to 2 points by Zhou: seen" in said.out


# ---- a complete record ---------------------------------------------------------------------------


@pytest.fixture
def complete(lift: Kit) -> Kit:
    lift.at(17)("drill", "observe", "--yes", "guarded")
    lift.at(50)("drill", "end")
    assert lift("drill", "record", "--fill", "evaluation=slow", "--complete").code == 0
    return lift


CHANGES = (
    "score --set talked=2 --reason x", "record --fill lessons=x", "record --who Wu=guard", "record --rate warning=met --reason x",
    "record --problem x", "record --problem x --action y", "record --good x", "record --complete", "observe --no guarded",
    "observe --failed doors --reason x", "observe --remark x", "observe --count transfer=2",
)  # fmt: skip


@pytest.mark.parametrize("line", CHANGES)
def test_a_complete_record_is_changed_by_nothing(line: str, complete: Kit) -> None:
    before = complete("drill", "record", "--json").out
    said = complete("drill", *line.split())
    assert said.code == 3 and "--reopen" in said.err
    assert complete("drill", "record", "--json").out == before
    assert complete("action", "list", "--all", "--json").json["actions"] == [], "nor is an action left behind"


def test_opened_again_it_says_so_with_both_scores(complete: Kit) -> None:
    assert complete("drill", "record", "--reopen", "").code == 0, "no reason, nothing asked for: the page"
    said = complete.at(60)("drill", "record", "--reopen", "talked by radio", "--by", "Zhou")
    assert "open again (it was 3 of 15 points): talked by radio" in said.out
    assert "record_completed" in complete("drill", "record", "--json").json
    assert complete("drill", "record", "--json").json["record_completed"] is None
    complete("drill", "score", "--set", "talked=3", "--reason", "radio", "--by", "Zhou")
    complete.at(61)("drill", "record", "--complete", "--by", "Zhou")
    first, second = complete("drill", "record", "--json").json["record_closings"]
    assert (first["points_scored"], first["reopened_by"], first["reason"]) == (3, "Zhou", "talked by radio")
    assert (second["points_scored"], second["reopened_at"]) == (6, None)
    for page in ("record", "report"):
        out = " ".join(complete("drill", page).out.split())
        assert "3 of 15 points; opened again 2026-03-02 11:00 by Zhou: talked by radio" in out
        assert "complete by Zhou: 6 of 15 points" in out


def test_a_log_that_changes_behind_a_complete_record_shows_both_scores(complete: Kit) -> None:
    ref = complete("drill", "list", "--json").json["drills_held"][0]["incident_refs"][0]
    complete("reopen", ref, "a call was forgotten")
    complete("call", "lift-company", "--at", "10:03")
    out = " ".join(complete("drill", "record").out.split())
    assert "When complete: 3 of 15 points; by the logs now: 6 of 15" in out


def test_only_what_is_complete_is_opened_again(lift: Kit) -> None:
    assert lift("drill", "record", "--reopen", "why not").code == 3
