"""What the hand-over asks in words, by a hand that types on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kit.shifts.handover.talk import ask


def asking(*typed: str) -> tuple[Any, list[str], list[str]]:
    """A context that is given these lines; what was asked, and what was said between."""
    lines, asked, said = iter(typed), [], []

    def answer(question: Any) -> str:
        asked.append(question.name)
        return next(lines)

    ctx = SimpleNamespace(
        me=SimpleNamespace(lang="en"), unsaid=[], ask=SimpleNamespace(ask=answer), err=SimpleNamespace(say=lambda key, **_: said.append(key))
    )
    return ctx, asked, said


HELD = SimpleNamespace(ref="7K2M", outlook=None, old=False, incident=SimpleNamespace(checklist=SimpleNamespace(title={"en": "Fire"})))


def test_no_bare_number_and_no_letter_is_what_is_to_be_done_if_something_happens() -> None:
    """``2`` for how it stands, then ``1`` three times: if 1, then 1, call 1."""
    ctx, asked, said = asking("watch", "1", "1", "smoke again", "y", "clear the floor", "1", "110")
    told = ask.outlook(ctx, HELD)  # type: ignore[arg-type]
    assert told == {"state": "watch", "when": "smoke again", "then": "clear the floor", "call": "110"}
    assert said == ["screen.words-wanted"] * 4 and asked.count("when") == 3


@pytest.mark.parametrize("number", ["110", "13900000002", "60011"])
def test_a_number_that_one_calls_is_whom_to_call(number: str) -> None:
    ctx, _, said = asking(number)
    assert ask.words(ctx, "call", "ask-call") == number and said == []


def test_points_said_back_are_words() -> None:
    ctx, _, said = asking("1", "two seats are dead")
    assert ask.needed(ctx, "point", "ask-point", n=1) == "two seats are dead" and said
