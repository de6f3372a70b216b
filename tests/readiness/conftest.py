"""What tests of readiness are given."""

from __future__ import annotations

import pytest

from tests.support.kit import Kit


@pytest.fixture
def drill(bare: Kit, monkeypatch: pytest.MonkeyPatch) -> Kit:
    """One that is on, by the system's clock, as real ones are."""
    monkeypatch.delenv("KIT_CLOCK", raising=False)
    said = bare("drill", "run", "lift-stuck", "--no-guide")
    assert said.code == 0, said.err
    return bare
