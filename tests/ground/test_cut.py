"""A log that was cut, or that ends in rubbish: nothing whole is lost, nothing invented."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.ground.journal import append
from kit.ground.journal.line import scan
from kit.incidents.incident.files.store import Store
from tests.support.logs import again, log_of, note, notes, pending, start

Log = Callable[[], tuple[bytes, list[bytes]]]


def whole_lines(blob: bytes, lines: list[bytes], cut: int) -> list[bytes]:
    """Lines of which every byte (the newline aside) lies before the cut."""
    out, end = [], 0
    for line in lines:
        if end + len(line) > cut:
            break
        out.append(line)
        end += len(line) + 1
    return out


@pytest.mark.exhaustive
def test_a_log_cut_at_every_byte_keeps_every_whole_entry_and_takes_the_next(
    fast: Path, log60: Log
) -> None:
    blob, lines = log60()
    path = fast / "j.jsonl"
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    torn_files = 0
    for cut in range(len(blob) + 1):
        os.ftruncate(fd, 0)
        os.pwrite(fd, blob[:cut], 0)
        kept = whole_lines(blob, lines, cut)
        _, made, _ = append.append(str(path), "R/j", [pending(999)])
        after = scan(path.read_bytes(), "R/j")
        assert [line for line, _ in after.lines] == [*kept, *made], cut
        assert not after.damages, cut
        assert after.top == len(kept) + 1, cut
        for torn in fast.glob("*.torn-*"):
            torn_files += 1
            assert blob[:cut].endswith(torn.read_bytes())
            torn.unlink()
    os.close(fd)
    assert torn_files > len(blob) - 3 * len(lines)


@pytest.mark.exhaustive
def test_an_incident_cut_anywhere_opens_and_goes_on(store: Store) -> None:
    folder = start(store)
    for n in range(8):
        note(folder, f"note {n}")
    path = log_of(folder)
    blob = path.read_bytes()
    lines = blob.splitlines()
    first = len(lines[0]) + 1
    for cut in [*range(first, len(blob), 5), len(blob) - 1, len(blob)]:
        for other in path.parent.iterdir():
            other.unlink()
        path.write_bytes(blob[:cut])
        kept = whole_lines(blob, lines, cut)
        read = again(folder)
        assert [e.n for e in read.entries] == list(range(1, len(kept) + 1)), cut
        assert read.damages() == [], cut
        note(read, "after the cut", 9)
        assert notes(again(folder)) == notes(read)
        assert notes(read)[-1] == "after the cut"
        assert len(read.entries) == len(kept) + 1, cut


def test_rubbish_behind_the_end_is_set_aside_and_costs_no_entry(fast: Path, log60: Log) -> None:
    blob, lines = log60()
    rng = random.Random(26)
    path = fast / "j.jsonl"
    for case in range(700):
        kind = case % 7
        size = rng.randrange(1, 3000)
        begin = rng.randrange(len(blob) - 10)
        tail = {
            0: rng.randbytes(size),
            1: bytes(size),
            2: blob[begin : begin + size],
            3: b"\n".join(rng.sample(lines, rng.randrange(1, 6))) + b"\n",
            4: rng.randbytes(size) + b"\n",
            5: b"".join(line + b"\n" for line in lines[-rng.randrange(1, 5) :]),
            6: bytes(size // 2) + blob[begin : begin + size] + rng.randbytes(3) + b"\n",
        }[kind]
        path.write_bytes(blob + tail)
        for old in fast.glob("j*torn*"):
            old.unlink()
        try:
            _, made, _ = append.append(str(path), "R/j", [pending(999)])
        except append.NotOurs:  # whole lines that prove nothing: left alone for ``Store``
            assert path.read_bytes() == blob + tail
            continue
        after = scan(path.read_bytes(), "R/j")
        assert [line for line, _ in after.lines] == [*lines, *made], (case, kind)
        assert after.top == 61


def test_whole_old_entries_behind_the_end_do_not_come_back_as_new_ones(store: Store) -> None:
    folder = start(store)
    for n in range(6):
        note(folder, f"note {n}")
    path = log_of(folder)
    blob = path.read_bytes()
    path.write_bytes(blob + b"".join(line + b"\n" for line in blob.splitlines()[2:5]))
    read = again(folder)
    note(read, "next", 9)
    read = again(folder)
    assert notes(read) == [f"note {n}" for n in range(6)] + ["next"]
    assert len({e.n for e in read.entries}) == len(read.entries) == 8


def test_a_missing_last_newline_is_put_in_before_the_next_entry(store: Store) -> None:
    folder = start(store)
    note(folder, "a")
    path = log_of(folder)
    path.write_bytes(path.read_bytes()[:-1])
    open_end = again(folder)
    assert notes(open_end) == ["a"]
    note(open_end, "b")
    assert notes(open_end) == notes(again(folder)) == ["a", "b"]
    assert path.read_bytes().count(b"\n") == 3
    assert [line[:5] for line in path.read_bytes().splitlines()] == [b'{"n":'] * 3


def test_a_folder_that_is_being_read_notices_that_another_mended_the_log(store: Store) -> None:
    folder = start(store)
    note(folder, "a")
    path = log_of(folder)
    path.write_bytes(path.read_bytes() + b'{"n":3,"id":"torn')
    watching = again(folder)
    assert notes(watching) == ["a"]
    assert not watching.damages()
    other = again(folder)
    note(other, "b", 2)
    note(other, "c", 3)
    watching.refresh()
    assert notes(watching) == ["a", "b", "c"]
    note(watching, "d", 4)
    other.refresh()
    assert notes(other) == notes(again(folder)) == ["a", "b", "c", "d"]
    assert not again(folder).files[path.stem].damages


def test_a_reader_forgets_an_entry_that_was_taken_back(store: Store) -> None:
    folder = start(store)
    path = log_of(folder)
    before = path.read_bytes()
    note(folder, "in doubt")
    reader = again(folder)
    assert notes(reader) == ["in doubt"]
    path.write_bytes(before)  # its writer could not make it durable and cut it off
    other = again(folder)
    note(other, "a much longer note than the one that was taken back", 2)
    reader.refresh()
    assert notes(reader) == notes(other)
    assert reader.incident.entries == len(reader.entries) == 2


def test_a_log_of_zeros_does_not_stop_the_logging(store: Store) -> None:
    folder = start(store)
    path = log_of(folder)
    path.write_bytes(bytes(path.stat().st_size))
    read = again(folder)
    assert read.doubtful
    note(read, "still here")
    assert notes(again(folder)) == ["still here"]
