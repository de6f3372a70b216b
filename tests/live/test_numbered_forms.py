"""A hand that types on in a form of numbered lines: what did not count there leaves the next line in doubt, and no
sentence that a number was wanted for is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit.ground.terminal.plain import Bell
from kit.live.guide.talk.kept import is_figure
from kit.live.home.show import ABOVE
from tests.live.test_numbered_lines import PASSING, notes
from tests.support import numbered
from tests.support.numbered import Numbered
from tests.support.numbered_home import NumberedHome

SURGE = ("the queue is very long", "1", "the manager is on her way", "1", "calls from the north too", "1")


@pytest.fixture(autouse=True)
def rung(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bell, "line", float("-inf"))


def typed(home: Path, monkeypatch: pytest.MonkeyPatch, type_: str, *lines: str, pause: float = 1.2) -> tuple[Numbered, list[str]]:
    guide = numbered.typed(home, monkeypatch, *lines, type_=type_, pause=pause, as_printed=True)
    return guide, guide.screens


def acts(guide: Numbered) -> list[str]:
    return [e.event.kind for e in guide.entries() if e.event.kind not in (*PASSING, "note")]


def to_number(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> tuple[Numbered, list[str], int]:
    """At the form for how many callers wait, however many steps come before it; and the acts by then."""
    before: tuple[str, ...] = ()
    for n in range(12):
        guide, found = typed(home / str(n), monkeypatch, "call-surge", *before)
        if guide.question == "value":
            break
        before = (*before, "one more note of it", "1", "y") if found[-1] else before
    done = len(acts(guide))
    guide, found = typed(home / "then", monkeypatch, "call-surge", *before, *lines)
    return guide, found, done


@pytest.mark.parametrize("behind", [(), ("n",), ("y",)])
def test_a_digit_behind_sentences_that_a_number_was_wanted_for_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behind: tuple[str, ...]
) -> None:
    """"12 desks are empty", "the lines are dead", ``1``: one caller was queuing."""
    guide, found, done = to_number(tmp_path, monkeypatch, "12 desks are empty", "the lines are dead", "1", *behind)
    assert notes(guide)[-2:] == ["12 desks are empty", "the lines are dead"], notes(guide)
    assert len(acts(guide)) == done + (behind == ("y",)), acts(guide)
    asked = found[-1 - len(behind)]
    assert "did not count" in asked and "\a" in asked, asked
    if behind == ("y",):
        assert guide.kinds()[-1] != "note", "taking back takes the number first"


def test_a_short_sentence_that_begins_with_a_figure_is_no_amount_and_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, _, done = to_number(tmp_path, monkeypatch, "3 firemen go up", "no injured so far", "1")
    assert notes(guide)[-2:] == ["3 firemen go up", "no injured so far"] and len(acts(guide)) == done
    for text in ("3 firemen go up", "5个人被困", "2 are hurt", "12 desks empty"):
        assert not is_figure(text), text
    for text in ("25:70", "in 300 years", "20 mn", "下午3点79", "10 past 31", "2-1小时", "4 hrs ago"):
        assert is_figure(text) or text == "in 300 years", text


@pytest.mark.parametrize("behind", ["", "n", "y"])
def test_a_sentence_behind_a_key_that_an_answer_in_words_refused_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behind: str
) -> None:
    """``n`` was no answer there, and the note behind it was recorded as the missing child's name and age."""
    before: tuple[str, ...] = ()
    for n in range(12):
        guide, _ = typed(tmp_path / str(n), monkeypatch, "missing-person", *before)
        if guide.question == "value":
            break
        before = (*before, "one more note of it", "1", "y")
    done = len(acts(guide))
    text = "the dog came back without him"
    guide, found = typed(tmp_path / "then", monkeypatch, "missing-person", *before, "n", text, *([behind] if behind else []))
    assert len(acts(guide)) == done + (behind == "y"), acts(guide)
    assert (text in notes(guide)) == (behind == "n")
    assert "did not count" in found[-1 - bool(behind)]


# ---- what stands beside the forms ------------------------------------------------------------------


@pytest.mark.parametrize("leaves", [("d", "q", "q"), ("0", "q", "q"), ("q", "q")])
def test_a_sentence_that_narrowed_a_list_down_is_told_however_the_list_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaves: tuple[str, ...]
) -> None:
    """It became a filter of the lists to add, and nothing named it any more."""
    text = "all seats frozen, nobody can log on"
    guide, found = typed(tmp_path, monkeypatch, "application-outage", "?", "43", "application", text, *leaves, pause=7.0)
    assert text in " ".join(found).replace("\n", " ") and (text in notes(guide) or text in " ".join(guide.session.unsaid)), found


