"""A line that is asked about, and the guide is left by then: nobody said that it was not meant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Pressed
from kit.live.guide.talk.kept import sentence
from kit.live.guide.talk.leading import LEAVES

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Question
    from kit.live.guide.talk.plain import Run


@contextmanager
def kept_where_left(run: Run, question: Question, text: str) -> Iterator[None]:
    """Its words stand nowhere, which is said, and they wait as the rest of a form does; who takes
    back means them."""
    try:
        yield
    except (KeyboardInterrupt, Pressed) as led:
        left = not isinstance(led, Pressed) or led.key in LEAVES
        if left and sentence(text):
            run.kept.refused(question, text)
            run.kept.away = True
        raise
