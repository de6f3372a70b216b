"""What was typed into a form while another terminal dealt with what it is for stands nowhere: that is said at
once, and the words can be brought back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.support.constants import TEN
from tests.support.numbered import Numbered

AT = TEN + timedelta(minutes=6)
SURE = ("read-back", "who-sure")  # asked of words that were typed so quickly
FORMS = {"h": ("Wang Wu of IT",), "s": ("busy with the lift", "5")}  # told somebody else; later


def elsewhere(home: Path) -> None:
    """Another terminal of this laptop told whom the timer waits for."""
    there = Store(str(home))
    there.record(there.pick(""), Now(AT), "wang", lambda d: acts.timer_told(d, "report-5", "supervisor"))


@pytest.mark.parametrize("key", FORMS)
def test_on_the_drawn_screen_words_for_what_is_over_are_named_and_come_back(
    begin: Begin, tmp_path: Path, key: str
) -> None:
    """Only that the timer is over was said, by its id; the name of who was told, or why it was put off, was gone."""
    blind = begin(minute=6)
    blind.key("d", 3)
    blind.key(key, 3)
    for text in FORMS[key]:
        for char in text:
            blind.key(char)
        if text == FORMS[key][-1]:
            elsewhere(tmp_path)
            blind.session.refresh()
        blind.key("enter", 3)
        while blind.asked in SURE:
            blind.key("y", 3)
            blind.rests()
    assert blind.asked == "step" and blind.kinds().count("called") == 1
    assert "another terminal" in blind.session.alert and "report-5" not in blind.session.alert
    assert FORMS[key][0] in blind.screen.prose.breath.remarks.said()
    blind.key("n", 3)
    blind.loop.pass_(3)
    blind.screen.recall()
    assert FORMS[key][0] in blind.line()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("key", FORMS)
def test_in_numbered_lines_the_same_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, key: str
) -> None:
    """What the other terminal had recorded was taken for what the form records."""
    lines = iter(["99", "d", key, *FORMS[key], "v"])
    found: list[str] = []

    def says(screen: str) -> Any:
        found.append(screen)
        if len(found) == 1:
            guide.hands.now = lambda: Now(AT)  # type: ignore[method-assign]
            return ""
        line = "y" if "  y  " in screen[-200:] and "#" not in screen[-200:] else next(lines, None)
        if line == FORMS[key][-1]:
            elsewhere(tmp_path)
        return line if line is None else (12, line)

    guide = Numbered(tmp_path, lang, "application-outage", monkeypatch, says)
    guide.run()
    said = next(screen for screen in found if {"zh": "另一个窗口", "en": "another terminal"}[lang] in screen)
    assert "".join(FORMS[key][0].split()) in "".join(said.split()), said
    assert [e.event.kind for e in guide.entries()].count("called") == 1


@pytest.mark.parametrize("how", ["skip", "hand"])
def test_a_form_about_a_step_that_another_terminal_answered_puts_that_answer_not_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """While the reason was typed somebody answered the question: the skip counted, and stopped the deadline that
    the answer had started."""
    number, *form = {"skip": ("11", "no other line"), "hand": ("13", "Wang Wu", "10:30")}[how]
    lines = iter([number, *form, *["y", "0"] * 2])
    found: list[str] = []

    def says(screen: str) -> Any:
        found.append(screen)
        if len(found) == 1:
            guide.session.moved(lambda d: acts.take_up(d, "cause"))
            return ""
        line = "y" if "  y  " in screen[-200:] else next(lines, None)
        if line == form[-1]:
            there = Store(str(tmp_path))
            there.record(there.pick(""), Now(TEN), "wang", lambda d: acts.tick(d, "cause", "mains"))
        return line if line is None else (12, line)

    guide = Numbered(tmp_path, "en", "power-outage", monkeypatch, says)
    guide.run()
    there = Store(str(tmp_path)).pick("").incident
    assert there.view("cause").state.value == "mains" and there.timers["report-manager"].status == "running", found
    screen = next(screen for screen in found if "at another terminal, so nothing was recorded here: " in screen)
    assert form[0] in screen and "ot recorded" in screen
