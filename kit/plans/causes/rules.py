"""What a list of causes holds, and what several come to together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from kit.ground.base.text import Id, Text


class Cause(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """``off``: it is listed no more; incidents that have it keep it."""

    id: Id
    zh: str
    en: str
    off: bool = False

    @property
    def text(self) -> Text:
        return Text(self.zh, self.en)


class Causes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One file of them."""

    format: Literal[1]
    causes: list[Cause]


def together(files: Iterable[Causes]) -> dict[str, Cause]:
    """By id, in the order in which ids come first; what a later file says of an id counts."""
    out: dict[str, Cause] = {}
    for file in files:
        for cause in file.causes:
            out[cause.id] = cause
    return {id_: cause for id_, cause in out.items() if not cause.off}
