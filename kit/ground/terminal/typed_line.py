"""Enter, Esc and the key that brings back, at the line that is typed into."""

from __future__ import annotations

import msgspec

from kit.ground.base.cells import cut, width
from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Option, Pressed, Question, TypedOn
from kit.ground.terminal.breath import Breath, now
from kit.ground.terminal.coded import no_code
from kit.ground.terminal.fits_several import told_apart
from kit.ground.terminal.hand import (
    BREATH,
    DOING,
    LOOK,
    READ,
    Taken,
    behind_digit,
    note_of,
    one_word,
    ordinal,
)
from kit.ground.terminal.line_begun import TypedLine, begun_by_key, says
from kit.ground.terminal.note_beside import behind_kept, without_keys
from kit.ground.terminal.noting import no_note
from kit.ground.terminal.posed import GUARD
from kit.ground.terminal.shaped import doubtful, key_alone_in, key_off, note_by_shape
from kit.ground.terminal.texts import (
    CODE,
    composed,
    from_key,
    has_digit,
    note_in,
    stray_key,
    tells,
)
from kit.ground.terminal.trail import gone_through
from kit.ground.terminal.ways import Aside

FEW = 3  # keys
SENTENCE = 8  # cells of what is more than a word to find something by
NAME = 8  # cells of somebody's name
TOO = 40  # cells of what was noted and is the answer as well


