"""An answer with more of it on the same line: the time at which it was given (``r 11:29``,
``@ 11:29 1``), or what its own form asks first, a figure or a time (``y 40``, ``t 11:45``)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from kit.ground.base.lean import re
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Pressed, Question
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import not_taken
from kit.ground.terminal.printed import BACK, Printed
from kit.incidents.incident.rules.names import StepKey, TimerKey
from kit.live.guide.talk.by_post import given
from kit.live.guide.talk.figure import OWN, WANT
from kit.live.guide.talk.fronted import SIGNS, past
from kit.live.guide.talk.kept import is_figure
from kit.live.guide.talk.keys.earlier import EARLIER
from kit.live.guide.talk.leading import DUE
from kit.live.guide.talk.numbers import YES, deals, names_act
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

TIMED = ("step", *DUE, "call-result", "callback-went")
LIST = "due-list"  # leads to what is due, and has letters of its own
NO_ACT = ("back", "all", "way", "snooze", "whole")  # answers that happened at no time
NEW = ("time", "moved")  # answers whose form asks for a time to come first
FORMS = (
    "undo", "value", "due-value", "earlier", "forecast-when", "callback-to", "call-who",
    "steps", "skip-reason", "na-reason", "hand-to",
)  # fmt: skip
# Behind a number a blank: "1.5 hours ago" is none of the step's numbers.
_BEHIND = r"(\d{1,2}(?:[.,/]?\s+|(?=@))|[^\W\d_]|[-+>=])[ .,/]*@?\s*(\S.*)"
_BEFORE = r"(@?)\s*(\S.*?)[ ,/]+(\d{1,2}|[^\W\d_])"
_CLOCK = r"\d+(?:\s*[:.点时]\s*\d*)?"  # as a time is begun, where it cannot be read


class Timed(NamedTuple):
    """An answer of a question, and when it was given."""

    question: str
    answer: str
    at: datetime


def counts_for(run: Run, question: Question, answer: str) -> None:
    """Where an answer is taken that stands with its time, it counts for that."""
    timed = run.timed
    if timed is not None and (timed.question, timed.answer) == (question.name, answer):
        run.session.earlier.given_with(_key(run.session, question, answer), timed.at)
        run.timed = None


def _key(session: Session, question: Question, answer: str) -> str:
    """What is pressed when it is recorded: at the step its own, else what led to the question."""
    keys = (key.key for key in session.offered() if key.name == answer)
    return next(keys, "") if question.name == "step" else session.earlier.pressed


def answer_of(run: Run, shown: Printed, text: str) -> str:
    """What a line answers, without what stands with it: that waits until the answer is taken.
    Raises ``Pressed`` where it is a time that wants to be asked about first."""
    if half_width(text).strip().lower() in YES:  # of what is asked about
        return text
    run.timed, run.leading.ahead = None, ""
    listed = shown.question.name == LIST
    if shown.question.name not in TIMED and not listed:
        return text
    line = half_width(text).strip()
    behind, before = re.fullmatch(_BEHIND, line), re.fullmatch(_BEFORE, line)
    if listed:
        return _no_answer(run, shown, behind) or text
    found = behind and _read(run, shown, behind[1].strip(" .,/"), behind[2], SIGNS[0] in line)
    if not found and before is not None and (before[1] or not before[2].isdecimal()):
        found = _read(run, shown, before[3], before[2], bool(before[1]), True)
    return found or _no_answer(run, shown, behind) or text


def _no_answer(run: Run, shown: Printed, behind: re.Match[str] | None) -> str:
    """The letter alone of an answer that is none here, which is refused with its time, as that is
    no note; "" for any other line."""
    key = behind[1] if behind is not None else ""
    stands = shown.question.name in ("step", *DUE, LIST)
    if behind is None or not (stands and key.isascii() and key.isalpha()):
        return ""
    if shown.meant(key) is not None or names_act(run.session, key):
        return ""
    return key if is_figure(behind[2]) and _readable(run.session, behind[2]) else ""


def _read(
    run: Run, shown: Printed, key: str, rest: str, signed: bool, front: bool = False
) -> str:
    """``key`` where it is an answer and the ``rest`` a time or figure for it; "" for neither."""
    session, question = run.session, shown.question
    option = next((o for o in question.options if o.name == shown.meant(key)), None)
    if option is None or not _acts(session, question, option):
        return ""
    rest = rest.strip()
    if not (front or signed) and _words(session, question, option.name):
        return ""  # what stands behind the number is asked about as its answer
    if not front and _asks(session, question, option.name):
        run.leading.ahead = rest if is_figure(rest) else ""
        return key if run.leading.ahead else ""
    if option.name in NEW or (question.name == "step" and rest.isdecimal() and not signed):
        return ""
    at = _time(session, rest)
    meant = not front and re.fullmatch(_CLOCK, rest) is not None
    if at is None and not (meant or _readable(session, rest)):
        return ""
    if at is None:
        again = f"d {key}" if question.name in DUE else key
        run.first_time = word(session.lang, "screen.time-first", text=key, again=again, time=rest)
        run.waits = (again, key)
        not_taken(run.first_time)
        run.leading.leave_open(question, True)
        run.leading.ahead = rest
        session.earlier.awaits = _key(session, question, option.name)
        raise Pressed(EARLIER.key)
    run.timed = Timed(question.name, option.name, at)
    return key


def given_ahead(run: Run, question: Question) -> str:
    """What was given for this line with the answer before it; "" for nothing."""
    ahead, run.leading.ahead = run.leading.ahead, ""
    if question.name not in FORMS:
        return ""
    ahead = given(run, question, ahead) if ahead else ""
    run.session.confirmed = ahead
    return ahead


def time_comes_first(run: Run, question: Question, text: str) -> bool:
    """Whether the answer is typed once more while it is asked which time stands with it: that time
    would be dropped, and the answer count for now. Said again; the question stands."""
    stands = question.name == "earlier-which" and run.session.earlier.awaits
    if not stands or half_width(text).strip().lower() not in run.waits:
        return False
    not_taken(run.first_time)
    return True


def back_to_step(run: Run, question: Question, text: str) -> None:
    """From which time stands with an answer one goes back to the step, where that was typed.
    Raises ``Pressed``."""
    if question.name == "earlier-which" and text == BACK and run.session.earlier.awaits:
        run.kept.back, run.leading.went_back = True, len(run.session.folder.entries)
        raise Pressed("", back=True)


def _words(session: Session, question: Question, answer: str) -> bool:
    """Whether it opens the line of a step whose answer is words."""
    view = session.step
    own = question.name == "step" and answer == OWN and view is not None
    return own and view is not None and view.step.answer in ("text", "name")


def _acts(session: Session, question: Question, option: Option) -> bool:
    if option.leaves or option.name in NO_ACT:
        return False
    return question.name != "step" or deals(session, question, option.name)


def _asks(session: Session, question: Question, answer: str) -> bool:
    """Whether the form of an answer asks first for a figure or a time to come."""
    incident = session.incident
    if question.name == "step":
        view = session.step
        return answer == OWN and view is not None and view.step.answer in WANT
    if answer in NEW:
        return True
    if question.name != "due" or answer != "yes" or session.asked is None:
        return False
    rule, name = incident.rule(session.asked.key), TimerKey(session.asked.key)
    if rule is not None and rule.minutes_from:
        return incident.view(StepKey.of(name.plan, rule.minutes_from)) is not None
    linked = incident.timer_step(session.asked.key) if name.sort == "hand" else ""
    view = incident.view(linked) if linked else None
    return view is not None and view.step.answer in WANT


def _time(session: Session, text: str) -> datetime | None:
    """When it was, where nothing about that has to be asked."""
    from kit.ground.base.typed.times import Ask, read
    from kit.ground.terminal.typed import nearest

    field, now = past(session), session.now().wall
    try:
        found = read(text, field, now, session.walls())
    except Refused:
        return None
    if not isinstance(found, Ask):
        return found
    return nearest(text, found.times, now, field.known) if found.why == "which" else None


def _readable(session: Session, text: str) -> bool:
    from kit.ground.base.typed.times import read

    try:
        read(text, past(session), session.now().wall, session.walls())
    except Refused:
        return False
    return True
