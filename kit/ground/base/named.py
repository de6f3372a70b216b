"""What people and entries are called: a name that nobody said is said in words, never as a dash."""

from __future__ import annotations

from kit.ground.base.clean import ALONE, FILLERS, UNSEEN, clean
from kit.ground.base.lean import re
from kit.ground.base.phones import western
from kit.ground.base.words import word

NOBODY = ("", "-")  # what stands in logs where nobody is known
NUMERALS = "〇零一二两三四五六七八九十"
BLANKS = f"[{UNSEEN[1:-1]}{ALONE}{FILLERS}]"


def named(who: str, lang: str, room: int = 60) -> str:
    """Somebody by name; that it was left out, where there is none."""
    return word(lang, "screen.not-named") if who.strip() in NOBODY else clean(who, room)


def writer(by: str, lang: str, room: int = 60) -> str:
    """Who recorded; that it is not known, where nobody knows."""
    return word(lang, "screen.writer-unknown") if by.strip() in NOBODY else clean(by, room)


def folded(text: str) -> str:
    """A text as it is looked for and compared: the width of its signs, capitals and marks that
    nobody sees make no difference."""
    if not text.isascii():
        from unicodedata import normalize

        text = re.sub(BLANKS, _blank, normalize("NFKC", western(text)))
    return text.casefold().strip()


def _blank(found: re.Match[str]) -> str:
    return " " if found[0].isspace() else ""


def alike(name: str) -> str:
    """What all ways to write one name share: nor do blanks make another person of anybody."""
    return "".join(folded(name).split())


def letter(text: str) -> bool:
    """Whether it is one letter of the keyboard, of whatever width: a key, and nobody's name. One
    Chinese character may be a name."""
    one = folded(text)
    return len(one) == 1 and one.isascii() and one.isalpha()


def numeral(text: str) -> bool:
    """Whether it is a number in Chinese signs, as a key or a figure is written or dictated; names
    of two such signs there are ("七七")."""
    signs = folded(text)
    return bool(signs) and not signs.strip(NUMERALS) and (len(signs) == 1 or "十" in signs)


def no_name(text: str) -> bool:
    """Whether it is a key or a figure, and the name of nobody."""
    return letter(text) or numeral(text)


def short(id_: str) -> str:
    """The last four characters of an id, which people say to each other; the whole number of a
    line on paper."""
    whole = clean(id_, 40)
    return whole[-4:] if whole.count("-") == 2 else whole
