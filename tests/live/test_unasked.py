"""What opens unasked, and a hand that goes on without knowing of it: it rings, stands until one of its own
keys comes, and nothing that is typed meanwhile counts as something else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.lapsed import said
from kit.incidents.incident.files.taking_back import newest
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.withdrawal import in_force
from kit.live.guide.talk.handed import handed
from tests.live.conftest import Begin, critical
from tests.support.blind import Blind
from tests.support.constants import TEN

PASSING = {"note", "step-doing", "left", "resumed"}


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One for each bell, as it would ring."""
    rung: list[str] = []
    from kit.ground.terminal.screen import Screen

    def bell(screen: Screen) -> None:
        if not screen.session.silent:
            rung.append(screen.posed.question.name)

    monkeypatch.setattr(Screen, "bell", bell)
    return rung


def too_soon(begin: Begin) -> Blind:
    """An act, and Enter at a call at once."""
    blind = begin(lang="zh", at="tell-tech")
    blind.key("n")
    blind.words("到了")
    blind.key("enter")
    blind.key("x", 2)
    blind.loop.pass_(0.6)
    blind.key("enter", 1)
    return blind


def test_a_question_that_nobody_asked_for_rings_and_is_answered_by_no_key_of_a_blind_hand(
    begin: Begin, rung: list[str]
) -> None:
    """120 was reached, the hand believed; what came next dealt with a call that nobody had made."""
    blind = too_soon(begin)
    assert blind.asked == "so-soon" and rung.count("so-soon") == 1
    before, bells = blind.kinds(), len(rung)
    for key in ("enter", "2", "1", "s", "a", "l", "enter"):
        blind.key(key, 1)
        blind.rests()
    assert blind.asked == "so-soon" and blind.kinds() == before
    assert len(rung) == bells + 7
    blind.key("y")
    blind.rests()
    assert blind.kinds() == before and blind.asked == "so-soon"  # figures were typed at it: it asks by name
    blind.key("y", 2)
    blind.rests()
    assert blind.kinds() != before and blind.asked == "step"


def test_a_note_typed_at_it_is_recorded_where_the_hand_is_and_the_question_stands_again(begin: Begin) -> None:
    blind = too_soon(begin)
    before = blind.kinds()
    for text in ("小王去接车", "客户醒了"):
        blind.rests()
        blind.words(text)
        blind.key("enter")
        assert blind.asked == "so-soon"
    blind.rests()
    blind.key("n")
    blind.rests()
    blind.words("两人")
    blind.key("enter")
    blind.rests()
    blind.types("yi ge ren na dao")
    assert blind.notes()[-4:] == ["小王去接车", "客户醒了", "两人", "yi ge ren na dao"]
    assert blind.asked == "so-soon" and set(blind.kinds()[len(before):]) == {"note"}
    blind.key("enter", 2)
    assert set(blind.kinds()[len(before):]) == {"note"}


def test_a_note_left_by_escape_at_it_can_be_brought_back(begin: Begin) -> None:
    blind = too_soon(begin)
    blind.rests()
    blind.words("写错了")
    blind.key("escape")
    assert blind.asked == "so-soon" and "写错了" in blind.screen.prose.breath.remarks.said()


def test_u_at_what_was_not_recorded_takes_back_nothing_else(begin: Begin, rung: list[str]) -> None:
    """The hand takes back the call that it believes recorded; the one before it went."""
    blind = too_soon(begin)
    before = blind.kinds()
    for _ in range(2):
        blind.key("u", 1)
    blind.rests()
    assert blind.kinds() == before and blind.asked == "step" and "没撤" in blind.screen.word
    assert rung


def test_what_opens_something_else_leads_out_and_it_is_asked_again_behind_it(begin: Begin) -> None:
    blind = too_soon(begin)
    before = blind.kinds()
    blind.key("k", 1)
    blind.rests()
    for text in ("li", "13911112222", "refund", "+30"):
        blind.types(text)
    assert "callback-added" in blind.kinds()[len(before):] and blind.asked == "so-soon"
    blind.key("enter", 1)
    assert "called" not in blind.kinds()[len(before):]
    blind.key("escape", 1)
    assert blind.asked == "step"


