"""Supplies: what is there, what works, who has it; and how long each UPS lasts."""

from __future__ import annotations

import random
import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kit.people.registers.rules.state import Doc, Step
from kit.readiness.supplies.rules import sizing
from kit.readiness.supplies.rules.stock import share, stock
from tests.support.constants import TEN
from tests.support.kit import Kit

DAY = 24 * 60


def rows(kit: Kit, *argv: str) -> dict[str, dict[str, object]]:
    return {row["thing"]: row for row in kit("supply", *(argv or ("list",)), "--json").json["supplies"]}


def test_what_is_there_follows_from_checks_issues_returns_and_purchases(bare: Kit) -> None:
    kit = bare.at(0)
    kit("supply", "add", "torch", "--place", "desk", "--least", "4", "--group", "lighting", "--clause", "PO-4.2.1")
    assert rows(kit)["torch"]["flaws"] == ["unchecked"] and rows(kit)["torch"]["there"] is None
    kit("supply", "check", "torch", "--counted", "6", "--good", "5", "--checked-by", "Zhao")
    kit("supply", "issue", "torch", "--number", "2", "--receiver", "Li")
    one = rows(kit)["torch"]
    assert (one["there"], one["good"], one["issued"], one["checked_by"]) == (4, 3, 2, "Zhao")
    assert one["flaws"] == ["short", "bad"]
    kit("supply", "return", "torch", "--number", "2", "--good", "1")
    kit("supply", "restock", "torch", "--number", "1", "--expiry", "2026-05")
    one = rows(kit)["torch"]
    assert (one["there"], one["good"], one["issued"], one["expiry"], one["flaws"]) == (7, 5, 0, "2026-05-31", ["bad"])
    kit("supply", "undo")
    assert rows(kit)["torch"]["there"] == 6


def test_what_is_issued_is_of_the_incident_that_is_open(bare: Kit) -> None:
    kit = bare.at(0)
    kit("supply", "add", "radio", "--place", "desk")
    kit("supply", "check", "radio", "--counted", "8", "--good", "8")
    kit("start", "power-outage", "--drill")
    ref = kit.folder().ref
    issued = kit("supply", "issue", "radio", "--number", "3", "--json").json["entries"][0]
    assert issued["data"]["fields"]["used_in"] == ref
    assert rows(kit)["radio"]["issued"] == 3
    kit("supply", "return", "radio", "--number", "1")
    closed = kit("close", "--yes")
    assert "radio: 2, back to desk" in closed.err + closed.out
    kit("supply", "add", "lamp", "--place", "desk")
    kit("start", "fire", "--drill")
    assert "radio" not in kit("close", "--yes").err, "of another incident"


def test_nothing_is_recorded_that_cannot_be(bare: Kit) -> None:
    kit = bare.at(0)
    kit("supply", "add", "vest", "--place", "store")
    kit("supply", "check", "vest", "--counted", "3", "--good", "3")
    before = kit("supply", "show", "vest").out
    for argv in (
        ("issue", "vest", "--number", "4"), ("return", "vest", "--number", "1"), ("issue", "vest", "--number", "0"),
        ("check", "vest", "--counted", "2", "--good", "3"), ("check", "vest", "--counted", "-2", "--good", "0"),
        ("check", "vest", "--counted", "2"), ("restock", "vest", "--number", "1e3"), ("edit", "vest", "--expiry", "31.2.2027"),
        ("edit", "vest", "--least", "many"), ("edit", "vest", "--least", "9" * 30), ("issue", "vest", "--number", "１"),
        ("check", "vest", "--number", "2"), ("list", "--number", "2"), ("add", "x"), ("drop", "vest"), ("ups", "add", "x"),
        ("ups", "add", "x", "--loads", "PC"), ("ups", "test", "x"), ("fly",), ("ups", "fly"),
    ):  # fmt: skip
        refused = kit("supply", *argv)
        assert refused.code in (2, 3, 4) and len(refused.err.strip().splitlines()) == 1, (argv, refused.err)
    assert kit("supply", "show", "vest").out == before


