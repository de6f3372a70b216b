"""What to say to whom, with the next update promised."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.typed.times import COMING
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.typed import Given, ask_time, shown
from kit.incidents.incident.rules import acts
from kit.incidents.say.rules.fitting import Fit, fitting
from kit.incidents.say.rules.reports import CONTROLS, unknown_until
from kit.incidents.say.show.scripts import filled
from kit.incidents.say.talk.speaker import Speaker
from kit.plans.scripts.files import ScriptFiles

UPDATE_MINUTES = 20.0


def say_to(speaker: Speaker, to: str) -> Flow[bool]:
    """The words for one audience, until they have been said or left; Esc goes back one question.
    Whether they were left at the first."""
    typed = ""
    while True:
        then = yield from next_update(speaker, to, typed)
        if then is None:
            return False
        if (yield from _spoken(speaker, to, then.at)):
            return True
        typed = then.text


def _spoken(speaker: Speaker, to: str, when: datetime | None) -> Flow[bool]:
    """Whether words were said; False when somebody went back."""
    fits, place = _fits(speaker, to), 0
    while fits:
        fit = fits[place % len(fits)]
        text = filled(speaker.incident, fit, speaker.lang, speaker.acting(), when)
        heard = yield Question(
            "words",
            word(speaker.lang, "scripts.ask-said"),
            options=_ways(speaker, fit, to, len(fits) > 1, when),
            lines=[text],
        )
        if heard is not None and heard.partition(":")[0] == "said":
            announce(speaker, to, text, fit.script.id, when, heard.partition(":")[2])
            return True
        if heard == "other":
            place += 1
        elif heard == "restore":
            yield from fact(speaker, "restore")
        elif heard != "own" or (yield from _own_words(speaker, to, when, [])):
            return heard == "own"
    none = [word(speaker.lang, "scripts.none")]
    return (yield from _own_words(speaker, to, when, none))


def _own_words(speaker: Speaker, to: str, when: datetime | None, lines: list[str]) -> Flow[bool]:
    asked = word(speaker.lang, "scripts.ask-own")
    own = yield Question("words-own", asked, "text", lines=lines)
    if own is None or not own.strip():
        return False
    announce(speaker, to, own, "", when)
    return True


def _fits(speaker: Speaker, to: str) -> list[Fit]:
    types = [plan.checklist.id for plan in speaker.incident.plans]
    return fitting(speaker.incident, speaker.ctx.of(ScriptFiles).scripts(types), to)


def said_to(speaker: Speaker, to: str, done: str) -> list[Option]:
    """It was said: to which of the posts that a timer waits for, where leaders are told; or to
    somebody else."""
    incident, lang = speaker.incident, speaker.lang
    posts = acts.waiting_posts(incident) if to == "leaders" else []
    options = [
        Option(
            f"said:{role}",
            word(lang, "scripts.said-to", done=done, who=incident.person(role, lang)),
        )
        for role in posts
    ]
    other = word(lang, "scripts.said-to", done=done, who=word(lang, "scripts.said-other"))
    return [*options, Option("said", other if options else done)]


def _ways(speaker: Speaker, fit: Fit, to: str, more: bool, when: datetime | None) -> list[Option]:
    """What can be done with the words that are shown."""
    lang = speaker.lang
    at = shown(when, speaker.now().wall, lang) if when else ""
    done = word(lang, "scripts.said-next", at=at) if at else word(lang, "scripts.said")
    options = said_to(speaker, to, done)
    if more:
        options.append(Option("other", word(lang, "scripts.other")))
    if "{restore}" in fit.script.text.get(lang):
        options.append(Option("restore", word(lang, "scripts.restore")))
    options.append(Option("own", word(lang, "scripts.own")))
    return options


def announce(
    speaker: Speaker, to: str, text: str, script: str, when: datetime | None, role: str = ""
) -> None:
    """Record what was said, to which post, and when the next update was promised for."""
    speaker.record(lambda d: acts.announce(d, to, text, script, when, role))


def next_update(speaker: Speaker, to: str, typed: str = "") -> Flow[Given | None]:
    """When the next update will be given, if at all; ``None`` when Esc was pressed. What is usual
    is the site's figure for customers, or for whoever else hears it."""
    profile = speaker.incident.profile
    minutes = profile.minutes if profile else {}
    figure = minutes.get("customer-update") if to == "customers" else None
    figure = figure or minutes.get("leader-update")
    usual = f"{figure.value if figure else UPDATE_MINUTES:g}"
    asked = word(speaker.lang, "scripts.ask-next", n=usual)
    return (
        yield from ask_time(
            Question("words-next", asked, "text", optional=True, typed=typed),
            COMING,
            speaker.acting,
            speaker.lang,
            speaker.refuse,
            speaker.walls(),
            usual=usual,
            none="0",
        )
    )


def fact(speaker: Speaker, name: str) -> Flow[None]:
    """One thing that words and report leave blank, filled in; "? 15:40" says that nobody knows yet,
    and by when it will be known."""
    asked = word(speaker.lang, f"report.ask-{name}")
    if name == "control":
        options = [Option(c, word(speaker.lang, f"report.control-{c}")) for c in CONTROLS]
        text = yield Question("fact-control", asked, options=options)
        if text:
            value = text
            speaker.record(lambda d: acts.fact(d, name, value))
        return
    question = Question(f"fact-{name}", asked, "text", optional=True)
    if name != "restore":
        text = yield question
        until = unknown_until(text or "")
        if until:
            yield from _known_by(speaker, name, until)
        elif text is not None and text.strip():
            value = text
            speaker.record(lambda d: acts.fact(d, name, value))
        return
    # "in the afternoon" is an answer, too: it is said as it was typed
    given = yield from _time(speaker, question, free=True)
    if given is None or not (given.at or given.text):
        return
    until = "" if given.at else unknown_until(given.text)
    if until:
        yield from _known_by(speaker, name, until)
        return
    when, said = given.at, "" if given.at else given.text
    speaker.record(lambda d: acts.fact(d, name, said, when))


def _known_by(speaker: Speaker, name: str, until: str) -> Flow[None]:
    """By when it will be known, read back where it is not certain."""
    asked = word(speaker.lang, "report.ask-known-by")
    question = Question(f"fact-{name}-by", asked, "text", optional=True, typed=until)
    given = yield from _time(speaker, question)
    if given is not None and given.at:
        when = given.at
        speaker.record(lambda d: acts.fact(d, name, "", None, when))


def _time(speaker: Speaker, question: Question, free: bool = False) -> Flow[Given | None]:
    return (
        yield from ask_time(
            question,
            COMING,
            speaker.acting,
            speaker.lang,
            speaker.refuse,
            speaker.walls(),
            free=free,
        )
    )
