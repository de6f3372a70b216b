"""An answer by which less help is on its way is asked about where nobody can have looked at the people by then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.all_clear import eases
from tests.support.kit import opened
from tests.support.numbered import Numbered
from tests.support.shipped import every_list

Line = str | tuple[float, str]
Play = Callable[..., Numbered]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """These lines at one step of an incident; before it nothing was done for a long time."""

    def played(type_: str, step: str, *lines: Line, lang: str = "en") -> Numbered:
        rest, found = iter(lines), list[str]()

        def says(screen: str) -> Any:
            found.append(screen)
            line = next(rest, None)
            return None if line is None else (12.0, line) if isinstance(line, str) else line

        guide = Numbered(tmp_path / f"{len(list(tmp_path.iterdir()))}", lang, type_, monkeypatch, says)
        for view in list(guide.session.incident.views()):
            if view.step.id == step:
                break
            guide.session.moved(lambda d, view=view: acts.not_applicable(d, view.key, "drill"))
        guide.run()
        guide.screens = found
        return guide

    return played


def done(guide: Numbered) -> list[str]:
    return [e.event.step.rpartition("/")[2] for e in guide.entries() if e.event.kind == "step-done"]


@pytest.mark.parametrize(("lang", "note", "asked"), [("zh", "女儿占线", "这一答要确认"), ("en", "her son is engaged", "wants a yes")])
def test_alert_typed_right_behind_a_note_or_as_one_comes_is_asked_about(at: Play, lang: str, note: str, asked: str) -> None:
    """``2``, meant for somebody who did not answer, said that the customer was well enough for no ambulance."""
    for lines in ((note, (1.0, "2")), ((2.0, "2"),)):
        guide = at("customer-ill", "state", *lines, lang=lang)
        assert not done(guide) and asked in guide.screens[-1], guide.screens[-1]
        assert len(done(at("customer-ill", "state", *lines, (2.0, "y"), lang=lang))) == 1
    assert done(at("customer-ill", "state", note, (7.0, "2"), lang=lang)), "who looked at him is asked nothing"
    assert done(at("customer-ill", "state", note, (1.2, "1"), lang=lang)), "graver counts at once"


def test_what_is_asked_about_is_known_by_what_the_answer_does(tmp_path: Path) -> None:
    """In every list: a choice beside one that is a danger to life; never that one itself."""
    found = []
    for list_ in every_list():
        if not any(step.choices and any(c.danger for c in step.choices) for _, step in list_.steps()):
            continue
        incident = opened(tmp_path / list_.id, list_.id).incident
        for view in incident.views():
            for choice in view.step.choices:
                if eases(incident, view, choice.id):
                    assert not choice.danger
                    found.append(f"{list_.id} {view.step.id} {choice.id}")
    assert "customer-ill state unwell" in found, found
