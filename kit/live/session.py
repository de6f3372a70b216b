"""What every part of the guide shares: the incident, the record, the message, how to ask."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta

from kit.clock import Now, jumped, passed
from kit.context import Context
from kit.core import acts
from kit.core import events as ev
from kit.core.acts import Act
from kit.core.incident import Incident
from kit.core.refusal import Refused
from kit.core.state import TimerState
from kit.live.ask import Due, Question
from kit.live.battery import percent
from kit.live.pace import Pace
from kit.render.frame import (
    Extras,
    Line,
    picture,
    timer_title,
)
from kit.render.keys import key_lines
from kit.render.text import span
from kit.store.folder import Folder

Answer = str | Due | None
Flow = Generator[Question, Answer, str | None]


class GuideSession:
    """One run of the guide over one incident."""

    def __init__(self, ctx: Context, folder: Folder, resumed: bool) -> None:
        self.ctx = ctx
        self.folder = folder
        self.lang = ctx.me.lang
        self.excused = 0
        self.message = ""
        self.clock_news = ""  # a sleep, a clock that was set: stays until the next act
        self.resumed = resumed
        self.waiting = False  # a silent type, before anybody may type
        self.pace = Pace(ctx.clock_of(folder.incident).speed)
        self.announced: set[tuple[str, datetime]] = set()
        self.seen = self.now().wall
        self.read = self._clock()
        self.battery: int | None = percent()

    # ---- what the askers need ---------------------------------------------------------------

    @property
    def incident(self) -> Incident:
        return self.folder.incident

    @property
    def silent(self) -> bool:
        return self.incident.silent

    def word(self, key: str, **fill: object) -> str:
        return self.ctx.out.word(f"screen.{key}", **fill)

    def now(self) -> Now:
        return self.ctx.now(self.incident)

    def _clock(self) -> Now:
        """What the clocks show, whether or not the log knows that they were set."""
        return self.ctx.clock_of(self.incident).now()

    def title(self) -> str:
        return "kit" if self.silent else f"kit {self.folder.ref}"

    def ringing(self) -> TimerState | None:
        """The timer that wants an answer first."""
        if self.excused:
            return None
        now = self.now().wall
        return next((t for t in self.incident.running() if t.ringing(now)), None)

    def new_rings(self) -> list[str]:
        """Timers that began to ring since last asked, in words; each ring is told once."""
        now = self.now().wall
        out = []
        for timer in self.incident.running():
            mark = (timer.key, timer.ring_at or timer.due)
            if timer.ringing(now) and mark not in self.announced:
                self.announced.add(mark)
                out.append(timer_title(self.incident, timer, self.lang))
        return out

    def put_aside(self) -> None:
        """Esc at a due question: the next act goes first, then the timer asks again."""
        self.excused = 2

    def asked(self, name: str) -> None:
        """A question is put: at the second step from there the free act is used up."""
        if name == "step" and self.excused:
            self.excused -= 1

    def serves(self, timer: TimerState) -> bool:
        """Does the step on the screen answer this timer by itself (a call that is now made)?"""
        view = self.incident.current()
        return (
            view is not None
            and view.step.answer == "call"
            and self.incident.timer_step(timer.key) == view.key
            and timer.target() == view.role
        )

    def refresh(self) -> bool:
        """Take in what other terminals recorded and what time it is; notice a sleep and a clock
        that was set. A sleep is measured by the clock that counts, so that setting the wall clock
        is none."""
        before, last, known = self.seen, self.read, len(self.folder.entries)
        self.read = self._clock()
        try:
            self.folder.refresh()
        except (Refused, OSError):
            pass
        now = self.now().wall
        gap = passed(last, self.read)
        off = jumped((last.wall, last.tick, last.boot), self.read)
        news = []
        if self.pace.overslept(gap):
            rang = [t.ring_at or t.due for t in self.incident.running()]
            count = sum(now - timedelta(seconds=gap) < at <= now for at in rang)
            news.append(self.word("asleep", t=span(gap, self.lang), n=count))
        if off:
            # The jump becomes an entry at once, unless another terminal was first.
            self.record(void)
            news.append(self._set_text(ev.ClockJumped(off)))
            now = self.now().wall
        if news:
            self.clock_news = " ".join(news)
        if now.minute != before.minute:
            self.battery = percent()
        self.seen = now
        return now != before or len(self.folder.entries) != known

    def _set_text(self, event: ev.ClockJumped) -> str:
        key = "clock-on" if event.seconds > 0 else "clock-back"
        key = "clock-restart" if event.restart else key
        return self.word(key, t=span(abs(event.seconds), self.lang))

    def said(self) -> str:
        """What there is to say: of the clock, then of the last act."""
        return " ".join(part for part in (self.clock_news, self.message) if part)

    def next_change(self) -> float:
        """Real seconds until the picture must change."""
        return self.pace.until_change(self.now().wall, self.incident.running())

    def places(self) -> list[str]:
        """Folders in which another terminal may record."""
        return [self.folder.found.path]

    def extras(self) -> Extras:
        return Extras(self.incident.entries, self.battery, self.said(), reading=self.waiting)

    def picture(self, cols: int, rows: int) -> list[Line]:
        return picture(self.incident, self.now().wall, self.lang, cols, rows, self.extras())

    def keys(self, cols: int) -> list[Line]:
        if self.waiting:
            return [[("keys", " " + self.word("key-q"))]]
        return key_lines(self.incident, self.incident.current(), self.lang, cols)

    # ---- recording --------------------------------------------------------------------------

    def record(self, act: Act, at: datetime | None = None) -> list[ev.Entry]:
        """Record an act; what went wrong becomes the message, and nothing is lost."""
        marks = {(t.key, t.ring_at or t.due) for t in self.incident.running()}
        rung = {key for key, _ in marks & self.announced}
        try:
            now = self.ctx.writing_now(self.incident)
            entries = self.ctx.store.record(self.folder, now, self._by(), act, at)
        except Refused as refused:
            self.folder.refresh()
            self.message = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)
            return []
        self.message = self._acknowledged(entries)
        jumps = [e.event for e in entries if isinstance(e.event, ev.ClockJumped)]
        if jumps:
            self.read = now
            ringing = [t for t in self.incident.running() if t.ringing(now.wall)]
            self.announced |= {(t.key, t.ring_at or t.due) for t in ringing if t.key in rung}
        if entries:
            self.clock_news = " ".join(self._set_text(jump) for jump in jumps)
        talk = [self.ctx.out.word(f"talk.{code}", **fill) for code, fill in self.ctx.store.talk]
        self.ctx.store.talk.clear()
        if talk:
            self.message = " ".join([self.message, *talk])
        return entries

    def _by(self) -> str:
        """This terminal's user, or whoever opened the incident where the system names nobody."""
        by = self.ctx.me.by
        return by if by != "-" else self.incident.by or by

    def _acknowledged(self, entries: list[ev.Entry]) -> str:
        from kit.render.timeline import entry_text

        if not entries:
            return ""
        for entry in entries:
            if isinstance(entry.event, ev.Escalated):
                who = self._post(entry.event.role)
                return self.word("climbed", who=who)
            if isinstance(entry.event, ev.NobodyReachable):
                return self.word("nobody-now")
        news = (e for e in entries if not isinstance(e.event, ev.Joined | ev.ClockJumped))
        first = next(news, None)
        if first is None:
            return ""
        return self.word(
            "saved",
            n=self.incident.entries,
            what=entry_text(self.incident, first, self.lang).strip(),
        )

    def _post(self, role: str) -> str:
        return acts.person(self.incident, role, self.lang)


def void(_: object) -> None:
    """Drop a decision's result where only its events matter."""
