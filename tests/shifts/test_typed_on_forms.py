"""The forms of the shift's log and of a hand-over, in numbered lines, by a hand that types on: each question names
what it asks, and what was begun before it could be read is asked about."""

from __future__ import annotations

import queue
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from kit.ground.base.words import word
from kit.ground.terminal import plain
from kit.shifts.handover.talk import ask
from kit.shifts.shift.talk import forms
from tests.support.numbered import PACE, Echo

Line = tuple[float, str]


class Typed:
    """Lines, each with the seconds before its first key; ``printed``: before each of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, lang: str, lines: tuple[Line, ...]) -> None:
        self.rest, self.now, self.begun, self.told = list(lines), 1000.0, 0.0, None
        self.screen, self.printed = "", list[str]()
        self.echo, self.queue, self.kept, self.said = Echo(), queue.Queue[Any](), list[str](), list[str]()
        self.echo.held = False  # type: ignore[attr-defined]
        monkeypatch.delenv("KIT_PAUSE", raising=False)
        monkeypatch.setattr(plain.Bell, "line", float("-inf"))
        for name, mine in (("lines", lambda: self), ("wall", lambda: self.now), ("write", self.write), ("prompt", self.write)):
            monkeypatch.setattr(plain, name, mine)
        self.ctx: Any = SimpleNamespace(
            me=SimpleNamespace(lang=lang, plain=True), ask=plain.PlainAsker(lang), unsaid=[],
            err=SimpleNamespace(say=lambda key, **_: self.said.append(key), line=self.write),
            out=SimpleNamespace(say=lambda key, **fill: self.write(word(lang, key, **fill))),
        )  # fmt: skip
        self.ctx.ask.dropped = self.ctx.unsaid

    def write(self, text: str = "") -> None:
        self.screen += text + "\n"

    def joined(self, line: str) -> str:
        return line

    def get(self, timeout: float | None) -> str | None:
        self.printed.append(self.screen)
        self.screen = ""
        if not self.rest:
            return None
        pause, text = self.rest.pop(0)
        self.begun = self.now + pause
        self.now = self.begun + PACE * (len(text) + 1)
        return f"{text}\n"


Types = Callable[..., Typed]


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Types:
    return lambda lang, *lines: Typed(monkeypatch, lang, lines)


def held(ref: str) -> Any:
    title = {"en": "Fire", "zh": "火灾"}
    return SimpleNamespace(ref=ref, outlook=None, old=False, incident=SimpleNamespace(checklist=SimpleNamespace(title=title)))


@pytest.mark.parametrize(("lang", "said"), [("zh", "这一问刚刚才出来"), ("en", "asked only just now")])
def test_an_answer_typed_on_at_the_next_incident_judges_it_only_behind_a_yes(types: Types, lang: str, said: str) -> None:
    """The form asked one question fewer than the first time, and the last answer judged another incident."""
    typed = types(lang, (2.0, "2"), (2.0, ""), (0.25, "1"), (2.0, "n"), (2.0, "0"))
    assert ask.outlook(typed.ctx, held("7K2M"))["state"]
    assert ask.outlook(typed.ctx, held("9QQ1")) == {}
    assert said in " ".join(typed.printed[3].split()) and "9QQ1" in typed.printed[3], typed.printed
    assert typed.ctx.unsaid == ["1"] and "9QQ1" in typed.printed[4]


def test_a_yes_makes_it_the_answer_and_whoever_reads_is_asked_nothing(types: Types) -> None:
    typed = types("en", (0.25, "2"), (2.0, "y"), (1.2, ""))
    assert ask.outlook(typed.ctx, held("7K2M"))["state"] and typed.ctx.unsaid == []
    assert ask.outlook(types("en", (1.2, "2"), (1.2, "")).ctx, held("7K2M"))["state"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_an_incident_names_it_by_title_and_reference(types: Types, lang: str) -> None:
    typed = types(lang, (2.0, "1"), (2.0, "smoke again"), (2.0, "clear the floor"), (2.0, "110"))
    ask.outlook(typed.ctx, held("7K2M"))
    title = {"zh": "火灾", "en": "Fire"}[lang]
    assert all("7K2M" in printed and title in printed for printed in typed.printed), typed.printed


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hurried_line_of_a_running_form_stays_in_it_and_shifts_no_other(types: Types, lang: str) -> None:
    """One was refused, and all that followed became the answer before: what was meant for the power cut was the fire's."""
    first = [(2.0, "1"), (0.05, "smoke again"), (0.05, "clear the floor"), (0.05, "110")]
    typed = types(lang, *first, (2.0, "2"), (0.05, "dark again"), (0.05, "start it"), (0.05, "call Li"))
    fire, cut = ask.outlook(typed.ctx, held("7K2M")), ask.outlook(typed.ctx, held("9QQ1"))
    assert (fire["when"], fire["then"], fire["call"]) == ("smoke again", "clear the floor", "110")
    assert (cut["when"], cut["then"], cut["call"]) == ("dark again", "start it", "call Li") and typed.ctx.unsaid == []


