"""Acts on a shift: decided on the state as it is on disk, or refused with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from kit.ground.base.clean import clean, parted, pieces, whole
from kit.ground.base.named import alike, no_name
from kit.ground.base.refusal import Exit, Refused
from kit.ground.journal.entry import Event
from kit.shifts.shift.rules.kinds import FORMAT, course, floor
from kit.shifts.shift.rules.state import Shift

NAME = 60  # characters of a person's name
OFTEN = (5, 480)  # minutes between figures of the floor
MOST = 1_000_000  # no floor has more of anything


class Draft:
    """An act in the making. ``at`` is when it happened, ``now`` when it is written down."""

    def __init__(self, shift: Shift, now: datetime, by: str, at: datetime | None = None) -> None:
        self.shift = shift
        self.now = now
        self.at = at or now
        self.by = by
        self.one_name: Callable[[str], str] = str  # of the several by which the site knows a person
        self.events: list[tuple[Event, datetime]] = []

    def add(self, event: Event, at: datetime | None = None) -> None:
        when = at or self.at
        self.events.append((event, when))
        self.shift.take(event, when, self.by, self.now)


Act = Callable[[Draft], None]


def on(draft: Draft) -> Shift:
    """Of a shift that is over nothing is recorded but who has seen it. Raises ``Refused``."""
    shift = draft.shift
    if shift.ended is not None:
        raise Refused("shift-over", ref=shift.ref, at=f"{shift.ended:%m-%d %H:%M}")
    return shift


def kept(draft: Draft, text: str, limit: int) -> str:
    """What was typed, as a field of at most ``limit`` characters holds it; what it does not hold
    becomes notes beside it."""
    held, beside = parted(text, limit)
    for part in beside:
        draft.add(floor.Noted(part))
    return held


def same(one: str, other: str) -> bool:
    """Whether both names are one person's, however they are written."""
    return bool(one) and alike(one) == alike(other)


def needed(text: str, limit: int, option: str) -> str:
    """Whole, as it is kept. Raises ``Refused``."""
    filled(text, option)
    return whole(text, limit)


def person(text: str, option: str = "") -> str:
    """Somebody's name, as it is kept; ``option``: where it must be given. Raises ``Refused`` for
    what is nobody's: a number, a sign, a letter of the keyboard."""
    text = needed(text, NAME, option) if option else whole(text, NAME)
    if text.strip("- ") and (no_name(text) or not any(map(str.isalpha, text))):
        raise Refused("no-name", Exit.USAGE, text=clean(text, 40))
    return text


def filled(text: str, option: str) -> None:
    """Raises ``Refused`` where nobody sees anything in it."""
    if not clean(text):
        raise Refused("field-needed", Exit.USAGE, names=[option])


def begin(
    draft: Draft,
    ref: str,
    leader: str,
    *,
    second: str = "",
    site: str = "",
    team: str = "",
    planned: datetime | None = None,
    quiet: bool = False,
    drill: bool = False,
    follows: str = "",
) -> None:
    """``planned``: when it is to end. Raises ``Refused`` where that is not after its beginning."""
    if planned is not None and planned <= draft.at:
        raise Refused("time-passed", Exit.USAGE, text=f"{planned:%H:%M}")
    draft.add(
        course.Opened(
            FORMAT,
            ref,
            person(leader),
            "",
            whole(site, NAME),
            whole(team, NAME),
            planned,
            quiet,
            drill,
            follows,
        )
    )
    if person(second):  # an entry of its own: that a shift began is not taken back, this is
        draft.add(course.Led("", person(second)))


def lead(draft: Draft, leader: str, second: str = "") -> None:
    """Somebody else leads: a relief within the shift, or a name put right."""
    shift = on(draft)
    leader, second = person(leader, "--leader"), person(second)
    if (leader, second or shift.second) == (shift.leader, shift.second):
        raise Refused("shift-leads", who=leader)
    draft.add(course.Led(leader, second or shift.second))


def replan(draft: Draft, planned: datetime | None) -> None:
    on(draft)
    if planned is None:
        raise Refused("field-needed", Exit.USAGE, names=["--until"])
    if planned <= draft.now:
        raise Refused("time-passed", Exit.USAGE, text=f"{planned:%H:%M}")
    draft.add(course.Replanned(planned))


