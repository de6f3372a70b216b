"""The guide without redrawing: its questions as numbered lines."""

from __future__ import annotations

import queue
import signal
from types import FrameType

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.ask import Answer, Due, Question
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.plain import lines, numbered, prompt, show, understand, write
from kit.incidents.guide.show.parts import count, current_block, header, standing, to_do
from kit.incidents.guide.talk.flow import flow
from kit.incidents.guide.talk.session import Session
from kit.incidents.incident.show.timer_lines import timer_line

WIDTH = 78


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
        answer = ask(session, question)
        try:
            question = asked.send(answer)
        except StopIteration as stop:
            return int(stop.value or 0)


def ask(session: Session, question: Question) -> Answer:
    """One question, asked until a line answers it or something rings. Raises
    ``KeyboardInterrupt`` at the end of input."""
    shown = numbered(question) if question.name == "step" else question
    lines().drop_typed_ahead()
    _show_state(session, question)
    show(shown, session.lang)
    while True:
        try:
            line = lines().get(session.next_change())
        except queue.Empty:
            session.refresh()
            _tell_clock(session)
            _tell_rings(session, shown)
            continue
        if line is None:
            raise KeyboardInterrupt
        session.refresh()
        session.rings.new()
        text = clean(line)
        due = session.rings.first()
        if due is not None and not question.undisturbed:
            return Due(due.key, text)
        if question.typed and not text:
            text = question.typed
        back = text in ("<", "esc") or (text == "" and question.kind != "text")
        if back and question.name != "step":
            return None
        if text in ("0", "?") and shown.first:
            shown = msgspec.structs.replace(shown, first=0)
            show(shown, session.lang)
            continue
        answer = understand(shown, text)
        if answer is not None:
            return answer
        write(word(session.lang, "screen.again"))
        show(shown, session.lang)


def _tell_rings(session: Session, question: Question) -> None:
    """What has just begun to ring, with one bell for all that fell due together. Many push the
    prompt off the screen: where one types stands below them again."""
    bell = "" if session.silent else "\a"
    rings = session.rings.new()
    for what in rings:
        write(f"{bell}\n{word(session.lang, 'screen.ring-plain', what=what)}")
        bell = ""
    if rings and question.kind == "text":
        prompt(question.text)
    elif rings and question.kind != "keys":
        prompt(word(session.lang, "screen.number-prompt"))


def _tell_clock(session: Session) -> None:
    """A sleep or a clock that was set, once."""
    if session.clock_news:
        write(f"\n{session.clock_news}")
        session.clock_news = ""


def _show_state(session: Session, question: Question) -> None:
    """What the picture would show, as lines, before each step; only the acknowledgement else."""
    _tell_clock(session)
    if session.message:
        write(session.message)
        session.message = ""
    if question.typed:
        write(word(session.lang, "screen.typed", text=question.typed))
    if question.name != "step":
        return
    incident, lang, now = session.incident, session.lang, session.now().wall
    write()
    write(text_of([header(incident, now, lang, WIDTH, session.extras())])[0])
    for timer in incident.running():
        write(text_of([timer_line(incident, timer, now, lang, WIDTH)])[0])
    view = incident.current()
    if view is None:
        write(word(lang, "screen.all-done"))
        return
    for line in text_of(standing(incident, view.phase, lang, 400)):
        write(line)
    write(count(incident, to_do(incident), view, view.phase, lang))
    block = [line for line in current_block(incident, view, lang, WIDTH) if line[0][0] != "choice"]
    for line in text_of(block):  # the choices come as numbered options
        write(line)
