"""Ctrl-C pressed twice: the second comes when the first has ended everything, and is no fault."""

from __future__ import annotations

from pathlib import Path

from kit.ground.terminal.ask import Question
from kit.ground.terminal.prompt_keys import Typed
from kit.ground.terminal.prompts import PromptAsker
from tests.support.blind import Blind, Loop


def test_a_second_ctrl_c_in_the_guide_comes_too_late_and_raises_nothing(tmp_path: Path, loop: Loop) -> None:
    screen = Blind(tmp_path, "zh", "robbery", loop).screen
    assert not screen.app.is_running
    screen.leave(KeyboardInterrupt())


def test_a_second_ctrl_c_at_a_single_question_comes_too_late_and_raises_nothing() -> None:
    asked = Question("name", "姓名", kind="text")
    question = PromptAsker("zh")._build(asked)
    Typed(question.application, asked, "zh", 0.0, [])
    question.application.exit(exception=KeyboardInterrupt())
    question.application.exit(exception=EOFError)


def test_a_digit_leads_to_an_option_of_a_short_list_and_a_long_one_has_no_digits() -> None:
    """``2`` and Enter recorded the first of five ends of an incident."""
    from kit.ground.terminal.ask import Option

    options = [Option(name, name) for name in ("resolved", "handed", "false")]
    asked = PromptAsker("zh")._build(Question("outcome", "怎么结束的：", options=options))
    keys = {binding.keys[0] for binding in asked.application.key_bindings.bindings}
    assert {"1", "2", "3"} <= keys and "4" not in keys
    many = [Option(f"n{n}", f"n{n}") for n in range(12)]
    asked = PromptAsker("zh")._build(Question("post", "岗位：", options=many))
    assert "1" not in {binding.keys[0] for binding in asked.application.key_bindings.bindings}
