"""What was called in vain in another incident is silent until it rings again, and stands in this one all the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.foot import last_lines
from tests.live.conftest import Begin
from tests.support.constants import TEN
from tests.support.kit import opened

REPORT = {"zh": "5分钟内报告呼叫中心主管", "en": "supervisor in 5 min"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_that_reached_nobody_stands_in_the_other_guide_until_it_rings_again(begin: Begin, lang: str) -> None:
    """The outage's report, called in vain, stood nowhere for a minute, and `d` said that nothing is due."""
    blind = begin("lost-belongings", lang)
    opened(Path(blind.hands.ctx.home), "application-outage")
    now = Now(TEN + timedelta(minutes=5, seconds=10))
    blind.hands.now = lambda: now  # type: ignore[method-assign]
    session = blind.session
    session.refresh()
    there = session.others.logs[0]
    report = session.others.due()[0].timer.key
    Store(blind.hands.ctx.home).record(
        there, now, "li", lambda d: acts.timer_no_answer(d, report, there.incident.timers[report].target()), None
    )
    session.refresh()
    timer = there.incident.timers[report]
    assert not timer.ringing(now.wall) and [w.timer.key for w in session.others.due()] == [report]
    for lines in (text_of(session.picture(120, 24)), [last_lines(session, [], 78)]):
        assert any(REPORT[lang] in line for line in lines), lines
    blind.key("d", 2)
    blind.rests()
    asked = blind.screen.posed.question
    assert asked.name == "due-none" and there.ref in asked.text and REPORT[lang] in asked.text, asked.text


def test_what_somebody_put_off_by_his_own_word_is_silent_there_too(begin: Begin) -> None:
    blind = begin("lost-belongings")
    opened(Path(blind.hands.ctx.home), "application-outage")
    now = Now(TEN + timedelta(minutes=5, seconds=10))
    blind.hands.now = lambda: now  # type: ignore[method-assign]
    session = blind.session
    session.refresh()
    there, report = session.others.logs[0], session.others.due()[0].timer.key
    until = now.wall + timedelta(minutes=3)
    Store(blind.hands.ctx.home).record(there, now, "li", lambda d: acts.timer_snooze(d, report, until, "on the way"), None)
    session.refresh()
    assert session.others.due() == []
