"""An act in the making, and what every act needs: finding steps, timers and roles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from kit.ground.base.clean import clean, parted
from kit.ground.base.named import alike, no_name
from kit.ground.base.phones import DIALLED, RESCUE, digits, western
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Event
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.anew import since
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.ladder import own_numbers
from kit.incidents.incident.rules.names import Cause, StepKey, split_plan
from kit.incidents.incident.rules.timers import settle
from kit.incidents.incident.rules.views import StepView, views_of

ATTEMPTS_PER_RUNG = 2
UNDONE = ("open", "doing", "deferred", "handed")
OUTCOMES = ("resolved", "handed-over", "false-alarm", "stood-down", "other")
READINESS = ("ready", "gaps")  # how a preparation ends


def outcomes(incident: Incident) -> tuple[str, ...]:
    """How this one can end, the usual way first."""
    return READINESS if incident.preparation else OUTCOMES


def kept(draft: Draft, text: str, limit: int) -> str:
    """What was typed, as a field of at most ``limit`` characters holds it. What it does not hold
    becomes notes beside it, so that nothing is lost without a word."""
    held, beside = parted(text, limit)
    for part in beside:
        draft.add(ev.Noted(part))
    return held


def somebody(draft: Draft, who: str) -> None:
    """A letter of the keyboard or a bare short number is nobody's name, but a key, a time or a
    figure meant for something else; who rescues, is dialled from outside or has it on file is
    called by a number. Raises ``Refused``."""
    number = western(who).strip()
    if no_name(who):
        raise Refused("name-is-number", Exit.USAGE, text=number)
    if not number.isdecimal() or len(number) >= DIALLED or number in RESCUE:
        return
    profile = draft.incident.profile
    if profile is None or all(digits(role.phone) != number for role in profile.roles.values()):
        raise Refused("name-is-number", Exit.USAGE, text=number)


class Dialled(msgspec.Struct, frozen=True):
    """Who is called at a post, at which number. ``standin``: for whom, where it is not who fills
    it; ``deputy``: the site names that person's post as the one to be told instead."""

    person: str = ""
    number: str = ""
    standin: str = ""
    deputy: bool = False


# Whom the contacts give for a post now, or for a name or a number there ("" where none was given);
# ``None`` where they know nobody.
Reach = Callable[[str, str, str], Dialled | None]


class Draft:
    """An act in the making. ``at`` is when it happened, ``now`` when it is written down.
    ``reach``: whom the contacts give for a post."""

    def __init__(
        self, incident: Incident, now: datetime, by: str, at: datetime | None = None
    ) -> None:
        self.incident = incident
        self.now = _whole(now)
        self.at = _whole(at or now)
        self.by = by
        self.reach: Reach | None = None
        self.events: list[tuple[Event, datetime]] = []

    def add(self, event: Event, at: datetime | None = None) -> None:
        when = _whole(at or self.at)
        self.events.append((event, when))
        self.incident.take(event, when, self.by, self.now)

    def dials(self, role: str, name: str = "", number: str = "") -> Dialled:
        """The person and the number that stand for a post now: by the contacts, else the profile's
        number. ``name``, ``number``: who was called there and at which, where that was said; then
        nobody else's number stands for theirs."""
        if self.reach is not None and role:
            found = self.reach(role, clean(name, 100), clean(number, 60))
            if found is not None:
                person, standin = clean(found.person, 60), clean(found.standin, 60)
                return Dialled(person, clean(found.number, 60), standin, found.deputy)
        held = self.incident.profile.roles.get(role) if self.incident.profile else None
        if held is None or (name and held.name and not self._same(name, held.name)):
            return Dialled(number=clean(number, 60))
        own = own_numbers(self.incident, role)
        return Dialled(number=clean(number, 60) or (clean(own[0], 60) if own else ""))

    def _same(self, one: str, other: str) -> bool:
        return alike(self.incident.one_name(one)) == alike(self.incident.one_name(other))

    def settle(self) -> None:
        for _ in range(20):
            events = settle(self.incident, self.at)
            if not events:
                return
            for event in events:
                self.add(event, self._time_of(event))

    def _time_of(self, event: Event) -> datetime:
        """A timer that was stopped by a step was stopped when that step was done; what is to be
        done once more is so since its answer came back."""
        if isinstance(event, ev.StepAnew):
            return since(self.incident, event) or self.at
        if isinstance(event, ev.TimerAnswered | ev.TimerCancelled):
            key = self.incident.timer_step(event.timer)
            state = self.incident.steps.get(key)
            timer = self.incident.timers.get(event.timer)
            if state is not None and state.at is not None:  # nothing is answered before it is asked
                return max(state.at, timer.base) if timer is not None else state.at
        if isinstance(event, ev.TimerStopped):
            state = self.incident.steps.get(Cause(event.cause).step)
            if state is not None and state.status == "done" and state.done_at is not None:
                return state.done_at
        return self.at


