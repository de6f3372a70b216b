"""What was proved whole before is proved again by one hash, with the same verdict."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kit.ground.journal import line as lines
from kit.ground.journal import snapshot
from kit.ground.journal.entry import Unknown
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.review.verify.files import verify
from kit.review.verify.files.verify import Examined, examine
from tests.support.logs import again, at, log_of, note, start


def memory(home: str) -> Path:
    return Path(home) / "cache" / verify.NAME


def both(home: str) -> Examined:
    """The verdict by memory, which must be that of every line."""
    quick, slow = examine(Store(home), locked=False), examine(Store(home), thorough=True)
    assert quick == slow
    return quick


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is looked at line by line from here on."""
    seen: list[bytes] = []
    real = lines.scan

    def scan(blob: bytes, *rest: object) -> lines.Scan:
        seen.append(blob)
        return real(blob, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("kit.ground.journal.reader.scan", scan)
    return seen


def test_unchanged_logs_are_not_read_line_by_line_again(home: str, proofs: list[bytes]) -> None:
    folder = start(Store(home))
    note(folder, "one")
    first = examine(Store(home))
    assert memory(home).stat().st_mode & 0o777 == 0o600
    proofs.clear()
    assert examine(Store(home)) == first
    assert proofs == []
    note(folder, "two")
    proofs.clear()
    assert examine(Store(home)).entries == first.entries + 1
    assert len(proofs) == 1
    proofs.clear()
    assert examine(Store(home), thorough=True).entries == first.entries + 1
    assert len(proofs) == 1


def test_of_a_long_log_that_grew_only_the_new_lines_are_looked_at(
    home: str, proofs: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "ENOUGH", 3)
    folder = start(Store(home))
    for n in range(5):
        note(folder, f"note {n}")
    again(folder)
    note(folder, "new")
    proofs.clear()
    examined = examine(Store(home))
    assert [blob.count(b"\n") for blob in proofs] == [1]
    assert examined == examine(Store(home), thorough=True)


def test_whatever_was_done_to_a_log_the_verdict_is_that_of_every_line(
    fast: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "ENOUGH", 4)
    rng, home = random.Random(7), str(fast / "home")
    folders = [start(Store(home)) for _ in range(3)]
    found: set[str] = set()
    for n in range(60):
        folder = rng.choice(folders)
        folder.refresh()
        path = rng.choice(sorted(Path(folder.where.path).glob("*.jsonl")))
        blob = path.read_bytes()
        what = rng.randrange(10)
        if what < 3:
            note(folder, f"note {n}", n)
        elif what == 3:
            place = rng.randrange(len(blob))
            path.write_bytes(blob[:place] + bytes([blob[place] ^ 2]) + blob[place + 1 :])
        elif what == 4:
            path.write_bytes(blob[: rng.randrange(len(blob) + 1)])
        elif what == 5 and "~" not in path.stem:
            shutil.copy(path, path.with_name(f"{path.stem}~2.jsonl"))
        elif what == 6:
            path.write_bytes(blob + b'{"n":9')
        elif what == 7:
            note(folder, f"note {n}", n)
            shutil.rmtree(Path(home) / "cache", ignore_errors=True)
        elif what == 8 and folder.incident.closed is None:
            folder.store.record(folder, at(n), "li", lambda d: acts.close(d, "resolved"))
        else:
            for old in Path(folder.where.path).glob("*.torn-*"):
                old.unlink()
        found |= {finding.kind for finding in both(home).findings}
        assert both(home) == examine(Store(home), locked=False)
        if n % 15 == 14:  # a log without damage once more
            folders[n // 15 % 3] = start(Store(home))
    assert {"damaged", "torn", "set-aside", "no-opening"} <= found


def test_what_a_newer_kit_wrote_is_said_every_time(home: str) -> None:
    folder = start(Store(home))
    for word in ("dance", "sing"):
        folder.store.record(
            folder, at(1), "li", lambda d, w=word: d.add(Unknown(w, {"format": 9}))
        )
    first = both(home)
    assert {finding.kind for finding in first.findings} == {"newer-format", "unknown-kind"}
    assert both(home) == first


@pytest.mark.parametrize("harm", ["cut", "flipped", "other code", "gone", "no list"])
def test_a_memory_that_is_not_as_it_was_is_not_believed(
    home: str, harm: str, monkeypatch: pytest.MonkeyPatch, proofs: list[bytes]
) -> None:
    folder = start(Store(home))
    note(folder, "one")
    first, path = examine(Store(home)), memory(home)
    blob = path.read_bytes()
    if harm == "cut":
        path.write_bytes(blob[:-9])
    elif harm == "flipped":
        path.write_bytes(blob[:-9] + bytes([blob[-9] ^ 1]) + blob[-8:])
    elif harm == "other code":
        real = snapshot.code(Store.document.rooms)
        monkeypatch.setattr(snapshot, "code", lambda rooms: b"1" * len(real))
    elif harm == "gone":
        path.unlink()
    else:
        snapshot.pack(home, str(path), b'["x"]', Store.document.rooms)
    proofs.clear()
    assert examine(Store(home)) == first
    assert len(proofs) == 1


def test_looking_without_locks_writes_nothing(home: str) -> None:
    note(start(Store(home)), "one")
    examine(Store(home), locked=False)
    assert not memory(home).exists()


def test_proving_one_incident_keeps_what_is_known_of_the_others(home: str) -> None:
    folders = [start(Store(home)) for _ in range(3)]
    examine(Store(home))
    note(folders[0], "new")
    for thorough in (False, True):
        examine(Store(home), folders[0].ref, thorough=thorough)
        assert set(verify.known(Store(home))) == {folder.ref for folder in folders}
    assert log_of(folders[0]).exists()
