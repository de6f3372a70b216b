"""One changed byte, anywhere (GOALS, Nothing lost, 2)."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from kit.ground.journal.line import scan
from kit.review.verify.files.verify import check
from tests.proofs import careless
from tests.proofs.careless import Kit, Ledger, Naive
from tests.proofs.harm import filled, journal_of

MASKS = (0x01, 0x20, 0xFF)


def flipped(blob: bytes, offset: int, mask: int) -> bytes:
    return blob[:offset] + bytes([blob[offset] ^ mask]) + blob[offset + 1 :]


def unnoticed(
    home: Path,
    mask: int,
    step: int,
    lapse: AbstractContextManager[object],
    opener: type[Kit | Ledger] = Kit,
    count: int = 59,
) -> tuple[int, int]:
    """Flip at every ``step``-th byte of a log of so many entries: how many flips, and how many of
    them are not noticed, name another entry, or cost a second one."""
    log, _ = filled(opener, home, count)
    assert isinstance(log, Kit | Ledger)
    identity = log.identity
    blob = journal_of(home).read_bytes()
    lines = blob.splitlines()
    owner = [n for n, line in enumerate(lines, 1) for _ in range(len(line) + 1)]
    bad = count = 0
    with lapse:
        for offset in range(0, len(blob), step):
            count += 1
            hit = owner[offset]
            found = scan(flipped(blob, offset, mask), identity)
            newline = blob[offset] == 10  # no entry is lost by it
            expected = lines if newline else lines[: hit - 1] + lines[hit:]
            bad += not (
                [line for line, _ in found.lines] == expected
                and [d.entries() for d in found.damages] == [(0, 0) if newline else (hit, hit)]
            )
    return count, bad


@pytest.mark.parametrize("mask", MASKS)
def test_a_changed_byte_at_every_offset_of_sixty_entries_is_noticed_and_its_entry_named(
    home: Path, mask: int
) -> None:
    count, bad = unnoticed(home, mask, 1, nullcontext())
    assert count > 12000
    assert bad == 0


def test_changed_bytes_bite_the_kit_when_it_does_not_check_the_hash(home: Path) -> None:
    count, bad = unnoticed(home, 1, 7, careless.without_hash())
    assert bad > count // 2


def test_changed_bytes_bite_a_log_without_hashes(home: Path) -> None:
    log, texts = filled(Naive, home, 20)
    path = journal_of(home)
    blob = path.read_bytes()
    invented = 0
    for offset in range(len(blob)):
        path.write_bytes(flipped(blob, offset, 1))
        invented += not set(log.texts()) <= set(texts)
    assert invented > 100


@pytest.mark.parametrize("part", range(2))
def test_the_whole_kit_reads_on_and_names_the_entry_whichever_byte_changed(
    home: Path, part: int
) -> None:
    log, texts = filled(Kit, home, 6)
    assert isinstance(log, Kit)
    path = journal_of(home)
    blob = path.read_bytes()
    opening = blob.index(b"\n")
    owner = [n for n, line in enumerate(blob.splitlines(), 1) for _ in range(len(line) + 1)]
    for offset in range(part, len(blob), 2):
        path.write_bytes(flipped(blob, offset, MASKS[offset // 2 % 3]))
        findings = [f for f in check(log.folder.store, log.folder.ref) if f.kind != "rights"]
        named = {n for f in findings if f.kind == "damaged" for n in range(f.first, f.last + 1)} - {0}
        assert any(f.is_damage for f in findings) or findings[0].kind in ("torn", "set-aside"), offset
        if blob[offset] == 10:
            assert Kit(home).texts() == texts, offset
        else:
            assert named == {owner[offset]}, (offset, findings)
            gone = [texts[owner[offset] - 2]] if offset > opening else []
            assert Kit(home).texts() == [t for t in texts if t not in gone], offset
