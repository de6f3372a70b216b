"""What tests of the incident in a terminal are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.play import Played


@pytest.fixture
def drill(tmp_path: Path) -> Played:
    """An outage at a hotline, played in Chinese."""
    return Played(tmp_path)
