"""A question that nobody asked for, and a hand that goes on typing without knowing of it: it stands
until it is answered by a key of its own, and nothing that is typed meanwhile counts as something
else than what the hand meant."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from kit.ground.base.words import word
from kit.ground.terminal.as_note import noted_by_now
from kit.ground.terminal.ask import Option, Pressed, Question
from kit.ground.terminal.astray import Astray
from kit.ground.terminal.breath import now
from kit.ground.terminal.doubted import by_enter
from kit.ground.terminal.hand import DOING, Hand, Taken
from kit.ground.terminal.instead import Instead, says_otherwise
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.lapsed import YES, Lapsed, named, stays, still, titled
from kit.ground.terminal.note_beside import begun, body, chosen_by, dropped, keys_before
from kit.ground.terminal.noting import no_note
from kit.ground.terminal.texts import asked_of, with_n
from kit.ground.terminal.trail import Pending, Trail, asked_again
from kit.ground.terminal.typed_figures import TypedFigures
from kit.ground.terminal.ways import Aside

if TYPE_CHECKING:
    from kit.ground.terminal.prose import Prose

NOTE = "n"
REST = 1.0  # seconds, after which no key comes that was on its way
FIGURES = 4  # of a time, a count or a number, which are kept as words are
LAPSE = 20.0  # seconds, within which nobody has called and reached anybody
WAYS = "y#vgmpt"  # letters of readings: none of them deals with a step


def behind_a_form(question: Question) -> Question:
    """Which reading of a line was meant is asked unasked for, behind a form that is filled already:
    it stands and rings, and is answered by letters."""
    unasked = question.kind == "choice" and question.name.endswith("-which")
    if not unasked or question.lettered:
        return question
    options = [
        msgspec.structs.replace(option, key=key)
        for option, key in zip(question.options, WAYS, strict=False)
    ]
    return msgspec.structs.replace(
        question, options=options, lettered=True, rings=True, stands=True
    )


class Standing:
    """``over``: what stands behind the line of a note, and what it holds aside; ``undone``: when
    somebody last took back what had not been recorded at all, and ``by_then`` what was recorded
    last; ``beside``: the note recorded last over such a question; ``pending``: what is asked again
    behind something else, the newest last; ``trail``: what was answered at the step ``here``."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.breath, self.posed, self.ways = prose.breath, prose.posed, prose.ways
        self.over: tuple[Question, Aside | None] | None = None
        self.undone = float("-inf")
        self.by_then, self.beside = set[str](), set[str]()
        self.pending: list[Pending] = []
        self.trail, self.figures = Trail(), TypedFigures(prose.breath)
        self.here = ""
        self.keys = Question("", "", "keys")  # those that are asked for behind all the rest
        self.asked = float("-inf")  # when what is moot later was asked
        self.soon: tuple[Question, float] | None = None  # what is moot after a while, and when
        self.lapsed: Lapsed | None = None
        self.at, self.typed = Question("", ""), ""  # at which something was ``typed``
        self.before = ""  # keys that meant nothing just before the hand rested
        self.astray, self.instead = Astray(), Instead()
        self.by_key = self.run_on = False  # its key led to the line, and text came at once

    @property
    def on(self) -> bool:
        """Whether such a question is asked."""
        question = self.posed.question
        return self.breath.on and question.stands and question.kind == "choice"

    def press(self, key: str, behind: int) -> None:
        """A single key, so many ``behind`` it that came in one piece with it; but where the key
        that led here is a letter of what is typed on."""
        hand, held = self.breath.hand, self.breath.held
        if key == "enter":
            if held is not None and not hand.burst and not behind:
                by_enter(self.prose, held)
            else:
                self._refuse("enter")
        elif len(key) == 1 and key.isprintable():
            hand.run += key
            self._character(key, half_width(key))
        else:
            self.prose.leave(key)

    def _character(self, key: str, half: str) -> None:
        breath, hand, held = self.breath, self.breath.hand, self.breath.held
        if held is not None and key == held.key:
            self.prose.hold(key, held.answer)  # a finger that bounced
            return
        meant = self.posed.meant(half)
        if held is not None or _goes_on(hand, key, meant) or not half.isascii():
            note_begins(self, hand.run)
            return
        if meant is not None and self.astray.answers_another(self, key):
            return
        if hand.burst or not self.prose.ready(half) or self.posed.unread(half):
            hand.odd = True
            self._refuse(key, "key-early" if meant is not None else "key-not-yet")
        elif meant is not None:
            self.prose.hold(key, meant)
        elif half in self.posed.question.repeats and _rested(self):
            self.prose.hold(key, "yes")
        elif other := says_otherwise(self, half):
            self.prose.hold(key, other.name)
        elif half == NOTE:
            self.noting()
        elif half in self.breath.leading:
            self.prose.hold(key, Pressed(half))
        elif half in self.posed.question.later:
            self._refuse(key)
        elif half == self.breath.undoes and (_noted_last(self) or breath.as_notes.of(breath.aside)):
            breath.took_back(half)  # a key since then that recorded nothing is named first
            self._opens(half)
        elif half == self.breath.undoes:
            self.nothing_to_undo()
        elif half in self.breath.everywhere and not hand.odd:
            self._opens(half)
        else:
            hand.odd = True
            if half.isdecimal():
                self.at, self.typed = self.posed.question, half
            self._refuse(key)

    def _opens(self, half: str) -> None:
        """What the key opens is no act and goes where it belongs; then it is asked again, or it is
        said at once that it was not answered."""
        question, aside = self.posed.question, self.all_noted(self.breath.aside)
        if question.once or self.breath.as_notes.once_more(aside):
            _over_with(self, question)
        else:
            known, path = set(self.breath.written()), self.trail.path()
            self.trail.left = Pending(question, aside, known, path, self.here)
            self.pending.append(self.trail.left)
            self.breath.unanswered()
        self.breath.aside = aside
        self.breath.hand.opened, self.breath.taken = half, Taken(self.before)
        self.ways.throw(Pressed(half))

    def recorded(self, left: Pending | None) -> None:
        """What was left recorded what it had: gone through again it would do so twice, unless it
        can tell by itself whether it is answered by now."""
        if left is not None and left.question.settled is None:
            self.pending = [each for each in self.pending if each is not left]

    def again(self, question: Question) -> None:
        """The keys are asked for: what stood before something else was opened stands again."""
        if question.kind == "keys":
            self.trail.keys(question)
            self.figures.said(over=True)
            self.keys = question
        if question.kind == "keys" and question.of != self.here:
            self.here = question.of
            with suppress(RuntimeError):  # before the run nobody waits
                self.breath.hand.comes_to(now())
        if question.kind != "keys" or not question.noted:
            return
        while self.pending and self.posed.question is question:
            _stands_again(self, question, self.pending.pop())
        if self.posed.question is question and self.lapsed is not None:
            self.lapsed = still(self, self.lapsed, question)
        if self.posed.question is question and self.lapsed is not None:
            self.posed.question = self.lapsed.offered(question, self.breath.lang)

    def lapses(self, question: Question) -> None:
        """It asks of what was done just before: after a while a key means what it says again."""
        self.soon, self.asked = (question, now() + LAPSE), now()
        asyncio.get_running_loop().call_later(LAPSE, self._lapse)

    def _lapse(self) -> None:
        """What stands is over by that: its key did not count, which is said."""
        if not self.moot(self.posed.question):
            return
        if self.breath.held is not None or now() - self.breath.hand.last < REST:
            asyncio.get_running_loop().call_later(REST, self._lapse)
            return
        self.goes(fresh=True)

    def goes(self, fresh: bool = False) -> None:
        """What stands goes by itself, and what it asked about stays said."""
        self.lapses_with(self.breath.aside, fresh)
        self.ways.throw(Pressed(""))

    def lapses_with(self, aside: Aside | None, fresh: bool = False) -> None:
        """What it asked about can be asked again at the same step."""
        if aside is not None and aside.question.kind == "keys":
            known = set(self.breath.written())
            self.lapsed = Lapsed(aside.answer, aside.question.of, known, fresh)

    def stays(self, half: str) -> bool:
        """Whether the letter means what it meant before the question went by itself."""
        return self.lapsed is not None and self.lapsed.fresh and half == YES

    def other_key(self, key: str) -> None:
        """From then on the letter of what lapsed asks again: nobody has its question before him."""
        self.astray.pressed(self, key)
        if self.lapsed is not None and self.lapsed.fresh and half_width(key) != YES:
            self.lapsed = msgspec.structs.replace(self.lapsed, fresh=False)
            self.posed.question = self.lapsed.offered(self.posed.question, self.breath.lang)

    def moot(self, asked: Question) -> bool:
        return self.soon is not None and self.soon[0] is asked and now() >= self.soon[1]

    def _refuse(self, key: str, why: str = "key-not-yet") -> None:
        self.astray.refused(self, key)
        self.asked = now()  # a hand that goes on so has called nobody by then
        self.breath.missed(why, key, asked=asked_of(self.posed.question, key))

    def nothing_to_undo(self) -> None:
        """Who takes back means what was asked about just now, of which nothing is recorded."""
        aside, question = self.breath.aside, self.posed.question
        if question.stands:
            self.undone, self.by_then = now(), set(self.breath.written())
        self.breath.unanswered()
        if aside is not None and aside.question.kind == "keys":
            self.ways.answer(None)
        else:
            self.leaves(held := aside.whole if aside else question.holds)
            self.prose.lines.line.takes_back(held)
        self.ways.say("nothing-undone")
        self.ways.bell()

    def leaves(self, held: str) -> None:
        """Back to the keys; what was held, and stands in no entry, can be brought back."""
        left = self.prose.lines.line.leave(held, whole=True)
        if held:
            self.prose.lines.line.keeps()
        self.breath.aside = None
        self.ways.throw(Pressed("", back=True))
        self.breath.remarks.left_text(left, now())

    def noting(self, begun: str = "") -> None:
        """A line for a note, behind which the question stands."""
        breath = self.breath
        breath.drop()
        breath.hushed()
        breath.hand.forget()
        breath.remarks.was_text()
        self.astray.key = ""  # it began a word
        self.over = self.instead.over(begun, self.before) or (self.posed.question, breath.aside)
        asked = word(breath.lang, "screen.note-line")
        self.ways.pose(Question("note-beside", asked, "text", typed=begun, recalls=True))
        self.prose.lines.line.begun = True
        self.by_key, self.run_on = not begun, False

    def note(self, text: str, left: str = "") -> None:
        """Enter, or Esc that leaves what was typed: the question stands again."""
        over, self.over = self.over, None
        if over is None:
            return
        keys = keys_before(text)
        text = with_n(body(self, text[len(keys) :]), self.run_on and not keys)
        self.breath.hand.forget()
        self.at, self.typed = (over[0], text) if text else (self.at, self.typed)
        if chosen := chosen_by(over[0], text):
            self.ways.pose(*over)
            self.ways.answer(chosen)
            return
        if text and no_note(text) and len(text) >= FIGURES:
            left = left or text
        elif text and no_note(text):
            self.figures.missed(text)
        elif text and over[0].takes:
            self.breath.takes(text)
            return
        elif text and self.breath.noted is not None:
            over = over[0], self.all_noted(over[1])
            known = set(self.breath.written())
            self.breath.noted(text)
            made = set(self.breath.written())
            self.breath.remarks.recorded((text,))
            self.beside = made if made != known else self.beside
            if over[0].last or self.breath.as_notes.once_more(over[1]):
                self.ways.throw(Pressed(""))
                _over_with(self, over[0])
                self.breath.settled = now()
                return
        self.ways.pose(*over)
        for key in keys:
            self.breath.remarks.missed(key)
        self._lapse()
        self.figures.said()
        if left:
            self.prose.lines.line.loses_apart(left)
            self.breath.remarks.left_text(left, now())
        self.breath.settled = now()

    def all_noted(self, aside: Aside | None) -> Aside | None:
        """What was read back is recorded as it was typed, as the hand goes on, or leaves."""
        return noted_by_now(self.breath, aside)


