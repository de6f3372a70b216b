"""Times, amounts and choices as people type them: read rightly, asked back, or refused; never guessed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.ground.base.typed.amounts import Amount, AskAmount, read_choice, read_minutes, read_number
from kit.ground.base.typed.times import COMING, PAST, SNOOZE, Ask, Field, read

CHINA = timezone(timedelta(hours=8))
NIGHT = datetime(2026, 11, 28, 0, 12, tzinfo=CHINA)
AFTERNOON = datetime(2026, 11, 28, 14, 0, tzinfo=CHINA)


def seen(text: str, field: Field, now: datetime = NIGHT) -> str:
    """``11-27 21:30``; ``which: …`` with the times to choose from; or the refusal's code."""
    try:
        found = read(text, field, now)
    except Refused as refused:
        return refused.code
    if isinstance(found, Ask):
        return f"{found.why}: " + " | ".join(f"{at:%m-%d %H:%M}" for at in found.times)
    return f"{found:%m-%d %H:%M}"


@pytest.mark.parametrize("text", ["23:58", "2358", "23;58", "23；58", "23。58", "23.58", "２３：５８", "23点58", "23时58分", "23点58分", "昨天23:58", "昨晚11点58", "晚上11点58", "夜里11点58分", "11-27 23:58", "2026/11/27 23:58", "2026-11-27 23:58", "2026-11-27T23:58:00+08:00", "11月27日 23:58", "27号23:58", "yesterday 23:58", "11:58pm", "yesterday 11.58 pm", "-14", "—14", "−14", "14分钟前", "14 min ago", "十四分钟前"])  # fmt: skip
def test_the_same_moment_is_read_however_it_is_written(text: str) -> None:
    assert seen(text, PAST) == "11-27 23:58"


@pytest.mark.parametrize("text", ["by 3", "before three", "until 3", "til 3", "at 3", "3前", "三之前", "到3", "等到3点", "最晚3", "by 03"])  # fmt: skip
def test_a_number_behind_a_word_for_a_point_of_time_is_an_hour_and_no_minutes(text: str) -> None:
    assert seen(text, COMING) == "11-28 03:00"
    assert seen("by 20", COMING) == "far: 11-28 20:00" and seen("within 3", COMING) == seen("3", COMING) == "11-28 00:15"


@pytest.mark.parametrize("text", ["at 13", "from 13", "since 13", "从13", "在13点", "从13点起", "13点开始", "自13"])
def test_what_began_at_an_hour_is_read_with_the_word_for_it(text: str) -> None:
    assert seen(text, PAST, AFTERNOON) == "11-28 13:00"


@pytest.mark.parametrize("text", ["14点多", "刚过14点", "l4:00", "14:0O", "14电", "14点来钟", "14:00 or thereabouts", "14:00，记不清", "I think 14:00"])
def test_what_is_only_about_right_or_a_slip_of_the_hand_is_asked_back_with_the_time_that_it_seems(text: str) -> None:
    assert seen(text, PAST, AFTERNOON) == "about: 11-28 14:00"


@pytest.mark.parametrize(("text", "right"), [
    ("ershi fenzhong qian", "11-27 23:52"), ("zuowan 11dian", "11-27 23:00"), ("夜里头11点", "11-27 23:00"), ("day before yesterday at 11pm", "far: 11-26 23:00"),
    ("nine o'clock yesterday evening", "11-27 21:00"), ("she said 23:50", "11-27 23:50"), ("yday 11pm", "11-27 23:00"), ("last nite 11pm", "11-27 23:00"), ("half past midnight", "far: 11-27 00:30"), ("10 to 11", "about: 11-27 22:50 | 11-27 10:50"),
    ("quarter to", "11-27 23:45"), ("half past", "11-27 23:30"), ("整点", "11-28 00:00"), ("午夜", "11-28 00:00"), ("midnight", "11-28 00:00"),
])  # fmt: skip
def test_spoken_forms_are_read_in_a_field_of_the_past(text: str, right: str) -> None:
    assert seen(text, PAST) == right


