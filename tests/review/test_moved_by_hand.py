"""A closed incident that a hand moved into another month's folder counts where it was opened."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from tests.support.constants import TEN
from tests.support.kit import Kit, closed, opened


@pytest.mark.parametrize("folder", ["2025-01", "2026-02", "2026-04", "2027-12"])
def test_the_month_of_its_opening_counts_it_wherever_it_lies(bare: Kit, folder: str) -> None:
    log = opened(bare.home)
    closed(log, TEN + timedelta(minutes=30))
    month = f"{TEN:%Y-%m}"
    before = bare("summary", "--month", month, "--json").json
    assert list(before["by_type"]) == ["application-outage"]
    lies = next((bare.home / "closed" / month).iterdir())
    target = bare.home / "closed" / folder
    target.mkdir()
    shutil.move(lies, target / lies.name)
    after = bare("summary", "--month", month, "--json").json
    assert (after["by_type"], after["by_month"]) == (before["by_type"], before["by_month"])
    listed = bare("list", "--closed", "--month", month, "--json").json
    assert [one["ref"] for one in listed["incidents"]] == [log.ref]
