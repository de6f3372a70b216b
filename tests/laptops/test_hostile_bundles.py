"""Fifty bundles that an enemy made: refused, the home unchanged to the byte, nothing outside, no
more memory than a kit may take (GOALS, Nothing lost, 12)."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import struct
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.ground.journal.line import NO_PREV, make_line
from tests.support.kit import Kit, Result
from tests.support.laptops import tree
from tests.support.run import environment, python

Members = list[tuple[str, bytes]]
Words = dict[str, Any]
REF = "261121-H4K-7QMT"
WHEN = "2026-11-21T21:00:00.000+08:00"
NAME = f"incidents/{REF}.tiny/aaaaaa.jsonl"


def lines(count: int = 2, kind: str = "note", data: bytes = b'{"text":"x"}', **more: Any) -> bytes:
    out, prev = [], NO_PREV
    for n in range(1, count + 1):
        line, prev = make_line(more.get("identity", f"{REF}/aaaaaa"), n, f"id{n}", more.get("at", WHEN), "li", kind, data, prev)
        out.append(line)
    return b"".join(out)


def told(blob: bytes, **more: Any) -> Words:
    last = blob.rstrip(b"\n").rpartition(b"\n")[2]
    part = {"stem": "aaaaaa", "bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest(),
            "lines": blob.count(b"\n"), "n": blob.count(b"\n"), "head": last[-34:-2].decode("latin-1")}  # fmt: skip
    held = {"sort": "incident", "ref": REF, "type": "tiny", "journals": [part | more.pop("part", {})]}
    return {"format": 1, "kit": "0.1", "laptop": "aaaaaa", "by": "li", "written": WHEN, "tick": 1.0, "boot": "b",
            "scope": "all", "formats": {}, "documents": [held | more.pop("held", {})], **more}  # fmt: skip


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED, change: Callable[[zipfile.ZipInfo], None] | None = None) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", method) as out:
        warnings.simplefilter("ignore")
        for name, blob in members:
            info = zipfile.ZipInfo(name)
            info.compress_type, info.create_system = method, 0
            if change is not None:
                change(info)
            out.writestr(info, blob)
    return file.getvalue()


def whole(blob: bytes = b"", name: str = NAME, words: Words | None = None, **more: Any) -> bytes:
    blob = blob or lines()
    return zipped([(name, blob), ("manifest.json", json.dumps(words or told(blob, **more)).encode())])


def with_more(name: str) -> bytes:
    return zipped([(NAME, lines()), (name, b"x"), ("manifest.json", json.dumps(told(lines())).encode())])


def changed(at: int, value: bytes, behind: bytes = b"") -> bytes:
    """A sound bundle of which some bytes say something else; from the end where ``at`` is below 0."""
    blob = bytearray(whole())
    at = at if at >= 0 else len(blob) + at
    blob[at : at + len(value)] = value
    return bytes(blob) + behind


def central(offset: int, value: bytes, nth: int = 0) -> bytes:
    """The same in the list of members."""
    blob = whole()
    at = -1
    for _ in range(nth + 1):
        at = blob.index(b"PK\1\2", at + 1)
    return changed(at + offset, value)


def link(info: zipfile.ZipInfo) -> None:
    info.external_attr = (stat.S_IFLNK | 0o777) << 16


def extra(info: zipfile.ZipInfo) -> None:
    info.extra = struct.pack("<HH", 0x7075, 0)


def remarked() -> bytes:
    file = io.BytesIO(whole())
    with zipfile.ZipFile(file, "a") as out:
        out.comment = b"hello"
    return file.getvalue()


def twice() -> bytes:
    return zipped([(NAME, lines()), (NAME, lines(3)), ("manifest.json", json.dumps(told(lines())).encode())])


def bomb() -> bytes:
    blob = bytes(300 << 20)
    return whole(blob, words=told(lines(), part={"bytes": len(blob)}))


def blanks() -> bytes:
    """So many empty lines that a list of them fills the memory."""
    blob = os.urandom(120_000) + b"\n" * (20 << 20)
    return whole(blob, words=told(blob, part={"lines": 2, "n": 2, "head": "0" * 32}))


def directory() -> bytes:
    return zipped([(f"{n:05}" + "x" * 40, b"") for n in range(61_000)])


def deep() -> bytes:
    return zipped([(NAME, lines()), ("manifest.json", b"[" * 100_000 + b"]" * 100_000)])


def many() -> bytes:
    """A manifest with more documents than any kit writes."""
    words = told(lines())
    words["documents"] *= 61_000
    return whole(words=words)


def sorted_out(**held: Any) -> bytes:
    return whole(held=held)


LONG = b'{"text":"' + b"x" * (1 << 20) + b'"}'
BAD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"hello\n" * 100,
    "half": lambda: whole()[:300],
    "zeros": lambda: bytes(4096),
    "only-end": lambda: b"PK\5\6" + bytes(18),
    "bytes-behind": lambda: whole() + b"x",
    "bytes-before": lambda: b"x" * 50 + whole(),
    "comment": remarked,
    "no-manifest": lambda: zipped([(NAME, lines())]),
    "manifest-no-json": lambda: zipped([(NAME, lines()), ("manifest.json", b"{")]),
    "manifest-a-list": lambda: zipped([(NAME, lines()), ("manifest.json", b"[]")]),
    "manifest-deep": deep,
    "manifest-newer": lambda: whole(format=2),
    "manifest-lone-half": lambda: zipped([(NAME, lines()), ("manifest.json", b'{"format":"\xff"}')]),
    "written-never": lambda: whole(written="0001-01-01T00:00:00+14:00"),
    "written-no-zone": lambda: whole(written="2026-11-21T21:00:00"),
    "laptop-a-path": lambda: whole(laptop="../../x"),
    "ref-a-path": lambda: sorted_out(ref="../../../../tmp/x"),
    "type-a-path": lambda: sorted_out(type="../../x"),
    "type-long": lambda: sorted_out(type="x" * 300),
    "stem-a-path": lambda: whole(part={"stem": "../aaaaaa"}),
    "stem-a-device": lambda: whole(part={"stem": "com1"}),
    "sort-unknown": lambda: sorted_out(sort="site"),
    "register-unknown": lambda: sorted_out(sort="register", ref="laptop", type=""),
    "document-twice": lambda: whole(words=(w := told(lines())) | {"documents": w["documents"] * 2}),
    "documents-too-many": many,
    "copies-too-many": lambda: sorted_out(journals=[told(lines())["documents"][0]["journals"][0] | {"copy": n} for n in range(1, 60)]),
    "no-journals": lambda: sorted_out(journals=[]),
    "number-below-zero": lambda: whole(part={"lines": -1}),
    "journal-too-large": lambda: whole(part={"bytes": 1 << 40}),
    "member-above": lambda: with_more("../evil"),
    "member-absolute": lambda: with_more("/tmp/evil"),
    "member-of-windows": lambda: with_more("..\\evil.exe"),
    "member-a-folder": lambda: with_more("incidents/"),
    "member-more": lambda: with_more("laptop"),
    "member-nul": lambda: with_more("a\0b"),
    "member-twice": twice,
    "member-missing": lambda: zipped([("manifest.json", json.dumps(told(lines())).encode())]),
    "member-a-link": lambda: zipped([(NAME, lines()), ("manifest.json", json.dumps(told(lines())).encode())], change=link),
    "member-extra": lambda: zipped([(NAME, lines()), ("manifest.json", json.dumps(told(lines())).encode())], change=extra),
    "member-lzma": lambda: zipped([(NAME, lines()), ("manifest.json", json.dumps(told(lines())).encode())], zipfile.ZIP_LZMA),
    "member-encrypted": lambda: central(8, b"\1\0"),
    "member-other-size": lambda: central(24, b"\xff\xff\0\0"),
    "member-other-place": lambda: central(42, b"\x05\0\0\0", 1),
    "members-overlap": lambda: central(42, b"\0\0\0\0", 1),
    "members-too-many": directory,
    "crc": lambda: central(16, b"\0\0\0\0"),
    "bomb": bomb,
    "blank-lines": blanks,
    "sha256": lambda: whole(part={"sha256": "0" * 64}),
    "head": lambda: whole(part={"head": "0" * 32}),
    "line-flipped": lambda: whole(lines().replace(b'"x"', b'"y"', 1)),
    "line-of-another": lambda: whole(lines(identity=f"{REF}/bbbbbb")),
    "line-too-long": lambda: whole(lines(data=LONG)),
    "line-of-no-year": lambda: whole(lines(at="0001-01-01T00:00:00.000+14:00")),
    "lines-backwards": lambda: whole(b"\n".join(reversed(lines().strip().split(b"\n"))) + b"\n"),
    "line-twice": lambda: whole(lines(1) * 2),
    "line-without-end": lambda: whole(lines()[:-1]),
}  # fmt: skip


@pytest.fixture
def target(kit: Kit) -> Kit:
    kit.at(600)
    return kit


def test_there_are_fifty_of_them() -> None:
    assert len(BAD) >= 50


def test_what_they_are_made_of_is_sound(target: Kit, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(whole())
    assert target("import", str(tmp_path / "b"), "--yes").code == 0
    assert REF in target("verify").out  # two notes without an opening


def refused(kit: Kit, path: Path) -> Result:
    before, around = tree(kit.home, ()), tree(path.parent, ("home",))
    done = kit("import", str(path), "--yes")
    assert tree(kit.home, ()) == before
    assert tree(path.parent, ("home",)) == around
    return done


@pytest.mark.parametrize("name", BAD)
def test_a_hostile_bundle_is_refused_and_changes_nothing(target: Kit, tmp_path: Path, name: str) -> None:
    path = tmp_path / "bad.zip"
    path.write_bytes(BAD[name]())
    done = refused(target, path)
    assert done.code == 5 and done.err.count("\n") == 1, done.err
    assert "bad.zip" in done.err and "Nothing was changed" in done.err


def test_what_is_no_file_is_refused(target: Kit, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "none.zip", "."):
        assert target("import", str(tmp_path / name), "--yes").code == 1


# ru_maxrss still counts what the parent held when it forked; VmHWM is this program's own.
WATCH = """
import sys
from kit.main import main
main(sys.argv[1:])
with open("/proc/self/status", encoding="ascii") as file:
    print(next(line for line in file if line.startswith("VmHWM")).split()[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory in the way of Linux")
def test_none_takes_two_hundred_megabytes(tmp_path: Path) -> None:
    paths = []
    for name in ("bomb", "blank-lines", "members-too-many", "documents-too-many", "manifest-deep"):
        (tmp_path / f"{name}.zip").write_bytes(BAD[name]())
        paths.append(str(tmp_path / f"{name}.zip"))
    large = lines(79_000)
    (tmp_path / "large.zip").write_bytes(whole(large))
    env = environment(tmp_path / "home", "en")
    for path in [*paths, str(tmp_path / "large.zip")]:
        done = python(env, "-c", WATCH, "import", path, "--yes")
        assert int(done.stdout.split()[-1]) < 200_000, (path, done.stdout, done.stderr)
