"""What a hand that does not look comes upon on the drawn screen: what was refused comes back each alone,
reasons at steps about life are read back, and what is real and what a drill is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.live.guide.command import guide as command
from kit.live.guide.show.parts import Extras
from kit.live.guide.show.picture import picture
from kit.live.guide.talk.flow import guide
from tests.live.conftest import Begin, critical
from tests.support.blind import Blind
from tests.support.constants import TEN
from tests.support.hands import Hands
from tests.support.kit import Kit, opened

TEXTS = ("楼也停电了", "大门口堵住了", "电梯里有人", "热线排队四十", "仓库进水了", "保安到了")


def refused_at_times(blind: Blind, leave: bool = True) -> None:
    """Six sentences typed where a time is asked for, each over the one before, and another form."""
    blind.key("k")
    blind.rests()
    for text in ("li", "13911112222", "bill"):
        blind.types(text)
    for text in TEXTS:
        blind.rests()
        blind.rests()
        blind.words(text)
        blind.key("enter")
        assert blind.asked == "customer-promised" and blind.line() == text  # none is glued to another
    if not leave:
        return
    for _ in range(4):
        blind.key("escape", 1.2)
    assert blind.asked == "step"
    blind.key("l", 1.2)
    blind.rests()
    blind.rests()


def test_all_texts_that_were_refused_come_back_each_alone_the_newest_first(begin: Begin) -> None:
    """Only the last one came back, or several as one text; the form that they were typed into was left last."""
    blind = begin(lang="zh")
    refused_at_times(blind)
    blind.key("n")
    blind.rests()
    seen = []
    for _ in range(len(TEXTS) + 1):
        blind.key("up")
        seen.append(blind.line())
    assert seen == ["li 13911112222 bill", *reversed(TEXTS)]
    blind.key("up")  # and around
    blind.key("up")
    blind.key("enter")
    assert blind.notes() == [TEXTS[-1]]


def test_a_text_that_was_recorded_comes_back_no_more(begin: Begin) -> None:
    blind = begin(lang="zh")
    refused_at_times(blind)
    for text in TEXTS[:2]:
        blind.key("n")
        blind.rests()
        blind.words(text)
        blind.key("enter")
        blind.rests()
    assert not {*TEXTS[:2]} & {*blind.session.unsaid} and {*TEXTS[2:5]} <= {*blind.session.unsaid}


@pytest.mark.parametrize("key", ["a", "s"])
@pytest.mark.parametrize("gap", [1.0, 1.6, 2.5])
def test_a_reason_at_a_step_about_life_that_nobody_looked_for_is_read_back(begin: Begin, key: str, gap: float) -> None:
    """``a`` and keys typed on left the step out for the reason "uus"."""
    blind = critical(begin)
    before = blind.kinds()
    blind.key(key)
    blind.loop.pass_(gap)
    blind.types("uus")
    assert blind.asked == "read-back" and blind.kinds() == before
    blind.rests()
    blind.key("y")
    blind.rests()
    assert set(blind.kinds()[len(before) :]) & {"step-not-applicable", "step-skipped"}


def test_a_reason_that_somebody_thought_about_is_taken_at_once(begin: Begin) -> None:
    blind = critical(begin)
    blind.key("s")
    blind.loop.pass_(4)
    blind.types("already done by the guard")
    assert "step-skipped" in blind.kinds()


def test_b_says_whether_it_opens_a_step_again_or_takes_back(begin: Begin) -> None:
    blind = begin("fire", "zh")
    for at_call in (False, True):
        views = blind.session.incident.views()
        view = next(v for v in views if (v.step.answer == ("call" if at_call else "done")) and v.state.status == "open")
        blind.session.moved(lambda d, key=view.key: acts.take_up(d, key))
        blind.key("v")
        blind.key("escape")
        blind.loop.pass_(4)
        blind.key("enter")
        blind.rests()
        blind.key("b")
        blind.rests()
        assert ("b 撤回了" if at_call else "b 重新打开") in blind.session.message
        blind.loop.pass_(4)


@pytest.mark.parametrize("text", ["热线排队已经四十个", "dianhua dou da bu jin lai"])
def test_a_sentence_where_a_code_closes_is_a_note(begin: Begin, text: str) -> None:
    blind = begin(lang="zh")
    blind.key("e")
    blind.loop.pass_(3)
    blind.words(text)
    blind.key("enter")
    assert blind.notes() == [text] and "closed" not in blind.kinds()


def test_what_else_an_act_completed_is_read_whole_in_a_small_window(tmp_path: Path) -> None:
    """It stood in the line of what was recorded, and was cut at its edge."""
    hands = Hands(tmp_path, "zh", "power-outage")
    message = "已记录 #12：打电话 值班主管 13800000000：已打通；同时 #13 每 20 分钟通报一轮：已通报值班主管，下一轮 10:40"
    for cols, rows in ((80, 24), (60, 18)):
        extras = Extras(12, message=message, back="（u 撤回）")
        drawn = text_of(picture(hands.session.incident, TEN, "zh", cols, rows - 4, extras))
        assert "同时#13每20分钟通报一轮：已通报值班主管，下一轮10:40" in "".join("".join(drawn).split())
        assert "已打通" in "".join(drawn) and "u 撤回" in "".join(drawn)


def test_what_is_opened_beside_the_other_kind_says_which_it_is(bare: Kit, tmp_path: Path) -> None:
    hands = Hands(tmp_path, "zh", "power-outage")
    assert command._beside(hands.ctx, hands.session) == ""
    log = opened(tmp_path, "fire")
    hands.session.folder.incident.drill = ev.Drill()
    drill = guide(hands.ctx, hands.session.folder, False)
    assert "这是演练" in command._beside(hands.ctx, drill) and log.ref


def named(blind: Blind) -> str:
    """The text that is said to come back first."""
    return blind.screen.prose.breath.remarks.said().partition("没有记下“")[2].split("”")[0]


def test_up_brings_the_text_that_the_line_names_each_alone(begin: Begin) -> None:
    """Texts of two forms came back glued to one another, or another one than was named."""
    blind = begin(lang="zh")
    for key, text in (("s", "等门卫来开门"), ("h", "华老师去开门"), ("k", "王女士的钱包")):
        blind.key(key, 3)
        blind.rests()
        blind.rests()
        blind.words(text)
        blind.key("escape", 1.5)
        blind.rests()
        assert blind.asked == "step" and named(blind) == text
    blind.key("n", 0.5)
    blind.rests()
    for text in ("王女士的钱包", "华老师去开门", "等门卫来开门"):
        assert named(blind) in ("", text)
        blind.key("up")
        assert blind.line() == text


def test_what_is_left_of_a_form_behind_a_refused_text_is_named_in_the_order_it_comes_back(begin: Begin) -> None:
    blind = begin(lang="zh")
    refused_at_times(blind, leave=False)
    for _ in range(4):
        blind.key("escape", 1.2)
    first = named(blind)
    blind.key("n", 0.5)
    blind.rests()
    blind.key("up")
    assert first and blind.line() == first
    second = named(blind)
    blind.key("up")
    assert second and blind.line() == second
