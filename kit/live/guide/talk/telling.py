"""What falls due while single questions wait in numbered lines: told as the drawn screens tell it,
with what to type for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from kit.ground.console.context import Context
from kit.ground.terminal.commands import command_of
from kit.ground.terminal.plain import lines, write
from kit.live.guide.talk.fixed import Fixed
from kit.live.guide.talk.looking import Looking

OWED = "kit callback"  # the command for a call that is owed


class Recounted(Exception):
    """An incident came or went: the numbers of the list that stands there mean others."""


@contextmanager
def meanwhile(ctx: Context) -> Iterator[None]:
    """While inside, single questions tell what falls due in open incidents, drawn or in numbered
    lines; once, where somebody tells it already."""
    if ctx.me.plain:
        typed = lines()
        with nullcontext() if typed.told else typed.telling(Telling(ctx)):
            yield
        return
    from kit.ground.terminal.tells import telling, told

    with nullcontext() if told() else telling(Telling(ctx)):
        yield


class Telling:
    """``numbers``: by reference, what leads to an incident on the list that stands there;
    ``callback``: what leads to the calls that are owed; ``lists``: whether a list stands that is
    over when an incident comes or goes; ``away``: whether something else than the home's own list
    is asked, where a number of that list would answer the wrong question. ``red``: what rooms above
    have to say, told once."""

    def __init__(
        self,
        ctx: Context,
        looking: Looking | None = None,
        red: Callable[[], list[str]] = list,
    ) -> None:
        self.ctx = ctx
        self.looking = looking or Looking(ctx)
        self.next_change = self.looking.next_change
        self.red = red
        self.numbers: dict[str, int] = {}
        self.callback = 0
        self.lists = self.away = self.rang = False
        self._red = {_kind(text) for text in red()}

    def tell(self) -> bool:
        """What rings now, with one bell for all of it; whether anything was said. Raises
        ``Recounted`` where a list stands that is another by now."""
        texts = self.news()
        for n, text in enumerate(texts):
            write(f"\a\n{text}" if self.rang and not n else f"\n{text}")
        return bool(texts)

    def news(self) -> list[str]:
        """What rings now and was not told yet."""
        self.looking.refresh()
        if self.lists and self.looking.recounted():
            raise Recounted
        texts = [
            ring.text if ring.said else self._said(ring.text, ring.ref, ring.how)
            for ring in self.looking.rings.new()
        ]
        red = {_kind(text): text for text in self.red()}
        self.rang = bool(texts)
        texts += [text for kind, text in red.items() if kind not in self._red]
        self._red = set(red)
        return texts

    def places(self) -> list[str]:
        return self.looking.places()

    def _said(self, what: str, ref: str, how: str) -> str:
        number = self.numbers.get(ref, 0)
        led = 0 if number else self.ctx.of(Fixed).incidents.get(ref, 0)
        if led:
            return self.ctx.out.word("screen.ring-home-number", what=what, n=led)
        if not number and (how == OWED or (ref and self._closed(ref))):
            number = self.callback
        word = self.ctx.out.word
        if number and self.away:
            return word("screen.ring-home", what=what)
        if number:
            return word("screen.ring-number", what=what, n=number)
        if not how:
            how = OWED if self._closed(ref) else f"kit guide -i {ref}"
        return word("screen.ring-command", what=what, how=how)

    def instead(self, text: str) -> str:
        """What leads from here to the incident that a command for the shell names, where the home
        screen has a number for it; "" where it has none."""
        known = self.ctx.of(Fixed).incidents
        number = next((n for ref, n in known.items() if n and ref in text.upper()), 0)
        if not number or command_of(text) != "guide":
            return ""
        return self.ctx.out.word("screen.kit-home-number", n=number)

    def _closed(self, ref: str) -> bool:
        """Whether it is a call that a closed incident owes."""
        return any(log.ref == ref for log in self.looking.owing)


def _kind(text: str) -> str:
    """A line without its figures, which go on by the minute."""
    return "".join(char for char in text if not char.isdecimal())
