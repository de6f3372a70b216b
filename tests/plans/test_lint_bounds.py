"""The linter's rules at their bounds: what is just allowed is found by no rule, one step further by just that one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from kit.plans.checklists.rules.format import Checklist
from kit.plans.checklists.rules.lint import check
from kit.plans.checklists.rules.lint.shape import MAX_CHOICES
from kit.plans.checklists.rules.lint.wording import COLUMNS, LINES, MAX_DO, cells
from tests.plans.test_lint import PROFILE, TEXT, found, step, text

Raw = dict[str, Any]
Change = Callable[[Raw], object]


def plain(count: int, **more: Any) -> list[Raw]:
    return [{"id": f"s{n}", "do": text("看", "Look"), **more} for n in range(count)]


def choices(count: int) -> list[Raw]:
    return [{"id": name, **text(f"第{n}", f"no {n}")} for n, name in zip(range(count), ("pipe", "roof", *(f"c{n}" for n in range(20))), strict=False)]


def timer(raw: Raw, **fields: Any) -> None:
    raw["timers"][0].update(fields)


def without(raw: Raw, *names: str) -> Raw:
    return {name: value for name, value in raw.items() if name not in names}


def more_timers(raw: Raw, *made: Raw) -> None:
    raw["timers"] += [{**raw["timers"][0], **each} for each in made]


def levels(raw: Raw, *names: str, start: str = "") -> None:
    grades = [{"id": name, "title": text("级", "Level"), "criteria": text("小", "small")} for name in names]
    raw["levels"].update(grades=grades, start=start or (names[0] if names else ""))


def last(raw: Raw) -> Raw:
    made: Raw = raw["phases"][-1]["steps"][-1]
    return made


WHERE, VALVE, T, REPORT = "steps.where", "steps.valve", "timers.tell-5", "phases.report"
FORM: list[tuple[str, Change, list[tuple[str, str]]]] = [
    ("one choice a digit", lambda r: step(r, 1).update(choices=choices(MAX_CHOICES)), []),
    ("one choice more", lambda r: step(r, 1).update(choices=choices(MAX_CHOICES + 1)), [("choice-labels", WHERE)]),
    ("labels alike in one language", lambda r: step(r, 1)["choices"][1].update(zh="水管"), [("choice-labels", WHERE)]),
    ("labels alike in the other", lambda r: step(r, 1)["choices"][1].update(en="pipe"), [("choice-labels", WHERE)]),
    ("one id for two choices", lambda r: step(r, 1)["choices"].append({"id": "pipe", **text("天", "sky")}), [("choice-labels", WHERE)]),
    ("three immediate steps", lambda r: r["phases"][0]["steps"].extend(plain(2)), []),
    ("four immediate steps", lambda r: r["phases"][0]["steps"].extend(plain(3)), [("phase-length", "phases.immediate")]),
    ("nine steps", lambda r: r["phases"][1]["steps"].extend(plain(6)), []),
    ("ten steps", lambda r: r["phases"][1]["steps"].extend(plain(7)), [("phase-length", REPORT)]),
    ("ten steps of which two are another site's", lambda r: r["phases"][1]["steps"].extend([*plain(6), *[{**each, "id": f"x{each['id']}", "when": [{"role": "supervisor"}]} for each in plain(1)]]), [("phase-length", REPORT)]),
    ("a shown step at once", lambda r: r["phases"][0]["steps"][0].update(answer="know"), []),
    ("a call at once", lambda r: r["phases"][0]["steps"][0].update(answer="call", call="supervisor", say=text("漏。", "A leak.")), []),
    ("a number at once", lambda r: r["phases"][0]["steps"][0].update(answer="number"), [("immediate-plain", "steps.cut-power")]),
    ("a key in silence", lambda r: r.update(silent=True), [("silent", "steps.cut-power")]),
    ("a text in silence", lambda r: (r.update(silent=True), r["phases"][0]["steps"][0].update(answer="text")), [("immediate-plain", "steps.cut-power")]),
    ("life with something at once", lambda r: r.update(danger="life"), []),
    ("life with nothing at once", lambda r: (r.update(danger="life"), r["phases"].pop(0)), [("life-first", "danger")]),
    ("no danger to life and nothing at once", lambda r: r["phases"].pop(0), []),
    ("one time by two steps", lambda r: (step(r, 0).update(milestone="responded"), r["phases"][2]["steps"][0].update(milestone="responded")), [("milestone", "steps.told-back")]),
    ("one time by a step and a branch", lambda r: (step(r, 0).update(milestone="responded"), step(r, 2).update(milestone="responded")), []),
    ("one time by a branch and a step", lambda r: (step(r, 2).update(milestone="responded"), r["phases"][2]["steps"][0].update(milestone="responded")), []),
    ("no level to begin with", lambda r: r["levels"].pop("start"), []),
    ("one level", lambda r: levels(r, "1"), [("level-count", "levels.grades")]),
    ("a level twice", lambda r: levels(r, "2", "1", "2"), [("level-count", "levels.grades")]),
    ("levels that rise", lambda r: levels(r, "1", "2", "3"), []),
    ("levels that fall", lambda r: levels(r, "3", "2", "1"), []),
    ("levels that do neither", lambda r: levels(r, "2", "3", "1"), [("level-order", "levels.grades")]),
    ("levels with names", lambda r: levels(r, "low", "high", "deep"), []),
    ("levels with names and a number", lambda r: levels(r, "low", "0", "deep"), [("level-order", "levels.grades")]),
    ("a level set by all levels", lambda r: step(r, 1).update(sets_level=True, choices=[{"id": "2", **text("二", "two")}, {"id": "1", **text("一", "one")}]), [("reference", VALVE)]),
    ("a level set by one of them", lambda r: step(r, 1).update(sets_level=True, choices=[{"id": "2", **text("二", "two")}, {"id": "pipe", **text("管", "pipe")}]), [("sets-level", WHERE)]),
    ("every call-back by both answers", lambda r: step(r, 1).update(each="callbacks", choices=[*choices(2), {"id": "done", **text("好", "done")}, {"id": "unreached", **text("没", "not")}]), []),
    ("every call-back by one", lambda r: step(r, 1).update(each="callbacks", choices=[*choices(2), {"id": "done", **text("好", "done")}]), [("each-callbacks", WHERE)]),
    ("a call without words", lambda r: step(r, 0).pop("say"), [("call-words", "steps.tell")]),
    ("words without a call", lambda r: step(r, 2).update(say=text("漏。", "A leak.")), []),
]  # fmt: skip
TIMES: list[tuple[str, Change, list[tuple[str, str]]]] = [
    ("minutes of its own", lambda r: r.update(timers=[{**without(r["timers"][0], "minutes_of"), "minutes": 5}]), []),
    ("minutes of an answer", lambda r: r.update(timers=[{**without(r["timers"][0], "minutes_of"), "minutes_from": "where"}]), []),
    ("a check of nobody", lambda r: timer(r, kind="check", ask=text("停？", "Over?"), tell=[]), []),
    ("a countdown that asks nothing", lambda r: timer(r, kind="countdown", tell=[]), []),
    ("a figure of ours", lambda r: (r["timers"][0].pop("cites"), timer(r, ours=True)), []),
    ("repeats for ever", lambda r: timer(r, repeat=True), [("timer-end", T)]),
    ("repeats to an end", lambda r: timer(r, repeat=True, stops=[{"on": "step", "step": "valve"}]), []),
    ("behind one that cannot fail", lambda r: more_timers(r, {"id": "b", "start": {"on": "failed", "timer": "tell-5"}}), [("timer-reach", "timers.b")]),
    ("behind each other", lambda r: more_timers(r, {"id": "b", "kind": "countdown", "start": {"on": "failed", "timer": "c"}}, {"id": "c", "kind": "countdown", "start": {"on": "failed", "timer": "b"}}), [("timer-reach", "timers.b"), ("timer-reach", "timers.c")]),
    ("a chain", lambda r: more_timers(r, {"id": "c", "start": {"on": "failed", "timer": "b"}}, {"id": "b", "kind": "countdown", "start": {"on": "failed", "timer": "a"}}, {"id": "a", "kind": "countdown"}), []),
    ("answered by a step that is no call", lambda r: timer(r, step="valve"), [("timer-call", T)]),
    ("answered by a call to another", lambda r: timer(r, tell=["boss"]), [("timer-call", T), ("role", f"{T}.tell")]),
    ("answered by a call to whoever was told", lambda r: timer(r, step="told-back"), []),
    ("a check that is answered by no call", lambda r: timer(r, kind="check", ask=text("停？", "Over?"), step="valve"), []),
    ("answered by no step", lambda r: r["timers"][0].pop("step"), []),
    ("retried after working days", lambda r: timer(r, kind="check", ask=text("停？", "Over?"), retry_of="days"), [("minutes-only", f"{T}.retry_of")]),
    ("due after working days", lambda r: (timer(r, minutes_of="days"), timer(r, title=text("报", "Report"))), []),
    ("words with working days", lambda r: step(r, 2).update(detail=text("{minutes:days}分", "{minutes:days} minutes")), [("minutes-only", "steps.valve.detail")]),
]  # fmt: skip
COURSE: list[tuple[str, Change, list[tuple[str, str]]]] = [
    ("a branch before its question", lambda r: r["phases"][1]["steps"].insert(1, {**plain(1)[0], "when": [{"step": "where", "is": ["roof"]}]}), [("branch-order", "steps.s0.when")]),
    ("a branch of itself", lambda r: step(r, 1).update(when=[{"step": "where", "is": ["roof"]}]), [("branch-order", "steps.where.when")]),
    ("the last of a phase by itself", lambda r: (r["phases"][1]["steps"].append({**step(r, 1), "id": "again", "when": [{"step": "again", "is": ["roof"]}]})), [("branch-order", "steps.again.when")]),
    ("an answer before its question", lambda r: step(r, 0).update(detail=text("水在{answer:where}", "In {answer:where}")), [("answer-order", "steps.tell")]),
    ("an answer in its question", lambda r: step(r, 1).update(detail=text("水在{answer:where}", "In {answer:where}")), []),
    ("an answer behind it", lambda r: step(r, 2).update(detail=text("水在{answer:where}", "In {answer:where}")), []),
    ("words for an answer that may lack", lambda r: step(r, 0).update(says=[{**text("水在{answer:where}。", "In {answer:where}.")}]), [("answer-order", "steps.tell.says")]),
    ("words for an answer that they are for", lambda r: step(r, 0).update(says=[{**text("水在{answer:where}。", "In {answer:where}."), "when": [{"step": "where"}]}]), []),
    ("words for an answer before", lambda r: r["phases"][2]["steps"][0].update(says=[{**text("水在{answer:where}。", "In {answer:where}.")}]), []),
    ("a timer's words for an answer", lambda r: timer(r, says=[{**text("水在{answer:where}。", "In {answer:where}.")}]), [("answer-order", f"{T}.says")]),
    ("a critical step behind others", lambda r: r["phases"][1]["steps"].insert(1, {**plain(1)[0], "critical": True}), [("critical-first", "steps.s0")]),
    ("a critical step in front", lambda r: r["phases"][1]["steps"].insert(0, {**plain(1)[0], "critical": True}), []),
    ("a critical branch behind others", lambda r: step(r, 2).update(critical=True), []),
    ("a critical step behind critical ones", lambda r: (step(r, 0).update(critical=True), step(r, 1).update(critical=True)), []),
    ("a critical step behind what a later one needs", lambda r: (step(r, 0).update(critical=True), r["phases"][1]["steps"].insert(2, {**plain(1)[0], "critical": True}), step(r, 3).update(critical=True)), []),
    ("a critical step of the response", lambda r: r["phases"].insert(2, {"id": "respond", "steps": [*plain(1), {**plain(2)[1], "critical": True}]}), []),
    ("no closing phase", lambda r: r["phases"].pop(), [("completion", "phases")]),
    ("an empty closing phase", lambda r: r["phases"][-1].update(steps=[]), [("completion", "phases")]),
    ("a completion to be answered", lambda r: last(r).update(answer="text"), [("completion", "steps.complete")]),
    ("a completion that is ticked", lambda r: last(r).update(answer="done"), []),
    ("a completion of some cases", lambda r: last(r).update(when=[{"step": "where", "is": ["pipe"]}]), [("completion", "steps.complete")]),
    ("nothing to improve", lambda r: r["phases"][-1]["steps"].pop(0), [("improve", "phases.close")]),
    ("told and not told again", lambda r: r["phases"].pop(2), [("told-again", "phases.recover")]),
    ("nobody told and nobody again", lambda r: (r["phases"].pop(2), step(r, 0).update(answer="done"), r["phases"][1]["steps"][0].pop("call"), r["timers"].clear()), []),
]  # fmt: skip
WORDS: list[tuple[str, Change, list[tuple[str, str]]]] = [
    ("as long as it may be", lambda r: step(r, 2).update(do=text("看" * MAX_DO["zh"], "x" * MAX_DO["en"])), []),
    ("one character more", lambda r: step(r, 2).update(do=text("看" * (MAX_DO["zh"] + 1), "x")), [("do-length", VALVE)]),
    ("one letter more", lambda r: step(r, 2).update(do=text("看", "x" * (MAX_DO["en"] + 1))), [("do-length", VALVE)]),
    ("a prohibition as wide as a line", lambda r: r["prohibitions"][0].update(text=text("看" * (COLUMNS // 2), "x" * COLUMNS)), []),
    ("a prohibition that is wider", lambda r: r["prohibitions"][0].update(text=text("看" * (COLUMNS // 2) + "x", "x")), [("prohibition-length", "prohibitions")]),
    ("three phrases", lambda r: r["find"].update(en=["a leak", "wet", "drip"]), []),
    ("two phrases and one again", lambda r: r["find"].update(en=["a leak", "wet", "wet"]), [("find-phrases", "find.en")]),
    ("what stays fills a line", lambda r: step(r, 2).update(keep=text("看" * (COLUMNS // 2), "x" * COLUMNS)), []),
    ("what stays is wider", lambda r: step(r, 2).update(keep=text("看", "x" * (COLUMNS + 1))), [("keep-length", VALVE)]),
    ("a screen full", lambda r: step(r, 2).update(detail=text("看", "x" * ((COLUMNS - 4) * (LINES - 1)))), []),
    ("a letter more than a screen", lambda r: step(r, 2).update(detail=text("看", "x" * ((COLUMNS - 4) * (LINES - 1) + 1))), [("screen", VALVE)]),
    ("only a blank in Chinese", lambda r: step(r, 2).update(detail=text("{role:supervisor}", "The {role:supervisor}")), []),
    ("letters in Chinese", lambda r: step(r, 2).update(detail=text("the valve on the left", "the valve")), [("both-languages", "steps.valve.detail")]),
    ("a name in Chinese", lambda r: step(r, 2).update(detail=text("UPS 2", "UPS 2")), []),
    ("Chinese in English", lambda r: step(r, 2).update(detail=text("阀门", "阀门")), [("both-languages", "steps.valve.detail")]),
    ("a caution that commands", lambda r: step(r, 2).update(caution=text("不要动。", "It sticks.")), [("caution-statement", VALVE)]),
    ("a caution that tells", lambda r: step(r, 2).update(caution=text("它不要紧。", "It does not matter, always.")), []),
    ("two actions", lambda r: step(r, 2).update(do=text("关总阀，然后看", "Close it")), [("one-action", VALVE)]),
    ("two actions in English", lambda r: step(r, 2).update(do=text("关总阀", "Close it. Look")), [("one-action", VALVE)]),
    ("what is counted is ticked", lambda r: step(r, 2).update(do=text("数一数阀门", "Look at the valves")), [("value", VALVE)]),
    ("what is counted is shown", lambda r: step(r, 2).update(do=text("看阀门", "Count the valves"), answer="know"), [("value", VALVE)]),
    ("what is counted is written", lambda r: step(r, 2).update(do=text("数一数阀门", "Count the valves"), answer="number"), []),
    ("a part with a blank", lambda r: step(r, 2).update(say=text("漏[[，在{site:address}]]。", "A leak[[ at {site:address}]].")), []),
    ("a part in one language", lambda r: step(r, 2).update(say=text("漏[[，在{site:address}]]。", "A leak.")), [("part", "steps.valve.say")]),
    ("our name in any case", lambda r: step(r, 2).update(say=text("这里是{site:name}[[，{site:address}]]。", "This is {site:name}[[, {site:address}]].")), []),
]  # fmt: skip
ALL = [*FORM, *TIMES, *COURSE, *WORDS]


@pytest.mark.parametrize(("change", "rules"), [case[1:] for case in ALL], ids=[case[0] for case in ALL])
def test_the_linter_at_its_bounds(change: Change, rules: list[tuple[str, str]]) -> None:
    assert [*dict.fromkeys(found(change))] == rules


def test_a_fixed_minute_is_a_finding_in_a_shipped_list_alone() -> None:
    raw = tomllib.loads(TEXT)
    raw["timers"][0].update(minutes=5, retry=3, before=1)
    made = msgspec.convert(raw, Checklist)
    assert check(made, [PROFILE]) == []
    assert [(each.rule, each.path) for each in check(made, [PROFILE], shipped=True)] == [("timer-figure", f"{T}.{name}") for name in ("minutes", "retry", "before")]
    raw["timers"][0].update(retry=None, before=0)
    assert [each.path for each in check(msgspec.convert(raw, Checklist), [PROFILE], shipped=True)] == [f"{T}.minutes"]


@pytest.mark.parametrize(("said", "wide"), [("ab", 2), ("看", 2), ("a看", 3), ("é", 1), ("，", 2), ("ᄀ", 2), ("…", 1), ("", 0)])
def test_a_wide_character_takes_two_columns(said: str, wide: int) -> None:
    assert cells(said) == wide
