"""Numbered lines: ``o`` works where something small is asked, a sentence behind one that did not is asked about by
incident, and home's ``u`` takes a wrong closing back by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.live.guide.talk import told
from kit.live.guide.talk.letters import lettered
from kit.live.home.show import ABOVE
from tests.support.hands import Hands
from tests.support.numbered_home import NumberedHome

SAID = {"zh": "电梯里还有一个人", "en": "one more in the lift"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    found = NumberedHome(tmp_path, getattr(request, "param", "zh"), monkeypatch)
    found.opens("power-outage", "application-outage")
    yield found
    ABOVE[:] = before


def where(home: NumberedHome) -> list[str]:
    """Types of the incidents that were gone to, one after the other."""
    found = [(e.written, e.n, log.incident.type) for log in home.logs() for e in log.entries if e.event.kind == "guide-resumed"]
    return [type_ for _, _, type_ in sorted(found)]


@pytest.mark.parametrize("home", SAID, indirect=True)
def test_o_leaves_what_taking_back_asks_and_takes_nothing_back(home: NumberedHome) -> None:
    """It was refused, and the sentence behind it became a note of the incident that one believed to have left."""
    said = SAID[home.ctx.me.lang]
    home.types("1", (12, "n"), (2, "a guard is here"), (12, "u"), (2, "o"), (12, said), (12, "q"), (12, "0"))
    assert len(where(home)) == 2 and len(set(where(home))) == 2 and "undone" not in home.kinds()
    assert (where(home)[1], said) in [(type_, text) for type_, _, text in home.notes()]


@pytest.mark.parametrize("home", SAID, indirect=True)
def test_o_leaves_it_also_after_something_that_was_due_was_answered(home: NumberedHome) -> None:
    """Once ``d`` had been typed, no ``o`` led out of any small question any more."""
    home.real += 400
    home.types("2", (12, "d"), (12, "b"), (12, "n"), (2, "a guard is here"), (12, "u"), (2, "o"), (12, "q"), (12, "0"))
    assert len(set(where(home))) == 2 and "undone" not in home.kinds()


def test_o_leaves_the_question_whether_what_has_only_just_come_first_is_meant(home: NumberedHome) -> None:
    """A sentence behind it became a note of the incident that one believed to have left."""
    home.real += 1000
    at = len(home.screens)
    home.types("1", (12, "d"), (2, "r"), (0.5, "d"), (0.5, "y"), (2, "o"), (12, SAID["zh"]), (12, "q"), (12, "0"))
    assert "刚轮到这一项" in "".join(home.screens[at:])
    assert where(home) == ["power-outage", "application-outage"] and home.kinds().count("timer-answered") == 1
    assert [(type_, text) for type_, _, text in home.notes()] == [("application-outage", SAID["zh"])]


@pytest.mark.parametrize("home", SAID, indirect=True)
def test_a_sentence_behind_the_o_that_leads_from_a_check_to_the_other_incident_is_one_there(home: NumberedHome) -> None:
    """No ``o`` answers anything: it goes where the bell said that it goes."""
    said = SAID[home.ctx.me.lang]
    home.real += 2400
    log = next(log for log in home.logs() if log.incident.type == "power-outage")
    check = next(t.key for t in log.incident.running() if (rule := log.incident.rule(t.key)) and rule.kind != "tell" and not t.tell)
    letter = lettered(log.entries, [t.key for t in log.incident.running()])[check]
    home.types("1", (12, "d"), (2, "d"), (2, letter), (3, "o"), (12, said), (12, "q"), (12, "0"))
    assert [(type_, text) for type_, _, text in home.notes()] == [("application-outage", said)]
    assert where(home) == ["power-outage", "application-outage"] and "timer-answered" not in home.kinds()


@pytest.mark.parametrize("home", SAID, indirect=True)
@pytest.mark.parametrize("key", ["h", "o"])
def test_a_sentence_where_it_is_asked_who_was_told_is_nobody_s_name(home: NumberedHome, key: str) -> None:
    """``o`` for the other incident was "told someone else", and the sentence behind it a call that reached somebody."""
    home.real += 400
    home.types("1", (12, "d"), (2, key), (2, SAID[home.ctx.me.lang]), (3, "n"), (12, "q"), (12, "0"))
    assert not {"timer-answered", "called", "step-done"} & set(home.kinds())
    assert [text for _, _, text in home.notes()] == [SAID[home.ctx.me.lang]]


@pytest.mark.parametrize("home", SAID, indirect=True)
@pytest.mark.parametrize("sure", ["u", "y"])
def test_home_takes_a_wrong_closing_back_by_its_name(home: NumberedHome, sure: str) -> None:
    """It said that nothing could be taken back, or named what another incident had last."""
    ref = next(log.ref for log in home.logs() if log.incident.type == "power-outage")
    home.types("1", (7, "e"), ref[-4:], (4, "1"), (12, "q"), (12, "0"))
    assert [log.ref for log in home.logs()] != [ref] and home.ctx.of(Store).pick(ref).incident.closed is not None
    at = len(home.screens)
    home.types((2, "u"), (3, sure), (12, "0"))
    asked = " ".join("".join(home.screens[at : at + 3]).split())
    assert ref in asked and ("关闭" in asked or "losed" in asked), asked
    assert home.ctx.of(Store).pick(ref).incident.closed is None


def test_what_was_recorded_after_the_closing_goes_first(home: NumberedHome) -> None:
    ref = next(log.ref for log in home.logs() if log.incident.type == "power-outage")
    home.types("1", (7, "e"), ref[-4:], (4, "1"), (12, "o"), (12, "保安到了三个人"), (12, "q"), (12, "u"), (3, "y"), (12, "0"))
    assert home.ctx.of(Store).pick(ref).incident.closed is not None
    assert "undone" in home.kinds()


def test_a_closing_of_yesterday_is_no_last_act_any_more(home: NumberedHome) -> None:
    refs = [log.ref for log in home.logs()]
    for ref in refs:
        home.types("1" if ref == refs[0] else "2", (7, "e"), ref[-4:], (4, "1"), (12, "q"), (12, "0"))
    home.real += 86400
    home.types((2, "u"), (3, "y"), (12, "0"))
    assert all(home.ctx.of(Store).pick(ref).incident.closed is not None for ref in refs)


@pytest.mark.parametrize(("lang", "why"), [("zh", "不适用（要写原因）"), ("en", "Not applicable (asks why)")])
def test_not_applicable_says_where_it_wants_a_reason(tmp_path: Path, lang: str, why: str) -> None:
    hands = Hands(tmp_path, lang, "fire")
    said: dict[bool, str] = {}
    while hands.session.step is not None and len(said) < 2:
        label = next(o.label for o in hands.question.options if o.name == "na")
        asks = hands.press("na").name == "na-reason"
        said[asks] = label
        if asks:
            hands.press("none here")
    assert said[True] == why and said[False] == why[: len(said[False])] != why


@pytest.mark.parametrize(("home", "whom", "nothing"), [
    ("zh", "停电：没有回答，那一项没有记：未接通：打的是谁", "那一项没有记"),
    ("en", "Power outage: Left without an answer, of that nothing was recorded: No answer: whom", "of that nothing"),
], indirect=["home"])  # fmt: skip
def test_a_call_that_was_left_where_it_is_asked_whom_stands_at_home_and_once_more_where_one_comes_back(
    home: NumberedHome, monkeypatch: pytest.MonkeyPatch, whom: str, nothing: str
) -> None:
    """It was printed above home's picture and scrolled away; nobody knew that a call stood unanswered."""
    monkeypatch.setattr(told, "rows", lambda: 24)
    log = next(log for log in home.logs() if log.incident.type == "power-outage")
    for view in [view for view in log.incident.views() if view.phase == "immediate"]:
        log.store.record(log, home.now(), "li", lambda d, key=view.key: acts.not_applicable(d, key, "drill"))
    home.types("1", (12, "2"), (12, "2"), (12, "2"), (2, "q"), (12, "1"), (12, "o"), (12, "q"), (12, "0"))
    at = next(n for n, screen in enumerate(home.screens) if whom in screen)
    assert whom in "\n".join(home.screens[at].splitlines()[-12:]), home.screens[at]
    assert home.screens[at].count(nothing) == 2, home.screens[at]  # as it is left, and at home's foot
    assert nothing in "\n".join(home.screens[at + 1].splitlines()[-3:]), home.screens[at + 1]
    assert not [screen for screen in home.screens[at + 2 :] if nothing in screen]
