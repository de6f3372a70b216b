"""A site has a name of its own beside its kind: asked for first, said where the kind stood."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kit.ground.machine.clock import Now
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.standing import header
from kit.incidents.incident.show.step_lines import filled
from kit.incidents.say.rules.reports import report
from kit.incidents.say.show.reports import spoken
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import joined
from tests.support.constants import TEN
from tests.support.kit import Kit, opened

NAME, ENGLISH = "示例热线", "Example Hotline"


def named(home: Path, kind: str = "hotline", name: str = NAME) -> Path:
    """A home whose site has told its name."""
    Sites(str(home)).change({("site", "name", "zh"): name, ("site", "name", "en"): ENGLISH}, kind)
    return home


def who_speaks(home: Path, profile: str, lang: str = "zh") -> str:
    folder = opened(home, "application-outage", profile)
    return spoken(folder.incident, report(folder.incident, folder.entries, TEN + timedelta(minutes=9)), lang)[0]


def test_the_name_stands_where_the_kind_stood_and_the_kind_is_no_name(tmp_path: Path) -> None:
    """Every hotline was "the Hotline centre" to its superiors."""
    assert "示例热线值班组长" in who_speaks(named(tmp_path), "our-site")
    assert f"shift team leader, {ENGLISH}" in who_speaks(tmp_path, "our-site", "en").replace(" li", "")
    assert "热线中心" not in who_speaks(tmp_path / "none", "hotline")
    folder = opened(tmp_path, "fire", "our-site")
    assert NAME in header(folder.incident, "zh")[0] and ENGLISH in header(folder.incident, "en")[0]
    kind = opened(tmp_path / "none", "fire")
    assert "热线中心" in header(kind.incident, "zh")[0]  # a heading says what kind of site it is


@pytest.mark.parametrize(("name", "post", "said"), [
    ("示例居民组", "居民组值班领导", "示例居民组值班领导"),
    ("客户服务管理", "客户服务管理员", "客户服务管理员"),
    ("示例热线", "值班组长", "示例热线值班组长"),
    ("示例长", "长值班员", "示例长长值班员"),
])  # fmt: skip
def test_a_title_never_doubles(name: str, post: str, said: str) -> None:
    """客户服务管理客户服务管理员, 居民组居民组值班领导 were read out."""
    assert joined(name, post) == said


def test_words_to_the_police_leave_out_a_name_that_nobody_knows(tmp_path: Path) -> None:
    def words(home: Path, profile: str) -> str:
        folder = opened(home, "self-harm-caller", profile)
        view = next(v for v in folder.incident.views() if v.step.say and "site:name" in v.step.say.zh)
        assert view.step.say is not None
        return filled(folder.incident, view.step.say.zh, view, "zh")

    assert "我们是" not in words(tmp_path / "none", "hotline")
    assert f"我们是{NAME}。" in words(named(tmp_path), "our-site")


def test_a_name_that_an_older_kit_kept_as_the_title_is_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    folder.mkdir()
    text = 'format = 1\nid = "our-site"\nextends = "hotline"\ntitle = {zh = "老示例热线", en = "Old Example"}\n'
    (folder / "our-site.toml").write_text(text, encoding="utf-8")
    profile = Sites(str(tmp_path)).profile("our-site")
    assert (profile.fact("name", "zh"), profile.fact("name", "en")) == ("老示例热线", "Old Example")
    assert Sites(str(tmp_path)).profile("hotline").fact("name", "zh") == ""


def test_setup_takes_it_gives_it_back_and_moves_an_older_one(bare: Kit) -> None:
    folder = bare.home / "profiles"
    folder.mkdir(parents=True)
    text = 'format = 1\nid = "our-site"\nextends = "hotline"\ntitle = {zh = "老示例热线", en = "Old Example"}\n'
    (folder / "our-site.toml").write_text(text, encoding="utf-8")
    Sites(str(bare.home)).choose_profile("our-site")
    bare("setup", "--set", "name=新示例热线")
    sites = Sites(str(bare.home))
    assert sites.profile("our-site").title.zh == "热线中心"
    assert sites.profile("our-site").fact("name", "zh") == "新示例热线"
    assert sites.profile("our-site").fact("name", "en") == "Old Example"
    bare("setup", "--set", "kind=property")
    assert Sites(str(bare.home)).profile("our-site").title.zh == "物业项目"
    assert Sites(str(bare.home)).profile("our-site").fact("name", "zh") == "新示例热线"
    bare("setup", "--set", "name=")
    assert Sites(str(bare.home)).profile("our-site").fact("name", "zh") == ""


def test_a_name_told_in_the_incident_is_said_at_once(tmp_path: Path) -> None:
    folder = opened(tmp_path, "application-outage")
    folder.store.record(folder, Now(TEN), "li", lambda d: acts.fact(d, "name", NAME))
    assert NAME in header(folder.incident, "zh")[0]
