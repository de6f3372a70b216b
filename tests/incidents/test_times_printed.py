"""Everything that the kit prints as a time it also reads; hints show what their own field takes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.base.typed.times import COMING, PAST, Ask, Field, read
from kit.ground.base.words import word
from kit.ground.terminal.typed import shown
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit

TIME = re.compile(r"(?:\d{4}-\d\d-\d\d[ T]|\d\d-\d\d )?\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:[+-]\d\d:\d\d)?")
SPEC = re.compile(r"\{[^{}]*:(%[^{}]*%H[^{}]*|%H[^{}]*)\}")
KNOWN = {"%H:%M", "%H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%m-%d %H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%H:%M} "}
LINES = (
    ("show",), ("timer",), ("log",), ("report",), ("report", "--written"), ("callback",), ("forecast",), ("say", "staff"), ("summary",), ("list",), ("board",),
    ("show", "--json"), ("timer", "--json"), ("log", "--json"), ("callback", "--json"), ("forecast", "--json"), ("summary", "--json"), ("list", "--json"), ("board", "--json"),
)  # fmt: skip


def meant(text: str, now: datetime) -> list[datetime]:
    """What the text can be read as, in a field of either side."""
    found: list[datetime] = []
    for field in (PAST, COMING):
        try:
            at = read(text, field, now)
        except Refused:
            continue
        found += at.times if isinstance(at, Ask) else [at]
    return found


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_every_time_on_the_screen_or_in_json_is_read(kit: Kit, line: tuple[str, ...]) -> None:
    kit("callback", "add", "LI", "--promised", "10:40")
    kit("hand", "no-logout", "Wang", "--until", "11:00")
    kit("forecast", "vendor", "10:50")
    kit("note", "early", "--at", "09:18")
    kit("report", "--restore", "15:30")
    said = kit.at(12)(*line, *([kit.folder().ref] if line[0] == "summary" else []))
    printed = TIME.findall(said.out.replace('"work-hours":"09:00-17:30"', ""))  # no time of anything
    assert printed, said.out + said.err
    now = TEN + timedelta(minutes=12)
    for text in printed:
        clock = re.search(r"\d\d:\d\d", text)
        assert clock is not None
        assert any(f"{at:%H:%M}" == clock[0] for at in meant(text, now)), (text, said.out)


def test_every_way_in_which_the_sources_write_a_time_is_one_that_is_read() -> None:
    specs = {spec for path in (ROOT / "kit").rglob("*.py") for spec in SPEC.findall(path.read_text(encoding="utf-8"))}
    assert specs <= KNOWN, "let the reader read the new way, and name it here"
    now = TEN + timedelta(hours=2)
    for spec in KNOWN - {"%H:%M} "}:
        assert TEN in meant(TEN.strftime(spec), now)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("minutes", [-1500, -90, -7, 14, 90, 700])
def test_a_time_that_is_read_back_can_be_typed_as_it_stands(lang: str, minutes: int) -> None:
    at = TEN + timedelta(minutes=minutes)
    field = Field("past" if minutes < 0 else "coming", ask=timedelta(days=3))
    assert read(shown(at, TEN, lang), field, TEN) == at


HINTS = (
    "help.register-due", "help.until", "help.next", "help.snooze", "screen.ask-promised", "screen.ask-until", "screen.ask-snooze", "scripts.ask-next",
    "help.register-to", "help.register-until", "help.forecast-when", "screen.ask-moved-to", "screen.ask-forecast-when", "report.ask-restore", "refused.time-coming", "refused.time-passed",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("hint", HINTS)
def test_the_hint_of_a_field_of_times_to_come_shows_none_that_has_passed(hint: str, lang: str) -> None:
    said = word(lang, hint, n="20", text="x", who="x", at="21:40")
    assert not re.search(r"-\d|分钟前|\bago\b|昨", said), said


@pytest.mark.parametrize("hint", ["help.at", "screen.ask-time", "screen.ask-began", "screen.ask-earlier", "refused.time-past"])
def test_what_a_hint_shows_is_taken_by_its_field(hint: str) -> None:
    for lang in ("zh", "en"):
        said = word(lang, hint, text="x", at="21:00")
        shown_ = re.findall(r"\d\d-\d\d \d\d:\d\d|昨晚11点58|yesterday \d\d:\d\d|(?<![\d-])\d\d:\d\d|-\d+", said)
        assert shown_
        for text in shown_:
            assert isinstance(read(text, Field("past", ask=timedelta(days=400)), TEN + timedelta(hours=13)), datetime)
