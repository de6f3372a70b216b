"""Cells, cutting and wrapping, where Chinese takes two."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich import cells as rich_cells

from kit.ground.base.cells import (
    CLOSING,
    NARROW,
    WIDE,
    cut,
    left,
    pad,
    set_cell_size,
    span,
    width,
    wrap,
)  # fmt: skip

NOW = datetime.fromisoformat("2026-03-02T10:00:00+08:00")


@given(st.text("停电了，。（）abc 12", max_size=80), st.integers(8, 40))
def test_wrapped_lines_never_exceed_their_cells_and_lose_no_letter(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_closing_mark_does_not_begin_a_line() -> None:
    lines = wrap("停电了，请坐在原位，不要摸黑走动。有人受伤，请立即告诉我。", 20)
    assert not any(line[0] in CLOSING for line in lines)


def test_a_figure_keeps_no_blank_at_the_beginning_of_the_next_line() -> None:
    assert wrap("通知迟了，迟 1 分 18 秒", 12) == ["通知迟了，迟", "1 分 18 秒"]


@pytest.mark.parametrize("text", ["停电", "abc", "停a电b", ""])
def test_padding_is_exact_whatever_the_script(text: str) -> None:
    assert width(pad(text, 10)) == 10


@given(
    st.text(st.sampled_from("停电了a 1，。（“…·—é한😀\u3000\u200b\t\u0301"), max_size=30),
    st.integers(0, 40),
)
def test_what_is_counted_by_hand_is_what_rich_counts(text: str, cells: int) -> None:
    assert width(text) == rich_cells.cell_len(text)
    assert set_cell_size(text, cells) == rich_cells.set_cell_size(text, cells)


def test_every_letter_that_is_counted_by_hand_is_as_wide_as_rich_says() -> None:
    by_hand = [*map(chr, range(0x20, 0x7F)), *map(chr, range(0x4E00, 0xA000)), *NARROW, *WIDE]
    assert [char for char in by_hand if width(char) != rich_cells.cell_len(char)] == []


def test_what_was_cut_says_so() -> None:
    assert cut("打开手电喊大家原地别动", 10) == "打开手电.." and cut("停电", 10) == "停电"


@pytest.mark.parametrize(
    ("seconds", "zh", "en"),
    [
        (600, "还剩 10 分", "10 min left"),
        (121, "还剩 2 分", "2 min left"),
        (102, "还剩 1:42", "1:42 left"),
        (0.4, "还剩 0:01", "0:01 left"),
        (0, "到时了！", "DUE NOW"),
        (-240, "晚了 4 分！", "LATE 4 min"),
        (-119 * 60, "晚了 119 分！", "LATE 119 min"),
        (-(3 * 3600 + 48 * 60), "晚了3时48分！", "LATE 3h 48m"),
        (-(24 * 3600 - 60), "晚了23时59分！", "LATE 23h 59m"),
        (-(2 * 24 + 15) * 3600, "晚了2天15时！", "LATE 2d 15h"),
        (3 * 3600, "还剩 3时0分", "3h 0m left"),
        (24 * 3600 - 60, "还剩 23时59分", "23h 59m left"),
        (24 * 3600, "还剩 1天0时", "1d 0h left"),
        (63.5 * 3600, "还剩 2天15时", "2d 15h left"),
    ],
)
def test_what_is_left_is_told_in_minutes_until_the_last_two(seconds: float, zh: str, en: str) -> None:
    """And how late it is in the same hours and days: 5,230 minutes are none that somebody reads."""
    due = NOW + timedelta(seconds=seconds)
    assert left(due, NOW, "zh") == zh and left(due, NOW, "en") == en
    assert max(width(zh), width(en)) <= 14, "a timer's line has no more room for it"


def test_a_second_of_lateness_is_never_rounded_away() -> None:
    assert span(1, "zh") == "1 秒" and span(3661, "en") == "1 h 1 min 1 s"


@pytest.mark.parametrize("cells", range(2, 9))
@pytest.mark.parametrize("text", ["PO-7.2.1", "supplies", "定期事项：备份", "State of 备份 supplies"])
def test_a_narrow_column_loses_no_letter_and_is_no_wider_than_it_was_asked(
    text: str, cells: int
) -> None:
    lines = wrap(text, cells)
    assert "".join(lines).replace(" ", "") == text.replace(" ", ""), "letters are lost"
    assert max(map(width, lines)) <= cells, "the next column cuts what is wider"
