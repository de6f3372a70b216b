"""An Enter as soon as another incident stands there, a call that did not count when somebody goes on, and a post that
was reached for something else."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from kit.incidents.incident.rules import acts
from kit.live.guide.talk.flow import flow, goodbye
from kit.live.guide.talk.leftover import Open, parting
from tests.live.conftest import Begin
from tests.live.test_due_as_at_a_step import said
from tests.live.test_so_soon import refused, results
from tests.support.blind import Blind
from tests.support.hands import Hands, Later
from tests.support.play import Played, press, still
from tests.support.terminal import ENTER, Terminal


def comes(begin: Begin, at: str = "") -> Blind:
    blind = begin("fire", "zh", at=at)
    blind.screen.prose.arrived(elsewhere=True)
    return blind


def test_an_enter_at_once_is_asked_about_and_the_next_one_is_taken_for_nothing(begin: Begin) -> None:
    """It was thrown away, and the next one, meant for the call behind it, said that everybody was told."""
    blind = comes(begin, "shout")
    before = blind.kinds()
    blind.key("enter", 0.5)
    assert blind.asked == "so-soon" and "刚到这里" in said(blind)
    blind.key("enter", 12)
    blind.rests()
    assert blind.kinds() == before and "刚到这里" in said(blind)
    blind.key("y", 2)
    blind.rests()
    assert "step-done" in blind.kinds()[len(before) :]


def test_words_behind_it_are_a_note_and_it_stands_again(begin: Begin) -> None:
    blind = comes(begin, "shout")
    blind.key("enter", 0.5)
    blind.words("走廊有烟")
    blind.key("enter")
    blind.rests()
    assert blind.asked == "so-soon" and blind.notes() == ["走廊有烟"] and "step-done" not in blind.kinds()


def test_a_call_that_ended_by_then_is_said_by_its_key(begin: Begin) -> None:
    blind = comes(begin, "call-119")
    blind.key("enter", 0.5)
    assert blind.asked == "so-soon"
    blind.key("x", 11)
    blind.rests()
    assert not results(blind) and "给消防队的" in said(blind), "another result than Enter said: of whom is asked"
    blind.key("y", 2)
    blind.rests()
    assert results(blind) == ["no-answer"]


def test_an_enter_after_a_look_counts(begin: Begin) -> None:
    blind = comes(begin, "shout")
    blind.key("enter", 2)
    blind.rests()
    assert "step-done" in blind.kinds()


@pytest.mark.parametrize(("elsewhere", "seconds"), [(False, 0.5), (False, 1.5), (True, 1.5)])
def test_an_enter_alone_answers_no_line_that_was_opened_as_soon_as_one_came(begin: Begin, elsewhere: bool, seconds: float) -> None:
    """From home: the first Enter opened it unseen, and the next one, meant to, said that the machines were started now."""
    blind = begin("power-outage", "zh", at="power-back")
    blind.screen.prose.arrived(elsewhere)
    before = blind.kinds()
    blind.key("enter", seconds)
    blind.key("enter", 6)
    assert blind.asked == "value" and blind.kinds() == before and "刚到这里" in blind.screen.word
    blind.loop.pass_(3)
    blind.types("10:00")
    blind.rests()
    assert "step-done" in blind.kinds()[len(before) :]


def test_the_enter_behind_that_one_has_read_what_it_says(begin: Begin) -> None:
    blind = begin("power-outage", "zh", at="power-back")
    blind.screen.prose.arrived()
    blind.key("enter", 1)
    for _ in range(2):
        blind.key("enter", 4)
    blind.rests()
    assert "step-done" in blind.kinds()


def test_an_enter_after_a_look_opens_the_line(begin: Begin) -> None:
    blind = begin("power-outage", "zh", at="power-back")
    blind.screen.prose.arrived()
    blind.key("enter", 2.1)
    assert blind.asked == "value"
    blind.key("enter", 4)
    blind.rests()
    assert "step-done" in blind.kinds()


@pytest.mark.parametrize("lapses", [False, True])
def test_a_call_that_did_not_count_is_said_where_somebody_leaves_and_when_he_comes_back(begin: Begin, lapses: bool) -> None:
    """It was said that everything is recorded."""
    blind = refused(begin)
    if lapses:
        blind.loop.pass_(25)
        assert blind.asked == "step"
    blind.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
    blind.key("q", 3)
    blind.rests()
    assert blind.session.ended
    told = f"{goodbye(blind.session)} {parting(blind.session)}"
    assert "记录都在" not in told and "没有记" in told and "未接通" in told, told
    left = blind.session.ctx.of(Open)
    left.leaves(blind.session)
    assert "未接通" in left.comes(blind.session) and not left.comes(blind.session)


# ---- reached for something else ------------------------------------------------------------------


def stood_in(home: Path, lang: str) -> Later:
    """The manager was told in place of the supervisor, and the step for himself stands open."""
    hands = Later(home, lang, "customer-ill")
    hands.ctx.me = msgspec.structs.replace(hands.ctx.me, plain=False)
    hands.flow.close()
    for minute, role, result in ((1, "supervisor", "no-answer"), (3, "supervisor", "no-answer"), (5, "manager", "reached")):
        hands.at(minute)
        hands.session.record(lambda d, r=role, w=result: acts.call(d, r, w, step="tell-supervisor"))  # type: ignore[misc]
    hands.at(8)
    hands.session.moved(lambda d: acts.take_up(d, "tell-manager"))
    hands.flow = flow(hands.session)
    hands.question = next(hands.flow)
    return hands


def status(hands: Hands) -> str:
    return hands.session.incident.step_state("tell-manager").status


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_post_reached_in_place_of_another_is_named_at_its_own_step(tmp_path: Path, lang: str) -> None:
    """The step stood open without a word of it."""
    hands = stood_in(tmp_path, lang)
    shown = " ".join("".join(text for _, text in line) for line in hands.session.picture(80, 24))
    assert ("10:05 已打通" if lang == "zh" else "reached 10:05, about") in shown, shown


@pytest.mark.parametrize(("answer", "calls", "after"), [("same", 3, "done"), ("new", 4, "done"), (None, 3, "open")])
def test_that_call_counts_for_the_step_when_it_is_said_to_and_not_by_itself(
    tmp_path: Path, answer: str | None, calls: int, after: str
) -> None:
    hands = stood_in(tmp_path, "zh")
    assert status(hands) == "open"
    assert hands.press("done").name == "call-which"
    hands.press(answer)
    assert hands.kinds().count("called") == calls and status(hands) == after
    if answer == "same":
        done = hands.session.incident.step_state("tell-manager").at
        assert done is not None and f"{done:%H:%M}" == "10:05"


def test_a_post_that_nobody_reached_asks_nothing(tmp_path: Path) -> None:
    hands = Later(tmp_path, "zh", "customer-ill")
    hands.session.moved(lambda d: acts.take_up(d, "tell-manager"))
    assert "已打通" not in " ".join("".join(t for _, t in line) for line in hands.session.picture(80, 24))


# ---- in a terminal -------------------------------------------------------------------------------


def test_an_enter_behind_o_and_x_at_what_is_due_in_a_terminal(drill: Played) -> None:
    fire = drill.start("fire")
    slow = {**drill.env, "KIT_PAUSE": "5"}  # whatever the machine does, the Enter comes at once
    with Terminal(["guide", "-i", drill.ref], slow) as t:
        still(t)
        t.child.send("o")
        t.see("停手就算")
        t.child.send(ENTER)
        t.see(fire, gone=drill.ref)
        press(t, ENTER, "刚到这里")
        press(t, ENTER, "没算", "刚到这里")
        press(t, "y", "请再按", "刚到这里")  # nobody has read it by then
    drill.clock.at(6)
    with Terminal(["guide", "-i", drill.ref], drill.env) as t:
        press(t, "d", "到时：5分钟内报告呼叫中心主管")
        press(t, "x", "未接通")
    assert [e["kind"] for e in drill.log()].count("called") == 1
