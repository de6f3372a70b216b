"""A shift as lines of text, and as plain objects."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.cells import clock
from kit.ground.base.clean import clean
from kit.ground.base.named import named, writer
from kit.ground.base.words import word
from kit.ground.journal.as_json import conflicts_json, iso
from kit.ground.journal.entry import Entry, Event
from kit.ground.journal.signed import Fix
from kit.people.registers.show.lines import signed
from kit.shifts.shift.rules.kinds import KINDS
from kit.shifts.shift.rules.kinds.kind import Kind
from kit.shifts.shift.rules.reading import Reading
from kit.shifts.shift.rules.state import Counted, Floor, Shift
from kit.shifts.shift.rules.withdrawal import standing


def _say(lang: str, key: str, **fill: object) -> str:
    return word(lang, f"shift.{key}", **fill)


def _clock(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "-"
    return clock(at, now) if at.year == now.year else f"{at:%Y-%m-%d %H:%M}"


def shift_lines(shift: Shift, now: datetime, lang: str) -> list[str]:
    """What a leader asks: who leads, who is there, figures, counts, who has seen it."""
    out = [_title(shift, lang), _times(shift, now, lang), _crew(shift, lang)]
    if shift.figures:
        out.append(figures_text(shift.figures[-1], now, lang))
    if shift.figures_due is not None:
        key = "figures-due" if shift.figures_due > now else "figures-late"
        out.append(_say(lang, key, at=_clock(shift.figures_due, now), n=shift.every))
    if shift.counts:
        things = [_count(one, lang) for one in shift.counts.values()]
        out.append(_say(lang, "counts", things=things))
    text = _say(lang, "entries", count=shift.entries)
    text += _say(lang, "taken-back", count=shift.taken_back) if shift.taken_back else ""
    out += [text, *disagreeing(shift, now, lang)]
    if not shift.open:
        out += [
            _say(lang, "signed", at=_clock(s.at, now), name=clean(s.name, 60),
                 comment=clean(s.comment, 500) or "-")
            for s in shift.signed
        ] or [_say(lang, "unsigned")]  # fmt: skip
    return out


def _title(shift: Shift, lang: str) -> str:
    day = f"{shift.day:%Y-%m-%d}" if shift.day else "-"
    leader = named(shift.leader, lang)
    text = _say(lang, "drill") if shift.drill else ""
    text += _say(lang, "title", ref=shift.ref, day=day, leader=leader)
    second = clean(shift.second, 60)
    return text + (_say(lang, "title-second", second=second) if second else "")


def _times(shift: Shift, now: datetime, lang: str) -> str:
    text = _say(lang, "on-since", since=_clock(shift.since, now))
    if shift.ended is not None:
        return text + _say(lang, "ended", at=_clock(shift.ended, now))
    if shift.planned is None:
        return text
    text += _say(lang, "until", at=_clock(shift.planned, now))
    late = now - shift.planned
    if late.total_seconds() >= 60:
        minutes = int(late.total_seconds() // 60)
        span = f"{minutes // 60}:{minutes % 60:02d}"
        text += _say(lang, "overdue", span=span)
    return text


def _crew(shift: Shift, lang: str) -> str:
    if not shift.crew:
        return _say(lang, "crew-none")
    missing = shift.missing()
    text = _say(lang, "crew", here=len(shift.present()))
    if missing:
        named = [_member(m.name, m.state, m.reason, lang) for m in missing]
        text += _say(lang, "crew-missing", missing=len(missing), names=named)
    return text


def _member(name: str, state: str, reason: str, lang: str) -> str:
    told = Reading(datetime.min, lang).state(state)
    why = f" {clean(reason, 200)}" if reason else ""
    return f"{clean(name, 60)} {told}{why}"


def figures_text(floor: Floor, now: datetime, lang: str) -> str:
    told = {"offered": floor.offered, "answered": floor.answered, "queue": floor.queue,
            "seats": floor.seats, "needed": floor.needed}  # fmt: skip
    parts = [word(lang, f"shifted.figure-{n}", number=v) for n, v in told.items() if v is not None]
    if floor.rate is not None:
        parts.append(word(lang, "shifted.rate", percent=f"{100 * floor.rate:.0f}%"))
    if floor.short:
        parts.append(_say(lang, "short", short=floor.short))
    return _say(lang, "figures", at=_clock(floor.at, now), figures=parts)


def _count(one: Counted, lang: str) -> str:
    thing = clean(one.thing, 60)
    if not one.differs or one.should is None:
        return _say(lang, "count", thing=thing, found=one.found)
    off = f"{one.found - one.should:+d}"
    return _say(lang, "count-off", thing=thing, found=one.found, should=one.should, off=off)


def disagreeing(shift: Shift, now: datetime, lang: str) -> list[str]:
    """What two laptops recorded differently, both sides, ``*`` where it counts."""
    if not shift.conflicts:
        return []
    out, reading = [word(lang, "register.conflicts")], Reading(now, lang)
    for _, one in sorted(shift.conflicts.items()):
        for side in one.sides:
            kind = KINDS.of(side.kind) or Event
            event = msgspec.json.decode(side.data, type=kind)
            entry = Entry(0, side.id, side.at, side.by, event)
            who = word(lang, "register.conflict-who", who=writer(side.by, lang),
                       laptop=clean(side.journal, 40))  # fmt: skip
            mark = "*" if side.id == one.counts else " "
            out.append(f"{mark} {_clock(side.at, now)}  {who}  {entry_text(entry, reading)}")
    return [*out, _say(lang, "parted-how", ref=shift.ref)]


def list_line(shift: Shift, now: datetime, lang: str) -> str:
    ended = _clock(shift.ended, now) if shift.ended else _say(lang, "still-on")
    day = f"{shift.day:%Y-%m-%d}" if shift.day else "-"
    text = _say(lang, "drill") if shift.drill else ""
    return text + _say(
        lang,
        "line",
        ref=shift.ref,
        day=day,
        since=f"{shift.since:%H:%M}" if shift.since else "-",
        ended=ended,
        leader=named(shift.leader, lang),
    )


def entry_line(entry: Entry, reading: Reading, gone: bool = False, fix: Fix | None = None) -> str:
    text, at = entry_text(entry, reading, gone), reading.clock(entry.at)
    return f"#{entry.n}  {at}  {signed(entry, fix, reading.lang)}  {text}"


def entry_text(entry: Entry, reading: Reading, gone: bool = False) -> str:
    """What it says; ``gone``: that it was taken back, too."""
    event = entry.event
    text = event.reads(reading) if isinstance(event, Kind) else clean(entry.kind, 40)
    return text + (_say(reading.lang, "is-gone") if gone else "")


def entry_lines(entries: list[Entry], now: datetime, lang: str) -> list[str]:
    """Every entry, also what was taken back, marked."""
    reading = Reading(now, lang, entries)
    return [
        entry_line(read.entry, reading, read.standing in ("gone", "dropped"), read.fix)
        for read in standing(entries)
    ]


# ---- plain objects -----------------------------------------------------------------------


def shift_json(shift: Shift, title: str = "") -> dict[str, Any]:
    """Stable keys (the table of fields in ``data/README.md``); ``title``: of its site."""
    return {
        "ref": shift.ref,
        "site": {"id": shift.site, "title": title},
        "team": shift.team,
        "day": iso(shift.day),
        "since": iso(shift.since),
        "planned_end": iso(shift.planned),
        "ended": iso(shift.ended),
        "leader": shift.leader,
        "second": shift.second,
        "drill": shift.drill,
        "opened_by_itself": shift.quiet,
        "crew": [
            {"name": m.name, "state": m.state, "since": iso(m.since), "reason": m.reason}
            for m in shift.crew.values()
        ],
        "present_count": len(shift.present()),
        "missing_count": len(shift.missing()),
        "figures": [
            {
                "at": iso(f.at),
                "by": f.by,
                "offered_calls": f.offered,
                "answered_calls": f.answered,
                "waiting_calls": f.queue,
                "seats": f.seats,
                "seats_needed": f.needed,
                "rate": round(f.rate, 4) if f.rate is not None else None,
                "seats_short": f.short,
            }
            for f in shift.figures
        ],
        "figures_every_minutes": shift.every,
        "figures_due": iso(shift.figures_due),
        "counts": [
            {
                "thing": c.thing,
                "found": c.found,
                "should": c.should,
                "at": iso(c.at),
                "by": c.by,
                "note": c.note,
            }
            for c in shift.counts.values()
        ],
        "notes": [{"at": iso(n.at), "by": n.by, "text": n.text} for n in shift.notes],
        "signed": [{"at": iso(s.at), "name": s.name, "comment": s.comment} for s in shift.signed],
        "entry_count": shift.entries,
        "taken_back_count": shift.taken_back,
        "conflicts": conflicts_json(sorted(shift.conflicts.items())),
    }
