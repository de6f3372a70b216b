"""Steps found by words: the one whose title the words come nearest to stands first, and Enter alone
takes it only where it plainly is the one that is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.ground.base.words import word
from kit.ground.terminal.ask import Option
from kit.ground.terminal.keys import half_width, holding, sought
from kit.incidents.incident.rules.views import StepView
from kit.plans.finder.talk import narrowed

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
    """``options`` as they are listed, each with its number; by the name of each its title, and the
    ``others`` that it is looked for by. ``waited``: those that are open and that a deadline waits
    for; ``dealt``: those that are dealt with, which come behind what is still to do."""

    def __init__(
        self,
        options: Sequence[Option],
        titles: Mapping[str, str],
        others: Mapping[str, str],
        waited: frozenset[str] = frozenset(),
        dealt: frozenset[str] = frozenset(),
    ) -> None:
        self.options, self.titles, self.others = options, titles, others
        self.waited, self.dealt = waited, dealt

    def number(self, text: str) -> str:
        """The number of a step that was typed; "" for any other figure, which is a word as any
        other is: to whom one phones."""
        figure = half_width(text.strip())
        there = figure.isdecimal() and any(o.label.split()[0] == figure for o in self.options)
        return figure if there else ""

    def found(self, text: str) -> list[Option]:
        """Those that hold all words, the nearest first, of those that are not plainly meant the
        ones that are waited for; for nothing typed all, in their order."""
        if self.number(text):
            return narrowed(self.options, text)
        among = ((o, f"{o.label} {self.others.get(o.name, '')}") for o in self.options)
        found = holding(text, among)
        if not text.strip():
            return found
        return sorted(found, key=lambda option: self._place(text, option), reverse=True)

    def plainly(self, text: str) -> bool:
        """Whether the first of them is meant: a number names it, it alone holds the words, or they
        are nearly all of its title and of no other's. A whole title is that step; else one that is
        dealt with stands in no other's way."""
        if self.number(text):
            return True
        found = self.found(text)
        if found and not self._fits(text, found):
            return False
        first = self._share(text, found[0])[0] if found else 0.0
        to_do = [option for option in found if option.name not in self.dealt]
        if to_do and first < 1.0:
            found = to_do
        shares = [self._share(text, option)[0] for option in found]
        if len(shares) < 2:
            return True
        return shares[0] == 1.0 > shares[1] or shares[0] >= NEAR > shares[1]

    def _fits(self, text: str, found: Sequence[Option]) -> bool:
        """Whether each word that is typed begins one of the first step's, and no other title alone
        says them in that order: ``how is`` is no "how the customer is"."""
        typed = sought(text).split()
        said = [f"{self.titles.get(o.name, '')} {self.others.get(o.name, '')}" for o in found]
        own = sought(said[0]).split()
        begin = not text.isascii() or all(any(w.startswith(one) for w in own) for one in typed)
        whole = [" ".join(typed) in " ".join(sought(title).split()) for title in said]
        return begin and (whole[0] or not any(whole))

    def _place(self, text: str, option: Option) -> tuple[bool, bool, bool, bool, float, bool]:
        near, to_do = self._share(text, option), option.name not in self.dealt
        return near[0] == 1.0, to_do, near[0] >= NEAR, option.name in self.waited, *near

    def _share(self, text: str, option: Option) -> tuple[float, bool]:
        other = self.others.get(option.name, "")
        return share(text, self.titles.get(option.name, ""), other), bool(other)