def _goes_on(hand: Hand, key: str, meant: str | None) -> bool:
    """Whether it makes a word of keys that were refused: not one key pressed again and again."""
    again = meant is not None and hand.run == key * len(hand.run)
    return len(hand.run) > 1 and hand.odd and not again


def note_begins(standing: Standing, run: str) -> None:
    """With these keys, but for one that is none of its letters: that one did not count."""
    text = begun(standing, run)
    gone = dropped(standing, run, text)
    standing.noting(text)
    if gone:
        standing.breath.remarks.missed(gone)


def inserted(standing: Standing) -> None:
    """Characters came into the line of a note: the first ones may go on from its key."""
    hand = standing.breath.hand
    standing.breath.remarks.void = ""  # they were pressed since
    if standing.by_key:
        standing.by_key, standing.run_on = False, hand.gap < hand.pause


def _over_with(standing: Standing, question: Question) -> None:
    """It asked of the last entry, or of a step, and another one is that now."""
    standing.breath.remarks.left(question.title, now(), settled=question.settled)
    standing.ways.bell()


def escaped(standing: Standing) -> bool:
    """Esc at what asks about a text that is recorded by its answer alone: whoever presses it
    believes himself at the step by then, so that what he types goes into no line. Whether it was
    that."""
    stays(standing)
    held = standing.posed.question.holds
    if not (standing.on and held and standing.breath.aside is None):
        return False
    standing.leaves(held)
    return True


