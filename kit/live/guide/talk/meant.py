"""Words that may be meant for something else than the line of a form in which they were typed; an
answer to what is due that may be meant for what stood in its place before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.journal.refs import LETTERS
from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Option, Pressed, Question, TypedOn
from kit.ground.terminal.hand import DOING, pause
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import lines
from kit.ground.terminal.printed import Printed
from kit.incidents.incident.rules.urgency import life_critical
from kit.live.guide.talk.by_another import no_person
from kit.live.guide.talk.by_post import posts, whole
from kit.live.guide.talk.foremost import came, sure
from kit.live.guide.talk.kept import LONG, is_figure, sentence
from kit.live.guide.talk.numbers import REST, Doubt, names_act, note_of
from kit.live.guide.talk.refusals import no_name
from kit.live.guide.talk.said_at_once import goes_back
from kit.live.guide.talk.so_soon import CALLS
from kit.live.guide.talk.whom_now import in_doubt

FIGURES = ("value", "due-value")  # forms in which the number of an act would be an answer
# What is typed there as they open may be for something else.
UNREAD = (*FIGURES, "due-who", "call-name")
ACT = 2  # digits of the number of an act, of this step or the one that is believed to be next
CALLED = ("due-who", "call-name")  # forms that the whole name of a post answers
UNSEEN = 1.0  # seconds from a question for a name to a line typed before it was read
READING = 2.0  # seconds from a form to a figure typed for what it asks

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run


def meant(run: Run, shown: Printed, text: str) -> bool:
    """Whether a line answers what asks for words, behind one that did not count there: it may be
    what that one was for; or whether words are a name, and no sentence. Raises ``TypedOn`` where
    they are a note."""
    question = shown.question
    if question.name in ("due", "forecast-now"):
        return _of_this_one(run, question, text)
    one, before = half_width(text).strip(), run.doubt.form == question.name
    read = lines().begun - run.stood >= REST  # it has stood there so long that it was seen
    unseen = run.pace.unseen and question.kind == "text" and not read
    fresh = unseen or just_opened(run, question)
    figure = one.isdecimal() and len(one) < LONG
    unread = run.doubt.figures and lines().begun - run.since < READING
    act = len(one) == 1 or (len(one) <= ACT and names_act(run.session, one))
    figure = figure and (unread or (fresh and act))
    behind = (before or fresh) and question.name != "note"
    # Words for a form that the hand itself opened are its answer, however quick, but for names.
    doubtful = unseen or (fresh and (question.safe or question.grave or _counts_of(run, text)))
    words = bool(text) if doubtful else before and sentence(text)
    words = words and not (question.name in CALLED and whole(run.session, text))
    behind = behind and (figure or (words and not _taken_at_once(question, fresh)))
    quick = pause() > 0 and lines().begun - run.stood < UNSEEN
    named = no_name(question, text) or no_person(run.session, question, text, quick)
    if not behind and not named:
        run.pace.unseen = False
        return True
    run.doubt, run.pace.unseen = Doubt(), False
    lang = run.session.lang
    back = Option("note", word(lang, "screen.read-back-note", text=text), "n")
    if figure:
        back = Option("back", word(lang, "screen.due-back"), "b")
    options = [Option("yes", word(lang, "screen.read-back-yes"), "y"), back]
    key = f"screen.{'words' if before and behind else 'unseen' if behind else 'name'}-sure"
    asked = word(lang, key, asked=question.text.strip(), text=text)
    name = "figure-sure" if figure and question.safe else "answer-sure" if figure else "read-back"
    if not figure:
        run.kept.refused(question, text)  # where somebody leaves from here it is a note
    sure = Question(name, asked, options=options, lettered=True, rings=True)

    def fits(more: str) -> bool:
        return question.safe and is_figure(more)

    said = picked(run, sure, sure if figure else question, "" if figure else text, fits)
    if not figure:
        run.kept.noted_at_once()
    if run.over:
        return False
    if said == "yes":
        run.session.confirmed = text
        return True
    if figure:
        run.again(shown)
        run.doubt.figures = True
        return False
    if said is None:
        goes_back(run, shown, text)
        return False
    raise TypedOn(text, sure=True)


def picked(
    run: Run,
    asked: Question,
    left: Question,
    words: str,
    fits: Callable[[str], bool] = lambda _: False,
) -> str | None:
    """What is said of a line that is asked about. What is typed over the question is a note of its
    own, behind the one that the ``words`` are; nothing is asked any more by then, and ``left`` is
    said to be unanswered: a ``y`` some lines on is not meant for it. What
    ``fits`` there takes the line's place (``over``). A post's name is no note: it waits."""
    from kit.live.guide.talk.fronted import record  # it reads no times

    session = run.session
    try:
        return run.ask(asked)
    except Pressed:
        if not (run.leading.figure and fits(run.leading.figure)):
            raise
        run.over, run.leading.figure = run.leading.figure, ""
        return None
    except TypedOn as typed:
        if fits(typed.text):
            run.over = typed.text
            return None
        post = bool(words) and bool(posts(session, words))
        noted = bool(words) and not post and record(session, words)
        if noted:
            session.understood = session.word("said-too", text=session.message)
        if session.ended:
            raise Pressed("") from None
        run.leading.leave_open(left, by_key=post, noted=noted)
        raise


def closes(run: Run, shown: Printed, option: Option) -> bool:
    """Whether the incident is to be closed, where how it ended was typed before that can have been
    read: one question of its own, which no number and no Enter answers or leaves."""
    lang = run.session.lang
    options = [
        Option("yes", word(lang, "screen.read-back-yes"), "y"),
        Option("back", word(lang, "screen.due-back"), "b"),
    ]
    asked = word(lang, "screen.close-sure", what=option.label)
    sure = Question("outcome-sure", asked, options=options, lettered=True, rings=True)
    if run.ask(sure) == "yes":
        return True
    run.again(shown)
    run.doubt = Doubt()  # a letter of that question led back, so that it was read
    return False


def _taken_at_once(question: Question, fresh: bool) -> bool:
    """Whether words are read and refused where they do not fit. A time of day may be meant for a
    note as well: where its form opened just now it is no such answer."""
    return question.safe and (question.counts or not fresh)


def just_opened(run: Run, question: Question) -> bool:
    """Whether a line for a form was begun before anybody can have read what that asks."""
    first = question.name in UNREAD and question.kind == "text" and not run.kept.lines
    return first and pause() > 0 and lines().begun - run.stood < READING


def noted_beside(run: Run, question: Question, text: str) -> Question:
    """A sentence where a number or a time was wanted is a note at once, and the form stands: what
    is typed behind it may be meant for something else, and the note is taken back last."""
    run.doubt.open = run.doubt.figures = True
    run.doubt.form = question.name
    if not question.safe or is_figure(text) or not sentence(text) or _a_code(question, text):
        return question
    from kit.live.guide.talk.fronted import record  # it reads no times

    session = run.session
    session.earlier.pressed, said = "n", session.alert
    if record(session, note_of(text)):
        session.alert = said
        run.kept.noted_at_once()
    return question


def _counts_of(run: Run, text: str) -> bool:
    """Whether words begin with a figure at a step on which life hangs: as often as not they are
    the next note (``2 boxes of pills``), and no place."""
    view = run.session.step
    return half_width(text)[:1].isdecimal() and life_critical(run.session.incident, view)


def _a_code(question: Question, text: str) -> bool:
    """Whether a line where a code closes looks like one: a mistyped code tells nobody anything."""
    code = half_width(text).strip().upper()
    return len(code) == len(question.coded) > 0 and set(code) <= LETTERS


def _of_this_one(run: Run, question: Question, text: str) -> bool:
    """Whether an answer to a timer is its own: what took the place of another one just now is
    named, and a letter of its own says that it is meant. Raises ``Pressed`` for the same timer once
    more where it was not."""
    session, key = run.session, half_width(text).strip().lower()
    option = next((o for o in question.options if key in (o.key, o.also)), None)
    if option is None or option.opens or option.leaves or not session.foremost.of:
        return True
    timer, began = session.foremost.of, lines().begun
    called, doing = option.name in CALLS, DOING * pause()
    doubtful = pause() > 0 and session.foremost.doubtful(timer, began, doing, called)
    left = session.foremost.half_answered(timer, began)
    moved = session.foremost.overtaken(timer, began, REST)
    why = "due-left" if left else "due-sure" if doubtful else "due-moved" if moved else ""
    why = "due-stray" if not why and session.foremost.strayed(timer, began) else why
    again = called and pause() > 0 and session.foremost.again(timer, began)
    again = again and not in_doubt(session.incident.timers.get(timer))
    why = "due-soon" if again and not why else why
    why = came(session, timer) if session.foremost.just_now(timer, began) else why
    why = "due-arrived" if began - run.arrived < doing else why
    session.earlier.begins(session.now().wall)
    if why and run.ask(sure(session, why, question.text, option.label)) != "yes":
        raise Pressed("d")
    session.foremost.was_answered(timer, wall(), called)
    return True
