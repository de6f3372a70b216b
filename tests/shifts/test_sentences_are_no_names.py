"""A hand that types on where a name is asked for: a sentence agrees to nothing and leads no shift, and the keys that go
back everywhere go back in every line of the shift's forms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kit.ground.terminal.ask import Left
from kit.shifts.handover.talk import ask
from kit.shifts.shift.command import asking
from kit.shifts.shift.command.menu import run_menu
from kit.shifts.shift.talk import forms
from kit.shifts.shift.talk.kept_form import Begun, form
from tests.shifts import test_left_forms, test_typed_on_forms
from tests.shifts.test_typed_on_forms import Types, held
from tests.support.kit import Kit
from tests.support.run import ClockFile, environment, kit
from tests.support.shift_desk import Desk
from tests.support.terminal import Terminal

desk, types = test_left_forms.desk, test_typed_on_forms.types
SURGE, POWER = "surge level 2, 40 waiting", "power back 14:09, watch till 14:24"


def test_sentences_typed_blind_at_the_consent_agree_to_nothing(types: Types) -> None:
    """Two points said back were who agreed from above, and why; the sheet came, and nothing had been asked."""
    typed = types("en", (2.0, SURGE), (2.0, POWER), (2.0, "n"), (2.0, "Chief"), (2.0, "y"), (2.0, "end of shift"))
    assert ask.agreed(typed.ctx, ["Call 119"], lambda _: None) == ("Chief", "end of shift")
    assert f'"{SURGE}". Is that a person\'s name?' in typed.printed[1], typed.printed
    assert '"Chief". Is that a person\'s name?' in typed.printed[4], "what agrees is always said again"
    assert typed.ctx.unsaid == [POWER, SURGE]


def test_a_yes_typed_ahead_makes_no_consent(types: Types) -> None:
    typed = types("en", (2.0, "Chief"), (0.1, "y"), (2.0, "n"), (2.0, "y"), (2.0, "end of shift"))
    assert ask.agreed(typed.ctx, ["Call 119"], lambda _: None) == ("Chief", "end of shift")
    assert "asked only just now" in typed.printed[2]


@pytest.mark.parametrize("name", ["robber with a knife at counter 2", "抢劫的人在二号窗口", "counter 2", "3 out"])
def test_what_reads_like_a_sentence_leads_a_shift_only_behind_a_yes(desk: Desk, name: str) -> None:
    desk.does(asking.start, name, "no", "Example", "", "")
    assert desk.shift().leader == "Example" and desk.ctx.unsaid == [name] and f'Not recorded: "{name}"' in desk.said()


def test_a_name_that_is_long_leads_behind_a_yes_and_a_plain_one_is_asked_nothing(desk: Desk) -> None:
    desk.does(asking.start, "Maria Anna van der Example", "yes", "Sample", "")
    assert (desk.shift().leader, desk.shift().second) == ("Maria Anna van der Example", "Sample")


def test_a_sentence_is_nobody_to_whom_a_refusal_was_reported(types: Types) -> None:
    typed = types("en", (2.0, POWER), (2.0, "n"), (2.0, "Chief"))
    assert ask.told_up(typed.ctx) == "Chief" and typed.ctx.unsaid == [POWER]


@pytest.mark.parametrize("key", ["q", "0", "<"])
def test_every_line_of_a_judgement_goes_back_by_the_keys_that_go_back_and_keeps_none_of_them(desk: Desk, key: str) -> None:
    """Only Esc led out, and the "q" was offered as what to do."""
    desk.does(asking.start, "Example", "", "")
    desk.ctx.of(Begun).home = True
    desk.answers = ["watch", "smoke again", key]
    with pytest.raises(Left), form(desk.ctx, "judge"):
        ask.outlook(desk.ctx, held("7K2M"))
    assert 'Not recorded: "watch", "smoke again". When' in desk.said()
    assert [*desk.ctx.of(Begun).left["judge"].values()] == ["watch", "smoke again"]


def test_what_was_left_is_taken_one_by_one_where_somebody_wants_that(desk: Desk) -> None:
    """It was all or nothing."""
    desk.does(asking.start, "Example", "", "")
    desk.ctx.of(Begun).home = True
    desk.answers = ["watch", "smoke again", "q"]
    with pytest.raises(Left), form(desk.ctx, "judge"):
        ask.outlook(desk.ctx, held("7K2M"))
    desk.answers = ["each", "yes", "no", "flames again", "clear the floor", ""]
    with form(desk.ctx, "judge"):
        assert ask.outlook(desk.ctx, held("7K2M")) == {"state": "watch", "when": "flames again", "then": "clear the floor"}


def test_q_goes_back_from_a_reason_and_nought_is_a_figure(types: Types) -> None:
    with pytest.raises(Left):
        forms.line(types("en", (2.0, "q")).ctx, "ask-reason")
    assert forms.line(types("en", (2.0, "0")).ctx, "ask-queue") == "0"


@pytest.mark.parametrize(("lang", "none", "said"), [("zh", "没有", "以后补：值班记录里按 m"), ("en", "n", "Later: m in the shift log")])
def test_no_second_in_charge_is_said_and_how_to_name_one_later(types: Types, lang: str, none: str, said: str) -> None:
    """``n`` went by without a word."""
    typed = types(lang, (2.0, none))
    assert forms.line(typed.ctx, "ask-second") == "" and said in typed.screen, typed.screen


def test_q_where_a_hasty_line_is_asked_about_leaves_the_question(types: Types) -> None:
    """It was a text, and the name was asked for again: what came for the menu led the shift."""
    typed = types("en", (0.25, "Lara"), (2.0, "q"))
    with pytest.raises(Left):
        forms.line(typed.ctx, "ask-second")
    assert typed.ctx.unsaid == ["Lara"]


def test_u_names_what_it_takes_back_and_offers_the_one_before(desk: Desk) -> None:
    """It took back another entry than the one that the line above had named."""
    desk.does(asking.start, "Example", "", "")
    desk.does(run_menu, "note", "quiet", "note", "busy", "undo", "before", "yes", "back")
    asked = [each.text for each in desk.asked if each.name == "undo"]
    assert "busy" in asked[0] and "#3" in asked[0] and "quiet" in asked[1] and "#2" in asked[1]
    assert [note.text for note in desk.shift().notes] == ["busy"]


def test_in_the_menu_a_refusal_names_its_keys(desk: Desk) -> None:
    desk.does(asking.start, "Example", "", "")
    desk.does(run_menu, "undo", "back")
    assert "If the wrong person leads: m" in desk.said() and "kit shift lead" not in desk.said()


def test_h_is_there_while_no_shift_is_on(desk: Desk) -> None:
    desk.does(run_menu, "handover", "back")
    assert "a hand-over (h) begins one" in desk.said() and "To begin one: s" in desk.said()


def test_in_a_real_terminal_who_goes_reads_his_sheet_page_by_page(tmp_path: Path) -> None:
    """Over fifty lines went by at once."""
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock"))
    kit(env, "shift", "start", "Example")
    with Terminal(["--plain", "shift", "handover", "--to", "Sample"], env, 100, 24) as t:
        t.see("Page 1 of")
        assert "Signatures" not in "\n".join(t.lines())
        pages = int(re.search(r"Page 1 of (\d)", "\n".join(t.lines()))[1])  # type: ignore[index]
        for number in range(1, pages):
            t.see(f"Page {number} of {pages}")
            t.child.send("\n")
        t.see("takes over and signs")


def test_a_deadline_whose_step_was_handed_over_stands_on_the_sheet_with_that_person(bare: Kit) -> None:
    bare.at(0)("start", "fire", "--drill", "--profile", "hotline", "--no-guide")
    bare("shift", "start", "Example")
    assert bare("hand", "tell-supervisor", "Sue Sample").code == 0
    out: Any = bare("shift", "handover").out.replace("\n  ", " ")
    assert ", with Sue Sample" in out, out


SAID = ("--said", "one", "--said", "two", "--said", "three")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (("shift", "start", "smoke", "in", "the", "server", "room"), "smoke in the server room"), (("shift", "start", "Example", "--second", SURGE), SURGE),
        (("shift", "lead", "抢劫的人在二号窗口"), "抢劫的人在二号窗口"), (("shift", "handover", "--to", "counter 2"), "counter 2"), (("shift", "accept", "3 out", *SAID), "3 out"),
        (("shift", "accept", "Sample", *SAID, "--agreed-by", POWER, "--reason", "hurt"), POWER), (("shift", "accept", "--by", SURGE, *SAID), SURGE), (("shift", "accept", "Sample", *SAID, "--by", POWER), POWER),
        (("shift", "degraded", "phones on half", "--owner", SURGE), SURGE), (("shift", "refuse", "late", "--by", SURGE), SURGE),
        (("shift", "refuse", "late", "--by", "Sample", "--told", SURGE), SURGE), (("shift", "sign", "last", "--name", POWER), POWER),
    ],
)  # fmt: skip
def test_a_line_takes_what_reads_like_a_sentence_for_a_name_only_where_it_says_so(bare: Kit, line: tuple[str, ...], name: str) -> None:
    """The forms asked; ``kit shift start`` and ``--agreed-by`` took any text, and everything was signed with it."""
    if line[1] == "sign":
        bare.at(0)("shift", "start", "Example")
        bare("shift", "end")
    elif line[1] != "start":
        bare.at(0)("shift", "start", "Example")
        bare("shift", "handover")
    refused = bare.at(1)(*line)
    assert refused.code == 2 and f'"{name}" does not look like a person\'s name' in refused.err and "--yes" in refused.err, refused.err
    assert bare.at(1)(*line, "--yes").code == 0
    assert name in bare("shift", "log", *(["last"] if line[1] == "sign" else []), "--json").out or line[1] in ("accept", "degraded")
