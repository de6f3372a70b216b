"""Rules of the linter: phases, ids, levels, and what each kind of step needs."""

from __future__ import annotations

from collections.abc import Iterator

from kit.plans.checklists.rules.format import PHASE_ORDER, Checklist, Phase, Step
from kit.plans.checklists.rules.lint.found import Finding, finding

MAX_CHOICES = 9  # picked by one digit


def shape(c: Checklist) -> Iterator[Finding]:
    yield from _phase_order(c)
    yield from _ids(c)
    for phase in c.phases:
        yield from _phase(c, phase)
    for _, step in c.steps():
        yield from _step(c, step)
    yield from _milestones(c)
    yield from _life_first(c)
    yield from _levels(c)


def _phase_order(c: Checklist) -> Iterator[Finding]:
    order = [PHASE_ORDER.index(phase.id) for phase in c.phases]
    if order != sorted(order) or len(set(order)) != len(order):
        yield finding(
            "phase-order",
            "phases",
            "阶段顺序不对或重复",
            "phases are out of order or twice there",
            "按 " + " ".join(PHASE_ORDER) + " 排列，每个至多一次",
            "put them in the order " + " ".join(PHASE_ORDER) + ", each at most once",
        )


def _ids(c: Checklist) -> Iterator[Finding]:
    ids = [step.id for _, step in c.steps()]
    timer_ids = [timer.id for timer in c.timers]
    for group, names in (("steps", ids), ("timers", timer_ids)):
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield finding(
                "unique",
                f"{group}.{name}",
                f"编号 {name} 用了两次",
                f"the id {name} is used twice",
                "给其中一个换编号",
                "give one of them another id",
            )


def _phase(c: Checklist, phase: Phase) -> Iterator[Finding]:
    for step in phase.steps if phase.id == "immediate" else ():
        if step.answer not in ("done", "know", "call"):
            yield finding(
                "immediate-plain",
                f"steps.{step.id}",
                "立即动作不能要求填写",
                "an immediate action must not ask for an answer",
                "答案改为 done、call 或 know",
                "make its answer done, call or know",
            )
        elif c.silent and step.answer != "know":
            yield finding(
                "silent",
                f"steps.{step.id}",
                "静默类型的立即动作只能看，不能按键",
                "an immediate action of a silent type is only shown, no key is pressed",
                "答案改为 know",
                "make its answer know",
            )


def _life_first(c: Checklist) -> Iterator[Finding]:
    if c.danger == "life" and (not c.phases or c.phases[0].id != "immediate"):
        yield finding(
            "life-first",
            "danger",
            "危及人身，却没有立即动作",
            "people are in danger, but there are no immediate actions",
            "第一个阶段写 immediate，最多三步",
            "begin with the phase immediate, at most three steps",
        )


def _milestones(c: Checklist) -> Iterator[Finding]:
    """One time each: two steps that every run passes may not give the same one."""
    first: dict[str, Step] = {}
    for _, step in c.steps():
        if step.milestone is None:
            continue
        other = first.setdefault(step.milestone, step)
        if other is not step and not step.when and not other.when:
            yield finding(
                "milestone",
                f"steps.{step.id}",
                f"{step.milestone} 已由步骤 {other.id} 给出",
                f"{other.id} gives the time {step.milestone} already",
                "只留一处",
                "keep it in one place",
            )


def _levels(c: Checklist) -> Iterator[Finding]:
    levels = c.levels
    if levels is None:
        return
    if levels.start and levels.start not in levels.ids():
        yield finding(
            "level",
            "levels.start",
            f"没有级别 {levels.start}",
            f"there is no level {levels.start}",
            "改成已有的级别",
            "name a level that exists",
        )
    ids = levels.ids()
    if len(set(ids)) < 2 or len(set(ids)) != len(ids):
        yield finding(
            "level-count",
            "levels.grades",
            "级别少于两个，或有重复",
            "fewer than two levels, or one twice",
            "至少写两个不同的级别，或删去 levels",
            "give at least two different ones or take levels out",
        )
        return
    numbers = [int(name) if name.isdigit() else -1 for name in ids]
    if max(numbers) >= 0 and numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
        yield finding(
            "level-order",
            "levels.grades",
            f"级别 {'、'.join(ids)} 既不升也不降",
            f"the levels {', '.join(ids)} neither rise nor fall",
            "由轻到重排列，编号一路变大或一路变小",
            "list them lightest first, numbers rising all the way or falling all the way",
        )


def _step(c: Checklist, step: Step) -> Iterator[Finding]:
    path = f"steps.{step.id}"
    if (step.answer == "choice") != bool(step.choices):
        yield finding(
            "choices",
            path,
            "choice 要有选项，别的答案不能有",
            "a choice needs choices, other answers take none",
            "补上或删去 choices",
            "add choices or take them out",
        )
    if (step.answer == "call") != (step.call is not None) and step.each != "told":
        yield finding(
            "call",
            path,
            "打电话的步骤要写 call = 角色，别的步骤不写",
            "a call step names call = role, other steps do not",
            "补上或删去 call",
            "add call or take it out",
        )
    yield from _choices(c, step)
    if step.answer == "call" and step.say is None:
        yield finding(
            "call-words",
            path,
            "打电话没有写要说的话",
            "a call without the words to say",
            "写 say = {zh, en}",
            "give say = {zh, en}",
        )


def _choices(c: Checklist, step: Step) -> Iterator[Finding]:
    path = f"steps.{step.id}"
    ids = {choice.id for choice in step.choices}
    if step.sets_level and (c.levels is None or ids != set(c.levels.ids())):
        yield finding(
            "sets-level",
            path,
            "sets_level 的选项要正好是各个级别",
            "sets_level needs exactly the levels as its choices",
            "选项编号改成级别编号，或删去 sets_level",
            "give the choices the ids of the levels or take sets_level out",
        )
    if step.each == "callbacks" and not {"done", "unreached"} <= ids:
        yield finding(
            "each-callbacks",
            path,
            "逐个回电的步骤要有 done 和 unreached 两个选项",
            "a step for every call-back needs the choices done and unreached",
            "补上 done 和 unreached",
            "add done and unreached",
        )
    labels = [(choice.zh, choice.en) for choice in step.choices]
    twice = len(ids) != len(labels) or any(
        len({label[n] for label in labels}) != len(labels) for n in (0, 1)
    )
    if len(step.choices) > MAX_CHOICES or twice:
        yield finding(
            "choice-labels",
            path,
            f"选项超过 {MAX_CHOICES} 个，或有两个一样",
            f"more than {MAX_CHOICES} choices, or two alike",
            "减少选项，各写不同的字",
            "have fewer, each worded differently",
        )
