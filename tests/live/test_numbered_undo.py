"""The list of all that can be taken back, in numbered lines: each entry answers to its own number, which never moves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.incidents.incident.rules import acts
from tests.support.numbered import Numbered

MANY = 14
LATER = "one more, noted meanwhile"


def listed(home: Path, monkeypatch: pytest.MonkeyPatch, lang: str, *lines: str) -> tuple[Numbered, list[str], dict[str, int]]:
    """Lines typed at the list behind so many notes; what was printed before each, and the notes' numbers."""
    rest, found, numbers = iter(("u", "v", *lines)), list[str](), dict[str, int]()

    def says(screen: str) -> Any:
        found.append(screen)
        if len(found) == 1:
            for n in range(MANY):
                text = "taxi for the crew" if n == 2 else f"note of {n}"
                guide.session.record(lambda d, text=text: acts.note(d, text))
            numbers.update({e.event.text: e.n for e in guide.entries() if e.event.kind == "note"})
        line = next(rest, None)
        if line == "MEANWHILE":
            guide.session.record(lambda d: acts.note(d, LATER))
            line = "?"
        return None if line is None else (3.0, line.format(taxi=numbers["taxi for the crew"], first=numbers["note of 0"]))

    guide = Numbered(home, lang, "application-outage", monkeypatch, says)
    guide.run()
    return guide, found, numbers


def gone(guide: Numbered) -> list[str]:
    """What was taken back."""
    by_id = {e.id: e.event for e in guide.entries()}
    return [by_id[e.event.entry].text for e in guide.entries() if e.event.kind == "undone"]


def noted(guide: Numbered) -> list[str]:
    return [e.event.text for e in guide.entries() if e.event.kind == "note"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", ["{first}", "{taxi}"])
def test_an_entry_that_is_not_listed_yet_goes_by_its_own_number_once_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, number: str
) -> None:
    guide, found, numbers = listed(tmp_path, monkeypatch, lang, number)
    text = "note of 0" if number == "{first}" else "taxi for the crew"
    assert guide.question == "undo" and f"#{numbers[text]} " in found[-1] and text in found[-1], found[-1]
    assert text not in found[-2] and gone(guide) == []
    guide, _, _ = listed(tmp_path / "then", monkeypatch, lang, number, "u")
    assert gone(guide) == [text] and len(noted(guide)) == MANY


def test_the_list_shows_those_numbers_and_no_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, found, numbers = listed(tmp_path, monkeypatch, "en")
    rows = [line.split() for line in found[-1].splitlines() if "note of" in line]
    assert guide.question == "undo-which" and len(rows) == 9
    assert [int(row[0]) for row in rows] == sorted(numbers.values(), reverse=True)[:9]


def test_a_number_means_the_same_entry_whatever_was_added_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters moved on by one, and another entry was taken back."""
    guide, _, _ = listed(tmp_path, monkeypatch, "en", "MEANWHILE", "{taxi}", "u")
    assert gone(guide) == ["taxi for the crew"] and LATER in noted(guide)


@pytest.mark.parametrize("word", ["taxi", "TAXI crew", "#{taxi}"])
def test_a_word_of_an_entry_narrows_the_list_and_is_no_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    guide, found, _ = listed(tmp_path, monkeypatch, "en", word)
    assert guide.question == "undo-which" and len(noted(guide)) == MANY
    assert "taxi for the crew" in found[-1] and "note of" not in found[-1], found[-1]
    guide, _, _ = listed(tmp_path / "then", monkeypatch, "en", word, "{taxi}", "u")
    assert gone(guide) == ["taxi for the crew"] and len(noted(guide)) == MANY


@pytest.mark.parametrize("line", ["y", "z", "1", "999", "22"])
def test_letters_and_numbers_of_no_such_entry_take_back_nothing_and_leave_the_list_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """22 is the number of an act of the step, and here of no entry."""
    guide, found, _ = listed(tmp_path, monkeypatch, "en", line, line)
    assert guide.question == "undo-which" and gone(guide) == [] and len(noted(guide)) == MANY
    assert line.isalpha() or f"{line} is the number of none" in found[-1], found[-1]


@pytest.mark.parametrize("line", ["b", "0", ""])
def test_back_leads_back_to_what_was_asked_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    guide, _, _ = listed(tmp_path, monkeypatch, "zh", line)
    assert guide.question == "undo" and gone(guide) == []
