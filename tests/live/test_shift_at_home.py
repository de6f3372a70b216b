"""The shift's log of the numbered home, by a hand that does not look: a shift begins at the first try, and words of
danger typed there lead to their list by one key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.ground.terminal import ask
from kit.live.home.show import ABOVE
from kit.shifts.shift.files import desk
from tests.support.numbered_home import NumberedHome

NAME = "Tessa Sample"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    yield NumberedHome(tmp_path, getattr(request, "param", "en"), monkeypatch)
    ABOVE[:] = before


def leader(home: NumberedHome) -> tuple[str, str]:
    """Leader and second of the shift that is on."""
    book = desk.on(home.ctx)
    return ("", "") if book is None else (book.shift.leader, book.shift.second)


def logged(home: NumberedHome) -> list[str]:
    """Notes of the shift."""
    book = desk.on(home.ctx)
    return [] if book is None else [e.event.text for e in book.entries if e.kind == "note"]


@pytest.mark.parametrize("behind", [("", ""), ("n", "n"), ("none", ""), ("", "07:30", "y")])
def test_a_name_typed_straight_behind_the_letters_begins_the_shift(
    home: NumberedHome, behind: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """*This was asked only just now*; *"n" is no name*; a ``y`` to *Is it this time?*: the fifth attempt began it."""
    monkeypatch.setattr(ask, "terminal", lambda: True)
    home.types("l", "s", (0.1, NAME), *((1.5, each) for each in behind), (1.5, "q"))
    assert leader(home) == (NAME, ""), home.said()[-600:]


@pytest.mark.parametrize("again", [NAME, "Nora Nextone"])
def test_a_name_typed_where_the_last_one_is_offered_again_is_the_name(home: NumberedHome, again: str) -> None:
    """It was not understood, and neither was any line behind it."""
    home.types("l", "s", (0.1, NAME), (2, "q"), (2, "s"), (2, again), (2, ""), (2, ""), (2, "q"))
    assert leader(home) == (again, ""), home.said()[-600:]


@pytest.mark.parametrize(("home", "words", "type_"), [("en", "fire on the 3rd floor", "fire"), ("zh", "着火了", "fire")], indirect=["home"])
@pytest.mark.parametrize("typed", [(), ("n",)])
def test_words_of_danger_in_the_shift_s_log_open_their_list_by_one_key(home: NumberedHome, words: str, type_: str, typed: tuple[str, ...]) -> None:
    """*Not understood; type one of s n i d h q*."""
    home.types("l", *((2, each) for each in typed), (2, words), (3, "y"), (12, "q"), "0", "x")
    assert [log.incident.type for log in home.logs()] == [type_]
    assert logged(home) == ([words] if typed else []) and words in home.said().split("119")[-1] + " ".join(logged(home))


def test_other_words_at_its_menu_are_a_note_of_the_shift_by_one_key_or_said_to_be_none(home: NumberedHome) -> None:
    home.types("l", (2, "headset 12 broken"), (2, "n"), (2, "all eleven came at 7"), (2, "b"), (2, "q"), "0", "x")
    assert logged(home) == ["headset 12 broken"] and not home.logs()
    assert 'Not recorded: "all eleven came at 7"' in home.said()


def test_a_note_of_the_shift_that_names_no_danger_asks_nothing(home: NumberedHome) -> None:
    home.types("l", (2, "n"), (2, "the phone list is on the desk"), (2, "q"), "n", "a lorry burns: fire in the yard", (3, "n"), "0")
    assert logged(home) == ["the phone list is on the desk", "a lorry burns: fire in the yard"] and not home.logs()


@pytest.mark.parametrize(("home", "said"), [("zh", "o 过去"), ("en", "o: go")], indirect=["home"])
def test_the_first_lines_of_an_incident_gone_back_to_name_what_is_due_in_another(home: NumberedHome, said: str) -> None:
    """Nothing of it stood there until the next line."""
    home.opens("fire", "flood")
    home.real += 1000
    home.types("1", (12, "q"), "0")
    assert said in home.screens[2], home.screens[2]


@pytest.mark.parametrize("open_", [True, False])
def test_words_that_waited_at_home_are_signed_by_who_typed_them_when_somebody_else_leads_by_then(home: NumberedHome, open_: bool) -> None:
    """The next leader signed what had been typed an hour before the shift was handed over."""
    home.types("l", "s", (0.1, NAME), (2, ""), (2, ""), (2, "q"), "0")
    if open_:
        home.opens("flood")
    home.types((2, "the water is 3 cm deep"), (2, "0"), (2, "0"), (2, "b"), "l", "m", (2, "Nora Nextone"), (4, "n"), (2, ""), (2, "q"),
               "n", (3, ""), "0")  # fmt: skip
    assert leader(home)[0] == "Nora Nextone", home.said()[-900:]
    logs = [*home.logs(), desk.on(home.ctx)]
    signed = {e.event.text: e.by for log in logs for e in log.entries if e.kind == "note"}
    assert signed == {"the water is 3 cm deep": NAME}, home.said()[-900:]