def test_a_step_that_wants_a_reason_is_not_left_out_for_what_comes_next(begin: Begin) -> None:
    """``a`` asked for a reason at a step about life, and the name typed four keys later was it."""
    blind = critical(begin)
    before = blind.kinds()
    blind.key("a")
    blind.rests()
    for key in ("enter", "2", "1", "enter", "enter"):
        blind.key(key, 1)
    blind.rests()
    blind.words("小王")
    blind.key("enter")
    assert blind.asked == "read-back"
    for key in ("x", "enter", "1", "enter"):
        blind.key(key, 1)
        blind.rests()
    blind.words("家属来过")
    blind.key("enter")
    assert blind.kinds()[len(before):] == ["note", "note"] and blind.notes() == ["小王", "家属来过"]
    blind.key("escape", 1)
    assert "step-not-applicable" not in blind.kinds()


@pytest.mark.parametrize("key", ["a", "s"])
@pytest.mark.parametrize("gap", [3.3, 5.0])
def test_chinese_words_behind_its_key_are_the_reason_at_once_where_it_can_have_been_read(begin: Begin, key: str, gap: float) -> None:
    """Sooner they may be the note of a hand that pressed it by mistake, and are read back."""
    blind = critical(begin)
    blind.key(key)
    blind.loop.pass_(gap - 0.25)
    if key == "a":
        blind.loop.pass_(max(0.0, 0.6 - gap))
    blind.words("呼吸正常")
    blind.key("enter")
    assert blind.asked == "step" and {"step-not-applicable", "step-skipped"} & {*blind.kinds()}


def test_a_sentence_behind_u_is_a_note_and_takes_back_nothing(begin: Begin, rung: list[str]) -> None:
    blind = begin(lang="zh", at="tell-tech")
    blind.key("n")
    blind.words("错了")
    blind.key("enter")
    blind.rests()
    blind.key("u")
    blind.rests()
    assert blind.asked == "undo" and not rung
    for key in ("1", "enter"):
        blind.key(key, 1)
        blind.rests()
    assert len(rung) == 2
    blind.words("电工到了")
    blind.key("enter")
    assert blind.asked == "step" and blind.notes() == ["错了", "电工到了"] and "undone" not in blind.kinds()
    assert len(rung) == 3  # what u had named is the last entry no more


@pytest.mark.parametrize("by", ["n", "a sentence", "k"])
def test_u_behind_anything_recorded_since_asks_anew_about_that(begin: Begin, rung: list[str], by: str) -> None:
    """``Enter u n note Enter u``: the second ``u`` took back the step, and not the note."""
    blind = begin(lang="zh", at="tell-tech")
    blind.key("x", 3)
    blind.rests()
    blind.key("u", 3)
    blind.rests()
    assert blind.asked == "undo" and any("再按 u" in line for line in blind.screen.posed.question.lines)
    if by != "a sentence":
        blind.key(by, 3)
        blind.rests()
    for text in ("li", "13911112222", "tui fei", "+30") if by == "k" else ("beizhu",):
        blind.types(text)
    blind.rests()
    told = blind.screen.prose.breath.remarks.said()
    assert blind.asked == "step" and "没有答：撤回" in told and rung, told
    before = blind.kinds()
    blind.key("u", 3)
    blind.rests()
    assert blind.asked == "undo" and blind.kinds() == before
    assert ("tui fei" if by == "k" else "beizhu") in blind.screen.posed.question.text, blind.screen.posed.question.text
    blind.key("u", 1)
    blind.rests()
    gone = newest(blind.session.folder).gone()
    acts = [e for e in blind.session.folder.entries if e.event.kind in ("called", "note", "callback-added")]
    assert [e.id in gone for e in acts] == [False, True], "the call in vain stays"


