"""What of the state's days off is entered on this laptop, for the logs that count by it."""

from __future__ import annotations

from kit.ground.base.days import Public
from kit.ground.base.refusal import Refused
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.fold import Incident
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.owners import figure_of
from kit.plans.sites.rules import Profile


def days_for(
    home: str, checklist: Checklist, site: Profile | None, year: int
) -> Public | None:
    """What the list counts by at this site from that year on; ``None`` where none of its figures
    is in working days, which is the usual case and costs nothing."""
    figures = [figure_of(rule, site) for rule in checklist.timers]
    if not any(figure is not None and figure.workdays is not None for figure in figures):
        return None
    return entered(home).about(year)


def entered(home: str) -> Public:
    from kit.people.calendar.files import Calendars  # few lists count in working days

    return Calendars(home).public


def provisional(incident: Incident) -> list[int]:
    """The years that running deadlines were counted through though they were not entered."""
    return [timer.unentered for timer in incident.running() if timer.unentered]


def counted(store: Store, log: Log, now: Now, by: str) -> int:
    """How many of the log's deadlines were counted anew, because what is entered now is news to it.
    A log that cannot be written is left as it is: its deadlines stand, and say what they are."""
    lacking = provisional(log.incident)
    if not lacking or log.incident.closed is not None:
        return 0
    year = min(lacking)
    public = entered(store.home).about(year - 1)
    if year not in public.years:
        return 0
    try:
        made = store.record(log, now, by, lambda draft: acts.known_days(draft, public))
    except (Refused, OSError):
        return 0
    return max(0, len(made) - 1)
