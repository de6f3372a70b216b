"""What is asked of a list at a site for every picture: the lists and sites of a run are few, so that
the answers are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # every command reads this
    from collections.abc import Callable
    from typing import TypeVar

    from kit.plans.checklists.rules.format import Checklist

    Site = TypeVar("Site")
    Answer = TypeVar("Answer")

MOST_KNOWN = 16


def kept(of: Callable[[Checklist, Site], Answer]) -> Callable[[Checklist, Site], Answer]:
    """``of`` gives the answer. Both are held with it, as another may get their number else."""
    known: dict[tuple[int, int], tuple[Any, Any, Answer]] = {}

    def answer(checklist: Checklist, site: Site) -> Answer:
        key = (id(checklist), id(site))
        found = known.get(key)
        if found is None:
            if len(known) > MOST_KNOWN:
                known.clear()
            found = known[key] = (checklist, site, of(checklist, site))
        return found[2]

    return answer
