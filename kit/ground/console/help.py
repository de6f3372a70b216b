"""Help pages in the user's language, the same for every command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kit.ground.base.cells import pad, width, wrap
from kit.ground.console import typer
from kit.ground.console.context import Context

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
        import re  # few lines ask for help

        for pattern, new in _ZH:
            text = re.sub(pattern, new, text, flags=re.MULTILINE)
    return text


def row(name: str, text: str, wide: int, left: int) -> Iterator[str]:
    """A name and what it is for in lines of ``wide`` cells, the text from cell ``left`` on."""
    head = f"  {name}"
    if width(head) > left - 2:
        yield head
        head = ""
    for part in wrap(text, max(wide - left, 16)):
        yield pad(head, left) + part
        head = ""


def rows(said: Mapping[str, str], title: str, wide: int) -> Iterator[str]:
    """Commands below a title, none of them cut."""
    yield ""
    yield title
    left = min(max(map(width, said), default=0) + 4, 24)
    for name, text in said.items():
        yield from row(name, text, wide, left)


def new_group(ctx: Context, text: str, how: dict[str, Any]) -> typer.Typer:
    """A command with commands of its own; alone it lists."""
    if "cls" not in how:
        lines: Any = typer.Lines()
        return lines  # type: ignore[no-any-return]
    from typer.core import TyperGroup

    lang = ctx.me.lang

    class Group(TyperGroup):
        def get_help(self, ctx: Any) -> str:
            return translated(super().get_help(ctx), lang)

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            said = {name: each.get_short_help_str(400) for name, each in self.commands.items()}
            for line in rows(said, "Commands:", formatter.width):
                formatter.write(f"{line}\n")

    return typer.real_app(  # type: ignore[no-any-return]
        cls=Group,
        help=text,
        rich_markup_mode=None,
        invoke_without_command=True,
        context_settings=how["context_settings"],
    )
