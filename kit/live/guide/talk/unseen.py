"""What can be taken back; also where nobody need type, because people are in danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.incidents.incident.rules import events as ev

if TYPE_CHECKING:
    from kit.ground.journal.entry import Entry
    from kit.live.guide.talk.session import Session

WAYS = ("leave", "other")  # out of it


def restorable(session: Session) -> bool:
    """Whether nothing was recorded since something was taken back, which is not restored yet."""
    return _withdrawal(session) is not None


def _withdrawal(session: Session) -> Entry | None:
    """The newest one that was not restored, behind which there is nothing but such entries: several
    that were taken back come back one by one."""
    restored: set[str] = set()
    for entry in reversed(session.folder.newest):
        if not isinstance(entry.event, ev.Undone):
            return None
        if entry.id not in restored and not entry.event.restores:
            return entry
        restored.update(entry.event.ids)
    return None


def taken_back_last(session: Session) -> Entry | None:
    """What the next restoring would bring back; ``None`` where it stands far up in a long log."""
    there = {entry.id: entry for entry in session.folder.newest}
    found = _withdrawal(session)
    while found is not None and isinstance(found.event, ev.Undone):
        found = there.get(found.event.entry)
    return found


def redo_hint(session: Session) -> str:
    """The key that restores; of which entry, where another one has just been restored by it; ""
    where that key answers what is asked."""
    if session.keyboard.letters.get("y", "redo") != "redo":
        return ""
    last, found = session.folder.newest[-1].event, taken_back_last(session)
    if found is None or not (isinstance(last, ev.Undone) and last.restores):
        return session.word("redo-hint")
    return session.word("redo-next", what=f"#{found.n}")


def way_back(session: Session) -> str:
    """The key that takes back what was just said to be recorded: of a withdrawal another one; what
    leads to it first where it would be a letter of a line."""
    if session.message != session.saved:
        return ""
    if restorable(session):
        return redo_hint(session)
    return session.word("back-hint-line" if session.keyboard.typing else "back-hint")


def behind_note(session: Session) -> Entry | None:
    """Where the newest act is a note, the newest one that is none: who takes back behind a note may
    mean that. ``None`` where the newest is no note, or nothing else was done yet."""
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.rules.acts.undo import counting

    acts = counting(taking_back.newest(session.folder))
    newest = next(acts, None)
    if newest is None or not isinstance(newest.event, ev.Noted):
        return None
    return next((e for e in acts if not isinstance(e.event, ev.Noted | ev.RecorderSet)), None)


def unseen_ways(session: Session) -> tuple[str, ...]:
    """The keys that count there: those that lead out, and those that take back what was recorded
    there all the same."""
    if not any(isinstance(entry.event, ev.Noted) for entry in session.folder.newest):
        return WAYS
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.rules.acts.undo import only_opened

    undo = () if only_opened(taking_back.newest(session.folder)) else ("undo",)
    return (*WAYS, *undo, "redo") if restorable(session) else (*WAYS, *undo)


def told_unseen(session: Session) -> str:
    """What was recorded there, by its number alone."""
    last = session.folder.newest[-1]
    key = "noted"
    if isinstance(last.event, ev.Undone):
        key = "redone" if last.event.restores else "undone"
    return session.word(f"silent-{key}", n=last.n)
