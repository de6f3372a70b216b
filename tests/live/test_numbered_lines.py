"""Lines typed at the numbered guide without looking: numbers, words and sentences."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

from kit.ground.terminal.keys import half_width
from kit.incidents.incident.files import taking_back
from kit.incidents.incident.rules.acts.undo import last_act
from kit.live.guide.talk.numbers import PLACES
from tests.support.kit import opened
from tests.support.numbered import Numbered, Play, notes, typed

PASSING = {"opened", "timer-started", "level-set", "fact", "step-doing", "joined", "undone", "note", "guide-left"}
STORIES = ("fire", "power-outage", "call-surge", "staff-accident", "application-outage")
SENTENCES = (
    "有人被困2号梯，已打119", "小王手机没接，改打值班手机", "病人男四十岁，胸口痛", "队列八十五", "manager wants news",
    "supervisor wants an update at two", "3号座席的电脑已经黑屏", "没有发电机", "nobody is hurt", "water on floor 2",
)  # fmt: skip
NAMES = ("陈丽", "Wu Gang", "钱伟", "技术组")
SHORT = ("1", "1", "1", "2", "3", "4", "5", "11", "12", "13", "14", "21", "22", "23", "25", "26", "29", "35", "40",
         "41", "44", "99", "15", "0", "?", "u", "uu", "d", "y", "n", "r", "o", "b", "13800138001", "１", "")  # fmt: skip


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lines, each with the seconds before its first key, at a guide; what came of them."""
    return lambda *lines, **how: typed(tmp_path, monkeypatch, *lines, as_printed=True, **{"lang": "zh", "pause": 0.8, **how})


def acts(guide: Numbered) -> list[str]:
    return [kind for kind in guide.kinds() if kind not in PASSING]


# ---- a number that did not count ----------------------------------------------------------------


@pytest.mark.parametrize("number", ["15", "99", "44"])
def test_behind_a_number_that_did_not_count_the_next_that_records_is_asked_about(play: Play, number: str) -> None:
    """``44``, refused, and ``1`` behind it ticked the step that nobody had dealt with."""
    guide = play(number, "1", pause=2)
    assert acts(guide) == [] and "是就键入 y" in guide.screens[-1]  # type: ignore[attr-defined]


def test_only_a_word_says_that_a_number_was_meant_and_the_same_number_is_asked_about_anew(play: Play) -> None:
    """``1`` for a question and ``1`` for the step behind it, each meant for something else, confirmed each other."""
    assert acts(play("99", "1", "1", "1", pause=2)) == []
    assert acts(play("99", "1", "y", pause=2)) == ["step-done"]
    assert acts(play("99", "1", "有人被困2号梯", "1", pause=2)) == []
    assert acts(play("99", "1", "有人被困2号梯", "y", pause=2)) == ["step-done"], "asked again below the note"


@pytest.mark.parametrize("behind", ["有人被困2号梯", "20", "4", "n 路口有人接", "u", "0", "", "?", "99", "q"])
@pytest.mark.parametrize("wait", [2, 7])
def test_whether_a_number_was_meant_and_left_is_named_as_not_answered(play: Play, behind: str, wait: float) -> None:
    """Whatever came next dropped it without a word."""
    guide = play((2, "99"), (2, "1"), (wait, behind), (2, "0"))
    asked = next(i for i, screen in enumerate(guide.screens) if "是就键入 y" in screen)  # type: ignore[attr-defined]
    what = re.search("是“(.*)”吗", guide.screens[asked])[1]  # type: ignore[attr-defined, index]
    rest = "".join([*guide.screens[asked + 1 :], guide.screen])  # type: ignore[attr-defined]
    beside = wait < 6 and len(behind) > 3  # below a note it is asked again
    assert f"{'还没有记' if beside else '没有回答'}：{what}" in rest and "step-done" not in acts(guide)


def test_a_number_that_is_said_to_be_meant_or_typed_again_is_not_called_unanswered(play: Play) -> None:
    for behind in ("y", "1"):
        guide = play("99", "1", behind, pause=2)
        assert not any("没有回答" in screen for screen in [*guide.screens, guide.screen])  # type: ignore[attr-defined]


