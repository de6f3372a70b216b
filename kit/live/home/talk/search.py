"""The search of the numbered home. Whoever types there without looking may mean the guide that he
left: a sentence is kept for a note, and no number opens an incident before its list was read."""

from __future__ import annotations

from typing import NamedTuple

from kit.ground.base.cells import width
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.hand import pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import lines, write
from kit.incidents.incident.files import desk
from kit.live.guide.talk.numbers import rested, unread
from kit.live.home.show import ABOVE
from kit.live.home.talk.home import Home
from kit.plans.finder import talk as finder

LONG = 16  # cells of a line that names what is seen; a longer one may tell what goes on
NOTE, DUE = "n", "d"  # letters of the guide that mean something at home, too


class Turn(NamedTuple):
    """What a line came to: a type to ``start``, a ``letter`` that leads on, or neither."""

    start: str = ""
    letter: str = ""


def letter_of(text: str) -> str:
    """The single letter that a line is; "" for any other line."""
    one = half_width(text).strip().lower()
    return one if len(one) == 1 and one.isascii() and one.isalpha() else ""


def refuse(home: Home, letter: str) -> None:
    write(word(home.lang, "screen.home-letter", text=letter))


def due_at(home: Home) -> str:
    """The reference of the first open incident in which something is due; "" for none."""
    for log in home.looking.folders:
        incident = log.incident
        now = desk.now(home.ctx, incident).wall
        if not incident.silent and any(timer.ringing(now) for timer in incident.running()):
            return log.ref
    return ""


def looked_for(home: Home, typed: str) -> Turn:
    """What fits a line, listed and asked until a type is chosen or a letter leads on. Raises
    ``Left`` where somebody goes back."""
    while True:
        question = finder.listed(home.ctx, home.checklists, typed)
        told = bool(typed) and _tells(home, typed, question)
        if told:
            home.unwritten = f"{home.unwritten} {typed}".strip()
        home.held = not told and bool(home.unwritten)
        heard = wall()
        if told:
            write(word(home.lang, "screen.home-unwritten", text=home.unwritten))
        answer = home.ctx.ask.ask(question)
        chosen, _, text = answer.partition(":")
        if chosen != "text":
            begun = lines().begun
            early = unread(begun, heard)
            doubt = told and bool(home.looking.folders)  # else nobody comes from a guide
            if not early and (not doubt or pause() == 0 or rested(begun, heard)):
                return Turn(start=answer)
            asked = next(o.label for o in question.options if o.name == answer)
            answer = _sure(home, asked.split("  -  ")[0], early)
            if answer == "yes":
                return Turn(start=chosen)
            chosen, _, text = answer.partition(":")
            if answer == "note":
                return Turn(letter=NOTE)
            if chosen != "text":
                continue
        letter = letter_of(text)
        if letter in (NOTE, DUE):
            return Turn(letter=letter)
        if letter:
            refuse(home, letter)
            continue
        typed = text


def _tells(home: Home, typed: str, listed: Question) -> bool:
    """Whether it may be a note, of an open incident or of the shift: it finds nothing, is long or
    has figures."""
    if not home.looking.folders and all(above.note is None for above in ABOVE):
        return False
    figures = any(char.isdecimal() for char in typed)
    return not listed.default or figures or width(typed) > LONG


def _sure(home: Home, what: str, early: bool) -> str:
    """Whether a number was meant that came before its list can have been read."""
    lang = home.lang
    options = [Option("yes", word(lang, "screen.read-back-yes"), "y")]
    if home.unwritten:
        label = word(lang, "screen.read-back-note", text=home.unwritten)
        options.append(Option("note", label, "n"))
    else:
        options.append(Option("no", word(lang, "screen.no"), "n"))
    asked = word(lang, f"screen.home-{'early' if early else 'unread'}", what=what)
    question = Question("sure", asked, options=options, lettered=True, spills=True)
    while True:
        since = wall()
        answer = str(home.ctx.ask.ask(question))
        if answer != "yes" or not unread(lines().begun, since):
            return answer
