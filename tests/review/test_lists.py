"""``list`` and ``show``."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened


def test_open_incidents_are_listed_by_danger(bare: Kit) -> None:
    outage = opened(bare.home)
    fire = opened(bare.home, "fire", at=TEN + timedelta(minutes=9))
    refs = [i["ref"] for i in bare("list", "--json").json["incidents"]]
    assert refs == [fire.ref, outage.ref]


def test_a_drill_is_marked_and_a_real_incident_is_not(bare: Kit) -> None:
    real = opened(bare.home)
    drill = opened(bare.home, "fire", drill=True)
    lines = bare("list").out.splitlines()
    assert lines[0].startswith(" " * 8 + real.ref)
    assert lines[1].startswith(f"[DRILL] {drill.ref}")
    marks = [i["drill"] for i in bare("list", "--json").json["incidents"]]
    assert marks == [False, True]


def test_closed_ones_are_listed_on_demand_and_by_month(bare: Kit) -> None:
    stays = opened(bare.home)
    gone = opened(bare.home, "fire")
    closed(gone, TEN)
    assert gone.ref not in bare("list").out
    both = bare("list", "--all").out
    assert stays.ref in both and gone.ref in both
    only = bare("list", "--closed").out
    assert stays.ref not in only and gone.ref in only
    assert gone.ref in bare("list", "--month", "2026-03").out
    assert bare("list", "--month", "2026-04").out == ""


def test_a_month_lists_what_its_figures_count(bare: Kit) -> None:
    """The list went by closing, the figures by opening: one incident was in two months."""
    night = TEN.replace(month=3, day=31, hour=23, minute=50)
    over = opened(bare.home, at=night)
    closed(over, night + timedelta(minutes=30))
    other = opened(bare.home, at=night + timedelta(days=2))
    closed(other, night + timedelta(days=2, minutes=9))
    for month, ref in (("2026-03", over.ref), ("2026-04", other.ref)):
        listed = bare("list", "--month", month, "--json").json["incidents"]
        assert [one["ref"] for one in listed] == [ref]
        assert runs(bare, "--month", month) == 1


def test_an_incident_that_lies_in_two_months_is_counted_and_listed_once(bare: Kit) -> None:
    """A sync program laid a copy into another month's folder, and every figure was doubled."""
    night = TEN.replace(month=3, day=31, hour=23, minute=50)
    log = opened(bare.home, at=night)
    closed(log, night + timedelta(minutes=30))
    plain = opened(bare.home, at=night + timedelta(minutes=1))
    closed(plain, night + timedelta(minutes=40))
    assert runs(bare, "--month", "2026-03") == 2
    copy = bare.home / "closed" / "2026-03" / f"{log.ref}.application-outage"
    shutil.copytree(bare.home / "closed" / "2026-04" / copy.name, copy)
    assert runs(bare, "--month", "2026-03") == 2 and runs(bare, "--year", "2026") == 2
    listed = bare("list", "--month", "2026-03", "--json").json["incidents"]
    assert sorted(one["ref"] for one in listed) == sorted([log.ref, plain.ref])
    assert len(bare("list", "--closed", "--json").json["incidents"]) == 2
    shutil.rmtree(bare.home / "closed" / "2026-04" / copy.name)
    assert runs(bare, "--month", "2026-03") == 2


def runs(kit: Kit, *period: str) -> int:
    found: int = kit("summary", *period, "--json").json["by_kind"]["incident"]["runs"]
    return found


def test_only_the_last_closed_are_listed_and_the_rest_is_named(bare: Kit) -> None:
    for minute in (1, 2, 3):
        closed(opened(bare.home, at=TEN + timedelta(minutes=minute)), TEN + timedelta(minutes=9))
    every = bare("list", "--closed", "--last", "0").out.splitlines()
    result = bare("list", "--closed", "--last", "2")
    assert result.out.splitlines() == every[:2] and len(every) == 3
    assert "Only the last 2" in result.err


def test_a_closed_incident_is_listed_as_it_was_when_it_was_open(bare: Kit) -> None:
    folder = opened(bare.home, "power-outage", drill=True)
    before = bare("list", "--json").json["incidents"][0]
    closed(folder, TEN + timedelta(minutes=9))
    after = bare("list", "--closed", "--json").json["incidents"][0]
    same = ("ref", "drill", "kind", "type", "plans", "title", "about", "site", "opened", "leader", "level", "open_steps")
    assert {key: after[key] for key in same} == {key: before[key] for key in same}
    assert list(after) == list(before)


