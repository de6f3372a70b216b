"""Each rule of the linter catches its own mistake and names the place."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kit.plans.checklists.rules.fixed_words import ALLOWED
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint import check
from kit.plans.sites.rules import Minutes, Profile
from kit.plans.toml.rules.toml_lines import TomlLines
from kit.plans.toml.rules.toml_mistakes import explain, explain_os

TEXT = """format = 1
id = "leak"
title = {zh = "漏水", en = "Leak"}
summary = {zh = "有水", en = "Water"}
danger = "service"

[find]
zh = ["漏水", "滴水", "水管爆了"]
en = ["leak", "dripping", "burst pipe"]

[levels]
decides = "supervisor"
start = "2"
[[levels.grades]]
id = "2"
title = {zh = "二级", en = "Level 2"}
criteria = {zh = "小", en = "small"}
[[levels.grades]]
id = "1"
title = {zh = "一级", en = "Level 1"}
criteria = {zh = "大", en = "big"}

[[phases]]
id = "immediate"
[[phases.steps]]
id = "cut-power"
do = {zh = "断开泡水的电", en = "Cut power where it is wet"}
caution = {zh = "水会导电。", en = "Water conducts."}

[[phases]]
id = "report"
[[phases.steps]]
id = "tell"
do = {zh = "告诉{role:supervisor}", en = "Tell the {role:supervisor}"}
answer = "call"
call = "supervisor"
say = {zh = "这里漏水。", en = "We have a leak."}
cites = ["FL-1"]
[[phases.steps]]
id = "where"
do = {zh = "看水从哪来", en = "Look where it comes from"}
answer = "choice"
choices = [
  {id = "pipe", zh = "水管", en = "pipe"},
  {id = "roof", zh = "屋顶", en = "roof"},
]
[[phases.steps]]
id = "valve"
do = {zh = "关总阀", en = "Close the main valve"}
when = [{step = "where", is = ["pipe"]}]

[[phases]]
id = "recover"
[[phases.steps]]
id = "told-back"
do = {zh = "告诉{who}：修好了", en = "Tell {who}: it is mended"}
answer = "call"
each = "told"
say = {zh = "修好了。", en = "It is mended."}

[[phases]]
id = "close"
[[phases.steps]]
id = "improve"
do = {zh = "记下改进措施", en = "Note what to improve"}
answer = "action"
[[phases.steps]]
id = "complete"
do = {zh = "大声说：漏水处置完毕", en = "Say aloud: leak complete"}
answer = "time"

[[timers]]
id = "tell-5"
title = {zh = "{minutes:first-report}分钟内报告", en = "Report within {minutes:first-report} minutes"}
start = {on = "opened"}
minutes_of = "first-report"
step = "tell"
tell = ["supervisor"]
cites = ["FL-1"]

