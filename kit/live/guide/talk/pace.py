"""How quickly one step is dealt with behind another in numbered lines: nobody has done the next one
within seconds, whatever it asks for."""

from __future__ import annotations

from kit.ground.machine.here import wall
from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import DOING, ENDING, pause
from kit.incidents.incident.rules.all_clear import eases
from kit.incidents.incident.rules.events import Undone
from kit.live.guide.talk.foreseen import CHOSEN
from kit.live.guide.talk.numbers import deals, records
from kit.live.guide.talk.session import Session

# A form that was opened and left with a note deals with no step.
ACTED = frozenset(
    (
        "called", "step-done", "step-skipped", "step-not-applicable", "step-deferred",
        "step-handed",
    )
)  # fmt: skip


CALLING = 20  # pauses within which nobody has read a new step's call, dialled and been heard
CALLED = ("done", "no-answer", "phone-off")  # how a call went


def ends_timer(session: Session, answer: str) -> bool:
    """Whether it is a choice of the step by which a timer that runs is over: all are out, the fire
    is out, somebody was found."""
    view, incident = session.step, session.incident
    name, _, number = answer.partition(":")
    if view is None or name != "pick" or int(number) > len(view.step.choices):
        return False
    choice = view.step.choices[int(number) - 1].id
    rules = [incident.rule(timer.key) for timer in incident.running()]
    stops = [stop for rule in rules if rule is not None for stop in rule.stops]
    return any(
        stop.on == "answer" and choice in stop.is_ and plan.key(stop.step or "") == view.key
        for stop in stops
        for plan in incident.plans
    )


def calms(session: Session, answer: str) -> bool:
    """Whether less help is on its way, or less is watched, by an answer of the step: deadlines end
    by its choice, it is less grave than another one, or it says that it works again."""
    view, (name, _, number) = session.step, answer.partition(":")
    if view is None:
        return False
    if answer == "done":
        return view.step.milestone == "restored"
    if name != "pick" or int(number) > len(view.step.choices):
        return False
    choice = view.step.choices[int(number) - 1].id
    return ends_timer(session, answer) or eases(session.incident, view, choice)


def calls(session: Session, answer: str) -> bool:
    """Whether it says how the step's call went: that 110 was reached when nobody called is the
    worst that a log can say."""
    view = session.step
    return view is not None and view.step.answer == "call" and answer in CALLED


def phoned(session: Session, answer: str) -> bool:
    """The same, or how the call to a customer went who is owed one."""
    view = session.step
    owed = view is not None and view.step.each == "callbacks" and answer.startswith("pick:")
    return owed or calls(session, answer)


def names_again(session: Session, asked: str, answer: str) -> bool:
    """Whether it says once more how the call went that is asked about, in the same way or in
    another: nobody types that for anything else."""
    return calls(session, asked) and calls(session, answer)


class Pace:
    """``acted``: when a step was dealt with last; ``sure``: that was asked about and said to be
    meant, so that the step which came by it was not there when the hand began; ``unseen``: the form
    that stands there was opened so soon behind it that nobody can have meant it; ``before``: how
    many entries there were before the last line that deals with a step, ``None`` once the step
    stands there again."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.acted = float("-inf")
        self.unseen = self.sure = False
        self.before: int | None = None
        self.came = float("-inf")  # when the step came to stand there last
        self.arrived = float("-inf")  # the same of where another one had stood before
        self.stood = ("", 0)  # which step stood there, with so many entries
        self.another = False  # whether the last act brought another step than it dealt with

    def soon(self, begun: float, answer: str = "") -> bool:
        """Whether a line that was ``begun`` then comes so soon behind the last act. An ``answer``
        that ends what runs wants longer, as who types on says with it that all are safe, and so
        does how a call went, whatever comes behind an act that had to be confirmed, and what
        answers another list's step than stood there before."""
        slow = self.sure or phoned(self.session, answer) or ends_timer(self.session, answer)
        slow = slow or bool(self.session.foreseen.crossed)
        pauses = ENDING if answer and slow else DOING
        if self.another and phoned(self.session, answer):
            pauses = CALLING
        return begun - self.acted < pauses * pause()

    def lightly(self, begun: float, answer: str) -> bool:
        """Whether a line that was ``begun`` then says that it is less grave, before anybody can
        have looked at the people, behind a note as well or as one comes here."""
        return begun - self.came < ENDING * pause() and calms(self.session, answer)

    def leads(self, question: Question, answer: str, soon: bool, sure: bool) -> bool:
        """A line answers the step, ``sure`` where it was the yes to that. Whether it opened a form
        of it."""
        dealing = deals(self.session, question, answer)
        opens = dealing and not records(question, answer)
        self.unseen = opens and soon
        self.before = len(self.session.folder.entries) if dealing else None
        self.sure = sure if dealing else self.sure
        return opens

    def stands(self, led: str) -> None:
        """The step stands there: it is another one if the last one was dealt with, if something was
        taken back, by anything but the key that leads back to it (``led``), or if what was recorded
        put another one there, and nobody went to that himself."""
        self.came = wall()
        entries, view = self.session.folder.entries, self.session.step
        made = entries[self.before :] if self.before is not None else []
        step, many = self.stood
        self.stood = ("" if view is None else view.key, len(entries))
        gone = [e.event for e in entries[many:] if isinstance(e.event, Undone)]
        ids = {event.entry for event in gone}
        # Whose own entry was taken back stands there as it was meant to.
        meant = self.stood[0] in {
            getattr(e.event, "step", "") for e in entries if e.id in ids
        }
        if step != self.stood[0]:
            self.arrived = float("-inf") if gone and meant else self.came
        moved = bool(many) and step != self.stood[0]
        other = gone and moved and led != "back" and not meant
        doing = (e.event for e in entries[many:] if e.event.kind == "step-doing")
        went = [getattr(event, "step", "") for event in doing]
        put = moved and not gone and many < len(entries) and led not in CHOSEN
        put = put and self.stood[0] not in went  # he went there himself, from what is due
        if other or put or any(entry.event.kind in ACTED for entry in made):
            self.acted, self.another = wall(), step != self.stood[0]
        self.before, self.unseen = None, False