@pytest.mark.parametrize("leaves", ["escape", "an empty line", "k and back"])
def test_what_recorded_nothing_leaves_the_question_of_u_where_it_was(begin: Begin, leaves: str) -> None:
    blind = begin(lang="zh", at="tell-tech")
    blind.key("x", 3)
    blind.rests()
    blind.key("u", 3)
    blind.rests()
    blind.key("k" if leaves == "k and back" else "n", 3)
    blind.rests()
    blind.key("enter" if leaves == "an empty line" else "escape", 1)
    blind.rests()
    assert blind.asked == "undo" and "undone" not in blind.kinds()


@pytest.mark.parametrize("gap", [0.25, 1.0])
def test_u_and_u_take_back_whatever_the_pause(begin: Begin, gap: float) -> None:
    blind = begin(lang="zh", at="tell-tech")
    for text in ("一", "二"):
        blind.key("n")
        blind.words(text + "号楼")
        blind.key("enter")
        blind.rests()
    for _ in range(2):
        blind.key("u")
        blind.key("u", gap)
        blind.rests()
    assert blind.kinds().count("undone") == 2


def test_u_and_u_take_back_on_a_machine_whose_picture_takes_as_long_as_a_key(begin: Begin) -> None:
    """The second one came before the question could have been read, and was dropped."""
    blind = begin(lang="zh", at="tell-tech")
    blind.key("x")
    blind.rests()
    blind.key("u", 1)
    blind.loop.pass_(0.25)
    blind.screen.posed.guard(0.15)  # drawn only now
    blind._arrives("u")
    blind.rests()
    assert "undone" in blind.kinds()


def test_u_and_u_with_nothing_but_the_opening_ring_and_take_back_nothing(tmp_path: Path, begin: Begin, rung: list[str]) -> None:
    blind = begin(lang="zh")
    while blind.asked != "withdraw":  # what the test did to come here
        for key in ("u", "u"):
            blind.key(key, 1)
        blind.rests()
    before = blind.kinds()
    bells = len(rung)
    for key in ("u", "enter", "1"):
        blind.key(key, 1)
        blind.rests()
    assert blind.kinds() == before and len(rung) == bells + 3 and blind.asked == "withdraw"


def due(begin: Begin, minute: float = 40) -> Blind:
    """Several timers are due and on the screen."""
    blind = begin("power-outage", "zh")
    for _ in range(6):
        if len(blind.session.due()) > 1:
            break
        minute += 20
        now = Now(TEN + timedelta(minutes=minute))
        blind.hands.now = lambda now=now: now  # type: ignore[misc]
        blind.session.refresh()
    blind.session.picture(80, 24)
    looked = Now(now.wall + timedelta(seconds=2))
    blind.hands.now = lambda: looked  # type: ignore[method-assign]
    assert len(blind.session.due()) > 1
    return blind


def test_d_and_r_answer_the_most_urgent_of_several_and_d_again_lists_them(begin: Begin) -> None:
    """``r`` did nothing at a list; ``n`` and ``s`` behind it became a note."""
    blind = due(begin)
    first = blind.session.due()[0].key
    blind.key("d")
    assert blind.asked == "due"
    options = {o.key for o in blind.screen.posed.question.options}
    assert "d" in options
    blind.key("r" if "r" in options else "y", 1)
    blind.rests()
    events = [e.event for e in blind.session.folder.entries]
    assert any(isinstance(e, ev.TimerAnswered) and e.timer == first for e in events)
    blind.key("d", 1)
    blind.key("d", 1)
    assert blind.asked in ("due-list", "due") and (len(blind.session.due()) == 1 or blind.asked == "due-list")


def test_o_where_no_other_is_open_leads_home(begin: Begin) -> None:
    """It did nothing, and what was typed for the search at home became a note."""
    blind = begin(lang="zh", at="tell-tech")
    blind.key("o")
    blind.words("客户晕倒")
    blind.key("enter")
    assert blind.notes() == ["客户晕倒"] and not blind.session.ended  # typed on behind it
    blind.rests()
    with pytest.raises(Exception, match="not running"):  # the screen would end now
        blind.key("o", 4)
        blind.loop.pass_(1.1)
    assert blind.session.ended and blind.session.home and blind.screen.over


