"""Rules of the linter: everything a checklist names in itself exists."""

from __future__ import annotations

from collections.abc import Iterator

from kit.plans.checklists.rules.format import Checklist, Condition, Trigger
from kit.plans.checklists.rules.lint.found import Finding, PLACEHOLDER, finding, texts


def references(c: Checklist) -> Iterator[Finding]:
    levels = set(c.levels.ids()) if c.levels else set()

    def conditions(path: str, conds: list[Condition]) -> Iterator[Finding]:
        for cond in (part for each in conds for part in each.parts()):
            if cond.step is not None:
                yield from answers(path, cond.step, [*cond.is_, *cond.is_not])
            for level in cond.level:
                if level not in levels:
                    yield missing(path, f"级别 {level}", f"level {level}")

    def answers(path: str, step_id: str, values: list[str]) -> Iterator[Finding]:
        step = c.step(step_id)
        if step is None:
            yield missing(path, f"步骤 {step_id}", f"step {step_id}")
        elif step.answer == "choice":
            for value in values:
                if value not in {choice.id for choice in step.choices}:
                    yield missing(path, f"选项 {step_id}={value}", f"choice {step_id}={value}")

    def missing(path: str, zh: str, en: str) -> Finding:
        return finding(
            "reference",
            path,
            f"{zh} 不存在",
            f"{en} does not exist",
            "改成已有的编号",
            "name one that exists",
        )

    def trigger(path: str, t: Trigger) -> Iterator[Finding]:
        if t.on in ("step", "answer"):
            if t.step is None:
                yield missing(path, "步骤", "the step")
            else:
                yield from answers(path, t.step, t.is_)
        if t.on == "failed" and (t.timer is None or c.timer(t.timer) is None):
            yield missing(path, f"计时 {t.timer}", f"timer {t.timer}")
        for level in t.level:
            if level not in levels:
                yield missing(path, f"级别 {level}", f"level {level}")

    for _, step in c.steps():
        yield from conditions(f"steps.{step.id}", step.when)
    for timer in c.timers:
        path = f"timers.{timer.id}"
        yield from conditions(path, timer.when)
        yield from trigger(path, timer.start)
        for stop in timer.stops:
            yield from trigger(path, stop)
        if timer.step and c.step(timer.step) is None:
            yield missing(path, f"步骤 {timer.step}", f"step {timer.step}")
        if timer.minutes_from and c.step(timer.minutes_from) is None:
            yield missing(path, f"步骤 {timer.minutes_from}", f"step {timer.minutes_from}")
        if timer.raise_to and timer.raise_to not in levels:
            yield missing(path, f"级别 {timer.raise_to}", f"level {timer.raise_to}")
    for path, text in texts(c):
        for lang in ("zh", "en"):
            for kind, name in PLACEHOLDER.findall(text.get(lang)):
                if kind not in ("role", "number", "minutes", "answer") or (
                    kind == "answer" and c.step(name) is None
                ):
                    blank = "{" + kind + ":" + name + "}"
                    yield missing(path, blank, blank)
