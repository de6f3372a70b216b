"""What the registers have due, while a screen shows it: call-backs, complaints, orders that outlive
incidents. Where there is no register, each look costs one stat."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kit.ground.base.cells import EXACT, cut, width, wrap
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.machine.disk import size_and_time
from kit.ground.terminal.fragments import Line
from kit.ground.terminal.session import Ring
from kit.people.registers.talk.above import ABOVE, NEWS

if TYPE_CHECKING:
    from kit.people.registers.files.store import Registers
    from kit.people.registers.rules.due import Due

CALLBACK = "callback"
SOON = timedelta(minutes=30)  # what falls due so soon stands on the screen
NEVER = float("inf")
NEWS_LINES = 3  # of the newest, which is read whole
AGAIN = timedelta(minutes=5)  # it rings again so often till something is done


class Registered:
    """Read when it is first asked for, and again when files change."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._folder = os.path.join(ctx.home, "registers")
        self._signs: list[tuple[int, int]] = []
        self._due: list[Due] = []
        self._told: dict[tuple[str, str, datetime], int] = {}
        self._news = [] if ctx.veil is not None else [news(ctx) for news in NEWS]
        self.letters: dict[str, str] = {}  # by which each is chosen, as long as this screen stands

    def refresh(self) -> bool:
        """Whether anything new was noted."""
        news = [each.refresh() for each in self._news]
        return self._refreshed() or any(news)

    def _refreshed(self) -> bool:
        if not os.path.isdir(self._folder):
            gone, self._due, self._signs = bool(self._due), [], []
            return gone
        from kit.people.registers.rules.due import dues

        store = self._store()
        before = self._signs
        self._signs = [size_and_time(path) for path in [*store.places(), *store.journals()]]
        if before == self._signs:
            return False
        registers = store.open_ones()
        self._signs = [size_and_time(path) for path in [*store.places(), *store.journals()]]
        self._due = dues(registers, self._now())
        return True

    def _store(self) -> Registers:
        from kit.people.registers.files.store import Registers

        return self.ctx.of(Registers)

    def _now(self) -> datetime:
        return self.ctx.clock.now().wall

    def due(self, within: timedelta = SOON) -> list[Due]:
        """What is late or falls due soon, the first on top."""
        if not self._due:
            return []
        from kit.people.registers.rules.due import near

        return near(self._due, self._now(), within)

    @staticmethod
    def name(due: Due) -> str:
        """What names it in a list: of which register, and its id."""
        return f"register:{due.book}:{due.doc.id}"

    def names(self) -> set[str]:
        return {self.name(due) for due in self._due}

    def places(self) -> list[str]:
        own = self._store().places() if os.path.isdir(self._folder) else []
        return [*own, *(place for news in self._news for place in news.places())]

    def next_ring(self) -> float:
        """Real seconds until the next of them begins to ring."""
        now = self._now()
        waits = [
            due.ring - now if due.ring > now else AGAIN - (now - due.ring) % AGAIN
            for due in self._due
        ]
        others = [news.next() for news in self._news]
        return min([*(wait.total_seconds() + 0.001 for wait in waits), *others], default=NEVER)

    def turns(self) -> list[datetime]:
        """When what is said of them becomes something else."""
        out: list[datetime] = []
        for due in self._due:
            near = min(due.at, due.ring) - SOON
            out += [due.at, due.ring, due.at - timedelta(seconds=EXACT), near]
        return out

    def new(self) -> list[Ring]:
        """What rings now and was not told when last asked."""
        from kit.people.registers.show.lines import due_text

        now, out = self._now(), []
        for due in self._due:
            number = (now - due.ring) // AGAIN
            if number > self._told.get(due.mark, -1):
                self._told[due.mark] = number
                text = due_text(due, now, self.ctx.me.lang)
                out.append(Ring(text, own=False, how=f"kit {due.book}"))
        return [ring for news in self._news for ring in news.new()] + out

    def still(self) -> bool:
        now = self._now()
        return any(due.ring <= now for due in self._due)

    def first_line(self, cols: int, calm: bool) -> list[Line]:
        """The most urgent one, how many more there are, and the key that answers them."""
        above = self.news_lines(cols) + self._above(cols, "timer" if calm else "late")
        found = self.due()
        if not found:
            return above
        from kit.people.registers.show.lines import due_text

        end = "  " + word(self.ctx.me.lang, "register.due-key")
        end += f" +{len(found) - 1}" if len(found) > 1 else ""
        room = cols - width(end) - 4
        text = due_text(found[0], self._now(), self.ctx.me.lang, room)
        is_late = found[0].late(self._now())
        mark = "!" if is_late else " "
        style = "late" if is_late and not calm else "timer"
        return [*above, [(style, cut(f" {mark} {text}{end}", cols))]]

    def lapsed(self) -> int:
        """How much of it is over, and no longer only near."""
        now = self._now()
        return sum(due.late(now) for due in self.due())

    def count(self) -> int:
        """How many things there are to show."""
        news = sum(len(each.lines()) for each in self._news)
        return len(self.due()) + len(self.above_lines()) + news

    def news_lines(self, cols: int) -> list[Line]:
        """The newest whole, as far as three lines go, one more cut."""
        out: list[Line] = []
        for text in [line for news in self._news for line in news.lines()][:2]:
            parts = wrap(text, cols - 3)[:NEWS_LINES] if not out else [cut(text, cols - 3)]
            out += [[("message", f" {'  ' if n else ''}{part}")] for n, part in enumerate(parts)]
        return out

    def above_lines(self) -> list[tuple[str, str]]:
        """What rooms above have to say, as style and text."""
        return [("late", text) for above in ABOVE for text in above(self.ctx)]

    def _above(self, cols: int, style: str) -> list[Line]:
        return [[(style, cut(f" ! {text}", cols))] for _, text in self.above_lines()]

    def later(self, cols: int) -> list[Line]:
        """How many calls are owed besides, whose time is not near; nothing for none."""
        near = len([due for due in self.due() if due.book == CALLBACK])
        left = len([due for due in self._due if due.book == CALLBACK]) - near
        text = word(self.ctx.me.lang, "register.due-later", n=left, count=left + near)
        return [[("", cut(f"   {text}", cols))]] if left > 0 else []

    def lines(self, cols: int, rows: int, later: bool = False, key: str = "") -> list[Line]:
        """A heading and a line each, at most ``rows``, with the rest counted; with ``later`` also
        the calls that are owed at another time. ``key``: the one that answers them here, where no
        command is needed."""
        left = self.later(cols) if later and rows > 2 else []
        return self._near(cols, rows - len(left), key) + left

    def _near(self, cols: int, rows: int, key: str) -> list[Line]:
        above = [*self.news_lines(cols), *self._above(cols, "late")][: max(0, rows)]
        found, rows = self.due(), rows - len(above)
        if not found or rows < 2:
            return above
        from kit.people.registers.show.lines import due_text

        now, lang = self._now(), self.ctx.me.lang
        late = sum(due.late(now) for due in found)
        title = word(lang, "register.due-title", late=late, soon=len(found) - late)
        title += word(lang, "register.due-by", press=key) if key else ""
        out: list[Line] = [*above, [("phase", cut(f" {title}", cols))]]
        shown = found if len(found) < rows else found[: rows - 2]
        for due in shown:
            text = cut(f"   {due_text(due, now, lang, cols - 3)}", cols)
            out.append([("late" if due.late(now) else "timer", text)])
        if len(shown) < len(found):
            name = "due-more-here" if key else "due-more"
            more = word(lang, f"register.{name}", n=len(found) - len(shown), press=key)
            out.append([("", cut(f"   {more}", cols))])
        return out
