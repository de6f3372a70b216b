"""What an act writes by itself is named with it: an answer behind which its step stands open again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.live.conftest import Begin
from tests.support.constants import TEN


@pytest.mark.parametrize(("lang", "says"), [("zh", "再问：这一步又打开了"), ("en", "asks again: the step is open anew")])
def test_an_answer_that_opens_its_step_again_says_the_entry_that_does(begin: Begin, lang: str, says: str) -> None:
    """Entry 50 was said, and 51, which opened the step again, was not."""
    session = begin("self-harm-caller", lang).session
    view = next(v for v in session.incident.views() if any(c.again for c in v.step.choices))
    again = next(n for n, c in enumerate(view.step.choices, 1) if c.again)
    session.record(lambda d: acts.tick(d, view.key, str(again)))
    opened = next(e for e in session.folder.entries if isinstance(e.event, ev.StepReopened))
    assert f"#{opened.n} " in session.message and says in session.message, session.message
    other = next(n for n, c in enumerate(view.step.choices, 1) if not c.again)
    session.record(lambda d: acts.tick(d, view.key, str(other)))
    assert says not in session.message


@pytest.mark.parametrize(("lang", "says"), [("zh", "又要做：通知消防队"), ("en", "To be done once more: Tell the fire brigade who is missing")])
def test_a_second_missing_person_says_what_is_to_be_done_once_more(begin: Begin, lang: str, says: str) -> None:
    blind = begin("fire", lang)
    first = [acts.tick, "all-out", "no"], [acts.timer_told, "missing-told"], [acts.tick, "all-out", "yes"], [acts.tick, "all-out", "no"]
    for minute, (act, *what) in enumerate(first, 1):
        assert says not in blind.session.message
        blind.hands.now = lambda m=minute: Now(TEN + timedelta(minutes=m))  # type: ignore[misc]
        blind.session.record(lambda d, act=act, what=what: act(d, *what))  # type: ignore[misc,operator]
    assert says in blind.session.message, blind.session.message
