"""``kit setup``: asked once, kept at once, left at any point, never needed before an incident."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import context
from kit.plans.checklists.files import Checklists
from kit.plans.checklists.rules.format import DANGER_ORDER
from kit.plans.sites.files import Sites
from kit.plans.sites.rules import calendar
from kit.readiness.setup.files import site as read_site
from kit.readiness.setup.rules import Site, changes, keys, parts, value
from kit.readiness.setup.talk.flow import Setup
from tests.support.kit import Kit
from tests.support.play import answer, leave, press
from tests.support.run import environment, kit, run
from tests.support.terminal import CTRL_C, ENTER, ESC, Terminal

ADDRESS, PHONE, FLOOR = "虚构路1号示例楼", "010-5550-0001", "4层东侧"
SIZES = [(80, 24), (60, 18)]
KIND = {("title", "zh"): "热线中心", ("title", "en"): "Hotline centre"}


def site_of(home: Path, named: str = "hotline") -> Site:
    return read_site(Checklists(str(home)), Sites(str(home)), named)


def own(home: Path) -> dict[str, Any]:
    return tomllib.loads((home / "profiles" / "our-site.toml").read_text(encoding="utf-8"))


# ---- what is asked, and what is missing -------------------------------------------------------


@pytest.mark.parametrize("kind", ["hotline", "service-hall", "property", "call-centre-b"])
def test_what_is_missing_stands_in_the_order_of_what_hangs_on_it(tmp_path: Path, kind: str) -> None:
    """The sentence for 119 first, then who is called where a life is in danger."""
    site = site_of(tmp_path, kind)
    missing = site.missing()
    assert [one.key for one in missing[:2]] == ["address", "phone"]
    dangers = [DANGER_ORDER.index(one.danger) for one in missing]
    assert dangers == sorted(dangers) and len({one.key for one in missing}) == len(missing)
    posts = [post.role for post in site.posts()]
    assert not {"fire-brigade", "police", "ambulance", "leader"} & set(posts)


def test_what_is_filled_in_is_no_longer_missing(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    profile = msgspec.structs.replace(site.profile, site=dict.fromkeys(site.facts(), "x"))
    held = {post.role: msgspec.structs.replace(post.held, phone2="000") for post in site.posts()}
    profile = msgspec.structs.replace(profile, roles={**profile.roles, **held})
    assert msgspec.structs.replace(site, profile=profile).missing() == []


def test_every_key_can_be_read_and_every_shipped_line_has_what_it_needs(tmp_path: Path) -> None:
    site = site_of(tmp_path, "call-centre-b")
    for key in keys(site):
        assert isinstance(value(site, key, "zh"), str)
    assert "11" in site.profile.fact("seats", "zh")
    assert "seats" not in site_of(tmp_path).facts()


def test_working_days_are_asked_for_where_a_list_counts_by_them(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    assert site.calendar() == ["work-days", "work-hours", "holidays", "make-up-days"]
    fire = [checklist for checklist in site.lists if checklist.id == "fire"]
    assert msgspec.structs.replace(site, lists=fire).calendar() == []


def test_a_calendar_written_by_hand_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """It is never wanted; what stands there wrongly comes first, for somebody believes it."""
    site = site_of(tmp_path)
    told = {**site.profile.site, "holidays": "soon"}
    profile = msgspec.structs.replace(site.profile, site=told)
    first = msgspec.structs.replace(site, profile=profile).missing()[0]
    assert (first.key, first.danger, first.first) == ("holidays", "admin", "complaint")
    assert "holidays" not in [one.key for one in site.missing()]


@pytest.mark.parametrize(
    ("key", "text", "wanted"),
    [
        ("address", " 虚构路1号 ", {("site", "address"): "虚构路1号"}),
        ("address", "", {("site", "address"): None}),
        ("tech.phone", "000-0000", {("roles", "tech", "phone"): "000-0000"}),
        ("tech.name", "", {("roles", "tech", "name"): None}),
        ("minutes.fire-report", "3", {("minutes", "fire-report", "value"): 3.0}),
        ("minutes.fire-report", "2.5 分钟", {("minutes", "fire-report", "value"): 2.5}),
        ("minutes.fire-report", "", {("minutes", "fire-report"): None}),
        ("minutes.written-confirmed", "2个工作日", {("minutes", "written-confirmed", "value"): None, ("minutes", "written-confirmed", "workdays"): 2}),
        ("minutes.written-confirmed", "3 working days", {("minutes", "written-confirmed", "value"): None, ("minutes", "written-confirmed", "workdays"): 3}),
        ("minutes.written-confirmed", "600", {("minutes", "written-confirmed", "workdays"): None, ("minutes", "written-confirmed", "value"): 600.0}),
        ("minutes.emergency-again", "2", {("minutes", "emergency-again", "value"): 2.0}),
        ("holidays", "2026-10-01至2026-10-07", {("site", "holidays"): "2026-10-01至2026-10-07"}),
        ("work-hours", "", {("site", "work-hours"): None}),
        ("types", "fire，flood fire", {("types",): ["fire", "flood"]}),
        ("types", "", {("types",): None}),
        ("name", "示例热线", {**KIND, ("site", "name"): "示例热线"}),
        ("name", "", {**KIND, ("site", "name"): None}),
        ("kind", "property", {("extends",): "property", ("title", "zh"): "物业项目", ("title", "en"): "Property project"}),
    ],
)
def test_an_answer_becomes_a_change_of_the_profile(
    tmp_path: Path, key: str, text: str, wanted: dict[Any, Any]
) -> None:
    assert changes(site_of(tmp_path), key, text, "zh") == wanted


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("adress", "x", "setup-key"),
        ("tech.fax", "1", "setup-key"),
        ("minutes.nothing", "1", "setup-key"),
        ("minutes.fire-report", "0", "setup-minutes"),
        ("minutes.fire-report", "1441", "setup-minutes"),
        ("minutes.fire-report", "soon", "setup-minutes"),
        ("minutes.fire-report", "-5", "setup-minutes"),
        ("tech.phone", "none", "setup-phone"),
        ("types", "fire, fires", "setup-types"),
        ("kind", "moon", "profile-unknown"),
        ("address.en", "1 Example Road", "setup-zh-first"),
        # Working days are taken only where our own figure is in them: no sentence says them.
        ("minutes.fire-report", "1个工作日", "setup-minutes"),
        ("minutes.written-confirmed", "0个工作日", "setup-workdays"),
        ("work-days", "sometimes", "setup-work-days"),
        ("work-hours", "17:30-09:00", "setup-work-hours"),
        ("holidays", "10-01", "setup-holidays"),
        ("make-up-days", "Saturday", "setup-make-up-days"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, key: str, text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        changes(site_of(tmp_path), key, text, "zh")
    assert refused.value.code == code


@pytest.mark.parametrize(("text", "minutes"), [("半小时", 30), ("2小时", 120), ("1.5h", 90), ("十五", 15), ("7 min", 7), ("5分钟", 5)])
def test_a_figure_of_a_deadline_is_read_as_people_type_amounts(tmp_path: Path, text: str, minutes: float) -> None:
    """Half an hour was refused; elsewhere it was 30 minutes."""
    assert changes(site_of(tmp_path), "minutes.fire-report", text, "zh") == {("minutes", "fire-report", "value"): minutes}


def test_a_range_is_no_figure_of_a_deadline(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        changes(site_of(tmp_path), "minutes.fire-report", "15-20", "zh")
    assert refused.value.code == "setup-minutes"


# ---- as a command -----------------------------------------------------------------------------


def test_without_a_terminal_it_is_set_by_words_and_shown(bare: Kit) -> None:
    done = bare("setup", "--set", f"address={ADDRESS}", "--set", "address.en=1 Example Road", "--set", "tech.phone=000-0000", "--set", "minutes.fire-report=3")
    assert done.code == 0 and "our-site.toml" in "".join(done.out.split()) and "kit setup phone" in done.out
    written = own(bare.home)
    assert written["site"]["address"] == {"zh": ADDRESS, "en": "1 Example Road"}
    assert written["minutes"] == {"fire-report": {"value": 3.0}} and written["extends"] == "hotline"
    said = json.loads(bare("setup", "--json").out)
    assert said["site_facts"]["address"] == "1 Example Road" and said["own_minutes"] == {"fire-report": 3}
    assert said["missing"][0] == {"setting": "phone", "danger": "life", "type": "fire", "fix": "kit setup phone"}
    bare("setup", "--set", "address=", "--set", "minutes.fire-report=")
    assert not own(bare.home).get("site") and not own(bare.home).get("minutes")
    shown = bare("setup")
    assert "000-0000" in shown.out and "not filled in" in shown.out


@pytest.mark.parametrize("given", ["address", "adress=x", "tech.phone=none"])
def test_a_word_that_cannot_be_read_changes_nothing(bare: Kit, given: str) -> None:
    done = bare("setup", "--set", given)
    assert done.code == Exit.USAGE and not (bare.home / "profiles").exists()
    assert bare("setup", "address").code == Exit.REFUSED


def test_a_damaged_own_profile_is_named_and_not_written_over(bare: Kit) -> None:
    bare("setup", "--set", "floor=4")
    path = bare.home / "profiles" / "our-site.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('floor = "4"', "floor = "), encoding="utf-8")
    before = path.read_bytes()
    for words in (["--set", f"address={ADDRESS}"], ["--json"], []):
        done = bare("setup", *words)
        assert done.code == Exit.UNREADABLE and "our-site.toml" in done.err
    assert path.read_bytes() == before


def test_who_names_another_profile_by_the_environment_is_told(bare: Kit) -> None:
    bare.env("KIT_PROFILE", "property")
    done = bare("setup", "--set", "floor=4")
    assert own(bare.home)["extends"] == "property" and "KIT_PROFILE=property" in done.err


# ---- asked of a person ------------------------------------------------------------------------

SAYS = {
    "zh": ("本处是哪一类", "本处名称", "本处地址", "回拨电话", "楼层", "还缺"),
    "en": ("What kind of site", "Our name", "Our address", "Our call-back number", "Floor", "missing, what matters"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("cols", "rows"), SIZES)
def test_it_is_asked_one_by_one_and_what_was_answered_is_kept(
    tmp_path: Path, lang: str, cols: int, rows: int
) -> None:
    home = tmp_path / "home"
    env = environment(home, lang)
    kind, name, address, phone, floor, still = SAYS[lang]
    with Terminal(["setup"], env, cols, rows) as t:
        t.see(kind)
        press(t, "5", f"{name}：" if lang == "zh" else f"{name}:")
        answer(t, "示例热线", f"> {address}")
        answer(t, ADDRESS, f"> {phone}")
        assert own(home)["site"] == {"name": "示例热线", "address": ADDRESS}
        assert own(home)["title"]["zh"] == "热线中心"
        press(t, ESC, f"> {address}")
        assert all(len(line) <= cols for line in t.lines())
        press(t, ENTER, f"> {phone}")
        answer(t, PHONE, f"> {floor}")
        t.child.send(CTRL_C)
        t.see("our-site.toml", still)
    told = {"name": "示例热线", "address": ADDRESS, "phone": PHONE}
    assert own(home)["site"] == told and own(home)["extends"] == "hotline"
    with Terminal(["setup"], env, cols, rows) as t:
        press(t, "q", still) if t.see("示例热线") else None
    assert own(home)["site"]["phone"] == PHONE


def test_enter_keeps_the_kind_of_site_that_stands_there(tmp_path: Path) -> None:
    """The line below says that Enter keeps: it does so at the first question, too."""
    home = tmp_path / "home"
    with Terminal(["setup"], environment(home, "zh")) as t:
        t.see("本处是哪一类")
        press(t, ENTER, "本处名称")
        t.child.send(CTRL_C)
        t.see("our-site.toml")
    assert own(home)["extends"] == "hotline"


@pytest.mark.parametrize("what", ["power", "tech.foo", "minutes.foo"])
def test_what_nobody_can_set_is_refused_at_a_terminal_with_what_there_is(tmp_path: Path, what: str) -> None:
    """An unknown word ended in "internal error", again and again."""
    with Terminal(["setup", what], environment(tmp_path / "home", "zh"), 80, 80) as t:
        assert t.end() == int(Exit.USAGE)
        assert f"没有“{what}”这一项" in "".join(t.text().split())


def test_an_empty_enter_says_what_is_and_not_that_something_was_kept(tmp_path: Path) -> None:
    """An empty line where nothing stands, Enter on what stands there, and a dash that takes out."""
    home = tmp_path / "home"
    env = environment(home, "zh")
    kit(env, "setup", "--set", "name=示例热线")
    with Terminal(["setup", "tech"], env) as t:
        t.see("系统运维专员 · 姓名")
        shown = press(t, ENTER, "没有填：系统运维专员 · 姓名") or t.text()
        assert "已存" not in shown
        answer(t, "13800000091", "已存：系统运维专员 · 电话")
        t.child.send(CTRL_C)
        t.see("our-site.toml")
    with Terminal(["setup", "address"], env | {"KIT_PLAIN": "1"}) as t:
        t.see("现在：没填")
        t.line("", "没有填")
        t.child.send(CTRL_C)
    assert "address" not in own(home).get("site", {})


def test_whoever_stands_among_the_contacts_is_asked_about_in_the_form(tmp_path: Path) -> None:
    """One person named for a post and known already with another number is kept once."""
    home = tmp_path / "home"
    env = environment(home, "zh")
    kit(env, "setup", "--set", "name=示例热线")
    kit(env, "contact", "add", "周明远", "--number", "13800000011")
    with Terminal(["setup", "supervisor"], env) as t:
        t.see("呼叫中心主管 · 姓名")
        answer(t, "周明远", "是同一个人吗")
        press(t, "a", "通讯录里：13800000011")
        answer(t, "13800000012", "另一个电话")
        t.child.send(CTRL_C)
        t.see("our-site.toml")
    (one,) = json.loads(kit(env, "contact", "list", "--json"))["contacts"]
    assert one["fills"] == ["supervisor"] and [c["number"] for c in one["channels"]] == ["13800000011", "13800000012"]


def test_a_number_that_looks_wrong_is_kept_and_said_and_stops_nobody_who_types_on(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = environment(home, "zh")
    said = run(env, "setup", "--set", "tech.phone=1390000000a").stderr
    assert "号码存疑" in said and own(home)["roles"]["tech"]["phone"] == "1390000000a"
    with Terminal(["setup", "tech"], env) as t:
        t.see("系统运维专员 · 姓名")
        answer(t, "示例", "系统运维专员 · 电话")
        answer(t, "1390000000", "号码存疑", "系统运维专员 · 另一个电话")
        answer(t, "5550201", "our-site.toml")
    told = {"name": "示例", "phone": "1390000000", "phone2": "5550201"}
    assert own(home)["roles"]["tech"] == told


@pytest.mark.parametrize("plain", ["", "1"])
def test_what_is_typed_replaces_what_stands_there_and_enter_alone_keeps_it(tmp_path: Path, plain: str) -> None:
    home = tmp_path / "home"
    env = environment(home, "zh") | ({"KIT_PLAIN": "1"} if plain else {})
    kit(env, "setup", "--set", f"address={ADDRESS}")
    for typed, stands in (("", ADDRESS), ("虚构路9号", "虚构路9号")):
        with Terminal(["setup", "address"], env) as t:
            t.see(f"现在：{ADDRESS}")
            t.child.send(f"{typed}\r")
            t.see("没有改" if not typed else "已存")
            t.child.send(CTRL_C)
        assert own(home)["site"]["address"] == stands


def test_a_sentence_is_no_number_and_stays_to_be_read(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(["setup", "tech.phone"], environment(home, "en")) as t:
        t.see("Number:")
        answer(t, "Hall at Station Rd 4, East gate", "Not kept: Hall at Station Rd 4, East gate")
        answer(t, "0555 0201", "our-site.toml")
    assert own(home)["roles"]["tech"] == {"phone": "0555 0201"}


def test_a_site_that_extends_one_without_a_post_has_none_either(tmp_path: Path) -> None:
    """Nobody complains of a post that the kind of site does not have."""
    home = tmp_path / "home"
    env = environment(home, "zh")
    kit(env, "setup", "--set", "kind=hotline", "--set", "name=示例热线")
    assert "safety-dept" not in kit(env, "checklists", "check")


def test_one_thing_is_changed_alone_and_what_is_wrong_is_asked_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = environment(home, "zh")
    kit(env, "setup", "--set", "tech.name=示例")
    with Terminal(["setup", "tech"], env) as t:
        t.see("系统运维专员 · 姓名", "现在：示例")
        press(t, ENTER, "系统运维专员 · 电话")
        answer(t, "没有", "“没有”不是电话号码")
        answer(t, PHONE, "系统运维专员 · 另一个电话")
        answer(t, "010-5550-0002", "our-site.toml")
    assert own(home)["roles"]["tech"] == {"name": "示例", "phone": PHONE, "phone2": "010-5550-0002"}
    first = kit(env, "start", "application-outage")
    assert f"示例  号码：{PHONE}，不通打 010-5550-0002" in first


def test_a_minute_of_the_sites_own_says_where_it_is_longer_than_the_plans(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = environment(home, "zh")
    with Terminal(["setup", "minutes.fire-report"], env) as t:
        t.see("现在：5分钟（预案 HL-5.1.3d）")
        answer(t, "3", "our-site.toml")
    assert own(home)["minutes"]["fire-report"]["value"] == 3
    with Terminal(["setup", "minutes"], env) as t:
        t.see("5分钟 (预案 HL-2.3a)")
        press(t, "1", "业务系统故障")
        answer(t, "7", "比预案规定的5分钟长", "7分钟 (本处)")
        t.child.send(CTRL_C)
        t.see("our-site.toml")


def test_types_are_added_and_taken_out(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = environment(home, "en")
    with Terminal(["setup", "types"], env) as t:
        t.see("1  [x] Abnormal call")
        press(t, "1", "Taken out: Abnormal call", "1  [ ] Abnormal call")
        assert "abnormal-call" not in own(home)["types"]
        press(t, "1", "Added: Abnormal call", "1  [x] Abnormal call")
        t.child.send(CTRL_C)
        t.see("our-site.toml")
    assert sorted(own(home)["types"]) == sorted(site_of(home).profile.types)


def test_by_lines_it_is_the_same(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = environment(home, "zh")
    with Terminal(["setup", "--plain"], env, 80, 60) as t:
        t.see("编号：")
        t.line("5", "名称：")
        t.line("示例热线", "本处地址：")
        t.line(ADDRESS, "回拨电话：")
        t.line("<", f"现在：{ADDRESS}")
        t.line("", "回拨电话：")
        t.line(PHONE, "楼层：")
        t.line("q", "our-site.toml", "还缺")
    assert own(home)["site"] == {"name": "示例热线", "address": ADDRESS, "phone": PHONE}


# ---- a new user -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "said", "untold"),
    [
        (
            "zh",
            f"着火了。地址：{ADDRESS}，楼层：{FLOOR}。烧的是……，有无人被困：……。我的电话{PHONE}，路口有人迎接。",
            ("着火了。烧的是……，有无人被困：……。路口有人迎接。", "没填，自己说清：本处地址、楼层、回拨电话"),
        ),
        (
            "en",
            f"Fire at {ADDRESS}, floor: {FLOOR}. ... is burning. People trapped: yes / no. My number is {PHONE}. Someone will meet you at the road.",
            ("Fire. ... is burning. People trapped: yes / no. Someone will meet you at the road.", "Not filled in, say it yourself: Our address, Floor, Our call-back number"),
        ),
    ],
)
def test_the_sentence_for_the_fire_brigade_is_whole_with_and_without_a_set_up(
    tmp_path: Path, lang: str, said: str, untold: tuple[str, str]
) -> None:
    env = environment(tmp_path / "home", lang)

    def spoken() -> str:
        with Terminal(["start", "fire"], env, 100, 36) as t:
            shown = press(t, ENTER, "> 打119" if lang == "zh" else "> Phone 119")
            assert leave(t) == 0
        kit(env, "close", "--yes", "--outcome", "resolved")
        return "".join(shown.split())

    before = spoken()
    for sentence in untold:
        assert sentence.replace(" ", "") in before
    kit(env, "setup", *(word for fact in (("address", ADDRESS), ("phone", PHONE), ("floor", FLOOR)) for word in ("--set", "=".join(fact))))
    assert said.replace(" ", "") in spoken()


def test_the_holidays_of_several_years_fit(tmp_path: Path) -> None:
    days = ",".join(f"{year}-0{month}-01..{year}-0{month}-07" for year in range(2026, 2030) for month in range(1, 8))
    assert changes(site_of(tmp_path), "holidays", days, "zh") == {("site", "holidays"): days}
    site = site_of(tmp_path)
    profile = msgspec.structs.replace(site.profile, site={**site.profile.site, "holidays": days})
    assert len(calendar(profile).off) == 4 * 7 * 7


def test_nobody_is_asked_who_the_gas_company_is() -> None:
    for company in ("gas-company", "lift-company", "power-company"):
        assert parts(company) == [f"{company}.phone", f"{company}.phone2"]
    assert parts("tech") == ["tech.name", "tech.phone", "tech.phone2"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("role", ["tech", "supervisor", "gas-company"])
def test_a_post_is_asked_for_who_holds_it_and_for_what_it_is_called_by_that_key_alone(
    tmp_path: Path, role: str, lang: str
) -> None:
    env = environment(tmp_path, lang)
    asked = run(env, "setup", "--set", "name=Example", "--set", "name.en=Example")
    assert asked.returncode == 0
    setup = Setup(context.build(str(tmp_path), lang, True, pytest.fail))
    flow = setup.flow(role)
    assert next(flow).name == parts(role)[0], "the first question is what one came for"
    assert f"kit setup {role}.title" in setup.message
    flow = setup.flow(f"{role}.title")
    assert next(flow).name == f"{role}.title"
    with pytest.raises(StopIteration):
        flow.send("Somebody")
    title = "Somebody"
    assert setup.site.profile.roles[role].title.get(lang) == title


def test_a_place_that_is_open_round_the_clock_says_so_in_a_word(bare: Kit) -> None:
    for text in ("全天", "24h", "0:00-24:00"):
        done = bare("setup", "--set", f"work-hours={text}")
        assert done.code == 0, done.err
    assert bare("setup", "--set", "work-hours=sometimes").code == 2


def test_of_several_settings_of_which_one_is_not_known_none_is_put_in(bare: Kit) -> None:
    said = bare("setup", "--set", "address=1 Example Road", "--set", "nosuch.phone=12345678", "--set", "tech.phone=13800000000")
    assert said.code != 0 and "nosuch" in said.err
    assert not (bare.home / "profiles").exists(), "nothing was begun"
    assert bare("setup", "--set", "address=1 Example Road", "--set", "tech.phone=13800000000").code == 0


@pytest.mark.parametrize(
    ("key", "typed", "where"),
    [
        ("address", "13800000000", "phone"),
        ("address.en", "010-5550-0001", "phone"),
        ("muster", "+86 138 0000 0000", "phone"),
        ("tech.name", "13800000000", "tech.phone"),
        ("tech.title", "010 5550 0001", "tech.phone"),
    ],
)
def test_a_number_is_no_address_and_no_name_and_where_it_belongs_is_said(bare: Kit, key: str, typed: str, where: str) -> None:
    refused = bare("setup", "--set", f"{key}={typed}")
    assert refused.code == Exit.USAGE and f"kit setup {where}" in refused.err
    assert not (bare.home / "profiles").exists()
    assert bare("setup", "--set", "address=1 Road 5, 100080").code == 0
    assert bare("setup", "--set", "floor=4").code == 0


def test_a_call_back_number_without_a_figure_is_asked_for_again(tmp_path: Path) -> None:
    """The assembly point was taken for the number."""
    from tests.support.run import environment, run

    env = environment(tmp_path / "home", "zh")
    done = run(env, "setup", "--set", "phone=后门停车场")
    assert done.returncode == 2 and "不是电话号码" in done.stderr


def test_every_fact_that_is_a_number_to_ring_wants_a_figure(bare: Kit) -> None:
    """"Lara Testname" was kept as the number that customers ring when our lines are down."""
    done = bare("setup", "--set", "other-line=Lara Testname")
    assert done.code == 2 and "no number to ring" in done.err
    assert bare("setup", "--set", "other-line=0000-0101").code == 0
