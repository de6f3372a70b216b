"""The guide without redrawing: its questions as numbered lines."""

from __future__ import annotations

import queue
import signal
from types import FrameType

from kit.ground.base.cells import width
from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Answer, Pressed, Question, TypedOn
from kit.ground.terminal.echo import ESCAPE
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.hand import LOOK, pause
from kit.ground.terminal.plain import (
    ask_again,
    lines,
    numbered,
    show,
    turned,
    understand,
    write,
)
from kit.ground.terminal.printed import BACK, MORE, Printed
from kit.incidents.incident.rules.views import current_of
from kit.incidents.incident.show.timer_lines import timer_line
from kit.live.guide.show.parts import (
    count,
    current_block,
    fold_line,
    header,
    other_line,
    standing,
    to_do,
)
from kit.live.guide.talk.flow import flow
from kit.live.guide.talk.session import Session

WIDTH = 78
SENTENCE = 3  # cells of a line that is no key and no number
LONG = 5  # digits of one that is no number of a line
BESIDE = 20  # what comes beside a step is counted from here: no list has that many choices
STEP = ("step", "complete")  # groups of keys that are the step's own


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
        self.beside: set[str] = set()  # what was printed beside the steps
        self.since = 0.0  # when the last was printed that a line may answer

    def ask(self, question: Question) -> Answer:
        """One question, asked until a line answers it. What falls due meanwhile is printed, and
        the line still answers what was asked. Raises ``KeyboardInterrupt`` at the end of input,
        ``TypedOn`` for a line that is a sentence, ``Pressed`` for a key that leads out."""
        session = self.session
        lines().drop_typed_ahead()
        refused = bool(session.alert or question.lines)
        _show_state(session, question)
        shown = _printed(session, question)
        self._known(shown)
        show(shown, session.lang)
        self.since = wall()
        while True:
            try:
                line = lines().get(session.next_change())
            except queue.Empty:
                if _moot(session, question, shown):
                    return None
                continue
            if line is None:
                raise KeyboardInterrupt
            if question.kind == "text":
                line = lines().joined(line)
            session.refresh()
            text = "<" if ESCAPE in line else clean(line, len(line))
            if question.typed and not text and not refused:
                text = question.typed
            if _goes_back(question, text):
                return None
            if not session.waiting and question.kind == "text":
                self._led_out(question, text)
            answer = understand(shown, text)
            if answer is not None and not self._unread(question, answer):
                self._known(shown)
                return answer
            if answer is not None:
                write(word(session.lang, "screen.key-early"))
                ask_again(shown, session.lang)
            else:
                if not session.waiting and question.kind != "text" and question.name != "step":
                    _instead(text)
                self._turned(shown, text)
                self._known(shown)
            self.since = wall()

    def _known(self, shown: Printed) -> None:
        """What stands beside the steps has the same number at each: printed once it answers to it
        wherever it is offered."""
        if shown.question.name == "step":
            offered = {option.name for option in shown.question.options}
            self.beside |= {name for name in shown.seen if shown.numbers[name] > BESIDE}
            shown.seen |= self.beside & offered

    def _unread(self, question: Question, answer: str) -> bool:
        """What records at a step answers none that nobody can have read yet: a number typed twice,
        or the rest of an act whose first line was not understood."""
        if question.name != "step" or wall() - self.since >= LOOK * pause():
            return False
        return not any(o.opens for o in question.options if o.name == answer)

    def _led_out(self, question: Question, text: str) -> None:
        """The key that a ring names, and the one that takes back, are no answers to what is
        asked; a sentence where a code closes the incident is a note."""
        if text == "u" or (text == "d" and self.session.due()):
            raise Pressed(text)
        if question.name == "close" and width(text) > 2 * SENTENCE:
            raise TypedOn(text, sure=True)

    def _turned(self, shown: Printed, text: str) -> None:
        """A sentence where the step's number was wanted, or a number too long to be one of them."""
        words = len(text) >= LONG if text.isdecimal() else _sentence(text)
        if shown.question.name == "step" and words:
            raise TypedOn(text, sure=True)
        if shown.question.name == "step" and text == BACK:
            show(shown, self.session.lang)
        else:
            turned(shown, text, self.session.lang)


