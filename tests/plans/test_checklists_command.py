"""``kit checklists`` and ``kit profile`` as a person runs them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.plans.toml.files.library import shipped
from tests.support.constants import ROOT
from tests.support.kit import Kit
from tests.support.shipped import TYPES

FIRE = (Path(shipped()) / "checklists" / "fire.toml").read_text(encoding="utf-8")


@pytest.fixture
def kit(bare: Kit) -> Kit:
    """With an empty home, in Chinese."""
    bare.env("KIT_LANG", "zh")
    return bare


@pytest.fixture
def own(kit: Kit) -> Path:
    """A home with a checklist folder of the user's own."""
    (kit.home / "checklists").mkdir()
    return kit.home


def put(home: Path, name: str, text: str) -> Path:
    path = home / "checklists" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_list_names_every_type_its_danger_and_what_finds_it(kit: Kit) -> None:
    done = kit("checklists", "list")
    assert (done.code, done.err) == (0, "")
    for part in (*TYPES, "停电", "人身", "自带", "静默", "可搜：", "没电了"):
        assert part in done.out
    done = kit("--lang", "en", "checklists")
    for part in (*TYPES, "Power outage", "life", "shipped", "silent", "found by: ", "lights out"):
        assert part in done.out


def test_the_list_as_json_is_in_the_language_asked_for_and_found_by_both(kit: Kit) -> None:
    rows = kit("checklists", "list", "--json").json["checklists"]
    assert [row["id"] for row in rows] == TYPES
    fire = next(row for row in rows if row["id"] == "fire")
    assert fire["title"] == "火灾"
    assert (fire["own"], fire["danger"]) == (False, "life")
    assert {"着火", "smoke"} <= set(fire["find"])


def test_the_users_own_files_override_and_add_and_are_marked(kit: Kit, own: Path) -> None:
    put(own, "fire", FIRE.replace('zh = "火灾"', 'zh = "本楼火灾"', 1))
    put(own, "leak", FIRE.replace('id = "fire"', 'id = "leak"', 1))
    rows = kit("checklists", "list", "--json").json["checklists"]
    assert {row["id"]: row["own"] for row in rows} == {t: t == "fire" for t in TYPES} | {
        "leak": True
    }
    shown = kit("checklists", "show", "fire").out
    assert shown.startswith("本楼火灾  [fire]")
    assert "来源：自建" in shown


def test_a_broken_own_file_is_named_and_the_others_are_listed(kit: Kit, own: Path) -> None:
    path = put(own, "leak", 'format = 1\nid = "leak"\ntitle = 3\n')
    done = kit("checklists", "list")
    assert done.code == 0
    assert "power-outage" in done.out
    assert str(path) in done.err
    assert "Traceback" not in done.err
    done = kit("checklists", "show", "leak")
    assert done.code == 5
    assert str(path) in done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("type_", TYPES)
def test_the_whole_checklist_reads_as_text_in_one_language(bare: Kit, type_: str, lang: str) -> None:
    from kit.plans.checklists.files import Checklists
    from kit.plans.checklists.rules.at_site import counts, meets
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
        assert (f"[{timer.id}]" in done.out) >= counts(site, timer)
    assert "{" not in done.out
    if lang == "en":
        assert not HAN.search(done.out)


@pytest.mark.parametrize("site", ["hotline", "operators", "customer-service-dept", "call-centre-b"])
def test_a_list_is_shown_in_the_order_in_which_an_incident_asks_at_this_site(kit: Kit, site: str) -> None:
    """What the site's plan asks for at once stands early on the screen too, with its number."""
    from kit.plans.checklists.files import Checklists
    from kit.plans.checklists.rules.at_site import for_site, meets
    from kit.plans.sites.files import Sites

    kit.env("KIT_PROFILE", site)
    profile = Sites(str(kit.home)).profile(site)
    for type_ in ("power-outage", "application-outage", "comms-failure"):
        listed = for_site(Checklists(str(kit.home)).checklist(type_), profile)
        here = [step.id for _, step in listed.steps() if meets(profile, step)]
        out = kit("checklists", "show", type_).out
        assert re.findall(r"^ +\d+\.\d+ [^[]*?\[([a-z0-9-]+)\]$", out, re.MULTILINE) == here


