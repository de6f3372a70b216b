"""Duties: every clause with an interval has one with a due day, done and moved by the calendar, told
on home, by exit code, and in a calendar that telephones read."""

from __future__ import annotations

import random
from calendar import monthrange
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.machine.clock import Now
from kit.people.registers.files.past import noon
from kit.plans.duties.files import Duties, read_duties
from kit.plans.duties.rules import days
from kit.plans.duties.rules.format import Task
from kit.plans.seeds.files import read_clauses, seeds
from kit.plans.sites.files import Sites
from kit.readiness.duties.rules.standing import duties
from tests.support.constants import ROOT, TEN
from tests.support.kit import Kit

DAY = 24 * 60
# Clauses that speak of an interval and of no quiet day, with what answers them.
ELSEWHERE = {
    "PO-5.2.1.5": "updates while the outage lasts: the next one that was promised rings",
    "SA-3.1.f.2": "reports while the event lasts: the same",
    "PO-7.1.1": "training is regular: PO-7.1.9 says how often",
    "PO-2.3.1": "inspects periodically: PO-2.3.3 says it of the same inspection",
    "PO-8.2.5": "a list that is lost",
    "FL-8.1.3b": "a guard while it floods: a step of the list",
}
INTERVAL = (
    r"\bregular|periodic|every (day|week|month|quarter|half|year)|once (per|every|a)\b|\bdaily\b|weekly|monthly|quarterly"
    r"|yearly|half[- ]year|at set times|(before|during) flood season"
)


def test_every_clause_with_an_interval_is_answered_by_a_duty_with_a_due_day() -> None:
    cited = {clause for file in Duties("").files().values() for clause, _ in file.citations()}
    asked = [c.id for c in read_clauses(seeds()) if re.search(INTERVAL, c.text, re.I)]
    assert {"CA-7.3b", "PO-7.1.9", "FL-5.4", "OP-6.4.5", "SH-1.3a", "FL-5.3b"} <= {*asked}
    assert [clause for clause in asked if clause not in cited and clause not in ELSEWHERE] == []
    sites = Sites("")
    plans = {plan: name for name in sites.profiles() for plan in sites.profile(name).plans}
    for plan, name in plans.items():
        found = duties(Duties("").of(sites.profile(name).plans), None, date(2026, 11, 29))
        texts = {each.duty.id: each.duty.due for each in found}
        own = [task.id for file in Duties("").files().values() if file.plan == plan for task in file.duties]
        assert all(texts[id_] == date(2026, 11, 29) for id_ in own), plan


def test_every_post_that_a_duty_names_is_one_of_its_site_in_both_languages() -> None:
    sites = Sites("")
    for name in sites.profiles():
        place = sites.profile(name)
        for task in Duties("").of(place.plans):
            assert task.who in place.roles, (name, task.id, task.who)
            assert task.do.zh and task.do.en and re.search("[一-鿿]", task.do.zh)


def test_a_duty_is_due_again_by_the_calendar_and_nothing_raises_on_any_day() -> None:
    """Counted once more, day by day and without month arithmetic of ours."""
    assert days.later(date(2026, 8, 31), days.span("P6M")) == date(2027, 2, 28)
    assert days.later(date(2028, 2, 29), days.span("P1Y")) == date(2029, 2, 28)
    assert days.later(date(9999, 12, 31), days.span("P1D")) == date.max
    chance = random.Random(15)
    for _ in range(3000):
        day = date.fromordinal(chance.randrange(1, date.max.toordinal()))
        count, unit = chance.randrange(1, 1000), chance.choice("DWMY")
        found = days.later(day, days.Span(count, unit))
        assert day < found or found == day == date.max
        if unit in "MY" and found < date.max:
            months = count * (12 if unit == "Y" else 1)
            assert (found.year - day.year) * 12 + found.month - day.month == months
            assert found.day == min(day.day, monthrange(found.year, found.month)[1])


