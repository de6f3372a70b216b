"""Notes that were typed while it is asked of which incident the first one is: here they are on
disk, and one letter takes those that are marked where they belong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from kit.ground.base.cells import cut
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.hand import LOOKED
from kit.incidents.incident.files import desk
from kit.incidents.incident.rules import acts
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.carried import Carried
from kit.live.guide.talk.fixed import keys_of
from kit.live.guide.talk.foremost import seconds
from kit.live.guide.talk.keys.elsewhere import NEXT, again, go
from kit.live.guide.talk.keys.undo import take_back_entries
from kit.live.guide.talk.session import Session

TURN, MARK = "turn", "mark:"
DIGITS = 9
NAMED = 40  # cells of a note that is named


class Stood(msgspec.Struct):
    """One of them: ``ids`` of its entries here; whether it ``goes``."""

    note: Carried
    ids: list[str]
    goes: bool


class Standing:
    """``there``: whether the hand believes itself there, which its key says and says again; so what
    is typed behind the second one stays. ``last`` was pressed last, and may be the first letter of
    what comes."""

    def __init__(self, session: Session, away: str, text: str, body: str) -> None:
        self.session = session
        self.away = away
        self.first = (text, body)
        self.at = self._typed()
        self.notes: list[Stood] = []
        self.there, self.marked = True, False  # a number said of one that it stays
        self.last = self.first_there = ""
        self.since = seconds(session)  # when something was typed or pressed last

    def _typed(self) -> datetime:
        """At which real time what comes now is typed, or happened."""
        given = self.session.earlier.at
        if given is None:
            return self.session.ctx.clock.now().wall
        return desk.real(self.session.ctx, self.session.incident, given)

    def begin(self) -> None:
        """What it is asked about is recorded here, as something else is typed."""
        if not self.notes:
            self.keep(*self.first, self.at)

    def keep(self, text: str, body: str, at: datetime | None = None) -> None:
        """A key that no word goes on with so is no part of it here, either."""
        at = at or self._typed()
        said = text if body[:1].isascii() else body
        self.since = seconds(self.session)
        made = self.session.record(lambda d: acts.note(d, said))
        if made:
            ids = [entry.id for entry in made]
            self.notes.append(Stood(Carried(body, at), ids, self.there))

    def leads(self, picked: str) -> str:
        """Where an answer leads: the key goes there, as it does everywhere, where somebody has
        looked since the bell, or pressed it twice with nothing typed between; whoever goes back
        without looking presses it once, and at once."""
        looked = seconds(self.session) - self.since >= LOOKED
        goes = picked == TURN and (looked or self.last == TURN)
        return self.first_there if goes else picked

    def pressed(self, picked: str) -> None:
        """The key again, or a number."""
        self.begin()
        self.last, self.since = picked, seconds(self.session)
        self._turned(picked)

    def _turned(self, picked: str) -> None:
        if picked == TURN:
            self.there = not self.there
        else:
            stood = self.notes[int(picked.removeprefix(MARK)) - 1]
            stood.goes = not stood.goes
            self.marked = not stood.goes

    def typed_on(self, text: str, key: str) -> None:
        """What was pressed last was the first letter of this, and no key."""
        last, self.last = self.last, ""
        if last and text[:1].lower() == (key if last == TURN else last.removeprefix(MARK)):
            self._turned(last)

    def question(self, key: str) -> Question:
        session = self.session
        others = {log.ref: log.incident for log in session.others.logs}
        away = again(session) if self.away == NEXT and others else self.away
        refs = list(others)
        for ref in (session.drawn_other, away):
            if ref in others:
                refs = [ref, *(r for r in refs if r != ref)]
        keys = keys_of(session.ctx, session.folder, session.others.logs)
        here = session.word("note-here", what=headed(session.incident, session.lang))
        options = [Option("here", here, "h")]
        options += [
            Option(ref, session.word("note-there", what=headed(others[ref], session.lang)), key)
            for ref, key in ((ref, keys[ref]) for ref in refs)
        ]
        turn = "note-turn-here" if self.there else "note-turn-there"
        self.first_there = refs[0]
        if self.last == TURN:
            turn = "note-turn-go"
        options.append(Option(TURN, session.word(turn), key))
        if not self.notes:
            asked = session.word("ask-note-of", text=self.first[1])
            return Question("note-of", asked, options=options, lettered=True, rings=True)
        for number, stood in reversed([*enumerate(self.notes[:DIGITS], 1)]):
            label = session.word(
                "note-goes" if stood.goes else "note-stays", text=stood.note.text
            )
            options.append(Option(f"{MARK}{number}", label, str(number)))
        many, going = len(self.notes), sum(stood.goes for stood in self.notes)
        asked = session.word("ask-notes-of", n=many, m=going)
        return Question("note-of", asked, options=options, lettered=True, rings=True)

    def goes(self, ref: str) -> None:
        """There, with what belongs there."""
        going = [stood for stood in self.notes if stood.goes]
        take_back_entries(self.session, [id_ for stood in going for id_ in stood.ids])
        notes = [stood.note for stood in going]
        go(self.session, ref, notes if self.notes else [Carried(self.first[1], self.at)])

    def stays(self, record: Callable[[Session, str, datetime | None], bool]) -> None:
        """All of it."""
        if not self.notes:
            given = self.session.earlier.at is not None
            shown = desk.shown(self.session.ctx, self.session.incident, self.at)
            record(self.session, self.first[1], None if given else shown)
        self._say_stay(self.notes)

    def settles(self) -> bool:
        """Where a number said just now which of them stay, the letter for here is meant for those:
        they are named, and of the others it is still asked."""
        staying = [stood for stood in self.notes if not stood.goes]
        if not self.marked or len(staying) == len(self.notes):
            return False
        self._say_stay(staying)
        self.notes = [stood for stood in self.notes if stood.goes]
        self.marked, self.last = False, ""
        return True

    def _say_stay(self, notes: list[Stood]) -> None:
        texts = " / ".join(cut(stood.note.text, NAMED) for stood in notes)
        if texts and not self.session.waiting:
            what = headed(self.session.incident, self.session.lang)
            self.session.alert = self.session.word("notes-here", what=what, texts=texts)
