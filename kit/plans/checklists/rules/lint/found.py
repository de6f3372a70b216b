"""What the rules of the linter share: a finding, and how long a text can become."""

from __future__ import annotations

import re
import msgspec

from kit.ground.base import blanks
from kit.ground.base.text import Text
from kit.plans.checklists.rules.texts import PLACEHOLDER as PLACEHOLDER
from kit.plans.checklists.rules.texts import texts as texts

HAN = re.compile(r"[一-鿿]")
UNIFORM = "{site:uniform}"  # a whole sentence, of two lines


def measured(text: str, blank: str) -> str:
    """As long as it can become: every part in it, ``blank`` for each blank."""
    if "{" not in text:
        return blanks.whole(text)
    long = blanks.whole(text).replace(UNIFORM, blank and "#" * 120)
    return PLACEHOLDER.sub(blank, long)


class Finding(msgspec.Struct, frozen=True):
    """One broken rule: where, what, and how to mend it (both languages). ``clue`` is a word of the
    file that stands at the place, where the path alone does not lead there. What is ``mild`` is
    advice: a list that has nothing else is sound. ``firm``: no site's own list may break it, though
    the rule is one of those that only advise there."""

    rule: str
    path: str
    message: Text
    fix: Text
    clue: str = ""
    mild: bool = False
    firm: bool = False


def finding(
    rule: str,
    path: str,
    zh: str,
    en: str,
    fix_zh: str,
    fix_en: str,
    clue: str = "",
    mild: bool = False,
    firm: bool = False,
) -> Finding:
    return Finding(rule, path, Text(zh, en), Text(fix_zh, fix_en), clue, mild, firm)
