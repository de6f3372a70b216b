"""The ground's small reckonings at their bounds, each against a recount that is written another way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from kit.ground.base import cells, going
from kit.ground.base.astray import ASTRAY, Astray
from kit.ground.base.clean import clean, parted, pieces, whole
from kit.ground.base.days import DAY, Public
from kit.ground.base.four_eyes import by_another
from kit.ground.base.named import alike, named, short, writer
from kit.ground.base.phones import digits, is_phone, is_words, reaches
from kit.ground.base.refusal import Refused
from kit.ground.base.typed.amounts import (
    MONTH,
    Amount,
    AskAmount,
    lower_end,
    read_choice,
    read_minutes,
    read_number,
)
from kit.ground.base.typed.dates import of_month
from kit.ground.base.typed.fronts import LONGEST, front
from kit.ground.base.typed.hours import hours_of
from kit.ground.base.typed.spans import arabic, span, spelt
from kit.ground.base.typed.times import COMING, PAST, SNOOZE, Ask, Field, read
from kit.ground.base.workdays import Calendar, due, read_dates, read_days

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 27, 15, 20, tzinfo=CHINA)  # a Friday


# ---- days ----------------------------------------------------------------------------------------

WEEK = frozenset(range(5))
STATE = Public(
    (2026,), off=(date(2026, 10, 1), date(2026, 10, 2), date(2026, 12, 30)), on=(date(2026, 10, 10), date(2027, 1, 2)),
    by_law=(2027,), law=(date(2026, 5, 1), date(2027, 1, 1)),
)  # fmt: skip


def test_the_state_s_own_days_go_before_the_week_and_the_law_only_where_no_notice_is_entered() -> None:
    said = {
        date(2026, 10, 1): False, date(2026, 10, 10): True, date(2026, 10, 8): True, date(2026, 10, 11): False, date(2026, 5, 1): True,
        date(2027, 1, 1): False, date(2027, 1, 2): True, date(2027, 1, 4): True, date(2027, 1, 3): False,
    }  # fmt: skip
    assert {day: STATE.works(day, WEEK) for day in said} == said


def test_a_day_is_sure_by_its_year_s_notice_and_the_last_four_of_a_year_by_the_next_one_s() -> None:
    said = {
        date(2026, 6, 1): (0, "known"), date(2026, 12, 27): (0, "known"), date(2026, 12, 28): (2027, "law"), date(2026, 12, 31): (2027, "law"), date(2026, 12, 30): (0, "known"),
        date(2027, 1, 2): (0, "known"), date(2027, 1, 1): (2027, "law"), date(2027, 12, 31): (2027, "law"), date(2028, 1, 1): (2028, "unknown"), date(2025, 12, 31): (2025, "unknown"),
    }  # fmt: skip
    assert {day: (STATE.lacks(day), STATE.sure(day)) for day in said} == said
    both = Public((2026, 2027))
    assert [both.lacks(date(2026, 12, 31)), both.lacks(date(2027, 12, 27)), both.lacks(date(2027, 12, 28))] == [0, 0, 2028]


def test_of_a_year_only_it_and_the_next_are_kept_and_the_law_only_where_no_notice_is() -> None:
    assert STATE.about(2027) == Public((), on=(date(2027, 1, 2),), by_law=(2027,), law=(date(2027, 1, 1),))
    assert STATE.about(2026) == Public((2026,), STATE.off, STATE.on, (2027,), (date(2027, 1, 1),))
    assert STATE.about(2025) == Public((2026,), STATE.off, (date(2026, 10, 10),)) and STATE.about(2028) == Public()
    assert Public((2026,), by_law=(2026, 2027, 2028)).about(2026).by_law == (2027,)


def test_the_nth_working_day_is_the_nth_of_the_days_that_are_worked() -> None:
    """Every day of three weeks around a holiday, by calendars of its own and of the state."""
    own = Calendar(WEEK, time(17, 30), frozenset({date(2026, 10, 5)}), frozenset({date(2026, 10, 4)}))
    calendars = [own, Calendar(WEEK, time(18), own.off, own.on, STATE), Calendar(frozenset(range(7)), time(22), own.off, public=STATE), Calendar(frozenset({5}), time(9), public=STATE)]
    for calendar in calendars:
        ahead = [date(2026, 9, 25) + n * DAY for n in range(60)]
        worked = [day for day in ahead if (day in calendar.on or (day not in calendar.off and (day.weekday() in calendar.days if calendar.public is None or len(calendar.days) == 7 else STATE.works(day, calendar.days))))]
        for start in ahead[:21]:
            behind = [day for day in worked if day > start]
            for number in (1, 2, 3):
                found = due(datetime.combine(start, time(10), CHINA), number, calendar)
                assert found.at == datetime.combine(behind[number - 1], calendar.closes, CHINA) and found.unentered == 0


def test_the_first_year_that_is_counted_through_without_a_notice_is_said() -> None:
    calendar = Calendar(WEEK, time(17, 30), frozenset({date(2027, 1, 4)}), public=STATE)
    assert [due(datetime(2026, 12, day, 10, tzinfo=CHINA), 1, calendar).unentered for day in (24, 25, 27, 28)] == [0, 2027, 2027, 2027]
    assert due(datetime(2026, 12, 24, 10, tzinfo=CHINA), 400, calendar).unentered == 2027, "the first of them"
    assert [calendar.lacks(date(2027, 1, day)) for day in (4, 5)] == [0, 2027], "what the place says itself is sure"
    assert Calendar(frozenset(range(7)), time(22), public=STATE).lacks(date(2030, 1, 1)) == 0
    assert Calendar(WEEK, time(22)).lacks(date(2030, 1, 1)) == 0


def test_two_days_of_the_week_are_a_spell_that_may_run_over_its_end() -> None:
    for first in range(1, 8):
        for last in range(1, 8):
            days, day = {first}, first
            while day != last:
                day = day % 7 + 1
                days.add(day)
            assert read_days(f"{first}-{last}") == {one - 1 for one in days}
    assert read_days("周一,周三") == {0, 2} and read_days("mon to wed") == {0, 1, 2}


def test_a_holiday_of_two_months_is_read_and_one_day_more_is_a_slip() -> None:
    assert len(read_dates("2026-01-01..2026-03-04")) == 63 and read_dates("2026-01-01..2026-01-01") == {date(2026, 1, 1)}
    for text in ("2026-01-01..2026-03-05", "2026-01-02..2026-01-01"):
        with pytest.raises(ValueError):
            read_dates(text)


# ---- typed times ---------------------------------------------------------------------------------


def test_the_hours_that_a_part_of_the_day_can_mean() -> None:
    """Morning ends at noon, early afternoon is the noon of one to three, the night of four or before may be the next day's."""
    for hour in range(25):
        assert hours_of(hour, "", False) == [hour]
        assert hours_of(hour, "am", True) == ([0] if hour == 12 else [hour] if hour in range(12) else [])
        assert hours_of(hour, "am", False) == ([0, 12] if hour == 12 else [hour] if hour in range(12) else [])
        assert hours_of(hour, "pm", False) == {0: [], 12: [12]}.get(hour, [hour if hour > 12 else hour + 12])
        assert hours_of(hour, "night", False) == ([0] if hour in (0, 12) else [hour] if hour in range(1, 9) else [])
        assert hours_of(hour, "noon", False) == ([hour + 12] if hour in (1, 2, 3) else [hour] if hour in range(11, 16) else [])
        for part in ("eve", "late"):
            midnight = [24] if part == "eve" else [24, 0]
            usual = [hour, hour + 24] if hour in (1, 2, 3, 4) else [hour + 12] if hour in range(5, 12) else [hour] if hour in range(17, 24) else []
            assert hours_of(hour, part, False) == (midnight if hour in (0, 12, 24) else usual)


