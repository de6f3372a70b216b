"""Times and amounts as they are spoken or slip out of an input method (about an hour, nine
yesterday morning, 2dianban), brought to the words that ``wording`` and ``spans`` read."""

from __future__ import annotations

import re
from collections.abc import Callable

Means = str | Callable[[re.Match[str]], str]

_ONES = "一二两三四五六七八九"
# Typed with the input method off: longest first, as one may begin another.
_SYLLABLES = {
    "fenzhong": "分钟", "xiaoshi": "小时", "zhongtou": "钟头", "banxiaoshi": "半小时",
    "zuotian": "昨天", "zuowan": "昨晚", "mingtian": "明天", "mingzao": "明早", "jintian": "今天",
    "jinwan": "今晚", "houtian": "后天", "qiantian": "前天", "xiawu": "下午", "shangwu": "上午",
    "wanshang": "晚上", "zaoshang": "早上", "zhongwu": "中午", "lingchen": "凌晨", "banye": "半夜",
    "gangcai": "刚才", "dian": "点", "yike": "一刻", "sanke": "三刻", "ban": "半", "fen": "分",
    "zhiqian": "之前", "yiqian": "以前", "zhihou": "之后", "yihou": "以后", "qian": "前",
    "hou": "后", "ge": "个", "zhong": "钟", "ershi": "二十", "sanshi": "三十", "sishi": "四十",
    "wushi": "五十", "liang": "两", "yi": "一", "er": "二", "san": "三", "si": "四", "wu": "五",
    "liu": "六", "qi": "七", "ba": "八", "jiu": "九", "shi": "十", "ling": "零",
}  # fmt: skip
_PINYIN = "|".join(sorted(_SYLLABLES, key=len, reverse=True))
_SAYS = r"(?:(?:she|he|they|it)\s+)?(?:said|says|reckons?|promised)"
_DAY_LAST = (
    r"^(?:(?:by|at|before) )?(.*?)\s*\b(yesterday|tomorrow|today)\s+(morning|afternoon|evening)$"
)
# Nothing but this is meant.
_SPOKEN: tuple[tuple[str, Means], ...] = (
    ("夜里头", "夜里"),
    ("早起(?=\\d|[" + _ONES + "十])", "早上"),
    (r"\bday before yesterday\b", "前天"),
    (r"\barvo\b", "afternoon"),
    (r"(?<![\d:.])(\d{1,2})ish\b", r"\1点"),
    (r"(?<=\d)\s*ish$", ""),
    (_DAY_LAST, r"\2 \3 \1"),
    (r"^(\d{1,2})\s+sharp$", r"\1点"),
    (r"\bhalf past (noon|midnight)\b", lambda m: "12:30" if m[1] == "noon" else "0:30"),
    (r"\btonight,\s*", "tonight "),
)  # fmt: skip
# As good as certain: it is asked whether it is meant.
_DOUBTFUL: tuple[tuple[str, Means], ...] = (
    (r"^(?:i think|maybe|perhaps)\s+(?:it was\s+)?", ""),
    (r",\s*(?:maybe|i think|记不清了?|好像|可能)$|\s*or thereabouts$", ""),
    ("^(?:预计|估计|好像)(?:是|在)?", ""),
    (r"^(?:no|not) (?:later than|earlier than|before)\s+|^(?:不晚于|不早于)", ""),
    (r"(?:(?<=[点半])|(?<=点\d刻))(?:以后|之后|后|过后)$", ""),
    (r"(?<=\d)\s*[电店典](?=\s*(?:\d|半|多|钟|分|$))|(?<=[一二两三四五六七八九十])[电店典](?=[^话]|$)",
     "点"),
    (r"(?<=点)[办伴班]$", "半"),
    (r"(?<=[\d:.])o(?=[\d:.]|$)|^o(?=\d)", "0"),
    (r"^[li](?=\d[:.]?\d)|(?<=[:.\d])[li](?=\d|$)", "1"),
    ("半拉(?=个?(?:钟头|小时))", "半个"),
    (r"\bhalf (1[0-2]|[1-9])$", r"\1:30"),
    (r"(?<=点)(?:多一?点?|来钟|几分)$", ""),
    ("^[一1]刻$", "1刻钟"),  # or a quarter past the hour
    (r"(?<=[a-z])\s+back$", " ago"),
    ("^刚过(?=\\d|[" + _ONES + "十])|^just (?:past|after|gone)\\s+", ""),
)  # fmt: skip
_SPANS: tuple[tuple[str, Means], ...] = (
    (rf"^{_SAYS}(?:\s+it'?s|\s+it is)?\s+", ""),
    (rf",\s*(?:{_SAYS}|promise)$", ""),
    (r"^(?:will\s+)?call(?:ing)?\s+back\s+(?=\S)", ""),
    ("^(?:说[是好]要?|约[定好]|答应|承诺)", ""),
    ("^等(?:上|个|我)?(?=\\d|[" + _ONES + "十半个])", ""),
    (r"\b(?:a )?dozen\b", "12"),
    (r"^(\d+)\s+1/2(?=\s*h)", r"\1.5"),
    (r"^(?:hour|hr)$", "1 hour"),
    (r"^an? (?=hr|min)", "1 "),
)  # fmt: skip
# The least of what is meant is taken, and said.
_LEAST: tuple[tuple[str, Means], ...] = (
    ("^(?:1个|一个|个)[来把](?=小时|钟头)", "1个"),
    ("^点把钟", "1小时"),
    (rf"十([{_ONES}])([{_ONES}])(?=个?(?:分|小时|钟头))", r"十\1-十\2"),
    (rf"([{_ONES}])([{_ONES}])(十?)(?=个?(?:分|小时|钟头))", r"\1\3-\2\3"),
    (r"^between (\d+) and (\d+)", r"\1-\2"),
    (r"^(\d+) or (\d+)\b", r"\1-\2"),
    (r"^3 quarters of an hour", "45 min"),
    (rf"(?<=[\d{_ONES}十])\s*[多来余几](?=个?(?:分钟?|小时|钟头))", ""),
    (r"(?:(?<=小时)|(?<=钟头)|(?<=分钟))多(?:一?点)?$", ""),
    (r"(?<=\d)\s*(?:\+|odd)(?=\s*(?:min|m$|hours?|$))", ""),
)  # fmt: skip


def syllables(text: str) -> str:
    """What was typed with the input method off, in characters; any other text as it is."""
    if not text.isascii() or not re.search(r"dian|fenzhong|xiaoshi|zhongtou", text):
        return text
    left = re.sub(_PINYIN, "", text)
    if re.search("[a-z]", left):  # words of another language
        return text
    return re.sub(rf"\s*({_PINYIN})\s*", lambda found: _SYLLABLES[found[1]], text)


def spoken(text: str) -> tuple[str, bool]:
    """The text, of digits and small letters, in the words that are read; whether they are to be
    asked back."""
    for said, means in _SPOKEN:
        text = re.sub(said, means, text)
    sure = text
    for said, means in _DOUBTFUL:
        text = re.sub(said, means, text)
    read, least = spans(text)
    return read.strip(), least or sure != text


def spans(text: str) -> tuple[str, bool]:
    """A span as it is read, and whether more or less than that may be meant."""
    for said, means in _SPANS:
        text = re.sub(said, means, text)
    sure = text
    for said, means in _LEAST:
        text = re.sub(said, means, text)
    return text, sure != text
