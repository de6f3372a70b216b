"""A key that may have been meant for something else, as nobody can have done by then what it says,
or another step stands there than was announced: a letter has to say that it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import cut
from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Pressed, Question
from kit.ground.terminal.breath import Held, now
from kit.ground.terminal.hand import ENDING, LOOK, LOOKED, MEANT
from kit.ground.terminal.lapsed import titled
from kit.ground.terminal.ways import Aside

if TYPE_CHECKING:
    from kit.ground.terminal.posed import Posed
    from kit.ground.terminal.prose import Prose

TYPED = 24  # cells of what was typed at such a question


def doubted(prose: Prose, meant: str) -> str:
    """Why a key may have been meant for something else; "" where it may not."""
    if moved(prose, meant):
        return "moved-here"
    if crossing(prose, meant) and not prose.posed.option(meant).fills:
        return "crossed-here"
    if prose.posed.option(meant).slow and _unseen(prose):
        return "just-come"
    return "so-soon" if too_soon(prose, meant) else ""


def moved(prose: Prose, meant: str) -> bool:
    """Whether it may be meant for the step that was announced, and another one stands there."""
    question = prose.posed.question
    return meant in question.moved and question.of != prose.breath.told and not _looked(prose)


def _unseen(prose: Prose) -> bool:
    """Whether another incident's screen led here before anybody can have seen the step."""
    return prose.hand.last - prose.breath.came < LOOK * prose.hand.pause


def just_come(prose: Prose, meant: str | None) -> bool:
    """Whether an Enter that would record comes as soon as another incident stands there, and
    nothing was taken since: the next one would say it of a step that nobody has read."""
    breath, question = prose.breath, prose.posed.question
    first = breath.settled == breath.came > float("-inf")  # he came from somewhere at all
    return first and meant is not None and question.kind == "keys" and bool(question.of)


def unread_digit(prose: Prose, key: str, answer: object) -> bool:
    """Whether a digit that would record comes as soon behind what led here as an Enter that is
    refused for that: nobody has read to what step it says so."""
    breath, question = prose.breath, prose.posed.question
    if not key.isdecimal() or question.kind != "keys" or not question.of:
        return False
    option = prose.posed.option(answer)
    records = not (option.opens or option.fills or option.leads)
    return records and now() - breath.settled < LOOK * prose.hand.pause


def too_soon(prose: Prose, meant: str) -> bool:
    """Whether nobody can have called and been heard since something else was dealt with."""
    soon = prose.hand.last - prose.breath.acted < ENDING * prose.hand.pause
    unhurried = meant in prose.posed.question.unhurried
    return soon and not unhurried and prose.posed.option(meant).slow


def crossing(prose: Prose, meant: str) -> bool:
    """Whether it answers a step of another list before anybody can have read that this one stands
    there now; asked about once."""
    question, breath = prose.posed.question, prose.breath
    if question.of != breath.crossed[0] or question.of == breath.told:
        return False
    return meant in question.crossed and now() - breath.crossed[1] < ENDING * prose.hand.pause


def contradicts(prose: Prose, meant: str | None) -> bool:
    """Whether a key says another result of the call of which one is still said not to have counted:
    either may be meant for somebody else, so that he is named before it counts."""
    lapsed, option = prose.standing.lapsed, prose.posed.option
    if lapsed is None or meant in (None, lapsed.answer) or prose.posed.question.kind != "keys":
        return False
    return option(meant).slow and option(lapsed.answer).slow


def _looked(prose: Prose) -> bool:
    """Whether the hand has rested since a bell told of another step, so long that it saw it,
    whatever it typed behind that; or the step has stood there for a minute."""
    return prose.hand.longest >= LOOKED or now() - prose.hand.since >= MEANT


