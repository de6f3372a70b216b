"""One incident in memory: what it is to the journal, its log, and where its folder lies."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal import log
from kit.ground.journal.document import ANEW, Document
from kit.ground.journal.document import Where as Folder
from kit.ground.journal.entry import Entry, Event, several
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.clock_set import mark
from kit.incidents.incident.rules.fold import Incident

if TYPE_CHECKING:
    from kit.ground.base.veil import Sorts, Veil
    from kit.incidents.incident.files.store import Store
    from kit.incidents.incident.rules.acts import Draft
    from kit.plans.sites.rules import Profile

    Documents = Document[Incident, Draft]
    Logs = log.Log[Incident, Draft]
else:  # a type that is only named is compiled, at every start
    Documents, Logs = Document, log.Log


class Incidents(Documents):
    kinds = ev.KINDS
    format = ev.FORMAT
    state = Incident
    opening = ev.Opened
    joining = ev.Joined
    rooms = (
        "incidents/incident/files",
        "incidents/incident/rules",
        "incidents/incident/rules/acts",
        "incidents/incident/rules/kinds",
        "people/registers/rules",
        "plans/checklists/rules",
        "plans/sites",
    )
    ending = ".state"

    apply = staticmethod(Incident.apply)

    @staticmethod
    def touched(event: Event, /) -> list[str]:
        if isinstance(event, ev.Forgotten):
            return list(event.fields)
        if isinstance(event, ev.ClockOff):
            return [f"{ANEW} {event.laptop}"]
        if isinstance(event, ev.SignerCorrected):
            return event.acts
        return event.ids if isinstance(event, ev.Undone) else []

    def without(self, entries: list[Entry]) -> list[Entry]:
        if not any(isinstance(entry.event, ev.Forgotten) for entry in entries):
            return entries
        from kit.incidents.incident.rules.forgetting import without  # few logs need it

        return without(entries)

    def counting(self, entries: list[Entry], start: Incident | None = None) -> list[Entry]:
        undone = any(isinstance(entry.event, ev.Undone | ev.SignerCorrected) for entry in entries)
        if not undone and not several(entries):
            return entries
        from kit.incidents.incident.rules.withdrawal import in_force  # few logs need it

        return in_force(entries, start)

    def recorded(self, state: Incident, entries: list[Entry]) -> None:
        state.entries += len(entries)
        for entry in entries:
            mark(state, entry)

    def draft(self, state: Incident, now: datetime, by: str, at: datetime | None) -> Draft:
        from kit.incidents.incident.rules.acts import Draft  # only who records decides

        return Draft(state, now, by, at)

    def joined(self, where: Folder, state: Incident, why: str) -> Event:
        return ev.Joined(ev.FORMAT, where.ref, state.type, why)

    def jumped(self, seconds: float, restart: bool) -> Event:
        return ev.ClockJumped(seconds, restart)

    def sorts(self, veil: Veil, ref: str, entries: list[Entry]) -> tuple[Veil, Sorts]:
        from kit.incidents.incident.rules.veiled import sorts_of  # only who hides people

        return sorts_of(veil, entries)

    def unreadable(self, ref: str, why: str) -> Refused:
        if why:
            return Refused("unreadable-os", Exit.UNREADABLE, ref=ref, why=why)
        return Refused("unreadable", Exit.UNREADABLE, ref=ref)


class Where(Folder, frozen=True):
    """An incident's folder: ``REF.TYPE`` in ``open`` or in ``closed/MONTH``."""

    type: str
    month: str = ""


class Log(Logs):
    """An incident's entries in working order, and the incident that they fold to."""

    keeper: Store
    where: Where

    @property
    def store(self) -> Store:
        return self.keeper

    @property
    def incident(self) -> Incident:
        if self.state.profile is not self._laid:
            self._lay()
        return self.state

    # ---- the site as it is now ----------------------------------------------------------

    _opening: Profile | None = None  # the profile as the log has it
    _laid: Profile | None = None  # what the state shows instead while it is open
    _here: bool | None = None

    def refresh(self) -> Incident:
        state = super().refresh()
        self._lay()
        return state

    def _lay(self) -> None:
        """Address, numbers and who fills posts are those of today while it is open (``present``);
        nothing of that is recorded nor kept."""
        state, laid = self.state, self._laid
        if state.profile is not laid:
            own, before = state.profile, self._opening
            if own is None or laid is None or before is None:
                self._opening = own
            elif (own.site, own.roles) == (laid.site, laid.roles):  # figures came with a list
                self._opening = replace(before, minutes=own.minutes)
            else:
                self._opening = own
        opening, present = self._opening, self.keeper.present
        if opening is None:
            return
        now = present.over(opening, state) if state.closed is None else opening
        self._laid = now if now is opening or self._ours() else opening
        state.overruled = [] if self._laid is opening else self._told_before(opening)
        state.profile = self._laid

    def _told_before(self, opening: Profile) -> list[str]:
        """Facts of the place that were told here, and are others at the site since."""
        out = []
        for name, told in self.state.facts.items():
            now = self._laid.fact(name, "zh") if self._laid is not None else ""
            changed = now and now not in (opening.fact(name, "zh"), told.text)
            if changed and self.keeper.present.corrected(told.at):
                out.append(name)
        return out

    def _ours(self) -> bool:
        """Whether it was opened on this laptop: another one's site is not this home's."""
        if self._here is None and self.files:
            mine = self.keeper.laptops_own
            stems = [*self.files]
            if len(stems) > 1:
                first = next((e for e in self.entries if self.opens(e)), None)
                stems = [first.journal] if first is not None else stems
            self._here = all(mine(stem) for stem in stems)
        return bool(self._here)
