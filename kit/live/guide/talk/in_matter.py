"""What a promise is about, asked in numbered lines, where its time is asked for one line later: a
time that stands in the matter already is asked about by name, and never silently taken for a part
of it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.typed import Given, ask_words, shown
from kit.live.guide.talk.numbers import READINGS
from kit.live.guide.talk.session import Session

MATTER = "n"
LEADS = ("in", "at", "by", "before", "until", "around", "about")


class Matter(Given, frozen=True):
    """``about``: what it is about, without the time that stood in the line."""

    about: str = ""


def ask_matter(session: Session, question: Question) -> Flow[Matter | None]:
    """The matter, and the time where one stood in it; ``None`` where somebody goes back."""
    while True:
        text = yield from ask_words(question, session.lang)
        if text is None:
            return None
        times, about = time_in(session, text)
        if not times:
            return Matter(None, text, text)
        now = session.acting()
        options = [
            Option(str(n), shown(at, now, session.lang), READINGS.replace(MATTER, "")[n])
            for n, at in enumerate(times)
        ]
        options.append(Option("matter", session.word("time-is-matter"), MATTER))
        picked = yield Question(
            f"{question.name}-time",
            session.word("time-in-matter", text=text),
            options=options,
            lettered=True,
            rings=True,
        )
        if picked == "matter":
            return Matter(None, text, text)
        if picked is not None:
            return Matter(times[int(picked)], text, about)
        question = msgspec.structs.replace(question, typed=text)


def time_in(session: Session, text: str) -> tuple[list[datetime], str]:
    """The times that a matter may name, the nearest first, and the matter without them."""
    from kit.people.registers.files.promised import promise
    from kit.people.registers.rules.sheet import parsed

    if not text:
        return [], ""
    now = session.acting()
    found = promise(session.ctx, parsed(f"- {text}"), now)
    times = [found.due.at] if found.due is not None else [end.at for end in found.choices]
    times.sort(key=lambda at: abs(at - now))
    rest = found.matter.replace(found.unread, " ") if found.unread else found.matter
    rest = " ".join(rest.split())
    if rest.lower() in LEADS:
        rest = ""
    return times, rest
