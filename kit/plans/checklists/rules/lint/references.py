"""Rules of the linter: everything a checklist names in itself exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.ground.base import blanks
from kit.plans.checklists.rules.format import Checklist, Condition, TimerRule, Trigger
from kit.plans.checklists.rules.lint.found import PLACEHOLDER, Finding, finding, texts
from kit.plans.sites.rules import FACTS

MARKS = "{[]"  # what a blank or a part has
BLANKS = ("role", "number", "minutes", "span", "answer", "site")


def references(c: Checklist) -> Iterator[Finding]:
    for _, step in c.steps():
        yield from _conditions(c, f"steps.{step.id}", step.when)
        for field, names in (("reopens", step.reopens), ("needs", step.needs)):
            for name in names:
                if c.step(name) is None:
                    yield _missing(f"steps.{step.id}.{field}", f"步骤 {name}", f"step {name}")
        for saying in step.says:
            yield from _conditions(c, f"steps.{step.id}.says", saying.when)
        for saying in step.details:
            yield from _conditions(c, f"steps.{step.id}.details", saying.when)
        for saying in step.does:
            yield from _of_sites(f"steps.{step.id}.does", saying.when)
    for rule in c.prohibitions:
        if rule.when:
            yield from _of_sites("prohibitions", rule.when)
    for timer in c.timers:
        yield from _timer(c, timer)
    yield from _blanks(c)
    yield from _parts(c)


def _of_sites(path: str, when: list[Condition]) -> Iterator[Finding]:
    """Who does it, and what is forbidden where, is known before anything is answered: by the kind
    of site or its posts."""
    parts = [part for cond in when for part in cond.parts()]
    if not parts or any(part.step or part.level for part in parts):
        yield finding(
            "does",
            path,
            "条件要说明场所或岗位，不能看答案和级别",
            "its condition must name sites or posts, and look at no answer or level",
            "when 里只写 profile、no-profile、role、no-role",
            "give only profile, no-profile, role, no-role in its when",
        )


def _timer(c: Checklist, timer: TimerRule) -> Iterator[Finding]:
    path = f"timers.{timer.id}"
    yield from _conditions(c, path, [*timer.when, *([timer.yes] if timer.yes else [])])
    for saying in timer.says:
        yield from _conditions(c, f"{path}.says", saying.when)
    yield from _trigger(c, path, timer.start)
    for stop in timer.stops:
        yield from _trigger(c, path, stop)
    for name in (timer.step, timer.minutes_from):
        if name and c.step(name) is None:
            yield _missing(path, f"步骤 {name}", f"step {name}")
    if timer.raise_to:
        yield from _levels(c, path, [timer.raise_to])


def _conditions(c: Checklist, path: str, conditions: list[Condition]) -> Iterator[Finding]:
    for cond in (part for each in conditions for part in each.parts()):
        if cond.step is not None:
            yield from _answers(c, path, cond.step, [*cond.is_, *cond.is_not])
        yield from _levels(c, path, cond.level)


def _trigger(c: Checklist, path: str, t: Trigger) -> Iterator[Finding]:
    if t.on in ("step", "answer"):
        if t.step is None:
            yield _missing(path, "步骤", "the step")
        else:
            yield from _answers(c, path, t.step, t.is_)
    if t.on == "failed" and (t.timer is None or c.timer(t.timer) is None):
        yield _missing(path, f"计时 {t.timer}", f"timer {t.timer}")
    yield from _levels(c, path, t.level)


def _answers(c: Checklist, path: str, step_id: str, values: list[str]) -> Iterator[Finding]:
    step = c.step(step_id)
    if step is None:
        yield _missing(path, f"步骤 {step_id}", f"step {step_id}")
    elif step.answer == "choice":
        for value in values:
            if value not in {choice.id for choice in step.choices}:
                yield _missing(path, f"选项 {step_id}={value}", f"choice {step_id}={value}")


def _levels(c: Checklist, path: str, named: Iterable[str]) -> Iterator[Finding]:
    known = c.levels.ids() if c.levels else []
    for level in named:
        if level not in known:
            yield _missing(path, f"级别 {level}", f"level {level}")


def _blanks(c: Checklist) -> Iterator[Finding]:
    for path, text in texts(c):
        for lang in ("zh", "en"):
            if "{" not in text.get(lang):
                continue
            for kind, name in PLACEHOLDER.findall(text.get(lang)):
                unknown = kind == "site" and name not in FACTS
                if kind not in BLANKS or unknown or (kind == "answer" and c.step(name) is None):
                    blank = "{" + kind + ":" + name + "}"
                    yield _missing(path, blank, blank)


def _parts(c: Checklist) -> Iterator[Finding]:
    """Double brackets are closed and hold a blank; what may not be known of the place is in them,
    in both languages."""
    for path, text in texts(c):
        if not any(mark in text.zh or mark in text.en for mark in MARKS):
            continue
        for said in (text.zh, text.en):
            if not blanks.sound(said):
                yield _part(path, "[[…]] 没有写完", "[[...]] is not closed", said)
            elif not all(PLACEHOLDER.search(part) for part in blanks.parts(said)):
                yield _part(path, "[[…]] 里没有要填的", "[[...]] holds no blank", said)
            for name in _bare_facts(said):
                blank = f"{{site:{name}}}"
                zh, en = f"{blank} 不在 [[…]] 里", f"{blank} is not inside [[...]]"
                yield _part(path, zh, en, said)
        if sorted(_facts(text.zh)) != sorted(_facts(text.en)):
            zh, en = "两种语言用的场所信息不同", "the languages use different facts of the place"
            yield _part(path, zh, en, text.zh)


def _facts(text: str) -> list[str]:
    return [name for kind, name in PLACEHOLDER.findall(text) if kind == "site"]


def _bare_facts(text: str) -> list[str]:
    """Of this place, said in any case: nobody may know it."""
    return [name for name in _facts(blanks.always(text)) if name != "name"]


def _part(path: str, zh: str, en: str, clue: str) -> Finding:
    return finding(
        "part",
        path,
        zh,
        en,
        "把整个短句放进 [[…]]，不知道时整句不说",
        "put the whole clause into [[...]]: it is left out while that is not known",
        clue=clue,
    )


def _missing(path: str, zh: str, en: str) -> Finding:
    return finding(
        "reference",
        path,
        f"{zh} 不存在",
        f"{en} does not exist",
        "改成已有的编号",
        "name one that exists",
    )
