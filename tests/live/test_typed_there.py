"""What was typed in an incident and stands in no log is of that one, also at home, also once it is closed: the
question names it, and nothing of it goes into another one unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from kit.ground.console.unsaid import Unsaid
from kit.ground.machine.clock import Now
from kit.incidents.incident.command.record import record
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.live.guide.command import guide
from kit.live.home.command import _noted
from kit.live.home.show import ABOVE
from kit.live.home.talk import drawn
from kit.live.home.talk.note import Notes
from kit.live.home.talk.unrecorded import Unrecorded
from kit.plans.finder import talk as finder
from tests.live.conftest import Begin
from tests.live.test_home_drawn import AtHome
from tests.support.blind import typing
from tests.support.constants import TEN
from tests.support.kit import opened
from tests.support.numbered_home import NumberedHome


class Came(AtHome):
    """Home, to which the guide of the first incident led that is closed since; the others are open."""

    closes = True

    def begins(self) -> None:
        unsaid = self.ctx.unsaid
        if not unsaid.gone:
            unsaid.place = self.refs[0]
            unsaid.extend(["救援队已到", self.refs[0][-4:], "井道"])
            unsaid.sought.add("井道")
            unsaid.place = ""
        if self.closes:
            record(self.ctx, self.refs[0], lambda d: acts.close(d, "resolved", ""))
        self.closes = False
        super().begins()

    def texts(self, ref: str) -> list[str]:
        log = self.ctx.of(Store).pick(ref)
        return [entry.event.text for entry in log.entries if entry.event.kind == "note"]

    def lines(self) -> str:
        return "\n".join(self.screen.posed.question.lines)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.key(key, 2)
            self.rests()


@pytest.fixture
def came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Came]]:
    with typing(monkeypatch) as loop:
        for module in (finder, drawn):
            monkeypatch.setattr(module, "wall", loop.time)
        monkeypatch.setattr("prompt_toolkit.application.Application.exit", lambda *_, **__: None)
        yield lambda *types, lang="zh": Came(tmp_path, lang, loop, types)


def test_a_sentence_of_a_closed_incident_is_asked_about_and_goes_there_and_never_into_the_open_one(
    came: Callable[..., Came],
) -> None:
    """``n`` and Enter put it into the other one, with the closing code and a word that had been looked for."""
    hand = came("lift-entrapment", "power-outage")
    lift, power = hand.refs
    assert "救援队已到" in hand.picture() or hand.waiting() == ["救援队已到"]
    assert hand.waiting() == ["救援队已到"], "no code, no word that was looked for"
    hand.presses("n")
    assert f"备注：救援队已到（在 {lift}  电梯困人 键入，已关闭）" in hand.lines()
    assert "先问记到哪个事件" in hand.lines() and power not in hand.lines()
    hand.presses("enter")
    assert hand.asked == "whose" and hand.chosen == "open"
    first = hand.screen.posed.question.options[0]
    assert first.key == "y" and lift in first.label and "已关闭：补记在收尾码之后" in first.label
    hand.presses("enter", "1")
    assert hand.asked == "whose" and hand.chosen == "open"
    hand.presses("y")
    assert isinstance(hand.chosen, Notes)
    said = _noted(hand.ctx, hand.chosen)
    assert lift in said and power not in said
    assert (hand.texts(lift), hand.texts(power)) == (["救援队已到"], [])
    assert hand.waiting() == []


def test_what_was_typed_in_the_only_open_incident_is_named_with_it_before_enter(came: Callable[..., Came]) -> None:
    hand = came("lift-entrapment", "power-outage")
    hand.ctx.of(Unrecorded).lines.clear()
    hand.ctx.unsaid.clear()
    hand.ctx.of(Unrecorded).add("技术员说等十分钟", hand.ctx.now().wall).of = hand.refs[1]
    hand.ctx.of(Unrecorded).add("大厅有人等", hand.ctx.now().wall)
    hand.presses("n")
    assert "直接回车：把上面这些记成备注，先问记到哪个事件" in hand.lines(), "another one was closed just now"
    hand.ctx.clock.now = lambda: Now(TEN + timedelta(minutes=11))  # type: ignore[method-assign]
    hand.presses("escape", "n")
    assert f"直接回车：把上面这些记成备注：{hand.refs[1]}" in hand.lines()
    hand.presses("enter")
    assert isinstance(hand.chosen, Notes) and hand.chosen.ref == hand.refs[1] and len(hand.chosen.lines) == 2


def test_several_go_each_where_it_was_typed_and_what_was_typed_nowhere_goes_on_waiting(
    came: Callable[..., Came],
) -> None:
    hand = came("lift-entrapment", "power-outage", "fire")
    lift, power, fire = hand.refs
    waiting = hand.ctx.of(Unrecorded)
    waiting.add("UPS 还有八分钟", hand.ctx.now().wall).of = power
    waiting.add("走廊有人等", hand.ctx.now().wall)
    hand.presses("n", "enter", "y", "q", "y")
    assert isinstance(hand.chosen, Notes)
    _noted(hand.ctx, hand.chosen)
    assert [hand.texts(ref) for ref in (lift, power, fire)] == [["救援队已到"], ["UPS 还有八分钟"], []]
    assert hand.waiting() == ["走廊有人等"]


def test_with_none_open_it_is_asked_whether_it_is_of_the_closed_one(came: Callable[..., Came]) -> None:
    hand = came("lift-entrapment")
    hand.presses("n", "enter")
    assert hand.asked == "whose" and hand.screen.posed.question.options[0].key == "y"
    hand.presses("y")
    assert isinstance(hand.chosen, Notes)
    _noted(hand.ctx, hand.chosen)
    assert hand.texts(hand.refs[0]) == ["救援队已到"]


@pytest.mark.parametrize("answer", [("y", ""), ("b",)])
def test_the_numbered_home_asks_too_and_one_letter_puts_it_where_it_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: tuple[str, ...]
) -> None:
    before = list(ABOVE)
    home = NumberedHome(tmp_path, "zh", monkeypatch)
    lift, power = opened(tmp_path, "lift-entrapment").ref, opened(tmp_path, "power-outage").ref
    unsaid = home.ctx.unsaid
    unsaid.place = lift
    unsaid.extend(["救援队已到", lift[-4:]])
    unsaid.place = ""
    record(home.ctx, lift, lambda d: acts.close(d, "resolved", ""))
    home.types("n", *((7, line) for line in answer), (7, "q"), (7, "x"))
    ABOVE[:] = before
    assert f"备注：救援队已到（在 {lift}  电梯困人 键入，已关闭）" in home.said()
    logs = {ref: home.ctx.of(Store).pick(ref) for ref in (lift, power)}
    notes = {ref: [e.event.text for e in log.entries if e.event.kind == "note"] for ref, log in logs.items()}
    assert notes == {lift: ["救援队已到"] if "y" in answer else [], power: []}


def test_what_the_guide_leaves_is_of_its_incident_and_one_brought_back_stays_what_it_was(begin: Begin) -> None:
    """By Esc in a list of steps nothing waits but where it can be brought back."""
    blind = begin(lang="zh")
    seen = SimpleNamespace(place="")

    def led(ctx: object, *_: object) -> object:
        seen.place = blind.hands.ctx.unsaid.place
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(guide, "_entered_since", led)
        guide.lead(blind.hands.ctx, blind.session.folder, resumed=True)
    assert seen.place == blind.session.folder.ref and blind.hands.ctx.unsaid.place == ""
    unsaid = Unsaid(blind.hands.ctx.unsaid.now)
    unsaid.place = "one"
    unsaid.append("已到")
    unsaid.place = "other"
    unsaid.remove("已到")
    unsaid.insert(0, "已到")
    unsaid.append("已走")
    assert unsaid.of == {"已到": "one", "已走": "other"}
    unsaid.clear()  # numbered: told where it led to, and left there
    unsaid.extend(["已到", "又来"])
    assert unsaid.of == {"已到": "one", "又来": "other"}
    blind.key("g", 3)
    blind.loop.pass_(3)
    blind.words("已到")
    blind.key("escape", 2)
    blind.loop.pass_(4)
    assert "已到" in blind.session.unsaid.sought


# ---- the number of an incident, typed before home can be seen ---------------------------------------------


def ahead(hand: AtHome, *keys: str) -> None:
    """Keys that were typed while the screen before was still at work: home is not read yet."""
    hand.screen.posed.guard(1.0)
    for key in keys:
        hand.key(key, 0.05)
    hand.rests()


@pytest.mark.parametrize("keys", [("2",), ("2", "enter"), ("enter", "2", "enter"), ("enter", "２", "enter", "1")])
def test_the_number_of_an_incident_is_no_word_to_find_a_list_by(came: Callable[..., Came], keys: tuple[str, ...]) -> None:
    """"1" had no list, and the time that was typed on was "118:22"."""
    hand = came("lift-entrapment", "power-outage", "fire")
    hand.presses("s") if keys[0] == "enter" else None
    ahead(hand, *keys[keys[0] == "enter" :])
    assert hand.asked == "number" and hand.chosen == "open"
    title = hand.screen.posed.question.title
    second = hand.home.looking.folders[1].ref
    assert "“2”没算" in title and second in title
    hand.presses("enter", "1")
    assert hand.asked == "number" and hand.chosen == "open"
    hand.presses("y")
    assert hand.chosen == ("open", second) and "2" not in hand.waiting()


def test_words_behind_that_number_are_looked_for_with_it_only_where_it_counts_them(came: Callable[..., Came]) -> None:
    hand = came("lift-entrapment", "power-outage", "fire")
    ahead(hand, "1")
    for char in "18:22":
        hand.key(char, 0.2)
    hand.rests()
    assert hand.line() == "18:22"
    hand.presses("escape")
    ahead(hand, "2")
    hand.words("号梯有烟")
    hand.rests()
    assert hand.line() == "2号梯有烟"
