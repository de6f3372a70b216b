"""What the shipped scenarios ask for: evidence of the thing itself, a restoration near the end, and
fixed tests that mean what they say."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.readiness.drills.files.scenarios import read_scenario
from kit.readiness.drills.rules import whole as wholes
from kit.readiness.drills.rules.check import check
from kit.readiness.drills.show.observing import choices, mark_json
from tests.support.constants import ROOT, TEN
from tests.support.driller import Drilled
from tests.support.kit import opened

FILES = sorted((ROOT / "data" / "drills").glob("*.toml"))


# ---- what the log cannot tell --------------------------------------------------------------------


def note(words: str) -> object:
    return lambda d: acts.note(d, words)


def call(who: str, result: str, said: str = "") -> object:
    return lambda d: acts.call(d, who, result, said=said)


ELSE = [  # what is no proof of it: scenario, expectation, minute, act
    ("system-down", "back-noted", 11, note("paper for the printer is out")),
    ("lift-stuck", "family-told", 21, lambda d: acts.tick(d, "family", "a daughter in Jinan")),
    ("power-night", "grid-noted", 21, call("power-company", "no-answer")),
    ("telephones-dead", "told-up", 13, call("supervisor", "reached", "the carrier is engaged")),
    ("ransom-note", "words-only", 27, lambda d: acts.announce(d, "customers", "we looked into it")),
    ("collapse-hall", "family-told", 15, lambda d: acts.tick(d, "family", "the wife")),
]


@pytest.mark.parametrize(("id_", "expect", "minute", "act"), ELSE, ids=lambda x: x if isinstance(x, str) else "")
def test_what_may_be_something_else_is_hinted_and_judged_by_the_observer(
    id_: str, expect: str, minute: float, act: object, tmp_path: Path
) -> None:
    drilled = Drilled(tmp_path, id_)
    drilled.at(minute)
    before = next(m for m in drilled.whole().score.marks if m.expect.id == expect)
    assert before.status == "unjudged" and before.hint is None
    assert drilled.record(act)  # type: ignore[arg-type]
    found = next(m for m in drilled.whole().score.marks if m.expect.id == expect)
    assert (found.status, found.points) == ("unjudged", 0), "no points by the log"
    n = drilled.log.entries[-1].n
    assert mark_json(found, "en")["hinted_by"].startswith(f"{drilled.log.ref}#")
    (line,) = (each.text for each in choices(drilled.whole(), "en") if each.id == expect)
    assert "the log may show it" in line and f"#{found.hint[1].n}" in line
    assert found.hint[1].n <= n
    drilled.judge(True)
    assert next(m for m in drilled.whole().score.marks if m.expect.id == expect).status == "met"


def test_what_was_written_before_the_inject_is_no_hint(tmp_path: Path) -> None:
    drilled = Drilled(tmp_path, "system-down")
    drilled.at(2)
    assert drilled.record(note("on paper"))  # type: ignore[arg-type]
    drilled.at(11)
    assert next(m for m in drilled.whole().score.marks if m.expect.id == "back-noted").hint is None


def test_a_hint_beside_an_automatic_mark_is_a_mistake(tmp_path: Path) -> None:
    import msgspec

    from kit.readiness.drills.files.scenarios import around

    scenario = read_scenario(str(ROOT / "data" / "drills" / "system-down.toml"))
    data = msgspec.to_builtins(scenario)
    expect = data["modules"][0]["injects"][0]["expect"][0]
    expect["hint"] = [{"log": "step", "step": "no-such-step"}]
    bad = msgspec.convert(data, type(scenario))
    paths = [each.path for each in check(bad, around(str(tmp_path), bad))]
    assert "modules[0].injects[0].expect[0].hint" in paths
    assert any(path.startswith("modules[0].injects[0].expect[0].hint[0]") for path in paths), "its step is looked up, too"


# ---- it ends with a recovery ---------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_in_every_scenario_something_is_restored_in_its_last_third_and_what_then_is_scored(path: Path) -> None:
    scenario = read_scenario(str(path))
    late = [(minute, inject) for minute, _, inject in scenario.injects() if minute >= scenario.minutes * 2 / 3]
    recovery = [e for _, inject in late for e in inject.expect if e.item == "recovery"]
    assert recovery
    for minute, inject in late:
        for expect in inject.expect:
            assert minute + expect.by <= scenario.minutes, "in its planned time"


# ---- what a leader alone cannot know -------------------------------------------------------------

ARRIVED = ("到了", "找到", "拿来", "出来了", "没有人", "楼下了", "到现场", "到机房")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_scenario_says_whether_help_came_or_somebody_was_found(path: Path) -> None:
    """It asks nothing for it: that is no act of the player. Before the end, when it is over anyway."""
    scenario = read_scenario(str(path))
    told = [(minute, inject) for minute, _, inject in scenario.injects() if not inject.expect]
    assert [inject.id for _, inject in told if any(word in inject.text.zh for word in ARRIVED)]
    last = max(minute for minute, _, _ in scenario.injects())
    assert all(minute < last for minute, _ in told)


# ---- the fixed tests -----------------------------------------------------------------------------


def fixed(drilled: Drilled, name: str) -> int | None:
    return next(one.seconds for one in wholes.tested(drilled.whole()) if one.fixed.id == name)


def test_calls_that_go_on_here_are_no_transfer_and_a_backup_line_is(tmp_path: Path) -> None:
    for home, value, seconds in ((tmp_path / "a", "stay", None), (tmp_path / "b", "line", 22 * 60)):
        drilled = Drilled(home, "ransom-note")
        drilled.at(22)
        assert drilled.record(lambda d, value=value: acts.tick(d, "transfer", value))
        assert fixed(drilled, "transfer") == seconds


def test_the_step_that_has_customers_answered_in_these_words_is_the_script(tmp_path: Path) -> None:
    drilled = Drilled(tmp_path, "telephones-dead")
    drilled.at(7)
    assert fixed(drilled, "reassurance") is None
    assert drilled.record(lambda d: acts.tick(d, "words"))
    assert fixed(drilled, "reassurance") == timedelta(minutes=7).total_seconds()


# ---- what is read out ----------------------------------------------------------------------------

BLANK_LEVEL = re.compile(r"……级|[Ll]evel \.\.\.")


def test_no_words_of_a_played_incident_leave_the_level_blank_that_is_recorded(tmp_path: Path) -> None:
    """At each level of each list, every step's words as they are read out."""
    from kit.incidents.incident.show.step_lines import words
    from tests.support.shipped import LISTS

    seen = 0
    for type_ in sorted(LISTS.types()):
        levels = LISTS.checklist(type_).levels
        if levels is None:
            continue
        for level in levels.ids():
            log = opened(tmp_path / type_ / level, type_, "property")
            if log.incident.level != level:
                log.store.record(log, Now(TEN), "li", lambda d, level=level: acts.set_level(d, level, "as told"))
            assert log.incident.level == level
            for view in log.incident.views():
                said = words(log.incident, view.plan, view.step)
                seen += said is not None
                assert said is None or not BLANK_LEVEL.search(said.zh + said.en), (type_, level, view.key)
    assert seen > 100
