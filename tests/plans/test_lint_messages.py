"""One bad example for each rule of the linter, with its exact message in both languages."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import pytest

from kit.ground.base.words import table
from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint import check
from kit.plans.checklists.rules.lint.rules import RULES
from kit.plans.glossary.files import glossary
from tests.plans.test_lint import CLAUSES, PROFILE, TEXT, step, text

Raw = dict[str, Any]


def early(raw: Raw) -> None:
    """A question moved to the front of a list about life."""
    raw["danger"] = "life"
    step(raw, 1)["first"] = ["base"]


class Bad(NamedTuple):
    """``change`` breaks the sound file of the linter's own tests in one place."""

    rule: str
    path: str
    change: Callable[[Raw], object]
    zh: str
    en: str


def phase(raw: Raw, id_: str) -> Raw:
    found: Raw = next(each for each in raw["phases"] if each["id"] == id_)
    return found


def timer(raw: Raw) -> Raw:
    found: Raw = raw["timers"][0]
    return found


def many(raw: Raw) -> None:
    phase(raw, "report")["steps"] += [{"id": f"s{n}", "do": text("看", "Look")} for n in range(7)]


def silent(raw: Raw) -> None:
    raw["silent"] = True


def alarming(raw: Raw) -> None:
    raw["danger"] = "life"
    raw["phases"] = raw["phases"][1:]


def late_killer(raw: Raw) -> None:
    step(raw, 1)["critical"] = True


def question_behind(raw: Raw) -> None:
    steps = phase(raw, "report")["steps"]
    steps[1], steps[2] = steps[2], steps[1]
    steps.append({"id": "dry", "do": text("擦干地面", "Dry the floor")})


def twice_reported(raw: Raw) -> None:
    step(raw, 0)["milestone"] = step(raw, 1)["milestone"] = "reported"


def mixed_levels(raw: Raw) -> None:
    raw["levels"]["grades"].append({**raw["levels"]["grades"][0], "id": "3"})


def endless(raw: Raw) -> None:
    timer(raw)["repeat"] = True


def never_failing(raw: Raw) -> None:
    raw["timers"].append({**timer(raw), "id": "later", "start": {"on": "failed", "timer": "tell-5"}})


def by_days(raw: Raw) -> None:
    timer(raw)["retry_of"] = "days"


def missed(raw: Raw) -> None:
    """Somebody is missing, the supervisor is told; found, he is not."""
    choices = [{"id": "yes", "zh": "齐", "en": "all"}, {"id": "no", "zh": "缺", "en": "missing"}]
    asked = {"id": "all-out", "do": {"zh": "人齐吗", "en": "All out?"}, "answer": "choice", "choices": choices}
    told = {**step(raw, 0), "id": "missing", "when": [{"step": "all-out", "is": ["no"]}]}
    phase(raw, "report")["steps"] += [asked, told]
    start = {"on": "answer", "step": "all-out", "is": ["no"]}
    stops = [{"on": "answer", "step": "all-out", "is": ["yes"]}]
    raw["timers"].append({**timer(raw), "id": "told", "start": start, "stops": stops, "step": "missing"})


def claimed(raw: Raw) -> None:
    """The manager hears that the supervisor was told, who may not have been reached."""
    told = {**step(raw, 0), "id": "boss", "call": "manager"}
    told.pop("milestone", None)
    told["say"] = text("漏水了，已通知{role:supervisor}。", "Water; the {role:supervisor} knows.")
    phase(raw, "report")["steps"].append(told)


LONG = "水" * 40

