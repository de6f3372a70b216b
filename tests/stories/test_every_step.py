"""Every shipped checklist, walked to its end at every site that has it, down every branch.

No terminal: the acts work on an incident in memory and the guide's picture is looked at before
each step in both languages, as large as a screen of 80 by 24 leaves it.
"""

from __future__ import annotations

import contextlib
import copy
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

import msgspec
import pytest

from kit.ground.base.cells import cut_middle, cut_parts, width
from kit.ground.base.refusal import Refused
from kit.ground.base.text import Text
from kit.ground.base.words import word
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.keys import key_lines, offered
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.views import StepView, holds
from kit.incidents.incident.show.step_lines import answer_text, step_text
from kit.incidents.incident.show.timer_lines import timer_line
from kit.links import link_keys
from kit.live.guide.show.parts import Extras, current_block, standing
from kit.live.guide.show.picture import picture
from kit.live.guide.talk.keys import everything
from kit.plans.checklists.rules.at_site import allows
from kit.plans.checklists.rules.format import Checklist, Condition, Step, TimerRule
from kit.plans.sites.rules import Profile
from tests.support.constants import TEN
from tests.support.play import PLANS
from tests.support.shipped import LISTS, SITES

COLS, ROWS = 80, 24
LATIN = PLANS | {"UPS", "HIS", "AF", "PC", "IP", "CRM", "WiFi", "kit", "Excel", "USB", "LED", "APP", "App", "AED"}
link_keys()  # the keys of other rooms take their line, whichever test came before
KEYS: list[Any] = everything()
PLAIN = (str, int, float, bool, datetime, type(None))  # what cannot change
OVER = ("done", "skipped", "not-applicable")
ANSWER = re.compile(r"answer:([a-z0-9-]+)")


class At(NamedTuple):
    """Where a session stands, as far as keys ask."""

    incident: Incident
    step: StepView | None
    lang: str

    @property
    def ctx(self) -> SimpleNamespace:
        """The screen is drawn."""
        return SimpleNamespace(me=SimpleNamespace(plain=False), of=lambda kind: kind(""))

    @property
    def unfolded(self) -> bool:
        """Nobody asked for the steps beyond the site's own."""
        return False

    @property
    def earlier(self) -> SimpleNamespace:
        """No time was given for the next act."""
        return SimpleNamespace(at=None)

    @property
    def reach(self) -> SimpleNamespace:
        """Nobody is in the contacts."""
        return SimpleNamespace(ways=lambda role: [], several=lambda role: False)

    @property
    def others(self) -> SimpleNamespace:
        """No other incident is open."""
        return SimpleNamespace(logs=[])

    @property
    def folder(self) -> SimpleNamespace:
        """Nothing was taken back."""
        return SimpleNamespace(newest=[])


def told_otherwise(incident: Incident) -> set[str]:
    """Calls that were made: one to the same post may have served before the step was reached."""
    return {v.step.id for v in incident.views() if v.step.call and v.state.status == "done"}


def alike(type_: str) -> dict[tuple[object, ...], list[str]]:
    """The sites that meet a type, those together at which the same steps and timers come up with
    the same minutes: between them only titles differ."""
    checklist = LISTS.checklist(type_)
    out: dict[tuple[object, ...], list[str]] = {}
    for name in sorted(SITES.profiles()):
        site = SITES.profile(name)
        if type_ not in site.types:
            continue
        conditions = [step.when for _, step in checklist.steps()] + [t.when for t in checklist.timers]
        posts = [step.call in site.roles for _, step in checklist.steps()]
        posts += [role in site.roles for t in checklist.timers for role in t.tell]
        figures = [site.minutes[t.minutes_of].value for t in checklist.timers if t.minutes_of in site.minutes]
        sign = (*(allows(site, each) for each in conditions), *posts, *figures)
        out.setdefault(sign, []).append(name)
    return out


AT_SITES = [
    (type_, "+".join(names)) for type_ in LISTS.types() for names in alike(type_).values()
]


