"""Which timer is the most urgent that is due, and since when: a hand that does not look answers the
one that stood first when it last did."""

from __future__ import annotations

LATELY = 20.0  # seconds of a hand that types on before it looks again


class Foremost:
    """``key``: of the timer; ``since``: when it took another one's place; ``answered``: the one
    that was answered here last, ``at`` that time."""

    def __init__(self) -> None:
        self.key = self.answered = ""
        self.since = self.at = float("-inf")

    def seen(self, key: str, now: float) -> None:
        """It stands first now, "" for none."""
        if key != self.key and self.key not in ("", self.answered):
            self.since = now
        self.key = key

    def was_answered(self, key: str, now: float) -> None:
        self.answered, self.at = key, now

    def doubtful(self, key: str, now: float, doing: float) -> bool:
        """Whether an answer to it may be meant for the one before: another terminal's answer, an
        act of a step or a graver timer put this one in its place, or it is given so quickly behind
        the last answer (``doing`` seconds) that it may be that one typed twice."""
        again = self.answered != key and now - self.at < doing
        return again or (key == self.key and now - self.since < LATELY)
