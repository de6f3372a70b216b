"""A line of the numbered guide is taken for what the hand meant by it, which a stranger showed who did not look."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kit.ground.base.typed.times import COMING, read
from kit.ground.terminal.typed import soon
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.show.timer_lines import timer_title
from kit.live.guide.talk import told
from kit.live.guide.talk.refusals import in_spans
from tests.support.constants import TEN
from tests.support.numbered import Numbered, Play, fresh, minutes_on, new, notes, typed, up_to


@pytest.fixture
def outage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Lines at an outage, six minutes after it began."""
    return lambda *lines, minutes=6, **how: typed(
        fresh(tmp_path), monkeypatch, *lines, type_="application-outage", at=minutes_on(minutes), listed=False, as_printed=True, **how
    )


@pytest.mark.parametrize(("lang", "asked"), [("zh", "呼叫中心主管：几分钟后再通报"), ("en", "call centre supervisor: next update in how")])
def test_where_the_form_says_that_0_is_none_it_is_and_no_way_back_and_it_is_asked_of_whom(outage: Play, lang: str, asked: str) -> None:
    guide = outage("38", "y", "1", "0", lang=lang)
    (said,) = [e.event for e in guide.entries() if isinstance(e.event, ev.Announced)]
    assert (said.next, said.role) == (None, "supervisor") and asked in guide.screens[-2], guide.screens[-2]
    assert not [e for e in outage("38", "y", "1", "<", lang=lang).entries() if isinstance(e.event, ev.Announced)]


def test_who_was_told_keeps_his_number_on_the_list_of_reports(outage: Play) -> None:
    """``1`` was the supervisor, a minute later the manager: who was never told had a deadline met on paper."""
    guide = outage("38", "y", "1", "0", "38", "y", "1", "0")
    assert [e.event.role for e in guide.entries() if isinstance(e.event, ev.Announced)] == ["supervisor"] * 2
    assert "supervisor (no timer waits for them now)" in guide.screens[-3], guide.screens[-3]


@pytest.mark.parametrize(("lang", "text", "said"), [("zh", "媒体", "没有含“媒体”的项，什么都没记；# 记成备注"), ("en", "media", 'Nothing on the list has "media"; nothing was recorded; # makes it a note')])
def test_a_word_that_a_list_does_not_hold_is_no_note_until_the_sign_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, text: str, said: str
) -> None:
    """The list says "type to narrow"; what was typed for that stood in the log, and in the review."""
    at = {"lang": lang, "type_": "power-outage", "listed": False, "as_printed": True}
    guide = typed(fresh(tmp_path), monkeypatch, "28", "y", text, **at)
    assert notes(guide) == [] and said in guide.screens[-1] and guide.question == "steps"
    assert notes(typed(fresh(tmp_path), monkeypatch, "28", "y", text, "#", **at)) == [text]
    left = typed(fresh(tmp_path), monkeypatch, "28", "y", text, "0", **at)
    assert notes(left) == [] and text in left.screens[-1] and left.session.unsaid == [text]
    told = typed(fresh(tmp_path), monkeypatch, "28", "y", "two men are still in the lift", **at)
    assert notes(told) == ["two men are still in the lift"]


