"""A timer has one time wherever it is read: on the guide's line, the board, what stands, the
hand-over sheet and its codes. The sheet named the time at which a UPS begins to ring for the one at
which it is empty."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import product

import pytest

from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.show.timer_lines import timer_line, timer_what
from tests.support.constants import TEN
from tests.support.kit import Kit

TIME = r"\b\d\d:\d\d\b"


def guide_time(incident: Incident, timer: TimerState, now: datetime, lang: str) -> str:
    """The last time on the guide's line, wide enough that nothing is cut."""
    (line,) = text_of([timer_line(incident, timer, now, lang, 300)])
    return re.findall(TIME, line)[-1]


def sheet_line(text: str, what: str) -> str:
    flat = re.sub(r"\s*\n\s+", " ", text)
    return next(line for line in flat.splitlines() if what in line and re.match(TIME, line))


@pytest.mark.parametrize("minute", [0, 16, 31])
def test_every_timer_falls_due_at_one_time_on_the_guide_and_on_the_sheet(
    bare: Kit, minute: int
) -> None:
    assert bare.at(0)("start", "power-outage", "--drill").code == 0
    assert bare("shift", "start", "Example").code == 0
    assert bare("answer", "ups", "25").code == 0
    bare.at(minute)
    now = TEN + timedelta(minutes=minute)
    sheets = {x: bare("--lang", x, "shift", "handover", "--to", "Sample").out for x in ("zh", "en")}
    codes = {one["timer"]: one["due"] for one in bare("shift", "handover", "--json").json["handover"]["timers"]}
    incident = bare.folder().incident
    assert len(incident.running()) > 4
    for timer, lang in product(incident.running(), ("zh", "en")):
        sheet = sheets[lang]
        line = sheet_line(sheet, timer_what(incident, timer, lang).split(" - ")[0][:12])
        first = re.findall(TIME, line)[0]
        assert first == guide_time(incident, timer, now, lang) == f"{timer.due:%H:%M}", line
        assert datetime.fromisoformat(codes[timer.key]) == timer.due
    for ups in (sheet_line(sheet, "UPS") for sheet in sheets.values()):
        assert ups.startswith("10:25")
        assert ("10:15" in ups) == (minute < 15), "when it begins to ring is said beside it, while it is to come"
        assert ("overdue" in ups or "已过期" in ups) == (minute >= 25), "it rings before it is late"


def test_what_was_put_off_stands_at_its_own_time_with_when_it_rings_again(bare: Kit) -> None:
    assert bare.at(0)("start", "power-outage", "--drill").code == 0
    assert bare("shift", "start", "Example").code == 0
    timer = bare.folder().incident.running()[0]
    assert bare.at(6)("timer", timer.key.split("/")[-1], "--snooze", "4", "--reason", "later").code == 0
    put_off = bare.folder().incident.timers[timer.key]
    assert put_off.ring_at is not None
    line = sheet_line(bare("shift", "handover").out, timer_what(bare.folder().incident, timer, "en")[:12])
    assert line.startswith(f"{timer.due:%H:%M} overdue") and f"{put_off.ring_at:%H:%M}" in line
