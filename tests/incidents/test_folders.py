"""Finding an incident by what somebody says on the telephone, in a long history."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.incidents.incident.files.store import Store
from tests.support.constants import TEN
from tests.support.kit import closed, opened


def test_a_whole_reference_is_found_open_and_closed_also_a_year_later(tmp_path: Path) -> None:
    folder = opened(tmp_path)
    assert Store(str(tmp_path)).locate(folder.ref.lower()).month == ""
    closed(folder, TEN + timedelta(days=340))
    assert Store(str(tmp_path)).locate(folder.ref).month == "2027-02"


def test_no_month_before_the_opening_is_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = opened(tmp_path, at=TEN - timedelta(days=90))
    closed(old, TEN - timedelta(days=90))
    new = opened(tmp_path)
    closed(new, TEN)
    store = Store(str(tmp_path))
    asked = []
    listed = store.in_month
    monkeypatch.setattr(store, "in_month", lambda month: asked.append(month) or listed(month))
    assert store.locate(new.ref).ref == new.ref
    assert asked == ["2026-03"]
    assert store.locate(old.ref[-4:]).ref == old.ref  # a part may mean any of them


def test_a_reference_that_nobody_has_is_refused(tmp_path: Path) -> None:
    opened(tmp_path)
    with pytest.raises(Refused, match="ref-unknown"):
        Store(str(tmp_path)).locate("260302-AAA-AAAA")
