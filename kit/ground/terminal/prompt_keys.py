"""What is typed at a single drawn question besides its answer: an Enter that came before anybody
can have read it does not count, and words where one chooses are no choice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import questionary
from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import LOOK, pause
from kit.ground.terminal.onward import BEFORE, hasty

ESCAPE = 0.1  # seconds in which the rest of an arrow key's sequence comes
ARROWS = (Keys.Up, Keys.Down)
STRAY = "\0stray"  # what a list answers where words were typed


class Typed:
    """The keys of one ``application``; ``since``: when its question first stood there; ``keys``:
    those that answer to a list's options. ``left``: what was typed by whoever went back, or where
    a list had no place for it."""

    def __init__(
        self, application: Application[Any], question: Question, lang: str, since: float,
        keys: Sequence[str],
    ) -> None:  # fmt: skip
        self.app, self.question, self.lang, self.since = application, question, lang, since
        self.listed = question.kind != "text"
        self.left = ""
        self.begun = self.last = self.refused = 0.0
        self.told = self.chosen = False
        self.words: list[str] = []  # what was typed at a list
        self.stray = False
        self._bind(keys)

    # ---- what counts ------------------------------------------------------------------------

    @property
    def text(self) -> str:
        return "".join(self.words) if self.listed else self.app.current_buffer.text

    def _early(self) -> bool:
        """Whether an Enter now may be meant for what stood here before."""
        now, text = wall(), self.text.strip()
        if self.listed and not self.question.careful:  # nobody went to what it would take
            return not (self.chosen or self.question.lettered) and now < self.since + LOOK * pause()
        if self.listed or not text:
            return hasty(self.question, now - self.since)
        if self.question.onward or not hasty(self.question, self.begun - self.since):
            return False
        return not self.refused or now < self.refused + pause()

    def _strays(self) -> bool:
        return self.listed and self.stray and bool(self.text.strip())

    # ---- keys -------------------------------------------------------------------------------

    def _bind(self, listed: Sequence[str]) -> None:
        keys = KeyBindings()
        keys.add("c-z", eager=True)(lambda event: event.app.suspend_to_background())
        keys.add(Keys.BracketedPaste, eager=True)(self._pasted)
        keys.add("escape")(self._back)
        keys.add("enter", eager=True, filter=Condition(self._strays))(self._no_choice)
        keys.add("enter", eager=True, filter=Condition(self._early))(self._too_early)
        old = self.app.key_bindings
        if self.listed and old is not None:
            leads = {key: old.get_bindings_for_keys((key,))[-1].call for key in listed}
            arrows = {key: old.get_bindings_for_keys((key,))[-1].call for key in ARROWS}
            for key, does in leads.items():
                keys.add(key, eager=True)(self._picked(does))
            for arrow, does in arrows.items():
                keys.add(arrow, eager=True)(self._moved(does))
            keys.add(Keys.Any)(self._other)
            keys.add("backspace", eager=True)(self._rubbed)
        elif not self.listed:
            self.app.current_buffer.on_text_changed += self._changed
        if self.question.onward:
            for key in (Keys.Up, Keys.PageUp):
                keys.add(key, eager=True)(self._before)
        self.app.ttimeoutlen = ESCAPE
        self.app.key_bindings = keys if old is None else merge_key_bindings([old, keys])
        self._end_once()

    def _end_once(self) -> None:
        ends = self.app.exit

        def end(**how: Any) -> None:
            if self.app.is_running and not self.app.is_done:  # a key pressed once more is late
                ends(**how)

        setattr(self.app, "exit", end)  # noqa: B010

    def _back(self, event: KeyPressEvent) -> None:
        """Esc goes back from every question; what had been typed by then is said."""
        self.left = self.text.strip() if not self.listed or self.stray else ""
        event.app.exit(exception=EOFError)

    def _before(self, event: KeyPressEvent) -> None:
        """Up, as in a list: to the page before, where nothing is typed."""
        if not self.text.strip():
            event.app.exit(result=BEFORE)

    def _pasted(self, event: KeyPressEvent) -> None:
        text = clean(event.data, len(event.data))  # one line
        if self.listed:
            self.words.append(text)
            self.stray = True
        else:
            event.current_buffer.insert_text(text)

    def _changed(self, buffer: Any) -> None:
        if not buffer.text:
            self.begun = self.refused = 0.0
        elif not self.begun:
            self.begun = wall()

    def _picked(self, does: Any) -> Any:
        """A key that leads to an option, or a letter of a sentence: no hand corrects a choice
        sooner than it rests."""

        def picked(event: KeyPressEvent) -> None:
            now, key = wall(), event.data
            self.stray |= bool(self.words) and self.words[-1] != key and now - self.last < pause()
            self.last, self.chosen = now, True
            self.words.append(key)
            does(event)

        return picked

    def _moved(self, does: Any) -> Any:
        def moved(event: KeyPressEvent) -> None:
            self.chosen = True
            does(event)

        return moved

    def _other(self, event: KeyPressEvent) -> None:
        if event.data.isprintable():
            self.words.append(event.data)
            self.stray |= bool(event.data.strip())
            self.last = wall()

    def _rubbed(self, event: KeyPressEvent) -> None:
        self.words = self.words[:-1]
        self.stray = self.stray and bool(self.words)

    def _no_choice(self, event: KeyPressEvent) -> None:
        self.left = self.text.strip()
        event.app.exit(result=STRAY)

    def _too_early(self, event: KeyPressEvent) -> None:
        """It rings, and is said once; the question has stood there since."""
        event.app.output.bell()
        event.app.output.flush()
        typed = bool(self.text.strip()) and not self.listed
        if typed and not self.refused:
            self.refused = wall()
        if not self.told:
            self.told = True
            said = word(self.lang, f"screen.enter-{'typed' if typed else 'early'}")
            run_in_terminal(lambda: questionary.print(said))
