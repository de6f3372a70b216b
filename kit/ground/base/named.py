"""What people and entries are called: a name that nobody said is said in words, never as a dash."""

from kit.ground.base.clean import clean
from kit.ground.base.words import word

NOBODY = ("", "-")  # what stands in logs where nobody is known


def named(who: str, lang: str, room: int = 60) -> str:
    """Somebody by name; that it was left out, where there is none."""
    return word(lang, "screen.not-named") if who.strip() in NOBODY else clean(who, room)


def writer(by: str, lang: str, room: int = 60) -> str:
    """Who recorded; that it is not known, where nobody knows."""
    return word(lang, "screen.writer-unknown") if by.strip() in NOBODY else clean(by, room)


def short(id_: str) -> str:
    """The last four characters of an id, which people say to each other; the whole number of a
    line on paper."""
    whole = clean(id_, 40)
    return whole[-4:] if whole.count("-") == 2 else whole