def test_handing_over_is_one_line_and_the_enters_behind_it_count_at_the_next_step(begin: Begin) -> None:
    blind = begin(lang="zh", at="tell-tech")
    blind.key("h")
    blind.rests()
    blind.words("小李")
    blind.key("enter")
    assert blind.asked == "step" and blind.kinds().count("step-handed") == 1
    assert blind.session.incident.views()  # and nothing is asked any more


@pytest.mark.parametrize(
    ("text", "name", "minutes", "repeated"),
    [
        ("小李", "小李", None, False),
        ("小李 20分钟 已复述", "小李", 20, True),
        ("Li 20 min repeated", "Li", 20, True),
        ("小李 10:30", "小李", 30, False),
        ("客服 12", "客服 12", None, False),  # a name
        ("已复述", "已复述", None, False),
    ],
)
def test_by_when_and_that_it_was_repeated_may_stand_behind_the_name(
    text: str, name: str, minutes: int | None, repeated: bool
) -> None:
    until = None if minutes is None else TEN + timedelta(minutes=minutes)
    assert handed(text, TEN, None) == (name, until, repeated)


def test_a_list_called_by_its_name_or_about_a_life_opens_by_two_enters_of_a_hurried_hand(tmp_path: Path) -> None:
    from kit.plans.finder import talk as finder
    from tests.support.hands import Hands

    hands = Hands(tmp_path, "zh", "power-outage")
    from kit.plans.checklists.files import Checklists

    lists = hands.ctx.of(Checklists)
    all_of = [lists.checklist(t) for t in lists.types()]
    assert finder.found(hands.ctx, all_of, "停电").safe
    assert finder.found(hands.ctx, all_of, "客户晕倒").safe, "few words in which life is in danger"
    assert not finder.found(hands.ctx, all_of, "客户晕倒在三号窗口旁边了吧").safe
    assert not finder.found(hands.ctx, all_of, "3号客户晕倒").safe
    assert not finder.found(hands.ctx, all_of, "灯全灭了").safe


def test_a_time_given_for_an_act_that_did_not_count_is_not_that_of_a_note_beside_it(begin: Begin) -> None:
    blind = begin(lang="zh", at="tell-tech")
    blind.key("x", 2)
    blind.loop.pass_(0.6)
    blind.session.earlier.given(TEN - timedelta(minutes=5))
    blind.key("enter", 1)
    assert blind.asked == "so-soon"
    blind.rests()
    blind.words("家属来过")
    blind.key("enter")
    (entry,) = (e for e in blind.session.folder.entries if e.event.kind == "note")
    assert blind.notes() == ["家属来过"] and entry.at == TEN


def test_what_is_refused_at_a_number_that_is_asked_about_is_left_by_u(begin: Begin) -> None:
    blind = begin(lang="zh", at="seats")
    blind.rests()
    blind.types("300")
    assert blind.asked == "number-typed"
    blind.key("u", 2)
    blind.key("u", 1)
    blind.rests()
    assert blind.asked == "step" and not blind.notes() and "undone" not in blind.kinds()


@pytest.mark.parametrize(
    ("typed", "note"),
    [("3号机房断电", "3号机房断电"), ("12 seats dead", "12 seats dead"), ("2 people hurt", "2 people hurt"),
     ("40 callers wait", "40 callers wait"), ("xian zhang lai le", "xian zhang lai le"),
     ("all out", "all out"), ("2n小王到了", "小王到了"), ("2nd floor is dark", "2nd floor is dark"), ("x客户醒了", "客户醒了"), ("119来了", "119来了")],
)
@pytest.mark.parametrize("by", ["key by key", "in one piece"])
def test_a_note_at_what_stands_begins_with_every_key_that_was_refused(begin: Begin, typed: str, note: str, by: str) -> None:
    """"3号机房断电" stood in the log as "号机房断电", "12 seats dead" as "2 seats dead". No Chinese note begins with a
    letter that is a key here: that one is said not to have counted."""
    blind = too_soon(begin)
    before = blind.kinds()
    blind.rests()
    if by == "in one piece":
        blind.words(typed)
        blind.key("enter")
    else:
        blind.types(typed)
    assert blind.kinds()[len(before):] == ["note"] and blind.notes()[-1] == note and blind.asked == "so-soon"
    remarks = blind.screen.prose.breath.remarks
    assert typed != "x客户醒了" or "x" in [*remarks.keys, *remarks.now]


