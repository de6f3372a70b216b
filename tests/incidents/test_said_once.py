"""One fact, told once: what is told to a leader answers what waited for him."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from tests.support.hands import Hands
from tests.support.kit import Kit
from tests.support.world import World, kinds, minute_of

UPDATE = "update:leaders"


def test_an_update_told_to_a_leader_answers_the_timer_that_waited_for_it() -> None:
    """Said with the report in hand: the report's own timer is answered, nothing is told twice."""
    world = World()
    events = world.do(4, acts.announce, "leaders", "all dark", "", None, "supervisor")
    assert kinds(events)[:3] == ["announced", "called", "step-done"]
    assert world.timer("report-5").status == "answered" and world.timer("report-5").role == "supervisor"
    assert world.step("tell-boss").status == "done"
    assert world.folded() == world.incident


def test_no_further_timer_starts_beside_the_lists_own_update() -> None:
    world = World()
    world.do(4, acts.announce, "leaders", "all dark", "", None, "supervisor")
    world.do(18, acts.announce, "leaders", "still dark", "", minute_of(38), "supervisor")
    assert world.timer("updates").due == minute_of(38) and world.timer("updates").round == 2
    assert UPDATE not in world.incident.timers
    assert world.incident.announced[-1].said.next == minute_of(38), "the promise is still read out"


def test_a_promise_sooner_than_the_list_asks_for_rings_by_itself() -> None:
    world = World()
    world.do(4, acts.announce, "leaders", "all dark", "", None, "supervisor")
    world.do(18, acts.announce, "leaders", "still dark", "", minute_of(25), "supervisor")
    assert world.timer(UPDATE).due == minute_of(25)
    world.do(24, acts.announce, "leaders", "back soon", "", minute_of(44), "supervisor")
    assert world.timer(UPDATE).status == "answered"
    assert world.timer("updates").due == minute_of(44)


def test_words_without_a_post_answer_no_timer_that_waits_for_one() -> None:
    world = World()
    assert kinds(world.do(4, acts.announce, "leaders", "all dark")) == ["announced"]
    assert world.timer("report-5").status == "running"


def test_the_command_tells_the_only_post_that_is_waited_for(kit: Kit) -> None:
    said = kit("say", "leaders", "--said", "--words", "all seats down", "--who", "supervisor")
    assert "Timer answered, told call centre supervisor" in said.out
    kit.at(3)("say", "leaders", "--said", "--words", "as before")
    assert acts.waiting_posts(kit.folder().incident) == ["manager", "operations", "executive"]
    assert kit("say", "leaders", "--said", "--words", "x").err.count("Several wait for a report") == 1
    assert kit("say", "leaders", "--said", "--words", "x", "--who", "nobody").code == 2


@pytest.mark.parametrize("key", ["report", "words"])
def test_the_guide_names_the_post_before_it_is_recorded_as_told(tmp_path: Path, key: str) -> None:
    hands = Hands(tmp_path)
    question = hands.press(key)
    if key == "words":
        question = hands.press("to:leaders")
    names = [option.name for option in question.options]
    assert names[:2] == ["said:supervisor", "said:manager"] and "said" in names
    assert "supervisor" in question.options[0].label
    hands.press("said:supervisor", "0")
    assert hands.session.incident.timers["report-5"].status == "answered"
    assert hands.kinds().count("called") == 1
