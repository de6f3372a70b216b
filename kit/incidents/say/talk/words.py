"""What to say to whom, with the next update promised."""

from __future__ import annotations

from datetime import datetime

from kit.ground.base.typed.times import COMING
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.typed import Given, ask_time, begun, shown
from kit.incidents.incident.rules import acts, urgency
from kit.incidents.incident.rules.names import TimerKey
from kit.incidents.incident.show.texts import audience
from kit.incidents.say.rules.fitting import Fit, fitting
from kit.incidents.say.rules.reports import CONTROLS, unknown_until
from kit.incidents.say.show.scripts import filled, passed
from kit.incidents.say.talk.numbered import numbered, posts
from kit.incidents.say.talk.speaker import Speaker
from kit.plans.scripts.files import ScriptFiles

UPDATE_MINUTES = 20.0


def say_to(speaker: Speaker, to: str) -> Flow[bool]:
    """The words for one audience at once, what is not known yet said to be; another audience, other
    words and what is missing each by a key of its own. Whether they were said."""
    place, then = 0, None
    while True:
        fits = _fits(speaker, to)
        fit = fits[place % len(fits)] if fits else None
        when = then.at if then is not None else None
        question = Question(
            "words",
            word(speaker.lang, "scripts.ask-said", who=audience(to, speaker.lang)),
            options=_ways(speaker, fit, to, len(fits) > 1, when),
            lines=[*passed_lines(speaker), _text(speaker, fit, when)],
        )
        heard = yield numbered(speaker, question, to)
        began = speaker.acting()
        what, _, rest = (heard or "").partition(":")
        if what == "":
            return False
        if what == "said" and fit is not None:
            given = then or (yield from next_update(speaker, to, role=rest))
            if given is not None:
                text = _text(speaker, fit, given.at)
                announce(speaker, to, text, fit.script.id, given.at, rest, began)
                return True
        elif what == "to":
            to, place = rest, 0
        elif what == "other":
            place += 1
        elif what == "next":
            then = (yield from next_update(speaker, to)) or then
        elif what == "restore":
            yield from fact(speaker, "restore")
        elif (yield from _own_words(speaker, to, then)):
            return True


def passed_lines(speaker: Speaker) -> list[str]:
    """That the time of recovery which was said is past, for whoever is about to speak of it."""
    text = passed(speaker.incident, speaker.lang, speaker.acting())
    return [word(speaker.lang, "scripts.ask-again", text=text)] if text else []


def _text(speaker: Speaker, fit: Fit | None, when: datetime | None) -> str:
    if fit is None:
        return word(speaker.lang, "scripts.none")
    return filled(speaker.incident, fit, speaker.lang, speaker.acting(), when)


def _own_words(speaker: Speaker, to: str, then: Given | None) -> Flow[bool]:
    """Whether they were said."""
    typed = ""
    while True:
        asked = word(speaker.lang, "scripts.ask-own")
        own = yield Question("words-own", asked, "text", typed=typed)
        if own is None or not own.strip():
            return False
        began = speaker.acting()
        given = then or (yield from next_update(speaker, to))
        if given is not None:
            announce(speaker, to, own, "", given.at, began=began)
            return True
        typed = own


def first_audience(speaker: Speaker) -> str:
    """Who is told first: those whose next update is due, else the first that there are words for."""
    for timer in urgency.due(speaker.incident, speaker.now().wall):
        if TimerKey(timer.key).sort == "update":
            return TimerKey(timer.key).of
    ready = (to for to in acts.AUDIENCES if _fits(speaker, to))
    return next(ready, acts.AUDIENCES[0])


def _fits(speaker: Speaker, to: str) -> list[Fit]:
    types = [plan.checklist.id for plan in speaker.incident.plans]
    return fitting(speaker.incident, speaker.ctx.of(ScriptFiles).scripts(types), to)


def said_to(speaker: Speaker, to: str, done: str, opens: bool = True) -> list[Option]:
    """It was said: to which of the posts that a timer waits for, or waited for when this was asked
    before, where leaders are told; or to somebody else. ``opens``: it is asked first when the next update comes."""
    incident, lang = speaker.incident, speaker.lang
    options = []
    for role, waited in (posts(speaker) if to == "leaders" else {}).items():
        said = word(lang, "scripts.said-to", done=done, who=incident.person(role, lang))
        said = said if waited else word(lang, "scripts.said-not-waited", said=said)
        options.append(Option(f"said:{role}", said, opens=opens))
    other = word(lang, "scripts.said-to", done=done, who=word(lang, "scripts.said-other"))
    return [*options, Option("said", other if options else done, opens=opens)]


def _ways(
    speaker: Speaker, fit: Fit | None, to: str, more: bool, when: datetime | None
) -> list[Option]:
    """What can be done with the words that are shown."""
    lang = speaker.lang
    at = shown(when, speaker.now().wall, lang) if when else ""
    done = word(lang, "scripts.said-next", at=at) if at else word(lang, "scripts.said")
    options = said_to(speaker, to, done, when is None) if fit is not None else []
    leads = [("other", "other")] if more else []
    leads.append(("next", "next"))
    if fit is not None and "{restore}" in fit.script.text.get(lang):
        leads.append(("restore", "restore"))
    leads.append(("own", "own"))
    options += [Option(name, word(lang, f"scripts.{key}"), opens=True) for name, key in leads]
    for other in acts.AUDIENCES:
        if other != to:
            who = word(lang, "scripts.to", who=audience(other, lang))
            options.append(Option(f"to:{other}", who, opens=True))
    return options


def announce(
    speaker: Speaker, to: str, text: str, script: str, when: datetime | None, role: str = "",
    began: datetime | None = None,
) -> None:  # fmt: skip
    """Record what was said, to which post, and when the next update was promised for. ``began``:
    when somebody said that it had been said."""
    at = begun(began, speaker.acting()) if began is not None else None
    speaker.record(lambda d: acts.announce(d, to, text, script, when, role), at)


def next_update(
    speaker: Speaker, to: str, typed: str = "", role: str = ""
) -> Flow[Given | None]:
    """When the next update will be given to them, or to the post that was told, if at all; ``None``
    when Esc was pressed: 0 is an answer. What is usual is the site's figure for customers, or for whoever else hears it; the media are promised none."""
    profile = speaker.incident.profile
    minutes = profile.minutes if profile else {}
    figure = minutes.get("customer-update") if to == "customers" else None
    figure = figure or minutes.get("leader-update")
    usual = f"{figure.value if figure else UPDATE_MINUTES:g}"
    lang = speaker.lang
    who = speaker.incident.person(role, lang) if role else audience(to, lang)
    asked = word(lang, "scripts.ask-next", n=usual, who=who)
    if to == "media":  # nothing more is owed to them unless somebody promises it
        usual, asked = "", word(lang, "scripts.ask-next-media", who=who)
    return (
        yield from ask_time(
            Question("words-next", asked, "text", optional=True, typed=typed, zero=True),
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