@pytest.mark.parametrize(("text", "right"), [
    ("call back at half four", "about: 11-28 16:30 | 11-29 04:30"), ("约定16点", "11-28 16:00"), ("9dianban", "which: 11-28 21:30 | 11-29 09:30"), ("er shi fenzhong", "11-28 14:20"),
    ("三刻钟", "11-28 14:45"), ("等一个小时", "11-28 15:00"), ("an hr", "11-28 15:00"), ("周一早上9点", "far: 11-30 09:00"), ("half past", "11-28 14:30"), ("整点", "11-28 15:00"),
    ("二十来分钟", "about: 11-28 14:20"), ("七八分钟", "about: 11-28 14:07"), ("个把小时", "about: 11-28 15:00"), ("eleven sharp", "which: 11-28 23:00 | 11-29 11:00"),
])  # fmt: skip
def test_spoken_forms_are_read_or_asked_back_in_a_field_of_what_is_to_come(text: str, right: str) -> None:
    assert seen(text, COMING, AFTERNOON) == right


@pytest.mark.parametrize(("text", "value"), [("20多分钟", 20), ("十来分钟", 10), ("三五分钟", 3), ("一两个小时", 60), ("20+", 20), ("between 10 and 12", 10), ("seventy odd", 70), ("个把钟头", 60)])  # fmt: skip
def test_an_amount_that_says_no_more_than_about_how_many_is_asked_back(text: str, value: float) -> None:
    assert read_minutes(text) == AskAmount(text, value) and read_minutes(f"={value}") == Amount(value)


def test_amounts_are_read_as_they_are_spoken() -> None:
    said = {"ninety": 90, "2 1/2 hours": 150, "a dozen minutes": 12, "15 fenzhong": 15, "she reckons 35 min": 35, "说是要十二分钟": 12, "hour": 60}
    assert {text: read_minutes(text) for text in said} == {text: Amount(value) for text, value in said.items()}


@pytest.mark.parametrize(("text", "right"), [
    ("24:00", "11-28 00:00"), ("7分钟前", "11-28 00:05"), ("—7", "11-28 00:05"), ("半小时", "11-27 23:42"), ("半小时前", "11-27 23:42"),
    ("一刻钟前", "11-27 23:57"), ("1小时", "11-27 23:12"), ("一个半小时", "11-27 22:42"), ("2h", "11-27 22:12"), ("two hours ago", "11-27 22:12"),
    ("half an hour ago", "11-27 23:42"), ("21点半", "11-27 21:30"), ("现在", "11-28 00:12"), ("now", "11-28 00:12"), ("2130", "11-27 21:30"), ("夜里12点", "11-28 00:00"),
])  # fmt: skip
def test_what_has_happened(text: str, right: str) -> None:
    assert seen(text, PAST) == right


@pytest.mark.parametrize(("text", "right"), [
    ("830", "11-28 08:30"), ("三点十分", "11-28 03:10"), ("3点10", "11-28 03:10"), ("3点10分", "11-28 03:10"), ("9点一刻", "11-28 09:15"), ("9点三刻", "11-28 09:45"),
    ("15", "11-28 00:27"), ("+15", "11-28 00:27"), ("15分钟后", "11-28 00:27"), ("一刻钟后", "11-28 00:27"), ("半小时", "11-28 00:42"), ("30分钟后", "11-28 00:42"),
    ("1小时", "11-28 01:12"), ("in 20 minutes", "11-28 00:32"), ("再过十分钟", "11-28 00:22"), ("90秒", "11-28 00:13"), ("凌晨1点", "11-28 01:00"), ("早上8点", "11-28 08:00"),
])  # fmt: skip
def test_what_is_to_come(text: str, right: str) -> None:
    assert seen(text, COMING) == right


@pytest.mark.parametrize("text", ["24:01", "25:00", "9999", "23:60", "abc", "", "  ", "23:", ":30", "13点99", "2026-02-30 10:00", "3天", "昨天", "12:3x", "--", "一二三四五六", "0x10"])
def test_what_is_no_time_is_refused_by_what_this_field_takes(text: str) -> None:
    assert seen(text, PAST) == "time-past"
    assert seen(text, COMING) == "time-coming"


