"""Which of the open incidents is meant? Digits, above them what is due."""

from __future__ import annotations

from collections.abc import Generator

from kit.ground.base.cells import cut
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Answer, Left, Option, Question
from kit.ground.terminal.fragments import Line
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.fixed import numbers_of
from kit.live.guide.talk.looking import Looking, lines_of


def which(ctx: Context, folders: list[Log]) -> Question:
    """The question, by reference; a silent type is not named. In numbered lines each has the number
    that it has at home."""
    options = []
    for folder in folders:
        options.append(Option(folder.ref, headed(folder.incident, ctx.me.lang)))
    numbers = numbers_of(ctx, folders) if ctx.me.plain else None
    return Question("incident", ctx.out.word("screen.which"), options=options, numbers=numbers)


class Which:
    """A screen with nothing but the question."""

    silent = False

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.lang = ctx.me.lang
        self.looking = Looking(ctx)
        self.refresh = self.looking.refresh
        self.next_change = self.looking.next_change
        self.places = self.looking.places
        self.rings = self.looking.rings

    def moot(self, question: Question) -> bool:
        return question.name == "incident" and self.looking.recounted()

    def picture(self, cols: int, rows: int) -> list[Line]:
        title = cut(self.ctx.out.word("screen.home-title"), cols)
        lines = lines_of(self.ctx, self.looking.folders, cols, rows - 2)
        return [[("title", title)], [("", "")], *lines]

    def key_lines(self, cols: int, rows: int = 24) -> list[Line]:
        return []


def pick_incident(ctx: Context, folders: list[Log]) -> str:
    """Ask which of the open incidents is meant; its reference. Raises ``Left``."""
    if ctx.me.plain:
        return _plain(ctx, folders)
    from kit.ground.terminal.screen import run

    session = Which(ctx)
    picked: list[str] = []

    def flow() -> Generator[Question, Answer, int]:
        answer = yield which(ctx, session.looking.counted())
        while answer is None and session.looking.recounted():
            answer = yield which(ctx, session.looking.counted())
        if answer is not None:
            picked.append(answer)
        return 0

    run(session, flow())
    if not picked:
        raise Left
    return picked[0]


def _plain(ctx: Context, folders: list[Log]) -> str:
    """In numbered lines; what falls due meanwhile is told with its number."""
    from kit.ground.terminal.plain import lines
    from kit.live.guide.talk.telling import Telling

    told = Telling(ctx)
    told.numbers = numbers_of(ctx, folders)
    with lines().telling(told):
        told.tell()
        return str(ctx.ask.ask(which(ctx, folders)))
