"""An ambulance that was reached is not demanded anew without asking whether it was that call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.support.constants import TEN
from tests.support.numbered import Numbered, typed


def demanded(home: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, lang: str = "en") -> tuple[Numbered, list[str]]:
    """120 was reached at 10:01; three minutes later an answer says that one is wanted."""

    def at(guide: Numbered) -> None:
        guide.hands.now = lambda: Now(TEN + timedelta(minutes=1))  # type: ignore[method-assign]
        guide.session.record(lambda d: acts.call(d, "ambulance", "reached", step="call-120"))
        guide.hands.now = lambda: Now(TEN + timedelta(minutes=4))  # type: ignore[method-assign]
        guide.session.record(lambda d: acts.tick(d, "state", "unwell"))
        guide.session.record(lambda d: acts.tick(d, "want-120", "yes"))
        guide.session.moved(lambda d: acts.take_up(d, "call-wanted"))

    guide = typed(home, monkeypatch, *lines, lang=lang, type_="customer-ill", at=at)
    return guide, guide.screens


def dealt(guide: Numbered) -> tuple[int, str, bool]:
    """Calls that reached it, how the step stands, whether its timer runs."""
    incident = guide.session.incident
    made = [e for e in guide.entries() if isinstance(e.event, ev.Called)]
    runs = any(incident.timer_step(t.key) == "call-wanted" for t in incident.running())
    return len(made), incident.step_state("call-wanted").status, runs


@pytest.mark.parametrize(("lang", "asked"), [("en", "was reached at 10:01. Is it that call?"), ("zh", "10:01 已打通急救中心")])
def test_it_is_asked_at_the_step_whether_it_was_that_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, asked: str) -> None:
    guide, screens = demanded(tmp_path / "a", monkeypatch, "1", lang=lang)
    assert asked in screens[-1] and dealt(guide) == (1, "open", True), screens[-1]
    guide, screens = demanded(tmp_path / "b", monkeypatch, "1", "y", "#", lang=lang)
    assert dealt(guide) == (1, "open", True) and "v g b" in "".join(screens), "neither is an answer here"
    guide, _ = demanded(tmp_path / "d", monkeypatch, "1", "v", lang=lang)
    assert dealt(guide) == (1, "done", False)
    guide, _ = demanded(tmp_path / "c", monkeypatch, "1", "g", lang=lang)
    assert dealt(guide) == (2, "done", False)


def test_and_where_its_timer_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide, screens = demanded(tmp_path / "a", monkeypatch, "24", "1", "r")
    assert "was reached at 10:01. Is it that call?" in screens[-1] and dealt(guide) == (1, "open", True), screens[-1]
    for answer, held in (("v", (1, "done", False)), ("g", (2, "done", False)), ("b", (1, "open", True))):
        guide, screens = demanded(tmp_path / f"x{held}{answer != 'b'}", monkeypatch, "24", "1", "r", answer)
        assert dealt(guide) == held, (answer, screens[-1])
