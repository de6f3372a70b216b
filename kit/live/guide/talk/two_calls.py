"""A call that did not count, and another answer of the same call typed behind it, or the same one
once more: two calls, or one that was mistyped. Whoever was not reached at first stands in the log,
too, where both were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.plain import lines, write
from kit.ground.terminal.printed import Printed
from kit.live.guide.talk.number_and_words import answer_and_words
from kit.live.guide.talk.numbers import Doubt, meaning, unread
from kit.live.guide.talk.pace import names_again
from kit.live.guide.talk.sought import looks_for

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

REACHED = "done"


def asked_whole(
    run: Run, shown: Printed, text: str, sure: str, answer: str | None
) -> str | None:
    """What a line comes to that says two things: an answer with words behind it, or another answer
    of a call behind the first; "" where it counts for nothing, ``None`` for every other line."""
    if answer is None:
        found = looks_for(run, shown, text, sure)
        return answer_and_words(run, shown, text, sure) if found is None else found
    if not in_turn(run, sure, answer):
        return None
    return which(run, shown, sure, answer) or ""


def in_turn(run: Run, asked: str, answer: str) -> bool:
    """Whether ``answer`` says otherwise than the one that is ``asked`` about how the same call
    went, or once more that it was in vain, once the question could be read: neither of them goes
    without a word."""
    if not names_again(run.session, asked, answer):
        return False
    return asked != answer or (answer != REACHED and not unread(lines().begun, run.since))


def which(run: Run, shown: Printed, first: str, last: str) -> str | None:
    """What is recorded now, of the ``last`` answer behind the ``first`` one: where both were made,
    that, and the last comes behind it; ``None`` for neither, and the step stands again. Nobody
    calls once more whom he reached: of those it is asked which is so, and no ``y``, which may be
    meant for the first alone, answers that."""
    from kit.live.guide.talk.meant import picked

    session, there = run.session, {o.name: o for o in shown.question.options}
    before, got = there[first].label, there[last].label
    twice, same = first != REACHED, first == last
    both = session.word("calls-twice" if same else "calls-both", first=before, second=got)
    options = [
        Option("both", both, "y")
        if twice
        else Option("first", session.word("calls-first", first=before), "f"),
        Option("last", session.word("calls-once" if same else "calls-last", second=got), "#"),
        Option("back", session.word("due-back"), "b"),
    ]
    what = meaning(session, there[last], shown.question)
    key = "ask-calls-same" if same else "ask-calls" if twice else "ask-calls-which"
    asked = session.word(key, first=before, what=what)
    run.doubt, typed = Doubt(), session.now().wall
    sure = Question("answer-sure", asked, options=options, lettered=True, rings=True)
    said = picked(run, sure, sure, "")
    if said == "both":
        run.leading.second = shown.question.of, last
    if said in ("both", "first"):
        session.earlier.is_meant(first)
    if said in ("both", "last"):
        session.earlier.since = last, typed
    if said in ("both", "first"):
        return first
    if said == "last":
        session.earlier.is_meant(last)
        return last
    run.again(shown)
    return None


def brought(run: Run, shown: Printed) -> str | None:
    """The answer that a step has as it comes: how a call went at last whose first attempt
    was recorded just now; the act that was named where something else was asked."""
    if shown.question.name != "step":
        return None
    (of, second), run.leading.second = run.leading.second, ("", "")
    there = any(option.name == second for option in shown.question.options)
    if of and of == shown.question.of and there:
        run.session.earlier.is_meant(second)
        return run._taken(shown.question, "", second)
    if not run.leading.named:
        return None
    named, run.leading.named = run.leading.named, ""  # once, whatever comes of it
    write(named)
    run.doubt.open = run.leading.brought = True  # nobody saw it stand here
    try:
        return run._answered(shown, named)
    finally:
        run.leading.brought = False
