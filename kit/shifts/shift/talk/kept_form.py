"""A form of several questions that is left without an act: what was typed by then is said, and at
home it comes back when the form is begun again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Refused
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Left, Question, yes_or_no
from kit.live.guide.talk.kept import stands_in
from kit.shifts.shift.files.store import Shifts

LONG = 200  # characters of it that are said again
Key = tuple[str, str]  # a question's name and what it asks


class Begun:
    """The forms of one run that were left, by name; ``home``: they can be begun again in it."""

    def __init__(self, home: str) -> None:
        self.left: dict[str, dict[Key, str]] = {}
        self.home = False


class Form:
    """Asks in the place of ``asker``, and keeps what was answered. ``before``: what was typed the
    last time, which answers once and is asked for then."""

    def __init__(self, ctx: Context, before: dict[Key, str]) -> None:
        self.ctx, self.asker = ctx, ctx.ask
        self.before, self.given = before, dict[Key, str]()
        self.since = ctx.now().wall

    @property
    def early(self) -> bool:
        """Whether an Enter came too early at what was asked last."""
        return bool(getattr(self.asker, "early", False))

    def ask(self, question: Question) -> str:
        key = question.name, question.text
        answer = self.before.pop(key, "")
        if answer:
            labels = {option.name: option.label for option in question.options}
            shown = clean(labels.get(answer, answer), LONG)
            self.ctx.err.line(f"{question.text.rstrip()} {shown}")
        else:
            answer = self.asker.ask(question)
        sure = {option.name for option in question.options} == {"yes", "no"}
        if answer and not (sure or question.onward):
            self.given[key] = answer
        return answer

    def of(self, name: str) -> list[str]:
        """What was answered to questions of this name."""
        return [text for (asked, _), text in self.given.items() if asked == name]

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
    outer, made = ctx.form, Form(ctx, _before(ctx, begun, name))
    ctx.form = made
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


def _before(ctx: Context, begun: Begun, name: str) -> dict[Key, str]:
    """What was typed the last time, if somebody says that it is so still. Who leaves there says
    neither, and it stays."""
    left = begun.left.get(name, {})
    if not left:
        return {}
    said = word(ctx.me.lang, "shift.form-again", texts=_quoted(ctx, left))
    asked = yes_or_no("again", said, ctx.me.lang)
    again = ctx.ask.ask(asked) == "yes"
    del begun.left[name]
    return dict(left) if again else {}


def _say(ctx: Context, left: dict[Key, str], home: bool) -> None:
    key = "form-left" if home else "form-lost"
    ctx.err.say(f"shift.{key}", texts=_quoted(ctx, left))


def _quoted(ctx: Context, left: dict[Key, str]) -> list[str]:
    quote = "“{}”" if ctx.me.lang == "zh" else '"{}"'
    return [quote.format(clean(text, LONG)) for text in left.values()]
