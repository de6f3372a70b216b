"""Complaints, property, orders and callers go through the stages that standards and law ask for."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.people.registers.rules import acts
from kit.people.registers.rules.acts import Draft
from kit.people.registers.rules.books import BOOKS
from kit.people.registers.rules.dates import End, span_end, working_days, years_later
from kit.people.registers.rules.due import due_of
from kit.people.registers.rules.state import Doc, Register
from tests.people.test_calendar import notice
from tests.support.constants import TEN
from tests.support.kit import Kit
from tests.support.run import environment
from tests.support.run import kit as run_kit
from tests.support.terminal import Terminal


class Desk:
    """A register in memory, at which acts are decided minute by minute."""

    def __init__(self, name: str) -> None:
        self.book = BOOKS[name]
        self.register = Register(name)
        self.also: dict[str, str] = {}

    def draft(self, minute: float, by: str) -> Draft:
        draft = Draft(self.register, TEN + timedelta(minutes=minute), by)
        draft.one_name = lambda name: self.also.get(name, name)
        return draft

    def add(self, minute: float = 0, by: str = "Ma", **fields: str) -> Doc:
        due = fields.pop("due", "")
        owner = fields.pop("owner", "")
        when = End(TEN + timedelta(days=int(due))) if due else None
        acts.add(self.draft(minute, by), self.book, "X", fields, due=when, owner=owner)
        return self.register.docs["X"]

    def stage(self, minute: float, verb: str, note: str = "", by: str = "Ma", **fields: str) -> None:
        acts.stage(self.draft(minute, by), self.book, "X", verb, note, fields)

    def why_not(self, minute: float, verb: str, note: str = "", by: str = "Ma", **fields: str) -> str:
        before = len(self.register.docs["X"].steps)
        with pytest.raises(Refused) as refused:
            self.stage(minute, verb, note, by, **fields)
        assert len(self.register.docs["X"].steps) == before
        return refused.value.code


@pytest.fixture
def complaint() -> Desk:
    desk = Desk("complaint")
    desk.add(name="Zhang", phone="5550100", matter="rude", remedy="an apology", about="Wu Lei", due="15")
    return desk


def test_a_complaint_goes_through_all_stages_of_the_standard(complaint: Desk) -> None:
    complaint.stage(5, "acknowledge")
    complaint.stage(10, "assess", severity="serious")
    complaint.stage(20, "progress", "call recordings are being heard")
    complaint.stage(30, "investigate", cause="short-staffed")
    complaint.stage(40, "progress", "cause found")
    complaint.stage(50, "decide", decision="apology and a refund")
    complaint.stage(60, "accept")
    doc = complaint.register.docs["X"]
    assert [step.stage for step in doc.steps] == [
        "acknowledged", "assessed", "progress-told", "investigated", "progress-told",
        "decision-told", "accepted",
    ]  # fmt: skip
    assert (doc.end, doc.get("remedy")) == ("accepted", "an apology")
    assert due_of(doc, complaint.book, TEN) is None


def test_a_refused_decision_closes_it_only_with_the_other_ways_told(complaint: Desk) -> None:
    assert complaint.why_not(5, "refuse", alternatives="12345") == "stage-before"
    complaint.stage(10, "assess", severity="minor")
    complaint.stage(20, "decide", decision="no refund")
    assert complaint.why_not(30, "refuse") == "field-needed"
    complaint.stage(30, "refuse", alternatives="the consumers' association, court")
    assert complaint.register.docs["X"].end == "refused"


def test_a_stage_moves_no_time_that_the_complainant_was_named(complaint: Desk) -> None:
    doc = complaint.register.docs["X"]
    promised = doc.due
    for minute, verb, note in ((5, "acknowledge", ""), (10, "progress", "still looked into")):
        complaint.stage(minute, verb, note)
        due = due_of(doc, complaint.book, TEN)
        assert due is not None and due.why == "stage" and due.at < TEN + timedelta(days=8)
        assert doc.due == promised


def test_who_is_complained_about_does_not_handle_it_under_any_name(complaint: Desk) -> None:
    complaint.also = {"wulei": "Wu Lei"}
    for who in ("Wu Lei", "wulei"):
        assert complaint.why_not(5, "assess", by=who, severity="minor") == "handler-is-about"
        with pytest.raises(Refused, match="handler-is-about"):
            acts.hand(complaint.draft(6, "Ma"), "X", who)
    other = Desk("complaint")
    with pytest.raises(Refused, match="handler-is-about"):
        other.add(name="Li", matter="late", about="Wu", owner="Wu")


def test_what_happened_twice_is_said_once_but_progress_is_told_again(complaint: Desk) -> None:
    complaint.stage(5, "acknowledge")
    assert complaint.why_not(6, "acknowledge") == "stage-done"
    assert complaint.why_not(6, "progress") == "note-needed"


def test_the_names_that_the_contacts_know_somebody_by_are_one_person(bare: Kit) -> None:
    bare.at(0)
    assert bare("contact", "add", "张敏", "--alias", "zhangmin").code == 0
    bare("complaint", "add", "Li", "--matter", "rude", "--about", "zhangmin")
    refused = bare("complaint", "assess", "Li", "--severity", "minor", "--by", "张敏")
    assert refused.code == 3 and "complained about" in refused.err
    bare("callback", "add", "Wang", "--by", "zhangmin")
    (item,) = bare("callback", "list", "--json").json["items"]
    assert item["by"] == "张敏"


# ---- property ----------------------------------------------------------------------------


@pytest.fixture
def found() -> Desk:
    desk = Desk("property")
    desk.add(thing="a black bag", place="window 3", sort="found", detail="a torn lining")
    return desk


def test_what_is_found_is_counted_by_two_before_it_is_given_away(found: Desk) -> None:
    given = {"name": "Zhang", "identity": "identity card", "proof": "torn lining", "signed": "Zhang"}
    assert found.why_not(5, "return", **given) == "stage-before"
    counted = {"contents": "keys, 20 yuan", "counted_by": "Ma"}
    assert found.why_not(6, "count", **counted) == "field-needed"
    assert found.why_not(6, "count", counted_with="Ma", **counted) == "two-count"
    found.stage(7, "count", counted_with="Li", **counted)
    assert found.why_not(8, "return", name="Zhang") == "field-needed"
    found.stage(9, "return", **given)
    assert found.register.docs["X"].end == "returned"


def test_after_the_notice_it_is_due_one_year_later_to_the_day(found: Desk) -> None:
    found.stage(60, "notice")
    due = due_of(found.register.docs["X"], found.book, TEN)
    assert due is not None and due.at.date() == date(TEN.year + 1, TEN.month, TEN.day)


def test_of_a_leap_day_the_year_ends_on_the_first_of_march() -> None:
    assert years_later(datetime(2028, 2, 29, 9, 0), 1) == datetime(2029, 3, 1, 9, 0)


def test_what_was_moved_to_safety_needs_no_notice() -> None:
    desk = Desk("property")
    doc = desk.add(thing="computer", place="hall", sort="moved")
    assert due_of(doc, desk.book, TEN) is None


def test_the_notice_has_the_dates_of_the_law_and_nothing_that_proves_ownership(bare: Kit) -> None:
    bare.at(0)(
        "property", "add", "a black bag", "--place", "window 3", "--detail", "torn lining",
        "--finder", "Finder", "--contents", "20 yuan", "--counted-by", "Ma", "--counted-with", "Li",
    )  # fmt: skip
    said = bare.at(10)("property", "notice", "a black bag").out
    assert "2026-03-02" in said and "2027-03-02" in said and "314 to 318" in said
    for secret in ("torn lining", "Finder", "20 yuan"):
        assert secret not in said


def test_the_withheld_detail_is_shown_only_where_it_is_asked_for(bare: Kit) -> None:
    bare.at(0)("property", "add", "bag", "--place", "window 3", "--detail", "torn lining")
    for argv in (["list"], ["list", "--json"], ["show", "bag"], ["show", "bag", "--json"], ["list", "torn"]):
        assert "torn lining" not in bare("property", *argv).out, argv
    assert bare("property", "list", "torn").out == "", "no word of it finds the thing"
    assert "torn lining" in bare("property", "show", "bag", "--withheld").out
    assert "torn lining" not in bare("property", "show", "bag", "--withheld", "--redact").out


def test_what_is_reported_lost_is_held_against_what_was_found_and_the_other_way_round(bare: Kit) -> None:
    bare.at(0)("property", "add", "黑色双肩包", "--place", "三号窗口", "--sort", "found")
    bare("property", "add", "红色雨伞", "--place", "门口", "--sort", "found")
    lost = bare("property", "add", "双肩包一个", "--place", "大厅", "--sort", "lost", "--name", "Zhang")
    assert "May be this one" in lost.err and "黑色双肩包" in lost.err and "雨伞" not in lost.err
    found = bare("property", "add", "a black backpack 双肩包", "--place", "gate")
    assert "双肩包一个" in found.err and "黑色双肩包" not in found.err, "only what is lost"
    assert bare("property", "settle", "双肩包一个", "--note", "his was the one found").code == 0
    (item,) = [i for i in bare("property", "list", "--all", "--json").json["items"] if i["ended"]]
    assert item["due_next"] is None and item["ended_as"] == "settled"


# ---- orders and callers ------------------------------------------------------------------


def test_an_order_that_nobody_takes_rings_and_so_does_one_that_nobody_finishes() -> None:
    desk = Desk("order")
    doc = desk.add(matter="lift stuck", unit="property", urgency="life")
    due = due_of(doc, desk.book, TEN)
    assert due is not None and due.at == TEN + timedelta(minutes=15)
    assert desk.why_not(5, "taken") == "field-needed"
    desk.stage(5, "taken", taken_by="Sun")
    due = due_of(doc, desk.book, TEN)
    assert due is not None and due.at == TEN + timedelta(minutes=5, hours=4)
    desk.stage(30, "finish", result="released")
    desk.stage(40, "done")
    assert doc.end == "confirmed"


def test_a_caller_is_looked_at_again_so_that_nobody_stays_on_the_list_for_ever() -> None:
    desk = Desk("caller")
    doc = desk.add(phone="5550100", sort="harassing", advice="one warning, then hang up")
    due = due_of(doc, desk.book, TEN)
    assert due is not None and due.at == TEN + timedelta(days=90)
    desk.stage(10, "review", "has stopped calling")
    due = due_of(doc, desk.book, TEN)
    assert due is not None and due.at == TEN + timedelta(minutes=10, days=90)
    assert desk.why_not(20, "done") == "note-needed"
    desk.stage(20, "done", "apologised")
    assert doc.end == "lifted"


def test_a_caller_is_found_by_the_number_that_rings_now(bare: Kit) -> None:
    bare.at(0)("caller", "add", "13800005550", "--sort", "threatening", "--advice", "keep calm, call 110")
    shown = bare("caller", "list", "5550").out
    assert "threatening" in shown and "call 110" in shown
    assert bare("caller", "list", "9999").out == ""
    assert "110" in bare("caller", "13800005550").out, "its number alone shows it"


@pytest.mark.parametrize(
    ("span", "end"),
    [("15m", timedelta(minutes=15)), ("4h", timedelta(hours=4)), ("90d", timedelta(days=90))],
)
def test_spans_end_when_they_say(span: str, end: timedelta) -> None:
    assert span_end(span, TEN).at == TEN + end


def test_working_days_are_read_in_both_languages_and_end_when_the_place_closes() -> None:
    assert [working_days(t) for t in ("15工作日", "15 个工作日", "15 working days", "15wd", "15")] == [15, 15, 15, 15, None]
    end = span_end("5wd", TEN).at  # a Monday
    assert (end.date(), end.hour) == (date(2026, 3, 9), 17)
    with pytest.raises(ValueError, match="soon"):
        span_end("soon", TEN)


def test_a_promise_over_a_year_that_is_not_entered_is_provisional_and_counted_anew_when_it_is(
    bare: Kit,
) -> None:
    december = bare.at(293 * 24 * 60)
    december("complaint", "add", "Zhang", "--matter", "rude", "--due", "15wd")
    december("complaint", "acknowledge", "Zhang")
    assert "provisional, 2027 days off not entered" in december("complaint", "show", "Zhang").out
    december("callback", "add", "Li", "--due", "2026-12-30 10:00")
    (before,) = december("complaint", "list", "--json").json["items"]
    added = december("calendar", "add", notice(bare), "--yes")
    assert added.code == 0 and "complaint" in added.out + added.err
    (after,) = december("complaint", "list", "--json").json["items"]
    assert after["unentered"] is None and before["promised"] <= after["promised"]
    assert "provisional" not in december("complaint").out
    (back,) = december("callback", "list", "--json").json["items"]
    assert back["promised"][:16] == "2026-12-30T10:00", "a time that was named stays"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")
def test_at_a_terminal_what_is_missing_is_asked_for_field_by_field(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "en") | {"KIT_PLAIN": "1"}
    with Terminal(["complaint", "add"], env) as t:
        for asked, answer in (
            ("Name", "Zhang"), ("Number", "5550100"), ("What it is about", "rude"), ("Remedy sought", "an apology"),
            ("oral", "1"), ("About whom", "Wu"),
        ):  # fmt: skip
            t.see(asked)
            t.line(answer)
        t.see("Noted:")
        assert t.end() == 0
    with Terminal(["complaint", "assess", "Zhang"], env) as t:
        t.see("about safety")
        t.line("2")
        t.see("assessed")
        assert t.end() == 0
    (item,) = json.loads(run_kit(env, "complaint", "list", "--json"))["items"]
    content = item["content"]
    assert (content["how"], content["severity"], content["remedy"]) == ("oral", "serious", "an apology")


def test_an_order_that_is_finished_before_anybody_took_it_is_said_to_be(bare: Kit) -> None:
    """By options it is recorded and said, with how the missing entry is added; the same at its end."""
    bare("order", "add", "leak", "--unit", "plumber")
    said = bare("--lang", "zh", "order", "finish", "leak", "--result", "fixed")
    assert said.code == 0 and "没有“已接单”的记录，照样记下了；补记：kit order taken" in said.err
    bare("order", "taken", "leak", "--taken-by", "Wu")
    assert "no entry" not in bare("order", "done", "leak").err
    bare("order", "add", "lift", "--unit", "lift firm")
    assert "kit order undo" in bare("order", "done", "lift").err


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminal")
def test_at_a_terminal_it_is_asked_before_a_stage_is_left_out(tmp_path: Path) -> None:
    env = environment(tmp_path / "home", "zh") | {"KIT_PLAIN": "1"}
    run_kit(env, "order", "add", "漏水", "--unit", "水电班")
    with Terminal(["order", "finish", "漏水"], env) as t:
        t.see("没有“已接单”的记录")
        t.line("n")
        t.see("没有记下")
        assert t.end() != 0
    with Terminal(["order", "finish", "漏水"], env) as t:
        t.see("没有“已接单”的记录")
        t.line("y")
        t.see("结果")
        t.line("已修好")
        t.see("已处理")
        assert t.end() == 0


def test_whoever_is_complained_about_gives_a_statement_and_records_nothing_else(bare: Kit) -> None:
    """Not told, not moved, not changed, not taken back: only by somebody else."""
    bare("complaint", "add", "Zhang", "--matter", "rude", "--about", "Wu", "--due", "20:00")
    for what in (
        ["acknowledge", "Zhang"], ["progress", "Zhang", "--note", "x"], ["withdraw", "Zhang", "--note", "x"], ["try", "Zhang"],
        ["move", "Zhang", "--to", "21:00", "--note", "x", "--agreed-by", "Zhang"], ["wait", "Zhang", "--until", "21:00"],
        ["edit", "Zhang", "--about", "Li"], ["enter", "Zhang", "--number", "1"], ["hand", "Zhang", "--owner", "Li"], ["undo"],
    ):  # fmt: skip
        said = bare("--lang", "zh", "complaint", *what, "--by", "Wu")
        assert said.code == 3 and "Wu是被投诉的人" in said.err and len(said.err.strip().splitlines()) == 1, what
    assert bare("complaint", "note", "Zhang", "I said sorry", "--by", "Wu").code == 0
    assert bare("complaint", "undo", "--by", "Wu").code == 0, "of the own statement"
    assert bare("complaint", "acknowledge", "Zhang", "--by", "Li").code == 0


def test_a_second_count_stands_beside_the_first_and_says_where_they_differ(bare: Kit) -> None:
    bare("property", "add", "purse", "--place", "hall", "--contents", "200 yuan", "--counted-by", "Li", "--counted-with", "Wu")
    assert "--contents" in bare("property", "count", "purse").err, "a new count is given anew"
    said = bare("property", "count", "purse", "--contents", "150 yuan", "--counted-by", "Li", "--counted-with", "Sun")
    assert said.code == 0 and "Not what was counted before: 200 yuan" in said.err
    (item,) = bare("property", "list", "--json").json["items"]
    assert item["content"]["contents"] == "200 yuan" and item["content"]["counted_with"] == "Wu"
    shown = bare("property", "show", "purse").out
    assert "200 yuan" in shown and "150 yuan (Li, Sun)" in shown
    again = bare("property", "count", "purse", "--contents", "150 yuan", "--counted-by", "Li", "--counted-with", "Sun")
    assert "before" not in again.err


def test_another_detail_than_the_withheld_one_is_shown_when_it_is_handed_out(bare: Kit, tmp_path: Path) -> None:
    counted = ["--contents", "200", "--counted-by", "Li", "--counted-with", "Wu"]
    for thing in ("purse", "bag"):
        bare("property", "add", thing, "--place", "hall", "--detail", "red thread inside", *counted)
    owner = ["--name", "Zhang", "--identity", "card", "--signed", "Zhang"]
    same = bare("property", "return", "purse", "--proof", "a RED thread inside!", *owner)
    assert same.code == 0 and "compare" not in same.err
    other = bare("property", "return", "bag", "--proof", "blue button", *owner)
    assert "compare" in other.err and "red thread inside" in other.err and "blue button" in other.err
    env = environment(tmp_path / "home", "zh") | {"KIT_PLAIN": "1"}
    run_kit(env, "property", "add", "钱包", "--place", "大厅", "--detail", "内有红线", *counted)
    with Terminal(["property", "return", "钱包", "--name", "张", "--identity", "证", "--signed", "张"], env) as t:
        t.see("失主说出的特征")
        t.line("蓝扣子")
        t.see("内有红线", "对得上，归还吗")
        t.line("n")
        t.see("特征对不上，没有归还")
    assert json.loads(run_kit(env, "property", "list", "--json"))["items"]
