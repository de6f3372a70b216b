"""The house as drawn from its imports: one chain of rooms, no circle, and a book that says the same."""

from __future__ import annotations

from collections import Counter

from tests.house.rooms import arrows, circles, drawing, graph, lines, room, subject
from tests.support.constants import ROOT

GRAPH = graph()


def test_rooms_and_subjects_go_in_no_circle() -> None:
    assert circles(arrows(GRAPH, room)) == []
    assert circles(arrows(GRAPH, subject)) == []


def test_a_circle_is_found_where_there_is_one() -> None:
    edges = Counter([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "a")])
    assert circles(edges) == [["a", "b", "c"]]


def test_no_room_holds_more_than_two_fifths_of_the_house() -> None:
    size = Counter[str]()
    for module in GRAPH.modules:
        size[room(module)] += lines(module)
    name, most = size.most_common(1)[0]
    assert most <= 0.4 * sum(size.values()), name


def test_the_house_book_shows_the_rooms_as_they_are() -> None:
    book = (ROOT / "kit" / "README.md").read_text(encoding="utf-8")
    drawn = drawing(GRAPH)
    assert _shape(drawn) in _shape(book), f"put this into kit/README.md:\n{drawn}"


def test_the_house_book_is_read_in_ten_minutes() -> None:
    book = (ROOT / "kit" / "README.md").read_text(encoding="utf-8")
    assert book.count("\n") <= 90


def _shape(text: str) -> str:
    """Without the shares, which move with every line that is written."""
    import re

    return re.sub(r" +\d+ %", "", text)
