"""A call that was made for a step and reached nobody is recorded there, though the step records a name and no post's call."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kit.incidents.incident.rules import acts
from kit.live.guide.talk.keys.step import KEYS
from kit.live.guide.talk.numbers import EVERY
from tests.support.hands import Hands
from tests.support.shipped import every_list


@pytest.mark.parametrize("type_", ["customer-ill", "customer-injured"])
def test_the_family_that_was_not_reached_is_a_call_in_vain_and_the_step_stands_open(tmp_path: Path, type_: str) -> None:
    """``x`` did nothing there, though the step says to call again in some minutes when nobody answers."""
    hands = Hands(tmp_path, "en", type_, profile="service-hall")
    hands.session.moved(lambda d: acts.take_up(d, "family"))
    hands.press("note", None)
    assert hands.offered()["x"] == "no-answer"
    assert hands.press("no-answer").name == "call-name"
    hands.press("her sister")
    assert [(made.call.who, made.call.result) for made in hands.session.incident.calls] == [("her sister", "no-answer")]
    assert hands.session.step is not None and hands.session.step.key == "family" and not hands.session.step.state.answered
    other = next(v.key for v in hands.session.incident.open_views() if v.step.answer == "text" and not v.step.do.en.startswith("Phone"))
    hands.session.moved(lambda d: acts.take_up(d, other))
    hands.press("note", None)
    assert "x" not in hands.offered(), "a step that phones nobody has no such key"


def test_at_no_step_that_phones_or_records_who_is_the_first_answer_that_nobody_was_reached() -> None:
    """At "Phone the family" ``1`` was "No answer", and ``1 Mrs Hu`` a call in vain; everywhere else it is the answer."""
    phoned = 0
    for step in (step for each in every_list() for _, step in each.steps()):
        session: Any = SimpleNamespace(step=SimpleNamespace(step=step, choices=step.choices))
        own = [key.name for key in KEYS if key.name not in EVERY and key.when(session)]
        first = step.choices[0].en if own[0].startswith("pick") else own[0]
        if re.match("phone|call", step.do.en, re.I) or "who" in step.do.en:
            assert not re.search("no-answer|phone-off|not reached|no answer|nobody answers", first, re.I), (step.id, first)
        phoned += "no-answer" in own
        assert "no-answer" not in own or own[:2] == ["done", "no-answer"], step.id
    assert phoned > 100
