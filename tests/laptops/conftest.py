"""What tests of several laptops are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.example.packed import unpack


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's home."""
    home = tmp_path_factory.mktemp("example") / "home"
    unpack(home)
    return home


@pytest.fixture
def stick(fast: Path) -> Path:
    path = fast / "stick"
    path.mkdir()
    return path
