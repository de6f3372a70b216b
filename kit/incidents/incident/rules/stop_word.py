"""The word that ends a drill: what follows is real."""

from __future__ import annotations

from kit.ground.base.lean import re

WORDS = re.compile(
    r"^[\s\W]*(?:这|這)?(?:非演练|不是演练|非演習|no drill|not a drill|this is not a drill|no duff)"
    r"(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Behind it, what is no end of a drill: those who take no part in it, what is not used for it.
OTHERS = re.compile(
    r"^(?:人员|区域|单位|部门|车辆|时间|时段|期间|用|的|类|性|\s*(?:people|staff|area|vehicles?)\b)",
    re.IGNORECASE,
)


def stop_word(text: str) -> str | None:
    """What was said behind the word, "" for nothing; ``None`` where the text does not begin with
    it."""
    found = WORDS.match(text)
    if found is None or OTHERS.match(found["rest"]):
        return None
    rest = found["rest"]
    if rest[:1].isascii() and rest[:1].isalnum() and text[found.start("rest") - 1].isascii():
        return None  # "no drillings"
    return rest.strip(" \t\r\n,.:;!?，。：；！？、-—")
