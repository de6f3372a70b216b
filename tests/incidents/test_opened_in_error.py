"""An incident that should never have been opened: taken back whole, in no figure, restored."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec

from kit.ground.machine.clock import Now
from kit.incidents.incident.files import taking_back
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened
from tests.support.taken_back import APART

MONTH = f"{TEN:%Y-%m}"


def month(kit: Kit) -> dict[str, object]:
    found: dict[str, object] = kit("summary", "--month", MONTH, "--json").json
    return found


def test_what_was_opened_in_error_is_taken_back_at_once_and_its_log_stays(kit: Kit) -> None:
    """Nothing could take an opening back: a slip of the keys stood in the figures for ever."""
    ref = kit.folder().ref
    done = kit("undo")
    assert done.code == 0 and "opened in error, in no figure" in done.out
    assert f"kit redo -i {ref}" in done.err
    assert ref not in kit("list").out and ref in kit("list", "--closed").out
    log = kit("log", ref).out
    assert "Incident opened" in log and "withdrawn whole" in log


def test_it_is_in_no_figure_of_its_month_but_named_there(kit: Kit) -> None:
    before = month(kit)
    kit("undo")
    after = month(kit)
    assert after.pop("withdrawn") == 1 and before.pop("withdrawn") == 0
    for found in (before, after):
        found.pop("by_month"), found.pop("still_open"), found.pop("logs_unproved")
    assert after == before
    assert "Opened in error" in kit("summary", "--month", MONTH).out


def test_restored_it_stands_as_if_it_had_never_been_taken_back(kit: Kit) -> None:
    folder = kit.folder()
    before = kit("show", "--json").json
    kit("undo")
    assert kit("redo", "-i", folder.ref).code == 0
    after = kit("show", "--json").json
    for found in (before, after):
        for name in ("entry_count", "log_code", "last_entry", "corrections"):
            found.pop(name, None)
    assert after["timers"] == before["timers"] and after["closed"] is None
    assert after["steps"] == before["steps"]
    assert month(kit)["withdrawn"] == 0 and month(kit)["still_open"] == 1
    closed(Store(str(kit.home)).pick(folder.ref), TEN + timedelta(minutes=50))
    found = month(kit)
    assert found["withdrawn"] == 0 and found["by_kind"]["drill"]["runs"] == 1  # type: ignore[index]
    assert found["changes"] == []


def test_a_taking_back_can_be_undone_and_done_again(kit: Kit) -> None:
    ref = kit.folder().ref
    for _ in range(2):
        assert kit("undo", "-i", ref).code == 0 and ref not in kit("list").out
        assert kit("undo", "-i", ref).code == 0 and ref in kit("list").out


def test_where_something_was_done_the_opening_stays(kit: Kit) -> None:
    """What happened in an incident is never hidden with it."""
    kit("note", "smoke on the third floor")
    done = kit("undo", "#1")
    assert done.code == 3 and "nothing" not in done.out
    assert kit("undo").code == 0  # the note
    assert kit("undo", "#1").code == 0
    assert kit("list", "--json").json["incidents"] == []


def test_what_was_opened_in_error_is_not_reopened_but_restored(kit: Kit) -> None:
    ref = kit.folder().ref
    kit("undo")
    done = kit("reopen", ref, "for real")
    assert done.code == 3 and f"kit redo -i {ref}" in done.err


def test_the_last_closed_is_never_one_that_was_opened_in_error(kit: Kit) -> None:
    folder = kit.folder()
    closed(folder, TEN + timedelta(minutes=9))
    other = opened(kit.home, "fire", at=TEN + timedelta(minutes=10))
    kit.at(11)("undo", "-i", other.ref)
    assert kit("summary", "--json").json["ref"] == folder.ref


def test_restored_on_any_laptop_the_state_is_that_of_the_opening(tmp_path: Path) -> None:
    folder = opened(tmp_path)
    before = plain(folder)
    store = folder.store
    late = Now(TEN + timedelta(minutes=30))
    store.record(folder, Now(TEN + timedelta(minutes=1)), "li", lambda d: taking_back.take_back(folder, d))
    store.record(folder, late, "li", lambda d: taking_back.redo(folder, d))
    assert plain(folder) == before


def plain(folder: Log) -> dict[str, object]:
    """The state without what only tells of the log."""
    found: dict[str, object] = msgspec.to_builtins(folder.incident)
    return {name: value for name, value in found.items() if name not in APART}
