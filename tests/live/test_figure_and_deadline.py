"""A figure that answers a step and its deadline says so: the deadline asks whether it is all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.live.guide.show.said import acknowledged
from tests.support.constants import TEN
from tests.support.kit import opened


@pytest.mark.parametrize(("lang", "words"), [("zh", "证词是否已封存"), ("en", "are all statements sealed")])
def test_a_count_that_answers_a_deadline_names_it_in_the_acknowledgement(tmp_path: Path, lang: str, words: str) -> None:
    """``2`` statements said in silence that all were sealed."""
    folder = opened(tmp_path, "robbery")
    folder.store.record(folder, Now(TEN), "li", lambda d: acts.tick(d, "witnesses", "5"))
    assert "statements" in [timer.key for timer in folder.incident.running()]
    before = len(folder.entries)
    folder.store.record(folder, Now(TEN), "li", lambda d: acts.tick(d, "sealed", "2"))
    said = acknowledged(folder.incident, folder.entries[before:], lang, TEN, folder.entries)
    assert words in said, said
