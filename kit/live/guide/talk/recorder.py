"""What was signed with the name of a recorder that was a mistake."""

from __future__ import annotations

from kit.ground.base.cells import clock
from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Flow, Option, Question
from kit.incidents.incident import SIGNED
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.signatures import would_put_right
from kit.incidents.incident.show.entries import HIDDEN
from kit.live.guide.talk.session import Session


def put_right(session: Session, name: str) -> Flow[str | None]:
    """Before ``name`` records: whether whoever did until now was a mistake, a sentence taken for a
    name. Then his entries are by whom they would have been, and what to say of that is given;
    ``None`` when somebody went back."""
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.rules.withdrawal import taken

    entries = session.folder.entries
    log = taken(entries)
    gone = log.gone()
    set_ = _set(session, entries, gone)
    if set_ is None:
        return (yield from _from_the_start(session, name))
    if len(name) < 2 or name == clean(set_.by, 60):
        return ""
    signed = set(would_put_right(entries, set_, gone))
    shown = [e for e in entries if e.id in signed and e.kind not in HIDDEN]
    if not shown:
        return ""
    wrong = clean(set_.by, 60)
    right = clean(_before(entries, set_), 60)
    options = [
        Option("no", session.word("signed-no", name=wrong), "y"),
        Option("yes", session.word("signed-yes", n=len(shown), right=right), "n"),
    ]
    asked = session.word("ask-signed", name=wrong, n=len(shown))
    picked = yield Question("signed", asked, options=options, lettered=True)
    if picked != "yes":
        return None if picked is None else ""
    session.moved(lambda d: taking_back.take_back(session.folder, d, set_.id))
    return "" if session.alert else session.word("signed-said", n=len(shown), right=right)


def _from_the_start(session: Session, name: str) -> Flow[str]:
    """Nobody was named here before: whether the one who leads the shift was a wrong name from the
    start. Whoever goes back here meant that it changes from now on."""
    offers = (offer(session.ctx, session.by(), name) for offer in SIGNED if len(name) > 1)
    found = next(filter(None, offers), None)
    if found is None:
        return ""
    since, n, correct = found
    wrong, at = clean(session.by(), 60), clock(since, session.now().wall)
    options = [
        Option("no", session.word("start-no", right=name), "n"),
        Option("yes", session.word("start-yes", n=n, right=name), "y"),
    ]
    asked = session.word("ask-signed-start", name=wrong, at=at, n=n)
    picked = yield Question("signed-start", asked, options=options, lettered=True)
    if picked != "yes":
        return ""
    try:
        correct()
    except Refused as refused:
        session.refuse(refused)
        return ""
    session.refresh()
    return session.word("signed-said", n=n, right=name)


def _set(session: Session, entries: list[Entry], gone: dict[str, Entry]) -> Entry | None:
    """The entry that says who records on this laptop now."""
    laptop = session.ctx.of(Store).laptop
    for entry in reversed(entries):
        here = isinstance(entry.event, ev.RecorderSet) and entry.event.laptop == laptop
        if here and entry.id not in gone:
            return entry
    return None


def _before(entries: list[Entry], set_: Entry) -> str:
    """By whom the entry before was, in that journal."""
    before = [e for e in entries if e.journal == set_.journal and e.n < set_.n]
    return before[-1].by if before else ""
