"""The shipped model, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kit.plans.finder.rules.model import Model
from kit.plans.toml.files.library import shipped


@cache
def model() -> Model | None:
    """``None`` where it is missing or damaged: the checklists' own words still find."""
    try:
        return Model(Path(shipped(), "data", "finder", "model.bin").read_bytes())
    except (OSError, ValueError, KeyError):
        return None
