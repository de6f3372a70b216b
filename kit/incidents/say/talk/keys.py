"""Keys for what is said: words for an audience, the first report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option, Question
from kit.ground.terminal.keys import Key, always, called
from kit.incidents.incident.rules import acts

if TYPE_CHECKING:
    from kit.incidents.say.talk.speaker import Speaker

# What only these keys need is read when they are pressed: the first picture does not wait for it.


def words(speaker: Speaker) -> Flow[None]:
    from kit.incidents.incident.show.texts import audience
    from kit.incidents.say.talk.words import say_to

    options = [Option(to, audience(to, speaker.lang)) for to in acts.AUDIENCES]
    while True:
        to = yield Question("words-to", word(speaker.lang, "scripts.ask-to"), options=options)
        if not to or (yield from say_to(speaker, to)):
            return


def report(speaker: Speaker) -> Flow[None]:
    from kit.incidents.say.talk.report import read_out

    yield from read_out(speaker)


KEYS: list[Key[Speaker]] = [
    Key("words", "w", "say", "screen.key-w", called("screen.do-words"), always, words),
    Key("report", "r", "say", "screen.key-r", called("screen.do-report"), always, report),
]