def test_red_supplies_stand_on_home_in_one_line_and_are_mended(bare: Kit) -> None:
    kit = bare.at(0)
    for name, least, counted, good in (("torch", "4", "4", "4"), ("pump", "1", "1", "0"), ("vest", "2", "1", "1")):
        kit("supply", "add", name, "--place", "store", "--least", least)
        kit("supply", "check", name, "--counted", counted, "--good", good)
    line = [line for line in kit().out.splitlines() if "Supplies" in line]
    assert len(line) == 1 and "+1" in line[0]
    due = kit("supply", "due", "--json")
    assert due.code == 3 and {row["thing"] for row in due.json["supplies"]} == {"pump", "vest"}
    assert due.json["serviceable_permille"] == 833
    kit("supply", "check", "pump", "--counted", "1", "--good", "1")
    kit("supply", "restock", "vest", "--number", "1")
    assert kit("supply", "due").code == 0 and "Supplies" not in kit().out
    late = kit.at(93 * DAY)
    assert rows(late, "due").keys() == {"torch", "pump", "vest"} and late("supply", "due").code == 0, "old counts are told"


def test_the_share_that_works_is_all_only_of_all_and_without_what_is_expired() -> None:
    chance = random.Random(15)
    today = date(2026, 3, 2)
    for _ in range(300):
        counted = [(chance.randrange(0, 50), chance.randrange(0, 50), chance.choice(["", "2026-03-01", "2026-03-02"])) for _ in range(chance.randrange(1, 8))]
        found = [stock(kept(there, min(there, good), expiry), today) for there, good, expiry in counted]
        whole = sum(there for there, _, _ in counted)
        good = sum(min(there, good) for there, good, expiry in counted if expiry != "2026-03-01")
        told = share(found, today)
        assert (told.good, told.there) == (good, whole)
        assert told.permille is None if not whole else told.permille == good * 1000 // whole
        assert told.permille != 1000 or good == whole


def kept(there: int, good: int, expiry: str) -> Doc:
    at = datetime(2026, 3, 1, 9, 0, tzinfo=TEN.tzinfo)
    said = {"counted": str(there), "good": str(good)}
    fields = {"thing": "x", "place": "y", "expiry": expiry}
    return Doc("x", at, "li", fields, at, steps=[Step(at, "li", "supply-checked", said=said)])


def test_a_count_noted_late_does_not_take_the_place_of_a_later_one(bare: Kit) -> None:
    kit = bare.at(0)
    kit("supply", "add", "torch", "--place", "desk")
    kit("supply", "check", "torch", "--counted", "6", "--good", "6")
    kit("supply", "check", "torch", "--counted", "9", "--good", "9", "--date", "2026-02-01")
    assert rows(kit)["torch"]["there"] == 6


# ---- UPS -----------------------------------------------------------------------------------------


def units(kit: Kit) -> dict[str, dict[str, object]]:
    return {row["thing"]: row for row in kit("supply", "ups", "--json").json["units"]}


@pytest.mark.parametrize(("text", "watts"), [
    ("PC 150 x2, screen 30W", 330), ("电脑150瓦×2，屏幕30、路由器 12.5", 342.5), ("7", 7), ("PC", None), ("", None),
    ("PC 150, lamp", None), ("PC 0", None), ("=1+1", 2), ("PC 1500000", None),
])  # fmt: skip
def test_loads_are_added_or_not_read_at_all(text: str, watts: float | None) -> None:
    assert sizing.watts(text) == watts