@pytest.mark.parametrize(
    ("first", "rest", "note"),
    [("3", "号机房断电", "3号机房断电"), ("1", "2 seats dead", "12 seats dead"), ("x", "ian zhang lai le", "xian zhang lai le"),
     ("x", "客户醒了", "客户醒了"), ("1", "客户醒了", "客户醒了")],
)
def test_it_begins_with_one_refused_before_a_breath_only_where_words_go_on_so(
    begin: Begin, first: str, rest: str, note: str
) -> None:
    blind = too_soon(begin)
    blind.key(first, 1)
    blind.loop.pass_(0.4)
    if rest.isascii():
        blind.types(rest)
    else:
        blind.words(rest)
        blind.key("enter")
    assert blind.notes()[-1] == note and blind.asked == "so-soon"


def test_u_and_w_or_y_withdraw_no_incident(begin: Begin) -> None:
    """``w`` is the key for words to say: typed behind ``u`` without looking it withdrew the incident."""
    blind = begin(lang="zh")
    for _ in range(9):
        for key in ("u", "w", "y"):
            blind.key(key, 1)
            blind.rests()
        blind.key("escape", 2)
        blind.rests()
    assert "closed" not in blind.kinds() and not blind.session.ended
    while blind.asked != "withdraw":
        for key in ("u", "u"):
            blind.key(key, 1)
        blind.rests()
    with pytest.raises(Exception, match=r"exit|not running"):  # the screen would end now
        blind.key("#", 1)
        blind.rests()
    assert blind.session.incident.outcome == "opened-in-error"


def test_letters_of_another_sort_of_timer_are_refused_by_those_of_this_one_and_begin_no_note(begin: Begin, rung: list[str]) -> None:
    """``d r`` at a check: ``r`` waited as the first letter of a sentence, and took in all that was pressed next."""
    blind = due(begin)
    for _ in range(9):
        blind.key("d", 1)
        blind.rests()
        keys = {o.key for o in blind.screen.posed.question.options}
        if "y" in keys and "r" not in keys:
            break
        blind.key("s" if "r" not in keys else "r", 1)
        blind.rests()
    assert {"y", "n"} <= keys and "r" not in keys
    before = blind.kinds()
    for key in "ro":
        bells = len(rung)
        blind.key(key, 1)
        assert f"{key} 没算：" in blind.screen.word and "y/n" in blind.screen.word, blind.screen.word
        blind.rests()
        assert len(rung) == bells + 1 and blind.asked == "due" and blind.kinds() == before
    blind.key("n", 1)
    blind.rests()
    assert blind.asked == "due-sure" and blind.kinds() == before, "behind a stray letter it is asked about"
    blind.key("y", 2)
    blind.rests()
    assert blind.asked == "step" and blind.kinds() != before and not blind.notes()


def test_a_call_that_was_asked_about_is_over_once_its_step_was_done_at_what_is_due(begin: Begin) -> None:
    """Two calls in vain, ``x`` asks whom; ``d r`` does the step, and ``y`` would have said it of the next one."""
    blind = begin(lang="zh", at="tell-tech", minute=6)
    blind.rests()
    for key in ("x", "x", "enter"):
        blind.key(key, 7)
        blind.rests()
    assert blind.asked == "call-who"
    step = blind.session.step.key
    blind.key("d", 1)
    blind.rests()
    blind.session.record(lambda d: acts.tick(d, step))  # as an answer to what is due does
    blind.key("escape", 1)
    blind.rests()
    assert blind.asked == "step" and blind.session.step.key != step
    assert "打的是谁" not in blind.screen.prose.breath.remarks.said(), "that call is recorded by now"
    before = blind.kinds()
    blind.key("y", 4)
    blind.rests()
    assert blind.kinds() == before


