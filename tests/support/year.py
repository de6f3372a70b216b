"""A made-up year of closed incidents, as the kit would have written it: real acts, right hashes.

A few hundred incidents of all types are played by ``tests.support.wander``; each incident of the year is
one of them on another day with a reference of its own, its lines hashed anew. 36,000 incidents of
60 entries (1.3 GB) take about half a minute. The same size always gives the same bytes.
"""

from __future__ import annotations

import os
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kit.ground.journal.entry import Event, encode
from kit.ground.journal.line import NO_PREV, SHA, ascii_json, digest, quote
from kit.ground.journal.recorder import stamp
from kit.ground.journal.refs import base32
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from tests.support.constants import CHINA
from tests.support.wander import DAY, Line, Wander

YEAR = 2025
INCIDENTS = 36_000
ENTRIES = 60
PLAYED = 300
LAPTOP = "abcdef"
OTHER = "zyxwvu"
SITES = ("hotline", "call-centre-a", "call-centre-b", "service-hall")
REF = b"250302-AAA-AAAA"


class Played(NamedTuple):
    """Bodies of the lines, without the hashes; dates and reference are still those of the play."""

    type: str
    bodies: bytes
    second: bytes
    days: int


def played(count: int, entries: int) -> list[Played]:
    store = Store(os.devnull)
    types = store.checklists.types()
    lists = [store.checklists.checklist(name) for name in types]
    sites = [store.sites.profile(name) for name in SITES]
    out = []
    for seed in range(count):
        checklist = lists[seed % len(lists)]
        wander = Wander(seed, checklist, sites[seed % 4], tuple(lists), drill=seed % 20 == 7)
        lines = wander.play(entries)
        real = not wander.incident.is_drill
        second = [(ev.Joined(ev.FORMAT, REF.decode(), checklist.id), DAY, lines[4][2])]
        second += [(ev.Noted(f"from the second laptop {n}"), DAY, lines[n + 4][2]) for n in range(4)]
        second = [(event, at, at) for event, _, at in second]
        assert wander.incident.closed is not None
        days = (wander.incident.closed.date() - DAY.date()).days
        joined = bodies(second, real) if seed % 25 == 3 else b""
        out.append(Played(checklist.id, bodies(lines, real), joined, days))
    return out


def bodies(lines: list[Line], real: bool) -> bytes:
    """One line per entry, up to its ``prev``."""
    return b"\n".join(body(n, *line, real) for n, line in enumerate(lines, 1))


def body(n: int, event: Event, at: datetime, now: datetime, real: bool) -> bytes:
    text = f'{{"n":{n},"id":"e{n:09d}","at":"{stamp(at)}","by":{quote("李")},"kind":"{event.kind}","data":'
    more = f',"wrote":"{stamp(now)}"' if stamp(at) != stamp(now) else ""
    if real:
        more += f',"tick":{(now - DAY).total_seconds():.3f},"boot":"3f1c09ab"'
    return text.encode("ascii") + ascii_json(encode(event)) + more.encode("ascii")


def make_year(
    home: Path, incidents: int = INCIDENTS, entries: int = ENTRIES, first: int = 1, days: int = 364
) -> int:
    """Fill ``home`` with a year of closed incidents, or so many ``days`` from the ``first`` of a month
    on; about half of them owe calls. How many bytes their logs have."""
    plays = played(min(PLAYED, incidents), entries)
    chance = random.Random(incidents)
    size = 0
    for path in ("", "closed", *(f"closed/{YEAR}-{month:02d}" for month in range(1, 13))):
        (home / path).mkdir(mode=0o700, exist_ok=True)
    for number in range(incidents):
        day = datetime(YEAR, first, 1, tzinfo=CHINA) + timedelta(days=number * days // incidents)
        size += lay(home, chance.choice(plays), day, number)
    (home / "laptop").write_text(LAPTOP + "\n", encoding="ascii")
    return size


def lay(home: Path, play: Played, day: datetime, number: int) -> int:
    """One incident on this day."""
    ref = f"{day:%y%m%d}-{base32(number >> 20, 3)}-{base32(number, 4)}"
    closed = day + timedelta(days=play.days)
    folder = home / "closed" / f"{closed:%Y-%m}" / f"{ref}.{play.type}"
    os.mkdir(folder, 0o700)
    size = 0
    for stem, text in ((LAPTOP, play.bodies), (OTHER, play.second)):
        if text:
            blob = hashed(moved(text, day, ref), f"{ref}/{stem}")
            fd = os.open(folder / f"{stem}.jsonl", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            os.write(fd, blob)
            os.close(fd)
            size += len(blob)
    return size


def moved(text: bytes, day: datetime, ref: str) -> bytes:
    """The same on another day. Days go through marks, so that no date is moved twice."""
    days = [timedelta(days=offset) for offset in range(2)]
    for offset in days:
        text = text.replace(date(DAY + offset), b'"#%d#' % offset.days)
    for offset in days:
        text = text.replace(b'"#%d#' % offset.days, date(day + offset))
    return text.replace(REF, ref.encode("ascii"))


def date(day: datetime) -> bytes:
    return f'"{day:%Y-%m-%d}T'.encode("ascii")


def hashed(text: bytes, identity: str) -> bytes:
    """The bodies as whole lines, each with the hash before it and its own."""
    prev = NO_PREV
    out = []
    for line in text.split(b"\n"):
        whole = line + b',"prev":"' + prev.encode("ascii") + b'"'
        prev = digest(identity, whole)
        out.append(whole + SHA + prev.encode("ascii") + b'"}\n')
    return b"".join(out)
