"""The numbered guide names every other open incident, and what a life hangs on there before all else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from kit.ground.terminal.session import Ring
from kit.live.guide.talk import told
from kit.live.home.show import ABOVE
from tests.support.numbered_home import NumberedHome


@pytest.fixture(params=["en", "zh"])
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[NumberedHome]:
    """Three open incidents, the outage of power in the middle."""
    before = list(ABOVE)
    found = NumberedHome(tmp_path, request.param, monkeypatch)
    found.opens("application-outage", "power-outage", "self-harm-caller")
    yield found
    ABOVE[:] = before


def others(home: NumberedHome) -> list[str]:
    """What stands of the others above the step of the power outage, as it is gone to."""
    refs = [log.ref for log in home.logs() if log.incident.type != "power-outage"]
    at = len(home.screens)
    home.types("2", (12, "q"), (12, "0"))
    step = "".join(home.screens[at + 1 :]).partition("\n> ")[0]
    return [line for line in step.splitlines() if any(ref in line for ref in refs)]


def test_each_other_incident_is_named_before_anything_of_it_is_due_and_life_stands_in_no_count(home: NumberedHome) -> None:
    """Nobody at the outage knew of the caller; and "+1" hid whether she still answers."""
    said = {"en": ("danger of suicide", "Application outage", "Phone 110", "Every 5", "o: go", "Rep"),
            "zh": ("自杀危险", "业务系统故障", "打110", "每5分钟", "o 过去", "报告")}[home.ctx.me.lang]  # fmt: skip
    life, outage, call, check, key, report = said
    calm = others(home)
    assert len(calm) == 2 and life in calm[0] and outage in calm[1], calm
    assert key in calm[0] and key not in calm[1]
    home.real += 400
    due = others(home)
    assert [line.startswith(" ! ") for line in due] == [True, True, True], due
    assert call in due[0] and check in due[1] and "+1" in due[1] and outage in due[2] and report in due[2], due
    assert key in due[0] and not any(key in line for line in due[1:])


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ({"en": "queue 40 waiting", "zh": "电话打爆了排队40人"}, {"en": "Typed at home: queue 40 waiting", "zh": "打开时写的：电话打爆了排队40人"}),
        ({"en": "fire", "zh": "着火"}, {}),
    ],
)
def test_what_was_typed_to_open_an_incident_and_says_more_is_its_first_note(
    home: NumberedHome, typed: dict[str, str], note: dict[str, str]
) -> None:
    """``queue 40 waiting`` stood nowhere; it is told once, and asked about no more as home is left."""
    lang = home.ctx.me.lang
    at = len(home.screens)
    home.types(typed[lang], (12, "y"), (2, "y"), (12, "q"), (12, "0"))
    assert len(home.logs()) == 4 and [text for _, _, text in home.notes()] == ([note[lang]] if note else []), "".join(home.screens[at:])
    assert ("stands in no log" if lang == "en" else "这些没有记下") not in "".join(home.screens[at:])


def test_what_was_typed_over_the_question_whether_to_open_it_is_a_first_note_there_where_it_finds_the_same_list(home: NumberedHome) -> None:
    """"water from the ceiling by copy room" stood nowhere; what finds another list, or none, still waits."""
    en = home.ctx.me.lang == "en"
    first, over = ("water on the floor", "water from the ceiling by copy room") if en else ("走廊地上有水漫过来了5厘米", "复印室也进水了")
    other = "Tom sits outside" if en else "小李在休息室"
    home.types(first, (12, "y"), (2, over), (2, other), (2, "y"), (12, "q"), (12, "0"))
    told = [(type_, text.split(": " if en else "：")[-1]) for type_, _, text in home.notes()]
    assert ("flood", over) in told and other not in str(told), home.screens
    assert any(other in screen and ("ot recorded" in screen or "没有记" in screen) for screen in home.screens[-3:])


def test_what_a_life_hangs_on_rings_by_name_however_much_rings_elsewhere() -> None:
    """Two of the others were named, and the rest was "+N more due"."""
    rings = [Ring(each, own=False, ref=each, grave=each.startswith("life")) for each in ("a", "life 1", "b", "life 2", "life 3")]
    session = SimpleNamespace(rings=SimpleNamespace(new=lambda: rings), others=SimpleNamespace(logs=[]))
    named, more = told._rings(session)  # type: ignore[arg-type]
    assert [each.text for each in named] == ["life 1", "life 2", "life 3"] and more == 2


def test_in_a_low_window_the_most_urgent_of_the_others_stands_once_more_right_above_where_one_types(
    home: NumberedHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its line had scrolled away, and the foot named what was late here alone, or nothing."""
    monkeypatch.setattr(told, "rows", lambda: 24)
    call, own = {"en": (" late: Phone 110", "(d)"), "zh": (" 分：1分钟内打110", "（d）")}[home.ctx.me.lang]
    key = {"en": "(o)", "zh": "（o）"}[home.ctx.me.lang]
    feet = []
    for seconds, led in ((130, "2"), (400, "2")):  # nothing is due here yet; by then something is
        home.real += seconds
        at = len(home.screens)
        home.types(led, (12, "q"), (12, "0"))
        feet.append(home.screens[at + 1].rstrip("\n").splitlines()[-4:])
    assert [call in line and key in line for line in feet[0]].count(True) == 1 and not any(own in line for line in feet[0]), feet
    assert [call in line and key in line for line in feet[1]].count(True) == 1 and [own in line for line in feet[1]].count(True) == 1, feet
