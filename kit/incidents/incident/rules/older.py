"""Logs of older kits: what was filed from them reads as it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident

OLDER = "0.1."


def older(incident: Incident) -> bool:
    """Whether a kit before 0.2 opened it."""
    return not incident.kit or incident.kit.startswith(OLDER)
