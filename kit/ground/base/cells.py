"""Text in terminal cells: width, cutting, padding and wrapping, where Chinese takes two cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from kit.ground.base.words import word

OPENING = "（《“‘【([{"
LITTLE_ROOM = 36
KEPT = 9  # cells of a part that gives way, at least
EXACT = 120  # seconds before the end from which on every second is shown
NARROW = "–—‘’“”…·"
WIDE = "，。、；：？！（）《》【】「」　"
CLOSING = "，。、；：？！）》”’】,.;:?!)]}%"


def width(text: str) -> int:
    """Cells that the text takes. Rich's tables are read when a character comes that is neither
    ASCII nor plainly Chinese: they cost a fifth of a bare start."""
    if text.isascii() and text.isprintable():
        return len(text)
    return _width(text)


@lru_cache(1024)  # whoever wraps measures a line again and again
def _width(text: str) -> int:
    try:
        return sum(map(_cells, text))
    except LookupError:
        from rich.cells import cell_len

        return cell_len(text)


def _cells(char: str) -> int:
    """Raises ``LookupError`` where Rich has to be asked."""
    if " " <= char <= "~" or char in NARROW:
        return 1
    if "\u4e00" <= char <= "\u9fff" or char in WIDE:
        return 2
    raise LookupError(char)


def set_cell_size(text: str, cells: int) -> str:
    """Exactly ``cells`` wide; a wide character that is cut in two becomes a space."""
    if text.isascii() and text.isprintable():
        return text[:cells].ljust(cells)
    out, room = "", cells
    try:
        for char in text:
            wide = _cells(char)
            if wide > room:
                break
            out, room = out + char, room - wide
    except LookupError:
        from rich import cells as rich_cells

        return rich_cells.set_cell_size(text, cells)
    return out + " " * room


def pad(text: str, cells: int) -> str:
    """Exactly ``cells`` wide: cut or filled with spaces."""
    return set_cell_size(text, max(0, cells))


def cut(text: str, cells: int) -> str:
    """At most ``cells`` wide; two dots show that something is missing."""
    if width(text) <= cells:
        return text
    return set_cell_size(text, max(0, cells - 2)).rstrip() + ".."


def cut_middle(text: str, cells: int) -> str:
    """The same, with what is missing amid it: how it begins, and a third for how it ends."""
    if width(text) <= cells:
        return text
    behind = max(0, (cells - 2) // 3)
    end = text
    while width(end) > behind:
        end = end[1:]
    return set_cell_size(text, max(0, cells - 2 - width(end))).rstrip() + ".." + end.lstrip()


def cut_front(text: str, cells: int, signs: Sequence[str] = ("：", ": ")) -> str:
    """The same, with all of its end that there is room for behind its first part, which ends in one
    of the ``signs``: what came of something is said last."""
    if width(text) <= cells:
        return text
    ends = [text.index(sign) + len(sign) for sign in signs if sign in text]
    head = text[: min(ends)] if ends else ""
    head = head if width(head) <= cells // 2 else ""
    end = text[len(head) :]
    while end and width(head) + 2 + width(end) > cells:
        end = end[1:]
    return f"{head}..{end.lstrip()}"


def fitted(text: str, cells: int, gives: Sequence[str]) -> str:
    """At most ``cells`` wide: the parts that give way, or else all but how it ends."""
    given = cut_parts(text, cells, gives)
    return given if width(given) <= cells else cut_front(text, cells)


def cut_parts(text: str, cells: int, gives: Sequence[str]) -> str:
    """The same, but only these parts of it give way, the first ones first, each as far as it must:
    what else it says stays whole, and so it may stay wider."""
    for part in gives:
        over = width(text) - cells
        if over > 0 and part in text and width(part) > KEPT:
            text = text.replace(part, cut_middle(part, max(KEPT, width(part) - over)))
    return text


def wrap(text: str, cells: int, indent: str = "") -> list[str]:
    """Lines of at most ``cells``: English breaks at spaces, Chinese anywhere but before a closing
    mark or behind an opening one. ``indent`` goes before every line but the first."""
    cells = max(cells, len(indent) + 2)  # a wide character has room, whatever was asked
    if 2 * len(text) <= cells:  # not even wide characters would fill the line
        return [text.rstrip()]
    return [*_wrapped(text, cells, indent)]


@lru_cache(1024)  # each picture wraps the same sentences
def _wrapped(text: str, cells: int, indent: str) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for token in _tokens(text):
        room = cells
        if line and width(line) + width(token.rstrip()) > room:
            carried = ""
            while line and line[-1] in OPENING:
                carried, line = line[-1] + carried, line[:-1]
            if token[0] in CLOSING and line:
                if line[-1].isascii():
                    head, _, tail = line.rstrip().rpartition(" ")
                    if head.strip():
                        line, carried = head, tail + carried
                else:
                    carried, line = line[-1] + carried, line[:-1]
            lines.append(line.rstrip())
            line = indent + carried + token.lstrip()
        else:
            line += token
        while width(line) > cells:
            head = set_cell_size(line, cells).rstrip()
            lines.append(head)
            line = indent + line[len(head) :].lstrip()
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return tuple(lines)


def _tokens(text: str) -> list[str]:
    out: list[str] = []
    word_ = ""
    for char in text:
        if char == " ":
            out.append(word_ + " ")
            word_ = ""
        elif ord(char) > 0x2E7F:
            if word_:
                out.append(word_)
                word_ = ""
            out.append(char)
        else:
            word_ += char
    if word_:
        out.append(word_)
    return out


def clock(at: datetime, near: datetime | None = None) -> str:
    """``22:04`` as the clock on the wall will show it then; with the date when it is another day
    than ``near``, the reader's now, and with its offset where that clock shows it twice."""
    if near is None:
        return f"{at:%H:%M}"
    return _clock(at, near.date(), near.utcoffset())


