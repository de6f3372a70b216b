"""Answers at `d` that were meant for something else: a call recorded sooner than anybody can have dialled again, a post
that the line does not name, a key of another list."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.timer_lines import timer_line
from tests.live.conftest import Begin
from tests.live.test_due_this_moment import numbered
from tests.support.blind import Blind
from tests.support.constants import TEN


def goes_on(begin: Begin, lang: str = "en", minute: float = 6) -> Blind:
    """A report has been due for a while, was looked at, and the clock goes on."""
    blind = begin(lang=lang)
    began = blind.loop.now
    blind.hands.now = lambda: Now(TEN + timedelta(minutes=minute, seconds=blind.loop.now - began))  # type: ignore[method-assign]
    looks(blind)
    blind.loop.pass_(20)
    looks(blind)
    return blind


def looks(blind: Blind) -> None:
    blind.session.refresh()
    blind.screen._fragments()


def presses(blind: Blind, keys: str, seconds: float = 1.25) -> None:
    for key in keys:
        blind.key(key, seconds)
        blind.loop.pass_(0.6)
        looks(blind)


def calls(blind: Blind) -> list[tuple[str, str]]:
    return [(e.event.role, e.event.result) for e in blind.session.folder.entries if e.event.kind == "called"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("rest", "counts"), [(0.4, False), (1.25, False), (20.0, True)])
def test_an_answer_about_the_same_call_within_seconds_is_asked_about_by_name(begin: Begin, lang: str, rest: float, counts: bool) -> None:
    """``d n`` and, meant for the next one due, ``d r``: who had not answered was reached a moment later."""
    blind = goes_on(begin, lang)
    presses(blind, "dn")
    assert [result for _, result in calls(blind)] == ["no-answer"]
    blind.loop.pass_(rest)
    presses(blind, "dr")
    assert len(calls(blind)) == 1 + counts, calls(blind)
    if not counts:
        assert blind.asked == "due-sure" and ("真的又打了" if lang == "zh" else "another call") in blind.screen.posed.question.text
        presses(blind, "y", 2)
        assert [result for _, result in calls(blind)] == ["no-answer", "reached"]


@pytest.mark.parametrize(("rest", "counts"), [(1.0, 1), (12.0, 2)])
def test_in_lines_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rest: float, counts: int) -> None:
    guide, found = numbered(tmp_path, monkeypatch, "en", (5, "d"), (5, "n"), (rest, "d"), (rest, "r"))
    assert guide.kinds().count("called") == counts and (counts == 2 or "another call" in found[-1]), found[-1]


# ---- the post that the line does not name ---------------------------------------------------------


def climbed(begin: Begin, lang: str = "en") -> Blind:
    """The supervisor was called in vain twice: the ladder is at the manager; it rings again."""
    blind = goes_on(begin, lang)
    for _ in range(2):
        blind.session.record(lambda d: acts.timer_no_answer(d, "report-5"))
    blind.loop.pass_(200)
    looks(blind)
    blind.loop.pass_(5)
    return blind


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cols", [44, 60, 100])
def test_the_line_and_the_head_name_the_post_that_is_to_be_told_by_now(begin: Begin, lang: str, cols: int) -> None:
    blind = climbed(begin, lang)
    session = blind.session
    post = session.post("manager")
    timer = session.incident.timers["report-5"]
    assert timer.target() == "manager" and post in "".join(
        str(cell[1]) for cell in timer_line(session.incident, timer, session.now().wall, lang, cols)
    )
    presses(blind, "d")
    question = blind.screen.posed.question
    assert question.name == "due" and post in question.text.partition("5")[0], question.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", ["r", "n"])
@pytest.mark.parametrize(("chosen", "whom"), [("y", "manager"), ("#", "supervisor")])
def test_whom_the_first_call_was_to_behind_a_climbed_ladder_is_asked_by_name(begin: Begin, lang: str, key: str, chosen: str, whom: str) -> None:
    """``d n`` said three times that the centre manager was called in vain, while the supervisor was."""
    blind = climbed(begin, lang)
    before = calls(blind)
    presses(blind, "d" + key)
    question = blind.screen.posed.question
    assert question.name == "call-who" and calls(blind) == before
    assert [option.name for option in question.options] == ["manager", "supervisor"]
    presses(blind, chosen, 2)
    assert calls(blind) == [*before, (whom, "reached" if key == "r" else "no-answer")]


def test_once_that_post_was_called_nothing_is_asked(begin: Begin) -> None:
    blind = climbed(begin)
    presses(blind, "dny", 2)
    blind.loop.pass_(200)
    looks(blind)
    presses(blind, "dn", 2)
    assert [role for role, _ in calls(blind)] == ["supervisor"] * 2 + ["manager"] * 2


@pytest.mark.parametrize(("line", "whom"), [("y", "manager"), ("#", "supervisor"), ("b", "")])
def test_in_lines_that_is_asked_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, whom: str) -> None:
    guide, found = numbered(tmp_path, monkeypatch, "en", (8, "d"), (8, "n"), (20, "d"), (20, "n"), (20, "d"), (8, "n"), (8, line))
    roles = [entry.event.role for entry in guide.entries() if entry.event.kind == "called"]
    assert roles == ["supervisor"] * 2 + [whom] * bool(whom), found[-1]
