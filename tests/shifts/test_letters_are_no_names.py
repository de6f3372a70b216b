"""One letter of the keyboard is nobody's name: in the forms ``q`` goes back, as the menu says; a command refuses it. A
second that was named is taken back as anything else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.ground.base.named import letter
from tests.support.kit import Kit
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

SAID = ("--said", "one", "--said", "two", "--said", "three")


def test_one_chinese_character_may_be_a_name_and_no_letter_of_any_width() -> None:
    assert [letter(text) for text in ("q", "Q", "ｑ", " q ", "李", "é", "qq", "5", "", "-")] == [True] * 4 + [False] * 6


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plain", [True, False])
def test_q_goes_back_where_a_name_is_asked_for_and_another_letter_is_asked_again(tmp_path: Path, lang: str, plain: bool) -> None:
    """``Second in charge (Enter for none): q`` was recorded."""
    env = environment(tmp_path / "home", lang, ClockFile(tmp_path / "clock"))
    second, end = {"zh": "副手", "en": "Second in charge"}[lang], "\n" if plain else ENTER
    with Terminal([*["--plain"] * plain, "shift", "start"], env, 100, 40) as t:
        t.see({"zh": "q 返回", "en": "q: back"}[lang])
        t.child.send(f"Zhang{end}")
        t.see(second)
        t.child.send(f"w{end}")
        t.see({"zh": "不是姓名", "en": "is no name"}[lang])
        t.child.send(f"q{end}")
        assert t.end() == 130
    assert not (tmp_path / "home" / "shifts").exists()


def test_the_second_of_a_shift_is_taken_back_and_the_shift_goes_on(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example", "--second", "Sample")
    assert bare("shift", "show", "--json").json["shift"]["second"] == "Sample"
    undone = bare("shift", "undo")
    assert undone.code == 0 and "Taken back: Second in charge: Sample" in undone.out
    shift = bare("shift", "show", "--json").json["shift"]
    assert (shift["leader"], shift["second"]) == ("Example", "")
    assert bare("shift", "undo").code == 4 and bare("shift", "redo").code == 0
    assert bare("shift", "show", "--json").json["shift"]["second"] == "Sample"


@pytest.mark.parametrize(
    "line",
    [
        ("shift", "start", "q"), ("shift", "start", "Example", "--second", "Ｑ"), ("shift", "lead", "q"), ("shift", "crew", "Zhang", "q"),
        ("shift", "handover", "--to", "q"), ("shift", "accept", "q", *SAID), ("shift", "refuse", "late", "--by", "q"), ("hand", "trapped", "q"),
    ],
)  # fmt: skip
def test_a_command_takes_no_letter_for_a_name(bare: Kit, line: tuple[str, ...]) -> None:
    bare.at(0)
    if line[1] != "start":
        bare("shift", "start", "Example")
    if line[1] in ("accept", "refuse"):
        bare("shift", "handover")
    if line[0] == "hand":
        bare("start", "power-outage", "--drill", "--no-guide")
    refused = bare(*line)
    assert refused.code == 2 and "is no name" in refused.err, refused.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_menu_takes_back_a_second(tmp_path: Path, lang: str) -> None:
    env = environment(tmp_path / "home", lang, ClockFile(tmp_path / "clock"))
    kit(env, "shift", "start", "Example", "--second", "Sample")
    with Terminal(["--plain"], env, 100, 60) as t:
        t.line("l", {"zh": "u  撤销", "en": "u  take back"}[lang])
        t.line("u", {"zh": "撤销这一条：#2", "en": "Take this back: #2"}[lang])
        t.line("y", {"zh": "撤销：副手：Sample", "en": "Taken back: Second in charge: Sample"}[lang])
    assert json.loads(kit(env, "shift", "show", "--json"))["shift"]["second"] == ""
