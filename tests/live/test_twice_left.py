"""Ctrl-C pressed twice: the second comes when the first has ended everything, and is no fault."""

from __future__ import annotations

from pathlib import Path

from kit.ground.terminal.ask import Question
from kit.ground.terminal.prompts import PromptAsker, _leaves
from tests.support.blind import Blind, Loop


def test_a_second_ctrl_c_in_the_guide_comes_too_late_and_raises_nothing(tmp_path: Path, loop: Loop) -> None:
    screen = Blind(tmp_path, "zh", "robbery", loop).screen
    assert not screen.app.is_running
    screen.leave(KeyboardInterrupt())


def test_a_second_ctrl_c_at_a_single_question_comes_too_late_and_raises_nothing() -> None:
    question = PromptAsker("zh")._build(Question("name", "姓名", kind="text"))
    _leaves(question.application)
    question.application.exit(exception=KeyboardInterrupt())
    question.application.exit(exception=EOFError)
