"""The quick reading of one journal gives what the whole fold gives, or nothing."""

from __future__ import annotations

import random
from functools import cache

import msgspec
import pytest

from kit.ground.journal.entry import Entry
from kit.ground.journal.merge import merge
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident, fold
from kit.plans.checklists.rules.format import Checklist
from kit.review.archive.rules.digest import Digest, Tally, digest_of
from kit.review.archive.rules.digest_fast import digest_fast
from kit.review.archive.rules.figures import figures
from kit.review.summary.rules.summarise import summarise
from kit.review.summary.rules.summary import Summary
from tests.support.wander import Line, Wander
from tests.support.year import bodies, hashed


@cache
def store() -> Store:
    return Store("nowhere")


@cache
def lists() -> tuple[Checklist, ...]:
    lists = store().checklists
    return tuple(lists.checklist(name) for name in lists.types())


def wandered(seed: int, entries: int = 45, wild: bool = False) -> bytes:
    """The journal of a random incident, every third of a kind with levels."""
    checklists = lists()
    site = store().sites.profile(("hotline", "call-centre-b", "service-hall")[seed % 3])
    wander = Wander(seed, checklists[seed % len(checklists)], site, checklists, seed % 9 == 4)
    return hashed(bodies(wander.play(entries, wild), seed % 2 == 0), "R/j")


def fast(blob: bytes) -> Digest | None:
    """Of the only journal."""
    return digest_fast({"j": blob})


def read(blob: bytes) -> tuple[Incident, list[Entry]]:
    lines = blob.splitlines()
    entries = [ev.KINDS.decode(line, "j", line[-34:-2].decode("ascii")) for line in lines]
    return fold(entries), entries


def whole(blob: bytes) -> Digest:
    """By the whole fold, but for what the quick way never says."""
    return msgspec.structs.replace(digest_of(*read(blob)), proved=False)


@pytest.mark.parametrize("block", range(8))
def test_ordinary_incidents_are_all_read_quickly_and_come_to_the_same(block: int) -> None:
    for seed in range(block * 8, block * 8 + 8):
        blob = wandered(seed)
        assert fast(blob) == whole(blob), seed


def test_a_line_nested_deeper_than_is_read_is_left_to_the_whole_fold() -> None:
    blob = wandered(3)
    opening, second, *rest = blob.splitlines()
    for levels, quick in ((100, True), (300, False)):
        deep = b"[" * levels + b"]" * levels
        changed = second.replace(b',"data":{', b',"data":{"newer":' + deep + b",", 1)
        texts = [line[: line.rindex(b',"prev":"')] for line in (opening, changed, *rest)]
        found = fast(hashed(b"\n".join(texts), "R/j"))
        assert (found is not None) == quick


def test_wild_incidents_come_to_the_same_or_are_left_to_the_whole_fold() -> None:
    left = 0
    for seed in range(1000, 1090):
        blob = wandered(seed, 40, wild=True)
        found = fast(blob)
        left += found is None
        assert found is None or found == whole(blob), seed
    assert 20 < left < 85


def test_several_laptops_journals_come_to_the_same() -> None:
    for seed in range(3000, 3040):
        rng = random.Random(seed)
        wander = Wander(seed, lists()[seed % 5], store().sites.profile("hotline"))
        split: dict[str, list[Line]] = {"a": [], "b": []}
        for index, line in enumerate(wander.play(40)):
            split["a" if not index or rng.random() < 0.6 else "b"].append(line)
        joined = ev.Joined(ev.FORMAT, "R", "x")
        split["b"].insert(0, (joined, *split["b"][0][1:]))
        blobs = {k: hashed(bodies(v, True).replace(b'"id":"e', f'"id":"{k}'.encode()), f"R/{k}") for k, v in split.items()}
        entries = merge([[ev.KINDS.decode(x, k, x[-34:-2].decode()) for x in b.splitlines()] for k, b in blobs.items()])
        wanted = msgspec.structs.replace(digest_of(fold(entries), entries), proved=False)
        if wanted.closed is not None:
            assert digest_fast(blobs) == wanted, seed
            assert digest_fast(dict(reversed(blobs.items()))) == wanted, seed


def test_the_record_says_what_the_summary_says() -> None:
    for seed in range(2000, 2030):
        incident, entries = read(wandered(seed, 40, wild=seed % 2 == 0))
        if incident.closed is None:
            continue
        found, summary = digest_of(incident, entries), summarise(incident, entries, incident.closed)
        assert pairs(found, summary) == [(value, value) for value, _ in pairs(found, summary)]
        assert {name: figures(row) for name, row in found.kept.items()} == summary.kept


def pairs(found: Digest, summary: Summary) -> list[tuple[object, object]]:
    tally = found.tally
    after = {d.milestone: d.from_opening for d in summary.durations if d.from_opening is not None}
    after.pop("detected", None)
    mine = {name: seconds for name, seconds in found.after.items() if name != "detected"}
    return [
        (tally.nobody, summary.nobody),
        (tally.escalations, summary.escalations),
        (found.owed, summary.callbacks_open),
        (tally.actions - tally.actions_done, summary.actions_open),
        (tally.calls, summary.calls),
        (tally.entries, summary.entries),
        (tally.written_later, summary.late_entries),
        (tally.corrections, summary.corrections),
        (mine, after),
    ]


@pytest.mark.parametrize("cut", ["line", "double", "half", "zeros", "swap", "number", "naive"])
def test_anything_odd_in_the_lines_is_left_to_the_whole_fold(cut: str) -> None:
    blob = wandered(3)
    lines = blob.splitlines(keepends=True)
    spoiled = {
        "line": b"".join(lines[:5] + lines[6:]),
        "double": b"".join([*lines[:6], lines[5], *lines[6:]]),
        "half": blob[:-40],
        "zeros": blob + b"\0" * 64,
        "swap": b"".join([*lines[:5], lines[6], lines[5], *lines[7:]]),
        "number": blob.replace(b'{"n":7,', b'{"n":9,'),
        "naive": blob.replace(b'+08:00","by', b'","by', 9),
    }[cut]
    assert fast(blob) is not None
    assert fast(spoiled) is None


@pytest.mark.parametrize("blob", [b"", b"\n", b"{}\n", b"\0" * 500, b'{"n":1}\n{"n":2}\n'])
def test_what_is_no_journal_is_left_to_the_whole_fold(blob: bytes) -> None:
    assert fast(blob) is None


def test_a_readiness_check_is_told_from_an_incident() -> None:
    checklist = msgspec.structs.replace(lists()[0], kind="preparation")
    wander = Wander(5, checklist, store().sites.profile("hotline"))
    blob = hashed(bodies(wander.play(20), True), "R/j")
    found = fast(blob)
    assert found is not None and found.kind == "preparation"
    assert found == whole(blob)


def test_tallies_add_up() -> None:
    total = Tally()
    for one in (Tally(calls=2, late_entries=1), Tally(calls=3, entries=7)):
        total.add(one)
    assert total == Tally(calls=5, late_entries=1, entries=7)
