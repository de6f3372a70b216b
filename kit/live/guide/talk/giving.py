"""What gives way of what the last act is said to have recorded, read once there is one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


def gives(session: Session) -> Sequence[str]:
    """Its parts, those that go first in front."""
    from kit.live.guide.show.giving import gives_way  # the first picture tells of no act

    log = session.folder.newest
    made = [entry for entry in log if entry.id in session.said_of]
    return gives_way(session.incident, made, session.lang, log)
