"""A kit with a home of its own, in English, and one with an open drill at ten o'clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import Kit, opened


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kit:
    home = tmp_path / "home"
    for name in ("KIT_CLOCK", "KIT_PLAIN", "KIT_PROFILE", "KIT_CHECKLISTS", "KIT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (("KIT_HOME", str(home)), ("KIT_LANG", "en"), ("KIT_BY", "wang")):
        monkeypatch.setenv(name, value)
    return Kit(home, tmp_path / "clock", capsys.readouterr, monkeypatch.setenv)


@pytest.fixture
def kit(bare: Kit) -> Kit:
    """An application outage at a hotline, opened at ten by ``li`` as a drill; now 10:01."""
    opened(bare.home, drill=True)
    return bare.at(1)
