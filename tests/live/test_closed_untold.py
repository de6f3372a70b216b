"""Who closes an incident reads in one line who was never told and what is late, before and behind it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.live.guide.show.untold import untold
from tests.live.conftest import Begin
from tests.support.constants import TEN
from tests.support.course import opened
from tests.support.shipped import SITES


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_who_was_never_told_stands_at_the_closing_questions_and_behind_them(begin: Begin, lang: str) -> None:
    """The supervisor was 12 minutes late, and the screen said "22 steps still open"."""
    blind = begin("fire", lang, minute=17)
    post, late = {"en": ("call centre supervisor", "late"), "zh": ("主管", "超时")}[lang]
    blind.key("e", 4)
    blind.rests()
    assert blind.asked == "close"
    (line,) = [line for line in blind.screen.posed.question.lines if post in line]
    assert late in line and blind.screen.posed.question.lines[0] == line
    blind.loop.pass_(4)
    blind.entered_in(lang, blind.session.incident.ref[-4:])
    assert blind.asked == "outcome" and list(blind.screen.posed.question.lines) == [line]
    blind.key("v", 4)
    blind.rests()
    assert blind.session.incident.closed is not None
    for cols, rows in ((60, 13), (120, 35)):
        shown = "".join(text for row in blind.session.picture(cols, rows) for _, text in row)
        assert "".join(line.split()) in "".join(shown.split()), shown
    for _ in "uu":
        blind.key("u", 4)
        blind.rests()
    runs = {"en": "timers, which run on", "zh": "项计时（继续计时）"}[lang]
    shown = "".join(text for row in blind.session.picture(80, 24) for _, text in row)
    assert blind.session.incident.closed is None and "".join(runs.split()) in "".join(shown.split()), shown


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nobody_who_was_reached_is_said_never_to_have_been_told(lang: str) -> None:
    """He was reached, a later report was still running, and the closing said that he had never been told."""
    incident = opened("fire", SITES.profile("hotline"), "customer-ill")
    now = TEN + timedelta(minutes=17)
    post = incident.role_title("manager").get(lang)
    assert post in untold(incident, now, lang)
    acts.call(Draft(incident, TEN + timedelta(minutes=2), "li"), "manager", "no-answer", step="tell-manager")
    assert post in untold(incident, now, lang)
    acts.call(Draft(incident, TEN + timedelta(minutes=3), "li"), "manager", "reached", step="tell-manager")
    said = untold(incident, now, lang)
    never = said.split("; " if lang == "en" else "；")[0]
    assert post not in never and incident.role_title("supervisor").get(lang) in never, said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_post_that_waits_in_two_lists_stands_there_once_by_the_worst_lateness(lang: str) -> None:
    """"late 12 min, late 7 min": one post stood there twice, and who read it counted two people."""
    incident = opened("fire", SITES.profile("hotline"), "customer-ill")
    said = untold(incident, TEN + timedelta(minutes=17), lang)
    posts = [incident.role_title(post).get(lang) for post in ("supervisor", "manager")]
    worst = {"en": " (late 12 min)", "zh": "（超时12 分）"}[lang]
    assert [said.count(post) for post in posts] == [1, 1] and all(post + worst in said for post in posts), said
