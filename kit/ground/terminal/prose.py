"""Keys of a hand that may be typing a sentence without looking: what could record something waits
until the hand rests, and a sentence is never taken for keys."""

from __future__ import annotations

import asyncio

from kit.ground.terminal.ask import Pressed, Question
from kit.ground.terminal.begun import (
    begins_note,
    begun_behind,
    behind_key,
    behind_pair,
    composed,
    ended_by_enter,
    may_be_ordinal,
    useless_before,
)
from kit.ground.terminal.breath import Breath, Held, now
from kit.ground.terminal.doubted import (
    ask_again,
    ask_by_name,
    ask_whether,
    by_enter,
    contradicts,
    crossing,
    doubted,
    just_come,
    moved,
    says_it_waits,
    unread_digit,
)
from kit.ground.terminal.hand import (
    BREATH,
    BURST,
    COMPOSED,
    LEAVING,
    LOOK,
    READ,
    Hand,
    Taken,
    act_and_note,
)
from kit.ground.terminal.instead import ask_instead
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.lapsed import AGAIN, gives_way
from kit.ground.terminal.note_behind import behind_noting, note_behind, noting, settles_behind
from kit.ground.terminal.posed import GUARD, TURN, Posed, with_letters
from kit.ground.terminal.standing import Standing, escaped, inserted, undone_now
from kit.ground.terminal.typed_figures import typed_over
from kit.ground.terminal.typed_line import Lines, form_left
from kit.ground.terminal.ways import Aside, Ways


