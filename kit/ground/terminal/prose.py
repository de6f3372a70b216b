"""Keys of a hand that may be typing a sentence without looking: what could record something waits
until the hand rests, and a sentence is never taken for keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

import msgspec

from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Option, Pressed, Question, TypedOn
from kit.ground.terminal.hand import (
    BREATH,
    BURST,
    LEAVING,
    LOOK,
    SHORT,
    Hand,
    Taken,
    act_and_note,
    either_way,
    goes_on_from_n,
    one_word,
    pause,
)
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.posed import Posed


class Ways(Protocol):
    """What a key may lead to."""

    def answer(self, answer: Answer) -> None:
        """The answer to the question that is posed; ``None`` goes back."""

    def throw(self, error: Exception) -> None:
        """Into the flow, which then asks something else."""

    def pose(self, question: Question) -> None:
        """Ask this, of which the flow knows nothing."""

    def say(self, name: str, **fill: object) -> None:
        """Said of the last key, until the next."""

    def useless(self, key: str) -> None:
        """Say that this key does nothing here."""


class Held(NamedTuple):
    """A key that counts when the hand rests."""

    key: str
    answer: str | Pressed
    timer: asyncio.TimerHandle


class Aside(NamedTuple):
    """A text that is read back before the flow hears of it: to what it answers, the answer, what
    stands in the line, and all that was typed. No key leads out of it: the text would be lost."""

    question: Question
    answer: str
    text: str
    whole: str


class Prose:
    """``on`` while the flow takes ``TypedOn``."""

    def __init__(self, posed: Posed, lang: str, ways: Ways) -> None:
        self.posed = posed
        self.lang = lang
        self.ways = ways
        self.on = False
        self.everywhere = ""
        self.hand = Hand(pause())
        self.held: Held | None = None
        self.aside: Aside | None = None
        self.taken = Taken()
        self.written: Callable[[], Iterable[str]] = tuple
        self.left = ""  # what Esc left in a line
        self.back = False  # whether Esc leads to what is asked next
        self.begun = self.unseen = self.run_on = False  # of the line that is typed into
        self.form = self.follows = False  # it follows upon another line, as in a form
        self.lead = ""  # keys that were pressed in the same breath before it
        self.by_enter = False  # Enter led there
        self.settled = float("-inf")  # when a line or a digit was last taken
        posed.buffer.on_text_insert += lambda _: _typed(self)

    def asked(self, question: Question) -> Question:
        """A question that comes now, as it is to be posed."""
        self.drop()
        self.begun, self.unseen, self.run_on, self.lead = False, False, False, ""
        self.form, self.follows = self.follows, False
        if question.kind == "keys":
            self.on, self.everywhere = question.prose, question.everywhere
            self.written = question.written or tuple
            self.left = self.left if self.back else ""
        self.back = False
        if self.on and question.recalls and not question.typed:
            question = msgspec.structs.replace(question, typed=self.left)
            self.left = ""
        return question

    def drop(self) -> bool:
        """The key that waits counts for nothing. Whether there was one."""
        held, self.held = self.held, None
        if held is not None:
            held.timer.cancel()
        return held is not None

    # ---- single keys ------------------------------------------------------------------------

    def press(self, key: str, behind: int) -> None:
        """A single key: ``enter``, ``escape`` or one character, so many ``behind`` it that came in
        one piece with it."""
        paused, useless = _now() - self.hand.last, self.hand.run if self.hand.odd else ""
        moving = self.hand.moved(_now(), behind, self.held is not None)
        if not moving and self.aside is None:
            self.taken = self.taken.behind(useless) if paused <= BREATH else Taken()
        if len(key) == 1 and key.isprintable():
            self._character(key, moving)
        elif key == "enter":
            self._enter(moving, behind)
        else:
            self._other(key)

    def _character(self, key: str, moving: bool) -> None:
        hand, held = self.hand, self.held
        hand.run += key
        if held is not None and key == held.key:
            self._hold(key, held.answer)  # a finger that bounced
            return
        half = half_width(key)
        if _behind(self, half):
            self._rested()
            _note_behind(self)
            return
        if len(hand.run) > 1 and (held is not None or hand.odd or _dropped(hand)):
            self.spill(hand.run)
            return
        meant = self.posed.meant(half) if half.isascii() and self.posed.ready else None
        if not self.posed.ready:
            hand.missed = True
            self.ways.say("key-early")
        elif not half.isascii():
            hand.odd = True
            self.ways.say("input-method")
        elif moving and half == hand.opened:
            hand.missed = True
            self.ways.say("key-twice", pressed=key)
        elif meant is not None and self._opens(meant):
            hand.opened, prose = half, self.posed.question.prose
            self.ways.answer(meant)
            if self.posed.question.kind == "choice" or act_and_note(self.taken.text[-1:] + half):
                self.taken = Taken()  # a menu or a note behind it is no part of it
            hand.odd = prose and self.posed.question.prose  # it opened nothing
        elif meant is not None and not hand.burst:
            self._hold(key, meant)
        elif half in self.everywhere and self.posed.question.kind == "choice" and not self.aside:
            self._hold(key, Pressed(half))
        else:
            hand.odd = True
            self.ways.useless(half)

    def _enter(self, moving: bool, behind: int) -> None:
        hand = self.hand
        if behind >= BURST:
            hand.run, hand.odd = f"{hand.run} ", True
            self.drop()
        elif self.held is not None and not hand.burst:
            hand.forget()
            self._rested()
        elif moving and (hand.odd or hand.missed) and hand.run.strip():
            self.spill(hand.run)
        elif moving and hand.opened == "enter":
            self.ways.say("key-twice", pressed=word(self.lang, "screen.enter"))
        elif _now() - self.settled < LOOK * hand.pause:
            self.ways.say("key-early")  # it was to confirm what had been taken by then
        elif hand.burst or not self.posed.ready:
            self.ways.say("key-early")
        else:
            meant = self.posed.meant("enter")
            hand.forget()
            hand.opened, self.taken, self.settled = "enter", Taken(), _now()
            if meant is None:
                self.ways.useless("enter")
            else:
                self.ways.answer(meant)

    def _other(self, key: str) -> None:
        self.hand.forget()
        self.taken = Taken()
        if self.drop():
            self.ways.say("key-dropped")
            return
        meant = self.posed.meant(key)
        if meant is not None or (key == "escape" and self.posed.question.kind != "keys"):
            self.back = key == "escape"
            self.ways.answer(meant)
        else:
            self.ways.useless(key)

    def _opens(self, answer: str) -> bool:
        return any(o.opens for o in self.posed.question.options if o.name == answer)

    def _hold(self, key: str, answer: str | Pressed) -> None:
        """It counts when the hand rests, or by Enter."""
        self.drop()
        if not self.hand.pause:
            self._take(answer)
            return
        meant = next((o for o in self.posed.question.options if o.name == answer), Option("", ""))
        seconds = self.hand.pause * (LEAVING if meant.leaves else 1)
        timer = asyncio.get_running_loop().call_later(seconds, self._rested)
        self.held = Held(key, answer, timer)
        self.ways.say("key-held", pressed=key, what=meant.label)

    def _rested(self) -> None:
        held = self.held
        if held is not None:
            run, before = self.hand.run, self.taken
            self.drop()
            self.hand.forget()
            known = set(self.written())
            self._take(held.answer)
            self.settled = _now() if held.key.isdecimal() else self.settled
            made = [entry for entry in self.written() if entry not in known]
            self.taken = before.behind(run, made) if run else Taken()

    def _take(self, answer: str | Pressed) -> None:
        if isinstance(answer, Pressed):
            self.ways.throw(answer)
        else:
            self.ways.answer(answer)

    def spill(self, text: str, sure: bool = False) -> None:
        """It was a sentence: no key counts, and the flow gets all of it."""
        if self.aside is not None:
            text, self.aside = f"{self.aside.whole} {text}", None
        self.drop()
        self.hand.forget()
        taken = self.taken if self.taken.begins(text) else Taken()
        self.taken = Taken()
        self.ways.throw(TypedOn(taken.text + text, taken.text, taken.entries, sure))
        if sure:
            return
        self.ways.say("typed-back" if taken.entries else "typed-on", pressed=taken.text)

    def pasted(self, text: str) -> None:
        """Pasted lines press no keys."""
        if text:
            self.taken = Taken()
            self.spill(self.hand.run + text)

    # ---- a line that is typed ---------------------------------------------------------------

    def entered(self) -> None:
        """Enter at a line. What was typed in one breath with the key that led there is read back:
        it may be the rest of a sentence that began with that key."""
        question, answer = self.posed.question, self.posed.entered()
        text, unseen = self.posed.text(), self.unseen and self.on
        lead, whole = self.lead, self.lead + text
        begun = lead.isalpha() and self.run_on and one_word(lead, text)
        own = bool(lead) and not one_word(lead, text)  # its key was pressed, and this is for it
        mended = question.recalls and self.taken.begins_with_n(text)
        soon = self.hand.pause if self.form else LOOK * self.hand.pause
        twice = self.hand.opened == "enter" and _now() - self.hand.last < soon
        self.hand.moved(_now())
        if self.on and twice and not text:
            self.ways.say("key-twice", pressed=word(self.lang, "screen.enter"))
            return
        self.hand.forget()
        self.hand.opened, self.settled = "enter", _now()
        if unseen and text and not question.safe and begun:
            _note(self, whole, lead)
        elif answer is None:
            if unseen and question.kind == "find":
                self.spill(whole)
            elif question.kind == "find":
                self.ways.say("find-first")
        elif unseen and text and question.safe and lead == "n" and goes_on_from_n(text):
            self.spill(whole, sure=True)
        elif unseen and text and not own and (mended or _doubtful(self, question, lead, text)):
            _read_back(self, Aside(question, answer, text, whole))
        else:
            self.follows = True
            self.ways.answer(answer)
            if unseen and lead and not own and self.posed.question.name == question.name:
                # it fits nothing there
                _note(self, whole, lead) if begun else self.spill(whole)
            self.taken = Taken()

    def turned(self, answer: Answer) -> bool:
        """Whether it answers what is read back, and not the flow."""
        aside, self.aside = self.aside, None
        if aside is None:
            return False
        if answer == "yes":
            self.taken = Taken()
            self.ways.answer(aside.answer)
        elif answer == "note":
            self.spill(aside.whole, sure=True)
        else:
            self.ways.pose(msgspec.structs.replace(aside.question, typed=aside.text))
        return True

    def going_back(self) -> str:
        """Esc at a line: what stands there, which the next note begins with; "" for nothing."""
        text = self.posed.text()
        self.back, self.taken = True, Taken()
        if not self.on:
            return ""
        text = self.lead + text if self.unseen else text
        self.left = f"{text} {self.left}".strip()
        return self.left


def _behind(prose: Prose, half: str) -> bool:
    """Whether it opens a note behind a key that waits, or that has just counted though nobody can
    have seen yet what that led to."""
    held, text, run = prose.held, prose.taken.text, prose.hand.run
    if held is not None:
        return act_and_note(held.key + half) and run[:-1] == held.key
    return not prose.posed.ready and act_and_note(text[-1:] + half) and len(run) == 1


def _note_behind(prose: Prose) -> None:
    """What comes now is a note of its own, and no part of the key that was taken."""
    prose.taken = Taken()
    prose.ways.throw(Pressed("n"))
    prose.hand.forget()


def _dropped(hand: Hand) -> bool:
    """Whether the key before was not counted: what another one behind it means nobody knows."""
    return hand.missed and len(set(hand.run)) > 1


def _typed(prose: Prose) -> None:
    """Characters came into the line: of one that nobody can have looked at yet, or that a key
    opened which waited until the hand rested, they may belong to what was typed before."""
    hand, lead, led = prose.hand, prose.hand.run, prose.hand.opened
    waited = prose.taken.text and not hand.opened
    soon = _now() - hand.last < (BREATH if waited else LOOK * hand.pause)
    moving = hand.moved(_now())
    if not prose.begun:
        prose.begun, prose.unseen = True, (soon or moving) and prose.on and not prose.form
        prose.run_on = prose.unseen and moving
        prose.lead = lead if prose.unseen else ""
        prose.by_enter = led == "enter"


def _note(prose: Prose, whole: str, lead: str) -> None:
    """A sentence that began with the key which led there."""
    prose.spill(whole, sure=True)
    prose.ways.say("typed-note", pressed=lead)


def _read_back(prose: Prose, aside: Aside) -> None:
    """Ask whether the text answers what it stands at, or is a note."""
    question, lang = aside.question, prose.lang
    found = (o.label for o in prose.posed.options() if o.name == aside.answer)
    what = next(found, "") if question.kind == "find" else aside.text
    asked = word(lang, "screen.read-back", asked=question.text, text=" ".join(what.split()))
    whole = prose.taken.whole(aside.whole)
    options = [
        Option("yes", word(lang, "screen.read-back-yes"), "y"),
        Option("note", word(lang, "screen.read-back-note", text=whole), "n"),
    ]
    prose.ways.pose(Question("read-back", asked, options=options, lettered=True))
    prose.aside = aside


def _doubtful(prose: Prose, question: Question, lead: str, text: str) -> bool:
    """Whether what was typed before anybody could look may be no answer to this."""
    if question.safe:
        return lead == "n" and either_way(text)
    plain = prose.by_enter and not lead and len(text) <= SHORT
    return not plain or question.kind == "find"


def _now() -> float:
    return asyncio.get_running_loop().time()
