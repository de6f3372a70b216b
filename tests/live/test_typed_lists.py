"""Lists that are narrowed down by typing, and what is typed at home: nothing typed is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kit.plans.checklists.rules.format import DANGER_ORDER
from kit.plans.finder.talk import narrowed, seeker
from tests.support.hands import Hands
from tests.support.play import Played, press
from tests.support.run import environment
from tests.support.shipped import LISTS
from tests.support.terminal import DOWN, ENTER, ESC, Terminal


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


def test_a_list_is_added_by_typing_what_happens(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        press(t, "p", "加哪张清单", " 1  ")
        t.child.send("着火")
        t.see("火灾  -")
        t.child.send(ENTER)
        t.see("已记录", "火灾")
        press(t, "q")
        t.end()
    assert "plan-added" in drill.kinds()


def test_escape_in_such_a_list_adds_nothing(drill: Played) -> None:
    with Terminal(["guide"], drill.env) as t:
        press(t, "p", "加哪张清单")
        t.child.send("着火")
        press(t, ESC, gone="加哪张清单")
        press(t, "g", "去哪一步")
        t.child.send(DOWN)
        press(t, ESC, gone="去哪一步")
        press(t, "q")
        t.end()
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
        press(t, "q")
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


def test_a_letter_that_is_a_key_at_home_is_a_key_once_it_can_be_seen(tmp_path: Path) -> None:
    with Terminal([], environment(tmp_path / "home", "zh")) as t:
        press(t, "s", "看到什么：")
        press(t, ESC, gone="看到什么：")
        press(t, "q")
        assert t.end() == 0
