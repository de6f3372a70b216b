"""Other open incidents in which a life is at stake, on the drawn screen of any other."""

from __future__ import annotations

from kit.ground.base.cells import cut, width
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.show.parts import Extras

MOST = 3  # lines, where the window has room
LARGE = 18  # rows of picture from which on it has


def at_stake(lang: str, cols: int, rows: int, extras: Extras) -> list[Line]:
    """Each by its name, whether or not anything of it is due; those that have no line of their own
    are counted. The key stands there once."""
    most = MOST if rows >= LARGE else 1
    out: list[Line] = []
    for incident in extras.at_stake[:most]:
        last = len(out) == min(most, len(extras.at_stake)) - 1
        more = len(extras.at_stake) - most if last else 0
        key = "" if out or extras.other is not None else f"  {word(lang, 'screen.other-key')}"
        key += f" +{more}" if more > 0 else ""
        what = headed(incident, lang)
        if not incident.silent:  # of that one nobody may read what it is
            what = word(lang, "screen.life-elsewhere", what=what)
        out.append([("timer", f" * {cut(what, cols - 3 - width(key))}{key}")])
    return out
