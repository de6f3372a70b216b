"""A form of several questions that is left without an act: what was typed by then is said, and at
home it comes back when the form is begun again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Option, Question, yes_or_no
from kit.ground.terminal.noting import goes_back
from kit.live.guide.talk.kept import stands_in
from kit.shifts.shift.files.store import Shifts

TEXT = "text:"  # before words that answered no letter
LONG = 200  # characters of it that are said again
Key = tuple[str, str]  # a question's name and what it asks


class Begun:
    """The forms of one run that were left, by name; ``home``: they can be begun again in it."""

    def __init__(self, home: str) -> None:
        self.left: dict[str, dict[Key, str]] = {}
        self.home = False


class Form:
    """Asks in the place of ``asker``, and keeps what was answered. ``before``: what was typed the
    last time, which answers once and is asked for then; ``each``: it is asked of each of them
    whether it does."""

    def __init__(self, ctx: Context, before: dict[Key, str], each: bool = False) -> None:
        self.ctx, self.asker, self.each = ctx, ctx.ask, each
        self.before, self.given = before, dict[Key, str]()
        self.ahead = ""
        self.since = ctx.now().wall

    @property
    def early(self) -> bool:
        """Whether an Enter came too early at what was asked last."""
        return bool(getattr(self.asker, "early", False))

    def ask(self, question: Question) -> str:
        key = question.name, question.text
        answer = self._before(key, question) or self._ahead(question) or self.asker.ask(question)
        sure = {option.name for option in question.options} == {"yes", "no"}
        back = question.kind == "text" and goes_back(answer)
        back = back and not (question.counts and answer.strip().isdecimal())
        if answer and not (sure or back or question.onward):
            self.given[key] = answer
        return answer

    def _ahead(self, question: Question) -> str:
        """What was typed where it was asked whether the last time's answers are taken."""
        if question.kind != "text":
            return ""
        ahead, self.ahead = self.ahead, ""
        return ahead

    def _before(self, key: Key, question: Question) -> str:
        """What answered it the last time; "" where nothing did, or somebody answers it anew."""
        answer = self.before.get(key, "")
        if not answer:
            return ""
        labels = {option.name: option.label for option in question.options}
        told = f"{question.text.rstrip()} {clean(labels.get(answer, answer), LONG)}"
        if self.each:
            lang = self.ctx.me.lang
            asked = yes_or_no("again-one", word(lang, "shift.form-one", told=told), lang)
            if self.asker.ask(asked) != "yes":
                self.before.pop(key, None)
                return ""
        else:
            self.ctx.err.line(told)
        self.before.pop(key, None)
        return answer

    def of(self, name: str) -> list[str]:
        """What was answered to questions of this name."""
        return [text for (asked, _), text in self.given.items() if asked == name]

    def forget(self, text: str) -> None:
        """It was no answer, and was said to be none."""
        self.given = {key: each for key, each in self.given.items() if each.strip() != text.strip()}

    def missing(self) -> dict[Key, str]:
        """What was answered and stands in no shift's log."""
        entries = [
            entry
            for book in self.ctx.of(Shifts).on()
            for entry in book.entries
            if entry.written >= self.since
        ]
        every = {**self.before, **self.given}
        return {key: text for key, text in every.items() if not stands_in(text, entries)}


@contextmanager
def form(ctx: Context, name: str) -> Iterator[Form]:
    """Within it every question is asked by the form ``name``. Raises what stopped it, ``Left`` and
    ``Refused``, once it has said what was not recorded."""
    begun = ctx.of(Begun)
    before, each, ahead = _before(ctx, begun, name)
    outer, made = ctx.form, Form(ctx, before, each)
    ctx.form, made.ahead = made, ahead
    try:
        yield made
    except (Left, Refused):
        left = made.missing()
        if left:
            begun.left[name] = left
            _say(ctx, left, begun.home)
        raise
    finally:
        ctx.form = outer


def forgotten(ctx: Context, text: str) -> None:
    """What stood in a question of the form that is on, and was no answer, is not kept with it."""
    if isinstance(ctx.ask, Form):
        ctx.ask.forget(text)


def _before(ctx: Context, begun: Begun, name: str) -> tuple[dict[Key, str], bool, str]:
    """What was typed the last time, if somebody says that it is so still, whether each of it is
    asked about, and in numbered lines what was typed there instead: one of these words says that it
    is so, others answer what comes first. Who leaves there says neither, and it stays."""
    left = begun.left.get(name, {})
    if not left:
        return {}, False, ""
    said = word(ctx.me.lang, "shift.form-again", texts=_quoted(ctx, left))
    asked = yes_or_no("again", said, ctx.me.lang)
    if len(left) > 1:
        yes, no = asked.options
        each = Option("each", word(ctx.me.lang, "shift.form-each"), "e")
        asked = msgspec.structs.replace(asked, options=[yes, each, no])
    again, typed = ctx.ask.ask(msgspec.structs.replace(asked, spills=ctx.me.plain)), ""
    if again.startswith(TEXT):
        typed = again.removeprefix(TEXT).strip()
        if goes_back(typed):
            raise Left
        again = "yes" if typed in left.values() else "no"
    del begun.left[name]
    taken = dict(left) if again != "no" else {}
    return taken, again == "each", "" if taken else typed


def _say(ctx: Context, left: dict[Key, str], home: bool) -> None:
    key = "form-left" if home else "form-lost"
    ctx.err.say(f"shift.{key}", texts=_quoted(ctx, left))


def _quoted(ctx: Context, left: dict[Key, str]) -> list[str]:
    quote = "“{}”" if ctx.me.lang == "zh" else '"{}"'
    return [quote.format(clean(text, LONG)) for text in left.values()]
