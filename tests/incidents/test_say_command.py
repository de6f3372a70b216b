"""``say`` and ``report``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.kit import Kit, opened


def test_the_words_for_customers_name_the_times_that_are_known(kit: Kit) -> None:
    shown = kit("say", "customers", "--restore", "10:41").out
    assert "Expected to be restored: 10:41." in shown
    assert "{" not in shown


def test_what_nobody_knows_yet_is_said_to_be_unknown(kit: Kit) -> None:
    assert "Expected to be restored: not known yet." in kit("say", "customers").out


def test_words_that_were_said_are_recorded_as_they_were_said_and_the_promise_rings(kit: Kit) -> None:
    made = kit("say", "customers", "--next", "20", "--said", "--json").json["entries"]
    assert [entry["kind"] for entry in made] == ["announced", "timer-started"]
    assert made[0]["data"]["text"] in kit("say", "customers", "--next", "20").out.replace("\n  ", "")
    assert made[0]["data"]["script"]
    assert "Next update to customers" in kit.at(21)("timer").out
    assert kit.at(22)("say", "customers", "--words", "all is well", "--json").kinds == [
        "announced",
        "timer-answered",
    ]
    assert "1 min late" in kit("log").out.splitlines()[-1]


@pytest.mark.parametrize("more", [("--next", "20"), ("--who", "supervisor"), ("--at", "10:00")])
def test_words_that_were_only_shown_are_not_taken_for_recorded(kit: Kit, more: tuple[str, ...]) -> None:
    """``--next 20`` without ``--said``: the words came, and the update that was promised never rang."""
    before = kit("log").out
    shown = kit("say", "leaders", *more)
    assert shown.code == 0 and "nothing is recorded" in shown.err and "--said" in shown.err
    assert kit("log").out == before
    assert "--said" not in kit("say", "leaders").err, "who only looks is told nothing"


def test_a_report_that_was_only_shown_is_not_taken_for_given(kit: Kit) -> None:
    before = kit("log").out
    shown = kit("report", "--next", "20")
    assert shown.code == 0 and "nothing is recorded" in shown.err and "--told POST" in shown.err
    assert kit("report", "--next", "tea").code == 2, "what can be read no time is refused all the same"
    assert kit("log").out == before
    assert "Only shown" not in kit("report").err + kit("report", "--next", "20", "--told", "supervisor").err


def test_an_audience_can_be_named_in_either_language_or_by_its_beginning(kit: Kit) -> None:
    assert kit("say", "客户").out == kit("say", "cust").out != ""


def test_an_unknown_audience_is_refused_with_the_names_that_exist(kit: Kit) -> None:
    refused = kit("say", "everybody")
    assert refused.code == 2 and "staff, customers, leaders, media" in refused.err


def test_the_spoken_report_says_what_is_not_known_and_how_to_fill_it_in(kit: Kit) -> None:
    shown = kit("report")
    assert "This is a drill." in shown.out
    assert "Effect: not known yet." in shown.out
    assert "Fill in: kit report --place" in shown.err


def test_the_written_report_has_the_seven_headings_in_order(kit: Kit) -> None:
    lines = kit("report", "--written", "--effect", "40 seats", "--control", "partly").out.splitlines()
    heads = [line for line in lines if line[:1].isdigit()]
    assert [head[0] for head in heads] == list("1234567")
    assert "  40 seats" in lines and "  Control: partly under control" in lines


def test_a_report_goes_into_a_file_with_hostile_text_as_text(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    kit("report", "--effect", "<script>x</script> |a|", "-o", str(path))
    text = path.read_text(encoding="utf-8")
    assert "<script>" not in text and "script" in text


def test_a_report_of_the_last_closed_incident_needs_no_reference(kit: Kit) -> None:
    kit("close", "--yes")
    shown = kit("report", "--effect", "nobody hurt")
    assert shown.code == 0 and "Effect: nobody hurt." in shown.out
    assert "over since" in shown.out


def test_the_report_as_data_has_stable_keys(kit: Kit) -> None:
    found = kit("report", "--json").json
    assert {"spoken", "headings", "unknown", "emergency", "told", "steps_done"} <= set(found)
    assert len(found["headings"]) == 7


def test_nothing_of_the_chinese_report_is_english(bare: Kit) -> None:
    opened(bare.home, type="fire")
    shown = bare("report", "--written", "--spoken", "--lang", "zh").out
    assert not any(c.isascii() and c.isalpha() for c in shown.replace("wang", "").replace(
        shown.split("编号 ")[1].split("\n")[0], ""))


def test_words_noted_later_are_those_that_fitted_when_they_were_said(bare: Kit) -> None:
    """What was said at 10:20 knew nothing of the power that came back at 10:40."""
    bare("start", "power-outage", "--no-guide", "--at", "10:00", "--date", "2026-03-01")
    bare("tick", "power-back", "10:40", "--at", "10:40", "--date", "2026-03-01")
    before, after = (bare("say", "customers", "--said", "--at", at, "--date", "2026-03-01").out for at in ("10:20", "10:45"))
    assert "power has failed" in before and "restored" not in before, before
    assert "power is restored" in after, after


def test_words_to_callers_are_no_public_notice_and_what_runs_on_is_named(bare: Kit) -> None:
    """The deadline rang on, and the page had nobody told, though the log had words said to customers."""
    bare.at(0)("start", "power", "--drill", "--profile", "hotline", "--no-guide")
    said = bare.at(2)("say", "customers", "--said")
    assert said.code == 0 and "kit timer customer-notice --yes" in said.err
    bare.at(3)("timer", "customer-notice", "--yes")
    assert "customer-notice" not in bare.at(4)("say", "customers", "--said").err
