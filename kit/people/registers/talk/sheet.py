"""The manual sheet: callers taken one after the other, a line each, while everything due rings.

One flow for the screen and for numbered lines. What is typed wrongly stays in the line.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from functools import partial

from kit.ground.base.cells import cut, wrap
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.times import certain
from kit.ground.base.typed.times import PAST, Ask, Field, read
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.machine.clock import walls
from kit.ground.terminal.ask import Answer, Left, Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.keys import key_rows
from kit.ground.terminal.typed import which
from kit.people.registers.files import desk, taking_back
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts
from kit.people.registers.rules.books import CALLBACK
from kit.people.registers.rules.dates import End
from kit.people.registers.rules.sheet import command_of, paper_line, parsed
from kit.people.registers.rules.state import Doc
from kit.people.registers.show.lines import doc_line, entry_line
from kit.people.registers.talk.watch import Registered

Flow = Generator[Question, Answer, int]
Reading = Generator[Question, Answer, End | None]
NAME = CALLBACK.name
FEW = 12  # rows from which on there is room for what can be typed


class _Back(Exception):
    """Which time was meant was not answered: nothing is recorded, what was typed stays."""


class Sheet:
    """What is on the screen, and what is recorded. ``paper``: lines are typed in that ``paper_by``
    noted earlier."""

    silent = False

    def __init__(self, ctx: Context, paper: bool = False, by: str = "", paper_by: str = "") -> None:
        self.ctx = ctx
        self.lang = ctx.me.lang
        self.paper, self.by, self.paper_by = paper, by, paper_by
        self.message = ""
        self.rings = Registered(ctx)
        self.rings.refresh()
        self.seen = ctx.clock.now().wall

    # ---- what the screen asks of it -------------------------------------------------------

    def refresh(self) -> bool:
        before, self.seen = self.seen, self.ctx.clock.now().wall
        news = self.rings.refresh()
        return news or before.minute != self.seen.minute

    def next_change(self) -> float:
        now = self.ctx.clock.now().wall
        return min(60.005 - now.second - now.microsecond / 1e6, self.rings.next_ring())

    def places(self) -> list[str]:
        return self.rings.places()

    def moot(self, question: Question) -> bool:
        return False

    def picture(self, cols: int, rows: int) -> list[Line]:
        docs, now = self.docs(), self.seen
        out: list[Line] = [[("title", cut(" " + head(docs, self.lang), cols))]]
        out += self.key_lines(cols) if rows > FEW else []
        out += self.rings.lines(cols, max(3, rows // 3))
        said: list[Line] = [[("message", f" {line}")] for line in wrap(self.message, cols - 2)]
        said = said if self.message else []
        room = max(0, rows - len(out) - len(said) - 1)
        book = self.ctx.of(Registers).load(NAME)
        for doc in docs[-room:] if book is not None and room else []:
            assert book is not None
            text = doc_line(doc, book.register, now, self.lang, cols - 2)
            out.append([("", f" {text}")])
        return [*out, *([[("", "")]] * max(0, rows - len(out) - len(said))), *said][:rows]

    def key_lines(self, cols: int, rows: int = 24) -> list[Line]:
        keys = "sheet.paper-keys" if self.paper else "sheet.keys"
        return key_rows(word(self.lang, keys).split("   "), cols)

    def docs(self) -> list[Doc]:
        """What is open, in the order in which it was noted."""
        book = self.ctx.of(Registers).load(NAME)
        return book.register.open_docs() if book is not None else []

    def take(self, text: str) -> None:
        """One line of a paper sheet, with nobody there to ask. Raises ``Refused``."""
        flow = self._paper(text)
        try:
            question = next(flow)
        except StopIteration:
            return
        flow.close()
        raise Refused("paper-doubtful", Exit.USAGE, text=question.text)

    # ---- the flow -------------------------------------------------------------------------

    def flow(self) -> Flow:
        if self.paper and not self.paper_by:
            who = yield Question("paper-who", word(self.lang, "sheet.ask-who"), "text", safe=True)
            if not who:
                return 0
            self.paper_by = who
        asked = word(self.lang, "sheet.ask-paper" if self.paper else "sheet.ask")
        typed = ""
        while True:
            text = yield Question("caller", asked, "text", typed=typed, safe=True)
            if text is None:
                return 0
            command = command_of(text)
            if command is not None and command[0] == "q":
                return 0
            typed = ""
            try:
                if command is not None:
                    yield from self._command(*command)
                elif text.strip():
                    yield from (self._paper(text) if self.paper else self._caller(text))
            except _Back:
                typed = text
            except Refused as refused:
                self.message = word(self.lang, f"refused.{refused.code}", **refused.fill)
                typed = text

    def _caller(self, text: str) -> Generator[Question, Answer, None]:
        line = parsed(text)
        now = self.ctx.clock.now().wall
        due = yield from self._when(line.when, now)
        matter = line.rest if due is not None else line.matter
        self._add(desk.new_id(self.ctx), line.name, line.phone, matter, due, None)

    def _paper(self, text: str) -> Generator[Question, Answer, None]:
        number, said, rest = paper_line(text)
        if not said:
            raise Refused("paper-time", Exit.USAGE)
        now = self.ctx.clock.now().wall
        at = yield from self._read(said, PAST, now)
        line = parsed(rest)
        due = yield from self._when(line.when, at)
        matter = line.rest if due is not None else line.matter
        self._add(number or desk.new_id(self.ctx), line.name, line.phone, matter, due, at)

    def _add(
        self,
        id_: str,
        name: str,
        phone: str,
        matter: str,
        due: End | None,
        at: datetime | None,
    ) -> None:
        fields = {"name": name, "phone": phone, "matter": matter}
        ref, drill = desk.during(self.ctx)
        act = partial(
            acts.add, book=CALLBACK, id_=id_, fields=fields, due=due,
            incident=ref, drill=drill, paper=self.paper_by,
        )  # fmt: skip
        self._record(act, at)

    def _when(self, text: str, seen: datetime) -> Reading:
        """The time that was promised; ``None`` where what looked like one is none."""
        if not text:
            return None
        days = desk.working_days_on(self.ctx, text, seen)
        if days is not None:
            return days
        try:
            return End((yield from self._read(text, desk.FAR, seen)))
        except Refused as refused:
            if refused.code == "time-coming":
                return None
            raise

    def _read(
        self, text: str, field: Field, seen: datetime
    ) -> Generator[Question, Answer, datetime]:
        found = read(text, field, seen, walls(seen))
        if not isinstance(found, Ask):
            return found
        if field.direction == "coming" and certain(found):
            return found.times[0]
        picked = yield which("time-which", found, seen, self.lang)
        if not isinstance(picked, str):
            raise _Back
        return found.times[int(picked)]

    def _command(self, name: str, words: list[str]) -> Generator[Question, Answer, None]:
        """``/e 7QMT 123``: entered, called back, no answer, moved, waits, given up, undo."""
        who, rest = (words[0] if words else ""), " ".join(words[2:])
        second = words[1] if len(words) > 1 else ""
        both = " ".join(words[1:])
        now = self.ctx.clock.now().wall
        acts_: dict[str, Callable[[], acts.Act]] = {
            "e": lambda: partial(acts.enter, book=CALLBACK, text=who, number=both),
            "d": lambda: partial(acts.stage, book=CALLBACK, text=who, verb="done", note=both),
            "n": lambda: partial(acts.attempt, text=who, result="no-answer", note=both),
            "x": lambda: partial(acts.stage, book=CALLBACK, text=who, verb="give-up", note=both),
            "u": lambda: self._undo,
        }
        if name in acts_:
            self._record(acts_[name]())
        elif name in ("m", "w"):
            when = yield from self._read(second or "?", desk.FAR, now)
            agreed = word(self.lang, "sheet.customer")
            move = partial(acts.move, text=who, to=when, reason=rest, agreed=agreed)
            wait = partial(acts.wait, text=who, until=when, note=rest)
            self._record(move if name == "m" else wait)
        else:
            self.message = word(self.lang, "sheet.no-command", name=name[:20])

    def _undo(self, draft: acts.Draft) -> None:
        store = self.ctx.of(Registers)
        book = store.load(NAME)
        if book is None:
            raise Refused("nothing-to-undo", Exit.NOT_FOUND)
        draft.add(taking_back.undo(book, store.recorder.laptop))

    def _record(self, act: acts.Act, at: datetime | None = None) -> None:
        book, entries = desk.record(self.ctx, NAME, act, by=self.by, at=at)
        now = self.ctx.clock.now().wall
        lines = [entry_line(book.register, book.entries, e, now, self.lang) for e in entries]
        self.message = "  ".join(lines)
        self.rings.refresh()


def head(docs: list[Doc], lang: str) -> str:
    missing = sum(doc.entered is None for doc in docs)
    return word(lang, "sheet.head", n=missing, owed=sum(doc.due is not None for doc in docs))


def run_sheet(ctx: Context, sheet: Sheet) -> int:
    """On the screen, or line by line where there is none; until somebody leaves."""
    if not ctx.me.plain:
        from kit.ground.terminal.screen import run

        return run(sheet, sheet.flow())
    return in_lines(sheet, ctx.ask.ask)


def in_lines(sheet: Sheet, ask: Callable[[Question], str]) -> int:
    """The same by questions alone; what was recorded and what rings is printed before each."""
    out, flow = sheet.ctx.out, sheet.flow()
    answer: Answer = None
    out.line(word(sheet.lang, "sheet.paper-keys" if sheet.paper else "sheet.keys"))
    try:
        while True:
            question = flow.send(answer)
            if sheet.message:
                out.line(sheet.message)
                sheet.message = ""
            for ring in sheet.rings.new():
                out.line(f"\a{ring.text}")
            try:
                answer = ask(question)
            except Left:
                return 0
    except StopIteration as stop:
        return int(stop.value or 0)
