"""What a text names: ``package.module:NAME``, imported when somebody asks for it."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def imported(home: str, usual: str = "") -> Any:
    """``usual``: what is meant where only the module is named."""
    module, _, attribute = home.partition(":")
    return getattr(import_module(module), attribute or usual)