class Prose:
    """Keys and lines of one screen. ``escaped``: when Esc last left something."""

    def __init__(self, posed: Posed, lang: str, ways: Ways) -> None:
        self.posed, self.lang, self.ways = posed, lang, ways
        self.breath = Breath(posed, lang, ways)
        self.lines = Lines(self.breath)
        self.standing = Standing(self)
        self.escaped = float("-inf")
        posed.buffer.on_text_insert += lambda _: self.lines.typed()
        posed.buffer.on_text_insert += lambda _: inserted(self.standing)

    @property
    def on(self) -> bool:
        return self.breath.on

    @property
    def hand(self) -> Hand:
        return self.breath.hand

    def arrived(self, elsewhere: bool = False) -> None:
        """It stands since now: an Enter at once was meant for what led here, ``elsewhere``."""
        self.breath.arrives(elsewhere)

    def asked(self, question: Question, aside: Aside | None = None) -> None:
        """A question comes now; what another one held aside is over, however it was left."""
        breath = self.breath
        breath.drop()
        breath.aside = aside
        if breath.remarks.now:  # what was said of it goes
            breath.remarks.said_again(now())
        if question.kind in ("text", "find"):
            breath.remarks.void = ""
        if question.fails and breath.on:
            form_left(self.lines)
        self.lines.line.asked(question, breath.remarks.astray and self.hand.opened == "enter")
        breath.remarks.owed.stands(question)
        breath.remarks.stands_at(question.of if question.kind == "keys" else "")
        breath.remarks.stands(question.title if question.kind == "find" else "")  # it goes on
        if question.wants:
            breath.remarks.left(question.wants, now(), elsewhere=False)
        if question.kind == "keys":
            _took(self, question)
            breath.on, breath.everywhere = question.prose, question.everywhere
            if question.of != breath.crossed[0]:
                breath.crossed = (question.of, now()) if question.crossed else ("", 0.0)
            breath.written, breath.dealt = question.written or tuple, question.dealt
            breath.noted, breath.undoes = question.noted, question.undoes
            breath.as_notes.number = question.entry
            breath.unrecorded = question.unrecorded
            breath.leading = {o.key: o.name for o in question.options if o.leaves}

    # ---- single keys ------------------------------------------------------------------------

    def press(self, key: str, behind: int) -> None:
        """A single key: ``enter``, ``escape`` or one character, so many ``behind`` it that came in
        one piece with it."""
        breath, last = self.breath, self.hand.last
        breath.void, breath.remarks.void = breath.remarks.void, ""
        useless = useless_before(self.hand, key)
        moving = self.hand.moved(now(), behind, breath.held is not None)
        if not moving:
            if key != "escape":  # it leads back, and is pressed without looking
                breath.remarks.goes_on(last, now(), begins_note(key), self.standing.on)
            breath.late = composed(self, key, useless, now() - last)
            breath.just, breath.began = breath.recorded.since(now()), now()
            breath.ahead = breath.figure.before(now(), COMPOSED * self.hand.pause)
            soon = now() - last <= BREATH or breath.late
            self.standing.before = useless if soon else ""
            if breath.aside is None:
                breath.taken = breath.taken.behind(useless) if soon else Taken()
        self.standing.other_key(key)
        if behind_pair(breath.held, self.hand.run, key, self.posed):
            self.settle()
        typed_on = moving and bool(self.hand.opened) and self.hand.opened in self.hand.run
        if self.standing.on and not typed_on and (moving or not gives_way(self.standing, key)):
            self.standing.press(key, behind)
        elif len(key) == 1 and key.isprintable():
            self._character(key, moving)
        elif key == "enter":
            self._enter(moving, behind)
        else:
            self.leave(key)

    def _character(self, key: str, moving: bool) -> None:
        hand, held = self.hand, self.breath.held
        hand.run += key
        half = half_width(key)
        if held is not None and (held.noting or key == held.key):  # or a finger that bounced
            behind_noting(self, key) if held.noting else self.hold(key, held.answer)
            return
        if behind_key(self, half):
            noting(self) if may_be_ordinal(held, hand.run) else settles_behind(self)
            return
        note = begun_behind(held, hand.run)
        if note:
            note_behind(self, note)
            return
        if not hand.run.strip(TURN) and self.ready(half) and self.posed.length:
            hand.odd = True  # a letter behind it makes it the first one of a note
            self.ways.useless(half)
            return
        if len(hand.run) > 1 and (held is not None or hand.odd or _dropped(hand)):
            self.breath.spill(hand.run)
            return
        if not half.isascii() and half.isalpha():  # an input method's word: no key is one
            self.breath.spill(hand.run)
            if not hand.together:
                self.ways.say("input-method-note")
            return
        known = self.posed.meant(half) if half.isascii() else None
        meant = known if (ready := self.ready(half) and not self.posed.unread(half)) else None
        if half == self.breath.undoes and undone_now(self.standing):
            hand.missed = True
            self.breath.missed("nothing-undone", key)
        elif not ready and (known is not None or _leads_out(self, half)):  # again it counts
            hand.missed = True
            self.breath.missed("key-early", key)
        elif not half.isascii():
            hand.odd = True
            self.ways.say("input-method")
        elif moving and half == hand.opened and not self.posed.option(meant).again:
            hand.missed = True  # a finger that bounced: no act is missing
            self.ways.say("key-twice-led", pressed=key)
        elif half in self.posed.question.same:
            hand.opened = half  # it stands there already
        elif meant is not None and self.posed.option(meant).opens:
            self._opened(half, meant)
        elif meant is not None and not hand.burst:
            self.hold(key, meant)
        elif _leads_out(self, half):
            # at once, but amid a sentence; there it waits
            _out(self, half) if len(hand.run) == 1 else self.hold(key, Pressed(half))
        elif half in self.posed.question.later:
            hand.odd, hand.missed = len(hand.run) > 1, True
            self.breath.strays(half)
            self.breath.missed("key-not-yet", key, asked=with_letters(self.posed.question))
        else:
            hand.odd = True
            self.breath.strays(half)
            self.ways.useless(half)

    def _opened(self, half: str, meant: str) -> None:
        """It leads to something else, at once."""
        self.breath.took_back(half)
        self.hand.opened, prose = half, self.posed.question.prose
        self.breath.stray = self.breath.stray if half == "n" else ""
        crossed = self.on and (crossing(self, meant) or moved(self, meant))
        self.ways.answer(meant)
        self.lines.line.unread(self.posed.question, False, crossed)
        before = self.breath.taken.text[-1:]
        led = self.posed.question.kind == "choice"
        self.breath.covered = self.breath.taken if led else Taken()  # words may go on with it still
        if led or act_and_note(before + half):
            self.breath.taken = Taken()  # a menu or a note behind it is no part of it
        self.hand.odd = prose and self.posed.question.prose  # it opened nothing

    def _enter(self, moving: bool, behind: int) -> None:
        hand, breath = self.hand, self.breath
        if behind >= BURST:
            hand.run, hand.odd = f"{hand.run} ", True
            breath.drop()
        elif breath.held is not None and not hand.burst:
            by_enter(self, breath.held)
        elif moving and (hand.odd or hand.missed) and hand.run.strip():
            ended_by_enter(self, hand.run)
        elif moving and hand.opened == "enter":
            breath.twice()
        else:
            _entered(self, self.posed.meant("enter"))

    def leave(self, key: str) -> None:
        """Esc, or a key that is no character."""
        self.hand.forget()
        self.breath.taken = Taken()
        if self.breath.drop():
            self.ways.say("key-dropped")
            return
        question = self.posed.question
        meant = self.posed.meant(key)
        if key == "escape" and self.leaves(question.kind == "keys"):
            if question.kind == "keys":
                self.ways.say("key-twice", pressed="Esc")
            else:
                self.lines.line.leave("", whole=True)
                self.ways.throw(Pressed(""))
        elif key == "escape" and escaped(self.standing):
            pass
        elif meant is not None or (key == "escape" and question.kind != "keys"):
            self.lines.line.back = key == "escape"
            self.ways.answer(meant)
            _lets_go(self, question.holds if meant is None else "")
        else:
            self.ways.useless(key)

    def leaves(self, out: bool = False) -> bool:
        """Esc: whether it is the second at once, which leaves all that is asked; ``out``: where
        the first one had led there already."""
        self.breath.remarks.void = ""  # it counts, and was pressed last
        soon = self.on and now() - self.escaped < LOOK * self.hand.pause
        self.escaped = float("-inf") if soon or out else now()
        return soon and self.breath.aside is None

    def ready(self, half: str) -> bool:
        """Whether a key counts already: the one that led here needs nothing to be read, if it is no
        finger that bounced, however long the picture took."""
        again = half == self.hand.opened and self.posed.option(self.posed.meant(half)).again
        apart = self.hand.pair or self.hand.gap >= GUARD
        return self.posed.ready or self.standing.stays(half) or (again and apart)

    def hold(self, key: str, answer: str | Pressed) -> None:
        """The key counts when the hand rests, or by Enter."""
        self.breath.drop()
        if self.standing.astray.answers_another(self.standing, key):
            return
        if not self.hand.pause:
            _take(self, answer)
            return
        meant = self.posed.option(answer)
        away = meant.leaves or (isinstance(answer, Pressed) and key in self.breath.leading)
        seconds = self.hand.pause * (LEAVING if away else 1)
        timer = asyncio.get_running_loop().call_later(seconds, self.settle)
        self.breath.held = Held(key, answer, timer, early=unread_digit(self, key, answer))
        says_it_waits(self, key, answer)

    def settle(self) -> None:
        """The key that waits counts."""
        held = self.breath.held
        if held is not None:
            run, before = self.hand.run, self.breath.taken
            self.breath.drop()
            self.hand.forget()
            known, asked = set(self.breath.written()), self.posed.question.kind != "keys"
            option, twice = self.posed.option(held.answer), run == 2 * held.key
            _take(self, held.answer, held.early)
            self.breath.settled = now() if held.key.isdecimal() else self.breath.settled
            self.breath.remarks.said_again(now())
            made = [entry for entry in self.breath.written() if entry not in known]
            self.breath.has_recorded(run, made)
            if twice and option.slow and made:
                self.breath.remarks.once = held.key
            begins = run.isalnum() and not option.again  # no word begins with a pair
            self.breath.taken = before.behind(run, made, asked) if begins else Taken()

    def pasted(self, text: str) -> None:
        """Pasted lines press no keys."""
        if text:
            self.breath.taken = Taken()
            self.breath.spill(self.hand.run + text)


