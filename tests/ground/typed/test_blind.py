"""Typed times and amounts that were written down without sight of the reader: none is taken wrongly."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.ground.base.typed.amounts import MONTH, SURE, AskAmount, read_minutes
from kit.ground.base.typed.times import COMING, PAST, SNOOZE, Ask, Field, read
from tests.ground.typed.scoring import ZONE, figures, rows

NOWS = [datetime(2026, 11, 27, hour, minute, tzinfo=ZONE) for hour, minute in ((3, 14), (15, 20), (21, 40), (0, 20))]
PIECES = (
    "昨晚", "今晚", "明早", "昨天", "明天", "后天", "周一", "下周五", "凌晨", "早上", "上午", "中午", "下午", "晚上", "夜里", "半夜", "3点", "三点", "十二点", "十", "半", "一刻", "差5分", "整",
    "15:10", "3:10", "1510", "310", "24:00", "0", "7", "15", "99999999999", ":", "-", "+", "分钟", "小时", "个半", "前", "后", "约", "左右", "吧", "之前", "in ", " ago", " pm", "am", "half past ",
    "ten ", "to ", "last night ", "tomorrow ", "noon", "midnight", "Nov 26, ", "26/11 ", "2026-11-26 ", "0001-01-01 ", "9999-12-31 ", "11月26日", "T", "+08:00", "１５：１０", "十五六", "个钟", " ", "。", "；",
)  # fmt: skip


@pytest.mark.parametrize("name", ["blind.tsv", "second.tsv", "third.tsv", "fourth.tsv"])
def test_no_time_is_taken_wrongly_in_silence_and_nearly_all_are_read_or_asked_back(name: str) -> None:
    table = figures(name)
    assert [(row, out) for row, out in table["wrong"]] == []
    right = len(table["read"]) + len(table["asked"])
    assert right >= 0.95 * len(rows(name)), table["refused"]


def test_the_lists_are_of_the_size_that_their_figures_say() -> None:
    assert [len(rows(f"{name}.tsv")) for name in ("blind", "second", "third", "fourth")] == [615, 331, 400, 300]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join),
    st.sampled_from([PAST, COMING, SNOOZE, Field("past", day=datetime(2025, 2, 28).date())]),
    st.sampled_from(NOWS),
)
def test_whatever_is_put_together_of_words_for_times_stays_in_its_field(text: str, field: Field, now: datetime) -> None:
    try:
        found = read(text, field, now)
    except Refused:
        return
    for at in found.times if isinstance(found, Ask) else [found]:
        assert at <= now if field.direction == "past" else at > now
        assert field.most is None or at - now <= field.most
        assert isinstance(found, Ask) or field.day is not None or abs(at - now) <= field.ask


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join) | st.text(max_size=10))
@example("15101510")
@example("=1500")
@example("=99999")
def test_whatever_is_typed_as_an_amount_is_a_sane_one_a_question_or_a_refusal(text: str) -> None:
    """Over a month none is; over a day it is asked, or said to be sure."""
    try:
        found = read_minutes(text)
    except Refused as refused:
        assert refused.code in ("amount", "amount-bounds")
        return
    most = MONTH if text.startswith(SURE) else 1440
    assert isinstance(found, AskAmount) or 0 <= found.value <= most


@given(st.datetimes(datetime(2026, 11, 26, 21), datetime(2026, 11, 27, 3, 13)))
def test_a_time_of_the_last_hours_is_read_in_every_usual_form(at: datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    hour, minute = at.hour, at.minute
    for text in (f"{hour:02d}:{minute:02d}", f"{hour:02d}{minute:02d}", f"{hour:02d}点{minute:02d}分", f"{hour:02d}：{minute:02d}"):
        assert read(text, PAST, NOWS[0]) == at.replace(tzinfo=ZONE)
    ago = NOWS[0] - at.replace(tzinfo=ZONE)
    assert read(f"{ago // timedelta(minutes=1)}分钟前", PAST, NOWS[0]) == at.replace(tzinfo=ZONE)
