"""Taking back what was recorded, and taking that back again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from kit.ground.base.clean import whole
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.again import again
from kit.incidents.incident.rules.acts.draft import Draft, find_step
from kit.incidents.incident.rules.acts.opening_closing import withdraw
from kit.incidents.incident.rules.acts.steps import finish
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds import Kind
from kit.incidents.incident.rules.whole_acts import NEVER, lead_of
from kit.incidents.incident.rules.withdrawal import Read, Taken, copied

PASSING = (*NEVER, ev.StepDoing, ev.Undone)  # what the last act is looked for behind


class TakenBack(msgspec.Struct, frozen=True):
    """What would go: the act ``lead``, acts that ``rest`` on it, and the state without them."""

    lead: Entry
    ids: list[str]
    rest: list[Entry]
    without: Incident


def last_act(log: Taken) -> Entry | None:
    """The last thing that somebody recorded and that still counts."""
    return next(counting(log), None)


def act_before(log: Taken, last: Entry) -> Entry | None:
    """What was recorded right before ``last`` and still counts, a note as well: what stands behind
    it in the log is what a person believes to be next."""
    return next((lead for lead in counting(log) if lead.id != last.id), None)


def counting(log: Taken) -> Iterator[Entry]:
    """The acts of somebody that still count, the newest first."""
    gone = log.gone()
    for act in reversed(log.acts):
        lead = lead_of(act)
        known = isinstance(lead.event, Kind) and not isinstance(lead.event, PASSING)
        if known and lead.id not in gone:
            yield lead


def only_opened(log: Taken) -> bool:
    """Whether nothing was done yet that still counts, but that somebody said who records, or who
    did."""
    gone = log.gone()
    leads = (lead_of(act) for act in log.acts)
    passing = (*PASSING, ev.RecorderSet, ev.SignerCorrected)
    return not any(
        isinstance(lead.event, Kind) and not isinstance(lead.event, passing) and lead.id not in gone
        for lead in leads
    )


def last_undone(log: Taken) -> Entry | None:
    """The last withdrawal that holds."""
    gone = log.gone()
    undone = [e for act in log.acts for e in act if isinstance(e.event, ev.Undone)]
    return next((e for e in reversed(undone) if e.id not in gone and not _restores(e)), None)


def restorable_since(log: Taken, since: datetime) -> list[Entry]:
    """The withdrawals from then on that hold, the newest first, and that nothing recorded since
    stands in the way of restoring."""
    gone, found = log.gone(), list[Entry]()
    undone = [e for act in log.acts for e in act if isinstance(e.event, ev.Undone)]
    for entry in reversed(undone):
        if entry.written < since:
            break
        if entry.id not in gone and not _restores(entry):
            try:
                _free(log, ev.Undone(entry.id, [], "", True))
            except Refused:
                continue  # later entries stand in its way
            found.append(entry)
    return found


def taken_back(log: Taken, id_: str) -> TakenBack:
    """What taking back the act of an entry takes along. Raises ``Refused``."""
    at = next((i for i, act in enumerate(log.acts) if any(e.id == id_ for e in act)), None)
    if at is None:
        raise Refused("undo-unknown", Exit.NOT_FOUND, entry=id_)
    act = log.acts[at]
    lead, gone = lead_of(act), log.gone()
    if isinstance(lead.event, NEVER) or not isinstance(lead.event, Kind):
        raise Refused("undo-never", entry=f"#{lead.n}")
    if lead.id in gone:
        raise Refused("undo-gone", entry=f"#{lead.n}", by=f"#{gone[lead.id].n}")
    ids = [lead.id, *(e.id for e in act if e is not lead)]
    if isinstance(lead.event, ev.Undone):
        return TakenBack(lead, ids, [], Incident())
    return _with_rest(log, at, ids, lead)


def _with_rest(log: Taken, at: int, ids: list[str], lead: Entry) -> TakenBack:
    """Go through what came later, as it stands and without the act: what could be done then and
    cannot be done without rests on it."""
    read = log.acts_read(len(log.acts))
    stands = log.state(0, read[:at])
    without = copied(stands)
    log.take(stands, read[at])
    taken, rest = set(ids), []
    for act, made in zip(log.acts[at + 1 :], read[at + 1 :], strict=True):
        later = lead_of(act)
        event = later.event
        if isinstance(event, Kind) and not _passing(later, made):
            could = event.stands(stands, later.at)
            if _names(event, taken) or (could and not event.stands(without, later.at)):
                taken.update(e.id for e in act)
                rest.append(later)
                ids += [later.id, *(e.id for e in act if e is not later)]
            else:
                tried = copied(without)
                if again(tried, act) is not None:
                    without = tried
                else:
                    log.take(without, made)
        else:
            log.take(without, made)
        log.take(stands, made)
    return TakenBack(lead, ids, rest, without)


def _passing(later: Entry, made: list[Read]) -> bool:
    """Nothing is decided by it, or nothing any more."""
    if isinstance(later.event, (*NEVER, ev.Undone)):
        return True
    return any(read.entry.id == later.id and read.standing == "gone" for read in made)


def _names(event: Kind, taken: set[str]) -> bool:
    return isinstance(event, ev.Amended) and event.entry in taken


def undo(draft: Draft, log: Taken, id_: str = "", reason: str = "") -> TakenBack:
    """Take back the act of an entry, else the last one. The draft goes on without it."""
    last = None if id_ else last_act(log)
    if not id_ and last is None:
        raise Refused("undo-nothing", Exit.NOT_FOUND)
    found = taken_back(log, last.id if last is not None else id_)
    event = found.lead.event
    if isinstance(event, ev.Undone):
        _free(log, ev.Undone(found.ids[0], found.ids[1:], whole(reason, 500), not event.restores))
        draft.add(ev.Undone(found.ids[0], found.ids[1:], whole(reason, 500), not event.restores))
        return found
    draft.incident = found.without
    draft.add(ev.Undone(found.ids[0], found.ids[1:], whole(reason, 500)))
    return found


def means_opening(log: Taken, id_: str = "") -> bool:
    """Whether what is to be taken back is the opening: it is named, or nothing else is there."""
    if not id_:
        return last_act(log) is None
    entries = (entry for act in log.acts for entry in act if entry.id == id_)
    return any(isinstance(entry.event, ev.Opened) for entry in entries)


def undo_opening(draft: Draft, log: Taken, reason: str = "") -> None:
    """Take back the whole incident. Raises ``Refused`` where something was done in it, which did
    happen."""
    if draft.incident.closed is not None:
        raise Refused("undo-nothing", Exit.NOT_FOUND)
    if not only_opened(log):
        raise Refused("undo-opening", ref=draft.incident.ref)
    withdraw(draft, whole(reason, 500))


def redo(draft: Draft, log: Taken, id_: str = "") -> None:
    """Restore what was taken back last, or the entry that is named; an incident that was opened in
    error goes on. Raises ``Refused``."""
    if draft.incident.outcome == ev.IN_ERROR and draft.incident.closed is not None:
        undo(draft, log)
        return
    gone = log.gone()
    undone = [e for act in log.acts for e in act if isinstance(e.event, ev.Undone)]
    holds = [e for e in undone if e.id not in gone]
    named = gone.get(id_) or next((e for e in holds if e.id == id_ and not _restores(e)), None)
    found = named if id_ else last_undone(log)
    if found is None:
        raise Refused("redo-nothing", Exit.NOT_FOUND)
    first = _ids(found)[0]
    others = [e.id for e in holds if e is not found and first in _ids(e)]
    event = ev.Undone(found.id, others, "", True)
    _free(log, event)
    draft.add(event)


def _free(log: Taken, event: ev.Undone) -> None:
    """Nothing that was recorded since stands in the way of what is restored. Raises ``Refused``."""
    there = log.stranded()
    since = [entry for entry in log.with_more(event).stranded() if entry not in there]
    if since:
        raise Refused("redo-since", names=[f"#{entry.n}" for entry in since][:6])


def _restores(entry: Entry) -> bool:
    return isinstance(entry.event, ev.Undone) and entry.event.restores


def _ids(entry: Entry) -> list[str]:
    return entry.event.ids if isinstance(entry.event, ev.Undone) else []


def correct(draft: Draft, log: Taken, old: Entry, value: str) -> None:
    """A step's answer was another one: the old one is taken back and the right one stands at its
    time. ``value`` is checked already."""
    assert isinstance(old.event, ev.StepDone)
    undo(draft, log, old.id)
    draft.at = old.at
    view = find_step(draft.incident, old.event.step)
    finish(draft, view, value, old.event.who, old.at)