def _instead(text: str) -> None:
    """A line that answers nothing in a list: a key that leads out of it, or a sentence."""
    if text.lower() == "u":
        raise Pressed("u")
    if _sentence(text) and not text.isdecimal():
        raise TypedOn(text, sure=True)


def _sentence(text: str) -> bool:
    """Three letters, or two characters of Chinese."""
    return width(text) >= SENTENCE and text not in MORE


def _printed(session: Session, question: Question) -> Printed:
    """Its lines. At a step the step's own are counted from 1 and all others from ``BESIDE``, each
    in its place whether or not it is offered now: it has the same number at every step."""
    if question.name == "closed":
        return Printed(numbered(question))
    if question.name != "step":
        return Printed(question)
    question = numbered(question)
    own = [key.name for key in session.offered() if key.group in STEP]
    names = list(dict.fromkeys(key.name for key in session.keys if key.group not in STEP))
    numbers = {name: max(BESIDE, len(own)) + n for n, name in enumerate(names, 1)}
    numbers.update({name: n for n, name in enumerate(own, 1)})
    return Printed(question, numbers)


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
    told = _tell_clock(session)
    if question.kind == "choice" and session.moot(question):
        write(f"\n{word(session.lang, f'screen.{question.over}')}")
        return True
    if _tell_rings(session) or told:
        ask_again(shown, session.lang)
    return False


def _tell_rings(session: Session) -> bool:
    """What rings now, with one bell for all of it; whether anything did. Many push the prompt off
    the screen: where one types stands below them again, with what is half typed. A silent type
    says nothing until somebody looks."""
    if session.silent or session.waiting:
        return False
    bell = "\a"
    rings = session.rings.new()
    for ring in rings:
        key = "plain" if ring.own else "registered" if ring.how else "other"
        write(f"{bell}\n{word(session.lang, f'screen.ring-{key}', what=ring.text, how=ring.how)}")
        bell = ""
    if rings:
        session.drawn = [timer.key for timer in session.due()]
    return bool(rings)


def _tell_clock(session: Session) -> bool:
    """A sleep or a clock that was set, once; whether there was one."""
    told = bool(session.clocks.news)
    if told:
        write(f"\n{session.clocks.news}")
        session.clocks.news = ""
    return told


def _show_state(session: Session, question: Question) -> None:
    """What the picture would show, as lines, before each step; only the acknowledgement else."""
    _tell_clock(session)
    if session.message or session.alert:
        write(" ".join(part for part in (session.message, session.alert) if part))
        session.message = session.alert = ""
    if question.typed and not question.lines:
        write(word(session.lang, "screen.typed", text=question.typed))
    if question.kind == "text":
        write(word(session.lang, f"screen.back-{'counts' if question.counts else 'text'}"))
    if question.name == "silent":
        for line in text_of(other_line(session.lang, WIDTH, session.extras(), True)):
            write(line)
    if question.name != "step":
        return
    incident, lang, now = session.incident, session.lang, session.now().wall
    write()
    write(text_of([header(incident, now, lang, WIDTH, session.extras())])[0])
    due = session.due()
    session.drawn = [timer.key for timer in due]
    for timer in [*due, *(t for t in incident.running() if not t.ringing(now))]:
        write(text_of([timer_line(session.shown, timer, now, lang, WIDTH)])[0])
    extras = session.extras()
    session.drawn_other = extras.other[0].ref if extras.other is not None else ""
    elsewhere = [*other_line(lang, WIDTH, extras, False), *extras.registered(WIDTH, False)]
    for line in text_of(elsewhere):
        write(line)
    every = incident.views()
    view = current_of(incident, session.unfolded, every)
    behind = fold_line(every, lang, session.unfolded)
    if view is None:
        write(word(lang, "screen.own-done" if behind else "screen.all-done"))
        return
    for part in standing(incident, view, lang, every):
        for _, text in part:
            write(f" {text}")
    views = to_do(every, session.unfolded)
    write("  ".join(filter(None, (count(incident, views, view, view.phase, lang), behind))))
    block = current_block(session.shown, view, lang, WIDTH)
    block = [line for line in block if line[0][0] != "choice"]
    for line in text_of(block):  # the choices come as numbered options
        write(line)
