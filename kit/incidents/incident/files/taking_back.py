"""The part of an incident's log that taking back is decided on: the newest entries, else all."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Entry
from kit.incidents.incident.files.led import wrote_here
from kit.incidents.incident.files.log import Log, Where
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import undo as rules
from kit.incidents.incident.rules.acts.draft import Draft
from kit.incidents.incident.rules.acts.steps import amend, checked_value
from kit.incidents.incident.rules.acts.undo import (
    correct,
    last_act,
    last_undone,
    means_opening,
    undo,
    undo_opening,
)
from kit.incidents.incident.rules.acts.undo import redo as restore
from kit.incidents.incident.rules.withdrawal import Taken, taken

PUT_RIGHT = (ev.Noted, ev.Amended, ev.Opened, ev.StepDone)
NEWEST = 4  # closed incidents of which the one closed last is one


def take_back(folder: Log, draft: Draft, id_: str = "", reason: str = "") -> None:
    """Take back the act of the entry with that id, else the last one, else that the incident was
    opened at all. Raises ``Refused``."""
    log = _near(folder, id_, last_act)
    if means_opening(log, id_):
        undo_opening(draft, log, reason)
    else:
        undo(draft, log, id_, reason)


def redo(folder: Log, draft: Draft, id_: str = "") -> None:
    """Restore what the entry or its withdrawal with that id names, else what was taken back last.
    Raises ``Refused``."""
    restore(draft, _near(folder, id_, last_undone), id_)


def corrected(folder: Log, draft: Draft, old: Entry, text: str) -> None:
    """What an entry said was wrong. Of a step's answer the right one counts from the wrong one's
    time; any other entry is put right in words. Raises ``Refused``."""
    view = folder.incident.view(old.event.step) if isinstance(old.event, ev.StepDone) else None
    call = view is not None and view.step.answer == "call"
    if call or not isinstance(old.event, PUT_RIGHT):  # words would leave what it did as it is
        raise Refused("amend-counts", Exit.USAGE, entry=f"#{old.n}", n=old.n, ref=folder.ref)
    if view is None or view.step.answer in ("done", "know", "call", "callback", "action"):
        amend(draft, old.id, text)
        return
    value = checked_value(view.step, text, draft.now)
    correct(draft, _near(folder, old.id, last_act), old, value)


def of_another(folder: Log, restored: bool) -> Entry | None:
    """What would be taken back, or ``restored``, where none is named and another laptop wrote it:
    who types it blindly means what was recorded here. ``None`` where it is of this home."""
    log = _near(folder, "", last_undone if restored else last_act)
    if restored:
        found = last_undone(log)
    else:
        found = folder.entries[0] if means_opening(log, "") else last_act(log)
    return None if found is None or wrote_here(folder, found) else found


def newest(folder: Log) -> Taken:
    """Enough of the log to take back the last act."""
    return _near(folder, "", last_act)


def restorable_since(folder: Log, since: datetime) -> list[Entry]:
    """What was taken back from then on and can be restored, the newest first: the withdrawals."""
    log = _near(folder, "", lambda near: near.acts and near.acts[0][0].written < since)
    return rules.restorable_since(log, since)


def closed_last(store: Store) -> Log | None:
    """The incident closed last of those that were written to last, without the months' catalogues;
    ``None`` for none, or where it cannot be read."""
    try:
        months = store.closed_months()[-2:]
        found = [where for month in months for where in store.closed_found(month)]
        logs = [store.load(where) for where in sorted(found, key=_written)[-NEWEST:]]
    except (Refused, OSError):
        return None
    closed = [(log.incident.closed, log.ref, log) for log in logs if log.incident.closed]
    return max(closed, key=lambda each: each[:2])[2] if closed else None


def _written(where: Where) -> float:
    """When something in its folder was written last."""
    with os.scandir(where.path) as files:
        return max((file.stat().st_mtime for file in files), default=0.0)


def _near(folder: Log, id_: str, last: Callable[[Taken], object]) -> Taken:
    """The entries behind the state that was kept, where they hold what is wanted: a long log need
    not be decoded then."""
    start, entries = folder.before_newest(), folder.newest
    if start is not None:
        near = taken(entries, start)
        if any(e.id == id_ for e in entries) if id_ else last(near) is not None:
            return near
    return taken(folder.entries)
