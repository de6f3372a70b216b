"""What a hand is typing in one breath, keys or a sentence: what was taken of it, what waits, what
did not count."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kit.ground.base.words import word
from kit.ground.terminal.as_note import AsNotes
from kit.ground.terminal.ask import Pressed, TypedOn
from kit.ground.terminal.hand import (
    DOING,
    ENDING,
    MEANT,
    Hand,
    Just,
    Taken,
    key_before,
    note_of,
    one_word,
    pause,
)
from kit.ground.terminal.posed import GUARD, Posed
from kit.ground.terminal.remarks import Remarks
from kit.ground.terminal.ways import Aside, Ways

# Refusals of a key that had just counted, or of the one that takes back: no act is missing.
SAME = ("key-twice", "key-twice-led", "enter-only-took", "nothing-undone")
YES = "y"
WAYS_ON = ("back", "next")  # options of a list that only says something: it asks nothing


class Held(NamedTuple):
    """A key that counts when the hand rests; ``noting``: the one for notes was pressed behind it,
    which may be a letter of ``2nd``; ``early``: nobody can have read by then what it answers."""

    key: str
    answer: str | Pressed
    timer: asyncio.TimerHandle
    noting: bool = False
    early: bool = False


class Breath:
    """``on`` while the flow takes ``TypedOn``; ``everywhere``: keys that lead out of every list;
    ``written``: ids of what the last act recorded; ``first``: what the last Enter did, "done",
    "led" to a question, or nothing; ``settled``: when a line or a digit was last taken; ``acted``:
    when a key last recorded; ``hasty``: the last Enter came so soon behind that; ``busy``: or while
    the hand may still have been telling of what was before; ``late``: a digit stood there for a
    while before the words that may go on from it; ``told``: the step of which it was asked whether
    it is meant, as it had not been announced; ``came``: when the screen of
    another incident led here, ``arrived``: or any other of ours; ``began``: when the hand went on
    behind its last rest."""

    def __init__(self, posed: Posed, lang: str, ways: Ways) -> None:
        self.posed = posed
        self.lang = lang
        self.ways = ways
        self.on = False
        self.everywhere = ""
        self.hand = Hand(pause())
        self.held: Held | None = None
        self.aside: Aside | None = None
        self.taken = self.covered = Taken()  # ``covered``: before a key that led to a list
        self.recorded, self.just = Just(), tuple[str, ...]()
        self.figure, self.ahead = Just(), Just()  # a digit that recorded, ``ahead`` of these words
        self.written: Callable[[], Iterable[str]] = tuple
        self.remarks, self.as_notes = Remarks(lang), AsNotes()
        self.first = ""
        self.later = ""  # of the question that a sentence left
        self.leading: dict[str, str] = {}  # keys that lead out of the guide, where none is refused
        self.stray = ""  # the one of them that was refused last
        self.void = ""  # the key before this one, where it recorded nothing
        self.unrecorded: Callable[[str], None] | None = None
        self.dealt: Callable[[], bool] | None = None
        self.noted: Callable[[str], bool] | None = None
        self.undoes = ""
        self.told = ""
        self.crossed = ("", 0.0)  # another list's step that stands there, and since when
        self.ringing: asyncio.TimerHandle | None = None
        self.settled = self.acted = self.came = self.arrived = self.began = float("-inf")
        self.hasty = self.busy = self.late = False

    def arrives(self, elsewhere: bool) -> None:
        """Another screen led here, that of another incident where from ``elsewhere``: there nobody
        did anything a moment ago."""
        self.settled = self.arrived = now()
        if elsewhere:
            self.came = self.settled
        else:
            self.acted = now() - (ENDING - DOING) * self.hand.pause

    def drop(self) -> bool:
        """The key that waits counts for nothing. Whether there was one."""
        held, self.held = self.held, None
        if held is not None:
            held.timer.cancel()
        return held is not None

    def unanswered(self) -> None:
        """What is asked is left, and that is said, unless a letter of a sentence led there."""
        question, opened = self.posed.question, self.hand.opened
        if self.aside is not None and self.aside.question.kind != "keys":
            self._still(self.aside)
            return
        listed = question.kind == "choice" or (question.kind == "find" and question.safe)
        asks = listed and any(o.name not in WAYS_ON for o in question.options)
        if asks and not (opened and opened in self.hand.run):
            self.remarks.left(question.title, now(), settled=question.settled)
            self.remarks.owed.left(question)

    def took_back(self, half: str) -> None:
        """Whoever takes back means the key that he pressed last; where that recorded nothing, what
        was recorded before it is not meant."""
        if half == self.undoes and self.unrecorded is not None:
            self.unrecorded(self.void if self.hand.gap <= MEANT else "")

    def _still(self, aside: Aside) -> None:
        """What a text was read back for is not answered; a note answers nothing."""
        if not aside.question.recalls:
            self.remarks.left(aside.question.text, now())

    def counted(self, act: Callable[[], None]) -> None:
        """An Enter that counts, and what it did; what asks the same again has refused it."""
        if self.posed.question.kind == "keys":
            self.hasty = now() - self.acted < DOING * self.hand.pause
            self.busy = now() - max(self.acted, self.settled) < ENDING * self.hand.pause
        known, name, text = set(self.written()), self.posed.question.name, self.posed.text()
        act()
        self.stray = ""
        asked = self.posed.question
        led = asked.kind != "keys" and (asked.name, asked.typed.strip()) != (name, text.strip())
        self.first = "done" if set(self.written()) - known else "led" if led else ""
        self.has_acted(self.first == "done")
        self.remarks.said_again(now())

    def has_acted(self, recorded: bool) -> None:
        """A note and a promise deal with no step: the Enter behind them does nothing twice."""
        if recorded and (self.dealt is None or self.dealt()):
            self.acted = now()
            self.remarks.lacks("", "")

    def has_recorded(self, run: str, made: Sequence[str]) -> None:
        """The same of a key, and what of it a note begun soon behind it would hide."""
        self.has_acted(bool(made))
        self.recorded = Just(tuple(made), now(), run[:1]) if run.isalpha() else Just()
        key = run[:1]
        if key.isdecimal() and not made and self.posed.question.kind == "keys":
            self.remarks.void = key  # it only said why it does nothing
        if key.isdecimal() and made:
            self.remarks.counted(key)
        self.figure = Just(tuple(made), now(), key) if key.isdecimal() and made else Just()

    def twice(self) -> None:
        """Enter, and at once another one."""
        name = {"done": "key-twice", "led": "key-twice-led"}.get(self.first, "key-twice-none")
        self.missed(name, "enter")

    def missed(self, name: str, key: str, **fill: object) -> None:
        """A key that does not count, and why."""
        shown = word(self.lang, "screen.enter") if key == "enter" else key
        self.remarks.missed(key)
        if name in SAME:
            self.remarks.void = ""
        if name == "key-early" and key == "enter":
            self._act_missed()
        if self.posed.question.refused is not None:
            self.posed.question.refused(key)
        self.ways.say(name, pressed=shown, **fill)
        self.rings(key)

    def _act_missed(self) -> None:
        """An Enter that would have recorded at a step: nobody has read that it did not for as long
        as he goes on with something else."""
        question, meant = self.posed.question, self.posed.meant("enter")
        option = self.posed.option(meant)
        if question.kind == "keys" and question.of and meant is not None and not option.opens:
            self.remarks.lacks(option.label, question.of)

    def rings(self, key: str) -> None:
        """A bell for a key that did nothing, unless it turns out to begin a sentence."""
        if self.ringing is not None:
            self.ringing.cancel()
            self.ringing = None
        if len(key) > 1 or not self.hand.pause:
            self.ways.bell()
        else:
            loop = asyncio.get_running_loop()
            self.ringing = loop.call_later(self.hand.pause, self.ways.bell)

    def hushed(self) -> None:
        """It did."""
        if self.ringing is not None:
            self.ringing.cancel()
            self.ringing = None

    def takes(self, text: str) -> None:
        """A note typed at a question that is about it from now on."""
        self.ways.throw(TypedOn(text, sure=True))
        self.settled = now()

    def spill(self, text: str, sure: bool = False, direct: bool = False) -> None:
        """It was a sentence: no key counts, and the flow gets all of it; ``direct``: a figure and
        its Enter, which may be the answer that the step wants."""
        self.hushed()
        aside, self.aside = self.aside, None
        if aside is not None and aside.whole:  # it stands in the note
            text = f"{aside.whole} {text}".strip()
            self._still(aside)
        elif not sure:
            self.unanswered()
        did_nothing = not self.taken.entries and key_before(self.taken.text + text)
        self.remarks.was_text(bool(self.taken.text) and not did_nothing)
        key = self.held.key if self.held is not None else ""
        alone = "" if sure or aside or self.hand.gap < GUARD else key_before(text)
        key, text = alone or key, text[len(alone) :]
        amid = self.stray in self.hand.run  # a letter of this sentence, or the key before it
        away, astray = self._away(), self.astray()
        if alone or (key and not key.isdecimal() and not one_word(text[:1], text[1:])):
            self.remarks.missed(key)  # no word goes on so behind it
        waits = self._figure_waits(text)
        if not self.taken.text and self.hand.opened and text.startswith(self.hand.opened):
            self.taken = self.covered
        self.drop()
        self.hand.forget()
        self.taken, text = self.taken.parted(text)
        apart = self.taken.apart(text, self.late) and not sure
        taken = self.taken if apart or self.taken.begins(text) else Taken()
        inside = apart and text[:1].isascii() and not text[:1].isdigit()
        waits = waits if not (sure or taken.text) else None
        if waits is not None:
            taken, text, apart, inside = Taken(waits.key), text[len(waits.key) :], True, True
        self.taken, self.later = Taken(), self.posed.question.later
        whole = text if apart and not inside else taken.text + text
        if not (sure or taken.text or aside):  # its key is no part of a note
            noted = note_of(text)
            whole = noted + text[len(text.rstrip()) :] if noted else text  # a space, and it goes on
        typed = TypedOn(whole, taken.text, taken.entries, sure)
        typed.direct = direct and not taken.text
        typed.apart, typed.away, typed.astray = apart, astray or away, bool(astray) and not amid
        typed.inside, typed.waits = inside, str(waits.answer) if waits is not None else ""
        typed.before = () if taken.text else self.just or self.recorded.goes_on(text, self.began)
        if self.ahead.key and not taken.text:
            typed.figure = self.ahead.key, self.ahead.entries
        self.ways.throw(typed)
        self.remarks.said_again(now())
        if sure or not self.posed.typing:
            return
        back = taken.entries and not apart
        self.ways.say("typed-back" if back else "typed-on", pressed=taken.text)

    def _figure_waits(self, text: str) -> Held | None:
        """A digit of the step that waited when letters were typed straight on behind it."""
        held, letter = self.held, text[1:2]
        counts = held is not None and held.key.isdecimal() and isinstance(held.answer, str)
        behind = text[:1].isdecimal() and letter.isascii() and letter.isalpha()
        return held if counts and behind and self.posed.question.kind == "keys" else None

    def strays(self, key: str) -> None:
        """A key that does nothing here, and would lead away elsewhere. One that would have said
        yes, where nothing was asked, is no act that anybody believes recorded."""
        self.remarks.missed(key)
        if key == YES and not (self.remarks.unanswered() or self.remarks.owed.asked):
            self.remarks.void = self.void
        self.rings(key)
        question = self.posed.question
        if question.kind == "choice" and question.refused is not None:
            question.refused(key)
        self.stray = key if key in self.leading else self.stray

    def astray(self) -> str:
        """Where a key that was refused would have led, once: whoever pressed it may believe himself
        there, until another key counts."""
        key, self.stray = self.stray, ""
        return self.leading.get(key, "")

    def _away(self) -> str:
        """The answer of a key that waits and leads out of where a sentence belongs."""
        meant = self.held.answer if self.held is not None else None
        leaves = (o.leaves for o in self.posed.question.options if o.name == meant)
        return meant if isinstance(meant, str) and any(leaves) else ""


def now() -> float:
    """By the loop's clock, as the hand is measured."""
    return asyncio.get_running_loop().time()
