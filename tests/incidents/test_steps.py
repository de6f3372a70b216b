"""``tick``, ``skip``, ``answer`` and ``hand``."""

from __future__ import annotations

from tests.support.kit import Kit


def test_a_ticked_step_is_acknowledged_in_one_line_that_names_the_drill(kit: Kit) -> None:
    result = kit("tick", "no-logout")
    assert result.code == 0
    assert result.out == "[DRILL] #6  10:01  wang  Done: Call out: stay logged on\n"
    assert result.err == ""


def test_a_late_note_keeps_both_times(kit: Kit) -> None:
    kit.at(14)
    entry = kit("note", "lights went out", "--at", "10:02", "--json").json["entries"][0]
    assert entry["at"].startswith("2026-03-02T10:02:00")
    assert entry["wrote"].startswith("2026-03-02T10:14:00")
    assert "10:02  wang  Note: lights went out (written 10:14)" in kit("log").out


def test_an_entry_written_as_it_happens_has_no_second_time(kit: Kit) -> None:
    entry = kit("note", "now", "--json").json["entries"][0]
    assert entry["wrote"] is None
    assert set(entry) == {"n", "id", "at", "wrote", "by", "kind", "data", "journal"}


def test_the_time_before_may_be_given_in_minutes(kit: Kit) -> None:
    kit.at(14)
    entry = kit("tick", "no-logout", "--at", "-10", "--json").json["entries"][0]
    assert entry["at"].startswith("2026-03-02T10:04:00")


def test_the_writer_can_be_named_and_is_made_safe(kit: Kit) -> None:
    entry = kit("note", "x", "--by", "zhao\x1b[31m\ud800", "--json").json["entries"][0]
    assert entry["by"] == "zhao[31m�"


def test_a_skipped_step_shows_its_reason(kit: Kit) -> None:
    result = kit("skip", "staff-log", "nobody", "free")
    assert result.out.endswith("symptom are in it, reason: nobody free\n")
    assert kit.folder().incident.step_state("staff-log").status == "skipped"


def test_a_step_cannot_be_skipped_without_a_reason(kit: Kit) -> None:
    result = kit("skip", "staff-log")
    assert (result.code, result.out) == (2, "")
    assert kit.folder().incident.step_state("staff-log").status == "open"


def test_not_applicable_and_later_need_no_reason(kit: Kit) -> None:
    assert kit("skip", "manual", "--na").code == 0
    assert kit("skip", "order", "--later").code == 0
    incident = kit.folder().incident
    assert incident.step_state("manual").status == "not-applicable"
    assert incident.step_state("order").status == "deferred"


def test_an_answer_is_recorded_as_the_choice_and_shown_in_words(kit: Kit) -> None:
    result = kit("answer", "forecast", "2")
    assert "[No, it cannot]" in result.out
    assert kit.folder().incident.step_state("forecast").value == "no"


def test_an_answer_of_several_words_needs_no_quotes(kit: Kit) -> None:
    kit("answer", "which-system", "work", "orders")
    assert kit.folder().incident.step_state("which-system").value == "work orders"


def test_a_number_is_shown_with_its_unit(kit: Kit) -> None:
    assert "[32 positions]" in kit("answer", "seats", "32").out


def test_an_answer_again_replaces_the_first_and_both_stay_in_the_log(kit: Kit) -> None:
    kit("answer", "forecast", "unknown")
    kit("answer", "forecast", "yes")
    assert kit.folder().incident.step_state("forecast").value == "yes"
    log = kit("log").out
    assert "[Not judged yet]" in log and "[Yes, it can be restored]" in log


def test_a_handed_step_starts_a_timer_for_its_time(kit: Kit) -> None:
    result = kit("hand", "order", "Zhao", "--until", "15", "--repeated", "--json")
    assert result.kinds == ["step-handed", "timer-started"]
    assert result.json["entries"][0]["data"]["repeated"] is True
    assert result.json["entries"][1]["data"]["due"].startswith("2026-03-02T10:16")


def test_a_post_handed_a_step_is_shown_by_its_title(kit: Kit) -> None:
    assert "Handed to centre manager: " in kit("hand", "order", "中心经理").out


def test_json_of_a_drill_says_so(kit: Kit) -> None:
    answer = kit("tick", "no-logout", "--json").json
    assert answer["drill"] is True and answer["ref"] == kit.folder().ref


def test_hostile_text_never_reaches_the_terminal(kit: Kit) -> None:
    kit("answer", "which-system", "CRM\x1b]52;c;eA==\x07\u202e[/bold]{role:tech}")
    for command in ("log", "show"):
        out = kit(command).out
        assert "\x1b" not in out and "\u202e" not in out and "\x07" not in out
        assert "CRM]52;c;eA==[/bold]{role:tech}" in out


def test_an_incident_can_be_named_by_the_last_characters_of_its_reference(kit: Kit) -> None:
    ref = kit.folder().ref
    assert kit("note", "x", "-i", ref[-4:], "--json").json["ref"] == ref
