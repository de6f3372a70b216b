"""A note that reads like another danger than the one that is led through: which list is there for
that, and the key that adds it. It is said once, and takes no key."""

from __future__ import annotations

from kit.ground.base.refusal import Refused
from kit.ground.terminal.keys import half_width
from kit.live.guide.talk.session import Session

ENOUGH = 3  # characters; fewer are the beginning of a word
QUIET = ("admin",)  # what such lists are for is nobody's danger
OTHERS = ("general", "urgent-order", "workstation-fault", "ups-watch")  # neither is that of these


def hint(session: Session, text: str) -> str:
    """One line; "" for nothing. A silent incident says nothing of that kind."""
    text = half_width(text).strip()
    if session.silent or session.waiting or len(text) < ENOUGH or session.incident.preparation:
        return ""
    from kit.plans.checklists.files import Checklists  # read with the first note
    from kit.plans.finder.files import model
    from kit.plans.finder.rules.beside import asked_there, beside

    known = model()
    if known is None:
        return ""
    own = {plan.checklist.id for plan in session.incident.plans}
    steps = [s for plan in session.incident.plans for _, s in plan.checklist.steps()]
    own_asks = asked_there(own, [step.do.get(lang) for step in steps for lang in ("zh", "en")])
    there = own | own_asks | {log.incident.type for log in session.others.logs} | session.hinted
    found = beside(text, known.shares(text), there)
    if not found or found in OTHERS:
        return ""
    lists = session.ctx.of(Checklists)
    try:
        checklist = lists.checklist(found)
    except Refused:
        return ""
    if checklist.danger in QUIET or found not in lists.types():
        return ""
    from kit.plans.finder.talk import seeker

    session.hinted.add(found)
    others = [lists.checklist(each) for each in lists.types() if each not in own]
    listed = seeker(session.ctx, others)("")  # as the key that adds one numbers them
    number = next((o.label.split()[0] for o in listed if o.name == found), found)
    title = checklist.title.get(session.lang)
    return session.word("reads-like", title=title, plan=_key(session), n=number)


def _key(session: Session) -> str:
    """What adds a list: a key, or in numbered lines the number."""
    if not session.ctx.me.plain:
        return "p"
    from kit.live.guide.talk.numbers import places

    return str(places(session)["plan"])
