"""Words typed once the incident is closed. Its closing code may stand on paper by then, and who
does not look may mean another incident: nothing is written behind it but by a key of its own."""

from __future__ import annotations

from kit.ground.terminal.ask import Flow, Option, Pressed, Question, TypedOn
from kit.incidents.incident.rules import acts
from kit.live.guide.talk.kept import is_reference
from kit.live.guide.talk.session import Session


def sentence(session: Session, typed: TypedOn) -> Flow[None]:
    """Whose it is: a late note of this incident, or it waits for the home screen, as does all that
    is typed on instead of an answer."""
    from kit.live.guide.talk.noted import line

    text = typed.text if typed.sure else (yield from line(session, typed.text))
    if not text:
        return
    if is_reference(text, [session.folder.ref]):
        session.message = session.word("behind-code", code=text.strip().upper())
        return
    options = [
        Option("yes", session.word("behind-yes"), "y"),
        Option("no", session.word("behind-no"), "#"),
    ]
    asked = session.word("ask-behind", text=text)
    try:
        picked = yield Question(
            "behind", asked, options=options, lettered=True, rings=True, stands=True
        )
    except (TypedOn, Pressed):
        kept(session, text)
        raise
    if picked != "yes":
        kept(session, text)
    else:
        session.record(lambda d: acts.note(d, text))


def kept(session: Session, text: str) -> bool:
    """It stands in no log, and waits as typed here: it may be of any other, which is asked."""
    session.unsaid.append(text)
    session.unsaid.of[text] = session.folder.ref
    session.message = session.word("behind-kept", text=text)
    return True
