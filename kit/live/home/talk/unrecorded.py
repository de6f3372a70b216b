"""Sentences typed at home that stand in no log: kept as long as the terminal runs, until they are
notes or somebody leaves without them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from kit.ground.console.unsaid import TOLD
from kit.incidents.incident.files.store import Store
from kit.live.home.show import ABOVE

if TYPE_CHECKING:
    from kit.ground.console.context import Context
    from kit.ground.console.unsaid import Unsaid
    from kit.ground.journal.entry import Entry
    from kit.incidents.incident.files.log import Log


class Sentence(msgspec.Struct, eq=False):
    """``at``: when it was typed; ``held``: it may have scrolled away since, and is read again
    before it is recorded; ``opens``: an incident was opened by it, ``ref`` is that one's; ``by``:
    who led the shift then, and who signed; ``of``: the incident that was led through then;
    ``dropped``: it was left in a line there, which said so."""

    text: str
    at: datetime
    held: bool = False
    opens: bool = False
    ref: str = ""
    by: tuple[str, str] = ("", "")
    of: str = ""
    dropped: bool = False

    def long_told(self, now: datetime) -> bool:
        """Whether nobody has to be asked about it any more."""
        return self.dropped and now - self.at >= TOLD


class Unrecorded:
    """Of one home, in the order in which they were typed."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.lines: list[Sentence] = []
        self.together: list[tuple[str, str]] = []  # of one word: incident, entry

    def add(self, text: str, at: datetime, by: tuple[str, str] = ("", "")) -> Sentence:
        """Another one: no two are one note."""
        self.lines.append(Sentence(text, at, by=by))
        return self.lines[-1]

    def adopt(self, unsaid: Unsaid, known: Sequence[str] = ()) -> None:
        """What was typed elsewhere in this run waits here, too, but what was ``known`` before."""
        for text in [text for text in unsaid if text not in known]:
            line = self.add(text, unsaid.since[text], unsaid.by[text])
            line.of = unsaid.of[text]
            line.dropped = bool(line.of) and text in unsaid.dropped
            unsaid.remove(text)

    def hold(self, held: bool = True) -> None:
        for line in self.lines:
            line.held = held

    def fresh(self) -> list[Sentence]:
        """Those that stand where somebody looks."""
        return [line for line in self.lines if not line.held]

    def opened(self, ref: str) -> None:
        """The incident that one of them led to."""
        for line in self.lines:
            if line.opens:
                line.opens, line.ref = False, ref

    def stands(self, entries: Sequence[Entry]) -> None:
        """What one of them has said since is missing no more, but what opened an incident."""
        from kit.live.guide.talk.kept import stands_since  # drawn, home does without the guide

        for line in [each for each in self.lines if not (each.opens or each.ref)]:
            if stands_since(line.text, line.at, entries):
                self.recorded(line)

    def recorded(self, line: Sentence) -> None:
        self.lines = [each for each in self.lines if each is not line]


def settle(ctx: Context, logs: Iterable[Log]) -> None:
    """What an incident or a room above has said since it was typed is missing no more."""
    waiting = ctx.of(Unrecorded)
    if not (waiting.lines or ctx.unsaid):
        return
    from kit.live.guide.talk.kept import drop_recorded, is_reference, no_sentences

    no_sentences(ctx)
    refs = ctx.of(Store).refs()
    waiting.lines = [line for line in waiting.lines if not is_reference(line.text, refs)]
    entries = [entry for log in logs for entry in log.entries]
    entries += [entry for above in ABOVE if above.entries for entry in above.entries(ctx)]
    waiting.stands(entries)
    drop_recorded(ctx.unsaid, entries)
