"""What stands on the sheet of a hand-over, in which order, made from incidents at hand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kit.ground.journal.entry import Event
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.events import IN_ERROR
from kit.incidents.incident.rules.fold import Incident
from kit.people.registers.rules.state import Doc, Register
from kit.shifts.handover.rules.remark import Remark
from kit.shifts.handover.rules.sheet import AHEAD, CARE, Before, Sheet, made
from kit.shifts.shift.rules.cut import Belonging, Span, span
from kit.shifts.shift.rules.kinds import course
from kit.shifts.shift.rules.kinds.handing import Judged
from kit.shifts.shift.rules.reading import Reading
from kit.shifts.shift.rules.state import Cut, Handing, Leading, Outlook, Shift
from tests.support.constants import TEN
from tests.support.world import World, minute_of, plan

WORSE, STABLE = Outlook(TEN, "li", "worse"), Outlook(TEN, "li", "stable", owner="Li", when="smoke", then="119")


def sheet(
    incidents: dict[str, Incident], shift: Shift | None = None, before: list[Shift] | None = None, docs: list[Doc] | None = None, register: str = "item",
    now: datetime = TEN, notes: list[str] | None = None,
) -> Sheet:  # fmt: skip
    shift = shift or Shift("S2", since=TEN, leaders=[Leading(TEN, "Example")])
    registers = [Register(register, docs={doc.id: doc for doc in docs or []})]
    return made(shift, now, incidents, registers, 0, 0, Before(before or []), {"R1": [Remark(TEN, note) for note in notes or []]}, {})


def test_customers_owed_a_call_stand_by_their_time_and_those_without_one_behind() -> None:
    world = World()
    for id_, minute in (("a1", None), ("a2", 30), ("a3", 20), ("a4", None)):
        world.do(1, acts.callback_add, id_, id_, "", "", None if minute is None else minute_of(minute))
    other = World()
    other.do(1, acts.callback_add, "b1", "b1", "", "", minute_of(25))
    assert [one.back.id for one in sheet({"R1": world.incident, "R2": other.incident}).owed] == ["a3", "b1", "a2", "a1", "a4"]


def test_the_worst_stands_on_top_and_who_judged_it_before_is_not_who_hands_over() -> None:
    """An earlier shift's word holds until there is one of this shift; it makes nothing whole."""
    every = {ref: World().incident for ref in ("R1", "R2", "R3", "R4")}
    shift = Shift("S2", outlooks={"R1": STABLE, "R4": Outlook(TEN, "li", "watch")})
    earlier = [Shift("S1", outlooks={"R1": WORSE, "R2": WORSE}), Shift("S0", outlooks={"R2": STABLE})]
    held = sheet(every, shift, earlier).incidents
    assert [(one.ref, one.outlook.state if one.outlook else "", one.old) for one in held] == [("R2", "worse", True), ("R3", "", True), ("R4", "watch", False), ("R1", "stable", False)]


@pytest.mark.parametrize(
    ("shift", "whole"),
    [
        (Shift("S2"), ()), (Shift("S2", handing=Handing(TEN, "Sample")), ("summary", "actions")), (Shift("S2", accepted_by="Sample"), ("actions",)),
        (Shift("S2", outlooks={"R1": WORSE}), ("state",)), (Shift("S2", outlooks={"R1": STABLE}), ("state", "actions", "if-then")),
        (Shift("S2", handing=Handing(TEN, "", ["1", "2"])), ("summary",)), (Shift("S2", handing=Handing(TEN, "", ["1", "2", "3"])), ("summary", "said-back")),
    ],
)  # fmt: skip
def test_a_hand_over_has_the_elements_that_were_said(shift: Shift, whole: tuple[str, ...]) -> None:
    found = sheet({"R1": World().incident}, shift).elements()
    assert tuple(name for name, there in found.items() if there) == whole


def test_what_an_earlier_shift_judged_is_no_state_of_this_one() -> None:
    found = sheet({"R1": World().incident}, before=[Shift("S1", outlooks={"R1": STABLE})]).elements()
    assert not found["state"] and found["if-then"] and found["actions"]


def test_the_last_two_notes_of_an_incident_stand_there_and_how_many_more_there_are() -> None:
    for notes, told, more in ((["1"], ["1"], 0), (["1", "2"], ["1", "2"], 0), (["1", "2", "3"], ["2", "3"], 1)):
        (held,) = sheet({"R1": World().incident}, notes=notes).incidents
        assert ([note.text for note in held.notes], held.more_notes) == (told, more)


