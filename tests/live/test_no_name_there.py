"""A note typed behind an Enter that opened a line for a name: what plainly is no name is read back."""

from __future__ import annotations

import pytest

from kit.live.guide.show.parts import told
from tests.live.conftest import Begin
from tests.support.blind import Blind


def opened(begin: Begin, lang: str, text: str, gap: float) -> Blind:
    """Long after anything was done; the Enter was meant for something else."""
    blind = begin(lang=lang, at="order")
    blind.loop.pass_(30)
    blind.key("enter")
    blind.loop.pass_(gap)
    if not text:
        return blind
    if text.isascii():
        for char in text:
            blind.key(char)
    else:
        blind.words(text)
    blind.key("enter", 0.6)
    blind.loop.pass_(1)
    return blind


@pytest.mark.parametrize("gap", [0.3, 1.5, 2.5, 9])
@pytest.mark.parametrize(("lang", "text"), [("en", "ambulance told worse"), ("en", "she says call her family now"), ("zh", "急救说还要八分钟"), ("zh", "他呼吸，脸色发白")])
def test_a_sentence_typed_as_the_line_for_a_name_opened_is_read_back_and_can_be_a_note(begin: Begin, lang: str, text: str, gap: float) -> None:
    """"Send one person to the door; record who" came to be done by "ambulance told worse"."""
    blind = opened(begin, lang, text, gap)
    assert blind.asked == "read-back" and "step-done" not in blind.kinds()
    blind.key("#", 1)
    blind.loop.pass_(1)
    assert blind.notes() == [text] and "step-done" not in blind.kinds()


@pytest.mark.parametrize(("lang", "text"), [("en", "Pete"), ("en", "Oli Madeup"), ("en", "pete"), ("zh", "赵敏"), ("zh", "弟弟李强")])
def test_a_name_is_the_answer(begin: Begin, lang: str, text: str) -> None:
    blind = opened(begin, lang, text, 1.5)
    assert blind.asked == "step" and "step-done" in blind.kinds() and not blind.notes()


def test_whoever_has_read_what_is_asked_answers_it_in_whatever_words(begin: Begin) -> None:
    blind = opened(begin, "en", "the guard from next door", 4)
    assert blind.asked == "read-back" and "打得太快" not in blind.screen.posed.question.text
    blind.key("y", 1)
    blind.loop.pass_(1)
    assert "step-done" in blind.kinds() and not blind.notes()


@pytest.mark.parametrize("gap", [0.5, 2.5, 9])
@pytest.mark.parametrize(("key", "text"), [("q", "水管爆了"), ("y", "监控存了"), ("o", "又哭了")])
def test_a_key_and_a_sentence_of_four_characters_are_nobodys_name_however_slowly_they_were_typed(
    begin: Begin, gap: float, key: str, text: str
) -> None:
    """The Enter had opened a line; "q水管爆了" kept people away from the counter."""
    blind = opened(begin, "zh", "", gap)
    blind.key(key, gap)
    blind.loop.pass_(2.5)
    blind.words(text)
    blind.key("enter", 0.6)
    blind.rests()
    question = blind.screen.posed.question
    assert blind.asked == "read-back" and key + text in question.text
    assert text in question.options[1].label and key + text not in question.options[1].label
    blind.key("#", 2)
    blind.rests()
    assert blind.notes() == [text] and "step-done" not in blind.kinds()
    assert key in blind.screen.prose.breath.remarks.keys


@pytest.mark.parametrize("type_", ["fire", "caller-in-danger", "flood"])
@pytest.mark.parametrize("answer", ["name", "text"])
def test_the_same_at_every_step_that_takes_words_and_its_y_answers(begin: Begin, type_: str, answer: str) -> None:
    blind = begin(type_, "zh")
    steps = [v.key for v in blind.session.incident.views() if v.step.answer == answer]
    for step in steps[:1]:
        blind = begin(type_, "zh", at=step)
        blind.loop.pass_(30)
        blind.key("enter")
        blind.key("y", 4)
        blind.loop.pass_(3)
        blind.words("监控存了")
        blind.key("enter", 1)
        blind.rests()
        assert blind.asked == "read-back"
        blind.key("y", 3)
        blind.rests()
        view = blind.session.incident.view(step)
        assert view is not None and view.state.value == "y监控存了"


@pytest.mark.parametrize("cols", [60, 70])
def test_in_a_narrow_window_what_was_answered_keeps_the_first_words_of_its_step(begin: Begin, cols: int) -> None:
    """It read "Done: Send..ho [ambulance told worse]", and nobody knew what had been taken."""
    blind = opened(begin, "en", "Oli Madeup of the office", 4)
    blind.key("y", 1)
    blind.rests()
    lines = ["".join(text for _, text in line) for line in told(blind.session.extras(cols), cols, "en")]
    assert "Done: Name one person to keep order" in lines[0] and len(lines) <= 2
    assert "[Oli Madeup of the office]" in " ".join(" ".join(lines).split()) and "u undo" in lines[-1]
    assert all(len(line) <= cols for line in lines)
