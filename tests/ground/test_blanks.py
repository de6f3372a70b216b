"""A text with optional parts is a whole sentence, whatever is known."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ground.base import blanks


def said(text: str, **known: str) -> str:
    return blanks.fill(text, lambda found: known.get(found[3]), lambda _: "……")


@pytest.mark.parametrize(
    ("text", "nothing", "address", "both"),
    [
        (
            "着火了。[[地址：{a}，]][[楼层：{f}。]]烧的是……。",
            "着火了。烧的是……。",
            "着火了。地址：A路1号，烧的是……。",
            "着火了。地址：A路1号，楼层：4层。烧的是……。",
        ),
        ("有人。[[地址{a}，]][[在{f}。]]", "有人。", "有人。地址A路1号。", "有人。地址A路1号，在4层。"),
        ("有人，[[地址{a}]]，[[在{f}]]。来", "有人。来", "有人，地址A路1号。来", "有人，地址A路1号，在4层。来"),
        ("有人[[，地址{a}]][[，在{f}]]。", "有人。", "有人，地址A路1号。", "有人，地址A路1号，在4层。"),
        ("[[地址{a}]]。快来。", "快来。", "地址A路1号。快来。", "地址A路1号。快来。"),
        ("Fire[[ at {a}]][[, {f}]]. ... burns.", "Fire. ... burns.", "Fire at A路1号. ... burns.", "Fire at A路1号, 4层. ... burns."),
        ("Ill. [[Address: {a}.]] [[Floor: {f}.]] Come.", "Ill. Come.", "Ill. Address: A路1号. Come.", "Ill. Address: A路1号. Floor: 4层. Come."),
        ("Here: [[At {a}.]] ... people. [[On {f}.]]", "Here: ... people.", "Here: At A路1号. ... people.", "Here: At A路1号. ... people. On 4层."),
        ("[[{a}, ]][[{f}]]", "", "A路1号", "A路1号, 4层"),
    ],
)
def test_what_is_not_known_goes_with_its_clause_and_the_marks_are_right(
    text: str, nothing: str, address: str, both: str
) -> None:
    assert said(text) == nothing
    assert said(text, a="A路1号") == address
    assert said(text, a="A路1号", f="4层") == both


def test_a_part_needs_every_blank_in_it_and_a_blank_outside_any_is_said_to_be_missing() -> None:
    assert said("x[[，{a}{f}]]，{b}。", a="1") == "x，……。"
    assert said("x[[，{a}{f}]]，{b}。", a="1", f="2", b="3") == "x，12，3。"


def test_brackets_that_are_not_closed_or_lie_in_each_other_are_known() -> None:
    assert blanks.sound("a[[{b}]]c[[{d}]]") and blanks.sound("a [b] c")
    assert not blanks.sound("a[[b") and not blanks.sound("a]]b") and not blanks.sound("a[[b[[c]]d]]")
    assert said("a[[{a}", a="1") == "a[[1"


def test_the_longest_and_the_shortest_of_a_text_are_known() -> None:
    assert blanks.whole("a[[{b}]]c") == "a{b}c" and blanks.always("a[[{b}]]c") == "ac"
    assert blanks.parts("a[[{b}]]c[[{d}]]") == ["{b}", "{d}"]


@given(st.text(alphabet="{}[]:abz0-9 -é\n", max_size=60))
def test_blanks_are_found_as_a_pattern_would_find_them(text: str) -> None:
    """Against ``re``, which the hot path does without."""
    kinds = "|".join(blanks.KINDS)
    pattern = re.compile(r"\{(?:(" + kinds + r"):([a-z0-9-]+)|([a-z]+))\}")
    expected = [(m.span(), m[1] or "", m[2] or "", m[3] or "") for m in pattern.finditer(text)]
    assert [((b.start, b.end), b[1], b[2], b[3]) for b in blanks.found(text)] == expected


def test_a_blank_of_each_kind_is_found_with_its_name() -> None:
    text = "".join(f"{{{kind}:call-120}}" for kind in blanks.KINDS) + "{who}{other:x}"
    assert [blank[1] for blank in blanks.found(text)] == [*blanks.KINDS, ""]
    assert len(blanks.found(text, plain=False)) == len(blanks.KINDS)
