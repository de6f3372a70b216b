"""``kit checklists`` and ``kit profile`` as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.plans.toml.files.library import shipped
from tests.support.constants import ROOT
from tests.support.kit import Kit

FIRE = (shipped() / "checklists" / "fire.toml").read_text(encoding="utf-8")
TYPES = sorted(path.stem for path in (ROOT / "checklists").glob("*.toml"))


def kit(home: Path, *words: str, lang: str = "zh", **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("KIT_")}
    return subprocess.run(
        [sys.executable, "-m", "kit", *words],
        env={**clean, "KIT_HOME": str(home), "KIT_LANG": lang, "PYTHONUTF8": "1", **env},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A home with a checklist folder of the user's own."""
    (tmp_path / "checklists").mkdir()
    return tmp_path


def put(home: Path, name: str, text: str) -> Path:
    path = home / "checklists" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_list_names_every_type_its_danger_and_what_finds_it(tmp_path: Path) -> None:
    done = kit(tmp_path, "checklists", "list")
    assert (done.returncode, done.stderr) == (0, "")
    for part in (*TYPES, "停电", "人身", "自带", "静默", "可搜：", "没电了"):
        assert part in done.stdout
    done = kit(tmp_path, "checklists", lang="en")
    for part in (*TYPES, "Power outage", "life", "shipped", "silent", "found by: ", "lights out"):
        assert part in done.stdout


def test_the_list_as_json_holds_both_languages(tmp_path: Path) -> None:
    rows = json.loads(kit(tmp_path, "checklists", "list", "--json").stdout)["checklists"]
    assert [row["id"] for row in rows] == TYPES
    fire = next(row for row in rows if row["id"] == "fire")
    assert fire["title"] == {"zh": "火灾", "en": "Fire"}
    assert (fire["own"], fire["danger"]) == (False, "life")
    assert fire["find"]["zh"]


def test_the_users_own_files_override_and_add_and_are_marked(own: Path) -> None:
    put(own, "fire", FIRE.replace('zh = "火灾"', 'zh = "本楼火灾"', 1))
    put(own, "leak", FIRE.replace('id = "fire"', 'id = "leak"', 1))
    rows = json.loads(kit(own, "checklists", "list", "--json").stdout)["checklists"]
    assert {row["id"]: row["own"] for row in rows} == {t: t == "fire" for t in TYPES} | {
        "leak": True
    }
    shown = kit(own, "checklists", "show", "fire").stdout
    assert shown.startswith("本楼火灾  [fire]")
    assert "来源：自建" in shown


def test_a_broken_own_file_is_named_and_the_others_are_listed(own: Path) -> None:
    path = put(own, "leak", 'format = 1\nid = "leak"\ntitle = 3\n')
    done = kit(own, "checklists", "list")
    assert done.returncode == 0
    assert "power-outage" in done.stdout
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
    done = kit(own, "checklists", "show", "leak")
    assert done.returncode == 5
    assert str(path) in done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", TYPES)
def test_the_whole_checklist_reads_as_text_in_one_language(bare: Kit, type_: str, lang: str) -> None:
    from kit.plans.checklists.files import Checklists
    from kit.plans.checklists.rules.at_site import allows, meets
    from kit.plans.checklists.rules.lint import HAN
    from kit.plans.sites.files import Sites

    bare.env("KIT_LANG", lang)
    done = bare("checklists", "show", type_)
    assert (done.code, done.err) == (0, "")
    checklist = Checklists(str(bare.home)).checklist(type_)
    site = Sites(str(bare.home)).profile("hotline")
    for _, step in checklist.steps():
        assert (f"[{step.id}]" in done.out) == meets(site, step)
    for timer in checklist.timers:
        here = allows(site, timer.when) and (not timer.tell or timer.tell[0] in site.roles)
        assert (f"[{timer.id}]" in done.out) >= here
    assert "{" not in done.out
    if lang == "en":
        assert not HAN.search(done.out)


def test_the_sources_are_printed_with_their_text_per_step(tmp_path: Path) -> None:
    plain = kit(tmp_path, "checklists", "show", "fire").stdout
    done = kit(tmp_path, "checklists", "show", "fire", "--sources", lang="en")
    assert "SH-4.4.4a" not in plain
    lines = done.stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if "[alarm]" in line)
    assert any("SH-4.4.4a  " in line for line in lines[at : at + 10])
    found = json.loads(kit(tmp_path, "checklists", "show", "fire", "--sources", "--json").stdout)
    assert found["sources"]["SH-4.4.4a"]
    assert found["checklist"]["id"] == "fire"


def test_an_unknown_type_is_not_found_and_names_those_there_are(tmp_path: Path) -> None:
    done = kit(tmp_path, "checklists", "show", "no-such-type")
    assert (done.returncode, done.stdout) == (4, "")
    assert "power-outage" in done.stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_checklists_are_checked_and_clean(tmp_path: Path, lang: str) -> None:
    done = kit(tmp_path, "checklists", "check", lang=lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(len(list((shipped() / "checklists").glob("*.toml")))) in done.stdout


def test_every_finding_names_file_line_place_and_fix(own: Path) -> None:
    text = FIRE.replace('call = "fire-brigade"', 'call = "brigade"', 1)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row == 'call = "brigade"')
    path = put(own, "fire", text)
    done = kit(own, "checklists", "check")
    assert done.returncode == 5
    assert f"{path}:{line}  steps.call-119.call  〔role〕" in done.stdout
    assert "没有角色 brigade" in done.stdout
    assert "改法：" in done.stdout
    english = kit(own, "checklists", "check", lang="en").stdout
    assert "steps.call-119.call  [role]" in english
    assert "no role brigade" in english
    assert "Fix: " in english


