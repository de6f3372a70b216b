"""Notes that say that somebody is missing, and later ones that say that the person was found, all
are out or the danger is over."""

from __future__ import annotations

from kit.ground.base.lean import re

MISSING = (
    r"失踪|找不[到着]|没(?:有)?(?:找到|看到|看见|出来|到|下来|跟上)|未(?:到|出|找到|撤出)|不见了|下落不明"
    r"|不在(?:集合|现场|队)|联系不上|(?:少|缺|差)了?[一二两三四五六七八九十\d]+[个名位人]|还在(?:里|楼|屋|室)|被困"
    r"|\bmissing\b|\bunaccounted\b|\btrapped\b"
    r"|\bnot (?:yet )?(?:at|in|with|out|found|here|there|down|seen)\b"
    r"|\b(?:can ?not|can'?t|could ?n[o']t|did ?n[o']t) (?:find|reach|come out|see)\b|\bno sign of\b"
    r"|\b(?:is|are) ?n[o']t (?:at|in|out|here|there)\b|\bstill (?:in|inside|up)\b|\bleft behind\b"
    r"|\bout of touch\b|\bnobody has (?:seen|found)\b"
)
_DENIED = r"\b(?:no ?body|no one|none|no longer)\b|(?:没有|无)人?(?:失踪|被困)|无人"
_FOUND_ZH = (
    r"找[到着]|出来|撤出|救出|脱[险困]|获救|平安|安全了|送医|送[到去往]?医院|下来了|到了(?:集合|现场)"
)
_SURELY = r"\bfound\b|\brescued\b|\bfreed\b|\bturned up\b|\baccounted for\b|\bto hospital\b"
_FOUND_EN = rf"{_SURELY}|\bsafe\b|\bout\b|\b(?:is|are) (?:here|there|present|down)\b"
_FOUND = f"{_FOUND_ZH}|{_FOUND_EN}"
_PERSON_OUT = (
    r"\b(?:he|she|they|him|her|them|man|woman|men|people|persons?|child|colleagues?|those inside)"
    r" (?:is |are |was |were |all |now |got |came )*(?:out|safe)\b"
)
_OVER = (
    r"扑灭|灭了|熄灭|(?:险情|警报|危险)(?:已经?)?解除|燃气已?关|水已?停"
    r"|\b(?:fire|it) (?:is |was )?(?:now )?(?:put )?out\b|\bextinguished\b|\ball clear\b"
    r"|\b(?:gas|water|power) (?:is )?(?:shut )?off\b"
)
_ALL = (  # of people: all lights are out, and all papers found, of nobody
    rf"(?:全员|全体|所有人|(?:^|[\W人员们位名个])(?:已经?)?(?:全部?|都))(?:都|已经?|全部?)*(?:{_FOUND_ZH})"
    r"|到齐|一个不少|\b(\d+) (?:of|out of) \1\b"
    r"|\b(?:all(?: \d+)?(?: people| persons| colleagues| of (?:us|them))?|everyone|everybody)"
    rf"(?: is| are| have| has| been| now)*(?: (?:{_FOUND_EN})| here\b| present\b)"
)
_NONE = (
    r"\b(?:no ?body|no one|none)(?: is| are)?(?: still)? (?:missing|trapped|unaccounted|inside)\b"
    r"|\bno longer missing\b|(?:没有|无)人?(?:失踪|被困)"
)
# All but one are out, they will be, perhaps they are: of nobody is that what it looks like.
_BUT = (
    r"除|只差|就差|还差|正在|马上|快要|准备|打算|可能|大概|好像|[?？吗]|没|未|不"
    r"|\bbut\b|\bexcept\b|\bonly\b|\bapart\b|\bnearly\b|\balmost\b|\bwill\b|\bsoon\b|\bmay\b|\bnot\b"
    r"|找(?![到着])|搜|\blook(?:ing|s)?\b|\bsearch"
    r"|\bgoing to\b|\bbeing\b|\bshould\b|\bif\b|\bn[o']t\b|n't\b|\bstill\b|\bmaybe\b|\bperhaps\b"
)
_SEVERAL = (
    r"[2-9二两三四五六七八九十几]\s*(?:[个名位人]|people|persons|colleagues|missing|still)|和|及|跟|、"
    r"|\b(?:and|two|three|several|some|others?)\b"
)
_FILLED = r"(?:is|are|was|were|has|have|been|be|still|yet|now|also|just|already|the|a)"
_FILLED_ZH = r"(?:已经|还|也|已|仍|都|被|现在|刚|了|[，,：:、]|\s)+"
_NOBODY = (
    r"one|people|persons?|some(?:one|body)|any(?:one|body)|every(?:one|body)|all|colleagues?|he|she"
    r"|who|them|they|it|at|in|on|by|of|last|roll|call|more|we|brigade|police|fire|.*[人个位名们].*"
)


def says_missing(text: str) -> bool:
    """Whether a note says that somebody is missing."""
    return not re.search(_DENIED, text, re.I) and re.search(MISSING, text, re.I) is not None


def ends(text: str) -> bool:
    """Whether it says that somebody was found or out, or that what was dangerous is over."""
    if says_missing(text):
        return False
    return re.search(f"{_ALL}|{_NONE}|{_OVER}|{_SURELY}|{_FOUND_ZH}", text, re.I) is not None


def says_out(text: str) -> bool:
    """Whether it says of somebody, and of nobody that he is not, that he is out or was found."""
    if says_missing(text) or re.search(_BUT, text, re.I):
        return False
    return re.search(f"{_ALL}|{_SURELY}|{_FOUND_ZH}|{_PERSON_OUT}", text, re.I) is not None


def says_all_out(text: str) -> bool:
    """Whether it says so of all there are."""
    return says_out(text) and re.search(_ALL, text, re.I) is not None


def refutes(later: str, earlier: str) -> bool:
    """Whether a ``later`` note says that nobody is missing, or that whoever an ``earlier`` one
    names was found."""
    if re.search(_NONE, later, re.I):
        return True
    if says_missing(later) or re.search(_BUT, later, re.I):
        return False
    if re.search(_ALL, later, re.I):
        return True
    missing = set() if re.search(_SEVERAL, earlier, re.I) else _names(earlier, MISSING)
    return bool(missing) and missing <= _names(later, _FOUND)


def _names(text: str, said: str) -> set[str]:
    """Who stands right before or behind the words that say so of somebody."""
    out: list[str] = []
    for found in re.finditer(said, text, re.I):
        before, behind = text[: found.start()], text[found.end() :]
        out += re.findall(rf"\b([a-z]{{2,}})\W+(?:{_FILLED}\W+)*$", before, re.I)[-1:]
        out += re.findall(rf"^\W+(?:{_FILLED}\W+)*([a-z]{{2,}})\b", behind, re.I)
        out += re.findall(rf"([\u4e00-\u9fff]{{2}})(?:{_FILLED_ZH})?$", before)
        out += re.findall(rf"^(?:{_FILLED_ZH})?([\u4e00-\u9fff]{{2}})", behind)
    return {word.lower() for word in out if not re.fullmatch(f"{_NOBODY}|{_FILLED}", word, re.I)}
