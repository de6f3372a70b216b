"""Rules that a checklist must keep, each with its reason, beyond what decoding proves.

Sources: DESIGN section 7; the numbered human-factors rules of the field notes (caution before
its step and a statement: DOE-STD-1029; fewer than ten items per pause point: Degani & Wiener).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from kit.core.checklist import PHASE_ORDER, Checklist, Condition, Step, Text, Trigger
from kit.core.profile import Profile

PLACEHOLDER = re.compile(r"\{([a-z]+):([a-z0-9-]+)\}")
MAX_DO = {"zh": 34, "en": 70}
COMMAND_ZH = re.compile(r"(请|不要|切勿|禁止|必须|立即|马上)")
COMMAND_EN = re.compile(r"(do not|don't|never|always|please|make sure)\b", re.IGNORECASE)
HAN = re.compile(r"[一-鿿]")


class Finding(msgspec.Struct, frozen=True):
    """One broken rule: where, what, and how to mend it (both languages). ``clue`` is a word of the
    file that stands at the place, where the path alone does not lead there."""

    rule: str
    path: str
    message: Text
    fix: Text
    clue: str = ""


def finding(
    rule: str, path: str, zh: str, en: str, fix_zh: str, fix_en: str, clue: str = ""
) -> Finding:
    return Finding(rule, path, Text(zh, en), Text(fix_zh, fix_en), clue)


def texts(checklist: Checklist) -> Iterator[tuple[str, Text]]:
    """Every text a user can see, with its path."""
    yield "title", checklist.title
    yield "summary", checklist.summary
    for phase in checklist.phases:
        if phase.title:
            yield f"phases.{phase.id}.title", phase.title
    for _, step in checklist.steps():
        where = f"steps.{step.id}"
        yield f"{where}.do", step.do
        for name in ("detail", "unit", "say", "caution", "keep"):
            text = getattr(step, name)
            if text is not None:
                yield f"{where}.{name}", text
        for choice in step.choices:
            yield f"{where}.choices.{choice.id}", Text(choice.zh, choice.en)
    for timer in checklist.timers:
        where = f"timers.{timer.id}"
        yield f"{where}.title", timer.title
        for name in ("ask", "say"):
            text = getattr(timer, name)
            if text is not None:
                yield f"{where}.{name}", text
    for rule in checklist.prohibitions:
        yield "prohibitions", rule.text
    if checklist.levels:
        for grade in checklist.levels.grades:
            yield f"levels.{grade.id}.title", grade.title
            yield f"levels.{grade.id}.criteria", grade.criteria
            if grade.adds:
                yield f"levels.{grade.id}.adds", grade.adds
    if checklist.form:
        yield "form.title", checklist.form.title
        for item in checklist.form.fields:
            yield "form.fields", item.label


def check(
    checklist: Checklist, profiles: list[Profile] | None = None, clauses: set[str] | None = None
) -> list[Finding]:
    """All findings, in the file's order. ``clauses``: the ids that exist, if known."""
    found: list[Finding] = []
    found += _shape(checklist)
    found += _references(checklist)
    found += _words(checklist)
    if profiles is not None:
        from kit.core.lint_sites import at_sites

        found += at_sites(checklist, profiles)
    if clauses is not None:
        for clause, where in checklist.citations():
            if clause not in clauses:
                found.append(
                    finding(
                        "clause",
                        where,
                        f"引用了不存在的条款 {clause}",
                        f"cites clause {clause}, which does not exist",
                        "改正编号，或删去这条引用",
                        "correct the number or take the citation out",
                        clue=clause,
                    )
                )
    return found


def _shape(c: Checklist) -> Iterator[Finding]:
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
    for phase in c.phases:
        limit = 3 if phase.id == "immediate" else 9
        if len(phase.steps) > limit:
            yield finding(
                "phase-length",
                f"phases.{phase.id}",
                f"{len(phase.steps)} 个步骤，最多 {limit} 个",
                f"{len(phase.steps)} steps, at most {limit}",
                "合并、删减，或移到别的阶段",
                "merge, cut, or move some to another phase",
            )
        if phase.id == "immediate":
            for step in phase.steps:
                if step.answer not in ("done", "know", "call"):
                    yield finding(
                        "immediate-plain",
                        f"steps.{step.id}",
                        "立即动作不能要求填写",
                        "an immediate action must not ask for an answer",
                        "答案改为 done、call 或 know",
                        "make its answer done, call or know",
                    )
    for step in (s for _, s in c.steps()):
        yield from _step_shape(c, step)
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
    if c.levels and c.levels.start and c.levels.start not in c.levels.ids():
        yield finding(
            "level",
            "levels.start",
            f"没有级别 {c.levels.start}",
            f"there is no level {c.levels.start}",
            "改成已有的级别",
            "name a level that exists",
        )


def _step_shape(c: Checklist, step: Step) -> Iterator[Finding]:
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
    if step.caution:
        for lang in ("zh", "en"):
            text = step.caution.get(lang)
            if lang == "en" and text.isupper():
                yield finding(
                    "caution-case",
                    path,
                    "警示不能全用大写",
                    "a caution is not written in capitals",
                    "改成普通大小写",
                    "use ordinary case",
                )
            if (lang == "zh" and COMMAND_ZH.match(text)) or (
                lang == "en" and COMMAND_EN.match(text)
            ):
                yield finding(
                    "caution-statement",
                    path,
                    "警示应是陈述，不是命令",
                    "a caution is a statement, not a command",
                    "说会发生什么；命令写成步骤或禁止事项",
                    "say what happens; put the command in a step or a prohibition",
                )
    for lang in ("zh", "en"):
        text = PLACEHOLDER.sub("####", step.do.get(lang))
        if len(text) > MAX_DO[lang]:
            yield finding(
                "do-length",
                path,
                f"{lang} 有 {len(text)} 个字，最多 {MAX_DO[lang]}",
                f"{lang} has {len(text)} characters, at most {MAX_DO[lang]}",
                "缩短，其余放进 detail",
                "shorten it, put the rest in detail",
            )


def _references(c: Checklist) -> Iterator[Finding]:
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


def _words(c: Checklist) -> Iterator[Finding]:
    for path, text in texts(c):
        if not text.zh.strip() or not text.en.strip():
            yield finding(
                "both-languages",
                path,
                "缺一种语言",
                "one language is missing",
                "两种语言都写",
                "write both languages",
            )
        elif HAN.search(text.en):
            yield finding(
                "both-languages",
                path,
                "英文里有汉字",
                "the English text has Chinese characters",
                "改成英文",
                "write it in English",
            )
        elif not HAN.search(PLACEHOLDER.sub("", text.zh)) and not re.fullmatch(
            r"[\W\d\sA-Za-z]{0,12}", PLACEHOLDER.sub("", text.zh)
        ):
            yield finding(
                "both-languages",
                path,
                "中文里没有汉字",
                "the Chinese text has no Chinese characters",
                "改成中文",
                "write it in Chinese",
            )
