"""A figure and Enter typed straight on at a step that wants one."""

from __future__ import annotations

import pytest

from tests.live.conftest import Begin
from tests.support.blind import Blind


def typed(begin: Begin, type_: str, at: str, text: str, pace: float) -> Blind:
    blind = begin(type_, "zh", at=at)
    blind.loop.pass_(8)
    for key in (*text, "enter"):
        blind.key(key, pace)
    return blind


def answers(blind: Blind, step: str) -> list[str]:
    entries = blind.session.folder.entries
    return [e.event.value for e in entries if e.event.kind == "step-done" and e.event.step == step]  # type: ignore[attr-defined]


CASES = [("lift-entrapment", "inside", "2"), ("lift-entrapment", "inside", "12"), ("self-harm-caller", "caller", "00000013")]


@pytest.mark.parametrize("pace", [0.2, 0.4])
@pytest.mark.parametrize(("type_", "step", "text"), CASES)
def test_it_is_asked_at_once_whether_it_answers_the_step(begin: Begin, type_: str, step: str, text: str, pace: float) -> None:
    """The Enter behind ``2`` only opened a line, and keys went into it; a caller's number became a note unasked."""
    blind = typed(begin, type_, step, text, pace)
    assert blind.asked == "number-typed" and not blind.notes() and not answers(blind, step)
    assert "备注栏" not in blind.screen.word
    blind.key("y", 2)
    blind.rests()
    assert answers(blind, step) == [text] and not blind.notes() and blind.asked == "step"


@pytest.mark.parametrize(("type_", "step", "text"), CASES)
def test_said_to_be_a_note_it_is_one_at_once(begin: Begin, type_: str, step: str, text: str) -> None:
    blind = typed(begin, type_, step, text, 0.25)
    blind.key("#", 2)
    blind.rests()
    assert blind.notes() == [text] and not answers(blind, step) and blind.asked == "step"
