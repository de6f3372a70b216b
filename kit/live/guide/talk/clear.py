"""An answer by which a danger to people is over is said to be meant: in numbered lines wherever a
bare number gives it, in both forms where a note says that somebody is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import clock, cut
from kit.ground.base.lean import re
from kit.ground.journal.entry import Entry
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.keys import half_width
from kit.ground.terminal.plain import not_taken
from kit.ground.terminal.printed import NUMBER_ENDS, Printed
from kit.incidents.incident.rules.all_clear import all_clear, cleared_by, contradicted
from kit.incidents.incident.rules.events import Noted
from kit.incidents.incident.rules.views import StepView
from kit.incidents.incident.show.step_lines import step_text
from kit.live.guide.talk.numbers import meaning
from kit.live.guide.talk.session import Session

if TYPE_CHECKING:
    from kit.live.guide.talk.plain import Run

NOTE = 60  # cells of a note that is named
_WITH_YES = r"(\d+)[ .,、)]*(?:y|yes|是|对)"


def clears(session: Session, answer: str | None) -> bool:
    """Whether it is a choice of the step at hand by which a danger to people is over."""
    view = session.step
    name, _, number = (answer or "").partition(":")
    if view is None or name != "pick" or int(number) > len(view.step.choices):
        return False
    return all_clear(session.incident, view, view.step.choices[int(number) - 1].id)


def without_yes(shown: Printed, session: Session, text: str) -> str:
    """The number of such an answer, where its ``y`` stands on the same line."""
    if shown.question.name != "step":
        return text
    found = re.fullmatch(_WITH_YES, half_width(text).strip().lower())
    return found[1] if found is not None and clears(session, shown.meant(found[1])) else text


def asked_first(run: Run, shown: Printed, text: str, answer: str) -> bool:
    """Whether a line that gives such an answer is asked about by name before it counts."""
    session = run.session
    if shown.question.name != "step" or not clears(session, answer):
        return False
    note = against(session)
    if note is None and not half_width(text).strip(NUMBER_ENDS).isdecimal():
        return False
    if re.fullmatch(_WITH_YES, half_width(text).strip().lower()) and note is None:
        return False
    option = next(o for o in shown.question.options if o.name == answer)
    what = meaning(session, option, shown.question)
    not_taken(_asked(session, note, what))
    run.doubt.ask(answer, what, shown.question.of)
    run.again(shown)
    return True


def sure(session: Session, answer: str) -> Flow[bool]:
    """On the drawn screen: the key counts, but where a note says the contrary."""
    view = session.step
    if session.ctx.me.plain or view is None or not clears(session, answer):
        return True
    choice = view.step.choices[int(answer.partition(":")[2]) - 1].get(session.lang)
    return (yield from _meant(session, against(session), _answered(session, view, choice)))


def sure_due(session: Session, timer: str, what: str) -> Flow[bool]:
    """A yes to a check that is due: it counts, but where a note says the contrary."""
    view = cleared_by(session.incident, timer)
    if view is None:
        return True
    note = contradicted(view, session.folder.entries, session.now().wall)
    between = "：" if session.lang == "zh" else ": "
    return (yield from _meant(session, note, f"{what}{between}{session.word('yes')}"))


def sure_value(session: Session, view: StepView, value: str) -> Flow[bool]:
    """The answer of a step that was handed over and is asked for as it is due: as at the step."""
    if not all_clear(session.incident, view, value):
        return True
    note = contradicted(view, session.folder.entries, session.now().wall)
    choice = next(c for c in view.step.choices if c.id == value).get(session.lang)
    always = session.ctx.me.plain  # a bare number gave it
    return (yield from _meant(session, note, _answered(session, view, choice), always))


def _answered(session: Session, view: StepView, choice: str) -> str:
    between = "：" if session.lang == "zh" else ": "
    return f"{choice}{between}{cut(step_text(session.incident, view, session.lang), 44)}"


def _meant(session: Session, note: Entry | None, what: str, always: bool = False) -> Flow[bool]:
    if note is None and not always:
        return True
    plain = session.ctx.me.plain
    options = [
        Option("yes", session.word("read-back-yes"), "y"),
        Option("back", session.word("due-back"), "b" if plain else "#"),
    ]
    asked = _asked(session, note, what, "clear-note" if plain else "clear-note-key")
    picked = yield Question(
        "clear-sure", asked, options=options, lettered=True, rings=True, stands=not plain
    )
    return picked == "yes"


def against(session: Session) -> Entry | None:
    """The note that says the contrary of such an answer of the step at hand."""
    view = session.step
    if view is None:
        return None
    return contradicted(view, session.folder.entries, session.now().wall)


def _asked(session: Session, note: Entry | None, what: str, key: str = "clear-note") -> str:
    if note is None or not isinstance(note.event, Noted):
        return session.word("clear-sure", what=what)
    at = clock(note.at, session.now().wall)
    return session.word(key, what=what, at=at, note=cut(note.event.text, NOTE))
