"""What numbered lines print by themselves: of other incidents no more than somebody reads, and above a form what its
number opened."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.live.guide.talk.told import WIDEST
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.numbered import Numbered

OTHERS = ("power-outage", "flood", "fire", "lift-entrapment")


def played(home: Path, monkeypatch: pytest.MonkeyPatch, lang: str, lines: list[Any], *others: str) -> list[str]:
    """An outage, fifty minutes on; what was printed before each line."""
    rest, found = iter(lines), list[str]()

    def says(screen: str) -> Any:
        found.append(screen)
        return next(rest, None)

    guide = Numbered(home, lang, "application-outage", monkeypatch, says)
    for type_ in others:
        opened(home, type_)
    guide.hands.now = lambda: Now(TEN + timedelta(minutes=50))  # type: ignore[method-assign]
    guide.session.refresh()
    guide.run()
    return found


@pytest.mark.parametrize(("lang", "one", "more", "life"), [
    ("zh", "别的事件到时：", "项到时：o 过去看", ("火灾", "电梯困人")),
    ("en", "Due elsewhere:", "more due elsewhere: o leads there", ("Fire", "People stuck in a lift")),
])  # fmt: skip
def test_of_what_is_due_elsewhere_two_lines_are_told_life_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, one: str, more: str, life: tuple[str, ...]
) -> None:
    """Ten paragraphs stood there at each entry of a guide, and the step above them had scrolled away."""
    screen = "\n".join(played(tmp_path, monkeypatch, lang, ["", ""], *OTHERS))
    told = [line for line in screen.split("\n") if one in line]
    assert len(told) == 2 and screen.count(more) == 1, screen
    assert all(any(title in line for title in life) and len(line) <= WIDEST for line in told), told


@pytest.mark.parametrize(("lang", "number", "label"), [("en", "40", "call"), ("zh", "40", "回电"), ("en", "22", "Note"), ("zh", "22", "备注")])
def test_the_name_of_what_a_number_opened_stands_above_its_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, number: str, label: str
) -> None:
    """"Customer's name" stood there alone."""
    found = played(tmp_path, monkeypatch, lang, [(12.0, number)])
    assert label.lower() in found[-1].strip().split("\n")[0].lower(), found[-1]


@pytest.mark.parametrize(("lang", "said", "press"), [("en", "is not on this list", "type one of "), ("zh", "不在这张单子上", "键入 ")])
def test_a_number_that_a_narrowed_list_does_not_show_names_those_that_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str, press: str
) -> None:
    """``1`` behind ``super``: "press ? first", and nothing of what stood there."""
    found = played(tmp_path, monkeypatch, lang, [(12.0, "23"), (3.0, "super" if lang == "en" else "主管"), (3.0, "1")])
    stand = [line.split()[0] for line in found[2].split("\n") if line.startswith("  ") and line.split()[0].isdecimal()]
    assert said in found[-1] and press + " ".join(n for n in stand if n != "0") in found[-1], found[-2:]
