"""Lists that are narrowed down by typing, and what is typed at home: nothing typed is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.printed import Printed
from kit.plans.checklists.rules.format import DANGER_ORDER
from kit.plans.finder.talk import narrowed, seeker
from tests.support.hands import Hands
from tests.support.play import Lines, Played, leave, press
from tests.support.run import environment, kit
from tests.support.shipped import LISTS
from tests.support.terminal import CTRL_C, DOWN, ENTER, ESC, Terminal


def test_all_lists_stand_gravest_first_each_with_a_number_that_stays_its_own(tmp_path: Path) -> None:
    """Digits renumbered on every page, in the order of English ids."""
    hands = Hands(tmp_path, "zh")
    lists = [LISTS.checklist(t) for t in LISTS.types()]
    seek = seeker(hands.ctx, lists)
    every = seek("")
    dangers = [DANGER_ORDER.index(LISTS.checklist(o.name).danger) for o in every]
    assert dangers == sorted(dangers) and len(every) == len(lists)
    labels = {o.name: o.label for o in every}
    for text in ("停电", "12", "自杀", "话务"):
        found = seek(text)
        assert found and all(labels[o.name] == o.label for o in found)
    assert seek("12")[0] == every[11] and seek("１２")[0] == every[11]
    assert seek("自杀")[0].name.startswith("self-harm")


def test_steps_are_narrowed_by_number_or_words(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "zh")
    options = hands.press("steps").options
    assert [o.label.split()[0] for o in options] == [str(n) for n in range(1, len(options) + 1)]
    assert narrowed(options, "2")[0] == options[1]
    assert all("座席" in o.label for o in narrowed(options, "座席")) and narrowed(options, "座席")
    assert narrowed(options, "没有这样的步骤") == []


@pytest.mark.parametrize("mark", ["，", ",", "、", "，, ", " "])
@pytest.mark.parametrize(("lang", "parts"), [("zh", ("甲处", "乙门")), ("en", ("hall", "gate"))])
def test_a_mark_among_the_words_that_are_looked_for_hides_nothing(lang: str, parts: tuple[str, str], mark: str) -> None:
    """Typed with the input method on, a comma became another one than stands on the list, and was part of a word."""
    options = [Option("a", f" 1  {parts[0]}，{parts[1]}、3"), Option("b", f" 2  {parts[0]}, {parts[1]}: 3"), Option("c", f" 3  {parts[0]}")]
    typed = f"{parts[0]}{mark}{parts[1].upper()}"
    assert [o.name for o in narrowed(options, typed)] == ["a", "b"]
    shown = Printed(Question("any", "", options=[*options, *(Option(f"x{n}", "-") for n in range(9))]))
    assert shown.long and shown.narrow(typed) and [o.name for o in shown.listed] == ["a", "b"]
    assert not narrowed(options, "，") and not narrowed(options, "丙，") and len(narrowed(options, "")) == 3


def test_every_step_is_found_by_its_whole_text(tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        hands = Hands(tmp_path / lang, lang, "fire")
        question = hands.press("steps")
        assert question.seek is not None
        for option in question.options:
            assert option in question.seek(option.label.split("  ")[-1]), option.label


def test_a_list_is_added_by_typing_what_happens(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        press(t, "p", "加哪张清单", " 1  ")
        t.child.send("着火")
        t.see(" >  5  火灾  -")
        t.child.send(ENTER)
        t.see("已记录 #", "火灾")
        assert leave(t) == 0
    assert "plan-added" in drill.kinds()


def test_escape_in_such_a_list_adds_nothing(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        press(t, "p", "加哪张清单")
        t.child.send("着火")
        press(t, ESC, gone="加哪张清单")
        press(t, "g", "去哪一步")
        t.child.send(DOWN)
        press(t, ESC, gone="去哪一步")
        press(t, "q", "没有记下：着火")  # what was typed is not lost by leaving
        press(t, "q", "#  不记，离开")
        press(t, "#")
        assert t.end() == 0
    assert not {"plan-added", "step-reopened", "step-doing"} & set(drill.kinds())


@pytest.mark.parametrize("text", ["停电", "smoke", "no power"])
def test_text_typed_at_home_is_a_search_at_once(tmp_path: Path, text: str) -> None:
    """Text typed at home without the key for the search was lost."""
    env = environment(tmp_path / "home", "zh" if text == "停电" else "en")
    with Terminal([], env) as t:
        t.ready()
        time.sleep(0.3)  # the keys that are pressed too early are another test's
        t.child.send(text)
        t.see(("看到什么：" if text == "停电" else "What do you see: ") + text)
        press(t, ESC, "q 离开" if text == "停电" else "q leave")
        press(t, "q", *(("That stands in no log", f"Note: {text}") if " " in text else ()))
        if " " in text:  # one word that was looked for, or the name of a list, is no note that is missing
            press(t, "#")
        assert t.end() == 0


def test_text_typed_before_the_home_screen_takes_keys_is_not_lost(tmp_path: Path) -> None:
    """One second after the start a word was lost, letter by letter."""
    with Terminal([], environment(tmp_path / "home", "zh")) as t:
        t.child.send("停电了")
        t.see("看到什么：停电了")


def test_text_pasted_at_home_is_a_search(tmp_path: Path) -> None:
    with Terminal([], environment(tmp_path / "home", "zh")) as t:
        t.ready()
        t.child.send("\x1b[200~四楼冒烟\r\n\x1b[201~")
        t.see("看到什么：四楼冒烟")


def test_a_letter_that_is_a_key_at_home_is_a_key_once_none_follows(tmp_path: Path) -> None:
    with Terminal([], environment(tmp_path / "home", "zh")) as t:
        press(t, "s", "看到什么：")
        press(t, ESC, gone="看到什么：")
        press(t, "q")
        assert t.end() == 0


def typed(t: Terminal, text: str, pause: float = 0.25) -> None:
    """Keys as somebody types them without looking, four a second."""
    for key in text:
        t.child.send(key)
        until = time.monotonic() + pause
        while time.monotonic() < until:
            t.read(0.02)


@pytest.mark.parametrize("text", ["smoke", "no power", "quiet", "burst"])
def test_a_word_that_begins_with_a_key_of_the_home_screen_loses_no_letter(
    tmp_path: Path, text: str
) -> None:
    with Terminal([], environment(tmp_path / "home", "en")) as t:
        t.ready()
        typed(t, text)
        t.see(f"What do you see: {text}")


@pytest.mark.parametrize("text", ["zzz", "lunch at noon", "the van is back 119"])
def test_text_with_enter_behind_it_opens_no_incident(tmp_path: Path, text: str) -> None:
    """Any text with Enter opened a real incident: a note meant for another window was one."""
    env = environment(tmp_path / "home", "en")
    with Terminal([], env) as t:
        t.ready()
        typed(t, f"{text}\r{text}")
        t.see("What do you see: ")
        t.child.send(CTRL_C)
        t.end()
    assert not list((tmp_path / "home").glob("open/*"))


def test_where_nothing_fits_that_is_said_and_general_has_a_key_of_its_own(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh")
    with Terminal([], env) as t:
        t.ready()
        typed(t, "zzz")
        press(t, ENTER, "没有对应的清单，还没有开始任何事件", "g  都不是")
        press(t, ENTER, "回车 在这里不起作用")
        assert not list((tmp_path / "home").glob("open/*"))
        press(t, "g", "立即动作 1/")
    assert len(list((tmp_path / "home").glob("open/*.general"))) == 1


def test_what_was_found_is_opened_by_its_number_by_enter_or_searched_on(tmp_path: Path) -> None:
    with Terminal([], environment(tmp_path / "home", "zh")) as t:
        t.ready()
        typed(t, "停")
        press(t, ENTER, "“停”：选一张开始", " > 1  ")
        press(t, "电", "看到什么：停电")
        press(t, ENTER, "“停电”：选一张开始", " > 1  停电", "g  都不是")
        press(t, ESC, "b 计时总览", gone="看到什么：")  # home, where a digit means an incident
        press(t, "停电", "看到什么：停电")
        press(t, ENTER, "“停电”：选一张开始")
        press(t, "1", "停电", "立即动作 1/")


def test_a_choice_that_was_gone_to_while_one_searched_is_opened_at_once(tmp_path: Path) -> None:
    with Terminal([], environment(tmp_path / "home", "zh")) as t:
        t.ready()
        typed(t, "停电")
        press(t, DOWN, " > 停电")
        press(t, ENTER, "立即动作 1/")


def test_an_opening_in_error_is_taken_back_by_two_keys(tmp_path: Path) -> None:
    """A slip opened a real incident that stayed in the figures for ever."""
    env = environment(tmp_path / "home", "zh")
    with Terminal([], env) as t:
        t.ready()
        typed(t, "停电")
        press(t, ENTER, " > 1  停电")
        press(t, ENTER, "立即动作 1/")
        press(t, "u", "整个事件开错了，撤回？")
        press(t, "#", "按开错了撤回，不计入任何数字", "没有未关闭的事件")
        press(t, "q")
        assert t.end() == 0
    assert not list((tmp_path / "home").glob("open/2*"))
    ref = next((tmp_path / "home").glob("closed/*/*")).name[:15]
    assert kit(env, "redo", "-i", ref)
    assert len(list((tmp_path / "home").glob("open/2*"))) == 1


def test_numbered_home_lists_what_it_found_and_opens_by_number_alone(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "en")
    with Terminal(["--plain"], env, rows=60) as t:
        p = Lines(t)
        p.see("No incident is open", "0 Leave", "Number:")
        p.say("zzz", "No list fits", "nothing was opened", "None of these", "0 Back")
        p.say("", "Not understood")
        p.say("0", "0 Leave")
        p.say("no power", "start one of these", "93 Power outage")
        assert not list((tmp_path / "home").glob("open/*"))
        p.say("93", "> ", "At once 1/")
        p.say("u", "withdraw the whole incident?", ask="Letter or sign:")
        p.say("u", "withdraw the whole incident?", ask="Letter or sign:")
        p.say("#", "is withdrawn as opened in error", "0 Leave")
        t.child.send("0\n")
        assert t.end() == 0


@pytest.mark.parametrize(("lang", "cols", "rows"), [("zh", 60, 18), ("en", 80, 24)])
def test_a_list_that_is_looked_through_leaves_the_red_lines_their_room(tmp_path: Path, lang: str, cols: int, rows: int) -> None:
    """The list took every line there was, and the last red line gave way to it."""
    played = Played(tmp_path, lang, "power-outage")
    first, key, reds = {
        "zh": ("打开手电", "打字筛选", ("不乘电梯", "未经指令不得关机")),
        "en": ("By torchlight", "Type to narrow", ("No lifts", "No shutdown, logout")),
    }[lang]
    with Terminal(["guide"], played.env, cols, rows) as t:
        press(t, "", first)
        shown = press(t, "g", key)
        assert all(red in shown for red in reds), shown
