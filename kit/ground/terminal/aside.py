"""Lines that were typed and not taken: they stand aside, so that the line that is typed into is
free for the next, and nothing of them is lost."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class Laid(msgspec.Struct):
    """``why`` it was not taken, "" where somebody emptied the line himself; ``told``: it is shown
    until it is settled."""

    text: str
    why: str = ""
    told: bool = True


class Aside:
    """The newest last. ``standing``: which of them was brought back into the line."""

    def __init__(self) -> None:
        self.lines: list[Laid] = []
        self.standing: Laid | None = None

    def lay(self, text: str, why: str) -> None:
        """This line was not taken."""
        self.lines = [laid for laid in self.lines if laid.text != text]
        self.lines.append(Laid(text, why))
        self.standing = None

    def emptied(self, text: str) -> None:
        """Somebody emptied the line himself: it can be brought back, and is shown no more."""
        self.lay(text, "")
        self.lines[-1].told = False

    def told(self) -> list[Laid]:
        """Those that are shown."""
        return [laid for laid in self.lines if laid.told]

    def turn(self, by: int, text: str) -> str:
        """What stands in the line next, an older one (-1) or a newer one (1); what stands there
        now is kept."""
        held = self.standing
        if text and (held is None or text != held.text):
            if all(laid.text != text for laid in self.lines):
                self.lines.append(Laid(text, told=False))
            held = held or next(laid for laid in self.lines if laid.text == text)
        at = self.lines.index(held) if held in self.lines else len(self.lines)
        at = max(0, min(at + by, len(self.lines)))
        self.standing = self.lines[at] if at < len(self.lines) else None
        return self.standing.text if self.standing is not None else ""

    def settled(self, text: str) -> None:
        """This line is entered: one that was brought back to be put right is over with it."""
        held, self.standing = self.standing, None
        if held is not None and held.text.split()[:1] == text.split()[:1]:
            self.gone(held.text)

    def because(self, text: str, why: str) -> None:
        """Why this line, if it is still there, was not taken."""
        for laid in self.lines:
            if laid.text == text:
                laid.why = why

    def over(self, said: Callable[[str], bool]) -> None:
        """What lines like these said was taken after all, typed anew."""
        self.lines = [laid for laid in self.lines if not (laid.told and said(laid.text))]

    def gone(self, text: str) -> None:
        """What this line said was taken after all."""
        self.lines = [laid for laid in self.lines if laid.text != text]
