"""The contacts with people hidden."""

from __future__ import annotations

from typing import Any

from kit.ground.base.veil import Sorts, Veil
from kit.people.contacts.rules.contact import Channel, Unseen
from kit.people.contacts.rules.doubts import doubt
from kit.people.contacts.rules.posts import SETUP


def sorts_of(veil: Veil) -> Sorts:
    def channels(found: list[Channel], _: Any) -> list[Channel]:
        return [unseen(veil, each) for each in found]

    def source(text: str, _: Any) -> str:
        return text if text == SETUP else veil.free(text)

    return veil.sorts({"channels": channels, "source": source})


def unseen(veil: Veil, each: Channel) -> Channel:
    number, note = veil.number(each.number), veil.free(each.note)
    return Unseen(number, each.kind, each.hours, note, each.dials, doubt(each) or "")
