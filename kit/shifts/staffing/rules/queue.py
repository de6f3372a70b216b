"""What share of the calls is answered with so many seats: Erlang C (nobody hangs up) and Erlang A
(callers hang up, each after an exponential patience).

Nothing is subtracted from something of its own size and nothing grows without bound: the share of
free states is a sum of falling products, the wait an integral of ``exp`` of a concave exponent
taken relative to its highest point. So 100,000 calls at once and any overload are as exact as ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp, expm1, inf, log, sqrt

import msgspec

SPAN = 45.0  # exp(-45): what lies further below the highest point no longer counts
GROWS = 1.5  # each piece of that range against the one nearer to the highest point
# Gauss and Legendre's eight points on -1..1 (the four positive ones) with their weights.
POINTS = (
    (0.1834346424956498, 0.3626837833783620),
    (0.5255324099163290, 0.3137066458778873),
    (0.7966664774136267, 0.2223810344533745),
    (0.9602898564975363, 0.1012285362903763),
)
SHORT, USUAL, LONG = 60.0, 180.0, 300.0  # patience in seconds: a guess changes little


class Work(msgspec.Struct, frozen=True):
    """``calls`` an hour, each ``talk`` seconds long (after-call work counted), of which the answer
    is wanted ``within`` so many seconds."""

    calls: float
    talk: float
    within: float = 20.0

    @property
    def load(self) -> float:
        """Calls that would be spoken at once if nobody ever waited (Erlang)."""
        return self.calls * self.talk / 3600


class Outcome(msgspec.Struct, frozen=True):
    """Shares of all calls, 0 to 1: ``answered`` at all, ``in_time``, ``given_up``. ``wait``: mean
    seconds until the answer of those who are answered; ``inf`` where the queue grows without end
    or nobody answers."""

    answered: float
    in_time: float
    given_up: float
    wait: float


NOBODY = Outcome(0.0, 0.0, 1.0, inf)
ENDLESS = Outcome(0.0, 0.0, 0.0, inf)  # without hanging up, a queue that only grows
ALL = Outcome(1.0, 1.0, 0.0, 0.0)


def free_states(load: float, seats: int) -> float:
    """How often fewer than ``seats`` + 1 are busy for once that all ``seats`` are (1 / Erlang B);
    ``inf`` beyond 1e300."""
    total = term = 1.0
    for busy in range(seats, 0, -1):
        term *= busy / load
        total += term
        if total > 1e300:
            return inf
        if term < total * 1e-18 and busy < load:
            break
    return total


def outcome(work: Work, seats: int, patience: float = inf) -> Outcome:
    """What becomes of the calls with ``seats`` manned. ``patience``: mean seconds until a waiting
    caller hangs up; ``inf``: nobody does (Erlang C)."""
    if work.calls <= 0 or work.talk <= 0:
        return ALL
    if seats <= 0:
        return NOBODY
    return _outcome(work, seats, patience, free_states(work.load, seats - 1))


def _outcome(work: Work, seats: int, patience: float, free: float) -> Outcome:
    """``free``: ``free_states`` of one seat fewer."""
    coming, going = work.calls / 3600, seats / work.talk  # calls a second; answered at most
    if patience == inf:
        if coming >= going:
            return ENDLESS
        waits = _share(log(coming / (going - coming)) - _log(free))
        late = waits * exp(-(going - coming) * work.within)
        return Outcome(1.0, 1.0 - late, 0.0, waits / (going - coming))
    queue = _Queue(coming, going, patience)
    before, after = queue.sums(work.within)
    all_, stay, waited = (a + b for a, b in zip(before, after, strict=True))
    waits = _share(log(coming * all_) + queue.highest - _log(free))
    in_wait, in_time = stay / all_, before[1] / all_
    answered = (1.0 - waits) + waits * in_wait
    wait = waits * waited / all_ / answered if answered > 0 else inf
    return Outcome(answered, (1.0 - waits) + waits * in_time, waits * (1.0 - in_wait), wait)


def _log(free: float) -> float:
    return log(free) if free < inf else inf


def _share(odds: float) -> float:
    """The share of those who wait; ``odds``: the logarithm of waiting against not waiting."""
    return 1.0 / (1.0 + exp(-odds)) if odds > -700 else 0.0


class _Queue:
    """The wait that an endlessly patient caller would have: its density, seen by whoever comes, is
    ``exp(height(x))`` at ``x`` seconds, up to a factor (Zeltyn and Mandelbaum 2005)."""

    def __init__(self, coming: float, going: float, patience: float) -> None:
        self.coming, self.going, self.patience = coming, going, patience
        # The height is greatest at once, or where so many have given up that the seats keep pace.
        self.top = max(0.0, patience * log(coming / going))
        self.highest = self.height(self.top)

    def height(self, x: float) -> float:
        return -self.coming * self.patience * expm1(-x / self.patience) - self.going * x

    def edges(self) -> list[float]:
        """Pieces that are short at the top and longer the further off, up to where the height is
        more than ``SPAN`` below it."""
        least = self.highest - SPAN
        size = min(self.patience, sqrt(self.patience / self.going))
        if self.going > self.coming:
            size = min(size, 1 / (self.going - self.coming))
        edges, step = [self.top], size
        while self.height(edges[-1]) > least:
            edges.append(edges[-1] + step)
            step *= GROWS
        step = size
        while edges[0] > 0 and self.height(edges[0]) > least:
            edges.insert(0, max(0.0, edges[0] - step))
            step *= GROWS
        return edges

    def sums(self, within: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Over the waits up to ``within`` and over those beyond, relative to the top: all of them,
        those who stay so long, and the seconds that those wait."""
        edges = self.edges()
        cut = min(max(within, edges[0]), edges[-1])
        near = [*(edge for edge in edges if edge < cut), cut]
        return self._sum(near), self._sum([cut, *(edge for edge in edges if edge > cut)])

    def _sum(self, edges: Sequence[float]) -> tuple[float, float, float]:
        all_ = stay = waited = 0.0
        for left, right in pairwise(edges):
            middle, half = (left + right) / 2, (right - left) / 2
            for point, weight in POINTS:
                for x in (middle - half * point, middle + half * point):
                    part = weight * half * exp(self.height(x) - self.highest)
                    all_ += part
                    part *= exp(-x / self.patience)
                    stay += part
                    waited += part * x
        return all_, stay, waited


def outcomes(work: Work, seats: Sequence[int], patience: float = inf) -> Iterator[Outcome]:
    """The same for rising ``seats``, each going on from the one before it."""
    if work.calls <= 0 or work.talk <= 0:
        yield from (ALL for _ in seats)
        return
    free, at, load = 1.0, 0, work.load
    for number in seats:
        if number <= 0:
            yield NOBODY
            continue
        if number - 1 - at > 200 or at == 0:
            free = free_states(load, number - 1)
        else:
            for one in range(at + 1, number):
                free = 1.0 + free * (one / load)
        at = number - 1
        yield _outcome(work, number, patience, free)


def enough(work: Work, share: float, patience: float, most: int) -> int | None:
    """The fewest seats, up to ``most``, with which ``share`` of the calls are answered in time."""
    low, high = 0, most
    if outcome(work, high, patience).in_time < share:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if outcome(work, middle, patience).in_time < share:
            low = middle
        else:
            high = middle
    return high
