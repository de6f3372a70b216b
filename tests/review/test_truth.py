"""A figure counts what happened, when it happened, whoever wrote it down and in whatever order."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from functools import cache

import msgspec
import pytest

from kit.ground.journal.entry import Entry
from kit.ground.journal.merge import merge
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.fold import fold
from kit.incidents.incident.show.entries import timeline
from kit.incidents.incident.show.standing import timer_row
from kit.plans.checklists.rules.format import Checklist
from kit.review.archive.rules.deadlines_kept import Deadline
from kit.review.archive.rules.digest import digest_of, filed_digest
from kit.review.archive.rules.totals import totals_of
from kit.review.forms import rules as forms
from kit.review.forms.show import filled as form_faces
from kit.review.period.show.as_json import as_json as period_json
from kit.review.period.show.page import page as period_page
from kit.review.summary.rules.summarise import Summary, summarise
from kit.review.summary.show.incident import as_json, page
from tests.support.periods import period_of
from tests.support.world import PLAN, World, minute_of, plan

LAST = 500


@cache
def shipped(name: str) -> Checklist:
    return Store("nowhere").checklists.checklist(name)


def at_work(name: str) -> World:
    """A shipped list at the hotline centre."""
    return World(shipped(name), site=Store("nowhere").sites.profile("hotline"))


def of(entries: list[Entry]) -> Summary:
    return summarise(fold(entries), entries, minute_of(LAST))


def line(found: Summary, key: str, number: int = 1) -> Deadline:
    return next(d for d in [*found.notices, *found.deadlines] if (d.timer, d.round) == (key, number))


def verdict(world: World | list[Entry], key: str, number: int = 1) -> tuple[str, int]:
    found = line(of(world.entries if isinstance(world, World) else world), key, number)
    return found.status, found.late


def begun(extra: str = "", *, base: str = PLAN) -> World:
    """A made-up plan with more timers, at work."""
    head, form, rest = base.partition("[form]")
    return World(plan(text=head + extra + form + rest))


def both(first: World, second: World, common: int) -> list[Entry]:
    """Two laptops' journals, which share their beginning, as they merge."""
    own = [
        msgspec.structs.replace(e, journal="bbbbbb", id=f"b{e.id}", n=n)
        for n, e in enumerate(second.entries[common:], 1)
    ]
    one, two = merge([first.entries, own]), merge([own, first.entries])
    assert one == two
    return one


# ---- who wrote it, and in which order ----------------------------------------------------------


def test_an_answer_given_before_the_stop_wins_whichever_laptop_wrote_it() -> None:
    """Two laptops, one incident: the second reaches the manager, the first knows nothing of it,
    restores and closes."""
    first = World()
    first.do(0, acts.tick, "cause", "mains")
    second, common = copy.deepcopy(first), len(first.entries)
    second.do(6, acts.call, "manager", "reached")
    first.do(30, acts.tick, "restored", "10:30")
    first.do(40, acts.close, "resolved")
    merged = both(first, second, common)
    found = line(of(merged), "mains")
    assert (found.status, found.late, found.answered_after) == ("late", 60, 360)
    assert of(merged).kept["told-plan"].never == of(first.entries).kept["told-plan"].never - 1


def test_two_laptops_that_start_the_same_deadline_have_one() -> None:
    """Each answers the question itself; one of them tells the manager."""
    first = World()
    second, common = copy.deepcopy(first), len(first.entries)
    second.do(2, acts.tick, "cause", "mains")
    first.do(3, acts.tick, "cause", "mains")
    second.do(4, acts.timer_told, "mains")
    first.do(40, acts.close, "resolved")
    rows = [d for d in of(both(first, second, common)).notices if d.timer == "mains"]
    assert [(d.planned, d.status) for d in rows] == [(7 * 60, "in-time")]


def test_what_is_typed_in_from_paper_out_of_order_counts_by_when_it_happened() -> None:
    """The end first, then the call that came before it."""
    for order in ([("restored", 76), ("call", 56)], [("call", 56), ("restored", 76)]):
        world = begun('[[timers]]\nid = "long"\ntitle = {zh = "长", en = "Long"}\nstart = {on = "opened"}\n'
                      'minutes = 60\ntell = ["manager"]\nstops = [{on = "step", step = "restored"}]\n')
        for what, at in order:
            if what == "call":
                world.do(100, acts.call, "manager", "reached", at=at)
            else:
                world.do(100, acts.tick, "restored", "11:16", at=at)
        world.do(104, acts.close, "resolved")
        assert verdict(world, "long") == ("in-time", 0)


