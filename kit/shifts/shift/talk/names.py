"""A name typed into a form of the shift: said again and asked about, where it reads like a sentence
or where nothing takes back what is recorded by it."""

from __future__ import annotations

from kit.ground.base.clean import clean
from kit.ground.base.person import doubtful
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Option, Question
from kit.ground.terminal.noting import goes_back, no_note
from kit.shifts.shift.talk.kept_form import LONG, forgotten

TEXT = "text:"  # before words that answered no letter


def is_name(ctx: Context, asked: str, who: str, always: bool = False) -> bool:
    """Whether somebody is called so. It is asked where ``who`` reads like a sentence, and
    ``always`` where the act is one that stays; words typed on there answer nothing. What is none is
    said not to be recorded, and home says it again. Raises ``Left``."""
    if not who or not (always or doubtful(who)):
        return True
    text = word(ctx.me.lang, "shift.name-sure", asked=asked.strip(" :："), text=clean(who, LONG))
    try:
        sure = by_letter(ctx, "name-sure", text, "name-yes", "name-no")
    except Left:
        _not_taken(ctx, who)
        raise
    if not sure:
        _not_taken(ctx, who)
    return sure


def by_letter(
    ctx: Context, name: str, text: str, yes: str, no: str, **fill: object
) -> bool:
    """A question that a letter alone answers: words typed on there are said not to be taken.
    Raises ``Left``."""
    lang = ctx.me.lang
    question = Question(
        name,
        text,
        options=[
            Option("yes", word(lang, f"shift.{yes}", **fill), "y"),
            Option("no", word(lang, f"shift.{no}", **fill), "n"),
        ],
        lettered=True,
        rings=True,
        spills=True,
        careful=True,
    )
    while (answer := ctx.ask.ask(question)) not in ("yes", "no"):
        _typed_on(ctx, answer.removeprefix(TEXT).strip())
    return answer == "yes"


def _typed_on(ctx: Context, text: str) -> None:
    """Words where a letter is asked for. Raises ``Left``."""
    if goes_back(text):
        raise Left
    if no_note(text):
        ctx.err.say("screen.again-letter", letters="y n")
    else:
        _not_taken(ctx, text)


def _not_taken(ctx: Context, text: str) -> None:
    forgotten(ctx, text)
    ctx.err.say("screen.text-gone", text=clean(text, LONG))
    ctx.unsaid.append(text)
