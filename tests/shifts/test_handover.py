"""The hand-over: nothing open is lost from shift to shift, and nobody takes over without a word."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from kit.ground.base.refusal import Refused
from kit.ground.documents.page import Line
from kit.review.forms.rules import filled_forms
from kit.review.forms.show.filled import pages
from kit.shifts.handover.rules.sheet import HEADINGS
from kit.shifts.handover.rules.typed import WORDS, outlook_state
from kit.shifts.handover.show.page import Writer
from kit.shifts.shift.rules import acts, handing
from kit.shifts.shift.rules.kinds.handing import STATES
from kit.shifts.shift.rules.state import Shift
from tests.support.constants import TEN
from tests.support.kit import Kit, opened
from tests.support.run import ClockFile, environment
from tests.support.run import kit as kit_by_hand
from tests.support.terminal import Terminal

SAID = ("--said", "one", "--said", "two", "--said", "three")


def sheet(kit: Kit, *argv: str) -> dict[str, Any]:
    told: dict[str, Any] = kit("shift", "handover", *argv, "--json").json["handover"]
    return told


def judged(kit: Kit, ref: str = "") -> None:
    made = kit("shift", "judge", *([ref] if ref else []), "--state", "watch", "--if", "it spreads",
               "--then", "leave", "--call", "119", "--owner", "Sample")  # fmt: skip
    assert made.code == 0, made.err


def test_the_sheet_has_its_ten_headings_in_both_languages(kit: Kit) -> None:
    kit.at(0)("shift", "start", "Example")
    for lang, first in (("zh", "一、"), ("en", "1 ")):
        text = kit("--lang", lang, "shift", "handover").out
        assert text.count("== ") >= len(HEADINGS) and first in text


def test_what_is_open_arrives_with_state_first_next_step_owner_and_if_then(kit: Kit) -> None:
    kit.at(0)("shift", "start", "Example")
    ref = kit.folder().ref
    judged(kit, ref)
    (held,) = sheet(kit)["incidents"]
    assert (held["outlook"], held["owner"]) == ("watch", "Sample")
    assert (held["if_this"], held["then_that"], held["call_whom"]) == ("it spreads", "leave", "119")
    line = next(x for x in kit("shift", "handover").out.splitlines() if ref in x)
    assert line.lstrip(" !").startswith("watch"), "the state is the first word"


@pytest.mark.parametrize("word", [*STATES, *WORDS])
def test_every_word_for_how_it_stands_is_read(word: str) -> None:
    assert outlook_state(word) in STATES


def test_a_hand_over_may_begin_an_hour_before_the_planned_end_and_no_earlier(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example", "--until", "12:00")
    early = bare.at(30)("shift", "handover")
    assert early.code == 3 and "11:00" in early.err
    assert bare.at(61)("shift", "handover", "--to", "Sample").code == 0


def test_it_is_brought_up_to_date_until_it_is_signed_and_stands_as_of_its_cut_from_then_on(
    kit: Kit,
) -> None:
    kit.at(0)("shift", "start", "Example")
    kit.at(1)("shift", "handover", "--to", "Sample")
    kit.at(2)("callback", "add", "Zhang", "--phone", "5550100", "--promised", "11:00")
    kit.at(3)("shift", "degraded", "printer")
    judged(kit)
    before = sheet(kit.at(4))
    assert [one["name"] for one in before["callbacks"]] == ["Zhang"]
    assert kit("shift", "accept", "Sample", *SAID).code == 0
    kit.at(30)("callback", "done", "Zhang")
    kit("item", "done", "printer")
    kit("note", "after the signature")
    kit("close", "--yes")
    after = sheet(kit.at(60), "last")
    for name in ("incidents", "callbacks", "timers", "entry_count"):
        if name == "entry_count":
            assert after[name] == before[name] + 3, "said back, accepted, ended"
        else:
            assert after[name] == before[name], name
    (printer,) = [one for one in after["carried"] if one["heading"] == "degraded"]
    assert printer["content"]["what"] == "printer" and printer["ended"] is None


def test_summary_and_form_name_who_took_over_and_from_when_on(kit: Kit) -> None:
    """They had the first one in charge alone, whoever signed for the incident since."""
    kit.at(0)("shift", "start", "Example")
    kit.at(1)("shift", "handover", "--to", "Sample")
    judged(kit)
    assert kit.at(4)("shift", "accept", "Sample", *SAID).code == 0
    kit.at(30)("close", "--yes")
    (line,) = [x for x in kit("summary").out.splitlines() if x.startswith("In charge  ")]
    assert line.endswith("from 10:04 Sample (hand-over signed)")
    took = [(TEN, "Sample")]
    log = kit.folder(kit("list", "--all", "--json").json["incidents"][0]["ref"])
    (form,) = pages(log.incident, filled_forms(log.incident, log.entries, TEN), "en", took)
    text = " ".join(cell.text for row in form.sections[0].table.rows for cell in row.cells)
    assert "from 10:00 Sample (hand-over signed)" in text


def test_whoever_takes_over_says_three_points_back(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    refused = bare("shift", "accept", "Sample", "--said", "one")
    assert refused.code == 3 and "3 points" in refused.err
    assert sheet(bare)["said_back"] == [], "a refused act leaves nothing behind"
    assert bare("shift", "accept", "Sample", *SAID).code == 0


def test_the_shift_that_follows_is_led_by_who_signed(
    bare: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KIT_BY", raising=False)
    bare.at(0)("shift", "start", "Example")
    bare("shift", "handover")
    bare("shift", "accept", "Sample", *SAID)
    assert bare("shift", "show", "--json").json["shift"]["leader"] == "Sample"
    assert "Sample" in bare("callback", "add", "Zhang").out


def test_nobody_takes_over_from_himself_and_nobody_without_a_hand_over(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    none = bare("shift", "accept", "Sample", *SAID)
    assert none.code == 3 and "kit shift handover" in none.err
    bare("shift", "handover")
    assert bare("shift", "accept", "Example", *SAID).code == 2


def test_a_refusal_keeps_its_reason_goes_up_and_stays_on_the_sheet(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    refused = bare("shift", "refuse", "radios", "are", "missing")
    assert refused.code == 0 and "Example is still responsible" in refused.err
    (one,) = sheet(bare)["refusals"]
    assert (one["who"], one["reason"]) == ("Sample", "radios are missing")
    assert "radios are missing" in bare("shift", "handover").out
    assert bare("shift", "accept", "Sample", *SAID).code == 0, "later it is accepted all the same"


def test_nobody_came_is_recorded_only_when_it_is_time(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example", "--until", "11:00")
    assert bare.at(30)("shift", "nobody").code == 3
    assert bare.at(70)("shift", "nobody").code == 0
    assert sheet(bare)["nobody_came"] is not None
    assert "past the planned time" in bare("shift", "handover").out


def test_no_hand_over_while_a_step_on_which_a_life_hangs_is_open(bare: Kit) -> None:
    bare.at(0)("start", "fire", "--drill", "--profile", "hotline")
    bare("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample")
    refused = bare("shift", "accept", "Sample", *SAID)
    assert refused.code == 3 and "critical" in refused.err
    own = bare("shift", "accept", "Sample", *SAID, "--agreed-by", "Example", "--reason", "tired")
    assert own.code == 3, "who agrees stands higher"
    agreed = ("--agreed-by", "Chief", "--reason", "outgoing leader is hurt")
    assert bare("shift", "accept", "Sample", *SAID, *agreed).code == 0
    assert sheet(bare, "last")["agreed_by"] == "Chief"


def test_the_rule_itself_refuses_a_critical_step_whoever_asked_before() -> None:
    """Not only the command that looks ahead: two terminals may sign at once."""
    draft = acts.Draft(Shift(), TEN, "li")
    acts.begin(draft, "S1", "Example")
    handing.begin(draft, "Sample")
    handing.say_back(draft, ["one", "two", "three"])
    with pytest.raises(Refused) as refused:
        handing.accept(draft, "Sample", {}, "aaaaaa", ["R1"])
    assert refused.value.code == "handover-critical"
    handing.agree(draft, "Chief", "outgoing leader is hurt")
    handing.accept(draft, "Sample", {}, "aaaaaa", ["R1"])
    assert draft.shift.accepted_by == "Sample"


def test_what_somebody_who_goes_home_holds_gets_an_owner(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    for name in ("printer", "screen"):
        bare("shift", "degraded", name, "--owner", "Example")
    bare("shift", "handover", "--to", "Sample")
    assert len(sheet(bare)["ownerless"]) == 2
    ids = {i["content"]["what"]: i["id"] for i in bare("item", "list", "--json").json["items"]}
    whose = [f"{ids['printer'][-4:]}=Third", f"{ids['screen'][-4:]}＝two men are at the door"]
    line = ("shift", "accept", "Sample", *SAID, "--owner", whose[0], "--owner", whose[1])
    refused = bare(*line)
    assert refused.code == 2 and '"two men are at the door" does not look like a person' in refused.err, refused.err
    assert len(sheet(bare)["ownerless"]) == 2, "nobody has taken over"
    assert bare(*line, "--yes").code == 0
    owners = {i["content"]["what"]: i["owner"] for i in bare("item", "list", "--json").json["items"]}
    assert owners == {"printer": "Third", "screen": "two men are at the door"}


def test_what_nobody_is_named_for_goes_to_whoever_takes_over(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    for name in ("printer", "screen"):
        bare("shift", "degraded", name, "--owner", "Example")
    bare("shift", "handover", "--to", "Sample")
    ids = {i["content"]["what"]: i["id"] for i in bare("item", "list", "--json").json["items"]}
    bare("shift", "accept", "Sample", *SAID, "--owner", f"{ids['printer'][-4:]}=Third")
    owners = {i["content"]["what"]: i["owner"] for i in bare("item", "list", "--json").json["items"]}
    assert owners == {"printer": "Third", "screen": "Sample"}


def test_common_property_is_counted_at_acceptance_and_known_ever_after(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "count", "radio", "8", "--should", "8")
    bare("shift", "handover", "--to", "Sample")
    bare("shift", "accept", "Sample", *SAID, "--count", "radio=7")
    (count,) = sheet(bare, "last")["counts"]
    assert count == {"thing": "radio", "found": 7, "should": 8}
    text = " ".join(bare("shift", "handover").out.split())
    assert "radio 7, should be 8, differs by -1" in text and "not yet in this shift" in text
    bare("shift", "count", "radio", "8")
    assert sheet(bare)["counts"] == [{"thing": "radio", "found": 8, "should": 8}]


def test_after_what_shakes_people_the_sheet_asks_who_was_looked_after(bare: Kit) -> None:
    bare.at(0)("start", "robbery", "--drill", "--profile", "service-hall")
    ref = bare("list", "--json").json["incidents"][0]["ref"]
    bare("shift", "start", "Example")
    bare.at(30)("close", "--yes")
    assert sheet(bare)["unasked"] == [ref]


def test_what_others_promised_us_and_what_the_shift_noted_stand_on_the_sheet(bare: Kit) -> None:
    """The grid company's forecast stood under 3 alone, a note of the shift nowhere."""
    bare.at(0)("start", "power-outage", "--drill", "--profile", "hotline")
    bare("shift", "start", "Example")
    assert bare("forecast", "Gridworks", "12:30").code == 0
    assert bare("forecast", "Gridworks", "13:30").code == 0
    assert bare("shift", "note", "water drips from the east unit").code == 0
    for text in ("one", "two", "three"):
        bare("note", text)
    said = bare("shift", "handover", "--to", "Sample").out
    promises, carried = said.partition("4 Promises")[2].partition("5 Degraded")[0], said.partition("7 To be")[2].partition("8 People")[0]
    assert "Gridworks to us" in promises and "13:30" in promises and "12:30" in promises
    assert "water drips from the east unit" in carried
    assert "10:00 two, 10:00 three +1" in " ".join(said.split())


