"""Until when a picture of the guide stands, but for what it counts: that is painted into it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kit.ground.base.cells import next_minute
from kit.ground.terminal.session import Moment
from kit.incidents.incident.files import desk
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.timer_lines import timer_turns

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session


def moment(session: Session) -> Moment:
    """What painting has to know of the last picture."""
    return Moment(session.now().wall, session.clocks.stays, session.clocks.wakeups.speed)


def next_picture(session: Session) -> float:
    """Real seconds until it must be drawn anew."""
    return session.next_change(painted=True)


def stays(session: Session, now: datetime) -> datetime:
    """Until when the picture of now does, but for what it counts."""
    turns = _turns(session.incident, now, 1.0)
    for incident, there in session.others.seen():
        turns += _turns(incident, there, pace(session, incident))
    wall, quick = session.ctx.clock.now().wall, _pace(session, session.ctx.clock.speed)
    read = session.of_other[1] - wall.timestamp()
    turns += [(at - wall) / quick for at in session.registered.turns()]
    turns.append(timedelta(seconds=read / quick))
    return min([next_minute(now), *(now + turn for turn in turns if turn.total_seconds() > 0)])


def _turns(incident: Incident, now: datetime, quick: float) -> list[timedelta]:
    each = [timer_turns(timer) for timer in incident.running()]
    return [(at - now) / quick for turns in each for at in turns]


def pace(session: Session, incident: Incident) -> float:
    """How many seconds pass by an incident's clock while one does by this one's."""
    return _pace(session, desk.clock_of(session.ctx, incident).speed)


def _pace(session: Session, speed: float) -> float:
    return speed / (session.clocks.wakeups.speed or 1.0) or 1.0
