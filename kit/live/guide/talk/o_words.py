"""English words that begin with the letter of the key for another incident."""

from __future__ import annotations

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
    "opp", "opt", "orang", "orde", "organ", "ori", "orn", "orph", "oth", "ought", "ounce", "our",
    "out", "oven", "over", "oxy",
)  # fmt: skip


def first_word(text: str) -> str:
    return text.split()[0].strip(",.;:!?").lower()


def begins_with_o(text: str) -> bool:
    """Whether a note begins with a word that begins so, and the letter was no key."""
    word = first_word(text)
    return word in WORDS or word.startswith(STEMS)
