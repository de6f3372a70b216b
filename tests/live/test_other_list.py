"""Two lists in one incident: where the step at hand is another list's than before it is said, and what a hand
types before anybody can have read that is asked about, and not recorded for the wrong one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.ground.terminal.ask import Pressed
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin
from tests.live.test_due_as_at_a_step import said
from tests.support.blind import Blind
from tests.support.numbered import Numbered
from tests.support.shipped import LISTS

NOW = {"zh": "换到另一张清单：客户突发疾病", "en": "Now the other list: "}


def crossing(begin: Begin, lang: str, behind: str) -> Blind:
    """A customer is ill amid a call surge: the hand says how many callers are queuing, and then stands, of the
    other list, the step ``behind``."""
    blind = begin("call-surge", lang)
    session = blind.session
    session.record(lambda d: acts.add_plan(d, LISTS.checklist("customer-ill")))
    while True:
        view = session.incident.current()
        assert view is not None
        if view.key.endswith(behind):
            break
        key = view.key
        session.record(lambda d, k=key: acts.not_applicable(d, k, "no"))  # type: ignore[misc]
    session.moved(lambda d: acts.take_up(d, "queue-now"))
    blind.screen.throw(Pressed(""))
    blind.loop.pass_(20)
    assert session.step is not None and session.step.key == "queue-now"
    blind.key("enter")
    for char in "21":
        blind.key(char, 0.6)
    blind.key("enter", 0.8)
    blind.rests()
    assert session.step is not None and session.step.key.endswith(behind), session.step
    return blind


def dealt(blind: Blind) -> list[str]:
    """The steps that were done."""
    events = [e.event for e in blind.session.folder.entries]
    return [getattr(e, "step", "") for e in events if e.kind == "step-done"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_line_typed_for_the_list_before_is_read_back_with_the_step_that_stands_there_now(begin: Begin, lang: str) -> None:
    """The time at which calls were under control came to stand as the cameras and the period."""
    blind = crossing(begin, lang, "cctv")
    assert NOW[lang] in said(blind), said(blind)
    before = dealt(blind)
    blind.key("enter", 1.2)
    blind.loop.pass_(1)
    for char in "19:31":
        blind.key(char, 0.3)
    blind.key("enter")
    blind.rests()
    assert blind.asked == "read-back" and ("录像" if lang == "zh" else "CCTV") in blind.screen.posed.question.text
    assert dealt(blind) == before
    blind.key("#", 3)
    blind.rests()
    assert blind.notes() == ["19:31"] and dealt(blind) == before


def test_who_read_it_fills_the_line_in_as_anywhere_else(begin: Begin) -> None:
    blind = crossing(begin, "en", "cctv")
    blind.key("enter", 8)
    for char in "hall, 19-20":
        blind.key(char, 0.3)
    blind.key("enter", 0.6)
    blind.rests()
    assert blind.asked == "step" and dealt(blind)[-1].endswith("cctv")


@pytest.mark.parametrize(("behind", "key"), [("room", "enter"), ("went", "1"), ("cctv", "l")])
def test_a_key_for_the_list_before_is_asked_about_by_the_name_of_the_step(begin: Begin, behind: str, key: str) -> None:
    blind = crossing(begin, "en", behind)
    entries, step = blind.session.incident.entries, blind.session.step
    blind.key(key, 2)
    blind.rests()
    assert blind.asked == "so-soon" and blind.session.incident.entries == entries
    assert "The other list stands here now" in said(blind)
    blind.key("escape", 2)
    blind.rests()
    assert blind.asked == "step" and blind.session.step == step
    blind.key(key, 7)
    blind.rests()
    assert blind.asked != "so-soon", "it is asked once"


def test_a_reason_typed_for_leaving_out_the_other_lists_step_is_read_back(begin: Begin) -> None:
    blind = crossing(begin, "en", "cctv")
    entries = blind.session.incident.entries
    blind.key("s", 2)
    blind.loop.pass_(2)
    blind.types("queue is over")
    blind.rests()
    assert blind.asked == "read-back" and blind.session.incident.entries == entries


def test_a_step_to_which_somebody_goes_himself_is_no_jump(begin: Begin) -> None:
    blind = crossing(begin, "en", "cctv")
    session = blind.session
    session.moved(lambda d: acts.take_up(d, "queue-now"))
    blind.screen.throw(Pressed(""))
    blind.loop.pass_(20)
    blind.key("g", 1)
    blind.types("secure the cctv")
    blind.loop.pass_(2)
    if blind.asked == "read-back":
        blind.key("y", 1)
        blind.rests()
    assert session.step is not None and session.step.key.endswith("cctv")
    assert not session.foreseen.crossed


@pytest.mark.parametrize(("lang", "said"), [("zh", "业务系统故障：立即动作 3 项未做（g 4）"), ("en", ": immediate steps not done: 3 (g 4)")])
def test_the_immediate_steps_of_an_added_list_are_said_to_wait_until_they_are_done(begin: Begin, lang: str, said: str) -> None:
    """For three minutes of a caller's danger nothing on the screen told that the outage's first steps wait."""
    blind = begin("self-harm-caller", lang)
    session = blind.session

    def shown(cols: int, rows: int) -> str:
        return "\n".join(text_of(session.picture(cols, rows)))

    for key in ("stay", "beside"):
        session.record(lambda d, k=key: acts.tick(d, k, ""))  # type: ignore[misc]
    session.record(lambda d: acts.call(d, "police", "reached", step="call-110"))
    assert said[1:8] not in shown(80, 20), "one list alone tells nothing of that kind"
    session.record(lambda d: acts.add_plan(d, LISTS.checklist("application-outage")))
    for cols, rows in ((80, 20), (60, 13)):
        assert said in shown(cols, rows), shown(cols, rows)
        assert "> " in shown(cols, rows)
    session.record(lambda d: acts.tick(d, "application-outage/no-logout", ""))
    assert said not in shown(80, 20) and said.replace("3", "2").replace("4", "5") in shown(60, 13)
    for view in session.incident.views():
        if view.plan and view.phase == "immediate" and view.state.status == "open":
            session.record(lambda d, k=view.key: acts.not_applicable(d, k, "no"))  # type: ignore[misc]
    assert ("项未做" if lang == "zh" else "not done") not in shown(80, 20)


def test_the_numbered_guide_says_so_too_and_names_the_other_list_at_a_jump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    lines = iter([(9.0, "1"), (9.0, "cctv at desk 4"), (3.0, "1"), (9.0, "y")])

    def says(screen: str) -> Any:
        seen.append(" ".join(screen.split()))
        return next(lines, None)

    guide = Numbered(tmp_path, "zh", "customer-ill", monkeypatch, says)
    session = guide.session
    session.record(lambda d: acts.add_plan(d, LISTS.checklist("application-outage")))
    for view in session.incident.views():
        if not view.plan and view.key != "cctv":
            session.record(lambda d, k=view.key: acts.not_applicable(d, k, "no"))  # type: ignore[misc]
    session.moved(lambda d: acts.take_up(d, "cctv"))
    guide.run()
    assert "业务系统故障：立即动作" in seen[0] and "换到另一张清单" not in seen[0]
    jump = next(n for n, screen in enumerate(seen) if "换到另一张清单：业务系统故障" in screen)
    assert "上一步刚刚才记下" in seen[jump + 1], "no line counts there by then"
