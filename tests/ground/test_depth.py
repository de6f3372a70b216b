"""How deep a line may be nested is our own rule, not the interpreter's."""

from __future__ import annotations

import json
import random
import sys

import msgspec
import pytest

from kit.ground.journal.entry import DEPTH, too_deep
from tests.support.ledger import Ledger

KINDS = Ledger.kinds


def line(data: bytes, kind: str = "painted") -> bytes:
    return b'{"n":1,"id":"a","at":"2026-11-22T08:00:00+08:00","by":"li","kind":"%s","data":%s}' % (
        kind.encode("ascii"), data,
    )  # fmt: skip


def nested(levels: int, opened: bytes = b"[", closed: bytes = b"]") -> bytes:
    return b'{"a":' + opened * levels + b"1" + closed * levels + b"}"


@pytest.mark.parametrize("kind", ["painted", "took"])
def test_the_last_level_is_read_and_the_next_is_not(kind: str) -> None:
    data = nested(DEPTH - 2).replace(b"{", b'{"thing":"x",', 1)
    assert KINDS.decode(line(data, kind)).kind == kind
    with pytest.raises(msgspec.DecodeError, match="too deep"):
        KINDS.decode(line(data.replace(b"[1]", b"[[1]]"), kind))


def test_the_rule_stands_well_before_what_any_interpreter_reads() -> None:
    """3.11 shares its thousand levels with the program that calls."""
    assert sys.getrecursionlimit() // 3 > DEPTH

    def deep(more: int) -> object:
        return deep(more - 1) if more else KINDS.decode(line(nested(DEPTH - 2)))

    deep(300)


def test_many_brackets_side_by_side_are_no_depth() -> None:
    wide = b'{"a":[' + b",".join([b'{"b":[[],{}]}'] * 900) + b"]}"
    assert KINDS.decode(line(wide)).kind == "painted"


@pytest.mark.parametrize("text", ["[" * 900, '"[' * 300, "\\" * 500 + "[" * 500, '\\"{' * 300, "]" * 900])
def test_brackets_in_a_text_are_text(text: str) -> None:
    data = json.dumps({"thing": text}).encode("ascii")
    entry = KINDS.decode(line(data, "took"))
    assert entry.event.thing == text  # type: ignore[attr-defined]


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


def test_it_counts_as_a_reader_of_json_would() -> None:
    rng = random.Random(11)

    def some(room: int) -> object:
        if room <= 0 or rng.random() < 0.03:
            return rng.choice(["", "[", '"', "\\", "]}", '{"', "水", 7, None])
        inner = some(room - 1)
        beside = [some(1) for _ in range(rng.randrange(3))]
        key = rng.choice(["a", '"', "[", "\\"])
        return [*beside, inner] if rng.random() < 0.5 else {"b": beside, key: inner}

    for _ in range(120):
        value = [[[]] * DEPTH, some(rng.randrange(DEPTH - 20, DEPTH + 20))]
        raw = json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8")
        assert too_deep(raw) == (depth(value) > DEPTH)


@pytest.mark.parametrize("blob", [b"[" * 100_000, b"]" * 100_000, b'"' * 99_999, b"[}" * 50_000, b'{"a' * 50_000])
def test_what_is_no_json_is_refused_without_a_crash(blob: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        KINDS.decode(blob)
