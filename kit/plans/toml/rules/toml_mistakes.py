"""What a TOML file's decoder complains of, in both languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kit.ground.base.system_said import in_chinese
from kit.ground.base.text import Text

_SHAPES: dict[str, tuple[str, str]] = {
    "str": ("文字", "text"),
    "int": ("整数", "a whole number"),
    "float": ("数字", "a number"),
    "bool": ("true 或 false", "true or false"),
    "object": ("一组值，如 {zh = …, en = …}", "a table such as {zh = ..., en = ...}"),
    "array": ("列表，如 [ … ]", "a list such as [ ... ]"),
    "null": ("空", "nothing"),
    "datetime": ("日期时间", "a date and time"),
}
_PATTERNS: list[tuple[str, str, str]] = [
    (r"Object missing required field `(.+)`", "缺少 {0}", "{0} is missing"),
    (
        r"Object contains unknown field `(.+)`",
        "不认识 {0}，请改正拼写或删去",
        "{0} is not known here: correct its spelling or take it out",
    ),
    (
        r"Expected `str` matching regex .*",
        "编号只能用小写字母、数字和连字符，字母开头，最多 40 个字符",
        "an id has small letters, digits and hyphens, begins with a letter, and is at most 40 long",
    ),
    (
        r"Expected one of `(.+)` and `(.+)`",
        "{0} 和 {1} 只写一个",
        "give {0} or {1}, one of the two",
    ),
    (r"Expected `int` ([<>]=) (\d+)", "整数应 {0} {1}", "should be a whole number {0} {1}"),
    (r"Expected '=' after a key.*", "名称后面缺少等号", "an equals sign is missing behind a name"),
    (
        r"Expected newline or end of document.*",
        "一行里多了内容，或缺少引号、逗号",
        "something is left over on this line, or a quote or comma is missing",
    ),
    (
        r"Expected '?\]+'? at the end of a table declaration",
        "方括号没有写完",
        "the square bracket is not closed",
    ),
    (r"Expected .*", "引号或括号没有写完", "a quote or bracket is not closed"),
    (r"Unclosed array", "方括号没有写完", "a list is not closed with ]"),
    (r"Unclosed inline table", "花括号没有写完", "a table is not closed with }}"),
    (r"Unterminated string", "引号没有写完", "a quote is not closed"),
    (
        r"Illegal character .*",
        "引号没有写完，或有不允许的字符",
        "a quote is not closed, or a character is not allowed here",
    ),
    (r"Unescaped .*", "反斜杠要写两个", "a backslash must be doubled"),
    (r"Duplicate inline table key '?(.+?)'?", "{0} 写了两次", "{0} is there twice"),
    (r"Cannot overwrite a value", "同一个名称写了两次", "the same name is there twice"),
    (r"Cannot declare \((.+?),?\) twice", "{0} 写了两次", "{0} is there twice"),
    (
        r"Cannot mutate immutable namespace .*",
        "这一组已经写完，不能再加",
        "this table is complete and cannot be added to",
    ),
    (r"Invalid statement", "这一行看不懂", "this line cannot be read"),
    (
        r"Invalid value",
        "等号后面的值看不懂（文字要加引号）",
        "the value behind the equals sign cannot be read (text needs quotes)",
    ),
    (r"Invalid date or datetime", "日期写法不对", "the date is not right"),
]


def explain(message: str, allowed: Sequence[str] = ()) -> Text:
    """The decoder's English sentence in both languages; unknown sentences stay as they are.

    ``allowed``: what may stand there, where a fixed word is wanted.
    """
    if match := re.fullmatch(r"Invalid enum value '?(.*?)'?", message):
        zh, en = f"“{match[1]}”不在可用的值里", f'"{match[1]}" is not one of the words allowed here'
        if allowed:
            zh += "。可用：" + " ".join(allowed)
            en += ". Choose: " + " ".join(allowed)
        return Text(zh, en)
    if match := re.fullmatch(r"Expected `(.+)`, got `(.+)`", message):
        return Text(
            f"应是{_shape(match[1], 0)}，现在是{_shape(match[2], 0)}",
            f"should be {_shape(match[1], 1)}, but is {_shape(match[2], 1)}",
        )
    for pattern, zh, en in _PATTERNS:
        if match := re.fullmatch(pattern, message):
            return Text(zh.format(*match.groups()), en.format(*match.groups()))
    return Text(message, message)


def _shape(names: str, lang: int) -> str:
    known = [_SHAPES[n][lang] for n in names.split(" | ") if n in _SHAPES and n != "null"]
    return (" 或 ", " or ")[lang].join(known) or names


_OS = {
    2: ("没有这个文件", "there is no such file"),
    13: ("没有读取权限", "no permission to read it"),
    1: ("没有读取权限", "no permission to read it"),
    21: ("这是文件夹，不是文件", "this is a folder, not a file"),
    5: ("磁盘读不出来", "the disk cannot be read"),
}


def explain_os(number: int | None, text: str | None) -> Text:
    """An operating system's error by its number; its own words where ours are missing."""
    zh, en = _OS.get(number or 0, (in_chinese(text or "?"), text or "?"))
    return Text(zh, en)


_SIGNS = {
    "“": '"', "”": '"', "„": '"', "＂": '"', "‘": "'", "’": "'", "＇": "'", "，": ",", "、": ",",
    "＝": "=", "：": "=", "．": ".", "。": ".", "［": "[", "］": "]", "【": "[", "】": "]",
    "｛": "{", "｝": "}", "＃": "#",
}  # fmt: skip
_SPACES = {"\u3000": ("全角空格", "a full-width space"), "\u00a0": ("不间断空格", "a no-break space")}
_STRINGS = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")


def chinese_sign(text: str, line: int) -> tuple[int, Text] | None:
    """The line, at ``line`` or just before it, with a sign of a Chinese input method outside of
    quotes, and what to write instead; ``None`` where there is none."""
    lines = text.split("\n")
    for number in (line, line - 1):
        if not 1 <= number <= len(lines):
            continue
        quoted = _STRINGS.findall(lines[number - 1])
        odd = [s for s in quoted if s.count("“") != s.count("”") and not s.startswith("#")]
        for sign in _STRINGS.sub("", lines[number - 1]) + re.sub("[^“”]", "", "".join(odd)):
            if sign in _SPACES:
                zh, en = _SPACES[sign]
                return number, Text(f"有{zh}，请改成普通空格", f"{en}, write a plain one")
            if sign in _SIGNS:
                own = _SIGNS[sign]
                return number, Text(
                    f"中文标点 {sign} ，请改成英文的 {own}",
                    f"Chinese punctuation {sign}, write the English one {own}",
                )
    return None
