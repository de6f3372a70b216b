"""A form made from a register: one question per field, going back leads to the one before."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Option, Question, terminal
from kit.people.registers.rules.books import Book
from kit.people.registers.rules.items import Field, fields_of


def question(book: Book, field: Field, lang: str) -> Question:
    """One field as a question; what may be left out is left out with an empty line."""
    name = word(lang, f"register.field-{field.name}")
    alone = (field.name,) in book.item.needed
    if field.choices:
        options = [
            Option(text, word(lang, f"register.choice-{text}"), str(n))
            for n, text in enumerate(field.choices, 1)
        ]
        if not alone:
            options.append(Option("", word(lang, "register.skip"), "0"))
        return Question(field.name, name, "choice", options)
    return Question(field.name, f"{name}{'' if alone else word(lang, 'register.may')}: ", "text",
                    optional=not alone)  # fmt: skip


def filled(ctx: Context, book: Book, into: dict[str, str]) -> None:
    """Ask at a terminal for what is not given yet. Raises ``Refused`` where there is none,
    ``Left`` where somebody leaves."""
    if not terminal():
        needed = [f"--{name.replace('_', '-')}" for name in book.item.needed[0]]
        raise Refused("field-needed", Exit.USAGE, names=needed)
    known = fields_of(book.item)
    for name in book.asks:
        if not into.get(name):
            answer = ctx.ask.ask(question(book, known[name], ctx.me.lang))
            if answer:
                into[name] = answer
