"""Steps found by words: the one whose title the words come nearest to stands first, and Enter alone
takes it only where it plainly is the one that is meant."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from kit.ground.base.words import word
from kit.ground.terminal.ask import Option
from kit.ground.terminal.keys import half_width, holding, sought
from kit.incidents.incident.rules.views import StepView

NEAR = 2 / 3  # of a title's letters: what says so much of it is meant for it


def share(text: str, title: str, others: str = "") -> float:
    """How much of a title the words are that it holds, or that stand for it, in letters."""
    letters, there = "".join(sought(title).split()), sought(f"{title} {others}")
    held = sum(len(one) for one in sought(text).split() if one in there)
    return min(1.0, held / len(letters)) if letters else 0.0


def other_words(view: StepView, lang: str) -> str:
    """By which a step is looked for that says in its title what it is for, and not how it is
    called: that it works again."""
    return word(lang, "screen.works-again") if view.step.milestone == "restored" else ""


class Nearest:
    """``options`` as they are listed; by the name of each its title, and the ``others`` that it is
    looked for by; ``dealt``: those that are dealt with, which come behind what is still to do."""

    def __init__(
        self,
        options: Sequence[Option],
        titles: Mapping[str, str],
        others: Mapping[str, str],
        dealt: Container[str] = (),
    ) -> None:
        self.options, self.titles, self.others = options, titles, others
        self.dealt = dealt

    def found(self, text: str) -> list[Option]:
        """Those that hold all words, the nearest first; for nothing typed all, in their order."""
        among = ((o, f"{o.label} {self.others.get(o.name, '')}") for o in self.options)
        found = holding(text, among)
        if not text.strip():
            return found
        return sorted(found, key=lambda option: self._place(text, option), reverse=True)

    def plainly(self, text: str) -> bool:
        """Whether the first of them is meant: a number names it, it alone holds the words, or they
        are nearly all of its title and of no other's. A whole title is that step; else one that is
        dealt with stands in no other's way."""
        if half_width(text.strip()).isdecimal():
            return True
        found = self.found(text)
        first = self._share(text, found[0])[0] if found else 0.0
        to_do = [option for option in found if option.name not in self.dealt]
        if to_do and first < 1.0:
            found = to_do
        shares = [self._share(text, option)[0] for option in found]
        if len(shares) < 2:
            return True
        return shares[0] == 1.0 > shares[1] or shares[0] >= NEAR > shares[1]

    def _place(self, text: str, option: Option) -> tuple[bool, bool, tuple[float, bool]]:
        share = self._share(text, option)
        return share[0] == 1.0, option.name not in self.dealt, share

    def _share(self, text: str, option: Option) -> tuple[float, bool]:
        other = self.others.get(option.name, "")
        return share(text, self.titles.get(option.name, ""), other), bool(other)
