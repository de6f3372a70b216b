"""The same questions without redrawing: numbered lines in, numbered lines out. For screen readers,
old consoles and ``TERM=dumb``."""

from __future__ import annotations

import os
import queue
import select
import signal
import sys
import threading
from types import FrameType

import msgspec

from kit.core.acts import clean
from kit.here import wall
from kit.live.alarm import LOOK, Alarm
from kit.live.ask import Due, Left, Option, Question
from kit.live.guide import Guide
from kit.render.frame import current_block, filled, header, standing, text_of, timer_line
from kit.render.phases import phase_name
from kit.render.words import word

WIDTH = 78


class Lines:
    """Lines typed by the person, read on a thread so that timers can be told while it waits."""

    def __init__(self) -> None:
        self.queue: queue.Queue[str | None] = queue.Queue()
        self.alarm = Alarm()
        self._told, self._tell = os.pipe() if self.alarm.fd >= 0 else (-1, -1)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                line = sys.stdin.readline()
            except (OSError, ValueError):
                line = ""
            self.queue.put(line or None)
            if self._tell >= 0:
                os.write(self._tell, b".")
            if not line:
                return

    def get(self, timeout: float | None) -> str | None:
        """The next line, ``None`` at the end of input. Raises ``queue.Empty`` after ``timeout``
        seconds by the wall clock, or sooner, so that a sleep or a set clock is told at once."""
        if timeout is None:
            return self.queue.get()
        if not self.alarm.set(wall() + timeout):
            return self.queue.get(timeout=min(timeout, LOOK))
        if self.queue.empty():
            ready, _, _ = select.select([self._told, self.alarm.fd], [], [], timeout + 1)
            self.alarm.clear()
            if self._told in ready:
                os.read(self._told, 4096)
        return self.queue.get_nowait()

    def drop_typed_ahead(self) -> None:
        while not self.queue.empty():
            if self.queue.get_nowait() is None:
                self.queue.put(None)
                return


_lines: Lines | None = None


def lines() -> Lines:
    global _lines
    if _lines is None:
        _lines = Lines()
    return _lines


