"""What others promised us: a timer with the history of what they said, and no deadline of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.review.summary.rules.first_page import foretold
from kit.review.summary.rules.summarise import summarise
from tests.support.hands import Hands
from tests.support.kit import Kit
from tests.support.world import World, kinds, minute_of

KEY = "forecast:f1"


def vendor() -> World:
    """At minute 20 the vendor says: 20 minutes; at 35 they do not know any more."""
    world = World()
    world.do(20, acts.forecast, "f1", "Northwind", minute_of(40), "switch")
    return world


def test_it_rings_when_they_said_it_would_be_done_and_every_answer_is_kept() -> None:
    """A vendor says 20 minutes, later "don't know": both stand, and it is asked again."""
    world = vendor()
    assert KEY in world.ringing(40) and KEY not in world.ringing(39)
    events = world.do(35, acts.forecast, "other", "Northwind", None, "", "no idea")
    assert kinds(events) == ["forecast-given", "timer-stopped", "timer-started"]
    found = world.incident.forecasts["f1"]
    assert [given.due for given in found.given] == [minute_of(40), None]
    assert KEY not in world.ringing(44) and KEY in world.ringing(45), "asked again after ten minutes"
    world.do(46, acts.forecast_end, "Northwind", True)
    assert world.timer(KEY).status == "answered" and acts.awaited(world.incident) == []
    assert world.folded() == world.incident


def test_not_yet_is_no_word_of_theirs_and_yes_means_that_it_is_done() -> None:
    """It was recorded as "they do not know", and the summary called it kept in time."""
    world = vendor()
    assert kinds(world.do(41, acts.timer_no, KEY)) == ["timer-failed"]
    assert [given.due for given in world.incident.forecasts["f1"].given] == [minute_of(40)]
    assert KEY not in world.ringing(44) and KEY in world.ringing(51), "it is asked again"
    world.do(51, acts.timer_yes, KEY)
    assert world.incident.forecasts["f1"].how == "kept"
    (told,) = foretold(world.incident, minute_of(90))
    assert (told.result, told.late) == ("late", 11 * 60) and world.timer(KEY).status == "answered"


@pytest.mark.parametrize(("named", "result", "late"), [(20, "late", 10 * 60), (None, "done", 0)])
def test_what_came_true_when_they_knew_no_time_was_not_in_time(named: int | None, result: str, late: int) -> None:
    world = World()
    world.do(10, acts.forecast, "f1", "Northwind", minute_of(20) if named else None)
    world.do(21, acts.forecast, "f1", "Northwind")
    world.do(30, acts.forecast_end, "Northwind", True)
    (told,) = foretold(world.incident, minute_of(90))
    assert (told.result, told.late) == (result, late)


def test_their_lateness_is_none_of_ours() -> None:
    world = vendor()
    found = summarise(world.incident, world.entries, minute_of(90))
    assert KEY not in {line.timer for line in found.deadlines}


def test_closing_ends_it_and_reopening_asks_again() -> None:
    world = vendor()
    world.do(30, acts.close, "resolved")
    assert KEY not in world.ringing(60)
    world.do(50, acts.reopen, "not over")
    assert KEY in world.ringing(50)


def test_who_is_not_waited_for_cannot_have_done_it() -> None:
    with pytest.raises(Refused) as refused:
        vendor().do(30, acts.forecast_end, "Contoso", True)
    assert refused.value.code == "forecast-unknown"


def test_the_command_notes_changes_and_ends_it(kit: Kit) -> None:
    assert "system supplier says: done by 10:21, switch" in kit("forecast", "supplier", "20", "--matter", "switch").out
    assert "no time known yet, said before: 10:21" in kit.at(15)("forecast", "supplier", "--unknown").out
    shown = kit("forecast").out
    assert "no time known (said 10:15); before that: 10:21 (said 10:01)" in shown and "awaited" in shown
    assert "Promised to us" in kit("show").out
    assert kit("forecast", "supplier", "--kept").code == 0
    assert kit("forecast", "--json").json["forecasts"][0]["how"] == "kept"
    assert kit("forecast", "supplier").code == 2


def test_the_guide_has_a_key_for_it(tmp_path: Path) -> None:
    hands = Hands(tmp_path)
    assert hands.offered()["j"] == "forecast"
    hands.press("forecast", "Northwind", "switch", "20")
    (found,) = hands.session.incident.forecasts.values()
    assert (found.who, found.matter, len(found.given)) == ("Northwind", "switch", 1)
    hands.press("forecast", "1", "unknown")
    assert len(hands.session.incident.forecasts[found.id].given) == 2
    hands.press("forecast", None)
    assert hands.press("forecast").kind == "text" and "1  " in hands.question.lines[0]
    hands.press("Northwind", "", "30")
    assert len(hands.session.incident.forecasts) == 1 and len(found.given) == 3
    hands.press("forecast", "1", "kept")
    assert hands.session.incident.forecasts[found.id].how == "kept"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_promise_is_asked_about_reads_true_before_and_after_its_time(kit: Kit, lang: str) -> None:
    """"X said it would be done by now" stood beside half an hour that was still to come."""
    assert kit("forecast", "supplier", "20").code == 0
    wanted = "答应的办好了吗" if lang == "zh" else "is it done as promised"
    for minute in (1, 30):
        assert wanted in kit.at(minute)("--lang", lang, "timer").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whoever_closed_by_mistake_reads_how_it_is_opened_again(kit: Kit, lang: str) -> None:
    closed = kit("--lang", lang, "close", "--yes")
    assert closed.code == 0
    ref = closed.err.partition("kit reopen ")[2].split()[0]
    assert kit("reopen", ref, "wrong one").code == 0, "the line runs with a reason in it"


def test_only_what_is_waited_for_can_come_true_and_only_while_the_incident_is_open() -> None:
    world, kept = vendor(), ev.ForecastEnded("f1", "kept")
    assert kept.stands(world.incident, minute_of(30))
    assert not ev.ForecastEnded("f2", "kept").stands(world.incident, minute_of(30))
    over = vendor()
    over.do(30, acts.forecast_end, "Northwind", True)
    assert not kept.stands(over.incident, minute_of(31))
    world.do(30, acts.close, "resolved")
    assert not kept.stands(world.incident, minute_of(31))


def test_another_matter_of_the_same_vendor_is_another_promise() -> None:
    """"Repaired in 20 minutes", then "the patch tomorrow": the first no longer rang, and its time was gone."""
    world = vendor()
    world.do(25, acts.forecast, "f2", "Northwind", minute_of(90), "patch")
    assert [one.matter for one in acts.awaited(world.incident)] == ["switch", "patch"]
    assert KEY in world.ringing(40) and world.timer("forecast:f2").due == minute_of(90)
    world.do(41, acts.forecast, "f3", "Northwind", minute_of(60), "Switch")
    found = world.incident.forecasts
    assert list(found) == ["f1", "f2"], "the same matter, written otherwise, joins its history"
    assert [given.due for given in found["f1"].given] == [minute_of(40), minute_of(60)]
    world.do(42, acts.forecast, "f4", "Southwind", None)
    world.do(43, acts.forecast, "f5", "Southwind", minute_of(70), "cable")
    assert list(world.incident.forecasts) == ["f1", "f2", "f4"], "of which nobody had said for what"