def test_that_something_else_was_done_a_moment_ago_is_over_after_a_while_and_the_next_enter_counts(begin: Begin) -> None:
    """It stood there a minute later, and the Enter of a call that was made by then did not count."""
    blind = too_soon(begin)
    before = blind.kinds()
    blind.loop.pass_(10)
    assert blind.asked == "so-soon"
    blind.loop.pass_(12)
    assert blind.asked == "step" and blind.kinds() == before and "打通了。真的是就按 y" in said(blind.screen.prose.standing)
    blind.key("enter", 30)
    blind.rests()
    assert blind.asked == "step" and "called" in blind.kinds()[len(before):]


def test_it_is_over_behind_a_note_that_was_typed_meanwhile_and_never_under_a_moving_hand(begin: Begin) -> None:
    blind = too_soon(begin)
    before = blind.kinds()
    blind.loop.pass_(17)
    for char in "yi ge ren na dao le":
        blind.key(char)
    assert blind.asked == "note-beside"
    blind.key("enter")
    assert blind.asked == "so-soon" and blind.notes()[-1] == "yi ge ren na dao le"
    blind.key("2", 0.75)
    assert blind.asked == "so-soon"
    blind.loop.pass_(3)
    assert blind.asked == "step" and blind.kinds()[len(before):] == ["note"]


@pytest.mark.parametrize("key", ["c", "k", "i", "j", "d", "@"])
def test_a_key_that_a_closed_incident_does_not_offer_is_refused_at_what_is_asked_there(begin: Begin, rung: list[str], key: str) -> None:
    """``c`` at what ``u`` asks behind a closing led nowhere, and nothing was said of it."""
    blind = begin()
    for answer in ("close", blind.session.incident.ref[-4:], "resolved"):
        blind.screen.answer(answer)
    blind.rests()
    blind.key("u", 3)
    blind.rests()
    assert blind.asked == "undo"
    before = blind.kinds()
    blind.key(key, 3)
    blind.rests()
    assert blind.asked == "undo" and blind.screen.word and rung and blind.kinds() == before


@pytest.mark.parametrize(("key", "went"), [("x", "未接通"), ("f", "关机"), ("enter", "打通了")])
def test_whom_a_call_was_to_is_asked_with_the_result_that_waits_and_another_one_is_refused_by_it(
    begin: Begin, rung: list[str], key: str, went: str
) -> None:
    """``x``, and Enter for a call that was answered: ``y`` recorded that nobody had answered."""
    blind = begin(lang="zh", at="tell-tech")
    for _ in range(2):
        blind.key("x", 6)
        blind.rests()
    blind.loop.pass_(4)
    blind.key(key, 2.3)
    blind.rests()
    assert blind.asked == "call-who" and blind.screen.posed.question.text.startswith(went)
    before = blind.kinds()
    for other in ("enter", "x", "f"):
        blind.key(other, 2)
        assert went in blind.screen.word and rung and blind.kinds() == before
        blind.rests()
    blind.key("y", 2)
    blind.rests()
    (last,) = [e.event for e in blind.session.folder.entries if e.event.kind == "called"][2:]
    assert went in blind.session.message and last.result == {"x": "no-answer", "f": "phone-off", "enter": "reached"}[key]  # type: ignore[attr-defined]


def lapsed(begin: Begin) -> Blind:
    """The call that did not count, and what asked about it is over."""
    blind = too_soon(begin)
    blind.loop.pass_(25)
    assert blind.asked == "step" and "按 y" in said(blind.screen.prose.standing)
    return blind


