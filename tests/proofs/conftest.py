"""Fixtures of the faults: a quick folder, a template of a home, processes that record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.processes import Processes


@pytest.fixture
def processes() -> Iterator[Processes]:
    with Processes() as server:
        yield server


@pytest.fixture
def home(fast: Path) -> Path:
    return fast / "home"
