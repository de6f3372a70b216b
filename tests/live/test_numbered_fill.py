"""What is typed at a step that wants something filled in, without the number for it: an answer that reads as one
is offered, and a sentence is a note that says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.ground.terminal.plain import Bell
from kit.incidents.incident.rules import acts
from kit.readiness.manual.files import topic
from tests.live.conftest import Begin
from tests.live.test_numbered_lines import PASSING, notes
from tests.support.constants import TEN
from tests.support.numbered import Numbered


def at_step(
    home: Path, lang: str, type_: str, wants: str, monkeypatch: pytest.MonkeyPatch, *lines: str
) -> tuple[Numbered, list[tuple[str, str, int]]]:
    """The guide of half past ten at the first step that wants that, and what it says before each line."""
    rest, found = iter(lines), []
    monkeypatch.setattr(Bell, "line", float("-inf"))

    def says(screen: str) -> Any:
        found.append((screen, guide.question, len(guide.entries())))
        line = next(rest, None)
        return None if line is None else (12.0, line)

    guide = Numbered(home, lang, type_, monkeypatch, says)
    guide.hands.now = lambda: Now(TEN + timedelta(minutes=30))  # type: ignore[method-assign]
    view = next(v for v in guide.session.incident.views() if v.step.answer == wants)
    guide.session.record(lambda d: acts.take_up(d, view.key))
    guide.run()
    return guide, found


READS = {
    "time": ("application-outage", ("10:20", "10点20", "5分钟前"), ("10:20", "10:25")),
    "number": ("fire", ("12人", "十二个"), ("12",)),
}


@pytest.mark.parametrize("wants", READS)
def test_what_reads_as_the_answer_is_offered_read_back_and_counts_by_y_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wants: str) -> None:
    """A newcomer typed the time where it was asked for: it was a note, and the step stayed open."""
    type_, typed, shown = READS[wants]
    for n, text in enumerate(typed):
        guide, found = at_step(tmp_path / str(n), "zh", type_, wants, monkeypatch, text, "y")
        assert found[1][1] == "number-typed" and any(each in found[1][0] for each in shown) and "\a" in found[1][0], found[1]
        done = [e.event for e in guide.entries() if e.event.kind == "step-done"]
        assert len(done) == 1 and "note" not in guide.kinds()
        assert wants == "time" or done[0].value == "12"


@pytest.mark.parametrize(("line", "texts"), [("#", ["10:20"]), ("1", []), ("", ["10:20"]), ("二楼有人", ["二楼有人"]), ("n", [])])
def test_no_other_line_answers_what_is_offered_and_a_note_lets_it_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, texts: list[str]
) -> None:
    guide, found = at_step(tmp_path, "zh", "application-outage", "time", monkeypatch, "10:20", line)
    assert [e.event.kind for e in guide.entries() if e.event.kind not in (*PASSING, "note")] == []
    assert notes(guide) == texts
    assert found[-1][1] == ("step" if line in ("#", "") else "number-typed")
    guide, _ = at_step(tmp_path / "y", "zh", "application-outage", "time", monkeypatch, "10:20", line, "y")
    assert ("step-done" in guide.kinds()) == (line not in ("#", ""))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("wants", ["time", "name"])
def test_a_sentence_there_is_a_note_that_says_so_and_how_the_step_is_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, wants: str
) -> None:
    text = "王工 10点20 到了机房" if lang == "zh" else "Wang came to the server room at 10:20"
    guide, found = at_step(tmp_path, lang, "application-outage", wants, monkeypatch, text, f"n {text} 2")
    assert notes(guide) == [text, f"{text} 2"] and found[1][1] == "step"
    hint = "记成了备注；要填本步，键入 1" if lang == "zh" else "kept as a note; to fill in this step type 1"
    assert hint in " ".join(found[1][0].split()) and hint not in " ".join(found[2][0].split())


def test_a_time_typed_at_a_drawn_step_that_wants_one_is_offered_too(begin: Begin) -> None:
    blind = begin(lang="zh")
    view = next(v for v in blind.session.incident.views() if v.step.answer == "time")
    blind.session.record(lambda d: acts.take_up(d, view.key))
    for char in "xian kan yi xia":
        blind.key(char)
    blind.key("enter")
    blind.rests()
    for char in "9:50":
        blind.key(char)
    blind.key("enter")
    assert blind.asked == "number-typed" and len(blind.notes()) == 1, (blind.asked, blind.notes(), blind.session.alert)
    blind.rests()
    blind.key("y")
    blind.rests()
    assert len(blind.notes()) == 1 and "step-done" in blind.hands.kinds()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_filled_in_by_words_is_typed_behind_1_as_the_help_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    """``kit help plain`` promised that ``y`` makes a time the answer where it is asked when power is expected back."""
    guide, found = at_step(tmp_path, lang, "power-outage", "text", monkeypatch, "15:30", "y", "1", "15:30")
    assert notes(guide) == ["15:30"] and ("键入 1" if lang == "zh" else "type 1") in found[1][0]
    assert [e.event.value for e in guide.entries() if e.event.kind == "step-done"] == ["15:30"]
    (help_,) = [text for text in helped(lang) if ("预计几点恢复" if lang == "zh" else "expected back") in text]
    assert ("先键入 1" if lang == "zh" else "typed behind 1") in help_


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("line", ["j", "jj", "k", "kk", "Ｊ"])
def test_a_letter_of_the_drawn_guide_counts_nowhere_and_names_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, line: str) -> None:
    """``jj`` was "not understood", and the help did not say what becomes of the letters of the drawn guide."""
    guide, found = at_step(tmp_path, lang, "power-outage", "text", monkeypatch, line)
    number = "26" if line[0] in "jＪ" else "40"
    assert (f"键入 {number}。" if lang == "zh" else f"type {number}.") in found[1][0]
    assert [e.event.kind for e in guide.entries() if e.event.kind not in PASSING] == []
    assert any("j k" in text for text in helped(lang))


def helped(lang: str) -> list[str]:
    return [say.get(lang) for part in topic("/nowhere", "plain").parts for say in part.says]
