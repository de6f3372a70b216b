"""The typer application: built for the one command that was asked for, or whole for help."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from kit.context import Context
from kit.core.refusal import Exit, Refused

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

_ZH = [
    (r"^Usage: ", "用法："),
    (r"^Options:", "选项："),
    (r"^Arguments:", "参数："),
    (r"^Commands:", "命令："),
    (r"Show this message and exit\.", "显示这段说明。"),
    (r"\[required\]", "[必填]"),
    (r"\[default: ([^\]]*)\]", r"[默认：\1]"),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
]


def _translated(text: str, lang: str) -> str:
    if lang == "zh":
        for pattern, new in _ZH:
            text = re.sub(pattern, new, text, flags=re.MULTILINE)
    return text


def run(ctx: Context, argv: list[str], commands: dict[str, str]) -> int:
    """Parse ``argv`` and run its command. Usage errors become ``Refused``."""
    app = _app(ctx, argv, commands)
    group = typer.main.get_command(app)
    try:
        result = group.main(args=argv, prog_name="kit", standalone_mode=False)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.Exit as stop:
        return int(stop.exit_code)
    except Exception as error:
        if hasattr(error, "format_message"):
            raise Refused("usage", Exit.USAGE, **_usage(ctx, error, argv)) from None
        raise
    ctx.flush_talk()
    return int(result) if isinstance(result, int) else int(Exit.DONE)


def _usage(ctx: Context, error: Any, argv: list[str]) -> dict[str, str]:
    """What is wrong with the line, in the user's language, and where help is."""
    found = getattr(getattr(error, "ctx", None), "command_path", "") or "kit"
    kind = type(error).__name__
    hint = ""
    param = getattr(error, "param", None)
    if param is not None:
        hint = getattr(param, "metavar", "") or (param.opts[-1] if param.opts else param.name)
    if kind == "NoSuchOption":
        why = ctx.err.word("screen.no-option", name=error.option_name)
    elif kind == "MissingParameter":
        why = ctx.err.word("screen.missing", name=hint or "?")
    elif "No such command" in str(error):
        why = ctx.err.word("screen.no-command", name=next((a for a in argv if a[:1] != "-"), ""))
    elif kind == "BadParameter":
        why = ctx.err.word("screen.bad-value", name=hint or "?")
    elif kind == "BadOptionUsage":
        why = ctx.err.word("screen.missing", name=getattr(error, "option_name", "?"))
    else:
        why = ctx.err.word("screen.unexpected", name=" ".join(argv[1:]) or "?")
    return {"why": why, "how": f"{found} --help"}


def _app(ctx: Context, argv: list[str], commands: dict[str, str]) -> typer.Typer:
    lang = ctx.me.lang

    class Command(TyperCommand):
        def get_help(self, ctx: Any) -> str:
            return _translated(super().get_help(ctx), lang)

    class Group(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return _translated(super().get_help(ctx), lang)

        def list_commands(self, ctx: Any) -> list[str]:
            return [name for name in commands if name in self.commands]

    app = typer.Typer(
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={**HELP, "obj": ctx},
        help=ctx.out.word("help.kit"),
        epilog=ctx.out.word("help.globals"),
        invoke_without_command=True,
    )

    @app.callback(invoke_without_command=True)
    def home(typer_context: typer.Context) -> None:
        if typer_context.invoked_subcommand is None:
            from kit.commands.home import run_home

            raise typer.Exit(run_home(ctx))

    asked = next((word for word in argv if not word.startswith("-")), "")
    wanted = [asked] if asked in commands else list(commands)
    for name in wanted:
        module = import_module(f"kit.commands.{commands[name]}")
        register: Callable[..., None] = module.register
        register(app, ctx, name, {"cls": Command, "context_settings": HELP})
    return app
