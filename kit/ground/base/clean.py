"""Text that somebody wrote, made safe to show: one line, nothing that commands a terminal."""

from __future__ import annotations

from kit.ground.base.lean import re

MAX_TEXT = 2000
# Control characters, direction marks, the byte order mark and marks that hide an annotation.
NOT_BY_CHANCE = "\u0800"  # from here on a character takes three bytes in UTF-8
COMMANDING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]"


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Typed text as one safe line: no control characters, escapes, direction marks or lone
    surrogates, at most ``limit`` characters."""
    if text.isprintable():  # none of all that is
        return text.strip()[:limit].rstrip()
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = re.sub(r"[\r\n\t\v\f\x85\u2028\u2029]+", " ", text)
    text = re.sub(COMMANDING, "", text)
    return text.strip()[:limit].rstrip()


def as_typed(text: str) -> str:
    """A line of a terminal with bytes that its encoding does not know, read as GB18030, which
    Chinese systems write; as it is where it is not that, or where other Chinese in it shows that
    it cannot be."""
    known = [char for char in text if not "\udc80" <= char <= "\udcff"]
    if len(known) == len(text):
        return text
    try:
        found = text.encode("utf-8", "surrogateescape").decode("gb18030")
        if any(char >= NOT_BY_CHANCE for char in known):
            found.encode("gb2312")  # of what is UTF-8 nothing comes out that is so usual
    except UnicodeError:
        return text
    return found


def pieces(text: str, limit: int = MAX_TEXT) -> list[str]:
    """The whole of a typed text as safe lines of at most ``limit`` characters, parted where a
    sentence or a word ends, if one does near there."""
    rest, out = clean(text, max(len(text), 1)), []
    while len(rest) > limit:
        near = rest[limit - limit // 5 : limit + 1]
        ends = [found.end() for found in re.finditer(r"[。；！？，、.;!?,\s]", near)]
        cut = limit - limit // 5 + ends[-1] if ends else limit
        cut = min(cut, limit)
        out.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*out, rest] if rest else out
