"""A check that somebody else saw to is answered with his name, as a call is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.entries import entry_text
from kit.live.guide.talk.due import _options
from tests.support.hands import Hands, Later
from tests.support.kit import Kit

LABEL = {"zh": "是，由别人办的", "en": "Yes, someone else saw to it"}
READS = {"zh": "计时已答，是：10分钟内告知客户（老周）", "en": "Timer answered, yes: Inform customers within 10 minutes (Lao Zhou)"}
WHO = {"zh": "老周", "en": "Lao Zhou"}


def asked(home: Path, lang: str) -> Later:
    hands = Later(home, lang, "power-outage")
    hands.at(11)
    for timer in hands.session.due():
        if timer.key != "customer-notice":
            hands.session.record(lambda d, key=timer.key: acts.timer_cancel(d, key, "x"))  # type: ignore[misc]
    hands.press("note", None)
    hands.press("due")
    assert hands.question.name == "due"
    return hands


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_somebody_else_told_the_customers(tmp_path: Path, lang: str) -> None:
    """Only yes, not yet and later were offered, where every call offers "told someone else"."""
    hands = asked(tmp_path, lang)
    options = {option.name: option for option in hands.question.options}
    assert options["other"].label == LABEL[lang] and options["other"].key == "h"
    hands.press("other", WHO[lang])
    entry = next(e for e in hands.session.folder.entries if e.event.kind == "timer-answered")
    assert entry_text(hands.session.incident, entry, lang).startswith(READS[lang])
    assert hands.session.incident.timers["customer-notice"].status == "answered"


def test_its_step_that_asks_for_more_stands_open_all_the_same(tmp_path: Path) -> None:
    hands = asked(tmp_path, "en")
    hands.press("other", "Lao Zhou")
    state = hands.session.incident.step_state("notice")
    view = hands.session.incident.view("notice")
    assert view is not None and (state.status == "done") == (view.step.answer == "done")


def test_a_check_that_is_nobody_s_step_offers_no_name(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "en", "power-outage")
    timer = hands.session.incident.timers["long-outage"]
    assert "other" not in {option.name for option in _options(hands.session, timer)}


def test_the_command_keeps_the_name_too(bare: Kit) -> None:
    """``kit timer customer-notice --told "Lao Zhou"`` said yes and dropped whom it named."""
    Hands(bare.home, "en", "power-outage")
    result = bare("--lang", "en", "timer", "customer-notice", "Lao Zhou", "--told")
    assert result.code == 0 and "(Lao Zhou)" in result.out, result.err + result.out
