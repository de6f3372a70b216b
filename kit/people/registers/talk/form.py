"""A form made from a register: one question per field, going back leads to the one before."""

from __future__ import annotations

from kit.ground.base.refusal import Exit, Refused
from kit.ground.base.words import word
from kit.ground.console.context import Context
from kit.ground.terminal.ask import Option, Question, terminal, yes_or_no
from kit.ground.terminal.noting import ask_name
from kit.people.registers.rules.acts import unusual, wanting
from kit.people.registers.rules.books import Book, Stage
from kit.people.registers.rules.items import Field, fields_of
from kit.people.registers.rules.matching import differs
from kit.people.registers.rules.reading import field_label
from kit.people.registers.rules.state import Doc
from kit.people.registers.show.lines import told_apart


def question(book: Book, field: Field, lang: str, needed: bool = False) -> Question:
    """One field as a question; what may be left out is left out with an empty line."""
    name = field_label(book.name, field.name, lang)
    alone = needed or (field.name,) in book.item.needed
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


def answer(ctx: Context, book: Book, field: Field, needed: bool = False) -> str:
    """What somebody says to it; a name is asked for until it is one. Raises ``Left``."""
    asked = question(book, field, ctx.me.lang, needed)
    if not field.who:
        return ctx.ask.ask(asked)
    return ask_name(lambda: ctx.ask.ask(asked), ctx.err.say)


def completed(ctx: Context, book: Book, doc: Doc, stage: Stage, given: dict[str, str]) -> str:
    """Ask at a terminal for what a stage still needs: fields into ``given``; a note, which is
    answered. Asks nothing where there is no terminal, or nothing is missing."""
    lang, known = ctx.me.lang, fields_of(book.item)
    if not terminal():
        return ""
    for name in unusual(doc, stage):
        asked = word(lang, "register.ask-without", stage=word(lang, f"register.stage-{name}"))
        if ctx.ask.ask(yes_or_no("without", asked, lang)) != "yes":
            raise Refused("stage-left", id=doc.id)
    for name in wanting(doc, stage, given):
        given[name] = answer(ctx, book, known[name], needed=True)
    if "proof" in stage.needs and differs(doc.get("detail"), given.get("proof", "")):
        lines = told_apart(doc, given.get("proof", ""), lang)
        asked = word(lang, "register.ask-proof")
        if ctx.ask.ask(yes_or_no("proof", asked, lang, lines)) != "yes":
            raise Refused("proof-differs", id=doc.id)
    if not stage.note:
        return ""
    return ctx.ask.ask(Question("note", word(lang, "register.ask-note"), "text"))


def filled(ctx: Context, book: Book, into: dict[str, str]) -> None:
    """Ask at a terminal for what is not given yet. Raises ``Refused`` where there is none,
    ``Left`` where somebody leaves."""
    if not terminal():
        needed = [f"--{name.replace('_', '-')}" for name in book.item.needed[0]]
        raise Refused("field-needed", Exit.USAGE, names=needed)
    known = fields_of(book.item)
    for name in book.asks:
        if not into.get(name):
            said = answer(ctx, book, known[name])
            if said:
                into[name] = said
