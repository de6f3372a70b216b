"""Questions are data; who asks them can be swapped.

A flow is a generator: it yields a ``Question`` and is sent the answer. The screen draws a picture
above the question and keeps it up to date; the plain asker prints numbered lines; a test answers
by the question's ``name``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

import msgspec

from kit.ground.base.refusal import Refused
from kit.ground.base.words import word

if TYPE_CHECKING:
    from datetime import datetime

    from kit.ground.base.typed.times import Ask as TimesAsked
    from kit.ground.terminal.aside import Aside
    from kit.ground.terminal.fragments import Line


class Option(msgspec.Struct, frozen=True):
    """``name`` is what is sent back; ``key`` the single key for it, ``also`` another that means
    the same and is not shown. ``opens``: it only leads on to something else, and counts at once;
    every other one may record, and waits until the hand rests (``Question.prose``), one that
    ``leaves`` longer: behind it there is nobody to whom the rest of a sentence could go. ``again``:
    the key that led to the question answers it as well, when it is pressed once more. ``slow``:
    right behind an act nobody can have done this, so that it is asked about there; ``doubt``: what
    it is called in that question, where it was done before. ``fills``: it opens a line to type into
    and records nothing, so that it counts also where it comes early. ``leads``: it waits as those
    that record do, and only goes somewhere."""

    name: str
    label: str
    key: str = ""
    also: str = ""
    opens: bool = False
    leaves: bool = False
    again: bool = False
    slow: bool = False
    fills: bool = False
    doubt: str = ""
    leads: bool = False

    @property
    def called(self) -> str:
        """As it is named where it is asked about."""
        return self.doubt or self.label


class Question(msgspec.Struct, frozen=True):
    """``kind``: ``keys`` are pressed (Esc answers nothing), a ``choice`` is listed, a ``text`` is
    typed, ``find`` lists what fits while one types. ``typed`` stands in the line that is typed
    into. Plain mode lists only the ``first`` so many options until more are asked for (0: all).
    ``lettered``: a choice whose options answer to their own ``key`` alone, to no digit and to no
    Enter that was not led to one of them: what is pressed without reading answers nothing.
    ``seek`` gives a ``find``'s options for what is typed, each with a number of its own in its
    label, so that none means another one while one types; ``plainly``: whether the first of these
    is meant by it: where others fit as well Enter takes none. ``spills``: a key that means nothing,
    and keys in a burst, are text: they answer ``text:…``, so that nothing typed is lost; so does
    Enter where one looks for something and has gone to nothing; Esc at such a line answers
    ``left:…`` with what stands there. Of such a choice the ``default``
    is marked, an option with a ``key`` answers to that alone, and keys count only after a time in
    which it can be read. ``prose``: a sentence typed here, or at whatever this leads to, is told
    from keys, and ``TypedOn`` thrown into the flow; ``everywhere``: keys that lead out of every
    list there, by ``Pressed``, but for the letters that answer something only ``later``, once one
    has chosen here: they begin no sentence, and are refused. ``safe``: whatever is typed may be
    taken at once, it is read and refused where it does not fit, or a note. ``recalls``: what Esc
    left just before can be brought back. ``over``: what is said when it goes by itself. ``full``:
    stands over the whole window, the keys in its last line, while it is asked. ``written``: ids of
    the entries that the last act made, from which it is told what a key recorded. ``counts``: 0 is
    an answer to it and no way back, as where it wants a time and ``zero`` says that there is
    none. ``aside``: where lines stand that were not taken; Up brings them back, and Esc empties
    the line into it and goes back from an empty one only. ``worded``:
    numbered lines print the options' keys as words that count there beside their numbers; those of
    other lists count on the drawn screen alone. ``alone``: this one line is all that is asked, so
    that words which came in one breath with its key are read back: nobody saw what it asks;
    where that would be ``grave`` so are words that began a good while behind it, and where it is a
    ``reason`` for leaving something undone those that began before it can have been read.
    ``took``: what a form had was recorded, though something else led out of it; ``fails``: what it
    had was refused, and stands nowhere; ``wants``: what of
    it is still to be answered, which is said until somebody can have read it.
    ``moved``: its answers that were meant for something else, as what stands here is not what was
    announced; ``crossed``: its answers that may have been meant for another list's step,
    which stood here until now. ``named``: somebody's name answers it, which a hand types straight
    on behind its key. ``ends``: Enter alone says that what there is by now is all, also right
    behind another Enter. ``once``: what leads away from it is not led back by asking again; a key
    that says how a call went leads away, too.
    ``foreign``: whether a text reads like no answer to it, which is read back where it was begun as
    an Enter opened the line.
    ``who``: is called by what of its options says how a call went.
    ``coded``: these few characters answer it, so that a sentence which does not is a note.
    ``rings``: it opens unasked, so that a bell tells of it. ``stands``: until one of its own keys,
    Esc or a key that leads away comes: every other key counts nowhere, and what is typed is a note
    (``noted``, of the keys behind it) beside which it stands again, unless it asks of the ``last``
    entry, as another one is that by then; or it ``takes`` that note: it is what it asks of;
    ``of``: the step at whose keys it was asked. ``undoes``: the key there that
    takes back what was recorded last, which at what ``stands`` is what was asked about, and where
    it ``holds`` a text that is recorded by its answer alone is that text. ``commands``: whoever
    asks says himself what a command for the shell does there.
    ``entry``: how what was recorded with such ids is called, "" once it counts no more.
    ``unrecorded`` hears, as that key is pressed, which one before it recorded nothing.
    ``enters``: what Enter says elsewhere, of which the key here is named where Enter does nothing.
    ``unhurried``: of its options that are slow those that need no time to have passed: it was done
    before, or what it leads to asks of it.
    ``owes``: the key that asks it, of an act that stands nowhere else: where it was left for
    something else that stays said until it is asked again or nothing asks it any more.
    At the keys it is ``owed`` by itself, for as long as they say so.
    ``called``: how it is named where it is said not to be answered ("" as its text).
    ``same``: the keys that led here, which lead nowhere else; ``leads``: keys that lead out of it
    as those do that lead out of every list; ``repeats``: keys of the answer of which it asks
    whether it is meant, which say so again once the hand rested.
    ``strays``: keys that were tried are no text here: Enter behind a rest is the one that is asked
    for where no line is.
    ``settled``: whether what it asks has been answered otherwise meanwhile, so that it does not
    stand again.
    ``careful``: a line begun before anybody can have read it is asked about, where single questions
    are asked one after another, and an Enter alone does not count by then; behind an answer to the
    same ``form`` it counts. ``onward``: Enter alone
    goes on from what was to be read, once somebody can have read it; words are given back as they
    are.
    ``dealt``: whether the last act dealt with a step, which a second Enter might do twice; a key
    that does not count here is told to ``refused``, and to ``confirmed`` once it is said to be
    meant. ``numbers``: by name, where they are the same in every list; in numbered lines each
    answers whether or not it is listed here."""

    name: str
    text: str
    kind: Literal["keys", "choice", "text", "find"] = "choice"
    options: Sequence[Option] = ()
    default: str = ""
    typed: str = ""
    lines: Sequence[str] = ()
    optional: bool = False
    first: int = 0
    lettered: bool = False
    seek: Callable[[str], Sequence[Option]] | None = None
    spills: bool = False
    prose: bool = False
    everywhere: str = ""
    later: str = ""
    safe: bool = False
    recalls: bool = False
    over: str = "moot"
    full: Callable[[int, int], Sequence[Line]] | None = None
    written: Callable[[], Iterable[str]] | None = None
    counts: bool = False
    zero: bool = False
    aside: Aside | None = None
    worded: bool = False
    alone: bool = False
    grave: bool = False
    took: bool = False
    fails: bool = False
    wants: str = ""
    moved: Sequence[str] = ()
    crossed: Sequence[str] = ()
    named: bool = False
    ends: bool = False
    once: bool = False
    who: str = ""
    coded: str = ""
    dealt: Callable[[], bool] | None = None
    refused: Callable[[str], None] | None = None
    confirmed: Callable[[str], None] | None = None
    numbers: Mapping[str, int] | None = None
    rings: bool = False
    stands: bool = False
    last: bool = False
    takes: bool = False
    of: str = ""
    noted: Callable[[str], bool] | None = None
    settled: Callable[[], bool] | None = None
    undoes: str = ""
    unrecorded: Callable[[str], None] | None = None
    entry: Callable[[Iterable[str]], str] | None = None
    careful: bool = False
    form: str = ""
    onward: bool = False
    holds: str = ""
    commands: bool = False
    strays: bool = False
    enters: str = ""
    owes: str = ""
    owed: str = ""
    called: str = ""
    same: str = ""
    leads: str = ""
    repeats: str = ""
    reason: bool = False
    plainly: Callable[[str], bool] | None = None
    foreign: Callable[[str], bool] | None = None
    unhurried: Sequence[str] = ()

    @property
    def title(self) -> str:
        """How it is named once it is not asked any more."""
        return self.called or self.text


class TypedOn(Exception):
    """What looked like keys was the beginning of a sentence: no key counts, and ``text`` is all
    that was typed. ``lead``: what of it had counted as keys, after a pause, and recorded the
    ``entries`` of these ids. ``sure``: it was said to be a note. ``answers``: what several
    questions had been answered by then (``in_turn``). ``apart``: words of an input method behind a
    letter that recorded: it was a key, or the first of them; ``inside``: that one stands in the
    text, ``waits``: the answer that it was, which did not count. ``before``: what a key had
    recorded just before that is no part of it; ``figure``: a digit that had, and what, of which the
    words may go on. ``away``: the answer that waited when
    it was typed, and would have left to somewhere else; ``astray``: its key was refused some
    time before, and stands in no text. ``nearest``: the one time that was to be confirmed,
    ``times``: all of those it was asked about.
    ``direct``: typed where keys are waited for, with no key for notes before it."""

    def __init__(
        self,
        text: str,
        lead: str = "",
        entries: Sequence[str] = (),
        sure: bool = False,
        direct: bool = False,
    ) -> None:
        super().__init__(text)
        self.text, self.lead, self.entries, self.sure = text, lead, entries, sure
        self.answers: list[Any] = []
        self.apart = self.back = self.inside = False
        self.waits = ""
        self.before: Sequence[str] = ()
        self.figure: tuple[str, Sequence[str]] = ("", ())
        self.nearest: datetime | None = None
        self.times: TimesAsked | None = None
        self.away = ""
        self.astray = False
        self.direct = direct


class Pressed(Exception):
    """A key that leads out of a list: ``key``; ``answers`` as of ``TypedOn``. ``back``: who pressed
    it takes back, so that nothing of what was answered by then is recorded."""

    def __init__(self, key: str, back: bool = False) -> None:
        super().__init__(key)
        self.key = key
        self.back = back
        self.answers: list[Any] = []


R = TypeVar("R")
Answer = str | None  # what an asker sends; None: gone back
Flow = Generator[Question, str | None, R]


class Left(KeyboardInterrupt):
    """The person left (Ctrl-C, end of input, window closed)."""


if TYPE_CHECKING:  # what only annotations name costs no start

    class Asker(Protocol):
        def ask(self, question: Question) -> str:
            """One question alone. Raises ``Left`` when it is not answered."""


def yes_or_no(name: str, text: str, lang: str, lines: Sequence[str] = ()) -> Question:
    """By letters, the same ones everywhere."""
    options = [
        Option("yes", word(lang, "screen.yes"), "y"),
        Option("no", word(lang, "screen.no"), "n"),
    ]
    return Question(name, text, "choice", options, lines=lines, lettered=True, enters="yes")


def sort_of(keys: Iterable[str]) -> str:
    """What the keys in front of a list are called in the sentence that says how one chooses:
    ``number``, ``letter``, or ``key`` where there are several sorts."""
    found = {"number" if k.isdecimal() else "letter" if k.isalpha() else "key" for k in keys if k}
    return found.pop() if len(found) == 1 else "key"


def terminal() -> bool:
    """Both ends are a person's: a piped answer must never confirm anything."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def need_terminal(how: str) -> None:
    if not terminal():
        raise Refused("no-terminal", how=how)


def make_asker(lang: str, plain: bool) -> Any:
    if plain:
        from kit.ground.terminal.plain import PlainAsker

        return PlainAsker(lang)
    from kit.ground.terminal.prompts import PromptAsker

    return PromptAsker(lang)