[[prohibitions]]
text = {zh = "不蹚水", en = "No wading"}
"""
PROFILE = msgspec.convert(
    {
        "format": 1,
        "id": "base",
        "title": {"zh": "通用", "en": "Any"},
        "types": ["leak"],
        "roles": {"supervisor": {"title": {"zh": "主管", "en": "supervisor"}}},
        "minutes": {"first-report": {"value": 5}, "days": {"workdays": 1}},
    },
    Profile,
)
CLAUSES = {"FL-1"}


def found(change: Callable[[dict[str, Any]], object]) -> list[tuple[str, str]]:
    """(rule, path) of what the linter finds after a change to the sound file."""
    raw = copy.deepcopy(tomllib.loads(TEXT))
    change(raw)
    findings = check(msgspec.convert(raw, Checklist), [PROFILE], CLAUSES)
    for each in findings:
        assert each.message.zh and each.message.en and each.fix.zh and each.fix.en
    return [(each.rule, each.path) for each in findings]


def step(raw: dict[str, Any], number: int) -> dict[str, Any]:
    """Steps of the report phase: tell, where, valve."""
    found: dict[str, Any] = raw["phases"][1]["steps"][number]
    return found


def text(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def test_the_sound_file_has_no_finding() -> None:
    assert found(lambda raw: None) == []


CASES: list[tuple[str, str, Callable[[dict[str, Any]], object]]] = [
    ("phase-order", "phases", lambda r: r["phases"].reverse()),
    ("phase-order", "phases", lambda r: r["phases"][1].update(id="immediate", steps=[])),
    ("unique", "steps.tell", lambda r: r["phases"][1]["steps"].append(step(r, 0))),
    ("unique", "timers.tell-5", lambda r: r["timers"].append(r["timers"][0])),
    (
        "phase-length",
        "phases.immediate",
        lambda r: r["phases"][0]["steps"].extend(
            {"id": f"s{n}", "do": text("看", "Look")} for n in range(3)
        ),
    ),
    (
        "phase-length",
        "phases.report",
        lambda r: r["phases"][1]["steps"].extend(
            {"id": f"s{n}", "do": text("看", "Look")} for n in range(7)
        ),
    ),
    (
        "profile",
        "steps.tell.when",
        lambda r: step(r, 0).update(when=[{"no-profile": ["moon"]}]),
    ),
    (
        "immediate-plain",
        "steps.cut-power",
        lambda r: r["phases"][0]["steps"][0].update(answer="text"),
    ),
    ("timer-minutes", "timers.tell-5", lambda r: r["timers"][0].pop("minutes_of")),
    ("timer-tell", "timers.tell-5", lambda r: r["timers"][0].pop("tell")),
    ("timer-ask", "timers.tell-5", lambda r: r["timers"][0].update(kind="check")),
    ("timer-source", "timers.tell-5", lambda r: r["timers"][0].pop("cites")),
    ("level", "levels.start", lambda r: r["levels"].update(start="3")),
    ("choices", "steps.where", lambda r: step(r, 1).update(answer="text")),
    ("choices", "steps.valve", lambda r: step(r, 2).update(answer="choice")),
    ("call", "steps.tell", lambda r: step(r, 0).pop("call")),
    ("call", "steps.valve", lambda r: step(r, 2).update(call="supervisor")),
    ("sets-level", "steps.where", lambda r: step(r, 1).update(sets_level=True)),
    ("each-callbacks", "steps.where", lambda r: step(r, 1).update(each="callbacks")),
    (
        "caution-case",
        "steps.valve",
        lambda r: step(r, 2).update(caution=text("阀门会卡。", "IT STICKS")),
    ),
    (
        "caution-statement",
        "steps.valve",
        lambda r: step(r, 2).update(caution=text("请小心", "It sticks.")),
    ),
    (
        "caution-statement",
        "steps.valve",
        lambda r: step(r, 2).update(caution=text("会卡。", "Do not force.")),
    ),
    ("do-length", "steps.valve", lambda r: step(r, 2).update(do=text("看" * 35, "Look"))),
    ("do-length", "steps.valve", lambda r: step(r, 2).update(do=text("看", "x" * 71))),
    ("reference", "steps.valve", lambda r: step(r, 2).update(when=[{"step": "nowhere"}])),
    (
        "reference",
        "steps.valve",
        lambda r: step(r, 2).update(when=[{"step": "where", "is": ["sea"]}]),
    ),
    ("reference", "steps.valve", lambda r: step(r, 2).update(when=[{"level": ["9"]}])),
    ("reference", "timers.tell-5", lambda r: r["timers"][0].update(start={"on": "step"})),
    (
        "reference",
        "timers.tell-5",
        lambda r: r["timers"][0].update(start={"on": "failed", "timer": "x"}),
    ),
    (
        "reference",
        "timers.tell-5",
        lambda r: r["timers"][0].update(start={"on": "level", "level": ["9"]}),
    ),
    (
        "reference",
        "timers.tell-5",
        lambda r: r["timers"][0].update(stops=[{"on": "step", "step": "x"}]),
    ),
    ("reference", "timers.tell-5", lambda r: r["timers"][0].update(step="x")),
    ("reference", "timers.tell-5", lambda r: r["timers"][0].update(minutes_from="x")),
    ("reference", "timers.tell-5", lambda r: r["timers"][0].update(raise_to="9")),
    (
        "reference",
        "steps.valve.detail",
        lambda r: step(r, 2).update(detail=text("{rolle:x}看", "See {rolle:x}")),
    ),
    (
        "reference",
        "steps.valve.say",
        lambda r: step(r, 2).update(say=text("[[在{site:roof}]]", "[[At {site:roof}]]")),
    ),
    (
        "part",
        "steps.valve.say",
        lambda r: step(r, 2).update(say=text("在{site:address}。", "At {site:address}.")),
    ),
    (
        "part",
        "steps.valve.say",
        lambda r: step(r, 2).update(say=text("[[在{site:address}。", "[[At {site:address}.")),
    ),
    ("part", "steps.valve.say", lambda r: step(r, 2).update(say=text("[[快]]来。", "Come[[ now]]."))),
    (
        "part",
        "steps.valve.say",
        lambda r: step(r, 2).update(say=text("[[在{site:address}，]]来。", "Come[[ to {site:floor}]].")),
    ),
    (
        "reference",
        "steps.valve.say",
        lambda r: step(r, 2).update(say=text("在{answer:x}", "At {answer:x}")),
    ),
    ("both-languages", "summary", lambda r: r.update(summary=text("有水", " "))),
    ("both-languages", "summary", lambda r: r.update(summary=text("有水", "水"))),
    ("both-languages", "summary", lambda r: r.update(summary=text("Water on the floor", "Water"))),
    ("role", "steps.tell.call", lambda r: step(r, 0).update(call="boss")),
    ("role", "timers.tell-5.tell", lambda r: r["timers"][0].update(tell=["boss"])),
    ("role", "levels.decides", lambda r: r["levels"].update(decides="boss")),
    ("role", "steps.valve.when", lambda r: step(r, 2).update(when=[{"role": "boss"}])),
    (
        "role",
        "steps.valve.detail",
        lambda r: step(r, 2).update(detail=text("问{role:boss}", "Ask {role:boss}")),
    ),
    ("minutes", "timers.tell-5.minutes_of", lambda r: r["timers"][0].update(minutes_of="soon")),
    ("profile", "steps.valve.when", lambda r: step(r, 2).update(when=[{"profile": ["moon"]}])),
    ("clause", "tell", lambda r: step(r, 0).update(cites=["FL-404"])),
]


@pytest.mark.parametrize(
    ("rule", "path", "change"), CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)]
)
def test_each_mistake_is_found_where_it_is(
    rule: str, path: str, change: Callable[[dict[str, Any]], object]
) -> None:
    assert (rule, path) in found(change)


def test_a_role_listed_as_absent_is_no_finding() -> None:
    raw = tomllib.loads(TEXT)
    step(raw, 0).update(call="boss")
    raw["timers"][0].update(tell=["boss"])
    site = msgspec.structs.replace(PROFILE, absent=["boss"])
    assert check(msgspec.convert(raw, Checklist), [site], CLAUSES) == []


def test_a_type_that_no_site_lists_is_checked_at_all_of_them() -> None:
    raw = tomllib.loads(TEXT)
    step(raw, 0).update(call="boss")
    raw["timers"][0].update(tell=["boss"])
    site = msgspec.structs.replace(PROFILE, types=["fire"])
    rules = [each.rule for each in check(msgspec.convert(raw, Checklist), [site], CLAUSES)]
    assert rules == ["role"]


def sound(change: Callable[[dict[str, Any]], object]) -> None:
    """The change is allowed: no finding."""
    assert found(change) == []


def test_a_question_of_a_later_phase_may_lead_back_to_an_earlier_step() -> None:
    still = {
        "id": "still", "do": text("还漏吗？", "Still leaking?"), "answer": "choice",
        "choices": [{"id": "yes", **text("漏", "Yes")}, {"id": "no", **text("不漏", "No")}],
    }  # fmt: skip
    sound(
        lambda r: (
            r["phases"][2]["steps"].insert(0, still),
            step(r, 2).update(when=[{"step": "still", "is": ["yes"]}]),
        )
    )


def test_the_question_that_ends_a_phase_may_lead_back_to_an_earlier_step() -> None:
    def waiting(raw: dict[str, Any]) -> None:
        steps = raw["phases"][1]["steps"]
        steps.append(steps.pop(1))

    sound(waiting)


def test_a_critical_step_may_stand_behind_what_it_needs() -> None:
    sound(lambda r: (step(r, 0).update(critical=True), step(r, 2).update(critical=True)))
    sound(lambda r: r["phases"][2]["steps"][0].update(critical=True))


def test_what_is_written_down_after_an_action_is_its_answer_and_no_second_action() -> None:
    do = text("关总阀，写下时间", "Close the main valve; note the time")
    sound(lambda r: step(r, 2).update(do=do, answer="time"))


def test_two_branches_may_give_the_same_time() -> None:
    other = {**tomllib.loads(TEXT)["phases"][1]["steps"][2], "id": "roof", "milestone": "responded"}
    sound(
        lambda r: (
            step(r, 2).update(milestone="responded"),
            r["phases"][1]["steps"].append({**other, "when": [{"step": "where", "is": ["roof"]}]}),
        )
    )


def test_a_preparation_owes_neither_recovery_nor_improvements() -> None:
    def prepare(raw: dict[str, Any]) -> None:
        raw.update(kind="preparation", phases=[*raw["phases"][:2], raw["phases"][3]])
        raw["phases"][2]["steps"].pop(0)

    sound(prepare)


def test_a_silent_type_only_shows_its_immediate_actions() -> None:
    sound(lambda r: (r.update(silent=True), r["phases"][0]["steps"][0].update(answer="know")))


def test_a_timer_may_follow_the_failure_of_a_check() -> None:
    ask = {"kind": "check", "ask": text("停了吗？", "Has it stopped?")}
    later = {"id": "later", "start": {"on": "failed", "timer": "tell-5"}}
    sound(lambda r: (r["timers"].append({**r["timers"][0], **later}), r["timers"][0].update(ask)))


def test_without_sites_and_clauses_only_the_file_itself_is_checked() -> None:
    raw = tomllib.loads(TEXT)
    step(raw, 0).update(call="boss", cites=["FL-404"])
    raw["timers"][0].update(tell=["boss"])
    assert check(msgspec.convert(raw, Checklist)) == []


def line_with(part: str) -> int:
    return next(n for n, line in enumerate(TEXT.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("path", "clue", "part"),
    [
        ("danger", "", 'danger = "service"'),
        ("$.title.en", "", "title = {zh ="),
        ("phases[1].steps[0].do", "", "告诉"),
        ("phases[1].steps[1].choices[1].zh", "", "choices = ["),
        ("phases[1].steps[2]", "", "关总阀"),
        ("steps.valve.when", "", "when = ["),
        ("steps.tell.call", "", 'call = "supervisor"'),
        ("timers.tell-5.tell", "", 'tell = ["supervisor"]'),
        ("timers[0].minutes_of", "", "minutes_of ="),
        ("levels.start", "", 'start = "2"'),
        ("levels.1.criteria", "", 'zh = "大"'),
        ("prohibitions", "", "[[prohibitions]]"),
        ("tell", "FL-1", "cites ="),
    ],
)
def test_a_path_leads_to_its_line(path: str, clue: str, part: str) -> None:
    line = TomlLines(TEXT).line(path, clue)
    assert line
    near = "\n".join(TEXT.splitlines()[line - 1 : line + 2])
    assert part in near
    if "[[" not in part and not path.endswith("]"):
        assert line == line_with(part)


def test_a_clue_is_looked_for_behind_its_place_first() -> None:
    lines = TEXT.splitlines()
    line = TomlLines(TEXT).line("tell-5", "FL-1")
    assert lines[line - 1] == 'cites = ["FL-1"]'
    assert line > TomlLines(TEXT).line("tell", "FL-1")


def test_a_path_that_leads_nowhere_has_no_line() -> None:
    assert TomlLines(TEXT).line("nothing.here") == 0
    assert TomlLines("").line("id") == 0


@pytest.mark.parametrize(
    ("message", "key", "zh", "en"),
    [
        ("Object missing required field `en`", "", "缺少 en", "en is missing"),
        (
            "Expected `str`, got `int`",
            "",
            "应是文字，现在是整数",
            "should be text, but is a whole number",
        ),
        (
            "Expected `float | null`, got `str`",
            "",
            "应是数字，现在是文字",
            "should be a number, but is text",
        ),
        (
            "Invalid enum value 'x'",
            "danger",
            "life security service admin",
            "life security service admin",
        ),
        ("Unclosed array", "", "方括号没有写完", "not closed"),
        ("Unclosed inline table", "", "花括号没有写完", "not closed with }"),
    ],
)
def test_a_decoders_sentence_is_said_in_both_languages(
    message: str, key: str, zh: str, en: str
) -> None:
    said = explain(message, ALLOWED.get(key, ()))
    assert zh in said.zh
    assert en in said.en


def test_a_sentence_nobody_foresaw_is_shown_as_it_is() -> None:
    assert explain("Something new").zh == "Something new"
    assert explain_os(2, "x").zh == "没有这个文件"
    assert explain_os(99, "Odd error").en == "Odd error"


BROKEN = [
    "a=", "a 1", "a=[1", "a='x", "[a\nb=1", "a=1 b", "a=1\na=2", 'a="\\q"', "a={x=1", "a={x=1,x=2}",
    "[a]\n[a]", "=1", "a=1x", 'a="x\n"', "a={zh=1}\na.b=1", "a=\x01", '"', "a=\"\"\"x", "a=[1,,2]", "[[a]]\n[a]\n[a.b",
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_every_mistake_of_toml_is_explained_in_chinese(broken: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as error:
        tomllib.loads(broken + "\n" if broken.endswith("x") else broken)
    said = explain(str(error.value).split(" (at ")[0])
    assert any("一" <= char <= "鿿" for char in said.zh), str(error.value)
    assert not any("一" <= char <= "鿿" for char in said.en)


def test_the_words_allowed_are_those_the_format_allows() -> None:
    """A new answer kind or danger must also be offered in the message."""
    schema = msgspec.json.schema(Checklist)["$defs"]
    assert set(ALLOWED["answer"]) == set(schema["Step"]["properties"]["answer"]["enum"])
    assert set(ALLOWED["danger"]) == set(schema["Checklist"]["properties"]["danger"]["enum"])
    assert set(ALLOWED["on"]) == set(schema["Trigger"]["properties"]["on"]["enum"])
    assert set(ALLOWED["kind"]) == set(schema["TimerRule"]["properties"]["kind"]["enum"])


def test_a_byte_order_mark_of_a_windows_editor_does_no_harm(tmp_path: Path) -> None:
    from kit.plans.checklists.files import read_checklist

    path = tmp_path / "leak.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode("utf-8"))
    assert read_checklist(path).id == "leak"


def test_a_sites_own_list_may_fix_a_minute() -> None:
    """A figure that stands in the list is refused in one that goes to every site, and nowhere else."""
    raw = copy.deepcopy(tomllib.loads(TEXT))
    raw["timers"][0].pop("minutes_of")
    raw["timers"][0]["minutes"] = 5
    own = msgspec.convert(raw, Checklist)
    assert [f.rule for f in check(own, [PROFILE], CLAUSES)] == []
    assert [f.rule for f in check(own, [PROFILE], CLAUSES, shipped=True)] == ["timer-figure"]


@pytest.mark.parametrize("field", ["minutes", "retry", "before"])
def test_no_shipped_list_fixes_how_long_how_often_or_how_early(field: str) -> None:
    """The finding names the field and the one that names a figure instead."""
    raw = copy.deepcopy(tomllib.loads(TEXT))
    raw["timers"][0][field] = 3
    (found,) = check(msgspec.convert(raw, Checklist), [PROFILE], CLAUSES, shipped=True)
    assert (found.rule, found.path) == ("timer-figure", f"timers.tell-5.{field}")
    assert f"{field}_of" in found.fix.zh and f"{field}_of" in found.fix.en


@pytest.mark.parametrize("field", ["minutes_of", "retry_of", "before_of"])
def test_a_figure_that_no_site_has_is_found_wherever_a_timer_names_it(field: str) -> None:
    raw = copy.deepcopy(tomllib.loads(TEXT))
    raw["timers"][0][field] = "soon"
    found = check(msgspec.convert(raw, Checklist), [PROFILE], CLAUSES)
    assert [(f.rule, f.path) for f in found] == [("minutes", f"timers.tell-5.{field}")]


def test_a_sentence_says_minutes_of_no_figure_in_working_days() -> None:
    raw = copy.deepcopy(tomllib.loads(TEXT))
    raw["timers"][0].update(
        minutes_of="days", title={"zh": "{minutes:days}分钟内报告", "en": "Within {minutes:days} min"}
    )
    found = check(msgspec.convert(raw, Checklist), [PROFILE], CLAUSES)
    assert [(f.rule, f.path) for f in found] == [("minutes-only", "timers.tell-5.title")]


@pytest.mark.parametrize(
    ("figure", "zh"),
    [
        ("{}", "value 和 workdays 只写一个"),
        ("{value = 5, workdays = 1}", "value 和 workdays 只写一个"),
        ("{workdays = 0}", "整数应 >= 1"),
        ("{workdays = 99}", "整数应 <= 60"),
    ],
)
def test_a_figure_that_is_neither_or_both_is_explained(figure: str, zh: str) -> None:
    with pytest.raises(msgspec.ValidationError) as error:
        msgspec.convert(tomllib.loads(f"figure = {figure}")["figure"], Minutes)
    said = explain(str(error.value).split(" - at ")[0])
    assert said.zh == zh
    assert not any("一" <= char <= "鿿" for char in said.en)


def test_what_is_found_out_for_a_step_is_not_folded_alone() -> None:
    """The expected time is asked for, so the call that asks for it is shown, too."""
    from kit.plans.checklists.files import Checklists
    from kit.plans.checklists.rules.owners import whose
    from kit.plans.sites.files import Sites

    power, sites = Checklists("/nowhere", False).checklist("power-outage"), Sites("/nowhere", False)
    for name in sites.profiles():
        folded = whose(power, sites.profile(name)).folded
        assert "back-at" in folded or "call-power" not in folded, name
