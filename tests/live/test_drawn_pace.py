"""How a call went, said within seconds behind another step: nobody can have dialled and been heard by then,
whichever key says it."""

from __future__ import annotations

import pytest

from kit.ground.terminal.ask import Pressed
from kit.incidents.incident.rules import acts
from tests.live.conftest import Begin


@pytest.mark.parametrize("gap", [1.2, 2.5, 3.75, 5.5])
@pytest.mark.parametrize(("key", "result"), [("enter", "done"), ("x", "no-answer"), ("f", "phone-off")])
def test_how_a_call_went_is_asked_about_within_six_seconds_whichever_key_says_it(begin: Begin, key: str, result: str, gap: float) -> None:
    """3.75 s behind Enter ``x`` counted against the police, where Enter was asked about."""
    blind = begin("fire", "zh", at="shout")
    blind.key("enter")
    blind.key(key, gap)
    blind.rests()
    assert blind.asked == "so-soon" and "called" not in blind.kinds()
    blind.key("enter", 1)
    blind.rests()
    assert "called" not in blind.kinds()
    blind.key("y", 2)
    blind.rests()
    called = [e.event for e in blind.session.folder.entries if e.event.kind == "called"]
    assert len(called) == 1 and called[0].result in (result, "reached")  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["enter", "x", "f"])
def test_how_a_call_went_counts_at_once_behind_six_seconds(begin: Begin, key: str) -> None:
    blind = begin("fire", "zh", at="shout")
    blind.key("enter")
    blind.key(key, 6.2)
    blind.rests()
    assert blind.kinds().count("called") == 1 and blind.asked == "step"


def test_a_note_typed_while_it_is_asked_is_one_and_the_call_is_not_recorded(begin: Begin) -> None:
    blind = begin("fire", "zh", at="shout")
    blind.key("enter")
    blind.key("x", 3)
    blind.key("n", 0.3)
    blind.words("走廊有烟")
    blind.key("enter")
    blind.rests()
    assert blind.notes() == ["走廊有烟"] and "called" not in blind.kinds() and blind.asked == "so-soon"


@pytest.mark.parametrize(("lang", "says"), [("zh", "”按 1"), ("en", "press 1")])
def test_enter_where_it_does_nothing_names_the_key_of_what_it_says_elsewhere(begin: Begin, lang: str, says: str) -> None:
    blind = begin(lang=lang)
    blind.loop.pass_(8)
    blind.key("c", 1)
    blind.loop.pass_(2)
    blind.key("2", 1)
    blind.rests()
    assert blind.asked == "call-result"
    blind.key("enter", 3)
    assert says in blind.screen.word and blind.asked == "call-result" and "called" not in blind.kinds()


@pytest.mark.parametrize(("lang", "asked", "yes"), [
    ("zh", "没有算：第 2 次打给系统运维专员：未接通。上一项几秒前才记下，真的又打了一次吗", "是：第 2 次打给系统运维专员：未接通"),
    ("en", "Not counted: call 2 to system operations specialist: No answer. The last entry is only seconds old. Was there another call", "Yes: call 2 to system operations specialist: No answer"),
])  # fmt: skip
@pytest.mark.parametrize("gap", [0.7, 4.0])
def test_a_second_x_right_behind_the_first_names_the_second_call_and_y_records_exactly_one_more(begin: Begin, lang: str, asked: str, yes: str, gap: float) -> None:
    """It said that something else had been done, and not which call it would be."""
    blind = begin(lang=lang, at="tell-tech")
    blind.loop.pass_(8)
    blind.key("x")
    blind.key("x", gap)
    blind.rests()
    question = blind.screen.posed.question
    assert blind.asked == "so-soon" and question.text == asked and [(o.key, o.label) for o in question.options] == [("y", yes)]
    assert blind.kinds().count("called") == 1
    blind.key("x", 1)
    blind.rests()
    assert blind.asked == "so-soon" and blind.kinds().count("called") == 1, "a third is no answer"
    blind.key("y", 2)
    blind.rests()
    assert blind.asked == "step" and blind.kinds().count("called") == 2


def test_where_nobody_was_called_yet_it_is_not_said_to_be_the_second(begin: Begin) -> None:
    blind = begin("power-outage", "zh")
    blind.screen.prose.breath.acted = blind.loop.now
    view = next(v for v in blind.session.incident.views() if v.step.answer == "call")
    blind.session.moved(lambda d: acts.take_up(d, view.key))
    blind.screen.throw(Pressed(""))
    blind.key("x", 1)
    blind.rests()
    assert blind.asked == "so-soon" and "第" not in blind.screen.posed.question.text
