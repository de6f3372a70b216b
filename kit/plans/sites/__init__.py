"""Kinds of site: posts, numbers, minutes."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kit.ground.base.text import Text
    from kit.ground.console.context import Context
    from kit.plans.sites.rules import Profile

# Who knows the titles of incident types, by type id, for a home: checklists stand above sites.
TITLES: list[Callable[[str], dict[str, Text]]] = []
# Who knows by whom and at which number a site's posts are reached: contacts stand above sites.
REACHED: list[Callable[[Context, Profile, datetime], Profile]] = []