BAD: list[Bad] = [
    Bad("phase-order", "phases", lambda r: r["phases"].insert(0, r["phases"].pop(1)), "阶段顺序不对或重复", "phases are out of order or twice there"),
    Bad("phase-length", "phases.report", many, "在 base 有 10 个步骤，最多 9 个", "10 steps at base, at most 9"),
    Bad("immediate-plain", "steps.cut-power", lambda r: phase(r, "immediate")["steps"][0].update(answer="text"), "立即动作不能要求填写", "an immediate action must not ask for an answer"),
    Bad("life-first", "danger", alarming, "危及人身，却没有立即动作", "people are in danger, but there are no immediate actions"),
    Bad("silent", "steps.cut-power", silent, "静默类型的立即动作只能看，不能按键", "an immediate action of a silent type is only shown, no key is pressed"),
    Bad("critical-first", "steps.where", late_killer, "关键步骤排在不关键的 tell 后面", "a critical step stands behind tell, which is not"),
    Bad("site-first", "steps.where.first", early, "先做它，救命的 danger = life 就排到后面了", "stands before what saves life: danger = life"),
    Bad("does", "steps.valve.does", lambda r: step(r, 2).update(does=[{**text("开阀", "Open it"), "when": [{"step": "where"}]}]), "条件要说明场所或岗位，不能看答案和级别", "its condition must name sites or posts, and look at no answer or level"),
    Bad("one-action", "steps.valve", lambda r: step(r, 2).update(do=text("关总阀，然后拍照", "Close the valve and then take photographs")), "一步里有两个动作", "two actions in one step"),
    Bad("do-length", "steps.valve", lambda r: step(r, 2).update(do=text("关" * 35, "Close it")), "zh 有 35 个字，最多 34", "zh has 35 characters, at most 34"),
    Bad("value", "steps.valve", lambda r: step(r, 2).update(do=text("关总阀，写下时间", "Close the valve; note the time")), "问了看得到的东西，答案却只是“完成”", "asks for something that can be seen, but only takes a tick"),
    Bad("caution-case", "steps.valve", lambda r: step(r, 2).update(caution=text("阀门会卡。", "IT STICKS")), "警示不能全用大写", "a caution is not written in capitals"),
    Bad("caution-statement", "steps.valve", lambda r: step(r, 2).update(caution=text("请小心", "It sticks.")), "警示应是陈述，不是命令", "a caution is a statement, not a command"),
    Bad("screen", "steps.valve", lambda r: step(r, 2).update(detail=text(LONG * 13, "Water")), "zh 占 16 行，一屏最多 12 行", "zh takes 16 lines, a screen has room for 12"),
    Bad("keep-length", "steps.valve", lambda r: step(r, 2).update(keep=text(LONG, "Water")), "一直显示的话一行放不下", "what stays on the screen does not fit a line"),
    Bad("prohibition-length", "prohibitions", lambda r: r["prohibitions"][0].update(text=text(LONG, "Water")), "禁止事项一行放不下", "a prohibition does not fit a line"),
    Bad("both-languages", "summary", lambda r: r.update(summary=text("有水", "水")), "英文里有汉字", "the English text has Chinese characters"),
    Bad("find-phrases", "find.en", lambda r: r["find"].update(en=["leak", "leak", "drip"]), "en 只有 2 个说法可搜，至少 3 个", "en has only 2 phrases to find it by, at least 3"),
    Bad("branch-order", "steps.valve.when", question_behind, "取决于步骤 where，但它要到后面才问", "depends on step where, which is only asked later"),
    Bad("answer-order", "steps.cut-power", lambda r: phase(r, "immediate")["steps"][0].update(detail=text("在{answer:where}", "At {answer:where}")), "用到步骤 where 的回答，但它要到后面才问", "uses the answer of step where, which is only asked later"),
    Bad("choices", "steps.where", lambda r: step(r, 1).update(answer="text"), "choice 要有选项，别的答案不能有", "a choice needs choices, other answers take none"),
    Bad("choice-labels", "steps.where", lambda r: step(r, 1)["choices"][1].update(zh="水管"), "选项超过 9 个，或有两个一样", "more than 9 choices, or two alike"),
    Bad("call", "steps.tell", lambda r: step(r, 0).pop("call"), "打电话的步骤要写 call = 角色，别的步骤不写", "a call step names call = role, other steps do not"),
    Bad("call-words", "steps.tell", lambda r: step(r, 0).pop("say"), "打电话没有写要说的话", "a call without the words to say"),
    Bad("each-callbacks", "steps.where", lambda r: step(r, 1).update(each="callbacks"), "逐个回电的步骤要有 done 和 unreached 两个选项", "a step for every call-back needs the choices done and unreached"),
    Bad("told-again", "phases.recover", lambda r: r["phases"].remove(phase(r, "recover")), "告知过出事的人，没有再告知已经恢复", "people are told that it broke, but not that it works again"),
    Bad("found-again", "steps.missing", missed, "告知了坏消息；all-out 变成 yes 后，没有再告诉 supervisor", "tells supervisor that it is wrong, but nobody tells them once all-out is yes"),
    Bad("claims", "steps.boss.say", claimed, "说已经找过 supervisor，但那一步可能未接通或跳过了", "says that supervisor was called, which may have failed or been skipped"),
    Bad("spoken-choice", "steps.tell.say", lambda r: step(r, 0).update(say=text("漏水了，有人受伤（被困）。", "Water; people are hurt.")), "照念的话里有括号：（被困）", "words to be read aloud have an aside: （被困）"),
    Bad("improve", "phases.close", lambda r: phase(r, "close")["steps"].pop(0), "结束阶段没有改进措施", "the closing phase asks for no improvement actions"),
    Bad("completion", "steps.complete", lambda r: phase(r, "close")["steps"][1].update(answer="text"), "最后一步不是每次都做的“大声说处置完毕”", "the last step is not the spoken completion that every run ends with"),
    Bad("milestone", "steps.where", twice_reported, "reported 已由步骤 tell 给出", "tell gives the time reported already"),
    Bad("level", "levels.start", lambda r: r["levels"].update(start="3"), "没有级别 3", "there is no level 3"),
    Bad("level-count", "levels.grades", lambda r: r["levels"]["grades"].pop(1), "级别少于两个，或有重复", "fewer than two levels, or one twice"),
    Bad("level-order", "levels.grades", mixed_levels, "级别 2、1、3 既不升也不降", "the levels 2, 1, 3 neither rise nor fall"),
    Bad("sets-level", "steps.where", lambda r: step(r, 1).update(sets_level=True), "sets_level 的选项要正好是各个级别", "sets_level needs exactly the levels as its choices"),
    Bad("timer-minutes", "timers.tell-5", lambda r: timer(r).pop("minutes_of"), "没有时长", "has no duration"),
    Bad("timer-figure", "timers.tell-5.minutes", lambda r: timer(r).update(minutes=5), "时长写死在清单里，场所改不了", "its figure is fixed in the list, so no site can set it"),
    Bad("timer-source", "timers.tell-5", lambda r: timer(r).pop("cites"), "时长没有出处", "its figure has no source"),
    Bad("timer-tell", "timers.tell-5", lambda r: timer(r).pop("tell"), "没有写要告知谁", "does not say whom to tell"),
    Bad("timer-ask", "timers.tell-5", lambda r: timer(r).update(kind="check"), "到时没有问题可问", "has no question for when it falls due"),
    Bad("timer-call", "timers.tell-5", lambda r: timer(r).update(step="where"), "步骤 where 不是打给 supervisor 的电话", "step where is no call to supervisor"),
    Bad("timer-end", "timers.tell-5", endless, "反复响，没有停的时候", "repeats and never ends"),
    Bad("timer-reach", "timers.later", never_failing, "永远不会开始", "can never start"),
    Bad("unique", "steps.tell", lambda r: phase(r, "report")["steps"].append(step(r, 0)), "编号 tell 用了两次", "the id tell is used twice"),
    Bad("reference", "timers.tell-5", lambda r: timer(r).update(raise_to="9"), "级别 9 不存在", "level 9 does not exist"),
    Bad("part", "steps.where.do", lambda r: step(r, 1).update(do={"zh": "看{site:floor}哪里进水", "en": "See where water is at {site:floor}"}), "{site:floor} 不在 [[…]] 里", "{site:floor} is not inside [[...]]"),
    Bad("role", "steps.tell.call", lambda r: step(r, 0).update(call="boss"), "场所 base 没有角色 boss", "no role boss in profile base"),
    Bad("minutes", "timers.tell-5.minutes_of", lambda r: timer(r).update(minutes_of="soon"), "场所 base 没有分钟数 soon", "no minutes soon in profile base"),
    Bad("minutes-only", "timers.tell-5.retry_of", by_days, "场所 base 的 days 是工作日，这里要分钟", "days is in working days at base, and minutes are wanted here"),
    Bad("profile", "steps.valve.when", lambda r: step(r, 2).update(when=[{"profile": ["moon"]}]), "没有场所 moon，条件永远不成立", "there is no profile moon, so the condition never holds"),
    Bad("clause", "tell", lambda r: step(r, 0).update(cites=["FL-404"]), "引用了不存在的条款 FL-404", "cites clause FL-404, which does not exist"),
    Bad("term", "steps.valve.caution", lambda r: step(r, 2).update(caution=text("水压不住了。", "Water rises")), "“压不住”在用语表里是“得到有效控制”", "the glossary's term for \"压不住\" is \"得到有效控制\""),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.rule)
