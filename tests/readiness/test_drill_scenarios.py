"""The scenarios that come along: each can be played whole by whoever does what is expected, gives
nothing to whoever does nothing, and its score is the same counted from the raw lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kit.plans.checklists.files import Checklists
from kit.readiness.drills.files import desk
from kit.readiness.drills.files.scenarios import checked, read_scenario, scenario_files
from kit.readiness.drills.rules.check import texts
from kit.readiness.drills.rules.shown import post_of
from tests.support.constants import ROOT
from tests.support.driller import Drilled, recount, some
from tests.support.kit import Kit

SHIPPED = sorted(path.stem for path in (ROOT / "data" / "drills").glob("*.toml"))
# What can happen in twelve families of types: of each at least one scenario.
FAMILIES = {
    "power": {"power-outage", "power-outage-prep", "ups-watch"},
    "telephones": {"comms-failure"},
    "systems": {"network-failure", "application-outage", "hall-system-failure", "workstation-fault"},
    "attack by net": {"cyber-attack"},
    "fire": {"fire"},
    "gas and chemicals": {"gas-leak", "chemical-release"},
    "weather and water": {"flood", "natural-disaster"},
    "crowds and violence": {"group-disturbance", "mass-incident", "disturbance", "siege", "armed-attack"},
    "people ill or hurt": {"customer-ill", "customer-injured", "staff-accident", "infectious-disease"},
    "callers in danger": {"caller-in-danger", "self-harm-caller"},
    "load": {"call-surge", "visitor-surge"},
    "building": {"lift-entrapment", "air-conditioning"},
}
MANY = int(os.environ.get("KIT_MANY", "1"))


def test_every_family_of_types_has_a_scenario() -> None:
    types = {read_scenario(str(ROOT / "data" / "drills" / f"{id_}.toml")).type for id_ in SHIPPED}
    lists = set(Checklists("/nowhere").types())
    assert set.union(*FAMILIES.values()) <= lists and len(FAMILIES) == 12
    assert [name for name, meant in FAMILIES.items() if not types & meant] == []


def test_the_linter_finds_nothing_in_them(tmp_path: Path) -> None:
    files = scenario_files(str(tmp_path))
    assert sorted(files) == SHIPPED
    assert {id_: [r.fill for r in checked(str(tmp_path), path)[1]] for id_, path in files.items()} == {
        id_: [] for id_ in SHIPPED
    }


@pytest.mark.parametrize("id_", SHIPPED)
def test_they_say_that_they_are_made_up_and_have_their_words_in_both_languages(id_: str) -> None:
    found = read_scenario(str(ROOT / "data" / "drills" / f"{id_}.toml"))
    assert "虚构" in found.source and "made up" in found.source
    for path, text in texts(found):
        assert any("㐀" <= char <= "鿿" for char in text.zh), path
        assert text.en.isascii(), path


@pytest.mark.parametrize("id_", SHIPPED)
def test_who_does_all_that_is_expected_scores_full(id_: str, fast: Path) -> None:
    drill = Drilled(fast, id_)
    score = drill.play(lambda _: True).score
    lost = {m.expect.id: m.status for m in score.marks if m.points < m.expect.points}
    assert lost == {} and score.final
    assert score.points == score.of == score.all_of == drill.scenario.points
    assert recount(fast, drill.ref)[:2] == (score.points, score.of)


WAYS = [
    (id_, n)
    for id_ in SHIPPED
    for n in range(1, max(len(e.ways) for _, e in read_scenario(str(ROOT / "data" / "drills" / f"{id_}.toml")).expects()))
]


@pytest.mark.parametrize(("id_", "way"), WAYS)
def test_every_honest_way_of_writing_it_down_has_all_automatic_points(id_: str, way: int, fast: Path) -> None:
    """A call entry instead of the step, another step that says it, a register instead of its step: only
    the way in question is taken, and the list is not worked through besides."""
    drill = Drilled(fast, id_)
    score = drill.play(lambda _: True, works=False, every=1, way=way).score
    lost = {m.expect.id: m.status for m in score.marks if m.expect.auto is not None and m.points < m.expect.points}
    assert lost == {}
    assert recount(fast, drill.ref)[:2] == (score.points, score.of)


@pytest.mark.parametrize("id_", SHIPPED)
def test_somebody_called_by_the_name_that_people_use_is_the_post(id_: str, fast: Path) -> None:
    """Whom a scenario wants called may be typed by title in either language, or by number (110)."""
    drill = Drilled(fast, id_)
    assert drill.log.incident.profile is not None
    roles, posts = drill.log.incident.profile.roles, desk.posts(drill.log.incident)
    for _, expect in drill.scenario.expects():
        for auto in expect.ways:
            if auto.log != "call" or not auto.who:
                continue
            role = roles[auto.who]
            for name in filter(None, (role.title.zh, role.title.en, role.phone, role.title.en.upper())):
                assert post_of(name, posts) == auto.who, name
    assert post_of("somebody from nowhere", posts) == post_of("", posts) == ""


@pytest.mark.parametrize("id_", SHIPPED)
def test_who_does_nothing_scores_nothing(id_: str, fast: Path) -> None:
    drill = Drilled(fast, id_)
    score = drill.play(lambda _: False, works=False, every=4).score
    assert score.points == 0 and score.of == score.all_of
    assert recount(fast, drill.ref)[:2] == (0, score.of)


@pytest.mark.parametrize("seed", range(MANY))
@pytest.mark.parametrize("id_", SHIPPED)
def test_the_score_is_the_one_counted_from_the_raw_lines(id_: str, seed: int, fast: Path) -> None:
    drill = Drilled(fast, id_)
    score = drill.play(some(seed * 100 + SHIPPED.index(id_)), works=False, every=2).score
    points, of, each = recount(fast, drill.ref)
    assert (points, of) == (score.points, score.of)
    assert each == {m.expect.id: m.points for m in score.marks if m.counts}
    assert score.points < score.all_of


def test_what_a_caller_under_attack_got_has_its_points_however_it_was_written_down(bare: Kit) -> None:
    """As a newcomer wrote it: 110 called by its number, the cut line told in that call, a relief named;
    each of them had counted by one step alone."""
    bare.at(0)("drill", "run", "caller-attacked", "--no-guide")
    bare.at(1)("call", "110")
    bare.at(5)("drill", "show")
    bare.at(6)("call", "police", "--said", "the line was cut")
    bare.at(12)("drill", "show")
    bare.at(14)("tick", "stand-by", "Zhou")
    found = {e["expectation"]: e["mark_status"] for e in bare("drill", "score", "--json").json["expected"]}
    assert [found[id_] for id_ in ("police-called", "line-state", "relieved")] == ["met", "met", "met"]
    assert found["where-asked"] == "missed" and found["supervisor-told"] == "waits"
    bare.at(40)("drill", "end")
    assert recount(bare.home, bare("drill", "list", "--json").json["drills_held"][0]["drill_ref"])[0] == 8


def test_a_step_that_says_the_opposite_has_no_points(bare: Kit) -> None:
    """That there is nowhere to transfer calls to is no transfer."""
    bare.at(0)("drill", "run", "power-night", "--no-guide")
    bare.at(9)("tick", "transfer", "none")
    assert {e["expectation"]: e["mark_status"] for e in bare("drill", "score", "--json").json["expected"]}["moved-calls"] != "met"


def test_a_part_of_a_posts_name_means_it_only_where_no_other_has_it(fast: Path) -> None:
    posts = desk.posts(Drilled(fast, "caller-attacked").log.incident)
    meant = {"the police": "police", "消防": "fire-brigade", "120": "ambulance", "主管": "", "a": "", "supervisor": "supervisor"}
    assert {name: post_of(name, posts) for name in meant} == meant
