"""Who may say that something was done: another person than who did it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kit.ground.base.clean import clean
from kit.ground.base.named import NOBODY, alike
from kit.ground.base.refusal import Exit, Refused


def by_another(who: str, doers: Iterable[str], one_name: Callable[[str], str]) -> None:
    """Raises ``Refused`` where ``who`` is one of the doers, or nobody knows who it is."""
    if who in NOBODY:
        raise Refused("verify-who", Exit.USAGE)
    if alike(one_name(who)) in {alike(one_name(name)) for name in doers if name not in NOBODY}:
        raise Refused("verify-own", who=clean(who, 60))