@pytest.mark.parametrize("now", [NOW, NOW.replace(month=1, day=31), NOW.replace(month=3, day=1), NOW.replace(month=12, day=31)])
def test_a_day_of_the_month_is_found_by_walking_from_today(now: datetime) -> None:
    today = now.replace(hour=0, minute=0)
    for day in range(1, 32):
        for past in (True, False):
            walked = next(at for at in (today + (-n if past else n) * DAY for n in range(64)) if at.day == day)
            assert of_month(day, now, past) == walked


_ONES = "零一二三四五六七八九"
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]


def numeral(number: int) -> str:
    """As it is said, up to 999."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    if number < 10:
        return _ONES[number]
    if number < 20:
        return "十" + _ONES[ones] * (ones > 0)
    said = (_ONES[hundreds] + "百") * (hundreds > 0) + (_ONES[tens] + "十") * (tens > 0)
    return said + "零" * (hundreds > 0 and tens == 0 and ones > 0) + _ONES[ones] * (ones > 0)


def test_numbers_in_words_are_read_as_they_are_said() -> None:
    assert [number for number in range(1000) if arabic(numeral(number)) != str(number)] == []
    tens = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}
    english = {**dict(enumerate(_ENGLISH)), **tens, **{ten + n: f"{word}-{_ENGLISH[n]}" for ten, word in tens.items() for n in range(1, 10)}}
    assert [number for number, said in english.items() if spelt(said) != str(number)] == []
    assert [arabic(text) for text in ("七八", "十五六", "一百二", "二三五八", "廿三", "卅", "两百", "百一", "二〇", "一百零五十")] == ["七八", "十五六", "120", "2358", "23", "30", "200", "110", "20", "150"]


@pytest.mark.parametrize(("text", "minutes"), [
    ("2小时30分", 150), ("1h30", 90), ("1小时20", 80), ("90s", 1.5), ("1分30", 1.5), ("3刻", 45), ("1小时，20分", 80), ("1 hour and 5 min", 65), ("1小时半", 90), ("2个半小时", 150), ("30秒", 0.5), ("5分半", 5.5),
    ("1小时 x", None), ("x 1小时", None), ("1小时 apples 20分", None), ("20", None), ("", None),
])  # fmt: skip
def test_a_span_is_the_sum_of_its_parts_and_nothing_else_may_stand_in_it(text: str, minutes: float | None) -> None:
    assert span(text) == minutes


def test_amounts_at_their_bounds() -> None:
    assert (read_minutes("1440"), read_minutes("1441"), read_minutes("=1441"), read_minutes("0")) == (Amount(1440), AskAmount("1441", 1441), Amount(1441), Amount(0))
    assert read_minutes(f"={MONTH}") == Amount(MONTH) and read_minutes("10", 10) == Amount(10) and read_minutes("11", 10) == AskAmount("11", 11)
    with pytest.raises(Refused, match="amount-bounds"):
        read_minutes(f"={MONTH + 1}")
    assert [lower_end(text) for text in ("15-20", "20-15", "15-15", "15", "1500-2000", "x", "1小时到2小时", "半小时-1小时", "1-2-3小时")] == [15, None, None, None, None, None, 60, 30, None]
    assert [read_number(text, 1, 5) for text in ("1", "5")] == [Amount(1), Amount(5)]
    for text, code in (("0.9", "amount-bounds"), ("5.1", "amount-bounds"), ("x", "amount"), ("1234567890", "amount")):
        with pytest.raises(Refused, match=f"^{code}$"):
            read_number(text, 1, 5)
    assert read_number("123456789", 0, 1e9) == Amount(123456789)
    assert [read_choice(text, 3) for text in ("0", "1", "3", "4", "第三", "3个", "x", "")] == [None, 1, 3, None, 3, 3, None, None]


def seen(text: str, field: Field, now: datetime = NOW) -> str:
    try:
        found = read(text, field, now)
    except Refused as refused:
        return refused.code
    if isinstance(found, Ask):
        return f"{found.why}{' named' * found.named}: " + " | ".join(f"{at:%m-%d %H:%M:%S}" for at in found.times)
    return f"{found:%m-%d %H:%M:%S}"


@pytest.mark.parametrize(("text", "field", "answer"), [
    # ninety seconds may lie between two clocks, and no more
    ("15:21", PAST, "11-27 15:20:00"), ("15:21:30", PAST, "11-27 15:20:00"), ("11-27 15:21:31", PAST, "time-future"), ("2026-11-27 15:21:30", PAST, "11-27 15:20:00"),
    ("15:21", Field("past", stands=True), "11-27 15:21:00"), ("15:20", COMING, "far: 11-28 15:20:00"), ("15:20:01", COMING, "11-27 15:20:01"),
    # twelve hours off is asked back, and ten where the half of the day is not said
    ("2026-11-27 03:20", PAST, "11-27 03:20:00"), ("2026-11-27 03:19", PAST, "far named: 11-27 03:19:00"), ("5:20", PAST, "11-27 05:20:00"), ("5:19", PAST, "which: 11-27 05:19:00 | 11-26 17:19:00"),
    ("01:20", COMING, "11-28 01:20:00"), ("720", COMING, "which: 11-27 19:20:00 | 11-28 07:20:00 | 11-28 03:20:00"), ("+720", COMING, "11-28 03:20:00"), ("+721", COMING, "far: 11-28 03:21:00"), ("-720", PAST, "11-27 03:20:00"), ("-721", PAST, "far: 11-27 03:19:00"),
    # a snooze: two hours unasked, four at most
    ("120分钟", SNOOZE, "11-27 17:20:00"), ("121分钟", SNOOZE, "far: 11-27 17:21:00"), ("240分钟", SNOOZE, "far: 11-27 19:20:00"), ("241分钟", SNOOZE, "time-most"),
    # minutes, or an hour
    ("24", PAST, "which: 11-27 14:56:00 | 11-27 00:00:00"), ("25", PAST, "which: 11-27 14:55:00"), ("24", COMING, "11-27 15:44:00"), ("9999", PAST, "time-past"),
    # before the opening, by the minute
    ("15:00", Field("past", opened=NOW.replace(minute=1)), "before: 11-27 15:00:00"), ("15:00", Field("past", opened=NOW.replace(minute=0, second=59)), "11-27 15:00:00"), ("15:01", Field("past", opened=NOW.replace(minute=1)), "11-27 15:01:00"),
    # known times of the document itself are near
    ("2026-11-20 09:00", Field("past", known=(NOW - 7 * DAY, NOW - 6 * DAY)), "11-20 09:00:00"), ("2026-11-20 03:20", Field("past", known=(NOW - 7 * DAY, NOW - 6 * DAY)), "11-20 03:20:00"),
    ("2026-11-20 03:19", Field("past", known=(NOW - 7 * DAY, NOW - 6 * DAY)), "far named: 11-20 03:19:00"), ("2026-11-22 03:20", Field("past", known=(NOW - 7 * DAY, NOW - 6 * DAY)), "11-22 03:20:00"), ("2026-11-22 03:21", Field("past", known=(NOW - 7 * DAY, NOW - 6 * DAY)), "far named: 11-22 03:21:00"),
    ("9:00", Field("past", day=date(2026, 11, 20)), "11-20 09:00:00"), ("昨天9:00", Field("past", day=date(2026, 11, 20)), "11-26 09:00:00"),
    # dates without a year
    ("11-27 15:22", PAST, "time-future"), ("12-01 09:00", PAST, "far named: 12-01 09:00:00"), ("5-31 16:00", Field("coming"), "far named: 05-31 16:00:00"), ("6-1 16:00", Field("coming"), "time-passed"), ("1-20 09:00", COMING, "far named: 01-20 09:00:00"),
    # weekdays
    ("周五9:00", PAST, "11-27 09:00:00"), ("周五 16:00", COMING, "11-27 16:00:00"), ("周四9:00", PAST, "far named: 11-26 09:00:00"), ("周四 16:00", COMING, "far named: 12-03 16:00:00"), ("周六 9:00", PAST, "far named: 11-21 09:00:00"), ("上周五9点", PAST, "far named: 11-20 09:00:00"), ("下周一9点", COMING, "far named: 11-30 09:00:00"),
    ("这周三 9点", COMING, "far: 12-02 09:00:00"), ("next mon 9:00", COMING, "far named: 11-30 09:00:00"), ("last sun 9:00", PAST, "far named: 11-22 09:00:00"),
])  # fmt: skip
def test_a_typed_time_at_the_bounds_of_its_field(text: str, field: Field, answer: str) -> None:
    assert seen(text, field) == answer


# ---- a time in front -----------------------------------------------------------------------------


def test_a_time_in_front_ends_where_a_time_can_end_and_is_not_too_long() -> None:
    def parts(text: str) -> tuple[bool, str, str] | None:
        found = front(text, PAST, NOW)
        return None if found is None else (found.time is not None, found.text, found.words)

    assert [parts(text) for text in ("@ 15:10 门卫到了", "@15:10门卫到了", "@ 15:10", "@ 3 people", "@Li is here", "li", "@", "@ +x y", "@ 25:99 x", "@ 15点10分，门卫到了")] == [
        (True, "15:10", "门卫到了"), (True, "15:10", "门卫到了"), (True, "15:10", ""), (False, "3", "3 people"), None, None, None, (False, "+x", "+x y"), (False, "25:99", "25:99 x"), (True, "15点10分", "门卫到了"),
    ]  # fmt: skip
    long = "15:10" + " " * (LONGEST - 4)
    assert parts(f"@{long}x") == (True, "15:10", "x")


# ---- names, numbers, words -----------------------------------------------------------------------


def test_a_telephone_number_is_told_by_its_digits() -> None:
    same = {"+86 138-0013-8000": "13800138000", "008613800138000": "13800138000", "86 10 5550 1234": "1055501234", "86123456789": "86123456789", "861234567890123": "861234567890123", "00123456": "00123456", "001234567": "1234567", "0010": "0010", "１１０": "110"}
    assert {text: digits(text) for text in same} == same
    assert [is_phone(text) for text in ("1234", "12345", "138 0013 8000", "(010) 555-01234", "12345x", "", "１２３４５")] == [False, True, True, True, False, False, True]


def test_somebody_is_reached_by_three_digits_with_little_beside_them_or_otherwise() -> None:
    said = {"110": True, "12": False, "abcdefghijkl 110": True, "abcdefghijklm 110": False, "110, please": False, "a@b": True, "微信 li": True, "QQ 5": True, "li": False, "110！": False}
    assert {text: reaches(text) for text in said} == said
    words = {"a" * 24: False, "a" * 25: True, "abc, 1": False, "abcd, 1": True, "abcd 1": False, "": False}
    assert {text: is_words(text) for text in words} == words


def test_a_long_text_is_cut_where_a_sentence_or_a_word_ends_near_there() -> None:
    """Of ten at most: a mark in the last fifth, else the tenth letter."""
    assert pieces("a" * 10, 10) == ["a" * 10] and pieces("a" * 11, 10) == ["a" * 10, "a"] and pieces("", 10) == []
    assert pieces("aaaaaaaa。aaaa", 10) == ["aaaaaaaa。", "aaaa"] and pieces("aaaaaaa。aaaa", 10) == ["aaaaaaa。aa", "aa"]
    assert pieces("aaaaaaaaa。aa", 10) == ["aaaaaaaaa。", "aa"] and pieces("aaaaaaaaaa。a", 10) == ["aaaaaaaaaa", "。a"] and pieces("aaaaaaaa, aa", 10) == ["aaaaaaaa,", "aa"]
    assert parted("a" * 10, 10) == ("a" * 10, []) and parted("a" * 12, 10) == ("a" * 10, ["… aa"]) and parted("a" * 30, 10, 12) == ("a" * 10, ["… " + "a" * 10] * 2)
    assert whole("a" * 10, 10) == "a" * 10
    with pytest.raises(Refused, match="text-long"):
        whole("a" * 11, 10)
    assert clean("abc  ", 3) == "abc" and clean("a\nb", 10) == "a b" and clean("ab cd", 3) == "ab"


def test_nobody_is_said_in_words_and_an_id_by_its_end() -> None:
    assert [named(who, "en") == named("", "en") for who in ("", "-", " - ", "li")] == [True, True, True, False] and named("li", "en") == "li"
    assert writer("-", "en") == writer("", "en") != writer("li", "en") == "li"
    assert [alike(name) for name in ("Li Na", "ＬＩ　ＮＡ", "li\u200bna")] == ["lina"] * 3
    assert [short(text) for text in ("k1abcdef", "260101-ABC-7QMT", "P-2026")] == ["k1abcdef", "7QMT", "P-2026"]


def test_who_verifies_is_another_than_who_did_it_and_somebody() -> None:
    one_name = {"小李": "li"}.get
    by_another("wang", ["li", "", "-"], lambda name: one_name(name, name))
    for who, code in (("", "verify-who"), ("-", "verify-who"), ("Li", "verify-own"), ("小李", "verify-own")):
        with pytest.raises(Refused, match=f"^{code}$"):
            by_another(who, ["li", ""], lambda name: one_name(name, name))


# ---- clocks, loops -------------------------------------------------------------------------------


def test_a_clock_that_is_off_by_a_week_is_put_right_on_its_own_side_of_now() -> None:
    """Set forward, what comes no later than now was the wrong clock's; set back, what lies ahead of it."""
    on, back = Astray(10 * 86400.0, NOW), Astray(-10 * 86400.0, NOW)
    assert ASTRAY == 7 * 86400
    assert [on(at) - at for at in (NOW - 11 * DAY, NOW - 10 * DAY, NOW - 9 * DAY)] == [10 * DAY, 10 * DAY, 0 * DAY]
    assert [back(at) - at for at in (NOW - DAY, NOW, NOW + timedelta(seconds=1))] == [0 * DAY, 0 * DAY, -10 * DAY]
    assert Astray(0.0, NOW)(NOW) == NOW and on.coming(datetime.max.replace(tzinfo=CHINA)) == datetime.max.replace(tzinfo=CHINA)
    assert [on.near(NOW + n * DAY) for n in (-6, -5, -4, 3)] == [True, False, False, False]


