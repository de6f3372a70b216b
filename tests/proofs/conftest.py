"""Fixtures of the faults: a quick folder, a template of a home, terminals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.terminals import Terminals


@pytest.fixture
def terminals() -> Iterator[Terminals]:
    with Terminals() as server:
        yield server


@pytest.fixture
def home(fast: Path) -> Path:
    return fast / "home"
