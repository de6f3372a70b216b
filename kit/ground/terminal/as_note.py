"""What was read back and is a note by now, as the hand went on: its question says so, and the key
that takes back there means that note."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.words import word
from kit.ground.terminal.noting import no_note

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Question
    from kit.ground.terminal.breath import Breath
    from kit.ground.terminal.ways import Aside

AS_NOTE = "note"  # the answer that makes it one


class AsNotes:
    """``made``: ids of what was recorded of a text; ``number``: how that entry is called, "" once
    it counts no more."""

    def __init__(self) -> None:
        self.made: dict[str, frozenset[str]] = {}
        self.number: Callable[[Iterable[str]], str] | None = None

    def of(self, aside: Aside | None) -> str:
        """The number of the note that a text held aside stands in; "" for none."""
        if aside is not None and aside.stood is not None:  # whether to ask again
            aside = aside.stood[1]
        made = self.made.get(aside.text) if aside is not None and not aside.whole else None
        return self.number(made) if made and self.number is not None else ""

    def once_more(self, aside: Aside | None) -> bool:
        """Whether it is asked again of such a text: that is enough, as it stands there."""
        return aside is not None and aside.stood is not None and bool(self.of(aside))

    def told(self, question: Question, aside: Aside | None, lang: str) -> Question:
        """The question as it stands again: what its answer would make of the text stands there
        already, or was taken back since, and is not made anew."""
        number = self.of(aside)
        again = aside is not None and aside.stood is not None
        if again and number:
            said = word(lang, "screen.noted-by-now", number=number)
            if question.text.endswith(said):  # it stood with that before
                return question
            return msgspec.structs.replace(question, text=f"{question.text}{said}")
        if again or aside is None or aside.whole or aside.text not in self.made:
            return question
        key = "read-back-noted" if number else "read-back-nothing"
        label = word(lang, f"screen.{key}", number=number)
        options = [
            msgspec.structs.replace(option, label=label) if option.name == AS_NOTE else option
            for option in question.options
        ]
        return msgspec.structs.replace(question, options=options)


def noted_by_now(breath: Breath, aside: Aside | None) -> Aside | None:
    """What was read back is recorded as it was typed."""
    if aside is None or no_note(aside.whole or "0") or breath.noted is None:
        return aside
    if breath.noted(aside.whole):
        breath.as_notes.made[aside.text] = frozenset(breath.written())
    return aside._replace(whole="")
