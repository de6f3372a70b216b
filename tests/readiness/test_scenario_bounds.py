"""A drill's scenario at the bounds of its rules: what is just allowed finds nothing, one step further finds its place."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kit.readiness.drills.rules.check import (
    MOST_EXPECTS,
    MOST_INJECTS,
    MOST_MINUTES,
    MOST_POINTS,
    MOST_TEXT,
    Around,
    check,
)
from kit.readiness.drills.rules.script import Scenario, clock_minutes, named_types
from tests.support.world import plan

AROUND = Around({"trial": plan(), "other": plan()}, frozenset({"supervisor"}), frozenset({"calm"}))
WORDS = {"zh": "字", "en": "words"}
EXPECT = {"id": "e", "do": WORDS, "by": 5}
INJECT = {"id": "i", "after": 0, "kind": "said", "text": WORDS, "expect": [EXPECT]}
MODULE = {"id": "m", "at": "21:05", "title": WORDS, "injects": [INJECT]}
SCENARIO = {"format": 1, "id": "s", "title": WORDS, "goal": WORDS, "type": "trial", "start": "21:00", "minutes": 35, "story": WORDS, "modules": [MODULE]}
E, G, M = "modules[0].injects[0].expect[0]", "modules[0].injects[0]", "modules[0]"


def scenario(expect: dict[str, Any] | None = None, inject: dict[str, Any] | None = None, module: dict[str, Any] | None = None, **whole: Any) -> Scenario:
    inner = {**INJECT, "expect": [{**EXPECT, **(expect or {})}], **(inject or {})}
    return msgspec.convert({**SCENARIO, "modules": [{**MODULE, "injects": [inner], **(module or {})}], **whole}, Scenario)


def places(made: Scenario) -> list[str]:
    return [each.path for each in check(made, AROUND)]


def auto(**fields: Any) -> dict[str, Any]:
    return {"auto": fields}


def many(count: int, expects: int) -> list[dict[str, Any]]:
    """So many injects with so many points in all."""
    inner = [[{**EXPECT, "id": f"e{n}"} for n in range(expects) if n % count == i] for i in range(count)]
    return [{**INJECT, "id": f"i{i}", "expect": each} for i, each in enumerate(inner)]


@pytest.mark.parametrize(
    ("whole", "found"),
    [
        ({}, []), ({"type": "nowhere"}, ["type"]), ({"start": "9 pm"}, ["start"]), ({"start": "24:00"}, ["start"]), ({"start": "0:00", "module": {"at": "0:35"}}, []),
        ({"minutes": 0, "module": {"at": "21:00"}}, ["minutes"]), ({"minutes": 1, "module": {"at": "21:00"}}, []), ({"minutes": MOST_MINUTES}, []), ({"minutes": MOST_MINUTES + 1}, ["minutes"]),
        ({"module": {"injects": []}}, ["modules"]), ({"module": {"injects": many(MOST_INJECTS, 1)}}, []), ({"module": {"injects": many(MOST_INJECTS + 1, 1)}}, ["modules"]),
        ({"module": {"injects": many(2, MOST_EXPECTS)}}, []), ({"module": {"injects": many(2, MOST_EXPECTS + 1)}}, ["modules"]),
        ({"module": {"at": "21:5"}}, [f"{M}.at"]), ({"module": {"at": "20:59"}, "inject": {"after": 1}}, [f"{G}.after"]),
        ({"inject": {"after": 30}}, []), ({"inject": {"after": 30.5}}, [f"{G}.after"]), ({"inject": {"after": -1}}, [f"{G}.after"]), ({"start": "24:00", "inject": {"after": 99}}, ["start"]),
        ({"minutes": MOST_MINUTES, "module": {"at": "21:00"}, "inject": {"after": MOST_MINUTES}}, []), ({"minutes": MOST_MINUTES, "module": {"at": "21:00"}, "inject": {"after": MOST_MINUTES + 1}}, [f"{G}.after"]),
        ({"inject": {"id": "m"}}, [f"{G}.id"]), ({"expect": {"id": "i"}}, [f"{E}.id"]),
        ({"expect": {"by": MOST_MINUTES}}, []), ({"expect": {"by": MOST_MINUTES + 1}}, [f"{E}.by"]), ({"expect": {"by": 0}}, [f"{E}.by"]), ({"expect": {"by": 0.5}}, []),
        ({"expect": {"points": 0}}, [f"{E}.points"]), ({"expect": {"points": 1}}, []), ({"expect": {"points": MOST_POINTS}}, []), ({"expect": {"points": MOST_POINTS + 1}}, [f"{E}.points"]),
        ({"expect": {"item": "calm"}}, []), ({"expect": {"item": "kind"}}, [f"{E}.item"]),
        ({"expect": {"never": True, "by": 0}}, []), ({"expect": {"never": True}}, [f"{E}.by"]), ({"expect": {"never": True, "by": 0, **auto(log="callback")}}, [f"{E}.auto"]),
        ({"expect": {"do": {"zh": "没有报", "en": "Report"}}}, [f"{E}.by"]), ({"expect": {"do": {"zh": "报", "en": "Nobody reports"}}}, [f"{E}.by"]), ({"expect": {"do": {"zh": "没有报", "en": "Report"}, **auto(log="callback")}}, []),
        ({"title": {"zh": " ", "en": "x"}}, ["title"]), ({"story": {"zh": "x", "en": ""}}, ["story"]), ({"goal": {"zh": "长" * MOST_TEXT, "en": "x" * MOST_TEXT}}, []),
        ({"goal": {"zh": "长" * (MOST_TEXT + 1), "en": "x"}}, ["goal"]), ({"goal": {"zh": "长", "en": "x" * (MOST_TEXT + 1)}}, ["goal"]), ({"safety": {"zh": "", "en": ""}}, ["safety"]),
        ({"inject": {"how": {"zh": "", "en": "x"}, "to": {"zh": "x", "en": ""}}}, [f"{G}.to", f"{G}.how"]),
    ],
)  # fmt: skip
def test_a_scenario_at_its_bounds(whole: dict[str, Any], found: list[str]) -> None:
    assert places(scenario(**whole)) == found


@pytest.mark.parametrize(
    ("way", "wrong"),
    [
        ({"log": "step"}, True), ({"log": "step", "words": ["x"]}, True), ({"log": "step", "step": "hands"}, False), ({"log": "step", "step": "nowhere"}, True), ({"log": "step", "step": "nolist/hands"}, False),
        ({"log": "step", "step": "other/hands"}, False), ({"log": "step", "step": "other/nowhere"}, True), ({"log": "step", "step": "cause", "value": "mains"}, False), ({"log": "step", "step": "cause", "value": "sea"}, True),
        ({"log": "step", "step": "count", "value": "7"}, False),
        ({"log": "call"}, True), ({"log": "call", "words": ["lift"]}, False), ({"log": "call", "who": "supervisor"}, False), ({"log": "call", "who": "nobody"}, True),
        ({"log": "note"}, True), ({"log": "note", "who": "supervisor"}, True), ({"log": "note", "words": ["x"]}, False), ({"log": "opened"}, True), ({"log": "opened", "words": ["x"]}, True),
        ({"log": "opened", "type": "other"}, False), ({"log": "opened", "type": "nowhere"}, True),
        ({"log": "level"}, False), ({"log": "level", "level": "2"}, False), ({"log": "level", "level": "9"}, True), ({"log": "callback"}, False), ({"log": "forecast"}, False), ({"log": "announced"}, False),
    ],
)  # fmt: skip
def test_what_a_log_is_to_show_names_what_there_is_wherever_it_stands(way: dict[str, Any], wrong: bool) -> None:
    at = f"{E}.auto"
    assert places(scenario(expect={"auto": way})) == [at] * wrong
    assert places(scenario(expect={"auto": {"log": "callback"}, "also": [way]})) == [f"{E}.also[0]"] * wrong
    assert places(scenario(expect={"hint": [way]})) == [f"{E}.hint[0]"] * wrong


def test_other_ways_and_hints_go_with_a_way_or_without_one() -> None:
    way = {"log": "callback"}
    assert places(scenario(expect={"also": [way]})) == [f"{E}.also"] and places(scenario(expect={"auto": way, "hint": [way]})) == [f"{E}.hint"]
    nobody_known = msgspec.structs.replace(AROUND, posts=frozenset())
    assert check(scenario(expect=auto(log="call", who="nobody")), nobody_known) == []
    bare = Around({"trial": msgspec.structs.replace(plan(), levels=None)}, frozenset(), frozenset())
    assert [each.path for each in check(scenario(expect=auto(log="level", level="2")), bare)] == [f"{E}.auto"]


def test_a_time_of_day_is_two_figures_behind_a_colon_in_a_day_that_there_is() -> None:
    """Every way to write up to three figures before and behind."""
    for hour in ("", "0", "9", "09", "23", "24", "009", "x"):
        for minute in ("", "0", "00", "59", "60", "000", "x5"):
            good = hour in ("0", "9", "09", "23") and minute in ("00", "59")
            try:
                assert clock_minutes(f"{hour}:{minute}") == int(hour) * 60 + int(minute) and good, (hour, minute)
            except ValueError:
                assert not good, (hour, minute)


def test_an_inject_is_due_by_the_story_s_clock_also_past_midnight_and_what_is_named_is_known() -> None:
    late = {**MODULE, "id": "n", "at": "0:10", "injects": [{**INJECT, "id": "j", "after": 2, "expect": [{**EXPECT, "id": "f", "points": 3, "hint": [{"log": "step", "step": "other/hands"}]}]}]}
    made = msgspec.convert({**SCENARIO, "modules": [late, MODULE]}, Scenario)
    assert [(minute, module.id, inject.id) for minute, module, inject in made.injects()] == [(5, "m", "i"), (192, "n", "j")]
    assert [(inject.id, expect.id) for inject, expect in made.expects()] == [("i", "e"), ("j", "f")] and made.points == 4
    assert made.inject("j") is not None and made.inject("x") is None and named_types(made) == {"trial", "other"}
    ways = scenario(expect={"auto": {"log": "note", "words": ["x"], "since": "start"}, "also": [{"log": "step", "step": "hands"}, {"log": "step", "step": "hands", "since": "inject"}]})
    (one,) = ways.expects_unsorted()
    assert [way.once for way in one.ways] == [True, True, False]
    assert [msgspec.convert({"log": log}, type(one.ways[0])).once for log in ("step", "level", "opened", "call", "note")] == [True, True, True, False, False]