@pytest.mark.parametrize("text", ["n wing people are leaving", "N gate is shut", "ｎ 区的人在撤"])
def test_a_note_in_its_own_form_is_kept_with_the_letter_it_begins_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """``n`` had opened the form already, and was taken off its sentence once more."""
    guide, _ = typed(tmp_path / "form", monkeypatch, "application-outage", "n", text, pause=2.0)
    assert notes(guide) == [text]
    guide, _ = typed(tmp_path / "step", monkeypatch, "application-outage", text, pause=2.0)
    assert notes(guide) == [text[2:]], "at the step it is the word for a note"


def test_a_letter_narrows_no_list_down_and_rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``y``, as at home for what fits best, looked for a y and emptied the list."""
    guide, found = typed(tmp_path, monkeypatch, "application-outage", "?", "43", "power", "y", "0", pause=7.0)
    assert guide.question == "step" and "\a" in found[4] and "Power" in found[3], found[3:5]
    assert "outage" not in found[4] and acts(guide) == []


@pytest.mark.parametrize(("between", "asked"), [(("the neighbours are warned",), True), ((), False)])
def test_back_names_what_it_takes_back_once_a_note_stands_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, between: tuple[str, ...], asked: bool
) -> None:
    """``25`` took back a call that had been made, and said so afterwards."""
    lines = ("1", "1", *between, "?", "25")
    guide, found = typed(tmp_path / "a", monkeypatch, "fire", *lines, pause=12.0)
    assert ("undone" in guide.kinds()) != asked and (guide.question == "back-sure") == asked
    assert not asked or "\a" in found[-1]
    guide, _ = typed(tmp_path / "b", monkeypatch, "fire", *lines, *(("1", "y") if asked else ()), pause=12.0)
    assert guide.kinds().count("undone") == 1


def test_a_timer_that_is_late_and_put_off_is_answered_before_it_rings_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from kit.ground.machine.clock import Now
    from tests.support.constants import TEN

    minutes = iter((6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7))
    rest = iter(("the clerk saw it", "d", "s", "busy here", "20", "d", "f", "r"))
    found = []

    def says(screen: str) -> Any:
        found.append(screen)
        now = TEN + timedelta(minutes=next(minutes))
        guide.hands.now = lambda: Now(now)  # type: ignore[method-assign]
        line = next(rest, None)
        return None if line is None else (12.0, line)

    guide = Numbered(tmp_path, "en", "application-outage", monkeypatch, says)
    guide.run()
    kinds = guide.kinds()
    assert "timer-snoozed" in kinds and "timer-answered" in kinds[kinds.index("timer-snoozed") :], (kinds, found[-3:])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    found = NumberedHome(tmp_path, "en", monkeypatch)
    found.opens("power-outage", "fire")
    yield found
    ABOVE[:] = before


@pytest.mark.parametrize("line", ["o", "44"])
def test_o_leads_to_the_open_incident_once_this_one_is_closed(home: NumberedHome, line: str) -> None:
    """It was refused, though the same prompt said that it leads there."""
    code = next(log.ref for log in home.logs() if log.incident.type == "power-outage")[-4:]
    home.types("1", (7, "e"), code, (4, "1"), (12, line), (12, "q"), (12, "0"))
    assert [log.incident.type for log in home.logs()] == ["fire"] and "guide-resumed" in home.kinds()


@pytest.mark.parametrize(("answer", "there"), [("f", True), ("h", False)])
def test_a_sentence_behind_the_closing_is_asked_about_while_another_one_is_open(home: NumberedHome, answer: str, there: bool) -> None:
    """It went into the incident that was closed."""
    from kit.incidents.incident.files.store import Store

    ref = next(log.ref for log in home.logs() if log.incident.type == "power-outage")
    text = "the man is on the stairs"
    home.types("1", (7, "e"), ref[-4:], (4, "1"), (12, text), (12, answer), (12, "q"), (12, "0"))
    closed = [e.event.text for e in home.ctx.of(Store).pick(ref).entries if e.event.kind == "note"]
    assert [note for _, _, note in home.notes()] == ([text] if there else []) and closed == ([] if there else [text])
