"""By what somebody is known in a text, and from which moment on what was typed is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.forgetting import GONE, leaving, promise_of, withdrawn_by, without
from tests.support.world import World, minute_of


class Customer(NamedTuple):
    name: str
    phone: str
    over: datetime | None = None
    forgotten: bool = False


def named(name: str, phone: str, text: str, *staff: str) -> bool:
    """Whether a note with this text goes with the only customer of its incident."""
    world = World()
    world.do(1, acts.callback_add, "k1", name, phone)
    world.do(2, acts.note, text)
    world.do(3, acts.callback_try, "k1", "reached")
    world.do(4, acts.close, "resolved")
    note = next(entry.id for entry in world.entries if isinstance(entry.event, ev.Noted))
    found = leaving(world.entries, world.folded(), minute_of(9), staff)
    return found is not None and note in found.fields


@pytest.mark.parametrize(("name", "phone", "text", "goes"), [
    ("Chen Li", "", "chen li rang", True), ("Chen Li", "", "chen lin rang", False), ("Chen Li", "", "achen li", False), ("Chen", "", "Chen rang", True), ("Che", "", "Che rang", False), ("Mr Chen", "", "chen rang", True), ("王芳", "", "王芳来电", True), ("王芳", "", "王 芳来电", True), ("王", "", "王来电", False), ("王", "", "王先生来电", True), ("王芳女士", "", "王芳来电", True), ("A B C", "", "a b c rang", False),
    ("", "123456", "rang from 123456", True), ("", "12345", "rang from 12345", False), ("", "123456", "rang from 0123456", True), ("", "123456", "rang from 1234567", False), ("", "1380013800", "rang from 13800138001", True), ("", "138001380", "rang from 1380013801", False), ("", "13800138000", "138-0013-8000", True), ("13800138000", "", "rang from 13800138000", True), ("王芳", "", "somebody rang", False),
])  # fmt: skip
def test_a_text_names_somebody_by_a_whole_name_or_enough_of_a_number(name: str, phone: str, text: str, goes: bool) -> None:
    assert named(name or "Zz", phone, text) is goes


def test_our_own_people_and_who_writes_are_no_customers() -> None:
    assert named("Wang Fang", "", "wang fang rang") and not named("Wang Fang", "", "wang fang rang", "WANG FANG")


def test_what_is_past_its_time_goes_from_that_very_moment_on_and_only_of_a_closed_incident() -> None:
    world = World()
    world.do(1, acts.callback_add, "k1", "Chen Li", "")
    world.do(1, acts.callback_add, "k2", "Wang Fang", "")
    world.do(2, acts.note, "Chen Li and Wang Fang")
    world.do(2, acts.note, "Chen Li alone")
    world.do(3, acts.callback_try, "k1", "reached")
    assert leaving(world.entries, world.folded(), minute_of(99)) is None, "it is open"
    world.do(5, acts.close, "resolved")
    state = world.folded()
    notes = [entry.id for entry in world.entries if isinstance(entry.event, ev.Noted)]
    assert leaving(world.entries, state, minute_of(5) - timedelta(seconds=1)) is None
    found = leaving(world.entries, state, minute_of(5))
    assert found is not None and found.callbacks == ["k1"] and notes[1] in found.fields and notes[0] not in found.fields, "who is still owed a call stays"
    tied = [Customer("Chen Li", "", minute_of(5)), Customer("Wang Fang", "", None)]
    assert leaving(world.entries, state, None) is None
    late = leaving(world.entries, state, None, tied=[Customer("Chen Li", "", None, True)])
    assert late is None or notes[1] not in late.fields, "the incident's own customer of that name is not past his time"
    assert leaving(world.entries, state, minute_of(5), tied=tied) == found


def test_customers_of_a_register_go_with_what_the_register_forgot_or_owed_nothing_for_so_long() -> None:
    world = World()
    world.do(2, acts.note, "Chen Li rang")
    world.do(5, acts.close, "resolved")
    state = world.folded()

    def goes(until: datetime | None, *tied: Customer) -> bool:
        return leaving(world.entries, state, until, tied=tied) is not None

    second = timedelta(seconds=1)
    assert [goes(minute_of(9), Customer("Chen Li", "", over)) for over in (minute_of(9), minute_of(9) + second, None)] == [True, False, False]
    assert goes(None, Customer("Chen Li", "", None, True)) and not goes(None, Customer("Chen Li", "", minute_of(1)))
    assert not goes(minute_of(9), Customer("Chen Li", "", minute_of(9)), Customer("chen li", "", None)), "one of that name is still owed"


def test_what_was_withdrawn_is_gone_from_its_entries_alone() -> None:
    world = World()
    world.do(1, acts.callback_add, "k1", "Chen Li", "13800138000", "refund")
    world.do(2, acts.note, "a note")
    world.do(3, acts.callback_try, "k1", "reached", "said yes")
    said = ev.Forgotten(["k1"], {})
    world.do(4, lambda draft: draft.add(said) if hasattr(draft, "add") else draft.events.append((said, draft.now)))
    added, note, tried = (next(e for e in without(world.entries) if isinstance(e.event, kind)) for kind in (ev.CallbackAdded, ev.Noted, ev.CallbackTried))
    assert (added.event.name, added.event.phone, added.event.matter) == (GONE, "", "") and note.event.text == "a note" and tried.event.note == ""  # type: ignore[attr-defined]
    by = withdrawn_by(world.entries)
    assert {added.id, tried.id} <= by.keys() and note.id not in by and without(world.entries[:3]) == world.entries[:3]
    assert [promise_of(event) for event in (added.event, note.event, ev.StepDone("follow-up@k1", "done"), ev.TimerStopped("promise:k1", "moved"), ev.TimerStopped("report-5", "step"))] == ["k1", "", "k1", "k1", ""]
