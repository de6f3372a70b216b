"""The reports to superiors: first, further, final; each says what the one before could not."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.acts.undo import undo
from kit.incidents.incident.rules.fold import Incident, fold
from kit.incidents.incident.rules.outages import outages
from kit.incidents.incident.rules.withdrawal import in_force, taken
from kit.incidents.say.rules.reports import SCRIPTS, Report, report
from kit.incidents.say.show.reports import spoken
from tests.support.constants import TEN
from tests.support.kit import Kit
from tests.support.shipped import LISTS, SITES
from tests.support.world import World, minute_of, plan


def due(world: World, minute: float, whole: bool = False) -> Report:
    return report(world.folded(), world.entries, minute_of(minute), None, whole)


def gave(world: World, minute: float) -> Report:
    """The report that is due, read out to the supervisor."""
    made = due(world, minute)
    world.do(minute, acts.announce, "leaders", "read out", SCRIPTS[made.part], None, "supervisor")
    return made


def test_the_first_report_is_followed_by_numbered_further_ones_and_a_final_one() -> None:
    world = World()
    made = [gave(world, minute) for minute in (1, 2, 3)]
    world.do(4, acts.close, "resolved")
    made.append(due(world, 5))
    assert [(m.part, m.number) for m in made] == [
        ("first", 1),
        ("further", 1),
        ("further", 2),
        ("final", 1),
    ]
    assert [m.previous for m in made] == [None, minute_of(1), minute_of(2), minute_of(3)]


def test_a_further_report_says_only_what_the_one_before_could_not() -> None:
    world = World()
    world.do(1, acts.fact, "effect", "40 positions")
    world.do(1, acts.call, "tech", "reached")
    gave(world, 2)
    world.do(3, acts.fact, "outlook", "spreading")
    world.do(3, acts.call, "manager", "reached", said="we go to paper")
    made = due(world, 4)
    assert made.changed == ["outlook"]
    assert [(call.role, call.text) for call in made.told] == [("manager", "we go to paper")]


def test_who_heard_the_report_is_no_news_in_the_next_one() -> None:
    world = World()
    gave(world, 1)
    made = due(world, 2)
    assert (made.told, made.said, made.measures) == ([], [], [])


@given(st.lists(st.integers(0, 2), min_size=1, max_size=12))
def test_the_reports_together_say_everything_and_nothing_twice(course: list[int]) -> None:
    """0: a call, 1: a note of who was told, 2: a report is given; counted against the whole."""
    world = World()
    calls: list[tuple[str, float]] = []
    for minute, act in enumerate(course, 1):
        if act == 2:
            calls += [(call.role, call.at.timestamp()) for call in gave(world, minute).told]
        else:
            world.do(minute, acts.call, ("tech", "manager")[act], "reached")
    end = len(course) + 1
    calls += [(call.role, call.at.timestamp()) for call in due(world, end).told]
    whole = due(world, end, whole=True)
    own = [(c.role, c.at.timestamp()) for c in whole.told if c.role != "supervisor"]
    assert sorted(calls) == sorted(own)
    assert len(calls) == course.count(0) + course.count(1)


def test_what_was_noted_late_is_news_though_it_happened_before_the_report() -> None:
    world = World()
    gave(world, 5)
    world.do(6, acts.call, "tech", "reached", at=2)
    assert [call.role for call in due(world, 7).told] == ["tech"]


def test_a_report_that_was_taken_back_was_not_given(kit: Kit) -> None:
    kit("report", "--told", "supervisor")
    kit.at(2)("undo")
    made = kit.at(3)("report", "--json").json
    assert (made["part"], made["previous"]) == ("first", None)


def test_what_is_unknown_says_by_when_it_will_be_known_until_it_is() -> None:
    world = World()
    world.do(1, acts.fact, "effect", "", None, minute_of(20))
    gave(world, 2)
    assert due(world, 3).known_by == {"effect": minute_of(20)}
    assert "effect" in due(world, 3).unknown
    world.do(4, acts.fact, "effect", "40 positions")
    made = due(world, 5)
    assert made.known_by == {} and "effect" in made.changed and "effect" not in made.unknown


def test_a_heading_with_neither_text_nor_time_is_refused() -> None:
    with pytest.raises(Refused):
        World().do(1, acts.fact, "effect")


def test_the_command_gives_reports_in_turn_and_records_who_heard_them(kit: Kit) -> None:
    first = kit("report", "--effect", "? 15", "--told", "supervisor", "--next", "20")
    assert "Effect: not known yet, answer by 10:1" in first.out
    assert "Recorded: first report to" in first.err
    again = kit.at(10)("report")
    assert "This is the further report 1; the report before was given at 10:0" in again.out
    assert "Nothing new" not in again.out, "an answer is still owed"
    assert "Where:" not in again.out
    late = kit.at(30)("report")
    assert "Effect: still not known, answer was due by 10:1" in late.out
    kit("close", "--yes")
    over = kit("report", "--written")
    assert "Incident report (final report)" in over.out and "lasted" in over.out


def test_the_written_report_names_who_was_told_what_and_when(kit: Kit) -> None:
    kit("report", "--told", "supervisor")
    kit("say", "customers", "--words", "we are working on it")
    shown = kit("report", "--written", "--whole").out
    assert "(first report)" in shown
    assert "customers 10:0" in shown and "(we are working on it)" in shown


def test_the_speakers_own_number_is_in_the_report_where_it_is_known(bare: Kit) -> None:
    bare("profile", "own", "--phone", "010-5550-0100")
    bare("start", "power-outage", "--no-guide", "--drill")
    shown = bare("report", "--spoken", "--written").out
    assert "Call me back on 010-5550-0100." in shown and "call back 010-5550-0100" in shown


def test_a_part_or_post_that_does_not_exist_is_refused_before_anything_is_recorded(kit: Kit) -> None:
    before = kit("log").out
    assert kit("report", "--part", "last").code == 2
    assert kit("report", "--effect", "x", "--told", "nobody-at-all").code == 2
    assert kit("log").out == before


def test_what_was_told_since_a_report_is_news_though_something_before_it_was_taken_back() -> None:
    """What follows from that makes a timer run that no line has: places in what counts are none in the log."""
    timers = [replace(t, step="hands") if t.id == "mains" else t for t in plan().timers]
    world = World(replace(plan(), timers=timers))
    world.do(1, acts.tick, "hands")
    world.do(2, acts.tick, "cause", "mains")
    world.do(3, acts.announce, "leaders", "read out", SCRIPTS["first"])
    took_back(world, 4, "step-done")
    world.do(5, acts.fact, "outlook", "spreading")
    counting = in_force(world.entries)
    assert len(counting) > len(world.entries), "otherwise this shows nothing"
    made = report(fold(counting), world.entries, minute_of(6))
    assert (made.previous, made.changed) == (minute_of(3), ["outlook"])


def test_what_was_taken_back_before_a_report_was_not_said_by_it() -> None:
    world = World()
    world.do(1, acts.fact, "effect", "40 positions")
    took_back(world, 2, "fact")
    gave(world, 3)
    world.do(4, acts.fact, "effect", "40 positions")
    assert report(fold(in_force(world.entries)), world.entries, minute_of(5)).changed == ["effect"]


def took_back(world: World, minute: float, kind: str) -> None:
    """The first entry of this kind is taken back."""
    id_ = next(entry.id for entry in world.entries if entry.kind == kind)
    world.do(minute, undo, taken(world.entries), id_)
    world.incident = fold(in_force(world.entries))


def ended(type_: str, *acts_: tuple[float, object, object]) -> Incident:
    """An incident of this type in which these things were done, each at its minute after ten."""
    incident, site = Incident(), SITES.profile("hotline")
    data = msgspec.to_builtins(site)
    acts.open_incident(Draft(incident, TEN, "li"), "260302-TES-0001", LISTS.checklist(type_), site, data, "0.2.0")
    for minute, act, *words in acts_:
        act(Draft(incident, TEN + timedelta(minutes=minute), "li"), *words)  # type: ignore[operator]
    return incident


def test_the_final_report_names_the_restoring_and_lasts_as_long_as_the_summary_says() -> None:
    """It said over since 11:00 and nothing of 10:40; opened again a month later it lasted 466 hours."""
    back = (40, acts.tick, "power-back", "10:40")
    closed = (60, acts.close, "resolved")
    incident = ended("power-outage", back, closed)
    said = " ".join(spoken(incident, report(incident, [], TEN + timedelta(minutes=70)), "en"))
    assert "restored at 10:40, over since 11:00" in said and "It lasted 1 h." in said
    incident = ended("power-outage", back, closed, (28000, acts.reopen, "why"), (28030, acts.close, "resolved"))
    found = report(incident, [], TEN + timedelta(minutes=28040))
    assert found.lasted == 90 * 60
    assert "It lasted 1 h 30 min." in spoken(incident, found, "en")


def test_a_closed_incident_of_no_outage_has_no_period_of_one() -> None:
    """Closed thefts, fires and floods had lasted "10:00-not back yet"."""
    closed = (40, acts.close, "resolved")
    assert [outages(ended(name, closed)) for name in ("theft", "fire", "media", "flood")] == [[]] * 4
    assert len(outages(ended("power-outage", closed))) == 1
    assert len(outages(ended("fire", (20, acts.tick, restored("fire"), "10:20"), closed))) == 1


def restored(type_: str) -> str:
    return next(s.id for _, s in LISTS.checklist(type_).steps() if s.milestone == "restored")
