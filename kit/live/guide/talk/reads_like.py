"""A note that reads like another danger than the one that is led through: which list is there for
that, and the key that adds it. It is said once, and takes no key."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from kit.ground.base.lean import re
from kit.ground.base.refusal import Refused
from kit.ground.terminal.keys import half_width
from kit.incidents.incident.rules.all_clear import asks_if_out
from kit.incidents.incident.rules.found_notes import says_all_out, says_out
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.talk.counted import numbers_of
from kit.live.guide.talk.foretold import foretold
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.incidents.incident.rules.views import StepView
    from kit.plans.checklists.rules.format import Checklist

ENOUGH = 3  # characters; fewer are the beginning of a word
_BACK = (
    r"恢复(?:了|供电|正常)|已恢复|[来有通回]电了|电(?:又|都|已经?|终于)?[来有通回]?[来通]了|修好了|好了$"
    r"|(?:又|都|已经?|重新)(?:有电|有网|通了|能用了)|(?<!不)能用了"
    r"|\b(?:power|mains|lights?|current|supply|systems?|network|lines?|phones?|service|cooling|air|it)"
    r"\b[^,.;]{0,16}\b(?:back|restored|works? again|working again|running again)\b(?! up power)"
)
_AGAIN = (
    r"(?:又|再次|再度).{0,6}(?:断|停|灭|黑|没|坏|中断|掉)"
    r"|\b(?:out|gone|down|off|lost|dark|dead|failed|fails)\b[^.;]{0,12}\bagain\b"
    r"|\bagain\b[^.;]{0,12}\b(?:out|gone|down|off|lost|dark|dead)\b"
)
_NOT_YET = (
    r"没恢复|未恢复|尚未|预计|估计|大概|如果|等.{0,6}恢复|何时|几点|\?|？"
    r"|\b(?:not|n't|when|if|until|will|should|expected|estimated|by|before|about)\b|n't\b"
)
QUIET = ("admin",)  # what such lists are for is nobody's danger
OTHERS = ("general", "urgent-order", "workstation-fault", "ups-watch")  # neither is that of these


def hint(session: Session, text: str) -> str:
    """One line; "" for nothing. A silent incident says nothing of that kind."""
    text = half_width(text).strip()
    if session.silent or session.waiting or len(text) < ENOUGH or session.incident.preparation:
        return ""
    return _course(session, text) or _out(session, text) or _another(session, text)


def _out(session: Session, text: str) -> str:
    """That somebody is out or was found is answered at the step that asks it, which ends what
    rings for that; as a note it ends nothing. Said once of each step, as long as that is open, and
    each time that all are out: whoever says so has not found the step by then."""
    if not says_out(text):
        return ""
    incident = session.incident
    asks = (v for v in incident.open_views() if asks_if_out(incident, v) and not v.state.answered)
    view = next((v for v in asks if v.key != (session.step.key if session.step else "")), None)
    if view is None or (f"out:{view.key}" in session.hinted and not says_all_out(text)):
        return ""
    session.hinted.add(f"out:{view.key}")
    step = step_text(incident, view, session.lang)
    return session.word("reads-out", press=_way_to(session, view), step=step)


def _course(session: Session, text: str) -> str:
    """That it works again, or does not any more, is recorded by an act of the incident's own, and
    as a note it moves no deadline. That it is gone again is said once in each spell of an outage,
    that it is back as long as the step stands open."""
    incident = session.incident
    spell = len(incident.downs)
    if any(key.name == "down" for key in session.offered()):
        said, found = f"down:{spell}", re.search(_AGAIN, text, re.I)
        view = None
    else:
        open_ = (v for v in incident.open_views() if v.step.milestone == "restored")
        view = next((v for v in open_ if v.step.reopens), None)
        if view is None:
            return ""
        if foretold(session, text):
            said = f"foretold:{spell}"
            there, session.hinted = said in session.hinted, {*session.hinted, said}
            return "" if there else session.word("reads-promise", press=_key(session, "forecast"))
        said, found = f"back:{spell}", re.search(_BACK, text, re.I)
        session.hinted.discard(said)  # who says so again has not found the step by then
    if found is None or said in session.hinted or re.search(_NOT_YET, text, re.I):
        return ""
    session.hinted.add(said)
    if view is None:
        return session.word("reads-down", press=_key(session, "down"))
    step = step_text(incident, view, session.lang)
    return session.word("reads-back", press=_way_to(session, view), step=step)


def _another(session: Session, text: str) -> str:
    own = {plan.checklist.id for plan in session.incident.plans}
    steps = [s for plan in session.incident.plans for _, s in plan.checklist.steps()]
    own_asks = {step.do.get(lang) for step in steps for lang in ("zh", "en")}
    there = own | {log.incident.type for log in session.others.logs} | session.hinted
    checklist = danger_in(session.ctx, text, there, own, own_asks)
    if checklist is None:
        return ""
    from kit.plans.checklists.files import Checklists
    from kit.plans.finder.talk import seeker

    lists, found = session.ctx.of(Checklists), checklist.id
    session.hinted.add(found)
    others = [lists.checklist(each) for each in lists.types() if each not in own]
    listed = seeker(session.ctx, others)("")  # as the key that adds one numbers them
    number = next((o.label.split()[0] for o in listed if o.name == found), found)
    title = checklist.title.get(session.lang)
    return session.word("reads-like", title=title, plan=_key(session, "plan"), n=number)


def danger_in(
    ctx: Context,
    text: str,
    there: set[str],
    own: Collection[str] = (),
    asks: Iterable[str] = (),
) -> Checklist | None:
    """The list for the danger that a text reads like; ``None`` for none but those that are
    ``there``. ``asks``: what the lists of one's ``own`` ask for, which is no other danger."""
    from kit.plans.checklists.files import Checklists  # read with the first note
    from kit.plans.finder.files import model
    from kit.plans.finder.rules.beside import asked_there, beside

    known = model()
    if known is None:
        return None
    known_there = there | (asked_there(set(own), [*asks]) if own else set())
    found = beside(text, known.shares, known_there)
    if not found or found in OTHERS:
        return None
    lists = ctx.of(Checklists)
    try:
        checklist = lists.checklist(found)
    except Refused:
        return None
    return None if checklist.danger in QUIET or found not in lists.types() else checklist


def _way_to(session: Session, view: StepView) -> str:
    """The key for the list of steps, and the step's number in it: the list shows its first ones."""
    key = _key(session, "steps")
    number = numbers_of(session).get(view.key, 0)
    session.hinted.add(f"way:{view.key}")
    return f"{key} {number}" if number else key


def _key(session: Session, act: str) -> str:
    """What does it: a key, or in numbered lines the number."""
    if not session.ctx.me.plain:
        return next((key.key for key in session.offered() if key.name == act), "")
    from kit.live.guide.talk.numbers import places

    session.advised.add(act)
    return str(places(session)[act])