Act = Callable[[Draft], None]


def _whole(at: datetime) -> datetime:
    """To the millisecond, as the log keeps it: the state now is the state read back."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def live(draft: Draft) -> Incident:
    incident = draft.incident
    if incident.closed is not None:
        raise Refused("closed", ref=incident.ref)
    return incident


def _numbered(incident: Incident, text: str) -> str:
    """The key of the step with a paper card's number (``2.3``, ``fire/2.3``); else ``text``."""
    prefix, number = split_plan(text)
    phase, dot, step = number.partition(".")
    if not (dot and phase.isdecimal() and step.isdecimal()):
        return text
    plan = incident.plan(prefix)
    if plan is None:
        return text
    try:
        return plan.key(plan.checklist.phases[int(phase) - 1].steps[int(step) - 1].id)
    except IndexError:
        return text


def find_step(incident: Incident, text: str) -> StepView:
    """The step that ``text`` names: its key, its id, the number that it has on the paper card, or
    the unique beginning of one."""
    text = _numbered(incident, text)
    named = views_of(incident, StepKey(text).step)
    exact = [v for v in named if text in (v.key, v.step.id)]
    whole = [v for v in exact if v.key == text]  # the plan's own, wherever the phases put it
    if whole or len(exact) == 1:
        return (whole or exact)[0]
    starts = exact or [
        v for v in incident.views() if v.key.startswith(text) or v.step.id.startswith(text)
    ]
    if len(starts) == 1:
        return starts[0]
    if starts:
        raise Refused("step-ambiguous", Exit.USAGE, step=text, names=[v.key for v in starts][:6])
    name = StepKey(text)
    for plan in incident.plans:
        if name.plan in ("", plan.prefix) and plan.checklist.step(name.step) and not name.about:
            raise Refused("step-hidden", step=text)
    raise Refused("step-unknown", Exit.NOT_FOUND, step=text)


def find_timer(incident: Incident, text: str) -> TimerState:
    if text in incident.timers:
        return incident.timers[text]
    starts = [t for key, t in incident.timers.items() if key.startswith(text)]
    if len(starts) == 1:
        return starts[0]
    if starts:
        raise Refused("timer-ambiguous", Exit.USAGE, timer=text, names=[t.key for t in starts][:6])
    raise Refused("timer-unknown", Exit.NOT_FOUND, timer=text)


def find_role(incident: Incident, text: str) -> str:
    """Role id for an id, a title in either language or a number that one post alone has; "" when it
    names a person."""
    if incident.profile is None:
        return ""
    wanted = text.strip().lower()
    for role_id, role in incident.profile.roles.items():
        if wanted in (role_id, role.title.zh.lower(), role.title.en.lower()) or (
            role.name and wanted == role.name.lower()
        ):
            return role_id
    roles = incident.profile.roles
    dialled = [id_ for id_ in roles if wanted and wanted == roles[id_].phone]
    return dialled[0] if len(dialled) == 1 else ""
