"""The site's own profile is changed in place: nothing else in it is touched, nothing is lost."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.plans.sites.files import Sites
from kit.plans.sites.files.own_profile import changed

OWN = """# our centre
format = 1
id = "our-site"   # as the file
title = {zh = "示例中心", en = "A centre"}
extends = "call-centre-b"
[roles]
supervisor = {name = "示例", phone = "8001"}  # first to be told
[roles.tech]
name = "Example"

[minutes.fire-report]
value = 3
# the end
"""


def home_with(tmp_path: Path, text: str | None) -> Sites:
    if text is not None:
        (tmp_path / "profiles").mkdir()
        (tmp_path / "profiles" / "our-site.toml").write_text(text, encoding="utf-8", newline="")
    return Sites(str(tmp_path))


def test_what_was_written_by_hand_stays_comments_and_order_too() -> None:
    made = changed(
        OWN,
        {
            ("site", "address"): '虚构路1号 "A" 座',
            ("roles", "tech", "phone"): "000-0000",
            ("roles", "supervisor", "phone2"): "000-0001",
            ("minutes", "fire-report", "value"): 2.5,
            ("types",): ["fire", "flood"],
        },
    )
    for line in ("# our centre", 'id = "our-site"   # as the file', "# first to be told", "# the end"):
        assert line in made
    read = tomllib.loads(made)
    assert read["site"] == {"address": '虚构路1号 "A" 座'}
    assert read["roles"]["supervisor"] == {"name": "示例", "phone": "8001", "phone2": "000-0001"}
    assert read["roles"]["tech"] == {"name": "Example", "phone": "000-0000"}
    assert read["minutes"] == {"fire-report": {"value": 2.5}} and read["types"] == ["fire", "flood"]
    assert read["title"] == {"zh": "示例中心", "en": "A centre"} and read["extends"] == "call-centre-b"


def test_what_is_taken_out_is_as_if_it_had_never_been_said() -> None:
    made = changed(OWN, {("site", "floor"): "4层", ("types",): ["fire"]})
    back = changed(made, {("site", "floor"): None, ("types",): None, ("roles", "manager", "name"): None})
    assert {**tomllib.loads(back), "site": {}} == {**tomllib.loads(OWN), "site": {}}


def test_a_fact_has_an_english_wording_beside_it_that_a_new_one_leaves() -> None:
    made = changed(OWN, {("site", "address"): "虚构路1号"})
    made = changed(made, {("site", "address", "en"): "1 Example Road"})
    assert tomllib.loads(made)["site"]["address"] == {"zh": "虚构路1号", "en": "1 Example Road"}
    made = changed(made, {("site", "address"): "虚构路2号"})
    assert tomllib.loads(made)["site"]["address"] == {"zh": "虚构路2号", "en": "1 Example Road"}


def test_the_ends_of_lines_of_windows_stay() -> None:
    made = changed(OWN.replace("\n", "\r\n"), {("site", "address"): "x"})
    assert "\n" not in made.replace("\r\n", "") and "\r" not in made.replace("\r\n", "")


def test_a_first_change_makes_a_profile_that_extends_the_one_in_use_and_is_used(tmp_path: Path) -> None:
    sites = home_with(tmp_path, None)
    sites.choose_profile("property")
    path = Path(sites.change({("site", "address"): "虚构路1号"}))
    again = Sites(str(tmp_path))
    assert path == tmp_path / "profiles" / "our-site.toml" and again.chosen_profile() == "our-site"
    profile = again.profile("our-site")
    assert profile.kinds() == ["our-site", "property", "base"] and profile.title.zh == "物业项目"
    assert profile.fact("address", "en") == "虚构路1号"
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_the_own_profile_in_use_is_changed_whatever_its_name(tmp_path: Path) -> None:
    sites = home_with(tmp_path, OWN)
    sites.choose_profile("our-site")
    sites.change({("site", "floor"): "4层"})
    assert sites.profile("our-site").minutes["fire-report"].value == 3
    assert sites.profile("our-site").fact("floor", "zh") == "4层"
    assert "# our centre" in (tmp_path / "profiles" / "our-site.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [OWN.replace("format = 1", "format = "), OWN + 'roof = "x"\n', "format = 1\x00"])
@pytest.mark.parametrize("used", [True, False])
def test_a_damaged_one_is_named_and_left_as_it_is(tmp_path: Path, text: str, used: bool) -> None:
    sites = home_with(tmp_path, text)
    if used:
        (tmp_path / "profile").write_text("our-site\n", encoding="utf-8")
    path = tmp_path / "profiles" / "our-site.toml"
    before = path.read_bytes()
    with pytest.raises(Refused) as refused:
        sites.change({("site", "address"): "x"})
    assert "our-site.toml" in str(refused.value.fill["file"]) and path.read_bytes() == before


def test_a_change_that_would_touch_something_else_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = home_with(tmp_path, OWN)
    sites.choose_profile("our-site")
    monkeypatch.setattr("tomlkit.dumps", lambda _: OWN.replace("8001", "9009"))
    with pytest.raises(Refused) as refused:
        sites.change({("site", "address"): "x"})
    assert refused.value.code == "profile-kept"
    assert (tmp_path / "profiles" / "our-site.toml").read_text(encoding="utf-8") == OWN
