"""Single questions without a picture, asked with questionary."""

from __future__ import annotations

from typing import Any

import questionary

from kit.ground.base.clean import as_typed, clean
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Left, Question, sort_of
from kit.ground.terminal.commands import command_of, refused
from kit.ground.terminal.noting import no_note
from kit.ground.terminal.onward import within
from kit.ground.terminal.prompt_keys import STRAY, Typed
from kit.ground.terminal.single import Single
from kit.ground.terminal.tells import watch


class PromptAsker(Single):
    """The pointer is ASCII because old Chinese consoles have no other. ``dropped``: what was typed
    where it answers nothing, and is recorded nowhere."""

    def ask(self, question: Question) -> str:
        asked, self.form = within(question, self.form), ""
        answer = self._asked(asked)
        self.form = question.form
        return answer

    def _asked(self, question: Question) -> str:
        since, self.early = wall(), False
        while True:
            made = self._build(question)
            keys = [str(n) for n in range(1, len(question.options) + 1)] if _few(question) else []
            keys = [o.key for o in question.options] if question.lettered else keys
            typed = Typed(made.application, question, self.lang, since, keys)
            watch(made.application)
            try:
                answer = as_typed(str(made.unsafe_ask()))
                self.early = typed.told
            except EOFError:
                self._lost(typed.left)
                raise Left from None
            if answer == STRAY:
                self._lost(typed.left)
                continue
            if question.kind != "text" or not command_of(answer):
                return answer
            questionary.print(refused(self.lang, answer))

    def _lost(self, text: str) -> None:
        """Said at once, and again at home, where it can be made a note."""
        if text:
            questionary.print(word(self.lang, "screen.text-gone", text=clean(text, 200)))
        if text and not no_note(text):
            self.dropped.append(clean(text, len(text)))

    def _build(self, question: Question) -> Any:
        for line in question.lines:
            questionary.print(line)
        if question.kind == "text":
            return questionary.text(question.text, default=question.default, qmark="?")
        if question.lettered:
            return self._lettered(question)
        few = _few(question)
        choices = [
            questionary.Choice(o.label, o.name, shortcut_key=str(n) if few else None)
            for n, o in enumerate(question.options, 1)
        ]
        hint = "number-hint" if few else "select-hint"
        return questionary.select(
            question.text,
            choices,
            qmark="?",
            pointer=">",
            use_shortcuts=few,
            use_jk_keys=False,
            instruction=f"({word(self.lang, f'screen.{hint}')})",
        )

    def _lettered(self, question: Question) -> Any:
        """A letter leads to its option, Enter takes it; the last one stands marked at first, so
        that Enter alone does the least."""
        sort = sort_of(option.key for option in question.options)
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
            use_jk_keys=False,
            instruction=f"({word(self.lang, f'screen.{sort}-hint')})",
        )


def _few(question: Question) -> bool:
    """Whether a digit leads to each option, as it does in the guide."""
    return not question.lettered and question.kind != "text" and len(question.options) < 10
