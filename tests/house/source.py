"""The source as its rules look at it: every file, each read and parsed once."""

from __future__ import annotations

import ast
import gc
from functools import cache
from pathlib import Path

from tests.support.constants import ROOT

SOURCES = sorted((ROOT / "kit").rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Every node of a file, the file itself first; all stay, and the collector of garbage looks at none."""
    gc.disable()
    try:
        return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    finally:
        gc.freeze()
        gc.enable()