class Lines:
    """Lines that are typed, of one screen."""

    def __init__(self, breath: Breath) -> None:
        self.breath = breath
        self.posed, self.ways = breath.posed, breath.ways
        self.line = TypedLine()

    def entered(self) -> None:
        """Enter at a line. What was typed in one breath with the key that led there is read back:
        it may be the rest of a sentence that began with that key."""
        question, answer = self.posed.question, self.posed.entered()
        text, hand = self.posed.text(), self.breath.hand
        soon = hand.pause if self.line.form else LOOK * hand.pause
        gap = now() - hand.last
        if question.strays and self.breath.on and _only_tried(self, text, gap):
            return
        twice = hand.opened == "enter" and gap < (GUARD if question.ends else soon)
        hand.moved(now())
        if self.breath.on and twice and not text:
            self.breath.twice()
            return
        hand.forget()
        hand.opened = "enter"
        if self.line.was_to_open(text):
            self.breath.missed("enter-fresh", "enter")
            return
        if self.breath.on and (another := behind_kept(question, text)):
            self.line.loses(question.typed, sure=True)
            self._lost(0)
            self.breath.spill(another, sure=True)
            return
        amid = begun_by_key(self.line, question, text)  # its second letter is no key for notes
        note = note_in(question, text, self.line.form) if self.breath.on and not amid else ""
        if note and question.kind == "find" and answer is None:
            _left_by(self, Aside(question, "", text, note))
        elif note:
            _note_in(self, Aside(question, answer or "", text, note))
        else:
            self.breath.counted(lambda: self._line(question, answer, text))
        self.breath.settled = now()

    def _line(self, question: Question, answer: str | None, text: str) -> None:
        """A line that is there: the answer, or a sentence that began with what led to it."""
        line, lead = self.line, self.line.lead
        number = lead.isalpha() and text[:1].isdigit() and question.kind == "text"
        foreign = line.run_on and lead.isalpha() and not text.isascii()
        place = question.alone or question.kind == "find"
        key_alone = foreign and not place and not one_word(lead, text)
        signed = lead in ("+", "-") and text[:1].isdecimal()  # of a figure
        apart = question.reason and not (signed or (lead.isalpha() and one_word(lead, text)))
        whole = text if number or key_alone or apart else lead + text  # seldom a place's name
        over = key_alone and self.breath.taken.text.isdecimal()  # another key, and nothing goes on
        if over or behind_digit(self.breath.taken.text, text):
            self.breath.taken = Taken()
        unseen, begun = line.unseen and self.breath.on, begun_by_key(line, question, text)
        key = lead or self.breath.taken.text[-1:]
        counts = composed(key, text)
        own = bool(key) and not (one_word(key, text) or counts)  # its key, and this is for it
        short = question.named and width(text) <= NAME and not has_digit(text)
        last = question.reason or (question.alone and question.grave)  # nothing mends it behind
        own = own and (short or not foreign) and not last  # nobody can have seen what it asks
        mended = question.recalls and self.breath.taken.begins_with_n(text)
        ahead = self.breath.ahead.key
        if question.recalls and text[:1].lower() == "d" and ordinal(ahead, f"n{text}"):
            self.breath.spill(f"n{text}", sure=True)
        elif unseen and text and not question.safe and begun:
            self._note(whole, lead)
        elif answer is None and question.kind != "find":
            self._strays(question, "enter")
            self.ways.say("line-empty")
        elif self._astray(question, text):
            if question.safe and self.breath.noted and says(text) and not has_digit(text):
                self.breath.noted(text)  # no time and no amount, and the line is wanted still
                self.ways.pose(msgspec.structs.replace(question, typed=""))
                return
            _read_back(self, Aside(question, answer or "", text, text))
        elif answer is None and unseen and (begun or not self.posed.options()):
            self.breath.spill(whole)
            if self.posed.question.recalls:
                line.ended = self.posed.text()
        elif answer is None:
            _none_marked(self, text)
            line.ended = text
        elif unseen and text and question.safe and from_key(lead, text, begun):
            self.breath.spill(whole, sure=True)
        elif line.astray and text and not (question.safe or question.recalls):
            _read_back(self, Aside(question, answer, text, text))
        elif unseen and text and not own and (mended or doubtful(self, question, lead, text)):
            _read_back(self, Aside(question, answer, text, whole))
        elif self.breath.on and question.kind == "find" and tells(text):
            _read_back(self, Aside(question, answer, text, text))
        elif self.breath.on and (note := note_by_shape(question, text)):
            _read_back(self, Aside(question, answer, text, note), "read-back-shape")
        else:
            self._answers(question, answer, text, "" if own else whole, begun)

    def _answers(
        self, question: Question, answer: str | None, text: str, whole: str, begun: bool
    ) -> None:
        """The line is the answer. ``whole``: with what led to it, "" where that was its own key;
        ``begun``: a word may go on so."""
        line, lead = self.line, self.line.lead
        unseen = line.unseen and self.breath.on
        line.follows = True
        line.answered(question, text)
        if question.recalls:
            answer = without_keys(self.breath, question, text) or line.anew(text) or answer
        away = self.breath.astray() if question.recalls and answer else ""
        if away and answer:  # whoever pressed its key may believe himself there
            typed = TypedOn(answer, sure=True)
            typed.away, typed.astray = away, True
            self.ways.throw(typed)
            return
        self.ways.answer(answer)
        posed = self.posed.question
        line.refused = (posed.name, posed.typed.strip()) == (question.name, text.strip())
        if line.refused and self.breath.on:
            self.ways.bell()
            line.strayed = question.name if no_note(text) and not question.recalls else ""
            if question.coded and len(text) == 1:
                self.breath.remarks.missed(text)
        stands = self.posed.question.name == question.name
        if unseen and lead and whole and stands:
            self._note(whole, lead) if begun else self.breath.spill(whole)  # it fits nothing
        elif stands and question.coded and width(text) > CODE:
            _left_by(self, Aside(question, "", text, text))
        self.breath.taken = Taken()

    def _astray(self, question: Question, text: str) -> bool:
        """Whether it was typed behind such a key, and may answer this all the same."""
        words, on = question.safe or not no_note(text), self.breath.on and not question.coded
        return on and bool(text) and self.line.strays_at(question.name, words)

    def _strays(self, question: Question, key: str) -> None:
        """A key alone at a line where something is wanted: the hand may believe itself further on,
        so that what it types next is not taken for the answer without being looked at."""
        if self.breath.on and not question.recalls:
            self.line.strayed = question.name
            self.breath.remarks.missed(key)
            self.ways.bell()

    def turned(self, answer: Answer) -> bool:
        """Whether it answers what is read back, and not the flow."""
        aside, self.breath.aside = self.breath.aside, None
        if aside is None:
            return False
        if answer == "yes":
            _meant(self, aside)
        elif answer == "note" and not aside.whole:  # it is one already
            if self.line.texts:  # the form has more by then, and goes on
                self.ways.pose(msgspec.structs.replace(aside.question, typed=""))
            else:
                self.ways.throw(Pressed(""))
        elif answer == "note":
            if not aside.question.recalls:
                form_left(self)
            self.breath.spill(aside.whole, sure=True)
            if key := key_alone_in(aside):
                self.breath.remarks.missed(key)
                self.breath.remarks.said_again(now())
        elif aside.question.recalls or aside.question.kind == "find":
            self.ways.pose(msgspec.structs.replace(aside.question, typed=aside.text))
        else:  # the form is left with it: what comes next was meant for what is behind it
            form_left(self, aside.whole)
            self.ways.throw(Pressed("", back=True))
        return True

    def going_back(self, whole: bool = False) -> list[str]:
        """Esc at a line, or out of the ``whole`` form: what stands there can be brought back."""
        text, self.breath.taken = self.posed.text(), Taken()
        if not self.breath.on:
            return []
        rested = self.posed.question.reason and not self.line.run_on  # its key, and then the reason
        if self.line.unseen and not rested:
            led = self.line.lead + text
            text = (note_of(led) if self.posed.question.recalls else "") or led  # not its own key
        sought: set[str] = getattr(self.line.lost, "sought", set())
        sought.discard(text)
        if self.posed.question.name == "steps" and width(text) < SENTENCE and " " not in text:
            sought.add(text)  # to find a step by: it can be brought back here, and waits nowhere
        return self.line.leave(text, whole)

    def led_out(self) -> None:
        """The key for notes, and a note, at what is asked: that is left, and what had been typed
        for it stands in no entry."""
        aside = self.breath.aside
        self.breath.unanswered()
        left = self.line.leave(aside.whole if aside is not None else "", whole=True)
        if left:
            self.breath.remarks.left_text(left, now())

    def recall(self) -> None:
        """What was left in lines, in a line for notes that is empty; again, and the one before
        takes the place of what was brought back, all around."""
        line, buffer = self.line, self.posed.buffer
        again = bool(buffer.text) and buffer.text == line.recalled
        ready = self.posed.question.recalls and (again or not buffer.text)
        if ready and line.waiting():
            text = line.take()
            if again:
                line.lost.insert(0, line.recalled)
                buffer.reset()
            self.breath.remarks.left_text(line.waiting(), now())
            line.begun, line.recalled = True, text
            buffer.insert_text(text)

    def typed(self) -> None:
        """Characters came into the line: of one that nobody can have looked at yet, or that a key
        opened which waited until the hand rested, they may belong to what was typed before."""
        hand, line = self.breath.hand, self.line
        if not self.breath.on:
            return
        lead, led = hand.run, hand.opened
        soon = now() - hand.last < _seen(self, lead, led)
        last, moving = hand.last, hand.moved(now())
        if line.ended:
            lost = len(line.lost)
            line.apart_from(self.posed.buffer, self.posed.question.recalls)
            self._lost(lost)
        if not line.begun:
            self.breath.remarks.line_begins(last, self.posed.question.recalls)
            line.came(soon and not line.form, moving and not line.form, lead, led)
            lost = len(line.lost)
            line.gives_way(self.posed.buffer, self.posed.question.coded)
            line.parts(self.posed.question, self.posed.buffer, now() - last > BREATH)
            self._lost(lost)
        if key := stray_key(self.posed.question, self.posed.buffer.text, now() - last):
            self.posed.buffer.text = self.posed.buffer.text[:-1]
            self.breath.remarks.missed(key)
            self.ways.say("line-figures", pressed=key)
            self.ways.bell()
        if no_code(self.posed.question.coded, self.posed.text()):
            self.breath.rings("")  # once the hand rests

    def _lost(self, before: int) -> None:
        """Where what is typed took the place of something, which was one of so many ``before``."""
        if len(self.line.lost) > before:
            self.line.apart = True
            self.breath.remarks.left_text(self.line.waiting(), now())

    def _note(self, whole: str, lead: str) -> None:
        """A sentence that began with the key which led there."""
        self.breath.spill(whole, sure=True)
        self.ways.say("typed-note", pressed=lead)


