"""What can be done to a drill and when no more: each act of the observer just inside its bounds and just outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.readiness.drills.rules import acts
from kit.readiness.drills.rules import kinds as kd
from kit.readiness.drills.rules.acts import Draft
from kit.readiness.drills.rules.script import Scenario
from kit.readiness.drills.rules.state import Drill
from kit.readiness.drills.rules.table import Table
from tests.readiness.test_scenario_bounds import EXPECT, INJECT, MODULE, SCENARIO, WORDS
from tests.support.constants import TEN
from tests.support.world import minute_of

SECOND = timedelta(seconds=1)
EXPECTED = [{**EXPECT, "points": 3}, {**EXPECT, "id": "log", "auto": {"log": "callback"}}, {**EXPECT, "id": "never", "by": 0, "never": True}]
MADE = msgspec.convert({**SCENARIO, "modules": [{**MODULE, "injects": [{**INJECT, "expect": EXPECTED}, {**INJECT, "id": "j", "after": 5, "expect": [{**EXPECT, "id": "f"}]}]}]}, Scenario)
TABLE = msgspec.convert(
    {
        "format": 1, "id": "t", "title": WORDS, "source": WORDS, "full": 0.9, "part": 0.6, "counted": 0.5, "verdicts": [], "items": [{"id": "calm", "title": WORDS, "indicator": WORDS, "method": WORDS}],
        "blanks": [{"id": "place", "title": {"zh": "地点", "en": "The Place"}}], "fixed": [{"id": "out", "title": WORDS, "steps": [], "asks": WORDS}, {"id": "in", "title": WORDS, "steps": []}],
    },
    Table,
)  # fmt: skip


def drill(**fields: Any) -> Drill:
    """Begun at ten; its first inject was given at minute five."""
    made = Drill(ref="R", begun=TEN, scenario=MADE, given={"i": minute_of(5)})
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def said(of: Drill, act: Callable[..., object], *args: object, at: datetime | None = None, by: str = "li") -> str:
    """What it made, or the word of the refusal."""
    draft = Draft(of, minute_of(30), by, at)
    try:
        act(draft, *args)
    except Refused as refused:
        return refused.code
    return " ".join(type(event).__name__.lower() for event, _ in draft.events)


OVER = {"ended": minute_of(20)}
DONE = {"ended": minute_of(20), "completed": minute_of(25)}
ALL: list[tuple[Callable[..., object], tuple[object, ...]]] = [
    (acts.fail, ("i", "why")), (acts.judge, ("e", True, "")), (acts.remark, ("x",)), (acts.overrule, ("e", 1, "why")), (acts.rate, (TABLE, "calm", "met", "why")), (acts.fill, (TABLE, "place", "here")),
    (acts.took_part, ("Zhao", "", "")), (acts.count, (TABLE, "out", 3)), (acts.problem, ("x", "", False, "", "")), (acts.complete, ([], 1, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("act", "args"), ALL, ids=[act.__name__ for act, _ in ALL])
def test_a_record_is_changed_until_it_is_complete(act: Callable[..., object], args: tuple[object, ...]) -> None:
    made = said(drill(), act, *args)
    assert made.startswith("drill-") is False and " " not in made and said(drill(**OVER), act, *args) == made and said(drill(**DONE), act, *args) == "drill-complete"


@pytest.mark.parametrize(("act", "args"), [(acts.fail, ("i", "why")), (acts.judge, ("e", False, "")), (acts.overrule, ("e", 1, "why")), (acts.rate, (TABLE, "calm", "met", "why")), (acts.complete, ([], 1, 2))])
def test_what_gives_or_takes_points_is_signed(act: Callable[..., object], args: tuple[object, ...]) -> None:
    assert [said(drill(), act, *args, by=name) for name in ("", " - ", "-")] == ["drill-nameless"] * 3 and said(drill(), act, *args) != "drill-nameless"


def test_an_inject_is_given_once_in_a_drill_that_runs() -> None:
    assert [said(drill(), acts.give, name, False) for name in ("i", "j", "x")] == ["", "given", "drill-no-inject"]
    assert said(drill(**OVER), acts.give, "j", False) == said(Drill(), acts.give, "j", False) == "drill-over"
    assert [said(drill(), acts.fail, *args) for args in (("j", "why"), ("j", " "), ("x", "why"))] == ["failed", "drill-reason", "drill-no-inject"]
    failed = drill(failed={"j": "why"})
    assert [said(failed, acts.restore, name, "") for name in ("j", "i", "x")] == ["restored", "drill-not-failed", "drill-no-inject"] and said(drill(failed={"j": "why"}, **DONE), acts.restore, "j", "") == "drill-complete"


@pytest.mark.parametrize(
    ("at", "fits"),
    [(TEN - 60 * SECOND, False), (TEN - 59 * SECOND, True), (TEN, True), (minute_of(20), True), (minute_of(20) + SECOND, False)],
)  # fmt: skip
def test_a_time_that_is_given_lies_in_the_drill_or_in_the_minute_in_which_it_began(at: datetime, fits: bool) -> None:
    assert said(drill(**OVER), acts.remark, "x", at=at) == ("remarked" if fits else "drill-time")
    assert said(drill(**OVER), acts.remark, "x") == "remarked" and (at < TEN or said(drill(), acts.remark, "x", at=at) == "remarked")


def test_what_answers_an_inject_was_seen_from_the_minute_on_in_which_it_was_given() -> None:
    given = minute_of(5)
    for at, fits in ((given - 60 * SECOND, False), (given - 59 * SECOND, True), (given, True), (None, True)):
        assert said(drill(), acts.judge, "e", True, "", at=at) == ("seen" if fits else "drill-before")
        assert said(drill(), acts.judge, "e", False, "", at=at) == said(drill(), acts.judge, "f", True, "", at=at) == "seen"
    assert [said(drill(), acts.judge, name, True, "") for name in ("log", "never", "x")] == ["drill-by-log", "drill-never", "drill-no-expect"]
    assert said(drill(), acts.judge, "never", False, "") == said(drill(**OVER), acts.judge, "never", True, "") == "seen"
    for name, at, told in (("e", None, False), ("e", minute_of(6), True), ("never", minute_of(6), False)):
        draft = Draft(drill(**OVER), minute_of(30), "li", at)
        acts.judge(draft, name, True, "")
        assert draft.events == [(kd.Seen(name, True, "", told), at or minute_of(30))]


def test_points_ratings_and_counts_at_their_bounds() -> None:
    assert [said(drill(), acts.overrule, "e", points, "why") for points in (-1, 0, 3, 4)] == ["drill-points", "overruled", "overruled", "drill-points"]
    assert [said(drill(), acts.overrule, *args) for args in (("e", 1, " "), ("x", 1, "why"))] == ["drill-reason", "drill-no-expect"]
    assert [said(drill(), acts.rate, TABLE, *args) for args in (("x", "met", "why"), ("calm", "good", "why"), ("calm", "met", ""), ("calm", "not-met", "why"))] == ["drill-no-item", "value-choice", "drill-reason", "rated"]
    assert [said(drill(), acts.count, TABLE, *args) for args in (("in", 1), ("out", -1), ("out", 0), ("out", 1_000_000), ("out", 1_000_001))] == ["drill-no-count", "value-number", "counted", "counted", "value-number"]
    assert [acts.meant(TABLE, line) for line in ("place", "PLACE", "地点", " the  place ", "plac")] == ["place"] * 4 + [""] and said(drill(), acts.fill, TABLE, "plac", "x") == "drill-no-line"
    assert [said(drill(), acts.problem, *args) for args in ((" ", "", False, "", ""), ("x", "", False, "nowhere", ""), ("x", "", True, "log", ""))] == ["empty", "drill-no-expect", "problem"]
    assert said(drill(), acts.remark, " ") == said(drill(), acts.took_part, " ", "", "") == "empty"


def test_somebody_keeps_the_post_and_the_words_that_are_not_said_anew() -> None:
    made = drill()
    for post, words, kept in (("leader", "fine", ("leader", "fine")), ("", "slow", ("leader", "slow")), ("tech", "", ("tech", "slow"))):
        draft = Draft(made, minute_of(30), "li")
        acts.took_part(draft, "Zhao", post, words)
        assert draft.events == [(kd.TookPart("Zhao", *kept), minute_of(30))]


def test_a_drill_ends_once_is_complete_with_nothing_lacking_and_is_opened_again_with_a_reason() -> None:
    assert said(drill(), acts.end, "finished") == "ended" and said(drill(**OVER), acts.end, "finished") == said(Drill(), acts.end, "finished") == ""
    assert [said(drill(), acts.complete, lacks, 1, 2) for lacks in ([], ["x"])] == ["completed", "drill-incomplete"]
    assert [said(drill(**DONE), acts.reopen, reason) for reason in ("why", " ")] == ["reopened", "drill-reason"] and said(drill(**OVER), acts.reopen, "why") == "drill-not-complete"
    assert said(drill(**DONE), acts.reopen, "why", by="-") == "drill-nameless"
    waits = [(at, inject.id) for at, inject in drill().waiting()]
    assert waits == [(minute_of(10), "j")] and drill(failed={"j": "x"}).waiting() == drill(**OVER).waiting() == Drill().waiting() == []
    assert drill().anchor is None and drill(speed=2).anchor == TEN and [each.on for each in (drill(), drill(**OVER), Drill())] == [True, False, False]


def test_a_moment_is_kept_to_the_millisecond() -> None:
    assert [Draft(drill(), minute_of(1).replace(microsecond=micro), "li").at.microsecond for micro in (0, 999, 1000, 1999, 999_999)] == [0, 0, 1000, 1000, 999_000]
