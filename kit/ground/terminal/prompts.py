"""Single questions without a picture, asked with questionary."""

from __future__ import annotations

from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys

from kit.ground.base.clean import as_typed, clean
from kit.ground.base.words import word
from kit.ground.terminal.ask import Left, Question, sort_of
from kit.ground.terminal.commands import command_of, refused

ESCAPE = 0.1  # seconds in which the rest of an arrow key's sequence comes


class PromptAsker:
    """The pointer is ASCII because old Chinese consoles have no other."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def ask(self, question: Question) -> str:
        while True:
            made = self._build(question)
            left = _leaves(made.application)
            try:
                answer = as_typed(str(made.unsafe_ask()))
            except EOFError:
                if left:
                    questionary.print(word(self.lang, "screen.text-gone", text=clean(left[0], 200)))
                raise Left from None
            if question.kind != "text" or not command_of(answer):
                return answer
            questionary.print(refused(self.lang, answer))

    def _build(self, question: Question) -> Any:
        for line in question.lines:
            questionary.print(line)
        if question.kind == "text":
            return questionary.text(question.text, default=question.default, qmark="?")
        if question.lettered:
            return self._lettered(question)
        few = len(question.options) < 10  # a digit leads there, as it does in the guide
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
            instruction=f"({word(self.lang, f'screen.{sort}-hint')})",
        )


def _leaves(application: Application[Any]) -> list[str]:
    """Esc goes back from every question; what had been typed by then stands in the list."""
    left: list[str] = []
    keys = KeyBindings()

    @keys.add("c-z", eager=True)
    def _aside(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    @keys.add(Keys.BracketedPaste, eager=True)
    def _pasted(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(clean(event.data, len(event.data)))  # one line

    @keys.add("escape")
    def _back(event: KeyPressEvent) -> None:
        text = event.current_buffer.text.strip()
        if text:
            left.append(text)
        event.app.exit(exception=EOFError)

    ends = application.exit

    def end(**how: Any) -> None:
        if application.is_running and not application.is_done:  # a key pressed once more is late
            ends(**how)

    setattr(application, "exit", end)  # noqa: B010
    application.ttimeoutlen = ESCAPE
    old = application.key_bindings
    application.key_bindings = keys if old is None else merge_key_bindings([old, keys])
    return left
