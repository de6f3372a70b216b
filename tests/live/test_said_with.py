"""What one act records beside what was answered is said with it, and goes with it by one ``uu``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
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
    guide = due("zh", "1", "1", "1", "1")
    assert "timer-answered" in guide.kinds() and "；同时" not in "".join(guide.screens)


def test_a_call_by_its_own_key_names_the_deadlines_and_steps_that_it_settles(begin: Begin) -> None:
    blind = begin(lang="zh", minute=6)
    blind.session.record(lambda d: acts.call(d, "supervisor", "reached"))
    assert "；同时 #" in blind.session.message and "计时已答" in blind.session.message
