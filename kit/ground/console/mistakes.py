"""A line that typer does not take: what is wrong with it, in the user's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from kit.ground.console.context import Context


def usage(
    ctx: Context,
    error: Any,
    argv: list[str],
    commands: Mapping[str, str],
    example: Callable[[str, str, date], str],
) -> dict[str, str]:
    """What is wrong with the line, in the user's language, and where help is. ``example``: a value
    for an option of a line, as of a day."""
    found = getattr(getattr(error, "ctx", None), "command_path", "") or "kit"
    kind = type(error).__name__
    hint = ""
    param = getattr(error, "param", None)
    if param is not None:
        hint = getattr(param, "metavar", "") or (param.opts[-1] if param.opts else param.name)
    line = _ago(error, argv) if kind == "NoSuchOption" else ""
    if line:
        return {"why": ctx.err.word("screen.ago-behind-at"), "how": line}
    if kind == "NoSuchOption":
        why = ctx.err.word("screen.no-option", name=error.option_name)
    elif kind == "MissingParameter":
        why = ctx.err.word("screen.missing", name=hint or "?")
    elif "No such command" in str(error):
        names = [a for a in argv if a[:1] != "-"]
        asked = [a for a in names if f"'{a}'" in str(error)] or names
        why = ctx.err.word("screen.no-command", name=(asked or [""])[0])
    elif kind == "BadParameter":
        why = ctx.err.word("screen.bad-value", name=hint or "?")
    elif kind == "BadOptionUsage":
        option = getattr(error, "option_name", "?")
        why = ctx.err.word("screen.missing", name=ctx.err.word("screen.value-of", option=option))
        line = f"kit {argv[0]}" if argv[:1] and argv[0] in commands else found
        return {"why": why, "how": _with_value(ctx, line, option, example) or f"{line} --help"}
    else:
        why = ctx.err.word("screen.unexpected", name=" ".join(argv[1:]) or "?")
    return {"why": why, "how": f"{found} --help"}


def _ago(error: Any, argv: list[str]) -> str:
    """The line as it is typed for minutes ago (``-7``), which no option is called; "" where it was
    another one, or when it happened is not asked."""
    params = getattr(getattr(getattr(error, "ctx", None), "command", None), "params", [])
    word = next((w for w in argv if w[:1] == "-" and w[1:].isdecimal()), "")
    if not word or not word.startswith(error.option_name) or "--at" in argv:
        return ""
    if all("--at" not in param.opts for param in params):
        return ""
    said = [f'"{each}"' if " " in each else each for each in argv]
    said[said.index(word)] = f"--at {word}"
    return " ".join(["kit", *said])


def _with_value(
    ctx: Context, line: str, option: str, example: Callable[[str, str, date], str]
) -> str:
    """The line as it is typed with a value; "" where only its help says what that may be."""
    value = example(line, option, ctx.now().wall.date() - timedelta(days=1))
    return f"{line} {option} {value}" if value else ""
