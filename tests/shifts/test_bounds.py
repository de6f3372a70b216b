"""Where an act on a shift begins to be refused, to the minute and the number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Event
from kit.shifts.shift.rules import acts, handing
from kit.shifts.shift.rules.cut import Belonging, Span
from kit.shifts.shift.rules.kinds import course, floor
from kit.shifts.shift.rules.kinds import handing as kinds
from kit.shifts.shift.rules.reading import Reading
from kit.shifts.shift.rules.state import Shift
from tests.support.constants import TEN
from tests.support.world import minute_of

PLANNED = 480  # minutes until it is to end


def draft(shift: Shift | None = None, minute: float = 0) -> acts.Draft:
    """An act on a shift that Example leads with Second, by itself one that begins now."""
    found = acts.Draft(shift or Shift(), minute_of(minute), "li")
    if shift is None:
        acts.begin(found, "S1", "Example", second="Second", planned=minute_of(PLANNED))
        found.events.clear()
    return found


def refused(act: Callable[..., object], on: acts.Draft, *args: object, **kw: object) -> str:
    """With which word, and that nothing was recorded; "" where it was done."""
    before = len(on.events)
    try:
        act(on, *args, **kw)
    except Refused as error:
        assert len(on.events) == before
        return error.code
    return ""


def test_a_shift_ends_after_its_beginning_and_is_planned_anew_for_a_time_to_come() -> None:
    for minute, word in ((-1, "time-passed"), (0, "time-passed"), (1, "")):
        fresh = acts.Draft(Shift(), TEN, "li")
        assert refused(acts.begin, fresh, "S1", "Example", planned=minute_of(minute)) == word
        assert refused(acts.replan, draft(), minute_of(minute)) == word
    assert refused(acts.replan, draft(), None) == "field-needed"


def test_a_hand_over_begins_an_hour_before_the_planned_end_and_to_somebody_else() -> None:
    for minute, word in ((PLANNED - 61, "handover-early"), (PLANNED - 60, ""), (PLANNED + 5, "")):
        assert refused(handing.begin, draft(draft().shift, minute), "Sample") == word
    late = draft(draft().shift, PLANNED)
    assert refused(handing.begin, late, "Example") == "handover-self"
    for to, events in (("", 1), ("", 1), ("Sample", 2), ("Sample", 2), ("", 2), ("Other", 3)):
        assert refused(handing.begin, late, to) == "" and len(late.events) == events, to
    assert late.shift.handing is not None and late.shift.handing.to == "Other"


def test_nobody_came_is_said_from_the_planned_end_on_and_once() -> None:
    shift = draft().shift
    assert refused(handing.nobody_came, draft(shift, PLANNED - 1)) == "nobody-early"
    assert handing.unaccepted_since(shift, minute_of(PLANNED - 1)) is None
    assert handing.unaccepted_since(shift, minute_of(PLANNED)) == minute_of(PLANNED)
    assert refused(handing.nobody_came, draft(shift, PLANNED)) == ""
    assert refused(handing.nobody_came, draft(shift, PLANNED + 1)) == "nobody-so"
    assert shift.nobody == minute_of(PLANNED)
    shift.ended = minute_of(PLANNED)
    assert handing.unaccepted_since(shift, minute_of(PLANNED + 9)) is None
    shift.planned, shift.ended = None, None
    assert refused(handing.nobody_came, draft(shift)) == "nobody-unplanned"
    assert handing.unaccepted_since(shift, minute_of(PLANNED)) is None


def test_three_points_said_back_are_enough_and_two_are_not() -> None:
    now = draft(minute=0)
    now.shift.planned = None
    assert refused(handing.say_back, now, ["one"]) == "handover-none" and handing.unsaid(now.shift) == 3
    handing.begin(now, "Sample")
    assert refused(handing.say_back, now, [" "]) == "field-needed"
    handing.say_back(now, ["one", "two"])
    assert [handing.unsaid(now.shift, told) for told in ((), (" ",), ("three",), ("three", "four"))] == [1, 1, 0, 0]
    assert refused(handing.accept, now, "Sample", {}, "aaaaaa") == "handover-points"
    handing.say_back(now, ["three"])
    assert refused(handing.accept, now, "Example", {}, "aaaaaa") == "handover-self"
    assert refused(handing.accept, now, "Sample", {}, "aaaaaa") == "" and now.shift.ended == TEN
    assert refused(handing.say_back, now, ["four"]) == "shift-over"


def test_who_agrees_is_not_of_the_shift() -> None:
    for who, word in (("Example", "agree-own"), ("Second", "agree-own"), ("Chief", "")):
        now = draft(draft().shift, PLANNED)
        handing.begin(now)
        assert refused(handing.agree, now, who, "hurt") == word


def test_how_it_stands_is_said_anew_only_where_something_is_new_and_keeps_what_is_not_said() -> None:
    now = draft()
    assert refused(handing.judge, now, "R1", {"next": "call"}) == "value-choice"
    for told, word in (({"state": "watch", "next": "call"}, ""), ({"state": "watch"}, "outlook-so"), ({"owner": "Li"}, ""), ({"state": "worse"}, "")):
        assert refused(handing.judge, now, "R1", told) == word, told
    found = now.shift.outlooks["R1"]
    assert (found.state, found.next, found.owner, found.ready) == ("worse", "call", "Li", False)
    handing.judge(now, "R1", {"when": "it smokes"})
    assert not now.shift.outlooks["R1"].ready
    handing.judge(now, "R1", {"then": "119"})
    assert now.shift.outlooks["R1"].ready


def test_somebody_else_leads_and_a_second_stays_where_none_is_named() -> None:
    now = draft()
    for names, word in ((("Example",), "shift-leads"), (("Example", "Second"), "shift-leads"), (("Example", "Third"), ""), (("Other",), "")):
        assert refused(acts.lead, now, *names) == word
    assert (now.shift.leader, now.shift.second) == ("Other", "Third")


def test_only_what_is_news_of_the_crew_is_recorded() -> None:
    now = draft()
    assert refused(acts.crew, now, ["Ann"], "flying") == "value-choice" and refused(acts.crew, now, [" "], "here") == "field-needed"
    acts.crew(now, ["Ann", "Ann", "Bo"], "here")
    assert refused(acts.crew, now, ["Ann", "Bo"], "here") == "crew-so"
    assert refused(acts.roll, now, {"Ann": ("here", ""), " ": ("here", "")}) == "crew-so"
    acts.crew(now, ["Ann", "Cy"], "here")
    acts.roll(now, {"Ann": ("here", ""), "Bo": ("absent", "ill"), "Di": ("here", "")})
    said = [(e.name, e.state) for e, _ in now.events if isinstance(e, floor.Crew)]
    assert said == [("Ann", "here"), ("Bo", "here"), ("Cy", "here"), ("Bo", "absent"), ("Di", "here")]


@pytest.mark.parametrize(
    ("numbers", "word"),
    [
        ({}, "field-needed"), ({"offered": 0}, ""), ({"offered": -1}, "figure-range"), ({"offered": acts.MOST}, ""), ({"offered": acts.MOST + 1}, "figure-range"),
        ({"weather": 1}, "figure-range"), ({"offered": 5, "answered": 5}, ""), ({"offered": 5, "answered": 6}, "figure-more"), ({"answered": 6}, ""),
    ],
)  # fmt: skip
def test_figures_are_those_that_there_are_and_nobody_answers_more_than_came(numbers: dict[str, int], word: str) -> None:
    assert refused(acts.figure, draft(), numbers) == word


def test_figures_are_wanted_every_five_minutes_to_eight_hours_or_never() -> None:
    for minutes, word in ((4, "figure-every"), (5, ""), (480, ""), (481, "figure-every"), (0, "figure-every-so")):
        assert refused(acts.want_figures, draft(), minutes) == word
    now = draft()
    acts.want_figures(now, 30)
    assert refused(acts.want_figures, now, 30) == "figure-every-so" and now.shift.figures_due == minute_of(30)
    acts.figure(draft(now.shift, 12), {"seats": 3})
    assert now.shift.figures_due == minute_of(42)
    assert refused(acts.want_figures, now, 0) == "" and now.shift.figures_due is None


@pytest.mark.parametrize(("found", "should", "word"), [(0, 0, ""), (-1, None, "figure-range"), (3, -1, "figure-range"), (acts.MOST, None, ""), (3, acts.MOST + 1, "figure-range")])
def test_nothing_is_counted_below_none(found: int, should: int | None, word: str) -> None:
    assert refused(acts.count, draft(), "keys", found, should) == word


def test_a_supervisor_signs_what_is_over_and_what_he_never_led() -> None:
    now = draft()
    assert refused(acts.sign, now, "Chief") == "shift-open"
    acts.lead(now, "Other")
    acts.end(now, {}, "aaaaaa")
    assert [refused(acts.sign, now, who) for who in ("Example", "Other", "Chief")] == ["sign-own", "sign-own", ""]


def test_what_needs_a_hand_over_or_an_open_shift_stands_only_with_it() -> None:
    shift = draft().shift
    with_it: list[Event] = [kinds.SaidBack(["one"]), kinds.Agreed("Chief", "hurt")]
    open_: list[Event] = [kinds.Accepted("Sample"), course.Ended({})]
    assert [event.stands(shift) for event in (*with_it, *open_)] == [False, False, True, True]  # type: ignore[attr-defined]
    kinds.HandoverBegun("Sample").apply(shift, TEN, "li", TEN)
    assert all(event.stands(shift) for event in (*with_it, *open_))  # type: ignore[attr-defined]
    course.Ended({"I/a": 3}).apply(shift, minute_of(5), "li", minute_of(5))
    assert not course.Ended({"I/a": 9}).stands(shift), "one laptop ends a shift once"
    assert shift.ended == minute_of(5) and shift.cut is not None and shift.cut.heads == {"I/a": 3}
    assert not open_[1].stands(shift), "an acceptance on another laptop stands beside it, and is named"  # type: ignore[attr-defined]


def test_the_very_moments_of_a_beginning_and_of_a_cut_belong_to_the_shift() -> None:
    hour = timedelta(hours=1)
    first = Span("S1", TEN, ("aaaaaa",), TEN + 8 * hour, "aaaaaa", {"I/aaaaaa": 5})
    second = Span("S2", TEN + 9 * hour, ("aaaaaa",))
    known = Belonging([first, second])
    assert known.of("I", "bbbbbb", 1, TEN) == known.of("I", "bbbbbb", 1, TEN + 8 * hour) == "S1"
    assert known.of("I", "bbbbbb", 1, TEN + 8 * hour + timedelta(seconds=1)) == "S2"
    assert known.of("I", "aaaaaa", 6, TEN + 8 * hour) == "S2", "what the laptop that cut had not written by then"


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (floor.CountedThing("radio", 7, 8), "Counted radio: 7, should be 8, differs by -1"), (floor.CountedThing("radio", 9, 8, "spare"), "Counted radio: 9, should be 8, differs by +1, spare"),
        (floor.CountedThing("radio", 8, 8), "Counted radio: 8, should be 8"), (floor.CountedThing("radio", 8), "Counted radio: 8"),
        (floor.Figures(10, 9, 0), "Floor: offered 10, answered 9, in queue 0, answered 90%"), (floor.Figures(0, 0), "Floor: offered 0, answered 0"), (floor.Figures(answered=9), "Floor: answered 9"),
        (floor.FiguresWanted(30), "Floor figures wanted every 30 min"), (floor.FiguresWanted(0), "Floor figures are no longer asked for"),
    ],
)  # fmt: skip
def test_what_was_counted_reads_with_what_it_should_be_and_by_how_much_it_differs(event: Event, text: str) -> None:
    assert event.reads(Reading(TEN, "en")) == text  # type: ignore[attr-defined]


def test_another_count_keeps_what_should_be_and_the_number_that_was_found_before() -> None:
    shift = draft().shift
    for found, should, note in ((8, 8, "in the box"), (8, None, ""), (7, None, ""), (7, 6, "lent")):
        floor.CountedThing("radio", found, should, note).apply(shift, TEN, "li", TEN)
        one = shift.counts["radio"]
        shift.counts["radio" + str(len(shift.counts))] = one
    seen = [(one.found, one.should, one.note, one.before, one.differs) for name, one in shift.counts.items() if name != "radio"]
    assert seen == [(8, 8, "in the box", None, False), (8, 8, "in the box", None, False), (7, 8, "in the box", 8, True), (7, 6, "lent", None, True)]
