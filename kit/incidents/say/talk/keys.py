"""Keys for what is said: words for an audience, the first report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.ground.terminal.ask import Flow
from kit.ground.terminal.keys import Key, always, called

if TYPE_CHECKING:
    from kit.incidents.say.talk.speaker import Speaker

# What only these keys need is read when they are pressed: the first picture does not wait for it.


def words(speaker: Speaker) -> Flow[None]:
    from kit.incidents.say.talk.words import first_audience, say_to

    yield from say_to(speaker, first_audience(speaker))


def report(speaker: Speaker) -> Flow[None]:
    from kit.incidents.say.talk.report import read_out

    yield from read_out(speaker)


def codes(speaker: Speaker) -> Flow[None]:
    from kit.incidents.say.talk.codes import offer

    yield from offer(speaker)


KEYS: list[Key[Speaker]] = [
    Key("words", "w", "say", "screen.key-w", called("screen.do-words"), always, words, opens=True),
    Key(
        "report",
        "r",
        "say",
        "screen.key-r",
        called("screen.do-report"),
        always,
        report,
        opens=True,
    ),
    Key("codes", "Q", "say", "screen.key-Q", called("screen.do-codes"), always, codes, opens=True),
]
