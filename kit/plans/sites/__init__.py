"""Kinds of site: posts, numbers, minutes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.ground.base.text import Text

# Who knows the titles of incident types, by type id, for a home: checklists stand above sites.
TITLES: list[Callable[[str], dict[str, Text]]] = []
