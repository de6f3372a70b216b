"""References can be said on the telephone, sort by time, and are found by a part."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.ground.journal.refs import ALPHABET, base32, find, is_ref, make_ref, normal
from tests.support.constants import CHINA

AT = datetime(2026, 11, 21, 21, 4, 5, tzinfo=CHINA)
BITS = st.integers(0, 2**20 - 1)


@given(BITS, st.datetimes(datetime(2020, 1, 1), datetime(2099, 1, 1)))
def test_a_made_reference_is_one(random: int, at: datetime) -> None:
    assert is_ref(make_ref(at, random))


@given(BITS, BITS, st.integers(3, 86_000))
def test_references_of_one_day_sort_by_time(one: int, two: int, later: int) -> None:
    midnight = AT.replace(hour=0, minute=0, second=0)
    assert make_ref(midnight, one)[:10] < make_ref(midnight + timedelta(seconds=later), two)[:10]


def test_a_reference_shows_its_day() -> None:
    assert make_ref(AT, 0).startswith("261121-")


def test_the_alphabet_has_nothing_to_mishear() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_base32_has_the_width_asked_for() -> None:
    assert base32(0, 4) == "0000"
    assert base32(31, 4) == "000Z"
    assert base32(32, 4) == "0010"


def test_what_is_misread_is_put_right() -> None:
    assert normal(" 261121-h4k-7qmo ") == "261121-H4K-7QM0"
    assert normal("il") == "11"


def test_a_reference_is_found_whole_by_its_end_and_by_its_beginning() -> None:
    refs = ["261121-H4K-7QM0", "261121-J00-7ABC", "261122-H4K-AAAA"]
    assert find("261121-h4k-7qmo", refs) == [refs[0]]
    assert find("7qm0", refs) == [refs[0]]
    assert find("abc", refs) == [refs[1]]
    assert find("261121", refs) == refs[:2]
    assert find("k-7qm0", refs) == [refs[0]]


def test_too_little_or_nothing_known_finds_nothing() -> None:
    refs = ["261121-H4K-7QM0"]
    assert find("0", refs) == []
    assert find("", refs) == []
    assert find("ZZZZ", refs) == []


def test_other_texts_are_no_references() -> None:
    for text in ("", "261121", "261121-H4K-7QM", "261121-H4K-7QMU", "../261121-H4K-7QM0", "x" * 15):
        assert not is_ref(text)


def test_a_reference_with_a_line_end_is_none() -> None:
    assert not is_ref("261121-H4K-7QM0\n")
