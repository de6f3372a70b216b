"""What decoding does not prove of a scenario: each finding names the place and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from kit.ground.base.text import Text
from kit.incidents.incident.rules.names import StepKey
from kit.plans.checklists.rules.format import Checklist, Step
from kit.readiness.drills.rules.script import (
    Auto,
    Expect,
    Inject,
    Scenario,
    clock_minutes,
)

MOST_BYTES = 256 * 1024  # of a file
MOST_INJECTS, MOST_EXPECTS = 60, 120
MOST_TEXT, MOST_MINUTES, MOST_POINTS = 600, 720, 20
NEEDS = {"step": "step", "call": "who", "note": "words", "opened": "type"}
NOT_ZH = ("没有", "没让", "未", "从未")  # how what must not happen is worded: it has no limit
NOT_EN = ("did not ", "no ", "nobody ", "not ", "never ", "let nobody ")


class Finding(msgspec.Struct, frozen=True):
    """``path``: as the decoder names places (``modules[0].injects[1].after``)."""

    path: str
    why: Text


class Around(msgspec.Struct, frozen=True):
    """What a scenario may name: lists by type, posts, items of the evaluation."""

    lists: dict[str, Checklist]
    posts: frozenset[str]
    items: frozenset[str]


def check(scenario: Scenario, around: Around) -> list[Finding]:
    """All findings, in the file's order."""
    return [*_whole(scenario, around), *_inside(scenario, around), *_texts(scenario)]


def _whole(scenario: Scenario, around: Around) -> Iterator[Finding]:
    if scenario.type not in around.lists:
        yield _found(
            "type", f"没有清单“{scenario.type}”，改成 kit checklists list 里的一个",
            f'there is no checklist "{scenario.type}"; take one of kit checklists list',
        )  # fmt: skip
    if not _clock(scenario.start):
        yield _no_clock("start", scenario.start)
    if not 1 <= scenario.minutes <= MOST_MINUTES:
        yield _between("minutes", 1, MOST_MINUTES)
    if len(scenario.injects_unsorted()) > MOST_INJECTS:
        yield _found("modules", f"情况超过 {MOST_INJECTS} 条，请删减",
                     f"more than {MOST_INJECTS} injects; leave some out")  # fmt: skip
    if sum(1 for _ in scenario.expects_unsorted()) > MOST_EXPECTS:
        yield _found("modules", f"要点超过 {MOST_EXPECTS} 条，请删减",
                     f"more than {MOST_EXPECTS} expectations; leave some out")  # fmt: skip
    if not any(scenario.expects_unsorted()):
        yield _found("modules", "没有任何要点，演练没有可评的内容；加上 expect",
                     "nothing is expected, so nothing can be scored; add an expect")  # fmt: skip


def _inside(scenario: Scenario, around: Around) -> Iterator[Finding]:
    seen: set[str] = set()
    for m, module in enumerate(scenario.modules):
        here = f"modules[{m}]"
        if not _clock(module.at):
            yield _no_clock(f"{here}.at", module.at)
        yield from _once(seen, module.id, here)
        for i, inject in enumerate(module.injects):
            place = f"{here}.injects[{i}]"
            yield from _once(seen, inject.id, place)
            if not 0 <= inject.after <= MOST_MINUTES:
                yield _between(f"{place}.after", 0, MOST_MINUTES)
            elif _clock(module.at) and _clock(scenario.start):
                yield from _inside_time(scenario, module.at, inject, place)
            for e, expect in enumerate(inject.expect):
                at = f"{place}.expect[{e}]"
                yield from _once(seen, expect.id, at)
                yield from _expect(expect, at, scenario, around)


def _inside_time(scenario: Scenario, at: str, inject: Inject, place: str) -> Iterator[Finding]:
    minute = (clock_minutes(at) - clock_minutes(scenario.start)) % (24 * 60) + inject.after
    if minute > scenario.minutes:
        yield _found(
            f"{place}.after",
            f"在第 {minute:g} 分钟，演练只有 {scenario.minutes} 分钟；提前，或加长 minutes",
            f"comes in minute {minute:g} of a drill of {scenario.minutes}; move it, or more minutes",
        )


def _expect(expect: Expect, at: str, scenario: Scenario, around: Around) -> Iterator[Finding]:
    yield from _limit(expect, at)
    if not 1 <= expect.points <= MOST_POINTS:
        yield _between(f"{at}.points", 1, MOST_POINTS)
    if expect.item and expect.item not in around.items:
        yield _found(f"{at}.item", f"评估表里没有“{expect.item}”，改成表里的编号，或删去",
                     f'no item "{expect.item}" in the evaluation; take one of it, or none')  # fmt: skip
    if expect.also and expect.auto is None:
        yield _found(f"{at}.also", "also 之前要有 auto", "also needs an auto before it")
    if expect.auto is not None:
        yield from _auto(expect.auto, f"{at}.auto", scenario, around)
    for n, way in enumerate(expect.also):
        yield from _auto(way, f"{at}.also[{n}]", scenario, around)
    if expect.hint and expect.auto is not None:
        yield _found(f"{at}.hint", "有 auto 就由日志判，不用 hint；删去一个",
                     "with an auto the log decides and nothing is hinted; leave one out")  # fmt: skip
    for n, way in enumerate(expect.hint):
        yield from _auto(way, f"{at}.hint[{n}]", scenario, around)


