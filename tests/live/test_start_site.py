"""What a start without a type offers."""

from __future__ import annotations

from pathlib import Path

from tests.support.run import environment
from tests.support.shipped import LISTS, SITES
from tests.support.terminal import Terminal


def test_a_start_at_a_named_kind_of_site_offers_what_that_site_meets(tmp_path: Path) -> None:
    site = SITES.profile("community")
    first = LISTS.checklist(site.types[0]).title.zh
    with Terminal(["start", "--profile", "community"], environment(tmp_path / "home")) as t:
        t.see(f" 1  {first}")
