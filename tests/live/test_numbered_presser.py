"""Random lines at the numbered home and its guides, two incidents open, timers falling due, against a model that knows
only what was printed: nothing is recorded that no answer printed there means, and nothing that was typed is lost."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.ground.terminal.keys import half_width
from kit.live.home.show import ABOVE
from kit.live.home.talk.unrecorded import Unrecorded
from tests.support.line_presser import Presser, Typed

SEEDS = int(os.environ.get("KIT_MANY", "1")) * 6
LINES = 60
# What happens by itself, or only says where somebody is.
ALONG = {
    "guide-resumed", "guide-left", "joined", "clock-jumped", "step-doing", "recorder-set", "timer-started", "timer-stopped",
    "timer-due", "timer-ended", "timer-cancelled", "fact", "opened", "level-set",
}  # fmt: skip
LEFT = {"callback-added", "called", "forecast-given", "step-handed"}  # what a form had, where something else led out of it
SENTENCES = (
    "the man at the gate has a ladder", "two guests are still in the hall", "3 people wait at window 4", "nobody has the key to the roof",
    "门口的保安说车已经到了", "3号窗口的客户晕倒了在地上", "二楼的灯全部都灭了没人管", "电梯里还有两个人在等着",
)  # fmt: skip
SHORT = (
    "", "", "0", "1", "1", "2", "3", "9", "11", "12", "13", "14", "21", "22", "26", "30", "32", "40", "45", "25", "12:30", "9:00", "20", "3分钟",
    "d", "d", "o", "o", "u", "u", "uu", "q", "y", "y", "r", "n", "b", "x", "#", "k", "m", "?", "@9:55 门开了", "n 保安到了三楼", "Tom Li", "小吴",
    "k 王女士 13800000000 账单 20", "13912345678", "code", "99", "停电", "fire",
)  # fmt: skip


@pytest.fixture
def above() -> Iterator[None]:
    before = list(ABOVE)
    yield
    ABOVE[:] = before


def explained(typed: Typed, behind: str) -> str:
    """Why this line may have recorded what it did; "" for no reason. ``behind``: all that was printed before."""
    text, question, shown = half_width(typed.line).strip().lower(), typed.question, typed.shown
    if question is None:
        return ""
    if not text:
        empty = re.search(r"Enter|回车|empty|可空|= now|= 现在|空着", question.text)
        return "empty" if question.kind == "text" and empty else ""
    if text in ("y", "yes", "是", "对") and re.search(r"hen type y|键入 y|type y|y or b", shown):
        return "sure"
    if text == "uu" and question.name in ("step", "closed"):
        return "taken back"
    number = text.strip(" .,、)")
    if re.search(rf"^  (\S/)?{re.escape(number)}(/\S+)?  ", shown, re.M) and question.kind != "text":
        return "printed"
    if number.isdecimal() and question.kind != "text" and re.search(rf"^  {number}  ", behind, re.M):
        return "fixed" if int(number) > 20 else ""
    if re.search(rf"[（(](\S/)?{re.escape(text)}(/\S+)?[）)]$", behind, re.M | re.I):
        return "word"
    if question.kind == "text":
        return "form"
    return ""


def judged(hand: Presser) -> None:
    behind, said = "", hand.everything + " ".join(line.text for line in hand.ctx.of(Unrecorded).lines)
    words = " ".join(typed.line for typed in hand.typed)
    logs = {log.ref: log for log in hand.every()}
    for n, typed in enumerate(hand.typed):
        behind += typed.shown
        about = (n, [(each.line, each.rested, each.question and each.question.name) for each in hand.typed[max(0, n - 6) : n + 1]], typed.shown[-900:])
        new = [(ref, entry) for ref, entry in typed.new if entry.event.kind not in ALONG]
        for _, entry in new:
            if entry.event.kind == "note":
                own = re.sub("^(Typed at home: |打开时写的：)", "", entry.event.text.removeprefix("@9:55 "))
                assert own in words or all(part in words for part in own.split(" ")), (entry.event, about)
        acts = [entry for _, entry in new if entry.event.kind != "note"]
        name = typed.question.name if typed.question is not None else ""
        if acts and not {entry.event.kind for entry in acts} <= LEFT:
            assert explained(typed, behind), ([entry.event for entry in acts], about)
        if acts and name == "step" and typed.line.isdecimal():
            assert typed.rested >= 1, ([entry.event for entry in acts], about)
        if any(entry.event.kind == "opened" for _, entry in typed.new):
            assert explained(typed, behind), about
        if typed.line in ("u", "y", "uu") and name in ("undo", "step", "closed"):
            for ref, entry in new:
                if entry.event.kind == "undone":
                    taken_back(logs[ref], entry, about)
    there = said + "".join(file.read_text("utf8", "replace") for file in Path(hand.ctx.home).rglob("*.jsonl")) + " ".join(repr(entry.event) for log in logs.values() for entry in log.entries)
    for typed in hand.typed:
        if typed.line in SENTENCES:
            assert typed.line in there, typed


def taken_back(log: Any, undone: Any, about: Any) -> None:
    """The newest act that counted by then."""
    before = [e for e in log.entries if e.n < undone.n]
    gone: set[str] = set()
    for e in before:
        if e.event.kind == "undone":
            gone = gone - set(e.event.ids) if e.event.restores else gone | set(e.event.ids)
    acts = [e for e in before if e.event.kind not in ALONG | {"undone"} and e.id not in gone]
    assert acts and acts[-1].id in undone.event.ids, ([e.event for e in acts[-2:]], undone.event, about)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_hand_that_presses_everything_records_nothing_that_was_not_printed_and_loses_no_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, above: None, seed: int
) -> None:
    lang = ("zh", "en")[seed % 2]
    hand = Presser(tmp_path, lang, monkeypatch, f"presser {seed}", SENTENCES * 2 + SHORT, LINES)
    hand.opens(*(("fire", "power-outage"), ("application-outage", "flood"), ("lift-entrapment", "power-outage"))[seed % 3])
    hand.settle()
    hand.presses()
    judged(hand)
