"""Words typed where an incident is not looked for, a note of the shift or its menu, which read like
a danger: its list is offered by one key, as home does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.clean import clean
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Option, Question
from kit.ground.terminal.noting import goes_back, no_note

if TYPE_CHECKING:
    from kit.plans.checklists.rules.format import Checklist

TEXT, LONG = "text:", 200
OPEN, NOTE = "open", "note"
GRAVE = ("life", "security")


def read_as(ctx: Context, text: str) -> Checklist | None:
    """The list for the danger that it reads like; ``None`` for none, and for what is open here
    already."""
    from kit.incidents.incident.files.store import Store
    from kit.live.guide.talk.reads_like import danger_in

    logs = ctx.of(Store).open_logs()
    there = {plan.checklist.id for log in logs for plan in log.incident.plans}
    return danger_in(ctx, text, there | {log.incident.type for log in logs})


def offered(ctx: Context, text: str, noted: bool) -> str:
    """``open:`` with the type that is to be opened, ``note`` where the words are to be one, "" for
    neither. ``noted``: they are one already, and nothing is asked but of a danger to people: a
    shift's log is full of faults."""
    found = read_as(ctx, text)
    if noted and (found is None or found.danger not in GRAVE):
        return ""
    type_, title = ("", "") if found is None else (found.id, found.title.get(ctx.me.lang))
    say = ctx.out.word
    options = [Option(OPEN, say("screen.danger-open", title=title), "y")] if type_ else []
    if noted:
        options.append(Option("", say("screen.danger-noted"), "n"))
    else:
        options.append(Option(NOTE, say("screen.danger-note"), "n"))
        options.append(Option("", say("screen.due-back"), "b"))
    key = f"danger-{'read' if type_ else 'typed'}"
    asked = say(f"screen.{key}", text=clean(text, LONG), title=title)
    question = Question(
        "danger", asked, options=options, lettered=True, rings=True, spills=ctx.me.plain
    )
    while True:
        try:
            answer = ctx.ask.ask(question)
        except Left:
            answer = ""
        if not answer.startswith(TEXT):
            return f"{OPEN}:{type_}" if answer == OPEN else answer
        more = answer.removeprefix(TEXT).strip()
        if goes_back(more):
            return ""
        if no_note(more):
            letters = " ".join(option.key for option in options)
            ctx.err.say("screen.again-letter", letters=letters)
        else:
            gone(ctx, more)


def gone(ctx: Context, text: str) -> None:
    """It stands in no log: said here, and at home until it does."""
    ctx.err.line(word(ctx.me.lang, "screen.text-gone", text=clean(text, LONG)))
    ctx.unsaid.append(text)
