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
        assert blind.notes() == [key + text if key == "p" else text]
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
        blind.screen._fragments()
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


def test_behind_what_was_recorded_at_an_unannounced_call_its_enter_is_not_asked_again(begin: Begin) -> None:
    """``x``, the next number, Enter: the hand has seen whom it calls."""
    blind = inserted(begin)
    blind.screen.throw(Pressed(""))
    blind.loop.pass_(6)
    assert {"done", "no-answer"} <= set(blind.screen.posed.question.moved)
    before = blind.kinds()
    blind.key("x", 1)
    blind.rests()
    assert blind.asked == "so-soon", "it is asked about as its Enter is, once"
    blind.key("y", 2)
    blind.rests()
    assert blind.kinds()[len(before) :].count("called") == 1 and not blind.screen.posed.question.moved
    blind.key("enter", 30)
    blind.rests()
    assert blind.asked == "step" and blind.kinds()[len(before) :].count("called") == 2


@pytest.mark.parametrize("then", ["q", "escape", "words", "u"])
def test_a_reason_in_pinyin_read_back_in_a_silent_type_is_lost_on_no_way_out(begin: Begin, then: str) -> None:
    blind = begin("robbery", lang="zh")
    blind.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
    if blind.asked == "silent":
        blind.key("enter", 3)
        blind.rests()
    blind.loop.pass_(4)
    blind.key("s")
    blind.loop.pass_(0.45)
    for char in "hao le mei shi":
        blind.key(char)
    blind.key("enter")
    assert blind.asked == "read-back", (blind.notes(), blind.kinds(), blind.session.message)
    if then == "words":
        blind.rests()
        blind.words("客户都在大厅")
        blind.key("enter")
        assert "客户都在大厅" in blind.notes()
    else:
        blind.key(then, 3)
    blind.loop.pass_(3)
    line: Any = blind.screen.prose.lines.line
    kept = " ".join([line.left, *line.lost, *blind.notes(), *(o.label for o in blind.screen.posed.question.options)])
    assert "hao le mei shi" in kept and "step-skipped" not in blind.kinds()


def closed(begin: Begin) -> Any:
    blind = begin(lang="zh")
    blind.screen.app.exit = lambda **_: None  # type: ignore[method-assign]
    blind.key("e", 1)
    blind.rests()
    blind.types(blind.session.incident.ref[-4:].lower())
    blind.rests()
    blind.key("v", 1)
    blind.rests()
    assert blind.session.incident.closed is not None and blind.asked == "closed"
    return blind


def test_the_code_of_the_incident_that_was_just_closed_is_no_note_and_words_behind_it_wait_with_its_name(begin: Begin) -> None:
    """It waited, and was offered at home as a note of another incident."""
    blind = closed(begin)
    before = blind.kinds()
    blind.words(blind.session.folder.ref[-4:])
    blind.key("enter")
    blind.rests()
    assert blind.asked != "behind" and blind.kinds() == before and list(blind.session.unsaid) == []
    blind.session.unsaid.place = blind.session.folder.ref
    blind.words("走廊有烟")
    blind.key("enter")
    blind.rests()
    blind.key("#", 2)
    blind.rests()
    assert dict(blind.session.unsaid.of) == {"走廊有烟": blind.session.folder.ref}  # home asks where it goes


@pytest.mark.parametrize("by", ["", "n"])
@pytest.mark.parametrize("after", ["", "another sentence", "enter enter"])
def test_words_typed_behind_the_closing_are_none_of_it_and_wait(begin: Begin, by: str, after: str) -> None:
    """They became notes of the closed incident, whose code was on paper by then."""
    blind = closed(begin)
    before = blind.kinds()
    if by:
        blind.key(by, 2)
        blind.rests()
    blind.words("走廊有烟")
    blind.key("enter")
    blind.rests()
    assert blind.asked == "behind"
    if after == "another sentence":
        blind.words("二号门打不开")
        blind.key("enter")
    elif after:
        blind.key("enter", 1)
        blind.key("enter", 1)
    blind.rests()
    blind.key("#", 2)
    blind.rests()
    assert blind.kinds() == before
    assert set(blind.session.unsaid) >= ({"走廊有烟", "二号门打不开"} if after == "another sentence" else {"走廊有烟"})


def test_a_late_note_behind_the_closing_is_one_by_its_letter(begin: Begin) -> None:
    blind = closed(begin)
    blind.words("走廊有烟")
    blind.key("enter")
    blind.rests()
    blind.key("y", 2)
    blind.rests()
    assert blind.notes() == ["走廊有烟"] and blind.asked == "closed" and blind.session.unsaid == []


def test_words_typed_soon_behind_that_somebody_was_reached_are_asked_about(begin: Begin) -> None:
    """``xianchang民警2个人到了`` became what the supervisor had said; and whom it was about stood nowhere."""
    blind = begin(lang="zh")
    blind.loop.pass_(4)
    blind.key("c", 1)
    blind.loop.pass_(2)
    whom = blind.screen.posed.question.options[1].label
    blind.key("2", 1)
    blind.rests()
    assert blind.asked == "call-result" and "打通了吗" in blind.screen.posed.question.text
    name = blind.screen.posed.question.text.partition("：")[0]
    assert name and (name in whom or blind.session.post("supervisor"))
    blind.key("1", 1)
    blind.rests()
    assert blind.asked == "call-said"
    blind.loop.pass_(0.5)
    for char in "xianchang民警2个人到了":
        blind.key(char)
    blind.key("enter")
    blind.rests()
    assert blind.asked == "read-back" and blind.kinds().count("called") == 1
    blind.key("#", 2)
    blind.rests()
    (note,) = blind.notes()
    assert note.endswith("xianchang民警2个人到了")


def test_the_first_down_on_a_list_moves_and_a_step_that_was_done_is_asked_about(begin: Begin) -> None:
    blind = begin(lang="zh")
    views = blind.session.incident.views()
    blind.session.moved(lambda d: acts.tick(d, views[0].key, ""))
    blind.screen.throw(Pressed(""))
    blind.rests()
    blind.key("g", 1)
    blind.rests()
    blind.words("系统")
    first = blind.screen.posed.marked()
    blind.screen.posed.move(1)
    assert first is None and blind.screen.posed.marked() == blind.screen.posed.options()[0].name  # several fit
    blind.screen.posed.move(1)
    assert blind.screen.posed.marked() == blind.screen.posed.options()[1].name
    blind.key("escape", 2)
    blind.rests()
    before = blind.kinds()
    blind.key("g", 1)
    blind.rests()
    blind.key("1", 1)
    blind.key("enter", 1)
    blind.rests()
    assert blind.asked == "reopen" and blind.kinds() == before
    blind.key("b", 2)
    blind.rests()
    assert blind.asked == "step" and blind.kinds() == before