def test_how_long_a_battery_lasts_is_what_peukert_says_counted_by_emptying_it() -> None:
    """By another way: what a current I empties in an hour is (I/I20)**(k-1) times as much."""
    for wh, load in ((216, 150), (216, 600), (84, 150), (960, 330), (40, 30)):
        rated = wh * 0.85
        left, minutes, step = rated, 0.0, 0.001
        while left > 0:
            left -= load * step / 60 * (load / (rated / 20)) ** 0.25
            minutes += step
        assert abs(sizing.runtime(wh, load) - minutes) <= 1.01, (wh, load)
        assert sizing.runtime(wh, load, aged=True) < sizing.runtime(wh, load)
        need = sizing.wh_for(minutes, load, aged=False)
        assert abs(need - wh) <= max(2, wh * 0.01)
        assert sizing.runtime(sizing.wh_for(120, load), load, aged=True) in (119, 120)
    assert sizing.runtime(999_999, 0.1) == sizing.MOST_MINUTES


def test_a_test_says_less_where_more_hangs_on_it_now_and_never_more() -> None:
    assert sizing.measured(40, 150, 150) == 40 and sizing.measured(40, 150, 75) == 40 and sizing.measured(40, None, 300) == 40
    assert sizing.measured(40, 150, 300) == int(40 * 0.5**1.25)


def test_the_three_computers_of_the_plan_are_sized_against_its_minutes(bare: Kit) -> None:
    kit = bare.at(0)
    kit("supply", "ups", "add", "C1", "--loads", "PC 150, screen 30", "--watts", "600", "--wh", "216", "--need", "120", "--clause", "CB-U.4b")
    kit("supply", "ups", "add", "AF", "--loads", "PC 150", "--watts", "600", "--wh", "216", "--need", "27", "--clause", "CB-U.5")
    kit("supply", "ups", "add", "weak", "--loads", "PC 150 x5", "--watts", "600", "--wh", "216", "--need", "27")
    found = units(kit)
    assert (found["AF"]["estimated_minutes"], found["AF"]["enough"]) == (36, True)
    assert found["C1"]["enough"] is False and isinstance(found["C1"]["wh_needed"], int) and found["C1"]["wh_needed"] > 400
    assert (found["weak"]["overloaded"], found["weak"]["offered_minutes"], found["weak"]["enough"]) == (True, 0, False)
    kit("supply", "ups", "test", "AF", "--minutes", "22", "--tested-load", "150", "--date", "2026-02-20")
    kit("supply", "ups", "test", "AF", "--minutes", "30", "--tested-load", "150", "--date", "2026-02-10")
    assert (units(kit)["AF"]["tested_minutes"], units(kit)["AF"]["offered_minutes"], units(kit)["AF"]["enough"]) == (22, 22, False)


def test_the_sized_minutes_are_offered_where_the_outage_list_asks_and_never_answered(bare: Kit) -> None:
    kit = bare.at(0)
    kit.env("PATH", str(kit.home))  # no upsc
    kit("supply", "ups", "add", "AF", "--loads", "PC 150", "--wh", "216", "--date", "2026-02-01")
    kit("supply", "ups", "test", "AF", "--minutes", "22", "--date", "2026-02-20")
    kit("start", "power-outage", "--drill", "--profile", "call-centre-b")
    incident = kit.folder().incident
    (found,) = incident.prepared["ups"]
    assert found.text.en == "AF: 22 min by the last test" and f"{found.given:%m-%d}" == "02-20" and found.above
    from kit.incidents.incident.show.step_lines import prepared_line

    view = next(view for view in incident.open_views() if view.key == "ups")
    assert prepared_line(incident, view, "zh") == "已知（02-20）：AF 按上次测试22分钟"
    assert not incident.steps["ups"].value if "ups" in incident.steps else True
    assert not any("ups-left" in timer.key for timer in incident.running())
    kit("close", "--yes")
    kit("start", "fire", "--drill")
    assert "ups" not in kit.folder().incident.prepared


