"""Help pages in the user's language, the same for every command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from kit.ground.console.context import Context

if TYPE_CHECKING:
    pass


HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


_ZH = [
    (r"^Usage: ", "用法："),
    (r"^Options:", "选项："),
    (r"^Arguments:", "参数："),
    (r"^Commands:", "命令："),
    (r"Show this message and exit\.", "显示这段说明。"),
    (r"\[required\]", "[必填]"),
    (r"\[default:\s+([^\]]*)\]", r"[默认：\1]"),  # a narrow window may part them
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 [参数]…"),
]


def translated(text: str, lang: str) -> str:
    if lang == "zh":
        for pattern, new in _ZH:
            text = re.sub(pattern, new, text, flags=re.MULTILINE)
    return text


def new_group(ctx: Context, text: str, how: dict[str, Any]) -> typer.Typer:
    """A command with commands of its own; alone it lists."""
    lang = ctx.me.lang

    class Group(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return translated(super().get_help(ctx), lang)

    return typer.Typer(
        cls=Group,
        help=text,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings=how["context_settings"],
    )
