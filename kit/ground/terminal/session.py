"""What a screen needs of whoever it draws and asks for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from kit.ground.terminal.ask import Question
    from kit.ground.terminal.fragments import Line


class Ring(msgspec.Struct, frozen=True):
    """One ring. Not ``loud``: it has its bell and no window title. ``own``: of what the session is
    about; ``how``: the command that answers it, where no key does; ``ref``: of the incident;
    ``said``: it only tells something, and wants no answer; ``grave``: it is told whatever else
    rings."""

    text: str
    loud: bool = True
    own: bool = True
    how: str = ""
    ref: str = ""
    said: bool = False
    grave: bool = False


class Moment(msgspec.Struct, frozen=True):
    """``now`` by the clock of a picture, until when that ``stays`` but for what is counted, and its
    seconds for each real one (0: a clock that is moved by hand)."""

    now: datetime
    stays: datetime
    speed: float


class Keyboard:
    """What the keys of the picture mean, for a session that names some of them in what it says:
    ``letters``: what each chooses, by name; ``typing``: a line is typed into, and each is text."""

    def __init__(self) -> None:
        self.letters: dict[str, str] = {}
        self.typing = False

    def stands(self, question: Question, typing: bool) -> None:
        options = question.options
        self.letters = {key: each.name for each in options for key in (each.key, each.also)}
        self.typing = typing


class Still:
    """What nobody else changes and no time passes for: of a session it lacks ``lang`` and
    ``picture``."""

    silent = False
    rings = None

    def key_lines(self, cols: int, rows: int = 24) -> list[Line]:
        return []

    def refresh(self) -> bool:
        return False

    def next_change(self) -> float:
        return 3600.0

    def places(self) -> list[str]:
        return []

    def moot(self, question: Question) -> bool:
        return False


if TYPE_CHECKING:  # what only annotations name costs no start

    class Rings(Protocol):
        """What may ring while a question waits. It takes no key away."""

        def new(self) -> list[Ring]:
            """What rings now and was not told when last asked."""

        def still(self) -> bool:
            """Whether something that rang still wants its answer."""

    class Session(Protocol):
        """What can be drawn and kept up to date. ``silent``: no bell, no window title. ``rings``:
        ``None`` where nothing rings."""

        @property
        def lang(self) -> str: ...
        @property
        def silent(self) -> bool: ...
        @property
        def rings(self) -> Rings | None: ...

        def picture(self, cols: int, rows: int) -> list[Line]:
            """At most ``rows`` lines of ``cols`` cells."""

        def key_lines(self, cols: int, rows: int = 24) -> list[Line]:
            """What the keys do, in a window of this size."""

        def refresh(self) -> bool:
            """Look at time and disk again; whether the picture may have changed."""

        def next_change(self) -> float:
            """Real seconds until the picture must change."""

        def places(self) -> list[str]:
            """Folders in which others may change what is shown."""

        def moot(self, question: Question) -> bool:
            """Whether what is asked is over (answered at another terminal, listed anew)."""
