"""Which list a note may want that is written down in the middle of something else: only one that it
names in so many words, or that stands clearly first, and nothing of what is over or is not so."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from kit.ground.base.lean import re
from kit.plans.finder.rules.danger import dangers, wet
from kit.plans.finder.rules.folding import folded
from kit.plans.finder.rules.model import NONE
from kit.plans.finder.rules.rank import FLOOD, here

CLEAR, AHEAD = 0.97, 10.0  # of the first list, and how far before the second one
NEAR = 14  # characters before a danger in which it is said not to be there
_NOT = r"(?:没有?|無|无|未|不是|并非|解除|排除|\bno|\bnot|\bnobody|\bnone|\bwithout|n't)"
_NOT_THERE = rf"{_NOT}(?:\W*\w+){{0,2}}?\W*$"
_OVER = (
    r"恢复|修好|好了|正常|已?解决|结束|已撤|没|无|不|"
    r"\b(?:no|not|nobody|none|over|back|again|fixed|restored|resolved|normal|running|works?|ok)\b"
    r"|救出|脱困|获救|\b(?:freed|rescued|unhurt|unharmed)\b"
    r"|冷静|平静|平安|安好|(?:情绪|病情|情况|状况|伤势)(?:已经?|很|都)?稳定|安全了"
    r"|\b(?:calm|calmer|okay|all right|stable)\b"  # how somebody is by now
    r"|\b(?:is|are|him|her|them|now|everyone|feels?) (?:\w+ )?(?:safe|well|fine|better)\b"
)
_CANNOT = r"[登打连用进开刷接传发查]不[上开了进去通出]|无法"  # that something does not work
# One short clause that says what somebody did names what he did it about, and no danger.
_DONE = (
    r"^[^，,。；;]{0,12}已经?(?:发(?![生现病])|通知|告知|上报|公布|公告|更新|张贴|贴出)[^，,。；;]{0,4}$"
    r"|^[^,.;]{0,30}\b(?:posted|published|announced|informed|notified)\b[^,.;]{0,12}$"
    r"|^(?!.*(?:自己|突然|全))[^，,。；;]{0,8}(?:关|关掉|关好|关上|打开|拉开)了$"
    r"|^(?:shut|closed|opened|(?:switched|turned) o(?:n|ff)|called|phoned|told)\b[^,.;]{0,24}$"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金廖贾夏韦付方白邹孟熊秦邱江尹薛闫段侯史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤"
)
# What is no danger by itself: who, when, how long, how many wait, where somebody lives, his number.
_BESIDE = (
    rf"(?<![少缺差丢])[老小][{_SURNAMES}]"
    r"|(?:又|还|再|仍)?有?排?队?(?:了|着)?\d+(?:多)?个?[人位](?:在?(?:排队?|等待?|等候))?|又?排队?$"
    r"|(?:\d+|[一二两三四五六七八九十半几]+)(?:多|来)?个?半?(?:分钟|小时|钟头|秒钟?|岁|点钟?)(?:半|左右|[以之]?[后内])?"
    r"|\d{1,2}[:：]\d{2}|(?:[a-z]+ )?\d[\d -]{5,}\d(?: [a-z]+\b)?"
    r"|\b\d+ (?:\w+ )?(?:waiting|queu\w+|in (?:the )?queue)\b"
    r"|\b(?:\d+|half an|an|a few) ?(?:min\w*|hours?|hrs?|h|sec\w*|years?)\b"
    r"|\b\d+ (?:\w+ ){1,3}(?:road|street|avenue|lane|rd|st)\b|\baddress\b"
    r"|[\u4e00-\u9fff]{1,8}[路街巷]\d+号?"
)
_LITTLE = (3, 2)  # characters, or words, of which less says no danger behind what was left out
_FOR_IT = 0.02  # how likely the list is for each of only two words

# What a list asks itself: who is missing, where it counts people; coughs, where there is smoke.
_COUNTS = r"清点|点名|roll call|head ?count|count everyone"
_AIR = ("fire", "gas-leak", "chemical-release")
_SELF = {"self-harm-caller", "self-harm-on-site"}  # what is said of one is said of the other
_ON_LINE = ("self-harm-caller", "caller-in-danger")  # whether the call was cut off they ask


def asked_there(types: Collection[str], texts: Collection[str]) -> set[str]:
    """The lists for what those that are at work, with these steps, ask about themselves."""
    counts = any(re.search(_COUNTS, text, re.I) for text in texts)
    own = {"missing-person"} if counts else set()
    own |= _SELF if set(types) & _SELF else set()
    own |= {"comms-failure"} if set(types) & set(_ON_LINE) else set()
    return own | ({"infectious-disease"} if set(types) & set(_AIR) else set())


def beside(
    text: str, find: Callable[[str], Mapping[str, float]], there: Collection[str]
) -> str:
    """The list; "" where it is at work already (``there``), and where nothing is plain. ``find``:
    how likely each list is meant by a text."""
    text = folded(text)
    shares = here(text, find(text))
    named = [
        lists
        for lists, words in dangers(text)
        if not _denied(text, words) and not set(lists) & set(there)
    ]
    if named:
        return max(named[0], key=lambda each: shares.get(each, 0.0))
    if dangers(text) or re.search(_OVER, re.sub(_CANNOT, "", text), re.I):
        return ""
    if re.search(_DONE, text.strip(), re.I):
        return ""
    if wet(text) and shares.get(FLOOD, 0.0) == max(shares.values()):
        return "" if FLOOD in there else FLOOD
    first = _plain(shares)
    if not first or first in there:
        return ""
    rest = re.sub(_BESIDE, " ", text, flags=re.I)
    if rest != text:
        sure = _says_enough(rest) and first == _plain(here(rest, find(rest)))
        return first if sure else ""
    return "" if _by_one_word(text, first, find) else first


def _plain(shares: Mapping[str, float]) -> str:
    """The list that stands clearly first; "" for none."""
    first, second, *_ = sorted(shares, key=lambda each: -shares[each])
    plain = shares[first] >= CLEAR and shares[first] >= AHEAD * shares[second]
    return first if plain and first != NONE else ""


def _says_enough(text: str) -> bool:
    """Whether there is more to it than a word that is left over."""
    words = re.findall(r"[a-z']{2,}", text.casefold())
    return len(words) >= _LITTLE[1] or len(re.findall(r"[\u4e00-\u9fff]", text)) >= _LITTLE[0]


def _by_one_word(text: str, found: str, find: Callable[[str], Mapping[str, float]]) -> bool:
    """Whether of only two words one has nothing to do with it: beside somebody's name any word may
    be one of a danger ("tom runs")."""
    words = re.findall(r"[a-z']{2,}", text.casefold())
    if len(words) != 2 or not text.isascii():
        return False
    return any(find(one).get(found, 0.0) < _FOR_IT for one in words)


def _denied(text: str, words: str) -> bool:
    before = text[: text.find(words)][-NEAR:]
    return re.search(_NOT_THERE, before, re.I) is not None
