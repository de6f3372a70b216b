"""A key that says otherwise how the call went that is asked about: the one pressed last takes its
place, as the letter would record the opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.doubted import ask_whether
from kit.ground.terminal.posed import answered_by

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Option, Question
    from kit.ground.terminal.prose import Prose
    from kit.ground.terminal.standing import Standing
    from kit.ground.terminal.ways import Aside


class Instead:
    """``stood``: what a ``key`` took the place of, which stands again where that began a word."""

    def __init__(self) -> None:
        self.key = ""
        self.stood: tuple[Question, Aside | None] | None = None

    def over(self, begun: str, before: str) -> tuple[Question, Aside | None] | None:
        """What stands behind a note that is ``begun``, with what the hand pressed ``before``."""
        stood, self.stood = self.stood, None
        return stood if self.key and before == self.key == begun[:1] else None


def says_otherwise(standing: Standing, half: str) -> Option | None:
    """What the key says at the step of which a call is asked about; ``None`` where it is no other
    result of that."""
    aside = standing.breath.aside
    asks = standing.posed.question.name == "so-soon" and not standing.astray.elsewhere(standing)
    if aside is None or not asks:
        return None
    keys = aside.question
    named = {option.name: option for option in keys.options}
    meant = named.get(answered_by(keys, half) or "")
    before = named.get(aside.answer)
    if meant is None or before is None or not (meant.slow and before.slow):
        return None
    return meant if meant.name != before.name else None


def ask_instead(prose: Prose, answer: str) -> bool:
    """Ask that one, naming both; whether it was such a key."""
    aside = prose.breath.aside
    if aside is None or answer in [option.name for option in prose.posed.question.options]:
        return False
    called = next((o.label for o in aside.question.options if o.name == aside.answer), "")
    why = "so-soon-who" if aside.question.who else "so-soon-again"
    stood = prose.posed.question
    key = next((o.key for o in aside.question.options if o.name == answer), "")
    ask_whether(prose, answer, why, aside.question, called)
    prose.standing.instead.key, prose.standing.instead.stood = key, (stood, aside)
    prose.hand.run, prose.hand.odd = key, True  # a word may begin with it that goes on in a breath
    return True
