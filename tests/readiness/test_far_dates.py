"""Days at the calendar's ends, by a clock that was set so or as somebody typed them: a line that says what to do."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kit.ground.base.refusal import Exit
from kit.ground.console.stopped import beyond
from tests.support.constants import CHINA
from tests.support.kit import Kit, closed, opened

LAST, FIRST = "9999-12-31T23:58:00-08:00", "0001-01-01T00:05:00+08:00"
TYPED = [
    (LAST, "drill run power-night --no-guide"), (LAST, "start fire --drill --no-guide"),
    (LAST, "checklists approve fire --compiled a --reviewed b --approved c --post leader --reason r"),
    (FIRST, "action add lamp --owner Li --due 2wd"), (FIRST, "duty list --ics"), (FIRST, "ready"),
    ("", "summary --month 0001-01"), ("", "summary --week 9999-W52"), ("", "summary --from 0001-01-01 --to 9999-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("clock", "line"), TYPED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_day_beyond_the_calendar_is_one_line_and_no_fault(bare: Kit, lang: str, clock: str, line: str) -> None:
    kit = bare.at(0)
    if clock:
        kit._clock.write_text(clock, encoding="ascii")
    found = kit("--lang", lang, *line.split())
    said = found.err.strip().splitlines()
    assert found.code == Exit.USAGE and ("9999" in said[-1]), said
    assert "Error" not in found.err + found.out
    assert sum("9999 年）" in each or "years 1 to 9999" in each for each in said) == 1


@pytest.mark.parametrize("line", ["risk list", "drill score", "complaint", "complaint add x", "supply begin", "training matrix", "duty due", "show", "timer", "list --closed", "note x"])
@pytest.mark.parametrize("clock", [LAST, FIRST])
def test_what_counts_no_days_works_at_either_end(bare: Kit, clock: str, line: str) -> None:
    kit = bare.at(0)
    kit._clock.write_text(clock, encoding="ascii")
    found = kit(*line.split())
    assert found.code in (Exit.DONE, Exit.USAGE, Exit.REFUSED, Exit.NOT_FOUND) and "Error" not in found.err


def test_only_what_leads_out_of_the_calendar_is_told_so() -> None:
    assert beyond(OverflowError("date value out of range")) and beyond(ValueError("year 10000 is out of range"))
    assert not beyond(ValueError("year of the monkey")) and not beyond(KeyError("year 0 is out of range"))


def test_what_was_closed_in_the_year_one_stands_in_its_months_folder_and_is_found(bare: Kit) -> None:
    """A clock that was reset: the folder was called ``1-01``, and no list had it."""
    bare._clock.write_text("0001-01-02T10:00:00+08:00", encoding="ascii")
    bare.env("KIT_CLOCK", f"file:{bare._clock}")
    day = datetime(1, 1, 2, 9, tzinfo=CHINA)
    log = opened(bare.home, at=day, drill=True)
    closed(log, day + timedelta(minutes=5))
    assert [path.name for path in (bare.home / "closed").iterdir()] == ["0001-01"]
    assert [one["ref"] for one in bare("list", "--closed", "--json").json["incidents"]] == [log.ref]
    assert bare("summary", log.ref).code == 0
