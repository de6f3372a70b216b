"""A customer to call back, typed without looking: in one line or one after the other, in any order; what
plainly belongs elsewhere goes there with a word, and no time is wrong in silence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from kit.incidents.incident.rules.kinds.callbacks import Callback
from tests.live.conftest import Begin
from tests.support.blind import Blind

PASSING = {"step-doing", "timer-started"}


def at_k(begin: Begin, lang: str = "zh") -> Blind:
    blind = begin(lang=lang)
    blind.loop.pass_(4)
    blind.key("k", 1)
    blind.loop.pass_(3)
    return blind


def says(blind: Blind, *lines: str, pace: float = 2.5) -> None:
    """Each and Enter, with what a hand rests between them; "" is Enter alone."""
    for line in lines:
        if line:
            blind.loop.pass_(pace)
            blind.words(line)
        blind.key("enter", 0.25 if line else pace)


def owed(blind: Blind) -> list[Callback]:
    return list(blind.session.incident.callbacks.values())


def shown(back: Callback) -> tuple[str, str, str, str]:
    at = back.promised
    return back.name, back.phone, back.matter, f"{at:%H:%M}" if isinstance(at, datetime) else ""


ALL = ("王女士", "13800000000", "账单", "10:14")


@pytest.mark.parametrize(
    "line",
    [
        "王女士 13800000000 账单 14分钟",
        "王女士，13800000000，账单，10:14",
        "王女士 13800000000 10点14 账单",
        "13800000000 王女士 账单 10:14",
    ],
)
def test_the_whole_on_one_line_is_recorded_at_once_and_said(begin: Begin, line: str) -> None:
    """A form behind it took the sentences, keys and Enters that came next."""
    blind = at_k(begin)
    says(blind, line)
    assert blind.asked == "step" and [shown(back) for back in owed(blind)] == [ALL]
    assert all(part in blind.session.message for part in (ALL[0], ALL[1], ALL[3])), blind.session.message


@pytest.mark.parametrize(
    ("line", "at"),
    [("王女士 13800000000 14分钟", "10:14"), ("王女士 13800000000 账单 14分钟", "10:14"), ("李先生 0000-8888 退款 13点10", "13:10")],
)
def test_what_is_typed_behind_it_is_none_of_it(begin: Begin, line: str, at: str) -> None:
    blind = at_k(begin)
    says(blind, line)
    blind.loop.pass_(1.2)
    blind.words("a区同事哭了，先让她休息")
    blind.key("enter")
    blind.rests()
    (back,) = owed(blind)
    assert "同事" not in back.matter and shown(back)[3] == at
    assert any("同事哭了" in note for note in blind.notes()), blind.notes()


def test_a_sentence_where_the_number_is_wanted_is_none_of_a_matter_that_was_said(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "王女士 账单 14分钟")
    assert blind.asked == "customer-phone"
    blind.words("门禁都松开了")
    blind.key("enter", 1)
    blind.rests()
    assert not owed(blind) or owed(blind)[0].matter == "账单"
    if blind.asked == "customer-phone":
        says(blind, "13800000000")
    assert [shown(back) for back in owed(blind)] == [ALL]


@pytest.mark.parametrize(
    "lines",
    [
        ("王女士", "13800000000", "账单", "10:14"),
        ("王女士", "账单", "13800000000", "14分钟"),
        ("王女士", "10点14", "13800000000", "账单"),
        ("王女士", "13800000000", "10:14", "账单"),
        ("王女士 13800000000", "账单 10:14"),
        ("王女士 账单", "13800000000 10:14"),
    ],
)
def test_the_same_in_any_order_line_by_line(begin: Begin, lines: tuple[str, ...]) -> None:
    blind = at_k(begin)
    says(blind, *lines)
    assert blind.asked == "step", (blind.asked, blind.screen.posed.question.lines)
    assert [shown(back) for back in owed(blind)] == [ALL]
    assert "10:14" in blind.session.message


def test_the_order_of_the_fields_stands_there_at_once(begin: Begin) -> None:
    for lang, order in (("zh", ("姓名", "电话", "什么事", "几点")), ("en", ("Name", "number", "about what", "time"))):
        blind = at_k(begin, lang)
        above = " ".join(blind.screen.posed.question.lines)
        places = [above.index(each) for each in order]
        assert places == sorted(places)
        blind.key("escape", 2)


@pytest.mark.parametrize("gap", [0.25, 0.4, 0.8, 2.0])
def test_enter_enter_behind_a_number_records_him_and_a_third_one_does_no_step(begin: Begin, gap: float) -> None:
    """The second one was refused, and the form stayed open under everything that came behind."""
    blind = at_k(begin)
    before = blind.kinds()
    says(blind, "王女士 13800000000")
    blind.key("enter", gap)
    assert blind.asked == "step"
    assert [shown(back) for back in owed(blind)] == [("王女士", "13800000000", "", "")]
    blind.key("enter", 2)
    blind.rests()
    new = set(blind.kinds()[len(before) :])
    assert "step-done" not in new and "callback-added" in new


def test_a_finger_that_bounced_does_not_end_it(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "王女士 13800000000")
    blind.key("enter", 0.05)
    assert blind.asked == "customer-matter" and owed(blind) == []


def test_a_second_enter_behind_a_name_alone_rings_and_two_later_ones_record_it(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hand that twitches goes on with the number."""
    blind = at_k(begin)
    rung: list[str] = []
    monkeypatch.setattr(blind.screen, "bell", lambda: rung.append(blind.asked))
    says(blind, "王女士")
    blind.key("enter", 0.25)
    assert blind.asked == "customer-phone" and owed(blind) == [] and rung
    blind.key("enter", 2)
    assert blind.asked == "customer-matter" and owed(blind) == []
    blind.key("enter", 2)
    assert [back.name for back in owed(blind)] == ["王女士"]


