"""What each text of what is recorded is: somebody's name, a number, free words, or none of them.

Every text field of every kind of event says so of itself; what is shown with people hidden is made
from a copy in which all that is not plain was replaced (``veil``).
"""

from typing import Annotated


class Private:
    """The mark of a field. ``sort``: ``name``, ``number``, ``free``, ``plain``; or a word that the
    document's own veil knows, for a field whose sense depends on what stands beside it."""

    __slots__ = ("sort",)

    def __init__(self, sort: str) -> None:
        self.sort = sort


NAME, NUMBER, FREE, PLAIN = map(Private, ("name", "number", "free", "plain"))
FIGURE = Private("figure")  # an amount, a day, a season, a span
FIGURES = Private("figures")  # things with their amounts behind them, as ``PC 150 x2, screen 30``
CLAUSE = Private("clause")  # ids of clauses

Name = Annotated[str, NAME]  # a person, a firm, a team, or a post in their place
Number = Annotated[str, NUMBER]  # by which somebody is reached
Free = Annotated[str, FREE]  # what somebody wrote in his own words
Day = Annotated[str, Private("day")]  # a date, or words that name one
Plain = Annotated[str, PLAIN]  # an id, a key, a word of a list: nobody's
