"""What is shipped, what the user adds, and what a broken file says."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kit.ground.base.refusal import Exit, Refused
from kit.plans.checklists.files import Checklists, read_checklist
from kit.plans.seeds.files import clause_texts
from kit.plans.sites.files import Sites
from kit.plans.toml.files.library import shipped

FIRE = (Path(shipped()) / "checklists" / "fire.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KIT_CHECKLISTS", raising=False)
    monkeypatch.delenv("KIT_PROFILE", raising=False)


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_shipped_is_found_beside_or_inside_the_package() -> None:
    for name in ("checklists", "data", "seeds"):
        assert (Path(shipped()) / name).is_dir()


def test_a_users_checklist_overrides_the_shipped_one_of_the_same_id(tmp_path: Path) -> None:
    put(tmp_path / "checklists", "fire", FIRE.replace('zh = "火灾"', 'zh = "我们的火灾"', 1))
    lists = Checklists(str(tmp_path))
    assert lists.checklist("fire").title.zh == "我们的火灾"
    assert lists.library.is_own(lists.files()["fire"])
    assert lists.types().count("fire") == 1


def test_a_users_checklist_of_a_new_id_is_added(tmp_path: Path) -> None:
    put(tmp_path / "checklists", "leak", FIRE.replace('id = "fire"', 'id = "leak"', 1))
    lists = Checklists(str(tmp_path))
    assert "leak" in lists.types()
    assert "fire" in lists.types()
    assert not lists.library.is_own(lists.files()["fire"])


def test_the_folder_named_by_the_environment_wins_over_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "checklists", "fire", FIRE.replace('zh = "火灾"', 'zh = "家里"', 1))
    put(tmp_path / "team", "fire", FIRE.replace('zh = "火灾"', 'zh = "班组"', 1))
    monkeypatch.setenv("KIT_CHECKLISTS", str(tmp_path / "team"))
    assert Checklists(str(tmp_path)).checklist("fire").title.zh == "班组"


def test_a_folder_that_is_not_there_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIT_CHECKLISTS", str(tmp_path / "gone"))
    assert "fire" in Checklists(str(tmp_path / "no-home")).types()


def test_an_unknown_type_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Checklists(str(tmp_path)).checklist("earthquake")
    assert (refused.value.code, refused.value.exit) == ("type-unknown", Exit.NOT_FOUND)
    assert "fire" in refused.value.fill["names"]  # type: ignore[operator]


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    put(tmp_path / "checklists", "leak", "format = ")
    good, bad = Checklists(str(tmp_path)).readable()
    assert "fire" in {checklist.id for checklist in good}
    assert [refused.code for refused in bad] == ["checklist-broken"]


@pytest.mark.parametrize(
    ("old", "new", "line", "zh"),
    [
        ('danger = "life"', 'danger = "lief"', "danger =", "life security service admin"),
        ('danger = "life"', "", "", "缺少 danger"),
        ('id = "alarm"', 'id = "Alarm 1"', 'id = "Alarm 1"', "编号只能用小写字母"),
        ('id = "fire"', 'id = "blaze"', 'id = "blaze"', "blaze"),
        ('danger = "life"', 'danger = "life', "danger =", "引号"),
        ('danger = "life"', 'danger = "life"\ncolour = "red"', "colour =", "不认识 colour"),
    ],
)
def test_a_mistake_is_named_with_its_line_in_chinese(
    tmp_path: Path, old: str, new: str, line: str, zh: str
) -> None:
    text = FIRE.replace(old, new, 1)
    assert text != FIRE
    path = put(tmp_path, "fire", text)
    with pytest.raises(Refused) as refused:
        read_checklist(path)
    assert refused.value.exit == Exit.UNREADABLE
    assert zh in refused.value.fill["why"].zh  # type: ignore[attr-defined]
    wanted = next(
        (n for n, found in enumerate(text.splitlines(), 1) if line and found.startswith(line)), 0
    )
    assert refused.value.fill["line"] == wanted
    if wanted:
        assert f"第 {wanted} 行" in refused.value.fill["where"].zh  # type: ignore[attr-defined]


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "fire.toml"
    path.write_bytes('format = 1\nid = "fire"\n# 火'.encode("gbk"))
    with pytest.raises(Refused) as refused:
        read_checklist(path)
    assert refused.value.code == "checklist-encoding"
    assert refused.value.fill["line"] == 3


def test_a_newer_format_asks_for_a_newer_kit(tmp_path: Path) -> None:
    path = put(tmp_path, "fire", FIRE.replace("format = 1", "format = 7\nnew = true", 1))
    with pytest.raises(Refused) as refused:
        read_checklist(path)
    assert (refused.value.code, refused.value.fill["format"]) == ("checklist-newer", 7)


def test_a_file_that_is_not_there_is_refused_not_raised(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_checklist(tmp_path / "none.toml")
    assert refused.value.code == "checklist-broken"


def test_a_profile_is_laid_over_the_one_it_extends(tmp_path: Path) -> None:
    profile = Sites(str(tmp_path)).profile("service-hall")
    assert profile.kinds() == ["service-hall", "base"]
    assert profile.roles["fire-brigade"].phone == "119"
    assert "operations" not in profile.roles


def test_the_users_own_profile_may_extend_a_shipped_one(tmp_path: Path) -> None:
    put(
        tmp_path / "profiles",
        "night",
        'format = 1\nid = "night"\nextends = "hotline"\ntitle = {zh = "夜班", en = "Night"}\n'
        '[roles]\nmanager = {title = {zh = "经理", en = "manager"}, phone = "13800000000"}\n',
    )
    profile = Sites(str(tmp_path)).profile("night")
    assert profile.roles["manager"].phone == "13800000000"
    assert profile.kinds() == ["night", "hotline", "base"]
    assert "fire" in profile.types


def test_profiles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    for one, two in (("a", "b"), ("b", "a")):
        text = f'format = 1\nid = "{one}"\nextends = "{two}"\ntitle = {{zh = "甲", en = "A"}}\n'
        put(tmp_path / "profiles", one, text)
    with pytest.raises(Refused) as refused:
        Sites(str(tmp_path)).profile("a")
    assert refused.value.code == "profile-loop"


def test_the_chosen_profile_is_remembered_and_private(tmp_path: Path) -> None:
    sites = Sites(str(tmp_path / "home"))
    assert sites.chosen_profile() == "hotline"
    sites.choose_profile("service-hall")
    assert Sites(str(tmp_path / "home")).chosen_profile() == "service-hall"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "home" / "profile").stat().st_mode) == 0o600


def test_an_unknown_profile_is_not_remembered(tmp_path: Path) -> None:
    sites = Sites(str(tmp_path))
    with pytest.raises(Refused):
        sites.choose_profile("moon-base")
    assert sites.chosen_profile() == "hotline"


def test_the_environment_and_the_command_come_before_what_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sites = Sites(str(tmp_path))
    sites.choose_profile("service-hall")
    monkeypatch.setenv("KIT_PROFILE", "call-centre-a")
    assert sites.chosen_profile() == "call-centre-a"
    assert sites.chosen_profile("call-centre-b") == "call-centre-b"


def test_there_are_1080_clauses_of_ten_plans() -> None:
    clauses = clause_texts()
    assert len(clauses) == 1080
    assert len({clause.split("-")[0] for clause in clauses}) == 10
    assert all(clauses.values())
