"""One run of the guide over one incident: what is shown, what is recorded, what the keys act on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import msgspec

from kit.ground.base.cells import clock, span
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import Now, walls
from kit.ground.terminal.ask import Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.keys import Key, key_lines, offered
from kit.ground.terminal.session import Keyboard
from kit.ground.terminal.typed import shown
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules import acts, urgency
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft
from kit.incidents.incident.rules.fold import Incident
from kit.incidents.incident.rules.kinds.timers import TimerState
from kit.incidents.incident.rules.views import StepView
from kit.live.guide.show.parts import Extras
from kit.live.guide.show.picture import picture, sheets
from kit.live.guide.show.said import clock_was_set
from kit.live.guide.talk.carried import Carried, LeftNotes
from kit.live.guide.talk.clocks import Clocks
from kit.live.guide.talk.counted import numbers_of
from kit.live.guide.talk.earlier import Earlier
from kit.live.guide.talk.foremost import Foremost, drawn
from kit.live.guide.talk.foreseen import Foreseen
from kit.live.guide.talk.giving import gives
from kit.live.guide.talk.leftover import fades
from kit.live.guide.talk.meanwhile import answered_elsewhere, stepped_on, tell_undone, untouched
from kit.live.guide.talk.others import Others, Waits, hushed
from kit.live.guide.talk.painted import moment, next_picture, pace, stays
from kit.live.guide.talk.reach import Reach
from kit.live.guide.talk.reds import reds
from kit.live.guide.talk.rings import Looked, Rings
from kit.live.guide.talk.unkept import Unkept
from kit.live.guide.talk.unseen import unseen_ways, way_back
from kit.live.guide.talk.whose_note import said_of
from kit.people.registers.talk.watch import Registered

AGAIN = 2.0  # seconds between two looks for a folder that is gone
SMALL = 20  # rows of a window in which the line of keys gives way to the picture
FEW_LINES = 2
STAY = ("look", "due", "other", "leave")  # keys that stand there all the same


class Stand(msgspec.Struct, frozen=True):
    """A timer as it was asked about: in which round, at which rung of its ladder."""

    key: str
    round: int
    rung: int

    @staticmethod
    def of(timer: TimerState) -> Stand:
        return Stand(timer.key, timer.round, timer.rung)

    def holds(self, incident: Incident) -> bool:
        """Whether it still runs and stands there."""
        timer = incident.timers.get(self.key)
        return timer is not None and timer.status == "running" and Stand.of(timer) == self


class Session:
    """What every key gets. ``step``: the one that the keys were offered for, ``None`` when the
    checklist is complete. ``message`` is said of the last act, ``alert`` of what did not go well;
    ``ended`` once somebody left, ``stays`` while a closing made here can still be taken back,
    ``goto`` names the incident that somebody went to, where ``carried`` notes belong, ``came`` the
    one that led here; ``arriving`` is said there first; leaving leads ``home`` whatever is open.
    ``asked``: the timer whose answers are listed; ``drawn``: due on the last picture."""

    def __init__(
        self, ctx: Context, folder: Log, keys: Sequence[Key[Session]], resumed: bool
    ) -> None:
        self.ctx, self.folder, self.lang = ctx, folder, ctx.me.lang
        self.keys, self.resumed = keys, resumed
        self.unfolded = False  # whether steps beyond the site's own plan are shown
        self.step: StepView | None = folder.incident.current()
        self.offered_at = folder.incident.entries  # the log's length when its keys were offered
        self.message = self.saved = self.hint = self.said_first = ""
        self.said_of = self.said_then = set[str]()  # ``said_then``: when its keys were offered
        self.hinted, self.advised, self.of_other = set[str](), set[str](), ("", 0.0)  # lists, acts
        self.alert = ""  # what went wrong or is to be known: stays until the next act
        self.page, self.pages, self.in_one = -1, 1, (0, 1)  # of sheets; entries, acts undone in one
        self.after_form: tuple[str, float, str] | None = None  # a form just over: key, end, how
        self.waiting = self.ended = self.stays = self.was_away = self.home = self.took = False
        self.failed, self.stood = False, tuple[str, ...]()  # a form, refused; its step as it was
        self.earlier, self.unsaid, self.foreseen = Earlier(), ctx.unsaid, Foreseen()
        self.unkept = ctx.of(Unkept)
        self.begun = self.understood = self.wants = self.void = ""  # in another's line; how read
        self.goto = self.came = self.drawn_other = self.arriving = self.parted = self.confirmed = ""
        self.carried, self.unanswered = list[Carried](), list[str]()  # where it was left
        self.left_notes: LeftNotes | None = None
        self.asked: Stand | None = None
        self.drawn, self.foremost, self.keyboard = list[str](), Foremost(), Keyboard()
        self.numbered, self.timed = dict[str, int](), dict[str, int]()
        self.led = ("", "", "")  # a digit that led to a step: from which, to which
        self.others, self.registered = Others(ctx, folder), Registered(ctx)
        self.rings = Rings(self._looked, self.lang, self._calm, self.registered)
        self.clocks, self.reach = Clocks(ctx, folder), Reach(ctx, folder)

    @property
    def incident(self) -> Incident:
        return self.folder.incident

    @property
    def shown(self) -> Incident:
        """The incident with whom the contacts give for its posts now: for showing only."""
        return self.reach.shown()

    @property
    def silent(self) -> bool:
        return self.incident.silent

    hushed = property(hushed)  # what does not count is not heard
    reds = property(reds)
    moment, next_picture = moment, next_picture

    def word(self, key: str, **fill: object) -> str:
        return self.ctx.out.word(f"screen.{key}", **fill)

    def post(self, role: str) -> str:  # who is called
        return self.shown.person(role, self.lang)

    # ---- time -------------------------------------------------------------------------------

    def now(self) -> Now:
        return desk.now(self.ctx, self.incident)

    def acting(self) -> datetime:
        """When what is being done happened: now, or the time that was given before."""
        return self.earlier.at or self.now().wall

    def walls(self) -> Callable[[datetime], list[datetime]] | None:
        """The times at which the clock on the wall shows one."""
        return walls(self.now().wall)

    def next_change(self, painted: bool = False) -> float:
        """Real seconds until the picture must change; but for what is ``painted`` into it."""
        others = min(self.others.next_ring(), self.registered.next_ring())
        wakeups = self.clocks.wakeups
        wait = wakeups.until_change(self.now().wall, self.incident.running(), others, painted)
        return min(wait, AGAIN) if self.was_away else wait

    def refresh(self) -> bool:
        """Take in what other terminals recorded and what time it is; notice a sleep and a clock
        that was set. Whether the picture must change."""
        known, site = len(self.folder.entries), self.incident.profile
        asleep, off = self.clocks.turned()
        with suppress(Refused, OSError):
            self.folder.refresh()
        if self.away() != self.was_away:
            self.was_away = self.away()
            self.tell_away()
        now = self.now().wall
        said = [_slept(self, asleep, now)] if asleep else []
        if off:
            # The jump becomes an entry at once, unless another terminal was first.
            self.moved(_nothing)
            said.append(clock_was_set(ev.ClockJumped(off), self.lang))
            now = self.now().wall
        if said:
            self.clocks.news = " ".join(said)
        later = self.clocks.see(now)
        looked = (self.others.refresh(), self.registered.refresh(), self.reach.refresh())
        news = any(looked) or self.was_away or fades(self)
        grown = len(self.folder.entries) - known
        if grown > 0 and self.message == self.saved:
            tell_undone(self, self.folder.entries[-grown:])
        return news or later or grown != 0 or self.incident.profile is not site

    def away(self) -> bool:
        """Whether the incident's folder was moved away or unplugged."""
        return desk.gone(self.folder)

    def tell_away(self) -> None:
        """That the folder is gone, or there again."""
        if self.was_away:
            self.refuse(Refused("folder-away", path=self.folder.where.path))
        else:
            self.message, self.alert = self.word("folder-back"), ""

    def places(self) -> list[str]:
        """Where another terminal may record, or correct the site."""
        return [*self.others.places(), *self.registered.places()]

    def moot(self, question: Question) -> bool:
        """Another terminal answered the timer that is asked about, or did the step."""
        if question.name != "step":
            return answered_elsewhere(self, question)
        return self.incident.entries != self.offered_at and stepped_on(self)

    # ---- what is due ------------------------------------------------------------------------

    def due(self) -> list[TimerState]:
        """Of this incident, most urgent first; none while nobody may type."""
        return [] if self.waiting else urgency.due(self.incident, self.now().wall)

    def _looked(self) -> list[Looked]:
        own = Looked(self.incident, self.now().wall, True)
        return [own, *(Looked(incident, now) for incident, now in self.others.seen())]

    def _calm(self, incident: Incident, timer: TimerState) -> bool:
        """A step about life is at hand, and this is not about life: it stands and waits."""
        grave = urgency.grade(incident, timer) == urgency.LIFE
        at_hand = self.incident.current(self.unfolded)
        return not grave and urgency.life_critical(self.incident, at_hand)

    def alarm(self) -> str:
        """What is to be read whole: of the clock, what went wrong, for when the next act counts."""
        return " ".join(filter(None, (self.clocks.news, self.alert, self.hint, _counts_for(self))))

    def extras(self, cols: int = 80) -> Extras:
        return _extras(self, cols)

    def picture(self, cols: int, rows: int) -> list[Line]:
        extras = self.extras(cols)
        self.drawn = drawn(self)
        self.drawn_other = extras.other[0].ref if extras.other is not None else ""
        here = (self.shown, self.now().wall, self.lang, cols, rows)
        self.clocks.stays = stays(self, here[1])
        if self.page >= 0:
            self.pages = len(sheets(*here, extras))
            extras = msgspec.structs.replace(extras, page=min(self.page, self.pages - 1))
        return picture(*here, extras)

    def offered(self) -> list[Key[Session]]:
        """What can be done now; while nobody may type only the way out."""
        if self.waiting:
            ways = unseen_ways(self)
            return [k for k in self.keys if k.name in ways and k.group in ("course", "beside")]
        closed = self.incident.closed is not None
        return offered([key for key in self.keys if (key.group == "closed") == closed], self)

    def key_lines(self, cols: int, rows: int = 24) -> list[Line]:
        if self.page >= 0:
            return [[("keys", " " + self.word("look-line"))]]
        most = FEW_LINES if rows < SMALL else 0
        return key_lines(self.shown_keys(), self.lang, cols, most, STAY)

    def shown_keys(self) -> list[Key[Session]]:
        """The keys that have a place in the line of keys."""
        there = bool(self.others.logs)
        return [key for key in self.offered() if there or key.name != "other"]

    # ---- recording --------------------------------------------------------------------------

    def by(self) -> str:
        """Who records here; "-" where nobody knows."""
        return desk.who(self.ctx, self.incident)

    def record_by(self, name: str) -> None:
        """From now on, and by an entry of his own, ``name`` records on this laptop."""
        laptop = self.ctx.of(Store).laptop
        self._recorded(lambda d: acts.record_by(d, name, laptop), None, name)

    def moved(self, act: Callable[[Draft], object]) -> list[Entry]:
        """Record that somebody goes elsewhere in the checklist: that is done now, whatever time
        the next act is to count for."""
        return self._recorded(act, None)

    def record(self, act: Callable[[Draft], object], at: datetime | None = None) -> list[Entry]:
        """Record an act, by ``at`` or the time that was given before it."""
        entries = self._recorded(untouched(self, act), at or self.earlier.acting())
        if entries:
            self.earlier.used = self.earlier.taken
        return entries

    def _recorded(
        self, act: Callable[[Draft], object], at: datetime | None, by: str = ""
    ) -> list[Entry]:
        """Record it; what went wrong is said, and nothing is lost."""

        drafts: list[Draft] = []

        def decide(draft: Draft) -> None:
            draft.reach = self.reach.dialled
            act(draft)
            drafts.append(draft)

        told = self.rings.told_of(self.incident)
        store, before = self.ctx.of(Store), desk.noted(self.ctx, self.incident)
        try:
            now = desk.writing_now(self.ctx, self.incident)
            who = desk.who(self.ctx, self.incident, by)
            entries = store.record(self.folder, now, who, decide, at)
        except Refused as refused:
            return _not_taken(self, refused, drafts, decide, at)
        self.unkept.recorded(self.folder.ref, entries)
        desk.follow(self.ctx, self.incident, before)
        said = said_of(self, entries, now.wall)
        dropped, self.earlier.dropped = self.earlier.dropped, False
        now_only = self.word("earlier-dropped", at=clock(now.wall, now.wall)) if dropped else ""
        parts = (self.said_first, said, now_only, self.understood)  # first: what was not read yet
        self.message = self.saved = " ".join(filter(None, parts))
        self.said_of = {entry.id for entry in entries}
        self.understood = self.hint = self.said_first = ""
        self.reach.called(entries)
        jumps = [e.event for e in entries if isinstance(e.event, ev.ClockJumped)]
        if jumps:
            self.clocks.read = now
            self.rings.moved(self.incident, told, now.wall)
        if entries:
            self.clocks.news = " ".join(clock_was_set(jump, self.lang) for jump in jumps)
        self.alert = _warned(self.ctx, store)
        return entries

    def refuse(self, refused: Refused, unkept: str = "") -> None:
        """What could not be done is said whole; ``unkept``: what is missing since."""
        self.message = ""
        said = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)
        self.alert = f"{unkept} {said}".lstrip()


