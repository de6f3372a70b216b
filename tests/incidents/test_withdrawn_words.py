"""What was taken back is read in the words it had, though the incident knows no such list, step or
customer any more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.incidents.incident.files import taking_back
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.entries import timeline
from tests.support.hands import Hands

RAW = re.compile(r"[a-z]+(-[a-z]+)*/[a-z]|\bown-\d|由1改|from 1 to")


def undone(hands: Hands, kind: str) -> list[str]:
    """The log once the entry of this kind was taken back, and all that rests on it."""
    folder = hands.session.folder
    entry = next(e for e in reversed(folder.entries) if e.kind == kind)
    hands.session.moved(lambda d: taking_back.take_back(folder, d, entry.id))
    return timeline(folder.incident, folder.entries, hands.session.lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_that_was_added_and_taken_back_is_told_in_words(tmp_path: Path, lang: str) -> None:
    """Steps, timers and levels stood there by their ids."""
    hands = Hands(tmp_path, lang, "power-outage")
    hands.press("plan", "call-surge")
    session = hands.session
    session.record(lambda d: acts.tick(d, "call-surge/queue-start", "12"))
    session.record(lambda d: acts.set_level(d, "call-surge/2", "growing"))
    before = timeline(session.incident, session.folder.entries, lang)
    assert not [line for line in before if RAW.search(line)]
    lines = undone(hands, "plan-added")
    assert len(lines) > len(before) and not [line for line in lines if RAW.search(line)]
    said = [line.split("  ", 3)[3] for line in before]
    assert all(any(text in line for line in lines) for text in said)
    assert session.incident.plan("call-surge/") is None
    assert not RAW.search(session.message)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_customer_and_a_step_of_ones_own_are_told_by_name(tmp_path: Path, lang: str) -> None:
    hands = Hands(tmp_path, lang)
    session = hands.session
    session.record(lambda d: acts.callback_add(d, "a1b2", "Mrs Wang", "138", "bill"))
    session.record(lambda d: acts.callback_try(d, "a1b2", "no-answer"))
    session.record(lambda d: acts.add_step(d, "respond", "water the plants"))
    own = next(v.key for v in session.incident.views() if "own-" in v.key)
    session.record(lambda d: acts.tick(d, own))
    for kind in ("step-added", "callback-added"):
        lines = undone(hands, kind)
    assert not [line for line in lines if RAW.search(line)], lines
    assert sum("Mrs Wang" in line for line in lines) >= 2
    assert sum("water the plants" in line for line in lines) >= 2
