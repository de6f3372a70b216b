"""What stands on the drawn guide is what holds: so many are due as stand there as due, and taking back wants two keys
also where the line has no room to say more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.base.cells import width
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.live.guide.show.parts import Extras, told
from tests.support.constants import TEN
from tests.support.hands import Later


def late(hands: Later) -> list[str]:
    return [line for line in text_of(hands.session.picture(100, 40)) if line.startswith(" !")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_put_off_and_is_late_is_counted_with_what_rings(tmp_path: Path, lang: str) -> None:
    """"1 due" stood under two lines that were late."""
    hands = Later(tmp_path, lang, "power-outage")
    hands.session.record(lambda d: acts.tick(d, "trapped"))
    hands.at(6)
    first = hands.session.due()[0].key
    hands.session.record(lambda d: acts.timer_snooze(d, first, TEN + timedelta(minutes=60), "busy"))
    hands.at(30)
    pieces = "\n".join(text_of(hands.session.picture(100, 40)))
    many, due = len(late(hands)), len(hands.session.due())
    assert due and many == due + 1
    said = f"{many} due (1 to ring again): d answers" if lang == "en" else f"到时 {many} 项（1 项待再提醒）：按 d 回答"
    assert said in pieces, pieces
    hands.session.record(lambda d: acts.timer_told(d, first, "tech"))
    pieces = "\n".join(text_of(hands.session.picture(100, 40)))
    assert ("to ring again" if lang == "en" else "待再提醒") not in pieces


def test_what_is_over_in_the_registers_is_counted_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Later(tmp_path, "en", "power-outage")
    hands.at(6)
    before = len(hands.session.due())
    monkeypatch.setattr(hands.session.registered, "lapsed", lambda: 2)
    assert f"{before + 2} due: d answers" in "\n".join(text_of(hands.session.picture(100, 40)))


@pytest.mark.parametrize(("lang", "back", "brief"), [("zh", "（u u 撤回）", "（u u 撤回）"), ("en", "(u u takes it back)", "(u u undo)")])
def test_two_keys_are_named_where_the_line_is_cut(lang: str, back: str, brief: str) -> None:
    """``(u undo)`` stood there, and one ``u`` only asks."""
    extras = Extras(message="Recorded #5: " + "a long fact " * 8, back=back)
    first, line = text_of(told(extras, 60, lang))
    assert line.endswith(brief) and max(width(first), width(line)) <= 60
