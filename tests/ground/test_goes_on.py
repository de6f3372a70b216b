"""Small bounds of the ground: what another program made of a file, bytes of another encoding, entries that come
behind all others."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kit.ground.base.clean import as_typed
from kit.ground.journal.altered import restored
from kit.ground.journal.append import Tail
from kit.ground.journal.entry import Entry
from kit.ground.journal.line import make_line, number_of, prev_of, scan, sha_of
from kit.ground.journal.log import Order
from kit.ground.journal.merge import merge
from kit.ground.journal.reader import DIGITS, Journal, Reader
from kit.ground.journal.seen import heads_of
from kit.incidents.incident.rules import events as ev
from tests.ground.test_lines import NAME, journal
from tests.support.constants import TEN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_known_from_four_letters_on_and_only_of_plain_letters(encoding: str) -> None:
    for count in range(1, 9):
        text = "abcdefgh"[:count]
        blob = text.encode(encoding)
        assert restored(blob) == (("UTF-16", text.encode()) if count >= 4 else ("", blob))
    for text in ("ab\u4e2dd", "\0abc", "abc\u00e9"):
        assert restored(text.encode(encoding))[0] == ""


def test_bytes_of_gb_are_read_as_such_unless_other_chinese_stands_beside_them() -> None:
    """Two bytes of GB beside two letters that were read as UTF-8: of three bytes a letter nothing usual comes out."""
    for code in (0x41, 0x7F, 0x80, 0x7FF, 0x800, 0x801, 0x4E2D):
        text = chr(code) * 2 + "\udcd6\udcd0"
        found = as_typed(text)
        assert (found == text) == (code >= 0x800) and (found == text or found.endswith("中")), hex(code)
    assert as_typed("\udcd6\u0800\udcd6\udcd0") == "\udcd6\u0800\udcd6\udcd0", "decodes, to nothing usual"
    assert as_typed("a\udcd6") == "a\udcd6" and as_typed("\udcd6\udcd0\u4e2d") == "\udcd6\udcd0\u4e2d"


# ---- entries that come behind all others ---------------------------------------------------------


def entry(stem: str, n: int, minute: int, *seen: str, id_: str = "") -> Entry:
    return Entry(n, id_ or f"{stem}{n}", TEN + timedelta(minutes=minute), "li", ev.Noted("x"), journal=stem, sha=f"{stem}{n}".ljust(32, "0"), prev="", seen=seen)


def read(entries: list[Entry], stem: str) -> Journal:
    own = [each for each in entries if each.journal == stem]
    journal = Journal(stem, Tail(len(own), len(own), own[-1].sha if own else "0" * 32), len(own))
    journal.high = max((each.written for each in own), default=None)
    journal.take(own)
    return journal


def says(before: list[Entry], new: list[Entry], others: list[str] | None = None) -> bool:
    """Whether ``new`` of one journal is said to come behind what was there."""
    order = Order(lambda event: ())
    for each in before:
        order.go_on(read([one for one in before[: before.index(each) + 1] if one.journal == each.journal], each.journal), [each])
    return order.goes_on(read(before, new[0].journal), new, others or [])


def test_what_is_said_to_come_last_comes_last_in_the_order_of_all() -> None:
    """Of one journal alone, by a sorting of everything; a later number is behind even in the same minute."""
    a = [entry("aaaaaa", 1, 0), entry("aaaaaa", 2, 5)]
    for minute in (4, 5, 6):
        new = [entry("aaaaaa", 3, minute)]
        assert says(a, new) and [each.id for each in merge([[*a, *new]])][-1] == "aaaaaa3"


@pytest.mark.parametrize(("minute", "stem", "last"), [(4, "bbbbbb", False), (5, "bbbbbb", True), (6, "bbbbbb", True), (5, "000000", False), (6, "000000", True)])
def test_one_of_another_journal_comes_last_by_its_time_then_by_its_name(minute: int, stem: str, last: bool) -> None:
    a, new = [entry("aaaaaa", 1, 0), entry("aaaaaa", 2, 5)], [entry(stem, 1, minute)]
    assert says(a, new) is last is ([each.id for each in merge([a, new])][-1] == new[0].id)


def test_an_entry_that_is_there_already_or_comes_twice_is_not_simply_behind() -> None:
    a = [entry("aaaaaa", 1, 0), entry("aaaaaa", 2, 5)]
    assert not says(a, [entry("bbbbbb", 1, 9, id_="aaaaaa2")]) and not says(a, [entry("aaaaaa", 3, 9, id_="aaaaaa1")])
    assert not says(a, [entry("aaaaaa", 3, 9, id_="x"), entry("aaaaaa", 4, 9, id_="x")])
    assert says(a, [entry("aaaaaa", 3, 9), entry("aaaaaa", 4, 9)])


def test_beside_other_journals_it_is_behind_where_its_first_entry_has_seen_them_all() -> None:
    a = [entry("aaaaaa", 1, 0), entry("aaaaaa", 2, 5)]
    head = f"aaaaaa 2 {a[1].sha[:DIGITS]}"
    assert says(a, [entry("bbbbbb", 1, 1, head)], [head]) and [each.id for each in merge([a, [entry("bbbbbb", 1, 1, head)]])][-1] == "bbbbbb1"
    assert not says(a, [entry("bbbbbb", 1, 9)], [head])
    assert not says(a, [entry("bbbbbb", 1, 1), entry("bbbbbb", 2, 2, head)], [head])
    told = [*a, entry("bbbbbb", 1, 1, head)]
    assert says(told, [entry("bbbbbb", 2, 1)], [head]) and not says(told, [entry("bbbbbb", 2, 1), entry("bbbbbb", 3, 1, head)], [head])


# ---- what is known of each journal ---------------------------------------------------------------


def test_a_line_whose_number_was_there_is_a_fork_and_one_that_goes_on_from_nothing_here_a_break() -> None:
    lines, other = [each.rstrip() for each in journal(3)], b'{"text":"other"}'
    twice = [make_line(NAME, 2, "other", "2026-03-02T10:00:00+08:00", "li", "note", other, prev_of(lines[1]))[0].rstrip()]
    further = [each.rstrip() for each in journal(1, 5, "f" * 32)]
    for given, forks, breaks in ((lines, [], []), ([*lines, *twice], [2], []), ([*lines[:2], *twice], [2], []), ([*lines, *further], [], [(3, 5)])):
        read_ = Journal("j", Tail())
        entries = read_.accept(scan(b"".join(each + b"\n" for each in given), NAME), ev.KINDS)
        assert (read_.forks, read_.breaks, len(entries)) == (forks, breaks, len(given))
        assert (read_.tail.n, read_.tail.sha) == (max(number_of(each) for each in given), sha_of(given[-1], NAME))
        read_.looked = read_.tail.size
        assert read_.clean is (not forks and not breaks)


def test_the_head_is_the_longest_journal_s_and_copies_are_none_of_the_others() -> None:
    def reader(*files: tuple[str, int, str]) -> Reader:
        made = Reader.__new__(Reader)
        made.files = {stem: Journal(stem, Tail(1, n, stem.ljust(32, "0")), base=base) for stem, n, base in files}
        return made

    assert [reader(*files).head() for files in ((), (("aaaaaa", 0, ""),), (("aaaaaa", 3, ""), ("bbbbbb", 2, "")), (("aaaaaa", 2, ""), ("bbbbbb", 2, "")))] == ["0-000000", "0-000000", "3-aaaaaa", "2-bbbbbb"]
    for files, heads in (((("aaaaaa", 3, ""), ("bbbbbb", 0, ""), ("cccccc", 1, "aaaaaa"), ("dddddd~2", 1, "")), {"aaaaaa": 3}), ((("aaaaaa", 1, ""), ("bbbbbb", 2, "")), {"aaaaaa": 1, "bbbbbb": 2})):
        assert {stem: n for stem, (n, _) in heads_of(reader(*files)).items()} == heads  # type: ignore[arg-type]
    assert [each.split()[1] for each in reader(("aaaaaa", 3, ""), ("bbbbbb", 0, ""), ("cccccc", 2, "")).others("aaaaaa")] == ["2"]
