"""The line that is typed into: what of it nobody can have looked at, and what was left in lines."""

from __future__ import annotations

from prompt_toolkit.buffer import Buffer

from kit.ground.base.cells import width
from kit.ground.terminal.ask import Question
from kit.ground.terminal.coded import slip
from kit.ground.terminal.hand import note_of, one_word

WORDS = 4  # cells of letters
NUMBER = 7  # digits of what may be somebody's number


class TypedLine:
    """``unseen``: it was begun before anybody can have looked; ``run_on``: in one breath with the
    key that led there; ``lead``: keys pressed in the same breath before it; ``form``: it follows
    upon another line; ``by_enter``: Enter led there; ``astray``: that may have been meant for a
    question left before; ``stale``: what stood there before anything was typed, and gives way to
    what is; ``left``: what was left in lines, which a key brings back;
    ``fresh``: Enter opened it as soon as somebody came here, and may have been meant for that;
    ``back``: Esc leads to what is asked next; ``refused``: what stood there did not fit; ``lost``:
    words that were refused so and typed over, or left and not brought back, which the same key
    brings back, the newest first, each alone; ``recalled``: the one that stands in the line."""

    def __init__(self) -> None:
        self.left = ""
        self.back = False
        self.follows = False
        self.texts: list[str] = []  # of the form
        self.over_typed: list[str] = []  # of these what was gone back to, and typed over
        self.lost: list[str] = []
        self.recalled = ""
        self.apart = self.at_keys = False  # ``apart``: what was left last was refused
        self.early = False  # it stands there because of an early Enter
        self.ended = ""  # by an Enter that took nothing: what comes next is another word, or a text
        self.strayed = ""  # the question at which a key was typed that answers no question
        self.crossed = ""  # the one that may have been meant for another list's step
        self._begin()

    def _begin(self) -> None:
        self.begun = self.unseen = self.run_on = self.by_enter = self.refused = self.astray = False
        self.fresh = False
        self.lead = self.stale = self.ended = ""
        self.gave_way = False

    def asked(self, question: Question, astray: bool = False) -> None:
        """What comes next is typed here. Back at the keys the form is over, and what Esc did not
        leave in it is forgotten."""
        self._begin()
        if question.name not in (self.strayed, "read-back", "note-beside"):
            self.strayed = self.crossed = ""
        self.form, self.follows = self.follows, False
        self.astray = astray and not self.form and question.kind == "text"
        if question.kind == "keys":
            if not self.back:
                self.loses(self.left)
                self.left, self.apart = "", False
            self.texts, self.over_typed = [], []
        elif not question.recalls and self.at_keys:  # another form: what is left in it is its own
            self.loses(self.left)
            self.left = ""
        self.at_keys = question.kind == "keys"
        if question.kind == "text" and not question.recalls:
            self.stale = question.typed
        self.back = self.back and question.recalls  # it is brought back behind the next note, too

    def unread(self, question: Question, early: bool, crossed: bool = False) -> None:
        """It opened by an Enter that came so ``early`` that it may have been meant for something
        else: what is typed into it is not taken for its answer without being looked at; nor is it,
        however long the hand rests here, where it may be meant for another list's step."""
        self.crossed = question.name if crossed and question.kind == "text" else ""
        if early and question.kind == "text":
            self.strayed, self.early = question.name, True

    def strays_at(self, name: str, words: bool) -> bool:
        """Whether what is typed there may be meant for something else: any line of another list's
        step, and ``words`` behind a key that answered no question."""
        return self.crossed == name or (self.strayed == name and words)

    def was_to_open(self, text: str) -> bool:
        """Whether an Enter in the empty line may have been meant to open it: nobody has read what
        it asks. It is refused once."""
        fresh, self.fresh = self.fresh, False
        return fresh and not text

    def looked(self, rested: bool) -> None:
        """The first character: whether the hand ``rested`` before it, and saw what opened."""
        if self.early and rested:
            self.strayed = ""
        self.early = False

    def came(self, soon: bool, moving: bool, lead: str, opened: str) -> None:
        """The first characters."""
        self.begun, self.unseen = True, soon or moving
        self.run_on = self.unseen and moving
        self.lead = lead if self.unseen else ""
        self.by_enter = opened == "enter"

    def gives_way(self, buffer: Buffer, coded: str = "") -> None:
        """What stood there goes, unless it was changed: to it belongs nothing that is typed on. No
        slip in the code that is asked for was meant for something else."""
        stale, self.stale = self.stale, ""
        if stale and buffer.text.startswith(stale) and len(buffer.text) > len(stale):
            if not self.refused and stale in self.texts and says(stale):
                self.over_typed.append(stale)
            if self.refused:
                self.loses(stale, bool(coded) and len(stale) > 1 and not slip(coded, stale))
            buffer.text = buffer.text[len(stale) :]
            buffer.cursor_position = len(buffer.text)

    def apart_from(self, buffer: Buffer, recalls: bool) -> None:
        """What an Enter ended stays apart from what is typed behind it: in a list it is one word
        and another; in a note's line it waits, and can be brought back."""
        ended, self.ended = self.ended, ""
        if not ended or not buffer.text.startswith(ended) or len(buffer.text) <= len(ended):
            return
        if recalls:
            self.loses(ended, sure=True)
            buffer.text, self.gave_way = buffer.text[len(ended) :], True
        elif not buffer.text[len(ended) :][0].isspace():
            buffer.text = f"{ended} {buffer.text[len(ended) :]}"
        buffer.cursor_position = len(buffer.text)

    def anew(self, text: str) -> str:
        """A note without its key, behind what an Enter ended; "" where there is none."""
        return note_of(text) if self.gave_way else ""

    def parts(self, question: Question, buffer: Buffer, rested: bool) -> None:
        """A word behind a figure that stood there while the hand ``rested`` is no part of it."""
        figure, text = question.typed, buffer.text
        behind = text[len(figure) :][:1]
        own = question.recalls and figure.isdecimal() and text.startswith(figure)
        if rested and own and behind.isascii() and behind.isalpha():
            buffer.text = f"{figure} {text[len(figure) :]}"
            buffer.cursor_position = len(buffer.text)

    def loses_apart(self, text: str) -> None:
        """Of what stood there; what comes next is no part of it."""
        self.loses(text, sure=True)
        self.apart = True

    def loses(self, text: str, sure: bool = False) -> None:
        """It stands nowhere any more, but here."""
        if sure or says(text):
            _named(self.lost, "dropped").add(text)
            self.lost[:] = [lost for lost in self.lost if lost != text] + [text]

    def keeps(self) -> None:
        """What was left now is forgotten behind no other key, however short it is."""
        left, self.left = self.left, ""
        if left:
            self.loses(left, sure=True)

    def takes_back(self, text: str) -> None:
        """It was taken back on purpose: it can be brought back here, and waits nowhere."""
        _named(self.lost, "sought").add(text)

    def over(self) -> None:
        """No line follows: what Esc left waits with what else stands in no log."""
        left, self.left = self.left, ""
        self.loses(left)

    def answered(self, question: Question, text: str) -> None:
        """The line is the answer: a form has it by now, and what a note says is brought back no
        more."""
        if question.recalls:
            self.lost[:] = [lost for lost in self.lost if not stands_in(lost, text)]
            self.left = "" if stands_in(self.left, text) else self.left
        elif text:
            self.texts.append(text)

    def leave(self, text: str, whole: bool = False) -> list[str]:
        """Esc leaves ``text``, or all that the form has (``whole``); what of it can be brought
        back, in that order."""
        self.back, gone = True, ""
        if self.refused and says(text):  # it stands alone
            self.loses(text)
            self.apart, gone, text = True, text, ""
        texts = [*self.texts, text] if whole else [*self.over_typed, text, self.left]
        self.over_typed = []
        self.left = " ".join(filter(None, dict.fromkeys(texts)))
        self.lost[:] = [lost for lost in self.lost if lost not in self.left]
        return [gone] if gone else self.waiting()[: 1 + self.apart] if self.left else []

    def take(self) -> str:
        """The first of what is waiting."""
        text, self.apart = self.waiting()[0], False
        if text == self.left:
            self.left = ""
        else:
            self.lost.remove(text)
        return text

    def waiting(self) -> list[str]:
        """What can be brought back, in that order."""
        newest = [self.left] if self.left else []
        lost = self.lost[::-1]
        return [*lost[:1], *newest, *lost[1:]] if self.apart else [*newest, *lost]


def _named(lost: list[str], name: str) -> set[str]:
    """What is kept so of lines that stand in no log, by whoever keeps them."""
    kept: set[str] = getattr(lost, name, set())
    return kept


def stands_in(lost: str, text: str) -> bool:
    """Whether a note has what was lost, by itself or behind the key for notes."""
    return lost in text or (lost[:1] == "n" and lost[1:].strip() in text)


def says(text: str) -> bool:
    """Whether it may have been more than a time or an amount that was mistyped."""
    figures = sum(char.isdecimal() for char in text)
    return figures >= NUMBER or sum(width(char) for char in text if char.isalpha()) >= WORDS


def begun_by_key(line: TypedLine, question: Question, text: str) -> bool:
    """Whether a word may have begun with the key that led there in the same breath."""
    lead = line.lead
    number = lead.isalpha() and text[:1].isdigit() and question.kind == "text"
    return lead.isalpha() and line.run_on and one_word(lead, text) and not number
