"""Two letters that a hand types for something else are answered in words."""

from __future__ import annotations

import pytest

from tests.live.test_wrong_one_back import Play, play  # noqa: F401
from tests.support.numbered import up_to


@pytest.mark.parametrize(("lang", "zero", "no_answer"), [("zh", "0 在这里什么也没答", "电话没打通是 2"), ("en", "0 answers nothing here", '"No answer" is 2')])
def test_zero_at_a_step_says_that_it_answers_nothing_and_n_at_a_call_names_no_answer(
    play: Play, lang: str, zero: str, no_answer: str  # noqa: F811
) -> None:
    """``0`` (nobody is missing) only listed the choices again; ``n`` (no answer) opened a note three times."""
    guide = play("0", lang=lang)
    assert zero in guide.screens[-1]
    waits = up_to(lambda view: view.step.answer == "call")
    guide = play("n", lang=lang, at=waits)
    assert guide.question == "note" and no_answer in guide.screens[-1], guide.screens[-1]
    assert no_answer not in play("n", lang=lang).screens[-1]
