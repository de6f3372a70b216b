"""A form of the shift that is refused or left behind several answers: one slip is asked again alone, and what is left
is said whole and comes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left
from kit.live.guide.talk.kept import stands_in
from kit.shifts.handover.command.handover import take_over
from kit.shifts.handover.talk.ask import offer, points, signed
from kit.shifts.shift.command import asking
from kit.shifts.shift.command.menu import run_menu
from kit.shifts.shift.files.store import Shifts
from kit.shifts.shift.rules.kinds.floor import Noted
from kit.shifts.shift.talk.kept_form import form
from tests.support.run import ClockFile, environment, kit
from tests.support.shift_desk import Desk, handing_desk
from tests.support.terminal import ENTER, Terminal

ESC = "\x1b"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with handing_desk(tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def on(desk: Desk) -> Desk:
    desk.does(asking.start, "Example", "", "")
    desk.does(run_menu, "handover", "", "", "back")
    return desk


def test_the_outgoing_leader_s_name_at_the_signature_asks_for_the_name_again_and_all_that_was_said_stands(on: Desk) -> None:
    """It threw the consent, the reason and three points away, and nothing said so."""
    on.does(take_over, "", "one", "two", "three", "Example", "Sample")
    (book,) = Shifts(on.ctx.home).on()
    assert book.shift.leader == "Sample" and "Example leads already" in on.said()


def test_who_would_hand_over_to_the_leader_is_asked_for_the_name_again(desk: Desk) -> None:
    desk.does(asking.start, "Example", "", "")
    desk.does(run_menu, "handover", "example", "Sample", "back")
    assert desk.shift().handing is not None and desk.shift().handing.to == "Sample"


def test_an_acceptance_that_is_left_says_every_text_and_comes_back_when_it_is_begun_again(on: Desk) -> None:
    on.answers = ["accept", "", "one is out", "two seats dead"]
    run_menu(on.ctx)
    assert 'Not recorded: "one is out", "two seats dead"' in on.said()
    on.does(run_menu, "accept", "yes", "", "three", "Sample", "back")
    (book,) = Shifts(on.ctx.home).on()
    assert book.shift.leader == "Sample" and "Point 1 said back: one is out" in on.said()
    said = "".join(json.dumps(str(e.event)) for b in [Shifts(on.ctx.home).load(book.shift.follows)] for e in b.entries)
    assert "one is out" in said and "two seats dead" in said and "three" in said


def test_who_says_no_to_what_was_typed_the_last_time_is_asked_everything(on: Desk) -> None:
    on.answers = ["accept", "", "one is out"]
    run_menu(on.ctx)
    on.does(run_menu, "accept", "no", "", "one is out", "two seats dead", "three", "Sample", "back")


@pytest.mark.parametrize("taken", [True, False])
def test_what_was_typed_while_pages_were_turned_is_offered_once_for_its_questions(on: Desk, taken: bool) -> None:
    ahead = ["one is out", "two seats dead", "three", "Sample"]
    on.answers = ["yes" if taken else "no"]
    with form(on.ctx, "accept"):
        offer(on.ctx, ahead, 3)
        if taken:
            assert points(on.ctx, 3) == ahead[:3] and signed(on.ctx, on.shift()) == "Sample"
    assert on.ctx.unsaid == ([] if taken else ahead) and not on.answers


FORMS: dict[str, tuple[Callable[[Context], None], tuple[str, ...], tuple[str, ...]]] = {
    "lead": (asking.lead, ("Sample",), ("Sample",)),
    "figures": (asking.figures, ("120", "96"), ("120", "96")),
    "count": (asking.count, ("radios", "8"), ("radios", "8")),
    "crew": (asking.roll, ("Zhou, Sun", "Sun", "sick"), ("Zhou, Sun", "Sun")),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_that_is_left_says_what_was_typed(on: Desk, name: str) -> None:
    act, answers, texts = FORMS[name]
    with pytest.raises(Left):
        on.does(act, *answers)
    assert all(f'"{text}"' in on.said() for text in texts), on.said()


def test_a_figure_that_only_stands_in_an_id_was_recorded_nowhere(on: Desk) -> None:
    """Now and then a count that was left was taken for recorded, as an id had that digit in it."""
    (book,) = Shifts(on.ctx.home).on()
    entry = book.entries[-1]
    said = [msgspec.structs.replace(entry, event=Noted(text)) for text in ("see 7K8Q-A", "radios: 96", "x")]
    assert [stands_in(text, said) for text in ("8", "K8", "6", "96", "7K8Q-A")] == [False, False, False, True, True]


def test_a_time_that_cannot_be_read_is_asked_again_and_the_names_stand(desk: Desk) -> None:
    """Behind leader and second a slip in the hour threw both away."""
    desk.does(asking.start, "Example", "Second", "25:70", "18:00")
    assert (desk.shift().leader, desk.shift().second) == ("Example", "Second")


def test_a_figure_that_is_no_number_is_asked_again_alone(on: Desk) -> None:
    on.does(asking.figures, "120", "about ninety", "96", "", "", "24")
    assert on.shift().figures[0].answered == 96


def test_what_was_recorded_on_the_way_is_not_said_to_be_missing(on: Desk) -> None:
    on.answers = ["note", "quiet", "crew", "Zhou"]
    run_menu(on.ctx)
    assert 'Not recorded: "Zhou"' in on.said() and '"quiet"' not in on.said()


def test_a_real_terminal_says_at_esc_what_was_typed_and_the_line_that_goes_on(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh", ClockFile(tmp_path / "clock"))
    kit(env, "shift", "start", "张例")
    kit(env, "shift", "handover", "--json")
    with Terminal(["shift", "accept"], env, rows=60) as t:
        for asked, text in (("复述第 1 点", "两个席位坏了"), ("复述第 2 点", "电梯停了"), ("复述第 3 点", "钥匙在前台"), ("输入姓名签字", "张例")):
            t.see(asked)
            t.child.send(text)
            t.see(text)
            t.child.send(ENTER)
        t.see("接班的要另一个人", "输入姓名签字")
        t.child.send(ESC)
        t.see("没有记下：", "“两个席位坏了”", "“钥匙在前台”", "接着做：kit shift accept --said")
        t.end()


@pytest.mark.parametrize("key", ["\x1b[A", "\x1b[5~", f"b{ENTER}"])
def test_in_a_real_terminal_up_page_up_or_b_turns_back_to_the_page_before(tmp_path: Path, key: str) -> None:
    env = environment(tmp_path / "home", "zh", ClockFile(tmp_path / "clock"))
    kit(env, "shift", "start", "张例")
    for number in range(30):
        kit(env, "shift", "note", f"第{number}件小事")
    kit(env, "shift", "handover", "--json")
    with Terminal(["shift", "accept"], env, rows=14) as t:
        t.see("第 1/")
        t.child.send(ENTER)
        t.see("第 2/", "b 上一页")
        before = t.raw.count("第 1/".encode())
        t.child.send(key)
        while t.raw.count("第 1/".encode()) == before:
            assert t.read(5), "it turned no page back"
