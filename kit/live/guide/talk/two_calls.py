"""A call in vain that did not count, and its success typed right behind it: two calls, or one that
was mistyped. Whoever was not reached at first stands in the log, too, where both were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.plain import write
from kit.ground.terminal.printed import Printed
from kit.live.guide.talk.number_and_words import answer_and_words
from kit.live.guide.talk.numbers import Doubt, meaning
from kit.live.guide.talk.pace import calls
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.sought import looks_for

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

VAIN, REACHED = ("no-answer", "phone-off"), "done"


def asked_whole(
    run: Run, shown: Printed, text: str, sure: str, answer: str | None
) -> str | None:
    """What a line comes to that says two things: an answer with words behind it, or a call's second
    attempt behind the first; "" where it counts for nothing, ``None`` for every other line."""
    if answer is None:
        found = looks_for(run, shown, text, sure)
        return answer_and_words(run, shown, text) if found is None else found
    if not in_turn(run.session, sure, answer):
        return None
    return which(run, shown, sure) or ""


def in_turn(session: Session, asked: str, answer: str | None) -> bool:
    """Whether ``answer`` is the success of the call whose first attempt is ``asked`` about."""
    return asked in VAIN and answer == REACHED and calls(session, REACHED)


def which(run: Run, shown: Printed, first: str) -> str | None:
    """What is recorded now, of a success behind the ``first`` one: where both were made, that, and
    the success comes behind it; ``None`` for neither, and the step stands again."""
    from kit.live.guide.talk.meant import picked

    session = run.session
    vain = next(o.label for o in shown.question.options if o.name == first)
    got = next(o for o in shown.question.options if o.name == REACHED)
    options = [
        Option("both", session.word("calls-both", first=vain, second=got.label), "y"),
        Option("last", session.word("calls-last", second=got.label), "#"),
        Option("back", session.word("due-back"), "b"),
    ]
    what = meaning(session, got, shown.question)
    asked = session.word("ask-calls", first=vain, what=what)
    run.doubt = Doubt()
    sure = Question("answer-sure", asked, options=options, lettered=True, rings=True)
    said = picked(run, sure, sure, "")
    if said == "both":
        run.leading.second = shown.question.of
        return first
    if said == "last":
        return REACHED
    run.again(shown)
    return None


def brought(run: Run, shown: Printed) -> str | None:
    """The answer that a step has as it comes: the success of a call whose first attempt was
    recorded just now; the act that was named where something else was asked."""
    second, run.leading.second = run.leading.second, ""
    if shown.question.name != "step":
        run.leading.second = second
        return None
    there = any(option.name == REACHED for option in shown.question.options)
    if second and second == shown.question.of and there:
        return run._taken(shown.question, "", REACHED)
    if not run.leading.named:
        return None
    named, run.leading.named = run.leading.named, ""  # once, whatever comes of it
    write(named)
    run.doubt.open = run.leading.brought = True  # nobody saw it stand here
    try:
        return run._answered(shown, named)
    finally:
        run.leading.brought = False
