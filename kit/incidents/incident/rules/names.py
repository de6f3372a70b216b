"""Names of steps and timers as the log writes them: taken apart and put together here alone.

``ups`` a step, ``fire/ups`` that of the second plan ``fire``, ``told-back@manager`` the step about
one person; ``report-5`` and ``fire/report-5`` a checklist's timer, ``hand:STEP`` the time by which
a step was handed over, ``promise:ID`` a call that a customer was promised, ``update:AUDIENCE`` the
next update that was promised, ``forecast:ID`` what others promised us. A timer stopped by a step
names it as its cause: ``step:STEP``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    TimerSort = Literal["rule", "hand", "promise", "update", "forecast"]

HAND, PROMISE, UPDATE, CAUSE = "hand:", "promise:", "update:", "step:"
FORECAST = "forecast:"


def plan_prefix(type_: str) -> str:
    """What names of a second plan's steps, timers and levels begin with."""
    return f"{type_}/"


def split_plan(text: str) -> tuple[str, str]:
    """``fire/2`` as the plan's prefix ("" for the first plan) and what is named in it."""
    plan, slash, name = text.rpartition("/")
    return plan + slash, name


class StepKey:
    """A step's name: the plan's prefix, the step's id, whom it is about ("" where it is about
    nobody: a role id, a name with ``_`` for blanks, a call-back's id)."""

    __slots__ = ("about", "plan", "step")

    def __init__(self, text: str) -> None:
        bare, _, self.about = text.partition("@")
        self.plan, self.step = split_plan(bare)

    @property
    def bare(self) -> str:
        """The name without whom it is about: what the checklist calls it."""
        return self.plan + self.step

    @staticmethod
    def of(plan: str, step: str, about: str = "") -> str:
        """The name as the log writes it."""
        return f"{plan}{step}@{about}" if about else plan + step


class TimerKey:
    """A timer's name: its sort, the plan's prefix, and the checklist's timer, the step handed
    over, the call-back's id or the audience (``of``)."""

    __slots__ = ("of", "plan", "sort")

    sort: TimerSort

    def __init__(self, text: str) -> None:
        self.plan = ""
        if text.startswith(HAND):
            self.sort, self.of = "hand", text[len(HAND) :]
            self.plan = StepKey(self.of).plan
        elif text.startswith(PROMISE):
            self.sort, self.of = "promise", text[len(PROMISE) :]
        elif text.startswith(UPDATE):
            self.sort, self.of = "update", text[len(UPDATE) :]
        elif text.startswith(FORECAST):
            self.sort, self.of = "forecast", text[len(FORECAST) :]
        else:
            self.sort = "rule"
            self.plan, self.of = split_plan(text)

    @property
    def named_time(self) -> bool:
        """Is it due at a time of day that somebody named, whatever a clock shows?"""
        return self.sort in ("hand", "promise", "forecast")

    @property
    def outlives(self) -> bool:
        """Does it go on when the incident is closed, because it is owed to a customer?"""
        return self.sort == "promise"

    @staticmethod
    def hand(step: str) -> str:
        return HAND + step

    @staticmethod
    def promise(callback: str) -> str:
        return PROMISE + callback

    @staticmethod
    def forecast(id_: str) -> str:
        return FORECAST + id_

    @staticmethod
    def update(audience: str) -> str:
        return UPDATE + audience


class Cause:
    """Why a timer stopped by itself: ``step`` that was dealt with, or a plain ``word``."""

    __slots__ = ("step", "word")

    def __init__(self, text: str) -> None:
        by_step = text.startswith(CAUSE)
        self.step = text[len(CAUSE) :] if by_step else ""
        self.word = "" if by_step else text

    @staticmethod
    def of_step(step: str) -> str:
        return CAUSE + step


def why(timer: str, cause: str) -> str:
    """Why a timer stopped; older kits wrote of a renewed forecast what is said of a moved
    promise."""
    renewed = cause == "moved" and TimerKey(timer).sort == "forecast"
    return "renewed" if renewed else cause
