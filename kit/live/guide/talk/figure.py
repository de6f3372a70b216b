"""A bare number typed at a step that wants one: nobody can tell it from the number of an act, so
that it is asked about and does nothing in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.printed import NUMBER_ENDS, Printed
from kit.live.guide.talk.kept import LONG
from kit.live.guide.talk.numbers import Doubt, meaning, names_act, places

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

WANT = ("number", "minutes", "time")
OWN = "done"  # what opens the step's own line; counts as ever


def may_be_meant(run: Run, question: Question, text: str) -> bool:
    """Whether it may be what the step wants. Its own number only opens the line for it."""
    view, number = run.session.step, half_width(text).strip(NUMBER_ENDS)
    if question.name != "step" or view is None or view.step.answer not in WANT:
        return False
    bare = number.isdecimal() and len(number) < LONG and int(number) > 0
    return bare and int(number) != places(run.session)[OWN]


def figure_or_act(run: Run, shown: Printed, text: str) -> str | None:
    """What it is, as an answer of the step: its own, with the figure typed into it, or the act of
    that number; ``None`` for neither, and the step stands again."""
    from kit.live.guide.talk.meant import picked

    session, lang = run.session, run.session.lang
    number = half_width(text).strip(NUMBER_ENDS)
    own = next(o for o in shown.question.options if o.name == OWN)
    options = [Option("yes", session.word("number-yes", text=number), "y")]
    named = [o for o in shown.question.options if shown.numbers[o.name] == int(number)]
    if named and names_act(session, number):
        what = word(lang, "screen.figure-act", text=number, what=named[0].label)
        options.append(Option("act", what, "#"))
    options.append(Option("back", word(lang, "screen.due-back"), "b"))
    asked = word(lang, "screen.ask-figure", text=number, what=meaning(session, own, shown.question))
    run.doubt = Doubt()
    sure = Question("answer-sure", asked, options=options, lettered=True, rings=True)
    said = picked(run, sure, sure, "")
    if said == "yes":
        run.leading.ahead = number
        return OWN
    if said == "act":
        return named[0].name
    run.again(shown)
    return None
