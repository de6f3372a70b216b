"""Acts of a hand-over: decided on the shift as it is on disk, or refused with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from kit.ground.base.clean import clean, whole
from kit.ground.base.refusal import Exit, Refused
from kit.shifts.shift.rules.acts import NAME, Draft, filled, kept, on, person, same
from kit.shifts.shift.rules.kinds import course, handing
from kit.shifts.shift.rules.state import Handing, Outlook, Shift

EARLY = timedelta(hours=1)  # so long before its planned end a shift may be handed over
POINTS = 3  # that the incoming leader says back
TEXT = 500


def begin(draft: Draft, to: str = "") -> None:
    """Begin, or go on with, a hand-over; ``to``: who takes over, where that is known."""
    shift = on(draft)
    in_time(shift, draft.now)
    to = taking_over(shift, to)
    if shift.handing is None or (to and to != shift.handing.to):
        draft.add(handing.HandoverBegun(to))


def in_time(shift: Shift, now: datetime) -> None:
    """Raises ``Refused`` where it is too early for a hand-over."""
    if shift.planned is not None and now < shift.planned - EARLY:
        raise Refused("handover-early", at=f"{shift.planned - EARLY:%H:%M}")


def taking_over(shift: Shift, who: str) -> str:
    """Somebody's name, "" for nobody's; whoever leads takes nothing over. Raises ``Refused``."""
    who = person(who)
    if same(who, shift.leader):
        raise Refused("handover-self", Exit.USAGE, who=who)
    return who


def judge(draft: Draft, ref: str, outlook: Mapping[str, str]) -> None:
    """How an open incident stands. ``outlook``: by the names of ``handing.Judged``'s fields; what
    is not said stays as it was judged before."""
    shift = on(draft)
    before = shift.outlooks.get(ref)
    state = outlook.get("state", "") or (before.state if before is not None else "")
    if state not in handing.STATES:
        raise Refused("value-choice", Exit.USAGE, text=state or "-", names=list(handing.STATES))
    told = {n: _told(draft, outlook, before, n) for n in ("next", "owner", "when", "then", "call")}
    if before is not None and told == _as(before) and before.state == state:
        raise Refused("outlook-so", ref=ref)
    draft.add(handing.Judged(ref, state, **told))


def _told(draft: Draft, outlook: Mapping[str, str], before: Outlook | None, name: str) -> str:
    said = kept(draft, outlook.get(name, ""), TEXT)
    return said or (getattr(before, name) if before is not None else "")


def _as(outlook: Outlook) -> dict[str, str]:
    return {n: getattr(outlook, n) for n in ("next", "owner", "when", "then", "call")}


def say_back(draft: Draft, points: Sequence[str]) -> None:
    _begun(draft)
    said = [text for text in (kept(draft, point, TEXT) for point in points) if text]
    if not said:
        raise Refused("field-needed", Exit.USAGE, names=["--said"])
    draft.add(handing.SaidBack(said))


def refuse(draft: Draft, who: str, reason: str, told: str = "") -> None:
    """The incoming leader does not take over, and says why."""
    _begun(draft)
    who = person(who, "--by")
    filled(reason, "--reason")
    reason = kept(draft, reason, TEXT)
    draft.add(handing.HandoverRefused(who, reason, whole(told, NAME)))


def agree(draft: Draft, who: str, reason: str) -> None:
    """Somebody higher agrees to a hand-over in the middle of what is about life."""
    shift = on(draft)
    _begun(draft)
    who = draft.one_name(person(who, "--agreed-by"))
    above(shift, who)
    filled(reason, "--reason")
    draft.add(handing.Agreed(who, kept(draft, reason, TEXT)))


def above(shift: Shift, who: str, signs: str = "") -> None:
    """Whoever agrees is not of this shift, and does not take over himself; ``signs``: who is known
    to. Raises ``Refused``."""
    if same(who, shift.leader) or same(who, shift.second):
        raise Refused("agree-own", who=who)
    coming = shift.handing.to if shift.handing is not None else ""
    if same(who, coming) or same(who, signs):
        raise Refused("agree-incoming", who=who)


def nobody_came(draft: Draft) -> None:
    """It is past the planned end, and nobody took over: the clock runs, who leads stays."""
    shift = on(draft)
    if shift.planned is None:
        raise Refused("nobody-unplanned")
    if draft.now < shift.planned:
        raise Refused("nobody-early", at=f"{shift.planned:%H:%M}")
    if shift.nobody is not None:
        raise Refused("nobody-so", at=f"{shift.nobody:%H:%M}")
    draft.add(handing.NobodyCame(shift.leader))


def accept(
    draft: Draft, who: str, heads: Mapping[str, int], laptop: str, critical: Sequence[str] = ()
) -> None:
    """Sign and end the shift with its cut. ``critical``: incidents in which a step on which a life
    hangs is open; then only with somebody's agreement. Raises ``Refused``."""
    shift = on(draft)
    now = _begun(draft)
    filled(who, "NAME")
    who = taking_over(shift, draft.one_name(who))
    if critical and same(who, now.agreed):
        raise Refused("agree-signs", who=who)
    if critical and not now.agreed:
        raise Refused("handover-critical", names=list(critical))
    if len(now.points) < POINTS:
        left = POINTS - len(now.points)
        raise Refused(
            "handover-points", n=POINTS, have=len(now.points), how=accept_line(who, (), left)
        )
    draft.add(handing.Accepted(who))
    draft.add(course.Ended(dict(heads), laptop, who=shift.leader))


def unsaid(shift: Shift, told: Sequence[str] = ()) -> int:
    """How many points are still to be said back, ``told`` counted as said."""
    have = len(shift.handing.points) if shift.handing is not None else 0
    return max(0, POINTS - have - sum(bool(clean(text, TEXT)) for text in told))


def accept_line(
    who: str, told: Sequence[str], left: int, more: Sequence[tuple[str, str]] = ()
) -> str:
    """The command that takes over, with what was ``told`` and room for the points ``left``;
    ``more``: options with their texts. In double quotes, which every shell here knows."""
    said = [("--said", each) for each in (*told, *["..."] * left)]
    texts = [f'{name} "{clean(text, TEXT)}"' for name, text in (*said, *more)]
    return " ".join(filter(None, ["kit shift accept", who, *texts]))


def _begun(draft: Draft) -> Handing:
    shift: Shift = on(draft)
    if shift.handing is None:
        raise Refused("handover-none")
    return shift.handing


def unaccepted_since(shift: Shift, now: datetime) -> datetime | None:
    """Since when a shift that should have been handed over has not been; ``None``: it is not so
    late, or nobody said when it ends."""
    if shift.ended is not None or shift.planned is None or now < shift.planned:
        return None
    return shift.planned
