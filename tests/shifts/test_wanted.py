"""What a hand-over asks for by itself: a shift where none is, a life before a signature, figures in
time; and the ways in which the sheet leaves the laptop."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kit.people.registers.rules.books import ITEM
from kit.shifts.shift.command.carried import SORTS
from tests.shifts.test_handover import SAID, judged, sheet
from tests.support.kit import Kit
from tests.support.run import ClockFile, environment, kit
from tests.support.terminal import ENTER, Terminal


def decided(out: str) -> str:
    """What a summary says needs a decision."""
    return out.split("Needs a decision")[1].split("==")[1]


def test_people_who_may_be_trapped_in_a_power_cut_hold_back_a_signature(bare: Kit) -> None:
    """A power cut is graded as one of service; the search of its lifts is about lives all the same."""
    bare.at(0)("shift", "start", "Example")
    assert bare("start", "power-outage", "--drill", "--no-guide").code == 0
    bare.at(1)("shift", "handover", "--to", "Sample")
    refused = bare("shift", "accept", "Sample", *SAID)
    assert refused.code == 3 and "critical" in refused.err
    bare.at(2)("tick", "trapped")
    assert bare("shift", "accept", "Sample", *SAID).code == 0, bare("show").out


def test_a_search_that_was_given_to_somebody_is_still_open(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("start", "power-outage", "--drill", "--no-guide")
    bare.at(1)("hand", "trapped", "Guard")
    bare("shift", "handover", "--to", "Sample")
    assert bare("shift", "accept", "Sample", *SAID).code == 3
    agreed = bare("shift", "accept", "--agreed-by", "Manager", "--reason", "guard reports to her")
    assert agreed.code == 0 and "NAME" not in agreed.err, "agreed is done; who signs comes later"
    assert bare("shift", "accept", "Sample", *SAID).code == 0


def test_a_hand_over_where_nobody_opened_a_shift_begins_one_with_what_was_done(bare: Kit) -> None:
    none = bare.at(0)("shift", "handover")
    assert none.code == 4 and not (bare.home / "shifts").exists()
    bare.at(1)("start", "complaint", "--drill", "--no-guide")
    bare.at(9)("note", "a note")
    made = bare.at(10)("shift", "handover", "--to", "Sample")
    assert made.code == 0 and "opened by itself" in made.err
    shown = bare("shift", "show", "--json").json["shift"]
    assert shown["opened_by_itself"] and shown["since"][11:16] == "10:01"
    lines = sum(1 for p in bare.home.glob("open/*/*.jsonl") for _ in p.open(encoding="utf-8"))
    assert sheet(bare)["entry_count"] == lines + shown["entry_count"]


def test_figures_are_asked_for_at_their_time_and_by_the_next_shift_too(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    for wrong in ("3", "481", "x", "二"):
        assert bare("shift", "figure", "--every", wrong).code == 2
    assert bare("shift", "figure", "--every", "30").code == 0
    assert bare("shift", "figure", "--every", "30").code == 3, "it is so already"
    assert "Next floor figures 10:30" in bare.at(29)("shift", "show").out
    assert "were wanted at 10:30" in bare.at(31)("shift", "show").out
    bare.at(32)("shift", "figure", "100", "90")
    assert bare("shift", "show", "--json").json["shift"]["figures_due"][11:16] == "11:02"
    bare("shift", "handover", "--to", "Sample")
    assert bare.at(40)("shift", "accept", "Sample", *SAID).code == 0
    assert bare("shift", "show", "--json").json["shift"]["figures_due"][11:16] == "11:10"
    bare("shift", "figure", "--every", "0")
    assert bare("shift", "show", "--json").json["shift"]["figures_due"] is None


def test_a_refusal_without_a_reason_is_asked_for_one_and_one_that_was_settled_needs_no_decision(
    bare: Kit,
) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    assert bare("shift", "refuse").code == 2, "no terminal to ask at"
    assert bare("shift", "refuse", "not counted").code == 0
    assert "not counted" in decided(bare("summary", "--shift").out)
    bare("shift", "accept", "Sample", *SAID)
    assert "not counted" not in decided(bare("summary", "--shift", "last").out)
    assert "not counted" in bare("shift", "handover", "last").out, "the sheet keeps it"


def test_the_list_of_what_is_carried_says_what_still_works_and_what_to_do_if(bare: Kit) -> None:
    bare.at(0)("shift", "degraded", "printer", "--still", "upstairs one")
    bare("shift", "watch", "UPS", "--if", "under 30%", "--then", "shut down", "--call", "5550100")
    listed = bare("item", "list").out
    for text in ("upstairs one", "under 30%", "shut down", "5550100"):
        assert text in listed


# ---- out of the laptop -------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_codes_of_the_sheet_hold_every_open_thing_and_end_where_a_fact_does(
    bare: Kit, lang: str
) -> None:
    bare.at(0)("shift", "start", "Example")
    ref = bare("start", "complaint", "--drill", "--no-guide", "--json").json["ref"]
    judged(bare, ref)
    bare("callback", "add", "Zhang", "--phone", "5550100", "--promised", "11:00")
    bare("shift", "degraded", "printer", "--still", "upstairs one")
    bare("shift", "question", "who pays")
    bare("shift", "handover", "--to", "Sample")
    pages = [one["text"] for one in bare("--lang", lang, "qr", "handover", "--full", "--json").json["codes"]]
    assert len(pages) > 1 and all(len(page.encode()) <= 134 for page in pages)
    whole = "".join(page.partition(" ")[2] for page in pages)
    for text in (ref, "it spreads", "119", "Zhang", "5550100", "11:00", "printer", "upstairs one", "who pays", "Sample"):  # fmt: skip
        assert text in whole, text


def test_the_shifts_of_a_day_stand_side_by_side_and_their_sum_counts_each_line_once(
    bare: Kit,
) -> None:
    bare.at(0)("shift", "start", "Example")
    ref = bare("start", "complaint", "--drill", "--no-guide", "--json").json["ref"]
    bare.at(5)("note", "one")
    bare("shift", "handover", "--to", "Sample")
    bare.at(10)("shift", "accept", "Sample", *SAID)
    bare.at(20)("note", "two")
    bare("callback", "add", "Zhang", "--phone", "5550100", "--promised", "11:00")
    bare.at(25)("shift", "end")
    day = bare("shift", "list", "--json").json["shifts"][0]["day"]
    out = bare("summary", "--shift", day).out
    table = out.split("== ")[0]
    lines = [
        json.loads(line)
        for path in bare.home.rglob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    last = next(row for row in table.splitlines() if row.startswith("Sum")).split()
    assert int(last[-1]) == len(lines), "every line of every journal, once"
    assert int(last[1]) == 1 and out.count(f"{ref}  ") >= 2, "one incident in two shifts"
    told = bare("summary", "--shift", day, "--json").json["shifts"]
    assert [one["shift"]["leader"] for one in told] == ["Example", "Sample"]
    assert sum(one["entry_count"] for one in told) == len(lines)


def test_a_shift_says_who_else_was_on_and_one_after_another_is_not(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare.at(10)("shift", "end")
    bare.at(20)("shift", "start", "Sample")
    bare.at(30)("shift", "end")
    assert "same time" not in bare("summary", "--shift", "last").out
    own = (bare.home / "laptop").read_text(encoding="utf-8")
    other = "zzzzzz" + own[6:]
    (bare.home / "laptop").write_text(other, encoding="utf-8")
    bare.at(25)
    made = bare("shift", "start", "Third", "--at", "10:22")
    assert made.code == 0, made.err
    assert "Third" in bare.at(40)("summary", "--shift", "last").out.split("same time")[1]


# ---- at a terminal -----------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (60, 18)])
def test_who_signs_has_had_every_line_of_the_sheet_on_the_screen(
    tmp_path: Path, lang: str, cols: int, rows: int
) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", lang, clock)
    kit(env, "shift", "start", "Example")
    for kind in ("complaint", "call-surge", "network-failure", "media"):
        kit(env, "start", kind, "--drill")
    kit(env, "shift", "handover", "--to", "Sample")
    for one in json.loads(kit(env, "list", "--json"))["incidents"]:  # what nobody judged is asked first
        kit(env, "shift", "judge", one["ref"], "--state", "stable")
    page = {"zh": r"第 (\d+)/(\d+) 页，看完按回车", "en": r"Page (\d+) of (\d+), Enter goes on"}[lang]
    asked = {"zh": "看完按回车", "en": "Enter goes on"}[lang]
    first = {"zh": "复述第 1 点", "en": "Point 1 said back"}[lang]
    heads = {"zh": ("一、", "十、"), "en": ("1 Who", "10 Questions")}[lang]
    seen = ""
    with Terminal(["shift", "accept"], env, cols, rows) as terminal:
        terminal.see(asked)
        found = re.search(page, terminal.text())
        assert found and found[1] == "1"
        for number in range(1, int(found[2])):
            terminal.see(re.sub(r"\(.*?\)", "{}", page).format(number, found[2])[: -len(asked)])
            seen += terminal.text()
            terminal.child.send(ENTER)
        terminal.see(first)
        seen += terminal.text()
        terminal.child.send("\x1b")
        terminal.see({"zh": "Example仍然负责", "en": "Example is still responsible"}[lang])
    assert all(head in seen for head in heads)


def test_esc_leaves_a_form_says_what_was_not_recorded_and_what_was_stays_in_view(
    tmp_path: Path,
) -> None:
    clock = ClockFile(tmp_path / "clock")
    env = environment(tmp_path / "home", "en", clock)
    kit(env, "shift", "start", "Example")
    with Terminal(["--lang", "en"], env) as terminal:
        terminal.see("shift log")
        terminal.child.send("l")
        terminal.see("back")
        terminal.child.send("n")
        terminal.see("> n)")
        terminal.child.send(ENTER)
        terminal.see("Note:")
        terminal.child.send("half typed")
        terminal.see("half typed")
        terminal.child.send("\x1b")
        terminal.see('Not recorded: "half typed"', "> q)")
        terminal.child.send("n")
        terminal.see("> n)")
        terminal.child.send(ENTER)
        terminal.see("Note:")
        terminal.child.send("lamp dark")
        terminal.see("lamp dark")
        terminal.child.send(ENTER)
        terminal.see("Shift note: lamp dark", "> q)")
        terminal.child.send("\x1b")
        terminal.see("No incident is open")
    log = kit(env, "shift", "log", "--json")
    assert "lamp dark" in log and "half typed" not in log


def test_a_sheet_of_long_ago_still_says_who_was_to_be_asked_after(bare: Kit) -> None:
    """An incident closed in the month before, a few days before the shift: as of the cut, whenever
    the sheet is looked at."""
    bare.at(-4 * 24 * 60)("start", "robbery", "--drill", "--no-guide")
    bare("close", "--yes")
    bare.at(0)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    bare("shift", "accept", "Sample", *SAID)
    then = sheet(bare, "last")["unasked"]
    assert len(then) == 1
    assert sheet(bare.at(60 * 24 * 60), "last")["unasked"] == then


def test_every_date_counted_without_the_years_days_off_says_so_on_the_sheet(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    far = ("--promised", "300 working days")
    bare("callback", "add", "Zhang", "--phone", "5550100", *far)
    bare("complaint", "add", "Li", "--phone", "5550101", "--matter", "rude", *far)
    lines = [x for x in bare("shift", "handover").out.splitlines() if "Zhang" in x or " Li " in x]
    marked = [line for line in lines if "provisional" in line]
    assert any("Zhang" in line for line in marked) and any(" Li " in line for line in marked), lines


def test_a_signed_sheet_keeps_a_call_that_an_incident_of_an_earlier_month_owes(bare: Kit) -> None:
    """Its journal is in no cut; what was written after the signature is not on the sheet."""
    bare.at(-4 * 24 * 60)("start", "complaint", "--drill", "--no-guide")
    bare("callback", "add", "Zhang", "--phone", "5550100", "--promised", "11:00")
    bare("close", "--yes")
    bare.at(0)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    before = sheet(bare)["callbacks"]
    bare.at(1)("shift", "accept", "Sample", *SAID)
    assert [one["name"] for one in before] == ["Zhang"] and sheet(bare, "last")["callbacks"] == before
    assert bare.at(2)("callback", "done", "Zhang").code == 0
    bare("start", "call-surge", "--drill", "--no-guide")
    after = sheet(bare, "last")
    assert after["callbacks"] == before and after["incidents"] == []


def test_what_is_carried_says_of_which_open_incident_it_is_and_outside_says_of_none(kit: Kit) -> None:
    """Each of the ten sorts; those that have an end, with one."""
    ref = kit.folder().ref
    for command, sort in SORTS.items():
        until = ("--until", "23:00") if sort in ITEM.ending else ()
        said = kit("shift", command, f"{command} thing", *until)
        assert said.code == 0 and f"Of incident {ref}; if it is not: kit item edit" in said.err, command
        alone = kit("shift", command, f"{command} alone", *until, "--outside")
        assert alone.code == 0 and "Of incident" not in alone.err and "of incident" not in alone.out, command
    docs = kit("item", "--json").json["items"]
    assert {(doc["content"]["what"].split()[1], bool(doc["incident"])) for doc in docs} == {("thing", True), ("alone", False)}
