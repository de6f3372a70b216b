"""Danger beats equipment: words after which a list that saves life stands first.

"Smoke in the UPS room" is a fire, whatever is known of UPS. A group names the lists that may be
meant; which of them, the rest of the words decide. Only lists of lower danger are overtaken.
"""

from __future__ import annotations

import re
from functools import cache

ILL = ("customer-ill", "staff-accident", "customer-injured", "caller-in-danger")
GROUPS: list[tuple[tuple[str, ...], str, str]] = [
    (
        ("fire",),
        r"着火|起火|失火|火灾|火警|冒烟|浓烟|黑烟|有烟|烟味|[焦糊]味|[焦糊]臭|烧焦|烧糊|烧起来|火苗|火光|明火|着了火|爆炸|烟雾报警器?[响叫了]|[机器箱柜桶车锅炉]着了",
        (
            r"\b(?:fires?|smok(?:e|y|ing)(?! break)|burning|flames?|explo(?:sion|ded))\b"
            r"(?! (?:drill|door|exit|escape))"
        ),
    ),
    (
        ("self-harm-caller", "self-harm-on-site"),
        r"跳楼|跳下去|轻生|自杀|自尽|不想活|割腕|上吊|寻死|想死|自残|活不下去|活着没意思|遗书|安眠药|喝农药",
        r"suicid|kill \w+sel[fv]|wants? to die|end (?:\w+) life|overdos|self.?harm|wrists?\b|jump",
    ),
    (
        ("gas-leak",),
        r"一氧化碳|(?:煤气|燃气|天然气|瓦斯|液化气).*(?:漏|味|泄|爆)|(?:漏|泄).*(?:煤气|燃气|天然气|瓦斯|液化气)",
        r"carbon monoxide|gas (?:leak|smell)|smell(?:s|ing)?(?: of)? gas|leaking gas",
    ),
    (
        ("chemical-release",),
        r"氯气|氨气|毒气|危化品|化学品|硫酸|盐酸|刺鼻",
        r"chlorine|ammonia|toxic|chemical (?:spill|leak|smell)|fumes|hazmat",
    ),
    (
        ("armed-attack", "robbery", "caller-in-danger"),
        r"砍人|砍伤|持刀|拿刀|动刀|捅人|捅伤|捅了|枪击|开枪|行凶|有枪|抡斧",
        (
            r"\bstab(?!le|il)|\bknife|gunman|molotov|with petrol|burn \w+ (?:\w+ )?down"
            r"|\bguns?\b|shoot(?:er|ing)|machete|\baxe\b|attacker"
        ),
    ),
    (("bomb-threat",), r"炸弹|炸药|引爆|雷管|爆炸物", r"\bbomb|explosives?|detonat"),
    (
        ("lift-entrapment",),
        r"(?:电梯|升降梯).*(?:困|关在|卡住|夹)|(?:困|关|卡)在?.*电梯",
        r"(?:stuck|trapped|caught).*(?:lift|elevator)|(?:lift|elevator).*(?:stuck|trapped)",
    ),
    (
        ("crowd-crush",),
        r"踩踏|踩倒|踩到人|挤倒|挤压",
        r"stampede|trampl|crush(?:ed|ing)? (?:by|in|against)",
    ),
    (
        ILL,
        (
            r"晕倒|昏倒|昏迷|倒地|倒下|有人倒了(?=[，。！!, ]|$)|人快?不行了"
            r"|叫不醒|说不[了出]话|嘴歪|吞[了下].{0,3}(?:电池|硬币|钉|针|异物)"
            r"|没气了|没呼吸|没有呼吸|心脏病|心梗|抽搐|口吐白沫|大出血|流血|吐血"
            r"|溺水|落水(?![管口洞斗])|触电|电击|电到人|漏电.{0,3}人|胸痛|胸口[疼痛闷]|心口[疼痛]|中风|窒息|喘不上气|喘不过气|呼吸困难"
            r"|砸[到伤中]人|压[到伤住]人|急病|急症|犯病|发病|病倒|病危|突发.{0,4}病|不省人事|休克"
            r"|[是有满地身]血(?![压糖型管栓液汗拼书本案])|误[食喝]|误服(?!务)"
            r"|(?<!已)(?<!已经)(?<!刚)打120(?![\d个通次了])|[叫喊要快]个?救护车(?!了)|^救护车$"
            r"|猝死|中暑|中毒|癫痫|羊癫疯|脑梗|脑溢血|哮喘|低血糖|严重过敏|过敏性|要生了|羊水破|早产"
        ),
        (
            r"collaps|unconscious|not breathing|bleeding|heart attack|seizure|faint|electrocut"
            r"|medical emergenc|sudden(?:ly)? ill|taken ill|passed out|heat ?stroke"
            r"|poison(?:ed|ing)\b|epilep|asthma|anaphyla|in labou?r\b"
            r"|electric shock|chest pain|choking|can'?t breathe|stroke\b"
            r"|(?:call|need|send)s? (?:an |the )?ambulance|^ambulance$|\bmedic\b|\bswallowed\b"
            r"|fell in(?:to)? (?:the |a )?(?:water|river|pool|pond|lake)"
            r"|drown(?!\w* in (?:call|work|ticket|mail))"
        ),
    ),
    (
        ("natural-disaster", "customer-injured", "staff-accident", "crowd-crush"),
        r"[墙楼房板顶棚桥]塌|[墙楼房顶棚桥](?:快要|快|要)[塌倒]|坍塌|倒塌|垮塌|塌下来|塌方",
        r"(?:wall|roof|ceiling|building|floor|scaffold\w*) (?:\w+ )?(?:collaps|came down|caved in)",
    ),
    (
        ("lift-entrapment", "caller-in-danger", "staff-accident", "customer-injured"),
        r"被困(?!扰)|困住|压在.*[下底]|埋在|被埋",
        r"trapped|pinned (?:under|down)|stuck under|buried (?:under|alive)",
    ),
]


