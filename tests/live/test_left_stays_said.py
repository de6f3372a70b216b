"""An act that was asked about and left for something else stands nowhere: it stays said, with its key."""

from __future__ import annotations

import pytest

from kit.ground.terminal.standing import still_open
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.live.test_not_counted import shown
from tests.support.blind import Blind

SAID = {"zh": "没有答：恢复后再次中断（按 z 再问）", "en": "Not answered: Down again (press z)"}
WORDS = {"zh": "消防十分钟", "en": "ten more minutes"}


def back_up(begin: Begin, lang: str) -> Blind:
    """It works again; and the key for "down again", which asks whether that is so."""
    blind = begin("application-outage", lang)
    at = blind.session.now().wall.isoformat(timespec="seconds")
    blind.session.record(lambda d: acts.tick(d, "restored", at))
    blind.key("n", 5)
    blind.key("escape", 2)
    blind.rests()
    blind.key("z", 5)
    blind.rests()
    assert blind.asked == "down" and SAID[lang] not in shown(blind)
    return blind


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_down_again_asked_and_left_stays_said_whatever_comes_behind_it_until_it_is_recorded(begin: Begin, lang: str) -> None:
    """``z``, ``o`` (refused), ``d`` (nothing due), ``r``, a note: the outage stood nowhere, and nobody was told."""
    blind = back_up(begin, lang)
    blind.key("o", 2)
    blind.key("d", 2)
    blind.rests()
    assert blind.asked != "down" and SAID[lang] in shown(blind)
    blind.key("r", 2)
    blind.rests()
    assert SAID[lang] in shown(blind)
    for _ in range(3):
        blind.loop.pass_(5)
        blind.entered_in(lang, WORDS[lang])
        if blind.asked != "step":
            blind.key("escape", 3)
        blind.loop.pass_(5)
        assert SAID[lang] in shown(blind)
    assert SAID[lang].split("：" if lang == "zh" else ": ")[1].split("（" if lang == "zh" else " (")[0] in still_open(blind.screen.prose.standing)[0]
    blind.key("z", 5)
    blind.rests()
    assert blind.asked == "down" and SAID[lang] not in shown(blind)
    blind.key("y", 5)
    blind.rests()
    assert "down-again" in blind.kinds() and SAID[lang] not in shown(blind)


@pytest.mark.parametrize("key", ["escape", "n"])
def test_whoever_goes_back_from_it_or_says_no_has_answered_it(begin: Begin, key: str) -> None:
    blind = back_up(begin, "zh")
    blind.key(key, 3)
    blind.rests()
    assert "down-again" not in blind.kinds() and SAID["zh"] not in shown(blind)


def test_recorded_in_another_way_it_is_over(begin: Begin) -> None:
    blind = back_up(begin, "zh")
    blind.key("d", 2)
    blind.rests()
    assert SAID["zh"] in shown(blind)
    blind.session.record(acts.down_again)
    blind.key("escape", 5)
    blind.rests()
    assert blind.asked == "step" and SAID["zh"] not in shown(blind)