def test_a_note_between_takes_no_doubt_away(play: Play) -> None:
    """``26`` refused, who and what became notes, and the minutes hit the step."""
    guide = play("99", "Wu Gang", "wrong bill", "1", pause=2)
    assert acts(guide) == [] and notes(guide) == ["Wu Gang", "wrong bill"]


def test_a_number_typed_on_behind_the_one_that_led_to_an_incident_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``44``, a second, ``1``: one other incident was open, no list was asked, and its step was ticked."""
    for pause, recorded in ((1.5, []), (7.0, ["step-done"])):
        lines = iter([(pause, "1"), None])
        guide = Numbered(tmp_path / str(pause), "zh", "fire", monkeypatch, lambda _, lines=lines: next(lines))
        guide.chosen = True
        guide.run()
        assert acts(guide) == recorded


def test_who_rested_and_looked_is_not_asked_about_what_he_types_then(play: Play) -> None:
    """One key that came too early, and every tick of the next minute was asked about."""
    assert acts(play((0.3, "1"), (7, "y"), (11, "1"))) == ["step-done", "called", "step-done"]
    assert acts(play((0.3, "1"), (3, "1"))) == [] == acts(play((2, "99"), (2, "Wu Gang"), (2, "1")))


def test_the_number_that_was_asked_about_is_no_yes_however_late_it_comes_again(play: Play) -> None:
    """Any step: the hand believed itself at the next one, and ticked one step late from there on."""
    for wait in (7, 60):
        guide = play((0.3, "1"), (wait, "1"), (wait, "1"))
        assert acts(guide) == [] and all("是就键入 y" in screen for screen in guide.screens[1:]), guide.screens


def test_the_list_that_was_looked_at_ends_the_doubt(play: Play) -> None:
    assert acts(play("99", "?", "1", pause=2)) == ["step-done"]


def test_a_number_that_only_opens_counts_at_once_where_it_was_printed(play: Play) -> None:
    guide = play("40", "陈丽", "13800138001", "卡丢了", "4")
    assert acts(guide) == ["callback-added"] and "陈丽" in guide.texts()


def test_numbers_beside_the_step_are_fixed_for_ever() -> None:
    """A key that a newer kit put between others moved every number behind it."""
    assert [PLACES.index(name) + 21 for name in ("due", "note", "forecast", "callback", "other", "leave")] == [
        21, 22, 26, 40, 44, 47,
    ]  # fmt: skip


@pytest.mark.parametrize("type_", STORIES)
def test_one_number_is_one_act_at_every_step(play: Play, type_: str) -> None:
    """``4`` handed over at most steps and put off at a question."""
    found: dict[str, set[str]] = {}
    lines = ["1", "(3)"] * 12
    guide = play(*[(2.0, "1") for _ in lines], type_=type_)
    for screen in guide.screens:  # type: ignore[attr-defined]
        for number, words in re.findall(r"^  (1[1-9]|2\d|3\d|4\d)  (.+)$", screen, re.M):
            found.setdefault(number, set()).add(re.sub(r"\d+|（要写原因）", "", words))
    assert {"11", "12", "13", "14"} <= found.keys() and all(len(each) == 1 for each in found.values()), found


# ---- bare numbers are no words -----------------------------------------------------------------


@pytest.mark.parametrize("number", ["22", "２２", "1"])
@pytest.mark.parametrize("opens", [("11",), ("13",), ("26",), ("26", "技术组"), ("40", "陈丽", "13800138001"), ("41",)])
def test_a_bare_number_is_no_reason_no_name_and_no_matter(play: Play, opens: tuple[str, ...], number: str) -> None:
    """``2`` and ``22``: skipped, for the reason 22."""
    guide = play(*opens, number, pause=2)
    assert acts(guide) == [] and "不能只写数字" in guide.screens[-1]  # type: ignore[attr-defined]


def test_who_rescues_is_called_by_a_number(play: Play) -> None:
    """``120`` said when the ambulance comes."""
    guide = play("26", "120", "急救车到场", "8")
    assert len(acts(guide)) == 1 and "120" in guide.texts() and notes(guide) == []


def test_words_behind_a_number_that_was_asked_back_are_read_back(play: Play) -> None:
    """The sentence belonged to the number, a note: it became the reason why a step was skipped."""
    guide = play("11", "22", "脉搏摸不到", "n", pause=2)
    assert acts(guide) == [] and notes(guide) == ["脉搏摸不到"]
    assert acts(play("11", "22", "没有发电机", "y", pause=2)) == ["step-skipped"]


def test_what_records_answers_no_question_that_did_not_stand_for_a_second(play: Play) -> None:
    """``1``, 0.7 s, ``1``: the second was a call to the fire brigade, reached."""
    guide = play("1", "1", pause=0.95)
    assert acts(guide) == [] or acts(guide).count("called") == 0
    assert "called" not in play("1", "1", "1", pause=0.95).kinds()


# ---- a customer ---------------------------------------------------------------------------------


def test_a_telephone_number_in_the_name_s_place_is_kept_and_the_name_asked_for(play: Play) -> None:
    """Every answer behind it went one place too far: the matter was a time, the number nowhere."""
    guide = play("40", "１３８００１３８００１", "陈丽", "办挂失到一半", "10分钟")
    added = next(e.event for e in guide.entries() if e.event.kind == "callback-added")
    assert (added.name, added.phone, added.matter) == ("陈丽", "13800138001", "办挂失到一半") and added.promised


def test_words_are_no_telephone_number_and_are_not_lost(play: Play) -> None:
    guide = play("40", "陈丽", "办挂失到一半", "13800138001", "", "")
    added = next(e.event for e in guide.entries() if e.event.kind == "callback-added")
    assert (added.name, added.phone) == ("陈丽", "13800138001") and notes(guide) == ["办挂失到一半"]


def test_a_form_left_by_going_back_keeps_its_words_for_the_next_note(play: Play) -> None:
    guide = play("13", "小吴在楼下", "0", "0", "22", "", pause=2)
    assert notes(guide) == ["小吴在楼下"] and acts(guide) == []


def test_a_telephone_number_typed_for_whom_a_step_goes_to_is_a_note_and_not_lost(play: Play) -> None:
    guide = play("13", "13912345678", "李强", "y", "5", "y", pause=2)
    handed = next(e.event for e in guide.entries() if e.event.kind == "step-handed")
    assert handed.to == "李强" and notes(guide) == ["13912345678"]


@pytest.mark.parametrize("opens", [("d",), ("u",), ("24",), ("28",)])
def test_a_telephone_number_typed_at_a_list_is_a_note(play: Play, opens: tuple[str, ...]) -> None:
    assert notes(play(*opens, "13912345678", pause=2)) == ["13912345678"]


@pytest.mark.parametrize("key", ["q", "u", "o"])
def test_lines_of_a_form_that_a_key_left_are_no_notes_and_are_brought_back_in_their_order(play: Play, key: str) -> None:
    """They became a note each, without a word."""
    guide = play("40", "赵女士", "取款没办完", "明早9点", key, *([] if key == "q" else ["n", ""]), pause=2)
    whole = "赵女士 取款没办完 明早9点"
    assert guide.session.unsaid == [whole] if key == "q" else notes(guide) == [whole], guide.kinds()
    if key == "q":  # said at the foot of home, until somebody comes back
        assert guide.session.unanswered
    else:
        assert "没有回答，那一项没有记" in "".join([*guide.screens, guide.screen])  # type: ignore[attr-defined]


def test_a_time_that_is_none_is_refused_with_what_the_field_takes_and_kept(play: Play) -> None:
    guide = play("30", "25:70", "-1", pause=2)
    said = "\n".join(guide.screens)  # type: ignore[attr-defined]
    assert "看不懂时间“25:70”" in said and "刚才键入：25:70" in said and notes(guide) == []


@pytest.mark.parametrize("sentence", ["2 小李已到现场", "小李到了，正在处理", "the estate says twenty minutes"])
@pytest.mark.parametrize("opens", [("41", "换应急灯"), ("13",), ("26",), ("46",), ("40",)])
def test_a_sentence_where_a_name_is_wanted_is_asked_back_and_is_a_note(
    play: Play, opens: tuple[str, ...], sentence: str
) -> None:
    """The improvement was said, one more line was asked unseen, and the next note was its owner."""
    guide = play(*opens, sentence, "n", pause=2)
    assert sentence in " ".join(notes(guide))
    assert acts(guide) in ([], ["action-added"]) and sentence not in str(
        [e.event for e in guide.entries() if e.event.kind not in ("note",)]
    )
    assert "是答" in "\n".join(guide.screens)  # type: ignore[attr-defined]


def test_a_silent_type_s_way_in_says_nothing_of_what_was_recorded(play: Play) -> None:
    guide = play("", type_="robbery", pause=2)
    assert "没有记录" not in "\n".join(guide.screens)  # type: ignore[attr-defined]


def test_0_at_a_silent_type_s_way_in_goes_back_and_says_how_to_take_the_incident_back(play: Play) -> None:
    """0 meant "people are safe", and went on to the call for help; no way back was told."""
    guide = play("0", "1", type_="robbery", pause=2)
    assert acts(guide) == [] and guide.kinds()[-1] == "guide-left" and "step-doing" not in guide.kinds()
    assert "uu，再键入 # " in guide.screen and "抢劫" not in guide.screen
    back = play("", "uu", "#", type_="robbery", pause=2)
    assert back.session.incident.outcome == "opened-in-error"


@pytest.mark.parametrize("code", ["n4eq", "NZKH", "s0q2", "0n3n", "1234"])
def test_a_code_closes_whatever_it_begins_with(play: Play, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr("kit.incidents.incident.files.store.make_ref", lambda *_: f"260302-DAN-{code.upper()}")
    guide = play("e", code, pause=7)
    assert guide.question == "outcome" and notes(guide) == []


def prompts(guide: Numbered) -> list[str]:
    return [screen.splitlines()[-1] for screen in guide.screens]  # type: ignore[attr-defined]


@pytest.mark.parametrize("line", ["", "0"])
def test_a_time_given_before_stands_in_the_prompt_and_an_empty_line_or_0_lets_it_lapse(play: Play, line: str) -> None:
    """The step was ticked for a time typed long before, which had scrolled away."""
    guide = play("@", "-2", "y", "99", line, "99", pause=2)
    shown = prompts(guide)
    assert re.fullmatch(r"\d\d:\d\d 编号：", shown[3]) and shown[3] == shown[4]
    assert shown[5] == "编号：" and guide.session.earlier.at is None


def test_an_enter_pressed_twice_behind_the_time_lets_nothing_lapse(play: Play) -> None:
    guide = play((2, "@"), (2, "-2"), (2, "y"), (0.1, ""), (3, "99"))
    assert guide.session.earlier.at is not None and prompts(guide)[-1] != "编号："


@pytest.mark.parametrize("said", ["他们从后门跑了", "排队42个，最长等7分钟"])
def test_enter_behind_a_text_that_is_no_time_records_nothing_and_asks_for_the_time(play: Play, said: str) -> None:
    """The line said that Enter takes the text; Enter recorded "now", and the sentence was lost."""
    lines = ("1", "1", "1", said, "")
    guide = play(*lines, type_="robbery", pause=7)
    assert guide.question == "value", guide.question
    screens = "\n".join(guide.screens)  # type: ignore[attr-defined]
    assert "直接回车就用它" not in screens and "时间没填" in guide.screens[-1]  # type: ignore[attr-defined]
    assert acts(guide).count("step-done") == 1  # the call
    later = play(*lines, "o", "现在", type_="robbery", pause=7)
    assert said in later.texts()


def test_an_enter_pressed_twice_answers_no_optional_question_that_comes_next(play: Play) -> None:
    """Matter, Enter Enter: the second said "they do not know", and the time typed then was lost."""
    guide = play((2, "26"), (2, "电信公司"), (2, "修路由器"), (0.25, ""), (2, "20"))
    (given,) = [e.event for e in guide.entries() if e.event.kind.startswith("forecast")]
    assert "修路由器" in repr(given) and "按得太快" in "\n".join(guide.screens)  # type: ignore[attr-defined]
    assert given.due is not None


# ---- letters and words ----------------------------------------------------------------------------


@pytest.mark.parametrize("letter", "slarhxfbcgitpjkm+-y")
@pytest.mark.parametrize("type_", ["fire", "call-surge"])
def test_a_letter_that_is_not_listed_does_nothing_and_names_the_number_that_does(
    play: Play, letter: str, type_: str
) -> None:
    """``s`` and a sentence skipped the step for the reason of that sentence; ``l`` put it off, ``a`` left it out."""
    guide = play(letter, "三楼还没查", type_=type_, pause=2)
    assert acts(guide) == [] and notes(guide) == ["三楼还没查"]
    assert guide.screens[1].count("\n") == 2  # type: ignore[attr-defined]


def test_each_act_of_the_list_is_printed_with_its_number_and_the_word_that_counts(play: Play) -> None:
    guide = play("?", pause=2)
    shown = "\n".join(guide.screens)  # type: ignore[attr-defined]
    words = dict(re.findall(r"^  (\d+)  .*（([a-z@./]+)）$", shown, re.M))
    assert words == {"21": "d", "22": "n", "30": "@", "32": "u/uu", "44": "o", "45": "e", "47": "q"} or words == {
        "21": "d", "22": "n", "30": "@", "32": "u/uu", "42": ".", "44": "o", "45": "e", "47": "q",
    }  # fmt: skip


@pytest.mark.parametrize("note", ["n", "22", "ｎ"])
def test_two_notes_in_a_row_are_two_notes_each_read_back_once(play: Play, note: str) -> None:
    guide = play(note, "她在哭", note, "她还在哭", "n 门口有两个人", pause=2)
    assert notes(guide) == ["她在哭", "她还在哭", "门口有两个人"]
    said = "\n".join(guide.screens)  # type: ignore[attr-defined]
    assert [said.count(f"备注：{text}") for text in notes(guide)] == [1, 1, 1]


def test_the_number_that_led_to_a_line_typed_twice_is_no_answer_to_it(play: Play) -> None:
    """``1`` opened the number of seats, and the second ``1`` was one seat."""
    guide = play("22", "22", "她在哭", pause=0.4)
    assert notes(guide) == ["她在哭"]


@pytest.mark.parametrize("opens", [("d",), ("u",), ("1", "u"), ("24",)])
@pytest.mark.parametrize("number", ["22", "n"])
def test_an_act_that_is_listed_leaves_any_question_and_is_done(play: Play, opens: tuple[str, ...], number: str) -> None:
    """The letter of a note answers what is due, too: there only its number leads to one."""
    guide = play(*opens, number, "门口有两个人", pause=2)
    assert notes(guide) == ["门口有两个人"] and "undone" not in guide.kinds()


def test_leaving_by_its_number_counts_always_but_where_it_may_be_the_value_of_what_was_asked_about(play: Play) -> None:
    """``47`` was refused till ``?`` had been printed."""
    for lines in (("47",), ("99", "47"), ("d", "47"), ("u", "47"), ("28", "47")):
        assert play(*lines, pause=2).session.ended, lines
    for lines in (("99", "1", "47"), ("99", "1", "y", "1", "1", "47")):
        assert not play(*lines, type_="call-surge", pause=2).session.ended, lines


def test_what_would_record_at_once_is_asked_about_when_it_leaves_a_question(play: Play) -> None:
    assert acts(play("d", "1", pause=2)) == []
    assert acts(play("d", "1", "y", pause=2)) == ["step-done"]
    assert acts(play("u", "12", "1", pause=2)) == []


# ---- taking back --------------------------------------------------------------------------------


@pytest.mark.parametrize("back", [("uu",), ("u", "u"), ("ＵＵ",)])
def test_what_was_recorded_is_taken_back_by_two_letters(play: Play, back: tuple[str, ...]) -> None:
    guide = play("1", *back, pause=2)
    assert guide.kinds()[-1] in ("undone", "step-doing") and guide.session.incident.views()[0].state.status != "done"


def test_the_act_before_a_note_is_taken_back_alone(play: Play) -> None:
    """``u`` offered the note, and the false tick before it stayed."""
    guide = play("1", "有人被困2号梯", "u", "#", pause=2)
    assert guide.session.incident.views()[0].state.status != "done"
    log = taking_back.newest(guide.session.folder)
    last = last_act(log)
    assert last is not None and last.event.kind == "note"


@pytest.mark.parametrize("lines", [("40", "赵女士"), ("13", "小吴"), ("11",)])
def test_uu_in_a_form_withdraws_nothing_unasked(play: Play, lines: tuple[str, ...]) -> None:
    """It was meant for what was being typed; the note before it went without a word."""
    guide = play("客户坐在地上哭", *lines, "uu", pause=2)
    assert "undone" not in guide.kinds(), guide.kinds()
    assert "客户坐在地上哭" in notes(guide)


FORMS = (("13", "小吴"), ("13", "小吴", "5"), ("23", "1"), ("40", "赵女士", "13800138001"), ("11",),
         ("26", "供电局", "恢复供电"), ("22",), ("41", "换灯"))  # fmt: skip


@pytest.mark.parametrize("back", ["u", "ＵＵ"])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(form))
def test_taking_back_in_a_form_leaves_it_with_nothing_recorded_and_only_the_next_asks(
    play: Play, form: tuple[str, ...], back: str
) -> None:
    """``uu`` behind the question whether it was repeated handed the step over and then only asked."""
    guide = play("客户坐在地上哭", *form, back, pause=2)
    assert guide.kinds()[-1] == "note" and notes(guide) == ["客户坐在地上哭"] and guide.question == "step"
    assert "没有记" in guide.screens[-1]  # type: ignore[attr-defined]
    guide = play("客户坐在地上哭", *form, back, back, "u", pause=2)
    assert guide.kinds()[-2:] == ["note", "undone"], "the next asked, and one more took back"


@pytest.mark.parametrize("back", ["u", "ＵＵ"])
@pytest.mark.parametrize("said", [(), ("知道了",)])
def test_taking_back_behind_a_call_names_what_was_recorded_last_of_it_and_takes_nothing_back_unasked(
    play: Play, said: tuple[str, ...], back: str
) -> None:
    """The call stands as soon as it is said how it went: it is no form any more that is left by that."""
    lines = ("客户坐在地上哭", "23", "1", "1", *said, back)
    guide = play(*lines, pause=2)
    named = said[0] if said else "打电话给消防队"
    assert guide.question == "undo" and named in guide.screens[-1] and "undone" not in guide.kinds()  # type: ignore[attr-defined]
    guide = play(*lines, "u", pause=2)
    there = taking_back.newest(guide.session.folder)
    gone = [repr(entry.event) for entry in guide.entries() if entry.id in there.gone()]
    assert guide.kinds()[-1] == "undone" and ("知道了" in gone[0] if said else "Called(" in gone[0]), gone
    assert not any("客户坐在地上哭" in each for each in gone)


@pytest.mark.parametrize("form", [form for form in FORMS if form[-1] != "5"], ids=lambda form: "-".join(form))
def test_a_lone_q_leaves_from_every_line_of_words_and_no_words_are_lost(play: Play, form: tuple[str, ...]) -> None:
    """It was refused, and who thought to have left typed on in a form."""
    guide = play(*[(2.0, line) for line in form], (0.25, "q"))
    owed = ["callback-added"] if form[0] == "40" and len(form) > 2 else []  # whose name and number were said
    assert guide.session.ended and acts(guide) == owed, guide.kinds()
    (left,) = guide.session.unsaid or [""]
    assert notes(guide) == [] and (owed or all(text in left for text in form if len(text) > 2 or text == "小吴"))


@pytest.mark.parametrize("key", ["q", "o", "Ｑ"])
def test_what_leaves_is_never_too_quick(play: Play, key: str) -> None:
    guide = play((2, "1"), (0.25, key))
    assert "按得太快" not in "".join([*guide.screens, guide.screen])  # type: ignore[attr-defined]
    assert guide.session.ended == (key != "o") and acts(guide) == ["step-done"]


def test_the_yes_to_what_came_too_quickly_counts_once_that_can_have_been_read(play: Play) -> None:
    assert acts(play((0.3, "1"), (0.7, "y"))) == ["step-done"]


@pytest.mark.parametrize("number", ["1", "12"])
def test_where_nothing_is_due_d_says_so_at_the_step_and_a_number_behind_it_is_asked_about(play: Play, number: str) -> None:
    guide = play("d", number, pause=2)
    assert "没有到时" in guide.screens[1] and guide.question == "step" and acts(guide) == []  # type: ignore[attr-defined]


def test_u_twice_withdraws_no_incident(play: Play) -> None:
    """Where nothing was recorded yet it closed the whole incident as opened in error."""
    assert play("u", "u", pause=2).session.incident.closed is None
    assert play("uu", "uu", pause=2).session.incident.closed is None


def test_a_question_left_by_a_sentence_says_that_nothing_was_recorded(play: Play) -> None:
    """After two calls in vain ``1`` asks whom: the sentence behind it is a note, and it is asked again."""
    guide = play("1", "2", "2", "1", "供电局说二十分钟", "u", type_="application-outage", pause=11)
    assert guide.kinds().count("called") == 2 and notes(guide) == ["供电局说二十分钟"]
    assert "没有回答，那一项没有记" in "".join([*guide.screens, guide.screen])  # type: ignore[attr-defined]


def test_no_letter_and_no_part_of_a_post_s_name_says_who_was_reached(play: Play) -> None:
    """``u`` stood in the name of one of two posts: instead of taking back, that post was reached."""
    for lang, lines in (("zh", ("u", "uu", "e", "主管")), ("en", ("u", "s", "no", "call", "centre"))):
        for line in lines:
            guide = play("1", "2", "2", "1", line, type_="application-outage", pause=11, lang=lang)
            assert guide.kinds().count("called") == 2, (line, guide.screens[-1])  # type: ignore[attr-defined]
    guide = play("1", "2", "2", "1", "呼叫中心主管", type_="application-outage", pause=11)
    assert guide.kinds().count("called") == 3, "its whole name does"


def test_a_command_for_the_shell_is_no_note(play: Play) -> None:
    guide = play("kit start 抢劫 --drill", pause=2)
    assert notes(guide) == [] and "先按 q" in guide.screens[-1]  # type: ignore[attr-defined]


# ---- anything at all ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("type_", STORIES)
def test_no_line_records_what_was_not_printed_or_opened_and_none_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, type_: str, seed: int
) -> None:
    """Random lines of both languages at a hand's pace: at a step an act comes of a number (or key)
    whose line stood on the last screen for a second, or of a form; every sentence stands in the log, or
    was said to be in no entry; two letters take the last act back."""
    rng = random.Random(f"{type_} {seed}")
    lang = ("zh", "en")[seed % 2]
    typed: list[str] = []
    said: list[str] = []
    state: dict[str, Any] = {"kinds": [], "line": None, "question": "", "shown": ""}

    def says(screen: str) -> Any:
        said.append(screen)
        now = guide.entries()
        new = [e.event.kind for e in now[len(state["kinds"]) :] if e.event.kind not in PASSING]
        pause, line = state["line"] or (0, "")
        if new and state["question"] == "step":
            number = half_width(line)
            fixed = number.isdecimal() and int(number) > 20  # it is the same at every step
            there = "\n".join(said[:-1]) if fixed else state["shown"]
            seen = re.search(rf"^  {re.escape(number)}  ", there, re.M)
            asked = line == "y" and re.search("是就键入 y|Then type y", state["shown"])
            assert seen or asked, (line, new, state["shown"])
            assert pause >= 1 or asked, (line, new)
        state["kinds"] = [e.event.kind for e in now]
        if len(typed) >= 40 or guide.session.ended:
            return None
        line = rng.choice(SENTENCES) if rng.random() < 0.25 else rng.choice(NAMES) if rng.random() < 0.1 else rng.choice(SHORT)
        state["question"] = guide.question
        fresh = re.search(r"^> ", screen, re.M) or guide.question != "step"
        state["shown"] = screen if fresh else state["shown"] + screen
        pause = rng.choice((0.3, 0.6, 0.95, 1.2, 3.0))
        state["line"] = (pause, line)
        typed.append(line)
        return pause, line

    guide = Numbered(tmp_path, lang, type_, monkeypatch, says)
    guide.run()
    there = guide.texts() + " ".join(said)
    for line in typed:
        if len(line) > 5 and not line.isdecimal():
            assert line in there, line


@pytest.mark.parametrize("type_", STORIES)
@pytest.mark.parametrize("lines", [("1",), ("2",), ("14",), ("12",), ("11", "没有"), ("13", "小吴", "5", "y")])
def test_whatever_was_recorded_is_taken_back_by_at_most_two_answers(
    play: Play, type_: str, lines: tuple[str, ...]
) -> None:
    before = play(type_=type_).session.incident
    first = before.views()[0].state
    guide = play(*lines, "uu", type_=type_, pause=2)
    assert guide.session.incident.closed is None
    views = {view.key: view.state for view in guide.session.incident.views()}
    assert views[before.views()[0].key].status in (first.status, "open", "doing")


@pytest.mark.parametrize("sentence", ["1个人受伤", "2个人拿刀", "1 man with a knife", "n 门口有人", "门口有人"])
def test_a_sentence_at_a_silent_type_s_way_in_is_a_note_whose_words_are_not_shown(play: Play, sentence: str) -> None:
    """It was refused, and stood nowhere."""
    guide = play(sentence, "", type_="robbery", pause=2)
    assert notes(guide) == [sentence.removeprefix("n ")] and "step-doing" not in guide.kinds()
    said = "\n".join(guide.screens[1:2])  # type: ignore[attr-defined]
    assert "已记录 #" in said and notes(guide)[0] not in said.partition("已记录")[2]


@pytest.mark.parametrize(("gap", "asked"), [(1.2, True), (2.5, True), (4, True), (6.5, True), (10.5, False)])
def test_a_call_that_nobody_can_have_made_since_the_line_before_is_asked_about(play: Play, gap: float, asked: bool) -> None:
    guide = play((5, "1"), (gap, "1"), type_="fire", pause=2)
    reached = [kind for kind in guide.kinds() if kind == "called"]
    assert len(reached) == (0 if asked else 1)
    assert ("上一步刚刚才记下" in "".join(guide.screens)) is asked  # type: ignore[attr-defined]
    again = play((5, "1"), (gap, "1"), (1.5, "y"), type_="fire", pause=2)
    assert again.kinds().count("called") == 1


@pytest.mark.parametrize("words", ["5个人被困", "3个人被困", "1个同事手割伤", "2台UPS坏了"])
def test_short_words_that_begin_with_a_digit_are_named_where_a_time_refused_them(play: Play, words: str) -> None:
    """People who were trapped stood nowhere: the next line was a time, and the promise was recorded."""
    guide = play("26", "电信公司", "修路由器", words, "20分钟", "", pause=4)
    assert "forecast-given" in guide.kinds()
    told = "".join([*guide.screens, guide.screen])  # type: ignore[attr-defined]
    assert words in notes(guide) or f"没有记下“{words}" in told or f"没有记下：{words}" in told


@pytest.mark.parametrize("mistyped", ["3分中", "25:99", "半小时前后3", "3 mins"])
def test_what_was_mistyped_for_a_time_is_no_note(play: Play, mistyped: str) -> None:
    guide = play("26", "电信公司", "修路由器", mistyped, "20分钟", "", pause=4)
    assert "forecast-given" in guide.kinds()
    assert mistyped not in notes(guide)


# ---- what a stranger found who did not look ----------------------------------------------------


@pytest.mark.parametrize("key", ["o", "q"])
def test_what_leaves_leaves_a_list_of_letters_too(tmp_path: Path, play: Play, key: str) -> None:
    """``o`` was not understood there, and what followed went into the incident that was to be left."""
    other = opened(tmp_path, "call-surge")
    guide = play("1", "1", "1", "2", "2", "1", key, type_="power-outage", pause=11)
    assert "\n  #  " in guide.screens[-1] and guide.session.ended
    assert guide.session.goto == (other.ref if key == "o" else "")
    assert acts(guide).count("called") == 2, "nobody was said to have been reached"


def test_behind_a_note_uu_takes_that_note_back_at_once_whatever_did_not_count_before(play: Play) -> None:
    guide = play("77", "the lamps are out", "uu", pause=2)
    assert "undone" in guide.kinds()


@pytest.mark.parametrize("line", ["u", "uu", "0"])
def test_a_note_whose_time_is_asked_about_is_left_with_nothing_recorded(play: Play, line: str) -> None:
    guide = play("@ 10点30 the lamp broke", line, "9", pause=2)
    assert notes(guide) == [], guide.screens


def test_what_is_done_once_it_is_closed_has_the_numbers_of_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``1`` was to take back there, and everywhere else it is done."""
    lines = iter(["e", "", "1", "1", "y"])
    guide = Numbered(tmp_path, "zh", "fire", monkeypatch, lambda screen: next(((2.0, line or guide.session.folder.ref[-4:]) for line in lines), None))
    guide.run()
    assert guide.session.incident.closed is not None
