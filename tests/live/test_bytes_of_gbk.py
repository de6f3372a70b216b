"""Lines that reach a terminal in another encoding than it was told: what cannot be read is not recorded half."""

from __future__ import annotations

import pytest

from kit.ground.base.clean import as_typed
from tests.support.play import Played, press
from tests.support.run import kit
from tests.support.terminal import ENTER, Terminal

pytestmark = pytest.mark.exhaustive

SAID = "地址在三楼，电话13800001111"


def received(data: bytes) -> str:
    """What a terminal in UTF-8 makes of it."""
    return data.decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("text", [SAID, "李", "梯内3人", "停电了", "电话通知了王经理。", "烟 smoke", "㐀𠀀", "电话"])
def test_a_line_in_gb18030_is_read_whatever_of_it_is_utf8_by_chance(text: str) -> None:
    data = text.encode("gb18030")
    assert as_typed(received(data)) == text
    assert as_typed(text) == text


@pytest.mark.parametrize(
    "data", ["停电".encode() + b"\x9b", "停".encode() + b"\x9b", "三楼有烟".encode() + b"\xb0", b"abc\xff", b"\x80", "café".encode()]
)
def test_what_is_no_line_in_gb18030_stays_as_it_came(data: bytes) -> None:
    assert as_typed(received(data)) == received(data)


def notes(drill: Played) -> list[str]:
    return [str(e["data"]["text"]) for e in drill.log() if e["kind"] == "note"]


def test_a_note_typed_in_gbk_is_recorded_as_it_was_typed(drill: Played) -> None:
    """It stood in the log as marks that nobody can read again, and was said to be recorded."""
    with Terminal(["guide"], drill.env) as t:
        press(t, "n", "备注：")
        t.child.send(SAID.encode("gbk"))
        t.see("13800001111")
        press(t, ENTER, f"备注：{SAID}")
    assert notes(drill) == [SAID]


def test_a_numbered_note_typed_in_gbk_is_recorded_as_it_was_typed(drill: Played) -> None:
    with Terminal(["guide", "--plain"], drill.env, rows=60) as t:
        t.see("编号：")
        t.line("n", "备注：")
        t.child.send(SAID.encode("gbk") + "四".encode("gbk") + b"\x7f\x7f")
        t.see("13800001111")
        t.child.send(ENTER)
        t.see(f"备注：{SAID}")
    assert notes(drill) == [SAID]


def test_a_single_question_takes_gbk_a_paste_of_lines_as_one_and_no_ctrl_z(drill: Played) -> None:
    with Terminal(["shift", "start"], drill.env) as t:
        t.see("值班负责人姓名")
        t.child.send("李".encode("gbk") + b"\x1a")
        t.child.send(ENTER)
        t.see("副手")
        t.child.send("\x1b[200~王\r\n小二\r\n\x1b[201~\x1a")
        t.see("王 小二")
        assert "^Z" not in t.text()
        t.child.send(ENTER)
        t.see("计划几点交班")
        t.child.send(ENTER)
        t.see("李")
        t.end()
    shown = kit(drill.env, "shift", "show")
    assert "李" in shown and "王 小二" in shown
