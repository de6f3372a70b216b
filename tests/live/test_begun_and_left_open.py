"""At the foot of a low window it stands what was begun; and an immediate step that was left open has its line at every later one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from kit.live.guide.talk import told
from tests.support.hands import Hands
from tests.support.numbered_home import NumberedHome


@pytest.mark.parametrize(("lang", "typed", "says"), [("en", "flood", "Recorded #1: Incident opened: Flood"), ("zh", "地上有水", "已记录 #1：事件开始：防汛")])
def test_what_was_begun_is_named_last_where_its_head_has_scrolled_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, typed: str, says: str) -> None:
    """A second incident was opened by a sentence at home, and nothing of 24 rows named it."""
    home = NumberedHome(tmp_path, lang, monkeypatch)
    home.opens("robbery")
    monkeypatch.setattr(told, "rows", lambda: 24)
    home.types(typed, (12, "y"), (12, "q"), (12, "0"))
    step = next(each for each in home.screens if "\n> " in each)
    assert says in "\n".join(step.rstrip().splitlines()[-3:]), step


@pytest.mark.parametrize(("lang", "says"), [("en", "Power outage: immediate steps not done: 3"), ("zh", "停电：立即动作 3 项未做")])
def test_an_immediate_step_that_was_left_open_has_its_line_at_a_later_one(tmp_path: Path, lang: str, says: str) -> None:
    """It stood only at a step of another list: whoever went to "power back" was told of no torch and nobody in the lift."""
    hands = Hands(tmp_path, lang, "power-outage")
    hands.ctx.me = type(hands.ctx.me)("li", lang, False, "")

    def picture() -> str:
        lines = hands.session.picture(100, 60)
        return "\n".join("".join(part[1] for part in line) for line in lines)

    assert says not in picture()
    hands.session.record(lambda d: acts.take_up(d, "power-back"))
    assert says in picture(), picture()
    for key in [view.key for view in hands.session.incident.open_views() if view.phase == "immediate"]:
        hands.session.record(lambda d, k=key: acts.not_applicable(d, k, "no"))  # type: ignore[misc]
    hands.session.record(lambda d: acts.take_up(d, "power-back"))
    assert says not in picture() and says[:-1] not in picture()
