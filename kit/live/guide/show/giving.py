"""What of an acknowledgement gives way where a line has no room for all of it: titles first, then
names. How something went is told in neither of them, and stays whole."""

from __future__ import annotations

from collections.abc import Sequence

from kit.ground.base.cells import cut, width
from kit.ground.base.clean import clean
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds import Kind
from kit.incidents.incident.show.entries import Told
from kit.incidents.incident.show.timer_lines import timer_title
from kit.incidents.incident.show.withdrawn import with_words

WIDE = 40  # cells of a title of what is no longer timed
TITLES = ("step", "timer", "text", "type", "title", "reason")
NAMES = ("who", "name", "owner")


class _Blanks(Told):
    """Keeps what the blanks of its sentences are filled with."""

    def __init__(
        self, told: Incident, entry: Entry, lang: str, log: Sequence[Entry], kept: list[list[str]]
    ) -> None:
        super().__init__(told, entry, lang, log)
        self.kept = kept

    def say(self, key: str, **fill: object) -> str:
        for blank, text in fill.items():
            if blank in TITLES or blank in NAMES:
                self.kept[blank in NAMES].append(str(text))
        return super().say(key, **fill)

    def other(self, entry: Entry) -> str:
        event = entry.event
        if not isinstance(event, Kind):
            return super().other(entry)
        return event.reads(_Blanks(self.incident, entry, self.lang, self.entries, self.kept))


def gives_way(
    incident: Incident, entries: Sequence[Entry], lang: str, log: Sequence[Entry]
) -> list[str]:
    """Parts of what is said of the ``entries`` of one act, those that go first in front."""
    titles: list[str] = []
    names: list[str] = []
    following: list[str] = []  # who is called next gives way last
    undone = any(isinstance(entry.event, ev.Undone) for entry in entries)
    told = with_words(incident, log) if undone else incident
    for entry in entries:
        event = entry.event
        if isinstance(event, Kind):
            event.reads(_Blanks(told, entry, lang, log, [titles, names]))
        if isinstance(event, ev.TimerStopped | ev.TimerCancelled):
            timer = incident.timers.get(event.timer)
            titles += [cut(timer_title(incident, timer, lang), WIDE)] if timer is not None else []
        if isinstance(event, ev.Escalated):
            following.append(incident.person(event.role, lang))
        if isinstance(event, ev.Called):
            person = incident.person(event.role, lang)
            post = incident.role_title(event.role).get(lang)
            names += [clean(f"{event.person} {event.number}", 90), person, post]
    sorts = (titles, names, following)
    parts = (sorted(dict.fromkeys(each), key=width, reverse=True) for each in sorts)
    gives = dict.fromkeys(text for part in parts for text in part if text)
    return sorted(gives, key=following.count)
