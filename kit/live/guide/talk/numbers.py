"""Numbers of the numbered guide: which one an act has, and whether a line that names one counts."""

from __future__ import annotations

from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.hand import LOOK, pause
from kit.ground.terminal.plain import numbered
from kit.ground.terminal.printed import Printed
from kit.live.guide.talk.session import Session

STEP = ("step", "complete")  # groups of keys that are the step's own
BEHIND = 10  # what may be done with every step is counted from here: no step has that many answers
EVERY = ("skip", "later", "hand", "na", "way")
BESIDE = 20  # what comes beside a step is counted from here
# For ever: a hand has learnt them. What is new is put at the end, what is gone leaves its place.
PLACES = (
    "due", "note", "call", "timers", "back", "forecast", "down", "steps", "look", "earlier",
    "for-now", "undo", "redo", "site", "raise", "lower", "words", "report", "codes", "callback",
    "improve", "fold", "plan", "other", "close", "recorder", "leave", "staffing",
)  # fmt: skip


def printed(session: Session, question: Question) -> Printed:
    """Its lines. At a step its answers are counted from 1, what may be done with every step from
    ``BEHIND`` and all others from ``BESIDE``, each in its place whether or not it is offered now:
    one number is one act at every step. What only opens something answers to its number printed or
    not."""
    if question.name == "closed":
        return Printed(numbered(question))
    if question.name != "step":
        return Printed(question)
    question = numbered(question)
    own = [key.name for key in session.offered() if key.group in STEP and key.name not in EVERY]
    there = (key.name for key in session.keys if key.group not in STEP)
    names = list(dict.fromkeys([*PLACES, *there]))
    behind = max(BEHIND, len(own))
    beside = max(BESIDE, behind + len(EVERY))
    numbers = {name: beside + n for n, name in enumerate(names, 1)}
    numbers.update({name: behind + n for n, name in enumerate(EVERY, 1)})
    numbers.update({name: n for n, name in enumerate(own, 1)})
    shown = Printed(question, numbers)
    shown.always = {o.name for o in question.options if o.opens or o.name == "other"}
    return shown


def records(question: Question, answer: str) -> bool:
    """Whether it records at once where numbers answer. Letters of a list say what they are."""
    if question.kind == "text" or question.lettered or question.name in ("silent", "closed"):
        return False
    return not any(o.opens or o.leaves for o in question.options if o.name == answer)


class Doubt:
    """A line that did not count: what is typed behind it may be the rest of what it was for.
    ``asked``: the answer that was named, and counts when it is given once more. ``number``: that
    was refused in a line of words."""

    def __init__(self) -> None:
        self.open = False
        self.asked = self.number = ""

    def counts(self, answer: str) -> bool:
        """Whether it may be taken: nothing is in doubt, or it was asked about."""
        return not self.open or self.asked == answer

    def ask(self, answer: str) -> None:
        self.open, self.asked = True, answer


def unread(begun: float, since: float) -> bool:
    """Whether a line that was ``begun`` then answers what nobody can have read yet."""
    return pause() > 0 and begun - since < LOOK * pause()


def meaning(session: Session, option: Option, question: Question) -> str:
    """What is recorded by it, in words."""
    from kit.ground.base.cells import cut
    from kit.incidents.incident.show.step_lines import step_text

    view = session.step
    if question.name != "step" or view is None:
        return option.label
    text = step_text(session.incident, view, session.lang)
    return f"{option.label}{'：' if session.lang == 'zh' else ': '}{cut(text, 44)}"
