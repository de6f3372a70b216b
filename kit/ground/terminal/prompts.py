"""Single questions without a picture, asked with questionary."""

from __future__ import annotations

from typing import Any

import questionary

from kit.ground.base.words import word
from kit.ground.terminal.ask import Left, Question


class PromptAsker:
    """The pointer is ASCII because old Chinese consoles have no other."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def ask(self, question: Question) -> str:
        made = self._build(question)
        try:
            answer = made.unsafe_ask()
        except EOFError:
            raise Left from None
        return str(answer)

    def _build(self, question: Question) -> Any:
        for line in question.lines:
            questionary.print(line)
        if question.kind == "text":
            return questionary.text(question.text, default=question.default, qmark="?")
        if question.lettered:
            return self._lettered(question)
        choices = [questionary.Choice(o.label, o.name) for o in question.options]
        return questionary.select(
            question.text,
            choices,
            qmark="?",
            pointer=">",
            instruction=f"({word(self.lang, 'screen.select-hint')})",
        )

    def _lettered(self, question: Question) -> Any:
        """A letter leads to its option, Enter takes it; the last one stands marked at first, so
        that Enter alone does the least."""
        choices = [
            questionary.Choice(o.label, o.name, shortcut_key=o.key) for o in question.options
        ]
        return questionary.select(
            question.text,
            choices,
            default=question.options[-1].name,
            qmark="?",
            pointer=">",
            use_shortcuts=True,
            instruction=f"({word(self.lang, 'screen.letter-hint')})",
        )