def test_nobody_is_asked_after_for_an_incident_that_was_opened_in_error(bare: Kit) -> None:
    bare.at(0)("start", "robbery", "--drill", "--profile", "service-hall")
    bare("shift", "start", "Example")
    bare.at(5)("undo", "1")
    assert bare("list", "--closed", "--json").json["incidents"][0]["outcome"] == "opened-in-error"
    assert sheet(bare)["unasked"] == []


# Below which heading of the printed page what stands, of the chain below: every word of it.
PRINTED = {
    "2": ["watch {ref}", "If it spreads, then leave, call 119", "Sample"],
    "4": ["Zhang", "15:00", "Li", "refund", "16:30", "Wang", "rude", "15:30", "engineer", "vendor"],
    "5": ["printer", "upstairs", "radio", "security"],
    "6": ["keys 4", "5"],
    "7": ["type in the paper sheet"],
    "8": ["Liu"],
    "9": ["watch {ref}", "power", "it goes", "second line", "95598"],
    "10": ["who rosters the weekend"],
}


def left_off(page: str, ref: str) -> list[str]:
    """What the printed page does not say below its heading."""
    parts = re.split(r"^== (\d+)\b.*==$", page, flags=re.M)
    found = {n: " ".join(text.split()) for n, text in zip(parts[1::2], parts[2::2], strict=True)}
    return [
        f"{n} {words}"
        for n, every in PRINTED.items()
        for words in (one.format(ref=ref) for one in every)
        if words not in found.get(n, "")
    ]