def merged(names: str) -> Profile:
    """One of several sites that are alike, with the longest title that any of them gives a post;
    the times that the law sets are switched on."""
    sites = [SITES.profile(name) for name in names.split("+")]
    roles = dict(sites[0].roles)
    for site in sites[1:]:
        for name, role in site.roles.items():
            old = roles.get(name, role)
            longest = [max((old.title.get(x), role.title.get(x)), key=width) for x in ("zh", "en")]
            roles[name] = msgspec.structs.replace(old, title=Text(*longest))
    minutes = {name: msgspec.structs.replace(each, off=False) for name, each in sites[0].minutes.items()}
    return msgspec.structs.replace(sites[0], roles=roles, minutes=minutes)


def opened(checklist: Checklist, profile: str) -> Incident:
    incident = Incident()
    site = merged(profile)
    draft = Draft(incident, TEN, "tester")
    data = msgspec.to_builtins(site)
    acts.open_incident(draft, "260302-TES-0001", checklist, site, data, "0", ev.Drill(1.0, TEN, "file"))
    return incident


def copied(thing: Any) -> Any:
    """The same state once more; what never changes (texts, times, a list, a site) is shared."""
    sort = type(thing)
    if sort is list:
        return [copied(each) for each in thing]
    if sort is dict:
        return {name: copied(each) for name, each in thing.items()}
    if not issubclass(sort, msgspec.Struct) or sort in (Checklist, Profile):
        assert sort in PLAIN or sort.__hash__ is not None, sort
        return thing
    out = copy.copy(thing)
    for name in sort.__struct_fields__:
        own = getattr(thing, name)
        twin = own if type(own) in PLAIN else copied(own)
        if twin is not own:
            msgspec.structs.force_setattr(out, name, twin)
    return out


def branches(checklist: Checklist) -> set[str]:
    """Steps whose answer decides what comes: steps, timers or the level look at it."""
    looked_at = [cond.step for _, step in checklist.steps() for cond in step.when]
    for rule in checklist.timers:
        looked_at += [cond.step for cond in rule.when]
        looked_at += [t.step for t in (rule.start, *rule.stops) if t.on == "answer"]
    return {
        step.id
        for _, step in checklist.steps()
        if step.answer == "choice" and not step.each and (step.sets_level or step.id in looked_at)
    }


