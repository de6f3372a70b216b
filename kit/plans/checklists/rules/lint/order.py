"""Rules of the linter: what must come before what, and how a list ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kit.ground.base import blanks
from kit.plans.checklists.rules.at_site import at_once, calls_help, for_site
from kit.plans.checklists.rules.format import Checklist, Phase, Saying, Step
from kit.plans.checklists.rules.lint.found import Finding, PLACEHOLDER, finding
from kit.plans.sites.rules import Profile


def order(c: Checklist) -> Iterator[Finding]:
    """Branches and answers before those that look at them; what matters most first; the end."""
    yield from _known_before(c)
    for phase in c.phases:
        yield from _most_critical_first(phase)
    yield from _ending(c)


def site_order(c: Checklist, sites: Iterable[Profile]) -> Iterator[Finding]:
    """What a site's plan asks for at once comes before all but what saves life, and knows by then
    what it needs to know."""
    found: dict[tuple[str, str], Finding] = {}
    asked = [step for _, step in c.steps() if step.first]
    for site in sites:
        if not any(at_once(site, step) for step in asked):
            continue
        listed = for_site(c, site)
        early = [step for _, step in listed.steps() if at_once(site, step)]
        behind = [s for _, s in listed.steps()]
        for step in early:
            later = behind[behind.index(step) :]
            helps = [s for s in later if calls_help(s) and s.critical and not s.when]
            if c.danger == "life" or helps:
                found.setdefault(("site-first", step.id), _too_early(step, helps))
        for one in _known_before(listed):
            found.setdefault((one.rule, one.path), one)
    yield from found.values()


def _too_early(step: Step, helps: list[Step]) -> Finding:
    call = helps[0].id if helps else "danger = life"
    return finding(
        "site-first",
        f"steps.{step.id}.first",
        f"先做它，救命的 {call} 就排到后面了",
        f"stands before what saves life: {call}",
        "删去 first，或把求救的电话排在最前",
        "take first out, or put the call for help in front",
    )


def _known_before(c: Checklist) -> Iterator[Finding]:
    """Branches and answers before those that look at them."""
    places = {step.id: n for n, (_, step) in enumerate(c.steps())}
    ends = {phase.steps[-1].id for phase in c.phases if phase.steps}
    phases = {step.id: phase.id for phase, step in c.steps()}
    for n, (phase, step) in enumerate(c.steps()):
        path = f"steps.{step.id}"
        for asked in sorted(_asked(step), key=lambda name: places.get(name, -1)):
            # The question that ends a phase, or one of a later one, may lead back.
            back = asked in ends - {step.id} or phases.get(asked) != phase.id
            if places.get(asked, -1) >= n and not back:
                yield finding(
                    "branch-order",
                    f"{path}.when",
                    f"取决于步骤 {asked}，但它要到后面才问",
                    f"depends on step {asked}, which is only asked later",
                    f"把 {asked} 移到前面",
                    f"move {asked} in front of it",
                )
        for blank in sorted(_blanks(step)):
            if places.get(blank, -1) > n:
                yield finding(
                    "answer-order",
                    path,
                    f"用到步骤 {blank} 的回答，但它要到后面才问",
                    f"uses the answer of step {blank}, which is only asked later",
                    f"把 {blank} 移到前面，或换一种说法",
                    f"move {blank} in front of it or word it otherwise",
                )
        said = step.says or step.details
        before = {s for s, at in places.items() if at < n} if said else set()
        yield from _known(f"{path}.says", step.says, before)
        yield from _known(f"{path}.details", step.details, before)
    for timer in c.timers:
        yield from _known(f"timers.{timer.id}.says", timer.says, set())


def _known(path: str, says: Iterable[Saying], before: set[str]) -> Iterator[Finding]:
    """An answer that words repeat is one that they are said for, or was asked before."""
    for saying in says:
        given = {p.step for cond in saying.when for p in cond.parts() if p.step is not None}
        said = blanks.always(saying.zh) + blanks.always(saying.en)
        names = {x for kind, x in PLACEHOLDER.findall(said) if kind == "answer"}
        for name in sorted(names - given - before):
            yield finding(
                "answer-order",
                path,
                f"用到步骤 {name} 的回答，说的时候可能还没有",
                f"uses the answer of step {name}, which may be missing then",
                f"在 when 里写上 {name}",
                f"name {name} in its when",
            )


def _asked(step: Step) -> set[str]:
    """Steps whose answers this one depends on."""
    return {p.step for cond in step.when for p in cond.parts() if p.step is not None}


def _blanks(step: Step) -> set[str]:
    """Steps whose answers this one's texts repeat."""
    texts = [step.do, step.detail, step.say, step.caution, step.keep]
    both = " ".join(text.zh + text.en for text in texts if text is not None)
    return {name for kind, name in PLACEHOLDER.findall(both) if kind == "answer"}


def _most_critical_first(phase: Phase) -> Iterator[Finding]:
    """Until everything is reported, steps that must not be missed come before the others, but for
    what they need and what belongs to some cases only. Later phases follow the course of things."""
    for n, step in enumerate(phase.steps):
        if not step.critical or step.when or phase.id not in ("immediate", "report"):
            continue
        needed: set[str] = set()
        for at, other in enumerate(phase.steps):
            if other.critical or at >= n:
                needed |= _asked(other) | _blanks(other)
        before = [s for s in phase.steps[:n] if not (s.critical or s.when or s.id in needed)]
        if before:
            yield finding(
                "critical-first",
                f"steps.{step.id}",
                f"关键步骤排在不关键的 {before[0].id} 后面",
                f"a critical step stands behind {before[0].id}, which is not",
                "关键步骤移到本阶段前面",
                "move it to the front of its phase",
            )


def _ending(c: Checklist) -> Iterator[Finding]:
    """The last item is the spoken completion, and nothing that was told is left standing."""
    if not c.phases or c.phases[-1].id != "close" or not c.phases[-1].steps:
        yield finding(
            "completion",
            "phases",
            "没有结束阶段",
            "there is no closing phase",
            "最后写 close 阶段，末步大声说处置完毕",
            "end with the phase close, whose last step says aloud that the list is complete",
        )
        return
    last = c.phases[-1].steps[-1]
    if last.when or last.each or last.answer not in ("done", "time"):
        yield finding(
            "completion",
            f"steps.{last.id}",
            "最后一步不是每次都做的“大声说处置完毕”",
            "the last step is not the spoken completion that every run ends with",
            "末步改为大声说处置完毕，不加条件，答案用 done 或 time",
            "end with saying aloud that the list is complete: no condition, answer done or time",
        )
    if c.kind == "preparation":
        return
    if not any(step.answer == "action" for step in c.phases[-1].steps):
        yield finding(
            "improve",
            "phases.close",
            "结束阶段没有改进措施",
            "the closing phase asks for no improvement actions",
            "加一步，答案用 action",
            "add a step with the answer action",
        )
    calls = any(step.answer == "call" for phase, step in c.steps() if phase.id != "recover")
    if calls and not any(step.each == "told" for _, step in c.steps()):
        yield finding(
            "told-again",
            "phases.recover",
            "告知过出事的人，没有再告知已经恢复",
            "people are told that it broke, but not that it works again",
            "在恢复阶段加一步，each = \"told\"",
            "add a step with each = \"told\" to the recovery phase",
        )