def _take(prose: Prose, answer: str | Pressed, early: bool = False) -> None:
    if isinstance(answer, Pressed):
        prose.standing.all_noted(prose.breath.aside)
        _out(prose, answer.key)
    elif answer == AGAIN:
        ask_again(prose)
    elif prose.standing.on and ask_instead(prose, answer):
        return
    elif contradicts(prose, answer):
        ask_whether(prose, answer, "so-soon-who")
    elif typed_over(prose.standing):
        ask_by_name(prose, prose.standing.typed)
    elif doubt := doubted(prose, answer):
        ask_whether(prose, answer, doubt)
    elif early:
        ask_whether(prose, answer, "digit-early")
    else:
        prose.breath.stray = ""
        prose.ways.answer(answer)


def _entered(prose: Prose, meant: str | None) -> None:
    hand, breath = prose.hand, prose.breath
    since = now() - breath.settled
    early = since < LOOK * hand.pause or not prose.posed.ready
    fresh = breath.settled == breath.arrived and since < READ * hand.pause
    refused = early and not prose.posed.option(meant).fills
    came = refused and not hand.burst and just_come(prose, meant)
    if hand.burst or (refused and not came):
        breath.missed("key-early", "enter")  # it may confirm what had been taken by then
        if meant is None:  # again it does nothing either
            prose.ways.useless("enter")
        return
    hand.forget()
    hand.opened, breath.taken = "enter", Taken()
    if meant is None:
        breath.first = ""
        breath.remarks.missed("enter")
        prose.ways.useless("enter")
        breath.rings("enter")
    elif contradicts(prose, meant):
        ask_whether(prose, meant, "so-soon-who")
    elif came:
        breath.came = float("-inf")
        ask_whether(prose, meant, "just-come")
    elif doubted(prose, meant):
        ask_whether(prose, meant, doubted(prose, meant))
    else:
        crossed = breath.on and crossing(prose, meant)
        breath.counted(lambda: prose.ways.answer(meant))
        prose.lines.line.unread(prose.posed.question, early and breath.on, crossed)
        prose.lines.line.fresh = fresh and breath.on and prose.posed.question.kind == "text"
    breath.settled = now()  # however long the disk took: not seen before