@cache
def _pattern(both: bool, english: bool, at: int) -> re.Pattern[str]:
    """Compiled when a text comes that it can match: that costs more than a search."""
    _, zh, en = GROUPS[at]
    return re.compile(f"{zh}|{en}" if both else en if english else zh, re.IGNORECASE)


def dangers(text: str) -> list[tuple[tuple[str, ...], str]]:
    """(lists that may be meant, the words that say so) for every danger the text names."""
    letters = any("a" <= char <= "z" for char in text.casefold())
    both = letters and not text.isascii()
    found = (
        (lists, _pattern(both, letters, at).search(text)) for at, (lists, _, _) in enumerate(GROUPS)
    )
    return [(lists, match[0]) for lists, match in found if match is not None]


# Water at this place is no order of a customer's, however much both say "leak".
_WATER = r"漏水|渗水|进水|冒水|滴水|积水|喷水|是水|有水"
_PLACE = (
    r"地上|地面|地板|地下|厕所|卫生间|洗手间|茶水间|机房|天花板|吊顶|屋顶|头顶|楼顶|墙|走廊|楼道|大厅|办公室"
    r"|职场|楼上|座席|工位"
)
_WET = re.compile(
    rf"(?:{_PLACE}).{{0,6}}(?:{_WATER})|(?:{_WATER}).{{0,6}}(?:{_PLACE})"
    r"|\b(?:water|leak\w*)\b.{0,24}"
    r"\b(?:floor|ceiling|our|here|toilets?|corridor|server room|desks?)\b"
    r"|\b(?:floor|ceiling|toilets?|corridor|server room)\b.{0,16}\b(?:water|leak\w*|wet|flooded)\b",
    re.IGNORECASE,
)
_LEAK = re.compile(
    r"漏水|水漏|渗水|跑水|爆水管|水管.{0,3}[爆裂破断]|[爆裂破]了?水管|\bburst (?:water )?pipes?\b"
    r"|\b(?:water|pipes?)\b.{0,24}\b(?:leak|burst|drip|pour|coming)|\bleak\w* (?:water|pipes?)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"客户|用户|业主|住户|居民|租户|小区|家里|家中|报修|工单|来电|催|要求|单元|我家|街坊|邻居|栋|师傅|派人|急单"
    r"|\d{3}|\b(?:customers?|callers?|tenants?|residents?|orders?|tickets?|flat|apartment|jobs?|road)\b",
    re.IGNORECASE,
)


def wet(text: str) -> bool:
    """Whether water stands or comes in at this place, and no customer is named."""
    return _WET.search(text) is not None and _ORDER.search(text) is None


def leaks(text: str) -> bool:
    """Whether water comes out, wherever that is, and no customer is named."""
    return _LEAK.search(text) is not None and _ORDER.search(text) is None