@lru_cache(512)
def _clock(at: datetime, today: date, offset: timedelta | None) -> str:
    at = on_the_wall(at, today, offset)
    day = f"{at:%m-%d} " if at.date() != today else ""
    return f"{day}{hour(at)}"


def hour(at: datetime) -> str:
    """``22:04``; ``01:30-05:00`` in the hour that this machine's wall clock shows twice."""
    try:
        naive = at.replace(tzinfo=None)
        ends = {naive.replace(fold=fold).astimezone().utcoffset() for fold in (0, 1)}
    except (OverflowError, OSError, ValueError):  # a hostile log's year
        ends = set()
    twice = len(ends) > 1 and at.utcoffset() in ends
    return at.isoformat(timespec="minutes")[11:] if twice else f"{at:%H:%M}"


@lru_cache(64)
def _offsets(today: date) -> list[timedelta | None]:
    """Those of this machine's zone when the day begins and when it ends."""
    ends = [datetime.combine(today + timedelta(days=n), time()) for n in (0, 1)]
    return [end.astimezone().utcoffset() for end in ends]


def steady(today: date) -> bool:
    """Whether this machine's clocks go on all day by one offset."""
    first, last = _offsets(today)
    return first == last


def on_the_wall(at: datetime, today: date, offset: timedelta | None) -> datetime:
    """``at`` as it is read where today's clocks are ``offset`` from UTC: with the summer time of
    this machine's zone if that is its offset today, else by the offset (drills, another place)."""
    try:
        if offset in _offsets(today):
            return at.astimezone()
        return at.astimezone(timezone(offset)) if offset is not None else at
    except (OverflowError, OSError, ValueError):  # a hostile log's year
        return at


def span(seconds: float, lang: str) -> str:
    """A length of time exact to the second: ``4 分 10 秒``."""
    total = int(seconds)
    hours, rest = divmod(total, 3600)
    minutes, secs = divmod(rest, 60)
    parts = []
    if hours:
        parts.append(word(lang, "screen.hours", n=hours))
    if minutes or (hours and secs):
        parts.append(word(lang, "screen.minutes", n=minutes))
    if secs or not parts:
        parts.append(word(lang, "screen.seconds", n=secs))
    return " ".join(parts)


def elapsed(span_: timedelta) -> str:
    """``0:12`` hours and minutes."""
    total = max(0, int(span_.total_seconds() // 60))
    return f"{total // 60}:{total % 60:02d}"


def minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


@lru_cache(16)
def next_minute(at: datetime) -> datetime:
    return minute(at) + timedelta(minutes=1)


def left(due: datetime, now: datetime, lang: str) -> str:
    """How long still, or how late: from a day on without minutes, in the last two ``1:42``."""
    seconds = (due - now).total_seconds()
    if seconds > EXACT:
        return _of("left", int((due - minute(now)).total_seconds() // 60), lang)
    if seconds > 0:
        whole = int(-(-seconds // 1))
        return word(lang, "screen.left-exact", m=whole // 60, s=f"{whole % 60:02d}")
    late = int(-seconds // 60)
    if late < 1:
        return word(lang, "screen.due")
    return _of("over", late, lang)


def left_until(due: datetime, now: datetime) -> datetime:
    """Until when ``left`` says the same: the next full minute, the next second of the last two
    minutes, or one more minute that it is late."""
    remain = (due - now).total_seconds()
    if remain > EXACT:
        return min(next_minute(now), due - timedelta(seconds=EXACT))
    if remain > 0:
        return due - timedelta(seconds=-(-remain // 1) - 1)
    return due + timedelta(minutes=-remain // 60 + 1)


def _of(way: str, minutes: int, lang: str) -> str:
    """Minutes still ``left``, or ``over``: with hours from two on, with days from one on."""
    if minutes >= 24 * 60:
        days, rest = divmod(minutes, 24 * 60)
        return word(lang, f"screen.{way}-days", d=days, h=rest // 60)
    if minutes >= 120:
        return word(lang, f"screen.{way}-hours", h=minutes // 60, m=minutes % 60)
    return word(lang, f"screen.{way}", n=minutes)


def columns(
    rows: Sequence[Sequence[str]], cells: int, indent: str = "", marks: Sequence[str] = ()
) -> list[str]:
    """Rows as lines of at most ``cells``: columns line up, the last one wraps below itself, or on
    lines of its own where little room is left beside the others. ``marks`` (one for each row)
    stands before every line of its row."""
    if not rows:
        return []
    most = max(len(row) for row in rows)
    widths = [max((width(row[i]) for row in rows if len(row) > i), default=0) for i in range(most)]
    out = []
    wide = max((width(mark) for mark in marks), default=0)
    for index, row in enumerate(rows):
        lead = pad(marks[index], wide) if marks else ""
        head = lead + indent
        head += "".join(pad(text, widths[i]) + "  " for i, text in enumerate(row[:-1]))
        below = lead + " " * (width(head) - wide)
        if cells - width(head) < min(LITTLE_ROOM, width(row[-1])):
            out.append(head.rstrip())
            head = below = lead + indent + "    "
        first, *rest = (line.strip() for line in wrap(row[-1], cells - width(head)))
        out.append((head + first).rstrip())
        out += [below + line for line in rest]
    return out
