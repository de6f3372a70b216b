"""Acts that the disk refused: each stands there as it would read, until it is recorded after all or
somebody leaves, who takes it along."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

import msgspec

from kit.ground.base.cells import cut
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.words import word
from kit.ground.journal.entry import Entry, Event, Unknown
from kit.incidents.incident.files.log import Log
from kit.incidents.incident.rules import events as ev
from kit.incidents.incident.rules.acts import Draft

LINE = 60  # cells of the one that is named with a refusal; all are, whole, when somebody leaves
QUIET = (ev.Joined, ev.ClockJumped, ev.Resumed, ev.Left, ev.RecorderSet)  # nobody's act


class Unkept:
    """Of one run, whichever incidents it leads through."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.texts: dict[tuple[str, bytes], str] = {}

    def refused(
        self, why: Refused, folder: Log, draft: Draft, decide: Callable[[Draft], None], lang: str
    ) -> str:
        """Keep the act where it was no rule that said no; what is said before the refusal.
        ``draft``: what was decided, by ``decide`` where it had not come to that."""
        if why.exit != Exit.FAULT:
            return ""
        if not draft.events:
            _decide(folder, draft, decide)
        act = _act(draft)
        if act is not None:
            self.texts[_key(folder.ref, act[0])] = _read(draft, act, folder, lang)
        return self.told(lang)

    def told(self, lang: str) -> str:
        """The last one, and how many more there are; "" where there are none."""
        if not self.texts:
            return ""
        *more, last = self.texts.values()
        key = "screen.unkept-more" if more else "screen.unkept"
        return word(lang, key, text=cut(last, LINE), n=len(more))

    def all(self, lang: str) -> str:
        return _joined([*self.texts.values()], lang)

    def recorded(self, ref: str, entries: list[Entry]) -> None:
        """What was said again is recorded now."""
        for entry in entries:
            self.texts.pop(_key(ref, entry.event), None)

    def taken(self) -> list[str]:
        """All of them, for whoever they are told to from now on."""
        texts, self.texts = [*self.texts.values()], {}
        return texts


def _joined(texts: list[str], lang: str) -> str:
    return word(lang, "screen.saved-and").join(texts)


def _decide(folder: Log, draft: Draft, decide: Callable[[Draft], None]) -> None:
    """What would have been recorded; memory is again what was on the disk afterwards."""
    try:
        with suppress(Refused):  # a rule says no: nothing is missing
            decide(draft)
    finally:
        folder.invalidate()


def _act(draft: Draft) -> tuple[Event, datetime] | None:
    """What somebody did; a closing before what it sets off."""
    acts = [each for each in draft.events if not isinstance(each[0], QUIET)]
    closing = [each for each in acts if isinstance(each[0], ev.Closed)]
    return next(iter(closing or acts), None)


def _read(draft: Draft, act: tuple[Event, datetime], folder: Log, lang: str) -> str:
    """As it would read in the log; a note its text alone, because as a note it is recorded."""
    event, at = act
    if isinstance(event, ev.Noted):
        return event.text
    from kit.incidents.incident.show.entries import entry_text

    entry = Entry(0, "", at, draft.by, event)
    return entry_text(draft.incident, entry, lang, folder.newest).strip()


def _key(ref: str, event: Event) -> tuple[str, bytes]:
    """What makes two acts the same one: the id that a new customer or action gets does not."""
    if isinstance(event, Unknown):
        return ref, b""
    fields = {k: v for k, v in msgspec.to_builtins(event).items() if k not in ("id", "promised")}
    return f"{ref} {event.kind}", msgspec.json.encode(fields, order="sorted")
