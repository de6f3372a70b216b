"""One key of the keyboard is nobody's name, in every register and wherever a form asks for one: a command refuses it, a
form asks again, drawn and in numbered lines, and ``q`` leaves it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kit.ground.base.person import nobodys
from tests.support.kit import Kit
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal


def test_one_letter_or_figure_is_nobody_and_one_chinese_character_may_be_somebody() -> None:
    assert all(map(nobodys, ("y", "Ｘ", " q ", "7", "７"))) and not any(map(nobodys, ("李", "é", "qq", "12", "-", "")))


@pytest.mark.parametrize(
    "line",
    [
        ("callback", "add", "y", "--phone", "5550100"), ("callback", "add", "Zhang", "--phone", "5550100", "--owner", "x"),
        ("complaint", "add", "Zhang", "--matter", "late", "--about", "3"), ("caller", "add", "5550100", "--sort", "silent", "--name", "y"),
        ("property", "add", "purse", "--place", "desk", "--finder", "x"), ("order", "add", "leak", "--unit", "Sample repairs", "--name", "y"),
        ("action", "add", "spare lamp", "--owner", "y"), ("training", "add", "first-aid", "--who", "x", "--due", "2027-03-31"),
        ("contact", "add", "y", "--number", "5550100"),
    ],
)  # fmt: skip
def test_a_command_takes_no_key_for_a_name(bare: Kit, line: tuple[str, ...]) -> None:
    refused = bare.at(0)(*line)
    assert refused.code == 2 and "is no name" in refused.err, (refused.out, refused.err)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("line", [("callback", "add"), ("contact", "add")])
def test_a_form_asks_again_for_a_name_that_was_a_key_and_q_leaves_it(tmp_path: Path, lang: str, plain: bool, line: tuple[str, ...]) -> None:
    """``Name: y`` was recorded as a customer's."""
    env = environment(tmp_path / "home", lang, ClockFile(tmp_path / "clock"))
    end, no = "\n" if plain else ENTER, {"zh": "不是姓名", "en": "is no name"}[lang]
    with Terminal([*["--plain"] * plain, *line], env, 100, 40) as t:
        t.see({"zh": "姓名", "en": "ame"}[lang])
        t.child.send(f"y{end}")
        t.see(f"“y”{no}" if lang == "zh" else f'"y" {no}')
        t.child.send(f"q{end}")
        assert t.end() == 130
    assert not [*(tmp_path / "home").rglob("*.jsonl")]


def test_a_name_that_was_asked_again_is_recorded_with_what_was_answered_before(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock")) | {"KIT_PLAIN": "1"}
    with Terminal(["complaint", "add"], env, 100, 40) as t:
        for asked, answer in (("Name", "Zhang"), ("Number", "5550100"), ("What it is about", "rude"), ("Remedy sought", ""), ("oral", "1")):
            t.see(asked)
            t.line(answer)
        t.see("About whom")
        t.line("y", '"y" is no name')
        t.line("Wu", "Noted:")
        assert t.end() == 0
    (item,) = json.loads(kit(env, "complaint", "list", "--json"))["items"]
    assert (item["content"]["about"], item["content"]["matter"]) == ("Wu", "rude")


def test_who_reviews_and_to_whom_an_incident_was_handed_are_asked_again_too(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock")) | {"KIT_PLAIN": "1"}
    ref = json.loads(kit(env, "start", "fire", "--drill", "--json"))["ref"]
    with Terminal(["close", "--outcome", "handed-over"], env, 100, 40) as t:
        t.see("y")
        t.line("y", "to whom")
        t.line("x", '"x" is no name')
        t.line("fire service")
        assert t.end() == 0
    with Terminal(["review", ref], {**env, "KIT_BY": ""}, 100, 40) as t:
        t.see("Who speaks")
        t.line("y", '"y" is no name')
        t.line("q")
        t.end()
    assert '"who": "y"' not in kit(env, "log", ref, "--json")
