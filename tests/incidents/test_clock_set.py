"""A clock that was set: every time of the state goes with it, or is fixed for a reason."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from kit.ground.journal.entry import Entry, Event
from kit.incidents.incident.rules import acts, clock_set, clocks
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.events import FAMILIES
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds import Family, speech
from tests.support.world import TEN, World, kinds, minute_of

FIXED = {name: why for family in FAMILIES for name, why in family.fixed.items()}
LATER = timedelta(minutes=10)


# ---- walking the state's types -------------------------------------------------------------------


def is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def owner(struct: type[msgspec.Struct], field: str) -> str:
    """``Struct.field``, by the struct that brought the field in."""
    declares = [c for c in struct.__mro__ if is_struct(c) and field in getattr(c, "__struct_fields__", ())]
    return f"{declares[-1].__name__}.{field}"


def times_in(kind: Any, where: str, seen: frozenset[Any] = frozenset()) -> Iterator[str]:
    """``Struct.field`` of every time that a value of this type can hold."""
    if kind is datetime:
        yield where
    elif is_struct(kind):
        if kind not in seen:
            for field, inner in get_type_hints(kind, include_extras=True).items():
                if field in kind.__struct_fields__:
                    yield from times_in(inner, owner(kind, field), seen | {kind})
    else:
        for inner in get_args(kind):
            yield from times_in(inner, where, seen)


def made(kind: Any, clock: Iterator[datetime]) -> Any:
    """A value of this type with every time in it filled; what holds none is as plain as can be."""
    origin, args = get_origin(kind), get_args(kind)
    if kind is datetime:
        return next(clock)
    if is_struct(kind):
        return made_struct(kind, clock)
    if origin in (Union, types.UnionType):
        return made(next((a for a in args if any(times_in(a, "x"))), args[0]), clock)
    if origin is Annotated:
        return made(args[0], clock)
    if origin is Literal:
        return args[0]
    if origin is list:
        return [made(args[0], clock)] if any(times_in(kind, "x")) else []
    if origin is dict:
        return {"k": made(args[1], clock)} if any(times_in(kind, "x")) else {}
    if origin is tuple:
        return tuple(made(arg, clock) for arg in args if arg is not ...)
    assert kind in (str, int, float, bool), f"say here how a {kind} is made"
    return kind()


def made_struct(kind: type[msgspec.Struct], clock: Iterator[datetime]) -> msgspec.Struct:
    hints = get_type_hints(kind, include_extras=True)
    fill = {}
    for field in msgspec.structs.fields(kind):
        needed = field.default is msgspec.NODEFAULT and field.default_factory is msgspec.NODEFAULT
        if needed or any(times_in(hints[field.name], "x")):
            fill[field.name] = made(hints[field.name], clock)
    return kind(**fill)


def found(value: Any, where: str = "") -> Iterator[tuple[str, datetime]]:
    """Every time in a value, with the ``Struct.field`` it stands in."""
    if isinstance(value, datetime):
        yield where, value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from found(getattr(value, field), owner(type(value), field))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from found(inner, where)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from found(inner, where)


def full(kind: type[Incident] = Incident) -> Incident:
    """A state with every time in it filled, each another."""
    return made(kind, (TEN + timedelta(seconds=n) for n in range(1, 10_000)))


def set_forward(incident: Incident) -> tuple[set[str], set[str]]:
    """Where times shifted by just what the clock was set by, and where any did not."""
    before = list(found(incident))
    incident.clock_set(LATER.total_seconds(), None)
    after = list(found(incident))
    assert [where for where, _ in before] == [where for where, _ in after]
    stayed = {where for (where, old), (_, new) in zip(before, after, strict=True) if new != old + LATER}
    unmoved = {where for (where, old), (_, new) in zip(before, after, strict=True) if new == old}
    assert stayed == unmoved, "shifted by something else"
    return {where for where, _ in before} - stayed, stayed


def forgotten(kind: type[Incident] = Incident) -> set[str]:
    return set_forward(full(kind))[1] - set(FIXED)


def test_the_state_that_is_tried_has_every_time_that_its_types_allow() -> None:
    assert {where for where, _ in found(full())} == set(times_in(Incident, ""))
    assert len(set(times_in(Incident, ""))) > 30


def test_every_time_shifts_or_is_written_down_as_fixed() -> None:
    assert forgotten() == set()


def test_what_is_written_down_as_fixed_stays_and_has_a_reason() -> None:
    shifted, stayed = set_forward(full())
    assert set(FIXED) == stayed, shifted & set(FIXED)
    assert all(why for why in FIXED.values())


def test_a_time_that_is_added_and_forgotten_is_named() -> None:
    class Wider(Incident):
        checked: datetime | None = None
        seen: dict[str, list[tuple[str, datetime]]] = {}

    assert forgotten(Wider) == {"Wider.checked", "Wider.seen"}


def test_a_family_that_forgets_to_shift_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lame = [Family(f.kinds, None, f.fixed) if f is speech.FAMILY else f for f in FAMILIES]
    monkeypatch.setattr(clock_set, "FAMILIES", lame)
    assert forgotten() == {"Fact.at", "Announcement.at", "Announced.next"}


@pytest.mark.parametrize("timer", ["hand:x", "promise:x"])
def test_a_running_timer_stays_due_at_the_time_of_day_that_somebody_named(timer: str) -> None:
    incident = full()
    (running,) = incident.timers.values()
    running.key, due = timer, running.due
    incident.clock_set(LATER.total_seconds(), None)
    assert running.due == due


def test_with_several_laptops_nothing_moves() -> None:
    incident = full()
    incident.shared = True
    assert set_forward(incident)[0] == set()


# ---- a promised update, and a clock that is set ---------------------------------------------------


def clock_jumps(world: World, minute: float, minutes: float) -> None:
    """At ``minute`` by the old clock; what comes after it goes by the new one."""
    world.do(minute + minutes, lambda draft: draft.add(ev.ClockJumped(minutes * 60)))


def promised(minutes: float) -> World:
    """Customers were promised an update at 10:22; five minutes on the clock is set."""
    world = World()
    world.do(2, acts.announce, "customers", "We are on it", "", minute_of(22))
    clock_jumps(world, 5, minutes)
    return world


ALL_STEPS = [view.key for view in World().incident.views()]


@pytest.mark.parametrize("step", ALL_STEPS)
@pytest.mark.parametrize("minutes", [10, -10], ids=["forward", "back"])
def test_a_promised_update_is_not_kept_by_setting_the_clock_and_skipping_a_step(minutes: int, step: str) -> None:
    world = promised(minutes)
    skip = world.do(6 + minutes, acts.skip, step, "not needed")
    assert not [e for e in skip if getattr(e, "timer", "") == "update:customers"]
    timer = world.timer("update:customers")
    assert (timer.status, timer.due, timer.round) == ("running", minute_of(22 + minutes), 1)
    assert not timer.ringing(minute_of(21.9 + minutes)) and timer.ringing(minute_of(22 + minutes))
    assert world.folded() == world.incident


@pytest.mark.parametrize("minutes", [10, -10], ids=["forward", "back"])
def test_after_the_clock_was_set_the_update_is_still_answered_by_what_is_said(minutes: int) -> None:
    world = promised(minutes)
    said = world.do(20 + minutes, acts.announce, "customers", "It works again")
    assert kinds(said) == ["announced", "timer-answered"]
    assert world.timer("update:customers").over(minute_of(99)) == timedelta(0)


@pytest.mark.parametrize("minutes", [10, -10], ids=["forward", "back"])
def test_an_update_cut_off_by_closing_goes_on_after_the_clock_was_set(minutes: int) -> None:
    world = World()
    world.do(2, acts.announce, "customers", "We are on it", "", minute_of(22))
    world.do(3, acts.close, "resolved")
    clock_jumps(world, 5, minutes)
    world.do(6 + minutes, acts.reopen, "not over")
    timer = world.timer("update:customers")
    assert (timer.status, timer.due) == ("running", minute_of(22 + minutes))


def test_what_was_said_before_the_clock_was_set_is_answered_once() -> None:
    world = promised(10)
    draft = Draft(world.incident, minute_of(16), "li")
    draft.settle()
    assert draft.events == []


# ---- when a timer rings once a clock was set -----------------------------------------------------


@pytest.mark.parametrize(("seconds", "rings"), [(600, 12), (-300, 7)])
def test_with_several_laptops_what_was_put_off_rings_at_the_earlier_of_both_readings(seconds: float, rings: float) -> None:
    world = World()
    world.do(1, acts.timer_snooze, "report-5", minute_of(12), "还在核实")
    world.incident.shared = True
    clock_set.clock_set(world.incident, seconds)
    assert world.timer("report-5").ring_at == minute_of(rings)


@pytest.mark.parametrize(("seconds", "rings"), [(600, 20), (-300, 15)])
def test_a_time_that_somebody_named_rings_at_the_earlier_of_both_readings(seconds: float, rings: float) -> None:
    world = World()
    world.do(1, acts.hand, "hands", "王芳", minute_of(20))
    clock_set.clock_set(world.incident, seconds)
    timer = world.timer("hand:hands")
    assert (timer.ring_at, timer.due) == (minute_of(rings), minute_of(20))


def test_an_opening_stays_in_front_of_what_a_right_clock_puts_before_it() -> None:
    """And each entry stands there once."""
    first = Entry(1, "e1", TEN, "li", ev.Noted("开"), TEN, journal="aaaaaa")
    said = Entry(2, "e2", minute_of(9), "li", ev.ClockOff("bbbbbb", 600), minute_of(9), journal="aaaaaa")
    other = Entry(1, "e3", minute_of(5), "wang", ev.Noted("注"), minute_of(5), journal="bbbbbb")
    right = clocks.set_right([first, other, said])
    assert [(entry.id, entry.at) for entry in right] == [("e1", TEN), ("e3", minute_of(-5)), ("e2", minute_of(9))]
    assert clocks.set_right([first, other]) == [first, other]


@pytest.mark.parametrize(
    ("event", "right"),
    [
        (ev.TimerStarted("report-5", minute_of(9), 5, [], minute_of(4), ring=minute_of(8)), ev.TimerStarted("report-5", minute_of(19), 5, [], minute_of(14), ring=minute_of(18))),
        (ev.TimerStarted("promise:c1", minute_of(9), 5), ev.TimerStarted("promise:c1", minute_of(9), 5)),
        (ev.TimerFailed("check-10", minute_of(9)), ev.TimerFailed("check-10", minute_of(19))),
        (ev.TimerSnoozed("report-5", minute_of(9), "等"), ev.TimerSnoozed("report-5", minute_of(9), "等")),
    ],
)  # fmt: skip
def test_what_a_wrong_clock_reckoned_is_put_right_and_a_time_that_somebody_named_stands(event: Event, right: Event) -> None:
    """The clock of the laptop was ten minutes behind."""
    made = Entry(1, "e1", minute_of(4), "li", event, minute_of(4), journal="aaaaaa")
    said = Entry(1, "e2", minute_of(20), "li", ev.ClockOff("aaaaaa", -600), minute_of(20), journal="bbbbbb")
    found = next(entry for entry in clocks.set_right([made, said]) if entry.id == "e1")
    assert (found.at, found.event) == (minute_of(14), right)
