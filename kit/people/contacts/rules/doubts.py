"""What of a number looks like a slip of the hand: said where it comes in and wherever it is read,
never dropped, for the list of numbers of no country is whole."""

from __future__ import annotations

import unicodedata
from typing import Literal

from kit.ground.base.lean import re
from kit.ground.base.phones import digits
from kit.people.contacts.rules.contact import (
    EXTENSION,
    WORDS,
    Channel,
    Unseen,
)

Doubt = Literal["letter", "mobile", "length", "area"]
LOCAL = re.compile(r"\d{3,8}")  # a short number, an extension, a number of the own city
SERVICE = re.compile(r"[48]00\d{7}|95\d{3,8}|96\d{3,6}|1[0-2]\d{1,10}")
MOBILE = re.compile(r"0?1[3-9]\d{9}")
AREA = re.compile(r"0[1-9]\d{8,10}")
DIALLED = 7  # digits from which on something of another kind is a number to dial
ABROAD = range(7, 16)  # digits of a number with its country


def doubt(channel: Channel) -> Doubt | None:
    """Why the number of a telephone looks wrong; ``None`` where nothing does."""
    if isinstance(channel, Unseen):
        return channel.doubted or None  # type: ignore[return-value]
    other = channel.kind == "other" and len(digits(channel.number)) >= DIALLED
    if not channel.dials and not other:
        return None
    return doubted(channel.number, channel.kind == "mobile")


def doubted(number: str, mobile: bool = False) -> Doubt | None:
    """The same for a number as it was typed. ``mobile``: it is said to be one."""
    text = _numbered(number)
    bare = EXTENSION.sub("", text)
    if any(char.isalpha() for char in bare):
        return "letter"
    if not bare.strip() or MOBILE.fullmatch(digits(text)):
        return None
    found = digits(bare)
    plain = re.sub(r"\D", "", bare)
    abroad = bare.strip().startswith("+") or plain.startswith("00")
    if abroad and found == plain.removeprefix("00"):
        return None if len(found) in ABROAD else "length"
    if MOBILE.fullmatch(found):
        return None
    if mobile or (found[:1] == "1" and "3" <= found[1:2] <= "9" and len(found) > 6):
        return "mobile"
    if found.startswith("0"):
        return None if AREA.fullmatch(found) else "area"
    if len(found) == 11 and found.startswith("1"):
        return "mobile"
    return None if LOCAL.fullmatch(found) or SERVICE.fullmatch(found) else "length"


def without_extension(number: str) -> str:
    """What of a number is dialled first, without a word before it (``电话: …``) and without what is
    asked for behind it (``转 801``)."""
    text = _numbered(number)
    return EXTENSION.sub("", text).strip() or text


def _numbered(number: str) -> str:
    return WORDS.sub("", unicodedata.normalize("NFKC", number))
