"""A list read through at the terminal: what comes next is asked, and why is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.cells import wrap
from kit.ground.base.words import word
from kit.ground.console.options import cells
from kit.ground.terminal.ask import Option, Question
from kit.plans.checklists.rules.format import Checklist
from kit.readiness.training.rules.reading import questions
from kit.readiness.training.show import answered, asked_text

if TYPE_CHECKING:
    from kit.ground.console.context import Context


def read_through(ctx: Context, checklist: Checklist, turn: int) -> tuple[int, int]:
    """Right answers, and how many were asked. Raises ``Left`` where somebody leaves before its
    end: then nothing is recorded."""
    lang, right = ctx.me.lang, 0
    asked = questions(checklist, turn)
    begin = word(lang, "training.begin", title=checklist.title.get(lang), n=len(asked))
    ctx.out.lines(wrap(begin, cells(ctx)))
    for n, each in enumerate(asked, 1):
        options = [Option(s.id, s.do.get(lang), str(i)) for i, s in enumerate(each.offered, 1)]
        question = Question("next", asked_text(each, n, len(asked), lang), "choice", options)
        chosen = ctx.ask.ask(question)
        right += chosen == each.step.id
        for text in answered(each, chosen, lang):
            ctx.out.lines(wrap(text, cells(ctx), "    "))
    return right, len(asked)
