"""Which key of the terminal does what, while a question is typed and while one is pressed."""

from __future__ import annotations

from typing import Protocol

from prompt_toolkit.filters import Condition
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from kit.ground.base.clean import clean
from kit.ground.terminal.posed import DIGITS, Posed

# A terminal that another program left telling of its window in front and behind tells us, too.
ANSI_SEQUENCES.update({"\x1b[I": Keys.Ignore, "\x1b[O": Keys.Ignore})
RUBS = "\x7f"  # what takes back a key that waits
PASTED = 8  # keys at once that no hand presses


class Hands(Protocol):
    """What keys lead to."""

    posed: Posed

    @property
    def unseen(self) -> bool:
        """Whether nothing shows what a key would do."""

    def answer(self, answer: str | None) -> None:
        """The answer to the question that is posed; ``None`` goes back."""

    def entered(self) -> None:
        """Enter at a line that is typed into."""

    def go_back(self) -> None:
        """Esc at such a line."""

    def recall(self) -> None:
        """Up, at such a line."""

    def press(self, key: str) -> None:
        """A single key: ``enter``, ``escape`` or one character."""

    def pasted(self, text: str) -> None:
        """Lines pasted where a key is waited for."""

    def leave(self, error: BaseException) -> None:
        """End the run by raising this."""


def bindings(hands: Hands) -> KeyBindings:
    """All of them."""
    made = KeyBindings()
    typing = Condition(lambda: hands.posed.typing)
    _always(made, hands, typing)
    _typing(made, hands, typing)
    _finding(made, hands, Condition(lambda: hands.posed.finding))
    _pressing(made, hands, typing)
    return made


def _always(made: KeyBindings, hands: Hands, typing: Condition) -> None:
    @made.add("c-c", eager=True)
    @made.add("<sigint>")
    def _(event: KeyPressEvent) -> None:
        hands.leave(KeyboardInterrupt())

    @made.add("c-z", eager=True)
    def _(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    @made.add(Keys.BracketedPaste, filter=typing, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.posed.buffer.insert_text(clean(event.data, len(event.data)))  # one line

    @made.add(Keys.BracketedPaste, filter=~typing, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.pasted(event.data)


def _typing(made: KeyBindings, hands: Hands, typing: Condition) -> None:
    @made.add("enter", filter=typing, eager=True)
    def _(event: KeyPressEvent) -> None:
        if pasted(event):
            hands.posed.buffer.insert_text(" ")
            return
        hands.entered()

    recalling = Condition(lambda: hands.posed.recalling)
    alone = Condition(lambda: not (hands.posed.finding or hands.posed.recalling))

    @made.add("up", filter=recalling, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.posed.recall(-1)

    @made.add("down", filter=recalling, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.posed.recall(1)

    @made.add("escape", filter=typing, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.go_back()

    @made.add("up", filter=typing & alone, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.recall()


def pasted(event: KeyPressEvent) -> bool:
    """Whether an Enter came amid lines that arrived in one piece: a terminal that does not mark
    what is pasted. What stands behind it belongs to the text, and presses no key."""
    behind = [press.key for press in event.key_processor.input_queue]
    ends = (Keys.ControlM, Keys.ControlJ)
    return len(behind) >= PASTED or any(key in ends for key in behind[1:])


def _finding(made: KeyBindings, hands: Hands, finding: Condition) -> None:
    for digit in DIGITS:

        @made.add(digit, filter=finding, eager=True)
        def _(event: KeyPressEvent, digit: str = digit) -> None:
            live = hands.posed.digits and hands.posed.ready and not hands.unseen
            found = hands.posed.digit(digit) if live else None
            if found is None:
                hands.posed.buffer.insert_text(digit)
            else:
                hands.answer(found)

    @made.add("up", filter=finding, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.posed.move(-1)

    @made.add("down", filter=finding, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.posed.move(1)


def _pressing(made: KeyBindings, hands: Hands, typing: Condition) -> None:
    @made.add("up", filter=~typing)
    def _(event: KeyPressEvent) -> None:
        hands.posed.move(-1)

    @made.add("down", filter=~typing)
    def _(event: KeyPressEvent) -> None:
        hands.posed.move(1)

    @made.add("enter", filter=~typing)
    def _(event: KeyPressEvent) -> None:
        hands.press("enter")

    @made.add("escape", filter=~typing, eager=True)
    def _(event: KeyPressEvent) -> None:
        hands.press("escape")

    for rubs in ("backspace", "delete"):  # the line editor's own would take them to no line

        @made.add(rubs, filter=~typing, eager=True)
        def _(event: KeyPressEvent) -> None:
            hands.press(RUBS)

    @made.add(Keys.Any, filter=~typing)
    def _(event: KeyPressEvent) -> None:
        hands.press(event.data)
