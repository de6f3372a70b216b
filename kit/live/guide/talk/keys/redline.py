"""The key that marks a step of the list: wrong, missing something, unclear. It ticks nothing."""

from __future__ import annotations

from functools import partial

from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.keys import Key, called
from kit.ground.terminal.typed import ask_words
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.learnt import FAULTS
from kit.live.guide.talk.session import Session


def redline(session: Session) -> Flow[None]:
    """What is the matter with it, then words or Enter alone; Esc goes back a question."""
    view = session.step
    if view is None:
        return
    options = [
        Option(fault, session.word(f"redline-{fault}"), str(n), opens=True)
        for n, fault in enumerate(FAULTS, 1)
    ]
    while True:
        fault = yield Question("redline", session.word("ask-redline"), options=options)
        if fault is None:
            return
        asked = session.word("ask-redline-words", fault=session.word(f"redline-{fault}"))
        text = yield from ask_words(
            Question("redline-words", asked, "text", optional=True), session.lang
        )
        if text is not None:
            session.record(partial(acts.redline, step=view.key, fault=fault, text=text))
            return


def _there(session: Session) -> bool:
    return session.step is not None


KEYS: list[Key[Session]] = [
    Key(
        "redline",
        "!",
        "after",
        "screen.key-redline",
        called("screen.do-redline"),
        _there,
        redline,
        opens=True,
    ),
]