def test_the_number_that_a_hint_names_is_taken_on_the_next_line_and_a_refusal_names_all_that_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``28 51`` was one line only: ``28``, Enter, ``51`` was refused, "type one of 1 2 ... 9"."""
    at = {"type_": "power-outage", "listed": False, "as_printed": True}
    guide = typed(fresh(tmp_path), monkeypatch, "28", "y", "23", **at)
    assert new(guide) == ["step-doing"], guide.screens[-1]
    narrow = typed(fresh(tmp_path), monkeypatch, "28", "y", "phone", "1", **at)
    assert new(narrow) == [] and "1 is not on this list" in narrow.screens[-1]
    assert (in_spans([*range(1, 19), 23, 24, 51]), in_spans([])) == ("1-18 23 24 51", "")


@pytest.mark.parametrize(("lang", "said"), [("zh", "完成了"), ("zh", "做完了。"), ("zh", "done"), ("en", "All done"), ("en", "完成")])
def test_that_it_is_done_in_words_does_what_its_number_does_and_is_asked_about_at_a_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    at = {"lang": lang, "type_": "power-outage", "listed": False}
    assert new(typed(fresh(tmp_path), monkeypatch, said, **at)) == ["step-done"]
    call = up_to(lambda view: view.step.answer == "call")
    guide = typed(fresh(tmp_path), monkeypatch, said, at=call, **at)
    assert new(guide) == [] and ("y" in guide.screens[-1])
    assert "called" in new(typed(fresh(tmp_path), monkeypatch, said, "y", at=call, **at))


@pytest.mark.parametrize("end", [(), ("q",)])
def test_a_line_that_waits_for_its_yes_is_not_lost_where_the_guide_is_left_by_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: tuple[str, ...]
) -> None:
    """Ctrl-C said that all was recorded, and the line stood nowhere."""
    guide = typed(tmp_path, monkeypatch, "1 no more losses", *end, listed=False)
    assert notes(guide) == [] and guide.session.unsaid == ["1 no more losses"]
    assert typed(fresh(tmp_path), monkeypatch, "1 no more losses", "uu", listed=False).session.unsaid == []


def test_nothing_due_names_what_answers_a_timer_early(outage: Play) -> None:
    guide = outage("d", "24", lang="zh", minutes=2)
    assert "这个事件没有到时的计时。没到时的按 24 回答" in guide.screens[-2] and guide.question == "timers"


@pytest.mark.parametrize(("lang", "none", "near"), [
    ("zh", "这个事件没有到时的计时。没到时的按 24 回答", "还没到时（10:05）：5分钟内"),
    ("en", "Nothing of this incident is due. 24 answers what still runs", "Not due yet (10:05): "),
])  # fmt: skip
def test_in_a_low_window_that_nothing_is_due_stands_where_one_types_and_the_one_at_hand_is_offered(
    outage: Play, monkeypatch: pytest.MonkeyPatch, lang: str, none: str, near: str
) -> None:
    """The refusal had scrolled away with 22 lines below it, and the ``r`` behind it was no answer to the timer."""
    monkeypatch.setattr(told, "rows", lambda: 24)
    above, last = outage("d", lang=lang, minutes=2).screens[-1].rstrip().split("\n")[-2:]
    assert above == none and last.startswith(("编号", "Number")), (above, last)
    guide = outage("d", "r", "y", lang=lang, minutes=4.5)
    assert near in guide.screens[1], guide.screens[1]
    assert "timer-answered" in new(guide) or "called" in new(guide), guide.screens


@pytest.mark.parametrize(("lang", "only"), [("zh", "重新计时的只有：发电机"), ("en", "and of the deadlines only: Generator")])
def test_down_again_names_what_begins_anew_and_nothing_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, only: str) -> None:
    """"Deadlines begin anew" stood there, and those for customers and the executive, told before, did not."""

    def at(guide: Numbered) -> None:
        for act in (lambda d: acts.timer_yes(d, "customer-notice"), lambda d: acts.tick(d, "power-back", "10:00")):
            guide.session.record(act)

    guide = typed(fresh(tmp_path), monkeypatch, "27", (5.0, "y"), lang=lang, type_="power-outage", at=at)
    said, incident = guide.screens[1], guide.session.incident
    begun = [e.event.timer for e in guide.entries()[guide.known :] if e.event.kind == "timer-started"]
    assert only in said and "customer-notice" not in begun and len(begun) >= 2, said
    assert all(timer_title(incident, incident.timers[key], lang) in said for key in begun), (said, begun)
    assert said.count("、" if lang == "zh" else ", ") >= len(begun) - 1 and ("告知客户" if lang == "zh" else "Inform customers") not in said


def test_what_is_noted_of_a_customer_is_said_with_its_words_and_the_example_is_a_time_of_now(outage: Play) -> None:
    guide = outage("40", "y", "mrs hu", "555-0123", "gives the building back", "10:45", "b")
    assert "Promised by (11:00 or minutes" in guide.screens[5], guide.screens[5]
    guide = outage("40", "y", "mrs hu", "555-0123", "gives the building back", "all go back in", (1.0, "1"), "4 people on guard")
    assert "mrs hu  555-0123  gives the building back" in guide.screens[-1], guide.screens[-1]


@pytest.mark.parametrize("at", ["00:29", "10:00", "23:31", "13:59"])
def test_the_example_of_a_time_to_come_is_taken_without_a_question(at: str) -> None:
    now = TEN.replace(hour=int(at[:2]), minute=int(at[3:]))
    found = read(soon(now), COMING, now)
    assert isinstance(found, datetime) and timedelta(minutes=29) < found - now < timedelta(hours=1)


def test_an_empty_line_answers_a_form_that_needs_no_words(outage: Play) -> None:
    """It is no line that says in words that something is done."""
    guide = outage("40", "y", "mrs hu", "555-0123", "gives the building back", "")
    assert "callback-added" in new(guide) and guide.question == "step", guide.screens[-1]
