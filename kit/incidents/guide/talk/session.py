"""What every part of the guide shares: the incident, the record, the message, how to ask."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta

from kit.ground.base.cells import span
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.machine.battery import percent
from kit.ground.machine.clock import Now, jumped, passed
from kit.ground.terminal.ask import Due, Question
from kit.ground.terminal.fragments import Line
from kit.incidents.guide.show.key_line import key_lines
from kit.incidents.guide.show.picture import Extras, picture, timer_title
from kit.incidents.guide.talk.wakeups import Pace
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Folder
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Act
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.state import TimerState

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
        self.pace = Pace(desk.clock_of(ctx, folder.incident).speed)
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
        return desk.now(self.ctx, self.incident)

    def _clock(self) -> Now:
        """What the clocks show, whether or not the log knows that they were set."""
        return desk.clock_of(self.ctx, self.incident).now()

    def title(self) -> str:
        return "kit" if self.silent else f"kit {self.folder.ref}"

    def ringing(self) -> TimerState | None:
        """The timer that wants an answer first."""
        if self.excused:
            return None
        now = self.now().wall
        return next((t for t in self.incident.running() if t.ringing(now)), None)

    def ring_title(self, timer: TimerState) -> str:
        return timer_title(self.incident, timer, self.lang)

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

    def record(self, act: Act, at: datetime | None = None) -> list[Entry]:
        """Record an act; what went wrong becomes the message, and nothing is lost."""
        marks = {(t.key, t.ring_at or t.due) for t in self.incident.running()}
        rung = {key for key, _ in marks & self.announced}
        try:
            now = desk.writing_now(self.ctx, self.incident)
            entries = self.ctx.of(Store).record(self.folder, now, self._by(), act, at)
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
        talk = [self.ctx.out.word(f"talk.{code}", **fill) for code, fill in self.ctx.of(Store).talk]
        self.ctx.of(Store).talk.clear()
        if talk:
            self.message = " ".join([self.message, *talk])
        return entries

    def _by(self) -> str:
        """This terminal's user, or whoever opened the incident where the system names nobody."""
        by = self.ctx.me.by
        return by if by != "-" else self.incident.by or by

    def _acknowledged(self, entries: list[Entry]) -> str:
        from kit.incidents.incident.show.entries import entry_text

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
