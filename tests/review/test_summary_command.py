"""``kit summary`` and ``kit form`` through the front door."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.review.period.rules.ranges import ranged
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, found, opened
from tests.support.logs import begin
from tests.support.run import python

PREPARATION = "before-work"


def later(minute: float) -> Now:
    from datetime import timedelta

    return Now(TEN + timedelta(minutes=minute))


@pytest.fixture
def done(bare: Kit) -> Kit:
    """A closed outage: supervisor told in minute 4, manager at the third attempt and late."""
    folder = opened(bare.home, drill=True)
    record = folder.store.record
    record(folder, later(4), "li", lambda d: acts.call(d, "supervisor", "reached"))
    record(folder, later(5), "li", lambda d: drop(acts.tick(d, "forecast", "no")))
    for minute in (8, 9):
        record(folder, later(minute), "li", lambda d: acts.call(d, "manager", "no-answer"))
    record(folder, later(14), "li", lambda d: acts.call(d, "manager", "reached"))
    record(folder, later(20), "li", lambda d: acts.callback_add(d, "k1", "Wang", "138", "bill"))
    closed(folder, later(80).wall)
    return bare.at(90)


def drop(_: object) -> None:
    return None


def test_the_last_closed_incident_is_the_default(done: Kit) -> None:
    opened(done.home, at=later(85).wall, drill=True)
    result = done("summary", "--json")
    assert result.code == 0
    data = result.json
    assert (data["drill"], data["outcome"], data["seconds"]) == (True, "resolved", 4800)
    found = {n["timer"]: (n["due_after"], n["answered_after"], n["late_seconds"]) for n in data["notices"]}
    assert found["report-5"] == (300, 240, 0)
    assert found["forecast-10-manager"] == (600, 840, 240)
    assert data["callbacks_owed"] == 1
    assert data["role_titles"]["manager"] == "centre manager"
    assert [e["n"] for e in data["entries"]] == list(range(1, data["entry_count"] + 1))


def test_an_open_incident_can_be_summed_up_by_its_last_characters(kit: Kit) -> None:
    ref = kit.folder().ref
    result = kit("summary", ref[-4:], "--json")
    assert (result.code, result.json["ref"], result.json["closed"]) == (0, ref, None)


def test_without_a_closed_incident_the_refusal_says_what_to_do(kit: Kit) -> None:
    result = kit("summary")
    assert (result.code, result.out) == (4, "")
    assert "kit summary REF" in result.err


def test_an_unknown_reference_is_not_found(done: Kit) -> None:
    assert done("summary", "ZZZZ").code == 4


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_terminal_text_tells_minutes_and_lateness(done: Kit, lang: str) -> None:
    result = done("--lang", lang, "summary")
    late = {"zh": "告知逾期", "en": "told late"}[lang]
    assert result.code == 0
    assert late in result.out
    assert "10:14" in result.out and {"zh": "逾期达 4 分", "en": "4 min late"}[lang] in result.out
    assert {"zh": "【演练】", "en": "[DRILL]"}[lang] in result.out


def test_the_terminal_text_is_made_without_rich(done: Kit) -> None:
    code = (
        "import sys; from kit.main import main; code = main(['summary']);"
        "sys.exit(code or any(n == 'rich.console' or n.startswith('rich.t') for n in sys.modules))"
    )
    ran = python(None, "-c", code)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert " \n" not in ran.stdout


def test_a_file_is_written_whole_and_for_its_owner_only(done: Kit, tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("old", encoding="utf-8")
    refused = done("summary", "-o", str(target))
    assert refused.code == 2 and "--force" in refused.err
    assert target.read_text(encoding="utf-8") == "old"
    result = done("summary", "-o", str(target), "--force")
    assert (result.code, result.out) == (0, "")
    assert str(target) in result.err
    assert target.read_text(encoding="utf-8").startswith("# \\[DRILL\\] Incident summary\n")
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("report.md.")] == []


@pytest.mark.parametrize("command", ["summary", "form", "report"])
def test_a_name_whose_face_does_not_exist_is_refused_and_nothing_is_written(
    done: Kit, tmp_path: Path, command: str
) -> None:
    before = set(tmp_path.iterdir())
    for name in ("总结.xls", "总结.doc", "总结.pdf", "总结", "总结.html.exe"):
        refused = done(command, "-o", str(tmp_path / name))
        assert refused.code == 2 and refused.out == ""
        assert all(ending in refused.err for ending in (".md", ".html", ".docx", ".xlsx", ".csv", ".txt", ".json"))
    assert set(tmp_path.iterdir()) == before


def test_a_text_file_is_what_a_terminal_shows(done: Kit, tmp_path: Path) -> None:
    assert done("summary", "-o", str(tmp_path / "总结.txt")).code == 0
    text = (tmp_path / "总结.txt").read_text(encoding="utf-8")
    assert text == done("summary", "--full").out and "\x1b" not in text


def test_a_terminal_shows_what_is_read_first_and_says_where_the_rest_is(done: Kit) -> None:
    short, full = done("summary").out, done("summary", "--full").out
    *page, where = short.splitlines()
    assert full.startswith("\n".join(page)) and "Timeline ==" in full and "Timeline ==" not in short
    assert f"kit summary {done('summary', '--json').json['ref']} --full" in where
    assert done("summary", "--json").out == done("summary", "--full", "--json").out


@pytest.mark.parametrize("line", [("--shift",), ("--month", "this")])
def test_the_annex_of_what_has_none_is_refused(done: Kit, line: tuple[str, ...]) -> None:
    refused = done("summary", *line, "--full")
    assert (refused.code, refused.out) == (2, "") and "kit summary REF --full" in refused.err


def test_a_file_that_cannot_be_written_is_refused_in_one_line(done: Kit, tmp_path: Path) -> None:
    for target in (tmp_path / "none" / "x.md", tmp_path):
        result = done("summary", "-o", str(target))
        assert (result.code, result.out) == (1, "")
        assert result.err.count("\n") == 1 and str(target) in result.err


def test_damage_of_the_log_is_told(done: Kit) -> None:
    (found,) = [f for f in Store(str(done.home)).all_found() if f.month]
    (journal,) = Path(found.path).glob("*.jsonl")
    data = bytearray(journal.read_bytes())
    second = data.index(b"\n") + 20
    data[second] ^= 1
    journal.write_bytes(bytes(data))
    result = done("summary", "--json")
    assert result.code == 0
    (harm,) = result.json["damages"]
    assert (harm["first"], harm["last"]) == (2, 2)


def test_the_form_is_filled_from_the_log(done: Kit, tmp_path: Path) -> None:
    result = done("form", "--json")
    assert result.code == 0
    (form,) = result.json["forms"]
    fields = {f["source"]: f for f in form["fields"]}
    assert fields["reported"]["filled"]["after"] == 240
    assert fields["restored"]["filled"] is None and fields["restored"]["lines"] == []
    assert len(fields["calls"]["lines"]) == 2
    target = tmp_path / "form.md"
    assert done("form", "-o", str(target)).code == 0
    assert "[DRILL\\]" in target.read_text(encoding="utf-8")
    assert "(nobody asked; fill in by hand)" in done("form").out


# ---- a month, a year -------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("--month", "2026-03"), ("--year", "2026")])
def test_a_period_adds_up_what_was_closed_in_it_and_counts_drills_apart(
    done: Kit, words: tuple[str, str]
) -> None:
    real = opened(done.home)
    closed(real, later(30).wall)
    found = done("summary", *words, "--json").json
    assert (found["period"], found["by_kind"]["incident"]["runs"]) == (words[1], 1)
    assert found["by_kind"]["drill"]["runs"] == 1
    assert found["times"]["closed"] == {"count": 1, "median": 1800, "ninety": 1800, "longest": 1800}
    assert list(found["by_month"]) == ["2026-03"] and found["still_open"] == 0
    assert found["logs_unproved"] == found["logs_damaged"] == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_period_in_words_fits_the_terminal_and_goes_into_a_file(
    done: Kit, lang: str, tmp_path: Path
) -> None:
    closed(opened(done.home), later(30).wall)
    result = done("--lang", lang, "summary", "--year", "2026")
    assert {"zh": "期间总结：2026", "en": "Summary of 2026"}[lang] in result.out
    told = " ".join(result.out.split())
    assert {"zh": "演练的事件 1 件，只计入“单列”", "en": "Incidents of drills 1, only in"}[lang] in told
    assert all(line == line.rstrip() and len(line) <= 100 for line in result.out.splitlines())
    assert done("summary", "--year", "2026", "-o", str(tmp_path / "year.md")).code == 0
    assert (tmp_path / "year.md").read_text(encoding="utf-8").startswith("# Summary of 2026\n")


def test_a_period_with_nothing_in_it_says_so(done: Kit) -> None:
    result = done("summary", "--month", "2026-05")
    assert result.code == 0 and "No incident opened in this time has been closed" in result.out


@pytest.mark.parametrize("words", [("--month", "2026-13"), ("--month", "x"), ("--year", "26")])
def test_a_period_that_is_none_is_refused_with_an_example(bare: Kit, words: tuple[str, str]) -> None:
    result = bare("summary", *words)
    assert (result.code, result.out) == (2, "")
    assert f"kit summary {words[0]} 2026" in result.err


def test_a_period_and_an_incident_exclude_each_other(bare: Kit) -> None:
    assert bare("summary", "X7", "--year", "2026").code == 2
    assert bare("summary", "--month", "2026-03", "--year", "2026").code == 2


def test_a_readiness_check_is_in_no_figure_of_incidents(bare: Kit) -> None:
    closed(opened(bare.home), later(30).wall)
    closed(opened(bare.home, PREPARATION), later(40).wall)
    found = bare("summary", "--year", "2026", "--json").json
    assert [found["by_kind"][kind]["runs"] for kind in ("incident", "preparation")] == [1, 1]
    assert list(found["by_type"]) == ["application-outage"]
    lines = bare("list", "--closed").out.splitlines()
    assert lines[1:3] == ["", "Readiness checks (no incidents)"] and len(lines) == 4
    kinds = [one["kind"] for one in bare("list", "--closed", "--json").json["incidents"]]
    assert sorted(kinds) == ["incident", "preparation"]


@pytest.mark.parametrize(("option", "value"), [("--from", "2026-03-01"), ("--to", "2026-03-01")])
def test_an_option_of_days_without_its_value_shows_the_line_as_it_is_typed(bare: Kit, option: str, value: str) -> None:
    for lang in ("zh", "en"):
        said = bare.at(0)("--lang", lang, "summary", option)
        assert said.code == 2 and len(said.err.splitlines()) == 1
        assert f"kit summary {option} {value}" in said.err
    assert ranged("day", value, TEN.date()) is not None


def test_another_option_without_its_value_names_the_help_of_its_command(bare: Kit) -> None:
    assert "kit note --help" in bare("note", "--by").err
    assert "kit summary --help" in bare("summary", "--leader").err


@pytest.mark.parametrize("unit", ["--day", "--week", "--month", "--quarter", "--year"])
def test_a_period_without_a_value_is_the_one_that_goes_on(done: Kit, unit: str) -> None:
    alone, said = done("summary", unit), done("summary", unit, "this")
    assert (alone.code, alone.out) == (0, said.out) and alone.out
    assert done("summary", unit, "--json").json == done("summary", unit, "this", "--json").json


def test_where_nobody_was_named_in_charge_who_led_the_shift_and_who_recorded_stand_there(bare: Kit) -> None:
    """Each as what he was: nobody is made the one in charge."""
    first = _by_nobody(bare, 0)
    assert _in_charge(bare.at(0), first) == "not named"
    bare.at(1)("note", "one", "--by", "Chen")
    bare.at(2)("note", "two", "--by", "Zhou")
    bare("note", "three", "--by", "Chen")
    assert _in_charge(bare, first) == "not named; recorded by Chen, Zhou"
    assert bare.at(8)("shift", "start", "Example").code == 0
    assert _in_charge(bare, first) == "not named; recorded by Chen, Zhou"  # nobody led at ten
    assert _in_charge(bare.at(9), _by_nobody(bare, 9)) == "not named; the shift was led by Example"


def _by_nobody(kit: Kit, minute: float) -> str:
    store, mark = Store(str(kit.home)), ev.Drill(1.0, TEN, "file")
    return begin(store, *found(store, "application-outage", "hotline"), later(minute), "-", mark).ref


def _in_charge(kit: Kit, ref: str) -> str:
    lines = kit("summary", ref, "--full").out.splitlines()
    return next(" ".join(line.split()[2:]) for line in lines if line.startswith("In charge"))
