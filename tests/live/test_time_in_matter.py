"""A promise in numbered lines: a time typed where its matter is asked for is asked about by name, and a customer on
one line is taken apart as on the drawn screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.live.test_numbered_forms import typed
from tests.support.numbered import Numbered


def made(guide: Numbered, kind: str) -> Any:
    (event,) = [e.event for e in guide.entries() if e.event.kind == kind]
    return event


@pytest.mark.parametrize(
    ("matter", "answers", "about", "by"),
    [
        ("in 20", ("y",), "", "10:20"),
        ("lift repair in 20 min", ("y",), "lift repair", "10:20"),
        ("lift repair in 20 min", ("n", ""), "lift repair in 20 min", ""),
        ("repair 3点10", ("z",), "repair", "03:10"),
        ("in 20", ("0", "lift repair", "30"), "lift repair", "10:30"),
        ("lift repair", ("15",), "lift repair", "10:15"),
    ],
)
def test_a_time_typed_for_what_a_promise_is_about_is_asked_about_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, matter: str, answers: tuple[str, ...], about: str, by: str
) -> None:
    """``in 20`` became what it is about, and the Enter behind it that they know no time."""
    guide, found = typed(tmp_path, monkeypatch, "fire", "26", "wu the specialist", matter, *answers, pause=4.0)
    event = made(guide, "forecast-given")
    assert (event.who, event.matter, f"{event.due:%H:%M}" if event.due else "") == ("wu the specialist", about, by)
    asked = f'There is a time in "{matter}". Is that by when?' in found[3]
    assert asked == any(map(str.isdecimal, matter))


def test_a_sentence_over_that_question_is_a_note_and_no_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, _ = typed(tmp_path, monkeypatch, "fire", "26", "wu the specialist", "in 20", "smoke on the stairs", pause=4.0)
    assert "forecast-given" not in guide.kinds() and "smoke on the stairs" in guide.texts()


@pytest.mark.parametrize(
    ("line", "more", "matter", "by"),
    [
        ("Zhou 13933334444 refund 3点10", (), "refund", "15:10"),
        ("Zhou 13933334444 refund", ("20",), "refund", "10:20"),
        ("Zhou 13933334444", ("refund by 15:10", "y"), "refund", "15:10"),
        ("Zhou", ("13933334444", "refund in 20 min", "y"), "refund", "10:20"),
        ("Zhou", ("13933334444", "refund in 20 min", "n", ""), "refund in 20 min", ""),
        ("13933334444 Zhou refund", ("",), "refund", ""),
        ("Zhou 13933334444 refund of order 12", ("n", "20"), "refund of order 12", "10:20"),
    ],
)
def test_a_customer_on_one_numbered_line_has_his_name_his_number_his_matter_and_his_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, more: tuple[str, ...], matter: str, by: str
) -> None:
    """The whole line became his name, behind a question whether it is one."""
    guide, _ = typed(tmp_path, monkeypatch, "fire", "40", line, *more, pause=4.0)
    back = made(guide, "callback-added")
    shown = f"{back.promised:%H:%M}" if back.promised else ""
    assert (back.name, back.phone, back.matter, shown) == ("Zhou", "13933334444", matter, by)


def test_a_sentence_without_a_number_is_still_asked_about_where_a_name_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, found = typed(tmp_path, monkeypatch, "fire", "40", "two people are still on floor 3", pause=4.0)
    assert "Does this answer" in found[-1] and "callback-added" not in guide.kinds()
