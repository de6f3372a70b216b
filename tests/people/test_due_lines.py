"""What registers have due stands on the guide of any incident, and rings there."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import Now
from kit.ground.terminal.fragments import text_of
from kit.live.home.talk.home import Home, Noted
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.dates import End
from kit.people.registers.talk.watch import Registered
from tests.support.constants import TEN


class Keys:
    """What somebody picks on the home screen, question by question."""

    def __init__(self, home: Home, *answers: str) -> None:
        self.flow, self.home = home.flow(), home
        question = next(self.flow)
        self.asked = [question]
        for answer in answers:
            try:
                self.asked.append(self.flow.send(answer))
            except StopIteration:
                return


class Stopped:
    """A clock that shows what the test says."""

    speed = 1.0

    def __init__(self) -> None:
        self.minute = 0.0

    def now(self) -> Now:
        return Now(TEN + timedelta(minutes=self.minute))


@pytest.fixture
def ctx(fast: Path) -> Context:
    import sys

    out = Out(sys.stdout, "en", True)
    return Context(str(fast), Stopped(), lambda: None, out, out, Me("li", "en", True, ""))  # type: ignore[arg-type, return-value]


def promised(ctx: Context, name: str, minute: float) -> None:
    due = TEN + timedelta(minutes=minute)
    book = BOOKS["callback"]
    store = Registers(ctx.home)
    store.record(
        "callback", Now(TEN), "li", lambda d: acts.add(d, book, name, {"name": name}, due=End(due))
    )


def test_where_there_is_no_register_a_look_is_one_stat(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real = os.stat
    monkeypatch.setattr(os, "stat", lambda path, *a, **k: asked.append(path) or real(path, *a, **k))
    registered = Registered(ctx)
    assert not registered.refresh()
    registers, drills = (os.path.join(ctx.home, name) for name in ("registers", "drilled"))
    assert {*asked} <= {registers, drills} and len(asked) <= 2  # isdir of newer Pythons asks by itself
    assert registered.first_line(80, False) == [] and registered.new() == []
    assert registered.next_ring() == float("inf")


def test_the_most_urgent_one_stands_there_with_the_command_and_the_rest_counted(ctx: Context) -> None:
    promised(ctx, "Zhang", 20)
    promised(ctx, "Li", 5)
    promised(ctx, "Wang", 600)
    registered = Registered(ctx)
    registered.refresh()
    (line,) = text_of(registered.first_line(80, False))
    assert "Li" in line and line.endswith("d answers +1") and len(line) <= 80


def test_in_a_narrow_window_the_time_stands_and_the_matter_gives_way(ctx: Context) -> None:
    promised(ctx, "a very long name of somebody who said a great deal about everything", 5)
    registered = Registered(ctx)
    registered.refresh()
    for cols in (60, 80, 120):
        (line,) = text_of(registered.first_line(cols, False))
        assert "promised 10:05 5 min left" in line and line.endswith("d answers")
        assert len(line) <= cols
        assert "10:05" in text_of(registered.lines(cols, 5))[1]


def test_at_home_the_key_is_named_that_answers_it_and_no_command(ctx: Context) -> None:
    """``kit callback`` stood there, which nobody can type at a drawn home."""
    for name in ("Zhang", "Li", "Wang", "Zhao"):
        promised(ctx, name, 5)
    registered = Registered(ctx)
    registered.refresh()
    shown = text_of(registered.lines(80, 4, True, "k"))
    assert "(k answers)" in shown[0] and shown[-1].endswith("press k") and "kit " not in "".join(shown)
    assert "kit callback" in text_of(registered.lines(80, 4))[-1]  # the board has no keys for it


def test_it_rings_when_it_falls_due_and_again_until_something_is_done(ctx: Context) -> None:
    promised(ctx, "Li", 5)
    registered = Registered(ctx)
    registered.refresh()
    clock = ctx.clock
    assert isinstance(clock, Stopped)
    assert registered.new() == [] and 299 < registered.next_ring() < 301
    clock.minute = 5.1
    (ring,) = registered.new()
    assert "Li" in ring.text and ring.how == "kit callback"
    assert registered.new() == [] and registered.still()
    clock.minute = 10.1
    assert len(registered.new()) == 1
    Registers(ctx.home).record(
        "callback", clock.now(), "li", lambda d: acts.stage(d, BOOKS["callback"], "Li", "done")
    )
    assert registered.refresh() and not registered.still()
    clock.minute = 20
    assert registered.new() == [] and registered.first_line(80, False) == []


def test_another_terminal_noting_something_is_seen(ctx: Context) -> None:
    registered = Registered(ctx)
    assert not registered.refresh()
    promised(ctx, "Li", 5)
    assert registered.refresh() and not registered.refresh()
    promised(ctx, "Zhang", 6)
    assert registered.refresh()
    assert len(registered.due()) == 2


# ---- the home screen ---------------------------------------------------------------------


def test_a_call_that_the_register_owes_is_answered_at_the_home_screen(ctx: Context) -> None:
    promised(ctx, "Li", 5)
    promised(ctx, "Wang", 6000)
    home = Home(ctx, [])
    (line,) = [line for line in text_of(home.picture(80, 24)) if "Li" in line]
    assert "promised 10:05" in line and "Wang" not in "".join(text_of(home.picture(80, 24)))
    assert "k owed" in "".join(text_of(home.key_lines(80)))
    keys = Keys(home, "callback", "r:callback:Li", "reached", "settled")
    assert [q.name for q in keys.asked] == ["home", "owed", "callback-went", "callback-then"]
    chosen = home.chosen
    assert isinstance(chosen, Noted)
    Registers(ctx.home).record(chosen.name, Now(TEN), "li", chosen.act)
    home.refresh()
    assert "k owed" not in "".join(text_of(home.key_lines(80)))


def test_going_back_at_the_home_screen_records_nothing(ctx: Context) -> None:
    promised(ctx, "Li", 5)
    home = Home(ctx, [])
    flow = home.flow()
    next(flow)
    flow.send("callback")
    flow.send("r:callback:Li")
    assert flow.send(None).name == "home" and home.chosen is None


def test_the_home_says_how_many_calls_are_owed_beyond_those_whose_time_is_near(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty-five were owed, the home listed seven and looked as if that were all."""
    from kit.live.home.talk.plain import _listed

    for n in range(7):
        promised(ctx, f"Near{n}", 5 + n)
    for n in range(18):
        promised(ctx, f"Later{n}", 300 + n)
    said: list[str] = []
    monkeypatch.setattr("kit.live.home.talk.plain.write", said.append)
    _listed(Home(ctx, []))
    text = "\n".join(said)
    assert [f"Near{n}" in text for n in range(7)] == [True] * 7 and "Later" not in text
    assert "+18 calls owed, not due yet (25 in all): kit callback" in text
    drawn = "\n".join(text_of(Home(ctx, []).picture(80, 30)))
    assert "+18 calls owed" in drawn and "Near6" in drawn
    narrow = text_of(Home(ctx, []).picture(60, 18))
    assert len(narrow) == 18 and any("+18" in line for line in narrow)
    clock = ctx.clock
    assert isinstance(clock, Stopped)
    clock.minute = 400
    home = Home(ctx, [])
    assert "not due yet" not in "\n".join(text_of(home.picture(80, 60))), "all are late by then"


