"""The site made by ``kit setup`` goes along, and nothing changes until it is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit
from tests.laptops.test_approved_texts import Two
from tests.support.kit import Kit, opened


@pytest.fixture
def two(bare: Kit, tmp_path: Path) -> Two:
    """The first laptop was set up, and a shift was begun there."""
    two = Two(bare, tmp_path)
    assert two.at(two.a)("setup", "--set", "address=1 Made-up Road", "--set", "tech.phone=5550100").code == 0
    assert two.at(two.a)("shift", "start", "Example").code == 0
    return two


def _laptop(home: Path) -> str:
    return (home / "laptop").read_text(encoding="utf-8").split()[0]


def _address(two: Two, home: Path) -> str:
    return str(two.at(home)("setup", "--json").json["site_facts"]["address"])


def test_the_site_comes_along_and_is_in_use_only_once_it_is_taken(two: Two) -> None:
    said = two.over()
    how = f"kit setup --take {_laptop(two.a)}"
    assert how in said and not _address(two, two.b)
    assert how in two.at(two.a)("export", "--all", "-o", str(two.folder / "again.zip")).out
    assert two.at(two.b)(*how.split()[1:]).code == 0
    assert _address(two, two.b) == "1 Made-up Road"
    assert (two.b / "profiles/our-site.toml").read_bytes() == (two.a / "profiles/our-site.toml").read_bytes()
    assert how not in two.over()  # it is the same here now


def test_a_site_that_was_set_up_here_gives_way_only_when_somebody_says_so_and_is_kept(two: Two) -> None:
    two.at(two.b)("setup", "--set", "address=2 Other Road")
    before = (two.b / "profiles/our-site.toml").read_bytes()
    two.over()
    laptop = _laptop(two.a)
    refused = two.at(two.b)("setup", "--take", laptop)
    assert refused.code == Exit.REFUSED and f"kit setup --take {laptop} --yes" in refused.err
    assert _address(two, two.b) == "2 Other Road"
    assert two.at(two.b)("setup", "--take", laptop, "--yes").code == 0
    assert _address(two, two.b) == "1 Made-up Road"
    assert before in [path.read_bytes() for path in (two.b / "editions").glob("*.toml")]


def test_what_cannot_be_used_here_changes_nothing(two: Two) -> None:
    assert two.at(two.b)("setup", "--take", "zzzzzz").code == Exit.NOT_FOUND
    two.over()
    laid = two.b / "editions" / f"site-{_laptop(two.a)}.toml"
    laid.write_text(laid.read_text(encoding="utf-8").replace('extends = "hotline"', 'extends = "elsewhere"'), encoding="utf-8")
    assert two.at(two.b)("setup", "--take", _laptop(two.a)).code == Exit.NOT_FOUND
    laid.write_text("format = 1\nid = ", encoding="utf-8")
    assert two.at(two.b)("setup", "--take", _laptop(two.a)).code == Exit.UNREADABLE
    assert not (two.b / "profiles").exists() and not _address(two, two.b)


def test_a_bundle_of_one_incident_carries_no_site(two: Two) -> None:
    ref = opened(two.a).ref
    stick = str(two.folder / "one.zip")
    said = two.at(two.a)("export", ref, "-o", stick)
    assert said.code == 0 and "--take" not in said.out
    assert "--take" not in two.at(two.b)("import", stick, "--yes").out
    assert not (two.b / "editions").exists()
