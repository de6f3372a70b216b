"""Which editor a list is changed in, and how to save and leave it, said before it covers the
window: whoever has never met it would not find out of it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

from kit.ground.base.clean import clean
from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context

NAMED = ("VISUAL", "EDITOR")
# By the program's name: the sentence that says how to save and leave it.
HOW = {
    **dict.fromkeys(("vi", "vim", "nvim", "vim.tiny", "vim.basic", "view"), "vi"),
    **dict.fromkeys(("nano", "pico", "rnano"), "nano"),
    "emacs": "emacs",
    "notepad": "notepad",
    "open": "textedit",
}  # fmt: skip
COVERS = frozenset(("vi", "nano", "emacs"))  # the window, with what was said in it


def words_of(ctx: Context, type_: str, typed: str) -> list[str]:
    """The editor as words to run: what was ``typed``, else what the system names, else what it
    has. Raises ``Refused`` where there is none."""
    named = typed or next((os.environ[n] for n in NAMED if os.environ.get(n)), "")
    try:
        editor = shlex.split(named, posix=os.name == "posix") if named else usual_editor()
    except ValueError:
        editor = []
    if not editor:
        raise Refused("edition-editor", Exit.USAGE, type=type_)
    return editor


def usual_editor() -> list[str]:
    """The editor that a system without EDITOR has, as words to run; none where there is none."""
    import shutil

    if sys.platform == "win32":
        return ["notepad"]
    if sys.platform == "darwin":
        return ["open", "-W", "-t"]
    found = next((path for name in ("nano", "vi") if (path := shutil.which(name))), "")
    return [found] if found else []


def how_of(editor: list[str]) -> str:
    """The key of the sentence; ``other`` for an editor that we do not know."""
    name = os.path.basename(editor[0].replace("\\", "/")).casefold().removesuffix(".exe")
    return HOW.get(name, "other")


def say(ctx: Context, type_: str, editor: list[str], typed: str) -> None:
    """Which one opens, how to save and leave it, how to take another. Where it will cover that,
    and nobody asked for it by name, Enter opens it. Raises ``Left``: nothing is opened then."""
    from kit.ground.terminal.onward import go_on

    how = how_of(editor)
    name = clean(os.path.basename(editor[0]), 40)
    ctx.err.say("editions.opens", editor=name, how=ctx.out.word(f"editions.leave-{how}"))
    ctx.err.say("editions.other-editor", type=type_)
    if how in COVERS and not typed:
        asked = ctx.out.word("editions.ask-open", editor=name)
        go_on(ctx.ask, asked, ctx.me.lang, ctx.err.line, ctx.unsaid)


def run(type_: str, editor: list[str], path: str) -> int:
    """Its exit code. Raises ``Refused`` where it cannot be started."""
    try:
        return subprocess.call([*editor, path])
    except OSError as error:
        raise Refused("edition-editor", Exit.FAULT, type=type_) from error
