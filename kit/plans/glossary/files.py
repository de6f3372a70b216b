"""The shipped glossary: ``data/glossary.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from kit.plans.glossary.rules import Glossary
from kit.plans.toml.files.library import shipped


@cache
def glossary() -> Glossary:
    """Every term. Raises ``msgspec.ValidationError`` for a file that is not of this shape."""
    return msgspec.toml.decode(Path(shipped(), "data", "glossary.toml").read_bytes(), type=Glossary)
