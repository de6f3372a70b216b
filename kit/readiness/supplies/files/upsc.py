"""The UPS of this machine, where Network UPS Tools answer (``upsc``): one bounded look."""

from __future__ import annotations

from kit.ground.console.context import Context
from kit.ground.machine.asked import asked
from kit.readiness.supplies.rules.nut import Reading, names, reading

SHORT = 0.5  # seconds for an answer at an opening: a leader waits for no UPS
LONG = 5.0  # and where somebody asks for it
MOST = 3  # of them


def readings(ctx: Context, seconds: float = SHORT) -> list[Reading] | None:
    """One for each UPS that ``upsc`` knows; ``None`` where there is no ``upsc``. A list that is not
    given is told as one reading without a name."""
    listed = asked(["upsc", "-l"], seconds)
    if listed is None:
        return None
    found = names(listed.out) if listed.code == 0 else []
    if not found:
        if listed.code == 0:
            return []
        return [reading("-", listed.code, "", listed.err, ctx.clock.now().wall)]
    found = found[:MOST]
    out = []
    for name in found:
        said = asked(["upsc", name], seconds)
        at = ctx.clock.now().wall
        code, text, err = said if said is not None else (None, "", "")
        out.append(reading(name, code, text, err, at))
    return out
