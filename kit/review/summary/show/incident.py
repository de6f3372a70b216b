"""The summary of one incident in words: one page that is read first, and its annex. Every face is
made of it.

The numbers come from ``rules``; here they get titles, times and sentences, so that no two faces can
differ. JSON carries the numbers themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from kit.ground.base.clean import clean
from kit.ground.documents.page import Page
from kit.ground.journal.as_json import entry_json
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.conflicts import conflicts_json
from kit.incidents.incident.show.standing import title
from kit.incidents.incident.show.standing_json import cause_json, plan_named, site_json
from kit.incidents.incident.show.texts import step_text, timer_text
from kit.people.registers.rules.tally import Tally
from kit.review.archive.rules.deadlines_kept import about_whom
from kit.review.archive.show.registered import as_data
from kit.review.summary.rules.summarise import Summary
from kit.review.summary.show.annex import AnnexWriter
from kit.review.summary.show.facts import FactsWriter
from kit.review.summary.show.front import FrontWriter


def page(
    incident: Incident,
    entries: Sequence[Entry],
    summary: Summary,
    lang: str,
    tied: Sequence[str] = (),
    tallies: Sequence[Tally] = (),
    on: str = "",
    took: Sequence[tuple[datetime, str]] = (),
) -> Page:
    """``tied``: what goes on in registers, a line each, the first a heading;
    ``tallies``: what each register received in it; ``on``: who led the shift it began in;
    ``took``: who took over by a signed hand-over, and when."""
    how = (incident, entries, summary, lang)
    first, behind = FrontWriter(*how), AnnexWriter(*how)
    first.room = behind.room = first.divided()
    facts, name = FactsWriter(*how), first.say("title")
    facts.on, facts.took = on, took
    return Page(
        f"{first.mark} {name}" if first.mark else name,
        facts=facts.facts(),
        sections=[*first.sections(tied, tallies), *behind.annex()],
    )


def as_json(
    incident: Incident,
    entries: Sequence[Entry],
    summary: Summary,
    lang: str,
    tallies: Sequence[Tally] = (),
) -> dict[str, Any]:
    """The numbers with stable keys; titles of timers and steps in ``lang``."""
    out: dict[str, Any] = msgspec.to_builtins(summary)
    for line, timer in zip(
        [*out["notices"], *out["deadlines"]],
        [*summary.notices, *summary.deadlines],
        strict=True,
    ):
        line["title"] = timer_text(incident, timer.timer, lang, about_whom(incident, timer))
    for phase in out["phases"]:
        for step in phase["steps"]:
            step["do"] = step_text(incident, step["step"], lang)
    for change in out["level_changes"]:
        change["plan"] = plan_named(incident, change["plan"])
    out["damages"] = [
        {"journal": harm.journal, "first": first, "last": last, "bytes": harm.bytes}
        for harm in summary.damages
        for first, last in [harm.entries]
    ]
    roles = incident.profile.roles if incident.profile else {}
    return {
        **out,
        "title": title(incident, lang),
        "site": site_json(incident, lang),
        "role_titles": {role: clean(incident.role_title(role).get(lang)) for role in roles},
        "conflicts": conflicts_json(incident, lang),
        "register_counts": as_data(tallies),
        **cause_json(incident, lang),
        "entries": [entry_json(entry) for entry in entries],
    }
