"""Which laptop leads an incident: here, or on another one, so that here it is only followed."""

from __future__ import annotations

import os

from kit.ground.journal.entry import Entry
from kit.ground.journal.seen import FOLDER
from kit.ground.machine.disk import laptops
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import events as ev

# Recorded without anybody acting in the incident.
_LOOKED = (ev.Joined, ev.Resumed, ev.Left, ev.RecorderSet, ev.ClockJumped)


def led_by(log: Log) -> str:
    """The other laptop on which it is led; "" where somebody acted in it here: then it is led
    here, too. Looking at it is no act."""
    wrote = {_laptop(stem) for stem in log.files}
    own = wrote & ours(log.store.home)
    if wrote and not own:
        return _last(log, wrote)
    if own == wrote or any(
        _laptop(entry.journal) in own and not isinstance(entry.event, _LOOKED)
        for entry in log.entries
    ):
        return ""
    return _last(log, wrote - own)


def wrote_here(log: Log, entry: Entry) -> bool:
    """Whether this home's computers wrote the entry."""
    return _laptop(entry.journal) in ours(log.store.home)


def ours(home: str) -> set[str]:
    """Names that this home's computers have or had: a home on a stick has one for each computer, a
    restored one had another before (of that it kept how far logs had been seen)."""
    names = {name for name, _ in laptops(os.path.join(home, "laptop"))}
    try:
        return names | set(os.listdir(os.path.join(home, FOLDER)))
    except OSError:
        return names


def _last(log: Log, others: set[str]) -> str:
    """Which of the others wrote last."""
    if len(others) == 1:
        return min(others)
    return next(
        (_laptop(e.journal) for e in reversed(log.entries) if _laptop(e.journal) in others),
        min(others),
    )


def _laptop(stem: str) -> str:
    return stem.partition("~")[0].partition("-")[0]
