"""What others promised us: noted, changed, come true."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.clean import clean, parted
from kit.ground.base.named import alike
from kit.ground.base.refusal import Exit, Refused
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts.draft import Draft, find_role, kept, live, somebody
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.forecasts import Forecast

WHO = 100  # characters of whoever promised


def awaited(incident: Incident) -> list[Forecast]:
    """What is still waited for, in the order it was noted."""
    return [found for found in incident.forecasts.values() if found.ended is None]


def find_forecast(incident: Incident, who: str, matter: str = "") -> Forecast | None:
    """What this post, name or id is waited for; ``matter``: for what, where that is said. Another
    matter is another promise: the one before stands, and rings."""
    role = find_role(incident, who) or parted(who, WHO)[0]
    called = alike(role)
    found = [f for f in awaited(incident) if role == f.id or called == alike(f.who)]
    if matter and role not in (f.id for f in found):
        found = [f for f in found if not f.matter or alike(f.matter) == alike(matter)]
        found.sort(key=lambda f: not f.matter)  # the very same first
    return found[0] if found else None


def forecast(
    draft: Draft,
    id_: str,
    who: str,
    due: datetime | None = None,
    matter: str = "",
    said: str = "",
) -> None:
    """They said by when; ``None``: they do not know. A further answer of somebody who is waited
    for already joins the history."""
    incident = live(draft)
    found = find_forecast(incident, who, clean(matter, 200))
    name = found.who if found else find_role(incident, who) or kept(draft, who, WHO)
    if not name:
        raise Refused("name-needed", Exit.USAGE, step="")
    somebody(draft, name)
    if due is not None and due <= draft.at:
        raise Refused("time-passed", Exit.USAGE, text=f"{due:%H:%M}")
    key = found.id if found else id_
    matter, said = kept(draft, matter, 200), kept(draft, said, 500)
    draft.add(ev.ForecastGiven(key, name, due, matter, said))
    draft.settle()


def forecast_end(draft: Draft, who: str, came: bool, note: str = "") -> None:
    """It came true (``came``), or nobody waits for it any more."""
    found = find_forecast(live(draft), who)
    if found is None:
        raise Refused("forecast-unknown", Exit.NOT_FOUND, who=clean(who, 60))
    note = kept(draft, note, 500)
    draft.add(ev.ForecastEnded(found.id, "kept" if came else "dropped", note))
    draft.settle()
