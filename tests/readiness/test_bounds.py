"""Rules of supplies, duties, editions, training, risks and a drill's score at their bounds, each against a recount."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product

import msgspec
import pytest

from kit.ground.base.text import Text
from kit.ground.journal.entry import Entry, Event
from kit.incidents.incident.rules import events as ev
from kit.people.registers.rules.state import Doc, Register, Step
from kit.plans.checklists.rules.format import Checklist
from kit.readiness.drills.rules.score import score
from kit.readiness.drills.rules.script import Auto, Expect, Inject
from kit.readiness.drills.rules.shown import Lines, first, first_before, post_of, same_step
from kit.readiness.drills.rules.state import Drill, Judged, Overrule
from kit.readiness.duties.rules.standing import SOON as DUTY_SOON
from kit.readiness.duties.rules.standing import duties, end_of, last_done, red, soon
from kit.readiness.editions.rules import standing as editions
from kit.readiness.risks.rules import matrix as risks
from kit.readiness.supplies.rules import nut, sizing, stock
from kit.readiness.training.rules import matrix as training
from kit.readiness.training.rules import reading
from tests.support.constants import TEN
from tests.support.world import minute_of

TODAY = TEN.date()  # 2026-03-02
DAY = timedelta(days=1)


def doc(id_: str, *steps: tuple[int, str, dict[str, str]], **fields: str) -> Doc:
    """With steps at so many days after ``TEN``."""
    return Doc(id_, TEN, "li", fields, TEN, steps=[Step(TEN + n * DAY, "li", stage, said=said) for n, stage, said in steps])


# ---- supplies ------------------------------------------------------------------------------------


def test_what_is_there_and_works_is_recounted_thing_by_thing() -> None:
    """Each torch for itself: the good ones go out first, what comes back good is good."""
    acts = [("supply-checked", 4, 3), ("issued", 2, 0), ("supply-returned", 1, 1), ("supply-returned", 1, 0), ("restocked", 2, 0), ("issued", 9, 0)]
    for one, two, three in product(acts, repeat=3):
        shelf: list[bool] = []
        out = 0
        steps = []
        for n, (stage, count, good) in enumerate((one, two, three)):
            if stage == "supply-checked":
                shelf = [True] * good + [False] * (count - good)
                said = {"counted": str(count), "good": str(good)}
            elif stage == "issued":
                shelf, out = sorted(shelf, reverse=True)[count:], out + count
                said = {"number": str(count)}
            elif stage == "supply-returned":
                shelf, out = [*shelf, *([True] * good + [False] * (count - good))], max(0, out - count)
                said = {"number": str(count), "good": str(good)}
            else:
                shelf = [*shelf, *[True] * count]
                said = {"number": str(count)}
            steps.append((n, stage, said))
        found = stock.stock(doc("torch", *steps, least="2"), TODAY)
        assert (found.there, found.good, found.out) == (len(shelf), sum(shelf), out), (one, two, three)
        assert found.known == any(stage in ("supply-checked", "restocked") for stage, _, _ in (one, two, three))
        assert not found.known or ("short" in found.flaws, "bad" in found.flaws) == (sum(shelf) < 2, sum(shelf) < len(shelf))


def test_a_return_that_says_nothing_of_it_was_good_and_no_count_works_more_than_there_is() -> None:
    found = stock.stock(doc("x", (0, "supply-checked", {"counted": "2", "good": "5"}), (1, "supply-returned", {"number": "3"})), TODAY)
    assert (found.there, found.good, found.out, found.least) == (5, 5, 0, 0)
    assert stock.stock(doc("x", (0, "supply-returned", {"number": "2", "good": "9"})), TODAY).good == 2


@pytest.mark.parametrize(("expiry", "flaw"), [("2026-03-01", "expired"), ("2026-03-02", "expiring"), ("2026-04-01", "expiring"), ("2026-04-02", ""), ("", "undated"), ("2026-03", "expiring"), ("2026-02", "expired")])
def test_what_expires_is_told_of_thirty_days_ahead_and_counts_up_to_its_day(expiry: str, flaw: str) -> None:
    found = stock.stock(doc("x", (0, "supply-checked", {"counted": "1", "good": "1"}), least="1", expiry=expiry, dated="label"), TODAY)
    assert found.flaws == ((flaw,) if flaw else ()) and found.red == (flaw == "expired")
    told = stock.share([found, stock.stock(doc("y", (0, "issued", {"number": "1"})), TODAY)], TODAY)
    assert (told.good, told.there) == (int(flaw != "expired"), 1)
    assert stock.stock(doc("x", (0, "supply-checked", {"counted": "1", "good": "1"})), TODAY).flaws == ()


def test_a_count_is_known_for_a_quarter_and_what_lacks_something_stands_on_top() -> None:
    one = doc("x", (0, "supply-checked", {"counted": "1", "good": "1"}))
    assert [stock.stock(one, TODAY + n * DAY).flaws for n in (92, 93)] == [(), ("old",)]
    assert stock.stock(doc("x", (0, "restocked", {"number": "1"})), TODAY).flaws == ("old",) and stock.stock(doc("x"), TODAY).flaws == ("unchecked",)
    good, bad, old = doc("a", *[(0, "supply-checked", {"counted": "1", "good": "1"})], thing="z"), doc("b", (0, "supply-checked", {"counted": "2", "good": "1"}), thing="y"), doc("c", (-99, "supply-checked", {"counted": "1", "good": "1"}), thing="x")
    gone, red_ = doc("d", thing="w"), doc("e", thing="v")
    gone.ended = TEN
    register = Register(docs={each.id: each for each in (good, bad, old, gone, red_)})
    assert [one.doc.id for one in stock.stocks(register, TODAY)] == ["b", "e", "c", "a"] and stock.stocks(None, TODAY) == []
    assert stock.used(doc("x", (0, "issued", {"number": "3", "used_in": "R"}), (1, "supply-returned", {"number": "1", "used_in": "R"}), (2, "issued", {"number": "5", "used_in": "S"})), "R") == 2
    assert stock.used(doc("x", (0, "supply-returned", {"number": "1", "used_in": "R"})), "R") == 0


def test_numbers_and_days_of_supplies() -> None:
    assert [stock.number(text) for text in ("0", " 7 ", "99999", "100000", "-1", "x", "", "７")] == [0, 7, 99999, None, None, None, None, None]
    assert [stock.day(text) for text in ("2026-01-31", "2026-01", "2026-12", "2028-02", "9999-12", "2026-13", "2026-00", "2026", "x-y", "2026-02-30")] == [
        date(2026, 1, 31), date(2026, 1, 31), date(2026, 12, 31), date(2028, 2, 29), date.max, None, None, None, None, None,
    ]  # fmt: skip


def test_a_ups_lasts_as_long_as_the_lower_of_battery_and_test_and_not_at_all_when_overloaded() -> None:
    def sized(*steps: tuple[int, str, dict[str, str]], **fields: str) -> sizing.Sized:
        return sizing.sized(doc("u", *steps, **fields), TODAY)

    one = sized((0, "ups-tested", {"minutes": "30", "tested_load": "100"}), (1, "ups-tested", {"minutes": "20", "tested_load": "100"}), loads="PC 100", watts="125", wh="500", need="20", since="2024-01")
    assert (one.load, one.rating, one.measured, one.offered, one.enough, one.overloaded, one.full) == (100, 125, 20, 20, True, False, False)
    assert sized(loads="PC 101", watts="125").full and not sized(loads="PC 125", watts="125").overloaded and sized(loads="PC 125", watts="125").full
    over = sized((0, "ups-tested", {"minutes": "30"}), loads="PC 126", watts="125", need="1")
    assert (over.overloaded, over.full, over.offered, over.enough) == (True, False, 0, False)
    assert (sized(loads="PC").enough, sized(loads="PC 1", need="5").enough, sized(loads="PC 1").wh_needed) == (None, None, None)
    assert sized((0, "ups-tested", {"minutes": "19"}), loads="PC 1", need="20").enough is False
    new, old = sized(loads="PC 100", wh="500", since="2024-01"), sized(loads="PC 100", wh="500", since="2023-12")
    assert new.estimate == sizing.runtime(500, 100) and old.estimate == sizing.runtime(500, 100, True) < sizing.runtime(500, 100)
    assert [sizing.measured(30, tested, load) for tested, load in ((100.0, 100.0), (100.0, 101.0), (100.0, 50.0), (None, 50.0), (100.0, None))] == [30, 29, 30, 30, 30]
    needed = sizing.wh_for(60, 100)
    assert sizing.runtime(needed, 100, True) >= 60 > sizing.runtime(needed - 2, 100, True)
    assert sizing.runtime(99999, 1) == sizing.measured(999999, None, None) == 7 * 24 * 60
    assert [sizing.figure(text) for text in ("0", "1", "1.5", "1.55", "x", "999999", "1000000")] == [None, 1.0, 1.5, None, None, 999999.0, None]


def test_what_upsc_says_is_taken_with_the_doubts_that_there_are() -> None:
    def said(status: str, runtime: str = "1800", charge: str = "100") -> nut.Reading:
        return nut.reading("u", 0, f"ups.status: {status}\nbattery.runtime: {runtime}\nbattery.charge: {charge}\n", "", TEN)

    table = {
        "OL": ("line", ("line",)), "OB": ("battery", ()), "OB OL": ("battery", ("both",)), "OFF": ("off", ()), "OFF OL": ("off", ()), "BYPASS": ("unknown", ("unknown",)),
        "FSD OB": ("battery", ("fsd",)), "OB CAL": ("battery", ("test",)), "OL TEST": ("line", ("line", "test")),
    }  # fmt: skip
    assert {status: (said(status).feed, said(status).doubts) for status in table} == table
    assert [(said(status).low, said(status).shutdown) for status in ("OB", "OB LB", "FSD OB")] == [(False, False), (True, False), (False, True)]
    week = nut.MOST
    assert [said("OB", text).minutes for text in ("0", "59", "60", str(week), str(week + 1), "1.5", "1.x", "-1", "123456789", "12345678")] == [0, 0, 1, week // 60, None, 0, None, None, None, None]
    assert [said("OB", runtime, charge).doubts for runtime, charge in (("1860", "9"), ("1859", "9"), ("1860", "10"), ("1860", ""), ("", "9"))] == [("charge",), (), (), (), ("no-runtime",)]
    assert [said("OB", charge=text).charge for text in ("100", "101", "0")] == [100, None, 0]
    assert [nut.reading("u", code, out, err, TEN).why for code, out, err in ((None, "", ""), (1, "", "Error: Data stale"), (1, "ups.status: OL", "x"), (0, "x", ""), (0, "ups.status: OL", ""))] == ["slow", "stale", "other", "other", ""]
    assert nut.names("myups\n a b\nc:d\n\nInit SSL\n") == ["myups"]


# ---- duties ------------------------------------------------------------------------------------


def test_duties_stand_by_their_day_and_the_longest_overdue_on_top() -> None:
    def duty(id_: str, ahead: int, ended: bool = False) -> Doc:
        one = doc(id_, what=id_, every="P1M")
        one.due, one.ended = end_of(TODAY + ahead * DAY, TEN), TEN if ended else None
        return one

    assert [soon(every, TODAY) for every in ("P1D", "P1W", "P1M", "P2M", "P1Y", "x")] == [0, 1, 7, DUTY_SOON, DUTY_SOON, DUTY_SOON]
    docs = [duty("later", 8), duty("soon", 7), duty("today", 0), duty("late", -1), duty("later-still", -9), duty("dropped", -3, ended=True)]
    found = duties([], Register(docs={one.id: one for one in docs}), TODAY)
    assert [(each.duty.id, each.duty.state, each.overdue) for each in found] == [
        ("later-still", "overdue", 9), ("late", "overdue", 1), ("today", "today", 0), ("soon", "soon", 0), ("later", "later", 0), ("dropped", "dropped", 0),
    ]  # fmt: skip
    assert red(found) == (2, 1, 0) and duties([], None, TODAY) == []
    done = doc("x", (2, "duty-done", {}), (1, "duty-done", {}), (3, "text-changed", {}))
    assert last_done(done) is done.steps[0] and last_done(None) is None
    assert end_of(date(2026, 3, 2), TEN) == datetime(2026, 3, 2, 23, 59, 59, tzinfo=TEN.tzinfo) and end_of(date.max, TEN).date() == date(9990, 12, 31)


# ---- training, risks -----------------------------------------------------------------------------


def test_a_training_holds_its_months_and_is_due_from_the_quarter_on_in_which_they_end() -> None:
    topic = training.Topic("fire", Text("火", "Fire"), every="P3M", sites=["hotline"])
    marks = {last: training.mark("li", topic, last, TODAY, True).state for last in (date(2025, 12, 1), date(2025, 12, 2), date(2025, 12, 31), date(2026, 1, 1))}
    assert marks == {date(2025, 12, 1): "overdue", date(2025, 12, 2): "due", date(2025, 12, 31): "due", date(2026, 1, 1): "held"}
    assert [training.mark("li", topic, None, TODAY, must).state for must in (True, False)] == ["never", "open"]
    assert [training.months_of(every) for every in ("P3M", "P2Y", "", "P1W")] == [3, 24, 0, 0]
    for month in range(1, 13):
        end = training.quarter_end(date(2026, month, 15))
        assert end.month % 3 == 0 and (end + DAY).day == 1 and 0 <= end.month - month < 3
    held = [doc("a", (0, "training-held", {}), who="li", topics="fire,first-aid"), doc("b", (-9, "training-held", {}), who="li", topics="fire"), doc("c", who="mu", topics="fire"), doc("d", (0, "training-held", {"result": "failed"}), who="nu", topics="fire"), doc("e", (0, "training-held", {}), topics="fire")]
    drill = doc("f", (0, "training-held", {}), who="ou", topics="fire")
    drill.drill = True
    found = training.matrix(["wu"], [topic], [*held, drill], TODAY, ["hotline"])
    assert [(m.who, m.topic, m.last, m.state) for m in found] == [("wu", "fire", None, "never"), ("wu", "first-aid", None, "open"), ("li", "fire", TODAY, "held"), ("li", "first-aid", TODAY, "held")]
    assert [m.who for m in training.wanting([*found, training.mark("mu", topic, date(2025, 1, 1), TODAY, True), training.mark("nu", topic, date(2025, 12, 9), TODAY, True)])] == ["mu", "wu", "nu"]
    assert training.result_of(doc("x", (0, "training-held", {"result": "passed"}), (1, "training-held", {}), result="failed")) == "failed"


def test_a_risk_s_grade_is_likelihood_by_the_gravest_effect() -> None:
    assert {n: risks.grade(n) for n in (0, 1, 7, 8, 14, 15, 25)} == {0: "open", 1: "low", 7: "low", 8: "medium", 14: "medium", 15: "high", 25: "high"}
    assert [risks.spoken_for(n, 36) for n in (0, 1, 2, 3, 11, 12, 35, 36, 99)] == [1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert [risks.spoken_for(n, months) for n, months in ((0, 0), (0, 11), (0, 12), (1, 1), (1, 12), (1, 13), (4, 12), (3, 1), (4, 1), (12, 12), (1, 35))] == [0, 0, 1, 3, 3, 2, 4, 3, 4, 5, 2]
    months = risks.months_before(TODAY)
    assert [risks.months_known(months, first) for first in ("", "2026-04", "2026-03", "2026-02", "2023-04", "2019-01")] == [0, 0, 1, 2, 36, 36]
    assert (len(months), months[0], months[9], months[10], months[-1]) == (36, "2023-04", "2024-01", "2024-02", "2026-03") and risks.months_before(date(2026, 12, 1))[-1] == "2026-12"
    whole = dict.fromkeys(risks.FIELDS, "2")
    first_, *others = risks.FIELDS
    docs = [doc("b", likelihood="3", **{**whole, first_: "5"}), doc("a", likelihood="5", **{**whole, first_: "3"}), doc("c", likelihood="3", **dict.fromkeys(others, "2")), doc("d", **whole), doc("e", likelihood="6", **whole)]
    assert [(r.doc.id, r.score) for r in risks.ordered(docs, {})] == [("c", 0), ("d", 0), ("e", 0), ("a", 15), ("b", 15)]


def test_each_question_asks_what_comes_behind_the_step_before_and_offers_the_right_one_once() -> None:
    steps = [{"id": id_, "do": {"zh": id_, "en": id_}} for id_ in "abcdef"]
    raw = {"format": 1, "id": "x", "title": {"zh": "x", "en": "x"}, "summary": {"zh": "x", "en": "x"}, "danger": "service", "find": {"zh": ["x"], "en": ["x"]}, "phases": [{"id": "report", "steps": steps}]}
    for turn in range(5):
        asked = reading.questions(msgspec.convert(raw, Checklist), turn)
        assert [(one.before.id if one.before else "", one.step.id) for one in asked] == [("", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]
        for one in asked:
            offered = [step.id for step in one.offered]
            assert offered.count(one.step.id) == 1 and len(set(offered)) == len(offered) > 1 and min(offered) == one.step.id, "the wrong ones come later"
    assert [reading.passed(*each) for each in ((9, 10), (8, 10), (2, 3), (13, 20), (0, 0))] == ["passed", "partly", "partly", "failed", "failed"]


# ---- editions ------------------------------------------------------------------------------------


def test_how_a_list_of_the_site_s_own_stands_day_by_day() -> None:
    def stands(*steps: tuple[int, str, dict[str, str]], own: bool = True, hash_: str = "h", shipped: str = "s") -> str:
        return editions.standing("fire", own, hash_, shipped, doc("fire", *steps), (), TODAY).state

    approved = (0, "approved", {"hash": "h", "in_force": "2026-03-02", "review_by": "2026-03-02"})
    changed, retired = (0, "text-changed", {"hash": "n", "base": "s"}), (0, "retired", {})
    assert stands() == "draft" and stands(own=False) == "shipped" and stands(approved) == "approved"
    assert [stands((0, "approved", {"hash": "h", "in_force": day})) for day in ("2026-03-02", "2026-03-03", "x", "")] == ["approved", "coming", "approved", "approved"]
    assert [stands((0, "approved", {"hash": "h", "review_by": day})) for day in ("2026-03-02", "2026-03-01", "x")] == ["approved", "expired", "approved"]
    assert stands(approved, changed, hash_="n") == "changed" and stands(changed, approved, hash_="n") == "behind" and stands(approved, hash_="z") == "changed"
    assert stands(changed, approved, changed, hash_="n") == "changed" and stands((0, "approved", {"hash": "n"}), approved, hash_="n") == "behind"
    assert stands(approved, own=False, hash_="s") == "behind" and stands((0, "approved", {"hash": "h", "base": "h"}), own=False, hash_="s") == "changed"
    assert [stands(*steps) for steps in ((approved, retired), (retired, approved), (retired, changed, approved), (changed, retired))] == ["retired", "approved", "approved", "retired"]
    assert stands(retired, changed, hash_="n") == "draft"
    assert [editions.in_force(doc("x", *steps)) is not None for steps in ((), (approved,), (approved, retired), (retired, approved))] == [False, True, False, True]


def test_editions_are_numbered_and_tell_why_and_what_they_answer() -> None:
    one = doc(
        "x", (0, "text-changed", {"hash": "a", "reason": "why", "base": "s"}), (1, "text-changed", {"hash": "b", "reason": "why"}), (2, "approved", {"hash": "b", "edition": "7", "answers": "r1 r2"}),
        (3, "text-changed", {"hash": "b", "reason": "again"}), (4, "text-changed", {"hash": "c", "reason": "more"}), (5, "text-changed", {"hash": "d"}),
    )  # fmt: skip
    assert editions.reasons(one) == ["more"] and editions.reasons(None) == [] and editions.next_number(one) == 8 and editions.next_number(None) == 1
    assert editions.answered(one) == {"r1", "r2"} and editions.based_on(one) == "s" and editions.based_on(None) == "" and editions.known(one, "d") and not editions.known(one, "z") and not editions.known(None, "")
    stands = editions.standing("x", True, "d", "t", one, ("r1", "r3"), TODAY)
    assert stands.open == ("r3",) and stands.kit and not stands.sound and not editions.standing("x", True, "d", "s", one, (), TODAY).kit
    assert not editions.standing("x", False, "d", "t", one, (), TODAY).kit and not editions.standing("x", True, "d", "", one, (), TODAY).kit
    assert editions.standing("x", False, "s", "s", None, (), TODAY).sound and not editions.standing("x", False, "s", "s", None, ("r",), TODAY).sound


# ---- a drill's score -----------------------------------------------------------------------------


class _Scenario:
    """Only what the score asks of one."""

    def __init__(self, *pairs: tuple[Inject, Expect]) -> None:
        self.pairs = pairs

    def expects(self) -> list[tuple[Inject, Expect]]:
        return [*self.pairs]


STEP = Auto("step", step="hands")


def lines(*events: tuple[float, Event], ref: str = "R", type_: str = "trial") -> Lines:
    return Lines(ref, type_, [Entry(n, f"e{n}", minute_of(at), "li", event) for n, (at, event) in enumerate(events, 1)])


def mark_of(auto: Auto | None, log: Lines, until: float, ended: bool = False, **more: object) -> tuple[str, int, int]:
    """Of one expectation of three points within ten minutes of an inject given at minute five."""
    never = bool(more.pop("never", False))
    inject, expect = Inject("i", 0, "event", Text("x", "x")), Expect("e", Text("x", "x"), by=10, points=3, auto=auto, never=never, item="it")
    drill = Drill(begun=TEN, given={"i": minute_of(5)}, scenario=_Scenario((inject, expect)), ended=minute_of(until) if ended else None)  # type: ignore[arg-type]
    for name, value in more.items():
        setattr(drill, name, value)
    found = score(drill, [log], minute_of(until))
    (one,) = found.marks
    assert one.counts == (one.status in ("met", "late", "missed") or ("set" in more and one.status not in ("not-given", "failed")))
    assert found.points == (one.points if one.counts else 0) and found.of == (3 if one.counts else 0) and found.all_of == 3 and found.item("it") == (found.points, found.of) and found.item("other") == (0, 0)
    assert found.final == (one.status != "waits" and not (one.status == "unjudged" and not one.counts))
    return one.status, one.points, one.late


def done(at: float) -> Lines:
    return lines((at, ev.StepDone("hands", "")))


def test_what_was_done_counts_from_its_inject_to_the_last_second_of_its_time() -> None:
    table = {5: ("met", 3, 0), 15: ("met", 3, 0), 15 + 1 / 60: ("late", 0, 1), 17: ("late", 0, 120)}
    assert {at: mark_of(STEP, done(at), 60) for at in table} == table
    assert mark_of(STEP, done(4), 60) == ("before", 0, 0) and mark_of(Auto("step", step="hands", since="inject"), done(4), 60) == ("missed", 0, 0)
    assert mark_of(STEP, lines((4, ev.StepDone("hands", "")), (14, ev.StepDone("hands", ""))), 60)[0] == "met", "done again in time"
    assert mark_of(STEP, lines((4, ev.StepDone("hands", "")), (16, ev.StepDone("hands", ""))), 60)[0] == "before"
    assert [mark_of(STEP, lines(), until, ended)[0] for until, ended in ((14, False), (15, False), (14, True), (15, True))] == ["waits", "missed", "cut", "missed"]
    assert mark_of(STEP, done(6), 60, failed={"i": "no"}) == ("failed", 0, 0) and mark_of(STEP, done(6), 60, given={}) == ("not-given", 0, 0)


def test_points_that_a_person_set_go_before_the_rule_s_where_the_inject_was_given() -> None:
    over = {"e": Overrule(TEN, "wu", 1, "why")}
    assert mark_of(STEP, done(6), 60, set=over) == ("met", 1, 0) and mark_of(STEP, lines(), 6, set=over) == ("waits", 1, 0) and mark_of(None, lines(), 60, set=over) == ("unjudged", 1, 0)
    assert mark_of(STEP, done(6), 60, given={}, set=over) == ("not-given", 0, 0) and mark_of(STEP, done(6), 60, failed={"i": "no"}, set=over) == ("failed", 0, 0)


def test_what_the_observer_saw_is_judged_by_when_he_saw_it() -> None:
    def saw(at: float, met: bool = True, until: float = 60, ended: bool = False, never: bool = False) -> tuple[str, int, int]:
        return mark_of(None, lines(), until, ended, seen={"e": Judged(minute_of(at), "wu", met, "", 1)}, never=never)

    assert (saw(15), saw(16), saw(6, met=False)) == (("met", 3, 0), ("late", 0, 60), ("missed", 0, 0))
    assert saw(20, until=14, ended=True) == ("met", 3, 0), "it was seen before the drill was over"
    assert saw(50, never=True) == ("met", 3, 0)
    assert [mark_of(None, lines(), 60, ended, never=never)[0] for ended, never in ((False, False), (True, False), (False, True), (True, True))] == ["unjudged", "unjudged", "waits", "unjudged"]


def test_of_several_ways_the_first_line_that_shows_it_counts() -> None:
    log = lines((9, ev.StepDone("hands", "")), (7, ev.Noted("water")), (7, ev.Noted("more water")), (5, ev.StepDone("count", "3")))
    way = [STEP, Auto("note", words=["water"])]
    found = first(way, [log], minute_of(5))
    assert found is not None and (found[0], found[1].n) == ("R", 2)
    assert [(hit := first(way, [log], minute_of(since), minute_of(until))) and hit[1].n for since, until in ((7, 8), (7.1, 9), (7.1, 9.1), (0, 7))] == [2, None, 1, None]
    assert first_before([Auto("note", words=["water"], since="inject")], [log], TEN, minute_of(20)) is None
    assert [first([Auto("step", step="count", value=value)], [log], TEN) is not None for value in ("", "3", "4")] == [True, True, False]


def test_which_line_shows_what() -> None:
    def shows(auto: Auto, event: Event, type_: str = "trial") -> bool:
        return first([auto], [Lines("R", type_, [Entry(1, "a", TEN, "li", event)], {"manager": frozenset({"经理", "manager"}), "police": frozenset({"110", "police"})}, {"own": "trial"})], TEN) is not None

    call = ev.Called("", "reached", "manager")
    assert shows(Auto("call", who="manager"), call) and not shows(Auto("call", who="police"), call) and not shows(Auto("call", who="manager"), ev.Called("", "busy", "manager"))
    assert shows(Auto("call", who="manager", result="tried"), ev.Called("", "busy", "manager")) and shows(Auto("call", who="manager"), ev.Called("the manager", "reached")) and shows(Auto("call", words=["ann"]), ev.Called("Ann", "reached"))
    assert not shows(Auto("call", who="manager", said=["fire"]), call) and shows(Auto("call", who="manager", said=["fire"]), ev.Called("", "reached", "manager", said="Fire!"))
    assert shows(STEP, ev.Called("", "reached", "manager", step="hands")) and not shows(STEP, call) and not shows(STEP, ev.Called("", "busy", "manager", step="hands"))
    assert not shows(Auto("step", step="hands", value="x"), ev.Called("", "reached", "manager", step="hands")) and not shows(Auto("note", words=["x"]), ev.StepDone("hands", "x"))
    assert shows(Auto("level", level="2"), ev.LevelSet("2", "3")) and not shows(Auto("level", level="2"), ev.LevelSet("2")) and shows(Auto("level"), ev.LevelSet("1", reason="why")) and not shows(Auto("level", level="2"), ev.LevelSet("1", "3"))
    assert shows(Auto("forecast"), ev.ForecastGiven("f", "Ann", "", minute_of(9))) and not shows(Auto("forecast", words=["bob"]), ev.ForecastGiven("f", "Ann", "", minute_of(9)))
    assert shows(Auto("announced"), ev.Announced("customers", "x")) and not shows(Auto("announced"), ev.Announced("staff", "x"))


def test_a_post_is_known_by_a_name_of_it_and_only_where_it_is_the_only_one() -> None:
    posts = {"manager": frozenset({"经理", "manager"}), "deputy": frozenset({"副经理", "deputy manager"}), "police": frozenset({"110", "police", "x"}), "bank": frozenset({"x"})}
    said = {"经理": "manager", "Manager ": "manager", "110": "police", "the police": "police", "pol": "police", "p": "", "x": "", "副": "", "副经": "deputy", "anager": "", "nobody": ""}
    assert {name: post_of(name, posts) for name in said} == said
    log = Lines("R", "trial", [])
    assert [same_step(wanted, found, log) for wanted, found in (("hands", "hands"), ("hands", "count"), ("hands", "other/hands"), ("other/hands", "other/hands"), ("other/hands", "hands"), ("hands@Ann", "hands@Bob"))] == [True, False, True, True, False, True]


