"""The guide without redrawing: its questions as numbered lines."""

from __future__ import annotations

import queue
import signal
from types import FrameType

import msgspec

from kit.ground.base.cells import width
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Answer, Option, Pressed, Question, TypedOn
from kit.ground.terminal.echo import ESCAPE
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import ask_again, lines, show, turned, understand, write
from kit.ground.terminal.printed import BACK, MORE, NUMBER_ENDS, Printed
from kit.ground.terminal.typed import bare
from kit.live.guide.talk.flow import flow
from kit.live.guide.talk.kept import LONG, SENTENCE, Kept, sentence
from kit.live.guide.talk.numbers import Doubt, meaning, printed, records, unread
from kit.live.guide.talk.session import Session
from kit.live.guide.talk.told import show_state, tell_clock, tell_rings

COMMANDS = ("start", "guide", "list", "board", "show", "note", "tick", "call", "close", "shift")


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def run_plain(session: Session) -> int:
    """Run the guide with numbered questions; the exit code. End of input leaves it."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    run = Run(session)
    asked = flow(session)
    lines().echo.hold()
    try:
        question = next(asked)
        while True:
            try:
                try:
                    answer = run.ask(question)
                except (TypedOn, Pressed) as instead:
                    question = asked.throw(instead)
                else:
                    question = asked.send(answer)
            except StopIteration as stop:
                return int(stop.value or 0)
    finally:
        lines().echo.give_back()


class Run:
    """Text that was typed where a number was wanted is a note, and said to be one: Enter was
    pressed behind it, and nobody types it again."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.since = 0.0  # when the last was printed that a line may answer
        self.doubt = Doubt()
        self.kept = Kept(session)
        self.ahead = ""  # the answer to what is asked next, given with the one before
        self.unanswered: tuple[str, int] | None = None  # what was asked, and entries by then
        self.led = ""  # what the last line at a step led to

    def ask(self, question: Question) -> Answer:
        """One question, asked until a line answers it. What falls due meanwhile is printed, and
        the line still answers what was asked. Raises ``KeyboardInterrupt`` at the end of input,
        ``TypedOn`` for a line that is a sentence, ``Pressed`` for a key that leads out."""
        ahead, self.ahead = self.ahead, ""
        if ahead and question.name == "undo":
            return ahead
        refused = bool(self.session.alert or question.lines)
        question = self._begun(question)
        show_state(self.session, question)
        shown = printed(self.session, question)
        self.since = wall()
        show(shown, self.session.lang)
        while True:
            text = self._line(question, shown)
            if text is None:
                self.kept.back = True
                return None
            if question.typed and not text and not refused:
                text = question.typed
            if _goes_back(question, text):
                self.kept.back = True
                return None
            answer = self._answered(shown, text)
            if answer is not None:
                return answer

    def _line(self, question: Question, shown: Printed) -> str | None:
        """The next line; ``None`` where the question is over by itself."""
        while True:
            try:
                line = lines().get(self.session.next_change())
            except queue.Empty:
                if _moot(self.session, question, shown):
                    return None
                continue
            if line is None:
                raise KeyboardInterrupt
            if question.kind == "text":
                line = lines().joined(line)
            self.session.refresh()
            return "<" if ESCAPE in line else clean(line, len(line))

    def _begun(self, question: Question) -> Question:
        """What became of what was typed before, and what came too early for this."""
        self._tell_unanswered(question)
        if question.name in ("step", "closed"):
            self._tell_lost(question)
            self.doubt.open |= self.led == "other"  # it led nowhere
            self.led = ""
        back = self.kept.asked_back(question)
        if back:
            self.doubt.open = True
            self.doubt.number = question.name if bare(back) else ""
        ahead = [clean(line, len(line)) for line in lines().typed_ahead()]
        text = " ".join(line for line in ahead if line)
        if question.recalls and not question.typed and self.kept.left:
            text, self.kept.left = f"{self.kept.left} {text}".strip(), ""
        if text and question.kind == "text" and not text.isdecimal() and not question.typed:
            return msgspec.structs.replace(question, typed=text)
        if sentence(text) and not self.session.waiting:
            raise TypedOn(text, sure=True)
        if text:
            self.doubt.open = True
            write(word(self.session.lang, "screen.typed-ahead", text=text))
        return question

    def _answered(self, shown: Printed, text: str) -> str | None:
        """The answer that a line gives; ``None`` where it gives none, which is said."""
        session, question = self.session, shown.question
        if command_typed(text):
            write(word(session.lang, "screen.kit-inside"))
            self._again(shown)
            return None
        if not session.waiting and question.kind == "text":
            self._led_out(question, text)
        answer = understand(shown, text)
        if answer is None:
            if not session.waiting and question.kind != "text" and question.name != "step":
                self._instead(question, text)
            self.since = wall()
            self._turned(shown, text)
            return None
        if not self._counts(shown, text, answer) or not self._meant(question, text):
            return None
        self.doubt = Doubt()
        self.led = answer if question.name == "step" else ""
        self.kept.typed(question, text)
        return answer

    def _again(self, shown: Printed) -> None:
        """What a line did not answer stands there once more."""
        self.doubt.open, self.since = True, wall()
        ask_again(shown, self.session.lang)

    def _counts(self, shown: Printed, text: str, answer: str) -> bool:
        """What records at once answers nothing that nobody can have read yet, a number typed twice
        or the rest of an act whose first line did not count: then it is asked about, and counts
        when it is typed once more."""
        question, doubt = shown.question, self.doubt
        early = unread(lines().begun, self.since)
        leaves = any(o.leaves for o in question.options if o.name == answer)
        if not records(question, answer) and not (leaves and early and question.name == "step"):
            return True
        if not early and doubt.counts(answer):
            return True
        option = next(o for o in question.options if o.name == answer)
        key = "early-sure" if early else "number-sure"
        what = meaning(self.session, option, question)
        write(word(self.session.lang, f"screen.{key}", what=what, text=half_width(text)))
        doubt.ask(answer)
        self._again(shown)
        return False

    def _meant(self, question: Question, text: str) -> bool:
        """Whether words answer a line in which a number was refused just before: they may be what
        that number was for. Raises ``TypedOn`` where they are a note."""
        if self.doubt.number != question.name or not sentence(text):
            return True
        self.doubt = Doubt()
        lang = self.session.lang
        options = [
            Option("yes", word(lang, "screen.read-back-yes"), "y"),
            Option("note", word(lang, "screen.read-back-note", text=text), "n"),
        ]
        asked = word(lang, "screen.words-sure", asked=question.text, text=text)
        try:
            picked = self.ask(Question("read-back", asked, options=options, lettered=True))
        except TypedOn as typed:
            raise TypedOn(f"{text} {typed.text}", sure=True) from None
        if picked == "yes":
            return True
        raise TypedOn(text, sure=True)

    def _led_out(self, question: Question, text: str) -> None:
        """The key that a ring names, and the one that takes back, are no answers to what is
        asked; a sentence where a code closes the incident is a note."""
        key = half_width(text).lower()
        if key in ("u", "uu") or (key == "d" and self.session.due()):
            self._pressed(question, key)
        if question.name == "close" and width(text) > 2 * SENTENCE:
            raise TypedOn(text, sure=True)

    def _pressed(self, question: Question, key: str) -> None:
        """Leave the question by a key; ``uu`` at the step answers what taking back asks, too: in a
        form, or behind a line that did not count, it may be meant for what is no entry yet."""
        self.unanswered = question.text, len(self.session.folder.entries)
        if question.name == "step":
            self.unanswered = None
        self.kept.led_out()
        at_once = key == "uu" and question.name == "step" and not self.doubt.open
        self.ahead = "yes" if at_once else ""
        raise Pressed(key[0])

    def _instead(self, question: Question, text: str) -> None:
        """A line that answers nothing in a list: a key that leads out of it, or a sentence."""
        if half_width(text).lower() in ("u", "uu"):
            self._pressed(question, half_width(text).lower())
        if sentence(text):
            if question.name != "read-back":
                self.unanswered = question.text, len(self.session.folder.entries)
                self.kept.led_out()
            raise TypedOn(text, sure=True)

    def _turned(self, shown: Printed, text: str) -> None:
        """A sentence where the step's number was wanted, or a number too long to be one of them."""
        lang, at_step = self.session.lang, shown.question.name == "step"
        words = len(text) >= LONG if text.isdecimal() else sentence(text)
        if at_step and half_width(text).lower() == "uu":
            self._pressed(shown.question, "uu")
        if at_step and words:
            raise TypedOn(text, sure=True)
        if at_step and text == BACK:
            show(shown, lang)
            return
        if text in MORE or text == "？":
            self.doubt = Doubt()
        elif text:
            self.doubt.open = self.doubt.open or shown.question.kind != "text"
        if at_step and text and text not in MORE and text != "？":
            there = {str(shown.numbers[o.name]) for o in shown.question.options}
            unseen = half_width(text).strip(NUMBER_ENDS) in there
            write(word(lang, f"screen.again-{'unseen' if unseen else 'step'}", text=text))
            ask_again(shown, lang)
            return
        turned(shown, text, lang)

    def _tell_unanswered(self, question: Question) -> None:
        """A question that was left by a sentence or a key: that it was not answered, and where that
        recorded nothing, that too."""
        if self.unanswered is None or question.name not in ("step", "closed"):
            return
        (asked, at), self.unanswered = self.unanswered, None
        new = {entry.event.kind for entry in self.session.folder.entries[at:]}
        key = "left-open" if new - {"note"} else "left-nothing"
        write(word(self.session.lang, f"screen.{key}", asked=asked))

    def _tell_lost(self, question: Question) -> None:
        """Lines of a form that stand in no entry become a note, or stand in the next one's line
        where somebody went back."""
        text, back = self.kept.lost()
        if not text:
            return
        if back or question.name == "closed":
            self.kept.left = text
            write(word(self.session.lang, "screen.text-left", text=text))
        else:
            raise TypedOn(text, sure=True)


def command_typed(text: str) -> bool:
    """A line that was meant for the shell."""
    words = text.lower().split()
    return len(words) > 1 and words[0] == "kit" and words[1] in COMMANDS


def _goes_back(question: Question, text: str) -> bool:
    """Whether the line goes back: an empty note is none."""
    if question.name == "step":
        return False
    needed = question.kind == "text" and (question.optional or question.default)
    back = text == BACK and not question.counts
    return back or text in ("<", "esc") or (text == "" and not needed)


def _moot(session: Session, question: Question, shown: Printed) -> bool:
    """Something fell due, or came from elsewhere: whether the question is over by it."""
    session.refresh()
    told = tell_clock(session)
    if question.kind == "choice" and session.moot(question):
        write(f"\n{word(session.lang, f'screen.{question.over}')}")
        return True
    if tell_rings(session) or told:
        ask_again(shown, session.lang)
    return False


