"""What deadlines are counted by: the days that the state has off, as far as it is known here, and
the time that they count from, where another one was given first."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar

from kit.ground.base.days import Public
from kit.ground.base.private import PLAIN
from kit.incidents.incident.rules import rounds
from kit.incidents.incident.rules.kinds import AtTimer, Family, Kind, Words

if TYPE_CHECKING:
    from kit.incidents.incident.rules.fold import Incident
    from kit.incidents.incident.rules.telling import Telling

WORDS: Words = {
    "days-entered": ("工作日按{years}年放假安排计", "Working days by the days off of {years}"),
    "days-unknown": ("工作日只按法定节日和周末计", "Working days by law and weekends only"),
    "timer-counted-anew": (
        "放假安排已录入，{due}到时：{timer}",
        "Days off entered, now due {due}: {timer}",
    ),
    "timer-counted-from": (
        "按更正的时间，{due}到时：{timer}",
        "By the corrected time, now due {due}: {timer}",
    ),
    "provisional": (
        "（暂定：{year}年放假安排未录入）",
        " (provisional: the {year} days off are not entered)",
    ),
}


class DaysEntered(Kind, frozen=True, omit_defaults=True):
    """What of the state's days off is entered on this laptop, of the years around. It stands in the
    log, so that a deadline counted by it comes out the same wherever the log is read."""

    kind: ClassVar[str] = "days-entered"
    days: Annotated[Public, PLAIN]

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        incident.days = self.days

    def reads(self, telling: "Telling") -> str:
        years = sorted(self.days.years)
        return telling.say("days-entered", years=years) if years else telling.say("days-unknown")


class TimerCountedAnew(Kind, frozen=True, omit_defaults=True):
    """Counted again: by working days, when the days off of a year were entered, or from ``base``,
    when the time that it counts from was corrected."""

    kind: ClassVar[str] = "timer-counted-anew"
    timer: AtTimer
    due: datetime
    unentered: int = 0
    base: datetime | None = None

    def stands(self, incident: "Incident", at: datetime) -> bool:
        found = rounds.at_work(incident.timers, incident.past_timers, self.timer, at)
        return found is not None

    def apply(self, incident: "Incident", at: datetime, by: str) -> None:
        timer = incident.timers.get(self.timer)
        if timer is None or timer.status != "running":
            return
        if timer.ring_at is not None and not timer.snoozes and not timer.failed:
            timer.ring_at += self.due - timer.due  # as long ahead as it was
        timer.base = self.base or timer.base
        timer.minutes = (self.due - timer.base).total_seconds() / 60
        timer.due, timer.unentered = self.due, self.unentered

    def reads(self, telling: "Telling") -> str:
        title = telling.timer(self.timer)
        key = "timer-counted-from" if self.base is not None else "timer-counted-anew"
        text = telling.say(key, due=telling.clock(self.due), timer=title)
        return text + provisional(telling, self.unentered)


def provisional(telling: "Telling", year: int) -> str:
    return telling.say("provisional", year=year) if year else ""


FAMILY = Family((DaysEntered, TimerCountedAnew))