def test_five_hand_overs_in_a_chain_lose_nothing_that_is_open(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promises, timers, degraded things, if-thens, counts: all of them in the last sheet, in its
    data and on the page that is read out and printed."""
    kit.at(0)("shift", "start", "Leader A")
    ref = kit.folder().ref
    kit("callback", "add", "Zhang", "--phone", "5550100", "--promised", "15:00", "-i", ref)
    kit("sheet", "Li", "5550101", "refund", "16:30")
    kit("complaint", "add", "Wang", "--matter", "rude", "--due", "15:30")
    kit("shift", "degraded", "printer", "--still", "upstairs")
    kit("shift", "lent", "radio", "--who", "security", "--until", "15:00")
    kit("shift", "watch", "power", "--if", "it goes", "--then", "second line", "--call", "95598")
    kit("shift", "welfare", "Liu", "--who", "Liu")
    kit("shift", "todo", "type in the paper sheet")
    kit("shift", "question", "who rosters the weekend")
    kit("shift", "owed", "engineer", "--who", "vendor", "--until", "15:00")
    kit("shift", "count", "keys", "4", "--should", "5")
    judged(kit, ref)

    def open_things() -> set[str]:
        made = sheet(kit)
        out = {f"{d['register']} {d['id']}" for d in made["carried"]}
        out |= {f"callback {one['name']}" for one in made["callbacks"]}
        out |= {f"timer {one['timer']}" for one in made["timers"]}
        out |= {f"if {one['ref']} {one['if_this']} {one['then_that']}" for one in made["incidents"]}
        return out | {f"count {one['thing']} {one['found']} {one['should']}" for one in made["counts"]}

    first = open_things()
    assert len(first) >= 14
    for n in range(1, 6):
        assert kit.at(n)("shift", "handover", "--to", f"Leader {'ABCDEF'[n]}").code == 0
        made = kit("shift", "accept", f"Leader {'ABCDEF'[n]}", *SAID)
        assert made.code == 0, made.err
        assert first <= open_things(), n
        assert left_off(kit("shift", "handover").out, ref) == [], n
    assert len(kit("shift", "list", "--json").json["shifts"]) == 6
    monkeypatch.setattr(Writer, "thing", lambda *_: Line(""))  # a page that leaves them off
    told = left_off(kit("shift", "handover").out, ref)
    assert {line.split()[0] for line in told} == {"4", "5", "7", "8", "9", "10"}
    assert first <= open_things(), "in the data they stand all the same"


def test_the_sheet_as_a_file_is_whole_and_its_text_is_only_text(kit: Kit, tmp_path: Path) -> None:
    kit.at(0)("shift", "start", "<b>Example</b>")
    kit("shift", "degraded", "<script>alert(1)</script>", "--still", "a & b")
    for ending in ("html", "md", "txt"):
        path = tmp_path / f"sheet.{ending}"
        assert kit("shift", "handover", "-o", str(path)).code == 0
        text = path.read_text(encoding="utf-8")
        assert "<script>" not in text or ending == "txt"
        assert "printer" not in text and "alert(1)" in text
        assert kit("shift", "handover", "-o", str(path)).code == 2, "nothing is overwritten"
    html = (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert not re.findall(r"(?:\bsrc=|href|@import|url\()", html), "it needs nothing else"


def test_the_rule_of_responsibility_is_printed(bare: Kit) -> None:
    bare.at(0)("shift", "start", "Example")
    assert "Responsibility:" in bare("shift", "handover").out
    assert "责任：" in bare("--lang", "zh", "shift", "handover").out


def test_hostile_text_steers_no_terminal(kit: Kit) -> None:
    kit.at(0)("shift", "start", "A\x1b[2JB")
    kit("shift", "handover", "--to", "C\u202eD")
    kit("shift", "judge", "--state", "worse", "--if", "x\x07", "--then", "\x9b31m", "--owner", "o\x1b]0;t\x07")
    kit("shift", "refuse", "no\x1b[5m", "--by", "E\x00F", "--told", "G\u2028H")
    for told in (kit("shift", "handover").out, json.dumps(sheet(kit)), kit("shift", "log").out):
        assert not {c for c in told if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202e\u2028"}


@pytest.mark.parametrize(("lang", "off", "then"), [("zh", "Example下班", "签字后Sample"), ("en", "Example goes off", "once signed Sample")])
def test_who_hands_over_goes_off_and_nobody_is_owner_before_signing(bare: Kit, lang: str, off: str, then: str) -> None:
    """What comes next is said behind the sheet; whoever signs is not the one that the log sends home."""
    opened(bare.home, "call-surge", drill=True)
    kit = bare.at(0)
    kit("shift", "start", "Example")
    judged(kit)
    begun = kit("--lang", lang, "shift", "handover", "--to", "Sample")
    assert then in " ".join(begun.out.split())
    last = begun.err.strip().splitlines()[-1]
    assert "kit shift accept" in last and "Sample" in last and "Example" in last
    assert kit("shift", "handover", "--json").err.count("kit shift accept") == 0
    made = kit("--lang", lang, "shift", "accept", "Sample", *SAID)
    assert made.code == 0, made.err
    assert off in made.out and "Sample下班" not in made.out and "Sample goes off" not in made.out


def test_without_a_terminal_what_is_not_said_back_is_refused_with_the_whole_line_to_type(
    bare: Kit,
) -> None:
    bare.at(0)("shift", "start", "Example")
    bare("shift", "handover", "--to", "Sample Person")
    refused = bare("shift", "accept", "Sample", "Person", "--said", "printer is out", "--count", "radios=8")
    assert refused.code == 3
    line = shlex.split(refused.err[refused.err.index("kit shift accept") :].strip())
    assert line.count("--said") == 3 and line.count("...") == 2
    taken = bare(*line[1:])
    assert taken.code == 0, "the line is typed as it stands, with the words between its quotes"
    assert bare("shift", "show", "--json").json["shift"]["leader"] == "Sample Person"
    assert "radios" in bare("shift", "show", "last").out + bare("shift", "log", "last").out


def test_at_a_terminal_a_name_without_points_is_asked_for_them_and_not_for_the_name_again(
    tmp_path: Path,
) -> None:
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock"))
    kit_by_hand(env, "shift", "start", "Example")
    kit_by_hand(env, "shift", "handover", "--to", "Sample")
    with Terminal(["shift", "accept", "Sample", "--said", "printer is out"], env, rows=60) as t:
        t.see("Point 2")
        t.line("radios are charged", "Point 3")
        t.line("nobody waits")
        assert t.end() == 0
        assert "sign" not in t.text().lower().partition("point 2")[2].partition("point 3")[0]
    told = kit_by_hand(env, "shift", "log", "last")
    assert all(each in told for each in ("printer is out", "radios are charged", "nobody waits"))


def test_an_incident_judged_as_one_to_watch_stands_below_what_to_watch(kit: Kit) -> None:
    kit.at(0)("shift", "start", "Example")
    ref = kit.folder().ref

    def watched() -> str:
        return kit("shift", "handover").out.partition("== 9 ")[2].partition("== 10 ")[0]

    assert ref not in watched() and "None" in watched()
    judged(kit, ref)
    assert f"watch  {ref}" in watched() and "None" not in watched()
    kit("shift", "judge", ref, "--state", "stable")
    assert ref not in watched()


def test_nobody_is_owner_in_the_log_whom_nobody_named_and_who_signs_is_owner_from_then_on(tmp_path: Path) -> None:
    """A name and "stable" were typed; the log said "owner Mei" of her who refused."""
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock"))
    opened(tmp_path / "home", "call-surge", drill=True)
    kit_by_hand(env, "shift", "start", "Example")
    with Terminal(["shift", "handover", "--plain"], env, rows=60) as t:
        t.see("incoming leader")
        t.line("Sample", "how does it stand")
        t.line("1", "If what happens")
        t.line("")
        assert t.end() == 0
    assert "judged: stable" in kit_by_hand(env, "shift", "log") and "owner" not in kit_by_hand(env, "shift", "log")
    held = json.loads(kit_by_hand(env, "shift", "handover", "--json"))["handover"]["incidents"]
    assert [one["owner"] for one in held] == [""]
    kit_by_hand(env, "shift", "accept", "Sample", *SAID)
    told = kit_by_hand(env, "shift", "handover", "last")
    assert "Owner: Sample" in told and "once signed" not in told


@pytest.mark.parametrize("how", [[], ["--plain"]])
def test_a_refusal_is_not_reported_to_a_command_and_can_be_taken_back(tmp_path: Path, how: list[str]) -> None:
    env = environment(tmp_path / "home", "en", ClockFile(tmp_path / "clock"))
    kit_by_hand(env, "shift", "start", "Example")
    kit_by_hand(env, "shift", "handover", "--to", "Sample")
    with Terminal(["shift", "refuse", *how], env, rows=60) as t:
        t.see("Why")
        t.line("she is ill", "eported to")
        t.line("kit shift accept --plain", "Something is asked here")
        t.line("Boss", "kit shift undo")
        assert t.end() == 0
    assert "reported to Boss" in kit_by_hand(env, "shift", "log") and "accept" not in kit_by_hand(env, "shift", "log")
    kit_by_hand(env, "shift", "undo")
    assert json.loads(kit_by_hand(env, "shift", "handover", "--json"))["handover"]["refusals"] == []


@pytest.mark.parametrize(("given", "shown"), [(("--if", "water at the sockets"), "If water at the sockets, then (not written)"), (("--then", "switch off"), "If (not written), then switch off")])
def test_half_a_sentence_of_what_to_do_stands_on_the_sheet(kit: Kit, given: tuple[str, str], shown: str) -> None:
    """It said that nothing was written, and the only warning was read by nobody."""
    kit("shift", "start", "Example")
    kit("shift", "judge", "--state", "watch", *given)
    text = " ".join(kit("shift", "handover").out.split())
    assert shown in text and "no “if" not in text
