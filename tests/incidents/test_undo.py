"""Taking back what was recorded wrongly, and restoring it."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files import taking_back
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from tests.support.constants import TEN
from tests.support.kit import Kit, closed

REPORT = "report-manager"


def lateness(kit: Kit, ref: str = "") -> dict[str, object]:
    words = ["summary", *([ref] if ref else []), "--json"]
    found: dict[str, object] = kit(*words).json["kept"]
    return found


def first_timer(kit: Kit) -> str:
    return next(t["timer"] for t in kit("timer", "--json").json["timers"] if t["tell"])


def test_a_timer_answered_by_mistake_runs_again_with_its_first_due_time(kit: Kit) -> None:
    key = first_timer(kit)
    before = kit("timer", "--json").json["timers"]
    kit("timer", key, "--told")
    assert kit("undo").code == 0
    assert kit("timer", "--json").json["timers"] == before


def test_what_was_taken_back_stays_to_be_read_and_names_what_did_it(kit: Kit) -> None:
    kit("note", "33 seats")
    assert kit("undo", "--reason", "another room").out.endswith("Taken back #6: Note: 33 seats, reason: another room\n")
    assert kit("log").out.splitlines()[-2].endswith("Note: 33 seats (taken back, see #7)")


def test_what_was_taken_back_can_be_restored_and_taken_back_again(kit: Kit) -> None:
    kit("tick", "no-logout")
    done = kit("show", "--json").json["steps"]
    kit("undo")
    assert kit("show", "--json").json["steps"] != done
    assert "Restored #6" in kit("redo").out
    assert kit("show", "--json").json["steps"] == done
    kit("undo")
    assert kit("show", "--json").json["steps"] != done


def test_an_earlier_entry_is_taken_back_by_its_number_and_later_ones_stay(kit: Kit) -> None:
    kit("note", "first")
    kit("note", "second")
    kit("undo", "#6")
    lines = kit("log").out.splitlines()
    assert lines[5].endswith("first (taken back, see #8)")
    assert lines[6].endswith("Note: second")


def test_after_closing_figures_follow_what_was_taken_back(kit: Kit) -> None:
    key = first_timer(kit)
    kit("timer", key, "--told")
    answered = kit("log", "--json").out.splitlines()
    number = 6
    assert '"kind":"called"' in answered[number - 1]
    folder = kit.folder()
    closed(folder, TEN + timedelta(minutes=90))
    told = lateness(kit, folder.ref)
    kit("undo", str(number), "-i", folder.ref)
    assert lateness(kit, folder.ref) != told
    assert kit("summary", folder.ref, "--json").json["corrections"] == 1


def test_a_closing_taken_back_leaves_the_incident_open(kit: Kit) -> None:
    folder = kit.folder()
    closed(folder, TEN + timedelta(minutes=9))
    assert kit("undo", "-i", folder.ref).code == 0
    assert folder.ref in kit("list").out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_goes_with_a_closing_is_said_in_words(kit: Kit, lang: str) -> None:
    """"And with it #85": the timers that run on again stood there as the number of the first one."""
    folder = kit.folder()
    kit.env("KIT_LANG", lang)
    said = {"en": ("timers, which run on", "timers, which stop again"), "zh": ("项计时（继续计时）", "项计时（又停了）")}[lang]
    closed(folder, TEN + timedelta(minutes=9))
    stopped = sum(row.count('"timer-stopped"') for row in kit("log", "--json", "-i", folder.ref).out.splitlines())
    for act, text in zip(("undo", "redo"), said, strict=True):
        line = kit(act, "-i", folder.ref).out
        assert f"{stopped} {text}" in line and line.count("#") == 2, f"only its own number and the closing's: {line}"


def test_the_opening_is_never_taken_back_once_something_was_done(kit: Kit) -> None:
    kit("note", "x")
    result = kit("undo", "#1")
    assert result.code != 0
    assert "cannot be withdrawn whole" in result.err


def test_what_is_taken_back_cannot_be_taken_back_twice(kit: Kit) -> None:
    kit("note", "x")
    kit("undo", "6")
    assert "taken back already, see #7" in kit("undo", "6").err


def test_a_plan_takes_along_what_was_done_on_it_and_says_so(kit: Kit) -> None:
    kit("plan", "fire")
    number = kit("log").out.splitlines()[5].split()[1]
    kit("tick", "fire/alarm")
    out = kit("undo", number).out
    assert "and with it #" in out and "Done: Shout" in out, f"a number alone says nothing: {out}"
    assert not any(step["step"].startswith("fire/") for step in kit("show", "--json").json["steps"])


def test_a_corrected_value_counts_from_the_wrong_ones_time(kit: Kit) -> None:
    kit("tick", "no-logout")
    step = next(s for s in kit("show", "--json").json["steps"] if s["answer"] == "number")
    first = kit("answer", step["step"], "50", "--json").json["entries"][0]
    assert kit("note", "--amend", f"#{first['n']}", "5").code == 0
    now = next(s for s in kit("show", "--json").json["steps"] if s["step"] == step["step"])
    assert now["value"] == "5"
    assert now["at"] == first["at"]


def test_a_correction_that_the_step_cannot_take_is_refused(kit: Kit) -> None:
    step = next(s for s in kit("show", "--json").json["steps"] if s["answer"] == "number")
    first = kit("answer", step["step"], "50", "--json").json["entries"][0]
    assert kit("note", "--amend", f"#{first['n']}", "many").code != 0


def test_the_log_keeps_every_byte(kit: Kit) -> None:
    kit("note", "x")
    folder = kit.folder()
    path = next(iter((kit.home / "open").glob("*/*.jsonl")))
    before = path.read_bytes()
    kit("undo")
    assert path.read_bytes().startswith(before)
    assert kit("verify").code == 0
    assert folder.ref


def test_a_long_log_is_taken_back_from_without_being_decoded(kit: Kit) -> None:
    store, where = Store(str(kit.home)), kit.folder().where
    log = store.load(where)
    for minute in range(450):
        store.record(log, Now(TEN + timedelta(seconds=minute)), "li", lambda d: acts.note(d, "x"))
    store.load(where)
    log = store.load(where)
    assert log.before_newest() is not None
    store.record(log, Now(TEN + timedelta(minutes=9)), "li", lambda d: acts.tick(d, "no-logout") and None)
    store.record(log, Now(TEN + timedelta(minutes=9)), "li", lambda d: taking_back.take_back(log, d))
    assert log.before_newest() is not None
    assert log.incident.step_state("no-logout").status == "open"
    fresh = Store(str(kit.home)).load(where)
    assert fresh.incident.step_state("no-logout").status == "open"
    assert fresh.incident == log.incident


def followed(kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kit:
    """The same home as it came to another laptop, which has a name of its own."""
    other = tmp_path / "other"
    shutil.copytree(kit.home, other)
    shutil.rmtree(other / "seen", ignore_errors=True)
    for path in other.glob("laptop*"):
        path.unlink()
    monkeypatch.setenv("KIT_HOME", str(other))
    return Kit(other, kit._clock, kit._capture, kit.env)


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_what_another_laptop_recorded_last_is_taken_back_by_its_number_alone(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, verb: str
) -> None:
    """``kit undo -i REF`` in a script took back a note that somebody else had just made."""
    kit("note", "33 seats")
    if verb == "redo":
        kit("undo")
    ref = kit.folder().ref
    here = followed(kit, monkeypatch, tmp_path)
    before = here("log", ref, "--json").out
    refused = here(verb, "-i", ref)
    assert refused.code != 0 and here("log", ref, "--json").out == before
    assert "another laptop's" in refused.err and "33 seats" in refused.err
    (how,) = re.findall(rf"kit ({verb} #\S+ -i {ref})", refused.err)
    assert here(*how.split()).code == 0 and here("log", ref, "--json").out != before
    here("note", "34 seats")
    assert here("undo", "-i", ref).code == 0, "its own last act"


def test_an_incident_that_another_laptop_opened_is_not_withdrawn_unnamed(
    kit: Kit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ref = kit.folder().ref
    here = followed(kit, monkeypatch, tmp_path)
    assert here("undo", "-i", ref).code != 0 and here.folder(ref).incident.closed is None


def test_what_stands_is_not_restored_though_something_else_can_be(kit: Kit) -> None:
    kit("note", "first")
    kit("note", "second")
    kit("undo")
    before = kit("log", "--json").out
    assert kit("redo", "#6").code != 0 and kit("log", "--json").out == before
    assert "Restored #7" in kit("redo", "#8").out
