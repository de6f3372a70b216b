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
ROOMY = 14  # lines to share out from which on a step is read whole before a second timer is
# A step's lines that may go, and how many of each stay: what was done and whose step it is first,
# then details; the words to say but the first line; at the last those too, before a red line does.
PLAIN = ((0, "own"), (0, "done"), (1, "detail"), (0, "detail"))
WORDS = (*PLAIN, (0, "next"), (1, "say"), (1, "caution"))
ALL = (*WORDS, (0, "say"), (0, "caution"))
GOES = ("own", "done", "detail")
MORE = (*GOES, "next", "say", "caution")


class Pieces(msgspec.Struct, frozen=True):
    """All that there is to show, from the top down. ``kept`` and ``rules`` are not wrapped yet;
    ``other`` is due elsewhere, the most urgent first, and ``due`` says how what is due here is
    answered; ``told`` is the acknowledgement, on one line ``brief`` or, cut, at ``least``;
    ``alerts`` must be read whole, in ``fewer`` lines where the step would be cut. Of the ``timers``
    those are over that are ``late``; ``over`` says how many of them no line is left for; so many of
    ``other`` are ``gone``."""

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
    least: list[Line] = []
    gone: int = 0


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
    """At most ``rows`` lines. Header, step, the most urgent timer and red lines stay longest."""
    p, joined = packed(p, cols, rows)
    free = room(p, rows) + joined
    block, shares = _shared(p, free)
    left = free - len(block) - shares.all()
    rules, left = _in_full(p.rules[: shares.rules], left, cols)
    late = max(0, min(sum(p.late) - shares.timers, left))
    further = max(0, min(len(p.kept) - shares.kept, left - late))
    shares = replace(shares, timers=shares.timers + late, kept=shares.kept + further)
    kept, left = _in_full(p.kept[: shares.kept], left - late - further, cols)
    shares = _more(p, shares, left, rows)
    hidden = len(p.rules) - shares.rules + len(p.kept) - shares.kept
    bottom = _marked([*kept, *rules], hidden, p.key, cols)
    done = p.done[len(p.done) - shares.done :]
    following = p.following[: shares.following]
    lines = [p.header, *p.timers[: shares.timers], *p.other]
    unseen = len(p.block) - len(block) + (0 if bottom else hidden)
    bar = _joined(p, cols, shares.timers, unseen) if joined else None
    if bar is None:
        lines.append(rule_line(cols, _waiting(p, shares.timers)))
        bar = _bar(p.bar, _note(unseen, p.key), cols)
    lines += [*done, bar, *block]
    empty = rows - len(lines) - len(following) - len(bottom) - len(p.alerts) - shares.told
    if following and empty > 0:
        lines.append([("", "")])
        empty -= 1
    lines += [*following, *([[("", "")]] * max(0, empty))]
    return [*lines, *bottom, *p.alerts, *p.told[: shares.told]][:rows]


def room(p: Pieces, rows: int) -> int:
    """Lines that are left beside the header, both rules and what is not shared out."""
    return rows - 3 - len(p.alerts) - len(p.other)


def packed(p: Pieces, cols: int, rows: int) -> tuple[Pieces, bool]:
    """With what gives way outside the step, as far as that is cut: the rule above it, the alerts,
    the second line of how the last went, what is beside the most urgent elsewhere; and whether
    both rules are one."""
    p = replace(p, alerts=p.alerts[:ALERTS])
    if not _cut(p, room(p, rows)):
        return p, False
    tight = _pressed(p, room(p, rows), ("own", "done")) or _alone(p, room(p, rows))
    joined = tight and _joined(p, cols, 0, len(p.block)) is not None
    if joined:
        p = replace(p, done=[])
    if len(p.fewer) < len(p.alerts) and _cut(p, room(p, rows) + joined):
        p = replace(p, alerts=p.fewer)
    if p.brief and len(p.told) > len(p.brief) and _cut(p, room(p, rows) + joined):
        p = replace(p, told=p.brief)  # what is to be done comes before how the last went
    if len(p.alerts) > 1 and _pressed(p, room(p, rows) + joined, MORE):
        p = replace(p, alerts=_marked(p.alerts[:1], len(p.alerts) - 1, p.key, cols))
    if p.least and len(p.told) > len(p.least) and _pressed(p, room(p, rows) + joined, MORE):
        p = replace(p, told=p.least)
    for most in (2, 1):
        if len(p.other) > most and _pressed(p, room(p, rows) + joined, MORE):
            p = replace(p, other=p.other[:most], gone=p.gone + len(p.other) - most)
    return p, joined


