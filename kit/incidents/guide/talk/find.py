"""What is happening? The search for the right checklist."""

from __future__ import annotations

from collections.abc import Generator

from kit.ground.base.cells import cut, wrap
from kit.ground.base.refusal import Refused
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Answer, Left, Option, Question
from kit.ground.terminal.fragments import Line
from kit.plans.checklists.rules.find import search
from kit.plans.checklists.rules.format import Checklist
from kit.plans.sites.files import Sites


def options_for(ctx: Context, checklists: list[Checklist], text: str) -> list[Option]:
    """Types for what was typed, best first; for nothing typed, those of this site first."""
    lang = ctx.me.lang
    by_id = {c.id: c for c in checklists}
    sites = ctx.of(Sites)
    try:
        site = sites.profile(sites.chosen_profile(ctx.me.profile))
    except Refused:
        site = sites.shipped_profile(sites.chosen_profile(ctx.me.profile))
    if text.strip():
        ids = [found for found, _ in search(text, checklists, site.types)]
    else:
        ids = [t for t in site.types if t in by_id] + [t for t in by_id if t not in site.types]
    return [
        Option(i, f"{by_id[i].title.get(lang)}  -  {by_id[i].summary.get(lang)}") for i in ids[:9]
    ]


def question(ctx: Context, typed: str = "") -> Question:
    """The search; its options follow what is typed."""
    return Question("find", ctx.out.word("screen.start-ask"), "find", typed=typed)


class Search:
    """A screen with nothing but the search."""

    silent = False
    rings = None

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.lang = ctx.me.lang

    def refresh(self) -> bool:
        return False

    def next_change(self) -> float:
        return 60.0

    def places(self) -> list[str]:
        return []

    def picture(self, cols: int, rows: int) -> list[Line]:
        hint = wrap(self.ctx.out.word("screen.start-hint"), cols - 2)
        return [
            [("title", cut(self.ctx.out.word("screen.start-title"), cols))],
            [("", "")],
            *[[("", f" {line}")] for line in hint],
        ]

    def key_lines(self, cols: int) -> list[Line]:
        return []


def pick_type(ctx: Context, checklists: list[Checklist], typed: str = "") -> str:
    """Ask what is happening until one type is chosen. Raises ``Left``."""
    if ctx.me.plain:
        options = options_for(ctx, checklists, typed) or options_for(ctx, checklists, "")
        listed = Question("type", ctx.out.word("screen.start-ask"), options=options)
        return str(ctx.ask.ask(listed))
    from kit.ground.terminal.screen import run

    picked: list[str] = []

    def flow() -> Generator[Question, Answer, int]:
        answer = yield question(ctx, typed)
        if isinstance(answer, str):
            picked.append(answer)
        return 0

    run(Search(ctx), flow(), lambda text: options_for(ctx, checklists, text))
    if not picked:
        raise Left
    return picked[0]
