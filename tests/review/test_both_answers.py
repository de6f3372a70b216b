"""That somebody was missing is as much a fact of the page as that all were found."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.review.summary.rules.first_page import Decision, decisions
from tests.support.constants import TEN
from tests.support.kit import opened


def told(home: Path, *answers: tuple[int, str, str], type_: str = "fire") -> list[Decision]:
    """Steps answered so many minutes after the beginning."""
    folder, store = opened(home, type_), Store(str(home))
    for minute, step, value in answers:
        now = Now(TEN + timedelta(minutes=minute))
        store.record(folder, now, "li", lambda d, step=step, value=value: acts.tick(d, step, value))  # type: ignore[misc]
    return decisions(folder.incident, folder.entries)


def said(found: list[Decision], step: str) -> list[tuple[str, int]]:
    return [(one.value, round((one.at - TEN).total_seconds() / 60)) for one in found if one.key == step]


def test_the_page_of_a_fire_tells_that_somebody_was_missing_and_that_all_were_found(tmp_path: Path) -> None:
    """Only the last answer stood among what was decided."""
    found = told(tmp_path, (4, "all-out", "no"), (9, "all-out", "no"), (21, "all-out", "yes"))
    assert said(found, "all-out") == [("no", 4), ("yes", 21)]


@pytest.mark.parametrize("type_", ["gas-leak", "chemical-release"])
def test_so_does_that_of_every_list_in_which_life_hangs_on_it(tmp_path: Path, type_: str) -> None:
    found = told(tmp_path, (4, "all-out", "no"), (21, "all-out", "yes"), type_=type_)
    assert said(found, "all-out") == [("no", 4), ("yes", 21)]


def test_what_was_taken_back_was_never_answered(tmp_path: Path) -> None:
    from kit.incidents.incident.files import taking_back

    told(tmp_path, (4, "all-out", "no"))
    store = Store(str(tmp_path))
    folder = store.pick("")
    store.record(folder, Now(TEN + timedelta(minutes=5)), "li", lambda d: taking_back.take_back(folder, d))
    store.record(folder, Now(TEN + timedelta(minutes=6)), "li", lambda d: acts.tick(d, "all-out", "yes"))
    assert said(decisions(folder.incident, folder.entries), "all-out") == [("yes", 6)]


def test_neither_answer_gives_way_where_much_was_decided(tmp_path: Path) -> None:
    many = [(n, "all-out", value) for n, value in enumerate(["no", "yes", "unknown", "no", "yes", "no", "yes", "no", "unknown", "yes"], 3)]
    assert len(said(told(tmp_path, *many), "all-out")) == 10


def test_the_page_of_a_log_that_an_older_kit_wrote_reads_as_it_did(tmp_path: Path) -> None:
    told(tmp_path, (4, "all-out", "no"), (21, "all-out", "yes"))
    folder = Store(str(tmp_path)).pick("")
    folder.incident.kit = "0.1.0"
    assert said(decisions(folder.incident, folder.entries), "all-out") == [("yes", 21)]


def test_other_lists_tell_the_last_answer_alone_as_before(tmp_path: Path) -> None:
    found = told(tmp_path, (4, "which-system", "1"), (9, "which-system", "2"), type_="application-outage")
    assert len(said(found, "which-system")) <= 1
