"""Options that many commands share: one word for one thing, everywhere the same."""

from __future__ import annotations

from typing import Any

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context

NEVER_WRAP = 10_000


def cells(ctx: Context, mark: str = "") -> int:
    """The width to wrap at behind ``mark``: the terminal's; a pipe gets whole lines."""
    from kit.ground.base.cells import width

    return ctx.out.width - width(mark) if ctx.out.terminal else NEVER_WRAP


def only_one(ctx: Context, command: str, **given: bool) -> str:
    """The one option that was given, "" for none. Two that exclude each other are a mistake."""
    names = [name.replace("_", "-") for name, on in given.items() if on]
    if len(names) > 1:
        options = " ".join(f"--{name}" for name in names)
        why = ctx.err.word("screen.only-one", names=options)
        raise Refused("usage", Exit.USAGE, why=why, how=f"kit {command} --help")
    return names[0] if names else ""


def missing(ctx: Context, command: str, name: str) -> Refused:
    why = ctx.err.word("screen.missing", name=name)
    return Refused("usage", Exit.USAGE, why=why, how=f"kit {command} --help")


def face_asked(output: str, force: bool) -> str:
    """The face of the file that was asked for, "" for none. Raises ``Refused``."""
    if not output:
        return ""
    from kit.ground.console.pages import face_of

    return face_of(output, force)


def incident_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option("", "--incident", "-i", metavar="REF", help=ctx.out.word("help.incident"))


def at_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option("", "--at", metavar="TIME", help=ctx.out.word("help.at"))


def date_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option("", "--date", metavar="DAY", help=ctx.out.word("help.date"))


def by_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option("", "--by", metavar="NAME", help=ctx.out.word("help.by"))


def json_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option(False, "--json", help=ctx.out.word("help.json"))


def redact_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option(False, "--redact", help=ctx.out.word("help.redact"))


def output_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option("", "--output", "-o", metavar="FILE", help=ctx.out.word("help.output"))


def force_option(ctx: Context) -> Any:
    from kit.ground.console import typer

    return typer.Option(False, "--force", help=ctx.out.word("help.force"))