@pytest.mark.parametrize("line", ["王女士 13800000000 账单 23点半", "王女士 账单 22:40"])
def test_a_time_far_off_is_asked_back_on_one_line_too(begin: Begin, line: str) -> None:
    blind = at_k(begin)
    says(blind, line)
    assert blind.asked == "customer-which" and owed(blind) == []
    blind.key("y", 3)
    blind.rests()
    if blind.asked == "customer-phone":
        says(blind, "")
    (back,) = owed(blind)
    assert back.matter == "账单" and back.promised is not None and back.promised.strftime("%H:%M") in ("23:30", "22:40")


@pytest.mark.parametrize("typed", ["25:70", "昨天3点"])
def test_what_is_no_time_stands_in_no_timer_and_is_said(begin: Begin, typed: str) -> None:
    blind = at_k(begin)
    says(blind, f"王女士 13800000000 账单 {typed}")
    above = " ".join(blind.screen.posed.question.lines)
    assert blind.asked == "customer-promised" and typed in above
    says(blind, typed)
    assert blind.asked == "customer-promised" and owed(blind) == [] and blind.session.alert
    says(blind, "14分钟")
    blind.rests()
    assert owed(blind)[0].promised is not None and owed(blind)[0].promised.strftime("%H:%M") == "10:14"


@pytest.mark.parametrize("line", ["王女士 13800000000 账单 9点", "王女士 13800000000 账单 20"])
def test_a_time_of_two_readings_is_chosen(begin: Begin, line: str) -> None:
    blind = at_k(begin)
    says(blind, line)
    assert blind.asked == "customer-which" and owed(blind) == []
    times = [option.label for option in blind.screen.posed.question.options][:-1]  # the last: no time
    assert len(times) == 2
    for key in ("1", "2", "enter", "r"):
        blind.key(key, 1)
        blind.rests()
    assert blind.asked == "customer-which" and owed(blind) == []
    blind.key("#", 3)  # it may answer the report, which ``r`` asks about at a step
    assert blind.asked == "customer-which" and owed(blind) == []
    blind.key("#", 3)
    blind.rests()
    assert blind.asked == "step"
    at = owed(blind)[0].promised
    assert at is not None and times[1].startswith((f"{at:%H:%M}", f"{at:%m-%d %H:%M}"))


def test_esc_goes_back_line_by_line_and_leaves_no_trace(begin: Begin) -> None:
    blind = at_k(begin)
    before = blind.kinds()
    says(blind, "王女士", "13800000000")
    asked = []
    for _ in range(3):
        blind.key("escape", 3)
        blind.rests()
        asked.append((blind.asked, blind.line()))
    assert asked[:2] == [("customer-phone", "13800000000"), ("customer", "王女士")] and asked[2][0] == "step"
    assert blind.kinds() == before


