"""A list of choices as numbered lines: each keeps its number while the question stands, and only
what was printed answers to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.ground.base.words import word
from kit.ground.terminal.ask import Option, Question
from kit.ground.terminal.keys import half_width, holding

PAGE = 9  # lines of a long list that are printed at once
BACK = "0"
LEAVE = "leave"  # the way out, where there is nothing to go back to
MORE = ("?",)
NUMBER_ENDS = " .,、)"  # what a hand or an input method puts behind a number


class Printed:
    """``numbers``: by name, where they are not simply their places; ``always``: those that answer
    to theirs before it was printed. ``before``: what stands before where one types; ``above``: in
    the line above, where it is printed whole."""

    def __init__(self, question: Question, numbers: Mapping[str, int] | None = None) -> None:
        self.question = question
        counted = {o.name: _own(question, o, n) for n, o in enumerate(question.options, 1)}
        numbers = numbers or question.numbers
        self.numbers = numbers or {n: 0 if n == LEAVE else at for n, at in counted.items()}
        self.listed: Sequence[Option] = question.options
        self.seen: set[str] = set()
        self.always = set(question.numbers or ())
        self.before = self.above = ""
        self._printed = 0

    @property
    def long(self) -> bool:
        """Whether it is narrowed by typing."""
        many = len(self.question.options) > PAGE and not self.question.first
        return not self.question.lettered and (many or self.question.seek is not None)

    @property
    def rest(self) -> int:
        """How many lines are not printed yet."""
        return len(self.listed) - self._printed

    def first(self, lang: str) -> list[str]:
        """The list from its beginning."""
        self._printed = 0
        return self.more(lang)

    def more(self, lang: str) -> list[str]:
        """What comes next of it, and what stands below: how many more, and the way back."""
        room = len(self.listed)
        if self.long:
            room = PAGE
        elif self.question.first and not self._printed:
            room = self.question.first
        now = self.listed[self._printed : self._printed + room]
        self._printed += len(now)
        self.seen.update(option.name for option in now)
        lines = [self._line(option, lang) for option in now]
        if self.rest:
            key = "screen.list-more" if self.long else "screen.do-more"
            lines.append(f"  ?  {word(lang, key, n=self.rest)}")
        out = self.question.first or self.question.lettered or 0 in self.numbers.values()
        if not out and self.question.kind != "keys":
            lines.append(f"  {BACK}  {word(lang, 'screen.list-back')}")
        return lines

    def _line(self, option: Option, lang: str) -> str:
        words = "/".join(_words(option))
        if self.question.lettered:
            return f"  {words}  {option.label}"
        if self.question.worded and words:
            label = word(lang, "screen.list-word", label=option.label, word=words)
            return f"  {self.numbers[option.name]}  {label}"
        if self.question.seek is not None:  # its number stands in its label
            return f"  {option.label}"
        return f"  {self.numbers[option.name]}  {option.label}"

    def narrow(self, text: str) -> bool:
        """Only what fits the text stands on the list, and answers, from now on; False where nothing
        does."""
        if self.question.seek is not None:
            found = list(self.question.seek(text))
        else:
            found = holding(text, ((o, o.label) for o in self.question.options))
        if found:
            self.listed, self.seen = found, set()
            self.always -= {option.name for option in self.question.options}
        return bool(found)

    def turn(self, lang: str) -> list[str]:
        """The next lines, or from the beginning the whole of it again."""
        if self.rest:
            return self.more(lang)
        self.listed = self.question.options
        return self.first(lang)

    def meant(self, text: str) -> str | None:
        """The option that a typed line names: by the number or the whole words that were printed,
        or by its single key where that was. What it is called in the program is no word of
        anybody's."""
        question = self.question
        text = half_width(text)
        if not text:
            return None
        if question.lettered or question.worded or question.kind == "keys":
            there = question.options
            exact = [o.name for o in there if text in (o.key, o.also)]
            keyed = exact or [o.name for o in there if text.lower() in (o.key, o.also)]
            if keyed:
                return keyed[0]
        if question.lettered or question.kind == "keys":
            return None
        number = text.strip(NUMBER_ENDS)
        if number.isdecimal():
            known = self.seen | self.always
            return next((n for n in known if self.numbers[n] == int(number)), None)
        seen = (o for o in question.options if o.name in self.seen)
        return next((o.name for o in seen if half_width(o.label).lower() == text.lower()), None)


def _own(question: Question, option: Option, place: int) -> int:
    """The number that stands in its label where one looks through a list; else its place."""
    own = option.label.split()[0] if question.seek is not None and option.label.strip() else ""
    return int(own) if own.isdecimal() else place


def _words(option: Option) -> list[str]:
    """Its single keys, as they are printed."""
    return [key for key in (option.key, option.also) if key]
