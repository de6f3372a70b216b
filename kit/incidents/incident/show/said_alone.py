"""What took something back, said where no log stands near: a number alone says nothing there."""

from __future__ import annotations

from kit.ground.base.cells import cut
from kit.ground.journal.entry import Entry, act_of
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.show.entries import Told

NAMED = 3  # of what went along
WIDE = 60  # cells of each


class Alone(Told):
    def along(self, lead: Entry | None, gone: list[Entry], restores: bool) -> str:
        """Each act in its words, as many as a hurried reader takes in; of a closing which timers
        it had stopped, as many."""
        own = act_of(lead.id) if lead is not None else ""
        acts = [entry for entry in gone if "." not in entry.id and entry.id != own]
        said = [f"{self.named(each)} {cut(self.other(each), WIDE)}" for each in acts[:NAMED]]
        left = len(acts) - NAMED
        said += [self.say("undone-more", n=left)] if left > 0 else []
        if lead is not None and isinstance(lead.event, ev.Closed):
            stopped = [e for e in gone if isinstance(e.event, ev.TimerStopped)]
            key = "undone-stops" if restores else "undone-runs"
            said = ([self.say(key, n=len(stopped))] if stopped else []) + said
        return self.say("undone-and").join(said)
