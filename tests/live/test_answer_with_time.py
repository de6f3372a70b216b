"""Numbered lines: an answer with the time at which it was given on the same line counts for that time, and what its
form asks first may stand behind it; such a line became a note, and nothing was answered."""

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
    def played(*lines: str | tuple[float, str], lang: str = "en", type_: str = "application-outage", minutes: float = 11, begins: Any = None) -> Numbered:
        """Each line twelve seconds behind the one before, or so many, once what is due has rung."""
        rest = iter(["", *lines])
        found: list[str] = []

        def says(screen: str) -> Any:
            found.append(screen)
            guide.hands.now = lambda: Now(TEN + timedelta(minutes=minutes))  # type: ignore[method-assign]
            line = next(rest, None)
            return (12.0, line) if line and isinstance(line, str) else line

        guide = Numbered(tmp_path, lang, type_, monkeypatch, says)
        if begins is not None:
            begins(guide)
        guide.run()
        guide.screens = found
        return guide

    return played


def told(guide: Numbered) -> list[tuple[str, str]]:
    """Which timers were answered, and when by the log."""
    return [(e.event.timer, f"{e.at:%H:%M}") for e in guide.entries() if e.event.kind == "timer-answered"]


def done(guide: Numbered) -> list[tuple[str, str, str]]:
    return [(e.event.step, e.event.value, f"{e.at:%H:%M}") for e in guide.entries() if e.event.kind == "step-done"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("line", ["r 10:04", "r10:04", "r @10:04", "r，10：04", "@10:04 r", "10:04 r", "R 10.04"])
def test_an_answer_to_what_is_due_counts_for_the_time_on_its_line(play: Play, lang: str, line: str) -> None:
    guide = play("d", line, lang=lang)
    assert told(guide) == [("report-5", "10:04")] and "note" not in guide.kinds(), guide.kinds()
    assert "10:04" in guide.screens[-1] and "7" in guide.screens[-1]  # which is said: seven minutes ago


@pytest.mark.parametrize("line", ["1 10:04", "@ 10:04 1", "10:04 1", "1 7 min ago"])
def test_so_does_the_number_of_a_step(play: Play, line: str) -> None:
    guide = play(line)
    assert done(guide) == [("no-logout", "", "10:04")] and "note" not in guide.kinds()


@pytest.mark.parametrize(("line", "asked"), [("r 5", "Which time"), ("r 25:61", "Cannot read the time"), ("r 9:30", "before the opening")])
def test_a_time_in_doubt_is_asked_about_first_and_nothing_is_recorded(play: Play, line: str, asked: str) -> None:
    guide = play("d", line)
    assert told(guide) == [] and "note" not in guide.kinds()
    assert asked in guide.screens[-1] and '"r" is not recorded yet' in guide.screens[-1], guide.screens[-1]


def test_a_time_that_was_asked_about_is_the_next_answers(play: Play) -> None:
    assert told(play("d", "r 5", "y", "d", "r")) == [("report-5", "10:06")]


def test_what_is_typed_instead_is_not_as_of_a_time_that_was_asked_about_for_an_answer(play: Play) -> None:
    assert done(play("1 9:30", "y", "1")) == [("no-logout", "", "09:30")]
    guide = play("1 9:30", "y", "the guard has come")
    assert [f"{e.at:%H:%M}" for e in guide.entries() if e.event.kind == "note"] == ["10:11"]


@pytest.mark.parametrize(("before", "line", "again"), [((), "1 9:30", "1"), (("d",), "r 9:30", "r")])
def test_the_answer_typed_again_before_its_time_is_settled_drops_no_time(play: Play, before: tuple[str, ...], line: str, again: str) -> None:
    """The number once more left the question; 9:30 was gone unsaid, and the next yes counted for now."""
    guide = play(*before, line, again)
    assert done(guide) == [] and told(guide) == [] and f'"{again}" is not recorded yet' in guide.screens[-1], guide.screens[-1]
    settled = play(*before, line, again, "y", *before, again)
    assert [*done(settled), *told(settled)][0][-1] == "09:30", "the time that was typed with it counts"


def test_a_time_given_by_its_own_key_later_counts_for_any_act(play: Play) -> None:
    """Somebody went back from which time the answer was of, and nothing of that is left."""
    guide = play("1 9:30", "b", "0", "@ 10:04", "the guard has come")
    assert [f"{e.at:%H:%M}" for e in guide.entries() if e.event.kind == "note"] == ["10:04"]


@pytest.mark.parametrize("line", ["r 10:04", "t 10:04", "y 10:04"])
def test_an_answer_to_what_is_due_typed_at_the_step_is_refused_with_its_time(play: Play, line: str) -> None:
    guide = play(line)
    assert "note" not in guide.kinds() and done(guide) == [] and f"{line[0]} " in guide.screens[-1]


def test_no_time_stays_behind_for_another_act_where_the_answer_was_not_taken(play: Play) -> None:
    """A number in doubt is asked about with its time; whatever else is typed then counts for now."""
    guide = play("99", (1, "1 10:04"), (1, "2号窗口有人"))
    assert [f"{e.at:%H:%M}" for e in guide.entries() if e.event.kind == "note"] == ["10:11"]
    assert done(guide) == [] and guide.session.earlier.at is None


def test_a_yes_to_what_was_asked_about_counts_for_the_time_that_stood_with_it(play: Play) -> None:
    assert done(play("99", (1, "1 10:04"), (1, "y"))) == [("no-logout", "", "10:04")]


@pytest.mark.parametrize("line", ["1.5小时前停的电", "1.5小时前", "1,5 hours ago", "2 10", "10 2", "3 people at 10:04", "119 10:04"])
def test_what_only_begins_or_ends_with_a_figure_is_no_answer_of_the_step(play: Play, line: str) -> None:
    guide = play(line)
    assert done(guide) == [] and [e.event.text for e in guide.entries() if e.event.kind == "note"] == [line]


@pytest.mark.parametrize("line", ["n 2楼有人", "n 2楼", "r is on his way", "n 3 people wait"])
def test_words_behind_a_letter_stay_a_note(play: Play, line: str) -> None:
    guide = play("d", line)
    assert told(guide) == [] and guide.kinds().count("note") == 1


def ups(guide: Numbered, read: str = "") -> None:
    """A power cut at the step that reads the UPS, or behind it."""
    for view in list(guide.session.incident.views()):
        if view.key == "ups":
            break
        guide.session.moved(lambda d, view=view: acts.not_applicable(d, view.key, "drill"))
    if read:
        guide.session.record(lambda d: acts.tick(d, "ups", read))


def test_a_figure_behind_the_number_of_a_step_that_wants_one_is_its_value(play: Play) -> None:
    guide = play("1 40", type_="power-outage", minutes=2, begins=ups)
    assert done(guide)[-1] == ("ups", "40", "10:02") and "note" not in guide.kinds()


def test_a_new_reading_may_stand_behind_the_yes_that_asks_for_it(play: Play) -> None:
    guide = play("d", "y 40", type_="power-outage", minutes=7, begins=lambda g: ups(g, "5"))
    assert done(guide)[-1] == ("ups", "40", "10:07") and "note" not in guide.kinds()


@pytest.mark.parametrize(("line", "ended", "due"), [("t 10:45", False, "10:45"), ("y 10:02", True, "10:03"), ("t 15", False, "10:19")])
def test_a_promise_takes_its_new_time_or_when_it_was_kept_from_the_same_line(
    play: Play, line: str, ended: bool, due: str
) -> None:
    def promised(guide: Numbered) -> None:
        guide.session.record(lambda d: acts.forecast(d, "a1b2", "IT desk", TEN + timedelta(minutes=3), "x"))

    guide = play("d", line, minutes=4, begins=promised)
    given = [e for e in guide.entries() if e.event.kind.startswith("forecast")]
    assert "note" not in guide.kinds() and (given[-1].event.kind == "forecast-ended") is ended
    assert f"{given[-1].at:%H:%M}" == ("10:02" if ended else "10:04")
    assert ended or f"{given[-1].event.due:%H:%M}" == due


def test_a_note_typed_over_what_an_answer_asks_is_not_as_of_the_time_that_stood_with_that_answer(play: Play) -> None:
    guide = play("d", "h 10:04", "the guard has come to the door", "n")
    assert [f"{e.at:%H:%M}" for e in guide.entries() if e.event.kind == "note"] == ["10:11"] and told(guide) == []


def test_a_time_counts_for_its_own_answer_and_for_no_other_one_given_instead(play: Play) -> None:
    """Somebody goes back from whom else he told: the answer that he gives then happened now."""
    guide = play("d", "h 10:04", "0", "n")
    made = [e for e in guide.entries() if e.event.kind == "called"]
    assert [f"{e.at:%H:%M}" for e in made] == ["10:11"]
    guide = play("d", "h 10:04", "0", "h", "0", "b", "1")
    assert done(guide) == [("no-logout", "", "10:11")]


def test_a_letter_that_answers_nothing_here_is_refused_with_its_time_and_is_no_note(play: Play) -> None:
    guide = play("d", "t 10:50")
    assert "note" not in guide.kinds() and told(guide) == [] and "r n h g s" in guide.screens[-1]
    assert "note" not in play("d", "d", "r 10:04").kinds()
    assert told(play("d", "t 10:50", "r 10:04")) == [("report-5", "10:04")]
