"""Lines of a journal and what is made of damaged ones, against a reader that tries every piece there is; one
order of several journals, against a sorting that is written another way."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from itertools import permutations

import pytest

from kit.ground.journal import refs
from kit.ground.journal.entry import DEPTH, Entry, dated, too_deep, written_later
from kit.ground.journal.known import Known, read_head
from kit.ground.journal.line import (
    NO_PREV,
    Damage,
    Scan,
    ascii_json,
    make_line,
    number_of,
    prev_of,
    scan,
    sha_of,
)
from kit.ground.journal.merge import merge
from kit.ground.journal.reader import DIGITS
from kit.incidents.incident.rules import events as ev
from tests.support.constants import TEN

NAME = "R/j"


def journal(count: int, first: int = 1, prev: str = NO_PREV) -> list[bytes]:
    lines = []
    for n in range(first, first + count):
        line, prev = make_line(NAME, n, f"id{n}", "2026-03-02T10:00:00+08:00", "li", "note", b'{"text":"x"}', prev)
        lines.append(line)
    return lines


def proves(piece: bytes) -> bool:
    """By the words of the format alone."""
    body, mark, end = piece.partition(b',"sha":"')
    return piece.startswith(b'{"n":') and bool(mark) and end == sha256(f"{NAME}\n".encode() + body).hexdigest()[:32].encode() + b'"}'


def tried(blob: bytes) -> list[tuple[int, int]]:
    """Every piece that proves itself: from each beginning to each end."""
    starts = [at for at in range(len(blob)) if blob.startswith(b'{"n":', at)]
    ends = [at + 2 for at in range(len(blob)) if blob.startswith(b'"}', at)]
    return [(a, b) for a in starts for b in ends if a < b and proves(blob[a:b])]


def compare(blob: bytes) -> Scan:
    """What was read is what proves itself, and what lies between is damage, to the byte."""
    found, pieces = scan(blob, NAME), tried(blob)
    assert [line for line, _ in found.lines] == [blob[a:b] for a, b in pieces]
    assert all(sha_of(line, NAME) == sha and line.endswith(f'"sha":"{sha}"}}'.encode()) for line, sha in found.lines)
    gaps, at = [], 0
    for a, b in [*pieces, (len(blob), len(blob))]:
        if a > at:
            gaps.append((at, a - at, a == len(blob)))
        at = b + blob.startswith(b"\n", b)
    assert [(each.offset, each.length, each.tail) for each in found.damages] == gaps
    end = max((b for _, b in pieces), default=0)
    ended = blob.startswith(b"\n", end) and bool(pieces)
    assert (found.end, found.open_end) == (end + ended, bool(pieces) and not ended)
    assert found.top == max((number_of(blob[a:b]) for a, b in pieces), default=0)
    return found


def test_whatever_byte_is_flipped_every_other_line_is_read_and_the_damage_is_its_line_to_the_byte() -> None:
    lines = journal(4)
    blob = b"".join(lines)
    ends = [sum(map(len, lines[: n + 1])) for n in range(4)]
    for at in sorted({*range(0, len(blob), 3), *(end - 1 for end in ends)}):
        hurt = next(n for n, end in enumerate(ends) if at < end)
        found = compare(blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :])
        if at + 1 in ends:
            assert len(found.lines) == 4, "a newline is no entry"
            continue
        (damage,) = found.damages
        assert len(found.lines) == 3 and (damage.after, damage.before) == (hurt, hurt + 2 if hurt < 3 else None)
        assert damage.entries() in ((hurt + 1, hurt + 1), (0, 0)) and (hurt == 3 or damage.entries() != (0, 0))


def test_wherever_it_is_cut_what_is_whole_is_read_and_a_torn_end_was_no_entry() -> None:
    blob = b"".join(journal(3))
    for at in range(len(blob) + 1):
        found = compare(blob[:at])
        assert all(each.torn for each in found.damages) or blob[at - 2 : at] == b'"}'


def test_lines_that_run_together_stand_behind_rubbish_or_come_again_are_read_once() -> None:
    one, two, three = journal(3)
    for blob in (one[:-1] + two + three, b"xx" + one + two, one + b'{"n":2,xx' + two, one[:-1] + b"\0\0" + two[:-1] + b"\0" + three, one + b"\n\n" + two, one + two[:50] + three, b"\0" * 90 + one):
        pieces = tried(blob)
        assert [line for line, _ in scan(blob, NAME).lines] == [blob[a:b] for a, b in pieces]
    found = scan(one + two + one + three, NAME)
    assert [number_of(line) for line, _ in found.lines] == [1, 2, 3] and [(each.offset, each.length) for each in found.damages] == [(len(one + two), len(one))]
    assert scan(two + three, NAME, after=1, offset=700).end == 700 + len(two + three) and scan(two, NAME, after=1, offset=700).top == 2 and scan(b"", NAME, after=5, offset=9).top == 5
    other = make_line("R/k", 1, "x", "2026-03-02T10:00:00+08:00", "li", "note", b"{}", NO_PREV)[0]
    assert scan(other, NAME).lines == [] and prev_of(two[:-1]) == sha_of(one[:-1], NAME)


def test_a_damage_says_which_entries_stood_there() -> None:
    middle = Damage(0, 9, 3)
    middle.before, middle.tail = 6, False
    assert middle.entries() == (4, 5) and not middle.torn
    middle.before = 4
    assert middle.entries() == (0, 0)
    tail = Damage(0, 9, 3)
    assert (tail.entries(), tail.torn) == ((0, 0), True)
    tail.looks(b'{"n":4', True)
    tail.looks(b'x"}', True)
    tail.looks(b'{"n":5', False)
    assert (tail.whole, tail.entries(), tail.torn) == (1, (4, 4), False)
    tail.looks(b'{"n":5,"}', True)
    assert tail.entries() == (4, 5)


def test_json_in_ascii_says_the_same() -> None:
    for text in ('{"a":"停电"}', '{"a":"é\\"\\\\n"}', '{"a":"x"}'):
        made = ascii_json(text.encode())
        assert made.isascii() and json.loads(made) == json.loads(text)
    assert [number_of(line) for line in (b'{"n":12,"id"', b'{"n":x,', b'{"m":1,', b'{"n":1', b"")] == [12, 0, 0, 0, 0]


def test_json_is_too_deep_by_its_brackets_and_not_by_those_in_texts() -> None:
    assert [too_deep(b"[" * n + b"]" * n) for n in (DEPTH, DEPTH + 1)] == [False, True]
    assert not too_deep(b'{"a":"' + b"[" * 999 + b'"}') and not too_deep(b'{"a":"\\"' + b"[" * 999 + b'"}') and too_deep(b'{"a":"\\\\",' + b'"b":' + b"[" * 300 + b"]" * 300 + b"}")
    assert not too_deep(b"[" + b"[]," * 400 + b"1]") and not too_deep(b"[" + b"{}," * 400 + b"1]")
    assert [dated(TEN.replace(year=year)) for year in (1899, 1900, 2300, 2301)] == [False, True, True, False] and not dated(TEN.replace(tzinfo=None))


# ---- references ----------------------------------------------------------------------------------


def test_a_reference_is_found_by_how_it_begins_or_ends_from_two_signs_on() -> None:
    known = ["261121-H4K-7QMT", "261122-H4K-7QMV"]
    said = {"261121-H4K-7QMT": 1, "7qmt": 1, "QMT": 1, "MT": 1, "T": 0, "2611": 2, "26": 2, "2": 0, "261121h4k7qmt": 1, "H4K": 0, "7QMV": 1, " 7qmv ": 1, "x9": 0, "": 0}
    assert {text: len(refs.find(text, known)) for text in said} == said
    assert [refs.is_ref(text) for text in ("261121-H4K-7QMT", "26112-H4K-7QMT", "26112A-H4K-7QMT", "261121-H4I-7QMT", "261121-H4K-7QMTX", "261121H4K7QMT")] == [True, False, False, False, False, False]
    assert [refs.make_ref(TEN.replace(hour=hour, minute=minute, second=second), n) for hour, minute, second, n in ((0, 0, 0, 0), (0, 0, 3, 1), (12, 0, 0, 32), (23, 59, 59, (1 << 20) - 1))] == ["260302-000-0000", "260302-001-0001", "260302-G00-0010", "260302-ZZZ-ZZZZ"]
    assert refs.normal(" o1l-i ") == "011-1" and refs.base32(31, 2) == "0Z" and refs.base32(32, 2) == "10"


# ---- several journals ----------------------------------------------------------------------------


def entry(name: str, n: int, minute: int, stem: str, *seen: str, text: str = "x", wrote: int | None = None) -> Entry:
    at = TEN + timedelta(minutes=minute)
    written = None if wrote is None else TEN + timedelta(minutes=wrote)
    return Entry(n, name, at, "li", ev.Noted(text), written, journal=stem, sha=f"{stem}{n}".ljust(32, "0"), prev=f"{stem}{n - 1}".ljust(32, "0") if n > 1 else "", seen=seen)


def test_journals_come_together_by_when_they_were_written_each_in_its_own_order() -> None:
    """Whatever order they are given in: against the order by the latest time so far."""
    a = [entry("a1", 1, 0, "aaaaaa"), entry("a2", 2, 5, "aaaaaa"), entry("a3", 3, 3, "aaaaaa"), entry("a4", 4, 9, "aaaaaa")]
    b = [entry("b1", 1, 1, "bbbbbb"), entry("b2", 2, 4, "bbbbbb")]
    c = [entry("a2", 1, 5, "cccccc"), entry("c2", 2, 7, "cccccc", wrote=8)]
    expected = sorted(((max(e.written for e in each[: n + 1]), e.journal, e.n, e.id) for each in (a, b, c) for n, e in enumerate(each)))
    for order in permutations([a, b, c]):
        ids = [e.id for e in merge(order)]
        assert ids == [*dict.fromkeys(name for *_, name in expected)]
    changed = entry("a2", 1, 6, "cccccc", text="other")
    assert [e.id for e in merge([a[:2], [changed]])] == ["a1", "a2", "a2~2"] and [e.id for e in merge([a[:2], [changed], [changed]])] == ["a1", "a2", "a2~2"]


def test_what_a_writer_had_seen_stands_before_it_whatever_the_clocks_said() -> None:
    a = [entry("a1", 1, 10, "aaaaaa"), entry("a2", 2, 20, "aaaaaa")]
    head = f"aaaaaa 2 {a[1].sha[:DIGITS]}"
    b = [entry("b1", 1, 1, "bbbbbb"), entry("b2", 2, 2, "bbbbbb", head), entry("b3", 3, 3, "bbbbbb")]
    for order in permutations([a, b]):
        assert [e.id for e in merge(order)] == ["b1", "a1", "a2", "b2", "b3"]
    knows = Known(merge([a, b]))
    assert [[knows.saw(later, earlier) for earlier in a] for later in b] == [[False, False], [True, True], [True, True]]
    assert [knows.saw(a[0], a[1]), knows.saw(a[1], a[0])] == [False, True]


@pytest.mark.parametrize(("text", "head"), [("aaaaaa 2 0f", ("aaaaaa", 2, "0f")), ("aaaaaa 2", None), ("aaaaaa x 0f", None), ("a 2 0f x", None), ("a 1234567890 0f", ("a", 1234567890, "0f")), ("a 12345678901 0f", None)])
def test_a_head_is_a_name_a_number_and_a_hash(text: str, head: object) -> None:
    assert read_head(text) == head


@pytest.mark.parametrize(("seconds", "later"), [(0, False), (2, False), (59, False), (60, True), (3600, True)])
def test_from_a_minute_on_an_entry_is_written_later(seconds: int, later: bool) -> None:
    assert written_later(TEN, TEN + timedelta(seconds=seconds)) is later and written_later(TEN, None) is False
