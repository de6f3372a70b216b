"""Times given to a command: asked back at a terminal where they are not certain, else refused."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.times import certain, doubtful, parse_day
from kit.ground.base.typed.times import COMING, PAST, Ask, Field, read
from kit.ground.console.context import Context
from kit.ground.machine.clock import walls

NIGHT = 6  # the hour until which a night is said to be of the day before


def happened(
    ctx: Context,
    text: str,
    now: datetime,
    day: str = "",
    known: tuple[datetime, datetime] | None = None,
    opened: datetime | None = None,
    stands: bool = False,
) -> datetime:
    """When something happened. ``day``: what ``--date`` says; ``known``: the first and the last
    time of the incident, near which nothing is far off; ``opened``: what was before is asked back;
    ``stands``: a value, of which the minute to come stays. Raises ``Refused``."""
    when = parse_day(day) if day else None
    field = Field("past", PAST.ask, PAST.most, when, known, None if day else opened, stands)
    found = _settled(ctx, text, field, now)
    if when is not None and (found - timedelta(hours=NIGHT)).date() != when != found.date():
        # Minutes ago, or a date of its own, beside the day that is said apart: one is wrong.
        raise Refused("time-other-day", Exit.USAGE, text=text, day=day)
    return found


def coming(ctx: Context, text: str, now: datetime, field: Field = COMING) -> datetime | None:
    """A time to come, seen from ``now``, the act's own time; ``None`` for no text."""
    return _settled(ctx, text, field, now) if text.strip() else None


def _settled(ctx: Context, text: str, field: Field, now: datetime) -> datetime:
    found = read(text, field, now, walls(now))
    if isinstance(found, datetime):
        return found
    if field.direction == "coming" and certain(found):
        return found.times[0]
    from kit.ground.terminal.ask import terminal

    if terminal():
        return _asked(ctx, found, now)
    if found.why == "before":
        return found.times[0]
    raise doubtful(found, "time-far" if field.direction == "past" else "time-far-coming")


def _asked(ctx: Context, found: Ask, now: datetime) -> datetime:
    """Which of the readings is meant. Raises ``Left`` where none is."""
    import msgspec

    from kit.ground.terminal.typed import which

    question = which("time-which", found, now, ctx.me.lang)
    if ctx.me.plain and len(question.options) == 1:  # its question is answered by yes as well
        only = msgspec.structs.replace(question.options[0], key="y")
        question = msgspec.structs.replace(question, options=[only], worded=True)
    return found.times[int(ctx.ask.ask(question))]

