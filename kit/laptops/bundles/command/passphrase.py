"""The passphrase of a sealed bundle: typed unseen, or from ``KIT_PASSPHRASE`` where nobody sits."""

from __future__ import annotations

import getpass
import os

from kit.ground.base.refusal import Exit, Refused
from kit.ground.console.context import Context
from kit.ground.terminal.ask import terminal

NAME = "KIT_PASSPHRASE"


def asked(ctx: Context, path: str, twice: bool = False) -> str:
    """``twice``: it is a new one. Raises ``Refused``."""
    found = os.environ.get(NAME, "")
    if found:
        return found
    if not terminal():
        raise Refused("no-terminal", Exit.USAGE, how=f"{NAME}=… {ctx.again()}")
    said = _typed(ctx, "passphrase", path)
    if twice and said != _typed(ctx, "passphrase-again", path):
        raise Refused("seal-differs", Exit.USAGE)
    return said


def _typed(ctx: Context, key: str, path: str) -> str:
    try:
        return getpass.getpass(ctx.err.word(f"bundles.{key}", name=os.path.basename(path)) + " ")
    except EOFError:
        return ""