def test_an_enter_of_a_running_form_leaves_out_what_it_was_pressed_for(types: Types) -> None:
    typed = types("en", (2.0, "1"), (0.05, ""), (2.0, "2"), (0.05, "dark again"), (0.05, "start it"), (0.05, ""))
    assert set(ask.outlook(typed.ctx, held("7K2M"))) == {"state"}
    assert set(ask.outlook(typed.ctx, held("9QQ1"))) == {"state", "when", "then"}


def test_a_sentence_over_the_question_is_kept_and_said_with_what_was_asked_about(types: Types) -> None:
    typed = types("en", (0.25, "smoke again"), (1.0, "two seats are dead"), (2.0, ""))
    assert ask.text(typed.ctx, "told", "ask-told") == ""
    assert typed.ctx.unsaid == ["smoke again", "two seats are dead"]
    assert all(f'Not recorded: "{text}"' in typed.printed[-1] for text in typed.ctx.unsaid)


def test_a_line_of_the_shift_s_forms_typed_on_is_asked_about(types: Types) -> None:
    typed = types("en", (0.25, "the lift is stuck"), (2.0, "n"), (2.0, "Zhou"))
    assert forms.line(typed.ctx, "ask-reason", True) == "Zhou" and typed.ctx.unsaid == ["the lift is stuck"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_where_a_count_is_asked_for_are_kept_and_said_and_the_count_is_asked_again(types: Types, lang: str) -> None:
    """They were dropped without a word, and the keys stood as not counted."""
    typed = types(lang, (2.0, "two are with the guard"), (2.0, "１２"), (2.0, "1,200"), (2.0, "-"), (2.0, ""))
    found = ask.counts(typed.ctx, ["keys", "headsets", "vests", "radios"], typed.kept.append)
    assert found == {"keys": 12, "headsets": 1200}
    assert typed.kept == ["two are with the guard"] and typed.said == ["handover.count-words"]
    assert "keys" in typed.printed[1]


def test_one_letter_where_a_count_is_asked_for_is_said_and_no_note(types: Types) -> None:
    typed = types("en", (2.0, "q"), (2.0, "3"))
    assert ask.counts(typed.ctx, ["keys"], typed.kept.append) == {"keys": 3} and typed.kept == [] and len(typed.said) == 1


@pytest.mark.parametrize(("lang", "said"), [("en", "takes no commands"), ("zh", "这里不用命令")])
def test_a_command_for_the_shell_answers_no_single_question(types: Types, lang: str, said: str) -> None:
    """"kit shift accept --plain" became to whom a refusal was reported: the second question came unseen."""
    typed = types(lang, (9.0, "kit shift accept --plain"), (9.0, "the supervisor"))
    assert ask.text(typed.ctx, "told", "ask-told") == "the supervisor" and said in typed.printed[1]
    hasty = types(lang, (0.1, "she is ill"), (0.2, "kit shift accept"), (9.0, "n"), (9.0, "the supervisor"))
    assert ask.text(hasty.ctx, "told", "ask-told") == "the supervisor" and hasty.ctx.unsaid == ["she is ill"]
    chosen = types(lang, (9.0, "kit shift undo"), (9.0, "1"), (9.0, ""))
    assert ask.outlook(chosen.ctx, held("7K2M")) == {"state": "stable"}
    assert said in chosen.printed[1]


@pytest.mark.parametrize(("lang", "said"), [("zh", "这里只有回车算"), ("en", "Only Enter counts here")])
def test_a_sentence_typed_under_a_page_is_asked_about_and_the_page_waits_for_an_enter_of_its_own(
    types: Types, lang: str, said: str
) -> None:
    """It went on to the next page, and the sentence was gone."""
    page = [f"line {n}" for n in range(12)]
    typed = types(lang, (4.0, "two seats are dead"), (2.0, "y"), (4.0, "the lift is stuck"), (2.0, "n"), (4.0, "q"), (4.0, ""))
    typed.ctx.out = SimpleNamespace(height=11, lines=lambda lines: typed.write("\n".join(lines)))
    ask.read(typed.ctx, page, typed.kept.append)
    assert said in typed.printed[1] and "two seats are dead" in typed.printed[1]
    assert typed.kept == ["two seats are dead"] and typed.ctx.unsaid == ["the lift is stuck"]
    assert "the lift is stuck" in typed.printed[4] and said in typed.printed[5], "a letter is none of it"
    assert "line 11" in typed.screen and typed.rest == []


def test_an_enter_within_a_second_turns_no_page_and_one_behind_it_does(types: Types) -> None:
    """Three seconds were too long for what records nothing: 2.25 were refused."""
    typed = types("en", (0.2, ""), (1.0, ""), (1.1, ""))
    typed.ctx.out = SimpleNamespace(height=11, lines=lambda lines: typed.write("\n".join(lines)))
    assert ask.read(typed.ctx, [f"line {n}" for n in range(20)], typed.kept.append).ahead == []
    assert typed.rest == [] and [("not counted" in each) for each in typed.printed] == [False, True, False]


@pytest.mark.parametrize("key", ["b", "0", "<", "Ｂ"])
@pytest.mark.parametrize(("lang", "first", "later"), [("zh", "看完按回车：", "b 上一页"), ("en", "Enter goes on: ", "b: the page before")])
def test_a_key_turns_back_to_the_page_before_and_its_line_says_so(types: Types, lang: str, first: str, later: str, key: str) -> None:
    """No key did: what stood two pages before was gone."""
    typed = types(lang, (2.0, ""), (2.0, key), (2.0, ""), (2.0, ""))
    shown: list[str] = []
    typed.ctx.out = SimpleNamespace(height=11, lines=lambda lines: (shown.append(lines[0]), typed.write("\n".join(lines))))
    assert ask.read(typed.ctx, [f"line {n}" for n in range(20)], typed.kept.append).ahead == []
    assert shown == ["line 0", "line 8", "line 0", "line 8", "line 16"] and not (typed.rest or typed.kept or typed.ctx.unsaid)
    assert first in typed.printed[0] and later not in typed.printed[0] and later in typed.printed[1], typed.printed


def test_behind_the_last_page_the_key_shows_those_before_it_and_the_point_is_asked_for_again(types: Types) -> None:
    typed = types("en", (2.0, ""), (2.0, "b"), (2.0, ""), (2.0, "one is out"), (2.0, "b"), (2.0, ""), (2.0, "two dead"))
    shown: list[str] = []
    typed.ctx.out = SimpleNamespace(height=11, lines=lambda lines: shown.append(lines[0]))
    seen = ask.read(typed.ctx, [f"line {n}" for n in range(12)], typed.kept.append)
    assert ask.points(typed.ctx, 2, seen) == ["one is out", "two dead"]
    assert shown == ["line 0", "line 8"] * 3 and "the last one. b: the page before" in typed.screen + "".join(typed.printed)


def test_where_there_is_one_page_the_key_is_no_point(types: Types) -> None:
    typed = types("en", (2.0, "b"), (2.0, "one is out"))
    typed.ctx.out = SimpleNamespace(height=40, lines=lambda lines: typed.write("\n".join(lines)))
    assert ask.points(typed.ctx, 1, ask.read(typed.ctx, ["line 0"], typed.kept.append)) == ["one is out"]


def test_lines_behind_an_enter_that_turned_no_page_are_one_refusal_and_wait_for_their_questions(types: Types) -> None:
    """Three points and the signature were refused one by one."""
    typed = types("en", (0.2, ""), (0.3, "one is out"), (0.3, "two dead"), (0.3, "three"), (0.3, "Sample"), (2.0, ""))
    typed.ctx.out = SimpleNamespace(height=11, lines=lambda lines: typed.write("\n".join(lines)))
    ahead = ask.read(typed.ctx, [f"line {n}" for n in range(12)], typed.kept.append).ahead
    assert ahead == ["one is out", "two dead", "three", "Sample"]
    assert typed.kept == [] and typed.ctx.unsaid == [] and "".join(typed.printed).count("was too quick") == 1


@pytest.mark.parametrize(("lang", "said"), [("zh", "回车没算"), ("en", "Enter was not counted")])
def test_a_spare_enter_answers_no_question_of_the_hand_over(types: Types, lang: str, said: str) -> None:
    """It left out who takes over, counted nothing, gave all to the one who comes."""
    typed = types(lang, (0.2, ""), (2.0, "Sample"))
    assert ask.text(typed.ctx, "to", "ask-to") == "Sample" and said in typed.printed[1]
    assert forms.line(types(lang, (0.2, ""), (1.0, "")).ctx, "ask-second") == ""