def test_nothing_open_is_said_beside_the_answer(bare: Kit) -> None:
    bare.home.mkdir()
    result = bare("list")
    assert (result.code, result.out, result.err) == (0, "", "No incident is open.\n")


def test_an_unreadable_incident_does_not_hide_the_others(bare: Kit) -> None:
    whole = opened(bare.home)
    broken = Path(bare.home) / "open" / "260302-AAA-AAAA.nonsense"
    broken.mkdir()
    (broken / "x.jsonl").write_bytes(b"garbage\n")
    result = bare("list")
    assert result.code == 0 and whole.ref in result.out
    assert "260302-AAA-AAAA" in result.err


def test_show_gives_states_answers_timers_calls_and_customers(kit: Kit) -> None:
    kit("answer", "seats", "12")
    kit("call", "supervisor", "--said", "all down")
    kit("callback", "add", "Ms Chen")
    out = kit("show").out
    assert out.splitlines()[0].startswith("[DRILL] 2603")
    for text in (
        "Count the positions that cannot work [12 positions, 10:01]",
        "10:01  reached  call centre supervisor, said: all down",
        "Customers to call back",
        "current step: no-logout",
    ):
        assert text in out


def test_show_as_json_has_everything(kit: Kit) -> None:
    kit("answer", "seats", "12")
    shown = kit("show", "--json").json
    step = next(s for s in shown["steps"] if s["step"] == "seats")
    assert (step["value"], step["text"], step["status"]) == ("12", "12 positions", "done")
    assert shown["drill"] is True and len(shown["timers"]) == 4
    assert shown["damages"] == []


def test_damage_is_shown_and_the_rest_stays_readable(kit: Kit) -> None:
    kit("note", "lost")
    kit("note", "kept")
    (path,) = Path(kit.folder().where.path).glob("*.jsonl")
    path.write_bytes(path.read_bytes().replace(b'"lost"', b'"l0st"'))
    result = kit("show")
    assert "entries 6 to 6" in result.out and "damaged in 1 place" in result.err
    assert kit("show", "--json").json["damages"][0]["first"] == 6
    assert "kept" in kit("log").out


def test_a_closed_incident_is_shown_by_reference(kit: Kit) -> None:
    folder = kit.folder()
    closed(folder, TEN + timedelta(minutes=5))
    assert "closed 10:05: Resolved" in kit("show", folder.ref).out


def test_a_terminals_lines_fit_and_wrap_below_their_own_column() -> None:
    from kit.ground.base.cells import columns, width

    lines = columns([("开", "a-key", "很长的一句话" * 6), ("open", "b", "short")], 60)
    assert all(width(line) <= 60 for line in lines)
    assert lines[1].startswith(" " * 13) and lines[-1] == "open  b      short"


def test_where_little_room_is_left_the_text_goes_below() -> None:
    from kit.ground.base.cells import columns

    assert columns([("a-long-key-" * 3, "some longer words here")], 50) == [
        "a-long-key-" * 3,
        "    some longer words here",
    ]


def test_a_mark_stands_before_every_line_of_its_row() -> None:
    from kit.ground.base.cells import columns

    rows = [("REF-" * 8, "much to say " * 5), ("REF", "short")]
    lines = columns(rows, 50, marks=["[DRILL] ", ""])
    assert [line[:8] for line in lines] == ["[DRILL] ", "[DRILL] ", "[DRILL] ", " " * 8]


def test_help_of_every_command_is_in_both_languages(bare: Kit) -> None:
    import re

    from kit.app import COMMANDS

    chinese = re.compile("[\u4e00-\u9fff]")
    for name in ("skip", "answer", "note", "call", "hand", "level", "timer", "callback", "action",
                 "plan", "close", "reopen", "log", "show", "list"):
        assert name in COMMANDS
        english = bare(name, "--help", "--lang", "en").out
        assert english.startswith(f"Usage: kit {name}") and not chinese.search(english)
        lines = bare(name, "--help", "--lang", "zh").out.splitlines()
        assert lines[0].startswith(f"用法：kit {name}")
        assert all(chinese.search(line) for line in lines if line.strip())