def note(draft: Draft, text: str) -> None:
    on(draft)
    filled(text, "TEXT")
    for part in pieces(text):
        draft.add(floor.Noted(part))


def crew(draft: Draft, names: Sequence[str], state: str, reason: str = "") -> None:
    """One entry for each whom it is news of."""
    shift = on(draft)
    if state not in floor.STATES:
        raise Refused("value-choice", Exit.USAGE, text=state, names=list(floor.STATES))
    called = [_called(draft, name) for name in names]
    called = list(dict.fromkeys(name for name in called if name))
    if not called:
        raise Refused("field-needed", Exit.USAGE, names=["NAME"])
    reason = kept(draft, reason, 200)
    news = [n for n in called if n not in shift.crew or _differs(shift, n, state, reason)]
    if not news:
        raise Refused("crew-so", names=called)
    for name in news:
        draft.add(floor.Crew(name, state, reason))


def roll(draft: Draft, called: Mapping[str, tuple[str, str]]) -> None:
    """A roll call: by name the state and the reason. Raises ``Refused`` where nothing is new."""
    shift = on(draft)
    before = len(draft.events)
    for name, (state, reason) in called.items():
        name, short = _called(draft, name), parted(reason, 200)[0]
        if name and (name not in shift.crew or _differs(shift, name, state, short)):
            crew(draft, [name], state, reason)
    if len(draft.events) == before:
        raise Refused("crew-so", names=list(called))


def _called(draft: Draft, name: str) -> str:
    """Somebody as the roll has them: another name of theirs, or another way to write it, is no
    second person."""
    name = draft.one_name(whole(name, NAME))
    return next((known for known in draft.shift.crew if same(draft.one_name(known), name)), name)


def _differs(shift: Shift, name: str, state: str, reason: str) -> bool:
    known = shift.crew[name]
    return (known.state, known.reason) != (state, reason)


def figure(draft: Draft, numbers: Mapping[str, int]) -> None:
    """``numbers``: by the names of ``floor.FIGURES``, whole, from 0. Raises ``Refused``."""
    on(draft)
    if not numbers:
        raise Refused("field-needed", Exit.USAGE, names=[f"--{n}" for n in floor.FIGURES])
    for name, number in numbers.items():
        if name not in floor.FIGURES or not 0 <= number <= MOST:
            raise Refused("figure-range", Exit.USAGE, name=name, most=MOST)
    offered, answered = numbers.get("offered"), numbers.get("answered")
    if offered is not None and answered is not None and answered > offered:
        raise Refused("figure-more", Exit.USAGE, answered=answered, offered=offered)
    draft.add(floor.Figures(**numbers))


def want_figures(draft: Draft, minutes: int) -> None:
    """Figures of the floor every so many ``minutes``, 0 for no more. Raises ``Refused``."""
    shift = on(draft)
    if minutes and not OFTEN[0] <= minutes <= OFTEN[1]:
        raise Refused("figure-every", Exit.USAGE, least=OFTEN[0], most=OFTEN[1])
    if minutes == shift.every:
        raise Refused("figure-every-so")
    draft.add(floor.FiguresWanted(minutes))


def count(draft: Draft, thing: str, found: int, should: int | None = None, note: str = "") -> None:
    """Common property counted; what it should be is known from then on."""
    on(draft)
    for number in (found, should):
        if number is not None and not 0 <= number <= MOST:
            raise Refused("figure-range", Exit.USAGE, name="found", most=MOST)
    thing, note = needed(thing, NAME, "THING"), kept(draft, note, 200)
    draft.add(floor.CountedThing(thing, found, should, note))


def end(draft: Draft, heads: Mapping[str, int], laptop: str, reason: str = "") -> None:
    """``heads``: the last number of every journal there is (``files/heads``)."""
    shift = on(draft)
    reason = kept(draft, reason, 200)
    draft.add(course.Ended(dict(heads), laptop, reason, shift.leader))


def sign(draft: Draft, name: str, comment: str = "") -> None:
    """Seen by a supervisor. Raises ``Refused`` while it is open, and for whoever led it."""
    shift = draft.shift
    name = person(name, "--name")
    if shift.ended is None:
        raise Refused("shift-open", ref=shift.ref)
    if any(same(name, leading.leader) for leading in shift.leaders):
        raise Refused("sign-own", who=name)
    draft.add(course.Seen(name, whole(comment, 500)))
