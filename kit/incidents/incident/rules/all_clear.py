"""Answers that say that a danger to people is over, and notes that say the contrary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kit.ground.base.lean import re
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.incidents.incident.rules.urgency import life_critical
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.rules.withdrawal import taken

RECENT = timedelta(minutes=30)
_PEOPLE = r"人|everyone|anyone|\bperson|people"
_DENIED = r"\b(?:no ?body|no one|none|no longer)\b|(?:没有|无)人?(?:失踪|被困)|无人"
MISSING = (
    r"失踪|找不[到着]|没(?:有)?(?:找到|看到|看见|出来|到|下来|跟上)|未(?:到|出|找到|撤出)|不见了|下落不明"
    r"|不在(?:集合|现场|队)|联系不上|(?:少|缺|差)了?[一二两三四五六七八九十\d]+[个名位人]|还在(?:里|楼|屋|室)|被困"
    r"|\bmissing\b|\bunaccounted\b|\btrapped\b"
    r"|\bnot (?:yet )?(?:at|in|with|out|found|here|there|down|seen)\b"
    r"|\b(?:can ?not|can'?t|could ?n[o']t|did ?n[o']t) (?:find|reach|come out|see)\b|\bno sign of\b"
    r"|\b(?:is|are) ?n[o']t (?:at|in|out|here|there)\b|\bstill (?:in|inside|up)\b|\bleft behind\b"
    r"|\bout of touch\b|\bnobody has (?:seen|found)\b"
)


def all_clear(incident: Incident, view: StepView, choice: str) -> bool:
    """Whether by a choice of a step about life deadlines of its list are over, running or not: all
    are out, nobody is held, the person was found."""
    plan = incident.plan(view.plan)
    if plan is None or not life_critical(incident, view):
        return False
    stops = [stop for rule in plan.checklist.timers for stop in rule.stops]
    ends = any(s.on == "answer" and s.step == view.step.id and choice in s.is_ for s in stops)
    goes_on = any(c.id == choice and (c.danger or c.again) for c in view.step.choices)
    return ends and not goes_on


def eases(incident: Incident, view: StepView, choice: str) -> bool:
    """Whether a choice of a step about life says that it is less grave than another one there
    would: that one is a danger, this is none."""
    chosen = next((each for each in view.step.choices if each.id == choice), None)
    graver = any(each.danger for each in view.step.choices if each.id != choice)
    return chosen is not None and not chosen.danger and graver and life_critical(incident, view)


def cleared_by(incident: Incident, timer: str) -> StepView | None:
    """The step about people of which a yes to the check of a ``timer`` says that the danger is
    over: by the answer that it gives there, or as that is what the check itself asks."""
    rule, plan = incident.rule(timer), TimerKey(timer).plan
    if rule is None or rule.kind != "check" or rule.ask is None:
        return None
    yes, start = rule.yes, rule.start
    if yes is not None and yes.is_:
        view = incident.view(StepKey.of(plan, yes.step or ""))
        return view if view is not None and all_clear(incident, view, yes.is_[0]) else None
    begins = start.step if start.on == "answer" else ""
    tied = [yes.step if yes is not None else "", rule.step, begins]
    for step in filter(None, tied):
        view = incident.view(StepKey.of(plan, step))
        if view is None or not (view.step.choices and life_critical(incident, view)):
            continue
        clear = any(all_clear(incident, view, choice.id) for choice in view.step.choices)
        asks = step == rule.step and _of_people(f"{rule.ask.zh} {rule.ask.en}")
        if (clear and step != rule.step) or asks:
            return view
    return None


def _of_people(text: str) -> bool:
    return re.search(_PEOPLE, text, re.I) is not None


def contradicted(view: StepView, entries: Sequence[Entry], now: datetime) -> Entry | None:
    """The last note of the half hour before ``now`` that says that somebody is missing, where the
    step asks about people; a note that was taken back says nothing."""
    if not _of_people(f"{view.step.do.zh} {view.step.do.en}"):
        return None
    found = [each for each in entries if now - each.at <= RECENT and _missing(each)]
    gone = taken(list(entries)).gone() if found else {}
    return next((each for each in reversed(found) if each.id not in gone), None)


def _missing(entry: Entry) -> bool:
    if not isinstance(entry.event, ev.Noted):
        return False
    plain = re.sub(_DENIED, "", entry.event.text, flags=re.I)
    return plain == entry.event.text and re.search(MISSING, plain, re.I) is not None
