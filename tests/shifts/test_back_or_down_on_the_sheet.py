"""Whoever takes over reads what is down now, what is back and since when, and which call belongs to the outage that runs."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit

SAYS = {
    "en": {
        "down": "DOWN since 10:00, not back yet", "back": "BACK since 10:09 (was down 10:00–10:09)",
        "again": "DOWN again since 10:11, not back yet (before: 10:00–10:09)",
        "nothing": "10:16 overdue, nothing recorded since 10:11 (system operations specialist reached 10:04, before that) Notify system operations specialist",
        "called": "10:16 overdue, call centre supervisor tried 10:18, no answer Notify system operations specialist",
        "both": "BACK since 10:20 (was down 10:00–10:09, 10:11–10:20)", "note": "Notes: 10:10 all dark again", "other": "Air-conditioning fault: DOWN since 10:22",
        "of": "Power outage: BACK since 10:20",
    },
    "zh": {
        "down": "还没恢复，10:00 中断", "back": "10:09 已恢复（中断 10:00—10:09）", "again": "10:11 又中断，还没恢复（之前 10:00—10:09）",
        "nothing": "10:16 已过期，10:11 起没有做过的记录（系统运维专员 10:04 打通，在那以前） 5分钟内通知系统运维专员",
        "called": "10:16 已过期，呼叫中心主管 10:18 打过，未接通 5分钟内通知系统运维专员",
        "both": "10:20 已恢复（中断 10:00—10:09、10:11—10:20）", "note": "备注：10:10 all dark again", "other": "空调故障：还没恢复，10:22 中断", "of": "停电：10:20 已恢复",
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_sheet_says_what_is_down_now_what_is_back_and_since_when(bare: Kit, lang: str) -> None:
    """It showed the note "power gone again" of an outage that was over, and the call of the first one at the second one's deadline."""
    bare.env("KIT_LANG", lang)

    def reads(*parts: str, at: int) -> str:
        """The sheet at a minute, in which these sentences stand."""
        said = " ".join(bare.at(at)("shift", "handover").out.split())
        for part in parts:
            assert SAYS[lang][part].replace(" ", "") in said.replace(" ", ""), (part, said)
        return said

    bare.at(0)("shift", "start", "Example")
    bare("start", "power-outage", "--drill", "--profile", "hotline", "--no-guide")
    reads("down", at=1)
    assert bare.at(4)("tick", "call-tech").code == 0
    assert bare.at(9)("tick", "power-back", "10:09").code == 0
    reads("back", at=9)
    bare.at(10)("note", "all dark again")
    assert bare.at(11)("down").code == 0
    reads("again", "note", "nothing", at=17)
    assert bare.at(18)("call", "supervisor", "--no-answer").code == 0
    reads("called", at=19)
    assert bare.at(20)("tick", "power-back", "10:20").code == 0
    said = reads("both", at=21)
    assert SAYS[lang]["again"].replace(" ", "") not in said.replace(" ", "")
    assert bare.at(22)("plan", "air-conditioning").code == 0
    reads("other", "of", at=23)
    summed = "".join(bare("summary", "--shift").out.split())
    assert SAYS[lang]["other"].replace(" ", "") in summed, "so says the summary of the shift"
