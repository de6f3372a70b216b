"""Texts with blanks: ``{kind:name}``, and ``[[…]]`` around what is said only where it is known.

A part in double brackets is left out, with everything in it, where one of its blanks is not known:
"Fire[[ at {site:address}]]. …" is a whole sentence either way. Parts hold no parts.
"""

from __future__ import annotations

from collections.abc import Callable

OPEN, CLOSE = "[[", "]]"
COMMAS, STOPS = "，、；：,;:", "。！？.!?"
# Each with a name: ``{role:police}``.
KINDS = ("role", "number", "minutes", "span", "answer", "site")
NAME = "abcdefghijklmnopqrstuvwxyz0123456789-"
LETTERS = NAME[:26]


class Blank:
    """One blank of a text: ``kind`` and ``name``, or ``plain`` where it has no kind. By number as
    the groups of a pattern: the whole, kind, name, plain."""

    __slots__ = ("end", "groups", "start")

    def __init__(self, start: int, end: int, groups: tuple[str, str, str, str]) -> None:
        self.start = start
        self.end = end
        self.groups = groups

    def __getitem__(self, group: int) -> str:
        return self.groups[group]


def found(text: str, plain: bool = True) -> list[Blank]:
    """The blanks of a text, in its order; ``plain``: also those without a kind. Without patterns:
    every picture fills texts, and ``re`` is a fifth of a start."""
    out = []
    start = text.find("{")
    while start >= 0:
        end = text.find("}", start)
        if end < 0:
            break
        inner = text[start + 1 : end]
        kind, colon, name = inner.partition(":")
        if colon and kind in KINDS and name and not name.strip(NAME):
            out.append(Blank(start, end + 1, (text[start : end + 1], kind, name, "")))
        elif plain and not colon and inner and not inner.strip(LETTERS):
            out.append(Blank(start, end + 1, (text[start : end + 1], "", "", inner)))
        start = text.find("{", start + 1)
    return out


def fill(
    text: str,
    known: Callable[[Blank], str | None],
    missing: Callable[[Blank], str],
    plain: bool = True,
) -> str:
    """The text with its blanks filled. ``known``: what stands there, ``None`` where nobody knows;
    ``missing``: what then stands in a blank outside any part."""

    def put(piece: str) -> str:
        out, at = [], 0
        for blank in found(piece, plain):
            value = known(blank)
            out += [piece[at : blank.start], missing(blank) if value is None else value]
            at = blank.end
        return "".join([*out, piece[at:]])

    if OPEN not in text:
        return put(text)
    out, gone = "", ""
    for whole, part in _split(text):
        if part and any(known(blank) is None for blank in found(whole, plain)):
            gone = whole
            continue
        piece = put(whole)
        out = _joined(out, piece) if gone and piece else out + piece
        gone = "" if piece else gone
    return _ended(out, gone[-1:]) if gone else out


def whole(text: str) -> str:
    """With every part in it, and its blanks as they are: the longest that it can become."""
    return text.replace(OPEN, "").replace(CLOSE, "") if OPEN in text else text


def parts(text: str) -> list[str]:
    """What may be left out, without its brackets."""
    return [piece for piece, part in _split(text) if part]


def always(text: str) -> str:
    """Without its parts: what is said in any case."""
    return "".join(piece for piece, part in _split(text) if not part)


def sound(text: str) -> bool:
    """Every part is closed, and none lies in another."""
    bare = "".join(piece for piece, _ in _split(text))
    return OPEN not in bare and CLOSE not in bare


def _split(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a part that may be left out."""
    out = []
    while OPEN in text:
        before, _, rest = text.partition(OPEN)
        part, closed, after = rest.partition(CLOSE)
        if not closed:
            break
        out += [(before, False), (part, True)]
        text = after
    return [*out, (text, False)]


def _joined(left: str, right: str) -> str:
    """Both sides of what was left out, with one mark between them and one space."""
    bare, after = left.rstrip(), right.lstrip()
    apart = left != bare or not bare
    marked = after[:1] in (*COMMAS, *STOPS) and not after.startswith("..")  # dots are a blank
    if marked and (not bare or bare[-1] in STOPS):
        after = after[1:].lstrip() if apart else after[1:]
    elif marked and bare[-1] in COMMAS:
        left = bare[:-1]
    elif not apart:
        after = right
    return left + after


def _ended(left: str, stop: str) -> str:
    """What is left where the end of a text was left out: with that end's full stop."""
    left = left.rstrip()
    return left[:-1] + stop * (stop in STOPS) if left and left[-1] in COMMAS else left