def _cut(p: Pieces, free: int) -> bool:
    """Whether the step has lost a line so, or a red line or anything that is over has none."""
    block, shares = _shared(p, free)
    over = max(sum(p.late), min(1, len(p.timers)))
    gone = shares.rules < len(p.rules) or shares.timers < over
    return gone or len(block) < len(p.block) or len(block) + shares.all() > free


def _alone(p: Pieces, free: int) -> bool:
    """Whether one that is over stands there without the second."""
    return _shared(p, free)[1].timers < min(2, sum(p.late))


def _pressed(p: Pieces, free: int, goes: Sequence[str] = GOES) -> bool:
    """Whether so much is cut that more than what ``goes`` went: all words to say, red lines, what
    is over."""
    block, shares = _shared(p, free)
    kept = [line[0][0] for line in block if line[0][0] not in goes]
    whole = [line[0][0] for line in p.block if line[0][0] not in goes]
    two = 1 if free >= ROOMY and len(block) == len(p.block) else 2  # the whole step is worth one
    over = max(min(two, sum(p.late)), min(1, len(p.timers)))
    gone = shares.rules < len(p.rules) or shares.timers < over
    mute = any(line[0][0] == "say" for line in p.block)
    mute = mute and not any(line[0][0] == "say" for line in block)
    return gone or mute or len(kept) < len(whole) or len(block) + shares.all() > free


def _shared(p: Pieces, free: int) -> tuple[list[Line], Shares]:
    """The least that each part gets, and the step in as many lines as that leaves it. What is over
    has its lines before anything to be kept in mind, two before the words to say but their first;
    one timer stands before those too, and before the last red lines."""
    late, told = sum(p.late), len(p.told)
    one = min(1, len(p.timers))
    firm = max(one, min(2, late))
    least = min(1, len(p.rules))
    wanted = max(min(2, len(p.timers)), late)
    bare = Shares(one, 0, len(p.rules), told)
    full = Shares(wanted, min(1, len(p.kept)), len(p.rules), told)
    roomy = [full, *(replace(bare, timers=n) for n in range(wanted, 0, -1))]
    ladder = [
        *((shares, ()) for shares in roomy if free >= ROOMY),
        (full, PLAIN),
        *((replace(bare, timers=n), PLAIN) for n in range(wanted, firm - 1, -1)),
        (replace(bare, timers=firm), WORDS),
        (bare, WORDS),
        *((replace(bare, rules=n), ALL) for n in range(len(p.rules), least - 1, -1)),
        (replace(bare, rules=least, told=0), ALL),
    ]
    for shares, bends in ladder:
        block = _trimmed(p.block, free - shares.all(), bends)
        if len(block) + shares.all() <= free:
            return block, shares
    one = min(one, max(0, free - 1))
    least = min(least, max(0, free - 1 - one))
    return block[: max(1, free - least - one)], Shares(one, 0, least, 0)


def _trimmed(block: list[Line], room: int, bends: Sequence[tuple[int, str]]) -> list[Line]:
    """The step without what can be read elsewhere, as far as it must be."""
    out = list(block)
    for spare, style in bends:
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


def _bar(label: str, note: str, cols: int) -> Line:
    return [("phase", f" {label} "), *rule_line(max(0, cols - width(label) - 2), note)]


def _waiting(p: Pieces, shown: int, unseen: int = 0) -> str:
    """What is said of the timers that no line is left for, and how those due are answered."""
    over = sum(p.late[shown:])
    key = f"{p.over(over)} {p.key}" if over > 0 else p.key
    return _note(len(p.timers) - shown + p.gone + unseen, key, p.due)


def _joined(p: Pieces, cols: int, shown: int, unseen: int) -> Line | None:
    """Both rules on one line, which leaves the step another; ``None`` where they do not fit."""
    note = _waiting(p, shown, unseen)
    count = p.bar.partition("  ")[0]  # how much is folded goes before the phase does
    for label in (p.bar, count, count.rpartition(" ")[2]):
        if width(label) + 2 + width(note) + 2 <= cols:
            return _bar(label, note, cols)
    return None


def _note(hidden: int, key: str, also: str = "") -> str:
    parts = [part for part in (also, f"+{hidden} {key}" if hidden > 0 else "") if part]
    return f" {'  '.join(parts)} " if parts else ""
