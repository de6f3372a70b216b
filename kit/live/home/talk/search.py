"""The search of the numbered home. Whoever types there without looking may mean the guide that he
left: a sentence is kept for a note, and no number opens an incident before its list was read."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from kit.ground.base.cells import width
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Left, Option, Question
from kit.ground.terminal.commands import command_of
from kit.ground.terminal.hand import pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.noting import goes_back, no_note
from kit.ground.terminal.plain import lines, not_taken
from kit.incidents.incident.files import desk
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.fixed import ACTS, Fixed
from kit.live.guide.talk.inside import refused_at_home
from kit.live.guide.talk.numbers import rested, unread
from kit.live.home.show import ABOVE
from kit.live.home.talk.drawn import CODE, says_more
from kit.live.home.talk.home import Home
from kit.live.home.talk.note import how_noted, said_of, unwritten
from kit.live.home.talk.unrecorded import Sentence
from kit.plans.finder import talk as finder

LONG = 16  # cells of a line that names what is seen; a longer one may tell what goes on
NOTE, DUE, UNDO = "n", "d", "u"  # letters of the guide that mean something at home, too
BEST = "y"  # starts what fits best
LEAVE = ("leave", "quit")


class Turn(NamedTuple):
    """What a line came to: a type to ``start``, a ``letter`` or a number of home itself that leads
    on (``named``, as home calls it), or none of them. ``note``: the line, where it says more than
    the list is called; ``over``: what was typed over the question whether that is to be opened,
    and finds the same list."""

    start: str = ""
    letter: str = ""
    named: str = ""
    note: str = ""
    over: tuple[Sentence, ...] = ()


def letter_of(text: str) -> str:
    """The single letter that a line is, also one typed twice; "" for any other line."""
    one = half_width(text).strip().lower()
    twice = len(one) == 2 and one == one[0] * 2
    return one[:1] if one.isascii() and one.isalpha() and (len(one) == 1 or twice) else ""


def refuse(home: Home, letter: str) -> None:
    not_taken(word(home.lang, "screen.home-letter", text=letter))


def is_code(home: Home, text: str) -> bool:
    """Whether a line is the code by which an open incident is closed, or its reference: whoever
    types it believes himself in the guide. That is said, and where it is."""
    one = half_width(text).strip().upper()
    log = next((log for log in home.looking.folders if one in (log.ref, log.ref[-CODE:])), None)
    if log is not None:
        number = home.ctx.of(Fixed).incidents[log.ref]
        not_taken(word(home.lang, "screen.home-code", code=one, ref=log.ref, number=number))
    return log is not None


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
    new = typed
    while True:
        question = _listed(home, typed)
        told = bool(typed) and _tells(home, typed, question)
        now, line = home.ctx.now().wall, None
        if _may_be_note(home, new):
            line = home.unrecorded.add(new, now, home.ctx.signs)
        home.unrecorded.hold(not told)  # all of them are printed again
        heard, known = wall(), [*home.unrecorded.lines]
        for text in said_of(home) if told else ():
            not_taken(text)
        turn, new = _turn(home, question, told, heard, home.ctx.ask.ask(question))
        if turn is not None:
            more = says_more(home, typed.strip(), turn.start)
            if line is not None and more:
                home.unrecorded.recorded(line)  # it is the first note there
            elif turn.start and line is not None and not told:
                home.unrecorded.recorded(line)  # it was looked for, and found
            elif turn.start and line is not None:
                line.opens = True
            return turn._replace(note=more, over=_over(home, turn.start, known))
        typed = new or typed


def _over(home: Home, start: str, known: list[Sentence]) -> tuple[Sentence, ...]:
    """What was typed since, and finds what was opened: these are first notes there, too."""
    new = [line for line in home.unrecorded.lines if start and line not in known]
    found = [x for x in new if finder.listed(home.ctx, home.checklists, x.text).default == start]
    for line in found:
        home.unrecorded.recorded(line)
    return tuple(found)


def _turn(
    home: Home, question: Question, told: bool, heard: float, answer: str
) -> tuple[Turn | None, str]:
    """What an answer of the list comes to, else the words that are looked for next; "" for the same
    list again."""
    doubt = told and bool(home.looking.folders)  # else nobody comes from a guide
    chosen, colon, text = answer.partition(":")
    named = ""
    letter = letter_of(text) if chosen == "text" else ""
    if letter == BEST and question.default:
        if not doubt or _grave(home, question.default):
            return Turn(start=question.default), ""
        chosen, letter = question.default, ""
        answer = _sure(home, _called(home, question, chosen), False)
    elif not colon:
        chosen, begun = answer, lines().begun
        if chosen in ACTS or any(above.name == chosen for above in ABOVE):
            return Turn(named=answer), ""
        early = unread(begun, heard)
        listed = any(option.name == chosen for option in question.options)
        if listed and not early and (not doubt or pause() == 0 or rested(begun, heard)):
            return Turn(start=chosen), ""
        answer = _sure(home, _called(home, question, chosen), early, listed)
    elif chosen != "text":  # an incident, whose number is not on this list
        named, answer = answer, _resumed(home, text)
    if answer == "yes":
        return (Turn(named=named) if named else Turn(start=chosen)), ""
    if answer == "note":
        return Turn(letter=NOTE), ""
    text = answer.partition(":")[2]
    letter = letter or letter_of(text)
    if goes_back(text):
        raise Left
    if letter in (NOTE, DUE, UNDO):
        return Turn(letter=letter), ""
    if letter:
        refuse(home, letter)
        return None, ""
    if command_of(text):
        not_taken(refused_at_home(home.lang, text))
        return None, ""
    return None, "" if is_code(home, text) else text


def _listed(home: Home, typed: str) -> Question:
    """With the number that each type has for ever, and the letter that starts the best."""
    question = finder.listed(home.ctx, home.checklists, typed)
    fixed = home.ctx.of(Fixed)
    numbers = {**home.numbers, **fixed.of_types(home.checklists)}
    for name in LEAVE:  # here 0 goes back to home
        numbers.pop(name, None)
    options = [
        replace(o, label=word(home.lang, "screen.list-word", label=o.label, word=BEST))
        if o.name == question.default
        else o
        for o in question.options
    ]
    return replace(question, options=options, numbers=numbers, commands=True)


def _grave(home: Home, type_: str) -> bool:
    """Whether life is in danger: that is opened at once, and withdrawn where it was not meant."""
    return any(each.id == type_ and each.danger == "life" for each in home.checklists)


def _called(home: Home, question: Question, type_: str) -> str:
    """As it stands on the list; one whose number was typed though it is not there by its title."""
    there = next((o.label for o in question.options if o.name == type_), "")
    known = next(each.title.get(home.lang) for each in home.checklists if each.id == type_)
    return there.split("  -  ")[0] or known


def _may_be_note(home: Home, typed: str) -> bool:
    """Whether it is missed where it opens nothing: all but what a type is called."""
    if not typed or no_note(typed) or not _noting(home):
        return False
    return all(typed.casefold() != each.title.get(home.lang).casefold() for each in home.checklists)


def _noting(home: Home) -> bool:
    """Whether anybody takes a note."""
    return bool(home.looking.folders) or any(above.note is not None for above in ABOVE)


def _tells(home: Home, typed: str, listed: Question) -> bool:
    """Whether it may be a note, of an open incident or of the shift: it finds nothing, is long or
    has figures."""
    if not _noting(home):
        return False
    figures = any(char.isdecimal() for char in typed)
    return not listed.default or figures or width(typed) > LONG


def _notes_named(home: Home) -> str:
    """What becomes a note by the letter: all that is recorded by it, and of which incident where
    that is not asked, as there is but one."""
    lang, folders = home.lang, home.looking.counted()
    fresh = [line.text for line in home.unrecorded.fresh()]
    text = " / ".join(fresh)
    if len(folders) != 1:
        return word(lang, "screen.read-back-note", text=text)
    what = headed(folders[0].incident, lang)
    return word(lang, "screen.home-sure-note", n=len(fresh), what=what, text=text)


def _sure(home: Home, what: str, early: bool, listed: bool = True) -> str:
    """Whether a number was meant that came before its list can have been read, or is not on it."""
    why = "unlisted" if not listed else "early" if early else "unread"
    again = word(home.lang, "screen.home-start-sure", what=what)
    return _asked(home, word(home.lang, f"screen.home-{why}", what=what), again)


def _resumed(home: Home, ref: str) -> str:
    """Whether the number of an open incident was meant, where one looks for something new: the same
    figure may be a note's, or a step's."""
    log = next((log for log in home.looking.folders if log.ref == ref), None)
    if log is None:
        return "yes"  # where that leads it is said to be closed
    what = headed(log.incident, home.lang)
    number = home.ctx.of(Fixed).incidents[ref]
    asked = word(home.lang, "screen.home-elsewhere", n=number, what=what)
    return _asked(home, asked, word(home.lang, "screen.home-elsewhere-sure", what=what))


def _asked(home: Home, asked: str, again: str) -> str:
    """The letter that says so means nothing else, and is never too quick. What is typed over it is
    kept, and it is asked ``again`` by name: left in silence, a number typed on would lead
    elsewhere."""
    lang = home.lang
    while True:
        options = [Option("yes", word(lang, "screen.read-back-yes"), "y")]
        if home.unrecorded.fresh():
            options.append(Option("note", _notes_named(home), "n"))
        else:
            options.append(Option("no", word(lang, "screen.no"), "n"))
        question = Question(
            "sure", asked, options=options, lettered=True, spills=True, rings=True, commands=True
        )
        answer = str(home.ctx.ask.ask(question))
        if answer.startswith("text:") and _typed_over(home, answer.partition(":")[2].strip()):
            asked = again
            continue
        return "text:" if answer == "no" else answer


def _typed_over(home: Home, text: str) -> bool:
    """Whether a line answers nothing where a start is asked about: a sentence, which is kept, or a
    number."""
    if half_width(text).isdecimal() and not goes_back(text):
        not_taken(word(home.lang, "screen.again-letter", letters="y n"))
        return True
    if command_of(text) or letter_of(text) or not _may_be_note(home, text):
        return False
    line = home.unrecorded.add(text, home.ctx.now().wall, home.ctx.signs)
    not_taken(unwritten(home.ctx, line, how_noted(home, line.held)))
    return True