def _out(prose: Prose, half: str) -> None:
    if half == prose.breath.undoes and prose.posed.question.holds:
        prose.standing.nothing_to_undo()
        return
    prose.breath.took_back(half)
    prose.breath.unanswered()
    prose.breath.covered, prose.breath.taken = prose.breath.taken, Taken()
    prose.hand.opened = half
    prose.ways.throw(Pressed(half))


def _leads_out(prose: Prose, half: str) -> bool:
    """Whether the key leaves a list for what it opens at the step."""
    question, breath = prose.posed.question, prose.breath
    there = half in breath.everywhere + question.leads and half not in question.later
    return there and question.kind == "choice" and breath.aside is None


def _dropped(hand: Hand) -> bool:
    """Whether the key before was not counted: what another one behind it means nobody knows."""
    return hand.missed and len(set(hand.run)) > 1


def _lets_go(prose: Prose, text: str) -> None:
    """Esc led to the keys: what a question held of what was typed stands nowhere, and can be
    brought back."""
    if not text or prose.posed.question.kind != "keys":
        return
    left = prose.lines.line.leave(text, whole=True)
    prose.lines.line.keeps()
    prose.breath.remarks.left_text(left or text, now())


def _took(prose: Prose, question: Question) -> None:
    """What a form had was recorded after all: nothing of it is to be brought back."""
    if question.took:
        prose.lines.line.left = ""
        prose.breath.remarks.left_text("", now())
