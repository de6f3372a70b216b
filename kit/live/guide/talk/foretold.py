"""A note that somebody foretells that it works again: a word to us that has a time of its own, and
nothing that is back yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kit.ground.base.lean import re

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

FAR = timedelta(hours=8)  # farther off a time of the clock is rather one that is past
_BACK = (
    r"(?:(?<!户)(?<!客)来电|[有通送复]电|供电(?!公司|局|所|部门|站|单位|部)|恢复|修好|修复|修完|抢修完|能用"
    r"|[来有通]网|[弄搞就能会]好)(?!了|人)"
    r"|(?<!call )(?<!calls )(?<!called )(?<!calling )(?<!ring )(?<!phone )\bback\b"
    r"|\b(?:restored?|repaired|fixed|(?:on|up|works?|working|running) again)\b"
)
_SAID = (
    r"说|称|答应|承诺|保证|答复|回复|告知|预计|估计|预期|大概|[以之]?[后内](?!勤)"
    r"|\b(?:says?|said|promis\w+|told|tells?|hopes?|expect\w*|estimate\w*|eta|in|by|around|about)\b"
)
_NOT_SO = (
    r"没|未|不|无|已|如果|何时|几点(?!\d)|\?|？|客户|用户|市民|家属"
    r"|\b(?:not|never|no|when|if|until|for|since|ago|is|was|are|were|came|customers?)\b|n't\b"
)


def foretold(session: Session, text: str) -> bool:
    """Whether somebody says by when it will be back: a time that lies ahead stands in it."""
    from kit.live.guide.talk.in_matter import time_in
    from kit.people.registers.rules.timelike import sayings

    plain = all(re.search(pattern, text, re.I) for pattern in (_BACK, _SAID))
    if not plain or re.search(_NOT_SO, text, re.I):
        return False
    now, line = session.acting(), f"{text} "
    times = [time_in(session, line[each.start : each.end])[0][:1] for each in sayings(line)]
    return any(now < at <= now + FAR for found in times for at in found)