def test_what_is_done_in_a_season_only_waits_for_it_and_what_comes_before_one_is_due_on_its_eve() -> None:
    daily = days.span("P1D")
    season = "05-01/09-30"
    for start in (date(2026, 1, 1) + timedelta(days=n) for n in range(800)):
        due = days.next_day(start, daily, season)
        own = start + timedelta(days=1)
        while not (5 <= own.month <= 9):
            own += timedelta(days=1)
        assert due == own, start
    winter = "11-15/03-15"
    assert days.next_day(date(2026, 12, 31), daily, winter) == date(2027, 1, 1)
    assert days.next_day(date(2026, 3, 15), daily, winter) == date(2026, 11, 15)
    year = days.span("P1Y")
    assert days.next_day(date(2026, 3, 20), year, before="05-01") == date(2027, 4, 30), "this year's is done"
    assert days.next_day(date(2026, 5, 9), year, before="05-01") == date(2027, 4, 30), "late for this year's"
    assert days.next_day(date(2026, 10, 9), year, before="05-01") == date(2027, 4, 30), "too early for next year's"
    assert days.next_day(date(2027, 2, 1), year, before="02-29") == date(2028, 2, 28)


def kit_at(bare: Kit) -> Kit:
    bare.env("KIT_PROFILE", "customer-service-dept")
    return bare.at(0)


def test_nothing_is_taken_on_that_nobody_took_on_and_home_is_silent_till_then(bare: Kit) -> None:
    kit = kit_at(bare)
    assert "Duty" not in kit().out
    due = kit("duty", "due", "--json")
    assert due.code == 3 and due.json["new_count"] == 6
    assert not (kit.home / "registers").exists(), "looking records nothing"
    kit("duty", "begin")
    assert kit("duty", "due").code == 0
    begun = kit("duty", "list", "--json").json["duties"]
    assert {row["id"]: row["due_next"][:10] for row in begun}["po-drill"] == "2026-09-02"
    assert "taken on already" in kit("duty", "begin").err


def test_a_duty_is_due_after_the_latest_day_on_which_it_was_done_whichever_was_noted_last(bare: Kit) -> None:
    kit = kit_at(bare)
    kit("duty", "begin")
    assert kit("duty", "done", "po-drill", "--date", "2026-02-20", "--evidence", "D-1").code == 0
    assert kit("duty", "done", "PO-7.2.1", "--date", "2025-08-31", "--evidence", "D-0").code == 0
    row = kit("duty", "show", "outage drill", "--json").json["duties"][0]
    assert (row["done_at"][:10], row["due_next"][:10], row["evidence"], row["done_count"]) == ("2026-02-20", "2026-08-20", "D-1", 2)
    kit("duty", "undo")
    kit("duty", "undo")
    assert kit("duty", "show", "po-drill", "--json").json["duties"][0]["due_next"][:10] == "2026-09-02"


def test_it_is_moved_only_with_a_reason_and_done_only_with_evidence(bare: Kit) -> None:
    kit = kit_at(bare)
    assert kit("duty", "move", "po-drill", "--to", "2026-10-01").code == 2
    assert kit("duty", "done", "po-drill").code == 2
    assert not (kit.home / "registers" / "duty").exists()
    assert kit("duty", "move", "po-drill", "--to", "2026-10-01", "--reason", "hall closed").code == 0
    row = kit("duty", "list", "drill", "--json").json["duties"][0]
    assert row["due_next"][:10] == "2026-10-01"
    assert [(move["due_before"], move["due_date"], move["reason"]) for move in row["day_moves"]] == [("2026-09-02", "2026-10-01", "hall closed")]
    assert kit("duty", "done", "po-drill", "--date", "2026-05-01", "--evidence", "x").code == 2, "a day to come"
    assert kit("duty", "drop", "po-plan").code == 2
    kit("duty", "drop", "po-plan", "--reason", "head office does it")
    assert "po-plan" not in kit("duty").out and "po-plan" in kit("duty", "list", "--all").out


def test_overdue_stands_on_home_in_one_line_and_is_mended_by_the_kit(bare: Kit) -> None:
    kit = kit_at(bare)
    kit("duty", "begin")
    late = kit.at(40 * DAY)
    line = [line for line in late().out.splitlines() if "Duty" in line]
    assert len(line) == 1 and "+1" in line[0] and "9 days overdue" in line[0], line
    assert late("duty", "due").code == 3
    for id_ in ("po-supplies", "po-phones"):
        assert late("duty", "done", id_, "--evidence", "counted").code == 0
    assert late("duty", "due").code == 0 and "Duty" not in late().out
    late("start", "power-outage", "--drill")
    assert "Duty" not in late.at(400 * DAY)().out, "no duty in an incident"


