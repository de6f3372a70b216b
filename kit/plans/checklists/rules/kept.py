"""What is asked of a list at a site for every picture: the lists and sites of a run are few, so that
the answers are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.rules import Profile

MOST_KNOWN = 16
Site = TypeVar("Site", bound=Profile | None, contravariant=True)
Answer = TypeVar("Answer")


class Kept(Generic[Site, Answer]):
    """``of``: gives the answer. Both are held with it, as another may get their number else."""

    def __init__(self, of: Callable[[Checklist, Site], Answer]) -> None:
        self._of = of
        self._known: dict[tuple[int, int], tuple[Checklist, Site, Answer]] = {}

    def __call__(self, checklist: Checklist, site: Site) -> Answer:
        key = (id(checklist), id(site))
        known = self._known.get(key)
        if known is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = (checklist, site, self._of(checklist, site))
        return known[2]
