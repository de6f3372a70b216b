"""What is due and whose matter is over has an answer: the step by which its list ends it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.live.guide.talk.letters import ANSWERS, LETTERS, OVER
from tests.live.conftest import Begin
from tests.support.constants import TEN
from tests.support.numbered import Numbered

STEP = {"zh": "不再需要：去填“", "en": 'Over: go to "'}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("type_", "minute", "leads"), [("caller-in-danger", 6, "line"), ("lift-entrapment", 31, "freed")])
def test_the_answers_name_the_step_that_ends_it_and_a_key_goes_there(
    begin: Begin, lang: str, type_: str, minute: float, leads: str
) -> None:
    """`yes`, `not yet`, `later`, `by somebody else`: none was true once the police had the caller, and it rang on."""
    blind = begin(type_, lang, minute=minute)
    timer = blind.session.due()[0].key
    known = blind.kinds()
    blind.key("d", 2)
    blind.rests()
    option = next(o for o in blind.screen.posed.question.options if o.name == "ends")
    assert option.key == OVER and option.label.startswith(STEP[lang])
    blind.key(OVER, 1)
    blind.rests()
    assert blind.session.step is not None and (blind.asked, blind.session.step.key) == ("step", leads)
    assert timer in {t.key for t in blind.session.incident.running()}, "nothing is answered by going there"
    assert set(blind.kinds()[len(known) :]) <= {"step-doing"}


def test_in_lines_it_goes_there_too_and_the_answer_there_ends_what_rang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = iter([(12.0, "d"), (8.0, OVER), (12.0, "3"), (5.0, "y")])

    def says(screen: str) -> Any:
        if guide.session.step is not None and guide.session.step.key == "line" and guide.question == "step":
            there.append([choice.id for choice in guide.session.step.step.choices])
        return next(lines, None)

    there: list[list[str]] = []
    guide = Numbered(tmp_path, "en", "caller-in-danger", monkeypatch, says)
    guide.hands.now = lambda: Now(TEN + timedelta(minutes=6))  # type: ignore[method-assign]
    guide.run()
    assert there and "still-there" not in {t.key for t in guide.session.incident.running()}, there


def test_its_key_is_no_letter_of_a_timer_and_no_answer() -> None:
    assert OVER not in LETTERS + ANSWERS