def test_what_was_found_becomes_an_improvement_action_only_with_a_measure(bare: Kit) -> None:
    kit = kit_at(bare)
    told = kit("duty", "done", "po-phones", "--evidence", "test", "--finding", "radio 3 dead")
    assert "kit action add" in told.err and kit("action", "list", "--json").json["actions"] == []
    kit("duty", "done", "po-phones", "--evidence", "test", "--finding", "radio 3 dead", "--action", "buy a radio")
    (action,) = kit("action", "list", "--json").json["actions"]
    assert (action["text"], action["problem"], action["source"]) == ("buy a radio", "radio 3 dead", "po-phones")


def test_a_site_adds_its_own_by_a_command_and_by_a_file(bare: Kit) -> None:
    kit = kit_at(bare)
    assert kit("duty", "add", "test the AED", "--every", "P1M", "--date", "2026-01-31").code == 0
    folder = kit.home / "duties"
    folder.mkdir()
    own = 'format = 1\n[[duties]]\nid = "keys"\ndo = {zh = "点钥匙", en = "Count the keys"}\nevery = "P1W"\nwho = "leader"\nevidence = "note"\n'
    (folder / "ours.toml").write_text(own, encoding="utf-8")
    rows = {row["text"]: row for row in kit("duty", "list", "--json").json["duties"]}
    assert rows["test the AED"]["due_next"][:10] == "2026-02-28" and rows["test the AED"]["status"] == "overdue"
    assert rows["Count the keys"]["status"] == "new"
    assert kit("duty", "done", "AED", "--evidence", "ok").code == 0
    for argv in (["x", "--every", "1 month"], ["x"], ["x", "--every", "P1D", "--season", "13-01/02-30"], ["x", "--every", "P0D"]):
        refused = kit("duty", "add", *argv)
        assert refused.code == 2 and len(refused.err.strip().splitlines()) == 1, argv


BAD = {
    "span": ('every = "P6M"', 'every = "6 months"'),
    "unit": ('every = "P6M"', 'every = "P6H"'),
    "season": ('every = "P6M"', 'every = "P6M"\nseason = "02-30/03-01"'),
    "both": ('every = "P6M"', 'every = "P6M"\nseason = "02-01/03-01"\nbefore = "04-01"'),
    "unknown": ('every = "P6M"', 'every = "P6M"\nrun = "rm"'),
    "id": ('id = "one"', 'id = "../one"'),
    "evidence": ('evidence = "note"', 'evidence = "word"'),
    "newer": ("format = 1", "format = 9"),
    "toml": ("[[duties]]", "[[duties"),
    "number": ('every = "P6M"', "every = 6"),
}
GOOD = 'format = 1\nplan = "PO"\n[[duties]]\nid = "one"\ndo = {zh = "做", en = "do"}\nevery = "P6M"\nwho = "leader"\nevidence = "note"\n'


@pytest.mark.parametrize("name", BAD)
def test_a_broken_file_of_the_sites_is_said_in_one_line_and_hides_nothing(bare: Kit, name: str) -> None:
    kit = kit_at(bare)
    (kit.home / "duties").mkdir(parents=True)
    file = kit.home / "duties" / "PO.toml"
    file.write_text(GOOD, encoding="utf-8")
    assert [row["id"] for row in kit("duty", "list", "--json").json["duties"]] == ["one"]
    file.write_text(GOOD.replace(*BAD[name]), encoding="utf-8")
    for lang in ("zh", "en"):
        told = kit("--lang", lang, "duty", "list", "--json")
        assert len(told.json["duties"]) == 6 and len(told.err.strip().splitlines()) == 1 and "PO.toml" in told.err, told.err