def test_a_timer_says_when_it_comes_back_how_early_it_rings_and_whose_figures_these_are(
    kit: Kit, own: Path
) -> None:
    (own / "profiles").mkdir()
    text = 'format = 1\nid = "ours"\ntitle = {zh = "例", en = "Ours"}\nextends = "hotline"\n'
    text += '[minutes]\nups-ahead = {value = 15}\n[site]\nwork-hours = "08:00-18:00"\n'
    (own / "profiles" / "ours.toml").write_text(text, encoding="utf-8")
    kit("profile", "use", "ours")
    ups = kit("checklists", "show", "ups-watch").out.replace("\n    ", "")
    assert "提前15分钟提醒（本场所）" in ups and "答“没有”，10分钟后再问（自定）" in ups
    assert "剩余15分钟的，选“开始关机”" in ups
    fire = kit("checklists", "show", "fire", "--lang", "en").out.replace("\n    ", " ")
    assert "not reached: again after 1 min (our own figure)" in fire
    letter = kit("checklists", "show", "complaint").out
    assert "下一个工作日 18:00 前" in letter
    card = kit("checklists", "print", "ups-watch", "-o", "-").out
    assert "<small>提前15分钟提醒（本场所）<br>答“没有”，10分钟后再问（自定）</small>" in card


def test_the_sources_are_printed_with_their_text_per_step(kit: Kit) -> None:
    plain = kit("checklists", "show", "fire").out
    done = kit("--lang", "en", "checklists", "show", "fire", "--sources")
    assert "SH-4.4.4a" not in plain
    lines = done.out.splitlines()
    at = next(n for n, line in enumerate(lines) if "[alarm]" in line)
    assert any("SH-4.4.4a  " in line for line in lines[at : at + 10])
    found = kit("checklists", "show", "fire", "--sources", "--json").json
    assert found["sources"]["SH-4.4.4a"]
    assert found["checklist"]["id"] == "fire"


def test_an_unknown_type_is_not_found_and_names_those_there_are(kit: Kit) -> None:
    done = kit("checklists", "show", "no-such-type")
    assert (done.code, done.out) == (4, "")
    assert "power-outage" in done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_checklists_are_checked_and_clean(kit: Kit, lang: str) -> None:
    done = kit("--lang", lang, "checklists", "check")
    assert (done.code, done.err) == (0, "")
    assert str(len(TYPES)) in done.out


def test_every_finding_names_file_line_place_and_fix(kit: Kit, own: Path) -> None:
    text = FIRE.replace('call = "fire-brigade"', 'call = "brigade"', 1)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if row == 'call = "brigade"')
    path = put(own, "fire", text)
    done = kit("checklists", "check")
    assert done.code == 5
    assert f"{path}:{line}  steps.call-119.call  〔role〕" in done.out
    assert "没有角色 brigade" in done.out
    assert "改法：" in done.out
    english = kit("--lang", "en", "checklists", "check").out
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


def test_the_files_named_are_checked_and_only_those(kit: Kit, own: Path) -> None:
    bad = put(own, "leak", 'format = 1\nid = "leak"\n')
    good = put(own, "fire", FIRE)
    done = kit("checklists", "check", str(good))
    assert done.code == 0
    found = kit("checklists", "check", str(good), str(bad), "--json").json
    faults = [each for each in found["findings"] if not each["advice"]]
    assert [each["file"] for each in faults] == [str(bad)]
    assert faults[0]["text"] == "缺少 title"


def test_a_wording_of_ones_own_that_the_glossary_has_a_term_for_is_advice_and_blocks_nothing(
    kit: Kit, own: Path
) -> None:
    """Named with file, line and term, marked as advice; the exit code stays that of a sound list."""
    shipped_one = (ROOT / "checklists" / "complaint.toml").read_text(encoding="utf-8")
    put(own, "complaint", shipped_one.replace('summary = {zh = "', 'summary = {zh = "压不住了：'))
    done = kit("checklists", "check")
    assert done.code == 0
    assert "〔term，建议〕" in done.out and "“压不住”在用语表里是“得到有效控制”" in done.out
    assert "没有问题" in done.out and "用语建议 1 处" in done.out
    found = kit("--lang", "en", "checklists", "check", "--json").json["findings"]
    assert [(each["rule"], each["advice"]) for each in found] == [("term", True)]
    assert found[0]["line"] == 4 and "得到有效控制" in found[0]["text"]


