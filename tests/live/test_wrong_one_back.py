"""The wrong one was taken back, and something was recorded since: it comes back from where one takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.withdrawal import in_force
from tests.live.conftest import Begin
from tests.support.numbered import Play, fresh, typed


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    return lambda *lines, **how: typed(fresh(tmp_path), monkeypatch, *lines, listed=False, as_printed=True, **how)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_entry_taken_back_by_mistake_is_restored_by_u_and_r_though_others_were_recorded_since(play: Play, lang: str) -> None:
    """``u``, ``r``: "Not understood; type one of n u # v b"."""
    guide = play("he is safe", "1", "uu", "they are on their way", "u", "r", lang=lang)
    n = next(e.n for e in guide.entries() if e.event.kind == "step-done")
    assert f"#{n} " in next(line for line in guide.screens[-2].splitlines() if line.strip().startswith("r "))
    assert guide.entries()[-1].event.restores and guide.session.incident.notes == 2
    assert "step-done" in [e.event.kind for e in in_force(guide.entries())]


def test_of_two_that_could_come_back_a_list_asks_which_and_their_own_numbers_answer(play: Play) -> None:
    """The form names both; neither comes back unsaid."""
    before = ("he is safe", "1", "uu", "the lift stands", "uu", "they are on their way")
    guide = play(*before, "u", "r", lang="en")
    done = next(e for e in guide.entries() if e.event.kind == "step-done")
    note = next(e for e in guide.entries() if getattr(e.event, "text", "") == "the lift stands")
    assert guide.question == "restore-which"
    assert f"#{done.n}" in guide.screens[-1] and f"#{note.n}" in guide.screens[-1]
    assert guide.entries()[-1].event.kind != "undone"
    chosen = play(*before, "u", "r", f"#{done.n}", lang="en")
    there = [e.event for e in in_force(chosen.entries())]
    assert [e.text for e in there if e.kind == "note"] == ["he is safe", "they are on their way"]
    assert "step-done" in [e.kind for e in there]


def test_the_last_three_entries_have_letters_or_numbers_of_their_own_where_one_takes_back(play: Play) -> None:
    """"12,#" had deferred a step, a note stood behind it, and ``u`` took the true note."""
    three = ("he is safe", "the lift stands", "they are on their way")
    guide = play(*three, "u", lang="en")
    numbers = {e.event.text: e.n for e in guide.entries() if e.event.kind == "note"}
    assert all(f"#{n} " in guide.screens[-1] for n in numbers.values())
    for gone in three[:2]:
        guide = play(*three, "u", f"#{numbers[gone]}", lang="en")
        there = [e.event.text for e in in_force(guide.entries()) if e.event.kind == "note"]
        assert there == [text for text in three if text != gone], gone
    bare = play(*three, "u", str(numbers[three[0]]), lang="en")
    assert bare.session.incident.notes == 3  # a bare number may be meant for the step


def test_the_drawn_screen_offers_it_there_too_and_y_where_nothing_was_recorded_since(begin: Begin) -> None:
    blind = begin("fire", "en")
    blind.session.record(lambda d: acts.note(d, "he is safe"))
    blind.session.record(lambda d: acts.note(d, "lift stands"))
    blind.loop.pass_(4)
    for key in "uu":
        blind.key(key, 2)
    blind.rests()
    assert blind.kinds()[-1] == "undone"
    blind.loop.pass_(4)
    blind.session.record(lambda d: acts.note(d, "on their way"))
    blind.key("u", 3)
    blind.rests()
    labels = [o.label for o in blind.screen.posed.question.options if o.key == "r"]
    assert len(labels) == 1 and "lift stands" in labels[0]
    blind.key("r", 3)
    blind.rests()
    assert blind.session.incident.notes == 3 and blind.session.folder.entries[-1].event.restores  # type: ignore[attr-defined]
