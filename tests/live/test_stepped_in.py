"""A call that an answer put in front of the one announced tells of itself by a bell, and its Enter
counts once the hand has rested so long that it saw it."""

from __future__ import annotations

import pytest

from kit.ground.terminal.ask import Pressed
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from tests.live.conftest import Begin
from tests.support.blind import Blind
from tests.support.shipped import LISTS


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from kit.ground.terminal.screen import Screen

    out: list[str] = []
    real = Screen.bell

    def bell(screen: Screen) -> None:
        out.append(screen.posed.question.name)
        real(screen)

    monkeypatch.setattr(Screen, "bell", bell)
    return out


def stepped_in(begin: Begin, lang: str = "zh") -> Blind:
    """Not within ten minutes: the operations head is called at once, whom nothing announced."""
    blind = begin(lang=lang)
    record = blind.session.record
    for key, value in (("no-logout", ""), ("staff-log", ""), ("which-system", "CRM"), ("seats", "12")):
        record(lambda d, k=key, v=value: acts.tick(d, k, v))  # type: ignore[misc]
    for role in ("tech", "supervisor"):
        record(lambda d, who=role: acts.call(d, who, "reached"))  # type: ignore[misc]
    blind.key("v", 2)
    blind.key("escape", 2)
    blind.loop.pass_(5)
    assert blind.session.step is not None and blind.session.step.key == "forecast"
    blind.key("2", 2)
    blind.rests()
    assert blind.session.step is not None and blind.session.step.step.answer == "call"
    return blind


def calls(blind: Blind) -> int:
    return sum(isinstance(e.event, ev.Called) for e in blind.session.folder.entries)


@pytest.mark.parametrize(("lang", "said"), [("zh", "刚插进来"), ("en", "has come in before")])
def test_it_rings_and_says_so_before_any_key(begin: Begin, rung: list[str], lang: str, said: str) -> None:
    blind = stepped_in(begin, lang)
    assert rung == ["step"] and said in blind.session.alert
    blind.key("n", 2)
    blind.types("li ming is here")
    blind.rests()
    assert rung == ["step"], "once"


@pytest.mark.parametrize(("seconds", "counts"), [(3, False), (9, False), (10.1, True), (60, True)])
def test_enter_counts_once_the_hand_has_looked_for_ten_seconds(begin: Begin, seconds: float, counts: bool) -> None:
    """It was asked about however long the hand had looked."""
    blind = stepped_in(begin)
    before = calls(blind)
    blind.key("enter", seconds)
    blind.rests()
    assert (calls(blind) > before) is counts and blind.asked == ("step" if counts else "so-soon")


def test_a_hand_that_typed_a_note_meanwhile_has_not_looked(begin: Begin) -> None:
    blind = stepped_in(begin)
    blind.key("n", 6)
    blind.types("li ming is here")
    blind.rests()
    before = calls(blind)
    blind.key("enter", 6)
    assert calls(blind) == before and blind.asked == "so-soon"


@pytest.mark.parametrize("leaves", ["escape", "note"])
def test_it_is_asked_once_and_not_again_behind_esc(begin: Begin, leaves: str) -> None:
    """Whoever had read it, gone back to look and then pressed Enter was asked the same again."""
    blind = stepped_in(begin)
    before = calls(blind)
    blind.key("enter", 3)
    assert calls(blind) == before and blind.asked == "so-soon"
    if leaves == "note":
        blind.key("n", 2)
        blind.types("li ming is here")
        blind.loop.pass_(2)
    blind.key("escape", 2)
    blind.rests()
    assert blind.asked == "step" and calls(blind) == before
    blind.key("enter", 3)
    blind.rests()
    assert calls(blind) == before + 1 and blind.asked == "step"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_that_is_added_leaves_the_call_for_help_there_and_a_cut_puts_the_next_one_in_with_its_mark(begin: Begin, lang: str) -> None:
    """Beside an outage the cut-off caller's 110 stood nowhere, and Enter ticked a step of the outage."""
    blind = begin("self-harm-caller", lang)
    session = blind.session
    for key, value in (("stay", ""), ("beside", ""), ("caller", "77"), ("place", "77"), ("state", "1")):
        session.record(lambda d, k=key, v=value: acts.tick(d, k, v))  # type: ignore[misc]
    for role, step in (("police", "call-110"), ("ambulance", "call-120")):
        session.record(lambda d, w=role, s=step: acts.call(d, w, "reached", step=s))  # type: ignore[misc]
    session.record(lambda d: acts.add_plan(d, LISTS.checklist("application-outage")))
    shown = ["".join(text for _, text in line) for line in session.picture(80, 30)]
    assert any(line.startswith("> ") and "110" in line for line in shown), shown
    session.moved(lambda d: acts.take_up(d, "line"))
    blind.screen.throw(Pressed(""))
    blind.loop.pass_(8)
    blind.key("2", 2)
    blind.rests()
    assert session.step is not None and session.step.key == "tell-cut"
    assert ("刚插进来" if lang == "zh" else "has come in before") in session.alert


@pytest.mark.parametrize("key", ["l", "a"])
def test_a_key_by_which_nobody_does_it_now_is_asked_about_as_its_enter_is(begin: Begin, key: str) -> None:
    """`l`, meant for the step that was announced, put off the call that had come in before it."""
    blind = stepped_in(begin)
    known = blind.kinds()
    blind.key(key, 1)
    blind.rests()
    assert blind.asked == "so-soon" and "刚插进来另一步" in blind.screen.posed.question.text and blind.kinds() == known


@pytest.mark.parametrize("key", ["s", "h"])
def test_what_such_a_key_asks_is_read_back_however_long_the_hand_rests_there(begin: Begin, key: str) -> None:
    blind = stepped_in(begin)
    known = blind.kinds()
    blind.key(key, 1)
    blind.loop.pass_(4)
    blind.words("王芳")
    blind.key("enter", 1)
    blind.rests()
    assert blind.asked == "read-back" and blind.kinds() == known
