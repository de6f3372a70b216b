"""``note`` and its corrections, and ``log``."""

from __future__ import annotations

import msgspec

from kit.review.forms.rules import Notes, filled_forms
from tests.support.constants import TEN
from tests.support.kit import Kit, closed
from tests.support.world import minute_of


def test_words_of_a_note_are_joined(kit: Kit) -> None:
    assert kit("note", "two", "words").out.endswith("Note: two words\n")


def test_a_note_may_begin_with_a_dash_after_two_dashes(kit: Kit) -> None:
    assert kit("note", "--", "-15 degrees").out.endswith("Note: -15 degrees\n")


def test_a_note_can_be_added_after_closing(kit: Kit) -> None:
    folder = kit.folder()
    closed(folder, TEN)
    assert kit("note", "found the cable", "-i", folder.ref).code == 0
    assert kit("log", folder.ref).out.splitlines()[-1].endswith("Note: found the cable")


def test_a_correction_shows_both_texts_and_names_the_entry(kit: Kit) -> None:
    kit("note", "33 seats")
    result = kit("note", "23 seats", "--amend", "6")
    assert result.out.endswith("Correction of #6: 23 seats (it said: 33 seats)\n")
    log = kit("log").out.splitlines()
    assert log[5].endswith("Note: 33 seats (corrected, see #7)")
    assert log[6].endswith("Correction of #6: 23 seats (it said: 33 seats)")


def test_a_correction_names_the_entry_by_its_id_in_the_log(kit: Kit) -> None:
    first = kit("note", "33", "--json").json["entries"][0]
    second = kit("note", "23", "--amend", "#6", "--json").json["entries"][0]
    assert second["data"] == {"entry": first["id"], "text": "23"}


def test_a_correction_can_be_corrected(kit: Kit) -> None:
    kit("note", "a")
    kit("note", "b", "--amend", "6")
    assert kit("note", "c", "--amend", "7").out.endswith("Correction of #7: c (it said: b)\n")


def test_the_log_as_json_is_one_object_per_entry_and_says_drill(kit: Kit) -> None:
    kit("note", "x")
    lines = [msgspec.json.decode(line) for line in kit("log", "--json").out.splitlines()]
    assert [line["n"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert all(line["drill"] is True and line["ref"] for line in lines)


def test_every_line_of_a_drills_log_says_so(kit: Kit) -> None:
    assert all(line.startswith("[DRILL] ") for line in kit("log").out.splitlines())


def test_the_log_hides_comings_and_goings_unless_all_is_wanted(kit: Kit) -> None:
    from kit.ground.machine.clock import Now
    from kit.incidents.incident.rules import acts

    folder = kit.folder()
    folder.store.record(folder, Now(TEN), "li", lambda draft: void(acts.take_up(draft, "manual")))
    assert "Went to" not in kit("log").out
    assert "Went to: Decide whether to work calls by hand" in kit("log", "--all").out


def void(_: object) -> None:
    pass


def test_of_a_note_that_was_put_right_the_correction_that_stands_is_read_everywhere(kit: Kit) -> None:
    """The report had the original, the form the original and both corrections."""
    first = kit("note", "three missing", "--json").json["entries"][0]["n"]
    second = kit("note", "two missing", "--amend", str(first), "--json").json["entries"][0]["n"]
    third = kit("note", "one missing", "--amend", str(first), "--json").json["entries"][0]["n"]
    said = kit("undo", str(second)).out
    assert f"Taken back #{second}: Correction of #{first}: two missing" in said
    line = next(line for line in kit("log").out.splitlines() if "Note: three missing" in line)
    assert f"see #{third}" in line and f"see #{second}" not in line
    assert kit("note", "nobody missing", "--amend", str(third)).code == 0
    assert "nobody missing" in kit("report", "--written").out
    log = kit.folder()
    (form,) = filled_forms(log.incident, log.entries, minute_of(90))
    (notes,) = [field.value for field in form.fields if isinstance(field.value, Notes)]
    assert [(note.text, note.corrected is not None) for note in notes.notes] == [("nobody missing", True)]


def test_what_counts_in_the_figures_is_taken_back_and_not_put_right_in_words(kit: Kit) -> None:
    """"Not told" stood as a correction, and the count said told in time."""
    told = kit.at(4)("call", "supervisor", "--json").json["entries"]
    for entry in told:
        answer = kit("note", "not told, wrong key", "--amend", str(entry["n"]))
        assert answer.code == 2 and f"kit undo {entry['n']}" in answer.err, entry["kind"]
    changed = kit.at(5)("hand", "manual", "Wang", "--json").json["entries"]
    changed += kit.at(6)("forecast", "supplier", "20", "--json").json["entries"]
    for entry in changed:
        answer = kit("note", "to nobody", "--amend", str(entry["n"]))
        assert answer.code == 2 and f"kit undo {entry['n']}" in answer.err, entry["kind"]
    assert "Correction" not in kit("log").out
