"""Rules of the linter: languages, lengths, cautions, and what finds the type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil
from unicodedata import east_asian_width

from msgspec.structs import replace

from kit.ground.base.text import Text
from kit.plans.checklists.rules.format import Checklist, Step
from kit.plans.checklists.rules.lint.found import Finding, HAN, finding, measured, texts

LANGS = ("zh", "en")
MAX_DO = {"zh": 34, "en": 70}
COLUMNS, LINES = 76, 12  # what a step may take of a screen of 80x24
MIN_PHRASES = 3
NAME = re.compile(r"[\W\d\sA-Za-z]{0,12}")  # what is called so in Chinese, too
FIRST_WIDE = "\u1100"  # no known character before it takes two columns
COMMAND_ZH = re.compile(r"(请|不要|切勿|禁止|必须|立即|马上)")
COMMAND_EN = re.compile(r"(do not|don't|never|always|please|make sure)\b", re.IGNORECASE)
# A second action hung on the first. "Do it; note the number" is one: the note is its answer.
TWO_ZH = re.compile(r"(然后|并且|随后|。.)")
TWO_EN = re.compile(r"\b(and then|after that|afterwards)\b|\. [A-Z]", re.IGNORECASE)
# Words that ask for something that can be written down.
VALUE_ZH = re.compile(r"(^|[，：；])(记录|写下|记下|数一数)|(几|多少)[^，。]*？$")
VALUE_EN = re.compile(r"(^|[;,] )(record|note|write down|count)\b|\bhow (many|much)\b", re.IGNORECASE)


def words(c: Checklist) -> Iterator[Finding]:
    """Every text: both languages, short enough, and saying what its place is for."""
    for path, text in texts(c):
        if not text.zh.strip() or not text.en.strip():
            yield finding(
                "both-languages",
                path,
                "缺一种语言",
                "one language is missing",
                "两种语言都写",
                "write both languages", firm=True,
            )  # fmt: skip
        elif HAN.search(text.en):
            yield finding(
                "both-languages",
                path,
                "英文里有汉字",
                "the English text has Chinese characters",
                "改成英文",
                "write it in English",
            )
        elif not HAN.search(said := measured(text.zh, "")) and not NAME.fullmatch(said):
            yield finding(
                "both-languages",
                path,
                "中文里没有汉字",
                "the Chinese text has no Chinese characters",
                "改成中文",
                "write it in Chinese",
            )
    for _, step in c.steps():
        yield from _caution(step)
        yield from _do(step)
        for saying in step.does:
            yield from _do(replace(step, do=saying.text()))
        yield from _screen(step)
    for rule in c.prohibitions:
        if any(cells(measured(rule.text.get(x), "######")) > COLUMNS for x in LANGS):
            yield finding(
                "prohibition-length",
                "prohibitions",
                "禁止事项一行放不下",
                "a prohibition does not fit a line",
                f"缩短到 {COLUMNS} 格",
                f"shorten it to {COLUMNS} columns",
                clue=rule.text.zh,
            )
    for lang in LANGS:
        count = len(set(getattr(c.find, lang)))
        if count < MIN_PHRASES:
            yield finding(
                "find-phrases",
                f"find.{lang}",
                f"{lang} 只有 {count} 个说法可搜，至少 {MIN_PHRASES} 个",
                f"{lang} has only {count} phrases to find it by, at least {MIN_PHRASES}",
                "写上看到的情况和平时的叫法",
                "add what one sees and what people call it",
            )


def cells(text: str) -> int:
    """Columns of a terminal: Chinese characters and full-width marks take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(char >= FIRST_WIDE and east_asian_width(char) in "WF" for char in text)


def _caution(step: Step) -> Iterator[Finding]:
    path = f"steps.{step.id}"
    for lang in LANGS if step.caution else ():
        assert step.caution is not None
        text = step.caution.get(lang)
        if lang == "en" and text.isupper():
            yield finding(
                "caution-case",
                path,
                "警示不能全用大写",
                "a caution is not written in capitals",
                "改成普通大小写",
                "use ordinary case",
            )
        if (COMMAND_ZH if lang == "zh" else COMMAND_EN).match(text):
            yield finding(
                "caution-statement",
                path,
                "警示应是陈述，不是命令",
                "a caution is a statement, not a command",
                "说会发生什么；命令写成步骤或禁止事项",
                "say what happens; put the command in a step or a prohibition",
            )


def _do(step: Step) -> Iterator[Finding]:
    path = f"steps.{step.id}"
    zh, en = (measured(step.do.get(lang), "####") for lang in LANGS)
    for lang, text in (("zh", zh), ("en", en)):
        if len(text) > MAX_DO[lang]:
            yield finding(
                "do-length",
                path,
                f"{lang} 有 {len(text)} 个字，最多 {MAX_DO[lang]}",
                f"{lang} has {len(text)} characters, at most {MAX_DO[lang]}",
                "缩短，其余放进 detail",
                "shorten it, put the rest in detail",
            )
    if TWO_ZH.search(zh) or TWO_EN.search(en):
        yield finding(
            "one-action",
            path,
            "一步里有两个动作",
            "two actions in one step",
            "分成两步，或把第二个放进 detail",
            "make two steps of it or put the second in detail",
        )
    if step.answer in ("done", "know") and (VALUE_ZH.search(zh) or VALUE_EN.search(en)):
        yield finding(
            "value",
            path,
            "问了看得到的东西，答案却只是“完成”",
            "asks for something that can be seen, but only takes a tick",
            "答案改为 text、number、time、name 或 choice",
            "make its answer text, number, time, name or choice",
        )


def _rows(text: Text | None, lang: str) -> int:
    if text is None:
        return 0
    long = measured(text.get(lang), "#" * 12)
    if 0 < 2 * len(long) <= COLUMNS - 4:  # however wide its characters are
        return 1
    return ceil(cells(long) / (COLUMNS - 4))


def _screen(step: Step) -> Iterator[Finding]:
    """A generous estimate: titles of posts in placeholders count as twelve columns."""
    path = f"steps.{step.id}"
    details = [saying.text() for saying in step.details] + [step.detail] * bool(step.detail)
    for lang in LANGS:
        longest = max((_rows(text, lang) for text in details), default=0)
        lines = longest + sum(_rows(text, lang) for text in (step.caution, step.do, step.say))
        if lines > LINES:
            yield finding(
                "screen",
                path,
                f"{lang} 占 {lines} 行，一屏最多 {LINES} 行",
                f"{lang} takes {lines} lines, a screen has room for {LINES}",
                "缩短 detail 和 say",
                "shorten detail and say",
            )
        if step.keep and cells(measured(step.keep.get(lang), "#" * 12)) > COLUMNS:
            yield finding(
                "keep-length",
                path,
                "一直显示的话一行放不下",
                "what stays on the screen does not fit a line",
                f"keep 缩短到 {COLUMNS} 格",
                f"shorten keep to {COLUMNS} columns",
            )
