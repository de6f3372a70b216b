"""What is typed behind ``kit shift``, as the log keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.ground.base.cells import width
from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.named import letter
from kit.ground.base.refusal import Exit, Refused
from kit.shifts.shift.rules.kinds.floor import FIGURES, STATES

STATE_WORDS = {
    "到": "here", "到岗": "here", "在岗": "here", "present": "here",
    "迟到": "late", "迟到，已到": "late", "迟到（已到）": "late", "迟到(已到)": "late",
    "迟到已到": "late", "late, present": "late", "late (here by now)": "late",
    "还没到": "absent", "没到": "absent", "没来": "absent", "会迟到": "absent", "要迟到": "absent",
    "not here yet": "absent",
    "未到": "absent", "缺勤": "absent", "旷工": "absent", "missing": "absent",
    "病假": "sick", "生病": "sick", "ill": "sick",
    "请假": "leave", "事假": "leave", "休假": "leave", "年假": "leave",
    "借出": "lent", "支援": "lent", "支援其他班组": "lent",
    "离岗": "home", "早退": "home", "提前离岗": "home", "回家": "home",
}  # fmt: skip
# Words that some take for "not here yet", and the log for "came late and is here".
EITHER = ("late", "迟到")
SENTENCE = "。！？!?：:"  # what no name has
LONGEST = 40  # cells of a name
UNKNOWN = ("-", "－", "—", "?", "？", "")


def state_of(text: str) -> str:
    """The word of the log for how somebody is. Raises ``Refused``."""
    word = text.strip().casefold()
    found = word if word in STATES else STATE_WORDS.get(word)
    if found is None:
        raise Refused("value-choice", Exit.USAGE, text=clean(text, 40), names=list(STATES))
    return found


def people(names: Sequence[str]) -> list[str]:
    """Whose names were typed, also several in one, between commas. Raises ``Refused`` for what is
    nobody's: how somebody is, a bare number, a letter, a sentence."""
    out = []
    for typed in names:
        for name in re.split("[，、,；;]", typed):
            name = name.strip()
            word = name.casefold()
            if word in STATES or word in STATE_WORDS:
                raise Refused("crew-state", Exit.USAGE, text=name, how=f"--state {state_of(name)}")
            ends = any(mark in name for mark in SENTENCE) or width(name) > LONGEST
            if name and (ends or letter(name) or not any(map(str.isalpha, name))):
                raise Refused("crew-name", Exit.USAGE, text=clean(name, 40))
            out += [name] if name else []
    return out


def numbers_of(ordered: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Figures by name, from those in their order and those by option. Raises ``Refused``."""
    if len(ordered) > len(FIGURES):
        raise Refused("figure-text", Exit.USAGE, text=clean(ordered[len(FIGURES)], 40))
    given = {**dict(zip(FIGURES, ordered, strict=False))}
    given.update({name: text for name, text in named.items() if text.strip()})
    return {n: number(text) for n, text in given.items() if text.strip() not in UNKNOWN}


def number(text: str) -> int:
    """A whole number, also in full-width digits and with a thousands' comma."""
    bare = text.strip().replace(",", "").replace("，", "")
    if not bare.isdecimal():
        raise Refused("figure-text", Exit.USAGE, text=clean(text, 40))
    return int(bare)
