"""What is asked of the arithmetic: figures as they are typed, and the seats that make a table."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, sqrt

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.shifts.staffing.rules.queue import LONG, SHORT, USUAL, Outcome, Work, enough, outcomes

MOST_CALLS = 10_000_000  # an hour
MOST_SEATS = 500_000
TALK = (5, 7200)
PATIENCE = (5, 7200)
WITHIN = (1, 600)
SHARE = (1, 99)
ROWS = 6  # about so many besides those that are marked


class Asked(msgspec.Struct, frozen=True):
    """``planned`` seats of which some are ``missing``; ``patience`` in seconds, 0: a range of it;
    ``share``: percent of the calls that are wanted in time."""

    work: Work
    planned: int
    missing: int = 0
    patience: int = 0
    share: int = 80

    @property
    def there(self) -> int:
        return self.planned - self.missing

    def patiences(self) -> tuple[float, ...]:
        return (float(self.patience),) if self.patience else (SHORT, USUAL, LONG)


class Row(msgspec.Struct, frozen=True):
    """With so many ``seats``: an outcome for each patience, and that of Erlang C."""

    seats: int
    by_patience: tuple[Outcome, ...]
    patient: Outcome


class Answer(msgspec.Struct, frozen=True):
    """``enough``: the fewest seats that do at whichever patience."""

    asked: Asked
    rows: tuple[Row, ...]
    enough: int

    def row(self, seats: int) -> Row:
        return next(row for row in self.rows if row.seats == seats)


# ---- typed ------------------------------------------------------------------------------------


def _whole(text: str) -> int | None:
    text = clean(text, 40).strip()
    return int(text) if text.isdecimal() and len(text) <= 9 else None


def calls_an_hour(text: str) -> float:
    """``1000``, or ``500/30`` for 500 in 30 minutes. Raises ``Refused``."""
    number, slash, minutes = text.replace("／", "/").partition("/")
    calls, span = _whole(number), _whole(minutes) if slash else 60
    found = calls * 60 / span if calls and span else 0.0
    if not 0 < found <= MOST_CALLS:
        raise Refused("staffing-calls", Exit.USAGE, text=clean(text, 40))
    return found


def figure(name: str, text: str, least: int, most: int) -> int:
    """A whole number ``least`` to ``most``. Raises ``Refused`` with the code of ``name``."""
    found = _whole(text)
    if found is None or not least <= found <= most:
        code = f"staffing-{name}"
        raise Refused(code, Exit.USAGE, text=clean(text, 40), least=least, most=most)
    return found


def talk(text: str) -> int:
    return figure("talk", text, *TALK)


def seats(text: str) -> int:
    return figure("seats", text, 1, MOST_SEATS)


def missing(text: str, planned: int) -> int:
    return figure("missing", text, 0, planned)


# ---- the table --------------------------------------------------------------------------------


def answer(asked: Asked) -> Answer:
    """The table: the seats there, those planned, those that are enough, and some between and
    around."""
    work = asked.work
    most = int(work.load + 12 * sqrt(work.load)) + 12
    share = asked.share / 100
    needed = max(enough(work, share, each, most) or most for each in asked.patiences())
    chosen = tuple(_seats(asked.there, asked.planned, needed))
    made = [list(outcomes(work, chosen, each)) for each in asked.patiences()]
    patient = list(outcomes(work, chosen))
    rows = [
        Row(seats, tuple(each[n] for each in made), patient[n]) for n, seats in enumerate(chosen)
    ]
    return Answer(asked, tuple(rows), needed)


def _seats(*marked: int) -> Iterator[int]:
    low, high = min(marked), max(marked)
    if high - low < ROWS:
        low = max(0, (low + high - ROWS) // 2)
        high = low + ROWS
    step = _round_step(ceil((high - low) / ROWS))
    between = range((low // step) * step, high + step, step)
    yield from sorted({*(n for n in between if n > 0), *marked})


def _round_step(least: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50 ..."""
    power = 1
    while True:
        for first in (1, 2, 5):
            if first * power >= least:
                return first * power
        power *= 10
