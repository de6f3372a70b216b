"""A form of numbered lines that is left by a key: nothing of it becomes a note unasked, what was typed into it stands
with its time in one sentence that says how it is brought back, and what was recorded of it is said where that leads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.ground.terminal.plain import Bell
from kit.live.home.show import ABOVE
from tests.support.numbered_home import NumberedHome
from tests.support.play import Lines
from tests.support.run import environment, kit
from tests.support.terminal import Terminal

FORMS = {
    "forecast": (("26", "Mr Brown", "power back"), "Mr Brown power back"),
    "unread time": (("26", "Mr Brown", "power back", "25:70"), "Mr Brown power back 25:70"),
    "customer": (("40", "Liu Wei"), "Liu Wei"),
    "improvement": (("41", "more torches"), "more torches"),
    "hand": (("13", "Chen Li"), "Chen Li"),
    "put off": (("24", "1", "s", "busy here"), "busy here"),
}
MADE = {  # what was said and done by then stands
    "call": (("23", "2", "1", "they come at once"), "called"),
    "handed": (("13", "Chen Li", "10:30"), "step-handed"),
    "customer": (("40", "Liu Wei", "13800001111", "card lost"), "callback-added"),
}
LOST = 'Not recorded: "{}"'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NumberedHome]:
    before = list(ABOVE)
    monkeypatch.setattr(Bell, "line", float("-inf"))
    found = NumberedHome(tmp_path, "en", monkeypatch)
    found.opens("fire", "call-surge")
    yield found
    ABOVE[:] = before


def typed(home: NumberedHome, form: tuple[str, ...], *behind: str) -> list[str]:
    """What was printed behind each line that follows the form."""
    home.types((5.0, "1"), (12.0, "?"), *((3.0, line) for line in (*form, *behind)))
    return home.screens[len(form) + 4 :]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", ["o", "u", "q"])
def test_a_form_left_by_a_key_records_nothing_and_says_at_once_what_was_typed(home: NumberedHome, form: str, key: str) -> None:
    """Its words became as many notes as there were lines, without a word, and the time was lost."""
    lines, whole = FORMS[form]
    said = typed(home, lines, key)[0]
    assert home.notes() == [] and whole in said and "ot recorded" in said and "of that nothing was recorded" in said, said
    assert "everything is recorded" not in said


def test_in_another_incident_it_is_only_named_and_one_key_brings_it_back_in_its_own(home: NumberedHome) -> None:
    """``n`` in the other one recorded there what was typed here."""
    said = typed(home, FORMS["forecast"][0], "o", "n", "0", "o", "o", "o", "n", "")
    ref = home.logs()[0].ref
    named = f'{ref}  Fire: not recorded: "Mr Brown power back" (n there or at home notes it)'
    assert named in said[0].replace("\n", " ") and "Mr Brown" not in said[1], said[:2]
    assert "(n brings it back)" in said[3] and "Mr Brown" not in said[4], said[3:5]
    assert [(type_, text) for type_, _, text in home.notes()] == [("fire", "Mr Brown power back")]


@pytest.mark.parametrize("form", MADE)
@pytest.mark.parametrize("key", ["o", "q"])
def test_what_was_made_by_then_is_recorded_once_and_said_where_that_leads(home: NumberedHome, form: str, key: str) -> None:
    """It stood there twice, as a note and as what it was, and nobody was told."""
    lines, kind = MADE[form]
    said = typed(home, lines, key)[0]
    told = [text for _, _, text in home.notes()]  # what was said in a call is a note of its own
    assert home.kinds().count(kind) == 1 and told in ([], ["By phone ambulance said: they come at once"])
    assert "ot recorded" not in said
    if form == "call":  # it was said as it was recorded, before its last question
        assert "nothing was recorded" not in said, said
    else:
        assert "Recorded #6" in said, said


@pytest.mark.parametrize(("name", "matter"), [("liu card lost", ""), ("Liu Wei", "card lost")])
@pytest.mark.parametrize("away", [False, True])
def test_what_was_recorded_after_all_is_not_said_to_be_missing_any_more(home: NumberedHome, name: str, matter: str, away: bool) -> None:
    """"Not recorded: liu card lost" was said again behind the call-back of Liu, whose card was lost."""
    left = (name, "13800001111", matter) if matter else (name,)
    behind = ("q", "1") if away and not matter else ("u",)
    said = typed(home, ("40", *left), *behind, "40", name, "13800001111", matter, "", "q")
    assert LOST.format(" ".join(left)) in said[0] and "callback-added" in home.kinds()
    assert all("ot recorded" not in each for each in said[len(behind) :]), said


@pytest.mark.parametrize("form", FORMS)
def test_the_end_of_the_input_says_what_a_form_had(home: NumberedHome, form: str) -> None:
    lines, whole = FORMS[form]
    said = typed(home, lines)[-1]
    assert home.notes() == [] and LOST.format(whole) in said, said


def test_a_real_terminal_says_it_where_o_leads_and_n_brings_it_back(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    for type_ in ("fire", "call-surge"):
        json.loads(kit(env, "start", type_, "--drill", "--profile", "hotline", "--json"))
    with Terminal(["--plain"], env, rows=70, cols=110) as t:
        p = Lines(t)
        p.see("编号：")
        p.say("1", "火灾", ask="编号：")
        p.say("?", "对方承诺的完成时间", ask="编号：")
        p.say("26", ask="（")
        p.say("供电局的人", ask="：")
        p.say("恢复供电", ask="：")
        p.say("o", "火灾：没有回答", "没有记下“供电局的人 恢复供电”（在那里或首页键入 n 记成备注）", "话务激增", ask="编号：")
        p.say("o", "没有记下“供电局的人 恢复供电”（键入 n 找回）", ask="编号：")
        p.say("n", "供电局的人 恢复供电", ask="备注：")
        p.say("", "备注：供电局的人 恢复供电", ask="编号：")
        p.say("q", ask="编号：")


@pytest.mark.parametrize("behind", [("u",), ("0",), ("\x1b",), ("o",), ("q",), ("they sit on the lawn",)])
def test_what_was_brought_back_and_left_again_is_not_lost(home: NumberedHome, behind: tuple[str, ...]) -> None:
    """``n`` and then ``u``: it stood nowhere any more, and the guide said that everything is recorded."""
    lines, whole = FORMS["forecast"]
    more = () if behind in (("o",), ("q",)) else ("q",)
    said = typed(home, lines, "u", "n", *behind, *more)
    assert all(text != whole for *_, text in home.notes())
    assert whole in said[-1] or whole in said[-2], said
    if more and behind[0] != "they sit on the lawn":
        assert LOST.format(whole) in said[2], "at once"
