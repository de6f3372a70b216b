"""A step that is left out takes its deadline with it: that is said before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.cells import cut
from kit.ground.terminal.fragments import text_of
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.show.parts import current_block
from kit.live.guide.show.said import WIDE
from tests.support.hands import Hands, Later
from tests.support.kit import Kit

TIMER = {"zh": "10分钟内告知客户", "en": "Inform customers within 10 minutes"}
WARNED = {"zh": "跳过后不再计时：", "en": "Left out, this is no longer timed: "}
SAID = {"zh": "；不再计时：", "en": "; no longer timed: "}


def at_the_notice(home: Path, lang: str) -> Hands:
    hands = Hands(home, lang, "power-outage")
    key = next(t.key for t in hands.session.incident.running() if t.key == "customer-notice")
    step = hands.session.incident.timer_step(key)
    hands.session.moved(lambda d: acts.take_up(d, step))
    hands.press("note", None)
    return hands


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_skipping_a_step_names_the_timer_that_goes_with_it(tmp_path: Path, lang: str) -> None:
    """The deadline to tell the customers went with the step, and nothing said so."""
    hands = at_the_notice(tmp_path, lang)
    asked = hands.press("skip")
    assert WARNED[lang] + TIMER[lang] in "".join(asked.lines)
    hands.press("客户已离开" if lang == "zh" else "the customers have left")
    assert "timer-cancelled" in hands.kinds()
    assert SAID[lang] + TIMER[lang] in hands.session.message


def test_so_does_saying_that_it_does_not_apply(tmp_path: Path) -> None:
    hands = at_the_notice(tmp_path, "en")
    asked = hands.press("na")
    if asked.name == "na-reason":
        assert TIMER["en"] in "".join(asked.lines)
        hands.press("nobody is waiting")
    assert SAID["en"] + TIMER["en"] in hands.session.message


def test_a_step_without_a_deadline_names_none(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "en", "power-outage")
    asked = hands.press("skip")
    assert not asked.lines
    hands.press("the hall is empty")
    assert "no longer timed" not in hands.session.message


def test_lowering_the_level_names_the_deadlines_of_the_higher_one(tmp_path: Path) -> None:
    hands = Later(tmp_path, "en", "flood")
    for sign in "++":
        hands.session.record(lambda d, sign=sign: acts.set_level(d, sign))
    assert "no longer timed" not in hands.session.message
    running = {t.key for t in hands.session.incident.running()}
    for _ in range(3):
        hands.session.record(lambda d: acts.set_level(d, "-", "the water is going down"))
        gone = running - {t.key for t in hands.session.incident.running()}
        if gone:
            break
    assert gone & {"building-come", "trades-come"} and "; no longer timed: " in hands.session.message


@pytest.mark.parametrize(("lang", "said"), [("zh", "降级后不再计时："), ("en", "At the lower level this is no longer timed: ")])
def test_why_the_level_is_lowered_is_asked_below_the_deadlines_that_end(tmp_path: Path, lang: str, said: str) -> None:
    """``+`` records at once, as it only adds deadlines."""
    hands = Later(tmp_path, lang, "flood")
    hands.session.record(lambda d: acts.set_level(d, "1"))
    hands.press("note", None)
    before = hands.kinds().count("level-set")
    named = []
    while (asked := hands.press("lower")).name == "level-reason":
        named.append(said in "".join(asked.lines))
        hands.press("")
    assert len(named) == 2 and any(named)
    assert hands.kinds().count("level-set") == before + 2


def test_where_there_is_no_lower_level_that_is_said_and_nothing_is_asked(tmp_path: Path) -> None:
    """The reason was typed for nothing."""
    hands = Later(tmp_path, "en", "flood")
    for _ in range(4):
        asked = hands.press("lower")
        if asked.name == "step" and hands.session.alert:
            return
        hands.press("the water is going down")
    pytest.fail("a level below the lowest")


def test_the_command_names_it_too(bare: Kit) -> None:
    hands = at_the_notice(bare.home, "en")
    assert hands.session.step is not None
    result = bare("--lang", "en", "skip", hands.session.step.key, "the customers have left")
    assert result.code == 0 and TIMER["en"] in result.out, result.err


UPS = {"zh": "UPS 剩余供电时间", "en": "UPS time left"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_answer_names_the_timers_that_it_ends(tmp_path: Path, lang: str) -> None:
    """That the generator feeds ended its own check and the count of the UPS, and neither was said."""
    hands = Hands(tmp_path, lang, "power-outage")
    hands.session.record(lambda d: acts.tick(d, "cause", "mains"))
    hands.session.record(lambda d: acts.tick(d, "ups", "30"))
    assert SAID[lang] not in hands.session.message
    hands.session.record(lambda d: acts.tick(d, "generator", "on"))
    assert "timer-stopped" in hands.kinds()
    said = hands.session.message
    assert SAID[lang] in said and UPS[lang] in said.split(SAID[lang])[1], said


def test_everyone_is_out_names_the_roll_call_that_ends(tmp_path: Path) -> None:
    hands = Hands(tmp_path, "en", "fire")
    hands.session.record(lambda d: acts.tick(d, "counted", "41"))
    assert "roll-call" in {timer.key for timer in hands.session.incident.running()}
    hands.session.record(lambda d: acts.tick(d, "all-out", "yes"))
    assert "no longer timed: " in hands.session.message
    assert "roll-call" not in {timer.key for timer in hands.session.incident.running()}


def test_a_reading_anew_names_nothing_as_it_counts_again(tmp_path: Path) -> None:
    hands = Later(tmp_path, "en", "power-outage")
    hands.session.record(lambda d: acts.tick(d, "ups", "30"))
    hands.at(5)
    hands.session.record(lambda d: acts.tick(d, "ups", "20"))
    assert "no longer timed" not in hands.session.message
    assert "ups-left" in {timer.key for timer in hands.session.incident.running()}


def test_long_titles_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands(tmp_path, "en", "power-outage")
    hands.session.record(lambda d: acts.tick(d, "cause", "mains"))
    hands.session.record(lambda d: acts.tick(d, "ups", "30"))
    monkeypatch.setattr("kit.live.guide.show.said.WIDE", 20)
    hands.session.record(lambda d: acts.tick(d, "power-back", "10:00"))
    assert "no longer timed: Generator feeding..; UPS time left; " in hands.session.message


@pytest.mark.parametrize(("lang", "cols", "rows"), [("zh", 80, 20), ("en", 80, 20), ("zh", 60, 14), ("en", 60, 14)])
def test_it_works_again_names_every_timer_that_it_ends_and_what_has_no_room_the_sheets_do(
    tmp_path: Path, lang: str, cols: int, rows: int
) -> None:
    """Four deadlines went, and one cut line named one and a half of them."""
    hands = Hands(tmp_path, lang, "application-outage")
    running = {timer.key: timer for timer in hands.session.incident.running()}
    hands.session.record(lambda d: acts.tick(d, "restored", hands.now().wall.isoformat(timespec="seconds")))
    gone = [t for key, t in running.items() if hands.session.incident.timers[key].status != "running"]
    titles = [timer_title(hands.session.incident, timer, lang) for timer in gone]
    assert len(titles) > 3
    shown = text_of(hands.session.picture(cols, rows))
    at = next(n for n, line in enumerate(shown) if "不再计时" in line or "no longer timed" in line)
    two = [line for line in shown[at : at + 2] if not line.strip().startswith(("已记录", "Recorded"))]  # one in a low window
    said = "".join(line.strip() + " " * (lang == "en") for line in two)
    named, _, more = said.partition("  +")
    there = sum(cut(title, WIDE).split("..")[0] in named for title in titles)
    assert there + int(more.split(" ")[0] or 0 if more else 0) == len(titles), said
    assert not more or more.split()[1] == "v"
    hands.session.page = 0
    page = "".join(line.strip() + " " * (lang == "en") for line in text_of(hands.session.picture(cols, rows)))
    assert all(cut(title, WIDE).split("..")[0] in page for title in titles), page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_step_is_not_cut_for_the_second_line_of_the_timers_that_an_act_ended(tmp_path: Path, lang: str) -> None:
    """"Level 2 or 1: must come at once" of the call that came next gave way to titles of timers that ring no more."""
    hands = Hands(tmp_path, lang, "application-outage")
    hands.session.record(lambda d: acts.tick(d, "restored", hands.now().wall.isoformat(timespec="seconds")))
    view, sizes = hands.session.incident.current(), set()
    assert view is not None
    step = [line.strip() for line in text_of(current_block(hands.session.incident, view, lang, 80, hands.now().wall))]
    for rows in range(10, 31):
        shown = [line.strip() for line in text_of(hands.session.picture(80, rows))]
        ended = [n for n, line in enumerate(shown) if "不再计时" in line or "no longer timed" in line]
        lines = next(n for n, line in enumerate(shown[ended[0] :]) if line.startswith(("已记录", "Recorded"))) if ended else 0
        whole = all(line in shown for line in step)
        assert whole or lines < 2, shown
        sizes.add((whole, lines))
    assert {(True, 2), (True, 1)} <= sizes, sizes