def test_a_loop_in_a_loop_is_a_part_of_its_step() -> None:
    heard: list[float] = []
    going.WATCHERS.append(heard.append)
    try:
        for _ in going.over(iter("ab")):
            for _ in going.over("wxyz"):
                pass
        list(going.over("ab"))
    finally:
        going.WATCHERS.clear()
    assert heard == [0, 0, 0.125, 0.25, 0.375, 0.5, 0.5, 0.625, 0.75, 0.875, 0, 0.5]
    assert going.over("ab") == "ab", "where nobody hears it it is the loop it was"


# ---- cells ---------------------------------------------------------------------------------------


def test_a_text_is_cut_at_its_end_or_amid_it_only_where_it_is_too_wide() -> None:
    assert [cells.cut("abcdefgh", n) for n in (8, 7, 3, 2, 1, 0)] == ["abcdefgh", "abcde..", "a..", "..", "..", ".."]
    assert [cells.cut_middle("abcdefghij", n) for n in (10, 9, 8, 5, 2)] == ["abcdefghij", "abcde..ij", "abcd..ij", "ab..j", ".."]
    assert cells.cut_middle("停电停电停电", 11) == "停电停..电" and cells.cut_middle("ab cd efgh", 9) == "ab cd..gh" and cells.pad("停电", 3) == "停 " and cells.pad("x", -1) == ""


