"""The keys as one list: screen, numbers and the line of keys give the same ones, each room its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Question
from kit.ground.terminal.keys import Key, always, called
from kit.ground.terminal.plain import numbered, understand
from kit.incidents.incident.files import desk
from kit.incidents.incident.rules import acts
from kit.incidents.say.talk import keys as say
from kit.live.guide.talk import numbers
from kit.live.guide.talk.session import Session
from tests.support.hands import Hands, printed


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


def ours(session: Session) -> Flow[None]:
    what = yield Question("ours", "What?", "text")
    if what:
        session.record(lambda d: acts.note(d, f"ours: {what}"))


OURS: Key[Any] = Key("ours", "z", "beside", "screen.more-keys", called("screen.do-more"), always, ours)


def test_a_key_that_another_room_adds_is_pressed_numbered_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "MORE_KEYS", [lambda: [OURS]])
    hands = Hands(tmp_path)
    assert hands.offered()["z"] == "ours"
    assert word("en", "screen.more-keys") in hands.line()
    listed = [option.name for option in numbered(hands.question).options]
    assert listed.index("steps") < listed.index("ours") < listed.index("words")
    shown = numbers.printed(hands.session, hands.question)
    shown.first("en")
    shown.turn("en")
    assert understand(shown, str(shown.numbers["ours"])) == "ours"
    hands.press("ours", "a thing")
    assert hands.question.name == "step" and "ours: a thing" in hands.session.message


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_key_has_words_in_both_languages(tmp_path: Path, lang: str) -> None:
    hands = Hands(tmp_path, lang, "call-surge")
    shown = hands.session.offered()
    assert len(shown) > 15
    for key in shown:
        assert key.label(hands.session) and (key.shown == "" or word(lang, key.shown))


def test_a_key_means_one_thing_at_a_time(hands: Hands) -> None:
    for view in hands.session.incident.views():
        hands.session.step = view
        pressed = [k for key in hands.session.offered() for k in (key.key, key.also) if k]
        assert len(pressed) == len(set(pressed)), view.key
    hands.session.step = None
    assert hands.session.offered()[0].name == "close"


def test_the_room_that_says_things_brings_its_own_keys(hands: Hands) -> None:
    assert {key.key for key in say.KEYS} == {"w", "r", "Q"}
    assert {"w", "r"} <= set(hands.offered())


def test_keys_that_do_the_same_thing_share_one_place_in_the_line(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "en", "call-surge")
    line = hands.line()
    assert line.count("+ - level") == 1 and {"+", "-"} <= set(hands.offered())


def test_an_answer_that_is_no_key_asks_the_step_again_and_records_nothing(hands: Hands) -> None:
    before = hands.kinds()
    assert hands.press("nothing of the kind").name == "step"
    assert hands.press(None).name == "step"
    assert hands.kinds() == before


def test_leaving_ends_the_flow_and_says_at_which_step(hands: Hands) -> None:
    with pytest.raises(StopIteration) as stop:
        hands.flow.send("leave")
    assert stop.value.value == 0
    assert hands.kinds()[-1] == "guide-left" and hands.session.folder.entries[-1].event.step == "no-logout"  # type: ignore[attr-defined]


def test_numbers_know_no_enter_so_an_empty_or_typed_enter_records_nothing(hands: Hands) -> None:
    assert understand(printed(numbered(hands.question)), "enter") is None
    assert understand(printed(numbered(hands.question)), "1") == "done"
