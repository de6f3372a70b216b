"""What every recording command does: load, decide, make durable, say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry, Event
from kit.ground.machine.clock import Now
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Act, find_step
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.read_back import far, read_back, sure_of


class ActTime(msgspec.Struct, frozen=True):
    """``given``: when it happened, ``None`` for now; ``seen``: what other times are seen from;
    ``known``: the first and the last time that the incident has."""

    given: datetime | None
    seen: datetime
    known: tuple[datetime, datetime] | None


def act_time(ctx: Context, incident: Incident, at: str, date: str = "") -> ActTime:
    """When an act happened, by ``--at`` and ``--date``. Raises ``Refused``."""
    now = desk.writing_now(ctx, incident).wall
    known = desk.known(incident)
    if not at:
        return ActTime(None, now, known)
    from kit.ground.console.times import happened

    when = happened(ctx, at, now, date, known, incident.opened)
    return ActTime(when, when, known)


def value_at(
    ctx: Context, incident: Incident, step: str, value: str, time: ActTime, date: str
) -> str:
    """A step's value; where that step asks for a time, as it is recorded. What is taken of a range
    is said. Raises ``Refused``."""
    kind = find_step(incident, step).step.answer if value.strip() else ""
    if kind in ("minutes", "number"):
        from kit.ground.base.typed.amounts import lower_end

        low = lower_end(value)
        if low is not None:
            ctx.err.say("screen.lower-end", n=f"{low:g}", text=value)
    if kind == "minutes":
        return _minutes_at(ctx, value)
    if kind != "time":
        return value
    from kit.ground.console.times import happened

    at = happened(ctx, value, time.seen, date, time.known, stands=True)
    return at.isoformat(timespec="seconds")


def _minutes_at(ctx: Context, value: str) -> str:
    """Minutes as typed; more than a day of them is asked back at a terminal. Raises ``Refused``
    where that is not what was meant."""
    from kit.ground.terminal.ask import terminal, yes_or_no

    span = far(value, ctx.me.lang)
    if not span or not terminal():
        return value
    asked = ctx.err.word("screen.amount-sure", text=value, span=span)
    if ctx.ask.ask(yes_or_no("amount", asked, ctx.me.lang)) == "yes":
        return sure_of(value)
    raise Refused("amount-far", Exit.USAGE, text=value, n=sure_of(value).lstrip("="))


def right_value(ctx: Context, incident: Incident, old: Entry, text: str, date: str) -> str:
    """What corrects an entry; of a step that asks for a time, as it is recorded, seen from when the
    wrong one was written down. Raises ``Refused``."""
    event = old.event
    if not isinstance(event, ev.StepDone) or incident.view(event.step) is None:
        return text
    time = ActTime(None, old.written, desk.known(incident))
    return value_at(ctx, incident, event.step, text, time, date)


def record(
    ctx: Context,
    ref: str,
    act: Act,
    *,
    at: str = "",
    date: str = "",
    by: str = "",
    folder: Log | None = None,
    time: ActTime | None = None,
) -> tuple[Log, list[Entry]]:
    """Load the incident, run the act on it, make it durable: what every recording command does.
    ``time``: what ``at`` and ``date`` say, where that has been read already."""
    folder = folder or ctx.of(Store).pick(ref)
    when = (time or act_time(ctx, folder.incident, at, date)).given
    now: Now = desk.writing_now(ctx, folder.incident)
    if any(timer.unentered for timer in folder.incident.running()):
        from kit.incidents.incident.files.days import counted  # what is entered may have come since

        counted(ctx.of(Store), folder, now, desk.who(ctx, folder.incident, by))
    entries = ctx.of(Store).record(folder, now, desk.who(ctx, folder.incident, by), act, when)
    read = read_back(entries, now.wall, ctx.me.lang)
    if read:
        ctx.err.line(read)
    desk.warn(ctx, folder)
    return folder, entries


def entry_named(
    ctx: Context, folder: Log, number: str, unknown: str = "entry-unknown"
) -> Entry:
    """The entry that a person names by its number. A long log is decoded only where the newest
    entries do not hold it. Raises ``Refused``, with ``unknown`` where there is none."""
    laptop = ctx.of(Store).laptop
    entry = find_entry(folder.newest, number, laptop) or find_entry(
        folder.entries, number, laptop
    )
    if entry is None:
        raise Refused(unknown, Exit.NOT_FOUND, entry=number)
    return entry


def answer(
    ctx: Context, folder: Log, entries: list[Entry], as_json: bool, **more: object
) -> None:
    """Say what was recorded: one line per entry, or one JSON object (with ``more`` in it)."""
    from kit.ground.journal.as_json import entry_json
    from kit.incidents.incident.show.entries import entry_line

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
        told, several, lang = folder.incident, folder.several, ctx.me.lang
        if isinstance(entry.event, ev.Undone):
            from kit.incidents.incident.show.withdrawn import with_words

            told = with_words(told, folder.newest)
        text = entry_line(told, entry, lang, log, several=several, alone=True)
        if text:
            ctx.out.line(text)


def of_open(ctx: Context, folder: Log, undo: str, ref: str, as_json: bool) -> None:
    """Of which incident something was noted that need be of none, where nobody named one."""
    if not (ref or as_json):
        ctx.err.say("register.of-open", ref=folder.ref, undo=undo)


def _named_by(folder: Log, event: Event) -> list[Entry]:
    """Entries among which are those that a correction or a withdrawal names, nothing for any other
    event. The whole log is decoded only where the newest ones are not enough."""
    if not isinstance(event, ev.Amended | ev.Undone):
        return []
    near = folder.newest
    return near if any(entry.id == event.entry for entry in near) else folder.entries


def find_entry(entries: Iterable[Entry], text: str, journal: str) -> Entry | None:
    """The entry that ``#12``, ``12``, ``12@JOURNAL`` or an id names; a bare number means
    ``journal``'s own before another's."""
    wanted = "#" + text.strip().removeprefix("#")
    found = [e for e in entries if wanted in (f"#{e.id}", f"#{e.n}", f"#{e.n}@{e.journal}")]
    own = [e for e in found if e.journal == journal]
    return found[0] if len(found) == 1 else (own[0] if own else None)
