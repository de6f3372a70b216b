"""Words that were said to be a note, where the answer beside them opens a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Pressed
from kit.live.guide.talk.kept import is_figure

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run


def noted_first(run: Run, words: str) -> None:
    """They stand in the log before it opens, as it may be left; a figure may be its answer."""
    from kit.live.guide.talk.fronted import record  # it reads no times

    if is_figure(words):
        return
    if record(run.session, words):
        run.kept.noted_at_once()
    if run.session.ended:
        raise Pressed("")
