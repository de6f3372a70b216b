"""Who else told somebody, saw to it or was called: a name or a post. What reads like a sentence
may be a note, and is asked about before anybody is said to have done it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kit.ground.base.named import alike
from kit.ground.base.person import told
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Question, TypedOn
from kit.ground.terminal.typed import ask_words
from kit.live.guide.talk.code_typed import NAMES
from kit.live.guide.talk.reach import contacts_of
from kit.live.guide.talk.refusals import no_name

if TYPE_CHECKING:
    from kit.live.guide.talk.session import Session

SIGNS = 4  # of Chinese, in a person's name
POST = 6  # the same, in that of a post
CLOSES = "handed-to"  # the line by which an incident is closed


def whom(session: Session, form: str = "due-who") -> Flow[str | None]:
    """Nobody looks while he types: a name typed as this opens is read back, on the drawn screen by
    the line itself; nobody told himself, so that the name of who records is asked about; ``None``
    where somebody went back."""
    typed = session.confirmed = ""
    while True:
        named = Question(
            form, session.word("ask-who-name"), "text", typed=typed, alone=True, grave=True
        )
        who = yield from ask_words(named, session.lang)
        meant = session.confirmed.strip() == (who or "").strip()
        himself = bool(who) and alike(who or "") == alike(session.by())
        if who is None or (not himself and (meant or not _tells(session, named, who))):
            return who
        picked = yield (_himself(session, who) if himself else _sure(session, named, who))
        if picked == "yes":
            return who
        if picked == "note":
            raise TypedOn(who, sure=True)
        typed = who


def is_name_asked(session: Session, asked: Question) -> bool:
    """Whether a line wants somebody's name, and no customer's, whom no list knows."""
    if asked.name != "value":
        return asked.name in NAMES and asked.name not in ("customer", "forecast-who")
    return session.step is not None and session.step.step.answer == "name"


def no_person(session: Session, asked: Question, who: str, quick: bool) -> bool:
    """Whether a line that wants a name reads like something else; the more so where it was typed
    before anybody can have read that a name is wanted (``quick``)."""
    if not is_name_asked(session, asked) or not who.strip() or _known(session, who):
        return False
    if asked.name == CLOSES:  # no length tells a note there from a name, and it ends the incident
        return True
    signs = sum(char.isalpha() and not char.isascii() for char in who)
    words = who.split()
    short = quick and (signs >= SIGNS or (len(words) > 1 and who == who.lower() and who.isascii()))
    return short or signs > POST or no_name(replace(asked, name="hand-to"), who)


def no_name_here(session: Session, who: str) -> bool:
    """The same of a line of the drawn screen, typed as it opened: several words with no capital, a
    sentence, or more signs than a name has, of whom no list knows."""
    words = who.split()
    several = len(words) > 1 and who.isascii() and who == who.lower()
    return bool(words) and (several or told(who)) and not _known(session, who)


def _tells(session: Session, asked: Question, who: str) -> bool:
    """Whether it is longer than a name, and nobody's here, nor a post's."""
    signs = sum(char.isalpha() and not char.isascii() for char in who)
    return (signs > SIGNS or no_name(asked, who)) and not _known(session, who)


def _known(session: Session, who: str) -> bool:
    profile, book = session.shown.profile, contacts_of(session.ctx)
    names = [session.ctx.me.by]
    for role, held in (profile.roles if profile is not None else {}).items():
        title = session.incident.role_title(role)
        titles = [title.zh, title.en]
        names += [*titles, held.name, *(f"{each}{held.name}" for each in titles)]
    for contact in book.here() if book is not None else []:
        names += contact.names()
    return alike(who) in map(alike, filter(None, names))


def _himself(session: Session, who: str) -> Question:
    plain = session.ctx.me.plain
    options = [
        Option("yes", session.word("read-back-yes"), "y"),
        Option("back", session.word("due-back"), "b" if plain else "#"),
    ]
    asked = session.word("name-own", text=who)
    return Question("who-sure", asked, options=options, lettered=True, rings=True, stands=not plain)


def _sure(session: Session, asked: Question, who: str) -> Question:
    lang, plain = session.lang, session.ctx.me.plain
    note = word(lang, "screen.read-back-note", text=who)
    options = [
        Option("yes", word(lang, "screen.read-back-yes"), "y"),
        Option("note", note, "n" if plain else "#"),
    ]
    text = word(lang, "screen.name-sure", asked=asked.text.strip(), text=who)
    return Question("who-sure", text, options=options, lettered=True, rings=True, stands=not plain)
