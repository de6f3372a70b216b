"""``d`` in numbered lines where several are due: the most urgent, and an answer that was meant for another one
counts for none before its own is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
from tests.support.numbered import Numbered

Play = Callable[..., Numbered]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    def played(*lines: tuple[float, str, float], lang: str = "zh") -> Numbered:
        """Minutes since the outage began, a line, and the seconds before its first key."""
        rest = iter(lines)
        found: list[tuple[str, str, int]] = []

        def says(screen: str) -> Any:
            found.append((screen, guide.question, len(guide.entries())))
            minutes, line, pause = next(rest, (0.0, None, 0.0))
            if line is None:
                return None
            now = TEN + timedelta(minutes=minutes)
            guide.hands.now = lambda: Now(now)  # type: ignore[method-assign]
            if line == "ELSEWHERE":
                first = guide.session.due()[0]
                guide.session.record(lambda d: acts.timer_told(d, first.key, first.target()))
                line = "99"
            return "" if line == "RING" else (pause, line)

        guide = Numbered(tmp_path, lang, "application-outage", monkeypatch, says)
        guide.run()
        guide.found = found  # type: ignore[attr-defined]
        return guide

    return played


def told(guide: Numbered) -> list[str]:
    return [e.event.kind for e in guide.entries() if e.event.kind.startswith("timer-")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_d_leads_to_the_most_urgent_of_several_and_again_to_the_list(play: Play, lang: str) -> None:
    """It led to a list, in which the letters of the answers meant nothing."""
    guide = play((11, "RING", 0), (11, "99", 12), (11, "d", 12), (11, "d", 2), (11, "b", 2), lang=lang)
    asked = [question for _, question, _ in guide.found]  # type: ignore[attr-defined]
    assert asked[3:5] == ["due", "due-list"], asked
    due = guide.session.due()
    assert len(due) > 1 and guide.session.drawn[0] == due[0].key


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_that_stood_there_are_answered_one_after_the_other_each_by_name(play: Play, lang: str) -> None:
    guide = play((11, "RING", 0), (11, "99", 12), (11, "d", 12), (11, "r", 2), (11, "d", 30), (11, "r", 2), lang=lang)
    answered = [e.event for e in guide.entries() if e.event.kind == "timer-answered"]
    assert len(answered) == 2 and len({event.timer for event in answered}) == 2, told(guide)


@pytest.mark.parametrize("line", ["r", "n", "y"])
def test_an_answer_typed_twice_counts_for_one_and_asks_whose_the_second_is(play: Play, line: str) -> None:
    """The second ``d`` led to the next one, of whom nobody had heard."""
    guide = play((11, "RING", 0), (11, "99", 12), (11, "d", 12), (11, "r", 1), (11, "d", 0.5), (11, line, 0.5), (11, "3", 3), (11, "b", 3))
    answered = [e for e in guide.entries() if e.event.kind == "timer-answered"]
    assert len(answered) == 1
    if line == "r":
        asked = guide.found[6][0]  # type: ignore[attr-defined]
        assert "刚轮到这一项" in asked and "\a" in asked


@pytest.mark.parametrize(("behind", "counts"), [((), False), (((11, "y", 2),), True), (((11, "r", 2),), False), (((11, "二楼有人", 2),), False)])
def test_what_was_answered_meanwhile_leaves_no_answer_for_the_next_timer_before_a_yes(
    play: Play, behind: tuple[Any, ...], counts: bool
) -> None:
    """The call of a step, or another terminal, stopped the timer for which ``d`` was typed: ``r`` told the next."""
    guide = play((11, "RING", 0), (11, "99", 12), (11, "ELSEWHERE", 2), (11, "窗口前有人", 2), (11, "d", 2), (11, "r", 2), *behind)
    answered = [e.event for e in guide.entries() if e.event.kind == "timer-answered"]
    assert len(answered) == 1 + counts and len({event.timer for event in answered}) == 1 + counts


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("pause", "behind", "tries"), [(1, (), 0), (1, ("n",), 0), (1, ("y",), 1), (11, (), 1)])
def test_no_answer_behind_one_whose_question_was_left_just_now_counts_before_a_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, pause: float, behind: tuple[str, ...], tries: int
) -> None:
    """``d`` ``r`` ``d`` ``n``: a customer who had been reached stood as one who did not answer."""
    lines = iter([(12, "99"), (12, "d"), (1, "r"), (1, "d"), (pause, "n"), *((1, line) for line in behind)])
    found: list[str] = []

    def says(screen: str) -> Any:
        found.append(" ".join(screen.split()))
        if len(found) == 1:
            guide.session.record(lambda d: acts.callback_add(d, "a1b2", "Wang", "13800000000", "bill", TEN + timedelta(minutes=5)))
            for timer in guide.session.incident.running():
                if "a1b2" not in timer.key:
                    guide.session.record(lambda d, key=timer.key: acts.timer_cancel(d, key, "x"))
            guide.hands.now = lambda: Now(TEN + timedelta(minutes=6))  # type: ignore[method-assign]
            return ""
        return next(lines, None)

    guide = Numbered(tmp_path, lang, "application-outage", monkeypatch, says)
    guide.run()
    assert guide.kinds().count("callback-tried") == tries, found[-3:]
    asked = found[-1 - len(behind)]
    assert pause > 10 or ("Wang" in asked and ("还没答" if lang == "zh" else "unanswered: not counted") in asked), asked


def test_a_graver_timer_that_comes_first_is_named_before_an_answer_counts_for_it() -> None:
    from kit.live.guide.talk.foremost import LATELY, Foremost

    first = Foremost()
    first.stand(["tell-manager"], 100.0)
    assert not first.doubtful("tell-manager", 101.0, 3.0), "nothing stood there before"
    first.stand(["roll-call", "tell-manager"], 160.0)
    assert first.doubtful("roll-call", 160.0 + LATELY - 1, 3.0) and not first.doubtful("roll-call", 160.0 + LATELY, 3.0)
    first.was_answered("roll-call", 181.0, True)
    first.stand(["tell-manager"], 181.0)
    assert first.doubtful("tell-manager", 183.0, 3.0) and not first.doubtful("tell-manager", 185.0, 3.0)