def test_timers_of_the_next_twelve_hours_stand_there_the_first_on_top() -> None:
    world = World()
    for now, keys in ((TEN, ["report-5", "check-10", "updates"]), (minute_of(10) - AHEAD, ["report-5", "check-10"]), (minute_of(5) - AHEAD - timedelta(seconds=1), [])):
        assert [due.timer.key for due in sheet({"R1": world.incident}, now=now).dues] == keys


def test_after_what_shakes_people_somebody_is_asked_after_for_a_week_until_that_was_noted() -> None:
    shaken, other, wrong = World(plan("fire")), World(), World(plan("fire"))
    for world, outcome in ((shaken, "resolved"), (other, "resolved"), (wrong, IN_ERROR)):
        world.do(1, acts.close, "resolved")
        world.incident.outcome = outcome
    incidents = {"R1": shaken.incident, "R2": other.incident, "R3": wrong.incident, "R4": World(plan("fire")).incident}
    cared = Doc("W1", TEN, "li", {"sort": "welfare"}, TEN, incident="R1")
    for now, docs, asked in ((minute_of(1), [], ["R1"]), (minute_of(1) + CARE, [], ["R1"]), (minute_of(2) + CARE, [], []), (minute_of(2), [cared], [])):
        assert [ref for ref, _ in sheet(incidents, now=now, docs=docs).unasked] == asked


@pytest.mark.parametrize(
    ("register", "fields", "due", "heading"),
    [
        ("item", {"sort": "lent"}, None, "degraded"), ("item", {"sort": "watch"}, None, "watch"), ("item", {"sort": "newer"}, None, "returning"), ("callback", {}, None, "promises"),
        ("complaint", {}, None, "promises"), ("order", {}, None, "returning"), ("order", {}, minute_of(60), "promises"), ("property", {"sort": "lent"}, None, "returning"),
    ],
)  # fmt: skip
def test_what_is_open_in_a_register_stands_under_its_heading(register: str, fields: dict[str, str], due: datetime | None, heading: str) -> None:
    docs = [Doc("A1", TEN, "li", fields, TEN, due), Doc("A2", TEN, "li", fields, TEN, due, ended=TEN), Doc("A3", TEN, "li", fields, TEN, due, drill=True)]
    found = sheet({}, docs=docs, register=register)
    assert {name: [thing.doc.id for thing in things] for name, things in found.things.items()} == {heading: ["A1"]}


def test_what_somebody_of_the_crew_holds_needs_an_owner() -> None:
    world = World()
    world.do(1, acts.hand, "hands", "Example")
    world.do(1, acts.hand, "count", "Stranger")
    docs = [Doc("A1", TEN, "li", {}, TEN, owner="Example"), Doc("A2", TEN, "li", {}, TEN, owner="Stranger"), Doc("A3", TEN, "li", {}, TEN)]
    found = sheet({"R1": world.incident}, docs=docs)
    assert [(one.who, one.what.doc.id if one.what else one.step) for one in found.orphans] == [("Example", "A1"), ("Example", "hands")]


def test_a_shift_is_known_by_its_beginning_and_its_cut() -> None:
    cut = Cut(minute_of(9), "aaaaaa", {"I/aaaaaa": 3})
    assert span(Shift("S1", since=TEN, laptops=["aaaaaa"])) == Span("S1", TEN, ("aaaaaa",))
    assert span(Shift("S1", since=TEN, cut=cut)) == Span("S1", TEN, (), minute_of(9), "aaaaaa", {"I/aaaaaa": 3})
    assert span(Shift("S1", cut=cut)).since == minute_of(9)
    assert span(Shift("S1")).since.timestamp() == 0


def test_a_laptop_counts_to_its_own_shift_from_the_moment_that_it_begins() -> None:
    hours = timedelta(hours=8)
    known = Belonging([Span("S0", TEN - hours, ("bbbbbb",), TEN + hours, "bbbbbb"), Span("S1", TEN, ("aaaaaa",), TEN + 2 * hours, "aaaaaa")])
    assert known.of("I", "aaaaaa", 1, TEN) == ""  # its own cut had not seen it
    assert known.of("I", "cccccc", 1, TEN) == "S0"


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (Judged("R1", "watch", "call", "Li", "smoke", "119", "Chief"), "R1 judged: watch, next: call, owner Li; if smoke, then 119, call Chief"),
        (Judged("R1", "watch"), "R1 judged: watch"), (course.Ended({}, reason="fog", who="Li"), "Li goes off; the record goes up to the last number of each log, reason: fog"),
        (course.Ended({}), "Shift ends; every log is cut at its last number"), (course.Seen("Chief", "well"), "Seen by Chief, well"),
    ],
)  # fmt: skip
def test_how_a_shift_went_reads_whole(event: Event, text: str) -> None:
    assert event.reads(Reading(TEN, "en")) == text  # type: ignore[attr-defined]
