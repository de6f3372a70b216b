"""What opens a log whose first line is damaged: the installed checklist of the same type."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.ground.journal.append import ENDING
from kit.ground.journal.reader import read_part
from kit.incidents.incident.rules import events as ev
from kit.plans.checklists.rules.format import Checklist, Find

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log


def stand_in(log: Log) -> tuple[ev.Opened, datetime]:
    """An opening for it, with an empty checklist where that type is not installed, and roughly
    when it was."""
    type_ = log.where.type
    try:
        checklist = log.store.checklists.checklist(type_)
    except Refused:
        name = Text(type_, type_)
        checklist = Checklist(1, type_, name, name, "service", Find([], []), [])
    sites = log.store.sites
    try:
        profile = msgspec.to_builtins(sites.in_use())
    except Refused:
        profile = {}
    opened = ev.Opened(ev.FORMAT, log.ref, type_, checklist, profile, drill=_lost_drill(log))
    return opened, _ref_time(log.ref)


def _lost_drill(log: Log) -> ev.Drill | None:
    """Whether a log without its opening is a drill's, from what is left of that line, or from
    entries that were not timed by the system's clock. A drill must never become real."""
    for journal in log.files.values():
        for damage in journal.damages:
            path = os.path.join(log.where.path, journal.stem + ENDING)
            try:
                blob = read_part(path, damage.offset, damage.length)
            except OSError:
                continue
            at = blob.find(b',"drill":{')
            if at >= 0:
                try:
                    part = blob[at + 9 : blob.index(b"}", at) + 1]
                    return msgspec.json.decode(part, type=ev.Drill)
                except (ValueError, msgspec.MsgspecError):
                    return ev.Drill()
    clocks = {bool(e.boot) for journal in log.files.values() for e in journal.entries}
    return ev.Drill() if clocks == {False} else None


def _ref_time(ref: str) -> datetime:
    """Roughly when the incident was opened, from its reference alone."""
    try:
        return datetime.strptime(ref[:6], "%y%m%d").astimezone()
    except ValueError:
        return datetime.fromtimestamp(0, UTC).astimezone()
