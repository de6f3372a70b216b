"""A clock that was set is said where something is noted in a register or a shift, in the words that
an incident's log has; no promised time moves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from tests.support.constants import TEN
from tests.support.kit import Kit


def shows(monkeypatch: pytest.MonkeyPatch, minute: float, jump: float = 0.0, boot: str = "one") -> None:
    at = Now(TEN + timedelta(minutes=minute, seconds=jump), 1000 + 60 * minute, boot)
    monkeypatch.setattr("kit.ground.machine.clock.SystemClock.now", lambda _: at)


@pytest.mark.parametrize(
    ("jump", "boot", "said"),
    [
        (3600.0, "one", "The computer's clock was set forward by 1 h"),
        (-3600.0, "one", "The computer's clock was set back by 1 h"),
        (-7200.0, "two", "After a restart the computer's clock is 1 h"),
    ],
)
@pytest.mark.parametrize("what", ["callback add Wu --phone 5550101", "shift note dark"])
def test_a_clock_that_was_set_is_said_and_its_time_is_to_be_checked(
    bare: Kit, monkeypatch: pytest.MonkeyPatch, what: str, jump: float, boot: str, said: str
) -> None:
    shows(monkeypatch, 0)
    bare("shift", "start", "wang")
    bare("callback", "add", "Li", "--phone", "5550100", "--promised", "30")
    shows(monkeypatch, 5, jump, boot)
    done = bare(*what.split())
    assert done.code == 0 and said in done.out and "Check the computer's time" in done.err
    due = {item["content"]["name"]: item["promised"] for item in bare("callback", "list", "--json").json["items"]}
    assert due["Li"][11:16] == "10:30"
    assert "Check the computer's time" not in bare(*what.replace("Wu", "Ma").split()).err


def test_a_clock_that_goes_right_is_not_spoken_of(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    shows(monkeypatch, 0)
    bare("callback", "add", "Li", "--phone", "5550100")
    shows(monkeypatch, 300)
    done = bare("callback", "add", "Wu", "--phone", "5550101")
    assert "clock" not in done.out + done.err