def _not_taken(
    session: Session,
    refused: Refused,
    drafts: list[Draft],
    decide: Callable[[Draft], None],
    at: datetime | None,
) -> list[Entry]:
    """What went wrong is said, and what somebody did is kept where it was the disk."""
    drafts = drafts or [session.folder.document.draft(session.incident, session.now().wall, "", at)]
    unkept = session.unkept.refused(refused, session.folder, drafts[-1], decide, session.lang)
    with suppress(Refused, OSError):  # where it is gone, memory has what was on the disk
        session.folder.refresh()
    session.was_away, session.failed = session.away(), not unkept
    session.refuse(refused, unkept)
    return []


def _warned(ctx: Context, store: Store) -> str:
    """What recording had to tell."""
    said = [ctx.out.word(f"warnings.{code}", **fill) for code, fill in store.warnings]
    store.warnings.clear()
    return " ".join(said)


def _extras(session: Session, cols: int) -> Extras:
    """What the picture shows beside the incident."""
    others: list[Waits] = session.others.due()
    first = others[0] if others else None
    return Extras(
        session.incident.entries,
        session.clocks.battery,
        session.message,
        session.alarm(),
        back=way_back(session),
        page=session.page,
        keys=key_lines(session.shown_keys(), session.lang, cols) if session.page >= 0 else [],
        reading=session.waiting,
        other=(first.incident, first.timer, first.now) if first is not None else None,
        more=len(others) - 1,
        at_stake=session.others.at_stake(first.incident.ref if first is not None else ""),
        by=session.by(),
        unfolded=session.unfolded,
        registered=session.registered.first_line,
        lapsed=session.registered.lapsed(),
        gives=lambda: gives(session),
        pace=pace(session, first.incident) if first is not None else 1.0,
        numbers=numbers_of(session) if len(session.incident.plans) > 1 else {},
    )


def _slept(session: Session, gap: float, now: datetime) -> str:
    """How long the computer was asleep, and how many timers rang meanwhile."""
    rang = [t.ring_at or t.due for t in session.incident.running()]
    count = sum(now - timedelta(seconds=gap) < at <= now for at in rang)
    return session.word("asleep", t=span(gap, session.lang), n=count)


def _counts_for(session: Session) -> str:
    """For when the next act counts, where a time was given before it."""
    at = session.earlier.at
    if at is None:
        return ""
    key = "earlier-bound" if session.earlier.bound else "earlier"
    return session.word(key, at=shown(at, session.now().wall, session.lang))


def _nothing(_: object) -> None:
    """An act that adds no entry of its own."""