def still_open(standing: Standing) -> tuple[list[str], str, str]:
    """What stands unanswered as it all ends: what is asked again, what did not count and was asked
    about; the question that is said to be left; and the keys that did not count."""
    asked = [left.question.title for left in standing.pending if not _answered(left)]
    act = standing.breath.remarks.act
    if standing.lapsed is not None:
        asked.append(named(standing.lapsed, standing.keys, standing.breath.lang))
    elif act:
        asked.append(titled(standing.keys, Option("", act), standing.breath.lang))
    asked += filter(None, [standing.breath.remarks.owed.asked])
    return asked, standing.breath.remarks.unanswered(), standing.breath.remarks.uncounted()


def _rested(standing: Standing) -> bool:
    """Whether the hand rested so long that whoever presses the same key once more means it."""
    return standing.breath.hand.gap >= DOING * standing.breath.hand.pause


def _stands_again(standing: Standing, question: Question, left: Pending) -> None:
    """What was left stands again, or what it asked about stays said, or is over."""
    stood, aside = left.question, left.aside
    if _answered(left):
        return
    at_keys = aside is not None and aside.question.kind == "keys"
    of = aside.question.of if aside is not None and at_keys else left.of
    changed = stood.last and set(standing.breath.written()) != left.known
    if standing.moot(stood) and at_keys and of == question.of:
        standing.lapses_with(aside)
        standing.ways.bell()
    elif changed or of != question.of or not (at_keys or left.path):
        _over_with(standing, stood)
    else:
        standing.breath.remarks.stands(stood.title)
        standing.ways.pose(*asked_again(question, left, standing.breath.lang))


def _answered(left: Pending) -> bool:
    """Whether what was left is answered in another way by now."""
    return left.question.settled is not None and left.question.settled()


def _noted_last(standing: Standing) -> bool:
    """Whether a note was recorded beside what stands here, and nothing since: the key that takes
    back means what was recorded last."""
    made = set(standing.breath.written())
    return bool(made) and made == standing.beside


def undone_now(standing: Standing) -> bool:
    """Whether that was so lately that the same key again means no more than that."""
    soon = now() - standing.undone < DOING * standing.breath.hand.pause
    return soon and set(standing.breath.written()) == standing.by_then
