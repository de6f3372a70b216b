"""The guide without redrawing: its questions as numbered lines."""

from __future__ import annotations

import queue
import signal
from types import FrameType

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.terminal.ask import Due, Option, Question
from kit.ground.terminal.fragments import text_of
from kit.ground.terminal.plain import lines, prompt, show, understand, write
from kit.incidents.guide.show.picture import current_block, filled, header, standing, timer_line
from kit.incidents.guide.talk.flow import Guide
from kit.incidents.incident.show.phases import phase_name

WIDTH = 78


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
