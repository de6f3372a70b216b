"""The home screen and the search for the right checklist."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from kit.ground.base.cells import cut, wrap
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Due, Left, Option, Question
from kit.ground.terminal.fragments import Line
from kit.incidents.board.show import board_lines
from kit.incidents.guide.talk.wakeups import Pace
from kit.incidents.incident.files import desk
from kit.incidents.incident.files.log import Folder
from kit.incidents.incident.files.open_incidents import Watch
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.state import TimerState
from kit.plans.checklists.files.content import Content
from kit.plans.checklists.rules.find import search
from kit.plans.checklists.rules.format import Checklist

Answer = str | Due | None


def options_for(ctx: Context, checklists: list[Checklist], text: str) -> list[Option]:
    """Types for what was typed, best first; for nothing typed, those of this site first."""
    lang = ctx.me.lang
    by_id = {c.id: c for c in checklists}
    content = ctx.of(Content)
    try:
        site = content.profile(content.chosen_profile(ctx.me.profile))
    except Refused:
        site = content.shipped_profile(content.chosen_profile(ctx.me.profile))
    if text.strip():
        ids = [found for found, _ in search(text, checklists, site.types)]
    else:
        ids = [t for t in site.types if t in by_id] + [t for t in by_id if t not in site.types]
    return [
        Option(i, f"{by_id[i].title.get(lang)}  -  {by_id[i].summary.get(lang)}") for i in ids[:9]
    ]


class Home:
    """``start_only``: just the search. ``result`` is what was chosen: (act, value)."""

    def __init__(
        self, ctx: Context, checklists: list[Checklist], start_only: bool = False, typed: str = ""
    ) -> None:
        self.ctx = ctx
        self.lang = ctx.me.lang
        self.checklists = checklists
        self.start_only = start_only
        self.typed = typed
        self.silent = False
        self.result: tuple[str, str] | None = None
        self.watch = Watch(ctx.of(Store))
        self.folders: list[Folder] = [] if start_only else self.watch.folders()
        self.pace = Pace(ctx.clock.speed)
        self.seen = ctx.clock.now().wall

    def title(self) -> str:
        return "kit"

    def refresh(self) -> bool:
        before = self.seen
        self.seen = self.ctx.clock.now().wall
        if not self.start_only:
            self.folders = self.watch.folders()
        return self.seen != before

    def next_change(self) -> float:
        timers = [t for f in self.folders for t in f.incident.running()]
        return self.pace.until_change(self.ctx.clock.now().wall, timers)

    def places(self) -> list[str]:
        return [] if self.start_only else self.watch.places()

    def ringing(self) -> TimerState | None:
        return None

    def new_rings(self) -> list[str]:
        return []

    def ring_title(self, timer: TimerState) -> str:
        return ""

    def serves(self, timer: TimerState) -> bool:
        return False

    def put_aside(self) -> None:
        """Nothing rings here."""

    def asked(self, name: str) -> None:
        """Nothing rings here."""

    def word(self, key: str, **fill: object) -> str:
        return self.ctx.out.word(f"screen.{key}", **fill)

    def picture(self, cols: int, rows: int) -> list[Line]:
        if self.start_only:
            return [
                [("title", cut(self.word("start-title"), cols))],
                [("", "")],
                *[[("", f" {line}")] for line in wrap(self.word("start-hint"), cols - 2)],
            ]
        return home_lines(self.ctx, self.folders, cols, rows)

    def keys(self, cols: int) -> list[Line]:
        return [[("keys", " " + self.word("home-keys" if self.folders else "home-keys-none"))]]

    def find(self, text: str) -> list[Option]:
        return options_for(self.ctx, self.checklists, text)

    def flow(self) -> Generator[Question, Answer, int]:
        while True:
            if self.start_only:
                answer = yield Question("find", self.word("start-ask"), "text", typed=self.typed)
                if isinstance(answer, str):
                    self.result = ("start", answer)
                return 0
            options = [
                Option("start", "", "s"),
                Option("start", "", "enter"),
                Option("note", "", "n"),
            ]
            options += [Option("board", "", "b"), Option("leave", "", "q")]
            options += [
                Option(f"open:{f.ref}", "", str(i)) for i, f in enumerate(self.folders[:9], 1)
            ]
            answer = yield Question("home", "", "keys", options)
            name, _, value = str(answer).partition(":")
            if name == "leave":
                return 0
            if name in ("open", "board"):
                self.result = (name, value)
                return 0
            if name == "start":
                picked = yield Question("find", self.word("start-ask"), "text")
                if isinstance(picked, str):
                    self.result = ("start", picked)
                    return 0
            elif name == "note" and self.folders:
                done = yield from self._note()
                if done:
                    return 0

    def _note(self) -> Generator[Question, Answer, bool]:
        ref = self.folders[0].ref
        if len(self.folders) > 1:
            picked = yield which(self.ctx, self.folders)
            if not isinstance(picked, str):
                return False
            ref = picked
        text = yield Question("note", self.word("ask-note"), "text")
        if not isinstance(text, str):
            return False
        self.result = ("note", f"{ref} {text}")
        return True


class Which(Home):
    """Only the question which of the open incidents is meant: digits, above them what is due."""

    def __init__(self, ctx: Context) -> None:
        super().__init__(ctx, [])

    def flow(self) -> Generator[Question, Answer, int]:
        answer = yield which(self.ctx, self.folders)
        if isinstance(answer, str):
            self.result = ("open", answer)
        return 0


def which(ctx: Context, folders: list[Folder]) -> Question:
    options = []
    for folder in folders:
        incident = folder.incident
        drill = ctx.out.word("screen.drill") if incident.is_drill else ""
        title = "" if incident.silent else incident.checklist.title.get(ctx.me.lang)
        options.append(Option(folder.ref, f"{drill}{folder.ref}  {title}".rstrip()))
    return Question("incident", ctx.out.word("screen.which"), "choice", options)


def pick_incident(ctx: Context, folders: list[Folder]) -> str:
    """Ask which of the open incidents is meant; its reference. Raises ``Left``."""
    if ctx.me.plain:
        return str(ctx.ask.ask(which(ctx, folders)))
    from kit.ground.terminal.screen import run

    session = Which(ctx)
    run(session)
    if session.result is None:
        raise Left
    return session.result[1]


def home_lines(ctx: Context, folders: list[Folder], cols: int, rows: int) -> list[Line]:
    """Open incidents with what is due, or that there is none."""
    lines: list[Line] = [[("title", cut(ctx.out.word("screen.home-title"), cols))], [("", "")]]
    if not folders:
        text = ctx.out.word("screen.home-none")
        return lines + [[("", f" {line}")] for line in wrap(text, cols - 2)]
    shown = [(f.incident, desk.now(ctx, f.incident).wall) for f in folders]
    return lines + board_lines(shown, ctx.me.lang, cols, rows - 2, numbered=True)


def pick_type(ctx: Context, checklists: list[Checklist], typed: str = "") -> str:
    """Ask what is happening until one type is chosen. Raises ``Left``."""
    if ctx.me.plain:
        options = options_for(ctx, checklists, typed) or options_for(ctx, checklists, "")
        question = Question("type", ctx.out.word("screen.start-ask"), "choice", options)
        return str(ctx.ask.ask(question))
    from kit.ground.terminal.screen import run

    session = Home(ctx, checklists, start_only=True, typed=typed)
    run(session, session.find)
    if session.result is None:
        raise Left
    return session.result[1]


def run_home(ctx: Context, checklists: list[Checklist]) -> tuple[str, str] | None:
    """Show the home screen; what was chosen, or ``None``."""
    if ctx.me.plain:
        return _plain_home(ctx, checklists)
    from kit.ground.terminal.screen import run

    session: Any = Home(ctx, checklists)
    run(session, session.find)
    result: tuple[str, str] | None = session.result
    return result


def _plain_home(ctx: Context, checklists: list[Checklist]) -> tuple[str, str] | None:
    from kit.ground.terminal.fragments import text_of

    folders = ctx.of(Store).open_folders()
    for line in text_of(home_lines(ctx, folders, 78, 40)):
        ctx.out.line(line)
    options = [
        Option(f"open:{f.ref}", ctx.out.word("screen.home-resume", ref=f.ref)) for f in folders
    ]
    options.append(Option("start", ctx.out.word("screen.home-start")))
    options.append(Option("leave", ctx.out.word("screen.do-leave")))
    answer = ctx.ask.ask(Question("home", "", "choice", options))
    name, _, value = answer.partition(":")
    if name == "start":
        return "start", pick_type(ctx, checklists)
    return (name, value) if name == "open" else None
