"""With a critical step open neither leader agrees to the hand-over; and what an acceptance leaves to take back is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.kit import Kit
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal

SAID = ("--said", "one", "--said", "two", "--said", "three")
ASKED = {"zh": "哪位上级同意", "en": "Who above both leaders agrees"}


def begun(tmp_path: Path, lang: str) -> dict[str, str]:
    env = environment(tmp_path / "home", lang, ClockFile(tmp_path / "clock"))
    kit(env, "shift", "start", "Example")
    kit(env, "start", "fire", "--drill", "--profile", "hotline", "--no-guide")
    kit(env, "shift", "handover", "--to", "Zhou Min")
    return env


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("plain", [True, False])
def test_whoever_takes_over_is_not_who_above_agrees_and_is_asked_for_another_name(tmp_path: Path, lang: str, plain: bool) -> None:
    """``Zhou Min`` agreed that Zhou Min takes over."""
    env, end = begun(tmp_path, lang), "\n" if plain else ENTER
    own = {"zh": "接班人，不能自己同意", "en": "takes over and does not agree"}[lang]
    with Terminal([*["--plain"] * plain, "shift", "accept"], env, 100, 40) as t:
        t.see(ASKED[lang])
        question = next(line for line in t.lines() if ASKED[lang] in line)
        assert question.removeprefix("? ").startswith(ASKED[lang]), "the question has a line of its own"
        t.child.send("zhou min")
        t.see("zhou min")
        t.child.send(end)
        t.see(own)
        t.child.send(f"Example{end}")
        t.see({"zh": "本班的人", "en": "of this shift"}[lang])
        t.child.send(f"Chief{end}")
        t.see("“Chief”" if lang == "zh" else '"Chief"', {"zh": "这是人名吗", "en": "Is that a person's name"}[lang])
        t.child.send("y")
        t.see("y")
        t.child.send(end)
        t.see({"zh": "为什么现在交班", "en": "Why it is handed over now"}[lang])
    assert json.loads(kit(env, "shift", "handover", "--json"))["handover"]["agreed_by"] == ""


def test_a_command_in_which_who_signs_agrees_records_nothing(bare: Kit) -> None:
    bare.at(0)("start", "fire", "--drill", "--profile", "hotline", "--no-guide")
    bare("shift", "start", "Example")
    bare("shift", "handover")
    alone = bare("shift", "accept", "Sample", *SAID, "--agreed-by", "SAMPLE", "--reason", "end of shift")
    assert alone.code == 3 and "does not sign for it" in alone.err
    assert bare("shift", "accept", "--agreed-by", "Chief", "--reason", "end of shift").code == 0
    later = bare("shift", "accept", "Chief", *SAID)
    assert later.code == 3 and "kit shift undo" in later.err
    assert bare("shift", "undo").code == 0
    assert bare("shift", "accept", "Chief", *SAID, "--agreed-by", "Head", "--reason", "end of shift").code == 0


def test_behind_an_acceptance_undo_says_that_it_stays_and_what_changes_it(bare: Kit) -> None:
    """It said that there was nothing to take back."""
    bare.at(0)("shift", "start", "Example")
    assert "kit shift lead NAME" in bare("shift", "undo").err, "of a shift that only began, too"
    bare("shift", "handover")
    assert bare("shift", "accept", "Sample", *SAID).code == 0
    undone = bare("shift", "undo")
    assert undone.code == 4 and "Sample took over" in undone.err
    assert "kit shift lead NAME" in undone.err and "kit shift handover" in undone.err
