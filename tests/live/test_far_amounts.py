"""More minutes than a day has are asked back with what they come to, and refused where nobody can
answer: they were refused everywhere, and a UPS that lasts 25 hours could not be recorded."""

from __future__ import annotations

from pathlib import Path

from tests.support.hands import Hands
from tests.support.kit import Kit
from tests.support.play import Played
from tests.support.run import kit as run
from tests.support.terminal import Terminal


def value(hands: Hands) -> str:
    return hands.session.incident.steps["ups"].value


def test_the_guide_reads_them_back_and_records_them_after_a_yes(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "en", "power-outage")
    hands.press("steps", "ups", "done", "25h")
    assert hands.question.name == "value-sure" and "25 h: right?" in hands.question.text
    assert hands.press("no").name == "value"
    assert "ups" not in hands.session.incident.steps or not value(hands)
    assert hands.press("1500").name == "value-sure"
    hands.press("yes")
    assert value(hands) == "1500"
    assert "1500" in hands.session.message


def test_esc_at_the_question_leads_back_and_records_nothing(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "zh", "power-outage")
    hands.press("steps", "ups", "done", "两天")
    assert hands.question.name == "value", "no amount"
    hands.press("48小时")
    assert "48 时，对吗" in hands.question.text
    assert hands.press(None).name == "value" and hands.press(None).name == "step"


def test_without_a_terminal_they_are_refused_unless_written_as_sure(bare: Kit) -> None:
    bare("--lang", "en", "start", "power-outage")
    done = bare("--lang", "en", "answer", "ups", "1500")
    assert done.code == 2 and "was not recorded" in done.err and "=1500" in done.err
    assert bare("answer", "ups", "=1500").code == 0
    assert bare("answer", "ups", "=999999").code == 2


def test_at_a_terminal_the_command_asks(tmp_path: Path) -> None:
    drill = Played(tmp_path, "en", "power-outage")
    with Terminal(["answer", "ups", "25h", "--plain"], drill.env) as t:
        t.see("25 h: right?", "Letter:")
        t.child.send("y\n")
        assert t.end() == 0
    with Terminal(["answer", "ups", "26h", "--plain"], drill.env) as t:
        t.see("26 h: right?", "Letter:")
        t.child.send("n\n")
        assert t.end() == 2
    assert "25 h" in run(drill.env, "log", drill.ref) or "1500" in run(drill.env, "log", drill.ref)
    assert "1560" not in run(drill.env, "log", drill.ref)
