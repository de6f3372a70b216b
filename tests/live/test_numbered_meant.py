"""A line of the numbered guide is taken for what the hand meant by it, which a stranger showed who did not look."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.incidents.incident.rules import events as ev
from tests.support.numbered import Play, fresh, minutes_on, typed


@pytest.fixture
def outage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lines at an outage, six minutes after it began."""
    return lambda *lines, **how: typed(
        fresh(tmp_path), monkeypatch, *lines, type_="application-outage", at=minutes_on(6), listed=False, as_printed=True, **how
    )


@pytest.mark.parametrize(("lang", "asked"), [("zh", "呼叫中心主管：几分钟后再通报"), ("en", "call centre supervisor: next update in how")])
def test_where_the_form_says_that_0_is_none_it_is_and_no_way_back_and_it_is_asked_of_whom(outage: Play, lang: str, asked: str) -> None:
    guide = outage("38", "y", "1", "0", lang=lang)
    (said,) = [e.event for e in guide.entries() if isinstance(e.event, ev.Announced)]
    assert (said.next, said.role) == (None, "supervisor") and asked in guide.screens[-2], guide.screens[-2]
    assert not [e for e in outage("38", "y", "1", "<", lang=lang).entries() if isinstance(e.event, ev.Announced)]


def test_who_was_told_keeps_his_number_on_the_list_of_reports(outage: Play) -> None:
    """``1`` was the supervisor, a minute later the manager: who was never told had a deadline met on paper."""
    guide = outage("38", "y", "1", "0", "38", "y", "1", "0")
    assert [e.event.role for e in guide.entries() if isinstance(e.event, ev.Announced)] == ["supervisor"] * 2
    assert "supervisor (no timer waits for them now)" in guide.screens[-3], guide.screens[-3]
