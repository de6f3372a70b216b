"""The form by which a shift is handed over: what it has recorded is said where it is left, and can be taken back in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.shifts.shift.command import asking
from kit.shifts.shift.command.menu import run_menu
from kit.shifts.shift.files.store import Shifts
from tests.support.kit import opened
from tests.support.shift_desk import Desk, handing_desk


@pytest.fixture(params=["en", "zh"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A shift with two open incidents."""
    with handing_desk(tmp_path, monkeypatch, request.param) as found:
        opened(tmp_path, "power-outage")
        opened(tmp_path, "fire")
        found.does(asking.start, "Example", "", "")
        yield found


def judged(desk: Desk) -> list[tuple[str, str]]:
    return [(each.state, each.when) for each in desk.shift().outlooks.values()]


def left(desk: Desk, *answers: str) -> str:
    """What is said of a form that is left behind these answers."""
    desk.answers = ["handover", "", *answers]
    before = len(desk.said())
    run_menu(desk.ctx)
    return desk.said()[before:]


def test_a_form_that_is_left_says_what_stands_and_nothing_where_nothing_does(desk: Desk) -> None:
    """``No record`` was said though one incident was judged by then."""
    said = left(desk, "watch", "smoke comes back", "call 119", "")
    part = "Recorded, and stands: #" if desk.ctx.me.lang == "en" else "已记录，还在：#"
    nothing = "Nothing was recorded" if desk.ctx.me.lang == "en" else "没有记录"
    assert judged(desk) == [("watch", "smoke comes back")] and part in said and nothing not in said
    assert "smoke comes back" in said.rpartition(part)[2]
    again = left(desk)  # the first one is judged, and stands from before
    assert nothing in again and part not in again


def test_u_takes_the_part_before_back_and_asks_it_again_and_in_a_line_the_one_that_is_asked(desk: Desk) -> None:
    """``u`` was not understood there."""
    left(desk, "watch", "smoke", "call 119", "", "undo", "stable", "u", "worse", "it burns", "uu", "stable", "")
    assert judged(desk) == [("stable", "")]
    (book,) = Shifts(desk.ctx.home).on()
    assert "undone" in [entry.kind for entry in book.entries]
