"""``kit undo`` and other commands typed where the kit is led through already: no note, no search, and the key
that does it is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.app import COMMANDS
from kit.ground.terminal import commands
from kit.live.guide.talk import inside
from kit.live.guide.talk.keys import everything
from kit.live.home.show import ABOVE
from tests.live.conftest import Begin
from tests.live.test_numbered_unasked import played
from tests.support.numbered_home import NumberedHome


def test_every_command_is_known_and_every_act_named_for_one_is_a_key() -> None:
    assert frozenset(COMMANDS) == commands.COMMANDS
    known = {key.name for key in everything()} | {"staffing"}  # of a room above
    assert set(inside.ACTS) <= commands.COMMANDS and set(inside.ACTS.values()) <= known
    assert commands.command_of("kit bag at the door") == commands.command_of("kit") == commands.command_of("the kit list") == ""


@pytest.mark.parametrize(("line", "key"), [("kit undo", "：u"), ("kit note 三楼有烟", "：n"), ("kit call", "：23"), ("kit doctor", "先按 q 回首页"), ("n kit undo", "：u")])
def test_a_command_typed_at_the_numbered_guide_is_refused_and_its_key_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, key: str
) -> None:
    """``kit undo`` became a note, and what was to be taken back stayed."""
    guide = played(tmp_path, monkeypatch, "power-outage", "1", (12.0, line), (12.0, "22"), (2.0, line))
    for at in (2, 4):
        said, _ = guide.found[at]  # type: ignore[attr-defined]
        assert key in said and "已经在 kit 里" in said and "\a" in said
    assert "note" not in guide.kinds() and "undone" not in guide.kinds()


def test_a_command_typed_at_the_drawn_guide_is_no_note(begin: Begin) -> None:
    blind = begin(lang="en")
    for char in "kit undo":
        blind.key(char)
    blind.key("enter")
    blind.rests()
    for _ in range(3):
        if blind.asked != "step":
            blind.key("enter")
            blind.rests()
    assert not blind.notes() and "takes no commands. Take back the last entry: u" in blind.session.alert


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    found = NumberedHome(tmp_path, "zh", monkeypatch)
    found.opens("power-outage", "fire")
    yield found
    ABOVE[:] = before


@pytest.mark.parametrize("leads", [(), ("n",), ("三号窗口前面有人吵起来了",), ("n", "f")])
def test_a_command_typed_at_the_numbered_home_is_neither_looked_for_nor_kept_for_a_note(home: NumberedHome, leads: tuple[str, ...]) -> None:
    before = home.kinds()
    home.types(*leads, "kit undo", "0", "q", "x")
    assert any("已经在 kit 里，这里不用命令。键入 u" in screen and "\a" in screen for screen in home.screens)
    assert home.kinds() == before and "没有记下“kit undo”" not in home.said()