@pytest.mark.parametrize(("text", "field", "code"), [
    ("15分钟后", PAST, "time-future"), ("+5", PAST, "time-future"), ("明天9:30", PAST, "time-future"), ("11-28 09:00", PAST, "time-future"),
    ("-15", COMING, "time-passed"), ("7分钟前", COMING, "time-passed"), ("昨天23:58", COMING, "time-passed"), ("11-27 23:58", COMING, "time-passed"),
    ("15-20", SNOOZE, "11-28 00:27"), ("15到20", SNOOZE, "11-28 00:27"), ("15-20", COMING, "time-coming"), ("20-15", SNOOZE, "time-coming"), ("2130", SNOOZE, "time-most"), ("明早8点", SNOOZE, "time-most"), ("300", SNOOZE, "11-28 03:00 far"),
])  # fmt: skip
def test_a_time_on_the_wrong_side_or_out_of_bounds_says_so(text: str, field: Field, code: str) -> None:
    if code == "11-28 03:00 far":  # 300 minutes are too many for a snooze, three o'clock is asked back
        assert seen(text, field) == "far: 11-28 03:00"
        return
    assert seen(text, field) == code


@pytest.mark.parametrize(("text", "field", "now", "asked"), [
    ("120", SNOOZE, NIGHT, "which: 11-28 01:20 | 11-28 02:12"),
    ("3:30", COMING, AFTERNOON, "which: 11-28 15:30 | 11-29 03:30"),
    ("1:50", PAST, AFTERNOON, "which: 11-28 13:50 | 11-28 01:50"),
    ("明天9:30", COMING, NIGHT, "which: 11-29 09:30 | 11-28 09:30"),
    ("明天9:30", COMING, AFTERNOON, "far: 11-29 09:30"),
    ("刚才", PAST, NIGHT, "which: 11-28 00:12 | 11-28 00:07"),
    ("昨晚2点", PAST, AFTERNOON, "which: 11-28 02:00 | 11-27 02:00"),
    ("3:10", COMING, AFTERNOON.replace(hour=15, minute=20), "which: 11-29 03:10 | 11-29 15:10"),
    ("2130", COMING, NIGHT, "far: 11-28 21:30"),
    ("15", PAST, NIGHT, "which: 11-27 23:57 | 11-27 15:00"),
    ("凌晨1点", PAST, NIGHT, "far: 11-27 01:00"),
    ("2026-01-01 00:04", PAST, NIGHT, "far: 01-01 00:04"),
    ("14:30", PAST, AFTERNOON, "far: 11-27 14:30"),
])  # fmt: skip
def test_what_can_mean_two_times_or_lies_far_off_is_asked_back(
    text: str, field: Field, now: datetime, asked: str
) -> None:
    assert seen(text, field, now) == asked


def test_just_before_midnight_0_is_now_and_no_question_of_summer_time() -> None:
    """Now, and the midnight that is half a minute off, were two times of one sentence."""
    now = datetime(2026, 11, 27, 23, 59, 30, tzinfo=CHINA)
    assert read("0", PAST, now) == now


def test_a_promise_is_read_against_its_own_time_not_the_time_of_typing() -> None:
    at = datetime(2026, 11, 28, 20, 6, tzinfo=CHINA)
    assert seen("20:08", COMING, at) == "11-28 20:08"


@given(st.datetimes(datetime(2026, 11, 27, 13), datetime(2026, 11, 28, 0, 11)))
def test_every_time_that_the_kit_prints_it_also_reads(at: datetime) -> None:
    at = at.replace(second=0, microsecond=0, tzinfo=CHINA)
    for form in ("%m-%d %H:%M", "%Y-%m-%d %H:%M"):
        assert read(at.strftime(form), PAST, NIGHT) == at
    assert read(at.isoformat(), PAST, NIGHT) == at


@given(st.text(max_size=12), st.sampled_from([PAST, COMING, SNOOZE]))
def test_no_text_whatever_gives_a_time_outside_its_field(text: str, field: Field) -> None:
    try:
        found = read(text, field, NIGHT)
    except Refused as refused:
        assert refused.code in ("time-past", "time-coming", "time-future", "time-passed", "time-most")
        return
    for at in found.times if isinstance(found, Ask) else [found]:
        assert at <= NIGHT if field is PAST else at > NIGHT
        assert isinstance(found, Ask) or abs(at - NIGHT) <= field.ask


def new_york(naive: datetime) -> list[datetime]:
    zone = ZoneInfo("America/New_York")
    out = []
    for fold in (0, 1):
        at = naive.replace(tzinfo=zone, fold=fold)
        fixed = at.replace(tzinfo=timezone(at.utcoffset() or timedelta()))
        back = fixed.astimezone(zone)
        if back.replace(tzinfo=None, fold=0) == naive and fixed not in out:
            out.append(fixed)
    return out


