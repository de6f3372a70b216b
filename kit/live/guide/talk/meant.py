"""Words that may be meant for something else than the line of a form in which they were typed; an
answer to what is due that may be meant for what stood in its place before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Option, Pressed, Question, TypedOn
from kit.ground.terminal.hand import DOING, pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import lines
from kit.live.guide.talk.kept import sentence
from kit.live.guide.talk.numbers import Doubt
from kit.live.guide.talk.refusals import no_name

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run


def meant(run: Run, question: Question, text: str) -> bool:
    """Whether words answer a line in which a number was refused just before: they may be what
    that number was for; or one that wants a name, and is a sentence. Raises ``TypedOn`` where
    they are a note."""
    if question.name == "due":
        return _of_this_one(run, question, text)
    behind = run.doubt.number == question.name and sentence(text)
    if not behind and not no_name(question, text):
        return True
    run.doubt = Doubt()
    lang = run.session.lang
    options = [
        Option("yes", word(lang, "screen.read-back-yes"), "y"),
        Option("note", word(lang, "screen.read-back-note", text=text), "n"),
    ]
    asked = word(
        lang, f"screen.{'words' if behind else 'name'}-sure", asked=question.text, text=text
    )
    try:
        picked = run.ask(Question("read-back", asked, options=options, lettered=True, rings=True))
    except TypedOn as typed:
        raise TypedOn(f"{text} {typed.text}", sure=True) from None
    except Pressed:
        run.kept.refused(question, text)
        raise
    if picked == "yes":
        return True
    raise TypedOn(text, sure=True)


def _of_this_one(run: Run, question: Question, text: str) -> bool:
    """Whether an answer to a timer is its own: what took the place of another one just now is
    named, and a letter of its own says that it is meant. Raises ``Pressed`` for the same timer once
    more where it was not."""
    session, key = run.session, half_width(text).strip().lower()
    option = next((o for o in question.options if key in (o.key, o.also)), None)
    if option is None or option.opens or session.asked is None:
        return True
    timer, began = session.asked.key, lines().begun
    if pause() > 0 and session.foremost.doubtful(timer, began, DOING * pause()):
        what = question.text
        asked = word(run.session.lang, "screen.due-sure", what=what, answer=option.label)
        options = [
            Option("yes", word(session.lang, "screen.read-back-yes"), "y"),
            Option("back", word(session.lang, "screen.due-back"), "b"),
        ]
        sure = Question("due-sure", asked, options=options, lettered=True, rings=True)
        if run.ask(sure) != "yes":
            raise Pressed("d")
    session.foremost.was_answered(timer, wall())
    return True
