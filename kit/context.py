"""What a command may touch: now, store, ask, out, err, me. If it needs a seventh, look again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from kit.clock import Clock, FastClock, Now, from_environment, unjumped
from kit.core.acts import clean
from kit.core.incident import Incident
from kit.core.refusal import Refused
from kit.here import who
from kit.render.words import word
from kit.store.folder import Folder
from kit.store.incidents import Store

if TYPE_CHECKING:
    from rich.console import Console

    from kit.live.ask import Asker


class Me(NamedTuple):
    """Who is at the keyboard, and how they read."""

    by: str
    lang: str
    plain: bool
    profile: str


class Out:
    """One stream: plain lines, Rich objects or JSON. Knows its language, width and colour."""

    def __init__(self, stream: IO[str], lang: str, plain: bool) -> None:
        self.stream = stream
        self.lang = lang
        self.plain = plain
        self._console: Console | None = None

    @property
    def terminal(self) -> bool:
        return self.stream.isatty()

    @property
    def color(self) -> bool:
        return (
            self.terminal
            and not self.plain
            and not os.environ.get("NO_COLOR")
            and os.environ.get("TERM", "") != "dumb"
        )

    @property
    def width(self) -> int:
        """Cells of a line: the terminal's (or what ``COLUMNS`` says); 100 where there is none."""
        if not self.terminal:
            return 100
        given = os.environ.get("COLUMNS", "")
        if given.isdecimal() and int(given) > 0:
            return int(given)
        try:
            return os.get_terminal_size(self.stream.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    def word(self, key: str, **fill: object) -> str:
        return word(self.lang, key, **fill)

    def line(self, text: str = "") -> None:
        """One line of text; the text has been made safe by whoever typed or stored it."""
        self.stream.write(text + "\n")
        self.stream.flush()

    def lines(self, texts: Iterable[str]) -> None:
        """Many lines at once; safe text, as for ``line``."""
        self.stream.write("".join(f"{text}\n" for text in texts))
        self.stream.flush()

    def say(self, key: str, **fill: object) -> None:
        self.line(self.word(key, **fill))

    def json(self, value: Any) -> None:
        """One JSON value on one line. What could steer a terminal (C1, direction marks) is
        escaped, so that even a hostile log is only data."""
        import re

        import msgspec

        text = msgspec.json.encode(value).decode("utf-8")
        self.line(
            re.sub(
                "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]",
                lambda found: f"\\u{ord(found[0]):04x}",
                text,
            )
        )

    def rich(self, *objects: Any) -> None:
        self.console.print(*objects)

    @property
    def console(self) -> Console:
        if self._console is None:
            from rich.console import Console

            self._console = Console(
                file=self.stream,
                no_color=not self.color,
                force_terminal=self.terminal
                and not self.plain
                and os.environ.get("TERM") != "dumb",
                highlight=False,
                markup=False,
                emoji=False,
                legacy_windows=False,
                width=None if self.terminal else 100,
            )
        return self._console


class Context:
    """Built once by the front door."""

    def __init__(
        self, clock: Clock, store: Store, ask: Callable[[], Asker], out: Out, err: Out, me: Me
    ) -> None:
        self.clock = clock
        self.store = store
        self._ask = ask
        self.out = out
        self.err = err
        self.me = me

    @property
    def ask(self) -> Asker:
        return self._ask()

    def clock_of(self, incident: Incident | None) -> Clock:
        """The clock an incident runs by: a drill with a speed has its own."""
        drill = incident.drill if incident is not None else None
        if drill is not None and drill.anchor is not None and drill.speed != 1:
            return FastClock(drill.anchor, drill.speed)
        return self.clock

    def now(self, incident: Incident | None = None) -> Now:
        """Now by the clock that the incident's log was written with (see ``clock.unjumped``)."""
        now = self.clock_of(incident).now()
        return unjumped(now, incident.marks) if incident is not None else now

    def writing_now(self, incident: Incident) -> Now:
        """The time to record by. Any clock but the system's is for drills only."""
        if not incident.is_drill and os.environ.get("KIT_CLOCK"):
            raise Refused("clock-not-system")
        return self.clock_of(incident).now()

    def warn(self, folder: Folder) -> None:
        """Say once what is wrong with a log that is shown all the same."""
        damaged = folder.damages()
        if damaged:
            self.err.say("talk.damaged", ref=folder.ref, count=len(damaged))
        if folder.doubtful:
            self.err.say("talk.doubtful", ref=folder.ref)
        unknown = sum(folder.incident.unknown.values())
        if unknown:
            self.err.say("talk.newer", ref=folder.ref, count=unknown)

    def flush_talk(self) -> None:
        """Say what the store had to tell (a lock held, a torn tail)."""
        for code, fill in self.store.talk:
            self.err.say(f"talk.{code}", **fill)
        self.store.talk.clear()


def build(home: str, lang: str, plain: bool, ask: Callable[[], Asker], by: str = "") -> Context:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    store = Store(home)
    me = Me(clean(by or who(), 60) or "-", lang, plain, os.environ.get("KIT_PROFILE", ""))
    return Context(
        from_environment(),
        store,
        ask,
        Out(sys.stdout, lang, plain),
        Out(sys.stderr, lang, plain),
        me,
    )
