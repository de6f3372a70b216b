"""Which of all there is to show a window has room for: what matters less gives way, and what does
not fit says so with ``+N`` and the key that shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from kit.ground.base.cells import cut, width, wrap
from kit.ground.terminal.fragments import Fragment, Line, rule_line

LARGE = 30  # rows of picture from which on more than two steps before and after are shown
ALERTS = 3
# A step's lines that may go, the first to go first; of each sort the first line goes later.
BENDS = ("detail", "say", "caution")
SPARE = ((0, "own"),)  # whose step it is goes before all that it says


class Pieces(msgspec.Struct, frozen=True):
    """All that there is to show, from the top down. ``kept`` and ``rules`` are not wrapped yet;
    ``other`` is due elsewhere and ``due`` says how what is due here is answered: both always
    stand; ``told`` is the acknowledgement, on one line ``brief``; ``alerts`` must be read whole, in
    ``fewer`` lines where the step would be cut. Of the ``timers`` those are over that are ``late``:
    one line always stands then; ``over`` says how many of them no line is left for."""

    header: Line
    other: list[Line]
    timers: list[Line]
    due: str
    done: list[Line]
    bar: str
    block: list[Line]
    following: list[Line]
    kept: list[Fragment]
    rules: list[Fragment]
    alerts: list[Line]
    told: list[Line]
    key: str
    brief: list[Line] = []
    late: Sequence[bool] = ()
    over: Callable[[int], str] = str
    fewer: list[Line] = []


class Shares(msgspec.Struct, frozen=True):
    """How many lines each part gets."""

    timers: int
    kept: int
    rules: int
    told: int
    done: int = 0
    following: int = 0

    def all(self) -> int:
        return (
            self.timers + self.kept + self.rules + self.told + self.done + self.following
        )


def laid_out(p: Pieces, cols: int, rows: int) -> list[Line]:
    """At most ``rows`` lines. Header, step and red lines stay longest."""
    alerts = p.alerts[:ALERTS]
    free = rows - 3 - len(alerts) - len(p.other)  # header, rule, bar
    block, shares = _shared(p, free)
    if len(p.fewer) < len(alerts) and len(block) < len(p.block):
        free, alerts = free + len(alerts) - len(p.fewer), p.fewer
        block, shares = _shared(p, free)
    if p.brief and len(p.told) > len(p.brief) and len(block) < len(p.block):
        p = replace(p, told=p.brief)  # what is to be done comes before how the last went
        block, shares = _shared(p, free)
    left = free - len(block) - shares.all()
    rules, left = _in_full(p.rules[: shares.rules], left, cols)
    further = max(0, min(len(p.kept) - shares.kept, left))
    shares = replace(shares, kept=shares.kept + further)
    kept, left = _in_full(p.kept[: shares.kept], left - further, cols)
    shares = _more(p, shares, left, rows)
    hidden = len(p.rules) - shares.rules + len(p.kept) - shares.kept
    bottom = _marked([*kept, *rules], hidden, p.key, cols)
    done = p.done[len(p.done) - shares.done :]
    following = p.following[: shares.following]
    lines = [p.header, *p.timers[: shares.timers], *p.other]
    over = sum(p.late[shares.timers :])
    key = f"{p.over(over)} {p.key}" if over > 0 else p.key
    lines.append(rule_line(cols, _note(len(p.timers) - shares.timers, key, p.due)))
    unseen = len(p.block) - len(block) + (0 if bottom else hidden)
    lines += [*done, _bar(p.bar, unseen, p.key, cols), *block]
    empty = rows - len(lines) - len(following) - len(bottom) - len(alerts) - shares.told
    if following and empty > 0:
        lines.append([("", "")])
        empty -= 1
    lines += [*following, *([[("", "")]] * max(0, empty))]
    return [*lines, *bottom, *alerts, *p.told[: shares.told]][:rows]


def _shared(p: Pieces, free: int) -> tuple[list[Line], Shares]:
    """The least that each part gets, and the step in as many lines as that leaves it. A step's
    details go before a red line does, and so do timers of which none is due, else all but one; the
    words to say go behind the timers that are not due and what is done."""
    told, timers = len(p.told), min(2, len(p.timers))
    wanted = Shares(timers, min(1, len(p.kept)), len(p.rules), told)
    one = min(1, timers)
    late = int(any(p.late))  # the gravest stands whatever gives way
    least = min(1, len(p.rules))
    narrower = [
        wanted,
        replace(wanted, kept=0),
        replace(wanted, kept=0, timers=one),
        *(Shares(one, 0, n, told) for n in range(len(p.rules) - 1, 0, -1)),
        Shares(late, 0, least, told),
        Shares(late, 0, least, 0),
    ]
    quiet = replace(wanted, kept=0, timers=one if p.due else late)
    for shares in (*narrower[:3], quiet):
        block = _trimmed(p.block, free - shares.all(), ("detail", "done"))
        if len(block) + shares.all() <= free:
            return block, shares
    for shares in (*narrower[:3], quiet, *narrower[3:]):
        block = _trimmed(p.block, free - shares.all())
        if len(block) + shares.all() <= free:
            return block, shares
    return p.block[: max(1, free - least - late)], narrower[-1]


def _trimmed(block: list[Line], room: int, bends: Sequence[str] = BENDS) -> list[Line]:
    """The step without what can be read elsewhere, as far as it must be."""
    out = list(block)
    for spare, style in (*SPARE, *((n, style) for n in (1, 0) for style in bends)):
        there = [i for i, line in enumerate(out) if line[0][0] == style]
        while len(out) > room and len(there) > spare:
            del out[there.pop()]
    return out


def _in_full(texts: list[Fragment], left: int, cols: int) -> tuple[list[Line], int]:
    """Each text whole where there is room for it, else as one line; what is left then."""
    out: list[Line] = []
    for style, text in texts:
        lines = wrapped(style, text, cols)
        if len(lines) - 1 > left:
            lines = [[(style, " " + cut(text, cols - 1))]]
        left -= len(lines) - 1
        out += lines
    return out, left


def wrapped(style: str, text: str, cols: int) -> list[Line]:
    """A text in as many lines as it takes."""
    return [[(style, " " + line)] for line in wrap(text, cols - 2, "  ")]


def most_following(rows: int) -> int:
    """Of the steps behind the one at hand no window of so many ``rows`` shows more."""
    return rows if rows >= LARGE else 2


def _more(p: Pieces, shares: Shares, left: int, rows: int) -> Shares:
    """What is left goes to further timers, then to the steps before and after."""
    left = max(0, left)
    around = 4 if left >= 6 else left // 2
    timers = min(len(p.timers) - shares.timers, max(0, left - around))
    left -= timers
    many = rows >= LARGE
    done = min(len(p.done), 2, left)
    left -= done
    following = min(len(p.following), left - 1 if many else most_following(rows), left)
    left -= max(0, following)
    if many:
        done += min(len(p.done) - done, 2, max(0, left - 1))
    return replace(
        shares, timers=shares.timers + timers, done=done, following=max(0, following)
    )


def _marked(lines: list[Line], hidden: int, key: str, cols: int) -> list[Line]:
    """The last line says how many are missing, and which key shows them; a line that is cut is
    one of them."""
    hidden += sum(line[0][1].endswith("..") for line in lines)
    if hidden <= 0 or not lines:
        return lines
    style, text = lines[-1][0]
    note = f"  +{hidden} {key}"
    if width(text + note) > cols and not text.endswith(".."):
        note = f"  +{hidden + 1} {key}"  # the mark itself cuts one more
    return [*lines[:-1], [(style, cut(text, cols - width(note)) + note)]]


def _bar(label: str, hidden: int, key: str, cols: int) -> Line:
    note = _note(hidden, key)
    rest = max(0, cols - width(label) - 2)
    return [("phase", f" {label} "), *rule_line(rest, note)]


def _note(hidden: int, key: str, also: str = "") -> str:
    parts = [part for part in (also, f"+{hidden} {key}" if hidden > 0 else "") if part]
    return f" {'  '.join(parts)} " if parts else ""
