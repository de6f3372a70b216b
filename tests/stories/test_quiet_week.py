"""A quiet week: a drill with two things missed, an action that comes of it and is carried into an approved edition of
the list; the next incident runs by that, the one that was open keeps the old."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from kit.ground.machine.clock import SystemClock
from tests.support.kit import Kit

NEW = "Torches on, and count heads aloud"


def texts(kit: Kit, ref: str) -> dict[str, str]:
    return {step["step"]: step["do"] for step in kit("show", ref, "--json", "--lang", "en").json["steps"]}


@pytest.fixture
def begun() -> datetime:
    """Now, on the minute: what is real is recorded by the system's clock only."""
    return SystemClock().now().wall.replace(second=0, microsecond=0)


def test_what_a_drill_missed_is_in_the_list_by_which_the_next_incident_runs(bare: Kit, begun: datetime) -> None:
    kit, clock = bare, bare.home.parent / "clock"
    kit.env("KIT_PROFILE", "hotline")

    def drill(minute: float, *argv: str) -> Any:
        clock.write_text((begun + timedelta(minutes=minute)).isoformat(), encoding="ascii")
        kit.env("KIT_CLOCK", f"file:{clock}")
        done = kit(*argv)
        kit.env("KIT_CLOCK", "")
        assert done.code == 0, (argv, done.err)
        return done

    # the drill: the trapped are looked for and the technician is told; nobody tells the executive, no call is moved
    drill(0, "drill", "run", "power-night", "--no-guide", "--who", "Zhao=leader", "--observer", "Li")
    drill(1, "tick", "torch")
    drill(2, "tick", "trapped")
    drill(3, "call", "tech")
    for minute in range(4, 44, 4):  # the screen in front of the leader tells what happens
        drill(minute, "drill", "show")
    drill(44, "drill", "observe", "--failed", "grid-silent", "--reason", "the line was busy")
    drill(45, "drill", "end")
    score = drill(45, "drill", "score", "--json").json
    status = {mark["expectation"]: mark["mark_status"] for mark in score["expected"]}
    missed = {each for each, how in status.items() if how == "missed"}
    assert {"executive-told", "moved-calls"} <= missed and status["trapped"] == status["tech-told"] == "met", status
    counted = [mark for mark in score["expected"] if mark["points_scored"] is not None]
    assert score["points_scored"] == sum(mark["points_scored"] for mark in counted)
    assert not {mark["expectation"] for mark in counted} & {"notice-out", "grid-noted"}, "what failed to be given counts nothing"

    # what comes of it: an action that names the drill
    drill(46, "drill", "record", "--problem", "nobody was counted", "--expect", "moved-calls", "--cause", "not in the list",
          "--action", "count heads with the torches", "--owner", "Zhao", "--due", f"{begun.date() + timedelta(days=20)}")  # fmt: skip
    (action,) = [each for each in kit("action", "list", "--all", "--json").json["actions"] if each["drill"]]
    assert action["source"].startswith(score["drill_ref"]) and action["owner"] == "Zhao"

    # an incident is open when the list is changed
    kit("start", "power-outage", "--no-guide")
    (old,) = [each["ref"] for each in kit("list", "--json").json["incidents"] if not each["drill"]]
    was = texts(kit, old)["torch"]
    assert kit("checklists", "edit", "power-outage", "--set", f"torch.do.en={NEW}", "--reason", f"drill {score['drill_ref']}").code == 0
    draft = kit("start", "power-outage", "--no-guide", "--lang", "en")
    assert "draft" in draft.out + draft.err, "it says so, and goes on"
    assert kit("checklists", "approve", "power-outage", "--compiled", "Zhao", "--reviewed", "Sun", "--approved", "Zheng",
               "--post", "executive", "--number", "C-7", "--reason", "drill").code == 0  # fmt: skip
    edition = kit("checklists", "history", "power-outage", "--lang", "en").out
    assert "Zheng" in edition and "approved" in edition

    # the next incident runs by it, and says nothing of the list; the one that was open keeps the old
    fresh = kit("start", "power-outage", "--no-guide", "--lang", "en")
    assert "draft" not in fresh.out + fresh.err
    refs = [each["ref"] for each in kit("list", "--json").json["incidents"] if not each["drill"]]
    found = {ref: texts(kit, ref)["torch"] for ref in refs}
    assert found[old] == was != NEW
    assert sorted(found.values()).count(NEW) == len(refs) - 1 == 2

    # done with evidence, looked at by another person
    drilled = action["id"]
    assert kit("action", "done", drilled, "--evidence", "edition 1 of the list", "--by", "Zhao").code == 0
    assert kit("action", "verify", drilled, "--by", "Sun").code == 0
    board = {each["check"]: each["status"] for each in kit("ready", "--json").json["checks"]}
    assert board["lists"] == board["actions"] == "ok"
