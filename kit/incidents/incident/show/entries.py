"""The log as people and programs read it: lines and plain objects, made from the entries alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kit.ground.base.cells import span
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.journal.as_json import entry_json
from kit.ground.journal.entry import LATE_WRITTEN, Entry, Unknown
from kit.ground.journal.signed import Fix
from kit.ground.journal.withdrawal import Read
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds import Kind
from kit.incidents.incident.rules.rounds import round_told
from kit.incidents.incident.show.texts import (
    caller,
    cause,
    clock,
    grade,
    label,
    say,
    step_text,
    term,
    timer_text,
    value_text,
    writer,
)
from kit.incidents.incident.show.withdrawn import with_words

HIDDEN = ("step-doing", "guide-left", "guide-resumed", "joined")


def number(entry: Entry, entries: Sequence[Entry] = (), several: bool | None = None) -> str:
    """How people name an entry: ``#12``, or ``#12@JOURNAL`` where several laptops wrote (which who
    asks for every entry of a log finds out once)."""
    if several is None:
        several = any(e.journal != entry.journal for e in entries)
    return f"#{entry.n}@{entry.journal}" if several else f"#{entry.n}"


def entry_line(
    incident: Incident,
    entry: Entry,
    lang: str,
    entries: Sequence[Entry] = (),
    hidden: bool = False,
    several: bool | None = None,
    right: str = "",
    fix: Fix | None = None,
    alone: bool = False,
) -> str:
    """One line for people: number, time, who, what; a late entry says when it was written, and one
    that was signed by mistake whose it is (``right``, or by a ``fix``), and with what name.

    "" for an entry that is of no interest to people, unless ``hidden`` are wanted. ``entries``:
    the log it stands in, for what a correction corrects; ``alone``: nothing of that stands near.
    """
    if entry.kind in HIDDEN and not hidden:
        return ""
    mark = word(lang, "screen.drill-mark") + " " if incident.is_drill else ""
    late = ""
    if incident.opened is not None and incident.opened - entry.at >= LATE_WRITTEN:
        before = (incident.opened - entry.at).total_seconds() // 60 * 60
        late = say(lang, "before-opening", span=span(before, lang))
    if entry.later:
        late += say(lang, "written", at=clock(incident, entry.written))
    what = entry_text(incident, entry, lang, entries, alone)
    who = writer(incident, right or entry.by, lang)
    if fix is not None:
        by, at = writer(incident, fix.by.by, lang), number(fix.by, entries, several)
        who += word(lang, "screen.signed-fixed", name=clean(fix.wrong, 60), who=by, entry=at)
    elif right:
        who += say(lang, "signed-as", name=clean(entry.by, 60))
    name = number(entry, entries, several)
    return f"{mark}{name}  {clock(incident, entry.at)}  {who}  {what}{late}"


def timeline(
    incident: Incident, entries: Sequence[Entry], lang: str, hidden: bool = False
) -> list[str]:
    """The log as lines for people. A corrected entry stays, and names its correction; one that was
    taken back stays, and names what took it back, and so does what followed from it."""
    from kit.incidents.incident.rules.clocks import set_right  # these are not light
    from kit.incidents.incident.rules.withdrawal import mistaken, standing

    written = {entry.id: entry for entry in entries}
    entries = set_right(list(entries))
    incident = with_words(incident, entries)
    several = len({entry.journal for entry in entries}) > 1
    gone = _withdrawn(entries)
    read_all = standing(entries)
    back = {read.entry.id for read in read_all if read.by is not None}
    fixed: dict[str, list[str]] = {}
    for entry in entries:
        if isinstance(entry.event, ev.Amended) and entry.id not in back:
            fixed.setdefault(entry.event.entry, []).append(number(entry, entries, several))
    named = {entry.id: number(entry, entries, several) for entry in entries}
    apart = {
        side.id: [named[o.id] for o in one.sides if o.id != side.id and o.id in named]
        for one in incident.conflicts.values() for side in one.sides
    }  # fmt: skip
    out, right = [], mistaken(entries)
    for read in read_all:
        entry = read.entry
        whose = right.get(entry.id, "") if read.fix is None else ""
        line = entry_line(incident, entry, lang, entries, hidden, several, whose, read.fix)
        if line:
            showed = written.get(entry.id, entry).at
            if showed != entry.at:
                line += say(lang, "clock-showed", at=clock(incident, showed))
            for other in apart.get(entry.id, []):
                line += say(lang, "apart", entry=other)
            for fix in fixed.get(entry.id, []):
                line += say(lang, "amended-by", entry=fix)
            if entry.id in gone:
                line += say(lang, "forgotten-by", entry=number(gone[entry.id], entries, several))
            if read.by is not None:
                by = number(read.by, entries, several)
                line += say(lang, f"undone-{read.standing}", entry=by)
            out.append(line)
    return out


def listed(entries: list[Entry]) -> list[dict[str, Any]]:
    """The log's entries as plain objects; ``undone_by`` is the id of what took an entry back, or
    made what it led to no longer so, ``forgotten_by`` of what withdrew what is personal in it (else
    null); ``signed_as`` the mistaken name that stands under it in the journal (else null), ``by``
    is whose it is, ``corrected_by`` the id of the entry that says so (null: it was taken back)."""
    from kit.incidents.incident.rules.withdrawal import mistaken, standing

    right, gone = mistaken(entries), _withdrawn(entries)
    return [
        {
            **entry_json(read.entry),
            **_signed(read, right),
            "undone_by": read.by.id if read.by else None,
            "forgotten_by": gone[read.entry.id].id if read.entry.id in gone else None,
        }
        for read in standing(entries)
        if read.standing != "added"
    ]


def _signed(read: Read, right: dict[str, str]) -> dict[str, str | None]:
    """Whose an entry is, and what stands under it where that is another name."""
    entry, fix = read.entry, read.fix
    if fix is not None:
        return {"by": entry.by, "signed_as": fix.wrong, "corrected_by": fix.by.id}
    by = right.get(entry.id, entry.by)
    return {"by": by, "signed_as": entry.by if entry.id in right else None, "corrected_by": None}


def _withdrawn(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Which entry withdrew what was personal in which others."""
    if not any(isinstance(entry.event, ev.Forgotten) for entry in entries):
        return {}
    from kit.incidents.incident.rules.forgetting import withdrawn_by  # few logs need it

    return withdrawn_by(entries)


