"""The site as it is today, laid over the one with which an open incident began.

The log keeps the site of the opening: which lists, minutes and posts count is decided by that. Its
address, its numbers and who fills a post are said aloud, and a wrong number must not be dialled
because the incident is older than its correction.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.refusal import Refused
from kit.ground.machine.disk import size_and_time

if TYPE_CHECKING:
    from datetime import datetime

    from kit.ground.base.veil import Veil
    from kit.incidents.incident.rules.fold import Incident
    from kit.plans.sites.files import Sites
    from kit.plans.sites.rules import Profile

Stamp = list[tuple[int, int]]
JUST = 2_000_000_000  # nanoseconds: how coarse a disk's times may be


class Present:
    """What this home's site says now; read again only where its files are newer than an incident,
    or other than when this process first looked."""

    def __init__(self, home: str, veil: Veil | None) -> None:
        self.home = home
        self.veil = veil
        self._first: Stamp | None = None
        self._at: Stamp = []
        self._sites: Sites | None = None

    def places(self) -> list[str]:
        """The folder in which it can change: the home's own, as long as no site was set up."""
        folder = os.path.join(self.home, "profiles")
        return [folder if os.path.isdir(folder) else self.home]

    def over(self, opening: Profile, incident: Incident) -> Profile:
        """The profile of the opening with the address, the numbers and who fills posts now; itself
        where they are the same."""
        stamp = self._stamp()
        self._first = stamp if self._first is None else self._first
        if stamp == self._first and not self._newer(incident.opened) and not incident.is_drill:
            return opening
        now = self._now(stamp, opening.id, incident.is_drill)
        return opening if now is None else self._laid(opening, now)

    def corrected(self, at: datetime) -> bool:
        """Whether the site was changed after that time."""
        return self._newer(at)

    def _stamp(self) -> Stamp:
        folder = os.path.join(self.home, "profiles")
        paths = [os.path.join(self.home, "profile"), folder]
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            names = []
        paths += [os.path.join(folder, name) for name in names if name.endswith(".toml")]
        self._at = [size_and_time(path) for path in paths]
        return self._at

    def _newer(self, at: datetime | None) -> bool:
        newest = max((time for _, time in self._at), default=0)
        return at is None or newest > int(at.timestamp() * 1e9) - JUST

    def _now(self, stamp: Stamp, id_: str, drill: bool) -> Profile | None:
        """The profile of that id as it is now. Where a real incident began with a shipped one, the
        site's own that was made of it since."""
        from kit.plans.sites.files import Sites  # where nothing was changed, nothing is read

        self._sites = self._sites or Sites(self.home)
        if any(size for size, _ in stamp) and not drill:
            chosen = self._sites.readable()
            if chosen is not None and id_ in chosen.kinds():
                return self._hidden(chosen)
        try:
            return self._hidden(self._sites.profile(id_))
        except (Refused, OSError):
            return None

    def _hidden(self, profile: Profile) -> Profile:
        veil = self.veil
        return profile if veil is None else veil.knowing(profile.posts()).over(profile)

    def _laid(self, opening: Profile, now: Profile) -> Profile:
        from kit.people import there
        from kit.plans.sites.rules import CALENDAR  # by which deadlines are counted

        dated: tuple[str, ...] = CALENDAR
        site = {name: fact for name, fact in opening.site.items() if name in dated}
        site |= {name: fact for name, fact in now.site.items() if name not in dated}
        roles, filled = dict(opening.roles), there(self.home)
        for post, held in opening.roles.items():
            today = now.roles.get(post)
            if today is None or (filled and not (today.name or today.phone or today.phone2)):
                continue  # the contacts said who fills it
            roles[post] = replace(held, name=today.name, phone=today.phone, phone2=today.phone2)
        if (site, roles) == (opening.site, opening.roles):
            return opening
        return replace(opening, site=site, roles=roles)
