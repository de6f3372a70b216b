"""What is looked for in a list, typed behind the number that opens it or behind ``?`` at a step:
words by which the list is found are no note, whether or not the number counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import width
from kit.ground.base.lean import re
from kit.ground.base.words import word
from kit.ground.terminal.ask import Question
from kit.ground.terminal.keys import half_width, holding
from kit.ground.terminal.plain import ask_again, not_taken
from kit.ground.terminal.printed import MORE, Printed
from kit.live.guide.show.parts import to_do
from kit.live.guide.talk.asked import ask_sure
from kit.live.guide.talk.by_post import NARROWED as LISTS
from kit.live.guide.talk.by_post import posts
from kit.live.guide.talk.counted import numbers_of
from kit.live.guide.talk.kept import sentence
from kit.live.guide.talk.number_and_words import is_count
from kit.live.guide.talk.numbers import Doubt, note_of

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run
    from kit.live.guide.talk.session import Session

CALL = "call"  # its list knows the posts that are called
SHORT = 16  # cells by which one looks for something; what is longer tells
WORDS = 3  # the same of words
_BOTH = r"(\d+)[.,)]?\s+(\S.*)"  # the number of such an act, and what is looked for there


def looks_for(run: Run, shown: Printed, text: str, sure: str) -> str | None:
    """The act that leads to the list in which a line finds something: the one that is asked about
    (``sure``), or whose number stands before the words; "" where what ``?`` lists is found;
    ``None`` for every other line."""
    if shown.question.name != "step" or note_of(text) != text:
        return None
    both = re.fullmatch(_BOTH, half_width(text).strip())
    if both is not None:
        return _by_number(run, shown, both[1], text.strip()[both.start(2) :])
    if not _short(text):
        return None
    if sure in LISTS and finds(run.session, sure, text):
        return opens(run, sure, text)
    return _behind_more(run, shown, text) if run.last in (*MORE, "？") else None


def _short(text: str) -> bool:
    return sentence(text) and width(text) <= SHORT and len(text.split()) <= WORDS


def _by_number(run: Run, shown: Printed, number: str, words: str) -> str | None:
    names = [name for name in LISTS if str(shown.numbers.get(name)) == number]
    there = [name for name in names if any(o.name == name for o in shown.question.options)]
    if not there:
        return None
    if step := numbered_step(run.session, there[0], words):
        run.leading.ahead = step
        return there[0]
    if is_count(number, words) or not finds(run.session, there[0], words):
        return None
    return opens(run, there[0], words)


def numbered_step(session: Session, act: str, typed: str) -> str:
    """The step of that number, where the act opens the list of them and it is one; "" for none."""
    if act != "steps" or not typed.strip().isdecimal():
        return ""
    steps = to_do(session.incident.views())
    numbers = numbers_of(session, steps)
    return next((view.key for view in steps if numbers[view.key] == int(typed)), "")


def named_step(session: Session, act: str, typed: str) -> bool:
    """Whether a hint named it (``28 21``): typed on two lines its number is meant for that list,
    and any other one may be meant for the step."""
    return f"way:{numbered_step(session, act, typed)}" in session.hinted


def opens(run: Run, act: str, text: str) -> str:
    """Where nothing comes of it the words are kept, as those that were typed there."""
    run.leading.seeks = text
    run.leading.sought.append(text)
    run.leading.sought_at = len(run.session.folder.entries)
    return act


def finds(session: Session, act: str, text: str) -> bool:
    """Whether so few words find something in the list that an act opens."""
    if act == CALL:
        return bool(posts(session, text))
    return act in LISTS and _short(text) and _found(session, act, text)


def _found(session: Session, act: str, text: str) -> bool:
    """Whether the act's list holds it. The act is not done by that: it asks this first."""
    key = next((key for key in session.offered() if key.name == act), None)
    if key is None:
        return False
    asking = key.act(session)
    try:
        question: Question = next(asking)
        return question.seek is not None and bool(question.seek(text))
    finally:
        asking.close()


def _behind_more(run: Run, shown: Printed, text: str) -> str | None:
    """Whoever looks at what there is to do means by a short word one of these."""
    found = holding(text, ((o, o.label) for o in shown.question.options))
    if not found:
        return None
    lang = run.session.lang
    if len(found) == 1:
        ask_sure(run, shown, found[0].name, "sign-sure")
        return ""
    lines = [f"  {shown.numbers[option.name]}  {option.label}" for option in found]
    not_taken("\n".join([word(lang, "screen.found-there", text=text), *lines]))
    shown.seen.update(option.name for option in found)
    run.doubt = Doubt()
    ask_again(shown, lang)
    return ""
