"""The drawn home under a hand that does not look: what is typed there is recorded where somebody said,
waits and is told, or is printed at the end; no key of a sentence chooses an incident."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.screen import Screen
from kit.live.home.command import _left, _noted
from kit.live.home.talk import drawn
from kit.live.home.talk.home import Home, Started
from kit.live.home.talk.note import Notes
from kit.live.home.talk.unrecorded import Unrecorded
from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.format import Checklist
from kit.plans.finder import talk as finder
from tests.support.blind import Blind, Loop, typing
from tests.support.hands import Hands
from tests.support.kit import opened


@cache
def shipped() -> list[Checklist]:
    lists = Checklists("/nowhere")
    return [lists.checklist(type_) for type_ in lists.types()]


class AtHome(Blind):
    """The same hand at the home screen, with so many incidents open."""

    def __init__(self, folder: Path, lang: str, loop: Loop, types: tuple[str, ...]) -> None:
        self.loop = loop
        self.hands = Hands(folder, lang, types[0])
        self.ctx = self.hands.ctx
        self.refs = [self.hands.session.folder.ref, *(opened(folder, type_).ref for type_ in types[1:])]
        self.ctx.me = msgspec.structs.replace(self.ctx.me, plain=False)
        self.begins()

    def begins(self) -> None:
        checklists = shipped()
        self.home = Home(self.ctx, checklists)
        self.screen = Screen(self.home, self.home.flow(), lambda text: finder.options_for(self.ctx, checklists, text))
        self.screen._go_on(lambda: next(self.screen.flow))
        self.rests()

    def rings(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        rung: list[str] = []
        monkeypatch.setattr(self.screen, "bell", lambda: rung.append(self.asked))
        return rung

    def waiting(self) -> list[str]:
        return [*(line.text for line in self.ctx.of(Unrecorded).lines), *self.ctx.unsaid]

    def picture(self) -> str:
        return "\n".join(text_of(self.home.picture(80, 22)))

    @property
    def chosen(self) -> object:
        """What home ended with; "open" while it has not."""
        return self.home.chosen if self.screen.over else "open"


Begin = Callable[..., AtHome]


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    with typing(monkeypatch) as loop:
        for module in (finder, drawn):
            monkeypatch.setattr(module, "wall", loop.time)
        monkeypatch.setattr("prompt_toolkit.application.Application.exit", lambda *_, **__: None)
        yield lambda *types, lang="zh": AtHome(tmp_path, lang, loop, types or ("fire",))


def test_a_sentence_typed_at_home_waits_behind_two_blind_q_and_leaving_asks_for_it(at_home: Begin) -> None:
    """It was glued to both letters, and gone with Esc."""
    hand = at_home("fire", "flood")
    hand.words("保安到了三个人")
    hand.key("enter")
    hand.rests()
    hand.key("q", 1.0)
    hand.rests()
    assert hand.asked == "home" and hand.waiting() == ["保安到了三个人"]
    assert "没有记下：保安到了三个人" in hand.picture()
    hand.key("q", 1.0)
    hand.rests()
    assert hand.asked == "unrecorded" and hand.chosen == "open"
    for key in ("q", "enter", "q", "2"):
        hand.key(key, 1.0)
    hand.rests()
    assert hand.asked == "unrecorded" and hand.chosen == "open"
    hand.key("#", 1.0)
    hand.rests()
    assert hand.chosen is None and hand.waiting() == ["保安到了三个人"], "it is printed on leaving"


def test_what_stands_in_no_log_is_printed_however_home_is_left(at_home: Begin) -> None:
    hand = at_home()
    hand.ctx.unsaid.append("二号门打不开")
    hand.ctx.of(Unrecorded).add("走廊有烟", hand.ctx.now().wall)
    _left(hand.ctx)
    said = hand.ctx.err.stream.getvalue()  # type: ignore[attr-defined]
    assert hand.waiting() == []
    assert "走廊有烟" in said and "二号门打不开" in said


@pytest.mark.parametrize("text", ["走廊有烟", "2号还在涨", "fire is out", "guard is here", "3 seats dead"])
def test_esc_out_of_the_search_loses_nothing(at_home: Begin, text: str) -> None:
    hand = at_home()
    if text.isascii():
        for char in text:
            hand.key(char)
    else:
        hand.words(text)
    hand.key("escape", 1.0)
    hand.rests()
    assert hand.asked == "home" and hand.waiting() == [text] and hand.chosen == "open"


@pytest.mark.parametrize("text", ["td", "te", "火", "no"])
@pytest.mark.parametrize("note", [False, True])
def test_a_scrap_that_was_left_keeps_nobody_from_leaving(at_home: Begin, text: str, note: bool) -> None:
    """``q`` asked what was to become of two letters that somebody had looked for something by."""
    hand = at_home()
    if note:
        hand.key("n")
        hand.rests()
    for char in text:
        hand.key(char) if char.isascii() else hand.words(char)
    hand.key("escape", 1.0)
    hand.rests()
    assert hand.asked == "home" and hand.waiting() == ([text] if note else []), "a word to search by is no note"
    hand.key("q", 2)
    hand.rests()
    assert hand.chosen is None and hand.waiting() == ([text] if note else []), "it is printed on leaving"


@pytest.mark.parametrize("first", ["2号还在涨", "保安到了", "nobody is hurt", "fire door is open"])
def test_several_notes_in_a_row_go_together_by_a_key_that_says_so(at_home: Begin, first: str) -> None:
    hand = at_home("fire", "flood")
    for text in (first, "走廊有烟", "2号门打不开"):
        hand.key("n", 1.0)
        hand.rests()
        if text.isascii():
            for char in text:
                hand.key(char)
        else:
            hand.words(text)
        hand.key("enter")
    hand.rests()
    assert hand.asked == "whose"
    for key in "#g":
        hand.key(key, 2.0)
        hand.rests()
    chosen = hand.chosen
    assert isinstance(chosen, Notes) and chosen.ref == hand.refs[1]
    assert [line.text for line in chosen.lines] == [first, "走廊有烟", "2号门打不开"]


def test_no_digit_enter_or_other_letter_says_whose_a_note_is_and_each_rings(at_home: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    hand = at_home("fire", "flood")
    hand.key("n", 1.0)
    hand.rests()
    hand.words("走廊有烟")
    hand.key("enter")
    hand.rests()
    rung = hand.rings(monkeypatch)
    for key in ("1", "2", "enter", "x", "r", "d"):
        hand.key(key, 1.0)
        hand.rests()
    assert hand.asked == "whose" and len(rung) == 6
    hand.key("q", 1.0)
    hand.rests()
    assert hand.asked == "home" and hand.waiting() == ["走廊有烟"]


def test_the_key_of_notes_brings_what_waits_where_it_is_asked_whose_a_note_is(at_home: Begin) -> None:
    """The hint named ``n``, which opened an empty field."""
    hand = at_home("fire", "flood")
    hand.key("n", 1.0)
    hand.rests()
    hand.words("家属已通知")
    hand.key("enter")
    hand.rests()
    hand.key("q", 1.0)
    hand.rests()
    hand.words("家属已到")
    hand.key("enter")
    hand.rests()
    hand.key("n", 1.0)
    hand.rests()
    assert hand.asked == "whose"
    hand.key("n", 1.0)
    hand.rests()
    assert any("家属已通知" in line for line in hand.screen.posed.question.lines)
    hand.key("enter", 2.0)
    hand.rests()
    assert hand.asked == "whose"
    for key in "gg":
        hand.key(key, 2.0)
        hand.rests()
    chosen = hand.chosen
    assert isinstance(chosen, Notes) and [line.text for line in chosen.lines] == ["家属已通知", "家属已到"]


def test_a_figure_that_was_refused_begins_the_sentence_behind_it(at_home: Begin) -> None:
    """An input method sends ``2`` at once and ``号还在涨`` when the words are chosen."""
    hand = at_home("fire", "flood")
    hand.key("n", 1.0)
    hand.rests()
    hand.words("走廊有烟")
    hand.key("enter")
    hand.rests()
    hand.key("2", 1.0)
    hand.loop.pass_(1.2)
    hand.words("号还在涨")
    hand.key("enter")
    hand.rests()
    assert hand.asked == "whose" and hand.waiting() == ["走廊有烟", "2号还在涨"]


def test_what_waits_is_taken_by_enter_alone_and_words_leave_it_waiting(at_home: Begin) -> None:
    hand = at_home()
    hand.ctx.of(Unrecorded).add("走廊有烟", hand.ctx.now().wall)
    hand.key("n", 1.0)
    hand.rests()
    hand.words("门打不开")
    hand.key("enter")
    hand.rests()
    assert isinstance(hand.chosen, Notes)
    assert [line.text for line in hand.chosen.lines] == ["门打不开"]
    _noted(hand.ctx, hand.chosen)
    hand.begins()
    hand.key("n", 1.0)
    hand.rests()
    hand.key("enter", 1.0)
    assert isinstance(hand.chosen, Notes)
    assert [line.text for line in hand.chosen.lines] == ["走廊有烟"]


def test_a_sentence_left_in_the_line_of_a_note_waits(at_home: Begin) -> None:
    hand = at_home("fire", "flood")
    hand.key("n", 1.0)
    hand.rests()
    hand.words("走廊有烟")
    hand.key("escape", 1.0)
    hand.rests()
    assert hand.asked == "home" and hand.waiting() == ["走廊有烟"]


def test_a_letter_of_a_sentence_opens_no_list_of_what_was_found(at_home: Begin) -> None:
    """``guard is here`` opened the list for what fits none by its first letter."""
    hand = at_home()
    hand.words("走廊有人说话")
    hand.key("enter")
    hand.rests()
    assert hand.asked == "found"
    for char in "guard is here":
        hand.key(char)
    hand.rests()
    assert hand.chosen == "open" and hand.asked == "find" and hand.line().endswith("guard is here")


def test_a_list_opened_before_it_can_have_been_read_is_asked_about_and_the_words_are_kept(at_home: Begin) -> None:
    hand = at_home("power-outage")
    hand.words("客服系统2号线路又断了大家都登不上去")
    hand.key("enter")
    hand.rests()
    hand.key("2", 0.8)
    hand.loop.pass_(0.5)
    assert hand.asked == "found" and hand.chosen == "open", "by figures one goes back to what is open"
    hand.key("enter", 0.1)
    hand.rests()
    assert hand.asked == "sure" and hand.chosen == "open"
    hand.key("1", 1.0)
    hand.key("enter", 1.0)
    hand.rests()
    assert hand.asked == "sure"
    hand.key("#", 1.0)
    hand.rests()
    assert isinstance(hand.chosen, Notes) and [x.text for x in hand.chosen.lines] == ["客服系统2号线路又断了大家都登不上去"]


def test_a_list_that_was_read_opens_by_its_letter(at_home: Begin) -> None:
    hand = at_home("power-outage")
    hand.words("客服系统2号线路又断了大家都登不上去")
    hand.key("enter")
    hand.loop.pass_(5)
    hand.key("v")
    hand.rests()
    assert isinstance(hand.chosen, Started) and hand.waiting() == []


@pytest.mark.parametrize(
    ("typed", "lang", "note"),
    [
        ("queue 40 waiting", "en", "Typed at home: queue 40 waiting"),
        ("fire smoke third floor corridor", "en", "Typed at home: fire smoke third floor corridor"),
        ("客服系统2号线路又断了", "zh", "打开时写的：客服系统2号线路又断了"),
        ("fire", "en", ""),
        ("fire alarm", "en", ""),
        ("td", "zh", ""),
    ],
)
def test_what_says_more_than_the_list_is_the_first_note_of_what_it_opens(at_home: Begin, typed: str, lang: str, note: str) -> None:
    """``queue 40 waiting`` opened the call surge, and stood nowhere."""
    hand = at_home("flood", lang=lang)
    hand.words(typed)
    hand.key("enter")
    hand.loop.pass_(5)
    if hand.chosen == "open":
        hand.key("v")
        hand.rests()
    assert isinstance(hand.chosen, Started) and [each.text for each in hand.chosen.notes] == ([note] if note else [])


@pytest.mark.parametrize("types", [("fire",), ("fire", "flood")])
def test_n_and_words_typed_straight_on_are_a_note_at_home_too(at_home: Begin, types: tuple[str, ...]) -> None:
    """It was a search for ``n食堂…``, and ``2`` opened a list with five timers."""
    hand = at_home(*types)
    for char in "n食堂的人来问要不要送饭":
        hand.key(char)
    assert hand.asked == "note" and hand.line() == "食堂的人来问要不要送饭"
    hand.key("enter")
    hand.key("2", 1.5)
    hand.rests()
    if len(types) > 1:
        assert hand.asked == "whose" and hand.waiting() == ["食堂的人来问要不要送饭"]
    else:
        assert isinstance(hand.chosen, Notes) and hand.chosen.ref == hand.refs[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_n_and_the_code_of_an_open_incident_are_no_note_and_say_where_it_is(at_home: Begin, lang: str) -> None:
    """Who types it believes himself in the guide, where it closes; one may begin with N."""
    hand = at_home("fire", "flood", lang=lang)
    code = hand.refs[0][-4:]
    for typed in (code.lower(), hand.refs[0]):
        hand.key("n", 1.0)
        hand.rests()
        for char in typed:
            hand.key(char, 1.0)
        hand.key("enter", 1.0)
        hand.rests()
        assert hand.asked == "note" and hand.waiting() == [] and hand.line() == ""
        told = " ".join(hand.screen.posed.question.lines)
        number = 1 + [log.ref for log in hand.home.looking.counted()].index(hand.refs[0])
        assert hand.refs[0] in told and (f"编号 {number} " in told or f"number {number} " in told)
        hand.key("escape", 1.0)
        hand.rests()
    assert hand.waiting() == []


def test_a_code_that_begins_with_n_is_known_behind_the_key_that_took_its_first_letter() -> None:
    one, other = (SimpleNamespace(ref=ref) for ref in ("261130-X00-7AAA", "261130-X00-N4EQ"))
    home: Any = SimpleNamespace(lang="en", looking=SimpleNamespace(counted=lambda: [one, other]))
    assert "type number 2 to go back" in drawn._code_of(home, "4eq")
    assert "261130-X00-N4EQ" in drawn._code_of(home, "n4eq")
    assert drawn._code_of(home, "4eqs") == drawn._code_of(home, "aaa") == ""


def test_no_figure_chooses_a_list_while_figures_go_back_to_what_is_open(at_home: Begin) -> None:
    hand = at_home("fire", "flood")
    hand.key("s", 1.0)
    hand.rests()
    assert hand.asked == "find"
    hand.key("2", 1.0)
    hand.rests()
    assert hand.asked == "find" and hand.line() == "2" and hand.chosen == "open"


def test_what_is_typed_on_behind_the_words_of_start_waits_when_a_list_opens(at_home: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """``kit start 停电``, and a sentence typed on: it was one search with them, and gone."""
    hand = at_home()
    screens: list[Screen] = []

    def run(session: finder.Search, flow: object, find: object) -> None:
        screens.append(Screen(session, flow, find))  # type: ignore[arg-type]
        hand.screen = screens[-1]
        hand.screen._go_on(lambda: next(hand.screen.flow))
        hand.rests()
        hand.words("三楼电梯里还有两个人")
        hand.key("enter")
        hand.rests()
        hand.key("x", 1)
        hand.rests()
        assert hand.asked == "find" and hand.line().endswith("x"), "a letter that says nothing is text"
        hand.key("enter")
        hand.rests()
        hand.key("1", 1)
        hand.rests()

    monkeypatch.setattr("kit.ground.terminal.screen.run", run)
    picked = finder.pick_type(hand.ctx, shipped(), "停电")
    assert picked in {each.id for each in shipped()}
    found = finder.find("三楼电梯里还有两个人x", shipped(), finder.model(), hand.ctx.of(finder.Sites).met(hand.ctx.me.profile))
    assert any("三楼电梯里还有两个人" in text for text in hand.ctx.unsaid) or picked in {hit.id for hit in found.hits}


@pytest.mark.parametrize(("rows", "told", "more"), [(22, 3, 2), (12, 2, 3), (8, 1, 4)])
def test_sentences_that_wait_leave_the_incidents_their_room_above_a_list(at_home: Begin, rows: int, told: int, more: int) -> None:
    """Four lines of eight told of them, and two incidents were not on the screen."""
    hand = at_home("fire", "power-outage", "flood")
    for n in range(5):
        hand.ctx.of(Unrecorded).add(f"保安{n}到了", hand.ctx.now().wall)
    lines = text_of(hand.home.picture(80, rows))
    assert sum("没有记下：" in line for line in lines) == told and any(f"没有记下的还有 {more} 句" in line for line in lines), lines
    assert all(any(ref[-4:] in line for line in lines) for ref in hand.refs), lines
