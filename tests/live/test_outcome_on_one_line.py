"""Where an acknowledgement must do with less than it takes, what came of the act stays whole: its title goes first."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.cells import fitted, width
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.live.guide.show.parts import told_brief
from kit.live.guide.show.picture import _along
from kit.live.guide.talk import told
from kit.live.guide.talk.giving import gives
from tests.live.conftest import Begin
from tests.support.hands import Later

NEXT = {"en": "call next: ", "zh": "改打："}


def flat(lines: list[str]) -> str:
    return "".join("".join(lines).split())


@pytest.mark.parametrize("rows", [8, 10, 12, 15])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_after_two_calls_who_is_called_next_stands_whole_in_60x18_whatever_is_asked_below(begin: Begin, lang: str, rows: int) -> None:
    """``打电话给呼叫..管..改打：中心经理``: reached, or not?"""
    blind = begin("power-outage", lang)
    session = blind.session
    view = next(v for v in session.incident.views() if v.step.answer == "call" and v.role)
    for _ in range(2):
        session.record(lambda d: acts.call(d, view.role, "no-answer", step=view.key))
    message = session.message
    assert NEXT[lang] in message, message
    shown = flat(text_of(session.picture(60, rows)))
    why = "两次未接通" if lang == "zh" else "Two calls unanswered"
    for part in (message.partition(NEXT[lang])[2], *([NEXT[lang].strip(), why] if rows > 8 else ["next:" if lang == "en" else "改打："])):
        assert "".join(part.split()) in shown, (message, text_of(session.picture(60, rows)))


def test_a_note_and_the_call_just_before_it_are_two_lines_and_no_bracket_stays_open(begin: Begin) -> None:
    """``备注：中心..了 （已记录 #79：打电话给``, with its end ``））`` amid what had gone with it."""
    for lang, words in (("zh", "中心经理复述了"), ("en", "Centre manager repeated it")):
        blind = begin("power-outage", lang)
        session = blind.session
        view = next(v for v in session.incident.views() if v.step.answer == "call" and v.role)
        session.record(lambda d, v=view: acts.call(d, v.role, "reached", step=v.key))
        session.understood = session.word("said-too", text=session.message)
        session.record(lambda d, text=words: acts.note(d, text))
        extras = _along(session.extras(80), lang, 80)
        assert extras.message.endswith(words) and session.message.startswith(extras.message)
        assert extras.alert and "（已" not in extras.alert and extras.alert.count("（") == extras.alert.count("）")
        assert extras.alert.count("(") == extras.alert.count(")")
        assert flat([words]) in flat(text_of(session.picture(60, 15)))


@pytest.mark.parametrize("cells", range(30, 80))
def test_a_line_that_holds_no_more_keeps_its_number_and_how_it_ends(cells: int) -> None:
    for text, end in (
        ("已记录 #38：打电话给呼叫中心主管，第 2 次：未接通。改打：中心经理", "改打：中心经理"),
        ("Recorded #38: Call to the call centre supervisor, time 2: no answer. Next: centre manager", "Next: centre manager"),
    ):
        line = fitted(text, cells, ["呼叫中心主管", "call centre supervisor"])
        assert width(line) <= cells
        assert "#38" in line and (line.endswith(end) or cells < 36), line


def test_one_line_is_not_given_where_it_would_lose_how_it_went(begin: Begin) -> None:
    blind = begin("power-outage", "en")
    session = blind.session
    view = next(v for v in session.incident.views() if v.step.answer == "call" and v.role)
    for _ in range(2):
        session.record(lambda d: acts.call(d, view.role, "no-answer", step=view.key))
    assert gives(session)
    extras = session.extras(60)
    assert told_brief(extras, 60, "en") == [] and len(told_brief(extras, 60, "en", least=True)) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_in_a_low_numbered_window_the_last_line_keeps_who_is_called_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    hands = Later(tmp_path, lang, "power-outage")
    session = hands.session
    view = next(v for v in session.incident.views() if v.step.answer == "call" and v.role)
    for _ in range(2):
        session.record(lambda d: acts.call(d, view.role, "no-answer", step=view.key))
    monkeypatch.setattr(told, "rows", lambda: 16)
    monkeypatch.setattr(told, "cells", lambda: 59)
    end = session.message.partition(NEXT[lang])[2]
    last = told.show_state(session, hands.question).splitlines()[-1]
    assert end and last.endswith(NEXT[lang] + end) and "#" in last and width(last) <= 59, last
