"""The other open incidents while one is led through: what of them is due, and when it rings."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.console.context import Context
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.open_incidents import Watch
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import urgency
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.views import danger_of
from kit.live.guide.talk.looking import next_ring
from kit.live.guide.talk.wakeups import POLL

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


class Waits(msgspec.Struct, frozen=True):
    """A due timer of another incident, and now by that one's clock."""

    incident: Incident
    timer: TimerState
    now: datetime


class Others:
    """All open incidents but ``own``, gravest first. They are read after the first picture, which
    does not wait for them, and again when files change."""

    def __init__(self, ctx: Context, own: Log) -> None:
        self.ctx = ctx
        self.own = own
        self.watch = Watch(ctx.of(Store), own)
        self.logs: list[Log] = []
        self.looked = False
        self.told = False  # that something is due in them, where nothing is due here

    def refresh(self) -> bool:
        """Whether anything is new."""
        if not self.watch.stirred() and self.looked:
            return False
        self.logs = [log for log in self.watch.logs() if log.ref != self.own.ref]
        self.looked = True
        return True

    def seen(self) -> list[tuple[Incident, datetime]]:
        """Each with now by its own clock."""
        return [(log.incident, desk.now(self.ctx, log.incident).wall) for log in self.logs]

    def due(self) -> list[Waits]:
        """What is due in them, most urgent first; the drills' behind the real ones', and what was
        tried in vain, and is silent until it rings again, behind what rings."""
        out = [Waits(i, timer, now) for i, now in self.seen() for timer in _late(i, now)]

        def place(w: Waits) -> tuple[bool, bool, int, datetime]:
            grade = urgency.grade(w.incident, w.timer)
            return w.incident.is_drill, not w.timer.ringing(w.now), grade, w.timer.due

        return sorted(out, key=place)

    def at_stake(self, named: str) -> list[Incident]:
        """Those in which a life is at stake, but for the one ``named`` with what is due there; the
        drills behind the real ones."""
        there = [incident for incident, _ in self.seen() if incident.ref != named]
        found = [i for i in there if any(danger_of(i, plan) == urgency.LIFE for plan in i.plans)]
        return sorted(found, key=lambda incident: incident.is_drill)

    def next_ring(self) -> float:
        """Real seconds until one of them begins to ring; soon, where nobody looked yet."""
        if not self.looked:
            return POLL
        return next_ring(self.ctx, self.logs)

    def places(self) -> list[str]:
        """Folders in which something about them can change."""
        return self.watch.places()


def _late(incident: Incident, now: datetime) -> list[TimerState]:
    """What rings, and what is over and waits for its next ring, but where somebody put it off."""
    return [t for t in incident.running() if t.ringing(now) or (t.due <= now and not _off(t))]


def _off(timer: TimerState) -> bool:
    return any(snooze.until == timer.ring_at for snooze in timer.snoozes)


def hushed(session: Session) -> bool:
    """Whether a silent incident is open on this laptop, the session's own or another."""
    return session.silent or any(log.incident.silent for log in session.others.logs)
