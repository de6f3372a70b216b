"""The manual sheet: callers taken one after the other, a line each, while everything due rings.

One flow for the screen and for numbered lines. A caller is noted first; what of the line was not
read for certain is asked after, and answered by a line that is nothing but its number, so that the
next caller's line is never taken for an answer. What is typed wrongly stands aside with its reason,
so that the line is free for the next caller, until it is brought back and put right.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from datetime import datetime
from functools import partial

from kit.ground.base.cells import cut, hour, wrap
from kit.ground.base.named import short
from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.typed.times import Ask
from kit.ground.base.words import has, word
from kit.ground.console.context import Context
from kit.ground.journal.entry import Entry
from kit.ground.machine.clock import walls
from kit.ground.terminal.aside import Aside
from kit.ground.terminal.ask import Answer, Left, Question
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.keys import key_rows
from kit.ground.terminal.typed import shown, which
from kit.people.registers.files import desk
from kit.people.registers.files.during import CALLERS
from kit.people.registers.files.promised import Promise, promise
from kit.people.registers.files.store import Registers
from kit.people.registers.rules import acts, finding
from kit.people.registers.rules.books import CALLBACK
from kit.people.registers.rules.dates import End
from kit.people.registers.rules.retyped import retyped
from kit.people.registers.rules.sheet import command_of, noted_at, paper_line, parsed
from kit.people.registers.rules.state import Doc
from kit.people.registers.show.lines import doc_line, entry_line
from kit.people.registers.talk.commands import KNOWN, acts_of
from kit.people.registers.talk.watch import Registered

Flow = Generator[Question, Answer, int]
NAME = CALLBACK.name
MEANT = 2  # digits that can only be meant to choose
FEW = 12  # rows from which on there is room for what can be typed
SHOWN = 2  # lines that were not taken, the newest ones; the rest is counted


class _Back(Exception):
    """Which time was meant was not answered: nothing is recorded, what was typed stands aside.
    ``text``: another line was typed instead."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.text = text