def test_an_earlier_telling_that_is_typed_in_later_has_a_round_of_its_own() -> None:
    """An update every 20 minutes: told at 40 and, typed in afterwards, at 18."""
    for order in ((18, 40), (40, 18)):
        world = World()
        for at in order:
            world.do(50, acts.timer_told, "updates", at=at)
        world.do(55, acts.tick, "restored", "10:55")
        world.do(60, acts.close, "resolved")
        rows = [(d.round, d.planned // 60, d.status, d.late) for d in of(world.entries).notices if d.timer == "updates"]
        assert rows == [(1, 20, "in-time", 0), (2, 38, "late", 120), (3, 60, "ended", 0)]


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_typing_changes_no_figure(seed: int) -> None:
    """The same facts, each with its time, typed in afterwards in any order."""
    rng = random.Random(seed)
    said: list[tuple[int, Callable[..., object], tuple[object, ...]]] = [
        (rng.randrange(1, 12), acts.timer_told, ("report-5",)),
        (rng.randrange(12, 19), acts.timer_told, ("updates",)),
        (rng.randrange(19, 42), acts.timer_told, ("updates",)),
        (rng.randrange(2, 40), acts.timer_yes, ("check-10",)),
    ]
    figures = []
    for _ in range(4):
        world = World()
        for at, act, args in said:
            world.do(60, act, *args, at=at)
        world.do(61, acts.tick, "restored", "10:50", at=50)
        world.do(65, acts.close, "resolved")
        lines = [*of(world.entries).notices, *of(world.entries).deadlines]
        figures.append(sorted((d.timer, d.round, d.planned, d.status, d.late) for d in lines))
        rng.shuffle(said)
    assert all(one == figures[0] for one in figures)


def test_a_level_that_is_typed_in_late_does_not_become_the_present_one() -> None:
    """Level 1 at 20 is typed before level 2 at 10."""
    world = World()
    world.do(30, acts.set_level, "1", at=20)
    world.do(31, acts.set_level, "2", at=10)
    assert world.incident.level == fold(world.entries).level == "1"
    assert [c.level for c in world.incident.levels] == ["3", "2", "1"]


# ---- the same fact, the same figure ----------------------------------------------------------------


@pytest.mark.parametrize("way", ["step", "timer", "both"])
def test_a_roll_call_is_late_until_the_yes_however_that_is_recorded(way: str) -> None:
    """"Not yet" when it was due, everybody out six minutes later: by the step, or by the timer."""
    world = at_work("fire")
    world.do(5, acts.timer_no, "roll-call")
    if way in ("step", "both"):
        world.do(11, acts.tick, "all-out", "yes")
    else:
        world.do(11, acts.timer_yes, "roll-call")
    assert verdict(world, "roll-call") == ("late", 360)
    assert line(of(world.entries), "roll-call").answered_after == 660
    row = timer_row(world.incident, world.timer("roll-call"), minute_of(12), "en")
    assert tuple(row[1:4]) == ("done late", "10:05", "6 min late"), "the list says it as the figures do"


def test_a_roll_call_complete_before_its_time_is_in_time_either_way() -> None:
    for act, args in ((acts.tick, ("all-out", "yes")), (acts.timer_yes, ("roll-call",))):
        world = at_work("fire")
        world.do(3, act, *args)
        assert verdict(world, "roll-call") == ("in-time", 0)
        assert timer_row(world.incident, world.timer("roll-call"), minute_of(12), "en")[1] == "in time"


def test_a_roll_call_that_never_came_to_a_yes_stays_open_until_the_end() -> None:
    world = at_work("fire")
    world.do(5, acts.timer_no, "roll-call")
    world.do(25, acts.close, "resolved")
    assert verdict(world, "roll-call") == ("not-told", 20 * 60)


def test_what_is_found_out_after_its_time_keeps_its_minute() -> None:
    """The cause is to be known after 20 minutes, and is known after 56."""
    world = at_work("network-failure")
    world.do(56, acts.tick, "cause", "line")
    found = line(of(world.entries), "cause-20")
    assert (found.status, found.late, found.answered_after) == ("late", 36 * 60, 56 * 60)


def test_who_is_told_after_the_stop_is_told_late_with_the_minute() -> None:
    """The hour was over before it was restored; the manager is told after that."""
    world = begun('[[timers]]\nid = "long"\ntitle = {zh = "长", en = "Long"}\nstart = {on = "opened"}\n'
                  'minutes = 10\nstep = "tell-boss"\ntell = ["supervisor"]\nstops = [{on = "step", step = "restored"}]\n')
    world.do(15, acts.tick, "restored", "10:15")
    assert verdict(world, "long") == ("not-told", 300)
    world.do(25, acts.tick, "tell-boss")
    found = line(of(world.entries), "long")
    assert (found.status, found.late, found.answered_after) == ("late", 900, 1500)


def test_a_need_that_ended_counts_until_it_ended_and_not_until_the_closing() -> None:
    """An update is not sent; it is restored 8 minutes after its time, closed 6 minutes later."""
    world = World()
    world.do(28, acts.tick, "restored", "10:28")
    world.do(34, acts.close, "resolved")
    found = line(of(world.entries), "updates")
    assert (found.status, found.late, found.ended) == ("not-told", 480, minute_of(28))


def test_a_watch_that_a_change_of_level_ends_is_neither_in_time_nor_late() -> None:
    """A level is changed 23 seconds after its watch began."""
    world = at_work("call-surge")
    world.do(1, acts.set_level, "2")
    world.do(1 + 23 / 60, acts.set_level, "3")
    assert verdict(world, "surge-2") == ("ended", 0)
    found = of(world.entries)
    assert sum(row.due for row in found.kept.values()) == sum(
        1 for d in [*found.notices, *found.deadlines] if d.status in ("in-time", "late", "not-told")
    )


@pytest.mark.parametrize("there", ["-", "1"])
def test_what_nobody_looked_at_until_a_change_of_level_ended_it_is_never_answered(there: str) -> None:
    """Flood: from level 2 on the building people are due on site and the sandbags are to be looked at again
    and again. Nobody answers; another level at minute 100 ends the watch, a lower one both."""
    world = at_work("flood")
    timers = world.folded().timers
    due = {name: timers[name].due_now for name in ("building-here", "watch-2")}
    world.do(100, acts.set_level, there)
    for name in ("watch-2", *(["building-here"] if there == "-" else [])):
        late = int((minute_of(100) - due[name]).total_seconds())
        assert late > 0 and verdict(world, name) == ("not-told", late)
        found = line(of(world.entries), name)
        assert found.answered is None and found.ended == minute_of(100)


@pytest.mark.parametrize("type_, before, check, ends, what", [
    ("lift-entrapment", {"talk": ""}, "reassure", ("freed", "yes"), "not-told"),  # out of the lift; nobody had talked to them
    ("self-harm-caller", {}, "still-there", ("line", "cut"), "late"),  # asked, and found to be so
    ("self-harm-caller", {}, "agent-relief", ("line", "safe"), "not-told"),
    ("flood", {"garage": "threat"}, "owners-told", ("garage", "safe"), "not-told"),
    ("missing-person", {"search": ""}, "search-round", ("found", "well"), "not-told"),
])  # fmt: skip
def test_what_ends_the_need_of_a_check_late_answers_it_only_where_it_says_what_was_asked(
    type_: str, before: dict[str, str], check: str, ends: tuple[str, str], what: str
) -> None:
    world = at_work(type_)
    for step, value in before.items():
        world.do(1, acts.tick, step, value)
    due = world.timer(check).due_now
    world.do(200, acts.tick, *ends)
    late = int((minute_of(200) - due).total_seconds())
    assert late > 0 and verdict(world, check, world.timer(check).round) == (what, late)


def test_a_report_counts_from_the_outage_though_it_is_known_late_that_it_is_due() -> None:
    """Power cut: the cause is answered after 9 minutes; the manager is due 5 minutes after the cut."""
    world = at_work("power-outage")
    world.do(9, acts.tick, "cause", "mains")
    assert line(of(world.entries), "report-manager").planned == 300
    world.do(12, acts.timer_told, "report-manager")
    assert verdict(world, "report-manager") == ("late", 420)


# ---- promises ---------------------------------------------------------------------------------


@pytest.mark.parametrize("closed", [30, 100])
def test_a_customer_reached_late_counts_late_before_and_after_the_closing(closed: int) -> None:
    """Promised for minute 40, reached at minute 60."""
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(40))
    if closed < 60:
        world.do(closed, acts.close, "resolved")
    world.do(60, acts.callback_try, "k1", "reached")
    if closed > 60:
        world.do(closed, acts.close, "resolved")
    assert verdict(world, "promise:k1") == ("late", 20 * 60)
    digest = digest_of(world.folded(), world.entries)
    assert digest.kept["promises"].late_by == [20 * 60]
    assert [c.what for c in digest.changes] == (["callback-reached"] if closed < 60 else [])


def test_a_promise_that_is_still_open_after_the_closing_is_still_to_come_and_then_late() -> None:
    world = World()
    world.do(3, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(40))
    world.do(30, acts.close, "resolved")
    incident, entries = world.folded(), world.entries
    states = [line(summarise(incident, entries, minute_of(at)), "promise:k1").status for at in (35, 45)]
    assert states == ["running", "not-told"]
    assert "promises" not in digest_of(incident, entries).kept


# ---- opened again -----------------------------------------------------------------------------


def again() -> World:
    """Closed before a deadline; opened again 39 hours later and closed after six minutes."""
    world = World()
    world.do(4, acts.timer_told, "report-5")
    world.do(9, acts.tick, "restored", "10:09")
    world.do(9.5, acts.close, "resolved")
    world.do(2356, acts.reopen, "too early")
    world.do(2362, acts.close, "resolved")
    return world


def test_what_is_opened_again_is_a_second_spell_and_the_earlier_figures_stand() -> None:
    world = again()
    first = next(n for n, e in enumerate(world.entries) if e.kind == "closed") + 1
    before, after = of(world.entries[:first]), summarise(world.folded(), world.entries, minute_of(2400))
    assert before.durations == after.durations
    assert [one.seconds for one in after.spells] == [570, 360] and after.seconds == 930
    old = {(d.timer, d.round): (d.status, d.late) for d in [*before.notices, *before.deadlines]}
    new = {(d.timer, d.round): (d.status, d.late) for d in [*after.notices, *after.deadlines]}
    assert {key: new[key] for key in old} == old
    assert max(late for _, late in new.values()) == 0
    assert [c.what for c in after.changes] == ["reopened", "closed"]


def test_a_deadline_of_the_second_spell_counts_from_the_reopening() -> None:
    world = World()
    world.do(8, acts.close, "resolved")
    world.do(100, acts.reopen, "again")
    assert line(of(world.entries), "report-5", 2).planned == 105 * 60
    world.do(103, acts.timer_told, "report-5")
    assert verdict(world, "report-5", 2) == ("in-time", 0)
    assert verdict(world, "report-5", 1) == ("not-told", 180)


def test_a_log_of_the_older_kit_counts_the_second_spell_from_its_reopening_too() -> None:
    """It wrote the first due time again, long past."""
    world = World()
    world.do(8, acts.close, "resolved")
    world.do(100, acts.reopen, "again")
    started = next(e for e in reversed(world.entries) if getattr(e.event, "timer", "") == "report-5")
    old = msgspec.structs.replace(started.event, due=minute_of(5), base=minute_of(0))
    entries = [msgspec.structs.replace(e, event=old) if e is started else e for e in world.entries]
    assert line(of(entries), "report-5", 2).planned == 105 * 60


def test_an_incident_that_is_opened_again_stays_in_its_period_as_it_was_filed() -> None:
    """Still open: as it was when it was closed; closed again: its closing time is the first one."""
    world = again()
    digest = digest_of(world.folded(), world.entries)
    assert (digest.after["closed"], digest.spells) == (570, [570, 360])
    open_again = world.entries[: next(n for n, e in enumerate(world.entries) if e.kind == "reopened") + 1]
    filed = filed_digest(open_again)
    assert filed is not None and filed.after["closed"] == 570
    assert [c.what for c in filed.changes] == ["reopened"]
    assert filed_digest(world.entries[:3]) is None
    for lang, what in (("zh", "再次关闭"), ("en", "closed again")):
        text = str(period_page(period_of(totals_of([digest])), lang))
        assert what in text and digest.ref in text


# ---- how it is shown ----------------------------------------------------------------------------


def many() -> World:
    world = at_work("power-outage")
    world.do(1, acts.tick, "cause", "mains")
    world.do(5.2, acts.timer_told, "report-tech")
    world.do(38 + 13.6 / 60, acts.timer_told, "report-manager")
    world.do(39, acts.callback_add, "k1", "Wang", "138", "bill", minute_of(41))
    world.do(43, acts.callback_try, "k1", "reached")
    world.do(120, acts.close, "resolved")
    return world


def test_each_sort_of_deadline_has_a_row_and_a_lateness_under_a_minute_is_apart() -> None:
    found = of(many().entries)
    told = found.kept["told-ours"]
    assert (told.brief, told.late, told.late_median, told.late_worst) == (1, 1, 1993, 1993)
    assert found.kept["promises"].late_worst == 120
    assert "checks-plan" in found.kept and "told-plan" not in found.kept
    for row in found.kept.values():
        assert row.due == row.in_time + row.brief + row.late + row.never


def test_a_lateness_is_the_same_in_the_timeline_the_table_and_the_data() -> None:
    """33 min 13.6 s: one rounding, and planned + late = actual."""
    world = many()
    found = of(world.entries)
    row = line(found, "report-manager")
    assert row.answered_after == row.planned + row.late == 300 + 1993
    text = "33 min 13 s"
    assert any(text in one for one in timeline(world.incident, world.entries, "en"))
    shown = page(world.incident, world.entries, found, "en")
    cells = [c.text for s in shown.sections if s.table for r in s.table.rows for c in r.cells]
    assert text in cells and not any("33 min 14 s" in cell for cell in cells)
    data = as_json(world.incident, world.entries, found, "en")
    assert data["kept"]["told-ours"]["late_worst"] == 1993


@pytest.mark.parametrize(("lang", "plans", "own"), [("zh", "预案规定", "自定"), ("en", "plan", "ours")])
def test_the_plans_deadlines_and_the_kits_own_are_apart_on_every_page(lang: str, plans: str, own: str) -> None:
    world = many()
    entries = world.entries
    found, digest = of(entries), digest_of(world.folded(), entries)
    period = period_of(totals_of([digest]))
    filled = forms.filled_forms(world.incident, entries, minute_of(LAST))
    pages = [page(world.incident, entries, found, lang), period_page(period, lang)]
    pages += form_faces.pages(world.incident, filled, lang)
    for one in pages:
        text = str(one).lower()
        assert plans in text and own in text
    rows = {"told-ours", "checks-plan"}
    assert rows <= set(as_json(world.incident, entries, found, lang)["kept"])
    assert rows <= set(period_json(period, lang)["kept"]) and rows <= set(filled[0].kept)
    assert period_json(period, lang)["by_kind"]["incident"]["told_ours"]["fell_due"] == found.kept["told-ours"].due


def test_whoever_was_never_told_is_named_without_minutes() -> None:
    world = World()
    world.do(28, acts.tick, "restored", "10:28")
    world.do(34, acts.close, "resolved")
    shown = page(world.incident, world.entries, of(world.entries), "en")
    told = next(s for s in shown.sections if s.name == "notices")
    assert told.table is not None
    rows = [[c.text for c in row.cells[:4]] for row in told.table.rows if row.cells[2].text == "-"]
    assert ["Updates [plan]", "10:20", "-", "never told, needed until 10:28"] in rows
    assert not any(" min" in cell for row in rows for cell in row)


def test_the_form_names_by_post_who_was_reached() -> None:
    """Only the manager was reached where the supervisor should have been."""
    world = World()
    for minute in (1, 2):
        world.do(minute, acts.timer_no_answer, "report-5")
    world.do(3, acts.timer_told, "report-5")
    (form,) = forms.filled_forms(world.incident, world.entries, minute_of(9))
    got = {f.source: f.value for f in form.fields}
    assert got["reported"] == forms.When(minute_of(3), 180, "manager")
    (shown,) = form_faces.pages(world.incident, [form], "zh")
    assert "经理" in str(shown)


# ---- before the opening --------------------------------------------------------------------------


def test_what_was_told_before_the_opening_is_so_and_in_no_median() -> None:
    """Told 25 minutes before the kit was opened it counted as told in time, and a time of minus 25
    minutes went into the month's median."""
    world = World()
    world.do(3, acts.call, "supervisor", "reached", step="tell-boss", at=-25)
    world.do(40, acts.close, "resolved")
    incident, found = world.folded(), of(world.entries)
    assert verdict(world, "report-5") == ("before", 0)
    digest = digest_of(incident, world.entries)
    rows = digest.kept.get("told-plan"), digest.kept.get("told-ours")
    assert sum(row.in_time + row.late for row in rows if row is not None) == 0
    assert "reported" not in totals_of([digest]).times
    shown = str(page(incident, world.entries, found, "en"))
    assert "25 min before opening" in shown and "before the opening" in shown
    (form,) = form_faces.pages(incident, forms.filled_forms(incident, world.entries, minute_of(41)), "en")
    assert "(25 min before opening)" in str(form) and "(-25" not in str(form)


@pytest.mark.parametrize(("lang", "said"), [("zh", "发现前 42 分"), ("en", "42 min before detection")])
def test_what_was_reached_before_the_detection_is_said_to_be_so(lang: str, said: str) -> None:
    """It stood there as minus 42 minutes after it, on the first page and in the table behind."""
    world = at_work("application-outage")
    world.do(3, acts.call, "supervisor", "reached", step="tell-supervisor")
    world.do(46, acts.tick, "began", "10:45")
    world.do(50, acts.close, "resolved")
    incident, entries = world.folded(), world.entries
    shown = str(page(incident, entries, of(entries), lang))
    assert shown.count(said) >= 2 and "-42" not in shown
