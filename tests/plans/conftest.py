"""What tests of the plans are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.plans.checklists.files import Checklists
from kit.plans.sites.files import Sites
from tests.support.kit import Kit


@pytest.fixture(scope="session")
def decoded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache of a home that has once read all lists and sites."""
    home = tmp_path_factory.mktemp("decoded")
    Checklists(str(home)).readable()
    sites = Sites(str(home))
    for name in sites.profiles():
        sites.profile(name)
    return home / "cache"


@pytest.fixture
def bare(bare: Kit, decoded: Path) -> Kit:
    """A kit that has read all lists and sites before."""
    bare.home.mkdir(mode=0o700)
    (bare.home / "cache").symlink_to(decoded)
    return bare
