"""Checklists: their format, rules, files, search, paper."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.ground.console.context import Context

# Who knows what is to be said of a list when it is started (a draft, past its review, marked red).
STANDING: list[Callable[[Context, str], list[str]]] = []
# Who knows which approved lists of the site's own stand in for which of the kit's, as values.
INSTEAD: list[Callable[[Context], dict[str, str]]] = []
