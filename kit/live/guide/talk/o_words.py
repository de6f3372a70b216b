"""English words that begin with the letter of the key for another incident."""

from __future__ import annotations

from kit.ground.terminal.hand import one_word
from kit.ground.terminal.keys import half_width

GOES = "o"  # the key that goes to another incident
# As first words of what is told; every other beginning may be the key and words of their own.
# "once" and "onto" may be it, the key for notes, and a word.
WORDS = (
    "obviously", "occupied", "of", "off", "offer", "office", "officer", "officers", "often",
    "oh", "oil", "ok", "okay", "old", "on", "one", "ones", "ongoing", "online", "only", "open",
    "opened", "opens", "operator", "operators", "or", "order", "ordered", "other", "others",
    "our", "ours", "out", "outage", "outages", "outside", "oven", "over", "overall", "own",
    "owner", "oxygen",
)  # fmt: skip
# What such a word begins with, and no key and another word: of it nothing is left out of a note.
STEMS = (
    "oak", "oat", "obes", "obey", "obj", "obli", "obs", "obt", "obv", "occ", "ocean", "oct", "odd",
    "odo", "off", "oft", "oil", "old", "omi", "once", "one", "onl", "onto", "onw", "ooz", "ope",
    "opp", "ops", "opt", "orang", "orde", "organ", "ori", "orn", "orph", "oth", "ought", "ounce",
    "our", "out", "oven", "over", "oxy",
)  # fmt: skip


def first_word(text: str) -> str:
    return text.split()[0].strip(",.;:!?").lower()


def begins_with_o(text: str) -> bool:
    """Whether a note begins with a word that begins so, and the letter was no key."""
    word = first_word(text)
    return word in WORDS or word.startswith(STEMS)


def body_of(text: str) -> str:
    """The note without the key that was to lead away, and without that for notes; itself where it
    may be words that begin so."""
    key, rest = half_width(text[:1]).lower(), text[1:]
    if key == GOES and first_word(text) in WORDS:
        return text
    if half_width(rest[:1]).lower() == "n" and (key == GOES or not one_word(key, "na")):
        return rest[1:].strip() or text
    if key == GOES and not begins_with_o(text):
        return rest.strip()
    return text if one_word(key, rest) else rest.strip()


def led_by_key(text: str) -> bool:
    """Whether it begins with the key for another incident, and with no word that does."""
    return half_width(text[:1]).lower() == GOES and first_word(text) not in WORDS
