"""Words that may be meant for something else than the line of a form in which they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Pressed, Question, TypedOn
from kit.live.guide.talk.kept import sentence
from kit.live.guide.talk.numbers import Doubt
from kit.live.guide.talk.refusals import no_name

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run


def meant(run: Run, question: Question, text: str) -> bool:
    """Whether words answer a line in which a number was refused just before: they may be what
    that number was for; or one that wants a name, and is a sentence. Raises ``TypedOn`` where
    they are a note."""
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
