"""The guide without redrawing: its questions as numbered lines."""

from __future__ import annotations

import queue
import signal
from types import FrameType

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Pressed, Question, TypedOn
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.plain import (
    lines,
    not_understood,
    numbered,
    prompt,
    show,
    understand,
    write,
)
from kit.incidents.incident.show.timer_lines import timer_line
from kit.live.guide.show.parts import count, current_block, header, other_line, standing, to_do
from kit.live.guide.talk.flow import flow
from kit.live.guide.talk.session import Session

WIDTH = 78
SENTENCE = 3  # characters of a line that is no key and no number


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def run_plain(session: Session) -> int:
    """Run the guide with numbered questions; the exit code. End of input leaves it."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    asked = flow(session)
    question = next(asked)
    while True:
        try:
            try:
                answer = ask(session, question)
            except (TypedOn, Pressed) as instead:
                question = asked.throw(instead)
            else:
                question = asked.send(answer)
        except StopIteration as stop:
            return int(stop.value or 0)


def ask(session: Session, question: Question) -> Answer:
    """One question, asked until a line answers it. What falls due meanwhile is printed, and the
    line still answers what was asked. Raises ``KeyboardInterrupt`` at the end of input, ``TypedOn``
    for a line that is a sentence, ``Pressed`` for a key that leads out of a list."""
    shown = numbered(question) if question.prose and question.options else question
    lines().drop_typed_ahead()
    _show_state(session, question)
    show(shown, session.lang)
    while True:
        try:
            line = lines().get(session.next_change())
        except queue.Empty:
            session.refresh()
            _tell_clock(session)
            if question.kind == "choice" and session.moot(question):
                write(f"\n{word(session.lang, f'screen.{question.over}')}")
                return None
            _tell_rings(session, shown)
            continue
        if line is None:
            raise KeyboardInterrupt
        if question.kind == "text":
            line = lines().joined(line)
        session.refresh()
        text = clean(line, len(line))
        if question.typed and not text:
            text = question.typed
        needed = question.kind == "text" and (question.optional or question.default)
        back = text in ("<", "esc") or (text == "" and not needed)  # an empty note is none
        if back and question.name != "step":
            return None
        if text in ("0", "?") and shown.first:
            shown = msgspec.structs.replace(shown, first=0)
            show(shown, session.lang)
            continue
        answer = understand(shown, text)
        if answer is not None:
            return answer
        if not session.waiting and question.kind != "text":
            _instead(text)
        write(not_understood(shown, session.lang))
        show(shown, session.lang)


def _instead(text: str) -> None:
    """A line that answers nothing in a list: a key that leads out of it, or a sentence."""
    if text.lower() == "u":
        raise Pressed("u")
    if len(text) >= SENTENCE and not text.isdecimal():
        raise TypedOn(text)


def _tell_rings(session: Session, question: Question) -> None:
    """What rings now, with one bell for all of it. Many push the prompt off the screen: where one
    types stands below them again. A silent type says nothing until somebody looks."""
    if session.silent or session.waiting:
        return
    bell = "\a"
    rings = session.rings.new()
    for ring in rings:
        key = "screen.ring-plain" if ring.own else "screen.ring-other"
        write(f"{bell}\n{word(session.lang, key, what=ring.text)}")
        bell = ""
    if rings:
        session.drawn = [timer.key for timer in session.due()]
    if rings and question.kind == "text":
        prompt(question.text)
    elif rings and question.kind != "keys":
        key = "letter-prompt" if question.lettered else "number-prompt"
        prompt(word(session.lang, f"screen.{key}"))


def _tell_clock(session: Session) -> None:
    """A sleep or a clock that was set, once."""
    if session.clock_news:
        write(f"\n{session.clock_news}")
        session.clock_news = ""


def _show_state(session: Session, question: Question) -> None:
    """What the picture would show, as lines, before each step; only the acknowledgement else."""
    _tell_clock(session)
    if session.message or session.alert:
        write(" ".join(part for part in (session.message, session.alert) if part))
        session.message = session.alert = ""
    if question.typed:
        write(word(session.lang, "screen.typed", text=question.typed))
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
        write(text_of([timer_line(incident, timer, now, lang, WIDTH)])[0])
    extras = session.extras()
    session.drawn_other = extras.other[0].ref if extras.other is not None else ""
    for line in text_of(other_line(lang, WIDTH, extras, False)):
        write(line)
    view = incident.current()
    if view is None:
        write(word(lang, "screen.all-done"))
        return
    for part in standing(incident, view.phase, lang):
        for _, text in part:
            write(f" {text}")
    write(count(incident, to_do(incident), view, view.phase, lang))
    block = [line for line in current_block(incident, view, lang, WIDTH) if line[0][0] != "choice"]
    for line in text_of(block):  # the choices come as numbered options
        write(line)
