"""Codes on the screen until somebody goes back: within the guide, and alone."""

from __future__ import annotations

from collections.abc import Callable

from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.session import Still
from kit.ground.terminal.styles import COLORS, sgr
from kit.incidents.incident.rules import acts, urgency
from kit.incidents.incident.show.texts import audience
from kit.incidents.incident.show.timer_lines import timer_title
from kit.incidents.say.files.owed import completed
from kit.incidents.say.rules.fitting import fitting
from kit.incidents.say.rules.reports import report
from kit.incidents.say.show import codes
from kit.incidents.say.show.codes import (
    Look,
    Shown,
    Words,
    look_of,
    words_of,
    words_of_facts,
)
from kit.incidents.say.show.compact import compact
from kit.incidents.say.show.scripts import filled, marked
from kit.incidents.say.talk.speaker import Speaker
from kit.plans.scripts.files import ScriptFiles


def offer(speaker: Speaker) -> Flow[None]:
    """Which words; then their codes. Nothing is recorded: that a phone read them is not that
    somebody was told."""
    while True:
        texts = _texts(speaker)
        options = [Option(str(n), each.title, opens=True) for n, each in enumerate(texts)]
        asked = word(speaker.lang, "qr.ask")
        picked = yield Question("qr", asked, options=options, prose=True)
        if picked is None:
            return
        words = texts[int(picked)]
        if speaker.ctx.me.plain:
            printed(speaker.ctx, words)
            return
        yield from show(Shown(words, speaker.lang, look_of(speaker.ctx.out)), speaker)


def _texts(speaker: Speaker) -> list[Words]:
    """The report that is due, and all words that fit now."""
    incident, lang, now = speaker.incident, speaker.lang, speaker.acting()
    made = completed(speaker.ctx, report(incident, speaker.folder.entries, now), speaker.folder)
    part = word(lang, f"report.part-{made.part}", n=made.number)
    title = word(lang, "qr.of-report", part=part)
    out = [words_of_facts(title, compact(incident, made, lang), lang)]
    files = speaker.ctx.of(ScriptFiles).scripts(plan.checklist.id for plan in incident.plans)
    for to in acts.AUDIENCES:
        for fit in fitting(incident, files, to):
            who, title = audience(to, lang), fit.script.title.get(lang)
            named = word(lang, "qr.of-say", who=who, title=title)
            out.append(words_of(named, marked(incident, filled(incident, fit, lang, now), lang)))
    return out


def _due(speaker: Speaker) -> str:
    """What has fallen due meanwhile."""
    due = urgency.due(speaker.incident, speaker.now().wall)
    return f"! {timer_title(speaker.incident, due[0], speaker.lang)}" if due else ""


def show(shown: Shown, speaker: Speaker | None = None) -> Flow[None]:
    """Until Esc. What falls due at the ``speaker``'s is said in the last row: no key is taken."""
    ways = [
        Option("next", "", "enter", " "),
        Option("before", "", "b", opens=True),
        Option("invert", "", "i", opens=True),
        Option("back", "", "escape"),
        Option("back", "", "q", opens=True),
    ]

    def full(cols: int, rows: int) -> list[Line]:
        shown.alert = _due(speaker) if speaker is not None else ""
        return shown.full(cols, rows)

    while True:
        answer = yield Question("code", "", "keys", ways, full=full)
        if answer == "next":
            shown.turn(1)
        elif answer == "before":
            shown.turn(-1)
        elif answer == "invert":
            shown.invert()
        else:
            return


class Alone(Still):
    """A screen of nothing but codes."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.lang = shown.lang

    def picture(self, cols: int, rows: int) -> list[Line]:
        return self.shown.full(cols, rows)

    def flow(self) -> Flow[int]:
        yield from show(self.shown)
        return 0


def run_drawn(ctx: Context, words: Words, inverted: bool) -> None:
    from kit.ground.terminal.screen import run

    look = look_of(ctx.out)
    look.inked ^= inverted
    alone = Alone(Shown(words, ctx.me.lang, look))
    try:
        run(alone, alone.flow())
    except KeyboardInterrupt:
        ctx.err.line()


def printed(ctx: Context, words: Words, inverted: bool = False) -> None:
    """Every page once, its words first: for lines, pipes, and whoever listens to the screen."""
    look = look_of(ctx.out)
    look.inked ^= inverted
    for line in lines(words, look, ctx.out.word):
        ctx.out.line(line)


def lines(words: Words, look: Look, say: Callable[..., str]) -> list[str]:
    """As they are printed, for the smallest window."""
    found = codes.pages(words, *codes.SMALLEST)
    out = []
    for number, page in enumerate(found, 1):
        if len(found) > 1:
            out.append(say("qr.page", n=number, of=len(found)))
        out.append(words.reads(page))
        drawn = codes.drawn(page, look)
        out += [sgr(COLORS, "code", line) for line in drawn] if look.colour else drawn
    return out
