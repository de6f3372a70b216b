"""Taking back in documents whose acts are decided again as they are: what an ``undo`` names, what a
``redo`` restores, and the entries without what was taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

import msgspec
from msgspec.structs import replace

from kit.ground.journal.entry import Entry, Event, Nothing, act_of
from kit.ground.journal.signed import fixes, put_right
from kit.ground.journal.withdrawal import Counted, Decided, Read, Withdrawal

S = TypeVar("S")


class Plain(Generic[S]):
    """``Acts`` in which an act is what was written at once. ``stands``: whether what an event
    speaks of is there; ``undone``: the kind that withdraws the entries of its ``ids`` (it
    ``restores`` where they are withdrawals); ``fixed``: the kinds that nothing takes back;
    ``signed``: the kind that puts right with which name entries were signed."""

    def __init__(
        self,
        state: type[S],
        apply: Callable[[S, Entry], None],
        stands: Callable[[S, Event], bool],
        undone: type[Event],
        fixed: tuple[type[Event], ...],
        signed: type[Event] | None = None,
    ) -> None:
        self.empty = state
        self.apply = apply
        self._stands = stands
        self._undone = undone
        self._fixed = fixed
        self._signed = signed

    # ---- what a withdrawal asks -------------------------------------------------------------

    def copied(self, state: S) -> S:
        return msgspec.json.decode(msgspec.json.encode(state), type=self.empty)

    def whole(self, entries: list[Entry]) -> list[list[Entry]]:
        out: list[list[Entry]] = []
        for entry in entries:
            before = out[-1][0] if out else None
            if (
                before is not None
                and act_of(entry.id) == act_of(before.id)
                and entry.journal == before.journal
            ):
                out[-1].append(entry)
            else:
                out.append([entry])
        return out

    def withdrawn(self, event: Event) -> list[str]:
        return event.ids if isinstance(event, self._undone) else []  # type: ignore[attr-defined]

    def fixed(self, event: Event) -> bool:
        return isinstance(event, self._fixed)

    def led_by(self, decided: Decided) -> tuple[Event, datetime]:
        return decided[0]

    def again(self, state: S, act: list[Entry]) -> Decided | None:
        out: Decided = []
        for entry in act:
            if self.withdrawn(entry.event):
                continue
            if not self._stands(state, entry.event):
                return None
            self.apply(state, entry)
            out.append((entry.event, entry.at))
        return out or None

    # ---- what a room asks -------------------------------------------------------------------

    def taken(self, entries: list[Entry], start: S | None = None) -> Withdrawal[S]:
        """The document act by act. ``start``: the state that the entries come behind."""
        return Withdrawal(self, entries, start)

    def any(self, entries: list[Entry]) -> bool:
        """Whether anything was ever taken back, or the name under it put right."""
        kinds = (self._undone, self._signed or self._undone)
        return any(isinstance(entry.event, kinds) for entry in entries)

    def in_force(self, entries: list[Entry], start: S | None = None) -> list[Entry]:
        """What the state is made of: what was taken back is ``Nothing``, what was signed with a
        wrong name is by the right one."""
        if isinstance(entries, Counted) or not self.any(entries):
            return entries
        out = Counted()
        log = self.taken(entries, start)
        for read in self._put_right(log, entries, log.read()):
            gone = read.standing in ("gone", "dropped")
            out.append(replace(read.entry, event=Nothing()) if gone else read.entry)
        return out

    def _put_right(
        self, log: Withdrawal[S], entries: list[Entry], reads: list[Read]
    ) -> list[Read]:
        found = fixes(entries, log.gone(), self._signed, {}) if self._signed is not None else {}
        if not found:
            return reads
        out = []
        for read in reads:
            fix = found.get(read.entry.id) or found.get(read.entry.id.partition("+")[0])
            out.append(replace(read, entry=put_right(read.entry, fix), fix=fix) if fix else read)
        return out

    def standing(self, entries: list[Entry]) -> list[Read]:
        """Every entry for people to read, in order."""
        if not self.any(entries):
            return [Read(entry) for entry in entries]
        log = self.taken(entries)
        return self._put_right(log, entries, log.on_disk())

    def to_undo(
        self,
        entries: list[Entry],
        laptop: str,
        named: str = "",
        about: Callable[[Event], bool] | None = None,
    ) -> list[str]:
        """Ids of the act of the entry that is named (``#12``), of the last act that is ``about``
        something, else of the last act of this laptop; none where there is none to take back."""
        log = self.taken(entries)
        gone = log.gone()
        for act in reversed(log.acts):
            own = [entry for entry in act if not self.fixed(entry.event)]
            if not own or isinstance(own[0].event, self._undone) or own[0].id in gone:
                continue
            if about is not None and not any(about(entry.event) for entry in own):
                continue
            if about is not None or _is_meant(own, named, laptop):
                return [entry.id for entry in own]
        return []

    def to_redo(
        self,
        entries: list[Entry],
        laptop: str,
        named: str = "",
        about: Callable[[Event], bool] | None = None,
    ) -> list[str]:
        """The id of the withdrawal that is named, or by which entries ``about`` something went,
        else of the last one of this laptop."""
        log = self.taken(entries)
        gone = log.gone()
        for act in reversed(log.acts):
            event = act[0].event
            if not isinstance(event, self._undone) or act[0].id in gone:
                continue
            if event.restores:  # type: ignore[attr-defined]
                continue
            if about is not None:
                went = {*self.withdrawn(event)}
                meant = any(entry.id in went and about(entry.event) for entry in entries)
            else:
                meant = _is_meant(act, named, laptop)
            if meant:
                return [act[0].id]
        return []


def _is_meant(act: list[Entry], named: str, laptop: str) -> bool:
    if not named:
        return act[0].journal.partition("-")[0] == laptop
    wanted = named.strip().removeprefix("#")
    return any(wanted in (e.id, f"{e.n}") for e in act)