class Walk:
    """Goes down every branch. ``slow``: whoever is asked says no, or does not answer, first.
    ``later``: what is only done or called is put off twice, so that it comes before the closing.
    ``spared``: what is called is not applicable here.
    Where a branch comes to a question as another did before it, with the same still to come, it
    is not walked twice."""

    def __init__(
        self, checklist: Checklist, profile: str, slow: bool, later: bool = False, spared: bool = False
    ) -> None:
        self.checklist, self.slow, self.later, self.spared = checklist, slow, later, spared
        self.first = opened(checklist, profile)
        self.branching = branches(checklist)
        self.seen: set[tuple[object, ...]] = set()
        self.known: set[tuple[object, ...]] = set()
        self.repeated = {s.id: ANSWER.findall(repr(s)) for _, s in checklist.steps()}
        self.names: dict[int, tuple[Step, list[str]]] = {}
        self.faults: dict[str, None] = {}
        self.started: set[str] = set()
        self.ended: set[str] = set()
        self.asked: set[str] = set()
        self.message = {"zh": "", "en": ""}

    def run(self) -> Iterator[tuple[Incident, datetime]]:
        """Each branch's end and when it came."""
        heap = [(self.first, TEN, 0)]
        while heap:
            incident, now, steps = heap.pop()
            parted = steps > 0  # just now: another answer may have led to the very same
            while (view := incident.current(unfolded=True)) is not None:
                if (parted or view.step.id in self.branching) and self.came_before(incident, view, now):
                    break
                assert steps < 300, f"never comes to an end: {view.key}"
                steps += 1
                self.asked.add(view.step.id)
                self.inspect(incident, view, now)
                now += timedelta(minutes=8 if self.slow else 0.2)
                shown = view.key
                if self.answer_timers(incident, now):
                    view = incident.current(unfolded=True)
                if view is None:
                    break
                if view.key != shown:
                    # What a timer's answer has brought up is looked at as well.
                    self.asked.add(view.step.id)
                    self.inspect(incident, view, now)
                values = self.values(view)
                parted = len(values) > 1
                for other in values[1:]:
                    twin = copied(incident)
                    self.do(twin, view, other, now)
                    heap.append((twin, now, steps))
                self.do(incident, view, values[0], now)
            if view is not None:
                self.gather(incident)  # the rest of it was walked before
                continue
            if self.news(incident, now):
                heap.append((incident, now, steps))
                continue
            self.gather(incident)
            yield incident, now

    def came_before(self, incident: Incident, view: StepView, now: datetime) -> bool:
        """Another branch stood at this question with everything alike that what comes looks at:
        how steps and timers stand and in how many minutes they ring, whether each condition of
        what is still to come holds, and the answers that its texts repeat. How often a timer came
        round is behind them. Compared once with the walk that leaves nothing out: the same
        pictures, steps and timers of every list and site; without the rounds with that one on 120 of these walks: the same."""
        plan, steps, timers = incident.plans[0], incident.steps, incident.timers
        ahead = [s for _, s in self.checklist.steps() if s.id not in steps or steps[s.id].status not in OVER]
        rules = [r for r in self.checklist.timers if r.id not in timers or timers[r.id].status == "running"]
        conditions = [part for one in [*ahead, *rules] for cond in one.when for part in cond.parts()]
        mark = (
            view.key,
            incident.level,
            incident.danger,
            len(incident.downs),
            *(holds(incident, plan, [part]) for part in conditions),
            *(incident.step_state(name).value for step in ahead for name in self.repeated[step.id]),
            *((key, back.settled) for key, back in incident.callbacks.items()),
            *sorted((key, s.status, s.times, s.deferrals) for key, s in steps.items()),
            *sorted(stand_of(timer, now) for timer in incident.timers.values()),
        )
        if mark in self.known:
            return True
        self.known.add(mark)
        return False

    def news(self, incident: Incident, now: datetime) -> bool:
        """What was answered is not so any more, and somebody who was told waits to hear it: the
        missing are found."""
        for rule in self.checklist.timers:
            asked, told = rule.start.step or "", any(cond.step for cond in rule.when)
            state = incident.step_state(asked)
            if rule.start.on != "answer" or not told or rule.id in incident.timers or not state.answered:
                continue
            if state.value not in rule.start.is_ and holds(incident, incident.plans[0], rule.when):
                acts.tick(Draft(incident, now, "tester"), asked, rule.start.is_[0])
                return True
        return False

    def values(self, view: StepView) -> list[str]:
        step = view.step
        if step.each == "callbacks":
            return ["done" if view.state.status == "deferred" else "unreached"]
        if step.id in self.branching:
            seen = view.state.times > 0
            return [choice.id for choice in step.choices if not (choice.again and seen)]
        if step.answer == "time" and step.milestone == "detected":
            return [self.first.opened.isoformat()]  # as the guide takes an empty line there
        return [default(step)]

    def do(self, incident: Incident, view: StepView, value: str, now: datetime) -> None:
        draft = Draft(incident, now, "tester")
        if self.spared and view.step.answer == "call":
            acts.not_applicable(draft, view.key, "nobody to call")
            return
        if self.later and view.step.answer in ("call", "done") and view.state.deferrals < 2:
            acts.defer(draft, view.key)
            return
        if view.step.answer == "callback":
            acts.callback_add(draft, "c1", "13800000000", promised=now + timedelta(minutes=30))
        elif view.step.answer == "action":
            acts.action_add(draft, "a1", "7", "li")
        acts.tick(draft, view.key, value)

    def answer_timers(self, incident: Incident, now: datetime) -> bool:
        """Whether any rang."""
        rang = False
        for timer in incident.running():
            if timer.status != "running" or not timer.ringing(now):
                continue
            rang = True
            draft = Draft(incident, now, "tester")
            patient = self.slow and len(timer.failed) + len(timer.attempts) < 2
            if timer.tell:
                (acts.timer_no_answer if patient else acts.timer_told)(draft, timer.key)
            else:
                rule = incident.rule(timer.key)
                # It is down again once, then it stays well.
                patient = patient and not (rule is not None and rule.down and incident.downs)
                (acts.timer_no if patient else acts.timer_yes)(draft, timer.key)
                if patient and rule is not None and rule.raise_to:
                    with contextlib.suppress(Refused):
                        acts.set_level(draft, rule.raise_to)
        return rang

    def gather(self, incident: Incident) -> None:
        for timer in incident.all_timers():
            self.started.add(timer.key)
            if timer.status != "running":
                self.ended.add(timer.key)

    # ---- looking ------------------------------------------------------------------------------

    def inspect(self, incident: Incident, view: StepView, now: datetime) -> None:
        mark = (view.key, view.who, len(incident.running()), *self.told(incident, view.step))
        if mark in self.seen:
            return
        self.seen.add(mark)
        for lang in ("zh", "en"):
            lines = current_block(incident, view, lang, COLS, now)
            block = text_of([line for line in lines if line[0][0] != "own"])  # gives way first
            for fault in faults(incident, view, now, lang, block):
                self.faults[f"{self.checklist.id} {view.key} {lang}: {fault}"] = None

    def told(self, incident: Incident, step: Step) -> list[str]:
        """The answers that the step's texts repeat."""
        if id(step) not in self.names:  # a site may have it in other words
            self.names[id(step)] = step, ANSWER.findall(repr(step))
        names = self.names[id(step)][1]
        return [incident.step_state(name).value for name in names]


