"""The entries of the contacts with people hidden."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from kit.ground.base.veil import Sorts, Veil
from kit.people.contacts.rules.contact import Channel


def sorts_of(veil: Veil) -> Sorts:
    def channels(found: list[Channel], _: Any) -> list[Channel]:
        return [_channel(veil, each) for each in found]

    return veil.sorts({"channels": channels})


def _channel(veil: Veil, each: Channel) -> Channel:
    """What a telephone dials by its extension alone is known as a telephone's beforehand: no
    pseudonym has one, and it would be due no more."""
    kind = "phone" if each.dials and each.kind == "other" else each.kind
    return replace(veil.over(each), kind=kind)