def entry_text(
    incident: Incident,
    entry: Entry,
    lang: str,
    entries: Sequence[Entry] = (),
    alone: bool = False,
) -> str:
    """What an entry says, without its time and author: its kind knows (``rules/kinds``).
    ``alone``: it stands in no log, and what it names is told in words."""
    event = entry.event
    if isinstance(event, Kind):
        if alone and isinstance(event, ev.Undone):
            from kit.incidents.incident.show.said_alone import Alone  # few entries need it

            return event.reads(Alone(incident, entry, lang, entries))
        return event.reads(Told(incident, entry, lang, entries))
    if isinstance(event, Unknown):
        return say(lang, "unknown", word=clean(event.word, 40))
    return clean(entry.kind, 40)


class Told:
    """An entry that is being told: what its kind makes its sentence from."""

    def __init__(
        self, incident: Incident, entry: Entry, lang: str, entries: Sequence[Entry] = ()
    ) -> None:
        self.incident = incident
        self.entry = entry
        self.entries = entries
        self.lang = lang

    def say(self, key: str, **fill: object) -> str:
        return say(self.lang, key, **fill)

    def part(self, key: str, text: str) -> str:
        text = clean(text)
        return say(self.lang, key, text=text) if text else ""

    def step(self, key: str) -> str:
        return step_text(self.incident, key, self.lang)

    def value(self, key: str, value: str) -> str:
        return value_text(self.incident, key, value, self.lang)

    def timer(self, key: str, note: str = "") -> str:
        if not note and key in self.incident.timers:
            found = self.incident
            told = round_told(found.timers, found.past_timers, key, self.entry.at)
            note = told.note if told is not None else ""
        return timer_text(self.incident, key, self.lang, note)

    def label(self, who: str) -> str:
        return label(self.incident, who, self.lang)

    def caller(self, role: str, who: str) -> str:
        return caller(self.incident, role, who, self.lang)

    def grade(self, level: str, plan: str) -> str:
        return grade(self.incident, level, self.lang, plan)

    def clock(self, at: datetime) -> str:
        return clock(self.incident, at)

    def span(self, seconds: float) -> str:
        return span(seconds, self.lang)

    def term(self, group: str, text: str) -> str:
        return term(group, text, self.lang)

    def cause(self, text: str) -> str:
        return cause(self.incident, text, self.lang)

    def named(self, entry: Entry) -> str:
        return number(entry, self.entries)

    def other(self, entry: Entry) -> str:
        return entry_text(self.incident, entry, self.lang, self.entries)

    def along(self, lead: Entry | None, gone: list[Entry], restores: bool) -> str:
        return " ".join(self.named(entry) for entry in gone if "." not in entry.id)
