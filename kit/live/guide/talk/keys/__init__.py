"""The keys of the guide, by subject, and all of them as one list.

To add a key: one ``Key`` in the list of the file it belongs to. A room that stands above puts what
makes its own into ``desk.MORE_KEYS`` (``app.py`` and ``doors.py`` tell it to).
"""

from __future__ import annotations

from kit.ground.terminal.keys import Key
from kit.incidents.incident.files import desk
from kit.incidents.say.talk import keys as say
from kit.live.guide.talk.keys import (
    after,
    beside,
    course,
    earlier,
    elsewhere,
    fold,
    overview,
    redline,
    step,
    undo,
)
from kit.live.guide.talk.session import Session

# Where a key stands: the likeliest first, leaving last. A group's keys keep their order.
GROUPS = ("complete", "step", "due", "beside", "level", "say", "after", "course", "closed")


def everything() -> list[Key[Session]]:
    """Every key there is, in the order in which screens, numbers and lines give them."""
    keys: list[Key[Session]] = [
        *step.KEYS,
        *elsewhere.KEYS,
        *beside.KEYS,
        *overview.KEYS,
        *earlier.KEYS,
        *undo.KEYS,
        *say.KEYS,
        *after.KEYS,
        *fold.KEYS,
        *course.KEYS,
        *redline.KEYS,
    ]
    keys += [key for more in desk.MORE_KEYS for key in more()]
    return sorted(keys, key=lambda key: GROUPS.index(key.group))
