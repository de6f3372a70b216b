"""Every question of the numbered guide against lines of every kind: each answers it, is refused in one line,
is asked back or becomes a note; none acts that was not printed, and none is lost."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.keys import half_width
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.numbered import Numbered

pytestmark = pytest.mark.exhaustive
PASSING = {"opened", "timer-started", "level-set", "fact", "step-doing", "joined", "undone", "note", "guide-left"}
# What leads to each question, and how many minutes after the opening that is.
QUESTIONS: dict[str, tuple[int, list[str]]] = {
    "step": (0, []), "step behind a tick": (0, ["1"]), "note": (0, ["22", "y"]), "call-who": (0, ["23", "y"]),
    "call-result": (0, ["23", "y", "1"]), "call-said": (0, ["23", "y", "1", "1"]), "call-repeated": (0, ["23", "y", "1", "1", "知道了"]),
    "timers": (0, ["24", "y"]), "forecast-who": (0, ["26", "y"]), "forecast-matter": (0, ["26", "y", "供电局"]),
    "forecast-when": (0, ["26", "y", "供电局", "恢复供电"]),
    "forecast-now": (0, ["26", "y", "供电局", "恢复供电", "20", "26", "y", "1"]), "steps": (0, ["28", "y"]), "earlier": (6, ["30", "y"]),
    "undo": (0, ["1", "u"]), "withdraw": (0, ["u"]), "level-reason": (0, ["36", "y"]), "words": (0, ["37", "y"]), "report": (0, ["38", "y"]),
    "qr": (0, ["39", "y"]), "customer": (0, ["40", "y"]), "customer-phone": (0, ["40", "y", "陈丽"]),
    "customer-matter": (0, ["40", "y", "陈丽", "13800138001"]), "customer-promised": (0, ["40", "y", "陈丽", "13800138001", "账单"]),
    "action": (0, ["41", "y"]), "action-owner": (0, ["41", "y", "换应急灯"]), "plan": (0, ["43", "y"]), "close": (0, ["45", "y"]),
    "recorder": (0, ["46"]), "skip-reason": (0, ["11", "y"]), "hand-to": (0, ["13", "y"]), "hand-until": (0, ["13", "y", "小吴"]),
    "hand-repeated": (0, ["13", "y", "小吴", "5"]), "step behind d": (0, ["d"]), "due": (6, ["d"]), "due-list": (11, ["d", "d"]),
    "step behind look": (0, ["29", "y"]), "words-next": (0, ["37", "y", "1"]), "words-own": (0, ["37", "y", "3"]),
    "fact-place": (0, ["38", "y", "4"]), "signed": (0, ["46", "大屏黑了", "22", "y", "三楼有人", "46", "王组长"]),
    "silent": (0, []), "site-address": (0, ["1", "34", "y"]), "due-who": (6, ["d", "h"]), "snooze-reason": (6, ["d", "s"]), "snooze-minutes": (6, ["d", "s", "正在开会"]),
}  # fmt: skip
TYPES = {"silent": "robbery", "site-address": "fire"}  # where another one asks it
NUMBERS = ("1", "2", "5", "9", "12", "15", "22", "35", "40", "47", "99", "１", "0", "13912345678", "25:70", "-3")
LETTERS = ("d", "u", "uu", "n", "q", "o", "e", "s", "l", "a", "r", "x", "y", "k", "h", "m", "b", "ｄ", "?", "", "\x1b")
WORDS = ("done", "完成", "Note", "told", "yes")
SENTENCES = (
    "3号座席黑屏了", "1 person is hurt", "没人接电话", "nobody answers the phone", "s 三楼还没查", "d座没人接",
    "yes she has it", "n she is crying", "110说五分钟到", "客户坐在\x1b",
)  # fmt: skip
TIMES = ("words-next", "forecast-when", "hand-until", "snooze-minutes", "customer-promised", "earlier")  # a number may be one


def played(
    home: Path, lang: str, minute: int, lines: list[str], monkeypatch: pytest.MonkeyPatch, name: str = ""
) -> tuple[Numbered, list[tuple[str, Any, int]]]:
    """The guide behind these lines; for each what had been printed, what was asked, and how many entries there were."""
    rest, seen = iter([*lines, None]), []

    def says(screen: str) -> Any:
        seen.append((screen, guide.asked, len(guide.entries())))
        line = next(rest)
        return None if line is None else (3.0, line)

    type_ = TYPES.get(name, "power-outage")
    first = home.with_name(f"first-{type_}")
    if not first.exists():  # each line is typed in a copy of it
        opened(first, type_)
    shutil.copytree(first, home, dirs_exist_ok=True)
    guide = Numbered(home, lang, type_, monkeypatch, says, begun=True, listed=False)
    monkeypatch.setattr(guide.hands, "now", lambda: Now(TEN + timedelta(minutes=minute)))
    guide.run()
    return guide, seen


def may_record(question: Any, line: str, shown: str) -> bool:
    """Whether this line answers this question by what was printed, or by words where they are wanted."""
    text = half_width(line).lower()
    if not text.strip("\x1b") or "\x1b" in line:
        return question.kind == "text" and bool(question.optional or question.default) and not line
    if question.kind == "text":
        number = text.isdecimal() and len(text) < 5
        return (len(text) > 1 and not number) or (number and question.name in TIMES)
    if question.lettered:
        return re.search(rf"^  (\w/)?{re.escape(text)}(/\w)?  ", shown, re.M) is not None
    by_number = re.search(rf"^ *{re.escape(text)}  ", shown, re.M) is not None
    by_word = re.search(rf"^ *\d+  (\S+  )?{re.escape(line)}(（.*）| \(.*\))?$", shown, re.M | re.I) is not None
    return by_number or by_word


def gone(line: str, new: list[Any], acts: list[str], after: str, question: Any) -> bool:
    """Whether words, or a number long enough to be one, are in no entry, in no line that is still asked about, and
    were not what a list was narrowed down by."""
    text = line.replace("\x1b", "").removeprefix("n ").strip()
    counts = len(text) > 4 or (len(text) > 1 and not text.isascii())
    there = " ".join(repr(event) for event in new) + after
    narrowed = question.kind == "find" or len(question.options) > 9
    asked = question.kind == "text" and bool(after)  # the form goes on with it, or refuses it where it was typed
    return counts and text not in there and not acts and not narrowed and not asked


@pytest.mark.parametrize("name", QUESTIONS)
def test_each_line_answers_is_refused_asked_back_or_a_note_and_none_acts_unlisted_or_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    minute, opening = QUESTIONS[name]
    wrong = []
    for n, line in enumerate((*NUMBERS, *LETTERS, *WORDS, *SENTENCES)):
        lang = ("zh", "en")[(n + len(name)) % 2]
        guide, seen = played(tmp_path / str(n), lang, minute, [*opening, line], monkeypatch, name)
        if len(seen) == len(opening) + 1:  # it left the guide
            shown, question, before = seen[-1]
            after, still = "", None
        else:
            (shown, question, before), (after, still, _) = seen[-2:]
        shown = shown if question.name != "step" else shown.rpartition("> ")[2]
        assert question.name == name.split(" ")[0], (name, question.name)
        new = [e.event for e in guide.entries()[before:]]
        acts = [e.kind for e in new if e.kind not in PASSING]
        # Who is led out of what was repeated back has called, or handed over, all the same.
        whole = question.name in ("call-repeated", "hand-repeated") and "\x1b" not in line and line not in ("", "0")
        # A call-back of which more than a name is known stays, without what was not said, and that is said.
        whole = whole or (acts == ["callback-added"] and question.name in ("customer-matter", "customer-promised"))
        if acts and not whole and not may_record(question, line, shown):
            wrong.append(f"{line!r} recorded {acts} at {question.name}")
        if name != "signed" and "undone" in [e.kind for e in new] and half_width(line).lower() not in ("u", "y", "uu", "b"):
            wrong.append(f"{line!r} took back")
        if gone(line, new, acts, after, question):
            wrong.append(f"{line!r} is nowhere: {after}")
        if still is question and not new and question.lettered and line != "?" and after.count("\n") > 2:
            wrong.append(f"{line!r} refused in {after.count(chr(10))} lines")
        if not after and not guide.session.ended:
            wrong.append(f"{line!r}: nothing was said")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [n for n in QUESTIONS if n not in ("signed",)])
def test_every_number_letter_and_word_that_is_printed_does_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """``m`` stood in the heading, and did nothing."""
    minute, opening = QUESTIONS[name]
    lang = ("zh", "en")[len(name) % 2]
    _, seen = played(tmp_path / "printed", lang, minute, opening, monkeypatch, name)
    shown, question, _ = seen[-1]
    listed = [line.split() for line in shown.splitlines() if re.match(r"^  \S", line) and len(line.split()) > 1]
    listed = [words for words in listed if question.kind != "text" and re.fullmatch(r"\d+|[^\w\s]|\w(/\w+)?", words[0]) and words[0] not in "-?"]
    printed = [key for words in listed for key in words[0].split("/")]
    printed += [key for word in re.findall(r"[(（](\S(?:/\S+)?)[)）]$", shown, re.M) for key in word.split("/") if not key.isdecimal()]
    printed += re.findall(r" (\d+) (?:tester|li|-)  ", shown)  # in the heading, for who records
    for n, key in enumerate(dict.fromkeys(printed)):
        _, seen = played(tmp_path / f"key{n}", lang, minute, [*opening, key], monkeypatch, name)
        after = seen[-1][0] if len(seen) > len(opening) + 1 else "left"
        assert not re.search("没看懂|Not understood|does nothing here|在这里不算", after), (name, key, after)