def test_a_note_typed_into_the_form_is_a_note_and_a_name_that_stood_there_is_told(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "王女士")
    blind.key("n", 2)
    blind.words("走廊有烟")
    blind.key("enter")
    blind.rests()
    if blind.asked == "read-back":
        blind.key("#", 2)
        blind.rests()
    assert blind.notes() == ["走廊有烟"] and owed(blind) == []
    line: Any = blind.screen.prose.lines.line
    assert "王女士" in " ".join([line.left, *line.lost])


def test_a_call_back_of_which_more_than_a_name_is_known_is_recorded_when_a_note_leads_out(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "王女士 13800000000")
    blind.key("n", 2)
    blind.words("走廊有烟")
    blind.key("enter")
    blind.rests()
    if blind.asked == "read-back":
        blind.key("#", 2)
        blind.rests()
    assert blind.notes() == ["走廊有烟"] and [shown(each) for each in owed(blind)] == [("王女士", "13800000000", "", "")]
    line: Any = blind.screen.prose.lines.line
    assert "王女士" not in " ".join([line.left, *line.lost, blind.screen.prose.breath.remarks.text])
    assert "没有时间" in blind.session.message


@pytest.mark.parametrize(("time", "readings"), [("23点半", 1), ("9点", 2)])
def test_a_time_that_is_asked_back_rings_stands_and_lets_a_note_through(begin: Begin, monkeypatch: pytest.MonkeyPatch, time: str, readings: int) -> None:
    """``21点半`` was far off, was asked back without a bell, and the next sentence took everything along."""
    blind = begin(lang="zh")
    rung: list[str] = []
    monkeypatch.setattr(blind.screen, "bell", lambda: rung.append(blind.asked))
    blind.loop.pass_(4)
    blind.key("k", 1)
    blind.loop.pass_(1)
    for text in ("陈先生", "13900000002", "发票没收到", time):
        for char in text:
            blind.key(char)
        blind.key("enter")
    assert blind.asked == "customer-promised-which" and rung
    blind.loop.pass_(1)
    for char in "gongdan系统也慢了":
        blind.key(char)
    blind.key("enter")
    blind.rests()
    assert blind.notes() == ["gongdan系统也慢了"] and blind.asked == "customer-promised-which" and owed(blind) == []
    blind.key("y", 2)
    blind.rests()
    (back,) = owed(blind)
    assert (back.name, back.phone, back.matter) == ("陈先生", "13900000002", "发票没收到") and back.promised is not None


@pytest.mark.parametrize("away", ["q", "o"])
def test_who_leaves_a_time_that_is_asked_back_has_the_call_back_without_it(begin: Begin, away: str) -> None:
    blind = at_k(begin)
    says(blind, "陈先生", "13900000002", "发票没收到", "23点半")
    assert blind.asked == "customer-promised-which"
    blind.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
    blind.key(away, 3)
    blind.loop.pass_(3)
    assert [shown(each) for each in owed(blind)] == [("陈先生", "13900000002", "发票没收到", "")]


def test_what_others_promise_by_when_on_one_line_is_recorded_at_once(begin: Begin) -> None:
    blind = begin(lang="zh")
    blind.loop.pass_(4)
    blind.key("j", 1)
    blind.loop.pass_(3)
    says(blind, "供电局 来电 20分钟")
    (found,) = blind.session.incident.forecasts.values()
    assert found.who == "供电局" and blind.asked == "step" and "10:20" in blind.session.message


def test_a_time_typed_for_what_others_promise_is_the_time(begin: Begin) -> None:
    blind = begin(lang="zh")
    blind.loop.pass_(4)
    blind.key("j", 1)
    blind.loop.pass_(3)
    says(blind, "供电局", "来电 20分钟")
    assert blind.asked == "step" and len(blind.session.incident.forecasts) == 1 and "10:20" in blind.session.message


def test_what_others_promise_waits_where_a_note_leaves_it_unsettled(begin: Begin) -> None:
    blind = begin(lang="zh")
    blind.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
    blind.loop.pass_(4)
    blind.key("j", 1)
    blind.loop.pass_(3)
    says(blind, "供电局 来电 9点")
    assert blind.asked == "customer-which"
    blind.key("q", 3)
    blind.loop.pass_(3)
    assert not blind.session.incident.forecasts and "供电局 来电 9点" in " ".join(blind.session.unsaid)


