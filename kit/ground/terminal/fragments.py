"""Lines of styled pieces, before a terminal draws or prints them."""

from __future__ import annotations

from datetime import datetime, timedelta

from kit.ground.base.cells import left, left_until, pad, width

Fragment = tuple[str, str]


Line = list[Fragment]


class Counted(str):
    """A piece of a line that time alone changes: how long until ``due``, or since, padded to so
    many ``cells``. ``now``: as of when; ``pace``: how many seconds pass there while one does by the
    clock of the screen."""

    due: datetime
    now: datetime
    lang: str
    cells: int
    pace: float

    @staticmethod
    def of(due: datetime, now: datetime, lang: str, cells: int = 0, pace: float = 1.0) -> Counted:
        text = left(due, now, lang)
        made = Counted(pad(text, cells) if cells else text)
        made.due, made.now, made.lang, made.cells, made.pace = due, now, lang, cells, pace
        return made

    def then(self, seconds: float) -> tuple[str, float]:
        """What it says so many seconds later by the screen's clock, and till how many it does."""
        now = self.now + timedelta(seconds=seconds * self.pace)
        text = left(self.due, now, self.lang)
        until = (left_until(self.due, now) - self.now).total_seconds() / self.pace
        return pad(text, self.cells) if self.cells else text, until


def rule_line(cols: int, note: str = "") -> Line:
    return [("rule", "-" * (cols - width(note) - 2 * bool(note)) + note + "--" * bool(note))]


def text_of(lines: list[Line]) -> list[str]:
    """The picture as plain lines."""
    return ["".join(text for _, text in line).rstrip() for line in lines]