def _note_in(lines: Lines, aside: Aside) -> None:
    """The key for notes and a note, typed at something else: where that cannot be its answer
    it is the note, elsewhere it is read back. No key before that one begins it."""
    lines.breath.taken = Taken()
    if not aside.question.safe:
        _read_back(lines, aside)
    else:
        _left_by(lines, aside)


def _left_by(lines: Lines, aside: Aside) -> None:
    """It is the note, and what was asked is left."""
    lines.breath.remarks.left(aside.question.text, now())
    lines.line.texts = [text for text in lines.line.texts if text != aside.text]
    form_left(lines)
    lines.breath.spill(aside.whole, sure=True)


def _read_back(lines: Lines, aside: Aside, why: str = "read-back") -> None:
    """Ask whether the text answers what it stands at, or is a note."""
    question, lang = aside.question, lines.breath.lang
    found = (o.label for o in lines.posed.options() if o.name == aside.answer)
    what = next(found, "") if question.kind == "find" else aside.text
    asked = word(lang, f"screen.{why}", asked=question.text, text=" ".join(what.split()))
    aside = aside._replace(whole=key_off(question, aside.text, aside.whole))
    whole = lines.breath.taken.whole(aside.whole)
    options = [
        Option("yes", word(lang, "screen.read-back-yes"), "y"),
        Option("note", word(lang, "screen.read-back-note", text=whole), "#"),
    ]
    posed = Question("read-back", asked, options=options, lettered=True, rings=True, stands=True)
    lines.ways.pose(posed, aside)


