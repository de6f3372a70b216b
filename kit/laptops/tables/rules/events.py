"""Entries as rows: the payload as a text, each checklist and each site's profile once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from kit.ground.journal.entry import Entry, Event, Nothing, encode
from kit.laptops.tables.rules import values as v
from kit.laptops.tables.rules.columns import Checklists, Events

# What an event of this kind calls by a name that means another type elsewhere, and its name here.
RENAMED: dict[tuple[str, str, str], str] = {
    ("incident", "opened", "drill"): "practice",
    ("incident", "called", "found"): "step_found",
    ("incident", "plan-added", "minutes"): "site_minutes",
    ("incident", "step-added", "step"): "step_body",
    ("incident", "prepared", "text"): "answer_text",
}
ONCE = {"checklist": "id", "profile": "id"}  # kept by hash, with what names it
ID = re.compile(r'"([0-9a-z]{10}(?:\.\d+)?)"')  # as the kit writes them
_KINDS = {(document, kind) for document, kind, _ in RENAMED}


class Of(NamedTuple):
    """The document whose entries they are. ``document``: ``incident`` or ``shift``."""

    document: str
    ref: str
    site_id: str
    month_id: str
    drill: bool
    type: str
    exporter: str


def gone(entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of what counts for nothing, of entries of which what was taken back is taken."""
    return frozenset(entry.id for entry in entries if isinstance(entry.event, Nothing))


def rows(
    of: Of, entries: Iterable[Entry], gone: frozenset[str], once: dict[str, Checklists]
) -> Iterator[Events]:
    """One row an entry; what is kept by hash goes into ``once``. An id that no entry names is left
    out: it is the half of what a row costs, and number and journal name the entry as well."""
    entries = list(entries)
    payloads = [_payload(of, entry, once) for entry in entries]
    named = {id_ for payload in payloads for id_ in ID.findall(payload)}
    for entry, payload in zip(entries, payloads, strict=True):
        stem = entry.journal.partition("~")[0]
        yield Events(
            ref=of.ref,
            site_id=of.site_id,
            month_id=of.month_id,
            drill=of.drill,
            exporter=of.exporter,
            document=of.document,
            type=of.type,
            laptop=v.text(stem.partition("-")[0], 40),
            journal=v.text(stem, 40),
            entry_number=entry.n,
            entry=v.text(entry.id, 80) if entry.id in named else v.NOTHING,
            happened_utc=v.utc(entry.at),
            happened_ms=v.millis(entry.at),
            written_later_ms=v.later(entry.at, entry.written),
            author=v.text(entry.by),
            event=v.text(entry.kind, 80),
            counts=entry.id not in gone,
            payload=payload,
        )


def _payload(of: Of, entry: Entry, once: dict[str, Checklists]) -> str:
    event = entry.event
    if (of.document, entry.kind) not in _KINDS or not known(event):
        return v.payload(encode(event))
    data: dict[str, Any] = {}
    for name, value in msgspec.to_builtins(event).items():
        if name in ONCE and isinstance(value, dict) and value:
            data[f"{name}_sha256"] = _kept(name, value, of.exporter, once)
        else:
            data[RENAMED.get((of.document, entry.kind, name), name)] = value
    return v.payload(msgspec.json.encode(data))


def known(event: Event) -> bool:
    """Whether this kit knows the kind, and so what its fields are."""
    return bool(type(event).kind) and type(event).kind != "unknown"


def _kept(
    name: str, value: dict[str, Any], exporter: str, once: dict[str, Checklists]
) -> str:
    body = msgspec.json.encode(value, order="sorted")
    sha = hashlib.sha256(body).hexdigest()
    if sha not in once:
        title = v.text(str(value.get(ONCE[name], "")), 100)
        once[sha] = Checklists(sha, name, title, exporter, v.payload(body))
    return sha


def named_types(
    kinds: Iterable[tuple[str, str, type[Event]]], word: Callable[[Any], str]
) -> dict[str, dict[str, list[str]]]:
    """By name of a payload's field the types that it has, each with the kinds that say so.
    ``kinds``: document, kind, its struct; ``word``: one for the type of a field."""
    out: dict[str, dict[str, list[str]]] = {}
    for document, kind, struct in kinds:
        for field in msgspec.structs.fields(struct):
            name = RENAMED.get((document, kind, field.encode_name), field.encode_name)
            name = f"{name}_sha256" if name in ONCE else name
            said = "text" if name.endswith("_sha256") else word(field.type)
            out.setdefault(name, {}).setdefault(said, []).append(f"{document} {kind}")
    return out
