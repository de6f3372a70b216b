"""Entries that were signed with a name that was wrong from the start.

A correction names the wrong name, the right one and the acts that were signed so. Nothing is
edited: whoever reads the log has those acts by the right name, and told that they are, until the
correction is taken back. It names acts by their ids and not by times, so that no clock and no order
of merging changes what is meant.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime
from typing import Protocol

import msgspec
from msgspec.structs import replace

from kit.ground.journal.entry import Entry, Event, act_of


class Correction(Protocol):
    """What a room's kind of it has."""

    name: str
    right: str
    acts: list[str]


class Fix(msgspec.Struct, frozen=True):
    """An entry stands under ``wrong``, and is by ``right``; ``by``: the entry that says so."""

    wrong: str
    right: str
    by: Entry


def base_of(id_: str) -> str:
    """The act of an entry, also of one that was worked out for it."""
    return act_of(id_).partition("+")[0]


def fixes(
    entries: Iterable[Entry], gone: Container[str], kind: type[Event], before: dict[str, str]
) -> dict[str, Fix]:
    """By the id of an entry how its name was put right. Of one act several may speak, the later
    of the name that the earlier gave. ``gone``: ids that were taken back; ``before``: whose an
    entry is by other means."""
    entries = list(entries)
    said = [entry for entry in entries if isinstance(entry.event, kind) and entry.id not in gone]
    if not said:
        return {}
    every: dict[str, list[Entry]] = {}
    for entry in entries:
        every.setdefault(base_of(entry.id), []).append(entry)
    out: dict[str, Fix] = {}
    for correction in _in_turn(said):
        what: Correction = correction.event  # type: ignore[assignment]
        for entry in (one for id_ in what.acts for one in every.get(base_of(id_), [])):
            known = out.get(entry.id)
            now = known.right if known is not None else before.get(entry.id, entry.by)
            if entry is not correction and (
                what.name == now or (known is None and what.name in signers(entry.event))
            ):
                wrong = known.wrong if known is not None else what.name
                out[entry.id] = Fix(wrong, what.right, correction)
    return out


def _in_turn(said: Iterable[Entry]) -> list[Entry]:
    """Corrections as they were made, by what their lines alone say: of one journal by its numbers,
    also where its clock was set back in between."""
    high: dict[str, datetime] = {}
    keyed = []
    for entry in sorted(said, key=lambda each: (each.journal, each.n)):
        at = max(entry.written, high.get(entry.journal, entry.written))
        high[entry.journal] = at
        keyed.append(((at, entry.journal, entry.n), entry))
    return [entry for _, entry in sorted(keyed, key=lambda each: each[0])]


def signers(event: Event) -> list[str]:
    """Who, by what an event says, writes from then on or did until then."""
    return [getattr(event, field) for field in getattr(event, "signs", ())]


def put_right(entry: Entry, fix: Fix | None) -> Entry:
    """The entry as it reads: by the right name, and with it where it says who leads or records."""
    if fix is None:
        return entry
    event = entry.event
    fields = [f for f in getattr(event, "signs", ()) if getattr(event, f) == fix.wrong]
    if fields:
        event = replace(event, **dict.fromkeys(fields, fix.right))
    return replace(entry, event=event, by=fix.right if entry.by == fix.wrong else entry.by)


def named(entries: Iterable[Entry], name: str, whose: dict[str, str]) -> list[Entry]:
    """Which of them were signed so, or say that whoever is called so leads or records; ``whose``:
    by other means than their lines."""
    return [e for e in entries if name in (whose.get(e.id, e.by), *signers(e.event))]