def _limit(expect: Expect, at: str) -> Iterator[Finding]:
    """Something is done by a time; or must never happen, which nobody can say before the end."""
    if not expect.never:
        if not 0 < expect.by <= MOST_MINUTES:
            yield _between(f"{at}.by", 1, MOST_MINUTES)
        en = expect.do.en.strip().lower()
        if expect.auto is None and (
            expect.do.zh.strip().startswith(NOT_ZH) or en.startswith(NOT_EN)
        ):
            yield _found(
                f"{at}.by",
                "“没有做某事”的要点没有时限，到结束才能判：写 never = true，删去 by",
                "what must not happen has no limit and is judged at the end: write never = true "
                "and leave by out",
            )
        return
    if expect.by:
        yield _found(f"{at}.by", "never 的要点没有时限，删去 by",
                     "what must never happen has no limit; leave by out")  # fmt: skip
    if expect.auto is not None:
        yield _found(f"{at}.auto", "never 的要点由观察员判，删去 auto",
                     "what must never happen the observer judges; leave auto out")  # fmt: skip


def _auto(auto: Auto, at: str, scenario: Scenario, around: Around) -> Iterator[Finding]:
    needed = NEEDS.get(auto.log, "")
    if needed and not (getattr(auto, needed) or (auto.log == "call" and auto.words)):
        yield _found(at, f"log = \"{auto.log}\" 还要写 {needed}",
                     f'log = "{auto.log}" also needs {needed}')  # fmt: skip
        return
    plan = around.lists.get(scenario.type)
    if auto.log == "step":
        yield from _step(auto, at, plan, around)
    elif auto.log == "call" and auto.who and around.posts and auto.who not in around.posts:
        yield _found(at, f"没有岗位“{auto.who}”，改成场所档案里的岗位",
                     f'there is no post "{auto.who}"; take one of the site profile')  # fmt: skip
    elif auto.log == "level" and auto.level and plan is not None:
        grades = [grade.id for grade in plan.levels.grades] if plan.levels else []
        if auto.level not in grades:
            yield _found(at, f"这份清单没有级别“{auto.level}”：{'、'.join(grades) or '无'}",
                         f'the list has no level "{auto.level}": {", ".join(grades) or "none"}')  # fmt: skip
    elif auto.log == "opened" and auto.type not in around.lists:
        yield _found(at, f"没有清单“{auto.type}”", f'there is no checklist "{auto.type}"')


def _step(auto: Auto, at: str, plan: Checklist | None, around: Around) -> Iterator[Finding]:
    name = StepKey(auto.step)
    plan = around.lists.get(name.plan.rstrip("/")) if name.plan else plan
    if plan is None:
        return
    step = plan.step(name.step)
    if step is None:
        yield _found(at, f"清单 {plan.id} 没有步骤“{auto.step}”，见 kit checklists show {plan.id}",
                     f'list {plan.id} has no step "{auto.step}"; see kit checklists show {plan.id}')  # fmt: skip
    elif auto.value and not _possible(step, auto.value):
        names = [choice.id for choice in step.choices]
        yield _found(at, f"步骤 {auto.step} 不能答“{auto.value}”：{'、'.join(names)}",
                     f'step {auto.step} cannot be answered "{auto.value}": {", ".join(names)}')  # fmt: skip


def _possible(step: Step, value: str) -> bool:
    return not step.choices or value in [choice.id for choice in step.choices]


def _texts(scenario: Scenario) -> Iterator[Finding]:
    for path, text in texts(scenario):
        if not text.zh.strip() or not text.en.strip():
            yield _found(path, "中英文都要写", "needs its words in both languages")
        elif max(len(text.zh), len(text.en)) > MOST_TEXT:
            yield _found(
                path, f"超过 {MOST_TEXT} 字，请写短", f"over {MOST_TEXT} characters; shorten it"
            )


def texts(scenario: Scenario) -> Iterator[tuple[str, Text]]:
    """Every text with its path."""
    for name in ("title", "goal", "story", "safety"):
        text = getattr(scenario, name)
        if text is not None:
            yield name, text
    for m, module in enumerate(scenario.modules):
        yield f"modules[{m}].title", module.title
        for i, inject in enumerate(module.injects):
            place = f"modules[{m}].injects[{i}]"
            for name in ("text", "to", "how"):
                text = getattr(inject, name)
                if text is not None:
                    yield f"{place}.{name}", text
            for e, expect in enumerate(inject.expect):
                yield f"{place}.expect[{e}].do", expect.do


def _once(seen: set[str], id_: str, path: str) -> Iterable[Finding]:
    if id_ in seen:
        yield _found(
            f"{path}.id", f"编号 {id_} 用了两次，改一个", f"the id {id_} stands twice; change one"
        )
    seen.add(id_)


def _clock(text: str) -> bool:
    try:
        return clock_minutes(text) >= 0
    except ValueError:
        return False


def _no_clock(path: str, text: str) -> Finding:
    said = text[:20]
    return _found(
        path, f"“{said}”不是时刻，写成 21:05 这样", f'"{said}" is no time of day; write it as 21:05'
    )


def _between(path: str, low: int, high: int) -> Finding:
    return _found(path, f"应在 {low} 到 {high} 之间", f"must be from {low} to {high}")


def _found(path: str, zh: str, en: str) -> Finding:
    return Finding(path, Text(zh, en))
