"""``kit complaint|order|caller|property``: commands made from the registers' structs."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console import typer
from kit.ground.console.context import Context
from kit.ground.console.options import (
    at_option,
    by_option,
    date_option,
    json_option,
    redact_option,
)
from kit.people.registers.command.deeds import TIMES, Given, uses, verbs
from kit.people.registers.rules.books import BOOKS, Book, stage_of, usual_end
from kit.people.registers.rules.items import fields_of
from kit.people.registers.rules.reading import field_label

Declared = dict[str, tuple[Any, Any]]  # a parameter's type and its typer default
Run = Callable[[Context, str, str, list[str], Given], None]

# Options that every register has, by the name in ``Given``.
TEXTS: dict[str, tuple[tuple[str, ...], str]] = {
    "due": (("--due", "--promised"), "TIME"),
    "to": (("--to",), "TIME"),
    "until": (("--until",), "TIME"),
    "reason": (("--note", "--reason"), "TEXT"),
    "agreed": (("--agreed-by",), "NAME"),
    "owner": (("--owner",), "NAME"),
    "number": (("--number",), "TEXT"),
}
FLAGS = {
    "every": "--all",
    "secrets": "--withheld",
    "outside": "--outside",
    "drill": "--drill",
}


def options(ctx: Context) -> Declared:
    """The options that registers share."""
    out: Declared = {}
    for name, (names, metavar) in TEXTS.items():
        help_ = ctx.out.word(f"help.register-{name}")
        out[name] = (str, typer.Option("", *names, metavar=metavar, help=help_))
    for name, option in FLAGS.items():
        out[name] = (bool, typer.Option(False, option, help=ctx.out.word(f"help.register-{name}")))
    out["at"] = (str, at_option(ctx))
    out["date"] = (str, date_option(ctx))
    out["by"] = (str, by_option(ctx))
    out["redact"] = (bool, redact_option(ctx))
    out["as_json"] = (bool, json_option(ctx))
    return out


def field_options(ctx: Context, book: Book) -> Declared:
    """One option per field of the register's struct."""
    out: Declared = {}
    for name, field in fields_of(book.item).items():
        help_ = field_label(book.name, name, ctx.me.lang)
        if field.choices:
            named = [ctx.out.word(f"register.choice-{choice}") for choice in field.choices]
            help_ = f"{help_}: {' / '.join(named)}"
        metavar = "|".join(field.choices) or "TEXT"
        option = typer.Option("", f"--{name.replace('_', '-')}", metavar=metavar, help=help_)
        out[name] = (str, option)
    return out


def _only_used(book: Book, verb: str, typed: set[str], fields: list[str]) -> None:
    """What was typed and the verb has no use for is not dropped without a word. Raises
    ``Refused``."""
    verb = verb or "list"
    used = uses(book, verb)
    for name in sorted(typed - used):
        option = fields[0] if name == "fields" else TEXTS[name][0][0]
        line = f"kit {book.name} {verb if verb in verbs(book) else 'show'}"
        right = next((TEXTS[each][0][0] for each in TIMES if each in used), "")
        if name in TIMES and right:
            raise Refused("option-time", Exit.USAGE, how=line, option=option, right=right)
        names = [each for each in verbs(book) if name in uses(book, each)]
        if names:
            raise Refused("option-elsewhere", Exit.USAGE, how=line, option=option, names=names)
        raise Refused("option-unused", Exit.USAGE, how=line, option=option)


def _told(ctx: Context, book: Book, verb: str) -> str:
    """A word that may be typed, and what it says."""
    stage = stage_of(book, verb) or (usual_end(book) if verb == "done" else None)
    key = f"stage-{stage.name}" if stage is not None else f"verb-{verb}"
    return f"{verb} {ctx.out.word(f'register.{key}')}"


def declare(
    app: typer.Typer,
    ctx: Context,
    name: str,
    how: dict[str, Any],
    run: Run,
    more: Declared | None = None,
    own: tuple[str, ...] = (),
) -> None:
    """The command of one register. ``more``: further options, each named as in ``Given``; ``own``:
    verbs that only ``run`` knows."""
    book = BOOKS[name]
    told = [_told(ctx, book, verb) for verb in (*own, *verbs(book))]
    names = ctx.out.word("help.register-what", names=told)
    who = ctx.out.word("help.register-who")
    fields = field_options(ctx, book)
    declared: Declared = {
        "verb": (str, typer.Argument("", metavar="WHAT", help=names, show_default=False)),
        "words": (
            list[str],
            typer.Argument(None, metavar="NAME|ID", help=who, show_default=False),
        ),
        **fields,
        **options(ctx),
        **(more or {}),
    }

    def command(**given: Any) -> None:
        verb, said = given.pop("verb"), given.pop("words") or []
        asked = {field: given.pop(field) for field in fields}
        kept = {field: text for field, text in asked.items() if text}
        typed = {each for each in TEXTS if given[each]} | ({"fields"} if kept else set())
        if verb not in own:
            _only_used(book, verb, typed, [f"--{field.replace('_', '-')}" for field in kept])
        run(ctx, name, verb, said, Given(fields=kept, **given))

    shape: Any = command
    shape.__signature__ = Signature(
        [
            Parameter(each, Parameter.KEYWORD_ONLY, default=default, annotation=type_)
            for each, (type_, default) in declared.items()
        ]
    )
    shape.__annotations__ = {each: type_ for each, (type_, _) in declared.items()}
    app.command(name, help=ctx.out.word(f"help.{name}"), **how)(command)


def _run(ctx: Context, name: str, verb: str, words: list[str], given: Given) -> None:
    from kit.people.registers.command.answers import run

    run(ctx, name, verb, words, given)


def register(app: typer.Typer, ctx: Context, name: str, how: dict[str, Any]) -> None:
    declare(app, ctx, name, how, _run)
