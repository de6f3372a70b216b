"""A made-up laptop: a home of its own, on which the kit's commands and acts run in this process by a
clock that the story moves. What the kit draws by lot comes from that clock and a seed, so that the
same story gives the same bytes on every machine."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from kit.ground.base.refusal import Refused
from kit.ground.console import context
from kit.ground.console.context import Context, Me, Out
from kit.ground.machine.clock import Now
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.files.store import Store
from kit.incidents.incident.rules.acts import Draft
from kit.main import main
from tests.support.constants import CHINA

BEGIN = datetime(2026, 10, 1, 7, 30, tzinfo=CHINA)
HIDDEN = ("KIT_CLOCK", "KIT_PLAIN", "KIT_PROFILE", "KIT_CHECKLISTS", "KIT_DEBUG", "KIT_BY", "KIT_HOME")


class Time:
    """The only clock of the story, and its dice."""

    speed = 1.0

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.wall = BEGIN
        self.boot = "exampl01"
        self._drawn: tuple[datetime, int] = (BEGIN, 0)

    def now(self) -> Now:
        return Now(self.wall, round((self.wall - BEGIN).total_seconds() + 600, 3), self.boot)

    def to(self, when: datetime) -> datetime:
        """Never back: a story is told forward."""
        self.wall = max(self.wall, when)
        return self.wall

    def passes(self, seconds: float) -> datetime:
        return self.to(self.wall + timedelta(seconds=round(seconds)))

    def bytes(self, count: int) -> bytes:
        at, n = self._drawn
        self._drawn = (self.wall, n + 1 if at == self.wall else 0)
        return random.Random(f"{self.seed} {self._drawn} {count}").randbytes(count)


def nobody() -> NoReturn:
    raise AssertionError("nobody is asked")


class Laptop:
    """``name``: as its files are called; the mark of its computer follows from it."""

    def __init__(self, time: Time, home: Path, name: str) -> None:
        self.time, self.home, self.name = time, home, name
        home.mkdir(parents=True)
        (home / "laptop").write_text(f"{name} {self.mark}\n", encoding="ascii")
        self.store = Store(str(home))

    @property
    def mark(self) -> str:
        return f"example{self.name}"[:12]

    def kit(self, by: str, *argv: str) -> str:
        """A command, which must succeed; what it said."""
        os.environ["KIT_MACHINE"], os.environ["KIT_BY"] = self.mark, by
        said, told = io.StringIO(), io.StringIO()
        with redirect_stdout(said), redirect_stderr(told):
            code = main(["--home", str(self.home), "--lang", "zh", *argv])
        assert code == 0, (self.time.wall, argv, code, told.getvalue())
        return said.getvalue()

    def ctx(self, by: str) -> Context:
        """What a command has in hand: for the functions behind commands, without a line to be read."""
        os.environ["KIT_MACHINE"], os.environ["KIT_BY"] = self.mark, by
        quiet = Out(io.StringIO(), "zh", True)
        ctx = Context(str(self.home), self.time, nobody, quiet, quiet, Me(by, "zh", True, ""))
        return ctx

    def json(self, by: str, *argv: str) -> dict[str, object]:
        found: dict[str, object] = msgspec.json.decode(self.kit(by, *argv, "--json"))
        return found

    def log(self, ref: str) -> Log:
        self.store = Store(str(self.home))
        return self.store.pick(ref)

    def act(self, log: Log, by: str, do: Callable[..., object], *args: object, at: datetime | None = None, **more: object) -> bool:
        """An act of the incident's rules, as guide and commands record it; whether it was not refused."""
        os.environ["KIT_MACHINE"] = self.mark

        def act(draft: Draft) -> None:
            do(draft, *args, **more)

        try:
            self.store.record(log, self.time.now(), by, act, at)
        except Refused:
            return False
        return True


@contextmanager
def told_by(time: Time) -> Iterator[None]:
    """The kit's clock and its lots are the story's; nothing of this shell's settings reaches it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in HIDDEN:
            patch.delenv(name, raising=False)
        for name in ("KIT_MACHINE", "KIT_BY"):
            patch.setenv(name, "example")
        patch.setattr(context, "from_environment", lambda: time)
        patch.setattr(os, "urandom", time.bytes)
        yield