class Sheet:
    """What is on the screen, and what is recorded. ``paper``: lines are typed in that ``paper_by``
    noted earlier; ``drill``: somebody said that these are a drill's."""

    silent = False
    drawn = False  # on a screen, which shows the lines that stand aside

    def __init__(
        self,
        ctx: Context,
        paper: bool = False,
        by: str = "",
        paper_by: str = "",
        drill: bool = False,
    ) -> None:
        self.ctx = ctx
        self.lang = ctx.me.lang
        self.paper, self.by, self.paper_by = paper, by, paper_by
        self.drill = drill
        self.message = ""
        self.ways: list[acts.Act] = []  # what a line that is nothing but a number chooses
        self.asking = ""  # the command that waits for that number
        self.offered: tuple[str, tuple[End, ...]] = ("", ())  # whose time was asked, what it may be
        self.aside = Aside()
        self.alone = False  # lines are read with nobody there to ask
        self.noted = False  # whether the line that was typed last is recorded
        self.rings = Registered(ctx)
        self.rings.refresh()
        self.message = told_first(ctx, drill)
        self.seen = ctx.clock.now().wall
        self.beside = owed_beside(ctx)

    # ---- what the screen asks of it -------------------------------------------------------

    def refresh(self) -> bool:
        before, self.seen = self.seen, self.ctx.clock.now().wall
        news = self.rings.refresh()
        if news:
            self.beside = owed_beside(self.ctx)
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
        title = head(docs, self.lang, _every(self.ctx), self.beside)
        if desk.of_drill(self.drill):
            title = word(self.lang, "register.drill-mark") + title
        out: list[Line] = [[("title", cut(" " + title, cols))]]
        out += self.key_lines(cols) if rows > FEW else []
        out += self.rings.lines(cols, max(3, rows // 3))
        told = [*self._aside(), *self.message.splitlines()]
        said: list[Line] = [
            [("message", f" {line}")] for text in told for line in wrap(text, cols - 2)
        ]
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

    def _aside(self) -> list[str]:
        """The lines that were not taken, each with its reason, and how they come back."""
        laid = self.aside.told()
        more = len(laid) - SHOWN
        out = [word(self.lang, "sheet.not-noted-more", n=more)] if more > 0 else []
        out += [self._not_noted(each.text, each.why) for each in laid[-SHOWN:]]
        return [*out[:-1], out[-1] + word(self.lang, "sheet.recall")] if out else []

    def _not_noted(self, text: str, why: str) -> str:
        return word(self.lang, "sheet.not-noted", text=text, why=why)

    def _refuse(self, text: str, why: str) -> None:
        """What was typed is not recorded: it stands aside, and the line is free."""
        self.aside.lay(text, why)
        self.message = "" if self.drawn else self._not_noted(text, why)

    def docs(self) -> list[Doc]:
        """What is open, in the order in which it was noted."""
        book = self.ctx.of(Registers).load(NAME)
        return book.register.open_docs() if book is not None else []

    def take(self, text: str) -> None:
        """One line of a paper sheet, with nobody there to ask. Raises ``Refused``."""
        flow = self._paper(text)
        self.message, self.alone = "", True
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
        while True:
            text = yield Question("caller", asked, "text", safe=True, aside=self.aside)
            if text is None:
                return 0
            while text:
                command = command_of(text)
                if command is not None and command[0] == "q":
                    return 0
                line, text = text, ""
                self.aside.settled(line)
                self.noted = False
                try:
                    yield from self._line(line, command)
                    if self.noted:
                        self.aside.over(partial(retyped, line, KNOWN, self.paper))
                except _Back as back:
                    text = back.text
                    self._refuse(line, word(self.lang, "sheet.answered"))
                except Refused as refused:
                    self._refuse(line, _why(refused, self.lang))

    def _line(
        self, text: str, command: tuple[str, list[str]] | None
    ) -> Generator[Question, Answer, None]:
        ways, self.ways = self.ways, []
        asking, self.asking = self.asking, ""
        number = text.strip()
        if not number.isdecimal():  # its numbers choose no more
            self.aside.because(asking, word(self.lang, "sheet.answered"))
        if command is not None:
            self._command(text, *command)
        elif number.isdecimal() and 1 <= int(number) <= len(ways):
            self._record(ways[int(number) - 1])
            self.aside.gone(asking)
        elif number.isdecimal() and len(number) <= MEANT:
            self.ways, self.asking = ways, asking
            none = "sheet.no-such" if ways else "sheet.no-choice"
            self.message = word(self.lang, none, n=len(ways))
        elif number:
            if self.paper:
                yield from self._paper(text)
            else:
                self._caller(text)

    def _caller(self, text: str) -> None:
        line, now = parsed(text), self.ctx.clock.now().wall
        found = promise(self.ctx, line, now)
        self._add(desk.new_id(self.ctx), line.name, line.phone, found, None)

    def _paper(self, text: str) -> Generator[Question, Answer, None]:
        number, said, rest = paper_line(text)
        if not said:
            raise Refused("paper-time", Exit.USAGE)
        at = yield from self._noted_at(said, self.ctx.clock.now().wall)
        line = parsed(rest)
        found = promise(self.ctx, line, at)
        self._add(number or desk.new_id(self.ctx), line.name, line.phone, found, at)

    def _noted_at(self, said: str, now: datetime) -> Generator[Question, Answer, datetime]:
        """When a line of paper was noted; of two readings the number of one is typed, and any
        other line is the next one."""
        found = noted_at(said, now, walls(now))
        if not isinstance(found, Ask):
            return found
        asked = which("time-which", found, now, self.lang)
        ways = "  ".join(f"{n} {each.label}" for n, each in enumerate(asked.options, 1))
        text = word(self.lang, "sheet.ask-which", text=asked.text, ways=ways)
        answer = yield Question("time-which", text, "text", safe=True)
        picked = (answer or "").strip()
        if picked.isdecimal() and 1 <= int(picked) <= len(found.times):
            return found.times[int(picked) - 1]
        raise _Back(picked)

    def _add(
        self, id_: str, name: str, phone: str, found: Promise, at: datetime | None
    ) -> None:
        fields = {"name": name, "phone": phone, "matter": found.matter}
        ref, drill = desk.during(self.ctx, self.drill, at)
        act = partial(
            acts.add, book=CALLBACK, id_=id_, fields=fields, due=found.due,
            incident=ref, drill=drill, paper=self.paper_by, unread=found.unread,
        )  # fmt: skip
        self._record(act, at)
        if found.unread:
            self.ways = [partial(acts.promised, text=id_, due=end) for end in found.choices]
            self.offered = id_, found.choices
            self.message += "\n" + self._unread(id_, found)

    def _unread(self, id_: str, found: Promise) -> str:
        """Why no time was read, and what can be typed to say it."""
        key = f"sheet.unread-{found.why}"
        key = key if has(key) else "sheet.unread-coming"
        if self.alone:  # nobody can type a number or a slash here
            how = f"kit callback edit {short(id_)} --promised"
            said = word(self.lang, "sheet.unread-command", text=found.unread, how=how)
            return said + _perhaps(found.choices, self.lang)
        out = word(self.lang, key, text=found.unread)
        if found.choices:
            out += word(self.lang, "sheet.unread-ways", ways=_choices(self.ctx, found.choices))
        return out + word(self.lang, "sheet.unread-how", id=short(id_))

    def _command(self, text: str, name: str, words: list[str]) -> None:
        """``/e 7QMT 123``: what was meant is recorded; of two times the number of one is typed."""
        if len(name) != 1 or name not in KNOWN:
            self._refuse(text, word(self.lang, "sheet.no-command", name=name[:20]))
            return
        found = acts_of(self.ctx, name, words)
        if name == "t" and len(words) == 2 and words[1].isdecimal() and len(words[1]) <= MEANT:
            found = [*self._chosen(words[0]), *found]
        if len(found) == 1:
            self._record(found[0][0])
            return
        self.ways = [act for act, _ in found]
        ends = [end for _, end in found if end is not None]
        self._refuse(text, word(self.lang, "sheet.ask-number", ways=_choices(self.ctx, ends)))
        self.asking = text

    def _chosen(self, who: str) -> list[tuple[acts.Act, End | None]]:
        """What was offered of this caller's time: a number behind him may be meant to choose it."""
        id_, ends = self.offered
        book = self.ctx.of(Registers).load(NAME)
        if book is None or id_ not in {doc.id for doc in finding.meant(book.register, who)}:
            return []
        return [(partial(acts.promised, text=id_, due=end), end) for end in ends]

    def _record(self, act: acts.Act, at: datetime | None = None) -> None:
        book, entries = desk.record(self.ctx, NAME, act, by=self.by, at=at)
        now = self.ctx.clock.now().wall
        lines = [entry_line(book.register, book.entries, e, now, self.lang) for e in entries]
        self.message = "  ".join(lines) + _clock(entries, self.lang)
        self.noted = True
        self.rings.refresh()


def _perhaps(ends: Iterable[End], lang: str) -> str:
    names = [f"{end.at:%Y-%m-%d} {hour(end.at)}" for end in ends]
    return "  " + word(lang, "sheet.unread-perhaps", names=names) if names else ""


def _why(refused: Refused, lang: str) -> str:
    """Said in the sheet's own words where the usual ones name options of commands."""
    own = f"sheet.no-{refused.code}"
    return word(lang, own if has(own) else f"refused.{refused.code}", **refused.fill)


def _choices(ctx: Context, ends: Iterable[End]) -> str:
    now, lang = ctx.clock.now().wall, ctx.me.lang
    return "  ".join(f"{n}={shown(e.at, now, lang)}" for n, e in enumerate(ends, 1))


def told_first(ctx: Context, drill: bool) -> str:
    """What of the sheet is lost, and what a drill has to do with it, where one is open."""
    lost = ctx.of(Registers).lost.get(NAME)
    out = [ctx.out.word("warnings.register-damaged", ref=NAME, count=lost)] if lost else []
    if not desk.of_drill(drill) and desk.drilling(ctx):
        out.append(ctx.out.word("sheet.real-in-drill"))
    return "\n".join(out)


def _clock(entries: list[Entry], lang: str) -> str:
    """That the time is to be checked, where the clock was set."""
    was_set = any(entry.kind == "clock-set" for entry in entries)
    return "\n" + word(lang, "warnings.clock-check") if was_set else ""


def head(docs: list[Doc], lang: str, every: Iterable[Doc] = (), beside: int = 0) -> str:
    """``docs``: those who are owed a call, ``every``: also those who are not, any more; not in the
    system are all of whom ``--csv`` has a row. ``beside``: owed by incidents, in whose logs they
    stand, and in no line here."""
    known = {doc.id: doc for doc in (*docs, *every)}.values()
    missing = sum(doc.entered is None and doc.forgotten is None for doc in known)
    out = word(lang, "sheet.head", n=missing, owed=len(docs))
    out += word(lang, "sheet.head-beside", n=beside) if beside else ""
    untimed = sum(doc.due is None and not doc.unread for doc in docs)
    out += word(lang, "sheet.head-untimed", n=untimed) if untimed else ""
    unread = sum(bool(doc.unread) for doc in docs)
    return out + (word(lang, "sheet.head-unread", n=unread) if unread else "")


def _every(ctx: Context) -> list[Doc]:
    book = ctx.of(Registers).load(NAME)
    return [*book.register.docs.values()] if book is not None else []


def owed_beside(ctx: Context) -> int:
    """How many customers incidents owe a call, by their logs; what cannot be read counts for
    none."""
    try:
        return sum(doc.open for callers in CALLERS for doc in callers(ctx))
    except (Refused, OSError):
        return 0


def run_sheet(ctx: Context, sheet: Sheet) -> int:
    """On the screen, or line by line where there is none; until somebody leaves."""
    if not ctx.me.plain:
        from kit.ground.terminal.screen import run

        sheet.drawn = True
        try:
            return run(sheet, sheet.flow())
        finally:
            for laid in sheet.aside.told():
                ctx.err.say("sheet.not-noted", text=laid.text, why=laid.why)
    return in_lines(sheet, ctx.ask.ask)


def in_lines(sheet: Sheet, ask: Callable[[Question], str]) -> int:
    """The same by questions alone; what was recorded and what rings is printed before each."""
    out, flow = sheet.ctx.out, sheet.flow()
    answer: Answer = None
    out.line(word(sheet.lang, "sheet.paper-keys" if sheet.paper else "sheet.keys"))
    try:
        while True:
            question = flow.send(answer)
            for line in sheet.message.splitlines():
                out.line(line)
            if sheet.message:
                sheet.message = ""
            for ring in sheet.rings.new():
                out.line(f"\a{ring.text}")
            try:
                answer = ask(question)
            except Left:
                return 0
    except StopIteration as stop:
        return int(stop.value or 0)
