"""The step that says that it works again, gone to once more: what it had ended runs again by its first deadlines,
as behind the key that takes back, and it is said which key says that it is down again since."""

from __future__ import annotations

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.blind import Blind


def goes_to(blind: Blind, key: str) -> None:
    blind.loop.pass_(4)
    blind.key("g", 2)
    blind.loop.pass_(3)
    place = next(n for n, option in enumerate(blind.screen.posed.question.options, 1) if option.name == key)
    blind.types(str(place))
    blind.rests()


def running(blind: Blind) -> dict[str, str]:
    return {timer.key: f"{timer.due:%H:%M}" for timer in blind.session.incident.running()}


@pytest.mark.parametrize(("lang", "said"), [("zh", "是后来又坏了，按 z"), ("en", "Down again since is z")])
def test_what_it_had_ended_runs_again_by_its_first_deadlines_until_it_is_answered(begin: Begin, lang: str, said: str) -> None:
    """It was opened again as if the power had gone, nothing rang any more, and the key for "down again" was gone."""
    blind = begin("application-outage", lang)
    before = running(blind)
    at = blind.session.now().wall.isoformat(timespec="seconds")
    blind.session.record(lambda d: acts.tick(d, "restored", at))
    stopped = set(before) - set(running(blind))
    assert len(stopped) > 2
    goes_to(blind, "restored")
    asked = blind.screen.posed.question
    assert asked.name == "reopen" and said in asked.lines[0]
    assert not stopped & set(running(blind)), "nothing before it is said to be meant"
    blind.key("y", 2)
    blind.rests()
    assert running(blind) == before and not acts.restored_steps(blind.session.incident)
    step = blind.session.step
    assert step is not None and step.key == "restored"
    assert ("撤回" if lang == "zh" else "Taken back") in blind.session.message
    blind.key("enter", 8)
    blind.key("enter", 2)
    blind.rests()
    assert not stopped & set(running(blind)), "answered again it ends them again"


@pytest.mark.parametrize("by", ["b", "g"])
def test_b_and_g_open_every_answer_again_with_the_timers_that_it_ended(begin: Begin, by: str) -> None:
    blind = begin("fire", "en")
    blind.session.record(lambda d: acts.tick(d, "counted", "41"))
    before = running(blind)
    assert "roll-call" in before
    blind.session.record(lambda d: acts.tick(d, "all-out", "yes"))
    assert "roll-call" not in running(blind)
    if by == "g":
        goes_to(blind, "all-out")
        assert "run again" in blind.screen.posed.question.lines[0]
        blind.key("y", 2)
    else:
        blind.key("b", 3)
    blind.rests()
    assert "roll-call" in running(blind)
    blind.key("u", 3)
    blind.key("u", 2)
    blind.rests()


def test_a_step_that_ended_nothing_is_only_opened_again(begin: Begin) -> None:
    blind = begin("power-outage", "en")
    key = next(v.key for v in blind.session.incident.views() if v.step.answer == "done" and not v.step.milestone)
    blind.session.record(lambda d: acts.tick(d, key, ""))
    goes_to(blind, key)
    asked = blind.screen.posed.question
    assert asked.name == "reopen" and not asked.lines
    blind.key("y", 2)
    blind.rests()
    assert blind.kinds()[-1] == "step-reopened"