def ask_again(prose: Prose) -> None:
    """What lapsed; its letter answers it where nothing else was pressed since."""
    lapsed, prose.standing.lapsed = prose.standing.lapsed, None
    if lapsed is not None and lapsed.fresh:
        confirms(prose.posed, lapsed.answer)
        prose.ways.answer(lapsed.answer)
    elif lapsed is not None:
        ask_whether(prose, lapsed.answer, "so-soon-again")


def confirms(posed: Posed, answer: str) -> None:
    """The key of this answer did not count when it was pressed, and is meant."""
    if posed.question.confirmed is not None:
        posed.question.confirmed(posed.option(answer).key)


def ask_whether(
    prose: Prose, answer: str, why: str, keys: Question | None = None, before: str = ""
) -> None:
    """Two Enters for one, however far apart a hand presses them: the second would say what nobody
    can have done by then, so that a letter has to say it. The same where another step stands there
    than was announced. At the ``keys`` that are asked for, or at those behind what is asked;
    ``before``: what did not count before it."""
    question, lang = keys or prose.posed.question, prose.lang
    option = next((o for o in question.options if o.name == answer), Option("", ""))
    options = [Option("yes", word(lang, "screen.so-soon-yes", what=option.called), "y")]
    once_more = "-call" if option.doubt and why == "so-soon" else ""
    lapsed = prose.standing.lapsed
    first = before if lapsed is None else prose.posed.option(lapsed.answer).label
    asked = f"screen.{why}{once_more}"
    blanks = {"who": question.who, "first": first, "step": question.called}
    what = option.called
    if question.who and option.slow and not option.doubt and why != "so-soon-who":
        what = word(lang, "screen.so-soon-call-to", who=question.who, what=what)
    asked = word(lang, asked, what=what, **blanks)
    if question.refused is not None and (keys or why != "so-soon-again"):  # it was pressed once
        question.refused(option.key)
    called = titled(question, option, lang)
    posed = Question(
        "so-soon", asked, "choice", options, lettered=True, rings=True, stands=True, called=called
    )
    prose.ways.pose(posed, Aside(question, answer, "", ""))
    if why in ("moved-here", "crossed-here"):
        prose.breath.told = question.of
    else:
        prose.standing.lapses(posed)


def ask_by_name(prose: Prose, text: str) -> None:
    """What was typed at the question goes between it and its letter, which may have been meant to
    confirm that text: whoever does not look believes it was a form. The letter counts once it is
    asked what it would record, and at which step."""
    aside, lang = prose.breath.aside, prose.lang
    if aside is None:
        return
    option = next(o for o in aside.question.options if o.name == aside.answer)
    what = ": ".join(filter(None, (aside.question.called, option.called)))
    options = [Option("yes", word(lang, "screen.so-soon-yes", what=what), "y")]
    asked = word(lang, "screen.so-soon-typed", what=what, text=cut(text, TYPED))
    called = titled(aside.question, option, lang)
    posed = Question(
        "so-soon", asked, "choice", options, lettered=True, rings=True, stands=True, called=called
    )
    prose.ways.pose(posed, aside)
    prose.ways.bell()
    prose.standing.lapses(posed)


def by_enter(prose: Prose, held: Held) -> None:
    """A key that waits counts at once, and the Enter for nothing else: where its key was pressed
    twice no Enter was wanted, else a second one is a finger that bounced."""
    twice, known = prose.posed.option(held.answer).again, set(prose.breath.written())
    prose.settle()
    prose.hand.forget()
    if twice:
        prose.breath.missed("enter-only-took", "enter", what=held.key)
        return
    prose.hand.opened = "enter"
    prose.breath.first = "done" if set(prose.breath.written()) - known else "led"


def says_it_waits(prose: Prose, key: str, answer: str | Pressed) -> None:
    """What the key would do once the hand rests."""
    meant = prose.posed.option(answer)
    goes = isinstance(answer, Pressed) or meant.leads
    there = [option.label for option in prose.standing.keys.options if option.name == answer]
    name = "key-waits" if goes else "key-held"
    prose.ways.say(name, pressed=key, what=meant.label or "".join(there))
