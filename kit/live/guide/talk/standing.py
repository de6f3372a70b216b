"""Notes that were typed while it is asked of which incident the first one is: here they are on
disk, and one letter takes them where they belong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kit.ground.base.cells import cut
from kit.ground.terminal.ask import Option, Question
from kit.incidents.incident.files import desk
from kit.incidents.incident.rules import acts
from kit.incidents.incident.rules.withdrawal import taken
from kit.incidents.incident.show.timer_lines import headed
from kit.live.guide.talk.carried import Carried, LeftNotes, Stood
from kit.live.guide.talk.fixed import keys_of
from kit.live.guide.talk.keys.elsewhere import NEXT, again, go
from kit.live.guide.talk.keys.undo import take_back_entries
from kit.live.guide.talk.session import Session

EACH = "each"
NAMED = 40  # cells of a note that is named
SHORT = 10  # of the first one where a line says that nobody answered


class Standing:
    """A letter means one thing for as long as it stands: here, or there, for all of them, or for
    the one that is named where they are asked about ``singly``."""

    def __init__(self, session: Session, away: str, text: str, body: str) -> None:
        self.session = session
        self.away = away
        self.first = (text, body)
        self.at = self._typed()
        self.notes: list[Stood] = []
        self.singly: list[Stood] = []  # of which it is still asked, one after another
        self.going = ""  # where one of those goes

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
        made = self.session.record(lambda d: acts.note(d, said))
        if made:
            ids = [entry.id for entry in made]
            self.notes.append(Stood(Carried(body, at), ids))

    def each(self) -> None:
        """They are asked about one after another."""
        for stood in self.notes:
            stood.goes = False
        self.singly, self.going = [*self.notes], ""

    def said(self, picked: str) -> str:
        """Of the one that is named; what that comes to for all: "" while it is still asked."""
        if picked == EACH:
            self.each()
            return ""
        if not self.singly:
            return picked
        stood = self.singly.pop(0)
        if picked != "here":
            stood.goes, self.going = True, picked
        return "" if self.singly else self.going or "here"

    def question(self, key: str) -> Question:
        session = self.session
        others = {log.ref: log.incident for log in session.others.logs}
        away = again(session) if self.away == NEXT and others else self.away
        refs = list(others)
        for ref in (session.drawn_other, away):
            if ref in others:
                refs = [ref, *(r for r in refs if r != ref)]
        if self.going in refs:  # one that goes leads there, and one can go to one incident alone
            refs = [self.going]
        keys = keys_of(session.ctx, session.folder, session.others.logs)
        here = session.word("note-here", what=headed(session.incident, session.lang))
        options = [Option("here", here, "h")]
        options += [
            Option(ref, session.word("note-there", what=headed(others[ref], session.lang)), key)
            for ref, key in ((ref, keys[ref]) for ref in refs)
        ]
        lines: list[str] = []
        many = len(self.notes)
        if not self.notes or self.singly:
            text = self.singly[0].note.text if self.singly else self.first[1]
            asked = session.word("ask-note-of", text=text)
        else:
            asked = session.word("ask-notes-of", n=many)
            lines = [f"  {stood.note.text}" for stood in reversed(self.notes)]
            if many > 1:
                options.append(Option(EACH, session.word("note-each"), "s", opens=True))
        owes = key if self.notes else ""  # by then they stand here, whatever becomes of it
        return Question(
            "note-of", asked, options=options, lines=lines, lettered=True, rings=True,
            later=key, owes=owes, called=self.named(),
        )  # fmt: skip

    def named(self) -> str:
        """By the first of them."""
        text = self.notes[0].note.text if self.notes else self.first[1]
        text = "" if self.session.waiting else f"{cut(text, SHORT)} "
        return self.session.word("note-of-short", text=text)

    def left(self) -> bool:
        """Whether nobody answered it and some of them stand here: the key for another incident asks
        again."""
        gone = taken(self.session.folder.entries).gone()
        acts_of = {e.id: act[0].id for act in taken(self.session.folder.entries).acts for e in act}
        self.notes = [s for s in self.notes if not any(acts_of.get(i) in gone for i in s.ids)]
        for stood in self.notes:
            stood.goes = True
        self.singly, self.going = [], ""
        return bool(self.notes)

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

    def say_left(self, key: str) -> None:
        """It is over without an answer: they stay, by their words, until that key."""
        self._say_stay(self.notes)
        left = LeftNotes(self.away, self.named(), self.notes)
        self.session.left_notes = left
        again_by = self.session.word("notes-again", pressed=key)
        self.session.alert = f"{self.session.alert} {again_by}".strip()

    def _say_stay(self, notes: list[Stood]) -> None:
        texts = " / ".join(cut(stood.note.text, NAMED) for stood in notes)
        if texts and not self.session.waiting:
            what = headed(self.session.incident, self.session.lang)
            self.session.alert = self.session.word("notes-here", what=what, texts=texts)
