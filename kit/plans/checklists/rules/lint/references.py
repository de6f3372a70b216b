"""Rules of the linter: everything a checklist names in itself exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.plans.checklists.rules.format import Checklist, Condition, TimerRule, Trigger
from kit.plans.checklists.rules.lint.found import PLACEHOLDER, Finding, finding, texts

BLANKS = ("role", "number", "minutes", "answer", "site")
SITE = ("address", "phone")  # what a home knows of itself (``plans/sites``)


def references(c: Checklist) -> Iterator[Finding]:
    for _, step in c.steps():
        yield from _conditions(c, f"steps.{step.id}", step.when)
        for name in step.reopens:
            if c.step(name) is None:
                yield _missing(f"steps.{step.id}.reopens", f"步骤 {name}", f"step {name}")
        for saying in step.says:
            yield from _conditions(c, f"steps.{step.id}.says", saying.when)
        for saying in step.details:
            yield from _conditions(c, f"steps.{step.id}.details", saying.when)
    for timer in c.timers:
        yield from _timer(c, timer)
    yield from _blanks(c)


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
            for kind, name in PLACEHOLDER.findall(text.get(lang)):
                unknown = kind == "site" and name not in SITE
                if kind not in BLANKS or unknown or (kind == "answer" and c.step(name) is None):
                    blank = "{" + kind + ":" + name + "}"
                    yield _missing(path, blank, blank)


def _missing(path: str, zh: str, en: str) -> Finding:
    return finding(
        "reference",
        path,
        f"{zh} 不存在",
        f"{en} does not exist",
        "改成已有的编号",
        "name one that exists",
    )
