"""The log against a model: random acts of two laptops, taken back and restored; the state is that
of a log in which what was taken back was never typed, in whichever order journals are read."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry, encode
from kit.ground.journal.merge import merge
from kit.shifts.shift.rules import acts
from kit.shifts.shift.rules.kinds import KINDS
from kit.shifts.shift.rules.kinds.course import Undone
from kit.shifts.shift.rules.kinds.floor import FIGURES, STATES
from kit.shifts.shift.rules.state import Shift
from kit.shifts.shift.rules.withdrawal import TAKING_BACK, in_force, standing
from tests.support.constants import TEN

REF, LAPTOPS = "S260302-DAN-F7AQ", ("aaaaaa", "bbbbbb")
OF_THE_LOG = ("entries", "taken_back")  # count the log's own lines
NAMES = st.sampled_from(("A", "B", "C"))
ACTS = st.one_of(
    st.builds(lambda text: partial(acts.note, text=text), st.sampled_from(("x", "y"))),
    st.builds(lambda n, s: partial(acts.crew, names=[n], state=s), NAMES, st.sampled_from(STATES)),
    st.builds(lambda n: partial(acts.lead, leader=n), NAMES),
    st.builds(lambda h: partial(acts.replan, planned=TEN + timedelta(hours=h)), st.integers(9, 12)),
    st.builds(lambda n, f, s: partial(acts.count, thing=n, found=f, should=s), NAMES, st.integers(0, 3),
              st.none() | st.integers(0, 3)),
    st.builds(lambda v: partial(acts.figure, numbers=dict(zip(FIGURES, v, strict=False))),
              st.lists(st.integers(0, 9), min_size=1, max_size=5)),
)  # fmt: skip
STEP = st.tuples(st.sampled_from(LAPTOPS), st.floats(0, 5), st.one_of(ACTS, ACTS, st.sampled_from(("undo", "redo"))))


class Played:
    """One shift. ``done``: the acts that were let in, each with its entries' ids."""

    def __init__(self) -> None:
        self.now = TEN
        self.journals: dict[str, list[Entry]] = {name: [] for name in LAPTOPS}
        self.done: list[tuple[list[str], str, Any, Callable[[acts.Draft], None]]] = []
        self.act(LAPTOPS[0], partial(acts.begin, ref=REF, leader="A"))

    @property
    def entries(self) -> list[Entry]:
        return merge([journal for journal in self.journals.values() if journal])

    @property
    def state(self) -> Shift:
        return folded(in_force(self.entries))

    def act(self, laptop: str, act: Callable[[acts.Draft], None]) -> bool:
        draft = acts.Draft(self.state, self.now, "li")
        try:
            act(draft)
        except Refused:
            return False
        ids = []
        for event, at in draft.events:
            journal = self.journals[laptop]
            id_ = f"{laptop[0]}{len(journal)}"
            line = {"n": len(journal) + 1, "id": id_, "at": at, "by": "li", "kind": event.kind,
                    "data": msgspec.Raw(encode(event))}  # fmt: skip
            if at != self.now:
                line["wrote"] = self.now
            journal.append(KINDS.decode(msgspec.json.encode(line), laptop, f"{len(journal):032x}"))
            ids.append(id_)
        self.done.append((ids, laptop, self.now, act))
        return True

    def take_back(self, laptop: str, verb: str) -> None:
        find = TAKING_BACK.to_undo if verb == "undo" else TAKING_BACK.to_redo
        ids = find(self.entries, laptop, "")
        if ids:
            self.act(laptop, lambda draft: draft.add(Undone(ids, restores=verb == "redo")))


def folded(entries: list[Entry]) -> Shift:
    shift = Shift()
    for entry in entries:
        shift.apply(entry)
    return shift


def plain(shift: Shift) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(shift)
    return {name: value for name, value in told.items() if name not in OF_THE_LOG}


def play(steps: list[Any]) -> Played:
    played = Played()
    for laptop, minutes, what in steps:
        played.now += timedelta(minutes=minutes)
        if isinstance(what, str):
            played.take_back(laptop, what)
        else:
            played.act(laptop, what)
    return played


@given(st.lists(STEP, max_size=25))
@settings(max_examples=100, deadline=None)
def test_the_state_is_that_of_a_log_in_which_it_was_never_written(steps: list[Any]) -> None:
    played = play(steps)
    gone = {read.entry.id for read in standing(played.entries) if read.standing in ("gone", "dropped")}
    force = [e for e in played.entries if e.id not in gone and not isinstance(e.event, Undone)]
    expected, found = plain(folded(force)), plain(played.state)
    expected["laptops"] = found["laptops"]  # who wrote only what was taken back wrote all the same
    assert found == expected


@given(st.lists(STEP, max_size=25))
@settings(max_examples=100, deadline=None)
def test_whichever_journal_is_read_first_the_shift_is_the_same(steps: list[Any]) -> None:
    played = play(steps)
    journals = [journal for journal in played.journals.values() if journal]
    states = [msgspec.json.encode(folded(in_force(merge(list(order))))) for order in itertools.permutations(journals)]
    assert len(set(states)) == 1


@given(st.lists(STEP, max_size=25))
@settings(max_examples=50, deadline=None)
def test_undo_and_redo_lead_back_to_where_it_was(steps: list[Any]) -> None:
    played = play(steps)
    before = plain(played.state)
    if not TAKING_BACK.to_undo(played.entries, LAPTOPS[0], ""):
        return
    played.take_back(LAPTOPS[0], "undo")
    played.take_back(LAPTOPS[0], "redo")
    assert plain(played.state) == before
