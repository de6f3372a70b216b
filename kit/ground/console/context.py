"""What a command may touch: now, ask, out, err, me, and by ``of`` what rooms keep of the home."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import IO, TYPE_CHECKING, Any, TypeVar

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.lean import re
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.words import word
from kit.ground.console.unsaid import Unsaid
from kit.ground.machine.by import leader, writer
from kit.ground.machine.clock import Now, from_environment

if TYPE_CHECKING:
    from rich.console import Console

    from kit.ground.base.veil import Veil
    from kit.ground.machine.clock import Clock
    from kit.ground.terminal.ask import Asker

T = TypeVar("T")

FORMAT = 1  # of every JSON answer; counted up when a field changes its name or meaning


class Me(msgspec.Struct, frozen=True):
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
        self.heard: list[str] | None = None  # what is said meanwhile, once more
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

    @property
    def height(self) -> int:
        """Rows of the terminal's window; 24 where there is none."""
        try:
            return os.get_terminal_size(self.stream.fileno()).lines or 24
        except (OSError, ValueError):
            return 24

    def word(self, key: str, **fill: object) -> str:
        return word(self.lang, key, **fill)

    def line(self, text: str = "") -> None:
        """One line of text; the text has been made safe by whoever typed or stored it."""
        self.put(text + "\n")

    def lines(self, texts: Iterable[str]) -> None:
        """Many lines at once; safe text, as for ``line``."""
        self.put("".join(f"{text}\n" for text in texts))

    def put(self, text: str) -> None:
        """Raises ``Refused`` where the stream takes no more (its disk is full): what was recorded
        before is recorded, and must not be taken for refused."""
        if self.heard is not None:
            self.heard += [line for line in text.splitlines() if line.strip()]
        try:
            self.stream.write(text)
            self.stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            why = error.strerror or str(error)
            raise Refused("unsaid", Exit.FAULT, why=why) from error

    def say(self, key: str, **fill: object) -> None:
        self.line(self.word(key, **fill))

    def json(self, value: Mapping[str, Any]) -> None:
        """One JSON object on one line, with the version of its vocabulary (the table of fields in
        ``data/README.md``). What could steer a terminal (C1, direction marks) is escaped, so that
        even a hostile log is only data."""
        text = msgspec.json.encode({"format": FORMAT, **value}).decode("utf-8")
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
    """Built once by the front door. What a room keeps of this home it asks for by ``of``."""

    veil: Veil | None = None  # people are hidden in all that is read

    def __init__(
        self, home: str, clock: Clock, ask: Callable[[], Asker], out: Out, err: Out, me: Me
    ) -> None:
        self.home = home
        self.clock = clock
        self._ask = ask
        self.out = out
        self.err = err
        self.me = me
        self._led = self._said = self.given = ""
        self.typed: list[str] = []  # the words of the command, as they were given
        self.unsaid = Unsaid(lambda: self.now().wall, lambda: self.signs)
        self.passed: set[str] = set()  # incidents whose way in was passed in this run
        self._kept: dict[Any, Any] = {}
        self._under: list[Context] = []
        self.form: Asker | None = None  # asks in the place of the terminal's own
        self.bare = self  # the one that hides nobody

    def again(self, *more: str) -> str:
        """The command as it was typed, with these words behind it: what is to be used instead
        loses nothing that was given."""
        import shlex

        return " ".join([shlex.join(["kit", *self.typed]), *more])

    @property
    def by(self) -> str:
        """Who writes now: since this terminal was opened another one may have handed over."""
        led = self._led if self.given else leader(self.home)
        if led != self._led:
            me, self._led = self.me, led
            self.me = Me(clean(writer(self.home), 60) or "-", me.lang, me.plain, me.profile)
            if led not in ("", me.by, self._said):  # who leads now says anew who records
                writes = self.me.by == clean(led, 60)  # else the environment names somebody
                self._said = "" if writes or not self._said else led
        return self.me.by if self.veil is None else self.veil.name(self.me.by)

    @property
    def said(self) -> str:
        """Who was said at this terminal to record here, in whichever journal; "" for nobody."""
        if self._said:
            _ = self.by  # another one may lead since
        return self._said

    def records(self, name: str) -> None:
        """Somebody said that ``name`` records here from now on; "" takes that back."""
        _ = self.by
        self._said = name

    @property
    def recorder(self) -> str:
        """Who signs what is written here: who was said to record, else who writes."""
        return self.given or self.said or self.by

    @property
    def signs(self) -> tuple[str, str]:
        """Who leads the shift, and who signs what is written here."""
        return leader(self.home), self.recorder

    def signed(self, then: tuple[str, str]) -> str:
        """Who signs now what was typed ``then``: "" for whoever does, but once another one leads it
        stays with who typed it."""
        led, by = then
        return by if by not in ("", "-") and led != leader(self.home) else ""

    def sign(self, name: str) -> None:
        """``--by``: all that this command records is signed so, whoever leads, and whatever the
        environment says."""
        self.given = clean(name, 60).strip()
        if self.given:
            self.me = Me(self.given, self.me.lang, self.me.plain, self.me.profile)

    @property
    def ask(self) -> Asker:
        """Who asks single questions; what is typed there and answers none is said again at home."""
        if self.form is not None:
            return self.form
        asker: Any = self._ask()
        if hasattr(asker, "dropped"):
            asker.dropped = self.unsaid
        return asker  # type: ignore[no-any-return]

    def of(self, kind: Callable[[str], T]) -> T:
        """The one ``kind(home)`` of this run, made when it is first asked for."""
        if kind not in self._kept:
            self._kept[kind] = kind(self.home)
            if self.veil is not None and hasattr(self._kept[kind], "veil"):
                self._kept[kind].veil = self.veil
        found: T = self._kept[kind]
        return found

    def under(self, veil: Veil) -> Context:
        """The same home read with people hidden: to look at, and never to write."""
        out = Context(self.home, self.clock, self._ask, self.out, self.err, self.me)
        out.veil, out.bare = veil, self.bare
        self._under.append(out)
        return out

    def now(self) -> Now:
        return self.clock.now()

    def flush_warnings(self) -> None:
        """Say what reading and writing had to tell (a lock held, a torn tail)."""
        for kept in self._kept.values():
            for code, fill in getattr(kept, "warnings", ()):
                self.err.say(f"warnings.{code}", **fill)
            if hasattr(kept, "warnings"):
                kept.warnings.clear()
        for looked in self._under:
            looked.flush_warnings()


def build(home: str, lang: str, plain: bool, ask: Callable[[], Asker], by: str = "") -> Context:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    me = Me(clean(by or writer(home), 60) or "-", lang, plain, os.environ.get("KIT_PROFILE", ""))
    return Context(
        home,
        from_environment(),
        ask,
        Out(sys.stdout, lang, plain),
        Out(sys.stderr, lang, plain),
        me,
    )
