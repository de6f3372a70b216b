"""How many prohibitions stand: a list that is looked through below them leaves them their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.live.guide.show.parts import standing

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


def reds(session: Session) -> int:
    """At the step at hand; none while nobody may type."""
    if session.waiting:
        return 0
    incident, now = session.incident, session.now().wall
    view = incident.current(session.unfolded)
    return len(standing(incident, view, session.lang, incident.views(), now)[1])
