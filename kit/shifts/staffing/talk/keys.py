"""The guide's key, in the lists whose plan has the share of answered calls judged."""

from __future__ import annotations

from kit.ground.terminal.ask import Flow
from kit.ground.terminal.keys import Key, called
from kit.live.guide.talk.session import Session

LISTS = frozenset({"call-surge", "staff-accident", "infectious-disease"})


def _wanted(session: Session) -> bool:
    return any(plan.checklist.id in LISTS for plan in session.incident.plans)


def staffing(session: Session) -> Flow[None]:
    from kit.shifts.staffing.talk.flow import measured  # read when it is pressed

    yield from measured(session)


KEYS: list[Key[Session]] = [
    Key(
        "staffing",
        "%",
        "say",
        "screen.key-%",
        called("screen.do-staffing"),
        _wanted,
        staffing,
        opens=True,
    ),
]
