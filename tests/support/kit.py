"""What tests of commands share: an incident made through the store, and one call of the kit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.main import main
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.rules import Profile
from tests.support.constants import TEN
from tests.support.logs import begin
from tests.support.shipped import LISTS, SITES


def opened(
    home: Path | str,
    type: str = "application-outage",
    profile: str = "hotline",
    at: datetime = TEN,
    drill: bool = False,
) -> Log:
    """An open incident in ``home``."""
    store = Store(str(home))
    checklist, site = found(store, type, profile)
    mark = ev.Drill(1.0, at, "file") if drill else None

    return begin(store, checklist, site, Now(at), drill=mark)


def found(store: Store, type: str, profile: str) -> tuple[Checklist, Profile]:
    """A checklist and a site; the shipped ones, where the home has none of its own, read once."""
    path = store.checklists.files().get(type)
    lists = LISTS if path and not store.checklists.library.is_own(path) else store.checklists
    path = store.sites.files().get(profile)
    sites = SITES if path and not store.sites.library.is_own(path) else store.sites
    return lists.checklist(type), sites.profile(profile)


def closed(folder: Log, at: datetime, outcome: str = "") -> None:
    """Close it through the store, the usual way for its kind unless said otherwise."""
    end = outcome or acts.outcomes(folder.incident)[0]
    folder.store.record(folder, Now(at), "li", lambda draft: acts.close(draft, end))


class Result:
    """What one run of the kit gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.out)

    @property
    def kinds(self) -> list[str]:
        return [entry["kind"] for entry in self.json["entries"]]


class Kit:
    """Runs commands in this process against one home, by a clock that the test moves."""

    def __init__(self, home: Path, clock: Path, capture: Callable[[], Any], set_env: Any) -> None:
        self.home = home
        self._clock = clock
        self._capture = capture
        self.env: Callable[[str, str], None] = set_env

    def at(self, minute: float) -> Kit:
        """Set the clock to this minute after ten."""
        when = TEN + timedelta(minutes=minute)
        self._clock.write_text(when.isoformat(), encoding="ascii")
        self.env("KIT_CLOCK", f"file:{self._clock}")
        return self

    def __call__(self, *argv: str) -> Result:
        self._capture()
        code = main(list(argv))
        out, err = self._capture()
        return Result(code, out, err)

    def folder(self, ref: str = "") -> Log:
        return Store(str(self.home)).pick(ref)
