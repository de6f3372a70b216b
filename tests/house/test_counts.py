"""A number and its words agree in English: ``1 call``, ``2 calls``."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from kit.ground.base.words import table, word
from tests.house.test_words import TABLES

# What counts things; every other blank is a name, a time or a text.
COUNTS = {
    "n", "count", "files", "entries", "late", "fixed", "calls", "again", "asked", "own", "all",
    "total", "more", "days", "incidents", "steps", "lines",
}  # fmt: skip
# Words that stand behind one thing as well; "level 1 rules" is no number of rules.
NO_PLURALS = {"is", "was", "this", "does", "others", "shows", "answers", "minutes"}
# Never said of one: lists of two and more, a length that is fixed.
ALWAYS_SEVERAL = {"choice", "callback-which", "more", "sound", "forked", "of-none"}
SEVERAL = re.compile(r"(?<![\d#.:-])(?<!entries )(?<!number )\b1 (?:(?!of |in |is |at |to )[a-z-]+ ){0,2}?([a-z]{3,}s|customers|people)\b|(?<!entries )(?<!number )\b1 (are|have|were)\b")  # fmt: skip


def of_one(text: str) -> str:
    """An English sentence about one of everything."""
    out = ""
    for literal, name, spec, _ in Formatter().parse(text):
        out += literal
        if name is not None:
            choice = (spec or "").partition("|")
            out += choice[0] if choice[1] else "1" if name in COUNTS else "X"
    return out


@pytest.mark.parametrize("name", TABLES)
def test_one_of_a_thing_is_not_called_several(name: str) -> None:
    """``1 calls owed`` stood on a list of incidents."""
    found = {
        key: of_one(en)
        for key, (_, en) in table(name).items()
        for several in SEVERAL.findall(of_one(en))
        if key not in ALWAYS_SEVERAL and not NO_PLURALS.intersection(several)
    }
    assert not found


def test_a_number_takes_its_words_with_it() -> None:
    assert word("en", "standing.list-ringing", count=1) == ", 1 timer due"
    assert word("en", "standing.list-ringing", count=2) == ", 2 timers due"
    assert word("zh", "standing.list-ringing", count=2) == "，2 个计时到时"