def write(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def prompt(text: str) -> None:
    sys.stdout.write(text + " ")
    sys.stdout.flush()


class PlainAsker:
    """Single questions outside the guide."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def ask(self, question: Question) -> str:
        while True:
            show(question, self.lang)
            line = lines().get(None)
            if line is None:
                raise Left
            answer = understand(question, clean(line))
            if answer is not None:
                return answer
            write(word(self.lang, "screen.again"))


def show(question: Question, lang: str) -> None:
    for line in question.lines:
        write(line)
    if question.kind == "text":
        prompt(question.text)
        return
    if question.text:
        write(question.text)
    if question.kind == "keys":
        return
    shown = question.first or len(question.options)
    for number, option in enumerate(question.options[:shown], 1):
        write(f"  {number}  {option.label}")
    if shown < len(question.options):
        write(f"  0  {word(lang, 'screen.do-more')}")
    prompt(word(lang, "screen.number-prompt"))


def understand(question: Question, text: str) -> str | None:
    """The answer that a typed line gives; ``None`` when it gives none."""
    if question.kind == "text":
        if text or question.optional:
            return text
        return question.default or None
    if text.isdecimal() and 1 <= int(text) <= len(question.options):
        return question.options[int(text) - 1].name
    for option in question.options:
        if text and text.lower() in (option.key, option.name):
            return option.name
    return None


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def run_plain(session: Guide) -> int:
    """Run the guide with numbered questions; the exit code. End of input leaves it."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    flow = session.flow()
    question = next(flow)
    while True:
        answer = _ask(session, question)
        try:
            question = flow.send(answer)
        except StopIteration as stop:
            return int(stop.value or 0)


def _ask(session: Guide, question: Question) -> str | Due | None:
    session.asked(question.name)
    shown = _step_question(session) if question.name == "step" else question
    lines().drop_typed_ahead()
    _show_state(session, question)
    show(shown, session.lang)
    asking_due = question.name.startswith(("due", "snooze"))
    while True:
        try:
            line = lines().get(session.next_change())
        except queue.Empty:
            session.refresh()
            _tell_clock(session)
            bell = "" if session.silent else "\a"
            rings = session.new_rings()
            for what in rings:
                write(f"{bell}\n{word(session.lang, 'screen.ring-plain', what=what)}")
                bell = ""  # one ring for all that fell due together
            if rings:
                _prompt_again(shown, session.lang)
            continue
        if line is None:
            raise KeyboardInterrupt
        session.refresh()
        session.new_rings()
        text = clean(line)
        due = session.ringing()
        if due is not None and not asking_due:
            return Due(due.key, text)
        if question.typed and not text:
            text = question.typed
        back = text in ("<", "esc") or (text == "" and question.kind != "text")
        if back and question.name != "step":
            if question.name.startswith("due:"):
                session.put_aside()
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


def _prompt_again(question: Question, lang: str) -> None:
    """Many rings push the prompt off the screen: where one types stands below them again."""
    if question.kind == "text":
        prompt(question.text)
    elif question.kind != "keys":
        prompt(word(lang, "screen.number-prompt"))


def _tell_clock(session: Guide) -> None:
    """A sleep or a clock that was set, once."""
    if session.clock_news:
        write(f"\n{session.clock_news}")
        session.clock_news = ""


def _show_state(session: Guide, question: Question) -> None:
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
    here = [v for v in incident.views() if v.phase == view.phase and v.step.answer != "know"]
    ready = sum(v.state.status not in ("open", "doing", "deferred") for v in here)
    phase = phase_name(incident, view.phase, lang, view.plan)
    write(word(lang, "screen.count", phase=phase, k=ready + 1, n=len(here)))
    block = [line for line in current_block(incident, view, lang, WIDTH) if line[0][0] != "choice"]
    for line in text_of(block):  # the choices come as numbered options
        write(line)


def _step_question(session: Guide) -> Question:
    """The step's keys as numbered options: the step's own choices first."""
    incident, lang = session.incident, session.lang
    view = incident.current()
    options: list[Option] = []
    if view is None:
        options.append(Option("close", word(lang, "screen.do-close"), "enter"))
    else:
        kind = view.step.answer
        if kind == "choice":
            for number, choice in enumerate(view.step.choices, 1):
                label = filled(incident, choice.get(lang), view, lang)
                options.append(Option(f"pick:{number}", label))
        elif kind == "call":
            options.append(Option("done", word(lang, "screen.reached")))
            options.append(Option("no-answer", word(lang, "screen.not-reached"), "x"))
        elif kind == "done":
            options.append(Option("done", word(lang, "screen.status-done")))
        else:
            options.append(Option("done", word(lang, "screen.do-answer")))
        for name, key in (("skip", "s"), ("later", "l"), ("hand", "h"), ("na", "a")):
            options.append(Option(name, word(lang, f"screen.do-{name}"), key))
    first = len(options) if view is not None else 0
    for name, key in (
        ("note", "n"),
        ("call", "c"),
        ("timers", "t"),
        ("back", "b"),
        ("steps", "g"),
    ):
        options.append(Option(name, word(lang, f"screen.do-{name}"), key))
    if incident.level_plan() is not None:
        options.append(Option("raise", word(lang, "screen.do-raise"), "+"))
        options.append(Option("lower", word(lang, "screen.do-lower"), "-"))
    said = (("words", "w"), ("report", "r"))
    for name, key in (*said, ("callback", "k"), ("improve", "i"), ("plan", "p")):
        options.append(Option(name, word(lang, f"screen.do-{name}"), key))
    if view is not None:
        options.append(Option("close", word(lang, "screen.do-close"), "e"))
    options.append(Option("leave", word(lang, "screen.do-leave"), "q"))
    return Question("step", "", "choice", options, first=first)
