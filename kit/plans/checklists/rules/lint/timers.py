"""Rules of the linter: timers have a figure, a source and an end, and can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from kit.plans.checklists.rules.format import Checklist, TimerRule
from kit.plans.checklists.rules.lint.found import Finding, finding


def timers(c: Checklist) -> Iterator[Finding]:
    """Every timer: how long, by what source, whom to tell, how it ends, whether it can start."""
    reached = _reached(c)
    for timer in c.timers:
        path = f"timers.{timer.id}"
        if timer.minutes is None and timer.minutes_of is None and timer.minutes_from is None:
            yield finding(
                "timer-minutes",
                path,
                "没有时长",
                "has no duration",
                "写 minutes、minutes_of 或 minutes_from",
                "give minutes, minutes_of or minutes_from",
            )
        if timer.kind == "tell" and not timer.tell:
            yield finding(
                "timer-tell",
                path,
                "没有写要告知谁",
                "does not say whom to tell",
                "写 tell = [角色, ...]",
                "give tell = [role, ...]",
            )
        if timer.kind == "check" and timer.ask is None:
            yield finding(
                "timer-ask",
                path,
                "到时没有问题可问",
                "has no question for when it falls due",
                "写 ask = {zh, en}",
                "give ask = {zh, en}",
            )
        if not timer.ours and not timer.cites:
            yield finding(
                "timer-source",
                path,
                "时长没有出处",
                "its figure has no source",
                "写 cites，或标 ours = true",
                "cite a clause or mark it ours = true",
            )
        if timer.id not in reached:
            yield finding(
                "timer-reach",
                path,
                "永远不会开始",
                "can never start",
                "failed 只能跟在会开始、能答“没有”的计时后面",
                "failed follows only a timer that starts and can be answered no",
            )
        if timer.repeat and not timer.stops:
            yield finding(
                "timer-end",
                path,
                "反复响，没有停的时候",
                "repeats and never ends",
                "写 stops = [{on = \"step\", step = 步骤}]",
                "give stops = [{on = \"step\", step = ...}]",
            )
        yield from _told_at(c, timer)


def fixed_minutes(c: Checklist) -> Iterator[Finding]:
    """A minute that stands in a shipped list is one that no site can set, and nobody's in particular."""
    for timer in c.timers:
        fixed = {"minutes": timer.minutes, "retry": timer.retry, "before": timer.before or None}
        for field, value in fixed.items():
            if value is not None:
                yield finding(
                    "timer-figure",
                    f"timers.{timer.id}.{field}",
                    "时长写死在清单里，场所改不了",
                    "its figure is fixed in the list, so no site can set it",
                    f"写进 data/profiles 的 minutes，这里用 {field}_of",
                    f"name it under minutes in data/profiles and give {field}_of here",
                )


def _told_at(c: Checklist, timer: TimerRule) -> Iterator[Finding]:
    """A step that answers a timer about telling somebody is a call to one of those to be told."""
    step = c.step(timer.step or "")
    if timer.kind != "tell" or step is None or not timer.tell:
        return
    if step.answer != "call" or (step.call is not None and step.call not in timer.tell):
        yield finding(
            "timer-call",
            f"timers.{timer.id}",
            f"步骤 {step.id} 不是打给 {'、'.join(timer.tell)} 的电话",
            f"step {step.id} is no call to {' or '.join(timer.tell)}",
            "step 指向打给其中一人的 call 步骤",
            "let step name a call step to one of them",
        )


def _reached(c: Checklist) -> set[str]:
    """Timers whose start can come: one that waits for a failure needs a timer that can fail."""
    can = {timer.id for timer in c.timers if timer.start.on != "failed"}
    while True:
        more = {
            timer.id
            for timer in c.timers
            if timer.id not in can
            and (before := c.timer(timer.start.timer or "")) is not None
            and before.id in can
            and before.kind != "tell"
        }
        if not more:
            return can
        can |= more
