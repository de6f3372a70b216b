"""Whose a deadline was that somebody was given, and what became of it, whoever did the matter."""

from __future__ import annotations

from kit.ground.documents.terminal import show
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.entries import timeline
from kit.review.archive.rules.digest import digest_of
from kit.review.forms.rules import filled_forms
from kit.review.forms.show.filled import pages
from kit.review.summary.rules.summarise import summarise
from kit.review.summary.show.incident import as_json, page
from tests.support.world import World, minute_of


def summary(world: World) -> str:
    """The summary as a terminal shows it, its broken lines put together."""
    found = summarise(world.incident, world.entries, minute_of(90))
    lines = show(page(world.incident, world.entries, found, "en"), 160)
    return "\n".join(" ".join(line.split()) for line in lines)


def test_a_step_given_to_another_leaves_each_of_them_his_own_time() -> None:
    """The later name stood at both times, and in the log's line of the older one."""
    world = World()
    world.do(18, acts.hand, "hands", "Zhang", minute_of(40))
    world.do(45, acts.hand, "hands", "Wu", minute_of(50))
    world.do(60, acts.close, "resolved")
    found = summarise(world.incident, world.entries, minute_of(90))
    lines = as_json(world.incident, world.entries, found, "en")["deadlines"]
    titles = [line["title"] for line in lines if line["kind"] == "hand"]
    assert ["Zhang" in titles[0], "Wu" in titles[1]] == [True, True]
    text = summary(world)
    assert "Has Zhang done what was handed over (Do) 10:40 never answered" in text
    assert "Has Wu done what was handed over (Do) (round 2) 10:50 never answered" in text
    stopped = [line for line in timeline(world.incident, world.entries, "en") if "Timer stopped: Has" in line]
    assert ["Zhang" in stopped[0], "Wu" in stopped[1]] == [True, True]


def test_what_was_given_to_somebody_and_done_late_by_another_is_late_and_says_by_whom() -> None:
    """It stood as never done. Done in time by another it is no figure of whom it was given to."""
    world = World()
    for step in ("hands", "safe", "tell-boss"):
        world.do(1, acts.hand, step, "Bob", minute_of(10))
    world.do(8, acts.tick, "safe", "", "Li")
    world.do(12, acts.call, "supervisor", "reached")
    world.do(14, acts.tick, "hands", "", "Li")
    world.do(60, acts.close, "resolved")
    found = summarise(world.incident, world.entries, minute_of(90)).deadlines
    hands = {line.timer: (line.status, line.late) for line in found if line.kind == "hand"}
    assert hands == {
        "hand:hands": ("late", 240), "hand:tell-boss": ("late", 120), "hand:safe": ("ended", 0),
    }  # fmt: skip
    assert "4 min late; done by Li" in summary(world)


def test_a_promise_that_was_moved_after_it_was_broken_has_one_verdict_and_both_times_everywhere() -> None:
    """The log said in time, the summary 55 minutes late beside the new time; the broken one stood nowhere."""
    world = World()
    world.do(5, acts.callback_add, "k1", "Wu", "138", "bill", minute_of(30))
    world.do(85, acts.callback_move, "k1", minute_of(120), "her wish", "Wu")
    world.do(95, acts.callback_try, "k1", "reached")
    world.do(100, acts.close, "resolved")
    found = summarise(world.incident, world.entries, minute_of(100))
    (line,) = [one for one in found.deadlines if one.kind == "promise"]
    assert (line.due, line.late, line.status) == (minute_of(30), 55 * 60, "late")
    text = summary(world)
    assert "10:30 called 11:35; 55 min past the time promised; 10:30 moved at 11:25 to 12:00" in text
    (said,) = [line for line in timeline(world.incident, world.entries, "en") if "done: Call promised" in line]
    assert said.endswith("Wu, 55 min late")
    missed = digest_of(world.incident, world.entries).missed
    assert [(one.due, one.late) for one in missed if one.who == "Wu"] == [(minute_of(30), 55 * 60)]
    (form,) = pages(world.incident, filled_forms(world.incident, world.entries, minute_of(100)), "en")
    assert any("10:30 moved at 11:25 to 12:00" in row.cells[1].text for row in form.sections[0].table.rows)


def test_who_was_told_of_an_update_is_its_audience_and_not_who_recorded_it() -> None:
    world = World()
    world.do(20, acts.announce, "customers", "wait", "", minute_of(40))
    world.do(45, acts.announce, "customers", "wait on")
    world.do(60, acts.close, "resolved")
    text = summary(world)
    assert "Next update to customers 10:40 10:45 late, 5 min late" in text and "told li" not in text


def test_an_update_promised_to_a_post_is_not_kept_by_the_timer_of_another() -> None:
    """Its ladder names the post, and the promise rang nowhere and stood in no summary."""
    world = World()
    world.do(10, acts.announce, "leaders", "so far", "", minute_of(30), "supervisor")
    world.do(16, acts.announce, "leaders", "so far", "", minute_of(50), "manager")
    assert world.timer("update:leaders").due == minute_of(50)
    world.do(60, acts.close, "resolved")
    assert "Next update to leaders 10:50 never answered" in summary(world)
