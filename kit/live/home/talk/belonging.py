"""Of which incident a sentence that stands in no log is: of the one that was led through when it
was typed, also where that is closed by now. Nothing goes into another one unasked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.files.taking_back import closed_last
from kit.incidents.incident.rules.events import IN_ERROR
from kit.incidents.incident.show.timer_lines import headed

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log
    from kit.live.home.talk.home import Home
    from kit.live.home.talk.unrecorded import Sentence

JUST = timedelta(minutes=10)
EACH = "each-own"  # each to the incident in which it was typed
LOG = "log"  # all to the shift's log


def log_of(home: Home, line: Sentence) -> Log | None:
    """The incident in which it was typed; ``None`` for none, or where that cannot be read now."""
    if not line.of:
        return None
    here = next((log for log in home.looking.folders if log.ref == line.of), None)
    try:
        return here or home.ctx.of(Store).pick(line.of)
    except (Refused, OSError):
        return None


def may_be_of(home: Home, lines: Sequence[Sentence] = ()) -> list[Log]:
    """The open incidents, and behind them the one that was closed just now: whoever closed it goes
    on talking of it, and believes that what he types is of that one; what was typed inside one is
    offered to that anyway."""
    folders = home.looking.counted()
    inside = bool(lines) and all(line.of for line in lines)
    closed = just_closed(home) if folders and not inside else None
    return folders if closed is None else [*folders, closed]


def just_closed(home: Home) -> Log | None:
    store = home.ctx.of(Store)
    log = closed_last(store)
    if log is None or log.incident.closed is None or log.incident.outcome == IN_ERROR:
        return None
    over = home.ctx.clock.now().wall - desk.real(home.ctx, log.incident, log.incident.closed)
    return log if abs(over) < JUST else None


def as_listed(home: Home, log: Log) -> str:
    """As it is offered where it is asked whose a sentence is."""
    what = headed(log.incident, home.lang)
    closed = log.incident.closed is not None
    return word(home.lang, "screen.home-just-closed", what=what) if closed else what


def only(home: Home, lines: Sequence[Sentence]) -> str | None:
    """Where all of them go unasked: the only open incident, "" for the shift's log where none is
    open; ``None`` where it is asked, also where the one it was typed in cannot be read now, or
    where another one was closed just now."""
    folders = home.looking.folders
    ref = folders[0].ref if folders else ""
    there = {line.of for line in lines if line.of}
    if len(folders) > 1 or not there <= {ref}:
        return None
    known = bool(lines) and all(ref in (line.of, line.ref) for line in lines)
    return ref if known or not ref or just_closed(home) is None else None


def own(home: Home, lines: Sequence[Sentence]) -> list[tuple[str, Sentence]]:
    """Those that were typed in an incident, each with its reference; with one open, those that were
    typed in none are of that one."""
    folders = home.looking.folders
    alone = folders[0].ref if len(folders) == 1 else ""
    found = [(log_of(home, line), line) for line in lines]
    return [
        (log.ref if log is not None else alone, line)
        for log, line in found
        if log is not None or alone
    ]


def told(home: Home, line: Sentence) -> str:
    """As it is read before it is recorded, with the incident in which it was typed."""
    log = log_of(home, line)
    if log is None:
        return word(home.lang, "screen.home-kept", text=line.text)
    key = "home-kept-closed" if log.incident.closed is not None else "home-kept-of"
    what = headed(log.incident, home.lang)
    return word(home.lang, f"screen.{key}", text=line.text, what=what)


def takes(home: Home, lines: Sequence[Sentence]) -> str:
    """What Enter alone makes of them."""
    ref = only(home, lines)
    if ref is None:
        return word(home.lang, "screen.home-enter-asks")
    return word(home.lang, "screen.home-enter-takes", what=called(home, ref))


def called(home: Home, ref: str) -> str:
    """An open incident, or the shift's log."""
    log = next((log for log in home.looking.folders if log.ref == ref), None)
    return (
        headed(log.incident, home.lang) if log is not None else home.ctx.out.word("screen.home-log")
    )


def each_own(home: Home, lines: Sequence[Sentence]) -> str:
    """What the letter for "each where it was typed" says: the incident itself where it is one; ""
    where none of them was typed in an incident."""
    logs = {log.ref: log for line in lines if (log := log_of(home, line)) is not None}
    if not logs:
        return ""
    places = dict(own(home, lines))
    if len(places) > 1 or len(own(home, lines)) < len(lines):
        return word(home.lang, "screen.home-each-own")
    log = next(iter(logs.values()))
    key = "home-own-closed" if log.incident.closed is not None else "home-own"
    return word(home.lang, f"screen.{key}", what=headed(log.incident, home.lang))