def stand_of(timer: TimerState, now: datetime) -> tuple[object, ...]:
    if timer.status != "running":
        return timer.key, timer.status
    minutes = [None if at is None else round((at - now).total_seconds() / 60) for at in (timer.due, timer.ring_at)]
    return timer.key, *minutes, min(timer.round, 2), timer.rung, len(timer.failed), len(timer.attempts)


def default(step: Step) -> str:
    if step.answer == "choice":
        return step.choices[0].id
    return {"number": "12", "minutes": "27", "text": "77", "name": "77"}.get(step.answer, "")


def acknowledgement(incident: Incident, lang: str) -> str:
    """What the screen says of the step before."""
    last = incident.view(incident.last[0]) if incident.last else None
    if last is None:
        return ""
    value = answer_text(incident, last, lang)
    done = f"{word(lang, 'screen.status-done')}: {step_text(incident, last, lang)}"
    return word(lang, "screen.saved", n=100, what=done + (f" [{value}]" if value else ""))


def faults(incident: Incident, view: StepView, now: datetime, lang: str, block: list[str]) -> Iterator[str]:
    keys = key_lines(offered(KEYS, At(incident, view, lang)), lang, COLS)
    rows = ROWS - 1 - len(keys)
    message = acknowledgement(incident, lang)
    last = incident.view(incident.last[0]) if incident.last else None
    gives = (step_text(incident, last, lang),) if last is not None else ()
    lines = text_of(picture(incident, now, lang, COLS, rows, Extras(100, 80, message, unfolded=True, gives=lambda: gives)))
    if len(lines) > rows:
        yield f"{len(lines)} lines for {rows}"
    if not contains(lines, [line.rstrip() for line in block]):
        yield "its text is cut: " + " | ".join(lines[-4:])
    if any(re.match(r"    \d  .*\.\.$", line) for line in block):
        yield "a choice is cut"
    said = cut_parts(message, COLS - 2, gives)  # the step's words give way, and nothing else
    wide = 1 if width(said) <= COLS - 2 else 2
    brief = cut_middle(said, COLS - 2)  # on one line, where the step at hand needs the other
    if message and "".join("".join(lines[-wide:]).split()) != "".join(said.split()) and lines[-1].strip() != brief.strip():
        yield f"the acknowledgement is not {wide} lines: {lines[-wide:]}"
    rules = [f" {text}" for part in standing(incident, view, lang, incident.views())[::-1] for _, text in part]
    if any(rule.endswith("..") for rule in rules):
        yield "a prohibition is cut: " + next(r for r in rules if r.endswith(".."))
    if rules and not any(re.fullmatch(re.escape(rules[0]) + r"(  \+\d+ v)?", line) for line in lines):
        yield "no prohibition is visible"
    if incident.running() and sum(bool(re.search(r"\d\d:\d\d( 再提醒)?$", line)) for line in lines[1:]) < 1:
        yield "no timer is visible"
    for timer in incident.running():
        shown = text_of([timer_line(incident, timer, now, lang, COLS)])[0]
        if ".. " in shown and not timer.rung:
            yield f"a timer's title is cut: {shown}"
    for line in [*lines, *text_of(keys)]:
        if width(line) > COLS:
            yield f"wider than the screen: {line}"
        if "{" in line or "}" in line:
            yield f"a blank was not filled: {line}"
        if lang == "en" and re.search(r"[\u2e80-\u9fff\uff00-\uffef]", line):
            yield f"Chinese in English: {line}"
    if lang == "zh":
        strange = set(re.findall(r"[A-Za-z]{2,}", " ".join(block))) - LATIN
        if strange:
            yield f"English in Chinese: {strange}"