@pytest.mark.parametrize("seconds", [0, 0.2, 4, 60])
def test_the_letter_of_what_is_asked_means_the_same_when_the_question_goes_by_itself(begin: Begin, seconds: float) -> None:
    """``y`` became "ask again" under the hand that meant "yes: reached"."""
    blind = too_soon(begin)
    step, before = blind.session.step, blind.kinds()
    blind.loop.pass_(19.9)
    assert blind.asked == "so-soon"
    blind.key("y", seconds)
    blind.rests()
    new = [e.event for e in blind.session.folder.entries][len(before):]
    assert blind.asked == "step" and isinstance(new[0], ev.Called), blind.screen.word
    assert new[0].result == "reached" and step is not None and new[0].step == step.key


@pytest.mark.parametrize("other", ["note", "9"])
def test_what_lapsed_is_asked_again_by_its_letter_behind_another_key(begin: Begin, other: str) -> None:
    """``y`` pressed half a minute later did nothing, and the call stood in no log."""
    blind = lapsed(begin)
    step = blind.session.step
    if other == "note":
        blind.key("n", 3)
        blind.rests()
        blind.words("护士来了")
        blind.key("enter")
        blind.rests()
    else:
        blind.key(other, 3)
        blind.rests()
    before = blind.kinds()
    blind.key("y", 4)
    blind.rests()
    assert blind.asked == "so-soon" and blind.kinds() == before
    blind.key("enter", 2)
    assert blind.asked == "so-soon" and blind.kinds() == before
    blind.key("y", 2)
    blind.rests()
    new = [e.event for e in blind.session.folder.entries][len(before):]
    assert isinstance(new[0], ev.Called) and new[0].result == "reached" and new[0].step == step.key


def test_a_sentence_that_begins_with_its_letter_is_a_note_of_all_of_it(begin: Begin) -> None:
    blind = lapsed(begin)
    before = blind.kinds()
    blind.types("yi ge ren shang")
    blind.rests()
    assert blind.notes()[-1] == "yi ge ren shang" and blind.kinds()[len(before):] == ["note"]


def test_what_lapsed_is_asked_no_more_once_something_else_was_recorded(begin: Begin) -> None:
    blind = lapsed(begin)
    blind.key("l", 4)
    blind.rests()
    before = blind.kinds()
    blind.key("y", 4)
    blind.rests()
    assert blind.asked != "so-soon" and blind.kinds() == before and "y " in blind.screen.word


def test_another_result_than_the_one_that_lapsed_is_asked_about_by_name(begin: Begin) -> None:
    blind = lapsed(begin)
    before = blind.kinds()
    blind.key("x", 4)
    blind.rests()
    assert blind.asked == "so-soon" and blind.kinds() == before
    blind.key("y", 2)
    blind.rests()
    (made,) = (e.event for e in blind.session.folder.entries[len(before):] if e.kind == "called")
    assert isinstance(made, ev.Called) and made.result != "reached"


@pytest.mark.parametrize("gap", [0.25, 1.5])
def test_u_u_behind_a_note_over_an_enter_that_did_not_count_takes_back_the_note(begin: Begin, gap: float) -> None:
    """It spoke of the Enter, of which nothing was recorded: the note went with the fourth key."""
    blind = too_soon(begin)
    blind.key("n", 2)
    blind.words("电梯停了")
    blind.key("enter")
    assert blind.notes()[-1] == "电梯停了" and blind.asked == "so-soon"
    for _ in range(2):
        blind.key("u", gap)
    blind.rests()
    assert blind.kinds()[-1] == "undone" and blind.asked == "so-soon"
    assert [e.event.text for e in in_force(blind.session.folder.entries) if e.event.kind == "note"] == ["到了"]  # type: ignore[attr-defined]
    before = blind.kinds()
    for _ in range(2):
        blind.key("u", 1.5)
    blind.rests()
    assert blind.kinds() == before and blind.asked == "step", "the Enter is what is left to take back"


def test_u_u_behind_a_note_typed_quickly_after_u_took_back_nothing_takes_back_the_note(begin: Begin) -> None:
    blind = too_soon(begin)
    blind.key("u", 2)
    assert blind.asked == "step"
    blind.key("n")
    blind.words("电梯停了")
    blind.key("enter")
    for _ in range(2):
        blind.key("u")
    blind.rests()
    assert blind.kinds()[-2:] == ["note", "undone"]


