"""``g`` and a number known by heart: a step keeps the number that it was listed with, whatever comes in between."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.show.parts import to_do
from kit.live.guide.talk.counted import numbers_of
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.numbered import Numbered
from tests.support.shipped import LISTS


def timed(begin: Begin) -> Blind:
    """Whose clock goes on as the hand does."""
    blind = begin(lang="zh")
    since = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(seconds=blind.loop.now - since))  # type: ignore[method-assign]
    return blind


def listed(blind: Blind) -> dict[str, int]:
    """The list, by somebody who looks: each step's number."""
    blind.key("g", 4)
    blind.loop.pass_(6)
    assert blind.asked == "steps"
    numbers = {option.name: int(option.label.split()[0]) for option in blind.screen.posed.options()}
    blind.key("escape", 1)
    blind.loop.pass_(4)
    return numbers


def goes(blind: Blind, number: int, gap: float = 0.25) -> str:
    """The step that it leads to."""
    blind.key("g", 4)
    for char in str(number):
        blind.key(char, gap)
    blind.key("enter", gap)
    blind.rests()
    return blind.session.step.key if blind.session.step is not None else ""


def moves(blind: Blind) -> None:
    """A list is added: its steps stand between those that are there."""
    blind.session.record(lambda d: acts.add_plan(d, LISTS.checklist("power-outage")))
    blind.loop.pass_(4)


@pytest.mark.parametrize("gap", [0.25, 0.4])
def test_a_number_that_was_read_leads_there_though_other_steps_came_in_between(begin: Begin, gap: float) -> None:
    """An answer brought in two steps, and ``g`` with the number read a moment ago meant another one."""
    blind = timed(begin)
    before = listed(blind)
    moves(blind)
    now = listed(blind)
    assert {key: now[key] for key in before} == before and len(now) > len(before)
    assert len(set(now.values())) == len(now) and [*now.values()] != sorted(now.values())
    steps = [view.key for view in to_do(blind.session.incident.views())]
    assert [*now] == steps, "in working order"
    for key in (next(reversed(before)), next(key for key in steps if key not in before)):
        assert goes(blind, now[key], gap) == key and blind.asked == "step"


def test_a_step_that_goes_leaves_its_number_and_nobody_gets_it(begin: Begin) -> None:
    blind = timed(begin)
    listed(blind)
    views = {view.key: view for view in blind.session.incident.views()}
    choice = next(v for v in views.values() if v.step.id == "manual")
    step, yes, no = choice.key, choice.step.choices[0].id, choice.step.choices[-1].id
    blind.session.record(lambda d: acts.tick(d, step, yes))
    came = {key: n for key, n in listed(blind).items() if key not in views}
    blind.session.record(lambda d: acts.tick(d, step, no))
    assert came and not came.keys() & listed(blind).keys()
    here, gone = blind.session.step, next(iter(came.values()))
    blind.key("g", 4)
    for char in str(gone):
        blind.key(char, 1)
    blind.key("enter", 1)
    blind.rests()
    assert blind.session.step == here
    blind.key("escape", 1)
    blind.session.record(lambda d: acts.tick(d, step, yes))
    assert came.items() <= listed(blind).items()


def test_a_number_that_stands_at_another_step_of_the_screen_is_asked_about_by_name(begin: Begin) -> None:
    """With two lists the steps that stand together have digits of their own."""
    blind = timed(begin)
    listed(blind)
    moves(blind)
    there = [view for view in to_do(blind.session.incident.views()) if view.phase == "immediate"]
    numbers = numbers_of(blind.session)
    place = next(n for n, view in enumerate(there, 1) if numbers[view.key] != n)
    blind.session.moved(lambda d: acts.take_up(d, there[0].key))
    blind.key("v")
    blind.key("escape", 1)
    blind.loop.pass_(4)
    here = goes(blind, place)
    assert blind.asked == "reopen" and "编号" in blind.screen.posed.question.text and here == there[0].key
    blind.key("y", 2)
    blind.rests()
    assert blind.session.step is not None and numbers[blind.session.step.key] == place


def test_words_that_find_a_step_lead_there_whatever_number_it_has(begin: Begin) -> None:
    blind = timed(begin)
    before = listed(blind)
    moves(blind)
    there = to_do(blind.session.incident.views())
    view = next(v for n, (old, v) in enumerate(zip(before, there, strict=False), 1) if old != v.key and n > 3)
    blind.key("g", 4)
    blind.loop.pass_(1.2)
    blind.words(step_text(blind.session.incident, view, "zh")[:4])
    blind.key("enter")
    blind.rests()
    assert blind.asked == "step" and blind.session.step is not None and blind.session.step.key == view.key


def test_a_timer_keeps_its_number_when_those_before_it_are_over(begin: Begin) -> None:
    """`t` `2` from memory answered the level-2 check, as the ambulance had come meanwhile."""
    blind = timed(begin)
    blind.session.record(lambda d: acts.add_plan(d, LISTS.checklist("lift-entrapment")))
    blind.loop.pass_(4)
    for key in ("t", "escape"):
        blind.key(key, 4)
    known = dict(blind.session.timed)
    gone, kept = [key for key, number in known.items() if number in (1, 3)], {n: key for key, n in known.items()}
    for key in gone:
        blind.session.record(lambda d, key=key: acts.timer_cancel(d, key, "over"))
    blind.loop.pass_(4)
    for number in (2, 4):
        blind.key("t", 4)
        assert blind.asked == "timers" and f"{number}  " in "".join(text for _, text in blind.screen._fragments())
        blind.key(str(number), 2)
        blind.rests()
        assert (blind.asked, blind.session.foremost.of) == ("due", kept[number])
        for _ in range(2):
            blind.key("escape", 2)
        assert blind.asked == "step"
    blind.key("t", 4)
    blind.key("1", 2)
    blind.rests()
    assert blind.asked == "timers", "a number of what is over leads nowhere"


def test_in_numbered_lines_a_timer_keeps_its_number_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def says(screen: str) -> object:
        if guide.question == "due":
            opened.append(guide.session.foremost.of)
        line = next(rest, None)
        if line == "over":
            first = next(iter(guide.session.timed))
            guide.session.record(lambda d: acts.timer_cancel(d, first, "over"))
            line = "0"
        return line and (12.0, line)

    rest = iter(["24", "2", "b", "over", "24", "2", "b", "0", "24", "1", "0"])
    guide = Numbered(tmp_path, "zh", "lift-entrapment", monkeypatch, says)
    guide.run()
    second = list(guide.session.timed)[1]
    assert opened == [second, second], opened
