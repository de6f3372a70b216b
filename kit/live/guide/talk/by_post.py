"""Whom a line names where somebody calls: a post, by words of what it is called. Such words are no
note of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.named import alike
from kit.ground.terminal.ask import Question
from kit.ground.terminal.keys import holding
from kit.live.guide.talk.keys.calling import posts_to_call
from kit.live.guide.talk.refusals import is_letter

if TYPE_CHECKING:
    from kit.ground.terminal.printed import Printed
    from kit.live.guide.talk.plain import Run
    from kit.live.guide.talk.session import Session

LIST = "call-who"
NARROWED = ("steps", "plan")  # lists that begin with the words typed behind their number


def posts(session: Session, text: str) -> list[str]:
    """Those that all words of a line stand in the name of; a key's letter is no word of any."""
    if is_letter(text):
        return []
    called = []
    for role in posts_to_call(session):
        title = session.incident.role_title(role)
        called.append((role, f"{title.zh} {title.en}"))
    return holding(text, called) if text.strip() else []


def whole(session: Session, text: str) -> bool:
    """Whether it is the whole name of one."""
    titles = (session.incident.role_title(role) for role in posts_to_call(session))
    return any(alike(text) in (alike(title.zh), alike(title.en)) for title in titles)


def on_the_list(run: Run, shown: Printed, text: str) -> str | None:
    """The one post that a line names on the list of those to call, which leads to how that went;
    ``None`` for no such line. Where letters answer, that records: only its whole name does."""
    if shown.question.name != LIST or text.isdecimal():
        return None
    if shown.question.lettered and not whole(run.session, text):
        return None
    there = {option.name for option in shown.question.options}
    found = [role for role in posts(run.session, text) if role in there]
    return found[0] if len(found) == 1 else None


def given(run: Run, question: Question, text: str) -> str:
    """The same of words that were typed behind the key for a call; of several that fit the list
    shows those. "" for none, and what is no words."""
    if question.name != LIST or any(option.name == text for option in question.options):
        return text
    found = posts(run.session, text)
    if len(found) == 1:
        return found[0]
    run.leading.seeks = text
    return ""


def narrowed(run: Run, shown: Printed) -> None:
    """The list begins with what was typed for it before."""
    seeks, run.leading.seeks = run.leading.seeks, ""
    if seeks and shown.question.name in (LIST, *NARROWED):
        shown.narrow(seeks)