def _zones() -> bool:
    try:
        ZoneInfo("America/New_York")
    except ZoneInfoNotFoundError:
        return False
    return True


@pytest.mark.skipif(not _zones(), reason="this machine has no time zones")
def test_an_hour_that_the_clock_shows_twice_is_asked_back_and_one_it_skips_is_refused() -> None:
    before = datetime(2026, 11, 1, 0, 50, tzinfo=timezone(timedelta(hours=-4)))
    twice = read("1:30", COMING, before, new_york)
    assert isinstance(twice, Ask) and twice.why == "twice"
    assert twice.times[1] - twice.times[0] == timedelta(hours=1)
    spring = datetime(2026, 3, 8, 1, 30, tzinfo=timezone(timedelta(hours=-5)))
    with pytest.raises(Refused) as refused:
        read("2:30", COMING, spring, new_york)
    assert refused.value.code == "time-gap"


@pytest.mark.parametrize(("text", "minutes"), [
    ("2小时", 120), ("2h", 120), ("1.5小时", 90), ("90秒", 1.5), ("十五", 15), ("三十", 30), ("半小时", 30), ("约15", 15), ("15", 15), ("15左右", 15), ("15分钟", 15), ("两个半小时", 150), ("一刻钟", 15), ("about 20", 20), ("2 hours", 120),
])  # fmt: skip
def test_an_amount_in_minutes(text: str, minutes: float) -> None:
    assert read_minutes(text) == Amount(minutes)


@pytest.mark.parametrize(("text", "minutes"), [("15-20", 15), ("15到20分钟", 15), ("1-2小时", 60), ("十五到二十", 15)])
def test_of_a_range_the_lower_end_is_taken_and_that_is_said(text: str, minutes: float) -> None:
    assert read_minutes(text) == Amount(minutes, lower=True)


@pytest.mark.parametrize("text", ["3天", "-3", "abc", "", "2光年", "15 apples"])
def test_an_unknown_unit_is_no_amount(text: str) -> None:
    with pytest.raises(Refused, match=r"amount|^$"):
        read_minutes(text)


def test_more_than_a_day_of_minutes_is_asked_back() -> None:
    assert read_minutes("2000") == AskAmount("2000", 2000)


def test_a_rate_over_a_hundred_percent_is_refused() -> None:
    assert read_number("85", 0, 100) == Amount(85)
    with pytest.raises(Refused) as refused:
        read_number("150", 0, 100)
    assert refused.value.code == "amount-bounds"


@pytest.mark.parametrize("text", ["2", "2、", "2.", "二", "２", "第二", "2)"])
def test_the_second_choice_however_it_is_typed(text: str) -> None:
    assert read_choice(text, 3) == 2


@pytest.mark.parametrize("text", ["", "0", "4", "x", "22"])
def test_what_is_no_choice_picks_none(text: str) -> None:
    assert read_choice(text, 3) is None


@pytest.mark.parametrize(
    ("text", "field", "now", "meant"),
    [
        ("31号 9点", COMING, "2026-11-30T10:00", "2026-12-31T09:00"),
        ("31日9:00", COMING, "2026-09-30T10:00", "2026-10-31T09:00"),
        ("the 31st at 9:00", COMING, "2027-02-01T10:00", "2027-03-31T09:00"),
        ("31号 9点", PAST, "2026-11-30T10:00", "2026-10-31T09:00"),
        ("30号 21:00", PAST, "2026-12-01T10:00", "2026-11-30T21:00"),
        ("31号 9点", PAST, "2027-01-01T10:00", "2026-12-31T09:00"),
        ("30号 9点", PAST, "2027-03-01T10:00", "2027-01-30T09:00"),
    ],
)
def test_a_day_of_the_month_is_the_next_or_the_last_month_s_that_has_it(text: str, field: Field, now: str, meant: str) -> None:
    at = datetime.fromisoformat(f"{now}+08:00")
    found = read(text, field, at)
    times = found.times if isinstance(found, Ask) else [found]
    assert datetime.fromisoformat(f"{meant}+08:00") in times


@pytest.mark.parametrize("text", ["32号 9点", "0号 9点", "the 32nd at 9:00"])
@pytest.mark.parametrize("field", [COMING, PAST])
def test_a_day_that_no_month_has_is_no_time(text: str, field: Field) -> None:
    with pytest.raises(Refused):
        read(text, field, datetime.fromisoformat("2026-11-30T10:00+08:00"))
