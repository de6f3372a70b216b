"""What is kept from one single question to the next, drawn or in numbered lines."""

from __future__ import annotations


class Single:
    """Of whoever asks them, one after another."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.dropped: list[str] = []  # lines that were asked about, and are recorded nowhere
        self.early = False  # an Enter came too early at what was asked last
        self.form = ""  # to which the last answer belonged
