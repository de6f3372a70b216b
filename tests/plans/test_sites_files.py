"""What sync programs, Windows and Chinese input methods do to a user's own profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.ground.base.refusal import Refused
from kit.plans.sites.files import Sites
from tests.support.kit import Kit

OWN = """format = 1
id = "our-site"
title = {zh = "某中心", en = "A centre"}
extends = "hotline"
[roles]
supervisor = {name = "张三", phone = "8001"}
"""


def own(home: Path, name: str, text: str = OWN) -> Path:
    folder = home / "profiles"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize("copy", ["our-site-DESKTOP-AB12.toml", "our-site (1).toml", "Copy of our-site.toml"])
def test_of_two_files_of_one_id_the_one_named_so_counts_and_the_copy_is_told_of(bare: Kit, copy: str) -> None:
    """A sync program's copy beside the profile: an incident opens with this place's numbers."""
    own(bare.home, "our-site.toml")
    own(bare.home, copy, OWN.replace("8001", "7766554"))
    used = bare("profile", "use", "our-site")
    assert used.code == 0 and used.err.count(copy) == 2 and "our-site.toml" in used.err
    opened = bare("start", "fire", "--no-guide")
    assert opened.code == 0 and copy in opened.err
    (log,) = bare.home.glob("open/*/*.jsonl")
    assert "8001" in log.read_text(encoding="utf-8") and "7766554" not in log.read_text(encoding="utf-8")
    listed = bare("profile", "list")
    assert listed.err.count(copy) == 2 and "our-site" in listed.out
    seen = bare("doctor").out
    assert copy in seen and "读不出" not in seen, "neither file is broken, and the one that is used least of all"
    assert bare("profile", "use", copy.removesuffix(".toml")).code == 5
    (bare.home / "profiles" / copy).unlink()
    assert not bare("profile", "use", "our-site").err


def test_where_neither_file_is_named_by_its_id_nothing_is_guessed(bare: Kit) -> None:
    for name in ("our-site.toml", "our-site (1).toml"):
        own(bare.home, name, OWN.replace('"our-site"', '"elsewhere"'))
    used = bare("profile", "use", "our-site")
    assert used.code == 5 and "our-site (1).toml" in used.err


def test_a_profile_whose_name_holds_anothers_is_no_copy(bare: Kit) -> None:
    own(bare.home, "our-site.toml")
    own(bare.home, "our-site-2.toml", OWN.replace('"our-site"', '"our-site-2"'))
    sites = Sites(str(bare.home))
    assert {sites.profile(name).id for name in ("our-site", "our-site-2")} == {"our-site", "our-site-2"}


def test_a_hidden_ending_is_named_where_the_profile_is_looked_for(bare: Kit) -> None:
    path = own(bare.home, "our-site.toml.txt")
    assert path.name in bare("profile", "list").err
    used = bare("profile", "use", "our-site")
    assert used.code == 4 and path.name in used.err and ".txt" in used.err


SIGNS = [
    ('name = "张三"', "name = “张三”", "“", '"'),
    ('name = "张三"', 'name = "张三”', "”", '"'),
    ('"张三", phone', '"张三"，phone', "，", ","),
    ("supervisor = {", "supervisor ＝ {", "＝", "="),
    ("[roles]", "【roles】", "【", "["),
    ('phone = "8001"}', 'phone = "8001"｝', "｝", "}"),
    ("supervisor = {", "supervisor\u3000= {", "a full-width space", "a plain one"),
    ("supervisor = {", "supervisor\u00a0= {", "a no-break space", "a plain one"),
]


@pytest.mark.parametrize(("right", "wrong", "sign", "write"), SIGNS)
def test_chinese_punctuation_is_named_with_its_line_and_the_english_one(
    bare: Kit, right: str, wrong: str, sign: str, write: str
) -> None:
    path = own(bare.home, "our-site.toml", OWN.replace(right, wrong))
    with pytest.raises(Refused) as refused:
        Sites(str(bare.home)).profile("our-site")
    line = OWN[: OWN.index(right)].count("\n") + 1
    assert refused.value.fill["line"] == line
    said = bare("profile", "use", "our-site").err
    assert f"line {line}" in said and sign in said and write in said and path.name in said


def test_chinese_punctuation_inside_quotes_is_no_mistake(bare: Kit) -> None:
    own(bare.home, "our-site.toml", OWN.replace("某中心", "某中心，“一号”："))
    assert Sites(str(bare.home)).profile("our-site").title.zh == "某中心，“一号”："
    own(bare.home, "our-site.toml", OWN.replace("= 1", "= 1 1  # 注：“一”"))
    with pytest.raises(Refused) as refused:
        Sites(str(bare.home)).profile("our-site")
    assert "Chinese" not in str(refused.value.fill["why"].en)


def test_a_site_that_extends_no_other_still_has_our_figures(tmp_path: Path) -> None:
    """Without a figure a deadline would never ring: what a profile of one's own leaves out is ours."""
    home = tmp_path / "home"
    (home / "profiles").mkdir(parents=True)
    text = 'format = 1\nid = "lone"\ntitle = {zh = "独立", en = "Lone"}\n[minutes.first-report]\nvalue = 3\n'
    (home / "profiles" / "lone.toml").write_text(text, encoding="utf-8")
    minutes = Sites(str(home)).profile("lone").minutes
    assert (minutes["first-report"].value, minutes["first-report"].owner) == (3, "site")
    assert (minutes["flood-watch-1"].value, minutes["flood-watch-1"].owner) == (20, "ours")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_folder_in_the_place_of_the_choice_is_named_and_nothing_is_written(bare: Kit, lang: str) -> None:
    (bare.home / "profile").mkdir(parents=True)
    for line in (["setup", "--set", "phone=13912345678"], ["profile", "use", "service-hall"]):
        said = bare("--lang", lang, *line)
        assert said.code == 1 and said.err.count(f"{bare.home / 'profile'} ") == 1, said.err
        assert ("是文件夹" if lang == "zh" else "is a folder") in said.err
    assert not list(bare.home.glob("profiles/*")) and not list(bare.home.glob("profile.*"))
