"""The review's form at a terminal: one question after the other, each answer kept at once."""

from __future__ import annotations

from collections.abc import Callable

from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Question
from kit.ground.terminal.noting import ask_name
from kit.incidents.incident.files.log import Log
from kit.review.after_action.rules import AGAIN, LONG, SHORT, counterfactual
from kit.review.after_action.show import voice_text

SHOWN = 4  # of what others said to a question
Record = Callable[[str, str, str], Log]  # question, words, who: the log as it is then


def filled(ctx: Context, log: Log, long: bool, who: str, record: Record) -> None:
    """Ask until all was asked; who leaves earlier has kept what was answered."""
    lang = ctx.me.lang
    try:
        who = who or _who(ctx)
    except Left:
        return
    names, at = LONG if long else SHORT, 0
    while at < len(names):
        try:
            text = ctx.ask.ask(_question(log, names[at], at, len(names), lang))
        except Left:
            if at == 0:
                return
            at -= 1
            continue
        if text.strip():
            log = record(names[at], text, who)
            log = _asked_back(ctx, log, names[at], text, who, record)
        at += 1


def _who(ctx: Context) -> str:
    own = ctx.by if ctx.by != "-" else ""
    asked = Question("review-who", word(ctx.me.lang, "learnt.ask-who"), "text", typed=own)
    return ask_name(lambda: ctx.ask.ask(asked), ctx.err.say).strip()


def _question(log: Log, name: str, at: int, every: int, lang: str) -> Question:
    """With what others said to it, so that nobody has to say it again."""
    incident = log.incident
    said = [voice_text(v, incident, lang) for v in incident.voices if v.question == name]
    lines = [word(lang, "learnt.how-long", n=at + 1, all=every)]
    if said:
        lines += [word(lang, "learnt.others"), *(f"  {text}" for text in said[-SHOWN:])]
    text = word(lang, f"learnt.ask-{name}")
    return Question(f"review-{name}", text, "text", optional=True, lines=lines)


def _asked_back(
    ctx: Context, log: Log, name: str, text: str, who: str, record: Record
) -> Log:
    """What should have been is kept as it was said, and asked about once: what did they see?"""
    words = counterfactual(text)
    if not words:
        return log
    asked = word(ctx.me.lang, "learnt.ask-again", words=words)
    try:
        more = ctx.ask.ask(Question("review-again", asked, "text", optional=True))
    except Left:
        return log
    return record(AGAIN, more, who) if more.strip() else log