def digits(begin: Begin) -> Blind:
    """A note, and a step's answer in words that is nothing but digits."""
    blind = begin(lang="zh", at="which-system")
    blind.session.record(lambda d: acts.note(d, "先前的备注"))
    blind.loop.pass_(4)
    blind.key("enter", 1)
    blind.loop.pass_(3)
    blind.types("8888")
    return blind


def far_minutes(begin: Begin) -> Blind:
    """The same, where so many minutes may be mistyped."""
    blind = begin(lang="zh", type_="power-outage")
    wanted = next(v.key for v in blind.session.incident.views() if v.step.answer == "minutes")
    blind = begin(lang="zh", type_="power-outage", at=wanted)
    blind.session.record(lambda d: acts.note(d, "先前的备注"))
    blind.loop.pass_(4)
    blind.key("enter", 1)
    blind.loop.pass_(3)
    blind.types("1500")
    return blind


def brought_back(blind: Blind) -> str:
    blind.loop.pass_(4)
    blind.key("n")
    blind.rests()
    blind.key("up")
    return blind.line()


@pytest.mark.parametrize("gap", [0.25, 0.8, 2.9])
@pytest.mark.parametrize(("ask", "typed"), [(digits, "8888"), (far_minutes, "1500")])
def test_u_where_a_value_is_asked_about_takes_back_that_value_and_nothing_before_it(
    begin: Begin, rung: list[str], gap: float, ask: Callable[[Begin], Blind], typed: str
) -> None:
    """It opened what takes back the entry before, which the second ``u`` withdrew; the value was gone unsaid."""
    blind = ask(begin)
    assert blind.asked == "value-sure" and rung == ["value-sure"]
    blind.loop.pass_(1)
    before = blind.kinds()
    blind.key("u", 1)
    told = blind.screen.word + blind.screen.prose.breath.remarks.said()
    assert blind.asked == "step" and f"没有记下“{typed}”" in told and "没撤" in told and rung[1:]
    blind.key("u", gap)
    blind.rests()
    assert blind.asked == "undo" and "先前的备注" in blind.screen.posed.question.text
    blind.key("escape", 1)
    assert blind.kinds() == before and blind.asked == "step"
    assert brought_back(blind) == typed


@pytest.mark.parametrize("gap", [0.8, 4.0])
@pytest.mark.parametrize(("at", "text", "asks"), [("seats", "300", "number-typed"), ("", "n@ 9:10 客户来过", "earlier-which")])
def test_u_where_a_note_is_asked_about_keeps_the_note_to_be_brought_back(
    begin: Begin, gap: float, at: str, text: str, asks: str
) -> None:
    """It was said that nothing was recorded, and what was typed stood nowhere."""
    blind = begin(lang="zh", at=at)
    blind.session.record(lambda d: acts.note(d, "先前的备注"))
    blind.loop.pass_(4)
    blind.types(text)
    assert blind.asked == asks
    before, typed = blind.kinds(), text.removeprefix("n")
    blind.key("u", 1)
    assert blind.asked == "step" and f"没有记下“{typed}”" in blind.screen.prose.breath.remarks.said()
    blind.key("u", gap)
    blind.rests()
    assert blind.asked == ("undo" if gap > 3 else "step") and blind.kinds() == before
    blind.key("escape", 1)
    assert brought_back(blind) == typed


@pytest.mark.parametrize("gap", [0.8, 4.0])
def test_a_short_reason_that_u_took_back_waits_behind_other_keys_too(begin: Begin, gap: float) -> None:
    blind = critical(begin)
    blind.key("a")
    blind.rests()
    blind.key("enter", 1)
    blind.words("忙")
    blind.key("enter")
    assert blind.asked == "read-back"
    blind.key("u", 2)
    assert "没有记下“忙”" in blind.screen.prose.breath.remarks.said()
    blind.key("v", gap)
    blind.key("escape", 4)
    assert brought_back(blind) == "忙" and "step-not-applicable" not in blind.kinds()
