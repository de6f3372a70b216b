"""Which of the open incidents is meant? Digits, above them what is due."""

from __future__ import annotations

from collections.abc import Callable, Generator

from msgspec.structs import replace

from kit.ground.base.cells import cut
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Answer, Left, Option, Question
from kit.ground.terminal.fragments import Line
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.fixed import letters_of, numbers_of
from kit.live.guide.talk.looking import Looking, lines_of

TEXT = "text:"


def which(ctx: Context, folders: list[Log]) -> Question:
    """The question, by reference; a silent type is not named. In numbered lines each has the number
    that it has at home."""
    options = []
    for folder in folders:
        options.append(Option(folder.ref, headed(folder.incident, ctx.me.lang)))
    numbers = numbers_of(ctx, folders) if ctx.me.plain else None
    return Question("incident", ctx.out.word("screen.which"), options=options, numbers=numbers)


def whose(ctx: Context, folders: list[Log], named: Callable[[Log], str]) -> Question:
    """Of which incident a note is, in numbered lines: asked unasked, so that nothing but its own
    letters answers it. A number typed on leads to an incident, or to a step of one."""
    letters = letters_of(ctx, folders)
    word = ctx.out.word
    options = [Option(log.ref, named(log), letters[log.ref]) for log in folders]
    options.sort(key=lambda option: numbers_of(ctx, folders)[option.name])
    options.append(Option("back", word("screen.due-back"), "b"))
    asked = word("screen.which-note")
    return Question("incident", asked, options=options, lettered=True, rings=True, stands=True)


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
    """In numbered lines; what falls due meanwhile is told with its number. A sentence typed on
    stands in the next note of the incident that is gone to."""
    from kit.ground.terminal.noting import goes_back, no_note
    from kit.ground.terminal.plain import lines, not_taken
    from kit.live.guide.talk.telling import Telling

    told = Telling(ctx)
    told.numbers = numbers_of(ctx, folders)
    question = replace(which(ctx, folders), spills=True)
    with lines().telling(told):
        told.tell()
        while True:
            answer = str(ctx.ask.ask(question))
            if not answer.startswith(TEXT):
                return answer
            text = answer.removeprefix(TEXT).strip()
            if goes_back(text):
                raise Left
            if no_note(text):
                not_taken(ctx.out.word("screen.again"))
            else:
                ctx.unsaid.append(text)
                not_taken(ctx.out.word("screen.home-dropped", text=text))