def _none_marked(lines: Lines, text: str) -> None:
    """Enter where nothing is marked: nothing was typed, or what fits several."""
    found = lines.posed.options() if text else ()
    if len(found) > 1:
        two = told_apart(found)
        lines.ways.say("find-two" if two else "find-several", n=len(found), two=two)
        lines.ways.bell()
    else:
        lines.ways.say("find-first")


def _seen(lines: Lines, lead: str, led: str) -> float:
    """Seconds within which nobody can have looked at a line before it was begun, where ``led``
    opened it behind the keys ``lead``."""
    breath, hand = lines.breath, lines.breath.hand
    if not lines.line.begun:
        lines.line.looked(now() - hand.last >= DOING * hand.pause)
        breath.hasty &= now() - breath.acted < (DOING + READ) * hand.pause
    asked = lines.posed.question
    quick = asked.grave or (led == "enter" and (breath.hasty or asked.foreign is not None))
    if quick or composed(lead, lines.posed.text()):
        return DOING * hand.pause
    if lines.posed.question.reason:
        return READ * hand.pause
    waited = breath.taken.text and not hand.opened
    return BREATH if waited else LOOK * hand.pause


def _only_tried(lines: Lines, text: str, gap: float) -> bool:
    """Whether a line may be keys of somebody who tried which one does something: without a space,
    and a few, or left standing by a hand that rested. They are no note, which is said; behind a
    rest Enter means what it says where no line is."""
    breath, rested = lines.breath, gap >= DOING * lines.breath.hand.pause
    one = text.isascii() and " " not in text.strip()
    if not one or not (rested or len(text.strip()) <= FEW):
        return False
    left = lines.line.leave(text) if says(text) else []
    for key in "" if left else text:
        breath.remarks.missed(key)
    if not rested:
        breath.remarks.missed("enter")
    breath.hand.forget()
    lines.ways.throw(Pressed("enter" if rested else ""))
    if left:
        breath.remarks.left_text(left, now())
    breath.remarks.said_again(now())
    lines.ways.bell()
    return True


def _meant(lines: Lines, aside: Aside) -> None:
    """What was read back, or is asked again: it is this that is answered now."""
    lines.breath.taken = Taken()
    lines.posed.put(aside.question)
    if aside.question.kind == "text":
        lines.line.answered(aside.question, aside.text)
    elif aside.question.confirmed is not None:
        aside.question.confirmed(lines.posed.option(aside.answer).key)
    lines.ways.answer(aside.answer)
    if not gone_through(lines.ways, aside):  # to another question by now, which nobody asked for
        lines.ways.throw(Pressed(""))
        lines.breath.remarks.left(aside.stood[0].title if aside.stood else "", now())
        lines.ways.bell()
    elif lines.breath.as_notes.of(aside):  # recorded as the hand went on, and once more now
        lines.ways.say("noted-too", text=cut(aside.typed, TOO))


def form_left(lines: Lines, text: str = "") -> None:
    """What stood in the form's lines by then, and ``text``, can be brought back, and that is
    said."""
    left = lines.line.leave(text, whole=True)
    if left:
        lines.breath.remarks.left_text(left, now())
