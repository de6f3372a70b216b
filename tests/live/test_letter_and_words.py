"""Words typed straight on behind a letter, in Chinese as in Latin: nobody can have seen the form that it
opened, so that they are asked about; and who goes back leaves the form with the question."""

from __future__ import annotations

from typing import Any

import pytest

from kit.ground.terminal.ask import Pressed
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin

PASSING = {"step-doing", "timer-started", "note"}


@pytest.mark.parametrize("pace", [0.25, 0.4])
@pytest.mark.parametrize(
    ("key", "text"),
    [("s", "三楼会议室还有两个人"), ("h", "华老师建议不要提孩子"), ("j", "她妈妈也打进来了"), ("k", "客户说钱包落在2号窗口"), ("p", "对面楼说二十分钟来电")],
)
def test_a_sentence_straight_behind_a_letter_is_asked_about_and_is_a_note_without_it(begin: Begin, monkeypatch: pytest.MonkeyPatch, key: str, text: str, pace: float) -> None:
    blind = begin(lang="zh")
    rung: list[str] = []
    monkeypatch.setattr(blind.screen, "bell", lambda: rung.append(blind.asked))
    blind.loop.pass_(4)
    before = blind.kinds()
    for char in key + text:
        blind.key(char, pace)
    blind.key("enter", pace)
    assert blind.asked == "read-back" and rung and blind.kinds() == before
    for wrong in ("enter", "1", "d"):
        blind.rests()
        blind.key(wrong, 1)
    blind.key("escape", 3) if blind.asked != "read-back" else None
    blind.rests()
    if blind.asked == "read-back":
        blind.key("#", 2)
        blind.rests()
        assert blind.notes() == [text]
    assert set(blind.kinds()[len(before) :]) <= PASSING


def test_words_behind_a_form_that_can_have_been_seen_are_its_answer(begin: Begin) -> None:
    blind = begin(lang="zh")
    blind.loop.pass_(4)
    blind.key("h")
    blind.loop.pass_(1.5)
    blind.words("小李")
    blind.key("enter")
    blind.rests()
    assert "step-handed" in blind.kinds() or "handed" in " ".join(blind.kinds())


def test_esc_at_what_is_read_back_leaves_the_form_too_and_keeps_the_text(begin: Begin) -> None:
    """``s 3号保安``, Esc, ``d`` ``y`` Enter recorded a step as left out because of ``dy``."""
    blind = begin(lang="zh", at="tell-tech")
    blind.loop.pass_(4)
    before = blind.kinds()
    for char in "s3号保安":
        blind.key(char)
    blind.key("enter")
    assert blind.asked == "read-back"
    blind.key("escape", 1.2)
    assert blind.asked == "step"
    for key in ("d", "y", "enter"):
        blind.key(key, 1.2)
    blind.rests()
    assert "step-skipped" not in blind.kinds()[len(before) :]
    line: Any = blind.screen.prose.lines.line
    assert "3号保安" in " ".join([line.left, *line.lost])


def inserted(begin: Begin) -> Any:
    """A choice whose answer puts a call in front of what was announced."""
    blind = begin("power-outage", lang="zh")
    while True:
        view = blind.session.step
        assert view is not None
        if view.step.answer == "choice":
            before = blind.session.foreseen.next
            for choice in view.step.choices:
                known = len(blind.session.folder.entries)
                blind.session.record(lambda d, k=view.key, c=choice.id: acts.tick(d, k, c))
                now = blind.session.incident.current()
                if now is not None and now.key != before and now.step.answer == "call":
                    return blind
                assert len(blind.session.folder.entries) > known
                blind.session.record(lambda d, k=view.key: acts.take_up(d, k))
        blind.session.record(lambda d, k=view.key: acts.skip(d, k, "x"))
        blind.screen.throw(Pressed(""))


def test_enter_at_a_step_that_was_not_announced_is_asked_about_however_late(begin: Begin) -> None:
    """``22`` and Enter for the next question said that the manager had been reached."""
    blind = inserted(begin)
    blind.screen.throw(Pressed(""))
    blind.loop.pass_(6)
    blind.key("n")
    blind.words("技术说十分钟不行")
    blind.key("enter")
    blind.loop.pass_(6)
    before = blind.kinds()
    blind.key("enter")
    blind.rests()
    assert blind.asked == "so-soon" and blind.kinds() == before
    blind.key("y", 2)
    blind.rests()
    assert "called" in blind.kinds()[len(before) :]
