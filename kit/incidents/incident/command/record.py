"""What every recording command does: load, decide, make durable, say."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry, Event
from kit.ground.machine.clock import Now, wall_of
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Act


def record(
    ctx: Context, ref: str, act: Act, *, at: str = "", by: str = "", folder: Log | None = None
) -> tuple[Log, list[Entry]]:
    """Load the incident, run the act on it, make it durable: what every recording command does."""
    folder = folder or ctx.of(Store).pick(ref)
    now: Now = desk.writing_now(ctx, folder.incident)
    when: datetime | None = None
    if at:
        from kit.ground.base.times import parse_when

        when = parse_when(at, now.wall, wall_of(now.wall))
    entries = ctx.of(Store).record(folder, now, who(ctx, folder, by), act, when)
    desk.warn(ctx, folder)
    return folder, entries


def who(ctx: Context, folder: Log, named: str = "") -> str:
    """Who records: named, or this terminal's user, or else whoever opened the incident."""
    name = clean(named, 60) or ctx.me.by
    return name if name != "-" else folder.incident.by or name


def entry_named(ctx: Context, folder: Log, number: str) -> Entry:
    """The entry that a person names by its number. A long log is decoded only where the newest
    entries do not hold it. Raises ``Refused``."""
    from kit.incidents.incident.show.entries import find_entry

    laptop = ctx.of(Store).laptop
    entry = find_entry(folder.newest, number, laptop) or find_entry(
        folder.entries, number, laptop
    )
    if entry is None:
        raise Refused("entry-unknown", Exit.NOT_FOUND, entry=number)
    return entry


def answer(
    ctx: Context, folder: Log, entries: list[Entry], as_json: bool, **more: object
) -> None:
    """Say what was recorded: one line per entry, or one JSON object (with ``more`` in it)."""
    from kit.incidents.incident.show.entries import entry_json, entry_line

    if as_json:
        ctx.out.json(
            {
                "ref": folder.ref,
                "drill": folder.incident.is_drill,
                "entries": [entry_json(entry) for entry in entries],
                **more,
            }
        )
        return
    for entry in entries:
        log = _named_by(folder, entry.event)
        text = entry_line(folder.incident, entry, ctx.me.lang, log, several=folder.several)
        if text:
            ctx.out.line(text)


def _named_by(folder: Log, event: Event) -> list[Entry]:
    """Entries among which are those that a correction or a withdrawal names, nothing for any other
    event. The whole log is decoded only where the newest ones are not enough."""
    if not isinstance(event, ev.Amended | ev.Undone):
        return []
    near = folder.newest
    return near if any(entry.id == event.entry for entry in near) else folder.entries
