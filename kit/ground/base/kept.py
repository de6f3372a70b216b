"""Answers that are kept by what they were asked of: the very objects, such as lists and sites, that
are few in a run and never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:  # every command reads this
    from collections.abc import Callable
    from typing import ParamSpec

    Asked = ParamSpec("Asked")

Answer = TypeVar("Answer")
MOST_KNOWN = 16


def kept(of: Callable[Asked, Answer], most: int = MOST_KNOWN) -> Callable[Asked, Answer]:
    """``of`` gives the answer. What it was asked of is held with it, as another may get its number
    else; of more than ``most`` all are let go."""
    known: dict[tuple[int, ...], tuple[Any, Answer]] = {}

    def answer(*asked: Asked.args, **none: Asked.kwargs) -> Answer:
        key = tuple(map(id, asked))
        found = known.get(key)
        if found is None:
            if len(known) >= most:
                known.clear()
            found = known[key] = (asked, of(*asked, **none))
        return found[1]

    return answer