@pytest.mark.parametrize(("time", "at"), [("明天9:30", "03-03 09:30"), ("周五10:00", "03-06 10:00"), ("tomorrow 3pm", "03-03 15:00")])
def test_a_day_that_is_named_with_its_hour_is_clear_and_asked_of_nobody(begin: Begin, time: str, at: str) -> None:
    """It was asked back as far off, and the next ``k`` left the call-back without its time."""
    blind = at_k(begin)
    says(blind, "陈先生", "13900000002", "发票没收到", time)
    assert blind.asked == "step"
    blind.key("k", 1)
    blind.loop.pass_(3)
    says(blind, f"王女士 13800000000 账单 {time}", "")
    assert [f"{back.promised:%m-%d %H:%M}" for back in owed(blind)] == [at, at]


def standing(blind: Blind) -> str:
    return blind.screen.prose.breath.remarks.said()


def test_a_call_back_without_its_time_is_said_until_somebody_can_have_read_it(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "陈先生", "13900000002", "发票没收到", "23点半")
    blind.key("k", 1)
    blind.loop.pass_(3)
    says(blind, "孙先生 13900000003 账单 30分钟")
    assert [shown(back)[0::3] for back in owed(blind)] == [("陈先生", ""), ("孙先生", "10:30")]
    assert "陈先生 几点回电" in standing(blind)
    blind.key("n", 0.25)
    blind.words("电话很多")
    blind.key("enter")
    assert blind.notes() == ["电话很多"] and "陈先生 几点回电" in standing(blind)
    blind.loop.pass_(5)
    blind.key("v", 5)
    assert standing(blind) == ""


def test_what_was_typed_as_its_time_and_is_none_is_said_so_too(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "王女士 13800000000 账单 25:70", "")
    assert [shown(back)[3] for back in owed(blind)] == [""] and "王女士 几点回电" in standing(blind)


def test_of_two_without_a_time_both_are_named(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "陈先生 13900000002 发票")
    assert blind.asked == "customer-promised"
    blind.key("k", 1)
    blind.words("孙先生 13900000003 账单 23点半")
    blind.key("enter", 1)
    blind.key("k", 2)
    blind.loop.pass_(3)
    says(blind, "王女士 13800000000 账单 30分钟")
    assert [shown(back)[3] for back in owed(blind)] == ["", "", "10:30"]
    assert "陈先生、孙先生" in standing(blind)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_that_one_has_no_time_stands_behind_him_and_not_behind_the_next(begin: Begin, lang: str) -> None:
    """``k李先生 …`` in the form of 王女士: that he has no time stood behind 李先生, who has one."""
    blind = at_k(begin, lang)
    says(blind, "王女士 13800000000 账单", "k李先生 13900001111")
    assert [back.name for back in owed(blind)] == ["王女士"]
    assert "王女士（按 k" in blind.session.message or "time: 王女士" in blind.session.message
    assert "王女士" in blind.screen.prose.breath.remarks.said()
    says(blind, "充电", "14分钟")
    assert [back.name for back in owed(blind)] == ["王女士", "李先生"]
    assert "王女士" not in blind.session.message and "李先生" in blind.session.message
    assert "王女士" in blind.screen.prose.breath.remarks.said()


def test_a_note_that_leads_out_says_behind_it_whose_time_is_missing(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "王女士 13800000000 账单")
    blind.loop.pass_(2)
    says(blind, "n大屏黑了")
    blind.rests()
    assert blind.notes() == ["大屏黑了"] and "没有时间：王女士（按 k 补）" in blind.session.message


def test_a_time_whose_reading_was_not_chosen_is_said_to_be_missing_while_the_next_form_is_open(begin: Begin) -> None:
    """``9点10``, Enter at the question which one, ``k``: he was recorded without it, and nothing said so."""
    blind = at_k(begin)
    says(blind, "王女士 13900000001 账单 9点10")
    assert blind.asked == "customer-which"
    blind.key("enter", 2)
    blind.key("k", 2)
    blind.rests()
    assert blind.asked == "customer"
    (back,) = owed(blind)
    assert back.promised is None and back.matter.count("9点10") == 1
    assert "没有时间：王女士" in blind.session.message and "王女士 几点回电" in blind.screen.prose.breath.remarks.said()
    says(blind, "李先生 13900001111")
    assert "王女士 几点回电" in blind.screen.prose.breath.remarks.said()


