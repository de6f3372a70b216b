"""What was taken back by mistake comes back from where one takes back, though others were recorded
since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from kit.ground.base.cells import cut
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Flow, Option, Question
from kit.incidents.incident.rules import events as ev
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.unseen import restorable

if TYPE_CHECKING:
    from kit.incidents.incident.rules.withdrawal import Taken

LATELY = timedelta(minutes=15)  # for which it is offered: then it was meant
NAMED = 30  # cells of each of several


def can_restore(session: Session, log: Taken) -> list[Entry]:
    """The withdrawals, the newest first: that alone where nothing was recorded since, as several
    come back one by one then. On the drawn screen ``y`` is the key for that."""
    from kit.incidents.incident.files import taking_back
    from kit.incidents.incident.rules.acts.undo import last_undone

    if restorable(session):
        newest = last_undone(log) if session.ctx.me.plain else None
        return [] if newest is None else [newest]
    if session.waiting:
        return []
    return taking_back.restorable_since(session.folder, session.ctx.clock.now().wall - LATELY)


def _said(session: Session, gone: Entry) -> str:
    """The entry that was taken back, by its number and its words."""
    from kit.incidents.incident.show.entries import entry_text, number
    from kit.incidents.incident.show.withdrawn import with_words

    entries, undone = session.folder.newest, gone.event
    if gone not in entries:
        entries = session.folder.entries
    named = undone.entry if isinstance(undone, ev.Undone) else ""
    entry = next((each for each in entries if each.id == named), gone)
    told = with_words(session.incident, entries)
    what = entry_text(told, entry, session.lang, entries).strip()
    what = "" if session.waiting else what
    return f"{number(entry, entries)} {what}".strip()


def restorable_text(session: Session, gone: Sequence[Entry]) -> str:
    """What would stand again."""
    texts = [_said(session, each) for each in gone]
    if texts[1:]:
        texts = [cut(text, NAMED) for text in texts]
    return session.word("undo-restore", what=" / ".join(texts))


def restored_one(session: Session, gone: Entry) -> None:
    from kit.incidents.incident.files import taking_back

    session.moved(partial(taking_back.redo, session.folder, id_=gone.id))


def restore_one(session: Session, gone: Sequence[Entry]) -> Flow[None]:
    """One of several; in numbered lines its own number answers, which never moves."""
    said = {each.id: _said(session, each) for each in gone}
    plain = session.ctx.me.plain
    options = []
    for id_, text in said.items():
        own, what = text.split(" ", 1) if plain else ("", text)
        options.append(Option(id_, what, own, own.lstrip("#")))
    if plain:
        options.append(Option("back", session.word("due-back"), "b", opens=True))
    asked = session.word("ask-restore-which")
    picked = yield Question("restore-which", asked, options=options, lettered=plain)
    chosen = next((each for each in gone if each.id == picked), None)
    if chosen is not None:
        restored_one(session, chosen)
