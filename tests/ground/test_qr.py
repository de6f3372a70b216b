"""QR codes as a terminal shows them, read back by two readers of different make."""

from __future__ import annotations

import sys
from functools import cache

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.ground.documents import qr
from kit.plans.scripts.files import ScriptFiles
from tests.support.codes import pixels, read
from tests.support.run import program

SIZE = (80, 23)  # the smallest usual window, but for the line of keys
# How what is drawn looks: dark on light, light on dark; on a screen that is dark or light around it.
LOOKS = {
    "dark ground": (False, 230, 20, 20),
    "light ground": (True, 20, 240, 240),
    "black on grey in a dark window": (True, 0, 170, 20),
    "black on grey in a light window": (True, 0, 170, 250),
    "inverted": (False, 20, 240, 240),
}
SERVICE = ["停电", "消防", "供电", "恢复供电", "座席", "电梯", "应急", "报警", "疏散", "集合点", "客户", "来电", "热线", "值班", "组长", "领导", "火警", "急救", "停水", "漏水", "燃气", "泄漏", "系统", "故障", "网络", "中断", "话务", "排队", "回电", "投诉", "工单", "转接", "交接", "班次", "保安", "物业", "大厦", "楼层", "出口", "灭火器", "电源", "发电机", "机房", "空调"]  # fmt: skip


@cache
def sentences(lang: str) -> list[str]:
    """The shipped words to say, blanks and all, each once."""
    found = {
        text.get(lang): None
        for file in ScriptFiles("/nowhere/at/all", keep=False).all_scripts().values()
        for script in file.scripts
        for text in (script.text, *(each.text() for each in script.says))
    }
    return list(found)


@cache
def pages(lang: str) -> list[tuple[str, qr.Modules]]:
    """150 of them page by page, each with its code, which is the same however it is drawn."""
    every, version = sentences(lang), qr.version_for(*SIZE)
    assert len(every) >= 150
    texts = every[:: len(every) // 150][:150]
    return [(page, qr.modules(page)) for text in texts for page in qr.pages(text, qr.ROOM[version - 1])]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_to_say_are_read_back_equal_from_the_cells(lang: str, look: str) -> None:
    """150 texts of the scripts in each language, page by page, at 80x24."""
    inked, ink, ground, around = LOOKS[look]
    wrong = []
    for page, code in pages(lang):
        lines = qr.drawn(code, inked)
        assert len(lines) <= SIZE[1] and max(map(len, lines)) <= SIZE[0]
        if read(pixels(lines, ink, ground, around)) != [page, page]:
            wrong.append(page)
    assert wrong == []


def test_every_word_of_the_service_is_read_as_it_is_written() -> None:
    """Left alone the library makes kanji of some of these, and readers other words."""
    codes = {word: pixels(qr.drawn(qr.modules(word)), 0, 200) for word in SERVICE}
    assert {word: read(code) for word, code in codes.items()} == {w: [w, w] for w in SERVICE}


def test_every_code_says_itself_that_it_is_utf8() -> None:
    """Some readers guess; zbar takes a code that does not say so for Shift JIS. The mark takes the
    room of two letters: without it 134 were a code of version 6."""
    assert len(qr.modules("a" * 132)) == qr.across(6)
    assert len(qr.modules("a" * 134)) == qr.across(7)


def test_the_traps_of_the_library_are_still_there() -> None:
    """If this fails one of them is gone, and what goes round it may be looked at again."""
    import segno

    def seen(code: segno.QRCode) -> list[str]:
        rows = [[bool(cell) for cell in row] for row in code.matrix_iter(border=2)]
        return read(pixels(qr.drawn(rows), 0, 200))

    kanji = segno.make_qr("停电", encoding="utf-8")
    assert kanji.mode == "kanji" or seen(kanji) != ["停电", "停电"]
    assert segno.make("1234").is_micro


def test_44_chinese_characters_fit_into_one_code_at_23_rows() -> None:
    version = qr.version_for(*SIZE)
    whole, more = "应急处置请按规程" * 5 + "报告领导", "应急处置请按规程" * 5 + "报告领导。"
    assert (len(whole), len(qr.pages(whole, qr.ROOM[version - 1])), len(qr.pages(more, qr.ROOM[version - 1]))) == (44, 1, 2)
    assert len(qr.drawn(qr.modules(whole))) == 23


def test_a_larger_window_takes_more_of_a_text_at_once() -> None:
    text = "市电停电，请不要关机，继续接听电话。" * 20
    counts = [len(qr.pages(text, qr.ROOM[qr.version_for(cols, rows - 1) - 1])) for cols, rows in ((60, 18), (80, 24), (100, 40), (120, 60))]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[1] > counts[2]
    assert qr.version_for(20, 60) == qr.version_for(80, 11) == 0


def test_a_page_ends_where_a_sentence_ends() -> None:
    text = "请全体注意：市电停电，不关机，继续接听。" * 6
    assert all(page.endswith("。") for page in qr.pages(text, qr.ROOM[5]))


@given(st.text(min_size=1, max_size=600).filter(lambda t: t.isprintable()), st.integers(2, 15))
@settings(max_examples=60, deadline=None)
def test_pages_without_their_numbers_are_the_text_again(text: str, version: int) -> None:
    pages = qr.pages(text, qr.ROOM[version - 1])
    room = qr.ROOM[version - 1]
    assert all(0 < len(page.encode("utf-8")) <= room for page in pages)
    if len(pages) > 1:
        heads = [f"{n}/{len(pages)} " for n in range(1, len(pages) + 1)]
        assert all(page.startswith(head) for page, head in zip(pages, heads, strict=True))
        pages = [page[len(head) :] for page, head in zip(pages, heads, strict=True)]
    assert "".join(pages) == text


@pytest.mark.parametrize("version", range(1, qr.PAPER + 1))
def test_a_full_page_makes_no_larger_a_code_than_there_is_room_for(version: int) -> None:
    page = "a" * qr.ROOM[version - 1]
    assert qr.pages(page, qr.ROOM[version - 1]) == [page]
    assert len(qr.modules(page)) == qr.across(version)


def test_a_picture_is_read_as_well() -> None:
    text = "恢复供电，请逐项开机。"
    picture = cv2.imdecode(np.frombuffer(qr.png(text), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert read(picture) == [text, text]


def test_where_half_blocks_cannot_be_written_a_module_is_two_cells() -> None:
    lines = qr.drawn_whole(qr.modules("停电"))
    assert len(lines[0]) == 2 * len(lines) and "".join(lines).encode("gb18030")
    assert not set("".join(lines)) - {"█", " "}


def test_the_library_is_not_imported_before_a_code_is_drawn() -> None:
    seen = "import sys; from kit.ground.documents import qr; import kit.incidents.say.show.codes, kit.incidents.say.talk.keys; print('segno' in sys.modules)"
    out = program([sys.executable, "-c", seen])
    assert (out.stdout.strip(), out.returncode) == ("False", 0), out.stderr
