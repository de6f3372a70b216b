"""The list of all that can be taken back, in numbered lines: each entry answers to its own number, which never moves."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
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


@pytest.mark.parametrize(("lines", "many"), [(("{first}",), 0), (("{first}", "y", "u"), 1), (("{first}", "z", "u"), 1), (("{first}", "b"), 0)])
def test_a_number_that_two_laptops_gave_asks_which_of_the_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], many: int
) -> None:
    rest, first, both = iter(("u", "v", *lines)), list[int](), set[str]()

    def says(screen: str) -> Any:
        if not first:
            other = Path(f"{home}-other")
            shutil.copytree(home, other)
            (other / "laptop").write_text("zzzzzz\n", encoding="ascii")
            store = Store(str(other))
            folder = store.load(store.locate(guide.session.folder.ref))
            for n in range(7):
                store.record(folder, Now(TEN), "wu", lambda d, n=n: acts.note(d, f"theirs {n}"))
            for n in range(3):
                guide.session.record(lambda d, n=n: acts.note(d, f"ours {n}"))
            for path in other.rglob("zzzzzz.jsonl"):
                shutil.copy(path, home / path.relative_to(other))
            guide.session.refresh()
            notes = [e for e in guide.entries() if e.event.kind == "note"]
            first.append(next(n for n in (e.n for e in notes) if sum(e.n == n for e in notes) == 2))
            both.update(e.event.text for e in notes if e.n == first[0])
        line = next(rest, None)
        return None if line is None else (3.0, line.format(first=first[0]))

    home = tmp_path / "home"
    guide = Numbered(home, "en", "application-outage", monkeypatch, says)
    guide.run()
    assert len(both) == 2
    if len(lines) == 1:
        asked = " ".join(o.label for o in guide.asked.options)
        assert guide.question == "undo-which" and all(text in asked for text in both) and len(guide.asked.options) == 2
    assert len(gone(guide)) == many and set(gone(guide)) <= both
