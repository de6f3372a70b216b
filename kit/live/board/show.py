"""The board: all open incidents' timers under one title, ordered by danger, then by time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kit.ground.base.cells import next_minute, pad
from kit.ground.base.words import word
from kit.ground.terminal.fragments import Line
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.show.open_lines import Maker, Row, fixed, makers, unread_lines
from kit.incidents.incident.show.owed_lines import owed_makers

if TYPE_CHECKING:
    from kit.people.registers.talk.watch import Registered

OWN = -1  # instead of an incident's number: a line that goes by the board's own clock


def board_makers(
    incidents: list[Incident],
    lang: str,
    cols: int,
    rows: int,
    owing: Sequence[Incident] = (),
    registered: Sequence[Maker] = (),
    elsewhere: Mapping[str, str] | None = None,
    unread: Sequence[str] = (),
) -> list[tuple[int, Maker]]:
    """The whole board, exactly ``rows`` lines. ``unread``: what may be open and cannot be read;
    ``owing``: closed incidents that owe calls, which
    are numbered behind the open ones; ``registered``: what is due in the registers;
    ``elsewhere``: by reference the laptop that leads one."""
    registered = [*(fixed("late", line) for line in unread_lines(unread, lang, cols)), *registered]
    rows -= len(registered)
    out = [(OWN, _title(len(incidents), lang, cols)), (OWN, fixed("", ""))]
    room = max(2, (rows - 3) // 3 if incidents else rows - 5)
    owed = owed_makers(list(owing), lang, cols, room, len(incidents))
    if incidents:
        out += makers(incidents, lang, cols, rows - 3 - len(owed), (), elsewhere)
    else:
        none = "" if unread else " " + word(lang, "screen.home-none-short")
        out.append((OWN, fixed("", none)))
        out.append((OWN, fixed("", "")))
    out += owed
    out = out[: rows - 1]
    out += [(OWN, fixed("", ""))] * (rows - 1 - len(out))
    out += [(OWN, make) for make in registered]
    return [*out, (OWN, fixed("keys", " " + word(lang, "screen.board-keys")))]


def board(
    shown: list[tuple[Incident, datetime]],
    now: datetime,
    lang: str,
    cols: int,
    rows: int,
    registered: Sequence[Maker] = (),
    elsewhere: Mapping[str, str] | None = None,
    unread: Sequence[str] = (),
) -> list[Line]:
    """The whole board once, exactly ``rows`` lines; closed ones among ``shown`` stand last."""
    incidents = [incident for incident, _ in shown]
    running = [incident for incident in incidents if incident.closed is None]
    owing = incidents[len(running) :]
    made = board_makers(running, lang, cols, rows, owing, registered, elsewhere, unread)
    return [make(now if n == OWN else shown[n][1]).line for n, make in made]


def _title(count: int, lang: str, cols: int) -> Maker:
    head = pad(" " + word(lang, "screen.board-title", n=count), cols - 7)
    return lambda now: Row([("title", f"{head} {now:%H:%M} ")], next_minute(now))


def untested_makers(why: str, lang: str) -> list[Maker]:
    """That numbers want a test call; said where no incident is open."""
    text = word(lang, "screen.home-contacts", what=why)
    return [fixed("", f" {text}")] if why else []


def registered_makers(registered: Registered, cols: int, rows: int) -> list[Maker]:
    """What is due in the registers, each line drawn anew when its minute is over."""

    def line(number: int) -> Maker:
        def make(now: datetime) -> Row:
            found = registered.lines(cols, rows)
            return Row(found[number] if number < len(found) else [], next_minute(now))

        return make

    return [line(number) for number in range(len(registered.lines(cols, rows)))]
