"""What the reader of typed times makes of each of nine hundred texts, in fields of both directions."""

from __future__ import annotations

from tests.ground.typed.answers import FILE, lines


def test_of_every_text_the_reader_says_what_it_said_when_somebody_last_looked() -> None:
    """A line that differs is looked at; then ``python -m tests.ground.typed.answers`` writes the file anew."""
    for now, before in zip(lines(), FILE.read_text(encoding="utf-8").splitlines(), strict=True):
        assert now == before
