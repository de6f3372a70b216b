"""One incident: its log, what it folds to, acts on it.

What rooms above it tell it stands here, so that saying so reads no incident.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from kit.ground.console.context import Context
    from kit.incidents.incident.files.desk import OnDrill
    from kit.incidents.incident.files.log import Log
    from kit.incidents.incident.files.prepared import Offer
    from kit.plans.checklists.rules.format import Checklist

# Who knows the incident closed last: the archive, which keeps the months, registers itself.
LAST_CLOSED: list[Callable[[Context], Log]] = []
# Where leaving the guide leads while other incidents are open, with what is said of leaving: the
# home screen registers itself.
HOME: list[Callable[[Context, str], int]] = []
# Keys of rooms above the guide, each list made when the guide begins.
MORE_KEYS: list[Callable[[], list[Any]]] = []
# Where another name records from now on: since when and how much stands under the one before, and
# what puts it right where that one was wrong from the start. The shifts register themselves.
SIGNED: list[Callable[[Context, str, str], tuple[datetime, int, Callable[[], object]] | None]] = []

# Where a note goes while no incident is open: text, ``--at``, ``--date``, ``--by``, ``--json``; the
# leader's log registers itself.
OUTSIDE: list[Callable[[Context, str, str, str, str, bool], None]] = []

# What rooms above say at home where no incident is open: a line and whether it is late, "" for
# nothing.
QUIET: list[Callable[[Context], tuple[str, bool]]] = []

# When this home was backed up last, when that is due again (``None``: nothing is here yet), and
# whether that time has come.
BACKED_UP: list[Callable[[Context], tuple[datetime | None, datetime | None, bool]]] = []


# The drill that is on, whose clock every incident of it has: the drills register themselves.
DRILL: list[Callable[[Context], OnDrill | None]] = []
# What ends a drill at once and opens a real incident: of which drill's incident, with which words;
# gives the real one. The drills register themselves.
STOP: list[Callable[[Context, Log, str], Log]] = []
# That the drill which an incident was of is over, when and by whom; "" where it goes on. The drills
# register themselves.
ENDED: list[Callable[[Context, str], str]] = []
# How the drill which an incident is of is come back to and ended; "" where none goes on.
GOING: list[Callable[[Context, str], str]] = []
# What rooms above know for a checklist's steps.
KNOWN: list[Callable[[Context, Checklist], list[Offer]]] = []
