"""What one act records beside what was answered is said with it, and goes with it by one ``uu``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.names import TimerKey
from tests.live.conftest import Begin
from tests.support.hands import Later
from tests.support.kit import found, opened
from tests.support.numbered import Numbered, when_a_report_is_due

Due = Callable[..., Numbered]
WITH = {"zh": "；同时 #8 完成：打电话报告呼叫中心主管", "en": "; with it #8 Done: Report to the call centre supervisor by phone"}


@pytest.fixture
def due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Due:
    def played(lang: str, *lines: str) -> Numbered:
        return when_a_report_is_due(tmp_path, lang, monkeypatch, lines, 4.0)

    return played


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_answer_of_a_deadline_names_the_step_that_counts_as_done_by_it(due: Due, lang: str) -> None:
    guide = due(lang, "d", "r", "uu")
    answered, back = guide.screens[2], guide.screens[3]
    assert guide.kinds()[-4:] == ["called", "timer-answered", "step-done", "undone"]
    assert WITH[lang] in answered and WITH[lang] in back
    assert "tell-supervisor" not in [v.key for v in guide.session.incident.views() if v.state.status == "done"]


def test_a_step_s_own_deadline_is_not_named_beside_the_step(due: Due) -> None:
    guide = due("zh", "1", (11, "1"), (11, "1"), (11, "1"))
    assert "timer-answered" in guide.kinds() and "；同时" not in "".join(guide.screens)


def test_a_call_by_its_own_key_names_the_deadlines_and_steps_that_it_settles(begin: Begin) -> None:
    blind = begin(lang="zh", minute=6)
    blind.session.record(lambda d: acts.call(d, "supervisor", "reached"))
    assert "；同时 #" in blind.session.message and "计时已答" in blind.session.message


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_at_one_plan_s_deadline_leaves_the_other_plan_s(tmp_path: Path, lang: str) -> None:
    """One ``d r`` gave the report of the other plan, too."""
    hands = Later(tmp_path, lang, "fire")
    checklist, _ = found(hands.ctx.of(Store), "flood", "hotline")
    hands.session.moved(lambda d: acts.add_plan(d, checklist))
    hands.at(16)
    due, other = (t for t in hands.session.due() if t.target() == "manager")
    before = len(hands.session.folder.entries)
    hands.session.record(lambda d: acts.timer_told(d, due.key, "manager"))
    made = hands.session.folder.entries[before:]
    answered = {e.event.timer for e in made if e.event.kind == "timer-answered"}  # type: ignore[attr-defined]
    assert due.key in answered and other.key not in answered and other.key in {t.key for t in hands.session.due()}
    assert {TimerKey(key).plan for key in answered} == {TimerKey(due.key).plan}


def test_where_there_is_one_plan_none_is_named(due: Due) -> None:
    assert "（业务系统故障）" not in "".join(due("zh", "d", "r").screens)


def test_a_call_in_one_incident_answers_nothing_of_another_that_waits_for_the_same_post(tmp_path: Path) -> None:
    hands = Later(tmp_path, "en", "fire")
    other = opened(str(tmp_path), "flood")
    hands.at(16)
    before = len(other.entries)
    hands.session.record(lambda d: acts.call(d, "manager", "reached", step="tell-manager"))
    other.refresh()
    assert len(other.entries) == before
    assert any(t.target() == "manager" for t in other.incident.running())
