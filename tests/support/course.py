"""An incident with two lists, whose course a test goes through without a terminal."""

from __future__ import annotations

from contextlib import suppress

import msgspec

from kit.ground.base.refusal import Refused
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft, add_plan
from kit.incidents.incident.rules.fold import Incident
from kit.plans.sites.rules import Profile
from tests.support.constants import TEN
from tests.support.shipped import LISTS


def opened(type_: str, site: Profile, second: str) -> Incident:
    """With a plan added and a step of one's own; level and answers come by and by."""
    incident = Incident()
    draft = Draft(incident, TEN, "li")
    acts.open_incident(draft, "260302-TES-0001", LISTS.checklist(type_), site, msgspec.to_builtins(site), "0")
    with suppress(Refused):  # a preparation takes none
        add_plan(draft, LISTS.checklist(second))
        acts.add_step(draft, "respond", "look at the roof")
    return incident
