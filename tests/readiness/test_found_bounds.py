"""What the doctor and the board say at the bounds of their figures, finding by finding."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kit.readiness.doctor.rules import verdicts as doctor
from kit.readiness.doctor.rules.facts import (
    Battery,
    ClockFacts,
    Encoding,
    HeldLock,
    Language,
    Lists,
    Locks,
    Logs,
    Place,
    Rights,
    Site,
    Space,
    Terminal,
    Versions,
)
from kit.readiness.ready.rules import board
from tests.readiness.test_doctor import NOON, told, verdicts_of

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
MB = 1_000_000


def found(check: str, fact: Any, name: str = "") -> list[str]:
    return [note.found for note in told(verdicts_of({name or check: fact}), check).notes]


@pytest.mark.parametrize(("free", "reserve", "keys"), [
    (200 * MB, 9, ["space-ok"]), (200 * MB - 1, 9, ["space-low"]), (256 * 1024, 9, ["space-low"]), (256 * 1024 - 1, 9, ["space-reserve-only"]), (256 * 1024 - 1, 8, ["space-none"]), (256 * 1024, 8, ["space-low", "space-no-reserve"]), (300 * MB, 8, ["space-no-reserve"]), (None, 9, ["space-unknown"]), (None, 8, ["space-no-reserve"]),
])  # fmt: skip
def test_how_much_room_is_little_and_how_much_is_none(free: int | None, reserve: int, keys: list[str]) -> None:
    assert found("space", Space(free, 9, reserve, 9, True)) == keys
    assert found("space", Space(300 * MB, 9, 8, 9, False)) == ["space-new"] and found("space", Space(300 * MB, 0, 9, 9, True)) == ["space-no-files"]


def test_sizes_are_told_in_the_unit_that_fits() -> None:
    assert [doctor.megabytes(n) for n in (0, 10 * MB - 100_000, 10 * MB, 999 * MB, 1000 * MB, 84_000 * MB)] == ["0.0 MB", "9.9 MB", "10 MB", "999 MB", "1 GB", "84 GB"]


def test_a_battery_is_empty_at_fifteen_and_low_below_forty() -> None:
    assert {n: found("battery", Battery(n)) for n in (15, 16, 39, 40)} == {15: ["battery-empty"], 16: ["battery-low"], 39: ["battery-low"], 40: ["battery-ok"]}


def test_a_clock_s_year_its_jumps_and_its_lag() -> None:
    years = {2025: ["clock-year"], 2026: ["clock-ok"], 2056: ["clock-ok"], 2057: ["clock-year"]}
    assert {year: found("clock", ClockFacts(NOON.replace(year=year))) for year in years} == years
    assert [found("clock", ClockFacts(NOON, **{name: value})) for name, value in (("jump", 9.0), ("jump", -9.0), ("behind", 5.0), ("behind", 5.1))] == [["clock-forward"], ["clock-back"], ["clock-ok"], ["clock-behind"]]
    assert found("clock", ClockFacts(NOON, jump=9.0, behind=99.0)) == ["clock-forward"]
    assert [doctor._offset(timedelta(minutes=n)) for n in (-210, -1, 0, 480, 345)] == ["-03:30", "-00:01", "+00:00", "+08:00", "+05:45"]
    assert doctor._span(-3725.9) == {"span": "1:02:05"} == doctor._span(3725)


def test_a_terminal_is_small_below_eighty_columns_or_twenty_four_rows() -> None:
    said = {(80, 24): ["terminal-ok"], (79, 24): ["terminal-small"], (80, 23): ["terminal-small"], (0, 0): ["terminal-ok"]}
    assert {size: found("terminal", Terminal(term="xterm", columns=size[0], rows=size[1])) for size in said} == said
    assert found("terminal", Terminal(term="xterm", columns=10, rows=5, plain=True)) == ["terminal-plain"] and found("terminal", Terminal(term="dumb", columns=80, rows=24)) == ["terminal-dumb"]


def test_places_rights_locks_and_logs_name_the_worst_first() -> None:
    assert found("place", Place("/p", "/d", exists=True, folder=False)) == ["place-no-folder"] and found("place", Place("/p", "/d", exists=False, folder=False)) == ["place-new"]
    assert [found("place", Place("/p", "/d", fs=fs, cloud=cloud)) for fs, cloud in (("ext4", False), ("fuse.onedriver", False), ("ext4", True), ("nfs", False), ("9p", False), ("ramfs", False))] == [["place-ok"], ["place-cloud"], ["place-cloud"], ["place-network"], ["place-host"], ["place-memory"]]
    assert [found("rights", Rights([("/a", "0777", "600")] * wide, kept=kept)) for wide, kept in ((1, True), (1, False), (0, False))] == [["rights-wide"], ["rights-none"], ["rights-ok"]]
    assert found("rights", Rights(locked=["/a"], closed=["/b"])) == ["rights-closed"] and found("rights", Rights(locked=["/a"])) == ["rights-locked"]
    assert found("lock", Locks(3, [HeldLock("/l", "1", None)])) == ["lock-held"] and found("lock", Locks(3)) == ["lock-ok"]
    many = told(verdicts_of({"logs": Logs(4, 1, 90, 2, 0, list("ABCDEF"))}), "logs").notes[0]
    assert many.fill["refs"] == [*"ABCDE", "..."] and told(verdicts_of({"logs": Logs(4, 1, 90, 2, 0, list("ABCDE"))}), "logs").notes[0].fill["refs"] == [*"ABCDE"]
    assert found("logs", Logs()) == ["logs-none"] and found("logs", Logs(1)) == ["logs-ok"]


def test_encodings_languages_versions_and_lists() -> None:
    said = {("utf-8", 0): ["encoding-ok"], ("UTF_8", 65001): ["encoding-ok"], ("utf8", 936): ["encoding-page"], ("gbk", 0): ["encoding-legacy"]}
    assert {key: found("encoding", Encoding(name=key[0], page=key[1])) for key in said} == said
    assert [found("language", Language("zh", why, "LANG", value)) for why, value in (("locale", "zh_CN"), ("locale", "EN"), ("locale", "de"), ("variable", "de"))] == [["language-locale"], ["language-locale"], ["language-unknown"], ["language-unknown"]]
    assert [found("versions", Versions("0", python, "Linux", {})) for python in ((3, 10, 9), (3, 11, 0), (3, 13, 0))] == [["versions-python"], ["versions-ok"], ["versions-ok"]]
    assert found("checklists", Lists(0)) == ["lists-none"] and found("checklists", Lists(1)) == ["lists-ok"]
    assert found("phones", Site("x", silent={}), "profile") == ["phones-ok"]


# ---- the board -----------------------------------------------------------------------------------


def test_a_drill_is_old_behind_183_days_and_a_review_late_behind_seven() -> None:
    assert [board.drills(TODAY - n * DAY, [], TODAY).key for n in (183, 184)] == ["drills-ok", "drills-old"] and board.drills(None, [], TODAY).key == "drills-none"
    assert board.drills(TODAY - 184 * DAY, [], TODAY).since == TODAY - DAY and board.drills(TODAY, ["D1"], TODAY).key == "drills-open"
    late = {n: board.reviews([("R1", TODAY - n * DAY)], ["PO"], TODAY) for n in (7, 8)}
    assert [(one.key, one.state, one.since) for one in late.values()] == [("reviews-open", "ok", None), ("reviews-late", "bad", TODAY - DAY)]
    assert board.reviews([("R1", TODAY - 8 * DAY)], ["XX"], TODAY).state == "check" and board.reviews([], ["PO"], TODAY).key == "reviews-ok"
    two = board.reviews([("R2", TODAY - 9 * DAY), ("R1", TODAY - 20 * DAY), ("R3", TODAY)], ["XX", "SA"], TODAY)
    assert (two.fill["n"], two.fill["names"], two.how, two.clause, two.since) == (2, ["R1", "R2"], "kit review R1", "SA-3.1.g.1", TODAY - 13 * DAY)


def test_what_lacks_is_red_what_nobody_knows_is_looked_at_and_only_what_is_there_is_good() -> None:
    assert [board.supplies(red, total, 500, None).key for red, total in (([], 0), (["a"], 0), (["a"], 1), ([], 1))] == ["supplies-none", "supplies-none", "supplies-bad", "supplies-ok"]
    assert board.supplies(["a"] * 5, 9, 505, None).fill == {"n": 5, "names": ["a"] * 3, "share": "50.5 %"} and board.supplies(["a"], 1, None, None).fill["share"] == "-"
    assert [board.seats(red, old, names, asked, None).key for red, old, names, asked in (("a", "", "a", "C"), ("", "", "", ""), ("", "", "", "C"), ("", "a", "a", "C"), ("", "", "a", "C"))] == ["seats-bad", "seats-unasked", "seats-none", "seats-old", "seats-ok"]
    assert [board.seats(red, old, ["a", "b", "c", "d"], "C", None).fill for red, old in ((["a"], ["b"]), ([], ["b"]), ([], []))] == [{"n": 1, "names": ["a"]}, {"n": 1, "names": ["b"]}, {"n": 4, "names": ["a", "b", "c"]}]
    assert [board.ups(short, unknown, total, None).key for short, unknown, total in (("", 0, 0), ("a", 1, 2), ("", 1, 2), ("", 0, 2))] == ["ups-none", "ups-short", "ups-unknown", "ups-ok"]
    assert [board.first_aid(n, 100).key for n in (0, 9, 10)] == ["aid-none", "aid-few", "aid-ok"]
    assert [board.training(*each).key for each in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0))] == ["training-late", "training-late", "training-due", "training-ok"]
    assert [board.actions(*each).key for each in ((1, 1), (0, 1), (0, 0))] == ["actions-late", "actions-wait", "actions-ok"]
    assert [board.lists(*each).key for each in (("a", "", ""), ("", "a", ""), ("", "", "a"), ("", "", "", "a"), ("", "", "a", "a"), ("", "", ""))] == ["lists-bad", "lists-bad", "lists-red", "lists-behind", "lists-behind", "lists-ok"]


def test_duties_by_whether_somebody_took_them_on() -> None:
    late, new = board.DutyFact(("迟", "late"), TODAY, False, "C"), board.DutyFact(("新", "new"), TODAY, True, "C")
    assert [board.duties(facts, total).key for facts, total in (([], 0), ([late], 0), ([], 1), ([new], 1), ([late, new], 2))] == ["duties-none", "duties-none", "duties-ok", "duties-new", "duties-late"]
    assert [board.duties([late, new, new], 3).fill[name] for name in ("n", "new")] == [1, 2]


def test_cards_days_and_what_a_shell_takes() -> None:
    printed = {"fire": ("h", "2026-01-02"), "flood": ("i", "2026-01-01"), "gas": ("k", "x")}
    old = board.cards(printed, {"fire": "z", "flood": "z", "gas": "k"})
    assert (old.key, old.since, old.fill["n"]) == ("cards-old", date(2026, 1, 1), 2) and board.cards(printed, {"fire": "h", "flood": "i", "gas": "k"}).key == "cards-ok" and board.cards({}, {}).key == "cards-none"
    assert board.cards(printed, {"fire": "h", "flood": "i"}).since is None
    assert [board.working_days(*each).key for each in (([2027], TODAY, False), ([2027], TODAY, True), ([], TODAY, True))] == ["days-own", "days-missing", "days-ok"]
    assert [board.working_days([year], TODAY, True).since for year in (2026, 2027)] == [date(2025, 12, 1), TODAY]
    assert [board._typed(word) for word in ("a-b_c.9", "a b", "it's", "厅")] == ["a-b_c.9", "'a b'", "'it'\"'\"'s'", "'厅'"]
    plain = board.Told("x", "ok", "x", clause="PO-1")
    assert [board.of_plans(plain, plans).clause for plans in (["PO"], ["SA"])] == ["PO-1", ""] and board.of_plans(board.Told("x", "ok", "x"), []).clause == ""
    assert [one.key for one in board.ordered([board.Told("a", "ok", "a"), board.Told("b", "bad", "b"), board.Told("c", "check", "c"), board.Told("d", "bad", "d")])] == ["b", "d", "c", "a"]
    assert (board.mends(["fix-place", "fix-backup"]), board.mends(["fix-place"])) == ("kit backup", "kit doctor") and board.advice(["fix-setup", "fix-place", "fix-phones"]) == ["fix-place", "fix-phones"]
