"""What is said of a form that something else led out of, once what it had is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.terminal.ask import Pressed, TypedOn
from kit.ground.terminal.remarks import ELSEWHERE

if TYPE_CHECKING:
    from kit.incidents.incident.files.log import Log
    from kit.live.guide.talk.session import Session

NOTE = "n"  # the key for notes


class Open:
    """Of one run: what was asked and stood unanswered as an incident was left, by its reference, so
    that it is said again where somebody comes back to it."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.asked: dict[str, list[str]] = {}

    def leaves(self, session: Session) -> None:
        asked = [] if session.silent else [*session.unanswered]
        self.asked[session.folder.ref] = asked

    def comes(self, session: Session) -> str:
        """What is said there; "" for nothing."""
        return _not_answered(self.asked.pop(session.folder.ref, []), session.lang)

    def elsewhere(self, logs: Iterable[Log], lang: str) -> list[str]:
        """The same of each incident, where home lists them."""
        from kit.incidents.incident.show.timer_lines import headed

        there = ((log, _not_answered(self.asked.get(log.ref, []), lang)) for log in logs)
        of = [(headed(log.incident, lang), said) for log, said in there if said]
        return [word(lang, "screen.left-behind", what=what, said=said) for what, said in of]


def _not_answered(asked: Sequence[str], lang: str) -> str:
    said = [word(lang, "screen.left-nothing", asked=each) for each in asked]
    return ("；" if lang == "zh" else "; ").join(said)


def say_left(session: Session, led: TypedOn | Pressed, text: str) -> None:
    """At once, and behind the note that led out; what any other key records next is something else,
    and may be of somebody else."""
    session.took = True
    text = session.word("said-too", text=text)  # behind a note it is no part of it
    if isinstance(led, TypedOn) or led.key == NOTE:
        session.understood = text
    if not session.alert:
        session.message = session.saved = f"{session.message} {text}"


def taken_back(session: Session, led: TypedOn | Pressed) -> bool:
    """Whether who leaves a form takes back what he typed there. In numbered lines an act of the
    step that is named there has no key, and takes nothing back."""
    if isinstance(led, TypedOn):
        return led.back
    return led.back or led.key == "u" or (not led.key and not session.ctx.me.plain)


def parts(session: Session) -> None:
    """The incident is left now: what was recorded of what stood unanswered, to be said where that
    leads. Of a silent type nothing is read elsewhere but that."""
    if session.said_of is session.said_then:
        return
    session.parted = " ".join(filter(None, (session.message, session.alert)))
    if session.silent and session.parted:
        session.parted = session.word("silent-noted", n=session.folder.newest[-1].n)


def stands_here(session: Session, said: str) -> None:
    """What is said of the incident that led here, until it can have been read: this one is looked
    at for hours."""
    session.of_other = said, session.ctx.clock.now().wall.timestamp() + ELSEWHERE


def fades(session: Session) -> bool:
    """Whether it can have been read by now, and is gone."""
    said, until = session.of_other
    if not said or session.ctx.clock.now().wall.timestamp() < until:
        return False
    session.of_other = "", 0.0
    if said not in session.alert:
        return False
    session.alert = session.alert.replace(said, "", 1).strip()
    return True


def parting(session: Session, beside: str = "") -> str:
    """Where it led to: what was recorded as it was left, and what was not; "" for nothing. What
    stands ``beside`` it names the incident's reference already."""
    from kit.incidents.incident.show.timer_lines import headed

    key = "not-answered" if session.parted else "left-nothing"
    left = [] if session.silent else session.unanswered
    said = [session.parted, *(session.word(key, asked=asked) for asked in left)]
    text = ("；" if session.lang == "zh" else "; ").join(filter(None, said))
    what = headed(session.incident, session.lang)
    if session.folder.ref in beside:
        what = what.replace(session.folder.ref, "").replace("  ", " ").strip() or what
    return session.word("left-behind", what=what, said=text) if text else ""


def wanted(session: Session) -> str:
    """Which call-backs have no time, to be said at whatever is asked next; "" for none."""
    return session.word("customer-when", name=session.wants) if session.wants else ""
