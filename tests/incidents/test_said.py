"""Promised updates, and what the first report knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.say.rules.fitting import fitting
from kit.incidents.say.rules.reports import report
from kit.plans.scripts.files import ScriptFiles
from kit.plans.scripts.rules import Script, Scripts
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.world import PLAN, World, kinds, minute_of, plan

CUSTOMERS = "update:customers"


def promised(world: World, minute: float, until: float, to: str = "customers") -> None:
    world.do(minute, acts.announce, to, "we are on it", "", minute_of(until))


def test_a_promised_update_becomes_a_timer_and_the_next_words_answer_it() -> None:
    world = World()
    promised(world, 1, 21)
    assert world.timer(CUSTOMERS).due == minute_of(21)
    assert CUSTOMERS in world.ringing(21)
    events = world.do(22, acts.announce, "customers", "solved")
    assert kinds(events) == ["announced", "timer-answered"]
    assert CUSTOMERS not in world.ringing(60)


def test_every_promise_has_a_round_of_its_own_and_late_stays_late() -> None:
    world = World()
    promised(world, 1, 21)
    promised(world, 25, 45)
    first = world.incident.past_timers[-1]
    assert first.over(minute_of(60)).total_seconds() == 4 * 60
    assert world.timer(CUSTOMERS).due == minute_of(45)
    assert world.folded().timers[CUSTOMERS].round == 2


def test_words_to_the_staff_answer_no_promise_to_customers() -> None:
    world = World()
    promised(world, 1, 21)
    world.do(5, acts.announce, "staff", "go on")
    assert CUSTOMERS in world.ringing(21)


def test_words_without_a_promise_start_no_timer() -> None:
    assert kinds(World().do(1, acts.announce, "staff", "stay seated")) == ["announced"]


def test_a_promise_lives_again_when_a_closed_incident_is_reopened() -> None:
    world = World()
    promised(world, 1, 21)
    world.do(2, acts.close, "resolved")
    assert CUSTOMERS not in world.ringing(30)
    world.do(3, acts.reopen)
    assert CUSTOMERS in world.ringing(30)


@pytest.mark.parametrize(
    ("to", "until", "code"), [("the-world", 5, "value-choice"), ("staff", 0.5, "time-passed")]
)
def test_a_promise_to_nobody_or_for_the_past_is_refused(to: str, until: float, code: str) -> None:
    with pytest.raises(Refused) as refused:
        promised(World(), 1, until, to)
    assert refused.value.code == code


def test_a_report_says_what_is_unknown_and_guesses_nothing() -> None:
    world = World()
    made = report(world.incident, world.entries, minute_of(1))
    assert made.unknown == ["place", "effect", "control", "outlook"]
    assert (made.effect, made.control, made.restore) == (None, None, None)


def test_a_report_is_filled_from_steps_calls_facts_and_notes() -> None:
    world = World()
    world.do(1, acts.tick, "safe")
    world.do(2, acts.tick, "cause", "mains")
    world.do(3, acts.call, "supervisor", "reached")
    world.do(4, acts.call, "police", "reached")
    world.do(5, acts.tick, "count", "40")
    world.do(6, acts.fact, "effect", "third floor dark")
    world.do(7, acts.fact, "restore", "", minute_of(60))
    world.do(8, acts.note, "lift checked")
    world.do(8, acts.announce, "leaders", "", "", minute_of(28))
    made = report(world.incident, world.entries, minute_of(9))
    assert made.measures == ["safe", "count"]
    assert made.observed == ["cause"]
    assert [call.role for call in made.emergency] == ["police"]
    assert [call.role for call in made.told] == ["supervisor"]
    assert (made.effect, made.restore) == ("third floor dark", minute_of(60))
    assert made.notes == ["lift checked"]
    assert made.next_update == minute_of(28)
    assert made.levels == [("", "3")]
    assert made.further[0] == "mains-step"


def test_a_later_fact_replaces_an_earlier_one_and_both_stay_in_the_log() -> None:
    world = World()
    world.do(1, acts.fact, "effect", "ten seats")
    world.do(2, acts.fact, "effect", "all seats")
    assert report(world.incident, world.entries, minute_of(3)).effect == "all seats"
    assert sum(isinstance(e.event, ev.FactSet) for e in world.entries) == 2


def test_what_is_restored_is_under_control_and_nobody_asks_for_its_outlook() -> None:
    world = World()
    world.do(1, acts.fact, "control", "none")
    world.do(2, acts.fact, "restore", "", minute_of(60))
    world.do(5, acts.tick, "restored", minute_of(5).isoformat())
    made = report(world.incident, world.entries, minute_of(6))
    assert (made.control, made.restore) == ("restored", None)
    assert made.unknown == ["place", "effect"]


def test_a_report_can_be_corrected_after_closing() -> None:
    world = World()
    world.do(1, acts.close, "resolved")
    world.do(2, acts.fact, "effect", "nobody hurt")
    made = report(world.incident, world.entries, minute_of(3))
    assert (made.effect, made.control) == ("nobody hurt", "closed")


def script(id_: str, to: str, *phases: str) -> Script:
    return Script(id_, to, Text("题", "title"), Text("话", "words"), list(phases))  # type: ignore[arg-type]


def test_a_types_own_words_come_before_the_general_ones_and_only_those_of_the_phase() -> None:
    world = World()
    files = {
        "general": Scripts(1, [script("g", "staff"), script("later", "staff", "recover")]),
        "trial": Scripts(1, [script("own", "staff", "immediate"), script("c", "customers")]),
        "other": Scripts(1, [script("x", "staff")]),
    }
    found = [fit.script.id for fit in fitting(world.incident, files, "staff")]
    assert found == ["own", "g"]
    assert [f.script.id for f in fitting(world.incident, files, "staff", "recover")] == ["g", "later"]


def test_nobody_is_given_words_while_a_silent_type_happens() -> None:
    silent = plan(text=PLAN.replace('danger = "service"', 'danger = "security"\nsilent = true'))
    world = World(silent)
    files = {"general": Scripts(1, [script("g", "staff")])}
    assert fitting(world.incident, files) == []
    assert len(fitting(world.incident, files, "", "report")) == 1


def test_a_types_words_take_the_place_of_the_general_ones_with_the_same_id_in_every_phase() -> None:
    files = {
        "general": Scripts(1, [script("first", "staff"), script("media", "media")]),
        "trial": Scripts(1, [script("first", "staff", "recover")]),
    }
    incident = World().incident
    assert [f.script.id for f in fitting(incident, files)] == ["media"]
    found = fitting(incident, files, "staff", "recover")
    assert [f.script for f in found] == files["trial"].scripts


def test_a_general_incident_offers_its_words_once() -> None:
    world = World()
    files = {"general": Scripts(1, [script("g", "staff")])}
    plan = world.incident.plans[0]
    plan.checklist = replace(plan.checklist, id="general")
    assert [f.script.id for f in fitting(world.incident, files)] == ["g"]


def test_nobody_hears_that_it_is_over_while_the_end_is_only_waited_for(tmp_path: Path) -> None:
    """Everything before the recovery is done, the power is still out: the words say so until the
    step that says it is back."""
    folder = opened(tmp_path, "power-outage")
    files = ScriptFiles("/nonexistent-home").scripts(["power-outage"])
    before = [v.key for v in folder.incident.views() if v.phase not in ("recover", "close")]

    def skip_all(draft: acts.Draft) -> None:
        for key in before:
            acts.skip(draft, key, "not now")

    folder.store.record(folder, Now(TEN), "li", skip_all)
    current = folder.incident.current(unfolded=True)
    assert current is not None and current.phase == "recover"
    words = [fit.script.text.en for fit in fitting(folder.incident, files, "staff")]
    assert words == [fit.script.text.en for fit in fitting(folder.incident, files, "staff", "continue")]
    back = TEN.isoformat()
    folder.store.record(folder, Now(TEN), "li", lambda d: tick(d, "power-back", back))
    words = [fit.script.text.en for fit in fitting(folder.incident, files, "staff")]
    assert words == [fit.script.text.en for fit in fitting(folder.incident, files, "staff", "recover")]


def tick(draft: acts.Draft, step: str, value: str) -> None:
    acts.tick(draft, step, value)
