"""Who else keeps personal data for a time: logs stand above the registers and register themselves
here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.ground.console.context import Context


class Left(NamedTuple):
    """What of a document may leave: its reference, and how many fields of its entries."""

    ref: str
    fields: int


class Keeper(NamedTuple):
    """``past``: what has been over for so many days (of the document that is named); ``take_out``:
    withdraw that in the documents named, as somebody, and say in how many fields; ``follow``:
    withdraw what names customers whom a register has forgotten."""

    past: Callable[[Context, int, str], list[Left]]
    take_out: Callable[[Context, int, list[str], str], int]
    where: Callable[[Context], str]
    follow: Callable[[Context, str], list[Left]]


INCIDENTS: list[Keeper] = []
