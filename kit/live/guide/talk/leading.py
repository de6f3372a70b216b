"""What leads out of what the numbered guide asks: keys, acts of the step, sentences; and what is
said at the step of what was left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.ground.base.cells import width
from kit.ground.base.words import word
from kit.ground.terminal.ask import Pressed, Question, TypedOn
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import not_taken
from kit.ground.terminal.printed import MORE, NUMBER_ENDS, Printed
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.acts import Draft
from kit.live.guide.talk import never, refusals, unmatched
from kit.live.guide.talk.fronted import tells
from kit.live.guide.talk.kept import LONG, PASSING, SENTENCE, Kept
from kit.live.guide.talk.keys.earlier import EARLIER
from kit.live.guide.talk.numbers import AT_ONCE, Doubt, meaning, names_act, note_of
from kit.live.guide.talk.o_words import GOES
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.unseen import behind_note

STANDS = ("step", "closed")  # what is no question that could be left without an answer
FAST = (  # stand, and nothing but their letters answers them
    "note-of", "number-typed", "due-sure", "answer-sure", "back-sure", "outcome-sure",
    "clear-sure", "figure-sure",
)  # fmt: skip
# Whether a line was meant, and for what: who takes back there means it without the question.
MEANT = ("read-back", *(name for name in FAST if name not in ("note-of", "outcome-sure")))
BEHIND_CALL = ("call-said", "call-repeated")  # the call stands by then, and is what goes
AGAIN = ("read-back", "note-of", "number-typed", "answer-sure", "figure-sure")  # beside a note
FILTER = 16  # cells by which one looks for something; what is longer tells
DUE = ("due", "forecast-now")  # what asks how a timer was answered
LEAVES = ("q", GOES)  # words that lead out of every line: to home, to another incident


def leads_out(text: str) -> bool:
    """Whether it is one of these words, which mean nothing else however quickly they are typed."""
    return half_width(text).strip().lower() in LEAVES


class Leading:
    """``ahead``: the answer to what is asked next, given with the one before; ``named``: an act of
    the step that was named where something else was asked."""

    def __init__(self, session: Session, kept: Kept) -> None:
        self.session = session
        self.kept = kept
        self.ahead = self.named = ""
        self.seeks = ""  # words for the list that comes, typed behind its key
        self.brought = False  # the line that is answered is such an act, which nobody typed here
        self.none = ""  # what nothing on a list holds
        self.figure = ""  # one that counted for nothing, or takes another one's place
        self.lists: Callable[[str], bool] | None = None  # whether a number answers what is asked
        self.second = "", ""  # the step whose call was made twice, and how it went at last
        self.sought: list[str] = []  # what a list was narrowed down by, with so many
        self.sought_at = 0  # entries by then
        self.narrowed = False  # the line did that, and counted
        self.unanswered: list[tuple[str, int]] = []  # what was asked, and entries by then
        self.dropped: list[tuple[str, int]] = []  # acts asked about and left, the same
        self.about = ""  # what led to the form that stands there
        self.opened = ""  # the same, until it was said above the form's first line
        self.astray = False  # the key for another incident was typed where it led to none
        self.noted = False  # the line before was a note, which what takes back now means
        self.below: list[str] = []  # what was said of what was left: stands last, too
        self.went_back: int | None = None  # from something, with so many entries by then
        self.began = len(session.folder.entries)  # when the step stood there last

    def leaves(self) -> None:
        """The guide is left: what was left unanswered is told; what stands in no entry by then is
        told where that leads."""
        left = [*self.unanswered, *self.dropped]
        nothing = dict.fromkeys(asked for asked, at in left if self._nothing_since(at))
        self.session.unanswered[:] = nothing  # said where that leads
        if not self.session.goto:
            self.unanswered = [each for each in self.unanswered if each[0] not in nothing]
            self.tell_unanswered()
        self.session.unsaid.extend(self.nowhere())

    def say(self, text: str) -> None:
        """Above the step, and once more in the last lines, where one looks."""
        not_taken(text)
        self.below.append(text)

    def last_lines(self, question: Question) -> list[str]:
        """What was said so, once, where the step stands: a question between has no room for it."""
        below = self.below if question.name in STANDS else []
        self.below = self.below if not below else []
        return below

    def _nothing_since(self, at: int) -> bool:
        if at < 0:
            return False
        new = {entry.event.kind for entry in self.session.folder.entries[at:]}
        return not new - set(PASSING)

    def nowhere(self) -> list[str]:
        """What was typed and stands in no entry, where the guide is left or the input ends."""
        lost = " ".join(self.kept.lost()[0])
        return [*filter(None, (self.kept.declined, self.kept.left, lost, *self._missed()))]

    def _stays(self, texts: Sequence[str]) -> None:
        """It is told, and the next note begins with it."""
        self.kept.went_back(*texts)
        self.say(word(self.session.lang, "screen.text-kept", text=" ".join(texts)))

    def chose(self, question: Question, answer: str) -> None:
        """What a form that comes now is about."""
        option = next((o for o in question.options if o.name == answer), None)
        self.astray = False
        if option is None or not option.opens:  # beside a note it stood there, and is answered
            named = _named(question, self.about, self.session.lang)
            self.unanswered = [each for each in self.unanswered if each[0] != named]
        if option is not None and question.name in ("step", "due"):
            what = meaning(self.session, option, question)
            due = question.name == "due"
            of = word(self.session.lang, "screen.left-of", what=question.text, asked=what)
            self.about = of if due else what
            self.opened = "" if due else what

    def led_out(self, question: Question, text: str, doubt: Doubt) -> None:
        """The key that a ring names, the one that takes back, and where nothing is answered yet the
        one for what happened earlier are no answers to what is asked; a sentence where a code
        closes the incident is a note."""
        key = half_width(text).lower()
        earlier = key == EARLIER.key and question.name != "earlier" and not self.kept.lines
        if key in ("u", "uu") or earlier or (key == "d" and _due(self.session)):
            self._pressed(question, key, doubt)
        if leads_out(key) and names_act(self.session, key):
            self._leaves(question, key)
        if question.name not in ("earlier", "note") and tells(self.session, text):
            self.leave_open(question)
            raise TypedOn(text, sure=True)
        if question.name == "close" and width(text) > 2 * SENTENCE:
            raise TypedOn(text, sure=True)

    def at_step(self, question: Question, text: str, doubt: Doubt) -> None:
        """``uu``, and the word for a note with the note behind it."""
        never.is_over(self.session, text)
        if half_width(text).lower() == AT_ONCE:
            self._pressed(question, AT_ONCE, doubt)
        self.noted, self.none = False, ""
        figure, self.figure = self.figure, ""
        if figure and half_width(text).strip() == "#":
            raise TypedOn(figure, sure=True)
        if note_of(text) != text:
            raise TypedOn(note_of(text), sure=True)

    def _pressed(self, question: Question, key: str, doubt: Doubt) -> None:
        """Leave the question by a key; ``uu`` at the step answers what taking back asks, too:
        behind an act that is asked about it may be meant for that, which is no entry yet. In a form
        it is that: the form is left as by going back, and the next one asks about what was before.
        Where it is only asked whether a line was meant, ``uu`` asks about that at once, and behind
        a call any of them does."""
        self.leave_open(question, True)
        if key[0] == "u" and question.name not in (*STANDS, "withdraw"):  # that one asks again
            doubt.open, doubt.what = True, question.name  # the next one may be meant for it, too
            asks = question.name in BEHIND_CALL or (key == AT_ONCE and question.name in MEANT)
            raise Pressed(key[0] if asks else "", back=True)
        sure = self.noted or not ((doubt.open and doubt.what) or self.session.void)
        at_once = key == "uu" and question.name in STANDS and sure
        if at_once and behind_note(self.session):  # a false record is meant as often
            at_once, doubt.open = False, True
        self.noted = False
        self.ahead = "yes" if at_once else ""
        raise Pressed(key[0])

    def _leaves(self, question: Question, key: str) -> None:
        """The incident is left, and what is asked with it."""
        self.leave_open(question, True)
        raise Pressed(key)

    def _missed(self) -> list[str]:
        """Words by which a list was narrowed down, where nothing came of it; where something did,
        those that tell more than what one looks for."""
        sought, self.sought = self.sought, []
        if self.sought_at == len(self.session.folder.entries):
            return sought
        return [text for text in sought if width(text) > FILTER]

    def leave_open(
        self, question: Question, by_key: bool = False, noted: bool = False
    ) -> None:
        """A question is left without an answer, which is said at the step; at once where what it
        was asked about is ``noted``, as that is recorded."""
        if question.name not in (*STANDS, "earlier-which"):  # that one stands again
            named = _named(question, self.about, self.session.lang)
            if noted:
                self.say(word(self.session.lang, "screen.left-noted", asked=named))
                self.kept.led_out()
                return
            stands = question.name in BEHIND_CALL  # what it asks of is recorded
            self.unanswered.append((named, -1 if stands else len(self.session.folder.entries)))
        if not by_key:
            self.kept.led_out()
        elif question.name not in STANDS:
            self.kept.led_away(question)

    def instead(self, shown: Printed, text: str, doubt: Doubt) -> None:
        """A line that answers nothing in a list: an act that leads out of it, or a sentence."""
        self.narrowed = False
        question, half = shown.question, half_width(text)
        if question.kind == "text" or question.name == "step":
            return
        unmatched.noted(self, half.strip())
        if half.lower() in ("u", "uu"):
            self._pressed(question, half.lower(), doubt)
        self.noted = False
        lists = self.lists is not None and question.name == "answer-sure" and self.lists(half)
        if (question.name == "figure-sure" or lists) and half.strip().isdecimal():
            self.figure = half.strip()
            raise Pressed("")
        answers = question.name in DUE and half.strip().lower() == GOES  # it may be meant for one
        if question.lettered and leads_out(half) and names_act(self.session, half):
            if not answers:
                self._leaves(question, half.strip().lower())
            self.astray = True
        listed = {str(n) for n in shown.numbers.values()} if not question.lettered else set()
        own = half.strip(NUMBER_ENDS) in listed or self.session.incident.closed is not None
        due = half.lower().strip() == "d" and _due(self.session)  # a bell named it there, too
        fast = question.name in FAST and not due
        own = own or fast or (question.name == "undo-which" and text.isdecimal())
        if not own and names_act(self.session, text, question.lettered):
            self.leave_open(question, True)
            self.named = text
            raise Pressed("")
        if refusals.is_letter(text):  # looks for nothing, and is no sentence
            return
        if shown.long and not text.isdecimal() and text not in MORE and shown.narrow(text):
            self.sought.append(text)
            self.sought_at = len(self.session.folder.entries)
            self.narrowed, doubt.open, doubt.came = True, False, 0.0
            return
        if unmatched.is_sought(shown, text) and refusals.tells(self.session, text):
            unmatched.keep(self, text)
            return
        if refusals.tells(self.session, text) or (text.isdecimal() and len(text) >= LONG):
            if question.name not in AGAIN:
                self.leave_open(question)
            self.noted = question.name in STANDS
            self.astray |= question.name in ("other", "closed")
            raise self.typed(TypedOn(note_of(text), sure=True))

    def typed(self, typed: TypedOn) -> TypedOn:
        """A sentence; whoever believes himself in another incident means that one."""
        if self.astray:
            typed.away, typed.astray = "next", True
        self.astray = False
        return typed

    def tell_unanswered(self) -> bool:
        """Questions that were left by a sentence or a key: that they were not answered, and where
        that recorded nothing, that too; whether one did not."""
        nothing = False
        for asked, at in dict(self.unanswered).items():  # each once, however often it was left
            key = "left-nothing" if self._nothing_since(at) else "left-open"
            nothing |= key == "left-nothing"
            self.say(word(self.session.lang, f"screen.{key}", asked=asked))
            self.went_back = None
        self.unanswered = []
        return nothing

    def tell_lost(self, question: Question) -> None:
        """Lines of a form that stand in no entry become a note, or stand in the next one's line
        where somebody went back; that nothing was recorded is said there, too."""
        texts, back = self.kept.lost()
        at, self.went_back = self.went_back, None
        stands = _recorded_since(self)
        sought = self._missed()
        if back:
            texts += sought
        elif sought:
            self._stays(sought)
        if texts and not back and self.session.message == self.session.saved:
            self.session.said_first = self.session.message  # the note says itself in its place
        if len(texts) > 1 and not back and question.name != "closed":
            _noted(self.session, texts)
            return
        text = " ".join(texts)
        if text and not back and question.name != "closed":
            raise TypedOn(text, sure=True)
        again = self.kept.not_taken_up()
        if text:
            self._stays(texts)
        elif again:
            self.say(word(self.session.lang, "screen.text-kept", text=again))
        elif at == len(self.session.folder.entries) and not self.session.message:
            said = word(self.session.lang, f"screen.went-back{'-from' if stands else ''}", n=stands)
            not_taken(said)


def _due(session: Session) -> bool:
    """Whether the key for what is due leads to something."""
    return bool(session.due() or session.registered.lapsed())


def _noted(session: Session, texts: Sequence[str]) -> None:
    """Lines of a form as they were typed, one note each, taken back by one key."""

    def act(draft: Draft) -> None:
        for text in texts:
            acts.note(draft, text)

    if texts:
        session.record(act)


def _named(question: Question, about: str, lang: str) -> str:
    """What it asks, of what led to it."""
    asked = question.text.strip()
    if question.kind == "text" and about and question.name not in BEHIND_CALL:  # as that stands
        return word(lang, "screen.left-of", what=about, asked=asked)
    return asked


def _recorded_since(leading: Leading) -> str:
    """The number of what a form recorded before it was gone back from; "" for nothing."""
    entries = leading.session.folder.entries
    new, leading.began = entries[leading.began :], len(entries)
    mine = [entry for entry in new if entry.id in leading.session.said_of]
    if not mine:
        return ""
    from kit.incidents.incident.show.entries import number

    return number(mine[0], entries)