def test_a_damaged_register_stops_no_incident(bare: Kit) -> None:
    kit = bare.at(0)
    kit("supply", "ups", "add", "AF", "--loads", "PC 150", "--wh", "216")
    kit("supply", "add", "torch", "--place", "desk")
    kit("duty", "begin")
    for name in ("ups", "supply", "duty"):
        for file in (kit.home / "registers" / name).glob("*.jsonl"):
            file.write_bytes(b"\x00\xff{" * 40)
    assert kit("start", "power-outage", "--drill").code == 0
    assert kit().code == 0
    for argv in (["supply"], ["supply", "ups"], ["duty"], ["duty", "due"]):
        told = kit(*argv)
        assert "Traceback" not in told.err and told.code in (0, 3, 5), (argv, told.err)


def test_pages_of_supplies_wear_every_face_and_a_formula_stays_a_word(bare: Kit, tmp_path: Path) -> None:
    import openpyxl

    kit = bare.at(0)
    kit("supply", "add", "=1+1", "--place", "<script>")
    kit("supply", "check", "=1+1", "--counted", "2", "--good", "2")
    for face in ("html", "md", "docx", "xlsx", "csv", "json"):
        file = tmp_path / f"s.{face}"
        assert kit("supply", "list", "-o", str(file)).code == 0 and file.stat().st_size > 100
    assert "<script>" not in (tmp_path / "s.html").read_text(encoding="utf-8")
    sheets = openpyxl.load_workbook(tmp_path / "s.xlsx").worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)
    assert kit("supply", "ups", "list", "-o", str(tmp_path / "u.html")).code == 0


def test_two_laptops_counts_come_together_by_time(bare: Kit, tmp_path: Path) -> None:
    kit = bare.at(0)
    kit("supply", "add", "torch", "--place", "desk")
    kit("supply", "check", "torch", "--counted", "6", "--good", "6")
    bundle, other = str(tmp_path / "a.zip"), str(tmp_path / "other")
    kit("export", "--all", "-o", bundle)
    assert kit("--home", other, "import", bundle, "--yes").code == 0
    kit.at(5)("--home", other, "supply", "issue", "torch", "--number", "2")
    back = str(tmp_path / "b.zip")
    kit("--home", other, "export", "--all", "-o", back)
    assert kit("import", back, "--yes").code == 0
    assert rows(kit)["torch"]["there"] == 4


def test_a_season_of_days_has_no_day_off_by_one() -> None:
    from kit.readiness.supplies.rules.stock import day

    assert day("2027-02") == date(2027, 2, 28) and day("2028-12") == date(2028, 12, 31) and day("2027-1-5") == date(2027, 1, 5)
    for text in ("2027", "2027-13", "2027-02-30", "x-y", "0-0", "2027-00", "-1-1", "9999-12", "２０２７-01"):
        found = day(text)
        assert found is None or found - date.min >= timedelta(0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_taking_over_what_the_plans_name_makes_nothing_red_and_says_which_command_comes_next(
    bare: Kit, lang: str
) -> None:
    """A list that was begun a minute ago stood there as lacking everything."""
    kit = bare.at(0)
    begun = kit("--lang", lang, "supply", "begin")
    assert begun.code == 0 and "kit ready" in begun.err and ("注意" if lang == "zh" else "LOOK") in begun.err
    due = kit("--lang", lang, "supply", "due")
    assert due.code == 0 and ("还没清点" if lang == "zh" else "not counted yet") in due.out
    assert ("物资：" if lang == "zh" else "Supplies:") not in kit("--lang", lang).out
    lines = {one["check"]: one for one in kit("--lang", lang, "ready", "--json").json["checks"]}
    assert lines["supplies"]["status"] == "check" and lines["supplies"]["fix"] == "kit supply due"
    assert lines["seats"]["status"] != "bad"
    typed = re.search(r"kit (supply check \S+ --counted) \S+ --good ", begun.err)
    assert typed is not None, begun.err
    flawed = sum(bool(row["flaws"]) for row in rows(kit).values())
    assert flawed == len(rows(kit)) > 1
    done = kit(*typed[1].split(), "99", "--good", "99")
    assert done.code == 0, "the command that is named runs as it stands, with figures in it"
    assert sum(bool(row["flaws"]) for row in rows(kit).values()) == flawed - 1