@pytest.mark.parametrize(("lang", "name", "matter", "at"), [("zh", "孙老师", "课程查询", "半小时"), ("en", "Mr Sun", "timetable", "30 min")])
def test_one_without_a_number_is_asked_for_the_rest_and_recorded_by_the_time(begin: Begin, lang: str, name: str, matter: str, at: str) -> None:
    """The empty number ended the form, and what he wanted and when became notes."""
    blind = at_k(begin, lang)
    says(blind, name, "", matter, at)
    assert [shown(back) for back in owed(blind)] == [(name, "", matter, "10:30")]
    assert blind.asked == "step" and blind.notes() == []


@pytest.mark.parametrize("lines", [("孙老师", "", ""), ("孙老师", "", "课程查询", "")])
def test_an_empty_field_behind_the_empty_number_is_the_end(begin: Begin, lines: tuple[str, ...]) -> None:
    blind = at_k(begin)
    says(blind, *lines)
    (back,) = owed(blind)
    assert (back.name, back.phone, back.matter) == ("孙老师", "", lines[2]) and back.promised is None
    assert blind.asked == "step"


def test_a_note_behind_the_empty_number_leaves_him_recorded(begin: Begin) -> None:
    """A hand that believes the form at its end."""
    blind = at_k(begin)
    says(blind, "孙老师", "")
    blind.loop.pass_(2)
    says(blind, "n大屏黑了")
    blind.rests()
    if blind.asked == "read-back":
        blind.key("#", 2)
        blind.rests()
    assert blind.notes() == ["大屏黑了"] and [back.name for back in owed(blind)] == ["孙老师"]


def test_the_form_s_own_example_is_recorded_at_once_with_its_time_read_back(begin: Begin) -> None:
    blind = at_k(begin)
    says(blind, "王女士 13900000001 账单 3点10")
    (back,) = owed(blind)
    assert back.promised == back.since.replace(hour=15, minute=10) and back.matter == "账单" and blind.asked == "step"
    assert "15:10" in blind.session.message


@pytest.mark.parametrize(("lang", "line", "matter"), [
    ("en", "Zhou 13800000000 refund of order 12", "refund of order 12"), ("zh", "王女士 13800000000 退款订单 12", "退款订单 12"),
])  # fmt: skip
def test_a_figure_of_the_matter_is_said_to_be_no_time(begin: Begin, lang: str, line: str, matter: str) -> None:
    """"Which time is 12?" had times alone for an answer; numbered lines had ``n``."""
    blind = at_k(begin, lang)
    says(blind, line)
    assert blind.asked == "customer-which" and owed(blind) == []
    last = blind.screen.posed.question.options[-1]
    assert last.key == "m" and last.label
    blind.key("m", 3)
    blind.rests()
    assert blind.asked == "customer-promised"
    says(blind, "14")
    blind.rests()
    (back,) = owed(blind)
    assert back.matter == matter and back.promised is not None and f"{back.promised:%H:%M}" == "10:14"


def test_so_is_one_of_what_others_promise(begin: Begin) -> None:
    blind = begin(lang="en")
    blind.loop.pass_(4)
    blind.key("j", 1)
    blind.loop.pass_(3)
    says(blind, "wu the specialist, repair of lift 12")
    assert blind.asked == "customer-which"
    blind.key("m", 3)
    blind.rests()
    says(blind, "t+3")
    blind.rests()
    assert blind.asked == "forecast-when-which", "what is no time by itself is asked about here, too"


@pytest.mark.parametrize("line", ["x 13800001111 退款 21:00", "Ｙ 13800001111"])
def test_a_key_before_a_number_is_nobodys_name_and_is_asked_again(begin: Begin, line: str) -> None:
    """``x 13800001111``: a customer of the name x was owed a call."""
    blind = begin(lang="zh")
    blind.loop.pass_(8)
    blind.key("k")
    blind.loop.pass_(4)
    blind.types(line)
    blind.rests()
    assert blind.asked == "customer" and blind.line() == line and "callback-added" not in blind.kinds()
    assert "不是姓名" in blind.screen.posed.question.lines[0]