def test_every_rule_is_told_with_its_reason_and_source(bare: Kit) -> None:
    from kit.ground.base.cells import width
    from kit.plans.checklists.rules.lint.rules import RULES

    said = {}
    for lang in ("zh", "en"):
        bare.env("KIT_LANG", lang)
        result = bare("checklists", "check", "--rules")
        assert (result.code, result.err) == (0, "")
        said[lang] = result.out
        assert max(map(width, result.out.splitlines())) <= 100
    for rule in RULES:
        assert f"{rule}：" in said["zh"]
        assert f"{rule}: " in said["en"]
    assert "NASA CR-177549" in said["en"]
    rows = bare("checklists", "check", "--rules", "--json").json["rules"]
    assert [row["rule"] for row in rows] == list(RULES)
    assert all(row["why"] and row["source"] for row in rows)


def test_the_files_named_are_checked_and_only_those(own: Path, tmp_path: Path) -> None:
    bad = put(own, "leak", 'format = 1\nid = "leak"\n')
    good = put(own, "fire", FIRE)
    done = kit(tmp_path, "checklists", "check", str(good))
    assert done.returncode == 0
    found = json.loads(kit(tmp_path, "checklists", "check", str(good), str(bad), "--json").stdout)
    assert [each["file"] for each in found["findings"]] == [str(bad)]
    assert found["findings"][0]["message"] == "缺少 title"


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    done = kit(tmp_path, "checklists", "check", str(tmp_path / "none.toml"))
    assert done.returncode == 5
    assert "没有这个文件" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_broken_own_profile_is_a_finding(own: Path) -> None:
    (own / "profiles").mkdir()
    (own / "profiles" / "night.toml").write_text('format = 1\nid = "night"\n', encoding="utf-8")
    done = kit(own, "checklists", "check")
    assert done.returncode == 5
    assert "night.toml" in done.stdout
    listed = kit(own, "profile", "list")
    assert listed.returncode == 0
    assert "hotline" in listed.stdout


def test_escape_codes_in_an_own_file_do_not_reach_the_screen(own: Path) -> None:
    put(own, "fire", FIRE.replace('zh = "火灾"', 'zh = "火\\u001b[2J\\u202E灾"', 1))
    for words in (("list",), ("show", "fire")):
        done = kit(own, "checklists", *words)
        assert done.returncode == 0
        assert "\x1b" not in done.stdout
        assert "\u202e" not in done.stdout


def test_the_profiles_are_listed_with_the_one_in_use(tmp_path: Path) -> None:
    done = kit(tmp_path, "profile", "list")
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    shipped_ones = {path.stem for path in (ROOT / "data" / "profiles").glob("*.toml")} - {"base"}
    assert set(lines) == shipped_ones
    assert "当前" in lines["hotline"]
    rows = json.loads(kit(tmp_path, "profile", "list", "--json").stdout)
    assert [row["id"] for row in rows["profiles"] if row["in_use"]] == ["hotline"]


def test_a_profile_shows_roles_numbers_and_minutes_with_their_source(tmp_path: Path) -> None:
    shown = kit(tmp_path, "profile", "show", "service-hall").stdout
    for part in ("服务大厅", "消防队", "119", "部门负责人", "自定", "没有的岗位：运营主管"):
        assert part in shown
    english = kit(tmp_path, "profile", "show", lang="en").stdout
    for part in ("Hotline centre", "call centre supervisor", "HL-2.3a", "5 min"):
        assert part in english
    found = json.loads(kit(tmp_path, "profile", "show", "hotline", "--json").stdout)
    assert found["in_use"] is True
    assert found["profile"]["minutes"]["fault-report"]["value"] == 5


def test_the_profile_chosen_is_used_from_then_on(tmp_path: Path) -> None:
    done = kit(tmp_path, "profile", "use", "call-centre-b")
    assert done.returncode == 0
    assert "呼叫中心B" in done.stdout
    assert "call-centre-b" in kit(tmp_path, "profile", "show").stdout
    done = kit(tmp_path, "profile", "use", "call-centre-a", KIT_PROFILE="hotline")
    assert "KIT_PROFILE" in done.stderr


def test_an_unknown_profile_is_not_found(tmp_path: Path) -> None:
    for words in (("use", "moon"), ("show", "moon")):
        done = kit(tmp_path, "profile", *words)
        assert (done.returncode, done.stdout) == (4, "")
        assert "hotline" in done.stderr


@pytest.mark.parametrize("group", ["checklists", "profile"])
def test_help_is_in_the_users_language(tmp_path: Path, group: str) -> None:
    done = kit(tmp_path, group, "--help")
    assert done.returncode == 0
    assert "Usage" not in done.stdout
    assert "用法" in done.stdout
    assert "Usage" in kit(tmp_path, group, "--help", lang="en").stdout


@pytest.mark.parametrize(
    "words",
    [("checklists", "show"), ("checklists", "dance"), ("profile", "use"), ("checklists", "--wat")],
)
def test_a_wrong_line_is_a_usage_error(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = kit(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--help" in done.stderr
