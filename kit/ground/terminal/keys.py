"""What can be done now, as one list: the drawn screen, the numbered lines and the line of keys all
read it, and whoever has a key to add adds it there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import msgspec

from kit.ground.base.cells import width
from kit.ground.base.lean import re
from kit.ground.base.words import word
from kit.ground.terminal.ask import Flow, Option
from kit.ground.terminal.fragments import Line

T = TypeVar("T")
# What an input method sends for a key of the keyboard, beside full-width characters.
OTHER_MARKS = {"、": "/", "。": ".", "—": "-", "·": "`", "《": "<", "》": ">", "「": "[", "」": "]"}


def half_width(text: str) -> str:
    """What was typed with the input method on, as the keys that were pressed."""
    if text.isascii():
        return text
    return "".join(
        chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else OTHER_MARKS.get(char, char)
        for char in text
    )


@lru_cache(1024)  # at each key the same labels are looked through
def sought(text: str) -> str:
    """A text as it is looked through and as it is looked for: its words alone, as with the input
    method on each mark has another shape than in the list."""
    return re.sub(r"[\W_]", " ", half_width(text).lower())


def holding(text: str, among: Iterable[tuple[T, str]]) -> list[T]:
    """Those whose text holds all words of what was typed; none for marks alone."""
    words = sought(text).split()
    found = [(each, sought(label)) for each, label in among] if words or not text.strip() else []
    return [each for each, label in found if all(one in label for one in words)]


if TYPE_CHECKING:  # what only annotations name costs no start

    class Spoken(Protocol):
        lang: str


S = TypeVar("S", contravariant=True)


class Key(msgspec.Struct, Generic[S], frozen=True):
    """One key of a session ``S``.

    ``name`` is sent back as the answer; ``key`` is pressed (``enter``, or one character), ``also``
    does the same unseen. ``shown`` names the sentence in the line of keys (several keys may share
    one; "": the picture shows it), ``label`` gives the words of the numbered option. ``group``
    says where it stands: the session's owner orders them. ``when`` it is offered; what it does is
    ``act``, a flow that may ask. ``opens``: it asks before it records anything. ``leaves``: it
    leads out of the session. ``slow``: nobody can have done it right behind the act before;
    ``fills``: it only opens a line to type into; ``leads``: it only goes somewhere."""

    name: str
    key: str
    group: str
    shown: str
    label: Callable[[S], str]
    when: Callable[[S], bool]
    act: Callable[[S], Flow[None]]
    also: str = ""
    opens: bool = False
    leaves: bool = False
    slow: bool = False
    fills: bool = False
    leads: bool = False


def always(_: object) -> bool:
    """For ``when``: a key that is never missing."""
    return True


def called(key: str) -> Callable[[Spoken], str]:
    """For ``label``: the sentence ``key`` in the session's language."""
    return lambda session: word(session.lang, key)


def offered(keys: Iterable[Key[S]], session: S) -> list[Key[S]]:
    """The keys that can be pressed now, in their order."""
    return [key for key in keys if key.when(session)]


def options(keys: Iterable[Key[S]], session: S) -> list[Option]:
    """The same as the options of a question."""
    return [
        Option(
            k.name, k.label(session), k.key, k.also, k.opens, k.leaves,
            slow=k.slow, fills=k.fills, leads=k.leads,
        )
        for k in keys
    ]


def key_lines(
    keys: Sequence[Key[S]], lang: str, cols: int, most: int = 0, last: Sequence[str] = ()
) -> list[Line]:
    """What the keys do, wrapped to the width. At most ``most`` lines (0: as many as it takes): then
    the keys named ``last`` stand at the end, behind how many are missing."""
    lines = key_rows([word(lang, name) for name in _sentences(keys)], cols)
    if not most or len(lines) <= most:
        return lines
    end = _sentences([key for name in last for key in keys if key.name == name])
    rest = [name for name in _sentences(keys) if name not in end]
    for kept in range(len(rest), -1, -1):
        items = [word(lang, name) for name in rest[:kept]]
        lines = key_rows(
            [*items, f"+{len(rest) - kept}", *(word(lang, name) for name in end)], cols
        )
        if len(lines) <= most:
            break
    return lines


def _sentences(keys: Iterable[Key[S]]) -> list[str]:
    return list(dict.fromkeys(key.shown for key in keys if key.shown))


def key_rows(items: Sequence[str], cols: int) -> list[Line]:
    """Sentences about keys, whole, in as many lines as the width takes."""
    lines: list[Line] = []
    text = ""
    for item in items:
        if text and width(text) + 3 + width(item) > cols - 2:
            lines.append([("keys", f" {text}")])
            text = item
        else:
            text = f"{text}   {item}" if text else item
    lines.append([("keys", f" {text}")])
    return lines
