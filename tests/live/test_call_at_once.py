"""A call beside the step stands as soon as it is said how it went; what was said is a note behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.numbered import Numbered, when_a_report_is_due

Line = str | tuple[float, str] | None
Play = Callable[..., Numbered]
LONG = "the pump is in the cellar and nobody has the key to it, " * 12  # more than a call's field held


@pytest.fixture
def called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """The supervisor, by the key for calls, reached; then these lines."""

    def played(*lines: Line, lang: str = "en") -> Numbered:
        whom = "呼叫中心主管" if lang == "zh" else "call centre supervisor"
        rest, found = iter(("?", "23", whom, "1", *lines)), list[str]()

        def says(screen: str) -> Any:
            found.append(screen)
            line = next(rest, None)
            return None if line is None else (9.0, line) if isinstance(line, str) else line

        guide = Numbered(tmp_path / f"{len(list(tmp_path.iterdir()))}", lang, "power-outage", monkeypatch, says)
        guide.run()
        guide.screens = found
        return guide

    return played


def calls(guide: Numbered) -> list[str]:
    return [e.event.result for e in guide.entries() if e.event.kind == "called"]


def notes(guide: Numbered) -> list[str]:
    return [e.event.text for e in guide.entries() if e.event.kind == "note"]


@pytest.mark.parametrize("left", [(), ("b",), ("0",), ("\x1b",), ("", "n"), ("", "0", "0"), ("o",), ("q",), ("d",)])
def test_a_call_that_was_reached_stands_however_the_question_behind_it_is_left(called: Play, left: tuple[str, ...]) -> None:
    """Ctrl-C, ``b`` and a key that led out lost the call, though it had been said that somebody was reached."""
    for lang in ("zh", "en"):
        guide = called(*left, lang=lang)
        assert calls(guide) == ["reached"] and notes(guide) == [], guide.screens
        behind = guide.screens[4]
        assert ("打通了" in behind if lang == "zh" else "reached" in behind) and "#" in behind


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whoever_goes_back_behind_the_call_is_not_told_that_nothing_was_recorded(called: Play, lang: str) -> None:
    """``0`` said so of a call that stood; ``q`` named the call where only what was said is missing."""
    nothing = "没有记录" if lang == "zh" else "nothing was recorded"
    for lines in (("0",), ("he comes", "0")):
        guide = called(*lines, lang=lang)
        behind = guide.screens[-1]
        assert nothing not in behind and ("已经记下的还在：#" if lang == "zh" else "what was recorded stands: #") in behind, behind
    left = called("q", lang=lang)
    (missing,) = {line.strip("\a") for line in left.screen.splitlines() if ("没有回答" if lang == "zh" else "Left without") in line}
    assert ("打电话 —" if lang == "zh" else "Call anybody -") not in missing and missing.count("：" if lang == "zh" else ":") > 1, missing
    plain = called("0", "22", "0", lang=lang)
    assert nothing in plain.screens[-1], "an empty note behind it"


def test_what_was_said_is_a_note_that_names_the_call_and_nothing_of_it_is_cut(called: Play) -> None:
    guide = called("he sends two men", "y")
    assert calls(guide) == ["reached"]
    said, repeated = "By phone call centre supervisor said: he sends two men", "By phone call centre supervisor repeated it back"
    assert notes(guide) == [said, repeated]
    assert notes(called("he sends two men")) == [said], "Ctrl-C"
    assert notes(called("", "y")) == [repeated]
    assert LONG.strip() in "".join(notes(called(LONG, "n")))


def test_what_takes_back_behind_the_call_asks_about_the_call(called: Play) -> None:
    for lines in (("uu",), ("u",), ("he comes", "uu")):
        guide = called(*lines)
        assert guide.question == "undo" and "Call to call centre supervisor" in guide.screens[-1], guide.screens[-1]
        assert called(*lines, "y").kinds()[-1] == "undone"


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """These lines, one second apart, at the first step, whose list of numbers nobody has read."""

    def played(*lines: Line, lang: str = "en", type_: str = "power-outage") -> Numbered:
        rest, found = iter(lines), list[str]()

        def says(screen: str) -> Any:
            found.append(screen)
            line = next(rest, None)
            return None if line is None else (1.0, line) if isinstance(line, str) else line

        home = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        guide = Numbered(home, lang, type_, monkeypatch, says, listed=False)
        guide.run()
        guide.screens = found
        return guide

    return played


def test_whom_somebody_calls_typed_behind_the_number_of_a_call_is_no_note(typed: Play) -> None:
    """``23`` and ``supervisor`` became the note "supervisor"; the one post of that name is called, of several the list asks."""
    for lines in (("23", "call centre supervisor"), ("23", (0.2, "y"), "CENTRE SUPERVISOR"), ("23", "y", "centre supervisor")):
        guide = typed(*lines, (2.0, "1"))
        assert calls(guide) == ["reached"] and not notes(guide), guide.screens[-1]
    several = typed("23", "centre")
    assert several.question == "call-who" and not notes(several)
    listed = [line for line in several.screens[-1].splitlines() if "no number" in line]
    assert 1 < len(listed) < 8 and all("centre" in line for line in listed)
    assert notes(typed("23", "主管在路上", lang="zh")) == ["主管在路上"]


def test_one_truth_is_said_of_words_that_were_asked_about_and_left(typed: Play) -> None:
    """``1 bridge north rail`` stood in a note, and it was said that nothing was recorded."""
    guide = typed("1 lamps are out", (2.0, "they sit on the stairs"))
    assert len(notes(guide)) == 2 and "that nothing was recorded" not in "".join(guide.screens)
    assert "kept as a note only" in guide.screens[-1]


def test_a_post_s_whole_name_answers_who_else_told_and_none_of_it_becomes_a_note_unasked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``d``, ``h``, ``supervisor``: asked about, and behind the next line a note."""
    guide = when_a_report_is_due(tmp_path / "whole", "en", monkeypatch, ("d", "h", (0.3, "centre manager"), "n"), 9.0)
    assert "timer-answered" in guide.kinds() and not notes(guide), guide.screens[-1]
    half = when_a_report_is_due(tmp_path / "half", "en", monkeypatch, ("d", "h", (0.3, "supervisor"), (2.0, "3 seats are up")), 9.0)
    assert notes(half) == ["3 seats are up"] and "timer-answered" not in half.kinds()
    assert 'Not recorded: "supervisor"' in half.screens[-1], half.screens[-1]
