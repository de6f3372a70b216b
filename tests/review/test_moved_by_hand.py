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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_that_lies_in_no_month_is_named_and_is_there_again_once_it_is_laid_into_one(bare: Kit, lang: str) -> None:
    log = opened(bare.home)
    closed(log, TEN + timedelta(minutes=30))
    lies = next((bare.home / "closed" / f"{TEN:%Y-%m}").iterdir())
    stray = bare.home / "closed" / lies.name
    shutil.move(lies, stray)
    for line in (["--closed"], ["--all"], ["--month", f"{TEN:%Y-%m}"], ["--closed", "--json"]):
        said = bare("--lang", lang, "list", *line)
        assert said.code == 5 and stray.name in said.err, line
    assert bare("list").code == 0
    shutil.move(stray, lies)
    assert log.ref in bare("list", "--closed").out
