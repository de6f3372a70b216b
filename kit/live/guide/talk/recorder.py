"""What was signed with the name of a recorder that was a mistake."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Flow, Option, Question
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
    if set_ is None or len(name) < 2 or name == clean(set_.by, 60):
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
