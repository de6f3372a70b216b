"""What did not count: it is said until somebody can have read it, because who types without looking
goes on at once, and would never know that an act is missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from kit.ground.base.cells import cut
from kit.ground.base.words import word
from kit.ground.terminal.ask import Question
from kit.ground.terminal.hand import LOOK, pause
from kit.ground.terminal.owed import Owed, short

NOTE = "n"
MOST = 4  # keys that are named
TEXT = 80  # cells of what was typed
ELSEWHERE = 180.0  # seconds in which somebody with a telephone at his ear has looked
SHOWN = 30.0  # seconds in which words typed elsewhere stand on another screen, once


class Remarks:
    """``now``: keys that did not count while the hand went on; ``keys`` and ``asked``: those before
    it rested, and the question that was left without an answer; ``text``: what Esc left in lines;
    ``at``: since when that stands where it can be read, ``until``: till when what was left
    elsewhere does; ``beside``: a note was typed since;
    ``astray``: such a question was left when the last key came, so that the hand may believe itself
    further back than it is; ``act``: what an Enter would have recorded at the step ``of`` it, until
    that is dealt with or left; ``settled``: whether that question is answered otherwise by now;
    ``once``: a key that was pressed twice and counts once, where it may have been done twice;
    ``void``: the last key recorded nothing, which whoever takes back means; ``owed``: an act that
    was asked about and left."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.now: list[str] = []
        self.keys: list[str] = []
        self.asked = self.text = self.act = self.of = self.void = self.once = ""
        self.at, self.until = float("-inf"), float("inf")
        self.beside = self.elsewhere = self.astray = self.here = False
        self.settled: Callable[[], bool] | None = None
        self.several: list[str] = []  # of which ``text`` is made
        self.owed = Owed()

    def missed(self, key: str) -> None:
        """This key did not count; the sentence that says so goes with the next one."""
        self.void = {"enter": word(self.lang, "screen.enter"), "escape": "Esc"}.get(key, key)
        self.now.append(self.void)

    def lacks(self, act: str, of: str) -> None:
        """This act stands in no entry; "": it does by now."""
        self.act, self.of, self.here = act, of, True

    def stands_at(self, of: str) -> None:
        """The keys ``of`` a step are asked for, where what it lacks is said; "": something else is.
        What another step lacks is over."""
        self.here = of == self.of
        if of and not self.here:
            self.lacks("", "")

    def left(
        self,
        asked: str,
        now: float,
        elsewhere: bool = True,
        settled: Callable[[], bool] | None = None,
    ) -> None:
        """This question was left without an answer; ``elsewhere``: for something else."""
        self.elsewhere, self.settled = elsewhere, settled
        self.asked = short(asked)
        self.at, self.beside = now, False

    def stands(self, asked: str) -> None:
        """This question is asked again: that it was left is over."""
        if self.asked == short(asked):
            self.asked = ""

    def unanswered(self) -> str:
        """The question that was left; nothing of it is missing once it was answered in another
        way."""
        if self.asked and self.settled is not None and self.settled():
            self.asked = ""
        return self.asked

    def left_text(self, texts: str | Sequence[str], now: float) -> None:
        """This was typed and stands in no entry, each of several alone, in the order in which they
        come back; "": it was brought back."""
        self.until = float("inf")
        self.several = [texts] if isinstance(texts, str) else [*texts]
        text = self._joined()
        self.at, self.beside = (now, False) if text else (self.at, self.beside)

    def _joined(self) -> str:
        self.text = ("”、“" if self.lang == "zh" else '", "').join(self.several)
        return self.text

    def recorded(self, texts: Collection[str]) -> None:
        """These were recorded by now: that they are not is over."""
        there = {*texts, *(f"n{text}" for text in texts)}  # behind the key for notes
        if any(text.strip() in there for text in self.several):
            self.several = [text for text in self.several if text.strip() not in there]
            self._joined()

    def counted(self, digit: str) -> None:
        """It did: that it had not before is said of no other."""
        for list_ in (self.keys, self.now):
            list_[:] = [key for key in list_ if key != digit]

    def left_elsewhere(self, texts: Sequence[str], now: float) -> None:
        """The same, typed at another screen: here it stands as long as one needs to look."""
        self.left_text(texts, now)
        self.until = now + SHOWN

    def fades(self, now: float) -> None:
        """What was left elsewhere goes once it can have been read, whether or not a key comes."""
        if now >= self.until:
            self.left_text("", now)

    def goes_on(self, since: float, now: float, note: bool, stands: bool = False) -> None:
        """A key that begins something else, and since when what was missed stands there. That for
        a ``note`` is pressed without looking: it is told beside one note, and not beside two; where
        a question ``stands``, for as long as it does."""
        self._keep(since)
        self.astray = bool(self.unanswered()) and self.elsewhere
        if not stands and now - self.at >= LOOK * pause() and (self.beside or not note):
            self.keys, self.asked, self.beside = [], "", False
            self.text, self.once, self.several = "", "", []

    def line_begins(self, since: float, note: bool) -> None:
        """What is typed into a line says nothing of what was read."""
        self._keep(since)
        self.beside = self.beside or (note and bool(self.keys or self.asked or self.text))

    def said_again(self, now: float) -> None:
        """It stands beside what was just recorded, to be read now."""
        self._keep(now)
        if self.keys or self.asked or self.text or self.once:
            self.at = now

    def _keep(self, since: float) -> None:
        if self.now:
            self.keys = list(dict.fromkeys([*self.keys, *self.now]))[-MOST:]
            self.now, self.at, self.beside = [], since, False

    def was_text(self, before: bool = False) -> None:
        """What was missed is part of a sentence; ``before``: what was missed before it rested."""
        self.now, self.void = [], ""
        if before:
            self.keys = []

    def uncounted(self) -> str:
        """The keys that did not count, and nobody can have read that."""
        return ("、" if self.lang == "zh" else ", ").join(self.keys)

    def said(self, asked: Question | None = None) -> str:
        """In one sentence, with the keys that count where this is ``asked``; "" where all counted.
        """
        said = []
        enter = word(self.lang, "screen.enter")
        if self.act and self.here and enter not in (*self.keys, *self.now):
            said.append(word(self.lang, "screen.act-lacks", what=self.act))
        if keys := self.uncounted():
            said.append(word(self.lang, "screen.not-counted", keys=keys))
        if self.once:
            said.append(word(self.lang, "screen.counted-once", pressed=self.once))
        if self.owed.asked:
            said.append(self.owed.said(self.lang))
        if self.unanswered() and self.asked != self.owed.asked:
            said.append(word(self.lang, "screen.not-answered", asked=self.asked))
        if self.text:
            key = f"screen.text-left{_way_back(asked)}"
            said.append(word(self.lang, key, text=cut(self.text, TEXT)))
        return ("；" if self.lang == "zh" else "; ").join(said)


def _way_back(asked: Question | None) -> str:
    """By which keys a text comes back, where the one for notes is text or answers what is asked."""
    if asked is None or asked.kind == "keys":
        return ""
    if asked.kind == "choice":
        return "-esc" if any(NOTE in (o.key, o.also) for o in asked.options) else ""
    return "-here" if asked.recalls else "-esc"


def newly_told(lost: Sequence[str]) -> list[str]:
    """Of what was typed at screens before, newest first, what none has shown where it led to."""
    told: set[str] = getattr(lost, "told", set())
    over: Callable[[str], bool] | None = getattr(lost, "of_elsewhere", None)
    told.update(filter(over, lost) if over is not None else ())
    new = [text for text in reversed(lost) if text not in told]
    told.update(new)
    return new