def test_a_file_that_cannot_be_read_is_a_finding(kit: Kit) -> None:
    done = kit("checklists", "check", str(kit.home / "none.toml"))
    assert done.code == 5
    assert "没有这个文件" in done.out
    assert "Traceback" not in done.err


def test_a_broken_own_profile_is_a_finding(kit: Kit, own: Path) -> None:
    (own / "profiles").mkdir()
    (own / "profiles" / "night.toml").write_text('format = 1\nid = "night"\n', encoding="utf-8")
    done = kit("checklists", "check")
    assert done.code == 5
    assert "night.toml" in done.out
    listed = kit("profile", "list")
    assert listed.code == 0
    assert "hotline" in listed.out


def test_escape_codes_in_an_own_file_do_not_reach_the_screen(kit: Kit, own: Path) -> None:
    put(own, "fire", FIRE.replace('zh = "火灾"', 'zh = "火\\u001b[2J\\u202E灾"', 1))
    for words in (("list",), ("show", "fire")):
        done = kit("checklists", *words)
        assert done.code == 0
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out


def test_the_profiles_are_listed_with_the_one_in_use(kit: Kit) -> None:
    done = kit("profile", "list")
    lines = {line.split()[0]: line for line in done.out.splitlines()}
    shipped_ones = {path.stem for path in (ROOT / "data" / "profiles").glob("*.toml")} - {"base"}
    assert set(lines) == shipped_ones
    assert "当前" in lines["hotline"]
    rows = kit("profile", "list", "--json").json
    assert [row["id"] for row in rows["sites"] if row["in_use"]] == ["hotline"]


def test_a_profile_shows_roles_numbers_and_minutes_with_their_source(kit: Kit) -> None:
    shown = kit("profile", "show", "service-hall").out
    for part in ("服务大厅", "消防队", "119", "部门负责人", "自定", "没有的岗位：运营主管"):
        assert part in shown
    english = kit("--lang", "en", "profile", "show").out
    for part in ("Hotline centre", "call centre supervisor", "HL-2.3a", "5 min"):
        assert part in english
    found = kit("profile", "show", "hotline", "--json").json
    assert found["site"]["in_use"] is True
    assert found["profile"]["minutes"]["fault-report"]["value"] == 5


def test_the_profile_chosen_is_used_from_then_on(kit: Kit) -> None:
    done = kit("profile", "use", "call-centre-b")
    assert done.code == 0
    assert "呼叫中心B" in done.out
    assert "call-centre-b" in kit("profile", "show").out
    kit.env("KIT_PROFILE", "hotline")
    done = kit("profile", "use", "call-centre-a")
    assert "KIT_PROFILE" in done.err


def test_an_unknown_profile_is_not_found(kit: Kit) -> None:
    for words in (("use", "moon"), ("show", "moon")):
        done = kit("profile", *words)
        assert (done.code, done.out) == (4, "")
        assert "hotline" in done.err


@pytest.mark.parametrize("group", ["checklists", "profile"])
def test_help_is_in_the_users_language(kit: Kit, group: str) -> None:
    done = kit(group, "--help")
    assert done.code == 0
    assert "Usage" not in done.out
    assert "用法" in done.out
    assert "Usage" in kit("--lang", "en", group, "--help").out


@pytest.mark.parametrize(
    "words",
    [("checklists", "show"), ("checklists", "dance"), ("profile", "use"), ("checklists", "--wat")],
)
def test_a_wrong_line_is_a_usage_error(kit: Kit, words: tuple[str, ...]) -> None:
    done = kit(*words)
    assert (done.code, done.out) == (2, "")
    assert "--help" in done.err
