"""What a line that takes over lacks, with the whole line to type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from kit.ground.base.refusal import Refused
from kit.shifts.shift.rules import handing


def points_needed(
    who: str,
    told: Sequence[str],
    unsaid: int,
    counts: Sequence[str],
    others: Sequence[str],
    agreed: tuple[str, str] | None,
) -> NoReturn:
    """Refuse, with the whole line to type: what was typed stays in it."""
    more = [("--count", each) for each in counts] + [("--owner", each) for each in others]
    if agreed is not None:
        pairs = zip(("--agreed-by", "--reason"), agreed, strict=True)
        more += [(name, each) for name, each in pairs if each]
    how = handing.accept_line(who, told, unsaid, more)
    raise Refused("handover-points", n=handing.POINTS, have=handing.POINTS - unsaid, how=how)