def test_hostile_files_are_refused_by_name(tmp_path: Path) -> None:
    twice = GOOD + GOOD.split("\n", 2)[2]
    many = 'format = 1\nduties = [' + '{id = "a", do = {zh = "a", en = "a"}, every = "P1D", who = "a", evidence = "note"},' * 300 + "]"
    for text in (twice, many, "format = 1\nduties = " + "[" * 5000, "\x00", "format = 1\nduties = 3"):
        file = tmp_path / "x.toml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(Refused):
            read_duties(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused):
        read_duties(file)
    control = GOOD.replace('"do"}', '"d\\u001b[31mo"}')
    file.write_text(control, encoding="utf-8")
    assert "\x1b" not in read_duties(file).duties[0].do.get("en")


def test_the_calendar_is_read_back_by_another_reader_with_the_days_that_were_meant(bare: Kit, tmp_path: Path) -> None:
    import vobject

    kit = kit_at(bare)
    kit("duty", "begin")
    kit("duty", "add", "看灯；第三层, 全部\\", "--every", "P1M", "--to", "2026-08-31")
    file = tmp_path / "duties.ics"
    for lang in ("zh", "en"):
        assert kit("--lang", lang, "duty", "--ics", str(file), "--force").code == 0
        raw = file.read_bytes()
        assert all(len(line) <= 75 for line in raw.split(b"\r\n")) and b"\n" not in raw.replace(b"\r\n", b"")
        (read,) = vobject.readComponents(raw.decode("utf-8"))
        rows = {row["id"]: row for row in kit("--lang", lang, "duty", "list", "--json").json["duties"]}
        found = {event.uid.value.partition("@")[0]: event for event in read.vevent_list}
        assert found.keys() == rows.keys()
        for id_, event in found.items():
            assert event.dtstart.value == date.fromisoformat(rows[id_]["due_next"][:10])
            assert event.summary.value == rows[id_]["text"] and event.valarm.trigger.value == timedelta(hours=-15)
            first, second = islice(event.getrruleset(addRDate=True), 2) if event.rruleset else (None, None)
            span = days.span(rows[id_]["every"])
            assert first is None or second.date() == _ends(first.date(), span), id_
    assert kit("duty", "--ics", str(file)).code == 2, "nothing is written over unasked"
    assert kit("duty", "--ics", str(tmp_path / "x.txt")).code == 2


def _ends(first: date, span: days.Span) -> date:
    return days.later(first, span)


def test_a_season_ends_in_the_calendar_too() -> None:
    from kit.readiness.duties.show.ics import rule_of

    task = Task("one", _text(), "P1D", "leader", "note", season="05-01/09-30")
    (aged,) = duties([task], None, date(2026, 7, 3))
    assert rule_of(aged.duty) == {"freq": "DAILY", "interval": 1, "until": date(2026, 9, 30)}


def _text():  # type: ignore[no-untyped-def]
    from kit.ground.base.text import Text

    return Text("做", "do")


def test_a_page_of_duties_wears_every_face(bare: Kit, tmp_path: Path) -> None:
    kit = kit_at(bare)
    kit("duty", "begin")
    for face in ("html", "md", "docx", "xlsx", "csv", "json"):
        file = tmp_path / f"duties.{face}"
        done = kit("duty", "list", "-o", str(file))
        assert done.code == 0 and file.stat().st_size > 200, (face, done.err)


def test_noon_of_a_past_day_is_never_ahead_of_now() -> None:
    morning = datetime(2026, 3, 2, 8, 0, tzinfo=TEN.tzinfo)
    assert noon(morning.date(), morning) == morning and noon(date(2024, 2, 29), morning).hour == 12


def test_the_shipped_files_say_whose_interval_it_is() -> None:
    """Where the plan gives no figure the span is marked as ours."""
    clauses = {c.id: c.text for c in read_clauses(seeds())}
    for path in sorted((ROOT / "data" / "duties").glob("*.toml")):
        for task in read_duties(path).duties:
            plain = any(re.search(r"every week|every day|once per quarter|once every half|Before flood season", clauses[each]) for each in task.cites)
            assert task.ours != plain or task.id == "fl-report", task.id