def test_each_rule_says_exactly_what_is_wrong(bad: Bad) -> None:
    raw = copy.deepcopy(tomllib.loads(TEXT))
    bad.change(raw)
    found = check(msgspec.convert(raw, Checklist), [PROFILE], CLAUSES, True, glossary())
    said = [(f.path, f.message.zh, f.message.en) for f in found if f.rule == bad.rule]
    assert (bad.path, bad.zh, bad.en) in said
    assert {f.mild for f in found if f.rule == bad.rule} == {bad.rule == "term"}


def test_every_rule_has_a_bad_example_a_reason_and_a_source() -> None:
    assert [bad.rule for bad in BAD] == list(RULES)
    reasons = set(table("lint")) - {"rule", "source-kit", "source-plans"}
    assert reasons == set(RULES)
    assert all(RULES.values())


def test_no_rule_is_spoken_of_that_is_not_in_the_table() -> None:
    """Whatever the linter finds in all the bad examples is a rule with a reason."""
    for bad in BAD:
        raw = copy.deepcopy(tomllib.loads(TEXT))
        bad.change(raw)
        for found in check(msgspec.convert(raw, Checklist), [PROFILE], CLAUSES, shipped=True):
            assert found.rule in RULES
            assert found.message.zh and found.message.en and found.fix.zh and found.fix.en
