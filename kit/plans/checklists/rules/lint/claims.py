"""Rules of the linter: no words say of a call that it was made unless they look whether it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kit.plans.checklists.rules.format import Checklist, Condition, Step, TimerRule
from kit.plans.checklists.rules.lint.found import Finding, finding

# How Chinese words say that somebody was called; a step's English says the same.
CALL = "(?:通知|报告|[打报叫请找])"
DONE = f"(?:已[经先]?{CALL}|{CALL}了|打过了?|已经知道|已知[道悉]?|知道了)"
CALLED = (
    ("police", "110|警察|警方|公安"),
    ("police-station", "派出所"),
    ("fire-brigade", "119|消防队?"),
    ("ambulance", "120|救护车?"),
    ("lift-company", "维保(?:公司|单位)?"),
    ("gas-company", "燃气公司"),
    ("tech", "技术人员|维护单位"),
    ("security", "安保|秩维人员"),
)
NAMED = frozenset(role for role, _ in CALLED)
ASIDE = re.compile(r"(?<!……)（[^（）]*）")
AGAIN = {"police": "已经?报警|报过警"}


def claims(c: Checklist) -> Iterator[Finding]:
    """Of every call step that may still have failed: sentences that say it was made are said for
    when it was. What paper shows (``say`` where ``says`` covers all) may name both."""
    calls: dict[str, set[str]] = {}
    for _, step in c.steps():
        if step.answer == "call" and step.call is not None:
            calls.setdefault(step.call, set()).add(step.id)
    for path, of in _speaking(c):
        own = of.id if isinstance(of, Step) else of.step or ""
        for text, known in _said(of, c):
            for role, made in sorted(calls.items()):
                if made - {own} and not made & known and claimed(text, role):
                    yield _finding(path, role, min(made))


def chosen(c: Checklist) -> Iterator[Finding]:
    """What is read aloud: a parenthesis behind a statement is heard as part of it, so that whoever
    reads says what nobody answered. It stands behind a blank that it belongs to."""
    for path, of in _speaking(c):
        texts = [of.say.zh] if of.say is not None else []
        for text in [*texts, *(saying.zh for saying in of.says)]:
            found = ASIDE.search(text)
            if found:
                yield finding(
                    "spoken-choice",
                    path,
                    f"照念的话里有括号：{found[0]}",
                    f"words to be read aloud have an aside: {found[0]}",
                    "写成“……（甲、乙）”或“是否……：……”",
                    "put a blank in front of it, or ask for yes or no",
                )
                break


def _speaking(c: Checklist) -> Iterator[tuple[str, Step | TimerRule]]:
    for _, step in c.steps():
        yield f"steps.{step.id}.say", step
    for timer in c.timers:
        yield f"timers.{timer.id}.say", timer


def _said(of: Step | TimerRule, c: Checklist) -> Iterator[tuple[str, set[str]]]:
    """Each sentence that a screen can show, in Chinese, with the steps that are known to be done
    when it does."""
    always = _steps(of.when)
    if isinstance(of, TimerRule):
        always |= {of.start.step or ""}
        tied = c.step(of.step or "")
        always |= _steps(tied.when) if tied is not None else set()
    covered = False
    for saying in of.says:
        yield saying.zh, always | _steps(saying.when)
        covered = covered or not saying.when
    if of.say is not None and not covered:
        yield of.say.zh, always


def _steps(when: Iterable[Condition]) -> set[str]:
    """Steps that are looked at for all of these to hold."""
    return {part.step for cond in when for part in cond.parts() if part.step is not None}


def claimed(text: str, role: str) -> bool:
    """Whether a Chinese sentence says that this post was called."""
    if role not in NAMED and f"{{role:{role}}}" not in text:  # spares making its pattern
        return False
    return _claim(role).search(text) is not None


@cache
def _claim(role: str) -> re.Pattern[str]:
    names = [re.escape(f"{{role:{role}}}"), *(name for of, name in CALLED if of == role)]
    name = "|".join(names)
    others = r"(?:[和、][^，。；：]{1,6})?"
    again = AGAIN.get(role, "(?!)")
    return re.compile(rf"{again}|(?:{name}){others}{DONE}|已[经先]?{CALL}(?:{name})")


def _finding(path: str, role: str, step: str) -> Finding:
    return finding(
        "claims",
        path,
        f"说已经找过 {role}，但那一步可能未接通或跳过了",
        f"says that {role} was called, which may have failed or been skipped",
        f"在 says 里写 when = [{{step = \"{step}\"}}]，不带条件的那句不提",
        f"say it in says with when = [{{step = \"{step}\"}}], and leave it out elsewhere",
    )