@pytest.mark.parametrize(("text", "room", "lines"), [
    ("one two three", 7, ["one two", "three"]), ("one two three", 6, ["one", "two", "three"]), ("one two", 7, ["one two"]), ("abcdefgh", 4, ["abcd", "efgh"]), ("停电了，快来", 8, ["停电了，", "快来"]), ("停电了，快来", 7, ["停电", "了，快", "来"]), ("停电了，快来", 6, ["停电", "了，快", "来"]),
    ("请看（这里）吧", 6, ["请看", "（这", "里）吧"]), ("请看（这里）吧", 8, ["请看（这", "里）吧"]), ("请看（这里）吧", 7, ["请看", "（这", "里）吧"]), ("see page 12。", 11, ["see page", "12。"]), ("", 5, [""]), ("a ", 3, ["a"]), ("停", 1, ["停"]), ("  ab", 9, ["  ab"]),
])  # fmt: skip
def test_a_line_breaks_at_a_space_between_characters_and_before_no_closing_mark(text: str, room: int, lines: list[str]) -> None:
    assert cells.wrap(text, room) == lines


def test_lines_below_the_first_are_indented_and_none_is_too_narrow_for_one_character() -> None:
    assert cells.wrap("one two three four", 9, "  ") == ["one two", "  three", "  four"] and cells.wrap("停电停", 1, "  ") == ["停电", "  停"]