def test_another_time_by_agreement_is_noted_from_what_is_owed_at_home(ctx: Context) -> None:
    promised(ctx, "Li", 5)
    keys = Keys(Home(ctx, []), "callback", "r:callback:Li", "moved", "11:30", "still in a meeting", "Li")
    assert [q.name for q in keys.asked] == [
        "home", "owed", "callback-went", "callback-to", "callback-why", "callback-agreed",
    ]  # fmt: skip
    chosen = keys.home.chosen
    assert isinstance(chosen, Noted)
    opened, _ = Registers(ctx.home).record(chosen.name, Now(TEN), "li", chosen.act)
    doc = opened.register.docs["Li"]
    assert doc.due == TEN + timedelta(minutes=90) and doc.moves[-1].agreed == "Li"
    assert doc.moves[-1].reason == "still in a meeting"


def test_every_register_that_has_something_due_is_answered_at_home(ctx: Context) -> None:
    store = Registers(ctx.home)
    fields = {"name": "Li", "matter": "rude"}
    store.record("complaint", Now(TEN), "li", lambda d: acts.add(d, BOOKS["complaint"], "C", fields, due=End(TEN)))
    home = Home(ctx, [])
    assert home.owes()
    keys = Keys(home, "callback", "r:complaint:C")
    went = keys.asked[-1]
    assert [o.name for o in went.options] == ["no-answer", "moved", "whole"], "it ends by its stages alone"
    whole = keys.flow.send("whole")
    assert "rude" in " ".join(whole.lines) and "acknowledge" in whole.lines[-1]
    assert keys.flow.send("back").name == "callback-went"
