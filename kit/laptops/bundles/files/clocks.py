"""By how much another laptop's clock is off at least, as far as logs can tell; and what was said of
it, kept in the logs that several laptops wrote."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry, several
from kit.ground.journal.known import Known
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.clocks import laptop_of, said
from kit.laptops.bundles.files.sorts import Keepers
from kit.laptops.bundles.rules import manifest as m


class Clocks(NamedTuple):
    """Of the laptop that wrote a bundle: the incidents that it and others wrote; what was said
    there of its clock, else of this laptop's (whose, and seconds ahead; ``None``: nothing); by how
    much it is ahead at least (below 0: behind), 0 where nothing shows that it is off."""

    laptop: str
    logs: list[Log]
    known: tuple[str, float] | None
    off: float


def clocks_of(kept: Keepers, manifest: m.Manifest, now: datetime, here: str = "") -> Clocks:
    """Looks into incidents that are here. Unreadable ones are passed over."""
    logs, ahead, behind = [], [(manifest.written - now).total_seconds()], [0.0]
    known: tuple[str, float] | None = None
    for held in manifest.documents:
        writers = {part.stem.partition("-")[0] for part in held.journals}
        if held.sort != m.INCIDENT or manifest.laptop not in writers:
            continue
        try:
            log = kept.incidents.load(kept.incidents.locate(held.ref))
            entries = log.entries
        except (Refused, OSError):
            continue
        if len({laptop_of(entry) for entry in entries}) < 2:
            continue
        logs.append(log)
        clocks = said(entries)
        before = clocks.get(manifest.laptop) or clocks.get(here)
        known = (before.laptop, before.seconds) if before is not None else known
        more, less = _bounds(entries, manifest.laptop)
        ahead.append(more)
        behind.append(less)
    off = max(0.0, *ahead)
    return Clocks(manifest.laptop, logs, known, off if off >= max(behind) else -max(behind))


def _bounds(entries: list[Entry], laptop: str) -> tuple[float, float]:
    """Seconds by which the laptop's clock is ahead at least, and behind: whoever had seen an entry
    wrote after it, whatever the clocks said."""
    ahead = behind = 0.0
    last: dict[str, Entry] = {}
    known = Known(entries) if several(entries) else None
    for entry in entries:
        mine = laptop_of(entry)
        for other, seen in last.items():
            if known is None or (mine == laptop) == (other == laptop) or not entry.seen:
                continue
            if known.saw(entry, seen):
                late = (seen.written - entry.written).total_seconds()
                ahead = max(ahead, late) if other == laptop else ahead
                behind = max(behind, late) if mine == laptop else behind
        last[mine] = entry
    return ahead, behind


def keep(
    kept: Keepers, logs: list[Log], laptop: str, seconds: float, now: Now, by: str
) -> int:
    """Say of the laptop's clock that it is ahead by so much, in each of these logs that does not
    say so yet; how many. Raises ``Refused``."""
    count = 0
    for log in logs:
        before = said(log.entries).get(laptop)
        if before is not None and before.seconds == seconds:
            continue
        n = max((e.n for e in log.entries if laptop_of(e) == laptop), default=0)
        event = ev.ClockOff(laptop, seconds, n)

        def act(draft: Draft, event: ev.ClockOff = event) -> None:
            draft.add(event)

        kept.incidents.record(log, now, by, act)
        count += 1
    return count
