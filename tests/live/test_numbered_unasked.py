"""Every question of numbered lines that opens unasked: no number and no other line counts for what it asks
about, only ``y`` does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.live.home.show import ABOVE
from tests.live.test_numbered_lines import PASSING, acts, notes
from tests.support.constants import TEN
from tests.support.numbered import Numbered
from tests.support.numbered_home import NumberedHome

Line = str | tuple[float, str]
RING = "RING"  # no line: eleven minutes have passed, and what is due by then rings
# What leads to each, what is printed there, and of which type the incident is.
SCENES: dict[str, tuple[str, str, list[Line]]] = {
    "number-sure": ("上一行没算。是", "fire", ["99", "1"]),
    "early-sure": ("按得太快", "fire", [(0.3, "1"), (0.3, "1")]),
    "soon-sure": ("刚刚才记下", "power-outage", ["1", "1"]),
    "unseen-sure": ("这一问刚刚才出来", "power-outage", ["1", (1.2, "11"), (0.5, "楼里的灯都亮着")]),
    "late-sure": ("隔得久了", "fire", ["99", "1", RING, (30, "y")]),
    "words-sure": ("上一行没算。这句是答", "fire", ["11", "3", "3号座席的电脑已经黑屏"]),
    "name-sure": ("\n这句是答", "fire", ["13", "3号座席的电脑已经黑屏"]),
}
NUMBERS: tuple[Line, ...] = ("1", "2", "3", "5", "9", "11", "14", "99", "", "0", "1.", "１", "n", "x", "是的")


def played(home: Path, monkeypatch: pytest.MonkeyPatch, type_: str, *lines: Line) -> Numbered:
    rest, found = iter(lines), []

    def says(screen: str) -> Any:
        found.append((screen, len(guide.entries())))
        line = next(rest, None)
        if line == RING:
            guide.hands.now = lambda: Now(TEN + timedelta(minutes=11))  # type: ignore[method-assign]
            return ""
        return None if line is None else (2.0, line) if isinstance(line, str) else line

    guide = Numbered(home, "zh", type_, monkeypatch, says)
    guide.run()
    guide.found = found  # type: ignore[attr-defined]
    return guide


@pytest.mark.parametrize("name", SCENES)
def test_no_number_answers_what_is_asked_unasked_and_y_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    printed, type_, scene = SCENES[name]
    for n, line in enumerate(NUMBERS):
        guide = played(tmp_path / str(n), monkeypatch, type_, *scene, line)
        shown, before = guide.found[len(scene)]  # type: ignore[attr-defined]
        assert printed in f"\n{shown}".replace("\a", ""), (name, shown)
        new = [e.event.kind for e in guide.entries()[before:] if e.event.kind not in PASSING]
        assert new == [], (name, line, new)
    guide = played(tmp_path / "yes", monkeypatch, type_, *scene, "y", "5", "y")  # a form asks more
    before = guide.found[len(scene)][1]  # type: ignore[attr-defined]
    assert [e.event.kind for e in guide.entries()[before:] if e.event.kind not in PASSING], name


@pytest.mark.parametrize("name", SCENES)
def test_a_sentence_typed_there_is_a_note_and_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _, type_, scene = SCENES[name]
    guide = played(tmp_path, monkeypatch, type_, *scene, "二楼进水，已派人去看")
    before = guide.found[len(scene)][1]  # type: ignore[attr-defined]
    assert any("二楼进水，已派人去看" in text for text in notes(guide)), notes(guide)
    assert not [e.event.kind for e in guide.entries()[before:] if e.event.kind not in PASSING], acts(guide)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    found = NumberedHome(tmp_path, "zh", monkeypatch)
    found.types("停电", "y", "q", "q")
    assert len(found.logs()) == 1
    yield found
    ABOVE[:] = before


# What leads to each at home, what is printed there, and whether a yes opens one more incident.
AT_HOME: dict[str, tuple[str, list[Line], bool]] = {
    "arrived-sure": ("刚到这个事件", ["1", (2, "1")], False),
    "home-early": ("键入得太快", ["有人在三号窗口前面吵起来了", (0.3, "79")], True),
    "home-unread": ("上一行没有记下", ["有人在三号窗口前面吵起来了", (2, "79")], True),
}


@pytest.mark.parametrize("line", ["1", "79", "二号窗口也没有人了"])
@pytest.mark.parametrize("name", AT_HOME)
def test_no_line_but_y_answers_what_the_numbered_home_asks_unasked(home: NumberedHome, name: str, line: str) -> None:
    printed, scene, opens = AT_HOME[name]
    before = [kind for kind in home.kinds() if kind not in (*PASSING, "guide-resumed")]
    home.types(*scene, (2, line))
    assert any(printed in screen for screen in home.screens), "\n----\n".join(home.screens[-4:])
    assert len(home.logs()) == 1 and [k for k in home.kinds() if k not in (*PASSING, "guide-resumed")] == before
    home.types(*scene, (2, "y"))
    assert len(home.logs()) == 1 + opens
    assert opens or "step-done" in home.kinds()