def test_lengths_of_time_are_told_by_what_they_have() -> None:
    assert [cells.span(n, "en") for n in (0, 59, 60, 61, 3600, 3601, 3660, 7325.9)] == ["0 s", "59 s", "1 min", "1 min 1 s", "1 h", "1 h 0 min 1 s", "1 h 1 min", "2 h 2 min 5 s"]
    assert [cells.elapsed(timedelta(seconds=n)) for n in (-1, 59, 60, 3599, 3600, 36000)] == ["0:00", "0:00", "0:01", "0:59", "1:00", "10:00"]
    seconds = {120.1: "2 min left", 120: "2:00 left", 60: "1:00 left", 59.5: "1:00 left", 0.1: "0:01 left", 0: "DUE NOW", -60: "LATE 1 min", 7199: "1h 59m left", 7200: "2h 0m left", 86400: "1d 0h left", 90000: "1d 1h left"}
    assert {n: cells.left(NOW + timedelta(seconds=n), NOW, "en") for n in seconds} == {**seconds, 7199: "119 min left"}
    assert cells.left(NOW.replace(second=10), NOW.replace(minute=21, second=5), "en") == "DUE NOW" and cells.left(NOW, NOW.replace(second=59), "en") == "DUE NOW" and cells.next_minute(NOW.replace(second=59)) == NOW.replace(minute=21)


def test_a_time_of_another_day_has_its_date() -> None:
    assert [cells.clock(NOW + n * DAY, NOW) for n in (-1, 0, 1)] == ["11-26 15:20", "15:20", "11-28 15:20"] and cells.clock(NOW + DAY) == "15:20"
    assert cells.clock(NOW.astimezone(UTC), NOW) == "15:20" and cells.clock(datetime.max.replace(tzinfo=CHINA), NOW).endswith("23:59")


def test_columns_line_up_and_the_last_goes_below_where_little_room_is_left() -> None:
    rows = [["a", "one two three four five six seven eight nine"], ["long", "x"]]
    assert cells.columns(rows, 42) == ["a     one two three four five six seven", "      eight nine", "long  x"]
    assert cells.columns(rows, 41) == ["a", "    one two three four five six seven", "    eight nine", "long  x"]
    assert cells.columns(rows, 42, "> ", ["!", ""])[0].startswith("!> a") and cells.columns([], 9) == [] and cells.columns([["x"]], 9) == ["x"]