def test_a_journal_of_another_kit_with_what_is_no_span_is_shown_and_written_all_the_same(bare: Kit, tmp_path: Path) -> None:
    """What came from elsewhere was proved to be unharmed, not to make sense."""
    from functools import partial

    from kit.ground.machine.clock import Now
    from kit.people.registers.files.store import Registers
    from kit.people.registers.rules import acts
    from kit.people.registers.rules.dates import End
    from kit.readiness.duties.rules.book import DUTY

    kit = kit_at(bare)
    for n, (every, season, before) in enumerate([("P0D", "", ""), ("xx", "99-99/", ""), ("P1D", "13-40/x", "z"), ("P1Y", "", "02-31")]):
        fields = {"what": "x\x1b[31m", "every": every, "season": season, "before": before, "who": "nobody"}
        act = partial(acts.add, book=DUTY, id_=f"odd-{n}", fields=fields, due=End(datetime(2099, 12, 30, tzinfo=TEN.tzinfo)))
        Registers(str(kit.home)).record("duty", Now(TEN), "li", act)
    for argv in (["duty"], ["duty", "list", "--json"], ["duty", "show", "odd-1"], ["duty", "--ics", str(tmp_path / "x.ics")], []):
        told = kit(*argv)
        assert told.code == 0 and "\x1b" not in told.out, (argv, told.err)
    assert kit("duty", "done", "odd-0", "--evidence", "x").code == 2, "no day follows from it"


def test_the_calendar_of_a_duty_of_our_own_hides_its_words_and_keeps_its_days(bare: Kit, tmp_path: Path) -> None:
    kit = bare
    kit("duty", "add", "call Limei", "--every", "P1M", "--who", "Wangfang", "--to", "2026-12-09")
    told = []
    for n, more in enumerate(((), ("--redact",))):
        assert kit("duty", "--ics", str(tmp_path / f"{n}.ics"), *more).code == 0
        told.append((tmp_path / f"{n}.ics").read_text(encoding="utf-8"))
    assert "Limei" in told[0] and "Wangfang" in told[0] and "RRULE:FREQ=MONTHLY" in told[0]
    assert "Limei" not in told[1] and "Wangfang" not in told[1]
    assert [line for line in told[0].splitlines() if line.startswith(("RRULE", "DTSTART"))] == [line for line in told[1].splitlines() if line.startswith(("RRULE", "DTSTART"))]
    assert kit("duty", "done", "call", "--redact").code == Exit.USAGE


@pytest.mark.parametrize("year", [2099, 1991])
def test_what_was_done_by_a_clock_years_off_is_due_again_by_the_right_one(
    bare: Kit, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    def shows(wall: datetime, tick: float) -> None:
        monkeypatch.setattr("kit.ground.machine.clock.SystemClock.now", lambda _: Now(wall, tick, "aaaaaaaa"))

    wrong = TEN.replace(year=year)
    shows(wrong, 100)
    assert bare("duty", "done", "hl-backup", "--evidence", "x").code == 0
    assert bare("supply", "add", "lamp", "--place", "desk", "--least", "2").code == 0
    assert bare("supply", "check", "lamp", "--counted", "3", "--good", "3").code == 0
    assert bare("callback", "add", "Wang", "13800000000", "--due", "11:30").code == 0
    shows(TEN, 400)
    assert bare("callback", "add", "Li", "13900000000").code == 0
    assert bare("supply", "check", "lamp", "--counted", "1", "--good", "1").code == 0
    assert bare("duty", "add", "lifts", "--every", "P1M", "--kind", "note").code == 0
    row = next(r for r in bare("duty", "list", "--json").json["duties"] if r["id"] == "hl-backup")
    week = TEN.date() + timedelta(days=7)
    assert (row["done_at"][:10], row["due_next"][:10], row["overdue_days"]) == (str(TEN.date()), str(week), 0)
    assert bare("supply", "list", "--json").json["supplies"][0]["there"] == 1, "the last count is the last"
    items = bare("callback", "list", "--json").json["items"]
    (promised,) = (item["promised"] for item in items if item["content"]["name"].startswith("Wang"))
    assert promised[:16] == f"{wrong:%Y-%m-%d}T11:30", "a promise stands as it was said"
