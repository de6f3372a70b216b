"""The home screen: what is open, and the ways on from there."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from kit.ground.base.cells import cut, wrap
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Answer, Option, Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.hand import note_of
from kit.ground.terminal.keys import half_width, key_rows
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.acts import Act
from kit.incidents.incident.rules.kinds.callbacks import Callback
from kit.incidents.incident.show.open_lines import unread_lines
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.callback import how_it_went, in_incident, in_register, owed_line
from kit.live.guide.talk.carried import Carried
from kit.live.guide.talk.looking import Looking, lines_of, owed_lines
from kit.live.home.show import ABOVE, Last, from_above, on_quiet_days
from kit.live.home.talk import drawn
from kit.live.home.talk.note import Notes
from kit.live.home.talk.unrecorded import Unrecorded, settle
from kit.plans.checklists.rules.format import Checklist
from kit.plans.finder import talk as finder
from kit.plans.sites.files import Sites

if TYPE_CHECKING:
    from kit.live.home.talk.taking_back import Act as ClosedHere
    from kit.people.registers.rules.acts import Act as RegisterAct
    from kit.people.registers.rules.due import Due

DRILL = "drill"  # a type is started as one
TEXT = "text:"
OWED = "k"  # the key for what is owed


class Written(NamedTuple):
    """An act on a closed incident, named by its reference."""

    ref: str
    act: Act


class Noted(NamedTuple):
    """An act on a register, named by its name."""

    name: str
    act: RegisterAct


class TakenBack(NamedTuple):
    """The act of an entry of an open incident; "" for the opening itself."""

    ref: str
    entry: str
    together: Sequence[tuple[str, str]] = ()  # incident and entry of what one word recorded


class Started(NamedTuple):
    """A type, ``how`` it is started, and what was typed while that was asked, by when."""

    type: str
    how: str
    notes: list[Carried]


# What to do (start, open …), and with what.
Chosen = tuple[str, str] | Started | Written | Noted | Notes | TakenBack | Last
Flow = Generator[Question, Answer, Chosen | None]


class Home:
    """The screen; ``chosen`` is what somebody picked on it. ``said``: of what was left just now."""

    silent = False

    def __init__(self, ctx: Context, checklists: list[Checklist], said: str = "") -> None:
        self.ctx = ctx
        self.checklists = checklists
        self.said = said
        self.unrecorded = ctx.of(Unrecorded)
        self.numbers: dict[str, int] = {}  # of all that the numbered home leads to, by name
        self.lang = ctx.me.lang
        self.chosen: Chosen | None = None
        self.looking = Looking(ctx)
        self.next_change, self.next_picture = self.looking.next_change, self.looking.next_picture
        self.moment = self.looking.moment
        self.rings = self.looking.rings
        self.above = from_above(ctx)
        settle(ctx, self.looking.folders)
        self.closing: ClosedHere | None = None  # what was closed on the screen before this one
        if said:
            from kit.live.home.talk import taking_back

            self.closing = taking_back.closing(self, said)
        if self.closing is not None:
            self.said = f"{ctx.out.word('screen.home-undo-close')} {said}"

    @property
    def hushed(self) -> bool:
        """Whether a silent incident is open: what does not count is not heard then."""
        return any(log.incident.silent for log in self.looking.folders)

    def refresh(self) -> bool:
        before, self.above = self.above, from_above(self.ctx)
        changed = self.looking.refresh() or before != self.above
        if changed:
            settle(self.ctx, self.looking.folders)
        return changed

    def places(self) -> list[str]:
        return [*self.looking.places(), *(p for above in ABOVE for p in above.places(self.ctx))]

    def moot(self, question: Question) -> bool:
        """An incident came or went: the numbers mean others."""
        return question.name in ("home", "incident") and self.looking.recounted()

    def picture(self, cols: int, rows: int) -> list[Line]:
        self.looking.drawn()
        said = [[("message", f" {line}")] for line in wrap(self.said, cols - 2)]
        said = [*drawn.waiting(self, cols, rows), *(said if self.said else [])]
        room = rows - len(said)
        due = self.looking.registered.lines(cols, max(3, room // 3), True, OWED)
        lines = home_lines(
            self.ctx, self.looking.folders, cols, room - len(due), self.looking.owing, self.above
        )
        lines += due
        lines += [[("", "")] for _ in range(rows - len(lines) - len(said))]
        return lines + said

    def key_lines(self, cols: int, rows: int = 24) -> list[Line]:
        key = "screen.home-keys" if self.looking.folders else "screen.home-keys-none"
        items = self.ctx.out.word(key).split("   ")
        if self.owes():
            items.append(self.ctx.out.word("screen.home-keys-owed"))
        items[-1:-1] = [self.ctx.out.word(above.label) for above in ABOVE]
        return key_rows(items, cols)

    def flow(self) -> Generator[Question, Answer, int]:
        self.chosen = yield from self._choice()
        return 0

    def _choice(self) -> Flow:
        while True:
            folders = self.looking.counted()
            options = [
                Option("start", "", "s"),
                # Behind a closing Enter is pressed once more by habit, and opens nothing.
                *([Option("start", "", "enter")] if self.closing is None else []),
                *([Option("note", "", "n")] if drawn.takes_notes(self) else []),
                Option("board", "", "b"),
                Option("leave", "", "q"),
            ]
            options += [Option("callback", "", OWED)] if self.owes() else []
            options += [Option("undo", "", "u")] if self.closing is not None else []
            options += [Option(above.name, "", above.key) for above in ABOVE]
            options += [Option(f"open:{f.ref}", "", str(i)) for i, f in enumerate(folders[:9], 1)]
            answer = yield Question("home", "", "keys", options, spills=True)
            closing = self.closing
            before = self.said, closing
            if answer is not None:
                self.said, self.closing = "", None
            name, _, value = str(answer).partition(":")
            chosen: Chosen | bool | None = None
            if name == "leave":
                chosen = yield from drawn.leaves(self)
                if chosen is True:
                    return None
            elif name in ("open", "board", *(above.name for above in ABOVE)):
                return name, value
            elif closing is not None and value == "uu":  # the pair counts as in the guide
                return closing.act
            elif closing is not None and name == "undo":
                chosen = yield from self._closed_again(closing)
            elif name == "note" or (name == "text" and drawn.begins_a_note(self, value)):
                chosen = yield from drawn.noted(self, note_of(value))
            elif name in ("start", "text"):
                chosen = yield from self._started(value)
                if not chosen and closing is not None and not self.said:
                    self.said, self.closing = before  # nothing was done there
            elif name == "callback" and self.owes():
                chosen = yield from self.called()
            if chosen and not isinstance(chosen, bool):
                return chosen

    def _closed_again(self, closing: ClosedHere) -> Flow:
        from kit.live.home.talk.taking_back import closed_again

        found = yield from closed_again(self, closing)
        return (yield from self._started(found)) if isinstance(found, str) else found

    def _started(self, typed: str) -> Flow:
        """A list that is looked for, or the incident whose number was typed there."""
        while True:
            if half_width(typed.strip()) in drawn.numbers(self):
                there = yield from drawn.resumed(self, typed)
                if not isinstance(there, str):
                    return ("open", there.ref) if there is not None else None
                typed = there
                continue
            picked = yield from drawn.looked_for(self, typed)
            if not isinstance(picked, str):
                return picked
            if not picked.startswith(TEXT):
                return (yield from self._how(picked))
            typed = picked.removeprefix(TEXT)

    def _how(self, type_: str) -> Generator[Question, Answer, Started | None]:
        """Whether it is real: asked while a drill is on, by keys that mean nothing in the guide;
        each may be taken for the other. ``None`` where somebody goes back. Who types on believes it
        open, so that those are its notes, and it is asked again."""
        drills = [folder.incident for folder in self.looking.folders if folder.incident.is_drill]
        if not drills:
            return Started(type_, "start", self._carried())
        say = self.ctx.out.word
        title = next(c.title.get(self.lang) for c in self.checklists if c.id == type_)
        options = [
            Option("start", say("screen.home-is-real"), "y"),
            Option(DRILL, say("screen.home-is-drill"), "#"),
        ]
        asked = say("screen.home-real", what=title, drill=headed(drills[0], self.lang))
        while True:
            fresh = self.unrecorded.fresh()
            lines = [say("screen.home-kept", text=note.text) for note in fresh]
            how = yield Question(
                "real", asked, options=options, lettered=True, spills=True, rings=True, lines=lines
            )
            if how is not None and how.startswith(TEXT):
                yield from drawn.typed_on(self, how)
                continue
            self.unrecorded.hold(how is None)
            return Started(type_, how, self._carried()) if how is not None else None

    def _carried(self) -> list[Carried]:
        """What was typed while it was asked about: its notes."""
        fresh = self.unrecorded.fresh()
        for sentence in fresh:
            self.unrecorded.recorded(sentence)
        return [Carried(sentence.text, sentence.at) for sentence in fresh]

    def refuse(self, refused: Refused) -> None:
        """What was typed cannot be read; that is said, and the question stands again."""
        self.said = self.ctx.out.word(f"refused.{refused.code}", **refused.fill)

    def called(self) -> Flow:
        """How a call that a closed incident or the register owes went."""
        owing = self.looking.owing
        options = [
            Option(f"{n}:{back.id}", f"{log.ref[-4:]}  {self._owed(log, back)}")
            for n, log in enumerate(owing)
            for back in log.incident.owed()
        ]
        for due in self._registered():
            line = in_register(self.ctx, due, self.looking.seen).line
            options.append(Option(f"r:{due.book}:{due.doc.id}", line))
        picked = yield Question("owed", self.ctx.out.word("screen.home-ask-owed"), options=options)
        if not isinstance(picked, str):
            return None
        number, _, id_ = picked.partition(":")
        if number == "r":
            return (yield from self._noted(id_))
        log = owing[int(number)]
        back = log.incident.callbacks[id_]
        owed = in_incident(back, self._now(log), self.lang)
        act = yield from how_it_went(self, owed, lambda: self._now(log))
        return Written(log.ref, act) if act is not None else None

    def _registered(self) -> list[Due]:
        """What the registers have late or due soon."""
        return self.looking.registered.due()

    def owes(self) -> bool:
        """Whether something is owed that can be answered here."""
        return bool(self.looking.owing or self._registered())

    def _noted(self, id_: str) -> Flow:
        found = self._registered()
        due = next((due for due in found if f"{due.book}:{due.doc.id}" == id_), None)
        if due is None:  # another terminal answered it meanwhile
            return None
        owed = in_register(self.ctx, due, self.looking.seen)
        act = yield from how_it_went(self, owed, lambda: self.ctx.clock.now().wall)
        return Noted(due.book, act) if act is not None else None

    def _owed(self, log: Log, back: Callback) -> str:
        return owed_line(back, self._now(log), self.lang)

    def _now(self, log: Log) -> datetime:
        return desk.now(self.ctx, log.incident).wall


def home_lines(
    ctx: Context,
    folders: list[Log],
    cols: int,
    rows: int,
    owing: Sequence[Log] = (),
    above: Sequence[tuple[str, str]] = (),
    numbers: Mapping[str, int] | None = None,
) -> list[Line]:
    """Open incidents with what is due, or that there is none; calls that closed ones owe.
    ``numbers``: of the incidents, by reference, where they are not simply their places."""
    lines: list[Line] = [[("title", cut(ctx.out.word("screen.home-title"), cols))]]
    lines += [*([(style, cut(f" {text}", cols))] for style, text in above), [("", "")]]
    dark = unread_lines(ctx.of(Store).unread, ctx.me.lang, cols)
    lines += [[("late", line)] for line in dark]
    rows -= len(lines)
    owed = owed_lines(ctx, list(owing), cols, max(3, rows // 3 if folders else rows - 4))
    if folders:
        return [*lines, *lines_of(ctx, folders, cols, rows - len(owed), numbers), *owed]
    texts = [] if dark else [ctx.out.word("screen.home-none")]
    if not ctx.of(Sites).own_file(ctx.me.profile):
        texts += ["", ctx.out.word("screen.home-site")]
    from kit.people.contacts.command.at_site import numbers_due  # not where one is open

    why = numbers_due(ctx)
    if why:
        texts += ["", ctx.out.word("screen.home-contacts", what=why)]
    lines += [[("", f" {line}")] for text in texts for line in wrap(text, cols - 2)]
    from kit.incidents.incident.files.improving import red_line

    late = [[("late", f" {line}")] for line in wrap(red_line(ctx), cols - 2) if line]
    late += [
        [("late" if is_late else "", f" {line}")]
        for text, is_late in on_quiet_days(ctx)
        for line in wrap(text, cols - 2)
    ]
    lines += [[("", "")], *late] if late else []
    return [*lines, [("", "")], *owed] if owed else lines


def run_home(ctx: Context, checklists: list[Checklist], said: str = "") -> Chosen | None:
    """Show the home screen, with what there is to say of what was left; what was chosen, or
    ``None``."""
    if ctx.me.plain:
        from kit.live.home.talk.plain import plain_home

        return plain_home(Home(ctx, checklists))  # what was left is printed already
    from kit.ground.terminal.screen import run

    home = Home(ctx, checklists, said)
    run(home, home.flow(), lambda text: finder.options_for(ctx, checklists, text))
    return home.chosen
