"""What of an open incident concerns people: which help was called, what was answered about who is
hurt, ill or missing, and every entry whose words speak of that. None of it may be left out."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from kit.ground.base.lean import re
from kit.ground.base.text import Text
from kit.ground.journal.entry import Entry
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.found_notes import MISSING, ends, refutes, says_missing
from kit.incidents.incident.rules.kinds.calls import CallMade
from kit.incidents.incident.rules.names import StepKey
from kit.plans.checklists.rules.at_site import EMERGENCY
from kit.plans.checklists.rules.format import Step
from kit.plans.finder.rules.danger import dangers

NUMBERS = {"fire-brigade": "119", "police": "110", "ambulance": "120"}
THINGS = {"fire", "gas-leak", "chemical-release", "bomb-threat"}  # what harms people, not who is
LEFT = ("skipped", "not-applicable", "deferred")
# Steps that ask about people: "Is anyone hurt?", "Call the roll", "How is the caller now?"
_STEP = (
    r"受伤|伤[员病情亡]|病情|发病|不适|撤出|到齐|失联|未出来|被困|走失|救出|身体状况|沾染|吸入|倒地"
    r"|病人|哪种情况|带全体|全体退|集合点|轿厢|[来客]\w{0,2}(?:现在|遇到)|本人现在|通话现在|最重者|救治|挟持|扣留|劫持|人质"
    r"|清点\w{0,6}(?:到场|在场|到人)|清点人数|来电人离开|客户去向|警方答复|救援单位核实"
    r"|\bhurt\b|\binjur|\bcasualt|\bwounded\b|\bunwell\b|\bis anyone\b|\bis everyone\b"
    r"|\bmissing person"
    r"|\bcaller to move away\b|\bwhere did the customer go\b|\bthe police say\b"
    r"|\bask the rescuers\b"
    r"|\bwho is missing\b|\btrapped\b|\bhostage|\bcall the roll\b|\bpatient\b|\bhospital"
)
# What is written of people and of those who help them.
_TOLD = (
    r"受[了]?(?:轻|重|皮外)?伤|伤[员者势口情亡]|[轻重]伤|[打摔砸割划烫烧咬扭撞刺捅]伤|血|骨折|晕|昏"
    r"|[摔跌绊坠].{0,4}[倒下伤落]|倒[地下]|抽搐|不舒服|不适|难受|头疼|头痛|胸闷|疼得|呕吐|中暑|中毒"
    r"|触电|窒息|休克|呼吸"
    r"|没意识|急救|抢救|包扎|送医|医院|就医|医生|救护|死(?!机|锁|循|线)|身亡|遇难|遇险|救出|救援|被[困绑扣]"
    r"|人质|失踪|走失|民警|警察|公安|消防(?!栓|器|通道|门)|报警|派出所"
    r"|(?<!\d)(?:110|119|120)"
    r"(?!\d|\s*(?:人|个|位|通|分|秒|元|台|次|条|V|%|min|call|people|wait|in queue|seats))"
    r"|\bhurt|\binjur|\bwound|\bbleed|\bblood|\bburn(?:t|ed|s)\b|\bfractur"
    r"|\bbroken? (?:\w+ )?(?:arm|leg|hand|wrist|foot|ankle|nose|rib|hip)"
    r"|\bfell\b|\bfallen\b|\bfaint|\bdizzy|\bunconscious|\bcollaps|\bbreath|\bchest pain|\bunwell\b"
    r"|\b(?:is|are|fell|feels?|taken) (?:\w+ )?(?:ill|sick)\b|\bvomit|\bdead\b(?! line)|\bdied\b"
    r"|\bdeath|\bkilled\b|\bhospital|\bambulance|\bparamedic|\bfirst aid|\bdoctor\b|\bpolice"
    r"|\bfire ?(?:brigade|m[ae]n|fighters?|engine)|\brescue|\bhostage|\bin shock\b|\bcasualt"
)


class Rescue(msgspec.Struct, frozen=True):
    """Police, fire brigade or ambulance: ``calls`` to it, none where one is still to be made."""

    role: str
    calls: list[CallMade]

    @property
    def reached(self) -> bool:
        return any(made.call.result == "reached" for made in self.calls)


class Asked(msgspec.Struct, frozen=True):
    """A step about people. ``how``: ``done`` it has an answer, ``open`` it waits for one, or how
    it was left."""

    key: str
    how: str


class People(msgspec.Struct, frozen=True):
    """``told``: entries whose words speak of people, notes among them."""

    rescue: list[Rescue] = []
    asked: list[Asked] = []
    told: list[Entry] = []

    @property
    def any(self) -> bool:
        return bool(self.rescue or self.asked or self.told)


def people(incident: Incident, entries: Iterable[Entry]) -> People:
    """``entries``: those that count, in their order. A readiness check finds nobody hurt."""
    if incident.preparation or not incident.plans:
        return People()
    return People(_rescue(incident), _asked(incident), _told(entries))


def speaks_of_people(text: str) -> bool:
    """Whether words name somebody hurt, ill, missing or dead, or help that comes for them."""
    if re.search(_TOLD, text, re.I) or re.search(MISSING, text, re.I):
        return True
    return any(not THINGS.issuperset(lists) for lists, _ in dangers(text))


def asks_of_people(text: Text) -> bool:
    """Whether what a step says to do asks about people."""
    return re.search(_STEP, f"{text.zh} {text.en}", re.I) is not None


def _rescue(incident: Incident) -> list[Rescue]:
    """As it was called, whether for a step, for a deadline, or by its number alone."""
    wanted = {view.step.call for view in incident.open_views() if not view.folded}
    out = []
    for role in EMERGENCY:
        calls = [made for made in incident.calls if _is_to(made, role)]
        if calls or role in wanted:
            out.append(Rescue(role, calls))
    return out


def _is_to(made: CallMade, role: str) -> bool:
    call, number = made.call, NUMBERS[role]
    return call.role == role or (not call.role and number in (call.who.strip(), call.number))


def _asked(incident: Incident) -> list[Asked]:
    out: dict[str, Asked] = {}
    for key, state in incident.steps.items():
        step = _step(incident, key)
        if step is None:
            continue
        about, free = asks_of_people(step.do), step.answer in ("text", "name")
        if state.answered and state.value:
            if about or (free and speaks_of_people(state.value)):
                out[key] = Asked(key, "done")
        elif state.status in LEFT and (about or step.call in EMERGENCY):
            out[key] = Asked(key, state.status)
    for view in incident.open_views():
        waits = view.step.choices and not view.folded and not view.state.answered
        if waits and asks_of_people(view.step.do):
            out.setdefault(view.key, Asked(view.key, "open"))
    return list(out.values())


def _step(incident: Incident, key: str) -> Step | None:
    name = StepKey(key)
    plan = incident.plan(name.plan)
    if plan is None:
        return None
    own = next((step for _, step in plan.added if step.id == name.step), None)
    return plan.checklist.step(name.step) or own


def _told(entries: Iterable[Entry]) -> list[Entry]:
    """A correction stands behind what it corrects, whatever words it has, and behind what speaks
    of people each note that somebody was found, or that what was dangerous is over."""
    out: dict[str, Entry] = {}
    missing: list[str] = []
    for entry in entries:
        event = entry.event
        corrects = isinstance(event, ev.Amended) and event.entry in out
        words = [text for text in _words(event) if text]
        ended = bool(out) and any(ends(text) or _refutes(text, missing) for text in words)
        if corrects or ended or any(speaks_of_people(text) for text in words):
            out[entry.id] = entry
            missing += filter(says_missing, words)
    return list(out.values())


def _refutes(text: str, missing: list[str]) -> bool:
    return any(refutes(text, each) for each in missing)


def _words(event: object) -> tuple[str, ...]:
    """What somebody wrote in words of his own, beside the answers of steps."""
    if isinstance(event, ev.Noted | ev.Amended | ev.FactSet):
        return (event.text,)
    if isinstance(event, ev.Called):
        return (event.said,)
    if isinstance(event, ev.StepSkipped | ev.StepDeferred | ev.StepNotApplicable | ev.LevelSet):
        return (event.reason,)
    return ()