def contains(lines: list[str], part: list[str]) -> bool:
    return any(lines[i : i + len(part)] == part for i in range(len(lines)))


def belongs(conditions: list[Condition], incident: Incident) -> bool:
    """Could it ever come up at this site?"""
    site = [c for c in conditions if all(p.step is None and not p.level for p in c.parts())]
    return holds(incident, incident.plans[0], site)


@pytest.mark.parametrize(("type_", "profile"), AT_SITES)
def test_every_branch_can_be_read_and_ends_with_nothing_open(type_: str, profile: str) -> None:
    checklist = LISTS.checklist(type_)
    prompt = Walk(checklist, profile, slow=False)
    settled: set[str] = set()
    ends = 0
    for incident, now in prompt.run():
        ends += 1
        assert not incident.open_views()
        assert all(back.settled for back in incident.callbacks.values())
        settled |= told_otherwise(incident)
        acts.close(Draft(incident, now, "tester"), acts.outcomes(incident)[0])
        assert not incident.running()
    assert ends >= 2 ** bool(prompt.branching)
    assert not prompt.faults, "\n".join(prompt.faults)

    slow = Walk(checklist, profile, slow=True)
    for incident, _ in slow.run():
        assert not incident.open_views()
        settled |= told_otherwise(incident)
    assert not slow.faults, "\n".join(slow.faults)
    first = prompt.first
    rules = {rule.id for rule in checklist.timers if applies_here(rule, first)}
    started, ended = prompt.started | slow.started, prompt.ended | slow.ended
    if not rules <= started:  # what asks whether a call was made starts where it was put off
        later = Walk(checklist, profile, slow=False, later=True)
        spared = Walk(checklist, profile, slow=False, spared=True)
        for incident, _ in [*later.run(), *spared.run()]:
            assert not incident.open_views()
        started |= later.started | spared.started
        ended |= later.ended | spared.ended
    assert rules <= started, f"never start: {sorted(rules - started)}"
    assert rules <= ended, f"never end: {sorted(rules - ended)}"
    steps = {
        step.id
        for _, step in checklist.steps()
        if step.answer != "know"
        and belongs(step.when, first)
        and (step.call is None or first.has_role(step.call))
    }
    missed = steps - prompt.asked - slow.asked - settled
    assert not missed, f"never asked: {sorted(missed)}"


def applies_here(rule: TimerRule, incident: Incident) -> bool:
    if not belongs(rule.when, incident) or (rule.tell and not incident.has_role(rule.tell[0])):
        return False
    step = incident.checklist.step(rule.step) if rule.step else None
    return step is None or (
        belongs(step.when, incident) and (step.call is None or incident.has_role(step.call))
    )
