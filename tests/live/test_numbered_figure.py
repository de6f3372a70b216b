"""A bare number typed at a step of numbered lines that wants one: it is the answer or asked about, and no act in
silence, whatever number it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.plans.checklists.files import Checklists
from tests.support.numbered import Numbered, new, notes, typed, up_to

COUNT = "counted"


def at_count(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, lang: str = "en", key: str = COUNT) -> tuple[Numbered, list[str]]:
    """A fire at the roll call, three seconds before each line."""
    guide = typed(home, monkeypatch, *lines, lang=lang, pause=3.0, at=up_to(lambda view: view.key == key))
    return guide, guide.screens


@pytest.mark.parametrize("number", ["2", "9", "11", "12", "13", "14", "21", "25", "32", "47", "60", "9999", "１２"])
@pytest.mark.parametrize(("lang", "asked"), [("zh", "还没算"), ("en", "did not count yet")])
def test_no_number_is_an_act_there_in_silence_and_a_letter_of_its_own_makes_it_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, lang: str, asked: str
) -> None:
    """``12`` people at the roll call put the roll call off."""
    guide, found = at_count(tmp_path / "a", monkeypatch, number, lang=lang)
    assert new(guide) == [] and asked in found[-1], found[-1]
    own = "y" if number in ("2", "9", "60", "9999") else "v"  # no number of the list
    guide, _ = at_count(tmp_path / "b", monkeypatch, number, own, lang=lang)
    (done,) = [e.event for e in guide.entries() if e.event.kind == "step-done"]
    assert (done.step, done.value) == (COUNT, f"{int(number)}")


@pytest.mark.parametrize(("number", "kind"), [("12", "step-deferred"), ("25", "undone")])
def test_the_act_of_that_number_is_named_and_done_by_a_sign_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, kind: str
) -> None:
    guide, found = at_count(tmp_path / number, monkeypatch, number, "g")
    assert kind in new(guide), found
    guide, _ = at_count(tmp_path / "back", monkeypatch, number, "b")
    assert new(guide) == [] and guide.question == "step"


@pytest.mark.parametrize(("number", "lang", "other"), [("45", "en", "y"), ("14", "zh", "y"), ("12", "en", "#"), ("28", "zh", "#"), ("45", "en", "")])
def test_where_it_may_be_either_neither_the_yes_nor_the_sign_of_elsewhere_records_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, lang: str, other: str
) -> None:
    """``45`` ``y``, meant as everywhere else for closing, recorded 45 people; ``12`` ``#``, meant for a note, put it off."""
    guide, found = at_count(tmp_path / "a", monkeypatch, number, other, lang=lang)
    assert new(guide) == []
    assert ("v g n b" in found[-1]) is bool(other) and (other or "Gone back; nothing was recorded" in found[-1]), found[-1]
    guide, _ = at_count(tmp_path / "b", monkeypatch, number, other, "n", lang=lang)
    assert notes(guide) == ([number] if other else [])


def test_a_sentence_typed_over_it_is_a_note_and_leaves_the_figure_which_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ``y`` some lines on counted it."""
    guide, found = at_count(tmp_path, monkeypatch, "12", "they sit on the lawn", "y")
    assert new(guide)[:2] == ["note"]
    assert "Left without an answer" in found[-2] and "12" in found[-2], found[-2]
    assert "Nothing is asked here" in found[-1], found[-1]


def test_its_own_number_opens_the_line_and_at_other_steps_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, _ = at_count(tmp_path / "own", monkeypatch, "1", "41")
    assert "step-done" in new(guide)
    guide, _ = at_count(tmp_path / "other", monkeypatch, "12", key="all-out")
    assert new(guide) == ["step-deferred"]


def test_every_step_that_wants_a_figure_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kit.live.guide.talk.figure import WANT

    guide, _ = at_count(tmp_path, monkeypatch)
    lists = guide.session.ctx.of(Checklists)
    answers = {step.answer for t in lists.types() for _, step in lists.checklist(t).steps() if step.unit}
    assert answers <= set(WANT), answers
