"""Damaged bytes: always noticed, the entry named, everything else readable, logging goes on."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.ground.base.refusal import Refused
from kit.ground.journal import append
from kit.ground.journal.entry import encode
from kit.ground.journal.line import NO_PREV, ascii_json, make_line, raw_note, scan, sha_of
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.review.verify.files.verify import check, examine
from tests.support.logs import again, at, begin, drill_at, log_of, note, notes, pending, start


def test_one_changed_byte_anywhere_is_noticed_and_its_entry_named(fast: Path) -> None:
    path = str(fast / "j.jsonl")
    tail = None
    lines: list[bytes] = []
    for n in range(12):
        tail, made, _ = append.append(path, "R/j", [pending(n)], tail)
        lines += made
    blob = Path(path).read_bytes()
    owner = [n for n, line in enumerate(lines, 1) for _ in range(len(line) + 1)]
    ends = {i for i, byte in enumerate(blob) if byte == 10}
    for offset in range(len(blob)):
        for mask in (0x01, 0x20, 0xFF):
            spoiled = bytearray(blob)
            spoiled[offset] ^= mask
            found = scan(bytes(spoiled), "R/j")
            hit = owner[offset]
            where = (offset, mask)
            assert len(found.damages) == 1, where
            (damage,) = found.damages
            assert damage.offset <= offset < damage.offset + damage.length, where
            if offset in ends:  # only the newline: no entry is lost by it
                assert [line for line, _ in found.lines] == lines, where
                assert damage.entries() == (0, 0), where
            else:
                assert [line for line, _ in found.lines] == lines[: hit - 1] + lines[hit:], where
                assert damage.entries() == (hit, hit), where


def test_a_changed_byte_never_stops_an_incident_from_opening_and_going_on(store: Store) -> None:
    folder = start(store)
    for n in range(5):
        note(folder, f"note {n}")
    path = log_of(folder)
    blob = path.read_bytes()
    whole = {e.id for e in folder.entries}
    for offset in range(0, len(blob), 23):
        for other in path.parent.iterdir():
            other.unlink()
        path.write_bytes(blob[:offset] + bytes([blob[offset] ^ 4]) + blob[offset + 1 :])
        read = again(folder)
        real = [e for e in read.entries if e.id != "stand-in"]
        assert len(whole) - 1 <= len(real) and {e.id for e in real} <= whole
        note(read, "after", 9)
        final = again(folder)
        assert notes(final) == [*notes(read)[:-1], "after"]
        findings = [f for f in check(final.store, folder.ref) if f.is_damage]
        lost = len(whole) - len(real)
        named = {n for f in findings if f.kind == "damaged" for n in range(f.first, f.last + 1) if n}
        assert len(named) == lost, offset
        note(final, "and once more", 10)
        assert len(list(path.parent.glob("*.jsonl"))) <= 2, "one further journal, not one each time"


def test_the_damaged_journal_itself_stays_as_it_is(store: Store) -> None:
    folder = start(store)
    for n in range(4):
        note(folder, f"note {n}")
    path = log_of(folder)
    spoiled = path.read_bytes().replace(b"note 1", b"nope 1")
    path.write_bytes(spoiled)
    read = again(folder)
    note(read, "on")
    assert path.read_bytes() == spoiled
    assert sorted(p.name for p in path.parent.iterdir()) == [
        f"{store.laptop}-2.jsonl",
        f"{store.laptop}.jsonl",
    ]
    path.write_bytes(spoiled.replace(b"nope 1", b"note 1"))  # the owner puts his copy back
    assert notes(again(folder)) == [f"note {n}" for n in range(4)] + ["on"]
    assert examine(Store(store.home)).findings == []


def test_an_incident_without_its_first_line_opens_with_a_stand_in_and_says_so(store: Store) -> None:
    folder = start(store)
    note(folder, "kept")
    path = log_of(folder)
    path.write_bytes(path.read_bytes().replace(b'"opened"', b'"OPENED"'))
    read = again(folder)
    assert read.doubtful
    assert read.incident.type == "tiny"
    assert not read.incident.is_drill
    assert notes(read) == ["kept"]
    kinds = [f.kind for f in check(store, folder.ref)]
    assert kinds == ["no-opening", "damaged"]


def test_a_shipped_type_stands_in_with_its_checklist(store: Store) -> None:
    checklist = store.checklists.checklist("fire")
    folder = begin(store, checklist, store.sites.profile("hotline"), at(0))
    path = log_of(folder)
    path.write_bytes(path.read_bytes().replace(b'"opened"', b'"OPENED"', 1))
    read = again(folder)
    assert read.doubtful
    assert read.incident.checklist == checklist
    assert read.incident.current() is not None


def test_a_drill_that_lost_its_first_line_stays_a_drill(store: Store) -> None:
    folder = start(store, drill=ev.Drill(speed=60, clock="fast"))
    note(folder, "by the system's clock")
    path = log_of(folder)
    path.write_bytes(path.read_bytes().replace(b'"opened"', b'"OPENED"'))
    read = again(folder)
    assert read.doubtful
    assert read.incident.drill == ev.Drill(speed=60, clock="fast")


def test_entries_by_another_clock_than_the_systems_make_it_a_drill(store: Store) -> None:
    folder = start(store, drill_at(), ev.Drill(clock="file"))
    store.record(folder, drill_at(1), "li", lambda d: acts.note(d, "a"))
    path = log_of(folder)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(bytes(len(lines[0]) - 1) + b"\n" + lines[1])
    read = again(folder)
    assert read.doubtful
    assert read.incident.is_drill


def test_kinds_and_formats_of_a_newer_kit_are_kept_counted_and_written_on(store: Store) -> None:
    folder = start(store)
    path = log_of(folder)
    identity = f"{folder.ref}/{path.stem}"
    state = folder.files[path.stem]
    at_ = at(1).wall.isoformat(timespec="milliseconds")
    newer = [
        ("note", b'{"text":"with more","colour":"red"}'),
        ("note", b'{"text":{"zh":"newer shape"}}'),
        ("drone-sent", b'{"where":"roof"}'),
        ("drone-sent", b"[1,2]"),
        ("deep", b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}"),
    ]
    sha, blob = state.tail.sha, path.read_bytes()
    for n, (kind, data) in enumerate(newer, 2):
        line, sha = make_line(identity, n, f"id{n:08d}", at_, "li", kind, data, sha)
        blob += line
    path.write_bytes(blob)
    read = again(folder)
    assert notes(read) == ["with more"]
    assert read.incident.unknown == {"note": 1, "drone-sent": 1}
    note(read, "the old kit goes on")
    read = again(folder)
    assert notes(read) == ["with more", "the old kit goes on"]
    assert path.read_bytes().startswith(blob)
    examined = examine(store, folder.ref)
    found = [(f.kind, f.first) for f in examined.findings]
    assert found == [
        ("undecodable", 5),
        ("undecodable", 6),
        ("unknown-kind", 3),
        ("unknown-kind", 4),
    ]
    assert examined.entries == 7


def test_a_newer_opening_is_said_to_be_newer(store: Store) -> None:
    folder = start(store)
    path = log_of(folder)
    opening = folder.entries[0].event
    assert isinstance(opening, ev.Opened)
    data = msgspec.json.encode(msgspec.structs.replace(opening, format=7))
    line, _ = make_line(
        f"{folder.ref}/{path.stem}", 1, "id00000001", at(0).wall.isoformat(), "li", "opened", data, NO_PREV
    )
    path.write_bytes(line)
    read = again(folder)
    assert read.incident.format == 7
    note(read, "on")
    found = [(f.kind, f.what) for f in check(store, folder.ref)]
    assert found == [("newer-format", "7"), ("replaced", "")]  # its first line is not what it was


def test_a_symlink_in_the_place_of_a_journal_is_neither_read_nor_written(
    store: Store, tmp_path: Path
) -> None:
    folder = start(store)
    note(folder, "a")
    path = log_of(folder)
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    with pytest.raises(Refused) as refused:
        again(folder)
    assert refused.value.code == "unreadable-os"
    assert [f.kind for f in check(store, folder.ref)] == ["unreadable"]
    with pytest.raises(append.NotRecorded):
        append.append(str(path), "R/j", [pending(1)])
    assert elsewhere.read_bytes() == before


def test_a_pipe_in_the_place_of_a_journal_blocks_nobody(store: Store) -> None:
    folder = start(store)
    note(folder, "a")
    other = Path(folder.where.path) / "zzzzzz.jsonl"
    os.mkfifo(other, 0o600)
    read = again(folder)
    assert notes(read) == ["a"]
    note(read, "b")
    assert notes(again(folder)) == ["a", "b"]
    assert [f.kind for f in check(store, folder.ref) if f.journal == "zzzzzz"] == ["unreadable"]


def test_lines_that_only_look_proved_are_refused_and_never_crash() -> None:
    line, sha = make_line("R/j", 1, "x" * 10, "t", "li", "note", b"{}", NO_PREV)
    assert sha_of(line[:-1], "R/j") == sha
    assert sha_of(line[:-1], "R/k") is None
    for n in ("abc", "-1", "1.5", "9" * 5000, ""):
        bad, _ = make_line("R/j", n, "x" * 10, "t", "li", "note", b"{}", NO_PREV)  # type: ignore[arg-type]
        assert scan(bad, "R/j").lines == []
    for blob in (b'{"n":' * 20000, b'"}' * 30000, b',"sha":"' * 9000, (b'{"n":' + b',"sha":"' + b"0" * 32 + b'"}') * 3000):
        assert scan(blob, "R/j").lines == []
    assert scan(line[:-1] + line, "R/j").top == 1
    assert scan(line, "名/字").lines == []


def test_the_front_door_writes_a_note_as_the_events_do() -> None:
    for text in ("plain", "中文 ✓ 𠀀", 'quote " and \\ and /', "a b", "<b>&"):
        assert raw_note(text) == ascii_json(encode(ev.Noted(text)))


@given(st.text(max_size=30), st.text('"\\\\/nu中𠀀é\x7f\t', max_size=12))
def test_json_in_ascii_says_what_it_said_before(one: str, two: str) -> None:
    """Whatever quotes, backslashes and characters stand beside each other."""
    one = one.encode("utf-8", "replace").decode()
    data = {one: two, "list": [two, one]}
    found = ascii_json(msgspec.json.encode(data))
    assert found.isascii() and msgspec.json.decode(found) == data


def test_half_characters_and_hostile_text_are_recorded_and_read_back(store: Store) -> None:
    folder = start(store)
    for text in ("a\udc80b", "\x1b]0;x\x07 \u202e", "x" * 5000, '","sha":"', '{"n":3,', "\ud83d\ude00", "=cmd()"):
        note(folder, text)
    store.record(folder, at(2), "b\udcffy\x1b[31m", lambda d: d.add(ev.Noted("raw \udc80")))
    read = again(folder)
    assert notes(read) == notes(folder)
    assert notes(read)[-1] == "raw \ufffd"
    assert read.entries[-1].by == "b\ufffdy[31m"
    assert read.incident == folder.incident
    assert len(notes(read)) == 10  # the long one takes three entries
    assert examine(store).findings == []
