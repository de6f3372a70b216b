"""Documents of rooms above whoever proves all of a home: they register themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Who keeps them in a home, and the references of those that are there.
KEPT: list[Callable[[str], tuple[Any, list[str]]]] = []
