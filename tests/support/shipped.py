"""The checklists and sites that come with the kit, each read once by a whole run of tests."""

from __future__ import annotations

from kit.plans.checklists.files import Checklists
from kit.plans.sites.files import Sites

LISTS = Checklists("/nonexistent-home")
SITES = Sites("/nonexistent-home")
TYPES = LISTS.types()
